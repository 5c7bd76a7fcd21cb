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
    TOOL,
    TOOL_ENDS,
    TOOL_PARTS,
)
from coach_tui.exchange.score_scale import is_unknown, number_of, scale_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach_tui.exchange.answer_headings import Column


class Kind(Enum):
    """What a column is; the value is what it is called where it was not used."""

    EMPTY = "nothing to read"
    TOOL = "the tool's own"
    TIME = "times"
    PLACE = "addresses or places"
    CODE = "rater's code"
    EMAIL = "e-mail"
    NAME = "name"
    FIRST = "first name"
    LAST = "last name"
    ID = "id"
    PEOPLE = "names, it seems"
    SCORES = "scores"
    COUNTS = "numbers that may be no scores"
    CHOICES = "a few words again and again"
    WORDS = "words"


IDENTITY = (Kind.CODE, Kind.EMAIL, Kind.NAME, Kind.FIRST, Kind.LAST, Kind.ID)
UNCERTAIN = (Kind.PEOPLE, Kind.COUNTS, Kind.CHOICES)
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
_NAME_WORDS = re.compile(
    r"\b(?:names?|vorname|nachname|noms?|prenoms?|nombres?|apellidos?|namen)\b(?! (?:one|an?|the)\b)"
)
_WHO = re.compile(r"^(?:who|wer|qui|quien)\b(?! (?:else|noch))")
_QUESTION = re.compile(
    r"^(?:what|which|how|why|when|where|was|welche\w*|wie|warum|wann|wo|worin|womit|que|quel\w*|comment|"
    r"pourquoi|quand|quels?|como|cual\w*|cuando|donde)\b"
)
_CAPITAL = r"[^\W\d_a-z][\w'\u2019.-]*"
_SHAPE = re.compile(rf"{_CAPITAL}(?:,? (?:{_CAPITAL}|van|von|de|der|la|del|da|di|ter|den|zu|al))*")
_LONG_NAME = 40
_MANY = 200
"""Cells that are looked at: what a column holds is told by so many."""


def kind_of(column: Column) -> Kind:
    """What a column holds."""
    cells = [cell for cell in column.filled if comparable(cell) not in NOBODY][:_MANY]
    by_name = _by_heading(column)
    if not cells:
        return by_name or Kind.EMPTY
    told = _by_content(cells)
    if told is not None:
        return Kind.NAME if told is Kind.PEOPLE and by_name is Kind.NAME else told
    if by_name in (Kind.FIRST, Kind.LAST, Kind.NAME) and are_scores(cells):
        return Kind.SCORES
    if by_name is not None:
        return by_name
    return _answers(column, cells)


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
    whole = f" {column.names[0]} " if column.names else " "
    if any(f" {part} " in whole for part in TOOL_PARTS) or whole.rstrip().endswith(
        tuple(f" {end}" for end in TOOL_ENDS)
    ):
        return Kind.TOOL
    return Kind.TOOL if column.heading.strip() in ("#", "№") else None


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


def _answers(column: Column, cells: Sequence[str]) -> Kind:
    """What is answered in a column: scores, words, or what may be neither."""
    name = comparable(column.heading)
    if are_scores(cells):
        numbers = [number for cell in cells if (number := number_of(cell)) is not None]
        counted = re.search(rf"\b(?:{'|'.join(COUNTS)})\b", name)
        running = len(numbers) > 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        wide = bool(numbers) and max(map(abs, numbers)) > 100
        return Kind.COUNTS if counted or running or wide else Kind.SCORES
    if all(map(_FLAG.fullmatch, cells)):
        return Kind.CHOICES
    if _share(cells, lambda cell: any(char.isalpha() for char in cell)) < 0.5:
        return Kind.COUNTS if _share(cells, lambda cell: cell[:1].isdigit()) > 0.5 else Kind.EMPTY
    if _share(cells, lambda cell: cell[:1].isdigit() and len(cell) < _LONG_NAME) > 0.8:
        return Kind.COUNTS
    people = _are_people(cells)
    if _NAME_WORDS.search(name) or _WHO.search(name):
        if people:
            return Kind.NAME
    elif people and not (name.count(" ") > 1 and (_QUESTION.search(name) or column.heading.endswith("?"))):
        return Kind.PEOPLE
    return Kind.CHOICES if _are_choices(cells) else Kind.WORDS


def are_scores(cells: Sequence[str]) -> bool:
    """Whether half of what is said at least are numbers, or all of it words of a scale."""
    given = [cell for cell in cells if not is_unknown(cell)]
    if given and _share(given, lambda cell: number_of(cell) is not None) >= 0.5:
        return True
    return len(given) > 0 and scale_in_words(given) is not None


def _are_people(cells: Sequence[str]) -> bool:
    """Whether a column may hold names: nearly all different, a few words with capitals, no sentence."""
    if len(cells) < 3 or len({comparable(cell) for cell in cells}) < 0.8 * len(cells):
        return False
    return _share(cells, lambda cell: len(cell) < _LONG_NAME and bool(_SHAPE.fullmatch(cell))) >= 0.8


def _are_choices(cells: Sequence[str]) -> bool:
    """Whether the same few words come again and again, as they do where one of several was chosen."""
    if len(cells) < 4:
        return False
    said = {comparable(cell) for cell in cells}
    return len(said) <= len(cells) / 2 and all(len(cell) < 60 for cell in cells)


def is_comment(column: Column) -> bool:
    """Whether a heading asks for comments."""
    return any(re.search(rf"\b{word}\b", name) for word in COMMENTS for name in column.names)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells) if cells else 0.0
