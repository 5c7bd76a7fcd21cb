"""The scale of a table of answers: which one its items have, and how its words are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.answer_headings import Column
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.score_scale import (
    FIVE,
    Scale,
    is_code,
    is_unknown,
    number_of,
    scale_in_text,
    scale_in_words,
    scale_of_numbers,
)
from coach_tui.exchange.turned_scale import turn
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.exchange.score_scale import Scored
    from coach_tui.plan.round import Round

_ENOUGH = 4
"""Scores by which it can be told that a column has another scale than the rest."""
_SLIPS = 0.1
"""The share of scores that may be slips outside of a scale."""
_FEW = 3
"""One column in so many, at most, may have another scale than the rest."""


class TableScale:
    """What scores mean; `doubts` are what is not certain, `others` the columns of another scale."""

    def __init__(self, columns: Sequence[Column], headings: Sequence[str], said: Scale | None) -> None:
        """Takes the columns of scores, all headings of the table, and the scale where the coach says it."""
        self.doubts: list[str] = []
        self.others: list[Column] = []
        numbers = {one: _numbers(one) for one in columns}
        self.worded = [one for one in columns if not numbers[one]]
        counted = [one for one in columns if numbers[one]]
        if said is not None:
            self.scale = said
        elif counted:
            self.scale = self._of_numbers({one: numbers[one] for one in counted}, headings)
        else:
            self.scale = FIVE
        words = self._of_words() if said is None or not said.words else None
        if words is not None and (not counted or words.high - words.low == self.scale.high - self.scale.low):
            self.scale = words if said is None and not counted else _moved(words, self.scale)
        elif words is not None:
            self.others += self.worded

    def _of_numbers(self, columns: dict[Column, list[int]], headings: Sequence[str]) -> Scale:
        columns = self._without_apart(columns)
        values = [value for found in columns.values() for value in found]
        apart = {one.heading for one in self.others}
        for heading in headings:
            if heading in apart:
                continue
            told = scale_in_text(heading)
            if told is not None and told.low <= min(values) and max(values) <= told.high:
                return told
        beyond = [one for one, found in columns.items() if not (min(found) >= 1 and max(found) <= FIVE.high)]
        within = [value for one, found in columns.items() if one not in beyond for value in found]
        if beyond and len(beyond) * _FEW <= len(columns) and len(within) >= _ENOUGH:
            self.others += beyond
            return FIVE
        if len(values) - sum(1 <= value <= FIVE.high for value in values) <= len(values) * _SLIPS:
            return FIVE
        scale, sure = scale_of_numbers(values)
        if not sure:
            self.doubts.append(
                f"the scores go from {min(values)} to {max(values)}: taken as a scale from {scale}; "
                "if it is another, say so, such as --scale 1-10"
            )
        return scale

    def _without_apart(self, columns: dict[Column, list[int]]) -> dict[Column, list[int]]:
        """The columns but those whose heading names a scale of their own, where the rest keep to 1 to 5."""
        own = {one: told for one in columns if (told := scale_in_text(one.heading)) and told != FIVE}
        rest = {one: found for one, found in columns.items() if one not in own}
        if not own or not all(min(found) >= 1 and max(found) <= FIVE.high for found in rest.values()):
            return columns
        if len(own) * _FEW <= len(columns):
            self.others += own
            return rest
        if rest:
            one, told = next(iter(own.items()))
            self.doubts.append(f"{one.shown} names the scale {told}: taken for the other items, too")
        return columns

    def _of_words(self) -> Scale | None:
        cells = [cell for one in self.worded for cell in one.filled]
        found = scale_in_words(cells)
        if found is None:
            return None
        scale, sure = found
        if not sure:
            self.doubts.append(
                f"the words of the scores are taken as the scale {_in_words(scale)}; if it is another, "
                "say its words from the lowest to the highest: --scale “never, seldom, …”"
            )
        return scale


def scale_of_cells(cells: Sequence[str], said: Scale | None) -> tuple[Scale, list[str]]:
    """The scale of the scores in one column, and what is not certain of it."""
    table = TableScale([Column(0, "", (), list(cells))], [], said)
    return table.scale, table.doubts


def made_plain(columns: Sequence[Column], scale: Scored) -> list[str]:
    """Turns scores round whose words say that the highest is the least; returns what is not certain."""
    coded = next((one for one in columns if any(map(is_code, one.filled))), None)
    doubts = []
    if coded is not None:
        code = next(filter(is_code, coded.filled))
        doubts.append(
            f"{coded.shown} holds codes of answers, such as {quote(code)}: taken as {number_of(code)}. If "
            "the first answer offered is the best one, export the answers in words instead"
        )
    return doubts + turn(columns, scale)


def scale_for(asked: Round, columns: Sequence[Column]) -> tuple[Scored, str, bool]:
    """The scale of a round, with the words of a file where the round has none such.

    Also what to tell of them, and whether it is certain.
    """
    known = {comparable(word) for word in asked.words.values()}
    cells = [
        cell
        for one in columns
        for cell in one.filled
        if number_of(cell) is None and comparable(cell) not in known and not is_unknown(cell)
    ]
    found = scale_in_words(cells, asked.high - asked.low + 1)
    if found is None:
        return asked, "", True
    scale = _moved(found[0], Scale(asked.low, asked.high))
    doubt = "" if found[1] else "; if another scale was offered, put scores in their place"
    return scale, f"the words of the scores are taken as {_in_words(scale)}{doubt}", found[1]


def _in_words(scale: Scale) -> str:
    return ", ".join(f"{score} {quote(word)}" for score, word in scale.words.items())


def _moved(words: Scale, onto: Scale) -> Scale:
    """A scale of words on that of numbers of the same length."""
    by = onto.low - words.low
    return Scale(onto.low, onto.high, {score + by: word for score, word in words.words.items()})


def beyond(columns: Sequence[Column], scale: Scored) -> list[Column]:
    """The columns in which more than slips lie outside of a round's scale: they have another one."""
    found = []
    for column in columns:
        numbers = _numbers(column)
        outside = sum(not scale.low <= number <= scale.high for number in numbers)
        if outside > max(1, len(numbers) * _SLIPS):
            found.append(column)
    return found


def _numbers(column: Column) -> list[int]:
    return [
        number for cell in column.filled if not is_unknown(cell) and (number := number_of(cell)) is not None
    ]
