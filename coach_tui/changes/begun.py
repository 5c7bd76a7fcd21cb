"""When an objective or a strategy begins that a plan file adds to a plan which is there (domain rules §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.draft import Draft

BEGINNING: tuple[type[Objective | Strategy], ...] = (Objective, Strategy)
"""What counts from a start of its own, and keeps that where a plan file does not name it."""
_DAYS = ("on", "agreed_on", "closed_on", "status_on", "done_on", "since")
"""The keys of days on which there was something of it."""


def begins(record: Mapping[str, Any], draft: Draft, first: date, today: date) -> str | None:
    """The day (ISO) from which a record of a draft counts that names no start and was not in the plan.

    Today, or the first day (the engagement's) where that is to come; earlier where the draft tells of earlier
    days of it, or of values that its measures had. None, which means the first day, where it is due by then.
    """
    told = [*_days(record), *_measured(record, draft)]
    day = max(min([today.isoformat(), *told]), first.isoformat())
    due = record.get("due")
    return None if due is not None and due <= day else day


def _days(record: Mapping[str, Any]) -> Iterator[str]:
    for key, value in record.items():
        if key in _DAYS and isinstance(value, str):
            yield value
        for inner in value if isinstance(value, list) else ():
            if isinstance(inner, dict):
                yield from _days(inner)


def _measured(record: Mapping[str, Any], draft: Draft) -> Iterator[str]:
    names = {measure["name"] for measure in record.get("measure") or ()}
    for checkin in draft.get("checkin", []):
        if names.intersection(checkin.get("measures") or ()):
            yield checkin["on"]
