"""The app on an encrypted data file: it is used as any other is, and nothing plain comes to lie beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.changes.desk import Desk
from coach_tui.store import locked
from coach_tui.store.paths import memory_folder
from tests.app.app_kit import opened
from tests.store.locked_kit import Key, no_key, said_elsewhere, telling

NAMES = ("Anna", "Half a thought", "Lead a project team")


@pytest.fixture(autouse=True)
def _no_keys_of_others() -> Iterator[None]:
    yield
    no_key()


@pytest.fixture
def key(tmp_path: Path) -> Key:
    found = Key(tmp_path)
    found.use()
    return found


@pytest.fixture
def encrypted(example: Desk, key: Key) -> Desk:
    example.store.encrypt(lambda _: (key.recipient,))
    return example


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with the line of Python that the editor does."""
    line = tmp_path / "line.py"
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[-1])\n"
        f"exec(Path({str(line)!r}).read_text())\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.setattr("coach_tui.exchange.editor.AT_ONCE", 0)
    monkeypatch.setattr(CoachApp, "suspend", lambda self: nullcontext())
    return line


def stored(path: Path, key: Key, table: str) -> list[dict[str, Any]]:
    return list(json.loads(key.opens(path))[table].values())


async def test_what_is_saved_undone_and_made_again_stays_encrypted(
    encrypted: Desk, path: Path, key: Key
) -> None:
    async with opened(encrypted) as coach:
        await coach.press("1", "a")
        await coach.put(title="Half a thought", why="Because")
        await coach.save()
        assert "Half a thought" in [one["title"] for one in stored(path, key, "objectives")]
        await coach.press("u")
        assert "Half a thought" not in [one["title"] for one in stored(path, key, "objectives")]
        await coach.press("ctrl+r")
        assert "Half a thought" in coach.text
    assert telling(path.parent, *NAMES) == []
    assert locked.is_locked(path.read_bytes())


async def test_what_was_typed_when_the_connection_dropped_is_encrypted_and_offered_again(
    encrypted: Desk, path: Path, key: Key, again: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    key.use(lambda _: pytest.fail("a signal handler can ask nobody"))
    async with opened(encrypted) as coach:
        await coach.press("1", "a")
        await coach.put(title="Half a thought", why="Because")
        coach.app.drafts.store_all()
        kept = next(path.parent.glob(".coach.json.drafts.*")).read_bytes()
    left = path.with_name(".coach.json.drafts.999999999-1")
    left.write_bytes(kept)
    assert telling(path.parent, *NAMES) == []
    assert b"Half a thought" in key.opens(left)
    async with opened(again()) as coach:
        assert "Left unsaved: New objective" in coach.bottom
        await coach.press("o")
        assert coach.form.values()["title"] == "Half a thought"
        await coach.save()
    assert telling(path.parent, *NAMES) == []


async def test_a_draft_about_who_was_erased_is_not_kept(encrypted: Desk, path: Path) -> None:
    async with opened(encrypted) as coach:
        await coach.press("1", "a")
        await coach.put(title="Half a thought", why="Because")
        assert len(coach.app.drafts.open()) == 1
        (client,) = encrypted.practice().clients
        other = Desk(path, encrypted.clock)
        from coach_tui.changes.erase import erase_client

        erase_client(other, client.uid, client.name)
        assert coach.app.drafts.open() == []


async def test_a_field_in_the_editor_lies_in_memory(
    encrypted: Desk, editor: Path, path: Path, tmp_path: Path
) -> None:
    async with opened(encrypted) as coach:
        await coach.press("1", "e")
        coach.form.focus_field("activity")
        await coach.settle()
        editor.write_text(
            f"Path({str(tmp_path / 'seen')!r}).write_text(str(file))\nfile.write_text('Typed.')"
        )
        await coach.press("ctrl+e")
        assert coach.form.values()["activity"] == "Typed."
        await coach.save()
    assert (tmp_path / "seen").read_text().startswith(memory_folder(str(path)))
    assert not Path((tmp_path / "seen").read_text()).exists()
    assert telling(path.parent, *NAMES, "Typed.") == []


async def test_what_stood_in_an_editor_that_outlived_the_app_comes_back(
    encrypted: Desk,
    editor: Path,
    path: Path,
    again: Callable[[], Desk],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory, left = memory_folder(str(path)), tmp_path / "left"
    async with opened(encrypted) as coach:
        await coach.press("1", "e")
        coach.form.focus_field("activity")
        await coach.settle()
        editor.write_text(
            "file.write_text('From the editor.\\n')\nimport shutil\n"
            f"shutil.copytree({str(path.parent)!r}, {str(left)!r})\n"
            f"shutil.copytree({memory!r}, {str(tmp_path / 'memory')!r})\nfile.write_text('not this')"
        )
        await coach.press("ctrl+e", "escape", "y")
    for one in left.glob(".coach.json.drafts.*"):
        (path.parent / one.name).write_bytes(one.read_bytes())
    Path(memory).mkdir(mode=0o700, exist_ok=True)
    for one in (tmp_path / "memory").iterdir():
        (Path(memory) / one.name).write_bytes(one.read_bytes())
    monkeypatch.setattr("coach_tui.store.processes.lives", lambda mark: False)
    async with opened(again()) as coach:
        assert "Left unsaved: Edit objective" in coach.bottom
        await coach.press("o")
        assert coach.form.values()["activity"] == "From the editor."
    assert not Path(memory).exists()


async def test_a_whole_plan_that_was_left_in_memory_is_kept_encrypted(
    encrypted: Desk, path: Path, key: Key
) -> None:
    memory = Path(memory_folder(str(path)))
    memory.mkdir(mode=0o700)
    (memory / "plan.999999999-1.00000001.toml").write_text("Anna")
    async with opened(encrypted) as coach:
        assert "a text from an editor was not taken in: it is kept in" in coach.bottom
    (kept,) = (path.parent / ".coach.json.edit").iterdir()
    assert key.opens(kept) == b"Anna"
    assert not list(memory.glob("*"))


async def test_a_whole_plan_is_edited(encrypted: Desk, editor: Path, path: Path, key: Key) -> None:
    editor.write_text("file.write_text(file.read_text().replace('Team lead', 'Head'))")
    async with opened(encrypted) as coach:
        await coach.press("9", "E")
        assert "Head" in stored(path, key, "clients")[0]["role"]
    assert telling(path.parent, *NAMES, "Head") == []


async def test_a_file_that_is_encrypted_by_another_process_is_read_on(
    example: Desk, path: Path, key: Key
) -> None:
    async with opened(example) as coach:
        Desk(path, example.clock).store.encrypt(lambda _: (key.recipient,))
        await coach.press("1", "a")
        await coach.put(title="Half a thought", why="Because")
        await coach.save()
        assert "Half a thought" in [one["title"] for one in stored(path, key, "objectives")]
    assert telling(path.parent, *NAMES) == []


async def test_one_that_no_key_here_opens_is_told_and_what_was_typed_is_kept(
    example: Desk, path: Path, key: Key
) -> None:
    async with opened(example) as coach:
        await coach.press("1", "a")
        await coach.put(title="Half a thought", why="Because")
        Desk(path, example.clock).store.encrypt(lambda _: (key.recipient,))
        before = path.read_bytes()
        no_key()
        await coach.save()
        assert "is encrypted, and no key is named" in " ".join(coach.text.split())
        assert coach.form.values()["title"] == "Half a thought"
        coach.app.drafts.store_all()
    assert path.read_bytes() == before
    assert telling(path.parent, *NAMES) == []


@pytest.mark.parametrize("way", ["taken away", "replaced"])
async def test_an_open_form_is_kept_for_those_for_whom_the_file_is_by_then(
    encrypted: Desk, path: Path, key: Key, tmp_path: Path, again: Callable[[], Desk], way: str
) -> None:
    other = Key(tmp_path, "other")
    if way == "taken away":
        encrypted.store.encrypt(lambda _: (key.recipient, other.recipient))
    stays, goes = (key, other) if way == "taken away" else (other, key)
    async with opened(encrypted) as coach:
        await coach.press("1", "a")
        await coach.put(title="Half a thought", why="Because")
        said_elsewhere(path, key, stays.recipient)
        await coach.press("tab", "tab")
        await coach.settle()
        kept = next(path.parent.glob(".coach.json.drafts.*")).read_bytes()
    left = path.with_name(".coach.json.drafts.999999999-1")
    left.write_bytes(kept)
    assert b"Half a thought" in stays.opens(left)
    with pytest.raises(locked.LockedFile):
        goes.opens(left)
    stays.use()
    async with opened(again()) as coach:
        assert "Left unsaved: New objective" in coach.bottom


async def test_what_is_asked_when_no_key_opens_the_file_stands_there_in_full(
    encrypted: Desk, path: Path, key: Key, tmp_path: Path
) -> None:
    other = Key(tmp_path, "other")
    async with opened(encrypted) as coach:
        await coach.press("c", "enter")
        await coach.type("e3, under a new key")
        said_elsewhere(path, key, other.recipient)
        await coach.press("enter")
        for width in range(80, 140, 3):
            await coach.resize(width, 24)
            told = " ".join(" ".join(coach.lines[-8:]).split())
            assert "name another with $COACH_IDENTITY; it was left alone" in told, width
            assert "throw away" in told
        await coach.press("escape")
    kept = next(path.parent.glob(".coach.json.drafts.*"))
    assert b"under a new key" in other.opens(kept)


async def test_a_draft_that_no_key_here_opens_is_told_at_the_start(
    encrypted: Desk, path: Path, tmp_path: Path
) -> None:
    stranger = Key(tmp_path, "stranger")
    left = path.with_name(".coach.json.drafts.999999999-1")
    left.write_bytes(locked.lock(b"[]", [stranger.recipient]))
    async with opened(encrypted) as coach:
        assert "what was left unsaved is encrypted for another key: coach doctor says more" in coach.bottom
    assert left.exists()


async def test_what_was_cut_off_is_told_at_the_start(example: Desk, path: Path, key: Key) -> None:
    path.with_name(".coach.json.recipients").write_text(f"{key.recipient}\n")
    async with opened(example) as coach:
        assert "is not encrypted, though" in coach.bottom
