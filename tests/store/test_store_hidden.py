"""Whether names are hidden, kept beside the data file."""

import os
import stat
from pathlib import Path

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store.hidden import keep_names_hidden, names_hidden


def test_it_is_an_empty_file_of_its_owner_until_names_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "new" / "coach.json"
    assert not names_hidden(path)
    keep_names_hidden(path, True)
    assert names_hidden(path)
    (mark,) = path.parent.iterdir()
    assert mark.name == ".coach.json.hidden"
    assert mark.read_bytes() == b""
    assert stat.S_IMODE(mark.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    keep_names_hidden(path, False)
    assert not names_hidden(path)
    assert list(path.parent.iterdir()) == []


def test_twice_is_once(tmp_path: Path) -> None:
    path = tmp_path / "coach.json"
    for hidden in (True, True, False, False):
        keep_names_hidden(path, hidden)
        assert names_hidden(path) == hidden


def test_each_data_file_has_its_own_whatever_it_is_called_by(tmp_path: Path) -> None:
    one, other, link = (tmp_path / name for name in ("one.json", "other.json", "link.json"))
    one.touch()
    link.symlink_to(one)
    keep_names_hidden(link, True)
    assert names_hidden(one)
    assert not names_hidden(other)


def test_a_mark_that_cannot_be_read_hides_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".coach.json.hidden").symlink_to("nowhere")
    assert names_hidden(tmp_path / "coach.json")


def test_what_the_system_refuses_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "coach.json"
    keep_names_hidden(path, True)
    monkeypatch.setattr(os, "unlink", refuse)
    with pytest.raises(DataFileError, match=r"\.coach\.json\.hidden cannot be removed"):
        keep_names_hidden(path, False)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DataFileError, match=r"\.coach\.json\.hidden cannot be written"):
        keep_names_hidden(path, True)
