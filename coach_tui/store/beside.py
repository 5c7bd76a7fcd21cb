"""The names of what lies beside the data file; nothing here is dear to import."""
# ruff: noqa: PTH118, PTH208

from __future__ import annotations

import os

PRINTED = "printed"
"""How the file ends that holds what quick commands have printed last (`coach_tui.cli.printed`)."""
HIDDEN = "hidden"
"""How the one ends that says that names are hidden."""
RECIPIENTS, LOCKING = "recipients", "locking"
"""How those end that say for whom the data file is encrypted, and that this is under way."""
_OURS = ("backups", "reports", "forms")


def sidecar(target: str, ending: str) -> str:
    """Return the name of a file of ours beside the data file: `.coach.json.lock` beside `coach.json`."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.{ending}")


def forget_printed(target: str) -> None:
    """Remove what quick commands have printed last, where there is anything: it may hold names."""
    try:
        os.unlink(sidecar(target, PRINTED))  # noqa: PTH108
    except OSError:
        return


def may_have_copies(target: str) -> bool:
    """Say whether anything lies in the folder that may be a copy of the data file, to be looked at closely.

    Such a copy is called after the file, with or without its ending.
    """
    folder, name = os.path.split(target)
    stem = os.path.splitext(name)[0].lower().lstrip(".")  # noqa: PTH122
    try:
        names = os.listdir(folder or ".")
    except OSError:
        return False
    return any(
        one.lower().lstrip(".").startswith(stem)
        for one in names
        if one != name and one not in _OURS and not one.startswith(f".{name}.")
    )
