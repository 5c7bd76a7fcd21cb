"""`coach erase`: only with the whole name, at the terminal or from a script; nothing of it is left."""

from __future__ import annotations

from pathlib import Path
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


def test_what_is_theirs_goes_from_the_calendar_of_the_configuration(coach: Any, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    Path(coach.env["COACH_CONFIG"]).write_text(f'vdir = "{folder}"\n')
    (tmp_path / "tom.toml").write_text(
        '[client]\nname = "Tom"\n[engagement]\nstart = 2026-11-01\nend = 2027-01-01\n'
    )
    coach.ok("import", str(tmp_path / "tom.toml"))
    coach.ok("export", "vdir")
    (folder / "mine.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR\n")
    before = len(list(folder.iterdir()))
    said = coach.ok("erase", "anna", "--yes", "Anna Berg")
    there = [path for path in folder.iterdir() if b"SUMMARY" in path.read_bytes()]
    assert there
    assert all(b"Tom" in path.read_bytes() for path in there)
    assert (folder / "mine.ics").exists()
    assert f"Removed {before - len(there) - 1} dates from the calendar" in said


def test_a_fault_in_the_configuration_is_told_before_anything_is_erased(coach: Any) -> None:
    Path(coach.env["COACH_CONFIG"]).write_text("vdir = 3\n")
    assert "vdir" in coach.refused("erase", "anna", "--yes", "Anna Berg")
    assert left(coach)
