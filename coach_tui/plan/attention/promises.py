"""Promises, the coach's own and the client's, that are late or due (domain rules §1, §6)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.attention.item import (
    AHEAD,
    NOW,
    OWN_DUE,
    OWN_OVERDUE,
    TODAY,
    WEEK,
    AttentionItem,
    day_ahead,
)
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import late_text
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta

    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date, ahead: timedelta = AHEAD) -> list[AttentionItem]:
    """Open promises of a plan that have a day: late ones and those of a week ahead.

    One that was moved on counts from its new day. What the coach has promised is ranked before what others
    have.
    """
    items = []
    limit = (today + ahead).isoformat()
    for raw in plan.practice.documents("commitments", plan.engagement.uid):
        if raw.get("due", "9") > limit:
            continue
        promise = Commitment(raw)
        if promise.open and promise.due:
            items.append(_item(plan, promise, promise.due, today).kept_back(raw, today))
    return items


def find_kept(plan: Plan, today: date) -> list[AttentionItem]:
    """What the coach promised in a plan that is closed, until it is settled: from its day on, or from the
    closing on where it has none.
    """
    items = []
    for raw in plan.practice.documents("commitments", plan.engagement.uid):
        if raw.get("due", "") > today.isoformat():
            continue
        promise = Commitment(raw)
        if promise.open and promise.mine:
            item = _item(plan, promise, promise.due, today) if promise.due else _undated(plan, promise)
            items.append(item.kept_back(raw, today))
    return items


def _undated(plan: Plan, promise: Commitment) -> AttentionItem:
    said = f"no day, the engagement is closed: {promise.text}"
    return AttentionItem(
        "promise_due", NOW, plan, f"your promise, {said}", None,
        uid=promise.uid, rank=OWN_DUE, owner="coach", brief=f"yours, no day: {promise.text}",
    )  # fmt: skip


def _item(plan: Plan, promise: Commitment, due: date, today: date) -> AttentionItem:
    kind, section, rank = "promise_due", WEEK, OWN_DUE
    late = plan.late_by(due, today, owed=True)
    if due < today:
        kind, section, rank = "promise_overdue", NOW, OWN_OVERDUE
    elif due == today:
        section = TODAY
    owner = "coach" if promise.mine else promise.owner
    return AttentionItem(
        kind, section, plan, _said(_whose(promise), promise.text, due, today, late), due,
        days_late=late, uid=promise.uid, rank=rank if promise.mine else "", owner=owner,
        brief=_said("yours" if promise.mine else _owner(promise), promise.text, due, today, late),
    )  # fmt: skip


def _said(whose: str, text: str, due: date, today: date, late: int) -> str:
    """How a promise stands, whose it is (“” for the client's in few words), and its words."""
    if due > today:
        ahead = day_ahead(due, today)
        return f"{ahead}  {whose}: {text}" if whose else f"{ahead}  {text}"
    when = "due today" if due == today else late_text(late, (today - due).days)
    return f"{whose}, {when}: {text}" if whose else f"{when}: {text}"


def _owner(promise: Commitment) -> str:
    """Who has made a promise, where it was not the client, in whose line it stands."""
    return "" if fold(promise.owner) == "client" else f"{promise.owner}'s"


def _whose(promise: Commitment) -> str:
    """Whose promise it is: “your promise”, “Jonas's promise”; the client's, as most are, just “promise”."""
    if promise.mine:
        return "your promise"
    return "promise" if fold(promise.owner) == "client" else f"{promise.owner}'s promise"
