"""Moving all rows that are marked: what that means is seen first, then the reason, then one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.move import ways_back
from coach_tui.app.dialogues.moves_panel import MovesPanel, shift_rows
from coach_tui.app.dialogues.of_group import ask_who_of
from coach_tui.app.dialogues.questions import STEPS, as_read, ask_line, ask_reason, choose
from coach_tui.app.pages.milestone import slip_text
from coach_tui.app.widgets.rows import Row
from coach_tui.changes.several import move_all
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import add_days, day_words, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import Shift, day_before_move, day_of
from coach_tui.plan.moves_together import shifts_together
from coach_tui.plan.objective import Objective
from coach_tui.plan.record import Record
from coach_tui.plan.session import BOOKED, Session
from coach_tui.plan.session_words import state_words
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day

SCOPES = {"o": "one", "d": "dependents", "f": "following"}
"""Key → how much moves."""


async def move_together(coach: Coach, records: Sequence[Record], days: int | None = None) -> None:
    """Move records (as they are in the file) by so many days each, or as a line says that is asked for.

    In that, what begins with + or - is counted from the day of each; a day is that of all.

    Raises:
        BadInput: one of them has no day, or does not move.
    """
    planned = MovesTogether(coach, records)
    try:
        shifts, said = await (planned.asked() if days is None else planned.stepped(days))
        moving = [coach.practice.original(shift.record) for shift in shifts]
        by, asked, whose = await ask_who_of(coach, said, moving, ahead=days is not None)
        why = await ask_reason(coach, f"{said}{asked}. Why?")
    finally:
        planned.panel.close()
    to = {shift.record.uid: shift.to.isoformat() for shift in shifts}
    coach.said(await coach.written(partial(move_all, coach.desk, moving, to, by, why, whose)))


class MovesTogether:
    """Several moves until they are made, and the list of what moves."""

    def __init__(self, coach: Coach, records: Sequence[Record]) -> None:
        self.coach = coach
        known = [coach.practice.find(one.table, one.uid, one.plan) for one in records]
        self.records = [one for one in known if one is not None]
        self.was = {one.uid: self._day(one) for one in self.records}
        self.panel = MovesPanel(coach)

    def _day(self, record: Record) -> date:
        """The day from which one moves.

        Raises:
            BadInput: it has none, or does not move, with the way back.
        """
        key, called = self.coach.key_of, quote(record.name)
        if isinstance(record, (Milestone, Objective)):
            return day_before_move(record, ways_back(self.coach))
        if isinstance(record, Session) and record.state != BOOKED:
            raise BadInput(f"{called} was {state_words(record)}; {key('mark')} takes it out")
        if isinstance(record, Commitment) and not record.open:
            raise BadInput(f"{called} is {record.status} already; {key('mark')} takes it out")
        day = day_of(record)
        if day is None:
            raise BadInput(f"{called} has no day that moves; {key('mark')} takes it out")
        return day

    # To where

    async def asked(self) -> tuple[list[Shift], str]:
        """What moves as a line says, and that in words."""
        text = await ask_line(
            self.coach,
            f"Move {len(self.records)} to",
            check=partial(text_fault, self._read),
            suggestions=partial(as_read, self._meant),
            hint="24 dec for all, or +1w for each from its own day",
            select=True,
        )
        days = self._read(text)
        seen = self._look(days)
        if len(seen) == 1:
            return seen["o"], self._said(days)
        return seen[await choose(self.coach, "Move", self._answers(seen))], self._said(days)

    async def stepped(self, step: int) -> tuple[list[Shift], str]:
        """What moves by so many days, and by further presses of such keys, and that in words."""
        steps = {self.coach.key_of(command): days for command, days in STEPS.items()}
        days, seen = dict(self.was), dict[str, list[Shift]]()
        while True:
            try:
                ahead = {uid: add_days(day, step) for uid, day in days.items()}
                seen = self._look(ahead)
                days = ahead
            except BadInput as error:
                if not self.panel.shown:
                    raise
                self.panel.refuse("No further", error)
                seen = {}
            answers = self._answers(seen) if len(seen) > 1 else {"enter": "go on"} if seen else {}
            answers |= dict.fromkeys(steps, "") if seen else {**dict.fromkeys(steps, ""), "esc": "leave"}
            answer = await choose(self.coach, "Move" if seen else "", answers, ahead=True)
            if answer not in steps:
                return seen.get(answer, seen["o"]), self._said(days)
            step = steps[answer]

    def _read(self, text: str) -> dict[str, date]:
        """The day of each (by uid) that a line means.

        Raises:
            BadInput: it is no such line, one of them cannot be there, or all are already.
        """
        today, each = self.coach.today, text.strip()[:1] in ("+", "-")
        first = min(self.was.values())
        days = {
            uid: parse_day(text, today, Side.MOVED, base=was if each else first)
            for uid, was in self.was.items()
        }
        if days == self.was:
            raise BadInput(f"all are on {short(first, today)} already; choose another day")
        self._shifts(days, "one")
        return days

    def _meant(self, text: str) -> str:
        """Where each would come to lie."""
        days, today = self._read(text), self.coach.today
        if len({*days.values()}) == 1:
            return day_words(next(iter(days.values())), today)
        listed = ", ".join(short(day, today) for day in sorted({*days.values()})[:3])
        return f"each from its own day: {listed}{' …' if len({*days.values()}) > 3 else ''}"

    def _said(self, days: Mapping[str, date]) -> str:
        """“2 dates, each 7 days later”, “3 dates to Fri 18 Dec”."""
        count = f"{len(days)} date{'s' if len(days) > 1 else ''}"
        by = {(day - self.was[uid]).days for uid, day in days.items()}
        if len(by) == 1:
            return f"{count}{', each' if len(days) > 1 else ''} {slip_text(by.pop())}"
        to = sorted({*days.values()})
        today = self.coach.today
        if len(to) == 1:
            return f"{count} to {short(to[0], today)}"
        return f"{count}, to {short(to[0], today)} – {short(to[-1], today)}"

    # The list

    def _shifts(self, days: Mapping[str, date], scope: str) -> list[Shift]:
        return shifts_together(self.coach.practice, self.records, days, scope, today=self.coach.today)

    def _look(self, days: Mapping[str, date]) -> dict[str, list[Shift]]:
        """Show what moves, by the answers that differ in it; {} where all stay where they are.

        Raises:
            BadInput: one of them cannot be there.
        """
        if days == self.was:
            self.panel.show([Row(None, ["Where they were"], heading=True)])
            return {}
        seen = {key: self._shifts(days, scope) for key, scope in SCOPES.items()}
        moved = {key: {shift.record.uid for shift in shifts} for key, shifts in seen.items()}
        by_as_much = len({day - self.was[uid] for uid, day in days.items()}) == 1
        if not by_as_much or moved["f"] in (moved["o"], moved["d"]):
            del seen["f"]
        if moved["d"] == moved["o"]:
            del seen["d"]
        shown = seen if len(seen) > 1 else {"": seen["o"]}
        self.panel.show(shift_rows(shown, self._said(days), "date", self.coach.today, self._called))
        return seen

    def _called(self, record: Record) -> str:
        """The name, where they are of several clients with whose it is."""
        plan = self.coach.practice.plan_of(record) if len({one.plan for one in self.records}) > 1 else None
        return f"{plan.client.name}: {record.name}" if plan is not None else record.name

    def _answers(self, seen: Mapping[str, list[Shift]]) -> dict[str, str]:
        """How much moves, with the count."""
        more = {key: len(shifts) - len(seen["o"]) for key, shifts in seen.items()}
        words = {
            "o": "only these",
            "d": f"with {more.get('d')} after them",
            "f": f"all {len(seen.get('f', ()))} following",
        }
        return {key: words[key] for key in seen}
