"""Encrypting and decrypting, killed before each call of the system: nothing is lost, and it can be ended."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import CoachError
from coach_tui.store import drafts, keys, locked
from coach_tui.store.store import Store
from tests.store.conftest import check_record
from tests.store.locked_kit import Key, no_key, telling
from tests.store.standing_clock import Clock

CALLS = ("open", "write", "fsync", "close", "replace", "rename", "link", "unlink", "ftruncate", "pwrite")
KILLED = 9


@pytest.fixture(autouse=True)
def _no_keys_of_others() -> Iterator[None]:
    yield
    no_key()


def killed_at(number: int, act: Callable[[], object]) -> bool:
    """Do something in a process of its own that is gone before so many calls; whether it came so far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED
    left = [number]

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                os._exit(KILLED)
            return real(*args, **options)

        return call

    try:
        for name in CALLS:
            setattr(os, name, dying(getattr(os, name)))
        act()
    finally:
        os._exit(0)


class Practice:
    """A data file with a backup, a draft and a text that was kept, to be copied for each try."""

    def __init__(self, folder: Path, key: Key) -> None:
        self.folder = folder
        self.key = key
        self.tries = 0
        store = self.store(folder / "first")
        with store.transaction("added Anna") as change:
            change.insert("clients", {"name": "Anna"})
        store.backup("by hand")
        drafts.save_drafts(Path(store.path), [{"title": "Anna"}])
        (own,) = drafts.all_drafts(store.path)
        Path(own).rename(Path(own).with_name(".coach.json.drafts.1-1"))
        texts = Path(store.path).parent / ".coach.json.edit"
        texts.mkdir(mode=0o700)
        (texts / "plan.999999-1.00000000.toml").write_text("Anna")

    def store(self, folder: Path) -> Store:
        return Store(folder / "coach.json", now=Clock(), check_record=check_record, lock_wait=0)

    def copy(self) -> Store:
        """The next copy of it."""
        self.tries += 1
        shutil.copytree(self.folder / "first", self.folder / str(self.tries))
        return self.store(self.folder / str(self.tries))

    def check_whole(self, store: Store) -> None:
        """All of it can be read; where some is plain beside what is locked, it is told."""
        path = Path(store.path)
        assert [one["name"] for one in store.read()["clients"].values()] == ["Anna"]
        for one in store.backups():
            assert b"Anna" in keys.opened(str(one), one.read_bytes())
        assert drafts._read(str(path.with_name(".coach.json.drafts.1-1"))) == [{"title": "Anna"}]
        text = path.parent / ".coach.json.edit" / "plan.999999-1.00000000.toml"
        assert keys.opened(str(text), text.read_bytes()) == b"Anna"
        if telling(path.parent, "Anna") and keys.is_data_locked(str(path)):
            assert store.doctor() != []


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    key = Key(tmp_path)
    key.use()
    return Practice(tmp_path, key)


def every(step: int) -> Iterator[int]:
    yield from range(1, 2000, step)


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_encrypting_ends_when_it_is_run_again(practice: Practice, step: int) -> None:
    def encrypt(store: Store) -> None:
        store.encrypt(lambda now: now or (practice.key.recipient,))

    for number in every(step):
        store = practice.copy()
        was_killed = killed_at(number, lambda store=store: encrypt(store))  # type: ignore[misc]
        practice.check_whole(store)
        path = Path(store.path)
        if telling(path.parent, "Anna"):
            assert was_killed
            begun = any(locked.is_locked(one.read_bytes()) for one in path.parent.rglob("*.json"))
            assert keys.is_half_done(str(path)) or not begun
        encrypt(store)
        practice.check_whole(store)
        assert telling(path.parent, "Anna") == []
        assert [one.name for one in path.parent.rglob("*.tmp")] == []
        if not was_killed:
            return
    pytest.fail("it never came to its end")


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_a_full_disk_and_a_faulty_one_leave_what_was_there(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, name: str, code: int, step: int
) -> None:
    real = getattr(os, name)
    for number in every(step):
        store = practice.copy()
        left = [number]

        def failing(*args: Any, left: list[int] = left, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(code, os.strerror(code))
            return real(*args, **options)

        with monkeypatch.context() as patch:
            patch.setattr(os, name, failing)
            with suppress(CoachError):
                store.encrypt(lambda now: now or (practice.key.recipient,))
        practice.check_whole(store)
        store.encrypt(lambda now: now or (practice.key.recipient,))
        assert telling(Path(store.path).parent, "Anna") == []
        if left[0] > 0:
            return
    pytest.fail("it never came to its end")


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_decrypting_ends_when_it_is_run_again(practice: Practice, step: int) -> None:
    practice.store(practice.folder / "first").encrypt(lambda _: (practice.key.recipient,))
    for number in every(step):
        store = practice.copy()
        was_killed = killed_at(number, store.decrypt)
        practice.check_whole(store)
        listed = Path(store.path).with_name(".coach.json.recipients")
        begun = not all(locked.is_locked(one.read_bytes()) for one in (Path(store.path), *store.backups()))
        if was_killed and begun and listed.exists():
            assert "coach decrypt ends it" in store.half_done
        if was_killed and (listed.exists() or store.half_done):
            store.decrypt()
        assert store.half_done == ""
        practice.check_whole(store)
        assert not any(
            locked.is_locked(one.read_bytes()) for one in listed.parent.rglob("*") if one.is_file()
        )
        if not was_killed:
            return
    pytest.fail("it never came to its end")


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_another_recipient_comes_when_it_is_run_again(practice: Practice, step: int) -> None:
    practice.store(practice.folder / "first").encrypt(lambda _: (practice.key.recipient,))
    other = Key(practice.folder, "other")
    for number in every(step):
        store = practice.copy()
        was_killed = killed_at(number, lambda store=store: _add(store, other))  # type: ignore[misc]
        practice.check_whole(store)
        _add(store, other)
        for one in (Path(store.path), *store.backups()):
            assert b"Anna" in other.opens(one)
            assert b"Anna" in practice.key.opens(one)
        with store.transaction("added Ben") as change:
            change.insert("clients", {"name": "Ben"})
        if not was_killed:
            return
    pytest.fail("it never came to its end")


def _add(store: Store, other: Key) -> None:
    store.encrypt(lambda now: now if other.recipient in now else (*now, other.recipient))


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_a_recipient_goes_when_it_is_ended_and_not_before_without_a_word(
    practice: Practice, step: int
) -> None:
    other = Key(practice.folder, "other")
    first = practice.store(practice.folder / "first")
    first.encrypt(lambda _: (practice.key.recipient, other.recipient))
    for number in every(step):
        store = practice.copy()
        remove = partial(store.encrypt, lambda now: tuple(one for one in now if one != other.recipient))
        was_killed = killed_at(number, remove)
        practice.check_whole(store)
        opened = [opens(other, one) for one in (Path(store.path), *store.backups())]
        if was_killed and not all(opened) and any(opened):
            assert "coach encrypt ends it" in store.half_done
            assert store.doctor() != []
        if store.half_done:
            store.encrypt(lambda now: now, anew=False)
            opened = [opens(other, one) for one in (Path(store.path), *store.backups())]
            assert not any(opened)
        assert store.half_done == ""
        if not was_killed:
            return
    pytest.fail("it never came to its end")


def opens(key: Key, path: Path) -> bool:
    """Whether a key opens a file."""
    with suppress(locked.LockedFile):
        return bool(key.opens(path))
    return False
