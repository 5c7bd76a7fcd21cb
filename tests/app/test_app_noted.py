"""What was made is never said to have failed: not where the file cannot be read again, nor unconfirmed."""

from __future__ import annotations

import errno
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.plan.errors import DataFileError
from coach_tui.store import durable
from coach_tui.store.store import Store
from tests.app.app_kit import SMALL, opened


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Have the file unreadable once, after the next change."""
    glance = Store.glance
    left = [1]

    def failing(store: Store) -> Any:
        if store.commits and left:
            left.pop()
            raise DataFileError("coach.json cannot be read: the disk reports an error")
        return glance(store)

    def fail() -> None:
        monkeypatch.setattr(Store, "glance", failing)

    return fail


async def test_a_form_is_saved_once_though_the_file_cannot_be_read_again(example: Desk, unread: Any) -> None:
    async with opened(example) as k:
        await k.press("1", "a")
        await k.put(title="Twice")
        unread()
        await k.press("ctrl+s")
        assert not k.in_form
        assert "cannot be read" not in k.bottom
        assert len([one for one in k.stored("objectives") if one["title"] == "Twice"]) == 1
        await k.press("j")
        assert "Twice" in k.text


async def test_a_check_in_is_made_once_though_the_file_cannot_be_read_again(
    example: Desk, unread: Any
) -> None:
    async with opened(example) as k:
        before = len(k.stored("checkins"))
        await k.press("c", "enter")
        await k.type("7")
        unread()
        await k.press("enter")
        assert "checked in with Anna Berg" in k.bottom
        assert len(k.stored("checkins")) == before + 1


async def test_what_the_disk_has_not_confirmed_is_noted(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_folder, refused = durable.sync_folder, str(example.store.path.parent)

    def refuse(folder: str) -> None:
        if folder == refused:
            raise OSError(errno.EIO, "refused")
        sync_folder(folder)

    async with opened(example) as k:
        await k.press("4", "home", "j", "space")  # the day's first change makes the folder of backups
        await k.press("1", "a")
        await k.put(title="Twice")
        monkeypatch.setattr(durable, "sync_folder", refuse)
        await k.press("ctrl+s")
        assert not k.in_form
        assert "noted; " in k.bottom
        monkeypatch.undo()
        assert len([one for one in k.stored("objectives") if one["title"] == "Twice"]) == 1
        assert "Twice" in k.text


@pytest.mark.parametrize("size", [SMALL, (60, 15)], ids=["80x24", "60x15"])
async def test_an_error_in_a_form_is_cut_nowhere(example: Desk, size: tuple[int, int]) -> None:
    """The command that mends it stands at its end."""
    async with opened(example, size) as k:
        await k.press("1", "a")
        await k.put(title="New")
        example.store.backup("good")
        example.store.path.write_bytes(b"\0")
        await k.press("ctrl+s")
        said = "".join(k.text.split())
        assert f"cp{example.store.backups()[0]}{example.store.path}".replace(" ", "") in said
        await k.press("escape")
