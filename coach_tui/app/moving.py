"""Moving a date: what moves with it is seen first, then the reason, then one change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.app.asking import ask_day, ask_reason, write_typed
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
    from coach_tui.app.app import CoachApp
    from coach_tui.plan.practice import Plan

SCOPE_KEYS = {"o": "one", "d": "dependents", "f": "following"}


def move_milestone(app: CoachApp, uid: str, days: int | None = None) -> None:
    """Move a milestone (uid) by so many days, or to a day that is asked for."""
    record = app.practice.find("milestones", uid)
    plan = app.practice.plan_of(record) if record else None
    if not isinstance(record, Milestone) or plan is None or record.due is None:
        return
    if record.done_on:
        app.bottom.say(f"{quote(record.title)} is done; Space opens it again", "bad")
        return
    milestone = record
    if days is not None:
        try:
            _choose_scope(app, plan, milestone, add_days(record.due, days).isoformat())
        except BadInput as error:
            app.bottom.say(str(error), "bad")
        return
    label = f"Move {quote(record.title)} from {short(record.due, app.today)} to"
    ask_day(app, label, lambda day: _choose_scope(app, plan, milestone, day), base=record.due)


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


def _choose_scope(app: CoachApp, plan: Plan, milestone: Milestone, to: str) -> None:
    try:
        shifts = {scope: preview(plan, milestone, to, scope) for scope in SCOPE_KEYS.values()}
    except BadInput as error:
        app.bottom.say(str(error), "bad")
        return
    answers = {"o": "only this"}
    if len(shifts["dependents"]) > 1:
        answers["d"] = f"with {len(shifts['dependents']) - 1} after it"
    if len(shifts["following"]) > 1 and len(shifts["following"]) != len(shifts["dependents"]):
        answers["f"] = f"all {len(shifts['following'])} following"
    if len(answers) == 1:
        _ask_why(app, milestone, to, "one", shifts["one"])
        return
    seen: dict[str, tuple[str, Shift]] = {}
    for key in answers:
        for shift in shifts[SCOPE_KEYS[key]]:
            seen.setdefault(shift.milestone.uid, (key, shift))
    rows = _show_moves(app, "What would move, and with which key", list(seen.values()))

    def answered(answer: str | None) -> None:
        rows.remove()
        if answer is not None:
            scope = SCOPE_KEYS[answer]
            _ask_why(app, milestone, to, scope, shifts[scope])

    app.bottom.ask(f"Move to {short(date.fromisoformat(to), app.today)}", answers, answered)


def _show_moves(app: CoachApp, heading: str, shifts: list[tuple[str, Shift]]) -> MovesList:
    """The list of moves, each with what speaks against it."""
    rows = [Row(None, [heading], heading=True)]
    for key, shift in shifts:
        due = shift.milestone.due
        days = (
            f"{short(due, app.today)} → {short(shift.to, app.today)}" if due else short(shift.to, app.today)
        )
        rows.append(Row(None, [shift.milestone.title, days, (key, "accent")]))
        rows += [Row(None, [("  ! " + warning, "warn")]) for warning in shift.warnings]
    found = MovesList((Column(None, min=20), Column(33), Column(1)))
    found.set_rows(rows)
    app.screen.mount(found)
    return found


def _ask_why(app: CoachApp, milestone: Milestone, to: str, scope: str, shifts: list[Shift]) -> None:
    heading = "What moves; begin the reason with client: or sponsor: to say who asked"
    rows = _show_moves(app, heading, [("", shift) for shift in shifts])

    seen = [(shift.milestone.uid, shift.to.isoformat()) for shift in shifts]

    def with_reason(said: str) -> None:
        who, colon, reason = said.partition(": ")
        by, why = (who, reason) if colon and who in ("client", "coach", "sponsor") else ("", said)
        write_typed(
            app,
            "moving a milestone",
            said,
            lambda: move(app.desk, milestone.uid, to, scope=scope, by=by, reason=why, seen=seen),
        )

    ask_reason(
        app, f"Move to {short(date.fromisoformat(to), app.today)}. Why?", with_reason, over=rows.remove
    )


def move_review(app: CoachApp, engagement: str, on: date | None) -> None:
    """Agree another day for the next review of an engagement (uid)."""
    was = f" from {short(on, app.today)}" if on else ""
    ask_day(
        app,
        f"Move the next review{was} to",
        lambda day: app.write(lambda: agree_review(app.desk, engagement, day), app.said),
        base=on,
    )


def move_session(app: CoachApp, session: Session) -> None:
    """Book a session for another day."""
    ask_day(
        app,
        f"Move the session from {session.raw['on']} to",
        lambda day: app.write(
            lambda: edit(app.desk, Session, session.uid, {"on": day}, {"on": session.raw["on"]}), app.said
        ),
        base=session.on,
    )
