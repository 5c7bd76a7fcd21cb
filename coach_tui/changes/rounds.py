"""Rounds of feedback: begin, take answers in, close, and make something of what was found (domain §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.changes.raters import listed_rater, match
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.changes.round_rules import check_open, raters_of
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.changes.raters import Reply
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry


def begin_round(desk: Desk, engagement: str, values: Mapping[str, Any]) -> str:
    """Begins a round in the plan of an engagement (uid), today unless `opened_on` says otherwise; its uid."""
    with desk.change("began a round") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        uid = _begin(change, desk, plan, values)
        change.describe(f"began the round {quote(change.record(Round, uid).name)}")
    return uid


def _begin(change: Change, desk: Desk, plan: Plan, values: Mapping[str, Any]) -> str:
    return insert_checked(change, plan, Round, {"opened_on": desk.today, **values})


def take_answers(
    desk: Desk,
    engagement: str,
    asked: str,
    replies: Sequence[Reply],
    *,
    begin: Mapping[str, Any] | None = None,
) -> Entry | None:
    """Stores replies to a round as one change: the answers without names, and who has answered.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        asked: the round's uid; "" with `begin`.
        replies: what came in; those of raters who have answered already are left out (see `match`).
        begin: the values of a round that is begun along with it.

    Raises:
        BadInput: the round is closed, an answer does not fit it, or there is nothing to take.
    """
    with desk.change("took in answers") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        if begin is not None:
            asked = _begin(change, desk, plan, begin)
            plan = plan_at(change, engagement)
        record = change.record(Round, asked)
        check_open(change, plan, record)
        taken, said = match(plan, record, replies)
        if not taken:
            raise BadInput(said[0] if said else "there is no answer to take in")
        _store(change, engagement, record, taken)
        answers = "an answer" if len(taken) == 1 else f"{len(taken)} answers"
        change.describe(f"took in {answers} to {quote(record.title)}")
    return change.entry


def _store(change: Change, engagement: str, record: Round, replies: Sequence[Reply]) -> None:
    """Stores answers in an order of chance, and who gave them in that of their names: no pairs are seen."""
    from random import SystemRandom

    for reply in SystemRandom().sample(replies, len(replies)):
        values = {
            "round": record.uid,
            "group": reply.group,
            "scores": reply.scores,
            "comments": reply.comments,
        }
        plan = plan_at(change, engagement)
        insert_checked(change, plan, Response, {key: value for key, value in values.items() if value})
    for reply in sorted(replies, key=lambda one: (fold(one.rater), fold(one.email), one.group)):
        _tick(change, engagement, record, reply)


def _tick(change: Change, engagement: str, record: Round, reply: Reply) -> None:
    """Notes on the list of who was asked that somebody has answered."""
    plan = plan_at(change, engagement)
    listed = listed_rater(raters_of(plan, record.uid), reply)
    if listed is not None:
        change.update(Rater, listed.uid, {"answered": True})
    elif reply.rater or reply.email or reply.group == "self":
        name = reply.rater or reply.email or plan.client.name
        rater = {"round": record.uid, "name": name, "email": reply.email or None, "group": reply.group}
        insert_checked(change, plan, Rater, {**rater, "answered": True})


def invite(desk: Desk, engagement: str, asked: str, people: Sequence[tuple[str, str, str]]) -> Entry | None:
    """Puts people (group, name, address) on the list of a round (uid), invited today.

    Raises:
        BadInput: somebody is on it already, or the round is closed.
    """
    with desk.change("invited raters") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        for group, name, email in people:
            rater = {"round": asked, "group": group, "name": name, "email": email or None}
            insert_checked(change, plan, Rater, {**rater, "invited_on": desk.today})
            plan = plan_at(change, engagement)
        raters = "a rater" if len(people) == 1 else f"{len(people)} raters"
        change.describe(f"invited {raters} to {quote(change.record(Round, asked).name)}")
    return change.entry


def close_round(desk: Desk, asked: str) -> Entry | None:
    """Closes a round (uid) today and freezes it: its results can be seen from then on.

    Raises:
        BadInput: when it is closed already.
    """
    with desk.change("closed a round") as change:
        record = change.record(Round, asked)
        change.about(plan_at(change, record.plan).client.uid)
        if not record.open:
            day = f" on {day_words(record.closed_on, desk.today)}" if record.closed_on else ""
            raise BadInput(f"{quote(record.name)} was closed{day} already")
        today = max(desk.today, record.opened_on or desk.today)
        change.update(Round, asked, Round.check({"closed_on": today}, whole=False))
        change.describe(f"closed the round {quote(record.title)}")
    return change.entry


# What was found becomes something


class FoundItem(NamedTuple):
    """An item of a round or an assessment, what a need says of its source, and the levels it begins with."""

    item: str
    source: str
    levels: Mapping[str, Any] = {}


def need_of(plan: Plan, item: str) -> Need | None:
    """The need that answers an item of a round."""
    wanted = fold(item)
    found = [need for need in plan.needs if fold(need.item or "") == wanted]
    found += [need for need in plan.needs if fold(need.title) == wanted]
    return found[0] if found else None


def as_need(found: FoundItem, today: date) -> dict[str, Any]:
    """The fields of the need that an item becomes: gap, unless somebody says otherwise."""
    named = {"title": found.item, "item": found.item, "source": found.source}
    return {**named, "kind": "gap", "found_on": today.isoformat(), **found.levels}


def _need_for(change: Change, plan: Plan, finding: str | FoundItem, today: date) -> Need:
    """The need of a finding: a need's uid, or an item, for which one is made."""
    if isinstance(finding, str):
        return change.record(Need, finding)
    known = need_of(plan, finding.item)
    if known is not None:
        return known
    values = {**as_need(finding, today), "kind": "weakness"}
    return change.record(Need, insert_checked(change, plan, Need, values))


def follow_up(
    desk: Desk,
    engagement: str,
    finding: str | FoundItem,
    noun: type[Record],
    values: Mapping[str, Any],
) -> str:
    """Adds an objective or a strategy that serves a finding; returns its uid.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        finding: a need (uid), or an item of a round with the words for its source; a need is noted for it.
        noun: Objective or Strategy.
        values: its fields.
    """
    with desk.change(f"added {noun.noun}") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        need = _need_for(change, plan, finding, desk.today)
        plan = plan_at(change, engagement)
        if noun is Strategy:
            values = {**values, "needs": list(dict.fromkeys([*(values.get("needs") or ()), need.uid]))}
        uid = insert_checked(change, plan, noun, values)
        link: dict[str, Any] = {"not_now": None}
        if noun is Objective:
            link["objectives"] = [*need.objectives, uid]
        change.update(Need, need.uid, link)
        change.describe(f"added {noun.noun}, {quote(change.record(noun, uid).name)}, for {quote(need.title)}")
    return uid


def not_now(desk: Desk, engagement: str, finding: str | FoundItem, reason: str) -> Entry | None:
    """Says why nothing is done about a finding at present (see `follow_up`).

    Raises:
        BadInput: when the reason is missing.
    """
    if not reason.strip():
        raise BadInput("not_now: say why, in a few words")
    with desk.change("put a need off", why=reason) as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        need = _need_for(change, plan, finding, desk.today)
        change.update(Need, need.uid, Need.check({"not_now": reason}, whole=False))
        change.describe(f"put {quote(need.title)} off")
    return change.entry
