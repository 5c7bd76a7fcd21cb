"""What is to be told of sessions booked or moved, and of time off noted, by whatever door (§10, §11)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.dates import short
from coach_tui.plan.double import booked_in, met_by
from coach_tui.plan.fields import plain_number
from coach_tui.plan.group import names_of, off_words, taking_part
from coach_tui.plan.package import package_of
from coach_tui.plan.session import BOOKED, is_coaching, state_of, unanswered
from coach_tui.plan.text import listed
from coach_tui.plan.time_off import covering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import Any

    from coach_tui.plan.double import Timetable
    from coach_tui.plan.practice import Practice

NAMED = 3
"""Sessions in time off that are told by name; how many more there are is said."""


def touched_in(ops: Iterable[Mapping[str, Any]], *, back: bool = False) -> list[str]:
    """What a change, by its ops in the journal, has booked, moved or taken off (uids), for `told_of`.

    Sessions, the coach's holidays, and engagements whose plan pauses otherwise; `back`: as undoing it does.
    """
    ops = list(ops)
    found = booked_in(ops, back=back)
    for op in ops:
        before, after = (op["after"], op["before"]) if back else (op["before"], op["after"])
        key = {"holidays": "since", "engagements": "pauses"}.get(op["table"])
        if key and (after or {}).get(key) and after != before:
            off = [[(one or {}).get(part) for part in (key, "until")] for one in (before, after)]
            found += [op["uid"]] if off[0] != off[1] else []
    return found


def told_of(
    practice: Practice, uids: Iterable[str], today: date, timetable: Timetable | None = None
) -> list[str]:
    """What is to be told of sessions (uids) that were booked or moved, a line each.

    Those at one time with others, those moved to a past day or on time off, and that there are more
    than were agreed. Of holidays and pauses (uids, see `touched_in`), which sessions are booked in them.
    """
    wanted = list(dict.fromkeys(uids))
    if not wanted:
        return []
    sessions = filter(None, (practice.find("sessions", uid) for uid in wanted))
    found = _booked(one.raw for one in sessions)
    return [
        *met_by(practice, wanted, today, timetable),
        *_past(found, today),
        *_on_time_off(practice, found, today),
        *_beyond(practice, [raw for raw in found if not _moved(raw, today.isoformat())]),
        *_taken_off(practice, wanted, today),
    ]


def _booked(sessions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those of stored sessions that are booked, the earliest first."""
    found = [raw for raw in sessions if state_of(raw) == BOOKED]
    return sorted(found, key=lambda raw: (str(raw["on"]), str(raw.get("time", ""))))


def _on_time_off(practice: Practice, sessions: list[Mapping[str, Any]], today: date) -> list[str]:
    """“Thu 24 Dec is time off”, of the first that were booked on a day off of somebody in them."""
    lines = []
    for raw in sessions:
        record, on = practice.find("engagements", raw["plan"]), date.fromisoformat(raw["on"])
        plan = practice.plan_of(record) if record is not None and on >= today else None
        off = off_words(plan, raw.get("also") or (), on) if plan is not None else ""
        lines += [f"{short(on, today)} is {off}"] if off else []
    return lines[:NAMED]


def _beyond(practice: Practice, sessions: list[Mapping[str, Any]]) -> list[str]:
    """That more sessions are used or booked than were agreed, for each client of some that were booked."""
    lines = []
    for uid in dict.fromkeys(uid for raw in sessions if is_coaching(raw) for uid in taking_part(raw)):
        engagement = practice.find("engagements", uid)
        plan = practice.plan_of(engagement) if engagement is not None else None
        found = package_of(plan) if plan is not None else None
        count = found.used + found.booked if found is not None else 0
        if plan is not None and found is not None and found.contracted and count > found.contracted:
            agreed = plain_number(found.contracted)
            lines.append(f"{count} sessions with {plan.client.name} are used or booked, of {agreed} agreed")
    return lines


def _taken_off(practice: Practice, wanted: Collection[str], today: date) -> Iterator[str]:
    """Which sessions are booked in holidays, and in pauses of engagements (uids), a line for each."""
    holidays = [holiday for holiday in practice.holidays if holiday.uid in wanted]
    found = [one.raw for uid in wanted if (one := practice.find("engagements", uid)) is not None]
    paused = [raw for raw in found if raw.get("pauses")]
    if not holidays and not paused:
        return
    first = today.isoformat()
    ahead = _booked(raw for raw in practice.tables.get("sessions", {}).values() if raw["on"] >= first)
    for holiday in holidays:
        yield from _booked_in(practice, _within(ahead, [holiday.raw]), "this holiday", today)
    for raw in paused:
        mine = [one for one in ahead if raw["uid"] in taking_part(one)]
        yield from _booked_in(practice, _within(mine, raw["pauses"]), "the pause", today)


def _within(sessions: list[Mapping[str, Any]], off: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The sessions that lie in time off (stored)."""
    off = list(off)
    return [raw for raw in sessions if covering(off, date.fromisoformat(raw["on"])) is not None]


def _booked_in(
    practice: Practice, sessions: list[Mapping[str, Any]], what: str, today: date
) -> Iterator[str]:
    """“2 sessions are booked in this holiday: Anna Berg Thu 24 Dec 10:00, Ben Ott Mon 28 Dec”."""
    if not sessions:
        return
    told = []
    for raw in sessions[:NAMED]:
        who = listed(names_of(practice, taking_part(raw)))
        told.append(f"{who} {short(date.fromisoformat(raw['on']), today)} {raw.get('time', '')}".strip())
    more = f", and {len(sessions) - NAMED} more" if sessions[NAMED:] else ""
    count = "1 session is" if len(sessions) == 1 else f"{len(sessions)} sessions are"
    yield f"{count} booked in {what}: {', '.join(told)}{more}"


def _past(sessions: list[Mapping[str, Any]], today: date) -> list[str]:
    """Those moved to a day that is past: it is still to be said what came of them."""
    days = [
        date.fromisoformat(raw["on"])
        for raw in sessions
        if unanswered(raw, today.isoformat()) and _moved(raw, today.isoformat())
    ]
    return [f"{short(day, today)} is past: say whether it was held" for day in days]


def _moved(raw: Mapping[str, Any], today: str) -> bool:
    """Whether a stored session was moved today to the day on which it is."""
    last = (raw.get("moves") or [{}])[-1]
    return (last.get("on"), last.get("to")) == (today, raw["on"])
