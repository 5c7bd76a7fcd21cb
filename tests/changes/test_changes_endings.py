"""Objectives and strategies end, and go on."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes import endings
from coach_tui.changes.endings import end, go_on
from coach_tui.changes.records import edit
from coach_tui.changes.undo import undo
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy
from coach_tui.store.store import Clash
from tests.changes.changes_kit import World, tables


@pytest.mark.parametrize("how", endings.ENDS[Objective])
def test_an_objective_ends_today_and_goes_on(world: World, how: str) -> None:
    before = tables(world.desk)
    entry = end(world.desk, Objective, world.objective, how, "the board said so")
    raw = world.raw("objectives", world.objective)
    assert entry is not None
    assert (raw["closed_on"], raw["closed_as"]) == ("2026-11-24", how)
    assert raw["closed_reason"] == "the board said so"
    assert end(world.desk, Objective, world.objective, how, "the board said so") is None
    go_on(world.desk, Objective, world.objective)
    raw = world.raw("objectives", world.objective)
    assert not {"closed_on", "closed_as", "closed_reason"} & raw.keys()
    assert go_on(world.desk, Objective, world.objective) is None
    undo(world.desk)
    undo(world.desk)
    assert tables(world.desk) == before


@pytest.mark.parametrize("how", endings.ENDS[Strategy])
def test_a_strategy_ends_and_goes_on(world: World, how: str) -> None:
    end(world.desk, Strategy, world.strategy, how, "too much")
    raw = world.raw("strategies", world.strategy)
    assert (raw["status"], raw["status_reason"]) == (how, "too much")
    go_on(world.desk, Strategy, world.strategy)
    raw = world.raw("strategies", world.strategy)
    assert raw["status"] == "active"
    assert "status_reason" not in raw


def test_a_reason_may_be_left_out_but_for_what_is_dropped(world: World) -> None:
    end(world.desk, Objective, world.objective, "reached")
    end(world.desk, Strategy, world.strategy, "finished")
    assert "closed_reason" not in world.raw("objectives", world.objective)
    before = tables(world.desk)
    with pytest.raises(BadInput, match="closed_reason: say why it was dropped"):
        end(world.desk, Objective, world.other, "dropped", "  ")
    with pytest.raises(BadInput, match="status_reason: say why it was dropped"):
        end(world.desk, Strategy, world.strategy, "dropped")
    assert tables(world.desk) == before


def test_what_cannot_end_so_is_refused(world: World) -> None:
    before = tables(world.desk)
    with pytest.raises(BadInput, match="“paused” is not one of reached, dropped, merged, split, replaced"):
        end(world.desk, Objective, world.objective, "paused", "x")
    with pytest.raises(BadInput, match="“reached” is not one of finished, dropped, paused"):
        end(world.desk, Strategy, world.strategy, "reached", "x")
    with pytest.raises(BadInput, match="no longer exists"):
        end(world.desk, Strategy, "gone", "finished")
    assert tables(world.desk) == before


def test_another_hand_that_ended_it_otherwise_is_not_overwritten(world: World) -> None:
    seen = world.raw("strategies", world.strategy)
    edit(world.desk, Strategy, world.strategy, {"title": "Delegate more"})
    end(world.desk, Strategy, world.strategy, "paused", "holidays", seen)
    with pytest.raises(Clash):
        end(world.desk, Strategy, world.strategy, "finished", "", seen)
    with pytest.raises(Clash):
        go_on(world.desk, Strategy, world.strategy, seen)
    assert world.raw("strategies", world.strategy)["status"] == "paused"


@pytest.mark.parametrize("noun", [Objective, Milestone])
def test_how_it_was_closed_is_enough_in_a_form(world: World, noun: Any) -> None:
    uid = world.objective if noun is Objective else world.first
    edit(world.desk, noun, uid, {"closed_as": "dropped", "closed_reason": "no budget"})
    assert world.raw(noun.table, uid)["closed_on"] == "2026-11-24"
