"""Booking sessions: one, or a series as one change (domain rules §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.session import BOOKED, Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.store.journal import Entry


def book_sessions(
    desk: Desk, engagement: str, moments: Sequence[tuple[str, str]], values: Mapping[str, Any] | None = None
) -> Entry | None:
    """Books sessions with a client, all as one change.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        moments: the day (ISO) and time of day (HH:MM, "" for none) of each.
        values: other fields of a Session, the same for all; what is not said is as in the last session with
            the client, and paid as the engagement is.

    Raises:
        BadInput: a value is refused, or a day is past.
    """
    with desk.change("booked a session") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        kept: dict[str, Any] = {"minutes": plan.sessions[-1].minutes} if plan.sessions else {}
        if not plan.engagement.paid:
            kept["paid"] = False
        for day, clock in moments:
            if day < desk.today.isoformat():
                raise BadInput(
                    f"on: {day_words(day, desk.today)} is past; say that it was held, or book a later day"
                )
            stored = {"on": day, **({"time": clock} if clock else {}), **kept, **(values or {})}
            insert_checked(change, plan, Session, {**stored, "state": BOOKED})
        others = len((values or {}).get("also") or ())
        change.describe(
            _told(f"{plan.client.name} + {others}" if others else plan.client.name, moments, desk.today)
        )
    return change.entry


def _told(name: str, moments: Sequence[tuple[str, str]], today: date) -> str:
    ends = [f"{day_words(day, today)} {clock}".rstrip() for day, clock in (moments[0], moments[-1])]
    if len(moments) == 1:
        return f"booked a session with {name} on {ends[0]}"
    return f"booked {len(moments)} sessions with {name}, {ends[0]} to {ends[1]}"
