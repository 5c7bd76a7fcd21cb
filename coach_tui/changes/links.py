"""What records owe one another: titles that differ, references that exist, no circles, measure ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.alike import alike
from coach_tui.plan.client import Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.fields import Ref, quote
from coach_tui.plan.group import is_shared
from coach_tui.plan.measured import measures_taking_values, why_none
from coach_tui.plan.milestone import Milestone, waited_for
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.plan.schema import PARTS, references
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import fold
from coach_tui.store.ids import new_uid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.changes.desk import Change
    from coach_tui.plan.record import Record

TITLED: tuple[type[Record], ...] = (Objective, Need, Strategy, Milestone, Round)
"""Nouns that others refer to by title, so that no two in a plan may share one."""


def check_links(plan: Plan, noun: type[Record], stored: Mapping[str, Any], uid: str | None = None) -> None:
    """Checks a record against the rest of its plan.

    Raises:
        BadInput: a title or measure name in use, a reference to nothing, or a circle of milestones.
    """
    if noun in TITLED and stored.get("title"):
        title = fold(stored["title"])
        for other in plan.practice.documents(noun.table, plan.engagement.uid):
            if other["uid"] != uid and fold(other.get("title") or "") == title:
                raise BadInput(
                    f"title: {noun.noun} called {quote(stored['title'])} exists; choose another title"
                )
    for field in references(noun):
        check_reference(plan, field, stored.get(field.key))
    if uid and uid in (stored.get("replaced_by") or ()):
        raise BadInput("replaced_by: nothing takes its own place; choose another")
    if noun is Objective and stored.get("measure"):
        taken = {m.name for other in plan.objectives if other.uid != uid for m in other.measures}
        for measure in stored.get("measure") or ():
            if measure["name"] in taken:
                raise BadInput(
                    f"measure: another objective measures {quote(measure['name'])}; choose another name"
                )
    if noun is Milestone and uid and stored.get("after"):
        check_circle(plan, uid, stored["after"])
    if noun in (Round, Rater, Response):
        from coach_tui.changes.round_rules import check_part

        check_part(plan, noun, stored, uid)
    if noun is Session and is_shared(stored):
        from coach_tui.changes.group import check_others

        check_others(plan, stored)


def refers_to(tables: Mapping[str, Mapping[str, Mapping[str, Any]]], table: str, uid: str) -> bool:
    """Whether a record of the tables refers to one (table and uid), or belongs to it."""
    owner = {"clients": "client", "engagements": "plan"}.get(table)
    nouns: tuple[type[Record], ...] = (Engagement, *PARTS)
    for noun in nouns:
        keys = [field.key for field in references(noun) if field.table == table]
        if owner and noun.belongs == owner:
            keys.append(owner)
        for raw in tables.get(noun.table, {}).values() if keys else ():
            if any(uid == raw.get(key) or uid in (raw.get(key) or ()) for key in keys):
                return True
    return False


def check_reference(plan: Plan, field: Ref | Refs, value: Any) -> None:
    """Checks that the uids a field holds exist in the plan."""
    for uid in value if isinstance(value, list) else [value] if value else []:
        found = plan.practice.find(field.table, uid)
        if found is None or found.plan != plan.engagement.uid:
            raise field.refuse("what it refers to is not in this plan; choose again")


def check_values(plan: Plan, values: Iterable[str], also: Iterable[str] = ()) -> None:
    """Refuses values of measures (uids) that take none (`coach_tui.plan.measured`), but for those in `also`.

    Raises:
        BadInput: when one takes no value, or was deleted meanwhile.
    """
    taking = {measure.uid for measure in measures_taking_values(plan)}.union(also)
    wrong = [uid for uid in values if uid not in taking]
    if not wrong:
        return
    for objective in plan.objectives:
        for measure in objective.measures:
            if measure.uid in wrong:
                raise BadInput(f"measures: {why_none(objective, measure)}")
    raise BadInput("measures: what it refers to is not in this plan; choose again")


def check_circle(plan: Plan, uid: str, after: list[str]) -> None:
    """Refuses a milestone that would come after itself."""
    if in_circle(plan, uid, after):
        raise BadInput("after: the milestones would wait for one another in a circle; leave one out")


def in_circle(plan: Plan, uid: str, after: list[str]) -> bool:
    """Whether a milestone (uid) would come after itself if it came after others."""
    comes_after = {milestone.uid: milestone.after for milestone in plan.milestones}
    comes_after[uid] = after
    seen: set[str] = set()
    waiting = list(after)
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += comes_after.get(current, [])
    return uid in seen


_MEASURED = ("unit", "baseline", "target", "items")


def give_measure_ids(new: list[dict[str, Any]], old: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Measures with their uids: kept where the objective had them, found again by name, else by place.

    A measure that was renamed keeps its uid, and with it its values: where there are as many measures as
    before, the one that stands in its place is it, unless it says that it measures something else. Uids that
    the objective never had are not believed.
    """
    free = {measure["uid"]: measure["name"] for measure in old if measure.get("uid")}
    uids: list[str | None] = []
    for measure in new:
        uid = measure.get("uid")
        uids.append(uid if uid is not None and free.pop(uid, None) is not None else None)
    for number, measure in enumerate(new):
        if uids[number] is None:
            uid = next((uid for uid, name in free.items() if name == measure["name"]), None)
            if uid is not None:
                del free[uid]
                uids[number] = uid
    if len(new) == len(old):
        for number, before in enumerate(old):
            here = new[number]
            is_it = uids[number] is None and before.get("uid") in free
            is_it = is_it and (not any(key in here for key in _MEASURED) or alike(before, here))
            if is_it:
                del free[before["uid"]]
                uids[number] = before["uid"]
    return [{**measure, "uid": uid or new_uid()} for measure, uid in zip(new, uids, strict=True)]


def drop_references(change: Change, plan: Plan, noun: type[Record], uids: set[str]) -> None:
    """Takes deleted records (uids of one noun) out of every reference in the plan.

    A milestone that came after one of them comes after what that came after.
    """
    after = {one.uid: one.after for one in plan.milestones}
    for other in PARTS:
        for field in references(other):
            if field.table != noun.table:
                continue
            for record in plan.part(other):
                value = record.raw.get(field.key)
                if isinstance(value, list) and uids & set(value):
                    waits = noun is Milestone and field.key == "after"
                    kept = (
                        waited_for(record.uid, after, uids) if waits else [u for u in value if u not in uids]
                    )
                    change.update(other, record.uid, {field.key: kept or None})
                elif isinstance(value, str) and value in uids:
                    change.update(other, record.uid, {field.key: None})


def drop_values(change: Change, plan: Plan, measures: set[str]) -> None:
    """Takes the values of deleted measures (uids) out of the check-ins."""
    if not measures:
        return
    for checkin in plan.checkins:
        kept = {uid: value for uid, value in checkin.measures.items() if uid not in measures}
        if len(kept) < len(checkin.measures):
            change.update(type(checkin), checkin.uid, {"measures": kept or None})
