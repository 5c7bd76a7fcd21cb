"""What was answered in a client's reply as values of a check-in or a review; the rest is kept as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.client_answers import number, outcome, times
from coach_tui.exchange.client_form import WORDS, Question, client_form_says
from coach_tui.exchange.reply_text import in_a_line, is_polite, without_ours, words_beside
from coach_tui.plan.contact import Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import LINE_LIMIT, plain_number, quote
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from coach_tui.exchange.client_reply import ClientReply

_NOTHING = frozenset(["", "n a", "na", "none", "nothing", "no", "nichts", "nein", "rien", "nada", "–", "-"])


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
                count, remark = times(_only(texts), question)
                shown = f"{count} time{'' if count == 1 else 's'}"
                done += [question.uid] * count
                remark = remark if count else f"{shown} {remark}".strip()
            else:
                value, remark = number(_only(texts), question)
                shown = f"{plain_number(value)} {question.unit}".strip()
                if question.kind == "number":
                    measures[question.uid] = value
                else:
                    answers.values[question.tag] = value
            answers.taken.append((question.name, shown))
        except BadInput as error:
            remark = _unclear(answers, texts, error)
        _add(answers, question.name, remark)
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
                value, remark = number(_only(texts), question)
                feedback[question.tag] = value
                answers.taken.append((question.name, plain_number(value)))
            else:
                says, note = outcome(_only(texts), question)
                remark, note = (note, "") if len(note) > LINE_LIMIT else ("", note)
                answers.taken.append((question.name, f"{says} ({note})" if note else says))
                promise = {"text": question.name, "says": says, "note": note}
                promises.append({key: one for key, one in promise.items() if one})
        except BadInput as error:
            remark = _unclear(answers, texts, error)
        _add(answers, question.name, remark)
    given = {"feedback": feedback, "said": promises}
    answers.values.update({key: one for key, one in given.items() if one})


def finish(answers: ClientReply, pieces: list[str], older: list[str]) -> None:
    """Puts the words that have no field of their own together, and those beside the form with them.

    What stands in the `older` mail, outside its form, is left out: it is the coach's, as far as one can tell.
    """
    ours = client_form_says(answers.kind)
    words, left = words_beside(pieces, ours)
    answers.left_out += left
    answers.left_out += in_a_line(without_ours(older, ours))
    if is_polite(words):
        answers.left_out.insert(0, " ".join(words.split()))
    elif words:
        answers.taken.append(("Beside the form", words))
        answers.notes.append(f"Beside the form: {words}")
    if answers.kind == "checkin":
        if answers.notes:
            given = [answers.values["note"]] if "note" in answers.values else []
            answers.values["note"] = "\n".join([*given, *answers.notes])
        return
    if answers.notes:
        answers.values["reflection"] = "\n\n".join(answers.notes)
    answers.values = Review.check(answers.values, whole=False)


def _only(texts: list[str]) -> str:
    """The one answer.

    Raises:
        BadInput: there are several; that was told already.
    """
    if len(texts) > 1:
        raise BadInput("")
    return texts[0]


def _unclear(answers: ClientReply, texts: list[str], error: BadInput) -> str:
    """Says what is not clear; returns it as it was written, so that it is kept as words."""
    if str(error):
        answers.faults.append(f"{error}; kept as words")
    return " / ".join(" ".join(text.split()) for text in texts)


def _add(answers: ClientReply, name: str, remark: str) -> None:
    """Keeps the words that stood beside an answer."""
    if remark:
        answers.taken.append((f"{name}, in words", remark))
        answers.notes.append(f"{name}: {remark}")


def _words(answers: ClientReply, question: Question, text: str) -> None:
    """An answer in words; “none” and a dash are none."""
    if fold(text).strip(" .!") in _NOTHING:
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
