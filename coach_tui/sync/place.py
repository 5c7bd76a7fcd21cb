"""The folder `.coach.json.sync` beside a data file: the repository, and what was sent of the file last."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store import durable
from coach_tui.store.beside import sidecar
from coach_tui.store.lock import Lock
from coach_tui.store.names import fault, shown

if TYPE_CHECKING:
    from collections.abc import Iterator


class Sent(NamedTuple):
    """The commit that was taken over here last, and where which kinds of own files were looked after then."""

    commit: str
    places: dict[str, str]


class Place:
    """Where what belongs to the syncing of one data file lies."""

    def __init__(self, data: Path) -> None:
        self.target = os.path.realpath(data)
        self.folder = Path(sidecar(self.target, "sync"))

    @property
    def repository(self) -> Path:
        """The folder of the bare repository."""
        return self.folder / "git"

    @property
    def there(self) -> bool:
        """Whether the data file is synced at all."""
        return (self.folder / "git" / "HEAD").is_file()

    def make(self) -> None:
        """Make the folder, for its owner alone.

        Raises:
            DataFileError: the system refuses.
        """
        try:
            durable.make_private_folder(os.fspath(self.folder))
        except OSError as error:
            raise fault(self.folder, "made", error) from None

    def remove(self) -> None:
        """Take the folder away again, where nothing came of it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let one sync of the data file go on at a time.

        Raises:
            ChangedMeanwhile: another one is under way.
        """
        lock = Lock(os.fspath(self.folder / "sync"), 0.0)
        try:
            lock.take()
        except ChangedMeanwhile:
            raise ChangedMeanwhile(f"{shown(self.target)} is being synced already: try again later") from None
        try:
            yield
        finally:
            lock.release()

    def sent(self) -> Sent | None:
        """What was kept last; None where nothing was, or it cannot be read."""
        try:
            found = json.loads((self.folder / "sent.json").read_bytes())
            return Sent(str(found["commit"]), dict(found["places"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, sent: Sent) -> None:
        """Keep it, whole or not at all.

        Raises:
            DataFileError: the system refuses.
        """
        target = os.fspath(self.folder / "sent.json")
        durable.sweep(target)
        try:
            durable.replace(target, json.dumps(sent._asdict()).encode() + b"\n", None)
        except durable.Unconfirmed:
            return  # what is not on the disk is found out anew
        except DataFileError:
            raise
