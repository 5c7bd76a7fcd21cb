"""Sessions with several clients, written: what is said from the side of one plan, as it is stored (§10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import (
    ALONE,
    cancelled_in,
    check_in_it,
    clients_of,
    has_left,
    is_shared,
    lead_of,
    names_of,
    seen_from,
    still_in,
    taking_part,
    without,
)
from coach_tui.plan.session import (
    BOOKED,
    CANCELLED,
    CANCELS,
    HELD,
    NO_SHOW,
    OF_CANCELLED,
    Session,
    of_state,
    state_of,
)
from coach_tui.plan.whose import as_moved, moves_of_one, own_reason, with_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry

    Stored = Mapping[str, Any]


def as_group(values: Stored) -> Stored:
    """The values of a new session, which is a group's where others take part in it."""
    joined = values.get("also") and (values.get("kind") or "") in ALONE
    return {**values, "kind": "group"} if joined else values


def once_more(change: Change, session: Session) -> dict[str, Any]:
    """The kind and the group of a session, as a plan sees it, for the next one: those still coached."""
    stored = change.record(Session, session.uid)
    engagements = [change.record(Engagement, uid) for uid in session.also]
    also = [one.uid for one in engagements if one.open]
    size = stored.group_size or 1
    found = {"kind": session.kind, "group_size": size if size > 1 else None, "also": also}
    if session.kind == "group" and not also and size < 2:
        found["kind"] = None
    return {key: value for key, value in found.items() if value and key in (*session.raw, "also")}


def as_stored(
    practice: Practice,
    session: Session,
    side: str,
    changes: Stored,
    started_from: Stored | None = None,
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Changes of a session as the plan of an engagement (uid) sees it, as changes of the stored one.

    Args:
        practice: where it is.
        session: the session as it is stored.
        side: from whose side (uid) it was changed; "" for that of the form, or else anybody's.
        changes: in stored form.
        started_from: the session, from that side, as the form began with it.

    Returns:
        The changes, and what they started from.

    Raises:
        BadInput: the group would be smaller than the number of clients in it, or the session takes place
            after that engagement has ended.
    """
    raw = session.raw
    side = side or (started_from or {}).get("plan") or ""
    if side:
        check_in_it(practice, {**raw, "plan": side})
    side = side or lead_of(practice, raw)
    seen = seen_from(practice, raw, side)
    found = dict(changes)
    found |= _own_moves(raw, side, found)
    before = taking_part(raw)
    people = _people(before, side, seen, found)
    found.pop("also", None)
    if people != before:
        found |= _with_these(raw, found, people)
    if people != before or not {"absent", "state", *OF_CANCELLED, *CANCELS}.isdisjoint(found):
        found = _who_cancelled(raw, side, found, people)
        found |= _who_was_there(raw, side, seen, found, people)
    found |= _own_reason(raw, side, found, people, told="reason" in changes)
    size = found.get("group_size")
    if size is not None and size < len(people):
        count = len(people)
        raise BadInput(f"group_size: {count} clients are in it; write {count} or more, or nothing")
    found = {key: value for key, value in found.items() if key not in _SIDED or value != raw.get(key)}
    if started_from is None:
        return found, None
    as_begun = {key: raw.get(key) for key in found if key == "plan" or _same(started_from, seen, key)}
    return found, {**started_from, **as_begun}


_SIDED = ("plan", "also", "absent", "state", "reasons", "moves", *CANCELS, *OF_CANCELLED)
"""What another plan sees otherwise."""


def _same(one: Stored, other: Stored, key: str) -> bool:
    return (one.get(key) or None) == (other.get(key) or None)


def _people(before: list[str], side: str, seen: Stored, changes: Stored) -> list[str]:
    """Who is in it after a change, in order: those whose engagement had ended before it stay."""
    if "also" not in changes or side not in before:
        return before
    wanted = changes["also"] or []
    if side in wanted:
        raise BadInput("also: whose session it is need not be named; leave out the plan itself")
    stay = {side, *wanted, *(uid for uid in before if uid not in (side, *(seen.get("also") or ())))}
    kept = [uid for uid in before if uid in stay]
    return [*kept, *(uid for uid in wanted if uid not in kept)]


def _with_these(raw: Stored, changes: Stored, people: list[str]) -> dict[str, Any]:
    """What says that other people are in it."""
    kind = _kind(raw, changes, len(people))
    left = _left(raw, changes, people)
    moves = {} if "also" in raw or "moves" in changes else {"moves": moves_of_one(raw) or None}
    return {"plan": people[0], "also": people[1:] or None, **kind, "left": left, **moves}


def _left(raw: Stored, changes: Stored, people: list[str]) -> list[str] | None:
    """Who was in it and is no more, so that no report for the others names them."""
    known = changes.get("left", raw.get("left")) or ()
    return [uid for uid in dict.fromkeys([*known, *taking_part(raw)]) if uid not in people] or None


def _kind(raw: Stored, changes: Stored, count: int) -> dict[str, Any]:
    """The kind that goes with how many are in it."""
    kind = changes.get("kind", raw.get("kind", ""))
    if count > 1 and kind in ALONE:
        return {"kind": "group"}
    size = changes.get("group_size", raw.get("group_size")) or 1
    return {"kind": None} if count == 1 and kind == "group" and size < 2 else {}


def _who_cancelled(raw: Stored, side: str, changes: Stored, people: list[str]) -> dict[str, Any]:
    """Changes with those who cancelled for themselves; what is said from the side of one of them is of her.

    Once all have cancelled, all of it is cancelled; once one is in it again, it is booked.
    """
    found = dict(changes)
    lists = {key: list(found.get(key, raw.get(key)) or ()) for key in CANCELS}
    if not {uid for uids in lists.values() for uid in uids}.issubset([*people, *taking_part(raw)]):
        raise BadInput("cancelled: one who cancelled is not in this session; choose again")
    if side in cancelled_in(raw) and not found.keys() & {*CANCELS}:
        lists = _of_one(raw, side, found, lists)
    lists = {key: [uid for uid in people if uid in uids] for key, uids in lists.items()}
    found |= _of_all(raw, found, people, lists)
    return {**found, **{key: uids if len(people) > 1 and uids else None for key, uids in lists.items()}}


def _of_one(
    raw: Stored, side: str, changes: dict[str, Any], lists: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    """Takes out of the changes what one who cancelled says of her own session: who cancelled, after that."""
    said = {key: changes.pop(key) for key in OF_CANCELLED if key in changes}
    without_her = {key: [uid for uid in uids if uid != side] for key, uids in lists.items()}
    state = changes.get("state", CANCELLED)
    if state == CANCELLED or (state, state_of(raw)) == (BOOKED, HELD):
        changes.pop("state", None)  # of the whole hour, what it was stays
    if state != CANCELLED:
        return without_her
    if said.get("cancelled_by", "client") != "client":
        raise BadInput("cancelled_by: this client cancelled it alone; book it again first")
    if "late" not in said:
        return dict(lists)
    without_her[CANCELS[bool(said["late"])]].append(side)
    return without_her


def _own_moves(raw: Stored, side: str, changes: Stored) -> dict[str, Any]:
    """The moves of a group as one of them tells of them, as they are stored."""
    told = "moves" in changes and is_shared(raw)
    return {"moves": as_moved(raw, changes["moves"] or (), side) or None} if told else {}


def _own_reason(
    raw: Stored, side: str, changes: dict[str, Any], people: list[str], *, told: bool
) -> dict[str, Any]:
    """Why one cancelled for herself, which is no reason of the others', and no reason once nobody has."""
    if len(people) == 1:
        alone = own_reason(raw, people[0]) if changes.get("state") == CANCELLED else ""
        return {**({"reason": alone} if alone else {}), **({"reasons": None} if "reasons" in raw else {})}
    cancelled = cancelled_in({**raw, **changes})
    if told and side in cancelled:
        return {"reasons": with_reason(raw, [side], changes.pop("reason") or "", cancelled)}
    said = {**raw, **changes}
    return {"reasons": with_reason(said, (), None, cancelled)} if said.get("reasons") else {}


def _of_all(
    raw: Stored, changes: Stored, people: list[str], lists: Mapping[str, list[str]]
) -> dict[str, Any]:
    """What becomes of the whole session: cancelled with the last of them, booked with the first again."""
    gone = {uid for uids in lists.values() for uid in uids}
    size = changes.get("group_size", raw.get("group_size")) or 1
    if gone and len(gone) == len(people) >= size:
        late = (not lists["cancelled"]) or None
        return {"state": CANCELLED, "cancelled_by": "client", "late": late, "closing": None, "reason": None}
    if "state" not in changes and set(cancelled_in(raw)) == {*taking_part(raw)}:
        return {**of_state({"state": BOOKED}), "state": BOOKED}
    return {}


def _who_was_there(
    raw: Stored, side: str, seen: Stored, changes: Stored, people: list[str]
) -> dict[str, Any]:
    """Who was not there, and the state that all of it has: a no-show of one alone is one of those absent."""
    named = set(changes.get("absent", raw.get("absent")) or ())
    if not named.issubset([*people, *taking_part(raw)]):
        raise BadInput("absent: one who was not there is not in this session; choose again")
    gone = {uid for key in CANCELS for uid in changes.get(key, raw.get(key)) or ()}
    absent = named & set(people) - gone
    state = changes.get("state", state_of(raw)) or state_of(raw)
    if len(people) > 1 and state_of(raw) == HELD and changes.get("state") in (HELD, NO_SHOW):
        if changes["state"] != seen["state"] and "absent" not in changes:
            absent = absent ^ {side}
        state = HELD
    size = changes.get("group_size", raw.get("group_size")) or 1
    if state == HELD and absent and len(absent | gone) == len(people) >= size:
        state = NO_SHOW  # nobody was there
    missed = [uid for uid in people if uid in absent] if state == HELD else []
    return {"absent": missed or None, "state": state}


def check_others(plan: Plan, session: Stored) -> None:
    """Checks who takes part in a session (stored form) of a plan.

    Raises:
        BadInput: an engagement is not there, is the plan's own, or of a client who is in it already; or one
            who was not there is not in it.
    """
    practice = plan.practice
    first = session.get("plan", plan.engagement.uid)
    clients = [client.uid for client in clients_of(practice, [first])]
    for uid in session.get("also") or ():
        found = practice.find("engagements", uid)
        client = practice.client(found.raw["client"]) if found is not None else None
        if client is None:
            raise BadInput("also: one of these engagements is not here; choose again")
        if client.uid in clients:
            raise BadInput(f"also: {quote(client.name)} is in this session already; name everybody once")
        clients.append(client.uid)
    here = {first, *(session.get("also") or ())}
    if not here.issuperset(cancelled_in(session)):
        raise BadInput("cancelled: one who cancelled is not in this session; choose again")
    if not here.issuperset(session.get("absent") or ()):
        raise BadInput("absent: one who was not there is not in this session; choose again")


def leave(change: Change, uid: str, gone: Collection[str]) -> None:
    """Takes engagements (uids) that are to be deleted out of a session (uid), inside a change.

    The others keep it; with nobody left it is deleted.
    """
    session = change.record(Session, uid)
    if not gone:
        return
    left = without(session.raw, gone)
    if left is None:
        change.delete(Session, uid)
        return
    left["left"] = _left(session.raw, {}, taking_part(left))
    changes = {key: left.get(key) for key in {**session.raw, **left} if session.raw.get(key) != left.get(key)}
    change.update(Session, uid, changes)


def leave_session(desk: Desk, uid: str, engagement: str) -> Entry | None:
    """Takes an engagement (uid) out of a session (uid) with others, who keep it.

    Raises:
        BadInput: it is not in it, or the session is gone.
    """
    with desk.change("took a client out of a session") as change:
        session = change.record(Session, uid)
        client = next(iter(clients_of(change.practice, [engagement])), None)
        if client is None or engagement not in taking_part(session.raw):
            raise BadInput("this client is not in this session; look again")
        change.about(client.uid)
        leave(change, uid, {engagement})
        change.describe(f"took {client.name} out of the session of {day_words(session.on, change.today)}")
    return change.entry


def is_others(change: Change, uid: str, engagement: str) -> bool:
    """Whether a session (uid) is the others' alone, as an engagement (uid) had ended by then."""
    return has_left(change.practice, change.record(Session, uid).raw, engagement)


def _there(practice: Practice, session: Session) -> list[str]:
    return still_in(practice, session.raw) or taking_part(session.raw)


def side_of(practice: Practice, session: Session, asked: Sequence[str] = ()) -> str:
    """The engagement (uid) of the client of whom history tells what was done to a stored session.

    That is one of those who have `asked` for it, where somebody has.
    """
    there = _there(practice, session)
    return next((uid for uid in asked if uid in there), there[0])


def whom(practice: Practice, session: Session, asked: Sequence[str] = ()) -> str:
    """With whom a stored session is, for the history: “Anna Keller”, or “Anna Keller + 2”.

    The others are not called by their names, as the history of one client is that client's: it tells of one
    of those who have `asked` for it, where somebody has.
    """
    first, there = side_of(practice, session, asked), _there(practice, session)
    first, *others = names_of(practice, [first, *(uid for uid in there if uid != first)]) or ["nobody"]
    return f"{first} + {len(others)}" if others else first


def with_everybody(practice: Practice, engagements: Iterable[str]) -> dict[str, Any]:
    """The field of a new session that others (uids of their engagements) take part in; nothing for none."""
    found = list(engagements)
    return {"also": found} if found else {}


def delete_part(change: Change, plan: Plan, noun: type[Record], uid: str) -> None:
    """Deletes a record (uid) of a plan, inside a change; a session with others stays theirs."""
    if noun is Session:
        leave(change, uid, {plan.engagement.uid})
    else:
        change.delete(noun, uid)


def is_over_together(change: Change, noun: type[Record], uid: str, engagements: Collection[str]) -> bool:
    """Whether a record (uid) is a session with others than these that is over: it stays as it was."""
    found = change.practice.find(noun.table, uid) if noun is Session else None
    if found is None or state_of(found.raw) == BOOKED:
        return False
    return any(one not in engagements for one in taking_part(found.raw))


def left_words(change: Change, engagement: str) -> str:
    """“; no longer in 2 group sessions”: out of how many a change took an engagement (uid); "" for none."""
    ends = [(a, b) for table, _, a, b in change.transaction.so_far if table == Session.table and a and b]
    count = sum(engagement in taking_part(a) and engagement not in taking_part(b) for a, b in ends)
    sessions = "1 group session" if count == 1 else f"{count} group sessions"
    return f"; no longer in {sessions}" if count else ""
