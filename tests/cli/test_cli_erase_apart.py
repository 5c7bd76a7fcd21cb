"""`coach erase` where another practice lies in the same folder: what is no copy stays as it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

CLEO = (
    '[client]\nname = "Cleo Marsh"\n[engagement]\nstart = 2026-11-01\nend = 2027-01-01\n'
    '[[objective]]\ntitle = "Delegate"\n'
)
TOM = CLEO.replace("Cleo Marsh", "Tom Okafor")


@pytest.fixture
def other(coach: Any) -> Path:
    """Another practice in the same folder, with a Cleo Marsh of its own and a backup."""
    coach.ok("import", "-", stdin=CLEO)
    coach.ok("import", "-", stdin=TOM)
    path = Path(coach.path.with_name("b.json"))
    here = {"COACH_DATA": str(path)}
    coach.ok("import", "-", stdin=CLEO, env=here)
    coach.ok("backup", env=here)
    return path


def beside(path: Path) -> dict[Path, bytes]:
    """A data file and its backups, with what they hold."""
    found = [path, *path.parent.glob(f"backups/{path.name}.*")]
    assert len(found) > 1
    return {one: one.read_bytes() for one in found}


def erase(coach: Any, **more: Any) -> Any:
    return coach("erase", "cleo", "--yes", "Cleo Marsh", **more)


def test_another_practice_with_somebody_of_that_name_is_told_and_stays(coach: Any, other: Path) -> None:
    before = beside(other)
    ran = erase(coach)
    assert beside(other) == before
    said = ran.err.splitlines()
    assert f"coach: not touched: {other} is another data file, with a Cleo Marsh of its own" in said
    assert f"coach: erased; not reached: the name still stands in {other}" in said
    assert ran.status == 5
    assert b"Cleo" not in coach.path.read_bytes()


def test_that_is_told_before_the_name_is_asked(coach: Any, other: Path) -> None:
    before = beside(other)
    ran = coach("erase", "cleo", stdin="no\n", terminal=True)
    assert f"{other} is another data file, with a Cleo Marsh of its own" in ran.err
    assert b"Cleo" in coach.path.read_bytes()
    assert beside(other) == before


def test_a_wrong_name_is_all_that_is_said(coach: Any, other: Path) -> None:
    assert "that is not the name" in coach.refused("erase", "cleo", "--yes", "Cleo")


@pytest.mark.parametrize(
    "name", ["coach (conflicted copy).json", "coach.sync-conflict-20261124-1.json", "coach.json.bak", "x"]
)
def test_copies_are_known_by_the_id_whatever_they_are_called(coach: Any, other: Path, name: str) -> None:
    copy = coach.path.with_name(name)
    copy.write_bytes(coach.path.read_bytes())
    before = beside(other)
    erase(coach)
    assert b"Cleo" not in copy.read_bytes()
    assert b"Tom" in copy.read_bytes()
    assert beside(other) == before


def test_in_a_copy_another_of_that_name_stays_and_is_told(coach: Any, other: Path) -> None:
    copy = coach.path.with_name("merged.json")
    copy.write_bytes(coach.path.read_bytes())
    coach.ok("import", "-", stdin=CLEO.replace("Cleo", "Zoe"), env={"COACH_DATA": str(copy)})
    copy.write_text(copy.read_text().replace("Zoe", "Cleo"))
    ran = erase(coach)
    clients = json.loads(copy.read_bytes())["clients"].values()
    assert sorted(one["name"] for one in clients) == ["Anna Berg", "Cleo Marsh", "Tom Okafor"]
    assert f"coach: not touched: {copy} is another data file, with a Cleo Marsh of its own" in ran.err
    assert f"the name still stands in {copy}" in ran.err


def test_a_copy_from_before_somebody_was_deleted_and_begun_anew_is_one(coach: Any) -> None:
    coach.ok("import", "-", stdin=CLEO)
    coach.ok("backup")
    copy = coach.path.with_name("old.json")
    copy.write_bytes(coach.path.read_bytes())
    data = json.loads(coach.path.read_bytes())
    text = coach.path.read_text().replace(next(iter(data["clients"].values()))["uid"], "c" * 12)
    coach.path.write_text(text)
    ran = erase(coach)
    assert (ran.status, ran.err) == (0, "")
    assert b"Cleo" not in copy.read_bytes()
