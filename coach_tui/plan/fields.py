"""Fields: one declaration serves storing, checking, typing, editing and exporting a value.

A field turns three forms of a value into one another: what is *stored* (plain JSON: text, numbers,
ISO dates, lists and objects of these), what code *reads* (dates as dates, an absent text as ""),
and what a person *types*. Declarations stand in the noun modules; see `coach_tui.plan.record`.
"""

from __future__ import annotations

from datetime import date

from coach_tui.plan.cadence import Cadence
from coach_tui.plan.dates import Interval, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from coach_tui.plan.record import Record

LINE_LIMIT = 500
TEXT_LIMIT = 200_000
NUMBER_LIMIT = 1e12
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


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

    `widget` tells a form how to ask: line, text, choice, picks or switch. `section` starts a new
    part of the form with that heading. `required` fields may not be empty; `rare` ones are asked for in a
    form only where they hold something already.

    `seen` is the widest reader who sees it: coach (unless declared otherwise), client or sponsor; nobody
    where it may leave only by way of a rule. With `opens` it follows the record's visibility, up to that
    reader (`coach_tui.plan.audience`); with `listed` it does so where that field of the record lists its key.
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
        seen: str = "coach",
        opens: str = "",
        listed: str = "",
    ) -> None:
        self.label = label
        self.hint = hint
        self.required = required
        self.section = section
        self.default = default
        self.rare = rare
        self.seen = seen
        self.opens = opens
        self.listed = listed
        self.key = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.key = name.rstrip("_")

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

    def refuse(self, what: str) -> BadInput:
        """The error for a value of this field."""
        return BadInput(f"{self.key}: {what}")


def visible(text: str) -> bool:
    """Whether a text shows anything: blanks, joiners and fillers alone do not."""
    return any(char not in _INVISIBLE and not char.isspace() for char in text)


_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u200c\u200d\u2800\u3164\uffa0")


def quote(value: Any) -> str:
    """A value for an error message: cleaned, short, in quotes."""
    text = clean(value if isinstance(value, str) else str(value))
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


class Text(Field):
    """One line of text, or several with `lines`."""

    def __init__(self, label: str, *, lines: bool = False, **options: Any) -> None:
        super().__init__(label, **options)
        self.lines = lines
        self.widget = "text" if lines else "line"

    def __get__(self, record: Record, owner: type) -> str:
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

    def __get__(self, record: Record, owner: type) -> float | None:
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
    """Yes or no."""

    widget = "switch"

    def __get__(self, record: Record, owner: type) -> bool:
        return bool(record.raw.get(self.key, self.default))

    def check(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise self.refuse(f"{quote(value)} is neither true nor false")
        return value

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


class Day(Field):
    """A calendar day, stored as YYYY-MM-DD."""

    def __get__(self, record: Record, owner: type) -> date | None:
        stored = record.raw.get(self.key)
        return date.fromisoformat(stored) if stored else None

    def check(self, value: Any) -> str:
        if isinstance(value, date):
            return value.isoformat()[:10]
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a date; write it like 2026-12-24")
        try:
            return parse_iso(value).isoformat()
        except BadInput as error:
            raise self.refuse(str(error)) from None

    def parse(self, text: str, today: date) -> str | None:
        from coach_tui.plan.when import parse_day

        if not text.strip():
            return None
        try:
            return parse_day(text, today).isoformat()
        except BadInput as error:
            raise self.refuse(str(error)) from None


class Clock(Field):
    """A time of day, stored as HH:MM."""

    def __get__(self, record: Record, owner: type) -> str:
        return record.raw.get(self.key) or ""

    def check(self, value: Any) -> str:
        text = value.isoformat()[:5] if hasattr(value, "tzinfo") else value
        hours, colon, minutes = text.partition(":") if isinstance(text, str) else ("", "", "")
        if not colon:
            hours, minutes = (
                (text[:-2], text[-2:]) if isinstance(text, str) and len(text) > 2 else (text, "00")
            )
        digits = isinstance(hours, str) and (hours + minutes).isascii() and (hours + minutes).isdigit()
        if digits and int(hours) < 24 and len(minutes) == 2 and int(minutes) < 60:
            return f"{int(hours):02}:{minutes}"
        raise self.refuse(f"{quote(value)} is not a time of day; write it like 09:30")


class Choice(Field):
    """One of a few words. `words` gives what a reader sees where it differs from what is stored."""

    widget = "choice"

    def __init__(self, label: str, options: Sequence[str], **more: Any) -> None:
        super().__init__(label, **more)
        self.options = tuple(options)

    def __get__(self, record: Record, owner: type) -> str:
        return record.raw.get(self.key) or self.default or ""

    def check(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.options:
            raise self.refuse(f"{quote(value)} is not one of {', '.join(self.options)}")
        return value


class Every(Field):
    """A rhythm such as “2 weeks” or “1 month” (`coach_tui.plan.dates.Interval`)."""

    _known: dict[str, Interval] = {}  # noqa: RUF012 - a memory shared on purpose: few rhythms, many plans

    def __get__(self, record: Record, owner: type) -> Interval | None:
        stored = record.raw.get(self.key)
        if not stored:
            return None
        known = self._known.get(stored)
        if known is None:
            known = self._known[stored] = Interval.parse(stored)
        return known

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a rhythm; write it like “2 weeks”")
        try:
            return str(Interval.parse(value))
        except BadInput as error:
            raise self.refuse(str(error)) from None


class Often(Field):
    """A cadence such as “once”, “3 per week” or “1 every 2 weeks” (`coach_tui.plan.cadence.Cadence`)."""

    def __get__(self, record: Record, owner: type) -> Cadence | None:
        stored = record.raw.get(self.key)
        return Cadence.parse(stored) if stored else None

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a cadence; write it like “1 per week”")
        try:
            return str(Cadence.parse(value))
        except BadInput as error:
            raise self.refuse(str(error)) from None


class Listed(Field):
    """The shared part of fields that hold a list."""

    def __get__(self, record: Record, owner: type) -> list[Any]:
        return record.raw.get(self.key) or []

    def check_list(self, value: Any) -> list[Any]:
        """The value as a list, or the error that says it is none."""
        if not isinstance(value, (list, tuple)):
            raise self.refuse(f"{quote(value)} is not a list; put it in [ ]")
        return list(value)

    def show(self, stored: Any) -> str:
        return ", ".join(str(item) for item in stored or ())


class DaysOff(Listed):
    """Days on which nothing should fall: weekdays (mon to sun) and dates."""

    def check(self, value: Any) -> list[str]:
        return [self._one(item) for item in self.check_list(value)]

    def _one(self, item: Any) -> str:
        if isinstance(item, date):
            return item.isoformat()[:10]
        word = item.strip().lower() if isinstance(item, str) else ""
        if word[:3] in WEEKDAYS and (len(word) == 3 or word.endswith("day")):
            return word[:3]
        try:
            return parse_iso(word).isoformat()
        except BadInput:
            raise self.refuse(f"{quote(item)} is neither a weekday (mon to sun) nor a date") from None

    def parse(self, text: str, today: date) -> list[str] | None:
        from coach_tui.plan.when import parse_day

        days = []
        for part in text.replace(";", ",").split(","):
            word = part.strip()
            if word and word[:1].isalpha() and word[:3].lower() in WEEKDAYS:
                days.append(self._one(word))
            elif word:
                try:
                    days.append(parse_day(word, today).isoformat())
                except BadInput:
                    days.append(self._one(word))
        return days or None

    def text(self, stored: Any) -> str:
        return ", ".join(stored or ())


def spoken(key: str) -> str:
    """A key as people write it.

    >>> spoken("way_forward")
    'way forward'
    """
    return key.replace("_", " ")


class Some(Listed):
    """Some words out of a few."""

    widget = "picks"

    def __init__(self, label: str, options: Sequence[str], **more: Any) -> None:
        super().__init__(label, **more)
        self.options = tuple(options)

    def check(self, value: Any) -> list[str]:
        items = self.check_list(value)
        for item in items:
            if item not in self.options:
                raise self.refuse(f"{quote(item)} is not one of {', '.join(self.options)}")
        return list(dict.fromkeys(items))

    def parse(self, text: str, today: date) -> list[str] | None:
        return self.check([part.strip() for part in text.split(",") if part.strip()]) or None

    def text(self, stored: Any) -> str:
        return ", ".join(stored or ())

    def show(self, stored: Any) -> str:
        return ", ".join(spoken(word) for word in stored or ())


class Texts(Listed):
    """Lines of text; exactly `count` of them where given (a GAS ladder has five).

    With `unique`, empty lines and those that stand twice are left out.
    """

    widget = "text"

    def __init__(self, label: str, *, count: int | None = None, unique: bool = False, **more: Any) -> None:
        super().__init__(label, **more)
        self.count = count
        self.unique = unique

    def check(self, value: Any) -> list[str]:
        items = self.check_list(value)
        for item in items:
            if not isinstance(item, str):
                raise self.refuse(f"{quote(item)} is not text; put it in quotes")
        if self.count is not None and items and len(items) != self.count:
            raise self.refuse(f"{len(items)} lines, but it takes {self.count}; write one for each level")
        lines = [clean(item).strip() for item in items]
        if any(len(line) > LINE_LIMIT for line in lines):
            raise self.refuse(f"a line is longer than {LINE_LIMIT} characters; shorten it")
        if not self.unique:
            return lines
        found: dict[str, str] = {}
        for line in lines:
            if line:
                found.setdefault(fold(line), line)
        return list(found.values())

    def parse(self, text: str, today: date) -> list[str] | None:
        lines = [line for line in text.split("\n") if line.strip()]
        return self.check(lines) if lines else None

    def text(self, stored: Any) -> str:
        return "\n".join(stored or ())

    def show(self, stored: Any) -> str:
        return self.text(stored)


class Ref(Field):
    """The uid of one record of another table of the same plan."""

    widget = "choice"

    def __init__(self, label: str, table: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.table = table

    def __get__(self, record: Record, owner: type) -> str:
        return record.raw.get(self.key) or ""

    def check(self, value: Any) -> str:
        if not isinstance(value, str):
            raise self.refuse(f"{quote(value)} is not a name")
        return value


class Refs(Listed):
    """The uids of records of another table of the same plan; with `repeats` one may stand there several
    times, as often as it was."""

    widget = "picks"

    def __init__(self, label: str, table: str, *, repeats: bool = False, **more: Any) -> None:
        super().__init__(label, **more)
        self.table = table
        self.repeats = repeats

    def check(self, value: Any) -> list[str]:
        items = self.check_list(value)
        for item in items:
            if not isinstance(item, str):
                raise self.refuse(f"{quote(item)} is not a name")
        return items if self.repeats else list(dict.fromkeys(items))


def counted(names: Iterable[str]) -> list[str]:
    """Names, each once, with how often it stands there.

    >>> counted(["read", "walk", "read"])
    ['read 2×', 'walk']
    """
    times: dict[str, int] = {}
    for name in names:
        times[name] = times.get(name, 0) + 1
    return [f"{name} {count}×" if count > 1 else name for name, count in times.items()]


class Values(Field):
    """Numbers by measure: {measure uid: value}."""

    widget = "text"

    def __get__(self, record: Record, owner: type) -> dict[str, float]:
        return record.raw.get(self.key) or {}

    def check(self, value: Any) -> dict[str, float]:
        if not isinstance(value, dict):
            raise self.refuse(f'{quote(value)} is not a table; write {{ "name" = 3 }}')
        number = Number(self.label)
        number.key = self.key
        return {str(name): number.check(one) for name, one in value.items()}


class Group(Field):
    """A small record inside a record, such as a feedback form or a pause."""

    def __init__(self, label: str, record: type[Record], **more: Any) -> None:
        super().__init__(label, **more)
        self.record = record

    def check(self, value: Any) -> dict[str, Any]:
        return check_inner(self, self.record, value)

    def show(self, stored: Any) -> str:
        return show_inner(self.record, stored or {})


class Many(Listed):
    """A list of small records, such as dated confidence ratings or the moves of a milestone.

    As text it is one record a line, its values in their order, separated by “ | ”.
    """

    widget = "text"

    def __init__(self, label: str, record: type[Record], *, single: bool = False, **more: Any) -> None:
        super().__init__(label, **more)
        self.record = record
        self.single = single
        """Whether a plan file may write one entry as a table without the list around it."""

    def check(self, value: Any) -> list[dict[str, Any]]:
        if self.single and isinstance(value, dict):
            value = [value]
        return [check_inner(self, self.record, item) for item in self.check_list(value)]

    def parse(self, text: str, today: date) -> list[dict[str, Any]] | None:
        entries = []
        for line in text.split("\n"):
            if not line.strip():
                continue
            parts = split_parts(line)
            names = list(self.record.fields.values())
            if len(parts) > len(names):
                raise self.refuse(f"{quote(line.strip())} has too many parts; write {self.pattern}")
            values = {
                field.key: stored
                for field, part in zip(names, parts, strict=False)
                if (stored := self._inner(field, part, today)) is not None
            }
            entries.append(check_inner(self, self.record, values))
        return entries or None

    def _inner(self, field: Field, part: str, today: date) -> Any:
        try:
            return field.parse(part, today)
        except BadInput as error:
            raise self.refuse(str(error)) from None

    @property
    def pattern(self) -> str:
        """How a line is written, such as “on | value | note”."""
        return " | ".join(field.key for field in self.record.fields.values())

    def text(self, stored: Any) -> str:
        lines = []
        for raw in stored or ():
            parts = [field.text(raw.get(field.key)) for field in self.record.fields.values()]
            while parts and not parts[-1]:
                parts.pop()
            lines.append(join_parts(parts))
        return "\n".join(lines)

    def show(self, stored: Any) -> str:
        return "\n".join(show_inner(self.record, raw) for raw in stored or ())


def join_parts(parts: Sequence[str]) -> str:
    """Parts as one line with bars between, marked by backslashes so that `split_parts` gives them back."""
    return " | ".join(_escaped(part) for part in parts)


def _escaped(part: str) -> str:
    """A part of a line, with what would end the part or the line marked by a backslash."""
    return part.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def split_parts(line: str) -> list[str]:
    """The parts of a line between bars; a backslash takes the meaning from the bar or backslash behind it.

    >>> split_parts("a | b\\\\| c")
    ['a ', ' b| c']
    """
    parts = [""]
    signs = iter(line)
    for sign in signs:
        if sign == "\\":
            after = next(signs, "")
            parts[-1] += "\n" if after == "n" else after if after in ("|", "\\") else sign + after
        elif sign == "|":
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def check_inner(field: Field, record: type[Record], value: Any) -> dict[str, Any]:
    """The stored form of a record inside a record; errors name both keys."""
    if not isinstance(value, dict):
        raise field.refuse(f"{quote(value)} is not a table; write {{ {next(iter(record.fields))} = … }}")
    try:
        return record.check(value)
    except BadInput as error:
        raise BadInput(f"{field.key}.{error}") from None


def show_inner(record: type[Record], raw: Mapping[str, Any]) -> str:
    """A record inside a record, on one line for a reader."""
    parts = []
    for field in record.fields.values():
        text = field.show(raw.get(field.key)).strip()
        if text:
            parts.append(text if field.key in ("on", "note", "reason") else f"{field.label} {text}")
    return " · ".join(parts)
