"""The names of clients from the columns of a list: whole, in parts, or with the last name first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.client_headings import FIRST, LAST, MIDDLE, NAME, OPEN, SECOND_LAST, TURNED
from coach_tui.exchange.csv_text import comparable
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach_tui.exchange.client_headings import Columns

PARTS = (FIRST, MIDDLE, LAST, SECOND_LAST)
_BEHIND = {
    *("jr", "sr", "junior", "senior", "i", "ii", "iii", "iv", "phd", "ph d", "md", "mba", "msc", "bsc"),
    *("inc", "ltd", "llc", "gmbh", "ag", "sa", "sarl", "sl"),
    *("ma", "ba", "pcc", "acc", "mcc", "pmp", "esq", "cpa", "dds", "rn", "llm", "mag", "dipl ing"),
}
"""What may stand behind a name and a comma, and is no first name."""


class Names:
    """Reads the name of each row."""

    def __init__(self, columns: Columns, rows: Sequence[list[str]]) -> None:
        """Settle what an open heading such as “Name” means beside the others.

        Raises:
            BadInput: no column holds names, or the rows do not agree about what one holds.
        """
        self.columns = columns
        self._settle(rows)
        at = columns.at
        self._whole = NAME in at and not (NAME not in columns.named and {FIRST, LAST} <= at.keys())
        self._leave_out(rows)
        self.turned = self._whole and columns.comparable(NAME) in TURNED
        whole = [self._cell(row, NAME) for row in rows if self._cell(row, NAME)] if self._whole else []
        self._commas = bool(whole) and (self.turned or all(_comma(name) for name in whole))
        self.example = ""
        """How a name was turned, in words; "" where none was."""

    def _leave_out(self, rows: Sequence[list[str]]) -> None:
        """Takes no column for a name that no row needs: the whole name, where its parts say it, or these."""
        at = self.columns.at
        if not self._whole and all(self._in_parts(row) or not self._cell(row, NAME) for row in rows):
            at.pop(NAME, None)
        elif self._whole and all(self._cell(row, NAME) or not self._in_parts(row) for row in rows):
            for part in PARTS:
                if part not in self.columns.named:
                    at.pop(part, None)

    def _cell(self, row: Sequence[str], key: str) -> str:
        place = self.columns.at.get(key, len(row))
        return clean(row[place]).strip() if place < len(row) else ""

    def _in_parts(self, row: Sequence[str]) -> str:
        return " ".join(filter(None, (self._cell(row, key) for key in PARTS)))

    def _settle(self, rows: Sequence[list[str]]) -> None:
        at = self.columns.at
        if NAME in self.columns.named or self.columns.comparable(NAME) not in OPEN:
            return
        for part, other in ((FIRST, LAST), (LAST, FIRST)):
            if part in at and other not in at and NAME in at:
                holds = [self._holds(row, part) for row in rows if self._both(row, part)]
                if any(holds) and not all(holds):
                    name, heading = self.columns.headings[at[NAME]], self.columns.headings[at[part]]
                    raise BadInput(
                        f"{quote(name)} beside {quote(heading)} is the whole name in some lines, in others "
                        f"the {other} name; say which with --column name={name} or --column {other}={name}"
                    )
                if not any(holds):
                    at[other] = at.pop(NAME)

    def _both(self, row: Sequence[str], part: str) -> bool:
        return bool(self._cell(row, NAME) and self._cell(row, part))

    def _holds(self, row: Sequence[str], part: str) -> bool:
        """Whether the whole name of a row says its part, and more."""
        return set(comparable(self._cell(row, NAME)).split()) > set(comparable(self._cell(row, part)).split())

    def of(self, row: Sequence[str]) -> str:
        """The name in a row, the first name first; "" for none.

        Raises:
            BadInput: where the last name ends cannot be told.
        """
        if not self._whole:
            return self._in_parts(row) or self._cell(row, NAME)
        name = self._cell(row, NAME) or self._in_parts(row)
        if _comma(name) and not self._commas:
            raise BadInput(f"{quote(name)}: does the last name stand first? write it without the comma")
        if name.count(",") > 1:
            raise BadInput(f"{quote(name)}: what is the first name cannot be told; write it without commas")
        turned = self._turned(name) if name and (self.turned or self._commas) else name
        if turned != name and not self.example:
            self.example = f"the last name first: {quote(name)} is {quote(turned)}"
        return turned

    def _turned(self, name: str) -> str:
        if comma := _comma(name):
            return f"{comma[1]} {comma[0]}"
        words = name.split()
        capitals = [word.isupper() and len(word) > 1 for word in words]
        if any(capitals) and not all(capitals):
            leading = capitals.index(False)
            if not leading or any(capitals[leading:]):
                return name  # the capitals stand behind: as it is to be
            return " ".join((*words[leading:], *words[:leading]))
        if len(words) < 3:
            return " ".join(reversed(words))
        raise BadInput(f"{quote(name)}: where the last name ends cannot be told; write a comma behind it")


def _comma(name: str) -> tuple[str, str] | None:
    """What stands before and behind the one comma of a name; None where there is none, or a degree behind."""
    last, comma, first = name.partition(",")
    last, first = last.strip(), first.strip()
    if not comma or not last or not first or "," in first or comparable(first) in _BEHIND:
        return None
    return last, first


def name_notes(columns: Columns, names: Names, labels: Mapping[str, str]) -> list[str]:
    """What was taken for the name, in words: “last name from “Nachname””."""
    found = []
    for key in (NAME, *PARTS):
        if key in columns.at:
            said = f"{labels[key]} from {quote(columns.headings[columns.at[key]])}"
            found.append(f"{said}, {names.example}" if key == NAME and names.example else said)
    return found
