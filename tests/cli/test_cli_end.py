"""`coach end`: what x does in the app, and `coach health --explain` (domain §5, §9)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

LEAD = "Lead a project team"
LEAVE = "Leave work on time"


def part(coach: Shell, entry: str, title: str) -> dict[str, Any]:
    found = json.loads(coach.ok("plan", "anna", "--json"))[entry]
    return next(one for one in found if one["title"] == title)


def eased(coach: Shell, folder: Path) -> None:
    """A target of the first objective is made easier without a word."""
    file = folder / "anna.toml"
    file.write_text(coach.ok("plan", "anna").replace("target = 12", "target = 8"), encoding="utf-8")
    coach.ok("import", str(file), "--replace")


def test_an_objective_is_dropped_and_goes_on_again(coach: Shell) -> None:
    assert "--why TEXT" in coach.refused("end", "anna", "on time", "dropped")
    said = coach.ok("end", "anna", "on time", "dropped", "--why", "no longer wanted")
    assert said == f"Dropped the objective “{LEAVE}”. To take it back: coach undo\n"
    assert part(coach, "objective", LEAVE)["state"] == "dropped"
    said = coach.ok("end", "anna", "on time", "on")
    assert said == f"Let the objective “{LEAVE}” go on. To take it back: coach undo\n"
    assert part(coach, "objective", LEAVE)["state"] != "dropped"
    coach.ok("undo")
    coach.ok("undo")
    told = json.loads(coach.ok("end", "anna", "on time", "reached", "--json"))
    assert [one["action"] for one in told["changes"]] == ["changed"]


def test_one_is_merged_into_another_split_or_replaced(coach: Shell) -> None:
    said = coach.ok("end", "anna", "on time", "merged", "--into", "project team", "--why", "one aim")
    assert said == f"Merged “{LEAVE}” into “{LEAD}”. To take it back: coach undo\n"
    found = part(coach, "objective", LEAVE)
    assert (found["replaced_by"], found["closed_as"], found["state"]) == ([LEAD], "merged", "replaced")
    for told in (coach.ok("plan", "anna", "--page"), coach.ok("insights", "anna")):
        assert f"merged into {LEAD}" in told
        assert "replaced" not in told
    coach.ok("undo")
    said = coach.ok("end", "anna", "on time", "replaced", "--into", "Rest")
    assert said == f"Replaced “{LEAVE}” by “Rest”. To take it back: coach undo\n"
    coach.ok("undo")
    parts = ("Plan the move", "Hold the go-live")
    said = coach.ok(
        "end", "anna", "project team", "split", "--into", parts[0], "--into", parts[1], "--place",
        "delegate one=plan the", "--place", "first part=hold the",
    )  # fmt: skip
    assert said.startswith(f"Split “{LEAD}” into “{parts[0]}”, “{parts[1]}”; 2 milestones to “{parts[1]}”.")
    assert part(coach, "milestone", "Go-live")["objective"] == parts[1]  # by its words
    assert part(coach, "milestone", "First part delegated")["objective"] == parts[1]
    assert part(coach, "strategy", "Delegate one task a week")["objectives"] == [LEAD, parts[0]]


def test_a_milestone_is_split_by_title_and_date(coach: Shell) -> None:
    still = [
        one for one in json.loads(coach.ok("plan", "anna", "--json"))["milestone"] if "done_on" not in one
    ]
    title = still[0]["title"]
    coach.ok("end", "anna", title, "split", "--into", "Half | 10 dec", "--into", "Whole | 20 dec")
    assert part(coach, "milestone", "Half")["due"] == "2026-12-10"
    assert part(coach, "milestone", title)["replaced_by"] == ["Half", "Whole"]


def test_a_strategy_is_paused_and_goes_on(coach: Shell) -> None:
    coach.ok("end", "anna", "delegate one", "paused", "--why", "knee")
    assert part(coach, "strategy", "Delegate one task a week")["status"] == "paused"
    coach.ok("end", "anna", "delegate one", "on")
    assert part(coach, "strategy", "Delegate one task a week").get("status", "active") == "active"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nothing", "dropped", "--why", "x"], "objective, milestone or strategy that is open"),
        (["on time", "on"], "that has ended"),
        (["on time", "finished"], "is an objective, which is reached, dropped"),
        (["delegate one", "split", "--into", "A"], "is a strategy, which is finished, dropped, paused, on"),
        (["on time", "split", "--into", "A"], "name at least two"),
        (["on time", "split", "--into", "A;B;C;D;E;F;G;H;I;J"], "10 parts: split it into at most 9"),
        (["on time", "split"], "--into TITLE (twice or more)"),
        (["on time", "merged", "--into", "nobody"], "nobody"),
        (["on time", "replaced", "--into", LEAD], "exists; choose another title"),
        (["on time", "dropped", "--why", "x", "--into", "A"], "go with merged, split and replaced"),
        (["on time", "split", "--into", "A1", "--into", "B1", "--place", "x"], "--place takes TITLE=PART"),
    ],
)
def test_what_cannot_be_is_one_line(coach: Shell, words: list[str], says: str) -> None:
    assert says in coach.refused("end", "anna", *words)


def test_a_change_without_a_reason_is_explained_afterwards(coach: Shell, tmp_path: Path) -> None:
    eased(coach, tmp_path)
    assert "F4" in coach.ok("health", "anna")
    assert "--explain needs --reason" in coach.refused("health", "anna", "--explain", "lead")
    said = coach.ok("health", "anna", "--explain", "lead", "--by", "s", "--reason", "budget cut")
    assert said == f"Said why “{LEAD}” was changed. To take it back: coach undo\n"
    told = part(coach, "objective", LEAD)["revisions"][-1]
    assert (told["by"], told["reason"]) == ("sponsor", "budget cut")
    assert "F4" not in coach.ok("health", "anna")
    assert "has its reason" in coach.refused("health", "anna", "--explain", "lead", "--reason", "x")
    coach.ok("undo")
    assert "F4" in coach.ok("health", "anna")


def test_what_is_reached_by_an_easier_target_is_asked_about_first(coach: Shell, tmp_path: Path) -> None:
    eased(coach, tmp_path)
    ran = coach("end", "anna", "lead", "reached")
    assert (ran.status, "12 → 8, no reason given" in ran.err) == (0, True)
    coach.ok("undo")
    ran = coach("end", "anna", "lead", "reached", terminal=True, stdin="s\nbudget cut\n")
    assert ran.status == 0, ran.err
    goal = part(coach, "objective", LEAD)
    assert (goal["state"], goal["revisions"][-1]["reason"]) == ("reached", "budget cut")
    coach.ok("undo")
    assert part(coach, "objective", LEAD)["revisions"][-1]["reason"] is None


def test_closing_asks_who_wanted_what_was_made_easier_and_why(coach: Shell, tmp_path: Path) -> None:
    eased(coach, tmp_path)
    ran = coach("close", "anna", "--reached", "project team")
    assert ran.status == 0
    says = "target of “stand-ups led” 12 → 8, no reason given; coach health --explain gives one"
    assert ran.err == f"coach: “{LEAD}”: {says}\n"
    coach.ok("health", "anna", "--explain", "lead", "--reason", "the budget")
    for _ in range(2):
        coach.ok("undo")
    ran = coach("close", "anna", "--reached", "project team", terminal=True, stdin="s\nbudget cut\n")
    assert (ran.status, "without a reason. Who asked for it?" in ran.err) == (0, True), ran.err
    told = part(coach, "objective", LEAD)["revisions"][-1]
    assert (told["by"], told["reason"]) == ("sponsor", "budget cut")
    coach.ok("undo")
    assert part(coach, "objective", LEAD)["revisions"][-1]["reason"] is None
    ran = coach("close", "anna", "--reached", "project team", terminal=True, stdin="\n\n")
    assert (ran.status, part(coach, "objective", LEAD)["revisions"][-1]["reason"]) == (0, None)
