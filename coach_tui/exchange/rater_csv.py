"""Answers to a round as CSV: one row an answer (`group,rater,item,score,comment`), or one row a rater.

Form tools write the second kind, each in its own way: columns are found by their headings, in any order, and
what was taken for what is told. Separated by comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.changes.rounds import Reply
from coach_tui.exchange.csv_text import comparable, rows_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.round import GENERAL, Round
from coach_tui.plan.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

GROUP_WORDS = {
    "self": "self me myself i client coachee selbst ich soi moi yo",
    "manager": "manager managers boss supervisor superior vorgesetzte vorgesetzter fuhrungskraft chef jefe",
    "peer": "peer peers colleague colleagues coworker kollege kollegin kollegen collegue pair companero",
    "report": "report reports subordinate employee mitarbeiter mitarbeiterin mitarbeitende collaborateur",
    "other": "other others customer stakeholder external friend andere anderer sonstige autre otro",
}
GROUP_PHRASES = {
    "direct report": "report",
    "team member": "report",
    "line manager": "manager",
    "self assessment": "self",
    "self evaluation": "self",
    "selbsteinschatzung": "self",
}
UNKNOWN_WORDS = frozenset(
    [
        *("na", "n a", "not applicable", "not enough information", "cannot say", "can t say", "don t know"),
        *("k a", "keine angabe", "weiss nicht", "no opinion", "no answer", "ne sait pas", "no se"),
    ]
)
DASHES = frozenset("-–—−.")
_GROUP_HEADINGS = ("group", "rater group", "relationship", "relation", "role", "gruppe", "rolle", "groupe")
_RATER_HEADINGS = (
    "rater",
    "rater id",
    "respondent",
    "name",
    "your name",
    "full name",
    "respondent id",
    "id",
    "nom",
)
_EMAIL_HEADINGS = (
    "email",
    "e mail",
    "email address",
    "e mail address",
    "mail",
    "username",
    "user name",
    "e mail adresse",
)
_TIME_HEADINGS = (
    "timestamp",
    "time",
    "date",
    "submitted",
    "start time",
    "completion time",
    "zeitstempel",
    "datum",
)
_COMMENT_WORDS = (
    "comment",
    "remark",
    "kommentar",
    "bemerkung",
    "commentaire",
    "in your own words",
    "feedback",
)
_ENDS = re.compile(r"^(?:q|item|frage|question)?\s*\d{1,3}\s*[.):-]?\s+")


class RaterAnswers:
    """What a file holds: replies, notes on what was taken for what, and what is not clear.

    `items` and `questions` are what it asks, for a round that is still to be begun.
    """

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.notes: list[str] = []
        self.faults: list[str] = []
        self.items: list[str] = []
        self.questions: list[str] = []


def group_of(text: str) -> str:
    """The group that somebody's word for it means, "" where it is not known."""
    said = comparable(text)
    for phrase, group in GROUP_PHRASES.items():
        if phrase in said:
            return group
    words = said.split()
    for group, known in GROUP_WORDS.items():
        if said == group or any(word in known.split() for word in words[:3]):
            return group
    return ""


def score_of(text: str, asked: Round | None) -> int | str | None:
    """A score; None for “n/a” in some form; a text that says why it is neither."""
    said = text.strip()
    if comparable(said) in UNKNOWN_WORDS or (said and set(said) <= DASHES):
        return None
    low, high = (asked.low, asked.high) if asked else (1, 5)
    number = re.match(r"[-+−]?\d+(?:[.,]\d+)?", said)
    if number is None and asked is not None:
        words = {comparable(word): score for score, word in asked.words.items()}
        if comparable(said) in words:
            return words[comparable(said)]
    if number is None:
        return f"{quote(said)} is no score"
    value = float(number[0].replace("−", "-").replace(",", "."))
    rest = said[number.end() :]
    if rest.strip()[:1].isdigit() or rest[:1] in ("/", "%") or value != int(value):
        return f"{quote(said)} is no score"
    if not low <= value <= high:
        return f"{quote(said)} is outside {low} to {high}"
    return int(value)


def read_csv(text: str, asked: Round | None, group_column: str | None = None) -> RaterAnswers:
    """The replies in a CSV text.

    Args:
        text: the text.
        asked: the round they belong to; None where it is still to be begun with what the file asks.
        group_column: the heading of the column that names the groups, where it cannot be found.

    Raises:
        BadInput: it is no CSV, or its columns cannot be told apart.
    """
    rows = rows_of(text)
    headings = [clean(cell) for cell in rows[0][1]]
    names = [comparable(heading) for heading in headings]
    if "item" in names and "score" in names and ("group" in names or group_column):
        return _Long(headings, rows[1:], asked, group_column).read()
    return _Wide(headings, rows[1:], asked, group_column).read()


def _column(headings: Sequence[str], wanted: str) -> int:
    for number, heading in enumerate(headings):
        if comparable(heading) == comparable(wanted) or heading == wanted:
            return number
    raise BadInput(f"no column is headed {quote(wanted)}; there are {', '.join(map(quote, headings[:12]))}")


class _Long:
    """One row an answer."""

    def __init__(
        self,
        headings: list[str],
        rows: list[tuple[int, list[str]]],
        asked: Round | None,
        group_column: str | None,
    ) -> None:
        self.asked = asked
        self.rows = rows
        self.found = RaterAnswers()
        names = [comparable(heading) for heading in headings]
        self.at = {name: names.index(name) for name in ("item", "score")}
        self.at["group"] = _column(headings, group_column) if group_column else names.index("group")
        for name, known in (
            ("rater", _RATER_HEADINGS),
            ("email", _EMAIL_HEADINGS),
            ("comment", _COMMENT_WORDS),
        ):
            place = next(
                (n for n, one in enumerate(names) if one in known and n not in self.at.values()), None
            )
            if place is not None:
                self.at[name] = place
        rest = [headings[n] for n in range(len(headings)) if n not in self.at.values() and headings[n]]
        self.found.notes.append("read as one row an answer: group, rater, item, score, comment")
        if rest:
            self.found.notes.append(f"not used: {', '.join(map(quote, rest))}")

    def read(self) -> RaterAnswers:
        """Rows of one rater come together; each answer once."""
        found, asked = self.found, self.asked
        if asked is None:
            self._items()
        items = asked.items if asked else found.items
        questions = [*(asked.questions if asked else found.questions), GENERAL]
        known = {comparable(item): item for item in [*questions, *items]}
        people: dict[tuple[str, str], Reply] = {}
        seen: set[tuple[tuple[str, str], str]] = set()
        for line, cells in self.rows:
            group = group_of(self._cell(cells, "group"))
            if not group:
                found.faults.append(_no_group(line, self._cell(cells, "group")))
                continue
            rater, email = self._cell(cells, "rater"), self._cell(cells, "email")
            if "@" in rater and not email:
                email = rater
            key = (group, fold(email or rater) if group != "self" else "")
            if group not in ("self", "manager") and not (rater or email):
                found.faults.append(f"line {line}: no rater is named; left out")
                continue
            topic = self._topic(line, self._cell(cells, "item"), known)
            if topic is None:
                continue
            reply = people.setdefault(key, Reply(group, {}, {}, rater, email, f"line {line}"))
            said, comment = self._cell(cells, "score"), self._cell(cells, "comment", lines=True)
            if comment:
                reply.comments[topic] = (
                    f"{reply.comments[topic]}\n{comment}" if topic in reply.comments else comment
                )
            if topic not in items:
                if said:
                    found.faults.append(
                        f"line {line}: {quote(topic)} is answered in words; the score is left out"
                    )
                continue
            if (key, topic) in seen:
                found.faults.append(
                    f"line {line}: {quote(topic)} is answered twice by the same rater; left out"
                )
                continue
            seen.add((key, topic))
            _put(found, reply, topic, said, asked, f"line {line}", missing=not comment)
        for key, reply in people.items():
            left = [item for item in items if (key, item) not in seen]
            if left:
                who = quote(reply.rater or reply.email) if key[1] else f"the {reply.group}"
                found.faults.append(f"{reply.where}: {who} has no answer to {_some(left)}; taken as n/a")
        found.replies = list(people.values())
        return found

    def _cell(self, cells: list[str], name: str, *, lines: bool = False) -> str:
        place = self.at.get(name)
        text = cells[place] if place is not None and place < len(cells) else ""
        return text if lines else clean(text).strip()

    def _topic(self, line: int, said: str, known: dict[str, str]) -> str | None:
        if not said:
            return GENERAL
        topic = known.get(comparable(said)) or known.get(comparable(_ENDS.sub("", said)))
        if topic is None:
            self.found.faults.append(f"line {line}: {quote(said)} is not asked in this round; left out")
        return topic

    def _items(self) -> None:
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


class _Wide:
    """One row a rater."""

    def __init__(
        self,
        headings: list[str],
        rows: list[tuple[int, list[str]]],
        asked: Round | None,
        group_column: str | None,
    ) -> None:
        self.headings = headings
        self.names = [comparable(heading) for heading in headings]
        self.rows = rows
        self.asked = asked
        self.found = RaterAnswers()
        self.free = [number for number, heading in enumerate(headings) if heading]
        self.group = self._group(group_column)
        self.free.remove(self.group)
        self.email = self._one(_EMAIL_HEADINGS)
        self.rater = self._one(_RATER_HEADINGS)
        self.scores: dict[int, str] = {}
        self.remarks: dict[int, str] = {}

    def cells(self, number: int) -> list[str]:
        """What stands in a column."""
        return [row[number] if number < len(row) else "" for _, row in self.rows]

    def _group(self, wanted: str | None) -> int:
        if wanted:
            return _column(self.headings, wanted)
        named = [n for n in self.free if self.names[n] in _GROUP_HEADINGS]
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
        found = self.found
        for topics, into in ((asked.items, self.scores), ([*asked.questions, GENERAL], self.remarks)):
            for number, topic in enumerate(topics, 1):
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
                        found.faults.append(
                            f"{quote(topic)} has {len(exact)} columns; the first one is taken"
                        )
                elif into is self.scores:
                    found.faults.append(f"no column is headed {quote(topic)}; taken as n/a for all")
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

    def _is(self, column: int, topic: str, number: int, scored: bool) -> bool:
        name = self.names[column]
        if name == comparable(topic) or comparable(_ENDS.sub("", self.headings[column])) == comparable(topic):
            return True
        inner = re.search(r"\[([^\]]+)\]\s*$", self.headings[column])
        if inner and comparable(inner[1]) == comparable(topic):
            return True
        return scored and name in (str(number), f"q{number}", f"item {number}")

    def _words(self, column: int) -> bool:
        return any(word in self.names[column] for word in _COMMENT_WORDS)

    def _guess(self) -> None:
        """What a new round asks: columns of scores are items, columns of words are questions."""
        found = self.found
        for number in list(self.free):
            cells = [cell for cell in self.cells(number) if cell]
            inner = re.search(r"\[([^\]]+)\]\s*$", self.headings[number])
            topic = (inner[1] if inner else _ENDS.sub("", self.headings[number])).strip()
            if not cells or self.names[number] in _TIME_HEADINGS:
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
            self.found.faults.append(_no_group(line, cell(self.group)))
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
                _put(self.found, reply, item, cell(number), self.asked, f"line {line}")
        if left:
            self.found.faults.append(f"line {line}: no answer to {_some(left)}; taken as n/a")
        for number, topic in self.remarks.items():
            text = cell(number)
            if text and comparable(text) not in UNKNOWN_WORDS and not set(text) <= DASHES:
                before = reply.comments.get(topic)
                reply.comments[topic] = f"{before}\n{text}" if before else text
        self.found.replies.append(reply)


def _put(
    found: RaterAnswers,
    reply: Reply,
    item: str,
    said: str,
    asked: Round | None,
    where: str,
    *,
    missing: bool = True,
) -> None:
    """A score into a reply, or a line that says why not."""
    if not said:
        if missing:
            found.faults.append(f"{where}: no answer to {quote(item)}; taken as n/a")
        return
    score = score_of(said, asked)
    if isinstance(score, str):
        found.faults.append(f"{where}: {score}, for {quote(item)}; taken as n/a")
    elif score is not None:
        reply.scores[item] = score


def _no_group(line: int, said: str) -> str:
    what = f"the group {quote(said)} is not known" if said else "no group is named"
    return f"line {line}: {what} (self, manager, peer, report, other); left out"


def _some(items: Sequence[str]) -> str:
    more = f" and {len(items) - 2} more" if len(items) > 2 else ""
    return ", ".join(map(quote, items[:2])) + more


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    told = [cell for cell in cells if cell]
    return sum(1 for cell in told if test(cell)) / len(told) if told else 0.0
