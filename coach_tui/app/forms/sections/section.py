"""What the sections of a page share: their keys, reading an answer, and what is said between the fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from coach_tui.app.checks import told
from coach_tui.app.forms.widgets.fields import FieldSpec, unpack_choice
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput

T = TypeVar("T")
Values = Mapping[str, Any]
"""What the fields of a page hold, by key."""


class Section(Generic[T]):
    """A part of a page: it makes its fields, and reads what was answered there."""

    kind: ClassVar[str]
    """What the keys of its fields begin with."""

    def key(self, about: object) -> str:
        """The key of the field about one thing: a uid, or a number."""
        return f"{self.kind}.{about}"

    def fields(self) -> list[FieldSpec]:
        """Its fields, in order."""
        raise NotImplementedError

    def read(self, values: Values) -> T:
        """What was answered.

        Raises:
            BadInput: an answer that cannot be taken; it begins with the key of its field.
        """
        raise NotImplementedError

    def answer(self, values: Values, about: object) -> tuple[str, str, str, str, str]:
        """The answer about one thing: the choice, "" for none, and what it asked for besides."""
        given = unpack_choice(str(values.get(self.key(about), "")))
        choice, first, second, third, fourth, *_ = (*given, "", "", "", "")
        return choice, first, second, third, fourth


@contextmanager
def at_field(key: str) -> Iterator[None]:
    """Have the error of what is read here begin with the key of its field."""
    try:
        yield
    except BadInput as error:
        raise BadInput(f"{key}: {told(error)}") from None


def heading(text: str) -> FieldSpec:
    """A heading of the page."""
    return FieldSpec(f"section.{text}", text, "heading")


def under(text: str, fields: list[FieldSpec]) -> list[FieldSpec]:
    """Fields under a heading; nothing where there are none."""
    return [heading(text), *fields] if fields else []


def said(text: str, sign: str = "", style: str = "") -> FieldSpec:
    """A line of the page."""
    return FieldSpec("said", text, "said", said=[(text, style)], beside=sign)


def clipped(text: str, most: int) -> str:
    """A text on one line, cut at a word where it has more characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def unbroken(day: date, today: date) -> str:
    """A day that is not broken at the end of a line."""
    return short(day, today).replace(" ", "\u00a0")
