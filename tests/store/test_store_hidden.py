"""Whether names are hidden, kept beside the data file."""

import fcntl
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store.hidden import names_hidden, remember_hiding


def test_it_is_an_empty_file_of_its_owner_until_names_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "new" / "coach.json"
    assert not names_hidden(path)
    remember_hiding(path, True)
    assert names_hidden(path)
    (mark,) = path.parent.iterdir()
    assert mark.name == ".coach.json.hidden"
    assert mark.read_bytes() == b""
    assert stat.S_IMODE(mark.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    remember_hiding(path, False)
    assert not names_hidden(path)
    assert list(path.parent.iterdir()) == []


def test_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "coach.json"
    for hidden in (True, True, False, False):
        remember_hiding(path, hidden)
        assert names_hidden(path) == hidden


def test_each_data_file_has_its_own_whatever_it_is_called_by(tmp_path: Path) -> None:
    one, other, link = (tmp_path / name for name in ("one.json", "other.json", "link.json"))
    one.touch()
    link.symlink_to(one)
    remember_hiding(link, True)
    assert names_hidden(one)
    assert not names_hidden(other)


def test_a_mark_that_cannot_be_read_hides_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".coach.json.hidden").symlink_to("nowhere")
    assert names_hidden(tmp_path / "coach.json")


def test_what_the_system_refuses_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "coach.json"
    remember_hiding(path, True)
    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(DataFileError, match=r"\.coach\.json\.hidden cannot be removed"):
        remember_hiding(path, False)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DataFileError, match=r"\.coach\.json\.hidden cannot be written"):
        remember_hiding(path, True)


ANOTHER = """
import sys
from pathlib import Path
from coach_tui.store.hidden import remember_hiding
for line in sys.stdin:
    remember_hiding(Path(sys.argv[1]), line.strip() == "hide")
    print("done", flush=True)
"""


class Another:
    """Another process on the same data file."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ANOTHER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def does(self, what: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def end(self, *, killed: bool = False) -> None:
        if killed:
            self.process.kill()
        self.process.communicate()


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Another]:
    process = Another(tmp_path / "coach.json")
    yield process
    process.end(killed=True)


def test_showing_names_here_shows_them_nowhere_else(tmp_path: Path, another: Another) -> None:
    path = tmp_path / "coach.json"
    remember_hiding(path, True)
    another.does("hide")
    remember_hiding(path, False)
    assert names_hidden(path), "the other one begins with names hidden when it is started again"
    another.does("show")
    assert not names_hidden(path)


def test_the_other_one_shows_them_and_they_stay_hidden_here(tmp_path: Path, another: Another) -> None:
    path = tmp_path / "coach.json"
    another.does("hide")
    remember_hiding(path, True)
    for _ in range(2):
        another.does("show")
        assert names_hidden(path)
    remember_hiding(path, False)
    assert not names_hidden(path)


@pytest.mark.parametrize("killed", [False, True])
def test_what_an_app_that_has_ended_leaves_hides_until_names_are_shown(
    tmp_path: Path, another: Another, killed: bool
) -> None:
    path = tmp_path / "coach.json"
    another.does("hide")
    another.end(killed=killed)
    assert names_hidden(path)
    remember_hiding(path, False)
    assert not names_hidden(path)


def test_a_file_that_is_just_being_removed_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process holds the file alone when this one wants to share it, and removes it then."""
    path, mark = tmp_path / "coach.json", tmp_path / ".coach.json.hidden"
    mark.touch()
    other = os.open(mark, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)

    def removed(_: float) -> None:
        mark.unlink(missing_ok=True)
        os.close(other)
        monkeypatch.undo()

    monkeypatch.setattr("time.sleep", removed)
    remember_hiding(path, True)
    assert names_hidden(path)
    remember_hiding(path, False)


def test_where_no_lock_can_be_had_the_last_word_counts(
    tmp_path: Path, another: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(37, "No locks available")

    path = tmp_path / "coach.json"
    monkeypatch.setattr("fcntl.flock", refuse)
    remember_hiding(path, True)
    assert names_hidden(path)
    another.does("hide")
    remember_hiding(path, False)
    assert not names_hidden(path)
    assert list(tmp_path.iterdir()) == []
