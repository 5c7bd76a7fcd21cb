"""What was answered in a client's reply as values of a check-in or a review; the rest is kept as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.assessment_form import assessment_form_says
from coach_tui.exchange.client_answers import number, outcome, times
from coach_tui.exchange.client_form import WORDS, client_form_says
from coach_tui.exchange.form_question import Question
from coach_tui.exchange.plan_form import PartQuestion
from coach_tui.exchange.reply_text import in_a_line, is_polite, without_ours, words_beside
from coach_tui.exchange.score_scale import score_and_words
from coach_tui.plan.asking import GENERAL
from coach_tui.plan.contact import Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import LINE_LIMIT, plain_number, quote
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from typing import Any

    from coach_tui.exchange.client_reply import ClientReply
    from coach_tui.plan.assessment import Assessment

_NOTHING = frozenset(["", "n a", "na", "none", "nothing", "no", "nichts", "nein", "rien", "nada", "-"])


def take_checkin(answers: ClientReply, said: list[tuple[Question, list[str]]]) -> None:
    """Takes in what is answered of a check-in: each question with its answer, or several that differ."""
    measures: dict[str, float] = {}
    done: list[str] = []
    for question, texts in said:
        if question.kind in ("line", "text"):
            _words(answers, question, texts[0])
            continue
        try:
            if question.kind == "times":
                count, remark = times(only_answer(texts), question)
                shown = f"{count} time{'' if count == 1 else 's'}"
                done += [question.uid] * count
                remark = remark if count else f"{shown} {remark}".strip()
            else:
                value, remark = number(only_answer(texts), question)
                shown = f"{plain_number(value)} {question.unit}".strip()
                if question.kind == "number":
                    measures[question.uid] = value
                else:
                    answers.values[question.tag] = value
            answers.taken.append((question.name, shown))
        except BadInput as error:
            remark = kept_unclear(answers, texts, error)
        keep_words(answers, question.name, remark)
    if measures:
        answers.values["measures"] = measures
    if done:
        answers.values["done"] = done


def take_reflection(answers: ClientReply, said: list[tuple[Question, list[str]]]) -> None:
    """Takes in what is answered of a reflection, in the same way."""
    feedback: dict[str, float] = {}
    promises: list[dict[str, str]] = []
    for question, texts in said:
        try:
            if question.kind == "text":
                _words(answers, question, texts[0])
                continue
            if question.kind == "scale":
                value, remark = number(only_answer(texts), question)
                feedback[question.tag] = value
                answers.taken.append((question.name, plain_number(value)))
            else:
                says, note = outcome(only_answer(texts), question)
                remark, note = (note, "") if len(note) > LINE_LIMIT else ("", note)
                answers.taken.append((question.name, f"{says} ({note})" if note else says))
                promise = {"text": question.name, "says": says, "note": note}
                promises.append({key: one for key, one in promise.items() if one})
        except BadInput as error:
            remark = kept_unclear(answers, texts, error)
        keep_words(answers, question.name, remark)
    given = {"feedback": feedback, "said": promises}
    answers.values.update({key: one for key, one in given.items() if one})


def take_assessment(answers: ClientReply, said: list[tuple[Question, list[str]]]) -> None:
    """Takes in what is answered of an assessment: scores, and words by item or question."""
    assert answers.asked is not None
    scores: dict[str, int] = {}
    comments: dict[str, str] = {}
    for question, texts in said:
        remark = texts[0]
        if isinstance(question, PartQuestion):
            take_part(answers, question, remark)
            continue
        try:
            if question.kind == "scale":
                score, remark = score_said(only_answer(texts), question, answers.asked)
                answers.taken.append((question.name, "left out" if score is None else str(score)))
                if score is not None:
                    scores[question.uid] = score
            elif is_nothing(remark):
                answers.missing.append(question.name)
                continue
        except BadInput as error:
            remark = kept_unclear(answers, texts, error)
        if remark:
            beside = ", in words" if question.kind == "scale" else ""
            answers.taken.append((f"{question.name}{beside}", remark))
            comments[question.uid] = remark
    answers.values |= {"scores": scores, "comments": comments}


def take_part(answers: ClientReply, question: PartQuestion, text: str) -> None:
    """Takes what is said of a part of the plan for its field; “none” is no answer."""
    if is_nothing(text):
        answers.missing.append(question.name)
        return
    answers.taken.append((question.name, text))
    put_part(answers, question, {question.key: text})


def put_part(answers: ClientReply, question: PartQuestion, said: dict[str, Any]) -> None:
    """Puts what is said of a part of the plan with the rest that is said of it, by table and uid."""
    of_noun = answers.values.setdefault("parts", {}).setdefault(question.noun.table, {})
    of_noun.setdefault(question.uid, {}).update(said)


def score_said(said: str, question: Question, asked: Assessment) -> tuple[int | None, str]:
    """A score by its number or its words, None for “n/a”; and what else was said with it.

    Raises:
        BadInput: it is none.
    """
    try:
        value, remark = number(said, question)
    except BadInput:
        score, remark = score_and_words(said, asked)
        if isinstance(score, str):
            raise
        return score, remark
    known = [fold(word) for word in asked.words.values()]
    return int(value), "" if fold(remark) in known else remark


def finish(answers: ClientReply, pieces: list[str], older: list[str]) -> None:
    """Puts the words that have no field of their own together, and those beside the form with them.

    What stands in the `older` mail, outside its form, is left out: it is the coach's, as far as one can tell.
    """
    ours = assessment_form_says(answers.asked) if answers.asked else client_form_says(answers.kind)
    words, left = words_beside(pieces, ours)
    answers.left_out += left
    answers.left_out += in_a_line(without_ours(older, ours))
    if is_polite(words):
        answers.left_out.insert(0, " ".join(words.split()))
    elif words:
        answers.taken.append(("Beside the form", words))
        answers.notes.append(f"Beside the form: {words}")
    if answers.asked is not None:
        if answers.notes:
            comments = answers.values["comments"]
            comments[GENERAL] = "\n\n".join(
                [*([comments[GENERAL]] if GENERAL in comments else []), *answers.notes]
            )
        return
    if answers.kind in ("checkin", "plan"):
        if answers.notes:
            given = [answers.values["note"]] if "note" in answers.values else []
            answers.values["note"] = "\n".join([*given, *answers.notes])
        return
    if answers.notes:
        answers.values["reflection"] = "\n\n".join(answers.notes)
    answers.values = Review.check(answers.values, whole=False)


def only_answer(texts: list[str]) -> str:
    """The one answer.

    Raises:
        BadInput: there are several; that was told already.
    """
    if len(texts) > 1:
        raise BadInput("")
    return texts[0]


def kept_unclear(answers: ClientReply, texts: list[str], error: BadInput) -> str:
    """Says what is not clear; returns it as it was written, so that it is kept as words."""
    if str(error):
        answers.faults.append(f"{error}; kept as words")
    return " / ".join(" ".join(text.split()) for text in texts)


def keep_words(answers: ClientReply, name: str, remark: str) -> None:
    """Keeps the words that stood beside an answer."""
    if remark:
        answers.taken.append((f"{name}, in words", remark))
        answers.notes.append(f"{name}: {remark}")


def is_nothing(text: str) -> bool:
    """Whether an answer is “none”, a dash or the like."""
    return fold(text).strip(" .!") in _NOTHING


def _words(answers: ClientReply, question: Question, text: str) -> None:
    """An answer in words; “none” and a dash are none."""
    if is_nothing(text):
        answers.missing.append(question.name)
        return
    if question.kind == "line":
        text = " ".join(text.split())
    answers.taken.append((question.name, text))
    if question.tag in WORDS:
        answers.notes.append(f"{WORDS[question.tag]}: {text}")
    elif question.kind == "line" and len(text) > LINE_LIMIT:
        answers.faults.append(f"{quote(question.name)} is too long for one line; kept in the note")
        answers.notes.append(f"{question.name}: {text}")
    elif question.tag == "win":
        answers.win = text
    else:
        answers.values[question.tag] = text
