"""Which client, engagement and records of the file those of a document are (`coach_tui.plan.draft`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.kept_past import CHANGED, with_past
from coach_tui.changes.remembering import BENDING, bent_by
from coach_tui.changes.same_session import in_order, same_sessions
from coach_tui.plan.changing import client_called
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import BOOKED, Session
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.client import Client, Engagement
    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.record import Record
    from coach_tui.plan.revision import Difference


def existing_client(practice: Practice, draft: Draft) -> Client | None:
    """The client a draft is about, by id or by name; None for a new one."""
    known = practice.client(draft["client"].get("id", ""))
    if known is not None:
        return known
    return client_called(practice, draft["client"]["name"])


def engagement_meant(practice: Practice, client: str, record: Mapping[str, Any]) -> Engagement | None:
    """The engagement of a client (uid) that one of a draft is: by id, by its start, else the open one."""
    engagements = practice.engagements(client)
    by_id = [one for one in engagements if one.uid == record.get("id")]
    by_start = [one for one in engagements if one.start.isoformat() == record["start"]]
    candidates = by_id or by_start or [one for one in engagements if one.open]
    return candidates[-1] if candidates else None


def matched_with(
    plan: Plan, noun: type[Record], records: Sequence[Mapping[str, Any]]
) -> list[tuple[str | None, Mapping[str, Any]]]:
    """The records of a draft, each with the uid of the one in the file that it is; None for a new one."""
    rounds = {asked.uid: asked.title for asked in plan.rounds}
    free = {record.uid: record for record in plan.part(noun)}
    given = {record["id"] for record in records if record.get("id")}
    pairs: list[tuple[str | None, Mapping[str, Any]]] = []
    for record in records:
        uid: str | None = record.get("id")
        if uid not in free:
            known = _identity(record, {})
            same = (u for u, o in free.items() if u not in given and _identity(o.raw, rounds) == known)
            uid = next(same, None)
        if uid is not None:
            del free[uid]
        pairs.append((uid, record))
    if noun is Session:
        left = {uid: one.raw for uid, one in free.items()}
        for alike in (same_sessions, in_order):
            new = [number for number, (uid, _) in enumerate(pairs) if uid is None]
            for place, found in alike([pairs[number][1] for number in new], left).items():
                pairs[new[place]] = (found, pairs[new[place]][1])
                del left[found]
    return pairs


def _identity(record: Mapping[str, Any], rounds: Mapping[str, str]) -> tuple[Any, ...]:
    """What makes a record of a draft the same as one in the file, where no id says so.

    `rounds` gives the titles of rounds by uid: the file refers to them so, a draft by title.
    """
    if "title" in record:
        return ("title", fold(record["title"]), record.get("asked_on"))
    keys = ("on", "held_on", "due", "text", "time", "name", "email", "group", "scores", "comments")
    asked = record.get("round", "")
    return (rounds.get(asked, asked), *(record.get(key) for key in keys))


def plan_meant(practice: Practice, draft: Draft) -> Plan | None:
    """The plan whose place a draft takes; None for a new one."""
    client = existing_client(practice, draft)
    meant = engagement_meant(practice, client.uid, draft["engagement"]) if client else None
    return practice.plan(client.uid, meant.uid) if client and meant else None


def sessions_moved(practice: Practice, draft: Draft) -> list[tuple[Session, Mapping[str, Any]]]:
    """The booked sessions of a plan that a draft, without ids, has on other days or at other times."""
    plan = plan_meant(practice, draft)
    if plan is None:
        return []
    there = {one.uid: one for one in plan.part(Session) if isinstance(one, Session) and one.state == BOOKED}
    return [
        (there[uid], record)
        for uid, record in matched_with(plan, Session, draft.get(Session.entry, []))
        if uid in there and not record.get("id") and _moment(there[uid].raw) != _moment(record)
    ]


def _moment(session: Mapping[str, Any]) -> tuple[str, str]:
    return session["on"], session.get("time", "")


def bending_in(practice: Practice, draft: Draft) -> Iterator[tuple[Record, Mapping[str, Any]]]:
    """The objectives and milestones of a plan whose place a draft takes, and what each is in it."""
    plan = plan_meant(practice, draft)
    if plan is None:
        return
    for noun in (Objective, Milestone):
        for uid, one in matched_with(plan, noun, draft.get(noun.entry, [])):
            record = practice.find(noun.table, uid) if uid else None
            if record is not None:
                yield record, one


def revised_and_gone(practice: Practice, draft: Draft) -> list[Record]:
    """The objectives that were revised and the milestones that were moved which a draft has no more."""
    plan = plan_meant(practice, draft)
    kept = {record.uid for record, _ in bending_in(practice, draft)}
    there: list[Record] = [*plan.objectives, *plan.milestones] if plan else []
    return [one for one in there if one.uid not in kept and any(one.raw.get(key) for key in CHANGED)]


def bent_in(practice: Practice, today: date, draft: Draft) -> Iterator[tuple[Record, Difference]]:
    """What a draft that takes a plan's place changes of targets, measures and dates, and of which record."""
    for record, one in bending_in(practice, draft):
        changes = {key: one.get(key) for key in BENDING if key in record.fields}
        past = with_past(record.raw, one).items()
        changes |= {key: kept for key, kept in past if kept != (record.raw.get(key) or [])}
        for found in bent_by(practice, today, record, changes):
            yield record, found
