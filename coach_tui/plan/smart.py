"""The five letters of an objective, from its fields first and its wording second (domain rules §2).

Never a score: each letter has its state, and the objective the one question that mends it.
"""

from __future__ import annotations

from coach_tui.plan.fields import quote
from coach_tui.plan.wording import judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.wording import Hint

LETTERS = ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound")
LOW_CONFIDENCE = 7
"""Below this, problem-solving and a new rating are asked for."""
WHAT = "What exactly will the client do, so that others could see it?"
WHICH = "Which measure shows it: unit, baseline, target?"
WHEN = "By which date?"
UNFILLED = {WHAT: "specific", WHICH: "measurable", WHEN: "time_bound"}
"""What is asked where nothing is filled in → the letter of the vague words that may ask more closely."""


class SmartLetter:
    """One letter: `ok` True, False, or None where less is missing; the question that mends it."""

    __slots__ = ("name", "ok", "question", "word")

    def __init__(self, word: str, question: str = "", ok: bool | None = True) -> None:
        self.name = word[0]
        self.word = word
        self.ok = ok
        self.question = question


class Smart:
    """The letters of an objective, and the vague words that no field answers."""

    __slots__ = ("hints", "letters")

    def __init__(self, letters: list[SmartLetter], hints: list[Hint]) -> None:
        self.letters = letters
        self.hints = hints

    @property
    def question(self) -> str:
        """The one question to ask now; "" when there is none."""
        for state in (False, None):
            for letter in self.letters:
                if letter.question and letter.ok is state:
                    return letter.question
        return f"{quote(self.hints[0].word)}: {_lower(self.hints[0].question)}" if self.hints else ""


def smart(objective: Objective, plan: Plan | None = None) -> Smart:
    """Judges an objective; with its plan, milestones count too. One that has ended is asked nothing."""
    if not objective.open:
        return Smart([SmartLetter(word) for word in LETTERS], [])
    letters = [
        _specific(objective),
        _measurable(objective),
        _achievable(objective),
        _relevant(objective),
        _time_bound(objective, plan),
    ]
    answered = {
        field
        for field, filled in {
            "activity": objective.activity,
            "measure": letters[1].ok,
            "due": objective.due,
            "cadence": objective.measure and objective.measure[0].get("every"),
            "confidence": letters[2].ok,
        }.items()
        if filled
    }
    text = f"{objective.title}. {objective.activity}" if objective.activity else objective.title
    hints = judge(text, answered=answered).hints if text.strip() else []
    return Smart(letters, _named(letters, hints))


def _named(letters: list[SmartLetter], hints: list[Hint]) -> list[Hint]:
    """Has each open letter ask about the first vague word that leaves it open; returns the other hints."""
    left = list(hints)
    for letter in letters:
        if letter.question in UNFILLED:
            hint = next((hint for hint in left if hint.letter == UNFILLED[letter.question]), None)
            if hint is not None:
                letter.question = f"{quote(hint.word)}: {_lower(hint.question)}"
                left.remove(hint)
    return left


def _specific(objective: Objective) -> SmartLetter:
    if not objective.activity:
        told = judge(objective.title).letters["specific"].ok
        return SmartLetter("Specific", WHAT, None if told else False)
    return SmartLetter("Specific") if objective.owner else SmartLetter("Specific", "Who does it?", False)


def _measurable(objective: Objective) -> SmartLetter:
    if any(measure.complete for measure in objective.measures) or objective.gas:
        return SmartLetter("Measurable")
    if objective.measure:
        lists = all(measure.kind == "checklist" for measure in objective.measures)
        question = "Which items are on the list?" if lists else "From what to what, and in which unit?"
        return SmartLetter("Measurable", question, False)
    told = judge(f"{objective.title}. {objective.activity}").letters["measurable"].ok
    return SmartLetter("Measurable", WHICH, None if told else False)


def _achievable(objective: Objective) -> SmartLetter:
    ratings = objective.confidences
    if not ratings:
        return SmartLetter("Achievable", "How sure is the client to reach it, from 0 to 10?", False)
    last = ratings[-1]
    if (last.value or 0) >= LOW_CONFIDENCE:
        return SmartLetter("Achievable")
    if last.solving:
        return SmartLetter("Achievable", "How sure is the client now, with that help?", None)
    return SmartLetter(
        "Achievable", f"Confidence below {LOW_CONFIDENCE}: what would make it more certain?", False
    )


def _relevant(objective: Objective) -> SmartLetter:
    if not objective.why:
        return SmartLetter("Relevant", "Why does it matter, in the client's own words?", False)
    if objective.why_by == "coach" and not objective.agreed_on:
        return SmartLetter(
            "Relevant", "These are the coach's words: when did the client agree to them?", False
        )
    return SmartLetter("Relevant")


def _time_bound(objective: Objective, plan: Plan | None) -> SmartLetter:
    if objective.due is None:
        return SmartLetter("Time-bound", WHEN, False)
    if objective.start and objective.due <= objective.start:
        return SmartLetter("Time-bound", "The date is not after the start: which one is meant?", False)
    if plan is not None and not any(
        m.objective == objective.uid and m.closed_on is None for m in plan.milestones
    ):
        return SmartLetter("Time-bound", "Which milestone comes before the date?", None)
    return SmartLetter("Time-bound")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
