"""Answers to a round as CSV: one row an answer (`group,rater,item,score,comment`), or one row a rater.

Form tools write the second kind, each in its own way: columns are found by their headings, in any order, and
what was taken for what is told. Separated by comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.csv_text import comparable, rows_of
from coach_tui.exchange.rater_long import LongTable
from coach_tui.exchange.rater_wide import WideTable
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.exchange.rater_answers import RaterAnswers
    from coach_tui.plan.round import Round


def read_csv(text: str, asked: Round | None, group_column: str | None = None) -> RaterAnswers:
    """The replies in a CSV text.

    Args:
        text: the text.
        asked: the round they belong to; None where it is still to be begun with what the file asks.
        group_column: the heading of the column that names the groups, where it cannot be found.

    Raises:
        BadInput: it is no CSV, or its columns cannot be told apart.
    """
    (_, first), *rows = rows_of(text)
    headings = [clean(cell) for cell in first]
    names = [comparable(heading) for heading in headings]
    group = _column(headings, group_column) if group_column else None
    if "item" in names and "score" in names and ("group" in names or group is not None):
        at = names.index("item")
        bounds.check_count(rows, bounds.SINGLE, "answers")
        bounds.check_count({cells[at] for _, cells in rows if len(cells) > at}, bounds.ITEMS, "items")
        return LongTable(headings, rows, asked, group).read()
    bounds.check_count(rows, bounds.ANSWERS, "people's answers")
    bounds.check_count(headings, bounds.ITEMS, "columns")
    return WideTable(headings, rows, asked, group).read()


def _column(headings: Sequence[str], wanted: str) -> int:
    for number, heading in enumerate(headings):
        if comparable(heading) == comparable(wanted) or heading == wanted:
            return number
    raise BadInput(f"no column is headed {quote(wanted)}; there are {', '.join(map(quote, headings[:12]))}")
