"""The answers of raters in a table of one row a rater, as form tools write it, each in its own way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.raters import Reply
from coach_tui.exchange.answer_headings import are_codes, columns_of
from coach_tui.exchange.column_kinds import Kind
from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.rater_about import About
from coach_tui.exchange.rater_answers import RaterAnswers, add_comment, two_of
from coach_tui.exchange.rater_columns import NOWHERE, Who, group_column, used_as
from coach_tui.exchange.rater_scale import TableScale, beyond, made_plain, scale_for
from coach_tui.exchange.rater_topics import Topics
from coach_tui.exchange.score_scale import is_unknown
from coach_tui.exchange.turned_scale import remarks_beside
from coach_tui.plan.asking import GENERAL
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.exchange.answer_headings import Row
    from coach_tui.exchange.rater_hints import Hints
    from coach_tui.exchange.score_scale import Scored
    from coach_tui.plan.round import Round

_LISTED = 12
"""Words that a message lists at most."""
_TRIALS = frozenset(["survey preview", "survey test", "preview", "test", "testantwort", "spam"])
"""What form tools note of answers that were given to try the form."""


class WideTable:
    """Columns are found by their headings and by what stands in them."""

    def __init__(self, rows: Sequence[Row], asked: Round | None, hints: Hints) -> None:
        """Takes the rows of a table, the round where there is one, and what the coach says of the file.

        Raises:
            BadInput: no column names the groups, or none holds scores.
        """
        self.found = RaterAnswers()
        self.columns, self.width, self.rows, self.read_so = columns_of(rows, hints.scale)
        if not self.rows:
            raise BadInput("it holds headings at most, and nothing below them")
        self.hints = hints
        used = used_as(self.columns, hints)
        self.group, self.of_client, doubt = group_column(self.columns, used, hints, listed=asked is not None)
        free = [one for one in self.columns if one is not self.group]
        self.about = About([one for one in free if one not in used], hints.client)
        self.topics = Topics(free, used, hints.client)
        if asked is not None:
            self.topics.match(asked)
            left = [one for one in free if one in self.topics.free or used.get(one) in ("rater", "email")]
            self.who = Who(left, used)
            self.scale, told, sure = scale_for(asked, list(self.topics.scores))
            for column in beyond(list(self.topics.scores), self.scale):
                item = self.topics.scores.pop(column)
                self.topics.faults.append(
                    f"{column.shown} has another scale than {self.scale.low} to {self.scale.high}, that of "
                    f"{quote(item)}; taken as n/a for all"
                )
            self.told = [told] if told and sure else []
            self.topics.faults += [told] if told and not sure else []
        else:
            self.who = Who(free, used)
            self.topics.free = [one for one in self.topics.free if one not in self.who.all]
            self.topics.guess()
            self.told = []
            self.scale = self._new_scale()
        self.beside = {one: remarks_beside(one) for one in self.topics.scores}
        doubts = [doubt, *self.topics.faults, *made_plain(list(self.topics.scores), self.scale)]
        self.found.faults += [one for one in doubts if one]

    def _new_scale(self) -> Scored:
        """The scale of a round to be begun; items of another one are left out.

        Raises:
            BadInput: no column holds scores.
        """
        scores = self.topics.scores
        if not scores:
            raise BadInput(self._no_scores())
        table = TableScale(list(scores), [one.heading for one in self.columns], self.hints.scale)
        for column in table.others:
            scores.pop(column)
            self.topics.faults.append(f"{column.shown} has another scale than the other items; left out")
        self.topics.faults += table.doubts
        self.found.items = list(scores.values())
        taken = {comparable(one) for one in self.found.items}
        self.found.questions = [
            one
            for one in dict.fromkeys(self.topics.remarks.values())
            if comparable(one) not in taken and comparable(one) != comparable(GENERAL)
        ]
        self.found.scale = table.scale
        if are_codes(list(scores)):
            self.topics.faults.append(
                f"the headings are codes, such as {quote(self.found.items[0])}, and would become the items; "
                "export the answers with the texts of the questions"
            )
        return table.scale

    def _no_scores(self) -> str:
        """What to do where no column holds scores: its words may be those of a scale that is not known."""
        words = next((one for one in self.topics.free if one.kind is Kind.CHOICES and one.heading), None)
        if words is None:
            return 'no column holds scores; name one: --column "item=…"'
        said = ", ".join(quote(word) for word in list(dict.fromkeys(words.filled))[:_LISTED])
        return (
            f"no column holds scores that are known; {words.shown} holds {said}. If they are scores, say "
            "them from the lowest to the highest: --scale “never, seldom, …”"
        )

    def read(self) -> RaterAnswers:
        """Says what was taken for what, then reads row by row."""
        self._tell()
        for number, (line, cells) in enumerate(self.rows):
            self._row(number, line, cells)
        self.found.tell_strange_groups()
        return self.found

    def _tell(self) -> None:
        found = self.found
        found.notes += ["read as one row a rater", *self.read_so]
        where = self.group.shown if self.group.number != NOWHERE else "as the list of raters says"
        found.notes.append(f"group: {where}{self._groups()}")
        found.notes += [f"{name}: {column.shown}" for name, column in self.who.told()]
        found.notes += [f"whom it is about: {column.shown}" for column in self.about.columns]
        found.notes += [f"{one.shown} names the same for all: nobody of them" for one in self.who.shared]
        found.notes += [f"item {quote(t)}: {column.shown}" for column, t in self.topics.scores.items()]
        found.notes += self.told
        found.notes += [
            f"comments on {quote(t)}: {column.shown}" for column, t in self.topics.remarks.items()
        ]
        told = {column for _, column in self.who.told()}
        taken = {self.group, *self.topics.scores, *self.topics.remarks, *self.about.columns, *told}
        left = [one.shown for one in self.columns if one not in taken and (one.heading or one.filled)]
        if left:
            found.notes.append(f"not used: {', '.join(left)}")

    def _groups(self) -> str:
        """Which words were taken for which group, where they are others than its name."""
        said: dict[str, str] = {}
        for cell in self.group.filled:
            group = self.hints.group(cell, of_client=self.of_client)
            if group and comparable(cell) not in (group, f"{group}s"):
                said.setdefault(cell, group)
        words = "; ".join(f"{quote(cell)} is {group}" for cell, group in list(said.items())[:12])
        return f" ({words})" if words else ""

    def _row(self, number: int, line: int, cells: Sequence[str]) -> None:
        said = self.group.cells[number]
        group = self.hints.group(said, of_client=self.of_client)
        if self._is_trial(number):
            self.found.faults.append(f"line {line}: an answer to try the form, as its tool notes; left out")
            return
        if other := self.about.somebody_else(number):
            self.found.faults.append(
                f"line {line}: it is about {quote(other)}, not {self.about.client}; left out"
            )
            return
        rater, email, code = self.who.of(number)
        if not group and not (code and not said):
            self.found.no_group(line, said)
            return
        if any(cells[self.width :]):
            self.found.faults.append(f"line {line}: more cells than headings; what is too much is left out")
        reply = Reply(group, {}, {}, rater, email, f"line {line}", code)
        left = self._scores(reply, number, line)
        for column, topic in self.topics.remarks.items():
            text = column.cells[number]
            if not is_unknown(text):
                add_comment(reply, topic, text)
        if not any(one.cells[number] for one in (*self.topics.scores, *self.topics.remarks)):
            self.found.faults.append(f"line {line}: nothing is answered; left out")
            return
        if left:
            self.found.faults.append(f"line {line}: no answer to {two_of(left)}; taken as n/a")
        self.found.replies.append(reply)

    def _scores(self, reply: Reply, number: int, line: int) -> list[str]:
        """Puts the scores of a row into a reply; returns the items that have none."""
        left = []
        for column, item in self.topics.scores.items():
            said = column.cells[number]
            if beside := self.beside[column].get(number):
                add_comment(reply, item, beside)
            if said:
                self.found.put_score(reply, item, said, self.scale, f"line {line}")
            else:
                left.append(item)
        return left

    def _is_trial(self, number: int) -> bool:
        return any(comparable(one.cells[number]) in _TRIALS for one in self.columns if one.kind is Kind.TOOL)
