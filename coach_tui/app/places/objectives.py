"""Objectives (1): what the client wants to reach, how it is measured, where it stands."""

from __future__ import annotations

from coach_tui.app.pages.record import STATUS_MARKS, percent
from coach_tui.app.places.record_place import RecordPlace, record_key
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.dates import relative
from coach_tui.plan.objective import Objective
from coach_tui.plan.standing import standing


class Objectives(RecordPlace):
    """The objectives of a plan, the open ones first."""

    title = "Objectives"
    keys = ("add", "open", "before", "edit", "move", "close", "delete", "checkin")
    adds = Objective
    columns = (Column(None, min=16), Column(5, "right"), Column(15), Column(14, "right", drop=1))
    empty_text = (
        "No objective yet.\n"
        "An objective says what the client will have reached: activity, support, quantity, time.\n"
        "Press a to add the first."
    )

    def make_rows(self) -> list[Row]:
        """Open objectives, then closed ones."""
        plan = self.plan
        if plan is None:
            return []
        objectives = plan.objectives
        rows = []
        closed = [objective for objective in objectives if not objective.open]
        for objective in [o for o in objectives if o.open] + closed:
            if closed and objective is closed[0]:
                rows.append(Row(None, ["Closed"], heading=True))
            stand = standing(plan, objective, self.coach.today)
            mark, style = STATUS_MARKS.get(stand.status, ("·", ""))
            due = self._when(objective)
            status = stand.status if objective.open else objective.closed_as or stand.status
            rows.append(
                Row(
                    record_key(objective),
                    [objective.title, percent(stand.progress), (status, style), (due, "dim")],
                    mark=(mark, style),
                    search=f"{objective.activity} {objective.why}",
                )
            )
        return rows

    def _when(self, objective: Objective) -> str:
        """When it is due, or was closed."""
        day = objective.due if objective.open else objective.closed_on
        return relative(day, self.coach.today) if day else "no date"

    def start_values(self) -> dict[str, object]:
        """A new objective begins today, or with the engagement where that is to come."""
        plan = self.plan
        return {"start": max(self.coach.today, plan.engagement.start).isoformat()} if plan else {}
