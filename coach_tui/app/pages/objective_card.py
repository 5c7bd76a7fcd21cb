"""An objective as a card in a list: below its row how far it is, its latest values and its next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.exchange.bars import bar
from coach_tui.plan.insight import ObjectiveInsight
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.one_page import objective_lines
from coach_tui.plan.page_line import PageLine, Reached
from coach_tui.plan.practice import Plan

BAR = 24
"""Cells of the bar."""
GAP: Span = ("  ", "")


def card(
    plan: Plan, objective: Objective, ahead: Sequence[Milestone], today: date, ascii_only: bool
) -> list[Cell]:
    """The lines below an objective's row, a blank one at the end; `ahead` are the plan's milestones ahead."""
    one = ObjectiveInsight(plan, objective, plan.engagement.clock(today))
    lines = [_said(line, ascii_only) for line in objective_lines(plan, one, ahead, today)]
    return [*lines, ""]


def _said(line: PageLine, ascii_only: bool) -> Cell:
    found = line.figure
    if isinstance(found, Reached):
        drawn = bar(found.share, found.expected, BAR, ascii_only)
        due = found.where.partition(", ")[2]
        return [*drawn, GAP, *([(due, ""), GAP] if due else []), (found.forecast, "dim")]
    if line.kind == "step":
        return [("next", "dim"), GAP, (line.text, ""), GAP, (line.asides[-1], "bad" if line.mark else "dim")]
    return [(line.text, "dim"), GAP, (line.asides[0] if line.asides else "", "")]
