"""A data file that is locked: read, changed, undone, backed up, restored, and nothing of it left plain."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.store import drafts, keys, locked, seal
from coach_tui.store.locked import LockedFile
from coach_tui.store.store import Store
from tests.store.locked_kit import Key, no_key, ssh_key, telling
from tests.store.standing_clock import Clock

AGE = shutil.which("age")


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
def encrypted(store: Store, anna: str, key: Key) -> Store:
    store.encrypt(lambda _: (key.recipient,))
    return store


def change(store: Store, uid: str, goal: str) -> None:
    with store.transaction(f"goal: {goal}") as transaction:
        transaction.update("clients", uid, {"goal": goal})


def goal(store: Store) -> str:
    (client,) = store.read()["clients"].values()
    return str(client["goal"])


def test_all_becomes_age_files_under_the_same_names_and_nothing_else_changes(
    store: Store, anna: str, path: Path, key: Key, clock: Clock
) -> None:
    change(store, anna, "rest more")
    store.backup("by hand")
    drafts.save_drafts(path, [{"draft_key": "{}", "title": "Anna", "values": {"note": "typed"}}])
    before = store.read()
    names = {one.name for one in path.parent.rglob("*")}
    done = store.encrypt(lambda now: (*now, key.recipient))
    assert {one.name for one in path.parent.rglob("*")} == {*names, ".coach.json.recipients"}
    assert (done.recipients, done.files, done.left, done.plain) == ((key.recipient,), 3, [], [])
    assert telling(path.parent, "Anna", anna, "rest more", "typed") == []
    for one in [path, *(path.parent / "backups").iterdir()]:
        assert one.read_bytes().startswith(b"age-encryption.org/v1\n")
        assert json.loads(key.opens(one))["clients"]["1"]["name"] == "Anna"
        assert one.stat().st_mode & 0o777 == 0o600
    now = store.read()
    assert now["clients"] == before["clients"]
    assert now["journal"] == before["journal"]
    assert drafts._read(drafts.all_drafts(path)[0]) == [
        {"draft_key": "{}", "title": "Anna", "values": {"note": "typed"}}
    ]


@pytest.mark.skipif(AGE is None, reason="the age program is not here")
def test_the_age_program_opens_what_was_written_and_its_files_are_read(
    encrypted: Store, anna: str, path: Path, key: Key
) -> None:
    change(encrypted, anna, "rest more")
    opened = subprocess.run([str(AGE), "-d", "-i", str(key.path), str(path)], capture_output=True, check=True)
    assert json.loads(opened.stdout)["clients"]["1"]["goal"] == "rest more"
    listed = path.parent / ".coach.json.recipients"
    for options in ([], ["-a"]):
        made = [str(AGE), "-e", *options, "-R", str(listed), "-o", str(path)]
        subprocess.run(made, input=opened.stdout.replace(b"rest more", b"rest"), check=True)
        assert goal(encrypted) == "rest"
        change(encrypted, anna, "rest more")
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n")


@pytest.mark.parametrize("kind", ["ed25519", "rsa"])
def test_a_key_of_ssh_opens_it(store: Store, anna: str, path: Path, tmp_path: Path, kind: str) -> None:
    file, public = ssh_key(tmp_path, kind)
    keys.use(keys.Keys(lambda: [str(file)]))
    store.encrypt(lambda _: (locked.recipient(public),))
    change(store, anna, "rest more")
    assert goal(store) == "rest more"
    assert keys.recipients_beside(str(path)) == (public,)


def test_a_key_of_ssh_with_a_passphrase_is_told_as_what_it_is(
    encrypted: Store, path: Path, tmp_path: Path
) -> None:
    file, _ = ssh_key(tmp_path, "ed25519", "a passphrase")
    keys.use(keys.Keys(lambda: [str(file)]))
    with pytest.raises(LockedFile, match="is an SSH key with a passphrase, which cannot be opened here"):
        encrypted.read()


def test_a_change_and_its_undoing_stay_locked(encrypted: Store, anna: str, path: Path) -> None:
    before = encrypted.read()["clients"]
    change(encrypted, anna, "rest more")
    assert goal(encrypted) == "rest more"
    encrypted.undo()
    assert encrypted.read()["clients"] == before
    encrypted.redo()
    assert goal(encrypted) == "rest more"
    assert telling(path.parent, "Anna", "rest more") == []


def test_the_lock_file_tells_of_locked_bytes_alone(encrypted: Store, anna: str, path: Path) -> None:
    change(encrypted, anna, "rest more")
    line = seal.read_seal(str(path))
    assert seal.matches(line, path.read_bytes())
    assert not seal.matches(line, json.dumps(encrypted.read()).encode())
    assert len(encrypted.glance()["journal"]) == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (lambda folder: None, 'no key is named: set identity = "PATH"'),
        (lambda folder: Key(folder, "other").path, "not for your key: name another"),
        (lambda folder: folder / "gone.txt", "cannot be read: there is no such file"),
        (lambda folder: folder, "cannot be read: it is a folder"),
        (lambda folder: _written(folder, b"secret"), "is no key that can be used"),
        (lambda folder: _written(folder, b"\xff\0"), "is no key that can be used"),
        (lambda folder: _written(folder, b"# nothing\n"), "is no key that can be used"),
        (lambda folder: _written(folder, b"AGE-SECRET-KEY-1XX"), "is no key that can be used"),
    ],
)
def test_without_the_key_nothing_is_read_or_written_and_one_line_says_why(
    encrypted: Store, anna: str, path: Path, tmp_path: Path, given: Callable[[Path], Path | None], said: str
) -> None:
    file = given(tmp_path)
    keys.use(keys.Keys(lambda: [str(file)] if file else []))
    bytes_before = path.read_bytes()
    backups = encrypted.backups()
    for act in (
        encrypted.read,
        encrypted.glance,
        encrypted.undo,
        lambda: change(encrypted, anna, "x"),
        encrypted.decrypt,
        lambda: encrypted.encrypt(lambda now: now),
        lambda: encrypted.erase(lambda _: [("clients", anna)], "erased"),
    ):
        with pytest.raises(LockedFile) as raised:
            act()
        assert said in str(raised.value)
        assert "\n" not in str(raised.value)
        assert "SECRET" not in str(raised.value)
        assert "damaged" not in str(raised.value)
        assert "restore with" not in str(raised.value)
    assert path.read_bytes() == bytes_before
    assert encrypted.backups() == backups


def _written(folder: Path, data: bytes) -> Path:
    (folder / "identity").write_bytes(data)
    return folder / "identity"


def test_without_the_library_it_says_what_to_install(
    encrypted: Store, anna: str, path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    bytes_before = path.read_bytes()
    key.use()
    monkeypatch.setitem(sys.modules, "pyrage", None)
    for act in (encrypted.read, lambda: change(encrypted, anna, "x")):
        with pytest.raises(LockedFile, match=r"pip install 'coach-tui\[crypt\]'"):
            act()
    assert path.read_bytes() == bytes_before


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"age-encryption.org/v2\n-> X25519 AAAA\nBBBB\n--- CCCC\nrest", id="a newer age"),
        pytest.param(b"age-encryption.org/v1\n-> scrypt", id="a head that is cut off"),
        pytest.param(b"age-encryption.org/v1\n", id="no head"),
        pytest.param(b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n", id="armour that is cut off"),
    ],
)
def test_what_only_begins_like_one_is_left_alone(
    encrypted: Store, anna: str, path: Path, data: bytes
) -> None:
    path.write_bytes(data)
    for act in (encrypted.read, lambda: change(encrypted, anna, "x"), encrypted.undo):
        with pytest.raises(DataFileError) as raised:
            act()
        assert "\n" not in str(raised.value)
    assert path.read_bytes() == data


@pytest.mark.parametrize("cut", [-1, -20, 400])
def test_one_that_is_cut_off_is_damaged_and_the_newest_backup_is_named(
    encrypted: Store, anna: str, path: Path, cut: int
) -> None:
    encrypted.backup("by hand")
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(DataFileError, match=r"is damaged \(it is cut off.*restore with: cp .*by-hand"):
        encrypted.read()
    encrypted.restore(encrypted.backups()[0])
    assert goal(encrypted) == "delegate"
    assert locked.is_locked(path.read_bytes())


def test_a_restore_does_not_take_the_place_of_what_nobody_here_can_open(
    store: Store, anna: str, path: Path, key: Key, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.json"
    shutil.copy(path, plain)
    store.encrypt(lambda _: (key.recipient,))
    bytes_before = path.read_bytes()
    no_key()
    with pytest.raises(LockedFile, match="move it away"):
        store.restore(plain)
    assert path.read_bytes() == bytes_before


def test_a_plain_copy_is_restored_locked_and_a_locked_one_plain_as_the_file_is(
    store: Store, anna: str, path: Path, key: Key, tmp_path: Path
) -> None:
    plain, shut = tmp_path / "plain.json", tmp_path / "shut.json"
    shutil.copy(path, plain)
    store.encrypt(lambda _: (key.recipient,))
    shutil.copy(path, shut)
    store.restore(plain)
    assert locked.is_locked(path.read_bytes())
    assert telling(path.parent, "Anna") == []
    assert goal(store) == "delegate"
    change(store, anna, "rest more")
    store.decrypt()
    store.restore(shut)
    assert not locked.is_locked(path.read_bytes())
    assert goal(store) == "delegate"


def test_backups_of_a_locked_file_are_locked_and_of_each_day(
    encrypted: Store, anna: str, path: Path, clock: Clock, key: Key
) -> None:
    clock.pass_days(1)
    change(encrypted, anna, "rest more")
    assert encrypted.backup("by hand") is not None
    assert len(encrypted.backups()) == 2
    assert all(locked.is_locked(one.read_bytes()) for one in encrypted.backups())


def test_drafts_are_locked_without_asking_and_found_again(
    encrypted: Store, path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    key.use(lambda _: pytest.fail("nobody may be asked"))
    encrypted.read()
    drafts.save_drafts(path, [{"title": "a form", "values": {"note": "typed"}}])
    (file,) = drafts.all_drafts(path)
    assert json.loads(key.opens(Path(file))) == [{"title": "a form", "values": {"note": "typed"}}]
    monkeypatch.setattr("coach_tui.store.processes.lives", lambda mark: False)
    assert drafts.take_drafts(path) == [{"title": "a form", "values": {"note": "typed"}}]


def test_drafts_go_by_the_list_where_the_file_was_locked_by_another_process(
    encrypted: Store, path: Path, key: Key
) -> None:
    no_key()
    drafts.save_drafts(path, [{"title": "a form"}])
    (file,) = drafts.all_drafts(path)
    assert json.loads(key.opens(Path(file))) == [{"title": "a form"}]


def test_nobody_is_slipped_in(encrypted: Store, anna: str, path: Path, key: Key, tmp_path: Path) -> None:
    stranger = Key(tmp_path, "stranger")
    listed = path.parent / ".coach.json.recipients"
    listed.write_text(f"{key.recipient}\n{stranger.recipient}\n")
    bytes_before = path.read_bytes()
    assert goal(encrypted) == "delegate"
    with pytest.raises(DataFileError, match=r"is encrypted for others than .*coach encrypt --to says"):
        change(encrypted, anna, "rest more")
    assert path.read_bytes() == bytes_before
    drafts.save_drafts(path, [{"title": "a form"}])
    with pytest.raises(LockedFile):
        stranger.opens(Path(drafts.all_drafts(path)[0]))
    encrypted.encrypt(lambda _: (key.recipient,))
    change(encrypted, anna, "rest more")
    assert listed.read_text() == f"{key.recipient}\n"


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"somebody\n", b"# a remark\n", b"AGE-SECRET-KEY-1QQ\n"])
def test_a_spoilt_list_is_told_and_said_anew(
    encrypted: Store, anna: str, path: Path, key: Key, text: bytes
) -> None:
    listed = path.parent / ".coach.json.recipients"
    listed.write_bytes(text)
    with pytest.raises(DataFileError, match="coach encrypt --to"):
        change(encrypted, anna, "rest more")
    encrypted.encrypt(lambda _: (key.recipient,))
    assert listed.read_text() == f"{key.recipient}\n"


def test_a_lost_list_is_written_again_with_the_next_change(encrypted: Store, anna: str, path: Path) -> None:
    listed = path.parent / ".coach.json.recipients"
    text = listed.read_text()
    listed.unlink()
    change(encrypted, anna, "rest more")
    assert listed.read_text() == text
    assert listed.stat().st_mode & 0o777 == 0o600


def test_what_somebody_locked_by_hand_is_read_and_not_written_before_it_says_for_whom(
    store: Store, anna: str, path: Path, key: Key
) -> None:
    path.write_bytes(locked.lock(path.read_bytes(), [key.recipient]))
    assert goal(store) == "delegate"
    with pytest.raises(DataFileError, match="does not say for whom it is encrypted"):
        change(store, anna, "rest more")
    drafts.save_drafts(path, [{"title": "a form"}])
    assert json.loads(key.opens(Path(drafts.all_drafts(path)[0]))) == [{"title": "a form"}]
    store.encrypt(lambda _: (key.recipient,))
    change(store, anna, "rest more")
    assert goal(store) == "rest more"


def test_nothing_is_locked_that_cannot_be_opened_again(
    store: Store, anna: str, path: Path, key: Key, tmp_path: Path
) -> None:
    other = Key(tmp_path, "other")
    bytes_before = path.read_bytes()
    with pytest.raises(LockedFile, match="could not be opened again here"):
        store.encrypt(lambda _: (other.recipient,))
    assert path.read_bytes() == bytes_before
    assert [one.name for one in path.parent.iterdir() if "recipients" in one.name] == []


def test_a_second_recipient_comes_and_goes(
    encrypted: Store, anna: str, path: Path, key: Key, tmp_path: Path
) -> None:
    other = Key(tmp_path, "other")
    encrypted.backup("by hand")
    encrypted.encrypt(lambda now: (*now, other.recipient))
    for one in [path, *encrypted.backups()]:
        assert b"Anna" in other.opens(one)
        assert b"Anna" in key.opens(one)
    encrypted.encrypt(lambda now: tuple(one for one in now if one != other.recipient))
    change(encrypted, anna, "rest more")
    for one in [path, *encrypted.backups()]:
        with pytest.raises(LockedFile):
            other.opens(one)


def test_decrypting_gives_every_byte_of_the_plan_back(store: Store, anna: str, path: Path, key: Key) -> None:
    change(store, anna, "rest more")
    store.backup("by hand")
    drafts.save_drafts(path, [{"title": "a form"}])
    kept = {one.name: one.read_bytes() for one in store.backups()}
    before = store.read()
    names = {one.name for one in path.parent.rglob("*")}
    store.encrypt(lambda _: (key.recipient,))
    done = store.decrypt()
    assert {one.name for one in path.parent.rglob("*")} == names
    assert {one.name: one.read_bytes() for one in store.backups()} == kept
    after = store.read()
    after["meta"]["1"]["generation"] = before["meta"]["1"]["generation"]
    assert after == before
    assert done.files == len(kept) + 1
    with pytest.raises(BadInput, match="is not encrypted"):
        store.decrypt()


def test_what_lost_its_list_is_decrypted_all_the_same(encrypted: Store, path: Path) -> None:
    path.with_name(".coach.json.recipients").unlink()
    encrypted.decrypt()
    assert telling(path.parent, "Anna") == ["coach.json"]
    with pytest.raises(BadInput, match="is not encrypted"):
        encrypted.decrypt()


def test_a_copy_of_ours_is_locked_too_and_the_data_file_of_somebody_else_is_not(
    store: Store, anna: str, path: Path, key: Key, make_store: Callable[..., Store]
) -> None:
    shutil.copy(path, path.with_name("coach (conflicted copy 2026-11-24).json"))
    shutil.copy(path, path.with_name("coach.json.old"))
    other = make_store(path=path.with_name("other.json"))
    with other.transaction("added Ben") as transaction:
        transaction.insert("clients", {"name": "Ben"})
    report = path.parent / "reports" / "anna-client-2026-11-24.md"
    report.parent.mkdir()
    report.write_text("The plan of Anna")
    done = store.encrypt(lambda _: (key.recipient,))
    assert telling(path.parent, "Anna") == ["reports/anna-client-2026-11-24.md"]
    assert done.plain == [str(report)]
    assert next(iter(other.read()["clients"].values()))["name"] == "Ben"
    assert not locked.is_locked(other.path.read_bytes())
    store.decrypt()
    assert b"Anna" in path.with_name("coach.json.old").read_bytes()


def test_what_is_locked_for_others_beside_it_is_named_and_left(
    store: Store, anna: str, path: Path, key: Key, tmp_path: Path
) -> None:
    other = Key(tmp_path, "other")
    copy = store.backup("by hand")
    assert copy is not None
    copy.write_bytes(locked.lock(copy.read_bytes(), [other.recipient]))
    bytes_before = copy.read_bytes()
    (line,) = store.encrypt(lambda _: (key.recipient,)).left
    assert line.startswith(f"{copy} is encrypted, and not for your key")
    assert copy.read_bytes() == bytes_before
    with pytest.raises(LockedFile, match="nothing was erased"):
        store.erase(lambda _: [("clients", anna)], "erased", ["Anna"])
    assert goal(store) == "delegate"


def test_erasing_reaches_into_every_locked_file(
    store: Store, anna: str, path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.transaction("added Ben") as transaction:
        transaction.insert("clients", {"name": "Ben"})
    store.backup("by hand")
    shutil.copy(path, path.with_name("coach.json.old"))
    texts = path.parent / ".coach.json.edit"
    texts.mkdir(mode=0o700)
    (texts / "plan.1-1.00000000.toml").write_text('name = "Anna"')
    drafts.save_drafts(path, [{"title": "Anna"}, {"title": "Ben", "draft_key": '{"form": "x"}'}])
    monkeypatch.setattr("coach_tui.store.processes.lives", lambda mark: False)
    store.encrypt(lambda _: (key.recipient,))
    assert telling(path.parent, "Anna", "Ben") == []
    done = store.erase(lambda _: [("clients", anna)], "erased", ["Anna"], ["Ben"])
    assert (done.left, done.unsure, done.removed, done.texts) == ([], [], [], 2)
    for one in path.parent.rglob("*"):
        if one.is_file() and locked.is_locked(one.read_bytes()):
            assert b"Anna" not in key.opens(one), one
    assert b"Ben" in key.opens(path.with_name("coach.json.old"))
    assert drafts._read(drafts.all_drafts(path)[0]) == [{"title": "Ben", "draft_key": '{"form": "x"}'}]


def test_nothing_is_erased_where_a_copy_could_not_be_locked_again(
    store: Store, anna: str, path: Path, tmp_path: Path
) -> None:
    file, public = ssh_key(tmp_path, "ed25519")
    keys.use(keys.Keys(lambda: [str(file)]))
    copy = store.backup("by hand")
    assert copy is not None
    copy.write_bytes(locked.lock(copy.read_bytes(), [public]))
    bytes_before = copy.read_bytes()
    with pytest.raises(LockedFile, match=r"nothing says for whom.*nothing was erased"):
        store.erase(lambda _: [("clients", anna)], "erased", ["Anna"])
    assert copy.read_bytes() == bytes_before
    assert goal(store) == "delegate"


def test_a_new_file_begins_locked(store: Store, path: Path, key: Key) -> None:
    store.encrypt(lambda _: (key.recipient,))
    with store.transaction("added Anna") as transaction:
        transaction.insert("clients", {"name": "Anna"})
    assert telling(path.parent, "Anna") == []
    assert b"Anna" in key.opens(path)


def test_a_data_file_that_went_is_told_and_its_locked_backup_named(
    encrypted: Store, path: Path, key: Key
) -> None:
    encrypted.backup("by hand")
    path.unlink()
    with pytest.raises(DataFileError, match=r"is missing, though .*; restore with: cp .*by-hand"):
        encrypted.read()
    encrypted.restore(encrypted.backups()[0])
    assert b"Anna" in key.opens(path)


def test_a_plain_file_in_the_place_of_a_locked_one_is_read_and_told(
    store: Store, anna: str, path: Path, key: Key, tmp_path: Path
) -> None:
    plain = path.read_bytes()
    store.encrypt(lambda _: (key.recipient,))
    path.write_bytes(plain)
    assert goal(store) == "delegate"
    change(store, anna, "rest more")
    assert "coach encrypt ends what was cut off, coach decrypt takes it back" in store.half_done
    store.encrypt(lambda now: now)
    assert store.half_done == ""
    assert telling(path.parent, "Anna") == []


def test_what_is_no_file_is_not_locked(tmp_path: Path) -> None:
    loop, pipe = tmp_path / "loop", tmp_path / "pipe"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for one in (tmp_path, loop, pipe, tmp_path / "gone"):
        assert not keys.is_data_locked(str(one))


def test_a_plain_file_needs_no_library(store: Store, anna: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    change(store, anna, "rest more")
    store.undo()
    store.backup("by hand")
    store.restore(store.backups()[0])
    assert goal(store) == "delegate"
