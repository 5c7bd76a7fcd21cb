"""What may be kept in a record: plain JSON values, copied so that no caller can change them later."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.store.checking import MAX_DEPTH, MAX_INT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.store.shapes import Record


def json_value(value: Any, place: str, left: int = MAX_DEPTH) -> Any:
    """Return a copy of a value as JSON keeps it (tuples as lists); `place` names it in messages.

    Raises BadInput for what would not come back the same: lone surrogates, NaN and infinities, whole numbers
    beyond 64 bits, keys that are no text, other types, nesting without end.
    """
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise BadInput(
                    f"{place}: the text holds half a character (a lone surrogate): type it again"
                ) from None
        return str(value)
    if isinstance(value, int):
        if not -MAX_INT <= value < MAX_INT:
            raise BadInput(f"{place}: the number is too large")
        return int(value)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise BadInput(f"{place}: {value} is not a number that can be kept")
        return float(value)
    if not left:
        raise BadInput(f"{place}: nested too deeply")
    if isinstance(value, dict):
        copy = {}
        for key, inner in value.items():
            if not isinstance(key, str):
                raise BadInput(f"{place}: the key {key!r} is not text")
            copy[json_value(key, place)] = json_value(inner, place, left - 1)
        return copy
    if isinstance(value, (list, tuple)):
        return [json_value(inner, place, left - 1) for inner in value]
    raise BadInput(f"{place}: a {type(value).__name__} cannot be kept")


def copied(value: Any) -> Any:
    """Return a deep copy of a value that is known to be plain."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [copied(inner) for inner in value]
    return value


def same_record(one: Record | None, other: Record | None) -> bool:
    """Say whether two records have the same fields with the same values."""
    if one is None or other is None:
        return one is other
    return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())


def same(one: Any, other: Any) -> bool:
    """Say whether two values are the same in the file: True is not 1, and 1 is not 1.0."""
    return type(one) is type(other) and bool(one == other)
