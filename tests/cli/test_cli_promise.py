"""`coach promise`: what waits, a new one, and what came of one, in a closed engagement too."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def shell(coach: Shell) -> Shell:
    """Anna, to whom the coach has promised something."""
    said = coach.ok("promise", "anna", "Send the book", "--mine")
    assert said == "Noted your promise. To take it back: coach undo\n"
    return coach


def promises(shell: Shell, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shell.ok("promise", "anna", "--json", *more))["promises"]
    return found


def test_promises_are_noted_and_listed(shell: Shell) -> None:
    before = len(promises(shell))
    said = shell.ok("promise", "anna", "Call Jonas", "--due", "fri")
    assert said == "Noted a promise of Anna Berg, for Fri 27 Nov. To take it back: coach undo\n"
    found = promises(shell)
    assert len(found) == before + 1
    assert [one["owner"] for one in found if one["text"] == "Send the book"] == ["coach"]
    assert [one["due"] for one in found if one["text"] == "Call Jonas"] == ["2026-11-27"]
    lines = [" ".join(line.split()) for line in shell.ok("promise", "anna").splitlines()]
    assert "yours no day Send the book" in lines
    assert "client Fri 27 Nov Call Jonas" in lines
    shell.ok("undo")
    assert len(promises(shell)) == before


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (["kept"], "as done"),
        (["late", "--why", "busy"], "as late"),
        (["partly"], "as partly"),
        (["dropped", "--why", "not wanted"], "as dropped"),
        (["moved", "--due", "1 dec"], "as moved, to Tue 1 Dec"),
    ],
)
@pytest.mark.parametrize("closed", [False, True])
def test_what_came_of_one_is_one_line(shell: Shell, how: list[str], said: str, closed: bool) -> None:
    if closed:
        shell.ok("close", "anna")
        assert "your promise, no day, the engagement is closed: Send the book" in shell.ok("today")
    out = shell.ok("promise", "anna", "book", *how)
    assert out == f"Marked “Send the book” {said}. To take it back: coach undo\n"
    assert ("Send the book" in [one["text"] for one in promises(shell)]) is (how[0] == "moved")
    assert "Send the book" not in shell.ok("today", "--all") or (how[0] == "moved" and not closed)
    shell.ok("undo")
    assert "Send the book" in [one["text"] for one in promises(shell)]


def test_one_of_an_earlier_plan_is_reached(shell: Shell) -> None:
    shell.ok("close", "anna")
    shell.ok("renew", "anna")
    assert promises(shell, "--plan", "2") or promises(shell, "--plan", "1")
    number = "1" if any(one["text"] == "Send the book" for one in promises(shell, "--plan", "1")) else "2"
    shell.ok("promise", "anna", "book", "kept", "--plan", number)
    shell.ok("promise", "anna", "book", "open", "--plan", number)


def test_programs_are_told_what_changed(shell: Shell) -> None:
    found = json.loads(shell.ok("promise", "anna", "book", "kept", "--json"))
    assert [(one["table"], one["action"]) for one in found["changes"]] == [("commitments", "changed")]
    assert json.loads(shell.ok("promise", "anna", "x", "--json"))["changes"][0]["action"] == "added"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["book", "dropped"], "say why it is dropped"),
        (["book", "moved"], "say to which day"),
        (["book", "kept", "--due", "fri"], "say to which day"),
        (["book", "moved", "--due", "2026-11-01"], "is past"),
        (["no such promise", "kept"], "promise that waits"),
        (["book", "kept", "--mine"], "--mine goes with a new promise"),
        (["A new one", "--why", "x"], "--why goes with HOW"),
        (["--due", "fri"], "say what was promised"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(shell: Shell, line: list[str], says: str) -> None:
    before = promises(shell)
    assert says in shell.refused("promise", "anna", *line)
    assert promises(shell) == before


def test_a_closed_engagement_takes_no_new_one(shell: Shell) -> None:
    shell.ok("close", "anna")
    assert "was closed on" in shell.refused("promise", "anna", "A new one")


def test_a_late_promise_goes_on_late_and_a_past_milestone_with_another_date(coach: Shell) -> None:
    coach.ok("promise", "anna", "Send the roster", "--mine", "--due", "20 nov 2026")
    coach.ok("close", "anna")
    said = coach.ok("renew", "anna", "--all", "--from", "2027-03-01")
    assert "stays behind" not in said
    assert "your promise, 101 days late: Send the roster" in coach.ok("today", "--today", "2027-03-01")
    coach.ok("undo")
    coach.ok("renew", "anna", "--all", "--from", "2027-03-01", "--due", "Go-live=2027-04-01")
    (found,) = [one for one in coach("plan", "anna", "--json").json["milestone"] if one["title"] == "Go-live"]
    assert found["due"] == "2027-04-01"
