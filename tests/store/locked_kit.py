"""Keys for tests of locked files, and what lies in a folder that is not locked."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from coach_tui.store import keys, locked
from coach_tui.store.store import Store


class Key:
    """An identity in a file of its own, and its recipient."""

    def __init__(self, folder: Path, name: str = "key") -> None:
        text, self.recipient = locked.new_identity()
        self.path = folder / f"{name}.txt"
        self.path.write_text(text)
        self.path.chmod(0o600)
        self.identities = locked.identities_in(text.encode())

    def use(self, ask: Callable[[str], str] | None = None) -> None:
        """Have it be the key of this process, and no other."""
        keys.use(keys.Keys(lambda: [str(self.path)], ask))

    def opens(self, path: Path) -> bytes:
        """What is in a locked file."""
        return locked.unlock(path.read_bytes(), self.identities)


def no_key() -> None:
    """Have this process know no key."""
    keys.use(keys.Keys())


def said_elsewhere(path: Path, at_hand: Key, *recipients: str) -> None:
    """Have another process say for whom a data file is, with a key of its own."""
    here = keys.current()
    at_hand.use()
    Store(path, now=datetime.now).encrypt(lambda _: recipients, has_key=lambda _: True)
    keys.use(here)


def ssh_key(folder: Path, kind: str, passphrase: str = "") -> tuple[Path, str]:
    """A new key of SSH: its file, and its public half as a line."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not here")
    path = folder / f"id_{kind}{'_shut' if passphrase else ''}"
    size = ["-b", "2048"] if kind == "rsa" else []
    command = ["ssh-keygen", "-q", "-t", kind, *size, "-N", passphrase, "-C", "me@home", "-f", str(path)]
    subprocess.run(command, check=True)
    return path, path.with_suffix(".pub").read_text().strip()


def files_in(folder: Path) -> Iterator[Path]:
    """Every file in a folder and below it, hidden or not."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def telling(folder: Path, *names: str) -> list[str]:
    """The files in which one of these names stands for all to read."""
    return [
        str(path.relative_to(folder))
        for path in files_in(folder)
        if any(name.encode() in path.read_bytes() for name in names)
    ]
