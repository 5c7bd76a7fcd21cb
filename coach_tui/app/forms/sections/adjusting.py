"""Adjusting the plan in a review: what an adjustment asks for, and its value in stored form."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach_tui.app.checks import Check, check_of
from coach_tui.app.forms.sections.days import asked_day
from coach_tui.app.forms.widgets.fields import Ask
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.client import Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Field, Text
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import conflicts
from coach_tui.plan.objective import Measure, Objective, Revision
from coach_tui.plan.practice import Plan
from coach_tui.plan.revision_words import asked_by
from coach_tui.plan.side import Side
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.when import parse_day

FIELDS: dict[str, Field] = {
    kinds.TARGET: Measure.fields["target"],
    kinds.DATE: Objective.fields["due"],
    kinds.MILESTONE: Milestone.fields["due"],
    kinds.CADENCE: Strategy.fields["cadence"],
    kinds.HOURS: Strategy.fields["hours_per_week"],
    kinds.RHYTHM: Engagement.fields["review_every"],
}
"""The field that takes what a kind of adjustment asks for; for others it is a title."""
HINTS = {
    kinds.DATE: "the new target date: fri, +2w, 24.12.",
    kinds.MILESTONE: "the new day: fri, +2w, 24.12.",
    kinds.TARGET: "the new target, a number",
    kinds.STRATEGY: "what the client will do; “what | how often” gives it a rhythm",
    kinds.CADENCE: "1 per week, 1 every 2 weeks, …",
    kinds.HOURS: "hours a week",
    kinds.RHYTHM: "1 week, 2 weeks, 1 month",
    kinds.HELP: "what would make it more certain, in the client's words",
}
WHY = Ask("why", hint="the reason, in a few words; the review keeps it", required=True)
BENT = (
    Ask("why", hint="the reason, in a few words; empty: no reason given", spare=True),
    Ask("who", hint="who asked: c client, s sponsor, m you, or a name; empty: not said", spare=True),
)
"""What is asked where a target or a date is changed."""


def field_of(kind: str) -> Field:
    """The field that takes what a kind of adjustment asks for."""
    return FIELDS.get(kind, Strategy.fields["title"])


def stored_value(kind: str, text: str, today: date, base: date | None = None) -> str | float:
    """What was typed for a kind of adjustment, in stored form; `base` is the day that is moved, if any.

    Raises:
        BadInput: its field refuses it, or nothing was typed.
    """
    field = field_of(kind)
    value: str | float | None
    if base is not None and isinstance(field, Day) and text.strip():
        value = parse_day(text, today, field.side, base=base).isoformat()
    else:
        value = field.parse(text, today)
    if value is None:
        raise field.refuse("is empty")
    return value


def value_check(kind: str, today: date) -> Check:
    """The check of what a kind of adjustment asks for."""
    return check_of(field_of(kind), today)


def ask_value(kind: str, label: str, today: date, base: date | None = None, value: str = "") -> Ask:
    """Ask for what a kind of adjustment needs; `base` is the day that is moved, if any."""
    field, hint = field_of(kind), HINTS.get(kind, "")
    if isinstance(field, Day):
        return asked_day(label, today, field.side, hint, base=base, value=value, required=True)
    return Ask(label, value, hint, value_check(kind, today), required=True)


def adjusted(
    kind: str, about: str, text: str, why: str, today: date, base: date | None = None, who: str = ""
) -> Adjustment:
    """An adjustment with what was typed for it.

    Raises:
        BadInput: its field refuses it, or nothing was typed.
    """
    return Adjustment(kind, about, stored_value(kind, text, today, base), reason(why), who_asked(who))


def reason(text: str) -> str:
    """A reason in stored form.

    Raises:
        BadInput: it is too long.
    """
    field = Text("why")
    field.key = "why"
    return field.check(text)


def who_asked(text: str) -> str:
    """Who asked, as it is typed, in stored form.

    Raises:
        BadInput: it is too long.
    """
    return str(Revision.fields["by"].check(asked_by(text)) or "")


def speaks_against(ask: Ask, plan: Plan, milestone: Milestone, today: date) -> None:
    """Have what speaks against a day of a milestone said beside it as it is typed."""
    ask.remark = partial(_against, plan, milestone, today)


def _against(plan: Plan, milestone: Milestone, today: date, text: str) -> str:
    """What speaks against a day that was typed for a milestone, in a line; "" for nothing."""
    try:
        day = parse_day(text, today, Side.EITHER, base=milestone.due)
    except BadInput:
        return ""
    return "; ".join(conflicts(plan, milestone, day, today=today))
