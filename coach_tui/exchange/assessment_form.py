"""The form of an assessment, for the client alone: what it asks, as text that survives an e-mail reply.

It is one of the client's forms (`coach_tui.exchange.client_form`): its id is made from the assessment's,
so that the answers come back to the very one that was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.client_form import (
    ELSE,
    HOW,
    client_form_title,
    code_of,
    kind_and_day,
)
from coach_tui.exchange.form_lines import wrapped
from coach_tui.exchange.form_question import Question, tag_of
from coach_tui.exchange.plan_form import stands_questions
from coach_tui.exchange.reply_text import ANSWER, END
from coach_tui.plan.asking import GENERAL
from coach_tui.plan.assessment import KINDS, Assessment
from coach_tui.plan.fields import Number

if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan, Practice

_LATER = ("answered_on", "dropped_on", "scores", "comments", "snooze")
"""What an assessment has not yet when it is asked for."""
_OPENINGS = {
    "self": "A look at where you stand today, in some ten minutes. Answer as it is, not as it should be.",
    "intake": "A few questions before we begin, or soon after. Take your time; a few words each will do.",
}
_ALONE = "It goes to your coach alone, and nobody else answers it."


def assessment_code(asked: Assessment) -> str:
    """The id of its form."""
    return code_of(asked.kind, asked.uid, asked.asked_on)


def assessment_of_code(practice: Practice, code: str) -> Assessment | None:
    """The assessment whose form has this id; None where it is none of these."""
    found = kind_and_day(code)
    if found is None or found[0] not in KINDS:
        return None
    for raw in practice.tables.get(Assessment.table, {}).values():
        if code_of(found[0], raw["uid"], found[1]) == code:
            return Assessment(raw)
    return None


def assessment_gone(practice: Practice, code: str) -> Assessment | None:
    """The assessment of a form's id that was deleted, or whose asking was undone, as the history knows it.

    It is as it was asked, without answers; None where nothing is known of it.
    """
    found = kind_and_day(code)
    if found is None or found[0] not in KINDS:
        return None
    for entry in reversed([*practice.tables.get("journal", {}).values()]):
        for op in entry["ops"]:
            raw = (op["after"] or op["before"]) if op["table"] == Assessment.table else None
            if raw is not None and code_of(found[0], raw["uid"], found[1]) == code:
                return Assessment({key: one for key, one in raw.items() if key not in _LATER})
    return None


def assessment_questions(
    asked: Assessment, plan: Plan | None = None, *, everything: bool = False
) -> list[Question]:
    """What it asks; `uid` is the item or the question, as the answers stand under it.

    An intake also asks where each open objective of the plan stands, with `everything` of all.
    """
    score = Number("score", low=asked.low, high=asked.high, whole=True)
    score.key = "scores"
    found = [Question(tag_of("a", item), item, "scale", item, item, score) for item in asked.items]
    found += [Question(tag_of("q", topic), topic, "text", topic, topic) for topic in asked.questions]
    if plan is not None and asked.intake:
        found += stands_questions(plan, everything=everything)
    return [*found, Question("else", ELSE, "text", "Anything else", GENERAL)]


def assessment_text_form(asked: Assessment, plan: Plan | None = None) -> str:
    """The form as text, to be filled in within an e-mail reply.

    `plan` is the client's, as they may see it: an intake asks about its objectives too.
    """
    lines = [client_form_title(asked.kind), f"[form {assessment_code(asked)}]", ""]
    lines += [wrapped(_opening(asked.kind)), "", wrapped(HOW), ""]
    if asked.items:
        lines += [wrapped(f"[scale] {scale_words(asked)}"), ""]
    for question in assessment_questions(asked, plan):
        lines += [wrapped(f"[{question.tag}] {question.asks}"), ANSWER, ""]
    return "\n".join([*lines, END, ""])


def assessment_form_says(asked: Assessment) -> list[str]:
    """What the form says beside its questions."""
    scale = [scale_words(asked)] if asked.items else []
    return [HOW, *scale, _opening(asked.kind), client_form_title(asked.kind)]


def scale_words(asked: Assessment) -> str:
    """How items are scored, such as “A number for each, 0 (not at all) to 10 (fully).”"""
    words = asked.words
    if len(words) > 2:
        told = ", ".join(f"{score} = {word}" for score, word in words.items())
        return f"A number for each: {told}. Leave out what does not fit."
    low, high = (f"{end} ({words[end]})" if words.get(end) else str(end) for end in (asked.low, asked.high))
    return f"A number for each, {low} to {high}. Leave out what does not fit."


def _opening(kind: str) -> str:
    return f"{_OPENINGS[kind]} {_ALONE}"
