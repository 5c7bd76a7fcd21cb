"""Fields: one declaration serves storing, checking, typing, editing and exporting a value.

A field turns three forms of a value into one another: what is *stored* (plain JSON: text, numbers,
ISO dates, lists and objects of these), what code *reads* (dates as dates, an absent text as ""),
and what a person *types*. Declarations stand in the noun modules; see `coach_tui.plan.record`.

Here is what all fields share, and the fields of one value; those of time, of lists and of records inside
a record stand in `field_times`, `field_lists` and `field_records`.
"""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any, Protocol

    class Holder(Protocol):
        """What a field is read from: a record, whose `raw` is what is stored."""

        raw: Mapping[str, Any]


LINE_LIMIT = 500
SHORT = 40
"""Characters of a value that an error message shows."""
_SHOWN, _SHOWN_LINES = 2_000, 20
"""Characters and lines that are shown of a text that somebody else wrote."""
TEXT_LIMIT = 200_000
NUMBER_LIMIT = 1e12


def plain_number(value: float) -> str:
    """A number as people write it: no trailing zeros, no exponent within reason.

    >>> plain_number(4.0), plain_number(0.5)
    ('4', '0.5')
    """
    if value == int(value) and abs(value) < NUMBER_LIMIT:
        return str(int(value))
    return f"{value:.10g}"


class Field:
    """A named value of a record. Subclasses say which values it takes.

    `widget` tells a form how to ask: line, text, choice, picks or switch; group, values, measures, confidence
    or ladder for what takes several fields there; first_day and last_day for time off; told for what is only
    told. `section` starts a new part of the form with that heading. `required` fields may not be empty;
    `rare` ones are asked for in a form only where they hold something already, and those with `only` where
    that other field of the record has one of those values.

    `seen` is the widest reader who sees it: coach (unless declared otherwise), client or sponsor; nobody
    where it may leave only by way of a rule. With `opens` it follows the record's visibility, up to that
    reader (`coach_tui.plan.audience`); with `listed` it does so where that field of the record lists its key.

    `names` is whom a text names (`coach_tui.plan.hidden`): client, rater or sponsor; somebody, where it may
    be anybody; reach for an address or telephone number; private where all of it could tell who it is; code
    for a word of the program's own. Without it the text is about something else, and may mention somebody.

    `was` is the key it had in an older version: plan files and exports of that one are still read.
    """

    widget = "line"

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        required: bool = False,
        section: str = "",
        default: Any = None,
        rare: bool = False,
        only: tuple[str, tuple[str, ...]] = ("", ()),
        seen: str = "coach",
        opens: str = "",
        listed: str = "",
        names: str = "",
        widget: str = "",
        was: str = "",
    ) -> None:
        self.label = label
        self.hint = hint
        self.required = required
        self.section = section
        self.default = default
        self.rare = rare
        self.only = only
        self.seen = seen
        self.opens = opens
        self.listed = listed
        self.names = names
        self.was = was
        self.key = ""
        if widget:
            self.widget = widget

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = name.rstrip("_")

    def means(self, record: Mapping[str, Any]) -> bool:
        """Whether it means something in a record (stored, or a form's values)."""
        key, values = self.only
        return not key or record.get(key) in values

    def check(self, value: Any) -> Any:
        """The stored form of a plain value.

        Raises:
            BadInput: one line that begins with the field's key.
        """
        raise NotImplementedError

    def parse(self, text: str, today: date) -> Any:
        """The stored form of what a person typed; None when it is empty."""
        text = text.strip()
        return self.check(text) if text else None

    def text(self, stored: Any) -> str:
        """The stored value as a person would type it."""
        return "" if stored is None else str(stored)

    def show(self, stored: Any) -> str:
        """The stored value as a reader sees it, on one or several lines."""
        return self.text(stored)

    def joined(self, old: Any, new: Any) -> Any:
        """What stands under the key of an older version and under that of now, as one value.

        Raises:
            BadInput: only one of them can stand.
        """
        if old in (None, "", [], {}, new):
            return new
        raise BadInput(f"{self.was}: is called {self.key} now, and stands there as well; leave one of them")

    def refuse(self, what: str) -> BadInput:
        """The error for a value of this field."""
        return BadInput(f"{self.key}: {what}")


def visible(text: str) -> bool:
    """Whether a text shows anything: blanks, joiners and fillers alone do not."""
    return any(char not in _INVISIBLE and not char.isspace() for char in text)


_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u200c\u200d\u2800\u3164\uffa0")


def excerpt(text: str) -> str:
    """Text as far as one looks at it: its first lines, and how much more there is."""
    kept = "\n".join(text[:_SHOWN].split("\n")[:_SHOWN_LINES])
    more = len(text) - len(kept)
    return f"{kept}… and {more:,} more character{'' if more == 1 else 's'}" if more else text


def quote(value: Any) -> str:
    """A value for an error message: cleaned, short, in quotes."""
    text = clean(value if isinstance(value, str) else _written(value))
    return f"“{text[:SHORT]}…”" if len(text) > SHORT else f"“{text}”"


def _written(value: Any) -> str:
    """A value as a plan file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_written(one)}' for key, one in value.items())} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_written, value))}]"
    return str(value)


class Text(Field):
    """One line of text, or several with `lines`."""

    def __init__(self, label: str, *, lines: bool = False, **options: Any) -> None:
        super().__init__(label, **options)
        self.lines = lines
        self.widget = "text" if lines else "line"

    def __get__(self, record: Holder, owner: type) -> str:
        return record.raw.get(self.key) or self.default or ""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not text; put it in quotes")
        limit = TEXT_LIMIT if self.lines else LINE_LIMIT
        if len(value) > limit:
            where = "shorten it" if self.lines else "put the rest in a note"
            raise self.refuse(f"{len(value):,} characters are too many (at most {limit:,}); {where}")
        return clean(value, lines=self.lines).strip() if not self.lines else clean(value, lines=True).rstrip()

    def parse(self, text: str, today: date) -> str | None:
        return self.check(text) or None  # an indented first line stays as it is


class Number(Field):
    """A finite number, whole with `whole`, between `low` and `high` where given."""

    def __init__(
        self,
        label: str,
        *,
        low: float | None = None,
        high: float | None = None,
        whole: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.low = -NUMBER_LIMIT if low is None else low
        self.high = NUMBER_LIMIT if high is None else high
        self.whole = whole

    def __get__(self, record: Holder, owner: type) -> float | None:
        value: float | None = record.raw.get(self.key, self.default)
        return value

    def check(self, value: Any) -> float:
        kind = "a whole number" if self.whole else "a number"
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.refuse(f"{quote(value)} is not {kind}")
        if not self.low <= value <= self.high:  # also refuses nan
            if abs(self.low) < NUMBER_LIMIT and abs(self.high) < NUMBER_LIMIT:
                raise self.refuse(
                    f"{quote(value)} is outside {plain_number(self.low)} to {plain_number(self.high)}"
                )
            raise self.refuse(f"{quote(value)} is out of range; write a number {self._bounds()}")
        if value == int(value):
            return int(value)
        if self.whole:
            raise self.refuse(f"{quote(value)} is not {kind}")
        return float(value)

    def _bounds(self) -> str:
        if abs(self.low) < NUMBER_LIMIT:
            return f"of at least {plain_number(self.low)}"
        return f"below {plain_number(self.high)}"

    def parse(self, text: str, today: date) -> float | None:
        text = text.strip().replace("−", "-")
        if not text:
            return None
        if text.count(",") == 1 and "." not in text:
            text = text.replace(",", ".")
        try:
            return self.check(float(text) if any(c in text for c in ".eE") else int(text))
        except (ValueError, OverflowError):
            raise self.refuse(f"{quote(text)} is not a number") from None

    def text(self, stored: Any) -> str:
        if stored is None:
            return ""
        short = plain_number(stored)
        return short if float(short) == stored else repr(stored)  # to be typed back, no digit may go


class Flag(Field):
    """Yes or no. A no that is meant anyway is not stored, so that saying it and leaving it out are one."""

    widget = "switch"

    def __get__(self, record: Holder, owner: type) -> bool:
        return bool(record.raw.get(self.key, self.default))

    def check(self, value: Any) -> bool | None:
        if not isinstance(value, bool):
            raise self.refuse(f"{quote(value)} is neither true nor false")
        return value or (None if self.default is False else False)

    def parse(self, text: str, today: date) -> bool | None:
        word = text.strip().lower()
        if not word:
            return None
        if word in ("yes", "y", "true"):
            return True
        if word in ("no", "n", "false"):
            return False
        raise self.refuse(f"{quote(text)} is neither yes nor no")

    def text(self, stored: Any) -> str:
        return "" if stored is None else "yes" if stored else "no"


class Choice(Field):
    """One of a few words; a reader sees a hyphen where an underline is stored."""

    widget = "choice"

    def __init__(self, label: str, options: Sequence[str], **more: Any) -> None:
        super().__init__(label, **more)
        self.options = tuple(options)

    def __get__(self, record: Holder, owner: type) -> str:
        return record.raw.get(self.key) or self.default or ""

    def check(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.options:
            raise self.refuse(f"{quote(value)} is not one of {', '.join(self.options)}")
        return value

    def show(self, stored: Any) -> str:
        """The word for people."""
        return self.text(stored).replace("_", "-")


class Ref(Field):
    """The uid of one record of another table of the same plan."""

    widget = "choice"

    def __init__(self, label: str, table: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.table = table

    def __get__(self, record: Holder, owner: type) -> str:
        return record.raw.get(self.key) or ""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a name")
        return value
