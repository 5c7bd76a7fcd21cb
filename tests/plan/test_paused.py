"""In a pause nobody is asked to practise: the client's pages say the pause, and from when on it goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.records import edit
from coach_tui.plan.client import Engagement
from coach_tui.plan.report import content
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.visibility import view
from coach_tui.plan.week_page import week_of
from tests.changes.changes_kit import World

TODAY = date(2026, 11, 24)
LONG = {"since": "2026-11-20", "until": "2026-12-03", "reason": "secret"}


def practices(world: World) -> list[dict[str, Any]]:
    seen = view(world.plan, "client", TODAY)
    found: list[dict[str, Any]] = week_of(seen, content(seen, TODAY), TODAY)["practices"]
    return found


@pytest.mark.parametrize("noun", [Engagement, Strategy])
def test_a_pause_is_said_instead_of_what_is_asked(tmp_path: Path, noun: type[Engagement | Strategy]) -> None:
    world = World(tmp_path / "coach.json")
    given = {"cadence": "2x per week", "cue": "lunch", "response": "ask", "visibility": "client"}
    edit(world.desk, Strategy, world.strategy, given)
    (before,) = practices(world)
    assert (before["cadence"], before["per_week"], before["cue"]) == ("2 per week", 2, "lunch")
    uid = world.engagement if noun is Engagement else world.strategy
    edit(world.desk, noun, uid, {"pauses": [LONG, {"since": "2026-12-04", "until": "2026-12-06"}]})
    (now,) = practices(world)
    assert (now["cadence"], now["per_week"]) == ("paused until Sun 6 Dec, then 2 per week", None)
    assert (now["cue"], now["response"]) == ("", "")
    seen = view(world.plan, "client", TODAY)
    assert "paused until Sun 6 Dec" in str(content(seen, TODAY)["strategies"])
    assert "paused" not in str(content(view(world.plan, "coach", TODAY), TODAY)["strategies"][0]["cadence"])
    edit(world.desk, noun, uid, {"pauses": [{"since": "2026-11-20"}]})
    told = practices(world)
    assert [one["cadence"] for one in told] == (["paused for now"] if noun is Engagement else [])
