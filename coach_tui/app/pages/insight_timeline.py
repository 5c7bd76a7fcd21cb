"""The page of Insights about milestones: planned against actual."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from coach_tui.app.pages.insight_drawn import DrawnToWidth
from coach_tui.app.widgets.detail import Line, drawn, section, title
from coach_tui.app.widgets.drawing import Span, fit_drawn
from coach_tui.exchange.bars import DONE, OPEN, way
from coach_tui.plan.became import became, became_words
from coach_tui.plan.dates import days_text, relative, short
from coach_tui.plan.insight import Insights
from coach_tui.plan.insight_words import days_late, plain_day, signed
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.standing import milestone_late
from coach_tui.plan.text import clean

SLIP = 18
"""Cells for how late a milestone was."""


def timeline_page(found: Insights, milestone: Milestone | None) -> list[Line]:
    """All milestones, planned against actual; the selected one in words."""
    today = found.today
    lines = [title("Planned against actual")]
    lines.append(drawn(Ways(found, milestone.uid if milestone else "")))
    usual = found.timeline.usual_slip
    if usual:
        said = "on time" if not usual[0] else days_late(round(usual[0]))
        lines.append(Line("Usually", f"{said}, the median of {usual[1]} milestones of this client"))
    if milestone is None:
        return lines
    lines += [section(milestone.title), Line("First planned", short(milestone.first_planned, today))]
    if milestone.done_on:
        lines.append(Line("Done", f"{short(milestone.done_on, today)}, {days_late(milestone.slip)}"))
    elif milestone.closed_on:
        lines.append(
            Line("Ended", f"{became_words(found.plan, milestone)}, {short(milestone.closed_on, today)}")
        )
    elif ended := found.plan.ended_with(milestone):
        lines.append(Line("Ended", ended))
    else:
        lines.append(Line("Now due", f"{short(milestone.due, today)}, {relative(milestone.due, today)}"))
    for move in milestone.moves:
        to = plain_day(date.fromisoformat(move["to"]), today)
        why = f": {move['reason']}" if move.get("reason") else ""
        lines.append(Line("Moved", f"on {plain_day(date.fromisoformat(move['on']), today)} to {to}{why}"))
    return lines


class Ways(DrawnToWidth):
    """Milestones below one another, each from its first date to the date it has or was done on."""

    def __init__(self, found: Insights, key: str) -> None:
        super().__init__(*[tuple(sorted(m.raw.items(), key=str)) for m in found.timeline.milestones], key)
        self.found = found
        self.key = key

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """A legend, then one row a milestone."""
        milestones = self.found.timeline.milestones
        name = max(12, min(max(cell_len(m.title) for m in milestones), width * 2 // 5))
        room = width - name - 2 - 1 - SLIP
        rows: list[list[Span]] = []
        for milestone in milestones:
            here = milestone.uid == self.key
            track = milestone_way(milestone, self.found, room, ascii_only)
            said, style = slip_cell(milestone, self.found)
            rows.append(
                [
                    (fit_drawn(clean(milestone.title), name, ascii_only) + "  ", "bold" if here else ""),
                    *track,
                    (" " + fit_drawn(said, SLIP, ascii_only, "right"), style),
                ]
            )
        signs = ("o planned", "* done", "# open") if ascii_only else ("◇ planned", "● done", "◆ open")
        legend = "   ".join(signs)
        rows.append([(" " * max(0, min(name + 2, width - len(legend))) + legend, "dim")])
        return rows


def milestone_way(milestone: Milestone, found: Insights, width: int, ascii_only: bool) -> list[Span]:
    """A milestone's first date and its present or done one, on the axis that holds all of the plan's."""
    days = [
        day.toordinal()
        for one in found.timeline.milestones
        for day in (one.first_planned, one.done_on or one.due)
        if day
    ]
    end = milestone.done_on or milestone.due or milestone.first_planned
    ended = found.plan.ended_with(milestone)
    late = not ended and milestone_late(found.plan, milestone, found.today) > 0
    return way(
        milestone.first_planned.toordinal(),
        end.toordinal(),
        min(days),
        max(days),
        width,
        sign=DONE if milestone.done_on else OPEN,
        style="good" if milestone.done_on else "bad" if late else "accent",
        today=found.today.toordinal(),
        ascii_only=ascii_only,
    )


def slip_cell(milestone: Milestone, found: Insights) -> Span:
    """How late or early it was done, or how it stands, in a few cells."""
    if milestone.done_on:
        return days_late(milestone.slip), "warn" if milestone.slip > 0 else "good"
    if milestone.closed_on:
        return became(found.plan, milestone), "dim"
    if ended := found.plan.ended_with(milestone):
        return ended, "dim"
    late = milestone_late(found.plan, milestone, found.today)
    if late:
        return f"{days_text(late)} overdue", "bad"
    return f"moved {signed(milestone.slip, 0)} d" if milestone.slip else "as planned", "dim"
