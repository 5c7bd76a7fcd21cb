"""The line that a measure was to follow, with a step where target or date was changed (domain §5, §8)."""

from __future__ import annotations

from coach_tui.plan.dates import add_days
from coach_tui.plan.progress import expected
from coach_tui.plan.revision import eras

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.time_off import TimeOff

    Point = tuple[date, float]
    Ends = tuple[Point, Point]


def target_line(plan: Plan, objective: Objective, measure: str, today: date | None = None) -> list[Point]:
    """The way that a measure (uid) was to go, day by day: straight from point to point.

    Where nothing was revised, that is (start, baseline) and (target date, target); it is level through a
    pause, through one without an end up to `today`, so that on that day it is the value that was expected
    (`coach_tui.plan.progress.expected`). A revision is two points on its day: where the line was to be by
    the target of before, and by the one of after. Empty where the measure has no baseline, target or date
    now.
    """
    lines: list[tuple[date | None, Ends]] = []
    for since, era in eras(objective):
        ends = _ends(plan, era, measure)
        if ends is not None and (not lines or lines[-1][1] != ends):
            lines.append((since, ends))
    if not lines or _ends(plan, objective, measure) is None:
        return []
    off = plan.off("progress").known(today) if today else plan.off("progress")
    points: list[Point] = []
    for number, (since, ends) in enumerate(lines):
        until = lines[number + 1][0] if number + 1 < len(lines) else None
        (start, _), (due, _) = ends
        first = max(start, since) if since else start
        last = until or max(due, first)
        if last < first:
            continue
        bends = {due} if first < due < last else set()
        for begin, end in off.spans(first, last):
            bends |= {day for day in (add_days(begin, -1), end) if first < day < last}
        points += [(day, _value(ends, day, off)) for day in (first, *sorted(bends), last)]
    return points


def target_before(objective: Objective, measure: str) -> tuple[float, date] | None:
    """The target that a measure (uid) had before the present one, and the day from which it has this one."""
    found: list[tuple[date | None, float]] = []
    for since, era in eras(objective):
        target = next((one.target for one in era.measures if one.uid == measure), None)
        if target is not None and (not found or found[-1][1] != target):
            found.append((since, target))
    last = found[-1][0] if len(found) > 1 else None
    return None if last is None else (found[-2][1], last)


def _ends(plan: Plan, objective: Objective, uid: str) -> Ends | None:
    start, due = objective.start or plan.engagement.start, objective.due
    for one in objective.measures:
        ends = (one.baseline, one.target)
        if one.uid == uid and one.kind == "numeric" and due is not None and None not in ends:
            return (start, ends[0] or 0), (due, ends[1] or 0)
    return None


def _value(ends: Ends, day: date, off: TimeOff) -> float:
    (start, baseline), (due, target) = ends
    return baseline + (target - baseline) * expected(start, due, day, off)
