"""Small files that a coach keeps beside the configuration: templates of plans, sets of items."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.own_toml import file_text
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import slug
from coach_tui.store import durable
from coach_tui.store.names import fault

if TYPE_CHECKING:
    from pathlib import Path


def files_by_name(shipped: Path, own: Path) -> dict[str, Path]:
    """The TOML files of both folders by name; one of the coach's own takes the place of a shipped one."""
    found: dict[str, Path] = {}
    for folder in (shipped, own):
        if folder.is_dir():
            found |= {path.stem: path for path in sorted(folder.glob("*.toml")) if path.is_file()}
    return found


def read_own(path: Path, noun: str) -> str:
    """The text of such a file.

    Raises:
        BadInput: it cannot be read; the line names it.
    """
    try:
        return file_text(path)
    except FileNotFoundError:
        raise BadInput(f"the {noun} {quote(path.name)} is not there; look at {path}") from None
    except BadInput as error:
        raise BadInput(f"the {noun} {quote(path.name)} cannot be read: {error}; look at {path}") from None


def write_own(own: Path, name: str, text: str, noun: str) -> Path:
    """Writes a new file that only its owner can read, whole or not at all; returns it.

    Raises:
        BadInput: there is one of that name, or the name is empty.
        DataFileError: it cannot be written.
    """
    if not name.strip():
        raise BadInput(f"give the {noun} a name")
    path = own / f"{slug(name)}.toml"
    try:
        durable.make_folder(os.fspath(own))
        durable.write_new(os.fspath(path), text.encode())
        durable.sync_folder(os.fspath(own))
    except FileExistsError:
        raise BadInput(f"a {noun} called {quote(path.stem)} is there already; choose another name") from None
    except OSError as error:
        raise fault(path, "written", error) from None
    return path
