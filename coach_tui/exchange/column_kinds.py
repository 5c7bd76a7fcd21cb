"""What a column of answers holds, told by what stands in it as much as by its heading."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.form_tools import (
    CODES,
    COMMENTS,
    COUNTS,
    EMAILS,
    FIRST_NAMES,
    IDS,
    LAST_NAMES,
    NAMES,
    NOBODY,
    RESPONSE,
    TOOL,
    TOOL_ENDS,
    TOOL_PARTS,
)
from coach_tui.exchange.person_words import ABOUT, ASKS_WORDS, FIRST_NAME, LAST_NAME, NAME, RATER_IS, WHO
from coach_tui.exchange.score_scale import is_unknown, number_of, scale_in_words
from coach_tui.exchange.tool_vocabulary import ALONE, BETWEEN, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach_tui.exchange.answer_headings import Column
    from coach_tui.exchange.score_scale import Scale


class Kind(Enum):
    """What a column is; the value is what it is called where it was not used."""

    EMPTY = "nothing to read"
    TOOL = "the tool's own"
    TIME = "times"
    PLACE = "addresses or places"
    CODE = "rater's code"
    EMAIL = "e-mail"
    ABOUT = "whom it is about"
    NAME = "name"
    FIRST = "first name"
    LAST = "last name"
    ID = "id"
    PEOPLE = "names, it seems"
    MAYBE_TOOL = "what may be the tool's own"
    ABOUT_RATER = "about the raters"
    SCORES = "scores"
    COUNTS = "numbers that may be no scores"
    CHOICES = "a few words again and again"
    WORDS = "words"


IDENTITY = (Kind.CODE, Kind.EMAIL, Kind.NAME, Kind.FIRST, Kind.LAST, Kind.ID)
UNCERTAIN = (Kind.PEOPLE, Kind.MAYBE_TOOL, Kind.COUNTS, Kind.CHOICES)
"""What may be asked or not, so that nothing of it is taken in unless the coach says so."""
_MONTH = (
    r"(?:jan|feb|m[a\u00e4]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|f\u00e9v|mars|avr|juin|juil|ao\u00fbt|d\u00e9c|"
    r"ene|abr|ago|dic)\w*\.?"
)
_TIME = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T,].*)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ ,T].*)?|\d{1,2}:\d\d(?::\d\d)?.*"
    rf"|{_MONTH} \d{{1,2}},? \d{{4}}.*|\d{{1,2}}\.? (?:de )?{_MONTH} (?:de )?\d{{2,4}}.*"
    rf"|\d{{1,2}}-{_MONTH}-\d{{2,4}}.*",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_PLACE = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}|-?\d{1,3}\.\d{2,}|https?://\S+|www\.\S+",
    re.IGNORECASE,
)
_ID = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[\w-]{5,}|[0-9a-f]{8}-[0-9a-f-]{20,}|\d{6,}")
_FLAG = re.compile(r"true|false|yes|no|ja|nein|oui|non|s\u00ed|si", re.IGNORECASE)
_NAME, _WHO = re.compile(NAME), re.compile(WHO)
_FIRST, _LAST = re.compile(FIRST_NAME), re.compile(LAST_NAME)
_ABOUT, _RATER_IS, _ASKS_WORDS = (re.compile("|".join(one)) for one in (ABOUT, RATER_IS, ASKS_WORDS))
_FIRM = (Kind.TIME, Kind.PLACE, Kind.ID, Kind.CODE, Kind.TOOL)
"""Kinds beside which other columns of a tool may stand."""
_CAPITAL = r"[^\W\d_a-z][\w'\u2019.-]*"
_SHAPE = re.compile(rf"{_CAPITAL}(?:,? (?:{_CAPITAL}|van|von|de|der|la|del|da|di|ter|den|zu|al))*")
_HANDLE = re.compile(r"[\w.-]{2,20}")
"""One word, such as people are called in a system."""
_LONG_NAME = 40
_MANY = 200
"""Cells that are looked at: what a column holds is told by so many."""


def judge(columns: Sequence[Column], scale: Scale | None = None) -> None:
    """Tells what each column holds; `scale` is that of the scores, where the coach says it."""
    for column in columns:
        cells = _said(column)
        column.kind = column.forced or _kind_of(column, cells, scale)
    _words_of_scores(columns)
    like_answers = {one for one in columns if _is_like_answers(one, scale)}
    firm = [one not in like_answers and one.forced is None and one.kind in _FIRM for one in columns]
    for place, column in enumerate(columns):
        beside = [firm[other] for other in (place - 1, place + 1) if 0 <= other < len(columns)]
        between = column.kind is Kind.SCORES and len(beside) > 1 and all(beside)
        if between or (column in like_answers and not any(beside)):
            column.kind = Kind.MAYBE_TOOL


def _said(column: Column) -> list[str]:
    """What is said in a column, by whoever says something."""
    return [cell for cell in column.filled if comparable(cell) not in NOBODY][:_MANY]


def _words_of_scores(columns: Sequence[Column]) -> None:
    """Takes columns for scores in which the words of the others' scores stand, and a few others."""
    words = {
        comparable(cell)
        for one in columns
        if one.kind is Kind.SCORES
        for cell in one.filled
        if number_of(cell) is None and not is_unknown(cell)
    }
    for column in columns:
        if column.kind in (Kind.WORDS, Kind.CHOICES, Kind.PEOPLE):
            given = [cell for cell in column.filled if not is_unknown(cell)]
            if given and _share(given, lambda cell: comparable(cell) in words) >= 0.5:
                column.kind = Kind.SCORES


def _is_like_answers(column: Column, scale: Scale | None) -> bool:
    """Whether a column that is a tool's by its heading may be answers by what stands in it."""
    cells = _said(column)
    if column.forced or column.kind not in (Kind.TOOL, Kind.ID) or not cells or _is_surely_tools(column):
        return False
    kind = _answers(column, cells, scale)
    return _by_heading(column) is not None and (kind is Kind.SCORES or _are_sentences(column, kind))


def _are_sentences(column: Column, kind: Kind) -> bool:
    """Whether words are more than what a tool notes: many of them, and others in each row."""
    cells = column.filled
    return kind is Kind.WORDS and _share(cells, lambda cell: cell.count(" ") > 2) > 0.5


def _kind_of(column: Column, cells: Sequence[str], scale: Scale | None) -> Kind:
    """What a column holds, whatever stands beside it."""
    by_name = _by_heading(column)
    if not cells:
        return by_name or Kind.EMPTY
    told = _by_content(cells)
    if told is not None:
        return by_name if by_name and told is Kind.ID and by_name in (Kind.CODE, Kind.NAME) else told
    if by_name in (Kind.FIRST, Kind.LAST, Kind.NAME) and are_scores(cells, scale):
        return Kind.ID if _are_running(_numbers(cells)) else Kind.SCORES
    if column.names and _ABOUT.search(column.names[0]) and _are_few_people(cells):
        return Kind.ABOUT
    return by_name or _name_part(column, cells) or _answers(column, cells, scale)


def _name_part(column: Column, cells: Sequence[str]) -> Kind | None:
    """Whether a heading asks for a first or last name, in whatever words, and names stand below."""
    whole = column.names[0] if column.names else ""
    first, last = _FIRST.search(whole), _LAST.search(whole)
    if not (first or last) or not _are_short(cells) or are_scores(cells, None):
        return None
    return Kind.NAME if first and last else Kind.FIRST if first else Kind.LAST


def _are_short(cells: Sequence[str]) -> bool:
    """Whether nearly all that is said may be a name, or part of one."""
    return _share(cells, lambda cell: len(cell) < _LONG_NAME and cell.replace(" ", "")[:2].isalpha()) > 0.8


def _by_heading(column: Column) -> Kind | None:
    """What the heading alone says, where it is one that form tools use for what is no answer."""
    for kind, names in (
        (Kind.CODE, CODES),
        (Kind.EMAIL, EMAILS),
        (Kind.FIRST, FIRST_NAMES),
        (Kind.LAST, LAST_NAMES),
        (Kind.NAME, NAMES),
        (Kind.ID, IDS),
        (Kind.TOOL, TOOL),
    ):
        if names.intersection(map(_bare, column.names)):
            return kind
    if _is_surely_tools(column):
        return Kind.TOOL
    whole = column.names[0] if column.names else ""
    words = set(whole.split()) - BETWEEN
    own = words <= ALONE if len(words) == 1 else len(words) > 1 and words <= VOCABULARY
    own = own and whole not in RESPONSE
    return Kind.TOOL if own or column.heading.strip() in ("#", "№") else None


def _is_surely_tools(column: Column) -> bool:
    """Whether no question is headed so, whatever stands below."""
    whole = f" {column.names[0]} " if column.names else " "
    return (
        whole.startswith(" attribute ")
        or any(" " in name and name in TOOL for name in map(_bare, column.names))
        or any(f" {part} " in whole for part in TOOL_PARTS)
        or whole.rstrip().endswith(tuple(f" {end}" for end in TOOL_ENDS))
    )


def _bare(name: str) -> str:
    return name.removesuffix(" utc").removesuffix(" gmt")


def _by_content(cells: Sequence[str]) -> Kind | None:
    """What stands in a column whatever its heading says: times, addresses, ids."""
    for kind, pattern, least in (
        (Kind.EMAIL, _EMAIL, 0.6),
        (Kind.TIME, _TIME, 0.8),
        (Kind.PLACE, _PLACE, 0.8),
    ):
        if _share(cells, lambda cell, known=pattern: bool(known.fullmatch(cell))) >= least:  # type: ignore[misc]
            return kind
    if len(cells) > 1 and len(set(cells)) == len(cells) and all(map(_ID.fullmatch, cells)):
        return Kind.ID
    return None


def _answers(column: Column, cells: Sequence[str], scale: Scale | None) -> Kind:
    """What is answered in a column: scores, words, or what may be neither."""
    name = comparable(column.heading)
    if are_scores(cells, scale):
        numbers = _numbers(cells)
        counted = re.search(rf"\b(?:{'|'.join(COUNTS)})\b", name)
        running = _are_running(numbers)
        wide = bool(numbers) and max(map(abs, numbers)) > 100
        flags = set(numbers) == {0, 1} or (len(numbers) > 3 and set(numbers) == {0})
        if running and not name:
            return Kind.TOOL
        return Kind.COUNTS if counted or running or wide or flags else Kind.SCORES
    if all(map(_FLAG.fullmatch, cells)):
        return Kind.ABOUT_RATER if _RATER_IS.search(name) else Kind.CHOICES
    if _share(cells, lambda cell: any(char.isalpha() for char in cell)) < 0.5:
        return Kind.COUNTS if _share(cells, lambda cell: cell[:1].isdigit()) > 0.5 else Kind.EMPTY
    if _share(cells, lambda cell: cell[:1].isdigit() and len(cell) < _LONG_NAME) > 0.8:
        return Kind.ABOUT_RATER if _RATER_IS.search(name) else Kind.COUNTS
    people, asks = _are_people(cells), bool(_ASKS_WORDS.search(name))
    if (people or _are_shaped(cells)) and (_NAME.search(name) or _WHO.search(name)):
        return Kind.NAME
    if people and not (name.count(" ") > 1 and asks):
        return Kind.ABOUT_RATER if _RATER_IS.search(name) else Kind.PEOPLE
    if _are_choices(cells):
        return Kind.ABOUT_RATER if _RATER_IS.search(name) else Kind.CHOICES
    return Kind.WORDS


def _numbers(cells: Sequence[str]) -> list[int]:
    return [number for cell in cells if (number := number_of(cell)) is not None]


def _are_running(numbers: Sequence[int]) -> bool:
    return len(numbers) > 3 and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))


def are_scores(cells: Sequence[str], scale: Scale | None = None) -> bool:
    """Whether half of what is said at least are numbers, or nearly all of it words of a scale."""
    given = [cell for cell in cells if not is_unknown(cell)]
    words = {comparable(word) for word in scale.words.values()} if scale is not None else set()
    if given and words and _share(given, lambda cell: comparable(cell) in words) >= 0.5:
        return True
    if given and _share(given, lambda cell: number_of(cell) is not None) >= 0.5:
        return True
    return len(given) > 0 and scale_in_words(given) is not None


def _are_people(cells: Sequence[str]) -> bool:
    """Whether a column may hold names: nearly all different, a few words with capitals, no sentence."""
    if len(cells) < 3 or len({comparable(cell) for cell in cells}) < 0.8 * len(cells):
        return False
    return _are_shaped(cells) or _share(cells, lambda cell: bool(_HANDLE.fullmatch(cell))) >= 0.8


def _are_shaped(cells: Sequence[str]) -> bool:
    """Whether nearly all cells have the shape of a name."""
    return _share(cells, lambda cell: len(cell) < _LONG_NAME and bool(_SHAPE.fullmatch(cell))) >= 0.8


def _are_few_people(cells: Sequence[str]) -> bool:
    """Whether a column may hold names of which most come again."""
    few = len({comparable(cell) for cell in cells}) <= max(1, len(cells) / 2)
    return few and _share(cells, lambda cell: len(cell) < _LONG_NAME and bool(_SHAPE.fullmatch(cell))) >= 0.8


def _are_choices(cells: Sequence[str]) -> bool:
    """Whether the same few words come again and again, as they do where one of several was chosen."""
    if len(cells) < 4:
        return False
    said = {comparable(cell) for cell in cells}
    return len(said) <= len(cells) / 2 and all(len(cell) < 60 for cell in cells)


def is_last_name(column: Column) -> bool:
    """Whether a heading asks for a last name."""
    return any(map(_LAST.search, column.names))


def is_comment(column: Column) -> bool:
    """Whether a heading asks for comments."""
    return any(re.search(rf"\b{word}\b", name) for word in COMMENTS for name in column.names)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0
