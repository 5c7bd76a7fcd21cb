"""Scores whose numbers run against their words, as “1 - Always” to “5 - Never” do, and school grades."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.score_scale import is_unknown, number_of, place_of
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach_tui.exchange.answer_headings import Column
    from coach_tui.exchange.score_scale import Scored

_LABEL = re.compile(r"[-+\u2212]?\d{1,3}\s*[-\u2013\u2014=:.)\]]?\s*[(\[]?\s*([^\W\d][^()\[\]]*?)\s*[)\]]?")
_BEFORE = re.compile(r"[(\[]?\s*([^\W\d][^()\[\]\d]*?)\s*[-\u2013=:]?\s*[(\[]\d{1,3}[)\]]")
_SENTENCE = 2
"""Blanks in words that are more than the name of a score, at least."""
_IN_HEADING = re.compile(r"([-\u2212]?\d{1,3})\s*(?:=|:|-|\u2013|\()\s*([^\W\d][^\d=;,()]*)")


def turn(columns: Sequence[Column], scale: Scored) -> list[str]:
    """Turns the scores of columns in which the highest number is the lowest word; a line for each kind.

    Their cells are changed, so that a score is high where its word is.
    """
    told: list[str] = []
    labelled = {one: found for one in columns if (found := _labels(one.filled))}
    together: dict[int, str] = {}
    for labels in labelled.values():
        together |= labels
    if labelled and _runs_down(together):
        told.append(_turn(list(labelled), together, scale))
    headed: dict[tuple[tuple[int, str], ...], list[Column]] = {}
    for one in columns:
        labels = _labels_in(one.heading) if one not in labelled else {}
        if _runs_down(labels):
            headed.setdefault(tuple(labels.items()), []).append(one)
    return told + [_turn(alike, dict(labels), scale) for labels, alike in headed.items()]


def _turn(columns: Sequence[Column], labels: Mapping[int, str], scale: Scored) -> str:
    """Turns the scores of columns; returns what to tell of it."""
    for column in columns:
        column.cells = [_turned(cell, scale) for cell in column.cells]
    low, high = min(labels), max(labels)
    more = f" and {len(columns) - 1} more" if len(columns) > 1 else ""
    return (
        f"{columns[0].shown}{more}: {low} stands for {quote(labels[low])} and {high} for "
        f"{quote(labels[high])}, "
        f"so the scores are turned round, and {scale.high} is the best"
    )


def _turned(cell: str, scale: Scored) -> str:
    number = None if is_unknown(cell) else number_of(cell)
    return cell if number is None else str(scale.low + scale.high - number)


def remarks_beside(column: Column) -> dict[int, str]:
    """What was written beside scores, by row (from 0), where it is no name of a score: “4 - talks too long”.

    A name of a score stands beside it whenever it has one, and beside no other.
    """
    labels = {row: _label(cell) for row, cell in enumerate(column.cells)}
    found = {row: label for row, label in labels.items() if label[1]}
    pairs = set(found.values())
    named = len(pairs) == len({number for number, _ in pairs}) == len({words for _, words in pairs})
    said = [words for _, words in found.values()]
    return {
        row: words
        for row, (_, words) in found.items()
        if not place_of(words) and not (named and (said.count(words) > 1 or words.count(" ") < _SENTENCE))
    }


def _label(cell: str) -> tuple[int | None, str]:
    """The number in a cell, and what stands beside it."""
    number = None if is_unknown(cell) else number_of(cell)
    words = _LABEL.fullmatch(cell.strip()) or _BEFORE.fullmatch(cell.strip()) if number is not None else None
    return number, words[1].strip() if words else ""


def _labels(cells: Iterable[str]) -> dict[int, str]:
    """What numbers are called beside which words stand."""
    found: dict[int, str] = {}
    for cell in cells:
        number, words = _label(cell)
        if number is not None and words:
            found.setdefault(number, words)
    return found


def _labels_in(heading: str) -> dict[int, str]:
    return {
        int(number.replace("\u2212", "-")): words.strip() for number, words in _IN_HEADING.findall(heading)
    }


def _runs_down(labels: Mapping[int, str]) -> bool:
    """Whether, on a known scale, the words go down as their numbers go up."""
    places: dict[int, list[tuple[int, int]]] = {}
    for number, words in labels.items():
        for scale, step in place_of(words):
            places.setdefault(scale, []).append((number, step))
    runs = [[step for _, step in sorted(pairs)] for pairs in places.values() if len(pairs) > 1]
    longest = max(map(len, runs), default=0)
    full = [run for run in runs if len(run) == longest]
    return bool(full) and all(run == sorted(run, reverse=True) and run[0] != run[-1] for run in full)
