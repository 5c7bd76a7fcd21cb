"""The day on which a strategy was finished or dropped: kept from wherever it is said."""

from __future__ import annotations

import pytest

from coach_tui.changes.endings import end, go_on
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import edit
from coach_tui.changes.undo import undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.strategy import Strategy
from tests.changes.changes_kit import World, tables

DAY = "2026-11-24"


def ended_on(world: World) -> str | None:
    return world.raw("strategies", world.strategy).get("ended_on")


@pytest.mark.parametrize("how", ["finished", "dropped"])
def test_it_ends_on_the_day_on_which_it_is_said(world: World, how: str) -> None:
    before = tables(world.desk)
    end(world.desk, Strategy, world.strategy, how, "enough")
    assert ended_on(world) == DAY
    go_on(world.desk, Strategy, world.strategy)
    assert ended_on(world) is None
    undo(world.desk)
    undo(world.desk)
    assert tables(world.desk) == before


def test_in_a_form_the_day_may_be_said(world: World) -> None:
    edit(world.desk, Strategy, world.strategy, {"status": "finished", "ended_on": "2026-11-20"})
    assert ended_on(world) == "2026-11-20"
    edit(world.desk, Strategy, world.strategy, {"status": "dropped", "status_reason": "no time"})
    assert ended_on(world) == "2026-11-20"
    edit(world.desk, Strategy, world.strategy, {"status": "paused"})
    assert ended_on(world) is None
    with pytest.raises(BadInput, match="ended_on: it is paused; say that it is finished or dropped"):
        edit(world.desk, Strategy, world.strategy, {"ended_on": DAY})


def test_a_plan_file_says_it_and_one_of_before_keeps_it(world: World) -> None:
    edit(world.desk, Strategy, world.strategy, {"status": "finished", "ended_on": "2026-11-20"})
    written = write_toml(from_plan(world.plan, ids=True))
    assert "ended_on = 2026-11-20\n" in written
    older = written.replace("ended_on = 2026-11-20\n", "")
    take_in(world.desk, read_toml(older.replace('link = ""', "")), replace=True)
    assert ended_on(world) == "2026-11-20"
    take_in(world.desk, read_toml(older.replace('status = "finished"\n', "")), replace=True)
    assert ended_on(world) is None
