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
import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from coach_tui.plan.errors import CoachError
from coach_tui.store.drafts import clear_drafts, save_drafts, take_drafts

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan

T = TypeVar("T")
Draft = dict[str, Any]


@runtime_checkable
class Typed(Protocol):
    """A screen that is typed into."""

    changed: bool

    def draft(self) -> Draft:
        """What must be kept so that nothing typed is lost."""
        ...


class Drafts:
    """All drafts of this run, and what of them lies beside the data file."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self.kept: list[Draft] = []
        self._stored = False
        """Whether something lies beside the data file."""

    def keep(self, key: str, title: str, values: Mapping[str, Any]) -> None:
        """From now on a dropped connection does not lose them."""
        self.drop(key)
        self.kept.append({"draft_key": key, "title": title, "values": dict(values), "at": self._now()})

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

    def latest(self, form: str, engagement: str) -> Draft | None:
        """The last draft of a kind of form that is about an engagement (uid)."""
        for draft in reversed(self.kept):
            about = told_by(str(draft.get("draft_key", "")))
            if about.get("form") == form and about.get("engagement") == engagement:
                return draft
        return None

    def take_up(self) -> None:
        """What an earlier run has left."""
        self.kept += take_drafts(self._coach.desk.store.path)
        self._stored = self._stored or bool(self.kept)

    # To the disk

    def store(self, without: str = "") -> None:
        """Bring what lies beside the data file in line with what is kept and open, but for one form."""
        path = self._coach.desk.store.path
        try:
            clear_drafts(path)
            found = [draft for draft in self._worth_keeping() if draft.get("draft_key") != (without or None)]
            self._stored = bool(found)
            if found:
                save_drafts(path, found)
        except CoachError as error:
            self._coach.bottom.say(str(error), "bad")

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
        found = self._worth_keeping()
        bottom = self._coach.bottom
        if bottom.active and bottom.value.strip():
            line = {"text": bottom.value}
            found.insert(0, {"draft_key": "", "title": "a line", "values": line, "at": self._now()})
        return found

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
            data = self._coach.desk.store.path.read_bytes()
        except OSError:
            return drafts
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


class Gone(CoachError):
    """What a form or a draft is about is not in the file any more, or not open."""

    def __init__(self) -> None:
        super().__init__("what was open here no longer exists; it was deleted meanwhile")


class Unsaved:
    """One text or form that somebody is typing, until it is saved or thrown away."""

    def __init__(self, coach: Coach, about: Mapping[str, Any], draft: str = "") -> None:
        self._coach = coach
        self.key = draft or json.dumps({**about, "draft": os.urandom(6).hex()})
        self._put_by = False

    async def written(self, title: str, values: Mapping[str, Any], work: Callable[[], T]) -> T:
        """Do a verb (see `Coach.written`); until it is done, the values are a draft.

        Raises:
            CoachError: the verb refuses, or the file cannot be written; the values are a draft still.
        """
        self.keep(title, values)
        result = await self._coach.written(partial(self._do, work))
        self.forget()
        return result

    def _do(self, work: Callable[[], T]) -> T:
        """Do it; once it is in the file, a dropped connection has nothing left to keep."""
        result = work()
        self._coach.drafts.drop(self.key)
        return result

    def keep(self, title: str, values: Mapping[str, Any]) -> None:
        """From now on a dropped connection does not lose them."""
        self._coach.drafts.keep(self.key, title, values)

    def store(self) -> None:
        """Keep it beside the data file as well."""
        self._coach.drafts.store()

    def put_by(self, title: str, values: Mapping[str, Any]) -> None:
        """It is left half-way, to be gone on with: that throws nothing away."""
        self.keep(title, values)
        self.store()
        self._put_by = True

    def left(self) -> None:
        """Its form was left: it is thrown away, unless it was put by."""
        if not self._put_by:
            self.forget()

    def forget(self) -> None:
        """It is saved, or was thrown away."""
        self._coach.drafts.forget(self.key)


def told_by(draft_key: str) -> dict[str, Any]:
    """What a draft's key says; {} where it is none of ours."""
    try:
        about = json.loads(draft_key or "{}")
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}


def plan_told(coach: Coach, draft_key: str) -> Plan:
    """The plan that a draft's key names.

    Raises:
        Gone: it was deleted or closed meanwhile.
    """
    found = coach.practice.find("engagements", str(told_by(draft_key).get("engagement", "")))
    plan = coach.practice.plan(found.raw["client"], found.uid) if found else None
    if plan is None or not plan.engagement.open:
        raise Gone
    return plan
