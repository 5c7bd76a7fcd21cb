"""The answers of raters in a table of one row a rater, as form tools write it, each in its own way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.changes.rounds import Reply
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.rater_answers import RaterAnswers, add_comment, two_of
from coach_tui.exchange.rater_words import (
    COMMENT_WORDS,
    DASHES,
    EMAIL_HEADINGS,
    GROUP_HEADINGS,
    RATER_HEADINGS,
    TIME_HEADINGS,
    UNKNOWN_WORDS,
    group_of,
    score_of,
    unnumbered,
)
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.round import GENERAL
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coach_tui.plan.round import Round


class WideTable:
    """Columns are found by their headings and by what stands in them."""

    def __init__(
        self,
        headings: list[str],
        rows: list[tuple[int, list[str]]],
        asked: Round | None,
        group: int | None,
    ) -> None:
        """Takes the rows with their lines' numbers; `group` is the column of groups where it was named.

        Raises:
            BadInput: no column names the groups.
        """
        self.headings = headings
        self.names = [comparable(heading) for heading in headings]
        self.rows = rows
        self.asked = asked
        self.found = RaterAnswers()
        self.free = [number for number, heading in enumerate(headings) if heading]
        self.group = self._group() if group is None else group
        self.free.remove(self.group)
        self.email = self._one(EMAIL_HEADINGS)
        self.rater = self._one(RATER_HEADINGS)
        self.scores: dict[int, str] = {}
        self.remarks: dict[int, str] = {}

    def cells(self, number: int) -> list[str]:
        """What stands in a column."""
        return [row[number] if number < len(row) else "" for _, row in self.rows]

    def _group(self) -> int:
        named = [n for n in self.free if self.names[n] in GROUP_HEADINGS]
        named += [
            n
            for n in self.free
            if n not in named
            and any(w in self.names[n].split() for w in ("relationship", "group", "beziehung"))
        ]
        told = [
            n
            for n in self.free
            if _share(self.cells(n), lambda cell: bool(group_of(cell)) and len(cell) < 40) > 0.7
        ]
        both = [n for n in named if n in told]
        for choice in (both, told if len(told) == 1 else [], named if len(named) == 1 else []):
            if choice:
                return choice[0]
        there = ", ".join(map(quote, [heading for heading in self.headings if heading][:12]))
        raise BadInput(
            "no column is found that names the groups (self, manager, peer, report, other); "
            f"name it with --group-column; there are {there}"
        )

    def _one(self, known: Iterable[str]) -> int | None:
        items = {comparable(item) for item in self.asked.items} if self.asked else set()
        found = next(
            (n for name in known for n in self.free if self.names[n] == name and name not in items), None
        )
        if found is not None:
            self.free.remove(found)
        return found

    def read(self) -> RaterAnswers:
        """Columns first, then row by row."""
        if self.asked is not None:
            self._match(self.asked)
        else:
            self._guess()
        self._tell()
        for line, row in self.rows:
            self._row(line, row)
        return self.found

    def _match(self, asked: Round) -> None:
        """The columns of a round's items and questions, by their headings."""
        for topics, into in ((asked.items, self.scores), ([*asked.questions, GENERAL], self.remarks)):
            for number, topic in enumerate(topics, 1):
                self._find(topic, number, into)
        if not self.scores:
            raise BadInput(
                f"no heading is an item of {quote(asked.title)}; "
                f"there are {', '.join(map(quote, [h for h in self.headings if h][:12]))}"
            )
        for number in list(self.free):
            if self._words(number):
                item = next((i for i in asked.items if comparable(i) in self.names[number]), GENERAL)
                self.remarks[number] = item
                self.free.remove(number)

    def _find(self, topic: str, number: int, into: dict[int, str]) -> None:
        """The column of an item or question: headed just so, else one in whose heading it stands."""
        exact = [n for n in self.free if self._is(n, topic, number, into is self.scores)]
        near = [
            n
            for n in self.free
            if comparable(topic) in self.names[n] and topic != GENERAL and not self._words(n)
        ]
        columns = exact or near
        if columns:
            into[columns[0]] = topic
            self.free.remove(columns[0])
        if len(exact) > 1:
            self.found.faults.append(f"{quote(topic)} has {len(exact)} columns; the first one is taken")
        elif not columns and into is self.scores:
            self.found.faults.append(f"no column is headed {quote(topic)}; taken as n/a for all")

    def _is(self, column: int, topic: str, number: int, scored: bool) -> bool:
        name = self.names[column]
        if name == comparable(topic) or comparable(unnumbered(self.headings[column])) == comparable(topic):
            return True
        inner = re.search(r"\[([^\]]+)\]\s*$", self.headings[column])
        if inner and comparable(inner[1]) == comparable(topic):
            return True
        return scored and name in (str(number), f"q{number}", f"item {number}")

    def _words(self, column: int) -> bool:
        return any(word in self.names[column] for word in COMMENT_WORDS)

    def _guess(self) -> None:
        """What a new round asks: columns of scores are items, columns of words are questions."""
        found = self.found
        for number in list(self.free):
            cells = [cell for cell in self.cells(number) if cell]
            inner = re.search(r"\[([^\]]+)\]\s*$", self.headings[number])
            topic = (inner[1] if inner else unnumbered(self.headings[number])).strip()
            if not cells or self.names[number] in TIME_HEADINGS:
                continue
            if (
                not self._words(number)
                and _share(cells, lambda cell: not isinstance(score_of(cell, None), str)) >= 0.5
            ):
                into, topics = self.scores, found.items
            elif _share(cells, lambda cell: any(char.isalpha() for char in cell)) >= 0.5:
                into, topics = self.remarks, found.questions
            else:
                continue
            if comparable(topic) in {comparable(one) for one in [*found.items, *found.questions]}:
                continue
            topics.append(topic)
            into[number] = topic
            self.free.remove(number)
        if not found.items:
            raise BadInput("no column holds scores from 1 to 5")

    def _tell(self) -> None:
        found, headings = self.found, self.headings
        found.notes.append("read as one row a rater")
        found.notes.append(f"group: {quote(headings[self.group])}")
        for name, number in (("rater", self.rater), ("e-mail", self.email)):
            if number is not None:
                found.notes.append(f"{name}: {quote(headings[number])}")
        for number, topic in self.scores.items():
            found.notes.append(f"item {quote(topic)}: {quote(headings[number])}")
        for number, topic in self.remarks.items():
            found.notes.append(f"comments on {quote(topic)}: {quote(headings[number])}")
        if self.free:
            found.notes.append(f"not used: {', '.join(quote(headings[number]) for number in self.free)}")

    def _row(self, line: int, row: list[str]) -> None:
        def cell(number: int | None) -> str:
            return row[number] if number is not None and number < len(row) else ""

        group = group_of(cell(self.group))
        if not group:
            self.found.no_group(line, cell(self.group))
            return
        if len(row) > len(self.headings):
            self.found.faults.append(f"line {line}: more cells than headings; what is too much is left out")
        email, rater = clean(cell(self.email)), clean(cell(self.rater))
        reply = Reply(group, {}, {}, rater, email or (rater if "@" in rater else ""), f"line {line}")
        left = []
        for number, item in self.scores.items():
            if not cell(number):
                left.append(item)
            else:
                self.found.put_score(reply, item, cell(number), self.asked, f"line {line}")
        if left:
            self.found.faults.append(f"line {line}: no answer to {two_of(left)}; taken as n/a")
        for number, topic in self.remarks.items():
            text = cell(number)
            if text and comparable(text) not in UNKNOWN_WORDS and not set(text) <= DASHES:
                add_comment(reply, topic, text)
        self.found.replies.append(reply)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    told = [cell for cell in cells if cell]
    return sum(1 for cell in told if test(cell)) / len(told) if told else 0.0
