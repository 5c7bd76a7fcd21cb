"""The other calendar: read what was changed there, accept it, and write the plans' dates into it.

The folder is the one that the configuration names as `vdir`. Reading and writing are off the event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from os import environ
from typing import Protocol, TypeVar, cast

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.of_group import ask_who_of
from coach_tui.app.dialogues.questions import ask_reason, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.calendar import accept_calendar
from coach_tui.exchange.vdir import Written, read_folder, write_folder
from coach_tui.plan.calendar_changes import CalendarChange
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.session import Session
from coach_tui.settings import minutes_before
from coach_tui.store.journal import Entry
from coach_tui.store.paths import expanded

T = TypeVar("T")

PLACE = "calendar_changes"


class ChangesPage(Protocol):
    """The page of the changes, as far as it is needed here."""

    passed: set[str]

    @property
    def put_back(self) -> set[str]:
        """The UIDs of what was passed over: the next writing puts back what the plan says."""


def configured(coach: Coach) -> str:
    """The folder that the configuration names, "" for none; the demo has none."""
    named = "" if coach.demo else coach.settings.vdir
    return str(expanded(named, environ)) if named else ""


async def show_changes(coach: Coach) -> None:
    """Read the calendar, then show what was changed in it."""
    folder = _folder(coach)
    coach.go(PLACE, given=await _at_the_folder(coach, partial(read_folder, folder)))


async def accept_change(coach: Coach, proposal: CalendarChange, others: list[CalendarChange]) -> None:
    """Accept a change; ask first whether what comes after it moves along, unless that was moved there too.

    Of a date that keeps its moves ask who wanted the other day, and why.
    """
    moving = {other.item.record for other in others}
    follow = [uid for uid, _, _ in proposal.after if uid not in moving]
    together: set[str] = set()
    if not proposal.done and follow and len(follow) == len(proposal.after):
        answers = {"o": "only this", "d": f"with {len(follow)} after it"}
        answer = await choose(coach, f"Accept {proposal.change(coach.today)}", answers)
        together = {proposal.item.uid} if answer == "d" else set()
    verb = partial(accept_calendar, coach.desk, [proposal], with_dependents=together)
    if not proposal.bends:
        coach.said(await coach.written(verb))
        return
    to = f"To {_new(proposal, coach.today)}"
    session = coach.practice.find(Session.table, proposal.item.record, proposal.item.engagement)
    by, asked, whose = await ask_who_of(coach, to, [session] if session else [])
    ask = partial(ask_reason, coach, f"{to}{asked}. Why?")
    said = partial(_accept, partial(verb, asked=whose), by)
    coach.said(await ask_and_write(coach, "a move", ask, said, of=proposal.item.engagement))


def _new(proposal: CalendarChange, today: date) -> str:
    """When it is now: the day, of one that has stayed on it the time."""
    if proposal.to.day == proposal.item.when.day and proposal.to.time:
        return proposal.to.time
    return short(proposal.to.day, today)


def _accept(verb: Callable[..., Entry | None], by: str, why: str) -> Entry | None:
    return verb(by=by, why=why)


async def write_calendar(coach: Coach) -> None:
    """Bring the calendar to what the plans say; what was moved there and not accepted stays."""
    folder = _folder(coach)
    page = cast("ChangesPage | None", coach.made(PLACE))
    put_back = page.put_back if page is not None else set()
    done = await _at_the_folder(coach, partial(_write, coach, folder, put_back))
    said = f"calendar written: {done.new} new, {done.changed} changed, {done.removed} removed"
    if done.waiting:
        said += f" · {len(done.waiting)} moved there, not accepted"
    elif done.said:
        said += f" · {len(done.said)} left alone"
    coach.bottom.say(said, "good")
    if page is not None:
        page.passed.clear()
        if coach.place_id == PLACE:
            await show_changes(coach)


def _write(coach: Coach, folder: str, put_back: set[str]) -> Written:
    return write_folder(
        folder,
        coach.desk.practice(),
        coach.today,
        names=coach.settings.calendar_names,
        alarm=minutes_before(coach.settings.calendar_alarm),
        put_back=put_back,
    )


def _folder(coach: Coach) -> str:
    """The folder.

    Raises:
        BadInput: there is none.
    """
    if coach.demo:
        raise BadInput("the demo leaves your calendar alone")
    if not coach.settings.vdir:
        raise BadInput('no calendar is set: vdir = "~/calendars/coaching" in config.toml, say')
    return configured(coach)


async def _at_the_folder(coach: Coach, work: Callable[[], T]) -> T:
    """Do what reads or writes the folder; an error says that it is about that."""
    try:
        return await coach.written(work)
    except CoachError as error:
        raise BadInput(f"the calendar's folder (vdir) {error}") from None
