"""`coach erase`: only with the whole name, at the terminal or from a script; nothing of it is left."""

from __future__ import annotations

from typing import Any


def left(coach: Any) -> list[str]:
    return [
        path.name for path in coach.path.parent.rglob("*") if path.is_file() and b"Anna" in path.read_bytes()
    ]


def test_a_script_says_the_whole_name(coach: Any) -> None:
    coach.ok("backup")
    assert "--yes “Anna Berg”" in coach.refused("erase", "anna")
    assert "not the name" in coach.refused("erase", "anna", "--yes", "anna")
    said = coach.ok("erase", "anna", "--yes", "Anna Berg")
    assert said.startswith("Erased ")
    assert "Not covered: exports" in said
    assert left(coach) == []
    assert "erased a client" in coach.ok("history")
    assert "no client matches" in coach.refused("erase", "anna", "--yes", "Anna Berg")
    assert coach.ok("clients", "--names") == ""


def test_at_a_terminal_it_is_typed(coach: Any) -> None:
    ran = coach("erase", "anna", stdin="no\n", terminal=True)
    assert (ran.status, len(left(coach)) > 0) == (2, True)
    assert "Nothing takes it back" in ran.err
    ran = coach("erase", "anna", stdin="Anna Berg\n", terminal=True)
    assert (ran.status, left(coach)) == (0, [])
