"""The columns of a table of answers: one, two or three rows of headings, and what each column asks.

Form tools put codes above the words of a question (Qualtrics), a question above the rows of its matrix
(SurveyMonkey), or both into one heading (Google: “Question [row]”; Jotform: “Question >> row”).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.column_kinds import Kind, kind_of
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.form_tools import RESPONSE
from coach_tui.exchange.group_words import group_of
from coach_tui.exchange.score_scale import is_unknown
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    Row = tuple[int, list[str]]
    """The number of a line, and its cells."""

_IMPORT_ID = re.compile(r'\{\s*"+ImportId"+\s*:', re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?:q|item|frage|question|pregunta|nr\.?|no\.?)?\s*\d{1,3}\s*(?:[.):-]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(?:[A-Za-z]{1,10}\d{1,4}){1,3}(?:[_.]\w{1,8}|\[\w{1,10}\])*\s*(?:[.:)]\s+|\s-\s|\s*(?=\[))"
)
"""A code before the words of a question, as LimeSurvey writes it: “G01Q02[SQ001]. …”."""
_INNER = re.compile(r"\[([^\[\]]+)\]\s*$")
_CHOSEN = re.compile(
    r"\s*[-\u2013:]\s*(?:selected choice|ausgew\u00e4hlte option|choix s\u00e9lectionn\u00e9|"
    r"opci\u00f3n seleccionada)\s*$",
    re.IGNORECASE,
)
_BETWEEN = (" >> ", " » ", " - ", " \u2013 ", " \u2014 ", " | ", ": ")
"""What stands between a question and a row of its matrix."""
_TYPED = re.compile(
    r"[-+]?\d+(?:[.,]\d+)?%?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T,].*)?|\d{1,2}:\d\d(?::\d\d)?.*"
    r"|[\w.+-]+@[\w-]+\.[\w.-]+|\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]{4,}:[0-9a-f:]+|https?://\S+"
    r"|true|false|R_\w{6,}",
    re.IGNORECASE,
)
_MOST = 0.8
_SHOWN = 100
"""Signs of a heading that are shown: in a matrix, what tells it from the others stands at its end."""


class Column:
    """A column: its heading, what it asks, what stands in it, and what kind of thing that is."""

    __slots__ = ("cells", "heading", "kind", "names", "number", "topic")

    def __init__(self, number: int, heading: str, names: Sequence[str], cells: list[str]) -> None:
        """Takes the heading as it is told, and each of its rows; `cells` are those of the rows below."""
        self.number = number
        self.heading = heading
        self.names = tuple(dict.fromkeys(name for name in map(comparable, (heading, *names)) if name))
        self.cells = cells
        self.topic = heading
        self.kind: Kind = kind_of(self)

    @property
    def filled(self) -> list[str]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell]

    @property
    def shown(self) -> str:
        """The heading for a message, longer than other texts; of one without, where it stands."""
        if not self.heading:
            return f"column {self.number + 1}, which has no heading"
        return f"“{self.heading[:_SHOWN]}…”" if len(self.heading) > _SHOWN else f"“{self.heading}”"


def columns_of(rows: Sequence[Row]) -> tuple[list[Column], list[Row]]:
    """The columns of a table, and the rows below its headings."""
    count = _heading_rows([cells for _, cells in rows])
    heads = [[clean(cell).strip() for cell in cells] for _, cells in rows[:count]]
    body = list(rows[count:])
    width = max(map(len, heads))
    names = [[_at(head, place) for head in heads] for place in range(width)]
    if count > 1:
        told = _coded(names) if _is_code_row(names) or count > 2 else _matrix(names)
    else:
        told = [one for (one,) in names]
    columns = [
        Column(place, told[place], names[place], [_at(cells, place) for _, cells in body])
        for place in range(width)
    ]
    _ask(columns)
    return columns, body


def unnumbered(text: str) -> str:
    """A heading or item without the number or code that a form tool puts before it."""
    return _NUMBER.sub("", _CODE.sub("", text), count=1)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows of headings there are."""
    for number, cells in enumerate(rows[1:3], 2):
        filled = [cell for cell in cells if cell]
        if sum(bool(_IMPORT_ID.match(cell)) for cell in filled) > len(filled) / 2:
            return number
    return 2 if len(rows) > 2 and _is_second(rows[0], rows[1], rows[2:]) else 1


def _is_second(first: Sequence[str], second: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a second row is one of headings: words, or nothing, where all below are numbers and days."""
    words, gaps, blank = 0, 0, False
    for place in range(max(len(first), len(second))):
        said = _at(second, place)
        below = [cell for cells in body if (cell := _at(cells, place))]
        typed = bool(below) and sum(bool(_TYPED.fullmatch(cell)) for cell in below) >= _MOST * len(below)
        if said and (_TYPED.fullmatch(said) if typed else group_of(said) and any(map(group_of, below))):
            return False
        if typed and not said:
            gaps += len(below) >= _MOST * len(body)
        elif typed and not is_unknown(said):
            words += 1
        blank = blank or bool(said and not _at(first, place))
    return words > 1 or (blank and words + gaps > 0)


def _is_code_row(names: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds codes, and the second the words: a code is never blank, and one word."""
    return all(first and " " not in first.replace(" (in seconds)", "") for first, *_ in names)


def _coded(names: Sequence[Sequence[str]]) -> list[str]:
    return [second or first for first, second, *_ in names]


def _matrix(names: Sequence[Sequence[str]]) -> list[str]:
    """Headings of a question above the rows of its matrix; the question stands over the first row alone."""
    told, above = [], ""
    for first, second, *_ in names:
        above = first or (above if second else "")
        row = "" if comparable(second) in RESPONSE else second
        told.append(f"{above} [{row}]" if above and row and row != above else above or row)
    return told


def _ask(columns: Sequence[Column]) -> None:
    """Finds what each column asks: without number, code, and the question that it shares with others."""
    plain = {column: _CHOSEN.sub("", unnumbered(column.heading)).strip() for column in columns}
    shared: dict[str, int] = {}
    for text in plain.values():
        for stem in {comparable(stem) for stem, _ in _splits(text)}:
            shared[stem] = shared.get(stem, 0) + 1
    for column, text in plain.items():
        inner = _INNER.search(text)
        rows = [row for stem, row in _splits(text) if shared[comparable(stem)] > 1]
        topic = inner[1] if inner else (rows[0] if rows else text)
        column.topic = unnumbered(topic.strip()).strip() or column.heading


def _splits(text: str) -> list[tuple[str, str]]:
    """The ways in which a heading can be a question and a row of its matrix, the shortest question first."""
    found: list[tuple[str, str]] = []
    for sign in _BETWEEN:
        at = text.find(sign)
        while at > 0 and len(found) < 12:
            stem, row = text[:at].strip(), text[at + len(sign) :].strip()
            if comparable(stem) and comparable(row):
                found.append((stem, row))
            at = text.find(sign, at + 1)
    return sorted(found, key=lambda one: len(one[0]))
