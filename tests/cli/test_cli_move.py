"""`coach move`: another day for a milestone or a target date, seen before, told, explained and undone."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.dates import day_words
from tests.cli.conftest import Shell

LEAD = "Lead a project team"
LEAVE = "Leave work on time"
GO_LIVE = "Go-live"
PART = "First part delegated"


def part(coach: Shell, noun: str, title: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in coach("plan", "anna", "--json").json[noun] if one["title"] == title
    )
    return found


def test_a_milestone_moves_with_who_and_why_and_back(coach: Shell) -> None:
    before = part(coach, "milestone", GO_LIVE)
    said = coach.ok("move", "anna", "go-live", "+1w", "--by", "the client", "--why", "the supplier")
    to = part(coach, "milestone", GO_LIVE)["due"]
    days = f"{day_words(before['due'])} to {day_words(to)}"
    assert said == f"Moved “{GO_LIVE}” from {days}. To take it back: coach undo\n"
    last = part(coach, "milestone", GO_LIVE)["moves"][-1]
    told = {"on": "2026-11-24", "from": before["due"], "to": to, "by": "client", "reason": "the supplier"}
    assert last == told
    assert "the supplier" in coach.ok("history", "anna")
    coach.ok("undo")
    assert part(coach, "milestone", GO_LIVE) == before


def test_a_target_date_moves_alone_or_with_its_milestones(coach: Shell) -> None:
    coach.ok("move", "anna", "project team", "12", "feb", "--why", "the hall is late")
    lead = part(coach, "objective", LEAD)
    told = {"on": "2026-11-24", "what": "target date", "from": "2027-01-29", "to": "2027-02-12"}
    assert lead["due"] == "2027-02-12"
    assert lead["revisions"] == [{**told, "by": None, "reason": "the hall is late"}]
    coach.ok("undo")
    were = [one["due"] for one in coach("plan", "anna", "--json").json["milestone"]]
    ran = coach("move", "anna", "project team", "+2w", "--with", "milestones", "--json")
    assert [one["title"] for one in ran.json["moves"]] == [LEAD, PART, GO_LIVE]
    assert [change["action"] for change in ran.json["changes"]] == ["changed"] * 3
    coach.ok("undo")
    assert [one["due"] for one in coach("plan", "anna", "--json").json["milestone"]] == were


def test_a_dry_run_shows_what_would_move_and_changes_nothing(coach: Shell) -> None:
    before = coach.ok("export", "json")
    said = coach.ok("move", "anna", "first part", "2027-02-06", "--dry-run")
    assert said.startswith(f"“{PART}”: Fri 20 Nov → Sat 6 Feb 2027\n  ! ")
    assert "Sat 6 Feb is a day off" in said
    assert "after the target date of" in said
    assert f"--with following moves “{GO_LIVE}” as well" in said
    ran = coach("move", "anna", "first part", "2027-02-06", "--dry-run", "--with", "following", "--json")
    assert (ran.json["what"], [one["title"] for one in ran.json["moves"]]) == (
        "nothing changed", [PART, GO_LIVE],
    )  # fmt: skip
    assert ran.json["moves"][0]["warnings"]
    assert coach.ok("export", "json") == before


def test_at_a_terminal_who_and_why_are_asked_after_the_preview(coach: Shell) -> None:
    ran = coach("move", "anna", "project team", "+2w", terminal=True, stdin="s\nthe board asked\n")
    assert ran.status == 0, ran.err
    assert f"target date of “{LEAD}”: Fri 29 Jan 2027 → Fri 12 Feb 2027" in ran.err
    assert "Who asked for it?" in ran.err
    last = part(coach, "objective", LEAD)["revisions"][-1]
    assert (last["by"], last["reason"]) == ("sponsor", "the board asked")


def test_without_a_word_it_has_no_reason_and_health_asks(coach: Shell) -> None:
    coach.ok("move", "anna", "project team", "+2w")
    last = part(coach, "objective", LEAD)["revisions"][-1]
    assert (last["by"], last["reason"]) == (None, None)
    assert "F4" in coach.ok("health", "anna")


def test_what_speaks_against_the_day_is_told_as_it_moves(coach: Shell) -> None:
    ran = coach("move", "anna", "go-live", "2026-12-24", "--why", "x")
    assert ran.status == 0
    assert "is a day off" in ran.err
    assert ran.out.startswith(f"Moved “{GO_LIVE}” from ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nothing", "fri"], "milestone or objective that is open matches “nothing”"),
        (["e", "fri"], "write more of it"),
        (["kick-off", "fri"], "is done; open it again in the app (4, space)"),
        (["project team", "2027-01-29"], "is for 2027-01-29 already; choose another day"),
        (["project team", "2026-08-01"], "is not after the objective's start"),
        (["project team", "whenever"], "whenever"),
        (["project team", "+1w", "--with", "following"], "is an objective, which takes --with milestones"),
        (["go-live", "+1w", "--with", "milestones"], "takes --with dependents or following"),
    ],
)
def test_what_cannot_be_moved_is_one_line(coach: Shell, words: list[str], says: str) -> None:
    before = coach.ok("export", "json")
    assert says in coach.refused("move", "anna", *words)
    assert coach.ok("export", "json") == before


def test_what_has_ended_or_has_no_day_is_refused(coach: Shell) -> None:
    coach.ok("end", "anna", "on time", "dropped", "--why", "no longer wanted")
    assert "was dropped; coach end CLIENT TITLE on lets it go on" in coach.refused(
        "move", "anna", "on time", "fri"
    )
    coach.ok("undo")
    coach.ok("end", "anna", "on time", "split", "--into", "One; Two")
    coach.ok("close", "anna")
    assert "was closed on Tue 24 Nov 2026" in coach.refused("move", "anna", "project team", "+1w")
