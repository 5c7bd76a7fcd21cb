"""Checks of what is typed: each gives None, or in a line what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.when import parse_day

if TYPE_CHECKING:
    from coach_tui.plan.fields import Field

Check = Callable[[str], str | None]


def text_fault(read: Callable[[str], object], text: str) -> str | None:
    """What is wrong with a text, None where it can be `read`."""
    try:
        read(text)
    except BadInput as error:
        return str(error)
    return None


def told(error: BadInput) -> str:
    """What an error says, without the key of the field where it begins with one."""
    key, colon, what = str(error).partition(": ")
    return what if colon and key.replace(".", "_").isidentifier() else str(error)


def check_of(field: Field, today: date) -> Check:
    """The check of what a field takes."""
    return partial(_field_fault, field, today)


def _field_fault(field: Field, today: date, text: str) -> str | None:
    try:
        field.parse(text, today)
    except BadInput as error:
        return told(error)
    return None


def day_check(today: date, *, past: bool = False) -> Check:
    """The check of a day, which may be left empty; with `past`, of one that has been."""
    return partial(_day_fault, today, past)


def _day_fault(today: date, past: bool, text: str) -> str | None:
    if not text.strip():
        return None
    try:
        day = parse_day(text, today, past=past)
    except BadInput as error:
        return str(error)
    return f"{day.isoformat()} is in the future" if past and day > today else None
