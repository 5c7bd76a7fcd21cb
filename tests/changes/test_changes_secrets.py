"""What the client might not know of stays so, whatever becomes of what it hung from."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.plans import take_in
from coach_tui.changes.records import add, delete, edit
from coach_tui.changes.undo import undo
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.contact import Win
from coach_tui.plan.draft import from_plan
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.record import Record
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.visibility import view
from tests.changes.changes_kit import TODAY, World, tables

SECRET = "Leave her husband"
HOLDERS: dict[type[Record], dict[str, Any]] = {
    Objective: {"title": SECRET, "measure": [{"name": "quarrels", "baseline": 9, "target": 1}]},
    Milestone: {"title": SECRET, "due": "2026-12-01"},
    Strategy: {"title": SECRET},
    Need: {"title": SECRET, "kind": "gap"},
}


def seen(world: World) -> set[str]:
    """All titles and texts that the client may read."""
    practice = view(world.plan, "client", TODAY).plan.practice
    return {
        str(raw.get("title") or raw.get("text"))
        for table in ("objectives", "needs", "strategies", "milestones", "wins")
        for raw in practice.tables.get(table, {}).values()
    }


def planted(world: World, noun: type[Record]) -> str:
    """A private record, and what hangs from it or is called after it."""
    uid = world.add(noun, {**HOLDERS[noun], "visibility": "private"})
    day = {"on": "2026-11-20"}
    world.add(Win, {**day, "text": SECRET})
    world.add(Win, {**day, "text": f"{SECRET}: kept for 4 weeks in a row"})
    if noun in (Objective, Milestone):
        world.add(Win, {**day, "text": "She is out", noun.noun.split()[-1]: uid})
    if noun is Objective:
        world.add(Win, {**day, "text": "quarrels: none"})
        world.add(Milestone, {"title": "Flat found", "due": "2026-12-01", "objective": uid})
        world.add(Strategy, {"title": "Call the lawyer", "objectives": [uid]})
    if noun is Need:
        world.add(Strategy, {"title": "Call the lawyer", "needs": [uid]})
    return uid


@pytest.mark.parametrize("noun", HOLDERS)
def test_deleted_or_called_otherwise_it_takes_no_secret_along(world: World, noun: type[Record]) -> None:
    before = seen(world)
    uid = planted(world, noun)
    assert seen(world) == before
    held = tables(world.desk)
    delete(world.desk, noun, uid)
    assert seen(world) == before
    undo(world.desk)
    assert tables(world.desk) == held
    edit(world.desk, noun, uid, {"title": "Harmless"})
    assert seen(world) == before
    undo(world.desk)
    assert tables(world.desk) == held


def test_the_name_of_a_measure_is_one_too(world: World) -> None:
    before = seen(world)
    uid = planted(world, Objective)
    measure = world.raw("objectives", uid)["measure"][0]
    edit(world.desk, Objective, uid, {"measure": [{**measure, "name": "rows"}]})
    assert seen(world) == before


@pytest.mark.parametrize("noun", HOLDERS)
def test_a_plan_file_takes_no_secret_along_either(world: World, noun: type[Record]) -> None:
    before = seen(world)
    planted(world, noun)
    text = write_toml(from_plan(world.plan)).replace(f'"{SECRET}"', '"Harmless"')
    text = text.replace('text = "Harmless"', f'text = "{SECRET}"')
    take_in(world.desk, read_toml(text), replace=True)
    assert seen(world) == before


def test_what_is_opened_on_purpose_is_open(world: World) -> None:
    before = seen(world)
    uid = planted(world, Milestone)
    edit(world.desk, Milestone, uid, {"visibility": None})
    assert seen(world) == before | {SECRET, f"{SECRET}: kept for 4 weeks in a row", "She is out"}


def test_what_the_coach_words_anew_is_as_its_words_are(world: World) -> None:
    before = seen(world)
    planted(world, Strategy)
    win = next(raw["uid"] for _, raw in tables(world.desk)["wins"] if raw["text"] == SECRET)
    edit(world.desk, Win, win, {"text": "A hard step"})
    assert seen(world) == {*before, "A hard step"}


def test_what_is_open_is_deleted_as_ever(world: World) -> None:
    milestone = add(world.desk, Milestone, world.engagement, {"title": "Known", "due": "2026-12-01"})
    world.add(Win, {"on": "2026-11-20", "text": "Known", "milestone": milestone})
    delete(world.desk, Milestone, milestone)
    assert "visibility" not in next(raw for _, raw in tables(world.desk)["wins"] if raw["text"] == "Known")
    assert "Known" in seen(world)
