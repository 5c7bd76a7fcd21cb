"""Putting off what asks for attention: until a date, with a reason (domain rules §6)."""

from __future__ import annotations

from coach_tui.plan.field_records import Group
from coach_tui.plan.field_times import KnownDay
from coach_tui.plan.fields import Text
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.time_off import NEVER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.time_off import TimeOff

HOLDERS = {
    "review_overdue": ("engagements", "snooze"),
    "review_due": ("engagements", "snooze"),
    "stalled": ("engagements", "contact_snooze"),
    "engagement_ending": ("engagements", "end_snooze"),
    "engagement_ended": ("engagements", "end_snooze"),
    "pause_over": ("engagements", "pause_snooze"),
    "milestone_overdue": ("milestones", "snooze"),
    "milestone_due": ("milestones", "snooze"),
    "session": ("sessions", "snooze"),
    "promise_overdue": ("commitments", "snooze"),
    "promise_due": ("commitments", "snooze"),
    "round_open": ("rounds", "snooze"),
    "assessment_open": ("assessments", "snooze"),
    "retention_due": ("clients", "snooze"),
}
"""For each kind of what Today lists, the table and the field in which it is put off; a win never is."""


class Snooze(Record):
    """Something put off until a date, with the reason."""

    until = KnownDay("until", Side.EITHER)
    reason = Text("reason", required=True)

    noun = "a snooze"


def snooze_field(label: str) -> Group:
    """The field in which a record is put off, the same in every noun that Today may list."""
    return Group(label, Snooze, rare=True)


CLOCKS = {"review_overdue": "review", "review_due": "review", "stalled": "contact"}
"""By which clock what is put off comes back, a rule of `coach_tui.plan.time_off`; else by that of "other"."""


def snooze_of(raw: Mapping[str, Any], key: str, today: date, off: TimeOff = NEVER) -> Snooze | None:
    """The snooze in a field of a document while it lasts: up to the day before its date.

    One that ends in time off lasts until that ends (domain §11).
    """
    found = Snooze(raw[key]) if raw.get(key) else None
    return found if found and off.counts_from(found.until) > today else None


def came_back(raw: Mapping[str, Any], key: str, today: date, off: TimeOff = NEVER) -> Snooze | None:
    """The snooze in a field of a document whose date has come: the reason is still worth knowing."""
    found = Snooze(raw[key]) if raw.get(key) else None
    return found if found and off.counts_from(found.until) <= today else None
