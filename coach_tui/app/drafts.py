"""What is typed and not saved yet: kept when the connection drops, offered again at the next start.

A draft is a small table: `draft_key` (JSON that says which form it belongs to), `title`, `values`, `at`.
It is kept from the moment its form is handed in until the change is in the file. What a form holds is
written beside the data file whenever a field is left, so that even a process that is killed loses no more
than the line being typed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from coach_tui.exchange.texts import remove_left, text_left
from coach_tui.plan.errors import CoachError
from coach_tui.store.contents import read_bytes
from coach_tui.store.drafts import save_drafts, take_drafts

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from coach_tui.app.widgets.bottom import BottomLine
    from coach_tui.app.work import Work
    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Practice

T = TypeVar("T")
Draft = dict[str, Any]


@runtime_checkable
class Typed(Protocol):
    """A screen that is typed into."""

    changed: bool

    def draft(self) -> Draft:
        """What must be kept so that nothing typed is lost."""


class DraftsApp(Protocol):
    """The app, as far as drafts need to know it."""

    desk: Desk
    bottom: BottomLine
    work: Work

    def run_worker(self, work: Coroutine[Any, Any, None], *, group: str) -> object:
        """Do something beside the event loop's own work."""

    @property
    def practice(self) -> Practice:
        """Everything in the data file, as it was read last."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """All screens, the one in front last."""


class Drafts:
    """All drafts of this run, and what of them lies beside the data file."""

    def __init__(self, coach: DraftsApp) -> None:
        self._coach = coach
        self.kept: list[Draft] = []
        self.withheld = False
        """Whether some wait to be asked about until names are shown."""
        self._stored = False
        """Whether something lies beside the data file."""
        self._unwritten = False
        """Whether something was handed in since what is kept was last written down."""

    def keep(self, key: str, title: str, values: Mapping[str, Any]) -> None:
        """From now on a dropped connection does not lose them."""
        self.drop(key)
        self.kept.append({"draft_key": key, "title": title, "values": dict(values), "at": self._now()})
        self._unwritten = True

    def drop(self, key: str) -> None:
        """Keep them no longer; what lies beside the data file stays there until it is written again."""
        for draft in [draft for draft in self.kept if draft.get("draft_key") == key]:
            self.kept.remove(draft)

    def forget(self, key: str) -> None:
        """It is saved, or was thrown away: nothing of it stays anywhere."""
        self.drop(key)
        if self._stored:
            self.store(without=key)

    def forget_gone(self) -> None:
        """Keep only what is about something that is in the file still."""
        self.kept = [draft for draft in self.kept if self._known(draft)]

    def _known(self, draft: Draft) -> bool:
        about = told_by(str(draft.get("draft_key", "")))
        plan = str(about.get("engagement") or "")
        record = str(about.get("uid") or "")
        tables = ("clients", "engagements", str(about.get("table") or "clients"))
        wanted = [uid for uid in (plan, record) if uid]
        find = self._coach.practice.find
        return bool(wanted) and all(any(find(table, uid) for table in tables) for uid in wanted)

    def latest(self, about: Mapping[str, Any]) -> Draft | None:
        """The last draft whose key says all this: its `form`, and what that is about."""
        for draft in reversed(self.kept):
            told = told_by(str(draft.get("draft_key", "")))
            if isinstance(draft.get("values"), dict) and all(told.get(key) == about[key] for key in about):
                return draft
        return None

    def take_up(self) -> None:
        """What an earlier run has left, with what stands in an editor that outlived it."""
        data = self._coach.desk.store.path
        taken = take_drafts(data)
        files = [name for draft in taken if (name := _from_editor(data, draft))]
        self.kept += [draft for draft in taken if draft.get("values") is not None]
        self._stored = self._stored or bool(taken)
        if files and self.store():
            for name in files:
                remove_left(data, name)

    # To the disk

    def store(self, without: str = "") -> bool:
        """Bring what lies beside the data file in line with what is kept and open, but for one form.

        What lies there already goes once the new is there. False, with a word to the coach, where the disk
        refuses.
        """
        found = [draft for draft in self._worth_keeping() if draft.get("draft_key") != (without or None)]
        try:
            save_drafts(self._coach.desk.store.path, found)
        except CoachError as error:
            self._coach.bottom.say(str(error), "bad")
            return False
        self._stored = bool(found)
        return True

    def write_down(self) -> None:
        """Have what is typed written down soon, without waiting for it."""
        self._unwritten = False
        self._coach.run_worker(self.store_open(self._coach.work.turn), group="writing")

    def write_down_kept(self) -> None:
        """Have what was handed in written down before a question, at which it may wait long."""
        if self._unwritten and self.kept:
            self.write_down()

    async def store_open(self, turn: asyncio.Lock) -> None:
        """Write down what the open forms hold, off the event loop and in turn with all other writing."""
        async with turn:
            found = self._held()
            if found or self._stored:
                self._stored = True
                with contextlib.suppress(CoachError):  # a disk that refuses is told of when the form is saved
                    await asyncio.to_thread(self._save, found)

    def _save(self, held: list[Draft]) -> None:
        save_drafts(self._coach.desk.store.path, self._not_erased(held))

    def store_all(self) -> None:
        """Write down all that is typed and not saved. Called by signal handlers and at a crash."""
        found = self.open()
        if found:
            save_drafts(self._coach.desk.store.path, found)

    def open(self) -> list[Draft]:
        """All that is typed and not saved: forms, a prompt's line, what is just being written."""
        # what is asked for may be called by what stands for a name while those are hidden
        hidden = self._coach.practice.tells()
        lines = [
            {
                "draft_key": key,
                "title": (title if key or not hidden else "") or "a line",
                "values": {"text": text},
                "at": self._now(),
            }
            for key, title, text in self._coach.bottom.typed
        ]
        keys = {line["draft_key"] for line in lines}
        return lines + [draft for draft in self._worth_keeping() if draft.get("draft_key") not in keys]

    def _worth_keeping(self) -> list[Draft]:
        return self._not_erased(self._held())

    def _held(self) -> list[Draft]:
        """What forms hold, and what was handed in and is not in the file."""
        open_ = [
            screen for screen in self._coach.screen_stack if isinstance(screen, Typed) and screen.changed
        ]
        forms = [{**screen.draft(), "at": self._now()} for screen in open_]
        keys = {draft["draft_key"] for draft in forms}
        return forms + [draft for draft in self.kept if draft.get("draft_key") not in keys]

    def _not_erased(self, drafts: list[Draft]) -> list[Draft]:
        """Those about what the data file still knows, deleted or not.

        Nothing of a client who was erased meanwhile, by another process, may come to lie beside the file.
        """
        try:
            read = read_bytes(str(self._coach.desk.store.path))
        except CoachError:
            return drafts
        data = read[0] if read else b""
        if not data.lstrip().startswith(b"{"):
            return drafts
        found = []
        for draft in drafts:
            about = told_by(str(draft.get("draft_key", "")))
            uid = str(about.get("engagement") or about.get("uid") or "")
            if not uid.isascii() or uid.encode() in data:
                found.append(draft)
        return found

    def _now(self) -> str:
        return self._coach.desk.clock.now().isoformat(timespec="minutes")


def _from_editor(data: Path, draft: Draft) -> str:
    """Put what stands in its editor into a draft; the name of the text's file, "" for none.

    A draft of nothing but an editor in which nothing was typed is none: it loses its values.
    """
    editor, values = draft.pop("editor", None), draft.get("values")
    if not isinstance(editor, dict) or not isinstance(values, dict):
        return ""
    key, name = str(editor.get("field", "")), str(editor.get("file", ""))
    text = text_left(data, name, str(values.get(key) or ""))
    if text is not None:
        values[key] = text
    elif editor.get("alone"):
        draft["values"] = None
    return name


class Gone(CoachError):
    """What a form or a draft is about is not in the file any more, or not open."""

    def __init__(self) -> None:
        super().__init__("what was open here no longer exists; it was deleted meanwhile")


def told_by(draft_key: str) -> dict[str, Any]:
    """What a draft's key says; {} where it is none of ours."""
    try:
        about = json.loads(draft_key or "{}")
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}
