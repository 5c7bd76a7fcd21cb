"""Needs assessment (2): gaps by priority, weaknesses, strengths, values, and what serves them."""

from __future__ import annotations

from coach_tui.app.pages import page
from coach_tui.app.record_place import RecordPlace, record_key
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.fields import plain_number
from coach_tui.plan.need import Need
from coach_tui.plan.practice import Plan

HEADINGS = {"gap": "Gaps, by priority", "weakness": "Weaknesses", "strength": "Strengths", "value": "Values"}


class Needs(RecordPlace):
    """The needs of a plan, by kind."""

    title = "Needs assessment"
    keys = ("add", "edit", "delete")
    adds = Need
    columns = (
        Column(None, min=16),
        Column(10, drop=2),
        Column(7, "right"),
        Column(4, "right", drop=1),
        Column(22),
    )
    empty_text = (
        "No needs assessed yet.\n"
        "Strengths, weaknesses, gaps and values, by their source: self, manager, a 360, a test.\n"
        "Press a to add the first."
    )

    def make_rows(self) -> list[Row]:
        """Kind by kind; gaps sorted by priority."""
        plan = self.plan
        if plan is None:
            return []
        rows = []
        for kind, heading in HEADINGS.items():
            needs = [need for need in plan.needs if need.kind == kind]
            if kind == "gap":
                needs.sort(key=lambda need: -(need.priority or 0))
            if needs:
                rows.append(Row(None, [heading], heading=True))
            rows += [self._row(plan, need) for need in needs]
        return rows

    def _row(self, plan: Plan, need: Need) -> Row:
        levels = ""
        if need.current is not None or need.target is not None:
            ends = [
                plain_number(value) if value is not None else "?" for value in (need.current, need.target)
            ]
            levels = " → ".join(ends)
        served = [o.title for o in plan.objectives if o.uid in need.objectives]
        served += [s.title for s in plan.strategies if need.uid in s.needs]
        if need.not_now:
            what, style = f"not now: {need.not_now}", "dim"
        elif served:
            what, style = ", ".join(served), ""
        else:
            what, style = ("served by nothing", "warn") if need.kind in ("gap", "weakness") else ("", "")
        mark = ("~", "warn") if style == "warn" else ("·", "dim")
        priority = plain_number(need.priority) if need.priority is not None else ""
        return Row(
            record_key(need), [need.title, (need.source, "dim"), levels, priority, (what, style)], mark=mark
        )

    def make_detail(self, key: str) -> list[Line]:
        """Everything the plan holds for it."""
        record = self.record
        return page(self.coach.practice, self.plan, record, self.coach.today) if record else []
