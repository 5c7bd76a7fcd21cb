"""Assessments: what a client says of themself, on items of the coach's choice or in an intake (domain §3).

They are the client's alone: nobody else answers, no threshold applies, and they take part in no round.
"""

from __future__ import annotations

from coach_tui.plan.asking import GENERAL, anchored, check_answer, check_asking
from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Texts
from coach_tui.plan.field_times import Day, KnownDay
from coach_tui.plan.fields import Choice, Number, Text
from coach_tui.plan.record import Record
from coach_tui.plan.round import Remarks, Scores
from coach_tui.plan.side import Side
from coach_tui.plan.snooze import snooze_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

SELF, INTAKE = "self", "intake"
KINDS = (SELF, INTAKE)
KIND_NAMES = {SELF: "self-assessment", INTAKE: "intake"}
"""A kind for a reader."""
ASKED = ("items", "questions", "scale_low", "scale_high", "anchors")
"""What a set of items says of an assessment, and one to come has of the last."""
LOWEST, HIGHEST = 0, 10
"""The scale where none is said."""


class Assessment(Record):
    """One asking of the client: when, what, and what they answered.

    self: items scored on a scale, which may be asked again and compared. intake: questions at the beginning.
    """

    table = "assessments"
    entry = "assessment"
    noun = "an assessment"

    title = Text("Title", required=True, hint="such as “Wheel of life”", seen="client", opens="client")
    kind = Choice("Kind", KINDS, default=SELF, seen="client", opens="client")
    asked_on = KnownDay("Asked on", Side.PAST, seen="client", opens="client")
    answered_on = Day(
        "Answered on", Side.PAST, hint="empty: it is not answered yet", seen="client", opens="client"
    )
    dropped_on = Day(
        "Dropped on", Side.PAST, hint="no answer is awaited any more", seen="client", opens="client"
    )
    items = Texts(
        "Items", unique=True, hint="one a line: what the client gives a score", seen="client", opens="client"
    )
    questions = Texts(
        "Questions", unique=True, hint="one a line: answered in words", seen="client", opens="client"
    )
    scale_low = Number(
        "Lowest score", low=-100, high=100, whole=True, hint="0", seen="client", opens="client"
    )
    scale_high = Number(
        "Highest score", low=-100, high=100, whole=True, hint="10", seen="client", opens="client"
    )
    anchors = Texts(
        "Scale in words",
        hint="one a line, from the lowest score to the highest, or both ends",
        seen="client",
        opens="client",
    )
    scores = Scores("Scores", seen="client", opens="client")
    comments = Remarks("Answers", seen="client", opens="client")
    note = Text("Coach's note", lines=True, hint="private: what you make of it")
    visibility = visible_to("private keeps it out of the client's report", widest="client")
    snooze = snooze_field("Put off")

    @property
    def answered(self) -> bool:
        """Whether the client has answered."""
        return self.answered_on is not None

    @property
    def waits(self) -> bool:
        """Whether an answer is still awaited."""
        return self.answered_on is None and self.dropped_on is None

    @property
    def intake(self) -> bool:
        """Whether it is the questions at the beginning."""
        return self.kind == INTAKE

    @property
    def day(self) -> date:
        """The day it is of: answered, else asked."""
        return self.answered_on or self.asked_on

    @property
    def low(self) -> int:
        """The lowest score."""
        return int(LOWEST if self.scale_low is None else self.scale_low)

    @property
    def high(self) -> int:
        """The highest score."""
        return int(HIGHEST if self.scale_high is None else self.scale_high)

    @property
    def words(self) -> dict[int, str]:
        """What scores mean in words: all of them, or the two ends."""
        found = anchored(self.low, self.high, self.anchors)
        return {self.low: "not at all", self.high: "fully"} if found is None else found

    @property
    def topics(self) -> list[str]:
        """What words may belong to."""
        return [*self.items, *self.questions, GENERAL]

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """It asks something, what is answered was asked, and an answer has its day."""
        record = cls(stored)
        if not record.items and not record.questions:
            raise BadInput("items: an assessment asks for something; write items or questions")
        check_asking(record)
        check_answer(record, stored)
        said = bool(stored.get("scores") or stored.get("comments"))
        if said and not record.answered:
            raise BadInput("answered_on: say when it was answered")
        if record.answered and not said:
            raise BadInput("scores: nothing is answered; leave answered_on empty until it is")
        if record.answered and record.dropped_on:
            raise BadInput("dropped_on: it is answered; leave this empty")
        if record.dropped_on and record.dropped_on < record.asked_on:
            raise BadInput("dropped_on: is before it was asked")
        if record.answered_on and record.answered_on < record.asked_on:
            raise BadInput("answered_on: is before it was asked")


def unanswered_words(asked: Assessment, today: date) -> str:
    """When an assessment without answers was asked, and whether one still waits for them."""
    if asked.dropped_on is not None:
        return f"asked {short(asked.asked_on, today)}, dropped {short(asked.dropped_on, today)}"
    return f"asked {short(asked.asked_on, today)}, not answered yet"
