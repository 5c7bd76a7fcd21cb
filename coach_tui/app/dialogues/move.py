"""Moving a date: what moves with it is seen first, then the reason, then one change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.callbacks import ask_day, ask_reason, write_typed
from coach_tui.app.pages.milestone import slip_text
from coach_tui.app.widgets.drawing import cut
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.changes.milestones import move
from coach_tui.changes.records import edit
from coach_tui.changes.reviews import agree_review
from coach_tui.plan.contact import Session
from coach_tui.plan.dates import add_days, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import Shift, preview

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan

SCOPE_KEYS = {"o": "one", "d": "dependents", "f": "following"}
STEPS = {"later": 1, "earlier": -1, "week_later": 7, "week_earlier": -7}
"""Command → days."""
ASKED = {
    "c": ("client", "client"),
    "s": ("sponsor", "sponsor"),
    "m": ("me", "coach"),
    "enter": ("not said", ""),
}
"""Key → word, and what is stored."""
ROOM_FOR_TITLE = 20
"""Cells that a title has in a question, beside the days."""


def move_milestone(app: Coach, uid: str, days: int | None = None) -> None:
    """Move a milestone (uid) by so many days, or to a day that is asked for."""
    record = app.practice.find("milestones", uid)
    plan = app.practice.plan_of(record) if record else None
    if not isinstance(record, Milestone) or plan is None or record.due is None:
        return
    if record.done_on:
        app.bottom.say(f"{quote(record.title)} is done; {app.key_of('done')} opens it again", "bad")
        return
    mover = Mover(app, plan, record)
    if days is not None:
        mover.step(days)
        return
    title = cut(record.title, ROOM_FOR_TITLE, app.ascii_only)
    label = f"Move {quote(title)} from {short(record.due, app.today)} to"
    ask_day(app, label, mover.go_to, base=record.due)


class MovesList(RowList):
    """What is about to move, over the bottom of the place."""

    DEFAULT_CSS = """
    MovesList {
        layer: over;
        dock: bottom;
        height: auto;
        max-height: 50%;
        margin: 0 0 2 0;
        background: $surface;
    }
    """


class Mover:
    """A move that is being thought over: the day, what moves with it, who asked, why; then one change.

    Nothing is written before the reason is given. Until then the keys that move by a day or a week change
    the day, so that presses in a row are one move.
    """

    def __init__(self, app: Coach, plan: Plan, milestone: Milestone) -> None:
        self.app = app
        self.plan = plan
        self.milestone = milestone
        self.was = milestone.due or app.today
        self.day = self.was
        self.panel: MovesList | None = None

    def go_to(self, day: str) -> None:
        """See what a day (ISO) would mean."""
        self._look(date.fromisoformat(day), stepping=False)

    def step(self, days: int) -> None:
        """See what so many days more would mean."""
        try:
            self._look(add_days(self.day, days), stepping=True)
        except BadInput as error:
            self._refused(error)

    def _look(self, day: date, stepping: bool) -> None:
        if day == self.was and stepping:
            self.day = day
            said = f"On {short(day, self.app.today)}, where it was"
            self._show([Row(None, [said], heading=True)])
            self._ask({}, stepping=True)
            return
        try:
            shifts = {
                scope: preview(self.plan, self.milestone, day.isoformat(), scope, self.app.today)
                for scope in SCOPE_KEYS.values()
            }
        except BadInput as error:
            self._refused(error)
            return
        self.day = day
        scopes = self._scopes(shifts)
        if len(scopes) == 1 and not stepping:
            self._ask_who("one", shifts["one"])
            return
        several = len(scopes) > 1
        self._show(self._rows({key if several else "": shifts[SCOPE_KEYS[key]] for key in scopes}))
        self._ask(scopes, shifts, stepping)

    def _refused(self, error: BadInput) -> None:
        """Say why the day cannot be; the one seen before stays."""
        if self.panel is None:
            self.app.bottom.say(str(error), "bad")
            return
        heading = Row(None, [f"Not past {short(self.day, self.app.today)}"], heading=True)
        self._show([heading, Row(None, [(f"  ! {error}", "bad")])])
        self._ask({}, stepping=True)

    def _scopes(self, shifts: dict[str, list[Shift]]) -> dict[str, str]:
        """The answers that differ in what moves: key → words with the count."""
        moved = {scope: {shift.milestone.uid for shift in shifts[scope]} for scope in shifts}
        answers = {"o": "only this"}
        if len(moved["dependents"]) > 1:
            answers["d"] = f"with {len(moved['dependents']) - 1} after it"
        if len(moved["following"]) > 1 and moved["following"] != moved["dependents"]:
            answers["f"] = f"all {len(moved['following'])} following"
        return answers

    def _ask(
        self,
        scopes: dict[str, str],
        shifts: dict[str, list[Shift]] | None = None,
        stepping: bool = False,
    ) -> None:
        """The question under the list: another day, or how much moves.

        Presses in a row may come faster than the question; letters after a day that was typed may not be
        meant for it.
        """
        steps = {self.app.key_of(command): days for command, days in STEPS.items()}
        answers = dict(scopes)
        if len(scopes) == 1:
            answers = {"enter": "go on"}
        answers |= {key: "" for key in steps if key not in answers}
        if shifts is None:
            answers["esc"] = "leave"

        def answered(answer: str | None) -> None:
            if answer in scopes or answer == "enter":
                scope = SCOPE_KEYS.get(answer or "", "one")
                assert shifts is not None
                self._ask_who(scope, shifts[scope])
            elif answer in steps:
                self.step(steps[answer])
            else:
                self._close()

        self.app.bottom.ask("Move" if shifts else "", answers, answered, ahead=stepping)

    def _ask_who(self, scope: str, shifts: list[Shift]) -> None:
        self._show(self._rows({"": shifts}))

        def answered(answer: str | None) -> None:
            if answer is None:
                self._close()
            else:
                self._ask_why(scope, shifts, *ASKED[answer])

        self.app.bottom.ask(
            f"To {short(self.day, self.app.today)}. Who asked?",
            {key: word for key, (word, _) in ASKED.items()},
            answered,
        )

    def _ask_why(self, scope: str, shifts: list[Shift], word: str, by: str) -> None:
        app, uid, to = self.app, self.milestone.uid, self.day.isoformat()
        seen = [(shift.milestone.uid, shift.to.isoformat()) for shift in shifts]

        def with_reason(said: str) -> None:
            write_typed(
                app,
                "moving a milestone",
                said,
                lambda: move(app.desk, uid, to, scope=scope, by=by, reason=said, seen=seen),
                ask,
            )

        asked = f", asked by {'the ' if by != 'coach' else ''}{word}" if by else ""
        label = f"To {short(self.day, app.today)}{asked}. Why?"

        def ask(said: str = "", error: str = "") -> None:
            ask_reason(app, label, with_reason, over=self._close, value=said, error=error)

        ask()

    # The list

    def _rows(self, by_key: dict[str, list[Shift]]) -> list[Row]:
        """What moves, with which answer, each with what speaks against it."""
        today = self.app.today
        moving: dict[str, dict[str, Shift]] = {}
        for key, shifts in by_key.items():
            for shift in shifts:
                moving.setdefault(shift.milestone.uid, {})[key] = shift
        count = (
            f"{'up to ' if len(by_key) > 1 else ''}{len(moving)} milestone{'s' if len(moving) > 1 else ''}"
        )
        by = slip_text((self.day - self.was).days)
        rows = [
            Row(None, [f"To {short(self.day, today)}, {by}", count], heading=True),
        ]
        first, *others = moving.values()
        others.sort(key=lambda found: next(iter(found.values())).milestone.raw["due"])
        for found in (first, *others):
            shift = next(iter(found.values()))
            due = shift.milestone.due
            days = (f"{short(due, today)} → " if due else "") + short(shift.to, today)
            rows.append(Row(None, [shift.milestone.title, days, (" ".join(found), "accent")]))
            against: dict[str, list[str]] = {}
            for key, one in found.items():
                for warning in one.warnings:
                    against.setdefault(warning, []).append(key)
            for warning, keys in against.items():
                which = f"  ({' '.join(keys)})" if len(keys) < len(found) else ""
                rows.append(Row(None, [(f"  ! {warning}{which}", "warn")]))
        return rows

    def _show(self, rows: list[Row]) -> None:
        """The list over the bottom of the place; what there is no room for is counted."""
        room = max(3, self.app.size.height // 2 - 2)  # half the screen, less the two lines below
        if len(rows) > room:
            left = rows[room - 1 :]
            moves = sum(1 for row in left if len(row.cells) > 1)
            warnings = len(left) - moves
            said = f"and {moves} more" + (f", {warnings} more warnings" if warnings else "")
            rows = [*rows[: room - 1], Row(None, [(said, "dim")])]
        if self.panel is None:
            self.panel = MovesList((Column(None, min=20), Column(33), Column(5)))
            self.panel.set_rows(rows)
            self.app.mount_over(self.panel)
        else:
            self.panel.set_rows(rows)

    def _close(self) -> None:
        if self.panel is not None:
            self.panel.remove()
            self.panel = None


def move_review(app: Coach, engagement: str, on: date | None) -> None:
    """Agree another day for the next review of an engagement (uid)."""
    was = f" from {short(on, app.today)}" if on else ""
    ask_day(
        app,
        f"Move the next review{was} to",
        lambda day: app.write(lambda: agree_review(app.desk, engagement, day), app.said),
        base=on,
    )


def move_session(app: Coach, session: Session) -> None:
    """Book a session for another day."""
    ask_day(
        app,
        f"Move the session from {session.raw['on']} to",
        lambda day: app.write(
            lambda: edit(app.desk, Session, session.uid, {"on": day}, {"on": session.raw["on"]}), app.said
        ),
        base=session.on,
    )
