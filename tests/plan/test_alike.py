"""A record in the place of another: that one, changed, or another one altogether."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.alike import alike

WALK = {"title": "Walk to work", "cue": "at eight", "hours_per_week": 2, "status": "active"}


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (WALK, {**WALK, "title": "Go on foot"}, True),
        (WALK, {**WALK, "title": "Walk to the office", "cue": "x", "hours_per_week": 9}, True),
        (WALK, {"title": "Read", "cue": "in bed", "hours_per_week": 1, "status": "active"}, False),
        (WALK, {"title": "Read", "cue": "at eight", "hours_per_week": 1}, False),
        ({"title": "Lead a project team"}, {"title": "Lead the team"}, True),
        ({"title": "Lead a project team", "owner": "client"}, {"title": "Run", "owner": "client"}, False),
        ({"title": "Élan"}, {"title": "elan!"}, True),
        ({"on": "2026-10-05", "note": "Led three."}, {"on": "2026-10-06", "note": "Led three."}, True),
        ({"on": "2026-10-05", "note": "Led three."}, {"on": "2026-10-06", "note": "Ill."}, False),
        ({"held_on": "2026-10-05", "due": "x"}, {"held_on": "2026-10-06", "due": "x"}, True),
        ({"name": "hours", "unit": "h", "id": "1"}, {"name": "time", "unit": "h"}, True),
        ({"measure": [{"id": "1", "name": "x"}]}, {"measure": [{"uid": "2", "name": "x"}]}, True),
        ({}, {}, True),
    ],
)  # fmt: skip
def test_alike(before: dict[str, Any], after: dict[str, Any], same: bool) -> None:
    assert alike(before, after) == alike(after, before) == same
