"""A reply that was read: whether it was taken in before, and taking it in. Shell and screen share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes import assessments, own_words, replies
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.changes.desk import Desk
    from coach_tui.exchange.client_reply import ClientReply
    from coach_tui.plan.assessment import Assessment
    from coach_tui.plan.contact import Checkin, Review
    from coach_tui.store.journal import Entry


def earlier(answers: ClientReply, on: date) -> tuple[str, str]:
    """That a reply to this form was taken in already, and in what this one differs; "" for neither.

    Args:
        answers: the reply.
        on: the day it is of.
    """
    plan, code = answers.plan, answers.code
    found: Checkin | Review | Assessment | None
    if answers.asked is not None:
        found = answers.asked if answers.asked.answered else None
        changes = list(assessments.answer_changes(answers.asked, answers.values))
        changes += own_words.other_words(plan, answers.values)
        if found is not None and not changes and own_words.plan_changes(plan, answers.values):
            changes = ["where objectives stand"]
    elif answers.kind == "plan":
        return _earlier_words(answers)
    elif answers.kind == "checkin":
        found = replies.earlier_checkin(plan, code)
        changes = list(replies.checkin_changes(plan, code, answers.values))
        changes += ["win"] if replies.is_new_win(plan, answers.win, on) else []
    else:
        found = replies.earlier_review(plan, code)
        changes = list(replies.review_changes(plan, code, answers.values))
    if found is None:
        return "", ""
    labels = [found.fields[key].label.lower() if key in found.fields else key for key in changes]
    return f"a reply to this form was taken in already ({found.name})", ", ".join(labels)


def _earlier_words(answers: ClientReply) -> tuple[str, str]:
    """That all of what a client says of the plan is in it already, or of which parts other words are."""
    plan = answers.plan
    if not own_words.plan_changes(plan, answers.values, answers.code):
        return "all of it is in the plan already", ""
    others = own_words.other_words(plan, answers.values)
    if not others:
        return "", ""
    return "the plan holds other words of the client's", ", ".join(map(quote, others))


def store(desk: Desk, answers: ClientReply, on: date) -> Entry | None:
    """Stores a reply as what it is: a check-in of a day, words for the next review or the plan, or answers.

    Raises:
        BadInput: a value is refused, or the day is in the future or before the start.
    """
    uid = answers.plan.engagement.uid
    if answers.asked is not None:
        again = answers.asked if answers.asked_again else None
        return assessments.answer_assessment(desk, answers.asked.uid, on, answers.values, again=again)
    if answers.kind == "plan":
        return own_words.take_own_words(desk, uid, answers.code, on, answers.values)
    if answers.kind == "checkin":
        return replies.take_checkin(desk, uid, answers.code, on, answers.values, answers.win)
    return replies.take_reflection(desk, uid, answers.code, on, answers.values)
