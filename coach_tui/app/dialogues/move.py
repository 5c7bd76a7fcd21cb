"""Moving a date: what moves with it is seen first, then the reason, then one change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.moves_panel import MovesPanel, shift_rows
from coach_tui.app.dialogues.questions import STEPS, ask_day, ask_reason, ask_stepped, ask_who, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.pages.milestone import slip_text
from coach_tui.app.talking import Left
from coach_tui.app.widgets.rows import Row
from coach_tui.changes.moving import move
from coach_tui.changes.reviews import agree_review
from coach_tui.plan.dates import add_days, short
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import Shift, WaysBack, day_before_move
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.target_moves import ALONE, WITH_MILESTONES, shifts_of
from coach_tui.store.journal import Entry

SCOPES: dict[type[Record], dict[str, str]] = {
    Milestone: {"o": "one", "d": "dependents", "f": "following"},
    Objective: {"o": ALONE, "d": WITH_MILESTONES},
}
"""Key → how much moves."""


async def move_dated(coach: Coach, record: Milestone | Objective, days: int | None = None) -> None:
    """Move a milestone, or the target date of an objective, by so many days, or to a day that is asked for.

    Nothing is written before the reason is given. Until then the keys that move by a day or a week change
    the day, so that presses in a row are one move.
    """
    plan = coach.practice.plan_of(record)
    if plan is None:
        return
    was = day_before_move(record, ways_back(coach))
    planned = PlannedMove(coach, plan, record, was)
    try:
        if days is None:
            label = f"Move {quote(record.title)} from {short(was, coach.today)} to"
            day = date.fromisoformat(await ask_day(coach, label, Side.MOVED, base=was))
            scope, shifts = await planned.settle(day)
        else:
            scope, shifts = await planned.settle(days)
        planned.show_shifts({"": shifts})
        to = short(planned.day, coach.today)
        by, asked = await ask_who(coach, f"To {to}", ahead=days is not None)
        ask = partial(planned.ask_why, f"To {to}{asked}. Why?")
        verb = partial(planned.write, scope, shifts, by)
        title = "moving a milestone" if isinstance(record, Milestone) else "moving a target date"
        coach.said(await ask_and_write(coach, title, ask, verb, of=plan.engagement.uid))
    except (Left, CoachError):
        planned.close()
        raise


def ways_back(coach: Coach) -> WaysBack:
    """The keys that make something ready to move."""
    done, ended, undated = (coach.key_of(name) for name in ("done", "close", "edit"))
    return WaysBack(f"{done} opens it again", f"{ended} lets it go on", f"{undated} gives it one")


class PlannedMove:
    """A move until it is made: the day, and in a list over the place what moves with it."""

    def __init__(self, coach: Coach, plan: Plan, record: Milestone | Objective, was: date) -> None:
        self.coach = coach
        self.plan = plan
        self.record = record
        self.scopes = SCOPES[type(record)]
        self.was = self.day = was
        self.panel = MovesPanel(coach)

    async def settle(self, to: date | int) -> tuple[str, list[Shift]]:
        """Show what a day, or so many days more, would mean until it is said how much moves.

        Raises:
            BadInput: the day cannot be, and no other was seen before.
        """
        stepping = isinstance(to, int)
        steps = {self.coach.key_of(command): days for command, days in STEPS.items()}
        while True:
            try:
                day = to if isinstance(to, date) else add_days(self.day, to)
                shifts = self._look(day, stepping)
            except BadInput as error:
                if not self.panel.shown:
                    raise
                self.panel.refuse(f"Not past {short(self.day, self.coach.today)}", error)
                shifts = {}
            if len(shifts) == 1 and not stepping:
                return "one", shifts["o"]
            # presses in a row may come faster than the question; letters after a day that was typed may not
            # be meant for it
            answer = await choose(
                self.coach, "Move" if shifts else "", self._answers(shifts, steps), ahead=stepping
            )
            if answer not in steps or answer in shifts:
                key = answer if answer in shifts else "o"
                return self.scopes[key], shifts[key]
            to, stepping = steps[answer], True

    def _look(self, day: date, stepping: bool) -> dict[str, list[Shift]]:
        """Show what moves, by the answers that differ in it; {} where the day is the one it was.

        Raises:
            BadInput: the day cannot be; the one seen before stays.
        """
        if day == self.was and stepping:
            self.day = day
            said = f"On {short(day, self.coach.today)}, where it was"
            self.panel.show([Row(None, [said], heading=True)])
            return {}
        seen = {key: self._shifts(day.isoformat(), scope) for key, scope in self.scopes.items()}
        self.day = day
        moved = {key: {shift.record.uid for shift in shifts} for key, shifts in seen.items()}
        if "f" in moved and (len(moved["f"]) == 1 or moved["f"] == moved["d"]):
            del seen["f"]
        if len(moved["d"]) == 1:
            del seen["d"]
        if len(seen) > 1 or stepping:
            self.show_shifts(seen if len(seen) > 1 else {"": seen["o"]})
        return seen

    def _shifts(self, to: str, scope: str) -> list[Shift]:
        """What so much of a move would do."""
        return shifts_of(self.plan, self.record, to, scope, self.coach.today)

    def _answers(self, shifts: Mapping[str, list[Shift]], steps: Mapping[str, int]) -> dict[str, str]:
        """How much moves, with the count; another day."""
        count = {key: len(moving) for key, moving in shifts.items()}
        others = count.get("d", 1) - 1
        after = f"with {others} after it"
        if isinstance(self.record, Objective):
            after = f"with its {others} milestones" if others > 1 else "with its milestone"
        words = {
            "o": "only this",
            "d": after,
            "f": f"all {count.get('f')} following",
        }
        answers = {key: words[key] for key in shifts}
        if len(shifts) == 1:
            answers = {"enter": "go on"}
        answers |= {key: "" for key in steps if key not in answers}
        return answers if shifts else {**answers, "esc": "leave"}

    async def ask_why(self, label: str, value: str, error: str) -> str:
        """The reason; the list goes once it is given."""
        reason = await ask_reason(self.coach, label, value, error)
        self.close()
        return reason

    def write(self, scope: str, shifts: list[Shift], by: str, reason: str) -> Entry | None:
        """Move it, and what moves with it as it was seen."""
        seen = [(shift.record.uid, shift.to.isoformat()) for shift in shifts]
        desk, uid, to = self.coach.desk, self.record.uid, self.day.isoformat()
        noun = type(self.record)
        return move(desk, noun, uid, to, scope=scope, by=by, reason=reason, seen=seen)

    # The list

    def _rows(self, by_key: Mapping[str, list[Shift]]) -> list[Row]:
        """What moves, with which answer, each with what speaks against it."""
        noun = "milestone" if isinstance(self.record, Milestone) else "date"
        by = slip_text((self.day - self.was).days)
        return shift_rows(by_key, f"To {short(self.day, self.coach.today)}, {by}", noun, self.coach.today)

    def show_shifts(self, by_key: Mapping[str, list[Shift]]) -> None:
        """What moves, with which answer."""
        self.panel.show(self._rows(by_key))

    def close(self) -> None:
        """Take the list away."""
        self.panel.close()


async def move_review(coach: Coach, engagement: str, on: date | None, days: int | None = None) -> None:
    """Agree another day for the next review of an engagement (uid), so many days on where that is said."""
    if on is not None and days is not None:
        day = (await ask_stepped(coach, on, days, Side.EITHER)).isoformat()
    else:
        was = f" from {short(on, coach.today)}" if on else ""
        day = await ask_day(coach, f"Move the next review{was} to", Side.MOVED, base=on)
    coach.said(await coach.written(partial(agree_review, coach.desk, engagement, day)))
