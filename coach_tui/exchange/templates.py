"""The templates that plans begin from: those that come with the program, and the coach's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.own_files import files_by_name, read_own, write_own
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.template import as_template

if TYPE_CHECKING:
    from coach_tui.plan.draft import Draft

SHIPPED = Path(__file__).resolve().parent.parent / "templates"


def own_folder(config: Path) -> Path:
    """Where the coach's own templates lie: beside the configuration file."""
    return config.parent / "templates"


def find_templates(own: Path) -> dict[str, Path]:
    """All templates by name; one of the coach's own takes the place of a shipped one of the same name."""
    return files_by_name(SHIPPED, own)


@bounds.reader("this template")
def load_template(path: Path) -> Draft:
    """The plan in a template.

    Raises:
        BadInput: the file cannot be read, or is no plan file; the line names it.
    """
    text = read_own(path, "template")
    try:
        return read_toml(text)
    except BadInput as error:
        raise BadInput(f"the template {quote(path.name)}: {error}") from None


def save_template(own: Path, name: str, draft: Draft) -> Path:
    """Keeps a plan as a template, without what belongs to its client. Returns the file.

    Raises:
        BadInput: there is one of that name, or the name is empty.
        DataFileError: it cannot be written.
    """
    return write_own(own, name, write_toml(as_template(draft)), "template")
