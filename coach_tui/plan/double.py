"""Sessions that stand in each other's way: the same client twice, or two clients at one time (§10)."""

from __future__ import annotations

from datetime import date
from functools import partial

from coach_tui.plan.dates import short
from coach_tui.plan.group import taking_part, together
from coach_tui.plan.session import BOOKED, HELD, state_of
from coach_tui.plan.text import fold, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Practice

    Stored = Mapping[str, Any]
    Taken = tuple[Client, Stored]
    """A session that takes its hour, and whose it is."""

STANDS = (BOOKED, HELD)
"""States in which a session takes its hour."""
LENGTH = 60
"""Minutes of a session that does not say how long it is."""
UNTIMED = "one without a time"
MOST = 10
"""Times at which sessions meet that are listed at most."""


def by_day(practice: Practice, days: Iterable[str] | None = None) -> dict[str, list[Taken]]:
    """The sessions that take their hour, of all clients, by day (ISO); only of some days where given."""
    wanted = None if days is None else set(days)
    found: dict[str, list[Taken]] = {}
    for client, engagement in _engaged(practice, wanted):
        for raw in practice.documents("sessions", engagement):
            if state_of(raw) in STANDS and (wanted is None or raw["on"] in wanted):
                found.setdefault(raw["on"], []).append((client, raw))
    return found


def _engaged(practice: Practice, days: Collection[str] | None) -> Iterator[tuple[Client, str]]:
    """The clients by name, each with the engagements (uids) that have sessions on some days (None: any)."""
    if days is None:
        for client in practice.clients:
            yield from (
                (client, engagement["uid"]) for engagement in practice.documents("engagements", client.uid)
            )
        return
    stored = practice.stored.tables.get("sessions", {}).values()
    uids = dict.fromkeys(uid for raw in stored if raw["on"] in days for uid in taking_part(raw))
    engagements = [one for uid in uids if (one := practice.find("engagements", uid)) is not None]
    pairs = [(practice.client(one.raw["client"]), one.uid) for one in engagements]
    known = [(client, uid) for client, uid in pairs if client is not None]
    yield from sorted(known, key=lambda pair: (fold(pair[0].name), pair[0].uid))


def meet(one: Taken, other: Taken) -> bool:
    """Whether two sessions are at one time, by the minutes that they take, past midnight as well.

    Of one that has no time nobody knows; two of one client that have none are one hour of a day.
    """
    (client, raw), (another, theirs) = one, other
    if raw["uid"] == theirs["uid"]:
        return False
    if not (raw.get("time") and theirs.get("time")):
        here, there = (client.uid, raw["on"]), (another.uid, theirs["on"])
        return here == there and raw.get("time", "") == theirs.get("time", "")
    (begin, end), (start, stop) = _span(raw), _span(theirs)
    return begin < stop and start < end


def may_be_one(one: Taken, other: Taken) -> bool:
    """Whether two sessions of a client may be one hour of a day that was noted twice: one has no time."""
    (client, raw), (another, theirs) = one, other
    if (raw["on"], client.uid) != (theirs["on"], another.uid) or raw["uid"] == theirs["uid"]:
        return False
    return bool(raw.get("time")) != bool(theirs.get("time"))


def _span(raw: Stored) -> tuple[int, int]:
    """From when to when a session with a time lasts, in minutes of the calendar."""
    hours, minutes = raw["time"].split(":")
    begin = (date.fromisoformat(raw["on"]).toordinal() * 24 + int(hours)) * 60 + int(minutes)
    return begin, begin + max(1, raw.get("minutes", LENGTH))


def _last_day(raw: Stored) -> str:
    """The day (ISO) in which a session ends."""
    if not raw.get("time"):
        return str(raw["on"])
    return date.fromordinal((_span(raw)[1] - 1) // (24 * 60)).isoformat()


def met_by(
    practice: Practice, uids: Iterable[str], today: date, timetable: Timetable | None = None
) -> list[str]:
    """What stands at the time of sessions (uids) that were booked or moved, a line each.

    Those with the same client at the same time, and those with others. Whoever asks often gives the
    timetable of the practice along.
    """
    found = (practice.find("sessions", uid) for uid in dict.fromkeys(uids))
    wanted = [one.raw for one in found if one is not None]
    if not wanted:
        return []
    if timetable is None:
        timetable = Timetable(by_day(practice, {day for raw in wanted for day in _around(raw["on"])}))
    lines: dict[str, None] = {}
    for one in timetable.those(practice, wanted):
        for line in _in_the_way(one, timetable.near(one), partial(_short, today=today)):
            lines[line] = None
    return list(lines)


class Timetable:
    """The sessions that take their hour, with what may meet each of them at hand."""

    def __init__(self, taken: Mapping[str, Sequence[Taken]]) -> None:
        """Takes them by day (ISO), see `by_day`."""
        self._timed = {on: [one for one in of_day if one[1].get("time")] for on, of_day in taken.items()}
        self._own: dict[tuple[str, str], list[tuple[int, Taken]]] = {}
        for on, of_day in taken.items():
            for place, one in enumerate(of_day):
                self._own.setdefault((on, one[0].uid), []).append((place, one))

    def those(self, practice: Practice, sessions: Iterable[Stored]) -> list[Taken]:
        """Some sessions (stored), one for each who takes part, in the order of days and names."""
        found: list[tuple[str, int, Taken]] = []
        for raw in sessions:
            engagements = (practice.find("engagements", uid) for uid in taking_part(raw))
            clients = dict.fromkeys(one.raw["client"] for one in engagements if one is not None)
            own = [each for client in clients for each in self._own.get((raw["on"], client), ())]
            found += [(raw["on"], place, one) for place, one in own if one[1]["uid"] == raw["uid"]]
        return [one for _, _, one in sorted(found, key=lambda each: each[:2])]

    def near(self, one: Taken) -> list[Taken]:
        """The sessions that may meet one: of one that has no time only those of the same client."""
        client, raw = one
        days = _around(raw["on"])
        own = [other for on in days for _, other in self._own.get((on, client.uid), ())]
        if not raw.get("time"):
            return own
        timed = [other for on in days for other in self._timed.get(on, ())]
        return timed + [other for other in own if not other[1].get("time")]


def _around(day: str) -> tuple[str, ...]:
    """The days (ISO) on which what meets a session of a day may begin: none lasts longer than a day."""
    on = date.fromisoformat(day).toordinal()
    last = min(on + 1, date.max.toordinal())
    return tuple(date.fromordinal(each).isoformat() for each in range(max(1, on - 1), last + 1))


def _short(day: str, today: date) -> str:
    return short(date.fromisoformat(day), today)


def _in_the_way(one: Taken, sessions: list[Taken], write: Callable[[str], str]) -> Iterator[str]:
    client, raw = one
    met = [other for other in sessions if meet(one, other)]
    own = [other for other in met if other[0].uid == client.uid]
    own += [other for other in sessions if may_be_one(one, other)]
    if own:
        yield f"{_several(client, [one, *own], write)}: {_mend([one, *own])}"
    mine = {person.uid for person in _people(raw, sessions)}
    for theirs in {other[1]["uid"]: other[1] for other in met}.values():
        people = _people(theirs, sessions)
        if mine.isdisjoint(person.uid for person in people):  # else it is told of the one who is in both
            who = f"{listed(p.name for p in people)} {'has' if len(people) == 1 else 'have'}"
            yield f"{who} a session at that time, too: {write(theirs['on'])} {theirs['time']}"


def _people(raw: Stored, sessions: Iterable[Taken]) -> list[Client]:
    """Whose session one of some is: a group's is several clients'."""
    return [client for client, other in sessions if other["uid"] == raw["uid"]]


def _several(client: Client, sessions: list[Taken], write: Callable[[str], str]) -> str:
    """“Anna Berg has two sessions on Tue 1 Dec, 10:00 and 10:30”."""
    count = "two" if len(sessions) == 2 else str(len(sessions))
    said = f"{client.name} has {count} sessions on"
    begins = sorted((_begins(one) for one in sessions), key=lambda at: (at[0], not at[1], at[1]))
    days = {on for on, _ in begins}
    if len(days) > 1:
        return f"{said} {listed(f'{write(on)} {clock}'.rstrip() for on, clock in begins)}"
    day, clocks = write(begins[0][0]), [clock for _, clock in begins]
    if clocks[0] == clocks[-1]:
        return f"{said} {day} {clocks[0]}".rstrip()
    return f"{said} {day}, {listed(clock or UNTIMED for clock in clocks)}"


def _mend(sessions: Iterable[Taken]) -> str:
    """What to do about sessions at one time; where some have none, they may be one that was noted twice."""
    clocks = {raw.get("time", "") for _, raw in sessions}
    unsure = "" in clocks and len(clocks) > 1
    return "if that is one hour, delete one; else give it its time" if unsure else "delete or move one"


def booked_in(ops: Iterable[Mapping[str, Any]], *, back: bool = False) -> list[str]:
    """The sessions (uids) that a change, by its ops in the journal, has booked or moved.

    `back`: as undoing it does.
    """
    found = []
    for op in ops:
        before, after = (op["after"], op["before"]) if back else (op["before"], op["after"])
        if op["table"] == "sessions" and after and _place(before or {}) != _place(after):
            found.append(op["uid"])
    return found


def _place(raw: Stored) -> tuple[Any, ...]:
    return raw.get("on"), raw.get("time"), raw.get("minutes"), state_of(raw) in STANDS


def groups_met(sessions: Iterable[Taken]) -> list[list[Taken]]:
    """The sessions of any days that are or may be at one time, a list for each such time, by day and time."""
    found = []
    for night in _nights(sessions):
        unsure = _unsure(night)
        known = [{raw["uid"] for _, raw in group} for group in unsure]
        met = [group for left in _may_meet(night) for group in _groups(left)]
        met.sort(key=lambda group: _begins(group[0]))
        found += [
            one for one in met if not any(uids.issuperset(raw["uid"] for _, raw in one) for uids in known)
        ]
        found += unsure
    return found


def _groups(left: list[Taken]) -> Iterator[list[Taken]]:
    """Those of some sessions, in their order, of which each meets another."""
    while left:
        group = [left.pop(0)]
        for one in group:  # it grows meanwhile: what meets one of them is at that time, too
            group += [other for other in left if meet(one, other)]
            left = [other for other in left if not meet(one, other)]
        if len(group) > 1:
            yield sorted(group, key=_begins)


def _may_meet(night: Iterable[Taken]) -> Iterator[list[Taken]]:
    """Sessions in their order, parted into those of which some may meet: see `meet`."""
    untimed: dict[tuple[str, str], list[Taken]] = {}
    timed: list[list[Taken]] = []
    until = 0
    for one in night:
        if not one[1].get("time"):
            untimed.setdefault((one[1]["on"], one[0].uid), []).append(one)
            continue
        begin, end = _span(one[1])
        if begin >= until:
            timed.append([])
        timed[-1].append(one)
        until = max(until, end)
    yield from untimed.values()
    yield from timed


def _nights(sessions: Iterable[Taken]) -> Iterator[list[Taken]]:
    """Sessions by day, in order; a day stays with the one before it while something lasts past midnight."""
    here: list[Taken] = []
    until = ""
    for one in sorted(sessions, key=_begins):
        if here and one[1]["on"] > until:
            yield here
            here = []
        here.append(one)
        until = max(until, _last_day(one[1]))
    if here:
        yield here


def _unsure(sessions: list[Taken]) -> list[list[Taken]]:
    """The sessions of each client on a day that may be one hour, as some have a time and some have none."""
    each: dict[tuple[str, str], list[Taken]] = {}
    for one in sessions:
        each.setdefault((one[1]["on"], one[0].uid), []).append(one)
    return [own for own in each.values() if any(may_be_one(own[0], other) for other in own[1:])]


def _begins(one: Taken) -> tuple[str, str]:
    return one[1]["on"], one[1].get("time", "")


def group_words(group: list[Taken]) -> str:
    """“Anna Berg has two sessions on 2026-12-01 10:00”, or who else has one at that time."""
    day = group[0][1]["on"]
    each = {raw["uid"]: raw for _, raw in group}
    for client, _ in group:
        own = [one for one in group if one[0].uid == client.uid]
        if len(own) == len(each):
            return _several(client, own, str)
    people = {uid: [person.name for person in _people(raw, group)] for uid, raw in each.items()}
    led = {uid: together(*_led(names), narrow=True) for uid, names in people.items()}
    when = {uid: (raw["on"] if raw["on"] != day else "", raw["time"]) for uid, raw in each.items()}
    who = listed(" ".join(filter(None, (led[uid], *when[uid]))) for uid in each)
    return f"{day}: {who} are at one time"


def _led(names: list[str]) -> tuple[str, list[str]]:
    return names[0], names[1:]


def met_words(practice: Practice, today: date, most: int = MOST) -> list[str]:
    """All sessions that are at one time, a line for each time, and how many more there are.

    What is to come is told first, by day; then what is past, the last of it first.
    """
    found = groups_met(one for sessions in by_day(practice).values() for one in sessions)
    ahead = [group for group in found if group[0][1]["on"] >= today.isoformat()]
    groups = [*ahead, *reversed(found[: len(found) - len(ahead)])]
    left = len(groups) - most
    more = f"and {left} more time{'' if left == 1 else 's'} at which sessions meet"
    return [
        *(f"{group_words(group)}: {_mend(group)}" for group in groups[:most]),
        *[more][: max(0, left)],
    ]
