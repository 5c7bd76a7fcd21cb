"""What credentials ask for: data in a file of ours, or in one of the coach's own beside the configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.own_toml import file_text, parsed
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.hours import MOST, Goal
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from typing import Any

OURS = Path(__file__).parents[1] / "credentials.toml"
NAME = "credentials.toml"
NUMBERS = ("hours", "paid", "clients", "recent_hours", "recent_months")
KNOWN = ("source", "check", "group_most", "credential")


class Credentials:
    """The credentials of a file, and where their rules are to be checked."""

    __slots__ = ("check", "goals", "most", "source")

    def __init__(self, source: str, check: str, most: int, goals: list[Goal]) -> None:
        self.source = source
        self.check = check
        self.most = most
        self.goals = goals


@bounds.reader("the credentials")
def load_credentials(configuration: Path) -> Credentials:
    """The coach's own `credentials.toml` beside the configuration file, else ours.

    Raises:
        BadInput: it cannot be read, or holds what is not known; one line that names file and key.
    """
    own = configuration.parent / NAME
    path = own if own.is_file() else OURS
    try:
        found = parsed(file_text(path))
    except (OSError, BadInput) as error:
        raise BadInput(f"{path}: {clean(str(error))}") from None
    for key in found:
        if key not in KNOWN:
            raise BadInput(f"{path}: {quote(key)} is not known; known are {', '.join(KNOWN)}")
    listed = found.get("credential", [])
    if not isinstance(listed, list):
        raise BadInput(f"{path}: begin each credential with [[credential]]")
    goals = [_goal(path, one) for one in listed]
    most = _number(path, "group_most", found.get("group_most", MOST))
    return Credentials(_text(found, "source"), _text(found, "check"), int(most), goals)


def _text(found: dict[str, Any], key: str) -> str:
    return clean(str(found.get(key, "")))


def _goal(path: Path, found: Any) -> Goal:
    if not isinstance(found, dict) or not isinstance(found.get("name"), str):
        raise BadInput(f"{path}: a credential needs a name")
    for key in found:
        if key not in ("name", *NUMBERS):
            raise BadInput(f"{path}: {quote(key)} is not known; known are name, {', '.join(NUMBERS)}")
    return Goal(clean(found["name"]), *(_number(path, key, found.get(key, 0)) for key in NUMBERS))


def _number(path: Path, key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1_000_000:
        raise BadInput(f"{path}: {key}: {quote(value)} is not a number from 0 up")
    return value
