"""What lies beside a locked file is locked for those for whom that is when it is written."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach_tui.exchange.texts import lock_away
from coach_tui.store import backups, drafts, keys, locked, remains
from coach_tui.store.locked import LockedFile
from coach_tui.store.store import Store
from tests.store.locked_kit import Key, no_key, said_elsewhere
from tests.store.standing_clock import Clock

TYPED = [{"title": "a form", "values": {"note": "typed"}}]


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
def other(tmp_path: Path) -> Key:
    return Key(tmp_path, "other")


@pytest.fixture
def encrypted(store: Store, anna: str, key: Key, other: Key) -> Store:
    store.encrypt(lambda _: (key.recipient, other.recipient))
    return store


def kept(path: Path, way: str, clock: Clock) -> Path:
    """What is written beside the data file, in one of the ways there are."""
    if way == "draft":
        drafts.save_drafts(path, TYPED)
        return Path(drafts.all_drafts(path)[0])
    if way == "text":
        text = path.with_name("plan.1-1.00000001.txt")
        text.write_text("typed")
        return Path(lock_away(path, str(text)))
    copy = path.with_name("copy.json")
    copy.write_bytes(b"{}")
    return backups.put_away(str(path), str(copy), clock(), backups.COPY)


@pytest.mark.parametrize("way", ["draft", "text", "copy"])
def test_a_key_that_another_process_takes_away_opens_nothing_that_is_written_then(
    encrypted: Store, path: Path, key: Key, other: Key, clock: Clock, way: str
) -> None:
    encrypted.read()
    said_elsewhere(path, key, key.recipient)
    file = kept(path, way, clock)
    assert key.opens(file)
    with pytest.raises(LockedFile):
        other.opens(file)


@pytest.mark.parametrize("way", ["draft", "text", "copy"])
def test_where_no_key_here_opens_the_file_any_more_the_list_says_for_whom(
    encrypted: Store, path: Path, key: Key, tmp_path: Path, clock: Clock, way: str
) -> None:
    fresh = Key(tmp_path, "fresh")
    encrypted.read()
    said_elsewhere(path, key, fresh.recipient)
    file = kept(path, way, clock)
    assert fresh.opens(file)
    with pytest.raises(LockedFile):
        key.opens(file)


def test_a_list_that_does_not_fit_the_file_slips_nobody_in(
    encrypted: Store, path: Path, key: Key, tmp_path: Path
) -> None:
    fresh, stranger = Key(tmp_path, "fresh"), Key(tmp_path, "stranger")
    encrypted.read()
    said_elsewhere(path, key, fresh.recipient)
    listed = path.parent / ".coach.json.recipients"
    listed.write_text(f"{fresh.recipient}\n{stranger.recipient}\n")
    drafts.save_drafts(path, TYPED)
    with pytest.raises(LockedFile):
        stranger.opens(Path(drafts.all_drafts(path)[0]))


def test_what_is_kept_while_others_are_named_is_locked_for_them_in_the_end(
    encrypted: Store, path: Path, key: Key, other: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = remains.locked_too

    def meanwhile(target: str) -> Iterator[str]:
        yield from listed(target)
        drafts.save_drafts(path, TYPED)

    monkeypatch.setattr(remains, "locked_too", meanwhile)
    encrypted.encrypt(lambda _: (key.recipient,))
    (file,) = map(Path, drafts.all_drafts(path))
    assert json.loads(key.opens(file)) == TYPED
    with pytest.raises(LockedFile):
        other.opens(file)


def test_a_file_that_did_not_change_is_not_opened_again(
    encrypted: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted.read()
    monkeypatch.setattr(keys.Keys, "unasked", lambda *_: pytest.fail("it is known for whom it is"))
    drafts.save_drafts(path, TYPED)
    assert locked.is_locked(Path(drafts.all_drafts(path)[0]).read_bytes())


def test_drafts_that_no_key_here_opens_are_told(
    encrypted: Store, path: Path, key: Key, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Key(tmp_path, "stranger")
    left = path.with_name(".coach.json.drafts.1-1")
    left.write_bytes(locked.lock(json.dumps(TYPED).encode(), [stranger.recipient]))
    monkeypatch.setattr("coach_tui.store.processes.lives", lambda mark: False)
    (line,) = [one for one in encrypted.doctor() if "drafts" in one]
    assert "holds what was left unsaved, and no key that is named here opens it" in line
    assert drafts.take_drafts(path) == []
    assert left.exists()
