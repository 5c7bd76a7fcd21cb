"""The keys of this process, and for whom a data file and what lies beside it are locked.

Whoever runs the process says once where its keys lie, and who can be asked for a passphrase; each key is read
when the first locked file is met, and kept until the process ends. For whom a data file is locked stands in
it, among its meta, and in a list beside it, `.coach.json.recipients`, which the age program reads as well.
What is written is locked for those of both: where they differ, somebody has changed one of them.
"""
# ruff: noqa: PTH118, PTH119, PTH120

from __future__ import annotations

import os

from coach_tui import bounds
from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.plan.text import without_secrets
from coach_tui.store import locked
from coach_tui.store.beside import LOCKING as LOCKING
from coach_tui.store.beside import RECIPIENTS as RECIPIENTS
from coach_tui.store.beside import sidecar
from coach_tui.store.names import advice, shown
from coach_tui.store.seal import close_quietly

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from coach_tui.store.locked import Identity
    from coach_tui.store.shapes import Tables

IDENTITY = "identity"
"""The ending of a locked data file's own key beside it."""
UID = "recipients"
"""The record of the table meta that says for whom."""
_OWN = "# the data file's own key, which the passphrase opens:"
"""What stands in the list above the recipient of that key."""
_TRIES = 3
"""How often a passphrase is asked for."""


class Keys:
    """The keys of one process.

    `named` gives the files in which they lie, `ask` asks somebody for a passphrase (None, or an answer of "":
    nobody is there), `data` tells the data file, whose own key opens its copies too, and `misplaced` what is
    wrong where no key is named, "" for nothing.
    """

    def __init__(
        self,
        named: Callable[[], list[str]] = list,
        ask: Callable[[str], str] | None = None,
        data: Callable[[], str] = str,
        misplaced: Callable[[], str] = str,
    ) -> None:
        self._named = named
        self._misplaced = misplaced
        self.ask = ask
        self._data = data
        self._open: list[Identity] = []
        self._faults: list[str] = []
        self._shut: dict[str, bytes] = {}
        """Files of identities that a passphrase opens, which nobody was asked for yet."""
        self._owned: dict[str, str] = {}
        """The recipients of keys that a passphrase has opened, by their files."""
        self._wrong = False
        """Whether a passphrase was given that opens none of them."""
        self._read = False
        self._told: dict[str, tuple[tuple[str, ...], bytes]] = {}
        self._proved: set[tuple[str, ...]] = set()
        self._last: tuple[tuple[int, bytes], bytes] = (0, b""), b""
        """What was opened or locked last, by its marks, and what is in it: it is often read again at once."""

    def identities(self) -> list[Identity]:
        """Return the keys that can be had without asking anybody."""
        if not self._read:
            for path in self._named():
                self._take(path, own=False)
            self._read = True
        return self._open

    def _take(self, path: str, *, own: bool) -> None:
        """Read one file of identities; what is wrong with one that was named is told where it is needed."""
        if without_secrets(path) != path:
            self._faults.append(
                "$COACH_IDENTITY, or the configuration, holds a key itself: name its file there"
            )
            return
        try:
            data = bounds.file_bytes(path, bounds.OWN)
            if locked.is_locked(data):
                self._shut.setdefault(path, data)
            else:
                self._open += locked.identities_in(data)
        except OSError as error:
            if not own:
                why = str(error) if isinstance(error, bounds.Unfit) else f"cannot be read: {advice(error)}"
                self._faults.append(f"your key {shown(path)} {why}")
        except (BadInput, ValueError) as error:
            why = str(error) if isinstance(error, BadInput) else "cannot be read: no file can have that name"
            self._faults.append(f"your key {shown(path)} {why}")

    def open(self, path: str, data: bytes) -> bytes:
        """Return what is in an age file at `path`; somebody may be asked for a passphrase, once.

        Raises LockedFile (one line that says what to do), and Spoilt where a key opens what is not whole.
        """
        told, plain = self._last
        if told != (len(data), locked.marks(data)):
            plain = self._opened(path, data)
            self._remember(data, plain)
        return plain

    def lock(self, plain: bytes, recipients: tuple[str, ...]) -> bytes:
        """Return bytes locked for these, which `open` need not open again; raises as `locked.lock` does."""
        data = locked.lock(plain, recipients)
        self._remember(data, plain)
        return data

    def _remember(self, data: bytes, plain: bytes) -> None:
        """Keep what is in an age file until another one is opened."""
        self._last = (len(data), locked.marks(data)), plain

    def _opened(self, path: str, data: bytes) -> bytes:
        try:
            locked.library()
        except locked.LockedFile as error:
            raise locked.LockedFile(f"{shown(path)} is encrypted: {error}") from None
        try:
            return locked.unlock(data, self.identities())
        except locked.LockedFile:
            pass
        for beside in _own_keys(path, self._data()):
            self._take(beside, own=True)
        if (plain := self._asked(data)) is not None:
            return plain
        raise locked.LockedFile(f"{shown(path)} is encrypted, {self._why(path, data)}; it was left alone")

    def _asked(self, data: bytes) -> bytes | None:
        """Ask for passphrases until one opens a key that opens this; None, where none was given that does."""
        tries = 0
        while self._shut and self.ask is not None:
            again = "That is not it. " if tries else ""
            said = self.ask(f"{again}Passphrase of {shown(next(iter(self._shut)))}")
            found = self._unlocked(said) if said else []
            tries = 0 if found else tries + 1
            if not said or tries == _TRIES:
                self.ask = None  # who does not know it is not asked again and again
            self._wrong = bool(said) and not found
            try:
                if found:
                    return locked.unlock(data, found)
            except locked.LockedFile:
                continue
        return None

    def _unlocked(self, passphrase: str) -> list[Identity]:
        """The keys of all files that a passphrase opens."""
        from coach_tui.store.locked import unlock_with_passphrase

        found: list[Identity] = []
        for file, data in list(self._shut.items()):
            if (plain := unlock_with_passphrase(data, passphrase)) is not None:
                del self._shut[file]
                self.own(file, locked.recipient_of(plain))
                found += locked.identities_in(plain)
        self._open += found
        return found

    def _why(self, path: str, data: bytes) -> str:
        if self._faults:
            return f"and {self._faults[0]}"
        if self._shut:
            return "and that was not its passphrase" if self._wrong else "and nobody gave its passphrase"
        target = os.path.realpath(path or self._data() or ".")
        if own_listed(target) and not own_key_of(target):
            lost = shown(sidecar(target, IDENTITY))
            return f"and its own key is not there, which the passphrase opens: put {lost} back, from a copy"
        if self._open:
            return "and not for your key: name another with $COACH_IDENTITY"
        if misplaced := self._misplaced():
            return f"and {misplaced}"
        named = 'and no key is named: set identity = "PATH" in the configuration, or $COACH_IDENTITY'
        if "X25519" not in (locked.counted(data) or {}):
            return named
        own = os.path.basename(sidecar(target, IDENTITY))
        return f"{named}; where a passphrase is to open it, copy {shown(own)} here too"

    def unasked(self, data: bytes) -> bytes:
        """Return what is in an age file where that needs no passphrase; raises LockedFile and Spoilt."""
        told, plain = self._last
        if told != (len(data), locked.marks(data)):
            plain = locked.unlock(data, self.identities())
            self._remember(data, plain)
        return plain

    def note(self, target: str, recipients: tuple[str, ...], marks: bytes) -> None:
        """Remember for whom a data file is locked, by its marks: what lies beside it is locked so too."""
        self._told[target] = recipients, marks

    def told(self, target: str) -> tuple[tuple[str, ...], bytes]:
        """Return for whom a data file was locked when it was opened or written last, and its marks then."""
        return self._told.get(target, ((), b""))

    def owned(self, path: str) -> str:
        """Return the recipient of a key that a passphrase has opened, by its file; "" for none."""
        return self._owned.get(path, "")

    def own(self, path: str, recipient: str) -> None:
        """Remember whose key lies in a file that a passphrase opens."""
        self._owned[path] = recipient

    def learn(self, text: bytes, path: str = "") -> None:
        """Take a key, as the text of its file; with the `path` of that where a passphrase has opened it."""
        self._open += locked.identities_in(text)
        if path:
            self.own(path, locked.recipient_of(text))

    def own_recipients(self) -> tuple[str, ...]:
        """Return for whom something is locked that nobody else need open: the keys of age at hand."""
        return tuple(str(one.to_public()) for one in self._open if hasattr(one, "to_public"))

    def prove(self, target: str, recipients: tuple[str, ...]) -> None:
        """Raise DataFileError where a data file that is locked for these could not be opened here again."""
        if recipients in self._proved:
            return
        data = locked.lock(b"", recipients)
        try:
            self.open(target, data)
        except locked.LockedFile:
            raise locked.LockedFile(
                f"what is encrypted for these could not be opened again here, {self._why(target, data)}; "
                "nothing was changed"
            ) from None
        self.trust(recipients)

    def trust(self, recipients: tuple[str, ...]) -> None:
        """Take it that what is locked for these can be opened again, if not here."""
        self._proved.add(recipients)


_current = [Keys(lambda: [path for path in [os.environ.get("COACH_IDENTITY", "")] if path])]


def use(keys: Keys) -> None:
    """Have these be the keys of the process."""
    _current[0] = keys


def current() -> Keys:
    """Return the keys of the process."""
    return _current[0]


def opened(path: str, data: bytes) -> bytes:
    """Return what is in a file's bytes: those of an age file are opened, others are as they are.

    Raises LockedFile where no key at hand opens it, Spoilt where one does and it is not whole.
    """
    return current().open(path, data) if locked.is_locked(data) else data


def is_data_locked(target: str) -> bool:
    """Say whether a data file is locked, or is to be once it is there."""
    try:
        file = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except FileNotFoundError:
        return os.path.lexists(sidecar(target, RECIPIENTS))
    except OSError:
        return False
    try:
        return locked.is_locked(os.read(file, 64))
    except OSError:
        return False
    finally:
        close_quietly(file)


def is_half_done(target: str) -> bool:
    """Say whether a data file is plain that is to be locked: encrypting, or decrypting, was cut off."""
    return os.path.lexists(sidecar(target, RECIPIENTS)) and not is_data_locked(target)


def recipients_beside(target: str) -> tuple[str, ...] | None:
    """Return for whom the list beside a data file says that it is locked; None where there is no list.

    Raises DataFileError.
    """
    path = sidecar(target, RECIPIENTS)
    try:
        return tuple(locked.recipients_in(bounds.file_bytes(path, bounds.OWN).decode("utf-8", "replace")))
    except FileNotFoundError:
        return None
    except BadInput as error:
        raise DataFileError(f"{shown(path)}: {error}; say anew for whom: coach encrypt --to") from None
    except bounds.Unfit as error:
        raise DataFileError(f"{shown(path)} {error}; say anew for whom: coach encrypt --to") from None
    except OSError as error:
        raise DataFileError(f"{shown(path)} cannot be read: {advice(error)}") from None


def list_of(recipients: Iterable[str], own: str = "") -> bytes:
    """Return the list beside a data file, in which `own` is marked as its own key's."""
    return "".join(f"{_OWN}\n{one}\n" if one == own else f"{one}\n" for one in recipients).encode()


def own_listed(target: str) -> str:
    """Return which of the list beside a data file is its own key's; "" where it says none."""
    try:
        lines = bounds.file_bytes(sidecar(target, RECIPIENTS), bounds.OWN).decode("utf-8", "replace")
    except OSError:
        return ""
    _, found, after = lines.partition(f"{_OWN}\n")
    return after.partition("\n")[0] if found else ""


def recipients_inside(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> tuple[str, ...] | None:
    """Return for whom a data file says itself that it is locked; None where it does not say."""
    for record in tables.get("meta", {}).values():
        if record.get("uid") == UID:
            told: Any = record.get("of")
            return tuple(map(str, told)) if isinstance(told, list) and told else None
    return None


def tell_inside(tables: Tables, recipients: Iterable[str]) -> None:
    """Write into a data file's meta for whom it is locked; nobody, where it is plain."""
    meta = tables["meta"]
    told = list(recipients)
    number = next((number for number, record in meta.items() if record.get("uid") == UID), "")
    if not told:
        meta.pop(number, None)
    else:
        meta[number or str(max(map(int, meta), default=0) + 1)] = {"uid": UID, "of": told}


def agreed(target: str, tables: Tables) -> tuple[str, ...]:
    """Return for whom a locked data file is to be locked again; raises DataFileError where that is open."""
    inside, beside = recipients_inside(tables), recipients_beside(target)
    if inside is None:
        raise DataFileError(
            f"{shown(target)} does not say for whom it is encrypted, so nothing was changed: "
            "say it with coach encrypt --to"
        )
    if beside is not None and locked.keys_of(inside) != locked.keys_of(beside):
        raise disagree(target)
    return inside


def disagree(target: str) -> DataFileError:
    """Return what says that a data file and the list beside it name others."""
    return DataFileError(
        f"{shown(target)} says itself that it is encrypted for others than "
        f"{shown(sidecar(target, RECIPIENTS))} does, so nothing was changed: coach doctor names them, "
        "coach encrypt --to says for whom"
    )


def own_key_of(target: str) -> str:
    """Return the file with a data file's own key, which a passphrase opens; "" where it has none."""
    path = sidecar(target, IDENTITY)
    return path if os.path.lexists(path) else ""


def _own_keys(path: str, data: str) -> list[str]:
    """The keys that lie beside a locked file, as those of data files do: in its folder, or above that."""
    file = os.path.realpath(path or data or ".")
    folder = os.path.dirname(file)
    of_data = os.path.dirname(os.path.realpath(data)) if data else ""
    others = [os.path.join(of_data, "backups")] if data and file != os.path.realpath(data) else []
    found = [sidecar(os.path.realpath(one), IDENTITY) for one in (path, data) if one]
    for place in (folder, os.path.dirname(folder), *others):
        try:
            names = sorted(os.listdir(place))  # noqa: PTH208
        except OSError:
            continue
        found += [os.path.join(place, n) for n in names if n.startswith(".") and n.endswith(f".{IDENTITY}")]
    return list(dict.fromkeys(found))
