"""Refuses that what has happened lies ahead, in records that come from outside as in forms."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.known import Happened
from coach_tui.plan.side import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.record import Record


def check_not_ahead(
    noun: type[Record], stored: Mapping[str, Any], today: date, before: Mapping[str, Any] | None = None
) -> None:
    """Refuses a day after today in a stored record where it says when something happened, lists included.

    What was so `before` (stored) stays.

    Raises:
        BadInput: naming the record and the field.
    """
    happened = Happened(noun)
    was = set(happened.days(before or {}))
    for key, day in happened.days(stored):
        if (key, day) not in was:
            try:
                Side.PAST.check(day, today, key)
            except BadInput as error:
                raise BadInput(f"{noun.entry} {quote(noun(stored).name)}: {error}") from None
