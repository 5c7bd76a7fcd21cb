"""Time off: pausing a plan or a strategy and resuming it, the coach's holidays (domain rules §11)."""

from __future__ import annotations

from coach_tui.changes.moving import move_as_seen
from coach_tui.changes.records import plan_at
from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import day_words, days_text, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.pause import (
    Holiday,
    overlapping,
    pause_days,
    pauses_after,
    to_be_ended,
    to_last_until,
)
from coach_tui.plan.pause_moves import moves_after, pause_length
from coach_tui.plan.strategy import ENDED, Strategy
from coach_tui.plan.text import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.changes.moving import Seen
    from coach_tui.plan.pause_moves import Pauses
    from coach_tui.store.journal import Entry


def pause(
    desk: Desk, engagement: str, reason: str = "", until: str | None = None, since: str | None = None
) -> Entry | None:
    """Pauses a plan (of an engagement, uid): its clock stands still, and nobody is nagged meanwhile.

    `since` and `until` are ISO days, both included; from today, and until it is resumed, where left out.
    `since` may lie ahead (a pause that is planned) or behind. With `until` a pause that is there gets that
    last day: the one that begins on `since`, else that of today, else one planned that begins by then.

    Raises:
        BadInput: it ends before it begins, or the plan pauses then already.
    """
    with desk.change("paused the plan", why=reason) as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        _pause(change, plan.engagement, "plan", reason, until, since)
    return change.entry


def pause_strategy(
    desk: Desk, uid: str, reason: str = "", until: str | None = None, since: str | None = None
) -> Entry | None:
    """Pauses a strategy (uid) as `pause` does a plan: nobody is asked to practise it meanwhile.

    Raises:
        BadInput: besides: it has ended, is gone, or no last day is said of a pause that is still to come.
    """
    with desk.change("paused the strategy", why=reason) as change:
        record = change.record(Strategy, uid)
        change.about(plan_at(change, record.plan).client.uid)
        if record.status in ENDED:
            raise BadInput(f"{quote(record.title)} was {record.status}; let it go on before it pauses")
        _pause(change, record, f"strategy {quote(record.title)}", reason, until, since)
    return change.entry


def _pause(
    change: Change,
    record: Engagement | Strategy,
    what: str,
    reason: str,
    until: str | None,
    since: str | None,
) -> None:
    """Adds a pause to what pauses, and tells of it."""
    today = change.today.isoformat()
    begin = parse_iso(since).isoformat() if since else None
    known = to_last_until(record.pauses, begin, until, change.today) if until else None
    if known is not None:
        _last_day(change, record, what, reason, str(until), known)
        return
    begin = begin or today
    there = overlapping(record.pauses, begin, until)
    if there is not None:
        raise _there_already(what.partition(" ")[0], there, change.today)
    one = {"since": begin, "until": until, "reason": reason}
    noun = type(record)
    change.update(noun, record.uid, noun.check({"pauses": [*record.pauses, one]}, whole=False))
    planned = f"planned a pause of the {what}" if what != "plan" else "planned a pause"
    word = planned if begin > today else f"paused the {what}"
    start = f" from {day_words(begin, change.today)}" if begin != today else ""
    end = f" {'to' if start else 'until'} {day_words(until, change.today)}" if until else ""
    if start and begin == until:
        start, end = f" on {day_words(begin, change.today)}", ""
    first = record.start
    if first is not None and until and until < first.isoformat():
        end += f"; that lies before its start, {day_words(first, change.today)}, and changes nothing"
    change.describe(f"{word}{start}{end}")


def _there_already(what: str, there: Mapping[str, Any], today: date) -> BadInput:
    """Why a pause cannot be where another one is."""
    days, ahead = pause_days(there, today), there["since"] > today.isoformat()
    if ahead:
        says = f"a pause of the {what} is planned {days}; give that another last day, or take it out first"
    elif (there.get("until") or "9") < today.isoformat():
        says = f"the {what} paused {days}; choose other days, or change that pause"
    else:
        says = f"the {what} pauses {days} already; give that another last day, or resume it first"
    return BadInput(f"since: {says}")


def _last_day(
    change: Change,
    record: Engagement | Strategy,
    what: str,
    reason: str,
    until: str,
    known: Mapping[str, Any],
) -> None:
    """Gives a pause that is there another last day, and another reason where one is said."""
    one = {**known, "until": until, **({"reason": reason} if reason else {})}
    noun = type(record)
    pauses = [one if other == known else other for other in record.pauses]
    change.update(noun, record.uid, noun.check({"pauses": pauses}, whole=False))
    began = known["since"] <= change.today.isoformat()
    of = f"the {what}" if began else f"the {what} from {day_words(known['since'], change.today)}"
    change.describe(f"set the last day of the pause of {of} to {day_words(until, change.today)}")


def resume(desk: Desk, engagement: str) -> Entry | None:
    """Ends the pause that a plan is in: yesterday was its last day. One that began today leaves no trace.

    Where it does not pause, the next pause that is planned is taken out.

    Raises:
        BadInput: when the plan does not pause today, and is not to.
    """
    with desk.change("resumed the plan") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        _resume(change, plan.engagement, "plan")
    return change.entry


def resume_strategy(desk: Desk, uid: str) -> Entry | None:
    """Ends the pause that a strategy (uid) is in, or is to be in, as `resume` does that of a plan.

    Raises:
        BadInput: it does not pause today and is not to, or is gone.
    """
    with desk.change("resumed the strategy") as change:
        record = change.record(Strategy, uid)
        change.about(plan_at(change, record.plan).client.uid)
        change.describe(f"resumed the strategy {quote(record.title)}")
        _resume(change, record, f"strategy {quote(record.title)}")
    return change.entry


def _resume(change: Change, record: Engagement | Strategy, what: str) -> None:
    one = to_be_ended(record.pauses, change.today)
    if one is None:
        raise BadInput(f"the {what.partition(' ')[0]} does not pause today, and no pause of it is planned")
    days = pause_days(one, change.today)
    pauses = pauses_after(record.pauses, one, change.today)
    change.update(type(record), record.uid, {"pauses": pauses or None})
    if one["since"] > change.today.isoformat():
        change.describe(f"took out the pause of the {what} that was planned, {days}")


def move_after(desk: Desk, engagement: str, over: Pauses, seen: Seen) -> Entry | None:
    """Moves the target dates and milestones that lie ahead by the days of pauses (stored) that have ended.

    It is one change. `seen` is what was shown before: each record (uid) and the day (ISO) it would move to.

    Raises:
        ChangedMeanwhile: when it would now be something else.
    """
    # the reason of a pause is the coach's alone, that of a move may not be
    why = f"paused {listed(map(pause_days, over))}"
    with desk.change("moved what lies ahead", why=why) as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        shifts = moves_after(plan, over, desk.today)
        change.describe(f"moved what lies ahead by {days_text(pause_length(over))}")
        move_as_seen(change, shifts, seen)
    return change.entry


def add_holiday(desk: Desk, since: str, until: str = "", reason: str = "") -> str:
    """Notes a holiday of the coach (ISO days, both included; one day without `until`); returns its uid.

    Raises:
        BadInput: a day is refused, or a holiday stands there already.
    """
    with desk.change("noted a holiday") as change:
        stored = Holiday.check({"since": since, "until": until or since, "reason": reason})
        _alone(change, stored, "")
        uid = change.insert(Holiday, stored)
        change.describe(f"noted a holiday, {change.record(Holiday, uid).name}")
    return uid


def edit_holiday(
    desk: Desk, uid: str, changes: Mapping[str, Any], started_from: Mapping[str, Any] | None = None
) -> Entry | None:
    """Changes a holiday, as `coach_tui.changes.records.edit` does.

    Raises:
        BadInput: a value is refused, another one stands there, or it is gone.
        Clash: another hand changed the same field.
    """
    with desk.change("changed a holiday") as change:
        checked = Holiday.check(changes, whole=False)
        _alone(change, {**change.record(Holiday, uid).raw, **checked}, uid)
        change.update(Holiday, uid, checked, started_from)
        change.describe(f"changed a holiday, {change.record(Holiday, uid).name}")
    return change.entry


def delete_holiday(desk: Desk, uid: str) -> Entry | None:
    """Deletes a holiday.

    Raises:
        BadInput: when it is gone already.
    """
    with desk.change("deleted a holiday") as change:
        change.describe(f"deleted a holiday, {change.record(Holiday, uid).name}")
        change.delete(Holiday, uid)
    return change.entry


def _alone(change: Change, stored: Mapping[str, Any], uid: str) -> None:
    """Refuses a holiday that has a day in common with another.

    Raises:
        BadInput: naming the other.
    """
    others = [other.raw for other in change.practice.holidays if other.uid != uid]
    there = overlapping(others, stored["since"], stored["until"])
    if there is not None:
        raise BadInput(
            f"since: you are off {pause_days(there, change.today)} already; change that holiday instead"
        )
