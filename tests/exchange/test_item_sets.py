"""Sets of items are small files: what a round asks goes out and comes back, and a bad file says one line."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from coach_tui.exchange.item_sets import KEYS, SHIPPED, find_item_sets, load_item_set, save_item_set
from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.plan.round import Round


@pytest.mark.parametrize("name", ["leadership", "everyday-collaboration"])
def test_those_that_come_along_can_be_asked(name: str) -> None:
    asked = Round(load_item_set(find_item_sets(Path("/nowhere"))[name]))
    assert 5 <= len(asked.items) <= 12
    assert asked.questions
    assert sorted(asked.words) == [1, 2, 3, 4, 5]
    assert all(len(item) <= 70 for item in asked.items)


def test_there_is_nothing_else_in_the_folder() -> None:
    assert {path.stem for path in SHIPPED.iterdir()} == {"leadership", "everyday-collaboration"}


def test_what_a_round_asks_comes_back(tmp_path: Path) -> None:
    asked = {"title": "Autumn", "items": ["A “b”", "Ö"], "questions": ["C?"], "anchors": ["no", "yes"]}
    path = save_item_set(tmp_path / "items", "My own", {**asked, "uid": "r1", "opened_on": "2026-11-24"})
    assert path.stat().st_mode & 0o777 == 0o600
    found = load_item_set(find_item_sets(tmp_path / "items")["my-own"])
    kept = {key: asked[key] for key in KEYS if key in asked}
    assert found == {"title": "My own", **kept, "scale_low": 1, "scale_high": 5}
    with pytest.raises(BadInput, match="is there already"):
        save_item_set(tmp_path / "items", "my own", asked)
    with pytest.raises(BadInput, match="a name"):
        save_item_set(tmp_path / "items", " ", asked)


def test_own_ones_go_before_those_that_come_along(tmp_path: Path) -> None:
    (tmp_path / "leadership.toml").write_text('items = ["One"]')
    (tmp_path / "folder.toml").mkdir()
    found = find_item_sets(tmp_path)
    assert load_item_set(found["leadership"]) == {"title": "leadership", "items": ["One"]}
    assert "folder" not in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("items = [", "not valid TOML"),
        ("name = 1\nitems = ['a']", "is not text"),
        ("name = 'x'", "items: is needed"),
        ("items = 'a'", "is not a list"),
        ("items = ['a']\nclosed_on = 2026-01-01", "“closed_on” is not known"),
        ("items = ['a']\nscale_low = 5\nscale_high = 1", "scale_high"),
        ("items = ['a']\nquestions = ['A']", "is an item already"),
        ("\udcff", "cannot be read"),
        ("#" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_bad_file_is_named_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadInput, match=said) as caught:
        load_item_set(path)
    assert "bad.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_set_that_the_disk_has_no_room_for_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(DataFileError, match=r"my-own\.toml cannot be written: there is no room left"):
        save_item_set(tmp_path / "items", "My own", {"title": "Autumn", "items": ["A"]})
    assert list((tmp_path / "items").iterdir()) == []
