"""What a part of a plan keeps of the client's own: their words for it, and when they agreed (domain §9, I6).

An objective's words are its reason (`coach_tui.plan.objective`).
"""

from __future__ import annotations

from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Text
from coach_tui.plan.side import Side


def words_field() -> Text:
    """The field for what the client says of it."""
    return Text(
        "Client's own words",
        lines=True,
        hint="what the client says of it, as they say it",
        seen="client",
    )


def agreed_field() -> Day:
    """The field for the day on which the client agreed to it."""
    return Day("Agreed on", Side.PAST, hint="when the client said yes to it", seen="client")


def agreed_to_field() -> Text:
    """The field for what it was when the client agreed, as it is written down then."""
    return Text("Agreed to", rare=True, hint="what it was when the client said yes", seen="client")
