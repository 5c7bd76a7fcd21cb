"""A session with several clients: one record, which each of their plans sees as its own (domain rules §10).

A stored session names the engagement it was booked in (`plan`), those of the other clients (`also`), and who
was in it once (`left`). A plan sees it from its own side (`seen_from`): as its own session, together with the
others. Whoever was not there sees a no-show in what was held; who cancelled for themselves sees it cancelled,
whatever came of it; whose engagement had ended by then sees a session that was called off with that, and no
word of it. What looks at all plans at once takes each session
once, from the side of one of them (`is_lead`).
"""

from __future__ import annotations

from coach_tui.plan.client import Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.session import (
    BOOKED,
    CANCELLED,
    CANCELS,
    HELD,
    NO_SHOW,
    NOTE,
    OF_CANCELLED,
    Session,
    state_of,
)
from coach_tui.plan.text import listed
from coach_tui.plan.whose import of_side, own_reason, said_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.client import Client
    from coach_tui.plan.former import Former
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.time_off import TimeOff

    Document = Mapping[str, Any]

ALONE = ("", "individual")
"""Kinds that become a group as somebody joins."""
_CALLED_OFF = ("uid", "on", "time", "minutes", "kind", "also", "left", "group_size", "closing", "moves")
"""What there still is of a session for one whose engagement had ended by then, beside what came of it."""


def taking_part(session: Document) -> list[str]:
    """The engagements (uids) of a stored session, the one it was booked in first."""
    return [session["plan"], *(session.get("also") or ())]


def ever_in(session: Document) -> list[str]:
    """The engagements (uids) of a stored session, and those that were taken out of it."""
    return [*taking_part(session), *(session.get("left") or ())]


def cancelled_in(session: Document) -> list[str]:
    """The engagements (uids) of those in a stored session who cancelled it for themselves."""
    return [uid for key in CANCELS for uid in session.get(key) or ()]


def away_from(session: Document) -> list[str]:
    """The engagements (uids) of those in a stored session who were, or are, not there."""
    return list(dict.fromkeys([*cancelled_in(session), *(session.get("absent") or ())]))


def is_shared(session: Document) -> bool:
    """Whether a stored session may look otherwise from the side of another plan."""
    return "also" in session or "absent" in session or "left" in session


def sides_of(practice: Practice, sessions: Iterable[Document]) -> Iterator[Document]:
    """Stored sessions, each from the side of every plan that takes part in it."""
    for raw in sessions:
        if is_shared(raw):
            yield from (seen_from(practice, raw, uid) for uid in taking_part(raw))
        else:
            yield raw


def seen_from(practice: Practice, session: Document, engagement: str, *, then: bool = False) -> Document:
    """A stored session as the plan of an engagement (uid) sees it: as its own, with the others.

    With `then` it is one of a time when that engagement had not ended.
    """
    if not is_shared(session) or engagement not in taking_part(session):
        return session
    others = [uid for uid in still_in(practice, session) if uid != engagement]
    left = not then and has_left(practice, session, engagement)
    count = len(others) + (not left)
    kept = {key: value for key, value in session.items() if key != "reasons"}
    found = {**kept, **of_side(session, engagement), "plan": engagement, "also": others}
    if others:
        found["group_size"] = max(session.get("group_size", 1), count)
    if left:
        return _called_off(practice, found)
    if engagement in cancelled_in(session):
        return _cancelled_by(engagement, found, own_reason(session, engagement))
    if state_of(session) == HELD and engagement in (session.get("absent") or ()):
        found["state"] = NO_SHOW
    return found


def _cancelled_by(engagement: str, session: dict[str, Any], reason: str) -> Document:
    """A session of several as it is for one who cancelled it: why the others did not come is not theirs."""
    kept = {key: value for key, value in session.items() if key not in (*OF_CANCELLED, "reason")}
    late = engagement in (session.get("cancelled_late") or ())
    said = {**({"late": True} if late else {}), **({"reason": reason} if reason else {})}
    return {**kept, "state": CANCELLED, "cancelled_by": "client", **said}


def has_left(practice: Practice, session: Document, engagement: str) -> bool:
    """Whether an engagement had ended before the day of a session that goes on with others."""
    closed_on = _closed_on(practice, engagement) if session.get("also") else ""
    return bool(closed_on) and closed_on < session["on"]


def check_in_it(practice: Practice, session: Document) -> None:
    """Refuses to say what came of a session, as a plan sees it that had ended by then.

    Raises:
        BadInput: the others alone are in it.
    """
    found = practice.find(Session.table, session["uid"])
    if found is not None and has_left(practice, found.raw, session["plan"]):
        raise BadInput("this session is the others' alone now; say it in the plan of one of them")


def _closed_on(practice: Practice, engagement: str) -> str:
    found = practice.find("engagements", engagement)
    day = found.closed_on if isinstance(found, Engagement) else None
    return day.isoformat() if day is not None else ""


def _called_off(practice: Practice, session: Document) -> Document:
    """A session, as a plan sees it that had ended by then: where it lay at the end, and no word of it."""
    closed_on = _closed_on(practice, session["plan"])
    kept = {key: session[key] for key in _CALLED_OFF if key in session}
    moves = session.get("moves") or ()
    kept["moves"] = [move for move in moves if move["on"] < closed_on]
    after = next((move for move in moves if move["on"] >= closed_on), None)
    if after is not None:
        kept |= {"on": after["from"], "time": after.get("from_time", kept.get("time", ""))}
    kept |= {"plan": session["plan"], "state": CANCELLED, "cancelled_by": "coach", "closing": True}
    return {key: value for key, value in kept.items() if value not in ("", []) or key == "also"}


def still_in(practice: Practice, session: Document) -> list[str]:
    """The engagements of a session that had not ended before its day."""
    return [uid for uid in taking_part(session) if not has_left(practice, session, uid)]


def is_lead(practice: Practice, session: Document) -> bool:
    """Whether a session, as a plan sees it, stands for all in what looks at every plan at once.

    It does in the first of the plans whose client was, or is to be, there.
    """
    if not is_shared(session):
        return True
    found = practice.find(Session.table, session["uid"])
    return found is None or lead_of(practice, found.raw) == session["plan"]


def lead_of(practice: Practice, session: Document) -> str:
    """The engagement (uid) from whose side a stored session stands for all in it."""
    there = still_in(practice, session)
    away = away_from(session) if state_of(session) == HELD else cancelled_in(session)
    return next((uid for uid in there if uid not in away), (there or taking_part(session))[0])


def clients_of(practice: Practice, engagements: Iterable[str]) -> list[Client]:
    """The clients of engagements (uids), in their order; those that are gone are left out."""
    found = (practice.find("engagements", uid) for uid in engagements)
    clients = (practice.client(one.raw["client"]) for one in found if one is not None)
    return [client for client in clients if client is not None]


def names_of(practice: Practice, engagements: Iterable[str]) -> list[str]:
    """The names of the clients of engagements (uids), in their order; those that are gone are left out."""
    return [client.name for client in clients_of(practice, engagements)]


def others_there(practice: Practice, session: Document) -> list[Client]:
    """The other clients of a session, as a plan sees it, without those who were not there."""
    if not session.get("also"):
        return []
    away = away_from(session)
    return clients_of(practice, (uid for uid in session["also"] if uid not in away))


def together(name: str, others: Collection[str], *, narrow: bool = False) -> str:
    """Those who take part, in words.

    >>> together("Anna Keller", ["Ben Ott", "Cleo Marsh"])
    'Anna Keller, Ben Ott, Cleo Marsh'
    >>> together("Anna Keller", ["Ben Ott", "Cleo Marsh"], narrow=True)
    'Anna Keller + 2'
    """
    if narrow:
        return f"{name} + {len(others)}" if others else name
    return ", ".join([name, *others])


def off_together(plan: Plan, also: Iterable[str]) -> TimeOff:
    """The days on which a plan's client, or one of the others (uids of engagements), has no session."""
    found = plan.off("session")
    for other in _plans_of(plan.practice, also):
        found = found.joined(other.off("session"))
    return found


def off_words(plan: Plan, also: Iterable[str], day: date) -> str:
    """“time off”, or “time off of Ben Ott” where it is one of the others' alone; "" where it is nobody's."""
    if day in plan.off("session"):
        return "time off"
    names = [other.client.name for other in _plans_of(plan.practice, also) if day in other.off("session")]
    return f"time off of {listed(names)}" if names else ""


def _plans_of(practice: Practice, engagements: Iterable[str]) -> list[Plan]:
    records = (practice.find(Engagement.table, uid) for uid in engagements)
    plans = (practice.plan_of(record) for record in records if record is not None)
    return [plan for plan in plans if plan is not None]


def touched_by(op: Document, engagements: Collection[str]) -> bool:
    """Whether an entry of the journal did it to a session in which one of the engagements takes part."""
    ends = [op[end] for end in ("before", "after") if op["table"] == Session.table and op[end]]
    return any(uid in engagements for end in ends for uid in taking_part(end))


def was_missed(session: Document) -> bool:
    """Whether a session, as a plan sees it, was held without the client of that plan, or goes on so."""
    missed = state_of(session) == NO_SHOW and session["plan"] in (session.get("absent") or ())
    return missed or session["plan"] in cancelled_in(session)


def size_there(session: Document) -> int:
    """How many were there when a group's session, as a plan sees it, was held: without those who were not."""
    people = taking_part(session)
    missed = sum(uid in people for uid in away_from(session))
    size: int = session.get("group_size", 1)
    return max(1, size - missed)


def handed_on(practice: Practice, session: Document) -> dict[str, Any]:
    """A session, as a plan sees it, as one client may have it: who else was in it is but a number."""
    told = without_others(practice, session)
    return {key: value for key, value in told.items() if key not in ("also", "left", *_OF_SOME)}


def without_others(practice: Practice, session: Document) -> Document:
    """A session, as a plan sees it, in whose texts nobody stands who ever was in it with its client.

    Of an hour in which that client was not there are no notes.
    """
    if not is_shared(session):
        return session
    if was_missed(session):
        session = {key: value for key, value in session.items() if key not in (*NOTE, "shares")}
    names, former = names_of_others(practice, session), former_of_gone(practice, session)
    if not names and not former:
        return session
    from coach_tui.plan.unnamed import session_without

    return session_without(session, names, former)


def names_of_others(practice: Practice, session: Document) -> list[str]:
    """The names of all but the client of a session, as a plan sees it, who ever were in it."""
    others = _others_ever(practice, session)
    own = {client.uid for client in clients_of(practice, [session["plan"]])}
    found = [client.name for client in clients_of(practice, others) if client.uid not in own]
    gone = _gone(practice, others)
    return [*found, *_names_of_gone(practice, gone)] if gone else found


def former_of_gone(practice: Practice, session: Document) -> list[Former]:
    """The names of deleted clients, where one of them was in a session, that the journal has let go of.

    As nobody knows any more which of them it was, they are those of all.
    """
    if not _gone(practice, _others_ever(practice, session)):
        return []
    from coach_tui.plan.former import Former, former_records

    clients = {raw["uid"] for raw in practice.tables.get("clients", {}).values()}
    found = []
    for record in former_records(practice.tables.get("meta", {})):
        of = {owner: digests for owner, digests in record["of"].items() if owner not in clients}
        found += [Former({**record, "of": of})] if of else []
    return found


def _others_ever(practice: Practice, session: Document) -> list[str]:
    """The engagements (uids) of all but the client of a session, as a plan sees it, who ever were in it."""
    stored = practice.find(Session.table, session["uid"])
    uids = [*ever_in(session), *(ever_in(stored.raw) if stored is not None else ())]
    return [uid for uid in dict.fromkeys(uids) if uid != session["plan"]]


def _gone(practice: Practice, engagements: Iterable[str]) -> set[str]:
    return {uid for uid in engagements if practice.find("engagements", uid) is None}


def _names_of_gone(practice: Practice, engagements: Collection[str]) -> list[str]:
    """The names that the journal has of the clients of engagements (uids) that were deleted."""
    ops = [op for entry in practice.tables.get("journal", {}).values() for op in entry["ops"]]
    ends = [(op["table"], op[end]) for op in ops for end in ("before", "after") if op[end]]
    clients = {one["client"] for table, one in ends if table == "engagements" and one["uid"] in engagements}
    return sorted({one["name"] for table, one in ends if table == "clients" and one["uid"] in clients})


def without(session: Document, gone: Collection[str]) -> dict[str, Any] | None:
    """A stored session after engagements (uids) are gone for good: None where nobody is left in it.

    How many there were in one that is not ahead stays as it was; those who were not there are not counted.
    """
    before = taking_part(session)
    left = [uid for uid in before if uid not in gone]
    if not left:
        return None
    there = {key: [uid for uid in session.get(key) or () if uid in left] for key in _LISTS}
    former = [uid for uid in session.get("left") or () if uid not in gone]
    found = {key: one for key, one in session.items() if key not in ("also", "left", *_LISTS)}
    found |= {"plan": left[0], **({"left": former} if former else {}), **said_by(session, left)}
    found = {key: one for key, one in found.items() if one is not None}
    if state_of(session) != BOOKED and len(left) < len(before):
        missed = sum(uid in gone for uid in away_from(session))
        found["group_size"] = max(session.get("group_size", 1), len(before)) - missed
    if left[1:]:
        return {**found, "also": left[1:], **{key: uids for key, uids in there.items() if uids}}
    return _left_to(left[0], found, there)


_LISTS = ("absent", *CANCELS)
_OF_SOME = (*_LISTS, "reasons")
"""What a session says of some of those in it."""


def _left_to(engagement: str, session: dict[str, Any], said: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """A session of several in which one is left; `said` is what it said of that one, among others."""
    found = {key: one for key, one in session.items() if key != "reasons"}
    if any(said[key] for key in CANCELS):
        told = _cancelled_by(engagement, {**found, **said}, own_reason(session, engagement))
        found = {key: one for key, one in told.items() if key not in _LISTS}
    elif said["absent"]:
        found["state"] = NO_SHOW
    if found.get("group_size", 1) < 2:
        found.pop("kind", None)
    return found
