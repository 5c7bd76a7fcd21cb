"""What moves when several dates are moved at once, seen before anything does (domain rules §5)."""

from __future__ import annotations

from coach_tui.plan.dates import add_days
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.group import off_words
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import Shift, against_day, along, conflicts, day_of
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.side import Side
from coach_tui.plan.target_moves import ALONE, against_target, shifts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.record import Record


def shifts_together(
    practice: Practice,
    records: Sequence[Record],
    days: Mapping[str, date],
    scope: str = "one",
    *,
    today: date,
) -> list[Shift]:
    """What moving several records would do, those themselves first; what is on its day already is left out.

    Args:
        practice: what holds them.
        records: milestones, objectives, promises and sessions that have a day.
        days: the day to which each moves, by uid.
        scope: "one": they alone; "dependents": with what comes after the milestones, and with the milestones
            of the objectives; "following": with every open milestone on a later day than one of them. What
            comes along moves by as many days as the one it goes with (the farthest, where those are
            several), none to before the plan's start.
        today: the day taken as today.

    Raises:
        BadInput: one of them cannot be on its day: see `shifts_of`; a promise would move to a day past.
    """
    by_plan: dict[str, tuple[Plan, list[Record]]] = {}
    for record in records:
        if day_of(record) == days[record.uid]:
            continue
        plan = practice.plan_of(record)
        if plan is not None:
            if isinstance(record, (Milestone, Objective)):
                shifts_of(plan, record, days[record.uid].isoformat(), ALONE, today)
            by_plan.setdefault(plan.engagement.uid, (plan, []))[1].append(record)
    own, others = [], []
    for plan, moving in by_plan.values():
        mine, along_with = _in_plan(plan, moving, days, scope, today)
        own += mine
        others += along_with
    return own + others


def _in_plan(
    plan: Plan, records: Sequence[Record], days: Mapping[str, date], scope: str, today: date
) -> tuple[list[Shift], list[Shift]]:
    """What moves in one plan: the records, and what comes along."""
    marked = {record.uid for record in records}
    with_them = {uid: day for uid, day in _with_them(plan, records, days, scope).items() if uid not in days}
    moved = {**{uid: days[uid] for uid in marked}, **with_them}
    meant = marked if len({days[uid] for uid in marked}) == 1 else ()
    own = [Shift(one, moved[one.uid], _against(plan, one, moved, meant, today)) for one in records]
    others = [one for one in plan.milestones if with_them.get(one.uid, one.due) != one.due]
    return own, [Shift(one, moved[one.uid], _against(plan, one, moved, (), today)) for one in others]


def _with_them(
    plan: Plan, records: Sequence[Record], days: Mapping[str, date], scope: str
) -> dict[str, date]:
    """The days (by uid) to which milestones move that come along."""
    found: dict[str, date] = {}
    for record in records:
        was = day_of(record)
        if scope == "one" or was is None:
            continue
        by = (days[record.uid] - was).days
        for other in _goes_along(plan, record, scope):
            day = max(add_days(other.due, by), plan.engagement.start)
            found[other.uid] = max(day, found.get(other.uid, day))
    return found


def _goes_along(plan: Plan, record: Record, scope: str) -> Sequence[Milestone]:
    if isinstance(record, Milestone):
        return along(plan, record, scope)
    if isinstance(record, Objective) and scope == "dependents":
        return [one for one in plan.milestones_ahead if one.objective == record.uid]
    return ()


def _against(
    plan: Plan, record: Record, days: Mapping[str, date], meant: Collection[str], today: date
) -> list[str]:
    """What speaks against the day of one; that those of `meant` (uids) are on the same day does not."""
    day = days[record.uid]
    if isinstance(record, Milestone):
        return conflicts(plan, record, day, days=days, today=today, beside=meant)
    if isinstance(record, Objective):
        ahead = [one for one in plan.milestones_ahead if one.objective == record.uid]
        return against_target(plan, record, day, today, ahead, dict(days))
    if isinstance(record, Session):
        off = off_words(plan, record.also, day)
        return [*against_day(plan, day, today), *([off] if off else [])]
    try:
        Side.AHEAD.check(day.isoformat(), today)
    except BadInput as error:
        raise BadInput(f"{quote(record.name)}: {error}") from None
    return against_day(plan, day, None)
