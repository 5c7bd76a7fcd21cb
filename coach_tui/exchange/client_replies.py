"""A client's reply to a check-in or reflection form, read back as far as it is clear."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.client_answers import number, outcome, ticked, times
from coach_tui.exchange.client_form import (
    MARK,
    NAMES,
    WORDS,
    Question,
    client_form_says,
    kind_and_day,
    plan_of_code,
    questions,
)
from coach_tui.exchange.letter import is_mail, letter
from coach_tui.exchange.replied_forms import RepliedForm, replied_forms
from coach_tui.exchange.reply_text import (
    Part,
    answer,
    as_answered,
    is_polite,
    own_words,
    unquoted,
    words_beside,
)
from coach_tui.plan.contact import Review
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import LINE_LIMIT, plain_number, quote
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from typing import Any

    from coach_tui.plan.practice import Plan, Practice

_OTHERS = re.compile(rb"(?m)^\[client\]\s*$|^BEGIN:VCALENDAR")
_MARKED = re.compile(rb"(?i)\[form [cr]\d{8}m[0-9a-f]{12}\]")
_NOTHING = frozenset(["", "n a", "na", "none", "nothing", "no", "nichts", "nein", "rien", "nada", "–", "-"])


class ClientReply:
    """What a reply says.

    `taken` has name and value of each answer as people read them, `faults` what is not clear, `missing` what
    was not answered, `left_out` what was written and is not taken. `values` are fields of a Checkin or a
    Review in stored form, `win` a win noted along.
    """

    def __init__(self, plan: Plan, kind: str, code: str, sent: date | None, sender: str) -> None:
        self.plan = plan
        self.kind = kind
        self.code = code
        self.sent = sent
        self.sender = sender
        self.taken: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.missing: list[str] = []
        self.left_out: list[str] = []
        self.values: dict[str, Any] = {}
        self.win = ""
        self.notes: list[str] = []
        """Words that belong to no field of their own."""

    @property
    def heading(self) -> str:
        """Whose reply it is, and to what."""
        found = kind_and_day(self.code)
        day = f" of {found[1].isoformat()}" if found else ""
        return f"{self.plan.client.name}, reply to the {NAMES[self.kind]} form{day}"

    def as_json(self) -> dict[str, Any]:
        """The reply for programs."""
        return {
            "kind": self.kind,
            "form": self.code,
            "client": self.plan.client.name,
            "sent": self.sent.isoformat() if self.sent else None,
            "taken": [{"question": name, "answer": said} for name, said in self.taken],
            "unclear": self.faults,
            "missing": self.missing,
            "left_out": self.left_out,
        }


def is_reply(data: bytes) -> bool:
    """Whether a file is a mail, or has the id of such a form and is no file of ours with one in a note."""
    if data.lstrip()[:1] == b"{" or _OTHERS.search(data):
        return False
    if is_mail(data):
        return True
    if len(data) > bounds.LETTER:
        return bool(_MARKED.search(data))
    try:
        return bool(MARK.search(unquoted(letter(data, MARK).text)))
    except BadInput:
        return False


@bounds.reader("this reply")
def read_reply(
    data: bytes, practice: Practice, today: date, plan: Plan | None = None, kind: str = ""
) -> ClientReply:
    """What a reply says, by the plans as they are now.

    Args:
        data: the file: text, or a saved mail.
        practice: everybody's plans: the form's id says whose it is.
        today: the day; a mail from later is dated so.
        plan: whose it is to be; needed where the form's id is gone.
        kind: reflection or checkin, needed there as well.

    Raises:
        BadInput: it is another client's, of no client here, too large, or nothing is answered.
    """
    found = letter(data, MARK)
    forms = replied_forms(*own_words(found.text))
    if not forms[0].code and (plan is None or not kind):
        raise BadInput(
            "the form's id is gone from it; say whose it is: --client NAME --as checkin or reflection"
        )
    chosen: tuple[RepliedForm, ClientReply] | None = None
    for form in forms:
        answers = _read(form, practice, today, plan, kind, found.sent, found.sender)
        says_something = bool(answers.taken or answers.faults)
        if chosen is None or says_something:
            chosen = form, answers
        if says_something:
            break
    assert chosen is not None
    form, answers = chosen
    _finish(answers, [forms[0].above, *form.beside] if form.code or form.parts else [])
    answers.left_out += form.cut
    if not answers.taken:
        for fault in answers.faults:
            raise BadInput(f"nothing in it can be taken: {fault}")
        raise BadInput("nothing is answered in it")
    _check_sender(answers, practice)
    return answers


def _read(
    form: RepliedForm,
    practice: Practice,
    today: date,
    plan: Plan | None,
    kind: str,
    sent: date | None,
    sender: str,
) -> ClientReply:
    day, code = today, form.code
    if code:
        owner = plan_of_code(practice, code)
        known = kind_and_day(code)
        if owner is None or known is None:
            raise BadInput("it answers a form that was written for no client here; look at the file's name")
        if plan is not None and plan.client.uid != owner.client.uid:
            raise BadInput(
                f"it answers a form of {quote(owner.client.name)}, not of {quote(plan.client.name)}; "
                "nothing was taken in"
            )
        if kind and kind != known[0]:
            raise BadInput(f"it answers a {NAMES[known[0]]} form, not a {NAMES[kind]} form")
        plan, (kind, day) = owner, known
    assert plan is not None
    answers = ClientReply(plan, kind, code, sent if sent and sent <= today else None, sender)
    said = _said(form, plan, kind, day, answers)
    (_take_checkin if kind == "checkin" else _take_reflection)(answers, said)
    return answers


def _said(
    form: RepliedForm, plan: Plan, kind: str, day: date, answers: ClientReply
) -> list[tuple[Question, list[str]]]:
    """The questions that were answered, each with its answer, or its answers where they differ."""
    asked = questions(plan, kind, day, everything=True)
    by_tag = _once(asked)
    found: dict[str, list[str]] = {}
    there: set[str] = set()
    for part in form.parts:
        tag = part.tag
        question = by_tag.get(tag)
        if question is None:
            _note_unknown(answers, part)
            continue
        there.add(tag)
        said = _answer(question, part)
        if said and not any(_same(one, said) for one in found.get(tag, ())):
            found.setdefault(tag, []).append(said)
    for question in asked:
        if len(found.get(question.tag, ())) > 1:
            answers.faults.append(f"{quote(question.name)} is answered twice, and differently; kept as words")
        elif question.tag in there and question.tag not in found:
            answers.missing.append(question.name)
    return [(question, found[question.tag]) for question in asked if question.tag in found]


def _once(asked: list[Question]) -> dict[str, Question]:
    """The questions by their tags; a tag that two of them have says nothing."""
    tags = [question.tag for question in asked]
    return {question.tag: question for question in asked if tags.count(question.tag) == 1}


def _note_unknown(answers: ClientReply, part: Part) -> None:
    """Notes an answer to what is not asked, unless it is an empty box."""
    said = answer(part.body, "", whole=part.whole)
    if said and set(ticked(said)) - set("[] "):
        answers.faults.append(f"{quote(said)} is about something that is no longer in the plan")


def _answer(question: Question, part: Part) -> str:
    """What stands behind a question; "" where nothing does, or no box is ticked."""
    if question.kind != "outcome":
        return answer(part.body, question.asks, whole=part.whole)
    said = as_answered(part.body, question.asks, whole=part.whole)
    return said if ticked(said) else ""


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _take_checkin(answers: ClientReply, said: list[tuple[Question, list[str]]]) -> None:
    measures: dict[str, float] = {}
    done: list[str] = []
    for question, texts in said:
        if question.kind in ("line", "text"):
            _words(answers, question, "\n".join(texts))
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


def _take_reflection(answers: ClientReply, said: list[tuple[Question, list[str]]]) -> None:
    feedback: dict[str, float] = {}
    promises: list[dict[str, str]] = []
    for question, texts in said:
        try:
            if question.kind == "text":
                _words(answers, question, "\n".join(texts))
                continue
            if question.kind == "scale":
                value, remark = number(_only(texts), question)
                feedback[question.tag] = value
                answers.taken.append((question.name, plain_number(value)))
            else:
                says, note = outcome(_only(texts), question)
                remark = ""
                answers.taken.append((question.name, f"{says} ({note})" if note else says))
                promise = {"text": question.name, "says": says, "note": note}
                promises.append({key: one for key, one in promise.items() if one})
        except BadInput as error:
            remark = _unclear(answers, texts, error)
        _add(answers, question.name, remark)
    given = {"feedback": feedback, "said": promises}
    answers.values.update({key: one for key, one in given.items() if one})


def _finish(answers: ClientReply, pieces: list[str]) -> None:
    """Puts the words that have no field of their own together, and those beside the form with them."""
    words, answers.left_out = words_beside(pieces, client_form_says(answers.kind))
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


def _check_sender(answers: ClientReply, practice: Practice) -> None:
    """Notes where the mail came from the address of another client."""
    if not answers.sender or answers.sender == fold(answers.plan.client.email).strip():
        return
    for client in practice.clients:
        if client.uid != answers.plan.client.uid and fold(client.email).strip() == answers.sender:
            answers.faults.append(f"the mail came from the address of {quote(client.name)}")
