"""On which side of today a day may lie: a property of the place where it is typed or stored."""

from __future__ import annotations

from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import ClassVar


class Side:
    """Which of the days that a weekday, or a day without a year, can mean is meant; and which are refused.

    Today is on either side. There are six: `Side.PAST` and the others below.
    """

    PAST: ClassVar[Side]
    """What has happened: the last such day. A later day is refused."""
    PAST_FIRST: ClassVar[Side]
    """The last such day, though one ahead may be written out, as for the end of a stretch looked back on."""
    AHEAD: ClassVar[Side]
    """What is still to come: the next such day. An earlier day is refused."""
    EITHER: ClassVar[Side]
    """The next such day, though one that has been may be written out."""
    NEAR: ClassVar[Side]
    """The next such day, but of days without a year one that was within the last three months: so with time
    off, which is planned ahead or noted afterwards."""

    MOVED: ClassVar[Side]
    """Where something moves to: the next such day, but of days without a year, where that from which it is
    moved lies behind, the nearest to it."""

    def __init__(self, name: str, *, back: bool) -> None:
        self.name = name
        self.back = back
        """Whether the last such day is meant, and not the next one."""

    def __repr__(self) -> str:
        return f"Side.{self.name}"

    def check(self, day: str, today: date, field: str = "") -> None:
        """Refuse a day (ISO) that may not lie where it does.

        Raises:
            BadInput: the line begins with the key of the field, where one is given.
        """
        begin = f"{field}: " if field else ""
        if self is Side.PAST and day > today.isoformat():
            raise BadInput(f"{begin}{day_words(day, today)} is in the future; it takes what has happened")
        if self is Side.AHEAD and day < today.isoformat():
            raise BadInput(f"{begin}{day_words(day, today)} is past; choose today or a later day")


Side.PAST = Side("PAST", back=True)
Side.PAST_FIRST = Side("PAST_FIRST", back=True)
Side.AHEAD = Side("AHEAD", back=False)
Side.EITHER = Side("EITHER", back=False)
Side.NEAR = Side("NEAR", back=False)
Side.MOVED = Side("MOVED", back=False)
