"""Moving a date: what moves with it is seen first, then the reason, then one change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach_tui.app.asking import ask_day, ask_reason
from coach_tui.changes.milestones import move
from coach_tui.changes.records import edit
from coach_tui.changes.reviews import agree_review
from coach_tui.plan.contact import Session
from coach_tui.plan.dates import short
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
        _choose_scope(app, plan, milestone, (record.due + timedelta(days=days)).isoformat())
        return
    label = f"Move {quote(record.title)} from {short(record.due, app.today)} to"
    ask_day(app, label, lambda day: _choose_scope(app, plan, milestone, day))


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
    warning = _warnings(shifts["one"])
    day = short(date.fromisoformat(to), app.today)
    if len(answers) == 1 and not warning:
        _ask_why(app, milestone, to, "one", "")
        return
    question = f"to {day}{': ' + warning if warning else ''}?"

    def answered(answer: str | None) -> None:
        if answer is not None:
            scope = SCOPE_KEYS[answer]
            _ask_why(app, milestone, to, scope, _moved_too(app, shifts[scope]))

    app.bottom.ask(question, answers, answered)


def _warnings(shifts: list[Shift]) -> str:
    return "; ".join(shifts[0].warnings)


def _moved_too(app: CoachApp, shifts: list[Shift]) -> str:
    others = [f"{shift.milestone.title} to {short(shift.to, app.today)}" for shift in shifts[1:4]]
    more = f" and {len(shifts) - 4} more" if len(shifts) > 4 else ""
    return f" ({', '.join(others)}{more})" if others else ""


def _ask_why(app: CoachApp, milestone: Milestone, to: str, scope: str, also: str) -> None:
    def with_reason(said: str) -> None:
        who, colon, reason = said.partition(": ")
        by, why = (who, reason) if colon and who in ("client", "coach", "sponsor") else ("", said)
        app.write(lambda: move(app.desk, milestone.uid, to, scope=scope, by=by, reason=why), app.said)

    day = short(date.fromisoformat(to), app.today)
    ask_reason(app, f"{quote(milestone.title)} to {day}{also}. Why? (client: … says who asked)", with_reason)


def move_review(app: CoachApp, engagement: str, on: date | None) -> None:
    """Agree another day for the next review of an engagement (uid)."""
    was = f" from {short(on, app.today)}" if on else ""
    ask_day(
        app,
        f"Move the next review{was} to",
        lambda day: app.write(lambda: agree_review(app.desk, engagement, day), app.said),
    )


def move_session(app: CoachApp, session: Session) -> None:
    """Book a session for another day."""
    ask_day(
        app,
        f"Move the session from {session.raw['on']} to",
        lambda day: app.write(
            lambda: edit(app.desk, Session, session.uid, {"on": day}, {"on": session.raw["on"]}), app.said
        ),
    )
