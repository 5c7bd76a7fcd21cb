"""Files that leave the program: private, in nobody else's place, and none left half-written."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from coach_tui.exchange.outfile import write_private, write_together
from coach_tui.plan.errors import BadInput
from coach_tui.store import durable, processes


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "coach.json"
    path.write_text("the data")
    return path


def test_a_link_is_replaced_and_not_what_it_points_at(tmp_path: Path, data: Path) -> None:
    victim, link = tmp_path / "victim", tmp_path / "report.md"
    victim.write_text("another's")
    link.symlink_to(victim)
    with pytest.raises(BadInput, match="exists already"):
        write_private(str(link), b"x", force=False, never=data)
    write_private(str(link), b"x", force=True, never=data)
    assert (victim.read_text(), link.read_text(), link.is_symlink()) == ("another's", "x", False)
    assert link.stat().st_mode & 0o777 == 0o600


def test_a_link_that_points_nowhere_is_replaced_too(tmp_path: Path, data: Path) -> None:
    link = tmp_path / "report.md"
    link.symlink_to(tmp_path / "none")
    write_private(str(link), b"x", force=True, never=data)
    assert not (tmp_path / "none").exists()
    assert link.read_text() == "x"


def test_the_folder_may_be_a_link(tmp_path: Path, data: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "folder").symlink_to(tmp_path / "real")
    write_private(str(tmp_path / "folder" / "x"), b"x", force=False, never=data)
    assert (tmp_path / "real" / "x").read_text() == "x"


@pytest.mark.parametrize("force", [True, False])
def test_the_data_file_is_never_replaced(tmp_path: Path, data: Path, force: bool) -> None:
    link = tmp_path / "link"
    link.symlink_to(data)
    for name in (data, link):
        with pytest.raises(BadInput, match="is the data file itself"):
            write_private(str(name), b"x", force=force, never=data)
    assert data.read_text() == "the data"
    assert link.is_symlink()


def test_what_is_no_file_is_not_replaced(tmp_path: Path, data: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("pipe", "no ordinary file"), ("", "is a folder"), ("new/", "is a folder")):
        with pytest.raises(BadInput, match=said):
            write_private(f"{tmp_path}/{name}", b"x", force=True, never=data)


def test_what_a_writer_left_that_was_killed_goes(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(tmp_path / "anna.html")
    left = Path(durable.temporary(target))
    other = Path(durable.temporary(str(tmp_path / "tom.html")))
    for path in (left, other):
        path.write_text("private notes")
    write_private(target, b"x", force=True, never=data)
    assert left.exists()  # its writer lives
    monkeypatch.setattr(processes, "lives", lambda mark: False)
    write_private(target, b"y", force=True, never=data)
    assert not left.exists()
    assert other.exists()


def files(tmp_path: Path, text: bytes = b"x") -> dict[str, bytes]:
    return {str(tmp_path / f"{n}.csv"): text for n in range(4)}


@pytest.mark.parametrize("force", [True, False])
def test_several_files_are_all_written_or_none(
    tmp_path: Path, data: Path, force: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if force:
        write_together(files(tmp_path, b"old"), force=False, never=data)
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    write_new = durable.write_new
    for failing in range(4):
        calls: list[str] = []

        def full(path: str, made: bytes, calls: list[str] = calls, failing: int = failing) -> None:
            calls.append(path)
            if len(calls) > failing:
                raise OSError(errno.ENOSPC, "full")
            write_new(path, made)

        monkeypatch.setattr(durable, "write_new", full)
        with pytest.raises(BadInput, match="no room left"):
            write_together(files(tmp_path), force=force, never=data)
        assert sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir()) == before
    monkeypatch.undo()
    write_together(files(tmp_path), force=force, never=data)
    assert {path.read_bytes() for path in tmp_path.glob("*.csv")} == {b"x"}
