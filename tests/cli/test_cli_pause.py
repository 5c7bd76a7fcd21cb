"""`coach pause`: a plan or a strategy pauses, and goes on again (domain rules §11)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def shell(coach: Shell) -> Shell:
    return coach


def pauses(shell: Shell) -> list[dict[str, Any]]:
    found = json.loads(shell.ok("plan", "anna", "--json"))["engagement"].get("pauses", [])
    return [{key: value for key, value in one.items() if value} for one in found]


def strategy(shell: Shell) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shell.ok("plan", "anna", "--json"))["strategy"][0]
    return found


@pytest.mark.parametrize(
    ("given", "said", "kept"),
    [
        ([], "Paused the plan.", {"since": "2026-11-24"}),
        (["--until", "6 dec"], "until Sun 6 Dec.", {"since": "2026-11-24", "until": "2026-12-06"}),
        (
            ["--from", "1 dec", "--until", "3 jan", "--why", "on leave"],
            "Planned a pause from Tue 1 Dec to Sun 3 Jan 2027.",
            {"since": "2026-12-01", "until": "2027-01-03", "reason": "on leave"},
        ),
        (
            ["--from", "2 nov", "--until", "22 nov"],
            "Paused the plan from Mon 2 Nov to Sun 22 Nov.",
            {"since": "2026-11-02", "until": "2026-11-22"},
        ),
        (
            ["--from", "2 nov 2027", "--until", "22 nov"],
            "Planned a pause from Tue 2 Nov 2027 to Mon 22 Nov 2027.",
            {"since": "2027-11-02", "until": "2027-11-22"},
        ),
        (["--from", "tomorrow"], "Planned a pause from Wed 25 Nov.", {"since": "2026-11-25"}),
        (
            ["--from", "20 nov", "--until", "20 nov"],
            "Paused the plan on Fri 20 Nov.",
            {"since": "2026-11-20", "until": "2026-11-20"},
        ),
        (
            ["--from", "2026-08-03", "--until", "2026-08-07"],
            "Paused the plan from Mon 3 Aug to Fri 7 Aug; that lies before its start, Tue 1 Sep, and changes "
            "nothing.",
            {"since": "2026-08-03", "until": "2026-08-07"},
        ),
    ],
)
def test_a_plan_pauses_in_one_line_and_undo_takes_it_back(
    shell: Shell, given: list[str], said: str, kept: dict[str, str]
) -> None:
    out = shell.ok("pause", "anna", *given)
    assert said in out
    assert "To take it back: coach undo\n" in out
    assert pauses(shell) == [kept]
    shell.ok("doctor")
    shell.ok("undo")
    assert pauses(shell) == []


def test_a_pause_planned_without_an_end_is_no_dead_end(shell: Shell) -> None:
    shell.ok("pause", "anna", "--from", "1 dec")
    said = shell.refused("pause", "anna")
    assert said == (
        "a pause of the plan is planned from Tue 1 Dec on; give that another last day, or take it out first"
    )
    out = shell.ok("pause", "anna", "--until", "3 jan")
    assert out.startswith("Set the last day of the pause of the plan from Tue 1 Dec to Sun 3 Jan 2027. ")
    out = shell.ok("pause", "anna", "--from", "1 dec", "--until", "10 jan", "--why", "on leave")
    assert pauses(shell) == [{"since": "2026-12-01", "until": "2027-01-10", "reason": "on leave"}]
    out = shell.ok("pause", "anna", "--end")
    assert out.startswith("Took out the pause of the plan that was planned, Tue 1 Dec to Sun 10 Jan 2027. ")
    assert pauses(shell) == []
    assert "does not pause today, and no pause of it is planned" in shell.refused("pause", "anna", "--end")


def test_it_goes_on_and_what_lies_ahead_is_told(shell: Shell) -> None:
    shell.ok("pause", "anna", "--today", "2026-11-10")
    out = shell.ok("pause", "anna", "--end")
    told, moves = out.splitlines()
    assert told == "Resumed the plan. To take it back: coach undo"
    assert moves.startswith("What lies ahead can move by 14 days: m")
    assert pauses(shell) == [{"since": "2026-11-10", "until": "2026-11-23"}]
    assert "does not pause today" in shell.refused("pause", "anna", "--end")


def test_a_strategy_pauses_and_goes_on(shell: Shell) -> None:
    title = strategy(shell)["title"]
    out = shell.ok("pause", "anna", title[:12], "--until", "6 dec", "--why", "ill")
    assert out == f"Paused the strategy “{title}” until Sun 6 Dec. To take it back: coach undo\n"
    assert strategy(shell)["pauses"] == [{"since": "2026-11-24", "until": "2026-12-06", "reason": "ill"}]
    assert pauses(shell) == []
    assert "the strategy pauses Tue 24 Nov to Sun 6 Dec already" in shell.refused("pause", "anna", title[:12])
    out = shell.ok("pause", "anna", title[:12], "--end", "--today", "2026-11-26")
    assert out == f"Resumed the strategy “{title}”. To take it back: coach undo\n"
    assert strategy(shell)["pauses"][0]["until"] == "2026-11-25"
    shell.ok("undo")
    shell.ok("undo")
    assert not strategy(shell).get("pauses")
    shell.ok("pause", "anna", title[:12])
    assert strategy(shell)["status"] == "paused"
    shell.ok("pause", "anna", title[:12], "--end")
    assert strategy(shell).get("status", "active") == "active"
    assert not strategy(shell).get("pauses")  # it began today and leaves no trace


def test_what_changed_is_told_to_programs(shell: Shell) -> None:
    found = json.loads(shell.ok("pause", "anna", "--until", "6 dec", "--json"))
    assert (found["what"], found["client"]) == ("paused the plan until Sun 6 Dec", "Anna Berg")
    assert [(one["table"], one["action"]) for one in found["changes"]] == [("engagements", "changed")]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--until", "2026-11-20"], "the pause ends before it begins"),
        (["--from", "6 dec", "--until", "1 dec 2026"], "say the first day first"),
        (["--until", "soon"], "is no day"),
        (["--end", "--until", "6 dec"], "--end goes alone"),
        (["--end"], "the plan does not pause today"),
        (["no such thing"], "strategy"),
        (["delegate", "--from", "1 dec"], "say until when"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(shell: Shell, given: list[str], says: str) -> None:
    before = shell.ok("plan", "anna", "--json")
    assert says in shell.refused("pause", "anna", *given)
    assert shell.ok("plan", "anna", "--json") == before


def test_a_closed_engagement_pauses_no_more(shell: Shell) -> None:
    shell.ok("close", "anna")
    assert "was closed on" in shell.refused("pause", "anna")
    shell.ok("undo")
    shell.ok("pause", "anna", "--until", "6 dec")
    assert "the plan pauses Tue 24 Nov to Sun 6 Dec already" in shell.refused("pause", "anna")


def test_the_words_of_an_export_of_before_tell_which_pauses_there_were(coach: Any) -> None:
    """A whole export has no records of its changes; a pause whose end nobody told of is not made up."""
    exported = json.loads(coach.ok("export", "json"))
    uid = exported["tables"]["clients"][0]["uid"]
    told = {"why": None, "client": uid}
    exported["version"] = 1
    exported["history"] = [
        {**told, "at": "2026-10-05T09:00:00+00:00", "what": "paused the plan", "why": "leave"},
        {**told, "at": "2026-10-19T09:00:00+00:00", "what": "resumed the plan"},
        {**told, "at": "2026-10-20T09:00:00+00:00", "what": "changed a strategy, “Walk”"},
        {**told, "at": "2026-10-26T09:00:00+00:00", "what": "paused the plan"},
        {**told, "at": "2026-11-09T09:00:00+00:00", "what": "paused the plan"},
    ]
    exported["tables"]["engagements"][0]["pause"] = {"since": "2026-11-09", "reason": "ill"}
    exported["tables"]["strategies"][0]["status"] = "paused"
    coach.ok("import", "-", "--replace", stdin=json.dumps(exported))
    stored = json.loads(coach.path.read_bytes())
    assert next(iter(stored["engagements"].values()))["pauses"] == [
        {"since": "2026-10-05", "until": "2026-10-18", "reason": "leave"},
        {"since": "2026-11-09", "reason": "ill"},
    ]
    assert next(iter(stored["strategies"].values()))["pauses"] == [{"since": exported["exported_on"]}]
