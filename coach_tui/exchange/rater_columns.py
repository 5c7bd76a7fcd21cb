"""Which column of a table of one row a rater names the group, and which tell who has answered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.answer_headings import Column
from coach_tui.exchange.column_kinds import IDENTITY, Kind
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.form_tools import GROUP_HEADINGS, GROUP_PARTS, IDS
from coach_tui.exchange.group_words import is_of_client
from coach_tui.exchange.rater_answers import somebody
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.round import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coach_tui.exchange.rater_hints import Hints

NOWHERE = -1
"""The number of a column that is not there."""
LONGEST_GROUP = 80
"""Signs that a cell has at most which says how somebody knows the client."""
_NO_GROUP = (Kind.EMPTY, Kind.TIME, Kind.EMAIL, Kind.PLACE, Kind.ID, Kind.SCORES)
_PARTS = re.compile(rf"\b(?:{'|'.join(GROUP_PARTS)})\b")
_LISTED = 12
"""Headings that a message lists at most."""


def there_are(columns: Iterable[Column]) -> str:
    """The first headings there are, for a message."""
    return f"there are {', '.join([quote(one.heading) for one in columns if one.heading][:_LISTED])}"


def used_as(columns: Sequence[Column], hints: Hints) -> dict[Column, str]:
    """What the coach says that columns are.

    Raises:
        BadInput: no column has such a heading.
    """
    found = {}
    for heading, use in hints.columns.items():
        wanted = comparable(heading)
        known = [one for one in columns if one.heading == heading]
        known += [one for one in columns if wanted and wanted in (*one.names, comparable(one.topic))]
        if not known:
            raise BadInput(f"no column is headed {quote(heading)}; {there_are(columns)}")
        found[known[0]] = use
    return found


class GroupColumn(NamedTuple):
    """The column that names the groups; `of_client` where it says what the client is to the rater."""

    column: Column
    of_client: bool
    doubt: str = ""


def group_column(
    columns: Sequence[Column], used: dict[Column, str], hints: Hints, *, listed: bool = False
) -> GroupColumn:
    """Finds the column that names the groups; one of blanks where there is none, and codes of raters say it.

    `listed` is whether there is a list of raters, whose groups it says.

    Raises:
        BadInput: there is none, or more than one.
    """
    for column, use in used.items():
        if use == "group":
            return GroupColumn(column, is_of_client(column.heading))
    free = [one for one in columns if one.heading and one not in used and one.kind not in _NO_GROUP]
    named = [one for one in free if GROUP_HEADINGS.intersection(one.names)]
    named += [one for one in free if one not in named and any(map(_PARTS.search, one.names))]
    told = [one for one in free if _tells(one, hints)]
    both = [one for one in named if one in told]
    for choice in (both, told if len(told) == 1 else [], named if len(named) == 1 else []):
        if choice:
            for other in named:
                if other not in choice and other.kind is Kind.CHOICES:
                    other.kind = Kind.ABOUT_RATER
            return GroupColumn(choice[0], is_of_client(choice[0].heading), _doubt(choice, hints))
    if listed and any(one.kind is Kind.CODE for one in columns):
        return GroupColumn(Column(NOWHERE, "", (), [""] * len(columns[0].cells)), of_client=False)
    raise BadInput(
        f"no column is found that names the groups ({', '.join(GROUPS)}); "
        f"name it with --group-column; {there_are(columns)}"
    )


def _tells(column: Column, hints: Hints) -> bool:
    """Whether most of a column are words for groups."""
    cells = column.filled
    of_client = is_of_client(column.heading)
    known = [c for c in cells if len(c) <= LONGEST_GROUP and hints.group(c, of_client=of_client)]
    return len(known) > 0.7 * len(cells)


def _doubt(choice: Sequence[Column], hints: Hints) -> str:
    """What to say where two columns name groups, and not the same ones."""
    first, *others = choice
    for other in others:
        pairs = zip(first.cells, other.cells, strict=True)
        if any(hints.group(one) != hints.group(two) for one, two in pairs if one and two):
            return (
                f"{quote(first.heading)} and {quote(other.heading)} both name groups, and not the same ones; "
                "the first is taken. Name it with --group-column"
            )
    return ""


class Who:
    """Which columns tell who has answered: a code, an address, a name in one column or two, an id."""

    def __init__(self, columns: Sequence[Column], used: dict[Column, str]) -> None:
        """Takes the columns that are not yet something else."""
        kinds = {one: one.kind for one in columns if used.get(one) in (None, "rater", "email")}
        kinds |= {one: Kind.NAME for one, use in used.items() if use == "rater" and one in kinds}
        kinds |= {one: Kind.EMAIL for one, use in used.items() if use == "email" and one in kinds}
        self.shared = [
            one for one, kind in kinds.items() if kind in (Kind.EMAIL, Kind.NAME) and _one_for_all(one)
        ]
        apart = {one: kind for one, kind in kinds.items() if one not in self.shared}
        self.code = _first(kinds, Kind.CODE)
        self.email = _first(apart, Kind.EMAIL)
        self.names = [one for one, kind in kinds.items() if kind is Kind.FIRST]
        self.names += [one for one, kind in kinds.items() if kind is Kind.LAST]
        whole = _first(apart, Kind.NAME)
        if whole is not None and not (len(self.names) > 1 and any(one.filled for one in self.names)):
            beside = any(one.kind is Kind.FIRST for one in self.names)
            self.names = [*self.names, whole] if beside else [whole]
        self.id = _id(kinds)
        self.all = [one for one, kind in kinds.items() if kind in IDENTITY or one in self.names]

    def told(self) -> list[tuple[str, Column]]:
        """Which column was taken for what."""
        found = [("rater", one) for one in self.names if any(map(somebody, one.filled))]
        for name, column in (("e-mail", self.email), ("code", self.code)):
            if column is not None and any(map(somebody, column.filled)):
                found.append((name, column))
        if not found and self.id is not None:
            found.append(("rater", self.id))
        return found

    def of(self, row: int) -> tuple[str, str, str]:
        """The name, address and code of whoever gave the answers of a row (by number, from 0)."""
        email = somebody(_cell(self.email, row))
        rater = " ".join(filter(None, (somebody(_cell(one, row)) for one in self.names)))
        code = _cell(self.code, row)
        if not (rater or email or code):
            rater = somebody(_cell(self.id, row))
        return rater, email or (rater if "@" in rater else ""), code


def _cell(column: Column | None, row: int) -> str:
    return " ".join(column.cells[row].split()) if column is not None else ""


def _first(kinds: dict[Column, Kind], wanted: Kind) -> Column | None:
    return next((one for one, kind in kinds.items() if kind is wanted and one.filled), None)


def _one_for_all(column: Column) -> bool:
    """Whether one name or address stands in every row: whoever that is, it is not the rater."""
    cells = column.filled
    return len(cells) > 2 and len(set(cells)) == 1 and bool(somebody(cells[0]))


def _id(kinds: dict[Column, Kind]) -> Column | None:
    """The column of ids by which answers are known again; a running number is another one in each file."""
    found = [one for one, kind in kinds.items() if kind is Kind.ID and one.filled and not _running(one)]
    named = [one for one in found if IDS.intersection(one.names) or one.heading == "#"]
    return next(iter([*named, *found]), None)


def _running(column: Column) -> bool:
    numbers = [int(cell) for cell in column.filled if cell.isdecimal() and len(cell) < 6]
    return len(numbers) == len(column.filled) and max(numbers) < 10 * len(column.cells) + 10
