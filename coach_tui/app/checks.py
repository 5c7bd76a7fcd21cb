"""Checks of what is typed: each gives None, or in a line what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side
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
    return read_check(partial(field.parse, today=today))


def read_check(read: Callable[[str], object]) -> Check:
    """The check of what is `read` for a field, which its line need not name."""
    return partial(_read_fault, read)


def _read_fault(read: Callable[[str], object], text: str) -> str | None:
    try:
        read(text)
    except BadInput as error:
        return told(error)
    return None


def day_check(today: date, side: Side, base: date | None = None) -> Check:
    """The check of a day, which may be left empty; what begins with + or - is counted from `base`."""
    return partial(_day_fault, today, side, base)


def _day_fault(today: date, side: Side, base: date | None, text: str) -> str | None:
    return text_fault(lambda said: parse_day(said, today, side, base=base), text) if text.strip() else None
