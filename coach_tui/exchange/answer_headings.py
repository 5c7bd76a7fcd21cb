"""The columns of a table of answers: one, two or three rows of headings, and what each column asks.

Form tools put codes above the words of a question (Qualtrics), a question above the rows of its matrix
(SurveyMonkey), or both into one heading (Google: “Question [row]”; Jotform: “Question >> row”).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.column_joins import join
from coach_tui.exchange.column_kinds import Kind, judge
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.form_tools import RESPONSE
from coach_tui.exchange.group_words import group_of
from coach_tui.exchange.score_scale import is_unknown, without_share
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.exchange.score_scale import Scale

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
_WORD_CODE = re.compile(r"[A-Za-z]\w*(?:\[\w+\])*\. (?=\S)")
"""A code of words before what it is the code of, as in “keep. What should stay?”."""
_BARE_CODE = re.compile(r"(?:[A-Za-z]{1,10}\d{1,4}){1,3}(?:[_.]\w{1,8}|\[\w{1,10}\])*")
_INNER = re.compile(r"((?:\[[^\[\]]+\]\s*)+)$")
_PARENS = re.compile(r"(.+?)\s*\(([^()]+)\)\s*$")
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
_IN_TITLE = 2
"""Cells in a row of a title, at most."""
_ABOVE = 6
"""Rows above the headings that may be a title, at most."""
_SHOWN = 100
"""Signs of a heading that are shown: in a matrix, what tells it from the others stands at its end."""


class Column:
    """A column: its heading, what it asks, what stands in it, and what kind of thing that is.

    `stem` is the question that it shares with others, `option` what is its own; `forced` its kind where what
    stands beside it says so.
    """

    __slots__ = ("cells", "forced", "heading", "kind", "names", "number", "option", "stem", "topic")

    def __init__(self, number: int, heading: str, names: Sequence[str], cells: list[str]) -> None:
        """Takes the heading as it is told, and each of its rows; `cells` are those of the rows below."""
        self.number = number
        self.cells = cells
        self.rename(heading, *names)
        self.forced: Kind | None = None
        self.kind = Kind.EMPTY

    def rename(self, heading: str, *names: str) -> None:
        """Heads it otherwise."""
        self.heading = self.topic = self.option = heading
        self.stem = ""
        self.names = tuple(dict.fromkeys(name for name in map(comparable, (heading, *names)) if name))

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


class Table(NamedTuple):
    """The columns of a table, how many there were, the rows below its headings, and how they were read."""

    columns: list[Column]
    width: int
    rows: list[Row]
    notes: list[str]


def columns_of(rows: Sequence[Row], scale: Scale | None = None) -> Table:
    """The columns of a table; `scale` is that of the scores, where the coach says it."""
    rows, notes = _without_title(rows)
    count = _heading_rows([cells for _, cells in rows])
    heads = [[_one_line(cell) for cell in cells] for _, cells in rows[:count]]
    body = list(rows[count:])
    width = max(map(len, heads))
    names = [[_at(head, place) for head in heads] for place in range(width)]
    if count > 1:
        told = _coded(names) if _is_code_row(names) or count > 2 else _matrix(names)
    else:
        told = _without_codes([one for (one,) in names])
    columns = [
        Column(place, told[place], names[place], without_share([_at(cells, place) for _, cells in body]))
        for place in range(width)
    ]
    _ask(columns)
    columns, joins = join(columns)
    _tell_apart(columns)
    judge(columns, scale)
    return Table(columns, width, body, [*notes, *joins])


def are_codes(columns: Sequence[Column]) -> bool:
    """Whether columns are headed by codes alone, which say nothing of what was asked."""
    return bool(columns) and all(_BARE_CODE.fullmatch(one.topic) for one in columns)


def unnumbered(text: str) -> str:
    """A heading or item without the number or code that a form tool puts before it."""
    return _NUMBER.sub("", _CODE.sub("", text), count=1)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _one_line(cell: str) -> str:
    """A heading; what pandas calls a column without one is none."""
    said = " ".join(clean(cell).split())
    return "" if re.fullmatch(r"Unnamed: \d+", said) else said


def _without_title(rows: Sequence[Row]) -> tuple[list[Row], list[str]]:
    """The rows from the headings on: above them may stand a title, and what the table is of."""
    for number, (_, cells) in enumerate(rows[:_ABOVE]):
        places = [place for place, cell in enumerate(cells) if cell]
        below = next(
            (cells for _, cells in rows[number + 1 :] if sum(map(bool, cells)) >= 2 * len(places)), []
        )
        plain = all(_at(below, place) and comparable(_at(below, place)) not in RESPONSE for place in places)
        if len(places) > _IN_TITLE or not plain:
            above = [" ".join(filter(None, cells)) for _, cells in rows[:number]]
            return list(rows[number:]), [f"above the headings: {quote(one)}; left out" for one in above]
    return list(rows), []


def _heading_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows of headings there are."""
    for number, cells in enumerate(rows[1:3], 2):
        filled = [cell for cell in cells if cell]
        if sum(bool(_IMPORT_ID.match(cell)) for cell in filled) > len(filled) / 2:
            return number
    return 2 if len(rows) > 2 and _is_second(rows[0], rows[1], rows[2:]) else 1


def _is_second(first: Sequence[str], second: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a second row is one of headings: words, or nothing, where all below are numbers and days."""
    if any(comparable(cell) in RESPONSE for cell in second):
        return True
    words, gaps, blank = 0, 0, False
    for place in range(max(len(first), len(second))):
        said = _at(second, place)
        below = [cell for cells in body if (cell := _at(cells, place))]
        typed = bool(below) and sum(bool(_TYPED.fullmatch(cell)) for cell in below) >= _MOST * len(below)
        if said and below and all(comparable(cell) == comparable(said) for cell in below):
            blank = blank or not _at(first, place)  # one column for each answer that can be chosen
            continue
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


def _without_codes(headings: list[str]) -> list[str]:
    """Headings without the codes that stand before nearly all of them."""
    said = [one for one in headings if one]
    coded = sum(bool(_WORD_CODE.match(one)) for one in said)
    if coded < 3 or coded < _MOST * len(said):
        return headings
    return [_WORD_CODE.sub("", one, count=1) if not _CODE.match(one) else one for one in headings]


def _plain(heading: str) -> str:
    """A heading without number, code, and what a tool says of the kind of answer behind it."""
    text = unnumbered(heading).strip()
    for sign in (*_BETWEEN, "["):
        before, found, after = text.rpartition(sign)
        if found and before.strip() and comparable(after) in RESPONSE:
            text = before.strip()
    return text.strip("*_").strip() or text


def _ask(columns: Sequence[Column]) -> None:
    """Finds what each column asks: without number, code, and the question that it shares with others."""
    plain = {column: _plain(column.heading) for column in columns}
    whole = set(map(comparable, plain.values()))
    shared: dict[str, int] = {}
    for text in plain.values():
        for stem in {comparable(stem) for stem, _ in _splits(text)}:
            shared[stem] = shared.get(stem, 0) + 1
    for column, text in plain.items():
        inner = _INNER.search(text)
        rows = [(stem, row) for stem, row in _splits(text) if shared[comparable(stem)] > 1]
        if inner and not any(char.isalpha() for char in inner[1]):
            column.option = text[: inner.start()].rstrip(" :-") or text
        elif inner:
            row = " ".join(re.findall(r"\[([^\[\]]+)\]", inner[1]))
            column.stem, column.option = text[: inner.start()].strip(), row
        elif rows:
            column.stem, column.option = rows[0]
        else:
            column.option = text
        topic = column.option
        column.option = next((row for stem, row in _splits(text) if comparable(stem) in whole), column.option)
        if parens := _PARENS.fullmatch(column.option):
            _choose(column, parens, columns)
        column.topic = unnumbered(topic.strip()).strip().strip("*_").strip() or column.heading


def _tell_apart(columns: Sequence[Column]) -> None:
    """Names what is asked twice, as how often and how important something is, by its question as well."""
    stems: dict[str, set[str]] = {}
    for column in columns:
        stems.setdefault(comparable(column.topic), set()).add(comparable(column.stem))
    for column in columns:
        if column.stem and len(stems[comparable(column.topic)]) > 1 and column.forced is None:
            column.topic = _plain(column.heading)


def _choose(column: Column, parens: re.Match[str], columns: Sequence[Column]) -> None:
    """Takes what stands in brackets for an answer that can be chosen, where several columns have the rest."""
    if column.stem or sum(one.heading.startswith(parens[1] + " (") for one in columns) < 2:
        return
    column.stem, column.option = parens[1], parens[2]


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
