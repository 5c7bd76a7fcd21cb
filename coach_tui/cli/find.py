"""Finding whose plan a command is about."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan, Practice


def plan_named(practice: Practice, text: str) -> Plan:
    """The current plan of the client meant by any unambiguous part of a name.

    Raises:
        BadInput: when nobody or several people are meant, or the client has no engagement.
    """
    client = practice.client_named(text)
    plan = practice.plan(client.uid)
    if plan is None:
        raise BadInput(f"there is no engagement with {quote(client.name)} yet; begin one in the app")
    return plan
