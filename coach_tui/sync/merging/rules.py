"""What records owe one another after a merge as after any change: names that differ, no circle, one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.links import TITLED
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin
from coach_tui.plan.dates import day_words
from coach_tui.plan.group import cancelled_in, taking_part
from coach_tui.plan.merged import CALLED_OFF, CLOSED, LEFT_OUT
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Holiday, overlapping
from coach_tui.plan.session import BOOKED, CANCELLED, Session, state_of
from coach_tui.plan.text import fold
from coach_tui.sync.merging.names import told_apart
from coach_tui.sync.merging.records import apart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach_tui.store.shapes import Record
    from coach_tui.sync.merging.found import Found
    from coach_tui.sync.merging.sides import Side


def set_right(found: Found) -> None:
    """Let all hold that verbs see to between records; say what was done for it."""
    _same_forms(found)
    _holidays_apart(found)
    _differ(found, Client.table, [list(found.table(Client.table).values())], "name")
    for noun in TITLED:
        _differ(found, noun.table, list(found.of_plans(noun.table).values()), "title")
    for objectives in found.of_plans(Objective.table).values():
        _measures_differ(found, objectives)
    for milestones in found.of_plans(Milestone.table).values():
        _no_circle(found, milestones)
    for noun in (Objective, Milestone):
        for record in list(found.changed(noun.table)):
            others = [uid for uid in record.get("replaced_by") or () if uid != record["uid"]]
            if len(others) < len(record.get("replaced_by") or ()):
                found.change(noun.table, record["uid"], replaced_by=others or None)
    _one_open(found)
    _called_off(found)


def _differ(found: Found, table: str, groups: Sequence[Sequence[Record]], key: str) -> None:
    """Texts of a group differ: of two that are alike the one that had it, or was made first, keeps it.

    Those that are numbered are numbered all anew in the order in which they were made, so that it makes no
    difference which machines were merged first.
    """
    for records in groups:
        fixed, free = _fixed_and_free(found, table, records, key)
        taken = {fold(record.get(key) or "") for record in fixed}
        if len(taken | {fold(one.get(key) or "") for one in free}) == len(fixed) + len(free):
            continue
        for record, text in told_apart(taken, free, lambda one: str(one.get(key) or "")):
            if text != record.get(key):
                found.remark(
                    f"there was a new {found.named(table, record)} on two machines: "
                    f"one is called “{text}” now"
                )
                found.change(table, record["uid"], **{key: text})


def _fixed_and_free(
    found: Found, table: str, records: Sequence[Record], key: str
) -> tuple[list[Record], list[Record]]:
    """The records whose text was there before, and those that have it newly, as they were made."""
    fixed: list[Record] = []
    free: list[Record] = []
    for record in sorted(records, key=lambda one: str(one["uid"])):
        was = found.base.record(table, record["uid"])
        (fixed if was is not None and was.get(key) == record.get(key) else free).append(record)
    return fixed, free


def _measures_differ(found: Found, objectives: Sequence[Record]) -> None:
    """No two measures of a plan have one name."""
    was = {
        measure.get("uid"): measure["name"]
        for objective in found.base.records.get(Objective.table, {}).values()
        for measure in objective.get("measure") or ()
    }
    all_of = [(one["uid"], measure) for one in objectives for measure in one.get("measure") or ()]
    names = [measure["name"] for _, measure in all_of]
    if len(set(names)) == len(names):
        return
    all_of.sort(key=lambda pair: (str(pair[1].get("uid")), pair[0]))
    fixed = {fold(one["name"]) for _, one in all_of if was.get(one.get("uid")) == one["name"]}
    free = [pair for pair in all_of if was.get(pair[1].get("uid")) != pair[1]["name"]]
    for (owner, measure), text in told_apart(fixed, free, lambda pair: str(pair[1]["name"])):
        if text != measure["name"]:
            present = found.table(Objective.table)[owner]["measure"]
            renamed = [{**one, "name": text} if one is measure else one for one in present]
            found.change(Objective.table, owner, measure=renamed)
            found.remark(
                f"there was a new measure “{measure['name']}” on two machines: one is called “{text}” now"
            )


def _no_circle(found: Found, milestones: Sequence[Record]) -> None:
    """No milestone waits for itself: of what was added, the last in order goes until that is so."""
    after = {one["uid"]: list(one.get("after") or ()) for one in milestones}
    added = sorted(
        (uid, other)
        for uid, others in after.items()
        for other in others
        if other not in ((found.base.record(Milestone.table, uid) or {}).get("after") or ())
    )
    while (circle := _circle(after)) and added:
        uid, other = next((pair for pair in reversed(added) if circle.issuperset(pair)), added[-1])
        added.remove((uid, other))
        after[uid].remove(other)
        record = found.change(Milestone.table, uid, after=after[uid] or None)
        found.clashes.note(Milestone.table, uid, LEFT_OUT, {"after": other})
        found.remark(
            f"the {found.named(Milestone.table, record)} would have waited for itself: "
            "what it comes after was left out"
        )


def _circle(after: Mapping[str, Sequence[str]]) -> set[str]:
    """Milestones (uids) that wait for themselves; none where none does."""
    left = dict(after)
    while free := [uid for uid, others in left.items() if not any(other in left for other in others)]:
        for uid in free:
            del left[uid]
    waited = {other for others in left.values() for other in others}
    return {uid for uid in left if uid in waited}


def _one_open(found: Found) -> None:
    """A client has one engagement that is open: of two that were begun apart, the first one is."""
    clients: dict[str, list[Record]] = {}
    for uid in sorted(found.table(Engagement.table)):
        one = found.table(Engagement.table)[uid]
        if not one.get("closed_on"):
            clients.setdefault(str(one.get("client")), []).append(one)
    for still_open in clients.values():
        was = [one for one in still_open if not _was_open(found, one["uid"])]
        for one in was if len(still_open) > 1 and len(was) < len(still_open) else was[1:]:
            found.change(Engagement.table, one["uid"], closed_on=one["start"])
            found.clashes.note(Engagement.table, one["uid"], CLOSED, {"closed_on": one["start"]})
            found.remark(
                f"two machines opened an engagement with {found.client_of(Engagement.table, one)}: "
                "one of them is closed now"
            )


def _was_open(found: Found, uid: str) -> bool:
    was = found.base.record(Engagement.table, uid)
    return was is not None and not was.get("closed_on")


def _called_off(found: Found) -> None:
    """What one side booked after the day on which the other closed the engagement is called off."""
    for session in list(found.changed(Session.table)):
        engagement = found.table(Engagement.table).get(str(session.get("plan"))) or {}
        closed = engagement.get("closed_on")
        was = (found.base.record(Engagement.table, str(session.get("plan"))) or {}).get("closed_on")
        ahead = closed and closed != was and session["on"] > closed and not session.get("also")
        if ahead and state_of(session) == BOOKED:
            called_off = {"state": CANCELLED, "cancelled_by": "coach", "closing": True, "snooze": None}
            found.change(Session.table, session["uid"], **called_off)
            found.clashes.note(Session.table, session["uid"], CALLED_OFF, {"on": session["on"]})
            found.remark(
                f"the {found.named(Session.table, session)} was booked after the engagement was closed on "
                "another machine: it is cancelled"
            )
        if session.get("also") and state_of(session) == BOOKED:
            _out_of_group(found, session)


def _out_of_group(found: Found, session: Record) -> None:
    """Tell of those in a session of several who are out of it, as the other side had closed their engagement.

    The session itself goes on without them, as after any closing (domain rules §10).
    """
    for uid in taking_part(session):
        engagement = found.table(Engagement.table).get(uid) or {}
        closed = engagement.get("closed_on")
        was = (found.base.record(Engagement.table, uid) or {}).get("closed_on")
        if not closed or closed == was or session["on"] <= closed or uid in cancelled_in(session):
            continue
        closing = [side for side in found.sides if _closed_on(side, uid) == closed]
        if any(_is_after(side.record(Session.table, session["uid"]), uid, closed) for side in closing):
            continue  # whoever closed it was told of this one
        told = {"on": session["on"], "session": session["uid"]}
        found.clashes.note(Engagement.table, uid, CALLED_OFF, told)
        found.remark(
            f"the group session of {day_words(session['on'])} goes on without "
            f"{found.client_of(Engagement.table, engagement)}: it was booked after the engagement was closed "
            "on another machine"
        )


def _closed_on(side: Side, uid: str) -> str | None:
    return (side.record(Engagement.table, uid) or {}).get("closed_on")


def _is_after(session: Record | None, uid: str, day: str) -> bool:
    """Whether a session, as a side has it, has somebody in it (uid of the engagement), and after a day."""
    return session is not None and uid in taking_part(session) and session["on"] > day


def _holidays_apart(found: Found) -> None:
    """No two holidays have a day in common: those that had are one, with both reasons."""
    kept: list[Record] = []
    for uid in sorted(found.table(Holiday.table)):
        one = found.table(Holiday.table)[uid]
        while there := overlapping(kept, one["since"], one["until"]):
            kept.remove(dict(there))
            whole = {key: value for key, value in apart([dict(there), one])[0].items() if key != "uid"}
            del found.table(Holiday.table)[one["uid"]]
            one = found.change(Holiday.table, there["uid"], **whole)
            found.remark(f"two holidays that were noted on two machines are one now, {Holiday(one).name}")
        kept.append(one)


def _same_forms(found: Found) -> None:
    """A client's form that was taken in on two machines is one check-in: the first."""
    for checkins in found.of_plans(Checkin.table).values():
        seen: dict[str, str] = {}
        for one in checkins:
            form = one.get("form")
            if form and form in seen and found.base.record(Checkin.table, one["uid"]) is None:
                first = found.table(Checkin.table)[seen[form]]
                more = {key: value for key, value in one.items() if key not in first}
                found.change(Checkin.table, first["uid"], **more)
                del found.table(Checkin.table)[one["uid"]]
            elif form:
                seen[form] = one["uid"]
