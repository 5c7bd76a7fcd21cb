"""Encrypted and synced: the remote holds age files alone, and nothing is mixed with what is plain."""

from __future__ import annotations

import shlex
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from coach_tui.changes.erase import erase_client
from coach_tui.store import keys, locked
from coach_tui.store.locked import is_locked
from coach_tui.sync.anew import begin_anew
from coach_tui.sync.git import Failed
from coach_tui.sync.motion import Apart
from coach_tui.sync.older import OPENED
from coach_tui.sync.place import Place
from tests.store.locked_kit import Key, no_key, ssh_key
from tests.sync.sync_kit import Machine, bare, git
from tests.sync.test_sync_gone import by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Two = tuple[Machine, Machine, str]


@pytest.fixture
def key(tmp_path: Path) -> Iterator[Key]:
    made = Key(tmp_path)
    made.use()
    yield made
    no_key()


def encrypt(machine: Machine, *recipients: str) -> None:
    machine.desk.store.encrypt(lambda before: recipients)


def decrypt(machine: Machine) -> None:
    machine.desk.store.decrypt()


@pytest.fixture
def both(laptop: Machine, server: Machine, remote: Path, key: Key) -> Two:
    """Two machines with an encrypted practice, synced."""
    anna = laptop.client("Anna Berg")
    encrypt(laptop, key.recipient)
    laptop.name_remote(remote)
    laptop.sync()
    server.desk.store.encrypt(lambda before: (key.recipient,))
    server.name_remote(remote)
    server.sync()
    return laptop, server, anna


def held(folder: Path) -> dict[str, bytes]:
    """Every file that any commit of a repository holds."""
    rows = git(folder, "rev-list", "--objects", "--all").split("\n")
    found = {}
    for row in rows:
        name, _, path = row.partition(" ")
        if git(folder, "cat-file", "-t", name) == "blob":
            found[path] = subprocess.run(
                ["git", f"--git-dir={folder}", "cat-file", "blob", name], check=True, capture_output=True
            ).stdout
    return found


def test_the_remote_holds_age_files_alone_and_their_names_tell_nothing(both: Two, remote: Path) -> None:
    laptop, server, anna = both
    laptop.note(anna, "in the train")
    server.note(anna, "over ssh")
    for one in (laptop, server, laptop):
        one.sync()
    assert laptop.notes() == server.notes() == ["in the train", "over ssh"]
    assert is_locked(laptop.path.read_bytes())
    assert is_locked(server.path.read_bytes())
    for folder in (remote, Place(laptop.path).repository):
        blobs = held(folder)
        assert blobs
        for path, data in blobs.items():
            assert is_locked(data), path
            assert path.endswith(".age")
            assert anna not in path
            assert "checkin" not in path


def test_what_did_not_change_is_not_sent_again(both: Two, remote: Path) -> None:
    laptop, _, anna = both
    before = git(remote, "ls-tree", "-r", "main").split("\n")
    laptop.note(anna, "one note")
    laptop.sync()
    after = git(remote, "ls-tree", "-r", "main").split("\n")
    assert 0 < len(set(after) - set(before)) <= 3
    unchanged = git(remote, "rev-parse", "main")
    laptop.sync()
    assert git(remote, "rev-parse", "main") == unchanged


def test_without_the_key_nothing_is_read_and_nothing_lost(both: Two, tmp_path: Path) -> None:
    laptop, server, anna = both
    laptop.note(anna, "here")
    laptop.sync()
    before = server.path.read_bytes()
    no_key()
    with pytest.raises(locked.LockedFile) as told:
        server.sync()
    assert "\n" not in str(told.value)
    assert server.path.read_bytes() == before
    Key(tmp_path, "another").use()
    with pytest.raises(locked.LockedFile):
        server.sync()
    assert server.path.read_bytes() == before


def test_plain_and_locked_are_never_mixed(two: Two, key: Key, remote: Path) -> None:
    laptop, server, anna = two
    encrypt(laptop, key.recipient)
    laptop.note(anna, "here")
    before = git(remote, "rev-parse", "main")
    with pytest.raises(Failed, match="this data file is encrypted, and the remote is not: coach sync --anew"):
        laptop.sync()
    assert git(remote, "rev-parse", "main") == before
    begin_anew(laptop.sync_with())
    assert all(is_locked(data) for data in held(remote).values())
    assert all(is_locked(data) for data in held(Place(laptop.path).repository).values())
    server.note(anna, "there")
    with pytest.raises(Failed, match=f"first run coach encrypt --to '{key.recipient}'"):
        server.sync()
    encrypt(server, key.recipient)
    server.sync()
    laptop.sync()
    assert laptop.notes() == server.notes() == ["here", "there"]
    assert all(is_locked(data) for data in held(Place(server.path).repository).values())


def test_a_practice_is_plain_again_where_that_is_said_everywhere(both: Two, remote: Path) -> None:
    laptop, server, anna = both
    decrypt(laptop)
    laptop.note(anna, "here")
    with pytest.raises(Failed, match="the remote is encrypted, and this data file is not"):
        laptop.sync()
    with pytest.raises(Failed, match="coach sync --anew --plain"):
        begin_anew(laptop.sync_with())
    assert all(is_locked(data) for data in held(remote).values())
    meant = laptop.sync_with()
    meant.plain = True
    begin_anew(meant)
    assert not any(is_locked(data) for data in held(remote).values())
    with pytest.raises(Failed, match="coach sync --anew"):
        server.sync()
    decrypt(server)
    server.sync()
    assert server.notes() == ["here"]


def test_another_recipient_is_said_on_each_machine(both: Two, key: Key, tmp_path: Path, remote: Path) -> None:
    laptop, server, anna = both
    friend = Key(tmp_path, "friend")
    encrypt(laptop, key.recipient, friend.recipient)
    laptop.note(anna, "here")
    laptop.sync()
    for data in (git(remote, "ls-tree", "-r", "--name-only", "main")).split():
        blob = subprocess.run(
            ["git", f"--git-dir={remote}", "cat-file", "blob", f"main:{data}"],
            check=True,
            capture_output=True,
        ).stdout
        assert locked.unlock(blob, friend.identities)
    with pytest.raises(Failed, match="locked for others than this data file") as told:
        server.sync()
    assert friend.recipient in str(told.value)
    encrypt(server, key.recipient, friend.recipient)
    server.sync()
    assert server.notes() == ["here"]


def test_older_commits_that_open_with_a_key_that_went_are_told_until_they_are_gone(
    both: Two, key: Key, tmp_path: Path
) -> None:
    laptop, server, anna = both
    friend = Key(tmp_path, "friend")
    for one in (laptop, server):
        encrypt(one, key.recipient, friend.recipient)
        one.note(anna, one.name)
        assert one.sync().remarks == []
    laptop.note(anna, "once more")
    for one in (laptop, server):
        encrypt(one, key.recipient)
        assert one.sync().remarks == [OPENED]
    assert laptop.sync().remarks == [OPENED]
    begin_anew(laptop.sync_with())
    assert laptop.sync().remarks == []
    assert server.sync().remarks == []


def test_who_can_write_to_the_remote_adds_no_key(both: Two, tmp_path: Path, remote: Path, key: Key) -> None:
    laptop, _, anna = both
    thief = Key(tmp_path, "thief")
    stranger = Machine(tmp_path, "stranger")
    stranger.desk.store.encrypt(lambda before: (key.recipient,))
    stranger.name_remote(remote)
    stranger.sync()
    encrypt(stranger, key.recipient, thief.recipient)
    stranger.note(anna, "a new list")
    stranger.sync()
    laptop.note(anna, "a secret")
    with pytest.raises(Failed, match="locked for others"):
        laptop.sync()
    assert keys.recipients_beside(str(laptop.path)) == (key.recipient,)


def test_a_plain_file_in_the_place_of_a_locked_one_is_sent_nowhere(
    both: Two, remote: Path, tmp_path: Path
) -> None:
    laptop, _, anna = both
    laptop.path.write_bytes(contents_of(laptop))
    laptop.note(anna, "in plain text")
    before = git(remote, "rev-parse", "main")
    for anew in (False, True):
        sync = laptop.sync_with()
        sync.plain = sync.relock = anew
        with pytest.raises(Failed, match="coach encrypt ends what was cut off"):
            sync.run()
    laptop.name_remote(bare(tmp_path / "another.git"))
    with pytest.raises(Failed, match="nothing was sent"):
        laptop.sync()
    assert git(remote, "rev-parse", "main") == before
    assert all(is_locked(data) for data in held(Place(laptop.path).repository).values())
    assert git(tmp_path / "another.git", "for-each-ref") == ""


def contents_of(machine: Machine) -> bytes:
    """What is in a locked data file."""
    return keys.opened(str(machine.path), machine.path.read_bytes())


def test_what_somebody_took_out_of_a_locked_remote_is_refused(both: Two, remote: Path) -> None:
    laptop, server, anna = both
    laptop.note(anna, "Hers")
    laptop.sync()
    server.sync()
    before = server.content()
    path = f"clients/{anna}/checkins.json"
    by_hand(remote, f"{sha256(path.encode()).hexdigest()[:32]}.age")
    for one in (laptop, server):
        with pytest.raises(Failed, match="took 1 check-in out of the remote"):
            one.sync()
    assert server.content() == before


@pytest.fixture
def renewed(both: Two, key: Key, tmp_path: Path) -> tuple[Two, Key]:
    """Both with another key than the remote had, which the laptop has begun anew for that."""
    laptop, server, anna = both
    fresh, pair = Key(tmp_path, "fresh"), tmp_path / "pair.txt"
    pair.write_bytes(key.path.read_bytes() + fresh.path.read_bytes())
    server.note(anna, "not sent yet")
    keys.use(keys.Keys(lambda: [str(pair)]))
    for one in (laptop, server):
        encrypt(one, fresh.recipient)
    begin_anew(laptop.sync_with())
    fresh.use()
    laptop.note(anna, "in the train")
    laptop.sync()
    return both, fresh


def test_what_was_synced_for_a_key_that_is_gone_is_named_and_let_go_of(
    renewed: tuple[Two, Key], remote: Path
) -> None:
    (laptop, server, _), fresh = renewed
    place = Place(server.path)
    for _ in range(2):
        with pytest.raises(locked.LockedFile, match=r"COACH_IDENTITY=OLD_KEY.*sync --init REMOTE") as told:
            server.sync()
    assert f"what was synced here before, in {place.folder}, is encrypted" in str(told.value)
    assert "the remote" not in str(told.value)
    server.name_remote(remote)
    sync = server.sync_with()
    sync.afresh = True
    with pytest.raises(Apart):
        sync.run()
    sync.join = True
    sync.run()
    laptop.sync()
    server.sync()
    assert laptop.notes() == server.notes() == ["in the train", "not sent yet"]
    assert laptop.content() == server.content()
    for data in held(place.repository).values():
        assert locked.unlock(data, fresh.identities)


def test_with_the_old_key_at_hand_a_machine_follows_without_a_question(
    renewed: tuple[Two, Key], tmp_path: Path
) -> None:
    (laptop, server, _), fresh = renewed
    keys.use(keys.Keys(lambda: [str(tmp_path / "pair.txt")]))
    server.sync()
    fresh.use()
    server.sync()
    laptop.sync()
    assert laptop.notes() == server.notes() == ["in the train", "not sent yet"]


def test_an_empty_remote_is_begun_anew_where_the_old_key_is_gone(both: Two, key: Key, tmp_path: Path) -> None:
    laptop, _, anna = both
    fresh = Key(tmp_path, "fresh")
    encrypt_though_shut(laptop, fresh.recipient)
    fresh.use()
    with pytest.raises(locked.LockedFile, match=r"what the remote holds is encrypted.*with an empty one"):
        laptop.sync()
    another = bare(tmp_path / "another.git")
    laptop.name_remote(another)
    sync = laptop.sync_with()
    sync.afresh = True
    sync.run()
    laptop.note(anna, "on")
    laptop.sync()
    for folder in (another, Place(laptop.path).repository):
        for data in held(folder).values():
            assert locked.unlock(data, fresh.identities)


def test_older_commits_that_nobody_can_open_are_taken_to_hold_who_was_erased(
    both: Two, key: Key, tmp_path: Path
) -> None:
    laptop, _, anna = both
    fresh, pair = Key(tmp_path, "fresh"), tmp_path / "pair.txt"
    pair.write_bytes(key.path.read_bytes() + fresh.path.read_bytes())
    keys.use(keys.Keys(lambda: [str(pair)]))
    encrypt(laptop, fresh.recipient)
    erase_client(laptop.desk, anna, "Anna Berg")
    laptop.sync()
    fresh.use()
    assert laptop.sync().erased


def encrypt_though_shut(machine: Machine, recipient: str) -> None:
    machine.desk.store.encrypt(lambda before: (recipient,), has_key=lambda _: True)


@pytest.mark.parametrize(("first", "then"), [("p", "pq"), ("pq", "p"), ("pq", "pr"), ("pq", "pqr")])
def test_what_another_machine_has_said_is_named_as_the_command_that_says_it_here(
    both: Two, key: Key, tmp_path: Path, first: str, then: str
) -> None:
    laptop, server, _ = both
    called = {"p": key, "q": Key(tmp_path, "q"), "r": Key(tmp_path, "r")}
    for one in (laptop, server):
        encrypt(one, *(called[name].recipient for name in first))
        one.sync()
    encrypt(laptop, *(called[name].recipient for name in then))
    laptop.sync()
    with pytest.raises(Failed, match="locked for others than this data file") as told:
        server.sync()
    more = [f" --add '{called[name].recipient}'" for name in then if name not in first]
    less = [f" --remove '{called[name].recipient}'" for name in first if name not in then]
    command = f"say it here too, coach encrypt{''.join(more)}{''.join(less)}"
    assert str(told.value).endswith(command)
    encrypt(server, *(called[name].recipient for name in then))
    server.sync()


def test_what_was_said_on_both_machines_is_to_be_said_again_after_the_sync(
    both: Two, key: Key, tmp_path: Path
) -> None:
    laptop, server, _ = both
    more, other = Key(tmp_path, "more"), Key(tmp_path, "other")
    encrypt(laptop, key.recipient, more.recipient)
    laptop.sync()
    encrypt(server, key.recipient, other.recipient)
    with pytest.raises(Failed, match="sync, and say anew what was said here since the last sync"):
        server.sync()


def test_nothing_that_somebody_named_at_the_remote_leaves_its_quotes(
    both: Two, key: Key, remote: Path, tmp_path: Path
) -> None:
    laptop, server, _ = both
    evil = f"{ssh_key(tmp_path, 'ed25519')[1].rpartition(' ')[0]} '; echo gone; '"
    encrypt(laptop, key.recipient, evil)
    laptop.sync()
    for decrypted in (False, True):
        if decrypted:
            decrypt(server)
        with pytest.raises(Failed) as told:
            server.sync()
        words = shlex.split(str(told.value).partition("coach encrypt")[2].partition("; to have")[0])
        assert [one for one in words if "echo gone" in one] == [evil.replace("'", "’")]
        assert set(words[::2]) <= {"--to", "--add"}
