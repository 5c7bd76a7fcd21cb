"""Sets of items for rounds and assessments: those that come along, and the coach's own (domain rules §3).

A set is a small TOML file: `name`, `items`, and where wanted `questions`, `anchors`, `scale_low` and
`scale_high`. Its `kind` says what it is for: 360 (where it says nothing), self or intake. What a 360 asks can
also be asked of the client alone.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.own_files import files_by_name, read_own, write_own
from coach_tui.own_toml import parsed
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.round import Round

if TYPE_CHECKING:
    from typing import Any

SHIPPED = Path(__file__).resolve().parent.parent / "items"
KEYS = ("scale_low", "scale_high", "anchors", "items", "questions")
"""What a set says of a round or an assessment."""
KINDS = {"360": ("360",), "self": ("self", "360"), "intake": ("intake",)}
"""What a set is for, and the kinds of sets that will do, the own kind first."""


def own_item_sets(config: Path) -> Path:
    """Where the coach's own sets lie: beside the configuration file."""
    return config.parent / "items"


def find_item_sets(own: Path, kind: str = "360") -> dict[str, Path]:
    """The sets for a kind by the name of their file; one of the coach's own takes the place of a shipped one.

    One that cannot be read is there as well: whoever chooses it is told why.
    """
    found = files_by_name(SHIPPED, own)
    kinds = {name: _kind_of(path) for name, path in found.items()}
    fitting = [name for one in KINDS[kind] for name in found if kinds[name] == one]
    return {name: found[name] for name in (*fitting, *(name for name in found if not kinds[name]))}


def _kind_of(path: Path) -> str:
    """What a set is for; "" where it cannot be read."""
    try:
        return str(_document(path).get("kind", "360"))
    except BadInput:
        return ""


def name_of_set(path: Path) -> str:
    """The name that a set gives itself; that of its file where it has none or cannot be read."""
    try:
        return str(_document(path).get("name", path.stem))
    except BadInput:
        return path.stem


@bounds.reader("this set of items")
def _document(path: Path) -> dict[str, Any]:
    """What stands in a set's file; raises BadInput where it cannot be read."""
    return parsed(read_own(path, "set of items"))


@bounds.reader("this set of items")
def load_item_set(path: Path, noun: type[Round] | type[Assessment] = Round) -> dict[str, Any]:
    """The stored fields of a round or an assessment that a set gives, its name as the title.

    Raises:
        BadInput: the file cannot be read, or is no set of items; the line names it.
    """
    try:
        document = _document(path)
        for key in document:
            if key not in ("name", "kind", *KEYS):
                raise BadInput(f"{quote(key)} is not known; a set has name, kind, {', '.join(KEYS)}")
        kind = document.pop("kind", "360")
        if kind not in KINDS:
            raise BadInput(f"kind: {quote(kind)} is not one of {', '.join(KINDS)}")
        values = {"title": document.pop("name", path.stem), **document}
        if noun is Round:
            return noun.check(values)
        found = noun.check({"asked_on": date.min, **values})
        del found["asked_on"]
        return found
    except BadInput as error:
        said = str(error)
    raise BadInput(said if path.name in said else f"the set of items {quote(path.name)}: {said}")


def save_item_set(own: Path, name: str, asked: Round | Assessment) -> Path:
    """Keeps what a round or an assessment asks as a set. Returns the file.

    Raises:
        BadInput: there is one of that name, or the name is empty.
        DataFileError: it cannot be written.
    """
    import tomlkit

    document = tomlkit.document()
    document.add("name", name.strip())
    if isinstance(asked, Assessment):
        document.add("kind", asked.kind)
    for key, value in {**asked.raw, "scale_low": asked.low, "scale_high": asked.high}.items():
        if key in KEYS and isinstance(value, list):
            lines = tomlkit.array()
            lines.extend(value)
            document.add(key, lines.multiline(True))
        elif key in KEYS:
            document.add(key, value)
    return write_own(own, name, tomlkit.dumps(document), "set of items")
