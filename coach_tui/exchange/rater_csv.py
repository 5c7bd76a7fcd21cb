"""Answers to a round as CSV: one row an answer (`group,rater,item,score,comment`), or one row a rater.

Form tools write the second kind, each in its own way: columns are found by their headings and by what stands
in them, in any order, and what was taken for what is told. Separated by comma, semicolon or tab; UTF-8,
UTF-16 or Windows-1252.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.csv_text import comparable, rows_of
from coach_tui.exchange.rater_hints import NO_HINTS
from coach_tui.exchange.rater_long import LongTable, is_long
from coach_tui.exchange.rater_wide import WideTable

if TYPE_CHECKING:
    from coach_tui.exchange.rater_answers import RaterAnswers
    from coach_tui.exchange.rater_hints import Hints
    from coach_tui.plan.round import Round


def read_csv(text: str, asked: Round | None, hints: Hints = NO_HINTS) -> RaterAnswers:
    """The replies in a CSV text.

    Args:
        text: the text.
        asked: the round they belong to; None where it is still to be begun with what the file asks.
        hints: what the coach says where the file does not tell by itself.

    Raises:
        BadInput: it is no CSV, or its columns cannot be told apart.
    """
    rows = rows_of(text)
    names = [comparable(cell) for cell in rows[0][1]]
    if is_long(names, hints):
        bounds.check_count(rows, bounds.SINGLE, "answers")
        table = LongTable(rows, asked, hints)
        bounds.check_count(table.items, bounds.ITEMS, "items")
        found = table.read()
        bounds.check_count(found.replies, bounds.ANSWERS, "people's answers")
        return found
    bounds.check_count(rows, bounds.ANSWERS, "people's answers")
    bounds.check_count(names, bounds.ITEMS, "columns")
    return WideTable(rows, asked, hints).read()
