"""Keys of the coach's own."""

from pathlib import Path

import pytest

from coach_tui.app.keymap import check_keys, key_name
from coach_tui.changes.desk import Desk
from coach_tui.plan.errors import BadInput
from coach_tui.settings import Settings, load_settings
from tests.app.app_kit import opened


def settings(**keys: str) -> Settings:
    found = Settings()
    found.keys = {key.replace("__", "."): value for key, value in keys.items()}
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("n", "n"),
        ("G", "G"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("comma", "comma"),
        ("ctrl+n", "ctrl+n"),
        ("Ctrl+N", "ctrl+n"),
        ("ctrl++", "ctrl+plus"),
        ("F5", "f5"),
        ("space", "space"),
        ("minus", "minus"),
        ("pagedown", "pagedown"),
        ("shift+tab", "shift+tab"),
        ("é", "é"),
        ("", ""),
        ("nn", ""),
        ("f99", ""),
        ("strg+n", ""),
        ("ctrl+", ""),
        ("<any>", ""),
    ],
)
def test_key_names(text: str, name: str) -> None:
    assert key_name(text) == name


@pytest.mark.parametrize(
    ("keys", "kept", "said"),
    [
        ({"ad": "n"}, {}, "there is no command “ad”; did you mean add?"),
        ({"add": "nn"}, {}, "keys.add: “nn” is no key"),
        ({"add": "n, ?x"}, {}, "keys.add: “?x” is no key"),
        ({"add": "d"}, {}, "keys.add: d is the key of delete already"),
        ({"add": "ctrl+c"}, {}, "ctrl+c"),
        ({"add": "f2", "edit": "f2"}, {"add": "f2"}, "keys.edit: f2 is the key of add already"),
        ({"add": "f2", "edit": "a"}, {"add": "f2", "edit": "a"}, ""),
        ({"add": "d", "delete": "a"}, {"add": "d", "delete": "a"}, ""),
        ({"form.save": "f2"}, {"form.save": "f2"}, ""),
        ({"next_client": "n,ctrl+n", "engage": "N"}, {"next_client": "n,ctrl+n", "engage": "N"}, ""),
    ],
)
def test_tables_of_keys(keys: dict[str, str], kept: dict[str, str], said: str) -> None:
    found, faults = check_keys(keys)
    assert found == kept
    assert len(faults) == bool(said)
    assert said in "".join(faults)
    assert "\n" not in "".join(faults)


async def test_another_key_does_it(example: Desk) -> None:
    async with opened(example, settings=settings(add="f2,+", later="ctrl+n", checkin="C")) as coach:
        await coach.press("1")
        assert "f2 add" in coach.bottom
        assert "C check-in" in coach.bottom
        await coach.press("a")
        assert not coach.in_form
        for key in ("f2", "+"):
            await coach.press(key)
            assert (key, coach.in_form) == (key, True)
            await coach.press("escape")
        await coach.press("?")
        assert "f2 +" in coach.row("Add one here")
        await coach.press("q", "0")
        assert "C  check in" in coach.body
        await coach.press("C")
        assert "Check in with" in coach.bottom


async def test_two_keys_changed_about(example: Desk) -> None:
    async with opened(example, settings=settings(add="d", delete="a")) as coach:
        await coach.press("3", "d")
        assert coach.in_form
        await coach.press("escape", "a")
        assert len(coach.stored("strategies")) == 1


async def test_the_key_that_saves(example: Desk) -> None:
    async with opened(example, settings=settings(form__save="f2")) as coach:
        await coach.press("1", "a")
        await coach.type("Saved by another key")
        await coach.press("f2")
        assert not coach.in_form
        assert coach.one("objectives", title="Saved by another key")


async def test_a_fault_is_said_and_nothing_is_lost(example: Desk) -> None:
    async with opened(example, settings=settings(add="d")) as coach:
        assert "keys.add: d is the key of delete already" in coach.bottom
        await coach.press("3", "a")
        assert coach.in_form


def test_the_table_in_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nadd = "f2"\n"form.save" = "f3"\n')
    assert load_settings(path).keys == {"add": "f2", "form.save": "f3"}
    path.write_text("[keys]\nadd = 2\n")
    with pytest.raises(BadInput, match=r"keys\.add takes a text"):
        load_settings(path)
    path.write_text('keys = "a"\n')
    with pytest.raises(BadInput, match="keys takes a table"):
        load_settings(path)
    path.write_text("first_weekday = 3\n")
    with pytest.raises(BadInput):
        load_settings(path)
    path.write_text("grace_days = true\n")
    with pytest.raises(BadInput):
        load_settings(path)
    path.write_text("mouse = 1\n")
    with pytest.raises(BadInput):
        load_settings(path)
    path.write_text("[unknown]\n")
    with pytest.raises(BadInput, match="unknown"):
        load_settings(path)
    path.write_bytes(b"\xff")
    with pytest.raises(BadInput, match="not UTF-8"):
        load_settings(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(BadInput, match="cannot be read"):
        load_settings(path)
    assert load_settings(tmp_path / "none.toml").keys == {}


@pytest.mark.parametrize("text", ["today_limit = [\n", "nosuch = 1\n", "grace_days = -1\n", None])
def test_a_fault_names_the_whole_path(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / ("a long folder " * 5) / "config.toml"
    path.parent.mkdir()
    if text is None:
        path.symlink_to("nowhere.toml")
    else:
        path.write_text(text)
    with pytest.raises(BadInput) as caught:
        load_settings(path)
    assert f"the configuration “{path}”" in str(caught.value)
    assert text is not None or "a link to what is not there" in str(caught.value)
