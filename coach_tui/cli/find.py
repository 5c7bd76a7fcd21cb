"""Finding whose plan a command is about."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.round import Round


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


def round_named(plan: Plan, text: str | None, *, want_open: bool = False) -> Round:
    """The round of a plan meant by any part of its title; without one, the only one that is open.

    Raises:
        BadInput: when none or several are meant.
    """
    from coach_tui.plan.practice import named

    rounds = plan.rounds
    if text is not None:
        found = [asked for asked in rounds if asked.open] if want_open else []
        exact = [asked for asked in found if fold(text).strip() in fold(asked.title)]
        return exact[0] if len(exact) == 1 else named(rounds, text, "round")
    still_open = [asked for asked in rounds if asked.open]
    if len(still_open) == 1:
        return still_open[0]
    if not still_open:
        raise BadInput("no round is open; name one with --round" if rounds else "there is no round yet")
    names = ", ".join(quote(asked.title) for asked in still_open[:5])
    raise BadInput(f"{len(still_open)} rounds are open ({names}); name one with --round")
