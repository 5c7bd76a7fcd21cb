"""What the form about the plan itself asks: the client's own words for its parts, and whether they agree.

It asks where each open objective stands, why it matters where that is not in the client's words, and of all
that the client has not agreed to whether they do (domain rules §9, I1 and I6). The intake asks the first of
these too (`coach_tui.exchange.assessment_form`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.form_question import Question, digest, tag_of
from coach_tui.plan.agreed import Part, agreed_parts, agreed_words, is_agreed
from coach_tui.plan.dates import short
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.standing import asked_of, milestones_wanted
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coach_tui.plan.practice import Plan

AGREE_BOXES = "[ ] agreed   [ ] not yet"
AGREE = "Does it fit?"


OF_PART = 6
"""So many signs of a question's tag say which part it is about; those behind them how it stood."""


class PartQuestion(Question):
    """A question about a part of the plan, `noun` and `uid`; its answer is for the field `key`.

    `kind` is text, or agree: then the `key` is for the words beside it ("": it has no field for them).
    """

    __slots__ = ("key", "noun")

    def __init__(self, tag: str, asks: str, kind: str, name: str, part: Part, key: str) -> None:
        super().__init__(tag, asks, kind, name, part.uid, type(part).fields.get(key))
        self.noun = type(part)
        self.key = key


def plan_questions(plan: Plan, day: date, *, everything: bool = False) -> list[Question]:
    """What the form asks about the parts of a plan, in the plan's order; with `everything` of all of them."""
    found: list[Question] = []
    for objective in plan.objectives:
        if objective.open or everything:
            found += [stands_question(objective), *_why(objective, everything)]
            if everything or not is_agreed(objective):
                found.append(_agree(objective, "Objective", day, ""))
    found += [
        _agree(part, label, day, "words")
        for label, part in _others(plan, everything)
        if everything or not is_agreed(part)
    ]
    return found


def stands_question(objective: Objective) -> Question:
    """Where an objective stands now."""
    asks = f"{objective.title}: where do you stand with it now?"
    name = f"{objective.title}, where it stands"
    return PartQuestion(tag_of("o", objective.uid), asks, "text", name, objective, "reality")


def stands_questions(plan: Plan, *, everything: bool = False) -> list[Question]:
    """The same of each open objective, or of all."""
    return [stands_question(one) for one in plan.objectives if one.open or everything]


def _why(objective: Objective, everything: bool) -> Iterator[Question]:
    if everything or not objective.why or objective.why_by == "coach":
        asks = f"{objective.title}: why does it matter to you?"
        yield PartQuestion(
            tag_of("w", objective.uid), asks, "text", f"{objective.title}, why", objective, "why"
        )


def _others(plan: Plan, everything: bool) -> Iterator[tuple[str, Need | Strategy | Milestone]]:
    """Needs, strategies and milestones that are asked about, each with what it is in a word."""
    for need in plan.needs:
        yield need.kind.capitalize(), need
    for strategy in plan.strategies if everything else asked_of(plan):
        yield strategy.kind.capitalize() if strategy.kind != "other" else "Step", strategy
    open_ones = {milestone.uid for milestone in milestones_wanted(plan)}
    for milestone in plan.milestones:
        if everything or milestone.uid in open_ones:
            yield "Milestone", milestone


def _agree(part: Part, label: str, day: date, key: str) -> Question:
    """Whether a part fits as it stands; the tag tells when that is no longer how it was sent."""
    due = part.due if isinstance(part, (Objective, Milestone)) else None
    tag = tag_of("y", part.uid) + digest(agreed_words(part), 5)
    asks = f"{label}: {', '.join([*agreed_parts(part), *([f'by {short(due, day)}'] if due else [])])}"
    end = "" if asks.endswith((".", "?", "!")) else "."
    return PartQuestion(tag, f"{asks}{end} {AGREE}", "agree", part.title, part, key)


def as_sent(before_label: str) -> tuple[str, str]:
    """What a form said of a part as it was sent, and asked, by what stands there in front of the answer."""
    said, asked, _ = before_label.partition(AGREE)
    return (" ".join(said.split()), f"{said}{asked}") if asked else ("", "")
