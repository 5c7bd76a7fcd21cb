"""What was read of the answers to a round: replies, what was taken for what, and what is not clear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.form_tools import NOBODY
from coach_tui.exchange.score_scale import FIVE, score_of
from coach_tui.plan.fields import quote
from coach_tui.plan.round import GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.changes.raters import Reply
    from coach_tui.exchange.score_scale import Scale, Scored


_ANONYMOUS = re.compile(r"\b(?:anonym|anonim)\w*\b")
"""What is nobody's name wherever it stands, as in “I stay anonymous”."""


class RaterAnswers:
    """What a file holds: replies, notes on what was taken for what, and what is not clear.

    `items`, `questions` and `scale` are what it asks, for a round that is still to be begun.
    """

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.notes: list[str] = []
        self.faults: list[str] = []
        self.items: list[str] = []
        self.questions: list[str] = []
        self.scale: Scale = FIVE
        self.strange: list[str] = []
        """Words that stand for a group which is not known."""
        self._strange: dict[str, list[int]] = {}

    def put_score(self, reply: Reply, item: str, said: str, scale: Scored, where: str) -> None:
        """Puts a score into a reply, or notes why it is none; “n/a” is neither."""
        score = score_of(said, scale)
        if isinstance(score, str):
            self.faults.append(f"{where}: {score}, for {quote(item)}; taken as n/a")
        elif score is not None:
            reply.scores[item] = score

    def no_group(self, line: int, said: str) -> None:
        """Notes that a line names no group that is known."""
        self._strange.setdefault(said, []).append(line)

    def tell_strange_groups(self) -> None:
        """Puts the lines whose group is not known into the faults, a line for all of the same words."""
        self.strange = [said for said in self._strange if said]
        for said, lines in self._strange.items():
            where = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(map(str, lines[:9]))}"
            if said:
                what = f"the group {quote(said)} is not known ({', '.join(GROUPS)}); left out"
                self.faults.append(f'{where}: {what}. Say which it is: --group "{said[:60]}=…"')
            else:
                self.faults.append(f"{where}: no group is named ({', '.join(GROUPS)}); left out")
        self._strange = {}


def add_comment(reply: Reply, topic: str, text: str) -> None:
    """Adds a comment to a reply, below one on the same topic."""
    before = reply.comments.get(topic)
    reply.comments[topic] = f"{before}\n{text}" if before else text


def somebody(text: str) -> str:
    """A name or address, "" where it says that nobody is named, as “anonymous” does."""
    said = comparable(text)
    return "" if not said or said in NOBODY or _ANONYMOUS.search(said) else text


def two_of(items: Sequence[str]) -> str:
    """The first two items in quotes, and how many more there are."""
    more = f" and {len(items) - 2} more" if len(items) > 2 else ""
    return ", ".join(map(quote, items[:2])) + more
