"""What a client's assessments say: item by item, in words, and what has changed since the time before."""

from __future__ import annotations

from coach_tui.plan.assessment import Assessment
from coach_tui.plan.continued import assessments_before
from coach_tui.plan.dates import iso
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Plan


class OwnScore:
    """One item as the client sees it.

    `score` is None where it was left out, `before` where the time before has none; `first` is the first there
    ever was, None where that is the time before or this; `remark` is what was said.
    """

    __slots__ = ("before", "first", "item", "remark", "score")

    def __init__(
        self, item: str, score: int | None, before: int | None, first: int | None, remark: str
    ) -> None:
        self.item = item
        self.score = score
        self.before = before
        self.first = first
        self.remark = remark

    @property
    def change(self) -> int | None:
        """How much it rose (or fell, below 0) since the time before."""
        return None if self.score is None or self.before is None else self.score - self.before

    def as_json(self) -> dict[str, Any]:
        """In the shape of `coach feedback --json`."""
        return {
            "item": self.item,
            "score": self.score,
            "before": self.before,
            "change": self.change,
            "first": self.first,
            "comment": self.remark or None,
        }


class Assessed:
    """An assessment with what it is compared with: `before` and the `first`, None where there is none."""

    __slots__ = ("assessment", "before", "first", "items")

    def __init__(
        self, assessment: Assessment, before: Assessment | None, first: Assessment | None = None
    ) -> None:
        self.assessment = assessment
        self.before = before
        self.first = first
        """The first of those compared, where it is another than the time before."""
        earlier = scores_by_item(before) if before else {}
        at_first = scores_by_item(first) if first else {}
        self.items = [
            OwnScore(
                item,
                assessment.scores.get(item),
                earlier.get(fold(item)),
                at_first.get(fold(item)),
                assessment.comments.get(item, ""),
            )
            for item in assessment.items
        ]

    @property
    def words(self) -> list[tuple[str, str]]:
        """The questions with their answers, "" for none; and what was said beside them all."""
        told = self.assessment.comments
        found = [(topic, told.get(topic, "")) for topic in self.assessment.topics[len(self.items) :]]
        return [(topic, said) for topic, said in found if said or topic in self.assessment.questions]

    @property
    def moved(self) -> str:
        """How many items rose and how many fell since the time before; "" where none was asked then."""
        changes = [one.change for one in self.items if one.change is not None]
        if not changes:
            return ""
        up, down = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
        return f"{up} up, {down} down"

    @property
    def mean(self) -> float | None:
        """The mean of the scores given; None without any."""
        given = [one.score for one in self.items if one.score is not None]
        return sum(given) / len(given) if given else None

    def as_json(self) -> dict[str, Any]:
        """In the shape of `coach feedback --json`."""
        asked, before, first = self.assessment, self.before, self.first
        return {
            "name": asked.title,
            "id": asked.uid,
            "kind": asked.kind,
            "asked_on": iso(asked.asked_on),
            "answered_on": iso(asked.answered_on),
            "scale": {"low": asked.low, "high": asked.high} if asked.items else None,
            "anchors": list(asked.anchors),
            "mean": None if self.mean is None else round(self.mean, 2),
            "items": [one.as_json() for one in self.items],
            "answers": [{"question": topic, "answer": said or None} for topic, said in self.words],
            "compared_with": {"name": before.title, "on": iso(before.answered_on)} if before else None,
            "first": {"name": first.title, "on": iso(first.answered_on)} if first else None,
        }


def scores_by_item(assessment: Assessment) -> dict[str, int]:
    """The scores of an assessment by their items, in folded form."""
    return {fold(item): score for item, score in assessment.scores.items()}


def assessed(plan: Plan, assessment: Assessment) -> Assessed:
    """What an assessment says, beside the last one before it, and the first, answered on the same scale.

    They asked for at least one of the items, in the same words; they may be of an engagement that this one
    continues.
    """
    earlier = sorted(_comparable(assessments_before(plan), assessment), key=_order)
    return Assessed(assessment, earlier[-1] if earlier else None, earlier[0] if earlier[1:] else None)


def course(plan: Plan, assessment: Assessment, item: str) -> list[tuple[date, int]]:
    """Every score that an item was ever given on the scale of an assessment, up to that one, oldest first."""
    wanted = fold(item)
    found = [
        *_comparable(assessments_before(plan), assessment),
        *([assessment] if assessment.answered else []),
    ]
    found.sort(key=_order)
    return [(one.day, scores[wanted]) for one in found if wanted in (scores := scores_by_item(one))]


def latest_assessments(plan: Plan, upto: date | None = None) -> list[Assessed]:
    """The last answered assessment for each set of items, with what it is compared with; newest first."""
    answered = [one for one in plan.assessments if one.answered and (upto is None or one.day <= upto)]
    found: list[Assessment] = []
    for one in sorted(answered, key=_order, reverse=True):
        if not any(one in list(_comparable(answered, newer)) for newer in found):
            found.append(one)
    return [assessed(plan, one) for one in found]


def _comparable(those: Iterable[Assessment], with_: Assessment) -> Iterable[Assessment]:
    """Those answered before one that were answered on its scale, and share an item with it."""
    items = {fold(item) for item in with_.items}
    for one in those:
        same = (one.kind, one.low, one.high) == (with_.kind, with_.low, with_.high)
        earlier = one.answered and one.uid != with_.uid and _order(one) < _order(with_)
        if same and earlier and items.intersection(map(fold, one.items)):
            yield one


def _order(assessment: Assessment) -> tuple[date, str]:
    return assessment.day, assessment.uid
