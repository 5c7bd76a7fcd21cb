"""Age files: what locks bytes for recipients, and opens them with identities; nothing here asks anybody.

They are the files of age (age-encryption.org/v1), which its own program opens: `age -d -i KEY coach.json`.
The library that does it, pyrage, is an extra, and imported when the first such file is met.
"""

from __future__ import annotations

from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.store.names import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType
    from typing import Any

    Identity = Any
    """A key that opens files, of age or of SSH, as the library keeps it."""

HEADS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")
"""How an age file begins, and how one does that was made to be sent as text."""
EXTRA = "pip install 'coach-tui[crypt]'"
_HEAD, _END = 4096, 64
"""Bytes at the beginning and end of an age file by which it is known."""
_SPARE = 100_000
"""Bytes that an age file may be longer than what is in it, beside a thousandth of that."""
_SHORTEST = 8
"""Characters of a passphrase: a shorter one is soon guessed by who has the file."""
_AGE = "age1"
_SSH = ("ssh-ed25519", "ssh-rsa")
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how one begins
_SSH_KEY = b"PRIVATE KEY-----"
_WITHOUT_KEY = "No matching keys found"
_NEWER = "Unknown age format"


class LockedFile(DataFileError):
    """A file that is locked, and that no key at hand opens. It is sound for all we know, and left alone."""


class Spoilt(Exception):
    """What a key at hand opens is not whole: cut off, or changed since."""


def is_locked(data: bytes) -> bool:
    """Say by how it begins whether this is an age file."""
    return data.startswith(HEADS)


def marks(data: bytes) -> bytes:
    """Return what tells an age file from every other one: its head has a key of its own, its end a checksum.

    Whether what lies between is whole, only opening it tells.
    """
    return data[:_HEAD] + data[-_END:]


def spare(limit: int) -> int:
    """Return how many bytes longer than what is in it an age file may be."""
    return limit // 1000 + _SPARE


def lock(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Return these bytes as an age file that each of the recipients can open.

    Raises BadInput for what is no recipient, DataFileError where the library is missing.
    """
    if not recipients:
        raise BadInput("nobody is named for whom to encrypt it; name one with coach encrypt --to")
    age = library()
    data: bytes = age.encrypt(plain, [_parsed(age, one) for one in recipients])
    return data


def unlock(data: bytes, identities: Sequence[Identity]) -> bytes:
    """Return what is in an age file that one of the identities opens.

    Raises LockedFile where none of them does, Spoilt where one does and the file is not whole, DataFileError
    where the library is missing.
    """
    age = library()
    try:
        plain: bytes = age.decrypt(data, list(identities))
    except age.DecryptError as error:
        if _WITHOUT_KEY in str(error) or not identities:
            raise LockedFile("it is encrypted for other keys") from None
        if _NEWER in str(error):
            raise LockedFile("it is encrypted in a newer way than this knows") from None
        raise Spoilt("it is cut off, or was changed since it was encrypted") from None
    return plain


def lock_with_passphrase(plain: bytes, passphrase: str) -> bytes:
    """Return an age file that a passphrase opens; it takes about a second, and so does opening it."""
    check_passphrase(passphrase)
    library()
    from pyrage import passphrase as by_passphrase

    data: bytes = by_passphrase.encrypt(plain, passphrase)
    return data


def check_passphrase(passphrase: str) -> None:
    """Raise BadInput for one that is too short to keep anybody out."""
    if len(passphrase) < _SHORTEST:
        raise BadInput(f"a passphrase has at least {_SHORTEST} characters, better four or five words")


def unlock_with_passphrase(data: bytes, passphrase: str) -> bytes | None:
    """Return what is in an age file that a passphrase opens; None where it is not that one."""
    age = library()
    from pyrage import passphrase as by_passphrase

    try:
        plain: bytes = by_passphrase.decrypt(data, passphrase)
    except age.DecryptError:
        return None
    return plain


def new_identity() -> tuple[str, str]:
    """Return a fresh identity of age as the text of its file, and its recipient."""
    library()
    from pyrage import x25519

    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    return f"# public key: {recipient}\n{identity}\n", recipient


def recipient_of(text: bytes) -> str:
    """Return the recipient of the first key of age in the text of an identity's file; raises BadInput."""
    for one in identities_in(text):
        if hasattr(one, "to_public"):
            return str(one.to_public())
    raise BadInput("is no key of age")


def identities_in(data: bytes) -> list[Identity]:
    """Return the keys in the file of an identity: of age, a line each, or a private key of SSH.

    Raises BadInput, in words that go on from the file's name, for what is none, or has a passphrase.
    """
    age = library()
    from pyrage import ssh, x25519

    try:
        if _SSH_KEY in data[:100]:
            return [ssh.Identity.from_buffer(data)]
        lines = [line.strip() for line in data.decode("ascii").split("\n")]
        found = [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except age.IdentityError as error:
        if "decrypted first" in str(error) or "Encrypted" in str(error):
            raise BadInput(
                "is an SSH key with a passphrase, which cannot be opened here: take one without, or of age"
            ) from None
        raise BadInput("is no key that can be used: take one of age, or of SSH (ed25519, rsa)") from None
    except UnicodeDecodeError:
        found = []
    if not found:
        raise BadInput("is no key that can be used: take one of age, or of SSH (ed25519, rsa)")
    return found


def recipient(text: str) -> str:
    """Return a recipient as it is kept: `age1…`, or the kind, key and comment of an SSH key.

    Raises BadInput for anything else; a secret key that was given instead is not repeated.
    """
    from coach_tui.plan.text import clean

    said = " ".join(clean(text).split())
    if _SECRET in said.upper() or "PRIVATE KEY" in said:
        raise BadInput("that is a secret key, which nobody else may see: name its public one")
    if said.lower().startswith(_AGE):
        said = said.lower()
    _parsed(library(), said)
    return said


def _parsed(age: ModuleType, said: str) -> Any:
    from pyrage import ssh, x25519

    kind = said.partition(" ")[0]
    try:
        if kind in _SSH:
            return ssh.Recipient.from_str(said)
        if kind.startswith(_AGE):
            return x25519.Recipient.from_str(said)
    except age.RecipientError:
        pass
    what = f"“{said[:40]}{'…' if len(said) > 40 else ''}”"
    raise BadInput(f"{what} is no recipient; name a public key: age1…, ssh-ed25519 … or ssh-rsa …")


def recipients_in(text: str) -> list[str]:
    """Return the recipients in a text, one a line as age's own lists are; raises BadInput."""
    lines = [line.strip() for line in text.splitlines()]
    return [recipient(line) for line in lines if line and not line.startswith("#")]


def key_of(one: str) -> str:
    """Return what tells a recipient from others: its key, without the comment."""
    return " ".join(one.split()[:2]) if one.startswith("ssh-") else one


def keys_of(several: Iterable[str]) -> set[str]:
    """Return what tells these recipients from others."""
    return {key_of(one) for one in several}


def shown_recipient(one: str) -> str:
    """Return a recipient for a message: one of SSH by the end of its key and its comment."""
    kind, _, rest = one.partition(" ")
    key, _, comment = rest.partition(" ")
    return shown(f"{kind} …{key[-8:]} {comment}".strip() if key else kind)


def counted(data: bytes) -> dict[str, int] | None:
    """Return for how many recipients of each kind an age file is locked, as its head tells anybody.

    None for one that was made to be sent as text.
    """
    if not data.startswith(HEADS[0]):
        return None
    head = data[: data.find(b"\n--- ")]
    found: dict[str, int] = {}
    for line in head.split(b"\n"):
        kind = line[3:].split(b" ")[0].decode("ascii", "replace") if line.startswith(b"-> ") else ""
        if kind and not kind.endswith("grease"):
            found[kind] = found.get(kind, 0) + 1
    return found


def expected(recipients: Iterable[str]) -> dict[str, int]:
    """Return what `counted` finds in a file that was locked for these recipients."""
    found: dict[str, int] = {}
    for one in recipients:
        kind = one.split(" ")[0] if one.startswith("ssh-") else "X25519"
        found[kind] = found.get(kind, 0) + 1
    return found


def is_for_others(data: bytes, recipients: Iterable[str], identities: Iterable[Identity]) -> bool:
    """Say whether an age file is locked for others than these, as its head or one of the identities tells.

    The head tells of how many kinds and how often, not of which keys of age: one for as many others is found
    out where their key is at hand.
    """
    known = set(recipients)
    counts = counted(data)
    if counts is not None and counts != expected(known):
        return True
    others = [one for one in identities if hasattr(one, "to_public") and str(one.to_public()) not in known]
    try:
        return bool(others) and unlock(data, others) is not None
    except (LockedFile, Spoilt):
        return False


def library() -> ModuleType:
    """Return the library that does the work; raises DataFileError where it is not installed."""
    try:
        import pyrage
    except ImportError:
        raise LockedFile(
            f"this needs the extra for encrypted files, which is not installed: {EXTRA}"
        ) from None
    age: ModuleType = pyrage
    return age
