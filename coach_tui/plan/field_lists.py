"""Fields that hold a list of words, lines or names of other records."""

from __future__ import annotations

from coach_tui.plan.fields import LINE_LIMIT, Field, quote
from coach_tui.plan.text import clean, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.fields import Holder


class Listed(Field):
    """The shared part of fields that hold a list."""

    def __get__(self, record: Holder, owner: type) -> list[Any]:
        return record.raw.get(self.key) or []

    def check_list(self, value: Any) -> list[Any]:
        """The value as a list, or the error that says it is none."""
        if not isinstance(value, (list, tuple)):
            raise self.refuse(f"{quote(value)} is not a list; put it in [ ]")
        return list(value)

    def show(self, stored: Any) -> str:
        return ", ".join(str(item) for item in stored or ())


class Picks(Listed):
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


class Others(Listed):
    """The uids of engagements with other clients, which take part in what this record is of.

    No plan file names them, as it is one client's.
    """

    widget = "others"

    def check(self, value: Any) -> list[str]:
        items = self.check_list(value)
        for item in items:
            if not isinstance(item, str):
                raise self.refuse(f"{quote(item)} is not an engagement's id")
        return list(dict.fromkeys(items))

    def text(self, stored: Any) -> str:
        return ", ".join(stored or ())

    def show(self, stored: Any) -> str:
        count = len(stored or ())
        return f"{count} client{'' if count == 1 else 's'}" if count else ""


def spoken(key: str) -> str:
    """A key as people write it.

    >>> spoken("way_forward")
    'way forward'
    """
    return key.replace("_", " ")


def counted(names: Iterable[str]) -> list[str]:
    """Names, each once, with how often it stands there.

    >>> counted(["read", "walk", "read"])
    ['read 2×', 'walk']
    """
    times: dict[str, int] = {}
    for name in names:
        times[name] = times.get(name, 0) + 1
    return [f"{name} {count}×" if count > 1 else name for name, count in times.items()]
