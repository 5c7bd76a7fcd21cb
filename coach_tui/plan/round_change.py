"""What has changed from one round of feedback to the next, item by item (domain rules §3).

Everything comes through `rating.results`, which alone decides what may be seen.
"""

from __future__ import annotations

from coach_tui.plan.rating import results
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.rating import Figure
    from coach_tui.plan.round import Round


class ItemChange:
    """One item: what all others together said `then` and `now`, and what the client said.

    `then` and `now` are None where too few have answered; `change` is None unless both are there.
    """

    __slots__ = ("change", "item", "now", "own_now", "own_then", "then")

    def __init__(
        self, item: str, then: Figure | None, now: Figure | None, own_then: int | None, own_now: int | None
    ) -> None:
        self.item = item
        self.then = then
        self.now = now
        self.own_then = own_then
        self.own_now = own_now
        self.change = now.mean - then.mean if now and then else None

    def as_json(self) -> dict[str, Any]:
        """The item in the shape of `coach insights --json`."""
        return {
            "item": self.item,
            "then": self.then and self.then.as_json(),
            "now": self.now and self.now.as_json(),
            "change": None if self.change is None else round(self.change, 2),
            "self_then": self.own_then,
            "self_now": self.own_now,
        }


class RoundChange:
    """Two closed rounds on one scale, and the items that both asked for."""

    __slots__ = ("before", "items", "latest")

    def __init__(self, before: Round, latest: Round, items: list[ItemChange]) -> None:
        self.before = before
        self.latest = latest
        self.items = items

    def as_json(self) -> dict[str, Any]:
        """The comparison in the shape of `coach insights --json`."""
        return {
            "before": self.before.title,
            "latest": self.latest.title,
            "scale": {"low": self.latest.low, "high": self.latest.high},
            "items": [item.as_json() for item in self.items],
        }


def round_change(plan: Plan, upto: date | None = None) -> RoundChange | None:
    """The latest closed 360 that has one before it on the same scale, against that one; else None."""
    closed = [asked for asked in plan.rounds if not asked.open and not asked.pulse]
    if upto is not None:
        closed = [asked for asked in closed if asked.closed_on is not None and asked.closed_on <= upto]
    closed.sort(key=lambda asked: asked.closing)
    for asked in reversed(closed):
        now = results(plan, asked)
        if now.before is None:
            continue
        then = {fold(one.item): one for one in results(plan, now.before).items}
        items = [
            ItemChange(one.item, was.others, one.others, was.own, one.own)
            for one in now.items
            for was in [then.get(fold(one.item))]
            if was is not None
        ]
        if items:
            return RoundChange(now.before, asked, items)
    return None
