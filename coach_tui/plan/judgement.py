"""What the coach decided about the plan's health: findings accepted until a day, checklist items (§9)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import Day, KnownDay
from coach_tui.plan.fields import Choice, Flag, Text
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SMART = "SMART objectives defined"
NEEDS = "needs assessed"
STRATEGIES = "strategies tailored to the client"
TIMELINE = "clear and flexible timeline"
EVALUATIONS = "regular evaluations scheduled"
DATA = "data used to adjust the plan"
ITEMS = (SMART, NEEDS, STRATEGIES, TIMELINE, EVALUATIONS, DATA)
"""The checklist of a coaching plan, in its order."""


class Accepted(Record):
    """A finding about the record it stands in that is left as it is, for a reason and until a day."""

    noun = "an accepted finding"

    rule = Text("rule", required=True, names="code")
    field = Text("field", required=True, names="code")
    item = Text("item")
    until = KnownDay("until", Side.EITHER)
    reason = Text("reason", required=True)
    on = Day("accepted", Side.PAST)


class Override(Record):
    """An item of the checklist that the coach calls done, or not done, whatever the plan shows."""

    noun = "a decision on the checklist"

    item = Choice("item", ITEMS, required=True)
    done = Flag("done")
    reason = Text("reason", required=True)
    on = Day("decided", Side.PAST)


def accepted_field() -> Records:
    """The field for accepted findings, the same in every noun that a finding may be about."""
    return Records("Accepted", Accepted, rare=True, hint=" | ".join(Accepted.fields), widget="told")


def accepted(raw: Mapping[str, Any], rule: str, field: str, item: str = "") -> dict[str, Any] | None:
    """What was decided about one finding, by the record (stored) it is about; None for nothing."""
    for one in raw.get("accepted") or ():
        if one["rule"] == rule and one["field"] == field and one.get("item", "") == item:
            return dict(one)
    return None


def is_accepted(raw: Mapping[str, Any], rule: str, field: str, day: str) -> bool:
    """Whether a finding about a record (stored) is accepted on a day (ISO); the last day counts."""
    one = accepted(raw, rule, field)
    return one is not None and bool(day <= one["until"])


def accepted_until(raw: Mapping[str, Any], rule: str, field: str, today: date) -> date | None:
    """The last day on which a finding about a record (stored) is accepted; None where it is not today."""
    if not is_accepted(raw, rule, field, today.isoformat()):
        return None
    return date.fromisoformat((accepted(raw, rule, field) or {})["until"])
