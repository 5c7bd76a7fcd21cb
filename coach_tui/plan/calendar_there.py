"""What a calendar says of an entry of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.calendar_items import When, marked_done

if TYPE_CHECKING:
    from datetime import date


class There(NamedTuple):
    """What a calendar says of one UID: when (None: it cannot be told), and with which day it was exported."""

    when: When | None
    base: When | None = None
    title: str = ""
    completed: bool = False
    """Whether it is done by its status, not its title."""
    completed_on: date | None = None
    base_done: bool = False
    """Whether it was done already when it was exported."""
    cancelled: bool = False
    base_cancelled: bool = False
    """Whether it was cancelled already when it was exported."""
    repeats: bool = False
    client: str = ""
    """The client (uid) for whom it was exported."""
    whole: date | None = None
    """Its day as a whole day, where that is not the one on which it begins."""
    doubt: str = ""
    """Why it is not sure when it is, or cannot be told."""
    length: str = ""
    """Why its length cannot be taken, though one is said."""
    empty: bool = False
    """Whether it is said to end when it begins."""
    version: tuple[int, str] = (0, "")
    """Which form of the entry it is: its number, and when it was last changed (sortable; "": not said)."""
    file: str = ""
    """The file in which it stands, where there are several."""
    others: tuple[There, ...] = ()
    """What else is said of the same UID."""

    @property
    def says(self) -> tuple[object, ...]:
        """What of it counts."""
        done = self.completed or marked_done(self.title)
        doubts = self.doubt, self.length, self.empty
        return self.when, self.whole, self.base, done, self.completed_on, self.cancelled, doubts

    def is_newer(self, other: There) -> bool:
        """Whether it is a later form of the same entry, by number and time, as far as both are told."""
        (number, at), (before, then) = self.version, other.version
        more = (number > before) - (number < before)
        later = (at > then) - (at < then) if at and then else 0
        return more + later > 0 and min(more, later) >= 0
