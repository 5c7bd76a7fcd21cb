"""The page of a milestone: what waits for it, what speaks against its date, how it moved."""

from __future__ import annotations

from datetime import date

from coach_tui.app.widgets.detail import Line, section
from coach_tui.plan.dates import days_text, short
from coach_tui.plan.insight_words import signed
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import conflicts
from coach_tui.plan.planned import Planned
from coach_tui.plan.practice import Plan
from coach_tui.plan.text import times


def standing_lines(plan: Plan, milestone: Milestone, today: date) -> list[Line]:
    """What waits for it, what speaks against its date, and where it is likely to end."""
    lines = []
    waiting = [other.title for other in plan.milestones if milestone.uid in other.after]
    if waiting:
        lines.append(Line("Needed by", "\n".join(waiting)))
    if not milestone.open:
        return lines
    for warning in conflicts(plan, milestone, milestone.due):
        lines.append(Line("Conflict", [("! ", "warn"), (warning, "")]))
    planned = Planned(plan)
    likely = planned.likely(milestone, today)
    if likely is not None and planned.usual is not None:
        slip, count = planned.usual
        why = f"{slip_text(round(slip))} than first planned, as usual (median of {count})"
        why = why if round(slip) else f"as first planned, as usual (median of {count})"
        lines.append(Line("Likely", f"{short(likely, today)}: {why}"))
    return lines


def history_lines(milestone: Milestone, today: date) -> list[Line]:
    """First date, every move with who and why, and the date it came to."""
    moves = milestone.moves
    never = f"Never moved, {slip_text(milestone.slip)}"
    lines = [section(f"Moved {moved_words(milestone)}" if moves else never)]
    lines.append(Line("First date", short(milestone.first_planned, today)))
    for move in moves:
        who = f" by {move['by']}" if move.get("by") else ""
        why = f": {move['reason']}" if move.get("reason") else ", no reason given"
        on, start, end = (date.fromisoformat(move[key]) for key in ("on", "from", "to"))
        by = f" ({signed((end - start).days, 0)})"
        lines.append(Line(short(on, today), f"{short(start, today)} → {short(end, today)}{by}{who}{why}"))
    last = milestone.done_on or milestone.due
    if last is not None:
        said = f"{short(last, today)}, {slip_text(milestone.slip)}"
        lines.append(Line("Done" if milestone.done_on else "Now", (said, "bold")))
    return lines


def moved_words(milestone: Milestone) -> str:
    """How often it was moved, and where that has led: “twice, 7 days later”."""
    count = len(milestone.moves)
    return f"{times(count) if count else 'never'}, {slip_text(milestone.slip)}"


def slip_text(days: int) -> str:
    """Slip in words: “7 days later”."""
    if days == 0:
        return "as first planned"
    return f"{days_text(abs(days))} {'later' if days > 0 else 'earlier'}"
