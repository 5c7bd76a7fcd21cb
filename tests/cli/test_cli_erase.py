"""`coach erase`: only with the whole name, at the terminal or from a script; nothing of it is left."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Any

import pytest

from coach_tui.store import processes
from tests.cli.conftest import erase

TOM = '[client]\nname = "Tom"\n[engagement]\nstart = 2026-11-01\nend = 2027-01-01\n'


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


def test_dates_are_known_by_their_ids_when_a_program_has_dropped_all_else(coach: Any, calendar: Path) -> None:
    first, second, third, *rest = sorted(calendar.glob("*.ics"))
    for path in (first, second):
        lines = path.read_text().splitlines()
        kept = [line for line in lines if not line.startswith("X-")]
        path.write_bytes(("\r\n".join(kept) + "\r\n").encode())
    other = "BEGIN:VEVENT\r\nUID:mine\r\nDTSTART:20261204\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR"
    third.write_bytes(third.read_bytes().replace(b"END:VCALENDAR", other.encode()))
    ran = erase(coach)
    assert (ran.status, ran.err) == (0, "")
    assert f"Removed {3 + len(rest)} dates" in ran.out
    assert [path.name for path in calendar.iterdir()] == [third.name]
    assert b"Dentist" in third.read_bytes()
    assert b".coach-tui" not in third.read_bytes()


def test_a_file_of_another_program_in_which_the_name_stands_is_named(coach: Any, calendar: Path) -> None:
    (calendar / "lunch.ics").write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nSUMMARY:Lunch with Anna\n  Berg\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    ran = erase(coach)
    assert ran.status == 5
    assert ran.err == f"coach: erased; not reached: the name still stands in {calendar / 'lunch.ics'}\n"
    assert "Erased " in ran.out


@pytest.mark.parametrize("how", ["away", "no folder"])
def test_a_calendar_that_is_away_is_told_before_anything_is_erased(
    coach: Any, calendar: Path, tmp_path: Path, how: str
) -> None:
    calendar.rename(tmp_path / "away")
    if how == "no folder":
        calendar.write_text("")
    before = coach.path.read_bytes()
    said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert f"the calendar's folder {calendar} is not there" in said
    assert said.endswith("nothing was erased")
    assert coach.path.read_bytes() == before


def test_what_killed_exports_left_goes(coach: Any) -> None:
    coach.ok("backup")
    beside = coach.path.parent
    for folder in ("reports", "forms", "backups", ".", ".coach.json.edit"):
        (beside / folder).mkdir(exist_ok=True, mode=0o700)
        (beside / folder / f".anna-berg-coach-2026-11-24.html.999999999-1.{'0' * 8}.tmp").write_text(
            "Anna Berg"
        )
        (beside / folder / f".all.json.{processes.mark()}.{'0' * 8}.tmp").write_text("a living writer's")
    ran = erase(coach)
    assert (ran.status, left(coach)) == (0, [])
    assert len(list(beside.rglob(".all.json.*"))) == 4  # of a text in an editor nobody can tell whose it is


def test_copies_by_hand_are_cleaned_and_what_cannot_be_is_named(coach: Any) -> None:
    coach.ok("import", "-", stdin=TOM)
    beside = coach.path.parent
    whole = coach.path.read_bytes()
    backups = beside / "backups"
    backups.mkdir(exist_ok=True)
    for path in (beside / "coach.json~", beside / "coach.json.bak", backups / "coach-copy.json"):
        path.write_bytes(whole)
    (beside / "coach.sync-conflict-20261124-101500-ABCDEF7.json").write_bytes(whole)
    (backups / "old.json.gz").write_bytes(gzip.compress(whole))
    (beside / "notes.txt").write_text("call ANNA BERG")
    (beside / "other.txt").write_text("call Tom")
    (beside / "coach-old.json").write_bytes(whole[:-20])
    ran = erase(coach)
    assert ran.status == 5
    named = {line.rpartition("/")[2] for line in ran.err.splitlines()}
    assert named == {"old.json.gz", "notes.txt", "coach-old.json"}
    for name in ("coach.json~", "coach.json.bak", "backups/coach-copy.json"):
        assert b"Anna" not in (beside / name).read_bytes()
        assert b"Tom" in (beside / name).read_bytes()
    assert sorted(left(coach)) == ["coach-old.json"]  # the name as it is written; the others as it is not


def test_what_is_made_about_another_who_names_them_is_left_alone(coach: Any) -> None:
    coach.ok("import", "-", stdin=TOM)
    reports = coach.path.parent / "reports"
    reports.mkdir(mode=0o700)
    (reports / "tom-coach-2026-11-24.md").write_text("sent by Anna Berg")
    (reports / "anna-berg-coach-2026-11-24.md").write_text("all of it")
    assert erase(coach).status == 0
    assert [path.name for path in reports.iterdir()] == ["tom-coach-2026-11-24.md"]


def test_a_folder_that_cannot_be_read_is_told_before_anything_is_erased(
    coach: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach.ok("backup")
    listdir, before = os.listdir, coach.path.read_bytes()

    def refusing(folder: Any = ".") -> list[str]:
        if str(folder).endswith("backups"):
            raise OSError(5, "refused")
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refusing)
    assert "backups cannot be read: the disk reports an error" in coach.refused(
        "erase", "anna", "--yes", "Anna Berg", status=3
    )
    assert "backups cannot be read" in coach.refused("restore", status=3)
    assert coach.path.read_bytes() == before


def test_what_was_removed_is_confirmed_before_it_is_said(
    coach: Any, calendar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = coach.path.parent / "reports"
    reports.mkdir(mode=0o700)
    (reports / "anna-berg-coach-2026-11-24.md").write_text("all of it")
    synced: list[str] = []
    monkeypatch.setattr("coach_tui.store.durable.sync_folder", lambda folder: synced.append(str(folder)))
    assert erase(coach).status == 0
    assert {str(reports), str(calendar), str(coach.path.parent)} <= set(synced)


def test_what_was_noted_of_holidays_names_them_no_more(coach: Any) -> None:
    coach.ok("off", "add", "2026-12-20..2026-12-21", "--reason", "Anna Berg's wedding")
    coach.ok("backup")
    said = coach.ok("erase", "anna", "--yes", "Anna Berg")
    assert "Taken out of what you noted of 1 holiday." in said
    assert "a client's wedding" in coach.ok("off")
    assert left(coach) == []
