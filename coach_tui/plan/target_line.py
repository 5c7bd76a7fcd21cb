"""The line that a measure was to follow, with a step where target or date was changed (domain §5, §8)."""

from __future__ import annotations

from coach_tui.plan.dates import add_days
from coach_tui.plan.progress import expected
from coach_tui.plan.revision import eras

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
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
    (`coach_tui.plan.progress.expected`), and from there it goes to the target in the time that is left. A
    revision is two points on its day: where the line was to be by the target of before, and by the one of
    after. Empty where the measure has no baseline, target or date now.
    """
    lines: list[tuple[date | None, Ends]] = []
    for since, era in eras(objective):
        ends = _ends(plan, era, measure)
        if ends is not None and (not lines or lines[-1][1] != ends):
            lines.append((since, ends))
    if not lines or _ends(plan, objective, measure) is None:
        return []
    off = plan.off("progress")
    if off.open_since and (today is None or off.open_since > today):
        off = off.ended
    points: list[Point] = []
    for number, (since, ends) in enumerate(lines):
        until = lines[number + 1][0] if number + 1 < len(lines) else None
        (start, _), (due, _) = ends
        first = max(start, since) if since else start
        last = until or max(due, first)
        if last < first:
            continue
        bends = {due} if first < due < last else set()
        bends |= {day for day in _bends(off, first, last, today) if first < day < last}
        points += [(day, _value(ends, day, off, today)) for day in (first, *sorted(bends), last)]
    due, target = lines[-1][1][1]
    if off.open_since and today and due <= today:  # the time is up, and nobody knows yet by when it is to be
        points.append((due, target))
    return points


def target_before(objective: Objective, measure: str) -> tuple[float, date] | None:
    """The target that a measure (uid) had before the present one, and the day from which it has this one."""
    found = _targets(objective, measure)
    last = found[-1][0] if len(found) > 1 else None
    return None if last is None else (found[-2][1], last)


def due_before(objective: Objective) -> tuple[date, date] | None:
    """The target date before the present one, and the day from which it is this one."""
    found: list[tuple[date | None, date]] = []
    for since, era in eras(objective):
        if era.due is not None and (not found or found[-1][1] != era.due):
            found.append((since, era.due))
    last = found[-1][0] if len(found) > 1 else None
    return None if last is None else (found[-2][1], last)


def target_since(objective: Objective, measure: str) -> tuple[date, str] | None:
    """The day from which a measure (uid) has its present target, and how it came to it, in words.

    None where it has had it from the beginning.
    """
    found = _targets(objective, measure)
    if not found or (since := found[-1][0]) is None:
        return None
    if len(found) == 1:
        return since, "when the measure was taken in"
    return since, f"when the target was {'lowered' if found[-1][1] < found[-2][1] else 'raised'}"


def _targets(objective: Objective, measure: str) -> list[tuple[date | None, float]]:
    """The targets that a measure (uid) had, the present one last, each with the day from which it had it."""
    found: list[tuple[date | None, float]] = []
    for since, era in eras(objective):
        target = next((one.target for one in era.measures if one.uid == measure), None)
        if target is not None and (not found or found[-1][1] != target):
            found.append((since, target))
    return found


def _ends(plan: Plan, objective: Objective, uid: str) -> Ends | None:
    start, due = objective.start or plan.engagement.start, objective.due
    for one in objective.measures:
        ends = (one.baseline, one.target)
        if one.uid == uid and one.kind == "numeric" and due is not None and None not in ends:
            return (start, ends[0] or 0), (due, ends[1] or 0)
    return None


def _bends(off: TimeOff, first: date, last: date, today: date | None) -> Iterator[date]:
    """The days on which the line bends: where it becomes level, and where it rises or falls again."""
    for begin, end in off.ended.spans(first, last):
        yield from (add_days(begin, -1), end)
    if off.open_since and today:
        yield from (off.open_since, today)


def _value(ends: Ends, day: date, off: TimeOff, today: date | None) -> float:
    (start, baseline), (due, target) = ends
    share = expected(start, due, day, off)
    if today and off.open_since and due >= day > (since := max(start, today)):
        share += (1 - share) * (day - since).days / (due - since).days
    return baseline + (target - baseline) * share
