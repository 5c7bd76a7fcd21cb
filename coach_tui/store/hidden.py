"""Whether names are hidden, kept beside the data file: an empty file `.coach.json.hidden` while they are.

So they stay hidden after a crash, and whoever opens the app again with others before the screen shows nobody.
"""
# ruff: noqa: PTH108, PTH120

from __future__ import annotations

import os

from coach_tui.store.seal import sidecar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def names_hidden(place: Path) -> bool:
    """Say whether names are hidden in this data file: one stat."""
    return os.path.lexists(_file(place))


def keep_names_hidden(place: Path, hidden: bool) -> None:
    """Have the next start hide names, or show them; for every app on this data file. Raises DataFileError."""
    from coach_tui.store import durable
    from coach_tui.store.names import fault

    path = _file(place)
    try:
        if hidden:
            durable.make_folder(os.path.dirname(path))
            durable.write_new(path, b"")
        else:
            os.unlink(path)
    except (FileExistsError, FileNotFoundError):
        return  # it is so already
    except OSError as error:
        raise fault(path, "written" if hidden else "removed", error) from None


def _file(place: Path) -> str:
    return sidecar(os.path.realpath(place), "hidden")
