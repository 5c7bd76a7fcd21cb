"""Which kinds of strategies clients finish and which they drop, across all clients (domain rules §4)."""

from __future__ import annotations

from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.plan.practice import Practice


class KindCount:
    """How many strategies of one kind were finished and dropped, and why they were dropped, newest first.

    `running` are those that still go on or are paused, in engagements that are open.
    """

    __slots__ = ("dropped", "finished", "kind", "reasons", "running")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.finished = 0
        self.dropped = 0
        self.running = 0
        self.reasons: list[str] = []

    def as_json(self) -> dict[str, Any]:
        """The kind in the shape of `coach insights --json`."""
        return {
            "kind": self.kind,
            "finished": self.finished,
            "dropped": self.dropped,
            "running": self.running,
            "reasons_dropped": self.reasons,
        }


def kinds(practice: Practice) -> list[KindCount]:
    """The kinds of which at least one strategy was finished or dropped, the most often dropped first."""
    found: dict[str, KindCount] = {}
    engagements = practice.tables.get("engagements", {}).values()
    over = {document["uid"] for document in engagements if document.get("closed_on")}
    for document in practice.tables.get("strategies", {}).values():
        strategy = Strategy(document)
        count = found.setdefault(strategy.kind, KindCount(strategy.kind))
        if strategy.status == "finished":
            count.finished += 1
        elif strategy.status == "dropped":
            count.dropped += 1
            count.reasons.insert(0, strategy.status_reason)
        elif strategy.plan not in over:
            count.running += 1
    ended = [count for count in found.values() if count.finished or count.dropped]
    return sorted(ended, key=lambda count: (-count.dropped, -count.finished, count.kind))
