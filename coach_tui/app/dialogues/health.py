"""What is asked in Health: until when and why a finding is accepted; why a checklist item is called done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.callbacks import ask_day, ask_reason, write_typed
from coach_tui.changes.judgement import accept_finding, decide_item, leave_item, take_back_acceptance
from coach_tui.plan.dates import short

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.checklist import CheckItem
    from coach_tui.plan.health import Finding


def accept(app: Coach, engagement: str, finding: Finding) -> None:
    """Leave a finding as it is: until when, and why. One that is left already is asked about."""

    def with_day(day: str) -> None:
        if day < app.today.isoformat():
            app.bottom.say("that day is past; choose today or a later one", "bad")
            return

        def with_reason(reason: str) -> None:
            work = lambda: accept_finding(app.desk, engagement, finding, day, reason)  # noqa: E731
            write_typed(app, "accepting a finding", reason, work, ask)

        def ask(reason: str = "", error: str = "") -> None:
            label = f"Accepted until {short(date.fromisoformat(day), app.today)}, because"
            ask_reason(app, label, with_reason, needed=True, value=reason, error=error)

        ask()

    if finding.accepted is None:
        ask_day(app, "Accept it until (a day such as 31.1. or +4w)", with_day)
        return
    until = short(date.fromisoformat(finding.accepted["until"]), app.today)

    def answered(key: str | None) -> None:
        if key == "t":
            app.write(lambda: take_back_acceptance(app.desk, engagement, finding), app.said)
        elif key == "n":
            ask_day(app, "Accept it until", with_day)

    app.bottom.ask(f"Accepted until {until}", {"t": "take it back", "n": "another day"}, answered)


def decide(app: Coach, engagement: str, item: CheckItem) -> None:
    """Call an item of the checklist the opposite of what the plan shows, with the reason; or leave it."""
    if item.override is not None:
        app.write(lambda: leave_item(app.desk, engagement, item.item), app.said)
        return
    done = not item.derived

    def with_reason(reason: str) -> None:
        work = lambda: decide_item(app.desk, engagement, item.item, done, reason)  # noqa: E731
        write_typed(app, "a decision on the checklist", reason, work, ask)

    def ask(reason: str = "", error: str = "") -> None:
        label = f"Call it {'done' if done else 'not done'}, because"
        ask_reason(app, label, with_reason, needed=True, value=reason, error=error)

    ask()
