"""Encrypting a data file with all that lies beside it, saying anew for whom, and taking it back.

Each file is replaced whole, the data file last: until then it is as it was, and what was cut off is told and
can be run again. The list of those for whom it is lies beside it from the first file on.
"""
# ruff: noqa: PTH105, PTH116, PTH120

from __future__ import annotations

import os

from coach_tui import bounds
from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.store import backups, contents, drafts, durable, keys, locked, meant, own_key, remains
from coach_tui.store.beside import sidecar
from coach_tui.store.names import advice, shown
from coach_tui.store.storage import held

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coach_tui.store.data_file import DataFile
    from coach_tui.store.shapes import Tables
    from coach_tui.store.storage import DurableStorage

    Choose = Callable[[tuple[str, ...]], tuple[str, ...]]
    """Says for whom, of those for whom it is locked now."""

_TRIES = 5
"""How often a file is done again that another process has written meanwhile."""


class Locking:
    """What was encrypted or decrypted.

    `recipients` are those for whom it is locked now; `files` how many beside the data file were written
    anew; `left` those that could not be, with why, a line each; `plain` those of ours that are not locked and
    name clients.
    """

    def __init__(self) -> None:
        self.recipients: tuple[str, ...] = ()
        self.files = 0
        self.left: list[str] = []
        self.plain: list[str] = []
        self.own_key = ""
        """The file's own key, which a passphrase opens, where there is one."""
        self.own = ""
        """The recipient of that."""
        self.shut = False
        """Whether no key at hand opens it any more."""
        self.put_away = ""
        """Where the own key lies that is no longer in use."""


def encrypt(
    file: DataFile,
    choose: Choose,
    own: own_key.OwnKey | None = None,
    *,
    anew: bool = True,
    has_key: Callable[[tuple[str, ...]], bool] | None = None,
) -> Locking:
    """Encrypt a data file and all beside it; see `Store.encrypt`."""
    done = Locking()
    with held(file) as storage:
        storage.begin(relocking=True)
        target, tables = storage.target, storage.read()
        inside = keys.recipients_inside(tables) if keys.is_data_locked(target) else None
        present, to_name = meant.of_now(target, inside, anew=anew)
        done.recipients = choose(present)
        _check_named(done.recipients, to_name)
        remains.check_reachable(target)
        done.shut = not _can_be_opened(target, done.recipients, inside, has_key)
        if own is not None:
            own_key.put(target, own, storage.about, file.now())
        meant.note(target, done.recipients, storage.about)
        if not keys.is_data_locked(target):
            _list(storage, done.recipients, "")
        storage.locked_for = done.recipients
        _rewrite_all(file, storage, done)
        done.own, done.put_away = own_key.settle(target, done.recipients, file.now())
        _list(storage, done.recipients, done.own)
        meant.forget(target)
        done.plain = remains.still_plain(target, _traces(tables))
        done.own_key = keys.own_key_of(target) if done.own else ""
    return done


def decrypt(file: DataFile) -> Locking:
    """Take the encryption of a data file back; see `Store.decrypt`."""
    done = Locking()
    with held(file) as storage:
        storage.begin(relocking=True)
        target = storage.target
        listed = sidecar(target, keys.RECIPIENTS)
        begun = os.path.lexists(listed) or meant.noted(target) is not None
        if not begun and not keys.is_data_locked(target):
            raise BadInput(f"{shown(target)} is not encrypted")
        remains.check_reachable(target)
        meant.note(target, (), storage.about)
        storage.locked_for = ()
        _rewrite_all(file, storage, done)
        meant.remove(listed)
        meant.forget(target)
        done.own_key = keys.own_key_of(target)
    return done


def _can_be_opened(
    target: str,
    recipients: tuple[str, ...],
    inside: tuple[str, ...] | None,
    has_key: Callable[[tuple[str, ...]], bool] | None,
) -> bool:
    """Whether what is locked for these can be opened here; where not, somebody must say that he has the key.

    That is asked where a key at hand has opened what there is, as one does that was stolen: else LockedFile.
    """
    try:
        keys.current().prove(target, recipients)
    except locked.LockedFile as error:
        if inside is not None and has_key is None:
            raise locked.LockedFile(
                f"{error}; where you have that key in a file of its own, say --yes"
            ) from None
        if inside is None or has_key is None or not has_key(recipients):
            raise
        keys.current().trust(recipients)
        return False
    return True


def _check_named(recipients: tuple[str, ...], to_name: tuple[str, ...]) -> None:
    """Raise BadInput where it is not to be locked for those for whom that was begun, and nobody says so."""
    if to_name and locked.keys_of(recipients) != locked.keys_of(to_name):
        whom = " ".join(f"'{one}'" for one in to_name)
        raise BadInput(
            f"encrypting it for others than before was cut off, so name them: coach encrypt --to {whom} ends "
            "that; nothing was changed"
        )


def _rewrite_all(file: DataFile, storage: DurableStorage, done: Locking) -> None:
    target, tables = storage.target, storage.read()
    made: list[str] = []
    if storage.migrated_from is not None:
        made = backups.before_write(target, storage.migrated_from, file.now())
    for path in remains.half_made(target):
        durable.remove(path)
    done.files = _rewrite_each(_beside(file, target, tables), storage.locked_for, done)
    storage.commit(None)
    # Who was typing meanwhile kept that as the data file was locked then.
    _rewrite_each(drafts.all_drafts(target), storage.locked_for, done)
    done.left = list(dict.fromkeys(done.left))
    storage.tell_upgraded(made)


def _rewrite_each(paths: Iterable[str], recipients: tuple[str, ...], done: Locking) -> int:
    """Lock files for these, and say how many were; which cannot be opened is told."""
    files = 0
    for path in paths:
        try:
            files += _rewrite(path, recipients)
        except (locked.LockedFile, contents.DamagedFile) as error:
            done.left.append(str(error))
    return files


def _beside(file: DataFile, target: str, tables: Tables) -> Iterator[str]:
    """The files beside a data file that are locked as it is."""
    yield from remains.locked_too(target)
    clients = {record["uid"] for record in tables["clients"].values()}
    for path in remains.copies(target):
        if _is_copy(file, path, clients):
            yield path


def _is_copy(file: DataFile, path: str, clients: set[str]) -> bool:
    """Whether a data file that lies beside ours holds one of its clients: others are not touched."""
    try:
        found = contents.read_bytes(path)
        tables = contents.decode(path, found[0], False, file.check_record)[0] if found else {}
    except DataFileError:
        return False
    return any(record.get("uid") in clients for record in tables.get("clients", {}).values())


def _rewrite(path: str, recipients: tuple[str, ...]) -> bool:
    """Lock a file for these, or open it for nobody; False where it is gone, or is so already.

    Raises DataFileError, LockedFile and DamagedFile among them: it is as it was then.
    """
    for _ in range(_TRIES):
        found = contents.read_both(path, bounds.COPIED)
        if found is None or not (recipients or locked.is_locked(found[2])):
            return False
        plain, about, _ = found
        fresh = durable.temporary(path)
        try:
            durable.write_new(fresh, locked.lock(plain, recipients) if recipients else plain, about)
            try:
                now = os.stat(path)
                if (now.st_ino, now.st_mtime_ns) == (about.st_ino, about.st_mtime_ns):
                    os.replace(fresh, path)
                    durable.sync_folder(os.path.dirname(path))
                    return True
            finally:
                durable.remove(fresh)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise DataFileError(
                f"{shown(path)} cannot be written: {advice(error)}; run it again when that is mended"
            ) from None
    raise DataFileError(f"{shown(path)} is being written again and again: close what does, and run it again")


def _list(storage: DurableStorage, recipients: tuple[str, ...], own: str) -> None:
    """Keep the list beside the data file that says for whom it is; raises DataFileError."""
    durable.replace(sidecar(storage.target, keys.RECIPIENTS), keys.list_of(recipients, own), storage.about)


def _traces(tables: Tables) -> remains.Traces:
    clients = tables["clients"].values()
    return remains.Traces({one["uid"] for one in clients}, [str(one.get("name", "")) for one in clients], ())
