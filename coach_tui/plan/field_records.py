"""Fields that hold records inside a record, and how they are written on a line; numbers by measure."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Listed
from coach_tui.plan.fields import Field, Number, quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.fields import Holder
    from coach_tui.plan.record import Record


class Values(Field):
    """Numbers by measure: {measure uid: value}."""

    widget = "values"

    def __get__(self, record: Holder, owner: type) -> dict[str, float]:
        return record.raw.get(self.key) or {}

    def check(self, value: Any) -> dict[str, float]:
        if not isinstance(value, dict):
            raise self.refuse(f'{quote(value)} is not a table; write {{ "name" = 3 }}')
        number = Number(self.label)
        number.key = self.key
        return {str(name): number.check(one) for name, one in value.items()}


class Group(Field):
    """A small record inside a record, such as a feedback form or a pause."""

    widget = "group"

    def __init__(self, label: str, record: type[Record], **more: Any) -> None:
        super().__init__(label, **more)
        self.record = record

    def __get__(self, record: Holder, owner: type) -> dict[str, Any]:
        return record.raw.get(self.key) or {}

    def check(self, value: Any) -> dict[str, Any]:
        return check_inner(self, self.record, value)

    def show(self, stored: Any) -> str:
        return show_inner(self.record, stored or {})


class Records(Listed):
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

    def joined(self, old: Any, new: Any) -> Any:
        before, now = ([one] if isinstance(one, dict) else one for one in (old, new))
        if not (isinstance(before, list) and isinstance(now, list)):
            return super().joined(old, new)
        return [*(one for one in before if one not in now), *now]

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
