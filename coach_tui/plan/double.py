"""Sessions that stand in each other's way: the same client twice, or two clients at one time (§10)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.dates import short
from coach_tui.plan.session import BOOKED, HELD, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Practice

    Stored = Mapping[str, Any]

STANDS = (BOOKED, HELD)
"""States in which a session takes its hour."""
LENGTH = 60
"""Minutes of a session that does not say how long it is."""


def by_day(practice: Practice, days: Iterable[str] | None = None) -> dict[str, list[tuple[Client, Stored]]]:
    """The sessions that take their hour, of all clients, by day (ISO); only of some days where given."""
    wanted = None if days is None else set(days)
    found: dict[str, list[tuple[Client, Stored]]] = {}
    for client in practice.clients:
        for engagement in practice.documents("engagements", client.uid):
            for raw in practice.documents("sessions", engagement["uid"]):
                if state_of(raw) in STANDS and (wanted is None or raw["on"] in wanted):
                    found.setdefault(raw["on"], []).append((client, raw))
    return found


def same_hour(one: Stored, other: Stored) -> bool:
    """Whether two sessions of one client are at one time of one day."""
    return bool(one["on"] == other["on"]) and one.get("time", "") == other.get("time", "")


def overlap(one: Stored, other: Stored) -> bool:
    """Whether two sessions are at one time, by the minutes that they take; without a time nobody knows."""
    if one["on"] != other["on"] or not (one.get("time") and other.get("time")):
        return False
    (begin, end), (start, stop) = _span(one), _span(other)
    return begin < stop and start < end


def _span(raw: Stored) -> tuple[int, int]:
    hours, minutes = raw["time"].split(":")
    begin = int(hours) * 60 + int(minutes)
    return begin, begin + max(1, int(raw.get("minutes", LENGTH)))


def told_of(practice: Practice, uids: Iterable[str], today: date) -> list[str]:
    """What is to be told of sessions (uids) that were booked or moved, a line each.

    Those with the same client at the same hour, and those with others at the same time.
    """
    wanted = set(uids)
    days = {raw["on"] for raw in practice.tables.get("sessions", {}).values() if raw["uid"] in wanted}
    lines: dict[str, None] = {}
    for on, sessions in by_day(practice, days).items():
        for client, raw in sessions:
            if raw["uid"] in wanted:
                for line in _clashes(client, raw, sessions, short(date.fromisoformat(on), today)):
                    lines[line] = None
    return list(lines)


def _clashes(client: Client, raw: Stored, sessions: list[tuple[Client, Stored]], day: str) -> Iterator[str]:
    clock = f" {raw['time']}" if raw.get("time") else ""
    for other, theirs in sessions:
        if theirs["uid"] == raw["uid"]:
            continue
        if other.uid == client.uid and same_hour(raw, theirs):
            yield f"{client.name} has two sessions on {day}{clock}: delete or move one"
        elif other.uid != client.uid and overlap(raw, theirs):
            yield f"{other.name} has a session at that time, too: {day} {theirs['time']}"


def booked_in(ops: Iterable[Mapping[str, Any]]) -> list[str]:
    """The sessions (uids) that a change, by its ops in the journal, has booked or moved."""
    return [
        op["uid"]
        for op in ops
        if op["table"] == "sessions" and op["after"] and _place(op["before"] or {}) != _place(op["after"])
    ]


def _place(raw: Stored) -> tuple[Any, ...]:
    return raw.get("on"), raw.get("time"), state_of(raw) in STANDS


def doubled(practice: Practice, client: str = "") -> list[tuple[Client, str, str]]:
    """The hours at which one client has two sessions: client, day (ISO) and time, each once, by day."""
    found: dict[tuple[str, str, str], Client] = {}
    for on, sessions in sorted(by_day(practice).items()):
        seen: set[tuple[str, str]] = set()
        for one, raw in sessions:
            key = (one.uid, raw.get("time", ""))
            if key in seen and client in ("", one.uid):
                found[one.uid, on, raw.get("time", "")] = one
            seen.add(key)
    return [(who, on, time) for (_, on, time), who in found.items()]


def doubled_words(practice: Practice, client: str = "") -> list[str]:
    """The same in words, a line each."""
    return [
        f"{who.name} has two sessions on {on}{f' {time}' if time else ''}: delete or move one"
        for who, on, time in doubled(practice, client)
    ]
