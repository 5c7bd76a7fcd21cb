"""Columns of a table of answers that belong together, as form tools part them or add to them.

One question may stand in several columns: one for each branch of a form, one for each answer that can be
chosen, or one for what was chosen and one for “Other (please specify)”. A quiz adds points and feedback to
each question, and some tools add how long each one took.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.column_kinds import Kind, are_scores
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.group_words import group_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.exchange.answer_headings import Column

_COUNTED = re.compile(r"(.*?[^\s\d.])(?:\.?\d{1,2}|\s?\(\d{1,2}\))")
"""A heading with the number by which spreadsheets tell it from one headed alike; “Goal 2” is none."""
_OTHER = re.compile(
    r"(?:others?|sonstiges?|anderes?|andere|autres?|otr[oa]s?)"
    r"(?: (?:please|specify|bitte|angeben|nennen|veuillez|preciser|precisez|por|favor|especifique|"
    r"especificar|text|texte?o?|option|reponse|antwort|answer|value))*"
)
"""The heading of what somebody wrote who chose none of the answers offered."""
_MARKS = re.compile(
    r"(?:points|punkte|puntos|score|punktzahl|feedback|comments?|kommentare?|commentaires?|comentarios?)"
    r"\s*(?:[-\u2013:]|\bof\b)\s*(?P<of>.+)"
    r"|(?P<by>.+?)\s*[\[(](?:score|points|feedback|punkte|punktzahl|puntos|puntuaci\u00f3n|comentarios)[\])]",
    re.IGNORECASE | re.DOTALL,
)
_POINTS = re.compile(r"\b(?:points|punkte|puntos|score|punktzahl|puntuaci\u00f3n)\b", re.IGNORECASE)
_YES = frozenset(["1", "x", "y", "true", "yes", "ja", "oui", "si", "checked", "selected", "wahr", "vrai"])
_NO = frozenset(["", "0", "n", "false", "no", "nein", "non", "unchecked", "not selected", "falsch", "faux"])
_OPTION = re.compile(r"(.+?)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\])\s*")
_TIMES = re.compile(r"interviewtime|grouptime\d+|time\d{3}")


def join(columns: list[Column]) -> tuple[list[Column], list[str]]:
    """Puts together what belongs together; also returns a note for each question that was in several columns.

    What is a tool's beside a question is marked as such.
    """
    _mark_quiz(columns)
    _mark_times(columns)
    _mark_options(columns)
    notes: list[str] = []
    for step in (_chosen, _with_other, _branches):
        columns = step(columns, notes)
    return columns, notes


def _mark_quiz(columns: Sequence[Column]) -> None:
    """Points for a question and feedback on it, by whoever made the form: neither is a rater's."""
    headings = {comparable(one.heading) for one in columns}
    found: dict[str, list[Column]] = {}
    for column in columns:
        mark = _MARKS.fullmatch(column.heading.strip())
        base = comparable(mark["of"] or mark["by"]) if mark else ""
        if base and base in headings and base != comparable(column.heading):
            found.setdefault(base, []).append(column)
    for twins in found.values():
        if any(_POINTS.search(one.heading) for one in twins):
            for column in twins:
                column.forced = Kind.TOOL


def _mark_times(columns: Sequence[Column]) -> None:
    """How long a question took: its code with “Time” behind."""
    codes = {one.heading for one in columns}
    for column in columns:
        code = re.sub(r"(?:Time|time)$", "", column.heading)
        own = any(map(_TIMES.fullmatch, column.names))
        if own or (code != column.heading and code in codes):
            column.forced = Kind.TOOL


def _mark_options(columns: Sequence[Column]) -> None:
    """Each answer to a question once more, as a column of yes and no beside that of the question."""
    headings = {comparable(one.heading) for one in columns}
    for column in columns:
        option = _OPTION.fullmatch(column.heading)
        if option and comparable(option[1]) in headings and all(_flag(c) is not None for c in column.cells):
            column.forced = Kind.TOOL


def _flag(cell: str) -> bool | None:
    said = comparable(cell)
    return True if said in _YES else False if said in _NO else None


def _chosen(columns: list[Column], notes: list[str]) -> list[Column]:
    """Joins a run of columns, one for each group that could be chosen, into one that names the groups."""
    found: list[Column] = []
    run: list[Column] = []
    for column in [*columns, None]:
        if column is not None and _is_choice(column):
            run.append(column)
            continue
        if len(run) > 1 and len({group_of(one.option) for one in run}) > 1:
            rows = range(len(run[0].cells))
            run[0].cells = ["; ".join(filter(None, (_picked(one, row) for one in run))) for row in rows]
            run[0].rename(run[0].stem or "Group")
            notes.append(f"{run[0].shown} stands in {len(run)} columns, one for each answer: read as one")
            run = run[:1]
        found += run
        run = []
        if column is not None:
            found.append(column)
    return found


def _is_choice(column: Column) -> bool:
    said = {comparable(cell) for cell in column.filled}
    ticked = said <= {comparable(column.option)} or all(_flag(cell) is not None for cell in column.cells)
    return column.forced is None and bool(group_of(column.option)) and ticked and bool(said or column.stem)


def _picked(column: Column, row: int) -> str:
    said = column.cells[row]
    return column.option if comparable(said) == comparable(column.option) or _flag(said) else ""


def _with_other(columns: list[Column], notes: list[str]) -> list[Column]:
    """Puts what somebody wrote under “Other (please specify)” behind what they chose."""
    found: list[Column] = []
    for column in columns:
        before = found[-1] if found else None
        if before is not None and _is_other(column) and _fits_other(before, column):
            before.cells = [
                f"{one or 'Other'}: {two}" if two else one
                for one, two in zip(before.cells, column.cells, strict=True)
            ]
            notes.append(f"{column.shown} is read with {before.shown}")
            continue
        found.append(column)
    return found


def _is_other(column: Column) -> bool:
    return any(_OTHER.fullmatch(comparable(text)) for text in (column.option, column.topic, column.heading))


def _fits_other(before: Column, column: Column) -> bool:
    """Whether nobody chose one answer and wrote another."""
    pairs = zip(before.cells, column.cells, strict=True)
    words = any(cell and not cell[0].isdigit() for cell in before.cells)
    return words and all(not one or _OTHER.fullmatch(comparable(one)) for one, two in pairs if two)


def _branches(columns: list[Column], notes: list[str]) -> list[Column]:
    """Joins columns of scores headed alike, or asking the same, of which each rater has filled in one."""
    by_heading = {one: _base_of(one, columns) for one in columns}
    columns = _without_twins(columns, by_heading, notes)
    return _without_twins(columns, {one: comparable(one.topic) for one in columns}, notes)


def _without_twins(columns: list[Column], names: dict[Column, str], notes: list[str]) -> list[Column]:
    alike: dict[str, list[Column]] = {}
    for column in columns:
        if column.heading and column.forced is None and are_scores(column.filled):
            alike.setdefault(names[column], []).append(column)
    gone: set[Column] = set()
    for twins in alike.values():
        rows = list(zip(*(one.cells for one in twins), strict=True))
        if len(twins) > 1 and all(sum(map(bool, cells)) < 2 for cells in rows):
            twins[0].cells = ["".join(cells) for cells in rows]
            gone.update(twins[1:])
            notes.append(
                f"{twins[0].shown} stands in {len(twins)} columns, each for some raters: read as one"
            )
    return [one for one in columns if one not in gone]


def _base_of(column: Column, columns: Sequence[Column]) -> str:
    """What a column is headed, without the number by which a table tells it from one headed alike."""
    counted = _COUNTED.fullmatch(column.heading.strip())
    base = comparable(counted[1]) if counted else ""
    others = (comparable(one.heading) for one in columns if one is not column)
    return base if base and base in others else comparable(column.heading)
