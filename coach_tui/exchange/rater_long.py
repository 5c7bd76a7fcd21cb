"""The answers of raters in a table of one row an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.raters import Reply
from coach_tui.exchange.answer_headings import Column, unnumbered
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.form_tools import (
    COMMENTS,
    EMAILS,
    GROUP_HEADINGS,
    IDS,
    ITEM_HEADINGS,
    NAMES,
    SCORE_HEADINGS,
)
from coach_tui.exchange.rater_answers import RaterAnswers, add_comment, somebody, two_of
from coach_tui.exchange.rater_scale import beyond, scale_of_cells
from coach_tui.plan.asking import GENERAL
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach_tui.exchange.answer_headings import Row
    from coach_tui.exchange.rater_hints import Hints
    from coach_tui.exchange.score_scale import Scored
    from coach_tui.plan.round import Round

    Person = tuple[str, str]
    """Who answers: the group, and the folded address or name, "" for the client."""


def is_long(names: Sequence[str], hints: Hints) -> bool:
    """Whether headings (see `comparable`) are those of a table of one row an answer."""
    asked, scored = (any(name in known for name in names) for known in (ITEM_HEADINGS, SCORE_HEADINGS))
    return asked and scored and _group(names, hints) is not None


def _group(names: Sequence[str], hints: Hints) -> int | None:
    """Which column names the groups: the one the coach says, else the one headed so."""
    wanted = [comparable(heading) for heading, use in hints.columns.items() if use == "group"]
    said = [n for n, name in enumerate(names) if name in wanted]
    known = [names.index("group")] if "group" in names else []
    return next(iter([*said, *known, *(n for n, name in enumerate(names) if name in GROUP_HEADINGS)]), None)


class LongTable:
    """Rows of one rater come together; each answer counts once."""

    def __init__(self, rows: Sequence[Row], asked: Round | None, hints: Hints) -> None:
        """Takes the rows with their lines' numbers, headings first, and what the coach says of the file.

        Raises:
            BadInput: the round is still to be begun, and no item has a score; no column is headed as said.
        """
        (_, first), *self.rows = rows
        headings = [clean(cell) for cell in first]
        self.hints = hints
        self.found = RaterAnswers()
        names = [comparable(heading) for heading in headings]
        self.at = _columns(names, _group(names, hints), _said(headings, hints))
        self.found.notes.append("read as one row an answer: group, rater, item, score, comment")
        rest = [headings[n] for n in range(len(headings)) if n not in self.at.values() and headings[n]]
        if rest:
            self.found.notes.append(f"not used: {', '.join(map(quote, rest))}")
        if asked is None:
            self._ask_what_is_answered()
        self.scale: Scored = asked or self._new_scale()
        self.items = asked.items if asked else self.found.items
        questions = asked.questions if asked else self.found.questions
        topics: list[str] = [*questions, GENERAL, *self.items]
        self.topics = {comparable(topic): topic for topic in topics}
        self.apart = self._apart() if asked else set()
        self.people: dict[Person, Reply] = {}
        self.answered: set[tuple[Person, str]] = set()

    def _apart(self) -> set[str]:
        """The items whose scores have another scale than the round's: none of them is taken."""
        scores: dict[str, list[str]] = {}
        for _, cells in self.rows:
            topic = self._asked(self._cell(cells, "item"))
            if topic in self.items:
                scores.setdefault(topic, []).append(self._cell(cells, "score"))
        columns = [Column(0, item, (), found) for item, found in scores.items()]
        apart = {one.heading for one in beyond(columns, self.scale)}
        self.found.faults += [
            f"{quote(item)} has another scale than {self.scale.low} to {self.scale.high}; "
            "taken as n/a for all"
            for item in self.items
            if item in apart
        ]
        return apart

    def _ask_what_is_answered(self) -> None:
        """What a new round asks: what has a score is an item, what has only words a question."""
        scored: dict[str, str] = {}
        said: dict[str, str] = {}
        for _, cells in self.rows:
            item = self._cell(cells, "item")
            if item:
                (scored if self._cell(cells, "score") else said).setdefault(comparable(item), item)
        self.found.items = list(scored.values())
        self.found.questions = [item for name, item in said.items() if name not in scored]
        if not scored:
            raise BadInput("no item has a score")

    def _new_scale(self) -> Scored:
        """The scale of a round to be begun."""
        cells = [said for _, cells in self.rows if (said := self._cell(cells, "score"))]
        self.found.scale, doubts = scale_of_cells(cells, self.hints.scale)
        self.found.faults += doubts
        return self.found.scale

    def read(self) -> RaterAnswers:
        """Row by row, then what each rater has left out."""
        for line, cells in self.rows:
            self._row(line, cells)
        self.found.tell_strange_groups()
        for person, reply in self.people.items():
            self._left_out(person, reply)
        self.found.replies = list(self.people.values())
        return self.found

    def _row(self, line: int, cells: list[str]) -> None:
        """One answer, into the reply of its rater."""
        rater = self._rater(line, cells)
        if rater is None:
            return
        topic = self._topic(line, self._cell(cells, "item"))
        if topic is None:
            return
        person = _person(rater)
        reply = self.people.setdefault(person, rater)
        said, comment = self._cell(cells, "score"), self._cell(cells, "comment", lines=True)
        if comment:
            add_comment(reply, topic, comment)
        if topic in self.items:
            self._score(line, person, topic, said, commented=bool(comment))
        elif said:
            self.found.faults.append(
                f"line {line}: {quote(topic)} is answered in words; the score is left out"
            )

    def _rater(self, line: int, cells: list[str]) -> Reply | None:
        """An empty reply of the rater of a row; None, and why, where it does not say who that is."""
        group = self.hints.group(self._cell(cells, "group"))
        if not group:
            self.found.no_group(line, self._cell(cells, "group"))
            return None
        rater, email = somebody(self._cell(cells, "rater")), somebody(self._cell(cells, "email"))
        if "@" in rater and not email:
            email = rater
        if group not in ("self", "manager") and not (rater or email):
            self.found.faults.append(f"line {line}: no rater is named; left out")
            return None
        return Reply(group, {}, {}, rater, email, f"line {line}")

    def _topic(self, line: int, said: str) -> str | None:
        """The item or question of a row; None, and why, where the round does not ask it."""
        if not said:
            return GENERAL
        topic = self._asked(said)
        if not topic:
            self.found.faults.append(f"line {line}: {quote(said)} is not asked in this round; left out")
        return topic or None

    def _asked(self, said: str) -> str:
        """The item or question that words stand for, "" where none does."""
        return self.topics.get(comparable(said)) or self.topics.get(comparable(unnumbered(said)), "")

    def _score(self, line: int, person: Person, item: str, said: str, *, commented: bool) -> None:
        if (person, item) in self.answered:
            self.found.faults.append(
                f"line {line}: {quote(item)} is answered twice by the same rater; left out"
            )
            return
        self.answered.add((person, item))
        if item in self.apart:
            return
        if said:
            self.found.put_score(self.people[person], item, said, self.scale, f"line {line}")
        elif not commented:
            self.found.faults.append(f"line {line}: no answer to {quote(item)}; taken as n/a")

    def _left_out(self, person: Person, reply: Reply) -> None:
        left = [item for item in self.items if (person, item) not in self.answered]
        if left:
            who = quote(reply.rater or reply.email) if person[1] else f"the {reply.group}"
            self.found.faults.append(f"{reply.where}: {who} has no answer to {two_of(left)}; taken as n/a")

    def _cell(self, cells: list[str], name: str, *, lines: bool = False) -> str:
        place = self.at.get(name)
        text = cells[place] if place is not None and place < len(cells) else ""
        return text if lines else clean(text).strip()


def _said(headings: Sequence[str], hints: Hints) -> dict[int, str]:
    """What the coach says that columns (by their places) are.

    Raises:
        BadInput: no column has such a heading.
    """
    names = [comparable(heading) for heading in headings]
    found = {}
    for heading, use in hints.columns.items():
        if comparable(heading) not in names:
            there = ", ".join(quote(one) for one in headings if one)
            raise BadInput(f"no column is headed {quote(heading)}; there are {there}")
        found[names.index(comparable(heading))] = use
    return found


def _columns(names: Sequence[str], group: int | None, said: Mapping[int, str]) -> dict[str, int]:
    """Which column holds what; no column holds two things, and what was said goes before all."""
    at = {
        name: next(n for known in headings for n, one in enumerate(names) if one == known)
        for name, headings in (("item", ITEM_HEADINGS), ("score", SCORE_HEADINGS))
    }
    if group is not None:
        at["group"] = group
    at |= {use: n for n, use in said.items() if use in ("rater", "email") and n not in at.values()}
    for name, known in (("rater", NAMES), ("rater", IDS), ("email", EMAILS), ("comment", COMMENTS)):
        free = (n for n, one in enumerate(names) if one in known and n not in (*at.values(), *said))
        place = next(free, None)
        if place is not None and name not in at:
            at[name] = place
    return at


def _person(reply: Reply) -> Person:
    return reply.group, fold(reply.email or reply.rater) if reply.group != "self" else ""
