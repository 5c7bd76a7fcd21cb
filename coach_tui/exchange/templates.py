"""The templates that plans begin from: those that come with the program, and the coach's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.errors import BadInput, DataFileError
from coach_tui.plan.fields import quote
from coach_tui.plan.template import as_template
from coach_tui.plan.text import slug

if TYPE_CHECKING:
    from coach_tui.plan.draft import Draft

SHIPPED = Path(__file__).resolve().parent.parent / "templates"


def own_folder(config: Path) -> Path:
    """Where the coach's own templates lie: beside the configuration file."""
    return config.parent / "templates"


def find_templates(own: Path) -> dict[str, Path]:
    """All templates by name; one of the coach's own takes the place of a shipped one of the same name."""
    found: dict[str, Path] = {}
    for folder in (SHIPPED, own):
        if folder.is_dir():
            found |= {path.stem: path for path in sorted(folder.glob("*.toml"))}
    return found


def load_template(path: Path) -> Draft:
    """The plan in a template.

    Raises:
        BadInput: the file cannot be read, or is no plan file; the line names it.
    """
    try:
        return read_toml(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise BadInput(f"the template {quote(path.name)} cannot be read; look at {path}") from None
    except BadInput as error:
        raise BadInput(f"the template {quote(path.name)}: {error}") from None


def save_template(own: Path, name: str, draft: Draft) -> Path:
    """Keeps a plan as a template, without what belongs to its client. Returns the file.

    Raises:
        BadInput: there is one of that name, or the name is empty.
        DataFileError: it cannot be written.
    """
    if not name.strip():
        raise BadInput("give the template a name")
    path = own / f"{slug(name)}.toml"
    text = write_toml(as_template(draft))
    try:
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise BadInput(
            f"a template called {quote(path.stem)} is there already; choose another name"
        ) from None
    except OSError as error:
        raise DataFileError(f"{path} cannot be written: {error.strerror}") from None
    return path
