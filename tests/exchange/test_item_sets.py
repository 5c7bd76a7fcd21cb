"""Sets of items are small files: what a round asks goes out and comes back, and a bad file says one line."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from coach_tui.exchange.item_sets import KEYS, SHIPPED, find_item_sets, load_item_set, save_item_set
from coach_tui.plan.assessment import Assessment
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
    named = {"leadership", "everyday-collaboration", "wheel-of-life", "own-strengths", "intake"}
    assert {path.stem for path in SHIPPED.iterdir()} == named


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("360", ["everyday-collaboration", "leadership"]),
        ("self", ["own-strengths", "wheel-of-life", "everyday-collaboration", "leadership"]),
        ("intake", ["intake"]),
    ],
)
def test_each_kind_has_its_sets_and_they_can_be_asked(kind: str, names: list[str]) -> None:
    found = find_item_sets(Path("/nowhere"), kind)
    assert list(found) == names
    for path in found.values() if kind != "360" else ():
        fields = load_item_set(path, Assessment)
        asked = Assessment(Assessment.check({**fields, "asked_on": "2026-11-24", "kind": kind}))
        assert bool(asked.items) is (kind == "self")
        assert asked.questions
        assert all(len(text) <= 90 for text in (*asked.items, *asked.questions))


def test_an_assessment_is_kept_as_a_set_of_its_kind(tmp_path: Path) -> None:
    asked = {"title": "Mine", "kind": "self", "asked_on": "2026-11-24", "items": ["Calm"], "note": "private"}
    save_item_set(tmp_path, "Calm", Assessment(asked))
    (tmp_path / "broken.toml").write_text("items = [")
    (tmp_path / "other.toml").write_text('kind = "test"\nitems = ["A"]')
    found = find_item_sets(tmp_path, "self")
    assert {"calm", "broken"} <= set(found)
    assert "other" not in found
    fields = load_item_set(found["calm"], Assessment)
    assert fields == {"title": "Calm", "items": ["Calm"], "scale_low": 0, "scale_high": 10}
    with pytest.raises(BadInput, match=r"“test” is not one of 360, self, intake"):
        load_item_set(tmp_path / "other.toml")


def test_what_a_round_asks_comes_back(tmp_path: Path) -> None:
    asked = {"title": "Autumn", "items": ["A “b”", "Ö"], "questions": ["C?"], "anchors": ["no", "yes"]}
    path = save_item_set(
        tmp_path / "items", "My own", Round({**asked, "uid": "r1", "opened_on": "2026-11-24"})
    )
    assert path.stat().st_mode & 0o777 == 0o600
    found = load_item_set(find_item_sets(tmp_path / "items")["my-own"])
    kept = {key: asked[key] for key in KEYS if key in asked}
    assert found == {"title": "My own", **kept, "scale_low": 1, "scale_high": 5}
    with pytest.raises(BadInput, match="is there already"):
        save_item_set(tmp_path / "items", "my own", Round(asked))
    with pytest.raises(BadInput, match="a name"):
        save_item_set(tmp_path / "items", " ", Round(asked))


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
        save_item_set(tmp_path / "items", "My own", Round({"title": "Autumn", "items": ["A"]}))
    assert list((tmp_path / "items").iterdir()) == []
