"""The days on which an engagement begins and closes: what speaks against them, what follows (§10, §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.called_off import book_called_off, call_off_after
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.dates import day_words, parse_iso
from coach_tui.plan.ending import closes_too_early, runs_into, was_proposed
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.changes.desk import Change
    from coach_tui.plan.practice import Plan


def check_closing(change: Change, plan: Plan, day: str) -> None:
    """Refuses a day (ISO) of closing after which something of the plan took place.

    Raises:
        BadInput: naming that.
    """
    closes = parse_iso(day)
    why = closes_too_early(plan, closes, change.today)
    if why and closes >= plan.engagement.start:  # before that the noun refuses it, and says why
        raise BadInput(f"closed_on: {why}")


def check_apart(change: Change, client: str, stored: Mapping[str, Any], key: str) -> None:
    """Refuses an engagement (stored) with a client (uid) that would run while another one did.

    `key` is the field whose value would make it so.

    Raises:
        BadInput: naming the other one.
    """
    other = runs_into(change.practice, client, Engagement({"uid": "", **stored}))
    if other is None:
        return
    days = f"from {day_words(other.start, change.today)}"
    if other.closed_on is None:
        raise BadInput(f"{key}: another engagement with this client runs {days} on; choose a day before that")
    days += f" to {day_words(other.closed_on, change.today)}"
    raise BadInput(f"{key}: another engagement with this client ran {days}; choose a day outside of that")


def closing_changed(change: Change, plan: Plan, day: str | None) -> None:
    """What follows, inside a change, as a plan closes on a day (ISO), on another day, or (None) opens again.

    What is booked after it is cancelled, what an earlier closing had cancelled is booked. As it opens again,
    the day that was proposed at its closing for the client's data goes: the next closing proposes one anew.

    Raises:
        BadInput: something took place after it.
    """
    book_called_off(change, plan)
    if day is not None:
        check_closing(change, plan, day)
        call_off_after(change, change.practice.plan_of(plan.engagement) or plan, day)
    elif was_proposed(plan.client.retention_on, plan.engagement.closed_on):
        change.update(Client, plan.client.uid, {"retention_on": None})
