"""`coach erase` and the calendar's folder: whatever lies in it, and in the folders in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import erase


def test_whatever_in_the_calendar_still_tells_the_name_is_named(coach: Any, calendar: Path) -> None:
    date = min(calendar.glob("*.ics"))
    (calendar / "x.ics.bak").write_bytes(date.read_bytes().replace(b"Anna", b"A").replace(b"Berg", b"B"))
    inner = calendar / "old" / "older"
    inner.mkdir(parents=True)
    (inner / "notes.txt").write_text("Anna  \n Berg", "utf-16")
    (inner / "lunch.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nSUMMARY:Anna Berg\nEND:VEVENT")
    (inner / "color").write_text("#aabbcc")
    (calendar / "plan.pdf").write_bytes(b"%PDF-1.7")
    ran = erase(coach)
    assert ran.status == 5
    start = "coach: erased; not reached: "
    assert ran.err.splitlines() == [
        f"{start}the name still stands in {calendar / 'x.ics.bak'}",
        f"{start}the name still stands in {inner / 'lunch.ics'}",
        f"{start}the name still stands in {inner / 'notes.txt'}",
        f"{start}{calendar / 'plan.pdf'} is a PDF and cannot be looked into",
    ]
    assert list(calendar.glob("*.ics")) == []


def test_dates_in_folders_in_the_calendar_go_too(coach: Any, calendar: Path, tmp_path: Path) -> None:
    dates = sorted(calendar.glob("*.ics"))
    inner = calendar / "collection"
    inner.mkdir()
    for path in dates[:3]:
        path.rename(inner / path.name)
    (calendar / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").write_text("Anna Berg")
    ran = erase(coach)
    assert (ran.status, ran.err) == (0, "")
    assert f"Removed {len(dates)} dates" in ran.out
    assert sorted(path.name for path in calendar.rglob("*")) == ["collection", "link"]


def test_an_empty_calendar_may_be_one_that_is_not_mounted(coach: Any, calendar: Path) -> None:
    for path in calendar.iterdir():
        path.unlink()
    ran = erase(coach)
    assert (ran.status, ran.err) == (
        5, f"coach: erased; not reached: {calendar} is empty: is it mounted?\n",
    )  # fmt: skip


def test_an_empty_calendar_is_right_where_there_are_no_dates(coach: Any, calendar: Path) -> None:
    for path in calendar.iterdir():
        path.unlink()
    coach.ok("import", "-", stdin="[client]\nname = 'Tom'\n[engagement]\nstart = 2026-10-01\n")
    assert coach("erase", "tom", "--yes", "Tom").status == 0


def test_one_file_that_cannot_be_removed_keeps_no_other_from_it(
    coach: Any, calendar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink, bad = os.unlink, str(min(calendar.glob("*.ics")))

    def refusing(path: Any, *args: Any, **options: Any) -> None:
        if os.fspath(path) == bad:
            raise PermissionError(13, "refused")
        unlink(path, *args, **options)

    monkeypatch.setattr(os, "unlink", refusing)
    ran = erase(coach)
    assert ran.status == 5
    assert f"erased; not reached: {bad} cannot be read or written: permission denied" in ran.err
    assert [str(path) for path in calendar.iterdir()] == [bad]


def test_a_folder_in_the_calendar_that_cannot_be_read_is_told_before(
    coach: Any, calendar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (calendar / "inner").mkdir()
    scandir = os.scandir

    def refusing(folder: Any = ".") -> Any:
        if str(folder).endswith("inner"):
            raise PermissionError(13, "refused")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    assert coach.refused("erase", "anna", "--yes", "Anna Berg", status=3).endswith("nothing was erased")


def test_dates_in_a_folder_that_cannot_be_written_to_are_told_before(
    coach: Any, calendar: Path, shut: set[str]
) -> None:
    inner, other = calendar / "inner", calendar / "other"
    for folder in (inner, other):
        folder.mkdir()
        shut.add(str(folder))
    (other / "lunch.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nSUMMARY:Lunch\nEND:VEVENT")
    date = min(calendar.glob("*.ics"))
    date.rename(inner / date.name)
    before = coach.path.read_bytes()
    said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert f"has dates in a folder that cannot be written to, {inner}: " in said
    assert said.endswith("nothing was erased")
    assert coach.path.read_bytes() == before
    (inner / date.name).rename(date)
    assert erase(coach).status == 0
