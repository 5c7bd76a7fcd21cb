"""A change of the plan that a review makes: what, of which record, to what, and why (domain rules §6)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET, DATE, CADENCE, HOURS, STATUS, STRATEGY, MILESTONE, RHYTHM, HELP, CLOSE = (
    "target", "date", "cadence", "hours", "status", "strategy", "milestone", "rhythm", "help", "close",
)  # fmt: skip
"""A measure's target · an objective's date · a strategy's cadence, hours, status · a new strategy · a
milestone's date · the rhythm of the reviews · what makes an objective more certain · an objective closed."""
BENDING = (TARGET, DATE, MILESTONE)
"""Kinds that objectives and milestones keep, with who asked and why; either may be left out."""
UNDATED = (STRATEGY, HELP)
"""Kinds of which a record may have several in one review."""


class Adjustment:
    """One change: `about` is the uid of the record, of the measure for a target, "" for a new strategy.

    `to` is what it becomes, in stored form: a number, an ISO day, a word, a title or text. `by` is who asked
    for it, "" where nobody said.
    """

    __slots__ = ("about", "by", "kind", "reason", "to")

    def __init__(self, kind: str, about: str, to: str | float, reason: str, by: str = "") -> None:
        self.kind = kind
        self.about = about
        self.to = to
        self.reason = reason
        self.by = by

    def __repr__(self) -> str:
        return f"<Adjustment {self.kind} {self.about} to {self.to!r}: {self.reason}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Adjustment) and all(
            getattr(self, key) == getattr(other, key) for key in self.__slots__
        )

    def __hash__(self) -> int:
        return hash((self.kind, self.about, self.to))


def reached_in(adjustments: Sequence[Adjustment]) -> list[str]:
    """The objectives (uids) that are closed as reached."""
    return [one.about for one in adjustments if one.kind == CLOSE and one.to == "reached"]


def twice(adjustments: Sequence[Adjustment]) -> str:
    """The kind that two adjustments of one record share, "" for none: they would contradict each other."""
    seen: set[tuple[str, str]] = set()
    for one in adjustments:
        if one.kind in UNDATED:
            continue
        if (one.kind, one.about) in seen:
            return one.kind
        seen.add((one.kind, one.about))
    return ""
