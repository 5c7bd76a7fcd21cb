"""In a pause nobody is asked to practise: the client's pages say the pause, and from when on it goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.records import edit
from coach_tui.exchange.report import Report
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


@pytest.mark.parametrize(
    ("pauses", "said"),
    [
        ([], []),
        ([{"since": "2026-11-26", "until": "2026-12-06"}], ["from Thu 26 Nov until Sun 6 Dec"]),
        ([{"since": "2026-11-30"}], ["from Mon 30 Nov"]),
        ([{"since": "2026-12-01"}], []),  # the week after
        ([{"since": "2026-11-20", "until": "2026-11-25"}], ["until Wed 25 Nov"]),
        ([{"since": "2026-11-20"}], ["for now"]),
        (
            [{"since": "2026-11-20", "until": "2026-11-25"}, {"since": "2026-11-26", "until": "2026-11-27"}],
            ["until Fri 27 Nov"],
        ),
        (
            [{"since": "2026-11-20", "until": "2026-11-25"}, {"since": "2026-11-28", "until": "2027-01-03"}],
            ["until Wed 25 Nov", "from Sat 28 Nov until Sun 3 Jan 2027"],
        ),
    ],
)
def test_the_weeks_page_says_a_pause_that_begins_in_it(
    tmp_path: Path, pauses: list[dict[str, Any]], said: list[str]
) -> None:
    world = World(tmp_path / "coach.json")
    edit(world.desk, Engagement, world.engagement, {"pauses": pauses})
    report = Report(world.plan, "client", TODAY, tmp_path / "none", week=True)
    expected = [f"Your plan pauses {one}." for one in said]
    assert [line for line in report.text().split("\n") if "pauses" in line] == expected
    assert all(f"<p>{line}</p>" in report.html() for line in expected)


def test_the_weeks_page_says_a_strategy_that_will_pause(tmp_path: Path) -> None:
    world = World(tmp_path / "coach.json")
    pause = {"since": "2026-11-27", "until": "2026-12-06", "reason": "secret"}
    given = {"cadence": "2x per week", "visibility": "client", "pauses": [pause]}
    edit(world.desk, Strategy, world.strategy, given)
    (one,) = practices(world)
    assert one["cadence"] == "2 per week; pauses from Fri 27 Nov until Sun 6 Dec"
    edit(world.desk, Strategy, world.strategy, {"cadence": None})
    (one,) = practices(world)
    assert one["cadence"] == "pauses from Fri 27 Nov until Sun 6 Dec"
    report = Report(world.plan, "client", TODAY, tmp_path / "none", week=True)
    assert "secret" not in report.text()
