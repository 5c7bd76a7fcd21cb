"""A client's reply to a form, read back as far as it is clear."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.changes.assessments import waiting_assessment
from coach_tui.changes.own_words import plan_changes
from coach_tui.changes.replies import earlier_checkin, earlier_review
from coach_tui.exchange.assessment_form import (
    assessment_gone,
    assessment_of_code,
    assessment_questions,
)
from coach_tui.exchange.client_answers import ticked
from coach_tui.exchange.client_form import (
    KINDS,
    MARK,
    NAMES,
    client_form_title,
    kind_and_day,
    plan_of_code,
    questions,
)
from coach_tui.exchange.client_reply import ClientReply
from coach_tui.exchange.form_question import Question
from coach_tui.exchange.letter import ATTACHED, is_mail, letter
from coach_tui.exchange.plan_form import OF_PART, as_sent
from coach_tui.exchange.rater_form import ROUND_MARK
from coach_tui.exchange.replied_forms import TAG, RepliedForm, replied_forms
from coach_tui.exchange.reply_plan import take_plan
from coach_tui.exchange.reply_text import (
    ANSWER,
    Part,
    answer,
    as_answered,
    before_label,
    in_a_line,
    not_the_question,
    unquoted,
    words_of,
)
from coach_tui.exchange.reply_values import finish, take_assessment, take_checkin, take_reflection
from coach_tui.plan.assessment import KIND_NAMES
from coach_tui.plan.assessment import KINDS as ASSESSMENT_KINDS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import SHORT, quote
from coach_tui.plan.text import fold
from coach_tui.plan.unlikely import far_off

if TYPE_CHECKING:
    from coach_tui.exchange.letter import ReceivedText
    from coach_tui.plan.assessment import Assessment
    from coach_tui.plan.practice import Plan, Practice

_OTHERS = re.compile(rb"(?m)^\[client\]\s*$|^BEGIN:VCALENDAR")
_MARKED = re.compile(rb"(?i)\[form [crpsi]\d{8}m[0-9a-f]{12}\]")
_ID_GONE = (
    "the form's id is gone from it; say whose it is: --client NAME --as checkin, reflection, plan, self or "
    "intake"
)
_NO_CLIENT = (
    "it answers a form that was written for no client here; look at the file's name, or say whose it is: "
    "--client NAME --as checkin, reflection, plan, self or intake"
)
_NO_FORM = (
    "no form is in it: its id is gone, and so are all its questions; it is not read; "
    "note what it says with coach checkin NAME --note"
)


def is_reply(data: bytes) -> bool:
    """Whether a file is a mail, or an answered form of ours and no file of ours with one in a note."""
    if is_mail(data):
        return True
    if data.lstrip()[:1] == b"{" or _OTHERS.search(data):
        return False
    if len(data) > bounds.LETTER:
        return bool(_MARKED.search(data))
    try:
        text = letter(data, MARK).text
    except BadInput:
        return False
    if MARK.search(text):
        return True
    tags = {found[1].lower() for found in TAG.finditer(unquoted(text))}
    return ANSWER in text and bool(len(tags) > 1 or ROUND_MARK.search(text))


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
        kind: one of `KINDS`, needed there as well; of forms of both kinds the one to read.

    Raises:
        BadInput: it is another client's, of no client here, too large, or nothing is answered.
    """
    found = letter(data, MARK)
    if not found.text.strip() and not found.left_out:
        raise BadInput(found.instead or "it is empty: no form is in it")
    bounds.check_reply(found.text)
    forms = replied_forms(found.text, _names(found.text, practice, plan))
    if not (forms[0].code or forms[0].parts) and ROUND_MARK.search(found.text):
        raise BadInput("it answers a round of feedback: import it with --client NAME --as 360 --round NAME")
    if not forms[0].code and (plan is None or not kind):
        raise BadInput(found.instead or (_ID_GONE if forms[0].parts else _NO_FORM))
    form, answers = _first_answered(forms, practice, today, plan, kind, found)
    if found.instead and not answers.says_something:
        raise BadInput(found.instead)
    first = forms[0]
    if form.code or form.parts:
        older = first.older if form is first else [*first.older, *form.older]
        finish(answers, [first.above, *form.beside], older)
    found.tell_subject([client_form_title(one) for one in KINDS])
    answers.left_out += [*form.cut, *found.left_out]
    _tell_others(answers, [one for one in forms if one is not form], practice, today, found)
    if not answers.taken:
        for fault in answers.faults:
            raise BadInput(f"nothing in it can be taken: {fault}")
        files = [told for told in found.left_out if told.startswith(ATTACHED)]
        words = [quote(told) for told in found.left_out if told not in files]
        more = f"; left out: {', '.join(words)}" if words else ""
        more += f"; {', '.join(files)}: save its text, and import that" if files else ""
        raise BadInput(f"nothing is answered in it{more}")
    _check_sender(answers, practice)
    return answers


def _names(text: str, practice: Practice, plan: Plan | None) -> set[str]:
    """The names by which the coach may greet the client whose form it is, in small letters."""
    mark = MARK.search(text)
    owner = _owner(practice, mark[1].lower())[0] if mark else None
    owner = owner or plan
    return set(words_of(owner.client.name)) if owner else set()


def _first_answered(
    forms: list[RepliedForm],
    practice: Practice,
    today: date,
    plan: Plan | None,
    kind: str,
    found: ReceivedText,
) -> tuple[RepliedForm, ClientReply]:
    """The first form that says something, of the kind that is wanted where there is one; else the first."""
    chosen: tuple[RepliedForm, ClientReply] | None = None
    fitting = [form for form in forms if not kind or _is_of(form, kind)]
    for form in fitting or forms[:1]:
        answers = _read(form, practice, today, plan, kind, found)
        if answers.says_something:
            return form, answers
        chosen = chosen or (form, answers)
    assert chosen is not None
    return chosen


def _is_of(form: RepliedForm, kind: str) -> bool:
    known = kind_and_day(form.code) if form.code else None
    return known is None or known[0] == kind


def _tell_others(
    answers: ClientReply, others: list[RepliedForm], practice: Practice, today: date, found: ReceivedText
) -> None:
    """Tells what is answered in other forms of the same mail, and was not taken in before."""
    for form in others:
        try:
            also = _read(form, practice, today, None, "", found)
        except BadInput as error:
            answers.left_out.append(f"another form: {error}")
            continue
        if also.says_something and not _is_known(also):
            said = "; ".join(f"{name}: {' '.join(text.split())}" for name, text in also.taken)
            form_and_day = also.heading.partition("reply to ")[2]
            answers.left_out.append(f"{form_and_day}, to be taken in from a file of its own: {said}")


def _is_known(answers: ClientReply) -> bool:
    if answers.asked is not None:
        return answers.asked.answered
    if answers.kind == "plan":
        return not plan_changes(answers.plan, answers.values, answers.code)
    known = earlier_checkin if answers.kind == "checkin" else earlier_review
    return known(answers.plan, answers.code) is not None


def _read(
    form: RepliedForm, practice: Practice, today: date, plan: Plan | None, kind: str, found: ReceivedText
) -> ClientReply:
    day, code, asked, again = today, form.code, None, False
    if code:
        known = kind_and_day(code)
        if known is not None and kind and kind != known[0]:
            raise BadInput(f"it answers {_form_of(known[0])}, not {_form_of(kind)}")
        owner, asked = _owner(practice, code)
        if asked is None:
            asked = assessment_gone(practice, code)
            owner = owner or (practice.plan_of(asked) if asked else None)
            again = asked is not None and owner is not None
        if known is not None and owner is None and plan is not None and kind == known[0]:
            owner, asked = plan, _waiting_of(plan, kind)
        if owner is None or known is None:
            raise BadInput(_NO_CLIENT)
        if plan is not None and plan.client.uid != owner.client.uid:
            raise BadInput(
                f"it answers a form of {quote(owner.client.name)}, not of {quote(plan.client.name)}; "
                "nothing was taken in"
            )
        plan, (kind, day) = owner, known
    assert plan is not None
    if not code and kind in ASSESSMENT_KINDS:
        asked = _asked_of(plan, kind)
    sent = found.sent if found.sent and found.sent <= today else None
    answers = ClientReply(plan, kind, code, sent, found.sender)
    answers.asked, answers.asked_again = asked, again
    said = _said(form, plan, kind, day, answers)
    if asked is not None:
        take_assessment(answers, said)
        if again and answers.taken:
            answers.faults.append(
                f"{quote(asked.title)} was taken back or deleted since: it comes back with these answers"
            )
    elif kind == "checkin":
        take_checkin(answers, said)
        before = earlier_checkin(plan, code)
        values, taken = answers.values.get("measures") or {}, before.uid if before else ""
        answers.far_off = far_off(plan, values, sent or today, but=taken)
    elif kind == "plan":
        take_plan(answers, said)
    else:
        take_reflection(answers, said)
    return answers


def _form_of(kind: str) -> str:
    return f"{'an' if NAMES[kind][0] in 'aeiou' else 'a'} {NAMES[kind]} form"


def _owner(practice: Practice, code: str) -> tuple[Plan | None, Assessment | None]:
    """The plan for which a form was written, and the assessment that it asks for, where it asks for one."""
    asked = assessment_of_code(practice, code)
    return (practice.plan_of(asked), asked) if asked else (plan_of_code(practice, code), None)


def _waiting_of(plan: Plan, kind: str) -> Assessment | None:
    """The assessment that waits, for a reply whose own one is not known here; None for other kinds of forms.

    Raises:
        BadInput: none of the kind waits.
    """
    if kind not in ASSESSMENT_KINDS:
        return None
    waiting = waiting_assessment(plan, kind)
    if waiting is None:
        raise BadInput(
            f"no {KIND_NAMES[kind]} of {quote(plan.client.name)} waits for answers; ask for it again with "
            f"coach form, then import this"
        )
    return waiting


def _asked_of(plan: Plan, kind: str) -> Assessment:
    """The assessment of a kind that a reply without its id answers: the last that waits, else the last."""
    waiting = waiting_assessment(plan, kind)
    of_kind = [one for one in plan.assessments if one.kind == kind]
    if waiting is None and not of_kind:
        raise BadInput(f"{quote(plan.client.name)} was not asked for any {KIND_NAMES[kind]} here")
    return waiting or of_kind[-1]


def _said(
    form: RepliedForm, plan: Plan, kind: str, day: date, answers: ClientReply
) -> list[tuple[Question, list[str]]]:
    """The questions that were answered, each with its answer, or with several figures where they differ.

    Of words the first are taken.
    """
    if answers.asked is not None:
        asked = assessment_questions(answers.asked, plan, everything=True)
    else:
        asked = questions(plan, kind, day, everything=True)
    by_tag = _once(asked)
    by_part = {one.tag[:OF_PART]: one for one in by_tag.values() if one.kind == "agree"}
    found: dict[str, list[str]] = {}
    there: set[str] = set()
    for part in form.parts:
        question = by_tag.get(part.tag) or by_part.get(part.tag[:OF_PART])
        if question is None:
            _note_unknown(answers, part)
            continue
        tag = question.tag
        there.add(tag)
        asks = question.asks
        if len(part.tag) > OF_PART and part.tag != tag:
            answers.sent_so[tag], asks = as_sent(before_label(part.body))
        said = _answer(question, part, asks)
        answers.left_out += in_a_line([not_the_question(part.body, asks)] if asks else [])
        if said and not any(_same(one, said) for one in found.get(tag, ())):
            found.setdefault(tag, []).append(said)
    for question in asked:
        several = found.get(question.tag, [])
        if len(several) > 1 and question.kind in ("line", "text"):
            answers.faults.append(f"{quote(question.name)} is answered twice; the first is taken")
            answers.left_out += [f"{question.name}, once more: {one}" for one in in_a_line(several[1:])]
            del several[1:]
        elif len(several) > 1:
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
        answers.left_out += [" ".join(said.split())] if len(said) > SHORT else []


def _answer(question: Question, part: Part, asks: str) -> str:
    """What stands behind a question, as it `asks` there; "" where nothing does, or no box is ticked."""
    if question.kind not in ("outcome", "agree"):
        return answer(part.body, asks, whole=part.whole)
    said = as_answered(part.body, asks, whole=part.whole)
    return said if ticked(said) else ""


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _check_sender(answers: ClientReply, practice: Practice) -> None:
    """Notes where the mail came from the address of another client."""
    if not answers.sender or answers.sender == fold(answers.plan.client.email).strip():
        return
    for client in practice.clients:
        if client.uid != answers.plan.client.uid and fold(client.email).strip() == answers.sender:
            answers.faults.append(f"the mail came from the address of {quote(client.name)}")
