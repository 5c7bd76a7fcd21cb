"""A stored value in words for who reads a screen: days short, records and measures by name, never by id."""

from __future__ import annotations

from functools import partial

from coach_tui.plan.agreed import agreed_said
from coach_tui.plan.dates import parse_iso, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Others, Refs, counted
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Field, Ref, Text, plain_number
from coach_tui.plan.group import names_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Practice
    from coach_tui.plan.record import Record

UNLABELLED = ("on", "note", "reason")
"""Parts of a record inside a record that say themselves what they are."""
GONE = "one that is no longer here"


class Teller:
    """Tells stored values as they are seen on a day.

    `gone` has the names of records that are deleted; days are written short, or as `write` does.
    """

    def __init__(
        self,
        practice: Practice,
        today: date,
        gone: Mapping[str, str] | None = None,
        write: Callable[[date], str] | None = None,
    ) -> None:
        self._practice = practice
        self._write = write or partial(short, today=today)
        self._gone = gone or {}
        self._measures: dict[str, str] | None = None

    def tell(self, field: Field, stored: Any) -> str:
        """A value, on one or several lines; "" for none."""
        if stored in (None, "", [], {}):
            return ""
        if isinstance(field, Day):
            return self._day(stored)
        if isinstance(field, Others):
            return "\n".join(names_of(self._practice, stored))
        if isinstance(field, Ref | Refs):
            uids = [stored] if isinstance(stored, str) else stored
            return "\n".join(counted(self._name(field.table, uid) for uid in uids))
        if isinstance(field, Values):
            return "\n".join(f"{self._measure(uid)} {plain_number(one)}" for uid, one in stored.items())
        if isinstance(field, Group):
            return self._inner(field.record, stored)
        if isinstance(field, Records):
            return "\n".join(self._inner(field.record, raw) for raw in stored)
        if field.key == "agreed_to":
            return agreed_said(str(stored), self._write)
        if isinstance(field, Text) and not field.lines:
            return self._day(stored)
        return field.show(stored)

    def _inner(self, record: type[Record], raw: Mapping[str, Any]) -> str:
        """A record inside a record, on one line."""
        parts = []
        for field in record.fields.values():
            said = ", ".join(self.tell(field, raw.get(field.key)).strip().split("\n"))
            if said:
                parts.append(said if field.key in UNLABELLED else f"{field.label} {said}")
        return " · ".join(parts)

    def _day(self, text: str) -> str:
        """A day in words; any other text as it is."""
        try:
            return self._write(parse_iso(text))
        except BadInput:
            return text

    def _name(self, table: str, uid: str) -> str:
        record = self._practice.find(table, uid)
        return record.name if record is not None else self._gone.get(uid, GONE)

    def _measure(self, uid: str) -> str:
        if self._measures is None:
            self._measures = measure_names(self._practice.tables.get("objectives", {}).values())
        return self._measures.get(uid) or self._gone.get(uid, "a measure")


def measure_names(objectives: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The names of all measures of stored objectives, by uid."""
    return {
        measure["uid"]: measure["name"]
        for raw in objectives
        for measure in raw.get("measure") or ()
        if "uid" in measure and measure.get("name")
    }


def names_unquoted(practice: Practice) -> Iterator[str]:
    """The names that stand without quotes in what is said of a change: clients, measures and strategies."""
    yield from (client.name for client in practice.clients)
    yield from measure_names(practice.tables.get("objectives", {}).values()).values()
    yield from (raw.get("title", "") for raw in practice.tables.get("strategies", {}).values())
