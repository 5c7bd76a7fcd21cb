"""Booking sessions: one, or a series as one change (domain rules §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.daily import check_day
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import together
from coach_tui.plan.session import BOOKED, Session
from coach_tui.plan.session_words import state_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Plan
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
        kept = _as_before(plan)
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


def note_called_off(desk: Desk, engagement: str, values: Mapping[str, Any]) -> Entry | None:
    """Notes a session of a past day that nobody had booked, and that did not take place.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        values: fields of a Session, which say that it was cancelled or missed; what is not said is as for
            `book_sessions`.

    Raises:
        BadInput: a value is refused, or the day is ahead or before the engagement began.
    """
    with desk.change("noted a session", why=str(values.get("reason") or "")) as change:
        plan = plan_at(change, engagement)
        check_day(desk, plan, values["on"])
        uid = insert_checked(change, plan, Session, {**_as_before(plan), **values})
        change.about(plan.client.uid)
        now = change.record(Session, uid)
        when = f"{day_words(now.on, desk.today)} {now.time}".rstrip()
        name = together(plan.client.name, now.also, narrow=True)
        change.describe(f"noted a session with {name} of {when}: {state_words(now)}")
    return change.entry


def _as_before(plan: Plan) -> dict[str, Any]:
    """What a new session takes over: as long as the last one, and paid as the engagement is."""
    kept: dict[str, Any] = {"minutes": plan.sessions[-1].minutes} if plan.sessions else {}
    return kept if plan.engagement.paid else {**kept, "paid": False}


def _told(name: str, moments: Sequence[tuple[str, str]], today: date) -> str:
    ends = [f"{day_words(day, today)} {clock}".rstrip() for day, clock in (moments[0], moments[-1])]
    if len(moments) == 1:
        return f"booked a session with {name} on {ends[0]}"
    return f"booked {len(moments)} sessions with {name}, {ends[0]} to {ends[1]}"
