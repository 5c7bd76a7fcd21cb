"""What is being typed, kept as a draft until it is in the file; a line is asked for until it is there."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, NoReturn, TypeVar

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import agrees, choose
from coach_tui.app.drafts import Gone, told_by
from coach_tui.app.talking import Left
from coach_tui.app.widgets.bottom import ABOUT
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.practice import Plan

T = TypeVar("T")


class Unsaved:
    """One text or form that somebody is typing, until it is saved or thrown away."""

    def __init__(self, coach: Coach, about: Mapping[str, Any], draft: str = "") -> None:
        self._coach = coach
        # letters, for digits may look like a telephone number while names are hidden
        letters = "".join(chr(ord("a") + byte % 26) for byte in os.urandom(12))
        self.key = draft or json.dumps({**about, "draft": letters})
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

    async def tried(self, title: str, values: Mapping[str, Any], work: Callable[[], T]) -> T:
        """Do a verb, again and again where the coach wants that while the file cannot be written.

        Raises:
            BadInput: the verb refuses; the values are a draft still.
            Left: the file cannot be written, and the values are kept for later or were thrown away.
        """
        while True:
            try:
                return await self.written(title, values, work)
            except BadInput:
                raise
            except CoachError as error:
                failed = str(error)
            await self._coach.free(failed)
            try:
                answers = {"t": "try again", "x": "throw away", "esc": "later"}
                answer = await choose(self._coach, failed, answers)
            except Left:
                if self.store():
                    self._coach.bottom.say("kept; it is shown again at the next start")
                raise
            if answer == "x":
                self.forget()
                raise Left

    async def meanwhile(
        self, title: str, values: Mapping[str, Any], ask: Callable[[], Awaitable[str]]
    ) -> str:
        """Ask something else, with what was typed before kept meanwhile.

        Raises:
            Left: it was left, and all is thrown away.
        """
        self.keep(title, values)
        try:
            return await ask()
        except Left:
            self.forget()
            raise

    async def sure(self, title: str, values: Mapping[str, Any], doubts: Sequence[str]) -> bool:
        """Whether the coach means what was typed, where there are doubts; it is kept meanwhile."""
        if not doubts:
            return True
        self.keep(title, values)
        return await agrees(self._coach, f"{'; '.join(doubts)}: note it?", "note it", "change it")

    async def check_sure(self, title: str, values: Mapping[str, Any], doubts: Sequence[str]) -> None:
        """The same for a form: raises Left, which brings the form back, where the coach does not mean it."""
        if not await self.sure(title, values, doubts):
            raise Left

    def _do(self, work: Callable[[], T]) -> T:
        """Do it; once it is in the file, a dropped connection has nothing left to keep."""
        result = work()
        self._coach.drafts.drop(self.key)
        return result

    def keep(self, title: str, values: Mapping[str, Any]) -> None:
        """From now on a dropped connection does not lose them.

        `title` is what the coach is asked about later: in the words of the file, as what stands for a name
        now may stand for another one then.
        """
        self._coach.drafts.keep(self.key, title, values)

    def store(self) -> bool:
        """Keep it beside the data file as well; False, with a word to the coach, where the disk refuses."""
        return self._coach.drafts.store()

    def put_by(self, title: str, values: Mapping[str, Any]) -> bool:
        """It is left half-way, to be gone on with: that throws nothing away. False as in `store`."""
        self.keep(title, values)
        self._put_by = True
        return self.store()

    def keep_from_sight(self, title: str, values: Mapping[str, Any]) -> NoReturn:
        """Names were hidden while it was being written, and that was refused: it is not shown again now.

        Raises:
            BadInput: always, with what becomes of it.
        """
        self.put_by(title, values)
        self._coach.drafts.withheld = True
        key = self._coach.key_of("hide_names")
        raise BadInput(f"not written; it is kept, and is asked about once {key} shows the names")

    async def begin_again(self, title: str, values: Mapping[str, Any], error: str, *, hidden: bool) -> None:
        """Wait until the coach is at nothing else, to be asked once more; `hidden`: names were so at first.

        Raises:
            BadInput: names were hidden since.
        """
        await self._coach.free(error)
        if not hidden and self._coach.practice.tells():
            self.keep_from_sight(title, values)
        self.forget()

    def left(self) -> None:
        """Its form was left: it is thrown away, unless it was put by."""
        if not self._put_by:
            self.forget()

    def forget(self) -> None:
        """It is saved, or was thrown away."""
        self._coach.drafts.forget(self.key)


async def ask_and_write(
    coach: Coach,
    title: str,
    ask: Callable[[str, str], Awaitable[str]],
    verb: Callable[..., T],
    more: Callable[[], Awaitable[str]] | None = None,
    doubts: Callable[[str], Sequence[str]] | None = None,
    value: str = "",
    of: str = "",
    about: Mapping[str, Any] | None = None,
    draft: str = "",
) -> T:
    """Ask for a text and do a verb with it; where it is refused, ask again with the text and the error.

    A refusal that comes when the coach is at something else waits for the end of that.

    Args:
        coach: the app.
        title: what a draft of it is called, in the words that stand in the file.
        ask: asks for the text; it gets what is filled in, and an error ("" for none).
        verb: what is done with the text off the event loop; it may refuse with BadInput.
        more: what else is asked; the text is kept meanwhile, and `verb` gets the answer as well.
        doubts: what there is to doubt in a text: it is asked about before it is taken, and no mends it.
        value: what is filled in at first.
        of: whose it is: the uid of an engagement, or of a client.
        about: by what a draft of it is gone on with (`coach_tui.app.dialogues.drafts`).
        draft: the key of the draft that it goes on with.

    Raises:
        Left: a question was left; or the file cannot be written, and the line is kept or thrown away.
    """
    unsaved = Unsaved(coach, {"form": "line", "engagement": of, **(about or {})}, draft)
    title = _with_name(coach, title, of)
    hidden = coach.practice.tells()
    typed, error = {"text": value}, ""
    while True:
        if error:
            await unsaved.begin_again(title, typed, error, hidden=hidden)
        typed = {"text": await _asked(unsaved, title, partial(ask, typed["text"], error))}
        if doubts and not await unsaved.sure(title, typed, doubts(typed["text"])):
            error = ""
            continue
        answers = list(typed.values())
        if more is not None:
            answers.append(await unsaved.meanwhile(title, typed, more))
        try:
            return await unsaved.tried(title, typed, partial(verb, *answers))
        except BadInput as refused:
            error = str(refused)


def _with_name(coach: Coach, title: str, of: str) -> str:
    """What a draft is called, with whose it is."""
    practice = coach.practice.stored
    found = practice.find("engagements", of)
    client = practice.client(found.raw["client"] if found else of)
    return f"{title}, {client.name}" if client and client.name not in title else title


async def _asked(unsaved: Unsaved, title: str, ask: Callable[[], Awaitable[str]]) -> str:
    """A line that is asked for: whoever keeps what is typed knows what it is for; left, it is thrown away."""
    before = ABOUT.set((unsaved.key, title))
    try:
        return await ask()
    except Left:
        unsaved.forget()
        raise
    finally:
        ABOUT.reset(before)


def plan_told(coach: Coach, draft_key: str, *, closed: bool | None = False) -> Plan:
    """The plan that a draft's key names; with `closed` one that is closed, with None either.

    Raises:
        Gone: it was deleted or closed (opened) meanwhile.
    """
    found = coach.practice.find("engagements", str(told_by(draft_key).get("engagement", "")))
    plan = coach.practice.plan(found.raw["client"], found.uid) if found else None
    if plan is None or (closed is not None and plan.engagement.open == closed):
        raise Gone
    return plan
