"""Which machine this is, among those that share a practice: a name that stands beside a synced data file."""

from __future__ import annotations

import os

from coach_tui.plan.text import slug
from coach_tui.store import durable
from coach_tui.store.beside import sidecar
from coach_tui.store.names import fault

_LONGEST = 60
"""Bytes of a name."""


def machine_of(target: str) -> str | None:
    """Return the name of this machine for a data file; None where that is not synced."""
    try:
        fd = os.open(_path(target), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        name = os.read(fd, _LONGEST).decode("ascii", "replace").strip()
    except OSError:
        return None
    finally:
        os.close(fd)
    return name if name and name.isprintable() else None


def become(target: str) -> str:
    """Name this machine after its host and by chance, so that no two are called alike; returns the name.

    Raises DataFileError when it cannot be written.
    """
    name = new_name()
    try:
        durable.write_new(_path(target), f"{name}\n".encode())
        durable.sync_folder(os.path.dirname(_path(target)))  # noqa: PTH120
    except OSError as error:
        raise fault(_path(target), "written", error) from None
    return name


def new_name() -> str:
    """Return a name that no machine has yet."""
    host = os.uname().nodename.partition(".")[0]
    return f"{slug(host)[:20] or 'machine'}-{os.urandom(2).hex()}"


def become_another(target: str, name: str) -> None:
    """Name this machine anew; raises DataFileError when it cannot be written."""
    durable.replace(_path(target), f"{name}\n".encode(), None)


def _path(target: str) -> str:
    return os.path.join(sidecar(target, "sync"), "machine")  # noqa: PTH118
