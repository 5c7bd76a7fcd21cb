"""Time off: pausing a plan or a strategy and resuming it, the coach's holidays (domain rules §11)."""

from __future__ import annotations

from coach_tui.changes.moving import move_as_seen
from coach_tui.changes.records import plan_at
from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import day_words, days_text, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.pause import Holiday, overlapping, pause_days, pauses_after
from coach_tui.plan.pause_moves import moves_after, pause_length
from coach_tui.plan.strategy import ENDED, Strategy
from coach_tui.plan.text import listed
from coach_tui.plan.time_off import covering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
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
    `since` may lie ahead (a pause that is planned) or behind. With `until` alone, a pause that goes on today
    gets that last day.

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
    running = covering(record.pauses, change.today)
    if running is not None and until and not since:
        _last_day(change, record, what, reason, until, running)
        return
    begin = parse_iso(since).isoformat() if since else today
    there = overlapping(record.pauses, begin, until)
    if there is not None:
        days = pause_days(there, change.today)
        short = what.partition(" ")[0]
        raise BadInput(f"since: the {short} pauses {days} already; change that pause, or resume it first")
    one = {"since": begin, "until": until, "reason": reason}
    noun = type(record)
    change.update(noun, record.uid, noun.check({"pauses": [*record.pauses, one]}, whole=False))
    planned = f"planned a pause of the {what}" if what != "plan" else "planned a pause"
    word = planned if begin > today else f"paused the {what}"
    start = f" from {day_words(begin, change.today)}" if begin != today else ""
    end = f" {'to' if start else 'until'} {day_words(until, change.today)}" if until else ""
    change.describe(f"{word}{start}{end}")


def _last_day(
    change: Change,
    record: Engagement | Strategy,
    what: str,
    reason: str,
    until: str,
    running: Mapping[str, Any],
) -> None:
    """Gives the pause that goes on today another last day, and another reason where one is said."""
    one = {**running, "until": until, **({"reason": reason} if reason else {})}
    noun = type(record)
    pauses = [one if other == running else other for other in record.pauses]
    change.update(noun, record.uid, noun.check({"pauses": pauses}, whole=False))
    change.describe(f"set the last day of the pause of the {what} to {day_words(until, change.today)}")


def resume(desk: Desk, engagement: str) -> Entry | None:
    """Ends the pause that a plan is in: yesterday was its last day. One that began today leaves no trace.

    Raises:
        BadInput: when the plan does not pause today.
    """
    with desk.change("resumed the plan") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        _resume(change, plan.engagement, "plan")
    return change.entry


def resume_strategy(desk: Desk, uid: str) -> Entry | None:
    """Ends the pause that a strategy (uid) is in, as `resume` does that of a plan.

    Raises:
        BadInput: it does not pause today, or is gone.
    """
    with desk.change("resumed the strategy") as change:
        record = change.record(Strategy, uid)
        change.about(plan_at(change, record.plan).client.uid)
        _resume(change, record, "strategy")
        change.describe(f"resumed the strategy {quote(record.title)}")
    return change.entry


def _resume(change: Change, record: Engagement | Strategy, what: str) -> None:
    now = covering(record.pauses, change.today)
    if now is None:
        raise BadInput(f"the {what} does not pause today")
    pauses = pauses_after(record.pauses, now, change.today)
    change.update(type(record), record.uid, {"pauses": pauses or None})


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
