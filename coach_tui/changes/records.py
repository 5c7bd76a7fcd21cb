"""Add, edit and delete: what can be done to every part of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.called_off import closing_words
from coach_tui.changes.closing_day import check_apart, closing_changed
from coach_tui.changes.group import as_group, as_stored, side_of, whom
from coach_tui.changes.kept_past import gone_words
from coach_tui.changes.links import check_links, check_values, drop_references, drop_values, give_measure_ids
from coach_tui.changes.one_hour import also_deleted, change_review, change_session, keep_review, move_words
from coach_tui.plan.agenda import next_review
from coach_tui.plan.agreed import with_agreed
from coach_tui.plan.became import left_without
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin, Review
from coach_tui.plan.dates import day_words, iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import quote
from coach_tui.plan.left_open import open_words
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.round import Response, Round
from coach_tui.plan.schema import PARTS
from coach_tui.plan.session import (
    Session,
    check_ahead,
    of_state,
    with_state,
)
from coach_tui.plan.silent import has_words
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry


def plan_at(change: Change, engagement: str) -> Plan:
    """The plan of an engagement (uid) as it is now.

    Raises:
        BadInput: when the engagement is gone.
    """
    found = change.practice.find("engagements", engagement)
    plan = change.practice.plan_of(found) if found else None
    if plan is None:
        raise BadInput("this engagement no longer exists; it was deleted meanwhile")
    return plan


def insert_checked(
    change: Change, plan: Plan, noun: type[Record], values: Mapping[str, Any], asked: Iterable[str] = ()
) -> str:
    """Adds a record to a plan inside a change; returns its uid.

    Measures (uids) that were `asked` about while they took a value are given one, though they take none now.

    Raises:
        BadInput: when a value is refused or the record does not fit the plan.
    """
    stored = noun.check(as_group(values) if noun is Session else values)
    if noun in (Objective, Strategy):  # so that nothing of it is missed before it was there
        stored.setdefault("start", max(change.today, plan.engagement.start).isoformat())
    if noun is Objective:
        stored["measure"] = give_measure_ids(stored.get("measure") or [], [])
    elif noun is Milestone:
        stored.setdefault("baseline", stored["due"])
    elif noun is Session:
        stored = with_state(stored, change.today)
        check_ahead(stored, change.today)
    elif noun is Checkin:
        check_values(plan, stored.get("measures") or (), asked)
    check_links(plan, noun, stored)
    stored = with_agreed(noun, {}, stored)
    stored = {key: value for key, value in stored.items() if value != []}
    return change.insert(noun, {**stored, "plan": plan.engagement.uid})


def add(desk: Desk, noun: type[Record], engagement: str, values: Mapping[str, Any], why: str = "") -> str:
    """Adds a record of a noun to the plan of an engagement (uid); returns its uid.

    Raises:
        BadInput: when a value is refused or the record does not fit the plan.
    """
    with desk.change(f"added {noun.noun}", why=why) as change:
        plan = plan_at(change, engagement)
        if noun is Need:
            Need(Need.check(values)).check_levels(values)
            if values.get("found_on") is None:
                values = {**values, "found_on": desk.today}
        check_sides(desk, noun, noun.check(values, whole=False))
        waits = next_review(plan) if noun is Session else None
        uid = insert_checked(change, plan, noun, values)
        if waits is not None:
            keep_review(change, change.record(Session, uid), waits)
        change.about(plan.client.uid)
        change.describe(f"added {noun.noun}, {quote(change.record(noun, uid).name)}")
    return uid


def edit(
    desk: Desk,
    noun: type[Record],
    uid: str,
    changes: Mapping[str, Any],
    started_from: Mapping[str, Any] | None = None,
    why: str = "",
    by: str = "",
    asked: Sequence[str] = (),
) -> Entry | None:
    """Changes fields of a record; None empties one. Returns the journal entry, None if all was so already.

    Args:
        desk, noun, uid: the desk, what it is, and which one.
        changes: plain values by key.
        started_from: the stored values the form began with; a field that somebody else has changed
            since is not overwritten.
        why: the reason, for the history and for what the record keeps of itself.
        by: who asked for it.
        asked: who of several clients (uids of engagements) asked that a session moves.

    Raises:
        BadInput: a value is refused, or the record is gone.
        Clash: another hand changed the same field.
    """
    with desk.change(f"changed {noun.noun}", why=why) as change:
        change.by, change.asked = by or change.by, asked or change.asked
        record = change.record(noun, uid)
        before = {**record.raw}
        checked = noun.check(changes, whole=False)
        check_sides(desk, noun, checked)
        if isinstance(record, Session):  # changed from the side of one plan
            checked, started_from = as_stored(change.practice, record, "", checked, started_from)
        if follow := _EDITED.get(noun):
            checked = follow(change, record, checked)
        if noun in PARTS:
            plan = plan_at(change, _side(change, record, checked))
            check_links(plan, noun, {**record.raw, **checked}, uid)
            change.about(plan.client.uid)
        else:
            change.about(record.client if isinstance(record, Engagement) else uid)
        if isinstance(record, Session):
            change_session(change, record, checked, started_from)
        else:
            change.update(noun, uid, checked, started_from)
        came = _closed(change, noun, before, checked) + _pauses_gone(before, change.record(noun, uid).raw)
        moved = noun is Session and _moved(change, Session(before))
        change.describe(moved or f"changed {noun.noun}, {quote(change.record(noun, uid).name)}{came}")
    return change.entry


def _side(change: Change, record: Record, checked: Mapping[str, Any]) -> str:
    """The engagement (uid) of whose plan a change of a record is told."""
    if not isinstance(record, Session):
        return str(checked.get("plan") or record.plan)
    side = side_of(change.practice, record, change.asked)
    return side if change.asked else checked.get("plan") or side


def _moved(change: Change, before: Session) -> str:
    """What is told of a session that a change has moved, and whether more of it was changed; else ""."""
    now = change.record(Session, before.uid)
    if len(now.moves) == len(before.moves):
        return ""
    others = {*before.raw, *now.raw} - {"on", "time", "moves", "snooze"}
    more = any(before.raw.get(key) != now.raw.get(key) for key in others)
    return move_words(change, before) + (", and changed it" if more else "")


def _pauses_gone(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Which pauses a change has taken out, in words."""
    return gone_words(*({"": one.get("pauses") or []} for one in (before, now)))


def _closed(change: Change, noun: type[Record], before: Mapping[str, Any], checked: Mapping[str, Any]) -> str:
    """What came of the sessions of an engagement that a change has closed, and what it leaves open."""
    day = checked.get("closed_on") if noun is Engagement else None
    if day in (None, before.get("closed_on")):
        return ""
    plan = plan_at(change, before["uid"])
    return closing_words(change, plan, str(day)) + open_words(plan)


def _engagement(change: Change, engagement: Engagement, checked: dict[str, Any]) -> dict[str, Any]:
    """Opened again, it must be the only one open with its client; it runs while no other did."""
    client, now = engagement.client, {**engagement.raw, **checked}
    if "closed_on" in checked and checked["closed_on"] is None:
        others = change.practice.engagements(client)
        if any(other.open and other.uid != engagement.uid for other in others):
            raise BadInput("closed_on: another engagement with this client is open; close it first")
    for key in ("start", "closed_on"):
        if now.get(key) != engagement.raw.get(key):
            check_apart(change, client, now, key)
    if now.get("closed_on") != iso(engagement.closed_on):
        closing_changed(change, plan_at(change, engagement.uid), now["closed_on"])
    return checked


def _objective(change: Change, objective: Objective, checked: dict[str, Any]) -> dict[str, Any]:
    """A new status has its day; measures keep their ids, and the values of those that are gone go too."""
    checked = {
        **status_day(change.today, objective, checked),
        **closed_day(change.today, objective, checked),
        **checked,
    }
    if "measure" in checked:
        measures = give_measure_ids(checked["measure"] or [], objective.measure)
        checked["measure"] = measures or None
        gone = {measure.uid for measure in objective.measures} - {measure["uid"] for measure in measures}
        drop_values(change, plan_at(change, objective.plan), gone)
    return checked


def _milestone(change: Change, milestone: Milestone, checked: dict[str, Any]) -> dict[str, Any]:
    """A new day is not before the engagement began; one that is given up has its day."""
    due = checked.get("due")
    if due and due != milestone.due.isoformat():
        check_start(plan_at(change, milestone.plan), due)
    return {**closed_day(change.today, milestone, checked), **checked}


def _need(change: Change, need: Need, checked: dict[str, Any]) -> dict[str, Any]:
    """Levels that are typed lie on the scale; what stood there before may stay."""
    after = {key: value for key, value in {**need.raw, **checked}.items() if value is not None}
    Need(after).check_levels([key for key in checked if checked[key] != need.raw.get(key)])
    return checked


def _checkin(change: Change, checkin: Checkin, checked: dict[str, Any]) -> dict[str, Any]:
    """New values are of measures that take one; those that were there may stay."""
    check_values(plan_at(change, checkin.plan), checked.get("measures") or (), checkin.measures)
    return checked


def _session(change: Change, session: Session, checked: dict[str, Any]) -> dict[str, Any]:
    """What is said of one that was cancelled goes with that; one that lies ahead was not held yet."""
    checked = {**of_state(checked), **checked}
    check_ahead({**session.raw, **checked}, change.today)
    return checked


def _review(change: Change, review: Review, checked: dict[str, Any]) -> dict[str, Any]:
    """The session in which it was held goes with it; with words in it, it is not one without a word."""
    change_review(change, review, checked)
    filled = review.empty and "empty" not in checked and has_words({**review.raw, **checked})
    return {**checked, "empty": None} if filled else checked


_EDITED: dict[type[Record], Callable[[Change, Any, dict[str, Any]], dict[str, Any]]] = {
    Engagement: _engagement,
    Objective: _objective,
    Milestone: _milestone,
    Need: _need,
    Checkin: _checkin,
    Session: _session,
    Review: _review,
}
"""What else changes with an edit, or speaks against it, by what is edited: the changes with what follows."""


def check_start(plan: Plan, due: str) -> None:
    """Refuses to move a milestone to a day (ISO) before the engagement began.

    Raises:
        BadInput: naming both days.
    """
    start = plan.engagement.start.isoformat()
    if due < start:
        raise BadInput(f"due: {day_words(due)} is before the engagement began, {day_words(start)}")


def check_sides(desk: Desk, noun: type[Record], stored: Mapping[str, Any]) -> None:
    """Refuses a day that lies where its field takes none, such as one ahead for what has happened.

    Raises:
        BadInput: naming the field.
    """
    for key, field in noun.fields.items():
        if isinstance(field, Day) and stored.get(key):
            field.side.check(stored[key], desk.today, key)


def closed_day(today: date, record: Objective | Milestone, changes: Mapping[str, Any]) -> dict[str, Any]:
    """On which day it was closed, where a change says how and the day is not said: today."""
    said = changes.get("closed_as") and record.open and not changes.get("closed_on")
    return {"closed_on": today.isoformat()} if said else {}


def status_day(today: date, objective: Objective, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Since when the coach's own status of an objective stands, where it changes: today, none with none."""
    status = changes.get("status")
    if "status" not in changes or (status or "") == objective.status:
        return {}
    return {"status_on": today.isoformat() if status else None}


def delete(desk: Desk, noun: type[Record], uid: str, why: str = "") -> Entry | None:
    """Deletes a record of a plan, and every reference to it.

    Raises:
        BadInput: when the record is gone already.
    """
    with desk.change(f"deleted {noun.noun}", why=why) as change:
        record = change.record(noun, uid)
        side = side_of(change.practice, record) if isinstance(record, Session) else record.plan
        plan = plan_at(change, side)
        change.about(plan.client.uid)
        what = f"deleted {noun.noun}, {quote(record.name)}"
        if isinstance(record, Session) and record.also:
            what += f", of {whom(change.practice, record)}"
        what += left_without(plan, record)
        change.describe(what)
        if noun in (Round, Response):
            from coach_tui.changes.round_rules import clear_for

            clear_for(change, plan, record)
            plan = plan_at(change, record.plan)
        if isinstance(record, (Session, Review)) and (other := also_deleted(change, record)) is not None:
            change.delete(Review, other.uid)
            change.describe(f"{what}, and the review that it was")
        drop_references(change, plan, noun, {uid})
        if isinstance(record, Objective):
            drop_values(change, plan, {measure.uid for measure in record.measures})
        change.delete(noun, uid)
    return change.entry
