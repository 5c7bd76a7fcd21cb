"""What becomes of strategies, by kind, across clients."""

from __future__ import annotations

from coach_tui.plan.kinds import kinds
from coach_tui.plan.practice import Practice


def test_finished_and_dropped_by_kind() -> None:
    rows = [
        ("practice", "finished", ""),
        ("practice", "dropped", "too long"),
        ("practice", "dropped", "no time"),
        ("meeting", "active", ""),
        ("training", "finished", ""),
        ("training", "paused", ""),
    ]
    table = {
        str(number): {"uid": str(number), "plan": "e", "title": str(number), "kind": kind, "status": status}
        | ({"status_reason": reason} if reason else {})
        for number, (kind, status, reason) in enumerate(rows)
    }
    left = {
        "7": {"uid": "7", "plan": "over", "title": "7", "kind": "training"}
    }  # it ended with its engagement
    tables = {
        "strategies": table | left,
        "engagements": {"1": {"uid": "over", "closed_on": "2026-11-01"}, "2": {"uid": "e"}},
    }
    found = [(c.kind, c.finished, c.dropped, c.running) for c in kinds(Practice(tables))]
    assert found == [("practice", 1, 2, 0), ("training", 1, 0, 1)]
    assert kinds(Practice({"strategies": table}))[0].reasons == ["no time", "too long"]
    assert kinds(Practice({})) == []
