"""What is done with an assessment: ask for one, edit it, and take the answers down."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.filling import ask_in_form
from coach_tui.app.dialogues.record import add_with, edit_with
from coach_tui.app.forms.assessment_page import AssessmentPage
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.changes.assessments import answer_assessment, ask_assessment, drop_assessment
from coach_tui.exchange.assessment_form import assessment_questions, scale_words
from coach_tui.exchange.form_question import Question
from coach_tui.exchange.plan_form import PartQuestion
from coach_tui.exchange.reply_values import score_said
from coach_tui.plan.assessment import Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan
from coach_tui.store.journal import Entry


async def ask_for(coach: Coach, plan: Plan, kind: str) -> None:
    """Ask the client for a self-assessment or an intake."""
    page = AssessmentPage(coach.practice, coach.today, plan, None, kind)
    await add_with(coach, page, partial(ask_assessment, coach.desk, page.engagement))


async def edit_asked(coach: Coach, plan: Plan, asked: Assessment) -> None:
    """Edit what was asked, its day, and the coach's note."""
    await edit_with(coach, AssessmentPage(coach.practice, coach.today, plan, asked))


async def drop_asked(coach: Coach, asked: Assessment) -> None:
    """Wait for its answer no more; or again, where that was given up."""
    verb = partial(drop_assessment, coach.desk, asked.uid, dropped=asked.waits)
    coach.said(await coach.written(verb))


async def ask_own_answers(
    coach: Coach, plan: Plan, asked: Assessment, values: Mapping[str, Any] | None = None, draft: str = ""
) -> None:
    """Take down what the client answers in the room: a line an item, a text a question.

    Args:
        coach: the app.
        plan: the plan of the client.
        asked: what was asked.
        values: what was typed before.
        draft: the key of the draft that they come from.
    """
    coach.refuse_names(asked)
    asks = [question.uid or question.tag for question in assessment_questions(asked, plan)]
    about = {
        "form": "own answers",
        "engagement": plan.engagement.uid,
        "assessment": asked.uid,
        "asks": asks,
    }
    verb = partial(_take_down, coach, asked, plan)
    specs = _answer_fields(asked, plan)
    await ask_in_form(coach, f"Answers to {asked.title}", specs, about, verb, values, draft)


def _answer_fields(asked: Assessment, plan: Plan) -> list[FieldSpec]:
    """A score for each item; then a text for each question, and for what was said of an item."""
    questions = list(enumerate(assessment_questions(asked, plan)))
    specs: list[FieldSpec] = []
    if asked.items:
        specs.append(FieldSpec("head", scale_words(asked), "heading"))
    for n, question in questions:
        if question.kind == "scale":
            score = asked.scores.get(question.uid)
            specs.append(
                FieldSpec(
                    f"score.{n}",
                    f"{n + 1}",
                    value="" if score is None else str(score),
                    hint=f"{question.asks}: a number; a word on it may follow",
                    check=partial(_no_answer, asked, question),
                    short=True,
                    beside=question.asks,
                )
            )
    specs.append(FieldSpec("words", "In their own words", "heading"))
    for n, question in questions:
        said = _said_of(asked, plan, question)
        if said or question.kind != "scale":
            specs.append(FieldSpec(f"topic.{n}", question.name, "said", said=[(question.asks, "")]))
            specs.append(FieldSpec(f"words.{n}", "Answer", "text", said, "as they say it"))
    return specs


def _said_of(asked: Assessment, plan: Plan, question: Question) -> str:
    """The words that stand already where a question's answer goes."""
    if isinstance(question, PartQuestion):
        part = plan.practice.find(question.noun.table, question.uid)
        return str(part.raw.get(question.key, "")) if part is not None else ""
    return str(asked.comments.get(question.uid, ""))


def _no_answer(asked: Assessment, question: Question, text: str) -> str | None:
    try:
        if text.strip():
            score_said(text, question, asked)
    except BadInput as error:
        return str(error)
    return None


def _take_down(coach: Coach, asked: Assessment, plan: Plan, values: dict[str, Any]) -> Entry | None:
    scores: dict[str, int] = {}
    comments: dict[str, str] = {}
    parts: dict[str, dict[str, dict[str, str]]] = {}
    for n, question in enumerate(assessment_questions(asked, plan)):
        words = [str(values.get(f"words.{n}") or "").strip()]
        given = str(values.get(f"score.{n}") or "").strip()
        if given:
            score, more = score_said(given, question, asked)
            words.insert(0, more)
            if score is not None:
                scores[question.uid] = score
        if isinstance(question, PartQuestion):
            if words[0] != _said_of(asked, plan, question):
                parts.setdefault(question.noun.table, {})[question.uid] = {question.key: words[0]}
        elif any(words):
            comments[question.uid] = "\n".join(filter(None, words))
    answers = {"scores": scores, "comments": comments, "parts": parts}
    return answer_assessment(coach.desk, asked.uid, coach.today, answers, whole=True)
