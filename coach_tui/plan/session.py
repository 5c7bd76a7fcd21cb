"""Sessions: an hour with the client, from its booking to what came of it (domain rules §10).

A session is booked, and then held, cancelled or missed. Only one that was held is an hour in the log, a
contact with the client, and done. One that is still booked when its day is past is none of these: it is asked
about (`unanswered`).
"""

from __future__ import annotations

from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Others, Picks
from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import KnownDay, TimeOfDay
from coach_tui.plan.fields import Choice, Flag, Number, Text
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.snooze import snooze_field
from coach_tui.plan.whose import asked_by_one

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from typing import Any

GROW = ("goal", "reality", "options", "way_forward")
"""The parts of a session's note (Whitmore's GROW), each private or shared."""
NOTE = (*GROW, "shared", "private")
"""All texts of a session, in the order in which they are read."""

BOOKED, HELD, CANCELLED, NO_SHOW = STATES = ("booked", "held", "cancelled", "no_show")
KINDS = ("individual", "group", "three-way", "chemistry", "internal")
NO_COACHING = ("three-way", "chemistry")
"""Kinds that are no coaching hours unless the session says so."""


NOBODYS = "a session of several clients is nobody's review; hold one with each (r)"
"""Why a group's session is not the review of a plan."""


def session_called(kind: str) -> str:
    """A session by its kind, such as “three-way session”; one as usual is a “session”."""
    return "session" if kind == "individual" else f"{kind} session"


def state_of(session: Mapping[str, Any]) -> str:
    """What a stored session is, one of `STATES`."""
    return str(session.get("state") or BOOKED)


def is_coaching(session: Mapping[str, Any]) -> bool:
    """Whether a stored session is of a kind that is coaching, or is said to be."""
    return session.get("kind") not in NO_COACHING or bool(session.get("coaching"))


def to_come(session: Mapping[str, Any], day: str) -> bool:
    """Whether a stored session is still ahead on a day (ISO): booked for that day or a later one."""
    return bool(session["on"] >= day) and state_of(session) == BOOKED


def unanswered(session: Mapping[str, Any], day: str) -> bool:
    """Whether it has still to be said what came of a stored session whose day is past on a day (ISO)."""
    return bool(session["on"] < day) and state_of(session) == BOOKED


def came_unsaid(session: Mapping[str, Any], day: str) -> bool:
    """The same on the very day (ISO) of the session, too, as when the engagement closes on it."""
    return bool(session["on"] <= day) and state_of(session) == BOOKED


def with_state(stored: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A stored session that says what it is; entered for a day that is past and without a word: held."""
    past = stored["on"] < today.isoformat()
    return {"state": HELD if past else BOOKED, **stored}


def check_ahead(session: Mapping[str, Any], today: date, before: Mapping[str, Any] | None = None) -> None:
    """Refuses that a stored session which lies ahead was held or missed already.

    Where it was so `before` (stored), that stays.

    Raises:
        BadInput: naming the day.
    """
    if before and (before["on"], state_of(before)) == (session["on"], state_of(session)):
        return
    if session["on"] > today.isoformat() and state_of(session) in (HELD, NO_SHOW):
        on = day_words(session["on"], today)
        raise BadInput(f"state: {on} is still ahead; it can only be booked or cancelled")


OF_CANCELLED = ("cancelled_by", "late", "closing")
"""What is said of a session that was cancelled, and of no other."""
CANCELS = ("cancelled", "cancelled_late")
"""Where those stand in a session of several who cancelled it for themselves, in time and late."""


class SessionMove(Record):
    """One move of a session: when it was moved, from and to which day and time, who asked, why."""

    noun = "a move"

    on = KnownDay("on", Side.PAST, seen="client")
    from_ = KnownDay("from", Side.EITHER, seen="client")
    to = KnownDay("to", Side.EITHER, seen="client")
    by = Text("by", seen="client", names="somebody")
    reason = Text("reason")
    from_time = TimeOfDay("at", seen="client")
    to_time = TimeOfDay("now at", seen="client")
    asked = Others("for", hint="of a group: the client who asked, whose reason it is; the others have none")


class OwnReason(Record):
    """Why some of a group cancelled it for themselves; no other client of the group knows of it."""

    noun = "a reason"

    of = Others("Of")
    reason = Text("reason")


class Session(Record):
    """An hour with the client; the ICF hours log is made from those that were held."""

    table = "sessions"
    entry = "session"
    noun = "a session"
    title_key = "on"

    on = KnownDay("Date", Side.NEAR, seen="sponsor")
    time = TimeOfDay("Time", hint="09:30; may be empty", seen="client")
    minutes = Number("Minutes", low=0, high=1440, whole=True, default=60, seen="client")
    kind = Choice("Kind", KINDS, default="individual", seen="client")
    coaching = Flag(
        "Counts as hours",
        default=False,
        hint="yes: this three-way or chemistry session is coaching hours, too",
        only=("kind", NO_COACHING),
        seen="client",
    )
    group_size = Number(
        "Group size",
        low=1,
        high=1000,
        whole=True,
        default=1,
        hint="everybody in it, also who is no client; empty: the clients in it",
        seen="client",
    )
    also = Others("Also with", hint="names of other clients: it is one session of a group, and one hour")
    absent = Others("Was not there", hint="names of those in it; for them it is a no-show, and no contact")
    cancelled = Others(
        "Cancelled for themselves",
        hint="names of those in it who cancelled in time; it goes on for the others",
    )
    cancelled_late = Others(
        "Cancelled late for themselves",
        hint="names of those in it who cancelled too late; it counts for them alone",
    )
    reasons = Records(
        "Reasons of their own", OwnReason, rare=True, hint="why they cancelled it for themselves: of | reason"
    )
    left = Others(
        "No longer in it", rare=True, hint="names of those who were in it: no client's report names them"
    )
    paid = Flag("Paid", default=True, hint="no: pro bono", seen="client")
    state = Choice("State", STATES, default=BOOKED, seen="sponsor")
    cancelled_by = Choice("Cancelled by", ("client", "coach"), seen="client")
    late = Flag(
        "Cancelled late",
        default=False,
        hint="yes: too late to be free of charge, where it was the client",
        seen="sponsor",
    )
    reason = Text(
        "Reason", hint="why it was cancelled or missed", opens="client", listed="shares"
    )  # fmt: skip
    closing = Flag(
        "Cancelled by closing", default=False, rare=True, hint="yes: reopening the engagement books it again"
    )
    review = Flag("Was the review", default=False, hint="yes: the plan was reviewed in it", seen="sponsor")
    moves = Records(
        "Moves",
        SessionMove,
        hint="moved on | from | to | who asked | reason | time before | time after",
        rare=True,
        seen="client",
        widget="told",
    )
    goal = Text(
        "Goal", lines=True, section="Note", hint="what this hour is for",
        opens="client", listed="shares",
    )  # fmt: skip
    reality = Text(
        "Reality", lines=True, hint="what is so, and what was tried", opens="client", listed="shares"
    )
    options = Text("Options", lines=True, hint="what could be done", opens="client", listed="shares")
    way_forward = Text(
        "Way forward",
        lines=True,
        hint="what will be done, by when",
        opens="client",
        listed="shares",
    )
    shares = Picks(
        "Client may read",
        (*GROW, "reason"),
        hint="the parts that the client may read; the others stay private",
    )
    shared = Text("Shared note", lines=True, hint="the client may read this", seen="client")
    private = Text("Private note", lines=True, hint="the coach's alone; may have to be disclosed on request")
    accepted = accepted_field()
    snooze = snooze_field("Put off")

    @property
    def name(self) -> str:
        """“Session of” its day."""
        return f"Session of {day_words(self.on)}"

    @property
    def note(self) -> list[tuple[str, str, bool]]:
        """The texts that hold something, in order: key, text, and whether the client may read it."""
        return [
            (key, self.raw[key], key == "shared" or key in self.shares) for key in NOTE if self.raw.get(key)
        ]

    @classmethod
    def renamed(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """As of every record; `held`, as files of the first format have it, is read as the state.

        Beside a state that says so too it says nothing.
        """
        found = super().renamed(values)
        if isinstance(found.get("held"), bool):
            if "state" not in found:
                found["state"] = HELD if found.pop("held") else BOOKED
            elif found["state"] in STATES and (found["state"] == HELD) == found["held"]:
                del found["held"]
        return found

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """Who cancelled it, and whether late, is said of one that is cancelled; several are a group."""
        state = state_of(stored)
        if stored.get("also"):
            if stored.get("kind") != "group":
                raise BadInput(
                    "kind: with several clients it is a group; choose group, or leave one client in it"
                )
            if stored.get("review"):
                raise BadInput(f"review: {NOBODYS}")
        for key in CANCELS:
            if stored.get(key) and not stored.get("also"):
                raise BadInput(f"{key}: there is one client in it; say cancelled under state")
        if set(stored.get("cancelled") or ()) & set(stored.get("cancelled_late") or ()):
            raise BadInput("cancelled_late: one of them cancelled in time as well; name everybody once")
        if stored.get("absent") and state != HELD:
            raise BadInput(f"absent: the session was not held (state: {state})")
        for key in OF_CANCELLED:
            if stored.get(key) and state != CANCELLED:
                missed = (key, state) == ("late", NO_SHOW)
                why = "a no-show counts without this" if missed else f"the session is {state}, not cancelled"
                raise BadInput(f"{key}: {why}; leave it out, or say cancelled under state")
        if stored.get("late") and not stored.get("cancelled_by"):
            raise BadInput("late: say who cancelled it, too: cancelled_by is client or coach")


def of_state(changes: Mapping[str, Any]) -> dict[str, Any]:
    """What goes with a new state: who cancelled a session, whether late, and why, goes with the old one.

    Why it was missed is said of one that was missed, who was not there of one that was held.
    """
    if "state" not in changes:
        return {}
    state = changes["state"]
    gone = [] if state == CANCELLED else [*OF_CANCELLED]
    gone += ["reason"] if state in (BOOKED, HELD) else []
    return dict.fromkeys([*gone, *(["absent"] if state != HELD else [])])


def moves_with(
    session: Session,
    changes: Mapping[str, Any],
    today: date,
    by: str,
    reason: str,
    asked: Collection[str] = (),
) -> dict[str, Any]:
    """The moves of a session that is booked, with the one that its changes (stored form) make; else nothing.

    Another day is a move, and another time of day where one was known; one that is held at another hour of
    its day was not moved. `by` is who asked for it; of a group `asked` are those (uids of engagements) whose
    wish and reason it is.
    """
    before, to = session.on.isoformat(), changes.get("on") or session.on.isoformat()
    was, now = session.time, changes.get("time", session.time) or ""
    later = was not in ("", now) and changes.get("state", BOOKED) == BOOKED
    if session.state != BOOKED or not (before != to or later):
        return {}
    entry = {"on": today.isoformat(), "from": before, "to": to, "by": by, "reason": reason}
    entry |= {"from_time": was, "to_time": now, "asked": asked_by_one(by, asked, session.raw)}
    return {"moves": [*session.moves, {key: value for key, value in entry.items() if value}]}
