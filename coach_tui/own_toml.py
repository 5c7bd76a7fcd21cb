"""The small TOML files that a coach keeps, and any TOML text: read safely, each fault in one line.

The configuration, themes, sets of items, credentials and plan files are read by the same means. What stands
in the place of a file and is none, such as a pipe, is not waited for.
"""

from __future__ import annotations

import re

from coach_tui import bounds
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike
    from typing import Any


def file_text(path: str | PathLike[str], limit: int = bounds.OWN) -> str:
    """The text of a file in UTF-8, without the mark that some editors put in front.

    Raises:
        FileNotFoundError: there is none.
        BadInput: it cannot be read, with the reason alone.
    """
    try:
        data = bounds.file_bytes(path, limit)
    except FileNotFoundError:
        raise
    except bounds.Unfit as error:
        raise BadInput(f"it {error}") from None
    except (OSError, ValueError) as error:
        raise BadInput(getattr(error, "strerror", None) or "no file can have that name") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("it is not UTF-8 text") from None


def _set_twice(text: str, error: str) -> str:
    """Which key stands in a text twice, and what to do, where that is the error; "" else."""
    found = re.fullmatch(r"Cannot overwrite a value \(at (?:line (\d+), column \d+|end of document)\)", error)
    if not found:
        return ""
    lines = text.split("\n")
    number = int(found[1]) if found[1] else len(lines)
    key = clean(lines[number - 1].partition("=")[0].strip())[:60]
    before = [line.partition("=")[0].strip() for line in lines[: number - 1]]
    if not key or key not in before:
        return ""
    there = number - 1 - before[::-1].index(key)
    return f"{key} is set in line {there} and again in line {number}: change the one, take out the other"


def parsed(text: str, limit: int = bounds.OWN) -> dict[str, Any]:
    """The tables in a TOML text of so many characters at most.

    Raises:
        BadInput: with the reason and its place.
    """
    import tomllib

    try:
        bounds.check_toml(text, limit)
        return tomllib.loads(text)
    except BadInput as error:
        raise BadInput(f"not valid TOML: {error}") from None
    except tomllib.TOMLDecodeError as error:
        twice = _set_twice(text, str(error))
        raise BadInput(f"not valid TOML: {twice or clean(str(error))[:200]}") from None
    except ValueError:
        raise BadInput("not valid TOML: a number in it is longer than any that is used") from None
    except RecursionError:
        raise BadInput("not valid TOML: nested too deep") from None
