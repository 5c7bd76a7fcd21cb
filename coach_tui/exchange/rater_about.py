"""Whom the answers of a table are about: a file may hold those on several people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.column_kinds import Kind, is_last_name
from coach_tui.plan.same_name import may_be, same_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.exchange.answer_headings import Column

_OFTEN = 2
"""Rows in which the client's name stands at least in a column that says whom they are about."""


class About:
    """The columns that name whom the answers are about; where the client is not known, they say nothing."""

    def __init__(self, columns: Sequence[Column], client: str) -> None:
        """Takes the columns that may be such; `client` is the name of whose round it is."""
        self.client = client
        for column in columns:
            if column.kind in (Kind.CHOICES, Kind.PEOPLE, Kind.WORDS) and self._names_client(column):
                column.kind = Kind.ABOUT
        found = [one for one in columns if one.kind is Kind.ABOUT and one.filled]
        self.columns = sorted(found, key=is_last_name)

    def _names_client(self, column: Column) -> bool:
        return bool(self.client) and sum(same_words(cell, self.client) for cell in column.filled) >= _OFTEN

    def somebody_else(self, row: int) -> str:
        """Whom a row (by number, from 0) is about, where that is not the client; else ""."""
        said = [one.cells[row] for one in self.columns if one.cells[row]]
        names = [" ".join(said), *said]
        if not said or not self.client:
            return ""
        return (
            ""
            if any(same_words(name, self.client) or may_be(name, self.client) for name in names)
            else names[0]
        )
