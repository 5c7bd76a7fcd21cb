"""What was read of the answers to a round: replies, what was taken for what, and what is not clear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.rater_words import score_of
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.changes.rounds import Reply
    from coach_tui.plan.round import Round


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

    def put_score(self, reply: Reply, item: str, said: str, asked: Round | None, where: str) -> None:
        """Puts a score into a reply, or notes why it is none; “n/a” is neither."""
        score = score_of(said, asked)
        if isinstance(score, str):
            self.faults.append(f"{where}: {score}, for {quote(item)}; taken as n/a")
        elif score is not None:
            reply.scores[item] = score

    def no_group(self, line: int, said: str) -> None:
        """Notes that a line names no group that is known."""
        what = f"the group {quote(said)} is not known" if said else "no group is named"
        self.faults.append(f"line {line}: {what} (self, manager, peer, report, other); left out")


def add_comment(reply: Reply, topic: str, text: str) -> None:
    """Adds a comment to a reply, below one on the same topic."""
    before = reply.comments.get(topic)
    reply.comments[topic] = f"{before}\n{text}" if before else text


def two_of(items: Sequence[str]) -> str:
    """The first two items in quotes, and how many more there are."""
    more = f" and {len(items) - 2} more" if len(items) > 2 else ""
    return ", ".join(map(quote, items[:2])) + more
