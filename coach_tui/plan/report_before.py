"""What an objective was in earlier engagements, as far as the reader of a report may see it (domain §1, §11).

Each earlier plan is seen as that reader may see it: what its own agreement and records keep back stays so.
"""

from __future__ import annotations

from coach_tui.plan.continued import all_before
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.ladder import ladder_levels
from coach_tui.plan.objective import Objective
from coach_tui.plan.text import fold
from coach_tui.plan.visibility import view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coach_tui.plan.objective import Measure
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.visibility import View

    Before = dict[str, list[tuple[View, Objective]]]
    """By the uid of an objective those that it goes on with, the last one first, each in its own view."""


def seen_before(plan: Plan, reader: str, today: date) -> Before:
    """The earlier objectives that those of a plan go on with, of which a reader may know."""
    views: dict[str, View | None] = {}
    found: Before = {}
    for objective in plan.objectives:
        for earlier in all_before(plan.practice, objective):
            if earlier.plan not in views:
                views[earlier.plan] = _view(plan, plan.practice.plan_of(earlier), reader, today)
            its_view = views[earlier.plan]
            seen = its_view.plan.objectives if its_view is not None else []
            same = next((one for one in seen if one.uid == earlier.uid), None)
            if its_view is None or same is None:
                break  # what lies behind one that is kept back would give it away
            found.setdefault(objective.uid, []).append((its_view, same))
    return found


def _view(plan: Plan, earlier: Plan | None, reader: str, today: date) -> View | None:
    """An earlier plan as a reader may see it; None where nothing of it is for that reader.

    To a sponsor goes what was agreed with that same sponsor.
    """
    if earlier is None:
        return None
    if reader == "sponsor" and fold(earlier.engagement.sponsor) != fold(plan.engagement.sponsor):
        return None
    try:
        return view(earlier, reader, today)
    except BadInput:
        return None


def before_lines(found: list[tuple[View, Objective]], shown: Callable[[date], str]) -> list[str]:
    """A line for each earlier objective: when it was, what became of it, where its measures began and ended.

    “1 Mar 2025 – 28 Feb 2026: reached; stand-ups from 2 to 8 (target 12)”; `shown` says a day.
    """
    return [_line(seen, objective, shown) for seen, objective in found]


def _line(seen: View, objective: Objective, shown: Callable[[date], str]) -> str:
    engagement = seen.plan.engagement
    until = engagement.closed_on or engagement.end
    period = f"{shown(engagement.start)} – {shown(until)}" if until else f"from {shown(engagement.start)}"
    said = []
    if seen.may("status"):
        reason = f" ({objective.closed_reason})" if objective.closed_reason else ""
        said.append(f"{objective.closed_as or 'went on'}{reason}")
    if seen.may("measures"):
        said += [_measure(seen, one) for one in objective.measures if one.kind == "numeric"]
    levels = ladder_levels(objective) if seen.may("gas") else None
    if levels is not None:
        said.append("ladder from {:+d} to {:+d}".format(*levels).replace("-", "−"))
    called = f"“{objective.title}”"
    return f"{period}, {called}" + (f": {'; '.join(said)}" if said else "")


def _measure(seen: View, measure: Measure) -> str:
    """Where a measure began and ended, and where it was to go."""
    values = seen.basis.values(measure.uid)
    first = measure.baseline if measure.baseline is not None else values[0][1] if values else None
    ends = [plain_number(one) for one in (first, values[-1][1] if values else None) if one is not None]
    unit = f" {measure.unit}" if measure.unit and measure.unit != measure.name else ""
    moved = f" from {ends[0]} to {ends[1]}{unit}" if len(ends) > 1 else f" {ends[0]}{unit}" if ends else ""
    target = f" (target {plain_number(measure.target)})" if measure.target is not None else ""
    return f"{measure.name}{moved or ': no value'}{target}"
