"""What moves with a milestone, seen before anything does (domain rules §5)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.dates import add_days, day_words, parse_iso, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import waited_for
from coach_tui.plan.time_off import day_off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record

SCOPES = ("one", "dependents", "following")


class Shift:
    """One record that has a day and the day it would move to, with what speaks against that day."""

    __slots__ = ("record", "to", "warnings")

    def __init__(self, record: Record, to: date, warnings: list[str]) -> None:
        self.record = record
        self.to = to
        self.warnings = warnings

    @property
    def was(self) -> date | None:
        """The day on which it is."""
        return day_of(self.record)


def day_of(record: Record) -> date | None:
    """The day of a record that moves: when a session is, for when all else is due."""
    day = getattr(record, "on" if record.table == "sessions" else "due", None)
    return day if isinstance(day, date) else None


class WaysBack:
    """What is to be done before something moves, in words of where it is asked for."""

    __slots__ = ("done", "ended", "undated")

    def __init__(
        self,
        done: str = "open it again before moving it",
        ended: str = "let it go on before moving it",
        undated: str = "give it one before moving it",
    ) -> None:
        self.done = done
        self.ended = ended
        self.undated = undated


def day_before_move(record: Milestone | Objective, ways: WaysBack | None = None) -> date:
    """The day that a milestone, or an objective's target, has before it moves.

    Raises:
        BadInput: it is done, has ended, or has no day; each with the way back.
    """
    ways = ways or WaysBack()
    title, done = quote(record.title), getattr(record, "done_on", None)
    if done:
        raise BadInput(f"{title} is done; {ways.done}")
    if not record.open:
        raise BadInput(f"{title} was {record.state}; {ways.ended}")
    if record.due is None:
        raise BadInput(f"{title} has no target date yet; {ways.undated}")
    return record.due


def conflicts(
    plan: Plan,
    milestone: Milestone,
    day: date,
    *,
    days: Mapping[str, date] | None = None,
    today: date | None = None,
    beside: Collection[str] = (),
) -> list[str]:
    """What speaks against a day for a milestone, a line each.

    Days off, the past, the target date of its objective, the engagement's end, another open milestone on
    the same day, and the order in which the milestones wait for one another.

    Args:
        plan: the plan.
        milestone: the one.
        day: the day.
        days: the days (by uid) of milestones, and of their objective, that move at the same time.
        today: the day taken as today; the past is no conflict where it is left out.
        beside: the milestones (uids) beside which it is meant to be on the same day.
    """
    found = against_day(plan, day, today)
    for objective in plan.objectives:
        target = (days or {}).get(objective.uid, objective.due)
        if objective.uid == milestone.objective and target and day > target:
            found.append(f"after the target date of {quote(objective.title)}, {day_words(target)}")
    found += after_end(plan, day)
    after = _after(plan, milestone)
    for other in _open_ones(plan, milestone):
        against = _between(milestone, day, other, days or {}, after, meant=other.uid in beside)
        found += [against] if against else []
    return found


def against_day(plan: Plan, day: date, today: date | None) -> list[str]:
    """What speaks against a day whatever falls on it: that it is past, or a day off."""
    found = ["in the past: overdue at once"] if today is not None and day < today else []
    if day_off(plan.client.days_off, day):
        found.append(f"{short(day, day)} is a day off")
    return found


def after_end(plan: Plan, day: date) -> list[str]:
    """That a day lies after the end of the engagement; nothing where it does not, or it is closed."""
    end = plan.engagement.end if plan.engagement.open else None
    return [f"after the engagement's end, {day_words(end)}"] if end and day > end else []


def _after(plan: Plan, milestone: Milestone) -> dict[str, list[str]]:
    """What each comes after (uids), this one as given; one given up hands on what it came after itself."""
    after = {one.uid: one.after for one in [*plan.milestones, milestone]}
    gone = {one.uid for one in plan.milestones if one.closed_on is not None}
    return {uid: waited_for(uid, after, gone) for uid in after}


def _between(
    milestone: Milestone,
    day: date,
    other: Milestone,
    days: Mapping[str, date],
    after: Mapping[str, Sequence[str]],
    *,
    meant: bool,
) -> str:
    """What the day of another milestone says against a day for this one; "" for nothing."""
    there = days.get(other.uid, other.due)
    if other.uid in after[milestone.uid] and there > day:
        return f"before {quote(other.title)} on {day_words(there)}, which it comes after"
    if milestone.uid in after[other.uid] and there < day:
        return f"after {quote(other.title)} on {day_words(there)}, which waits for it"
    if there == day and not meant and not (other.due == milestone.due and other.uid in days):
        return f"the same day as {quote(other.title)}"
    return ""


def _open_ones(plan: Plan, milestone: Milestone) -> list[Milestone]:
    """The other milestones that are still open, by date."""
    return [other for other in plan.milestones if other.open and other.uid != milestone.uid]


def dependents(plan: Plan, milestone: Milestone) -> list[Milestone]:
    """The open milestones that come after this one, directly or by way of others, by date."""
    reached = {milestone.uid}
    open_ones = [other for other in plan.milestones if other.open]
    after = _after(plan, milestone)
    grew = True
    while grew:
        new = {other.uid for other in open_ones if reached & set(after[other.uid])} - reached
        reached |= new
        grew = bool(new)
    return [other for other in open_ones if other.uid in reached and other.uid != milestone.uid]


def preview(
    plan: Plan, milestone: Milestone, to: str, scope: str = "one", today: date | None = None
) -> list[Shift]:
    """What a move would do, the milestone itself first.

    Args:
        plan: the plan.
        milestone: the one to move.
        to: its new day (ISO).
        scope: "one": it alone; "dependents": with what comes after it; "following": with every open
            milestone on a later day. They move by as many days, none to before the plan's start.
        today: the day taken as today, so that a day in the past is warned of.

    Raises:
        BadInput: when the milestone is done, is there already, or would lie before the plan's start.
    """
    day = parse_iso(to)
    _check(plan, milestone, day, scope)
    days, held = _days(plan, [milestone, *along(plan, milestone, scope)], day - milestone.due)
    shifts = []
    for one in [milestone, *(other for other in _open_ones(plan, milestone) if other.uid in days)]:
        warnings = conflicts(plan, one, days[one.uid], days=days, today=today)
        if one.uid in held:
            warnings.insert(0, "no further back than the engagement's start")
        shifts.append(Shift(one, days[one.uid], warnings))
    return shifts


def _check(plan: Plan, milestone: Milestone, day: date, scope: str) -> None:
    """Refuses a scope that there is not, and a day that a milestone cannot be moved to."""
    start = plan.engagement.start
    if scope not in SCOPES:
        raise BadInput(f"{quote(scope)} is not one of {', '.join(SCOPES)}")
    if day == day_before_move(milestone):
        raise BadInput(f"{quote(milestone.title)} is on {day_words(day)} already; choose another day")
    if day < start:
        raise BadInput(f"{day_words(day)} is before the engagement began, {day_words(start)}")


def along(plan: Plan, milestone: Milestone, scope: str) -> list[Milestone]:
    """The open milestones that a scope moves with this one, by date."""
    if scope == "dependents":
        return dependents(plan, milestone)
    if scope == "following":
        return [other for other in _open_ones(plan, milestone) if other.due > milestone.due]
    return []


def _days(plan: Plan, moving: list[Milestone], by: timedelta) -> tuple[dict[str, date], set[str]]:
    """The days (by uid) that milestones move to, none to before the plan's start, and those held up by it."""
    days, held = {}, set()
    for one in moving:
        wanted = add_days(one.due, by.days)
        day = max(wanted, plan.engagement.start)
        if day != one.due:
            days[one.uid] = day
            if day != wanted:
                held.add(one.uid)
    return days, held
