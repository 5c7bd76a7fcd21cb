"""What rounds of feedback and assessments share: items on a scale, questions in words, and their answers.

The fields stand in the nouns themselves (`coach_tui.plan.round`, `coach_tui.plan.assessment`).
"""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, Protocol

    class Asking(Protocol):
        """What asks: items to be scored from `low` to `high`, and `topics` that words may belong to."""

        @property
        def title(self) -> str: ...
        @property
        def items(self) -> list[str]: ...
        @property
        def questions(self) -> list[str]: ...
        @property
        def topics(self) -> list[str]: ...
        @property
        def low(self) -> int: ...
        @property
        def high(self) -> int: ...


GENERAL = "Comments"
"""What words belong to that belong to no item and no question."""
FINEST = 20
"""The widest step from the lowest to the highest score."""


def anchored(low: int, high: int, anchors: Sequence[str]) -> dict[int, str] | None:
    """What scores mean in words: all of them, or both ends; {} where the words fit neither, None for none."""
    scores = range(low, high + 1)
    if len(anchors) == len(scores):
        return dict(zip(scores, anchors, strict=True))
    if len(anchors) == 2:
        return {low: anchors[0], high: anchors[1]}
    return {} if anchors else None


def check_asking(asked: Asking) -> None:
    """Checks that the scale rises, and no question is an item as well.

    Raises:
        BadInput: naming the field.
    """
    if asked.low >= asked.high:
        raise BadInput("scale_high: the highest score is not above the lowest")
    if asked.high - asked.low > FINEST:
        raise BadInput(
            f"scale_high: a scale of more than {FINEST + 1} scores is too fine; choose a shorter one"
        )
    taken = {fold(item) for item in asked.items}
    for question in asked.questions:
        if fold(question) in taken:
            raise BadInput(f"questions: {quote(question)} is an item already")


def check_answer(asked: Asking, stored: Mapping[str, Any]) -> None:
    """Checks an answer against what was asked.

    Raises:
        BadInput: a score outside the scale, or something that was not asked.
    """
    known = set(asked.items)
    for item, score in (stored.get("scores") or {}).items():
        if item not in known:
            raise BadInput(f"scores: {quote(asked.title)} has no item {quote(item)}")
        if not asked.low <= score <= asked.high:
            raise BadInput(f"scores: {score} for {quote(item)} is outside {asked.low} to {asked.high}")
    topics = set(asked.topics)
    for topic in stored.get("comments") or ():
        if topic not in topics:
            raise BadInput(f"comments: {quote(asked.title)} does not ask {quote(topic)}")
