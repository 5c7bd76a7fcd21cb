"""Files that a person names to be taken in: read as far as any file of use may be, each fault in one line."""

from __future__ import annotations

from pathlib import Path

from coach_tui import bounds
from coach_tui.plan.errors import BadInput
from coach_tui.store.names import advice, shown


def given_bytes(name: str | Path, *, pipes: bool = True) -> bytes:
    """What is in a file, or with `pipes` in one that somebody writes into.

    Raises:
        BadInput: it cannot be read, is a device, or too large; the line does not name it.
    """
    try:
        return bounds.file_bytes(name, bounds.GIVEN, pipes=pipes)
    except bounds.Unfit as error:
        raise BadInput(f"it {error}; name another") from None
    except OSError as error:
        raise BadInput(f"cannot be read: {advice(error)}") from None
    except ValueError:
        raise BadInput("cannot be read: no file can have that name") from None


def typed_bytes(name: str) -> bytes:
    """What is in a file whose name was typed; a leading ~ is home.

    Raises:
        BadInput: as in `given_bytes`; the line names it.
    """
    try:
        return given_bytes(Path(name).expanduser(), pipes=False)
    except BadInput as error:
        raise BadInput(f"{shown(name)}: {error}") from None
    except RuntimeError:  # nobody has such a home
        raise BadInput(f"{shown(name)}: cannot be read: there is no such home") from None
