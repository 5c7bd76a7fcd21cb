"""What was answered to the form about the plan: where objectives stand, words, what the client agrees to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.client_answers import agreement
from coach_tui.exchange.plan_form import PartQuestion
from coach_tui.exchange.reply_values import (
    is_nothing,
    keep_words,
    kept_unclear,
    only_answer,
    put_part,
    take_part,
)
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from coach_tui.exchange.client_reply import ClientReply
    from coach_tui.exchange.form_question import Question


def take_plan(answers: ClientReply, said: list[tuple[Question, list[str]]]) -> None:
    """Takes in what is answered, as `coach_tui.changes.own_words.take_own_words` takes it.

    What is said besides is for the note: that something does not fit yet, and words without a field.
    """
    for question, texts in said:
        if not isinstance(question, PartQuestion):
            if is_nothing(texts[0]):
                answers.missing.append(question.name)
            else:
                keep_words(answers, question.name, texts[0])
            continue
        if question.kind == "text":
            take_part(answers, question, texts[0])
            continue
        try:
            agrees, words = agreement(only_answer(texts), question)
        except BadInput as error:
            keep_words(answers, question.name, kept_unclear(answers, texts, error))
            continue
        _agreed(answers, question, agrees, words)


def _agreed(answers: ClientReply, question: PartQuestion, agrees: bool | None, words: str) -> None:
    told = {True: "agreed", False: "not yet", None: ""}[agrees]
    if agrees and question.tag in answers.sent_so:
        _agreed_before(answers, question)
    elif told:
        answers.taken.append((question.name, told))
    if agrees and question.tag not in answers.sent_so:
        put_part(answers, question, {"agreed": True})
    elif agrees is False:
        answers.notes.append(f"{question.name}: does not fit yet")
    if words and question.key:
        answers.taken.append((f"{question.name}, in words", words))
        put_part(answers, question, {question.key: words})
    elif words:
        keep_words(answers, question.name, words)


def _agreed_before(answers: ClientReply, question: PartQuestion) -> None:
    """The client agrees to what the form said, which is no longer what the plan says: kept as words."""
    sent = answers.sent_so[question.tag]
    answers.taken.append((question.name, "agreed, as it was sent"))
    answers.notes.append(f"{question.name}: agreed, as it was sent{f' ({sent})' if sent else ''}")
    answers.faults.append(
        f"{quote(question.name)} was changed after the form went out; the yes is to what it said then, and "
        "kept as words: ask again"
    )
