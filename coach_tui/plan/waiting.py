"""Who is to be checked in with next, after those of today."""

from __future__ import annotations

from coach_tui.plan.attention.item import WON
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.ending import END_DAYS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Practice


def checked_in(practice: Practice, client: Client, today: date) -> bool:
    """Whether there is a check-in of today with a client."""
    plan, day = practice.plan(client.uid), today.isoformat()
    return plan is not None and any(
        raw["on"] == day for raw in practice.documents("checkins", plan.engagement.uid)
    )


def next_waiting(
    practice: Practice, today: date, *, grace_days: int = 0, end_days: int = END_DAYS
) -> Client | None:
    """The first client without a check-in of this day, as Today lists them; then those who ask for nothing.

    One whose engagement is closed, paused or over waits for none. None where nobody is left.
    """
    items = attention(practice, today, grace_days=grace_days, end_days=end_days)
    urgent = [item.client.uid for item in items if item.section != WON]
    clients = {client.uid: client for client in practice.clients}
    for uid in dict.fromkeys([*urgent, *clients]):
        plan = practice.plan(uid)
        if plan is None or plan.engagement.state(today):
            continue
        if not checked_in(practice, clients[uid], today):
            return clients[uid]
    return None
