"""Sets of items for rounds of feedback: those that come with the program, and the coach's own (domain §3).

A set is a small TOML file: `name`, `items`, and where wanted `questions`, `anchors`, `scale_low` and
`scale_high`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.own_files import files_by_name, read_own, write_own
from coach_tui.own_toml import parsed
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.round import Round

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

SHIPPED = Path(__file__).resolve().parent.parent / "items"
KEYS = ("scale_low", "scale_high", "anchors", "items", "questions")
"""What a set says of a round."""


def own_item_sets(config: Path) -> Path:
    """Where the coach's own sets lie: beside the configuration file."""
    return config.parent / "items"


def find_item_sets(own: Path) -> dict[str, Path]:
    """All sets by the name of their file; one of the coach's own takes the place of a shipped one."""
    return files_by_name(SHIPPED, own)


@bounds.reader("this set of items")
def load_item_set(path: Path) -> dict[str, Any]:
    """The stored fields of a round that a set gives, its name as the title.

    Raises:
        BadInput: the file cannot be read, or is no set of items; the line names it.
    """
    try:
        document = parsed(read_own(path, "set of items"))
        for key in document:
            if key not in ("name", *KEYS):
                raise BadInput(f"{quote(key)} is not known; a set has name, {', '.join(KEYS)}")
        return Round.check({"title": document.pop("name", path.stem), **document})
    except BadInput as error:
        said = str(error)
    raise BadInput(said if path.name in said else f"the set of items {quote(path.name)}: {said}")


def save_item_set(own: Path, name: str, asked: Mapping[str, Any]) -> Path:
    """Keeps what a round (its stored fields) asks as a set. Returns the file.

    Raises:
        BadInput: there is one of that name, or the name is empty.
        DataFileError: it cannot be written.
    """
    import tomlkit

    document = tomlkit.document()
    document.add("name", name.strip())
    low, high = Round(asked).low, Round(asked).high
    for key, value in {**asked, "scale_low": low, "scale_high": high}.items():
        if key in KEYS and isinstance(value, list):
            lines = tomlkit.array()
            lines.extend(value)
            document.add(key, lines.multiline(True))
        elif key in KEYS:
            document.add(key, value)
    return write_own(own, name, tomlkit.dumps(document), "set of items")
