"""Which columns of a table of answers are items and questions: of a round there is, or of one to be begun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.answer_headings import unnumbered
from coach_tui.exchange.column_kinds import UNCERTAIN, Kind, are_scores, is_comment
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.rater_columns import there_are
from coach_tui.exchange.rater_hints import USES
from coach_tui.plan.asking import GENERAL
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach_tui.exchange.answer_headings import Column
    from coach_tui.plan.round import Round

_COUNTED = re.compile(r"[\s._]*\(?\d{1,2}\)?$")
_PARTED = re.compile(r"[?!:;.\[\]()/|\u00bf\u00a1]|\s[-\u2013\u2014>]+\s")
"""What parts a heading into what is said for itself."""
_TURNED = re.compile(r"\b(?:reversed?|inverted|negativ\w*|umgekehrt|umgepolt|invers\w*|invertid\w*)\b")
"""What tells that an item is put the other way round."""
_PERSONS = ("he", "she", "they", "this person", "er", "sie", "diese person", "il", "elle", "cette personne")
_NEVER = (Kind.TIME, Kind.EMAIL, Kind.PLACE)
"""What no item or question is, whatever its heading says."""
_IN_WORDS = (Kind.WORDS, Kind.CHOICES, Kind.PEOPLE)


class Topics:
    """The columns of scores and of words with what they are about, what is not clear, and what is left."""

    def __init__(self, columns: Sequence[Column], used: Mapping[Column, str], client: str = "") -> None:
        """Takes the columns that may be items or questions, and what the coach says that some are."""
        taken = ("group", "rater", "email", "nothing")
        self.free = [
            one for one in columns if used.get(one) not in taken and (one.forced is None or one in used)
        ]
        self.used = used
        self.client = client
        self.unsure: list[str] = []
        self.scores: dict[Column, str] = {}
        self.remarks: dict[Column, str] = {}
        self.faults: list[str] = []

    def match(self, asked: Round) -> None:
        """Finds the columns of a round's items and questions by their words.

        Raises:
            BadInput: no column is an item.
        """
        self._said(asked)
        near = [(one, self.scores) for one in asked.items if not self._exact(one, scored=True)]
        near += [(one, self.remarks) for one in asked.questions if not self._exact(one, scored=False)]
        self._exact(GENERAL, scored=False)
        for topic, into in near:
            if topic not in into.values():
                self._near(topic, into, asked.topics)
        if not self.scores:
            what = f"no heading is an item of {quote(asked.title)}; {there_are(self.free)}"
            raise BadInput(
                f'{what}. Say which is which, an item a time: --column "{asked.items[0]}=…", or name another '
                "--round"
            )
        self.faults += [
            f"no column is headed {quote(item)}; taken as n/a for all"
            for item in asked.items
            if item not in self.scores.values() and item not in self.unsure
        ]
        self._behind_items()
        self._comments(asked.items)

    def _said(self, asked: Round) -> None:
        """What the coach says that columns are: an item or a question, by its words.

        Raises:
            BadInput: the round does not ask that, or it is not said which item or question it is.
        """
        for column in list(self.free):
            use = self.used.get(column)
            if use in ("item", "question"):
                topic = next(iter(asked.items if use == "item" else asked.questions), asked.items[0])
                raise BadInput(
                    f"--column: say which {use} of {quote(asked.title)} that is, such as "
                    f'--column "{topic}={column.heading}"'
                )
            if use is None or use in USES:
                continue
            topic = next((one for one in asked.topics if comparable(one) == comparable(use)), None)
            if topic is None:
                raise BadInput(f"--column: {quote(use)} is neither item nor question of {quote(asked.title)}")
            self._take(column, topic, self.scores if topic in asked.items else self.remarks)

    def _exact(self, topic: str, *, scored: bool) -> bool:
        """Takes the columns headed just so; of two with scores the first, and that is told."""
        wanted = {comparable(topic), comparable(unnumbered(topic))}
        into = self.scores if scored else self.remarks
        if topic in into.values():
            return True
        headed = [one for one in self.free if wanted & _names(one) and one.kind not in _NEVER]
        if scored:
            fitting = [one for one in headed if one.kind is Kind.SCORES or are_scores(one.filled)]
            headed = fitting or [one for one in headed if one.kind not in (Kind.WORDS, Kind.TOOL)]
        if not headed:
            return False
        self._take(headed[0], topic, into)
        if scored and len(headed) > 1:
            self.faults.append(f"{quote(topic)} has {len(headed)} columns; the first one is taken")
        for other in headed[1:]:
            if not scored and other.kind in _IN_WORDS:
                self._take(other, topic, into)
        return True

    def _near(self, topic: str, into: dict[Column, str], topics: Sequence[str]) -> None:
        """Takes the one column in whose heading an item or question stands, and no other one.

        What else stands there may turn it round (“… too often”): then it is asked about.
        """
        kinds = (Kind.SCORES,) if into is self.scores else _IN_WORDS
        holding = [one for one in self.free if one.kind in kinds and _holds(one, topic)]
        others = [other for other in topics if other not in (topic, GENERAL) and not _within(other, topic)]
        holding = [one for one in holding if not any(_holds(one, other) for other in others)]
        plain = [one for one in holding if self._says_just(one, topic)]
        if len(plain) == 1:
            self._take(plain[0], topic, into)
        elif holding:
            self.unsure.append(topic)
            self.faults.append(
                f"{quote(topic)} may be {' or '.join(one.shown for one in holding[:4])}; "
                f'taken as n/a. Say which: --column "{topic}=…"'
            )

    def _says_just(self, column: Column, topic: str) -> bool:
        """Whether a heading says a topic in a part of its own, or of whom it is asked, and no more."""
        wanted = comparable(topic)
        parts = [comparable(part) for part in _PARTED.split(column.heading)]
        if any(map(_TURNED.search, parts)):
            return False
        return any(part == wanted or _of_whom(part, self.client) == wanted for part in parts)

    def _comments(self, items: Sequence[str]) -> None:
        """Takes columns of words headed like an item, or as comments, as remarks on an item or in general."""
        for column in list(self.free):
            if column.kind not in _IN_WORDS or not column.heading:
                continue
            named = [one for one in items if comparable(one) in _names(column)]
            if is_comment(column):
                named = named or sorted((one for one in items if _holds(column, one)), key=len, reverse=True)
            if named or (is_comment(column) and column.kind is Kind.WORDS):
                self._take(column, named[0] if named else GENERAL, self.remarks)

    def guess(self) -> None:
        """Finds what a round that is still to be begun asks: scores are items, words are questions."""
        for column in list(self.free):
            kind = column.kind
            use = self.used.get(column)
            if use == "item" or (use is None and kind is Kind.SCORES and self._clear(column)):
                self._ask(column, self.scores)
        for column in list(self.free):
            if comparable(column.topic) in map(comparable, self.scores.values()) and not self.used.get(
                column
            ):
                self._again(column)
        self._behind_items()
        questions = [one for one in self.free if self.used.get(one) == "question"]
        questions += [
            one for one in self.free if not self.used.get(one) and one.kind is Kind.WORDS and self._clear(one)
        ]
        for column in [one for one in self.free if one in questions]:
            self._question(column)
        for column in self.free:
            if column.kind in UNCERTAIN and not self.used.get(column) and self._clear(column):
                self.faults.append(
                    f"{column.shown} holds {column.kind.value}: left out. Say what it is: "
                    f'--column "item={column.heading}", or question, rater, nothing'
                )
        strange = [use for use in self.used.values() if use not in USES]
        if strange:
            raise BadInput(f"--column: {quote(strange[0])} is not one of {', '.join(USES)}")

    def _clear(self, column: Column) -> bool:
        if not column.heading:
            self.faults.append(f"{column.shown}, holds {column.kind.value}; left out")
        return bool(column.heading)

    def _ask(self, column: Column, into: dict[Column, str]) -> None:
        """Takes a column as what it asks; words on what is asked already belong to that, too."""
        asked = {comparable(topic): topic for topic in (*self.scores.values(), *self.remarks.values())}
        known = asked.get(comparable(column.topic))
        if known is None or into is self.remarks:
            self._take(column, known or column.topic, into)

    def _again(self, column: Column) -> None:
        """A column headed like an item already taken: words on it, or scores that come too late."""
        item = next(one for one in self.scores.values() if comparable(one) == comparable(column.topic))
        if column.kind in _IN_WORDS:
            self._take(column, item, self.remarks)
        elif column.kind is Kind.SCORES:
            self.faults.append(f"{quote(item)} has 2 columns; the first one is taken")

    def _behind_items(self) -> None:
        """Takes words on the items they stand behind, where columns headed alike stand behind several."""
        alike: dict[str, dict[Column, str]] = {}
        item = ""
        for column in sorted([*self.scores, *self.free], key=lambda one: one.number):
            if column in self.scores:
                item = self.scores[column]
            elif column.heading and column.kind in (*_IN_WORDS, Kind.EMPTY) and not self.used.get(column):
                if item:
                    alike.setdefault(comparable(_COUNTED.sub("", column.heading)), {})[column] = item
            else:
                item = ""
        for columns in alike.values():
            if len(columns) > 1 and len(set(columns.values())) == len(columns):
                for column, about in columns.items():
                    self._take(column, about, self.remarks)

    def _question(self, column: Column) -> None:
        items = [one for one in self.scores.values() if is_comment(column) and _holds(column, one)]
        if items:
            self._take(column, max(items, key=len), self.remarks)
        elif comparable(column.topic) == comparable(GENERAL):
            self._take(column, GENERAL, self.remarks)
        else:
            self._ask(column, self.remarks)

    def _take(self, column: Column, topic: str, into: dict[Column, str]) -> None:
        into[column] = topic
        self.free.remove(column)


def _of_whom(text: str, client: str) -> str:
    """A part of a heading (see `comparable`) without whom it is about: the client by name, or “she”."""
    names = {comparable(client), *comparable(client).split()} - {""}
    whom = sorted({*names, *_PERSONS}, key=len, reverse=True)
    return re.sub(rf"^(?:{'|'.join(map(re.escape, whom))})(?: s)? ", "", text)


def _names(column: Column) -> set[str]:
    """What a column may be called, for comparing."""
    texts: Iterable[str] = (column.topic, column.heading, unnumbered(column.heading), *column.names)
    return {comparable(text) for text in texts}


def _within(part: str, whole: str) -> bool:
    return f" {comparable(part)} " in f" {comparable(whole)} "


def _holds(column: Column, topic: str) -> bool:
    return bool(comparable(topic)) and _within(topic, column.heading)
