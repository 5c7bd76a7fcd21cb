"""Objectives (1): what the client wants to reach, how it is measured, where it stands."""

from __future__ import annotations

from coach_tui.app.pages.record import STATUS_MARKS, percent
from coach_tui.app.places.place import LINES
from coach_tui.app.places.record_place import RecordPlace, record_key
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.row import STACKED
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.became import became, became_words
from coach_tui.plan.dates import relative
from coach_tui.plan.objective import Objective
from coach_tui.plan.standing import standing

LEAST = 3
"""Lines of an objective with its card at least."""


class Objectives(RecordPlace):
    """The objectives of a plan, the open ones first: as cards where all have room, else a row each."""

    title = "Objectives"
    keys = ("add", "open", "before", "edit", "move", "close", "delete", "checkin")
    adds = Objective
    columns = (Column(None, min=16), Column(5, "right"), Column(15), Column(14, "right", drop=1))
    empty_text = (
        "No objective yet.\n"
        "An objective says what the client will have reached: activity, support, quantity, time.\n"
        "Press {add} to add the first."
    )

    def __init__(self) -> None:
        self._charts: dict[str, list[Line]] = {}
        """What the pages begin with, made once for what is in the file."""
        self._made_for = self.app.size
        """The size of the terminal for which rows and cards were made."""
        super().__init__()

    def load(self) -> None:
        """Besides: charts are made anew."""
        self._charts.clear()
        self._made_for = self.app.size
        super().load()

    def on_resize(self) -> None:
        """Another size has room for cards, or has not."""
        super().on_resize()
        if not self.stale and self._made_for != self.app.size:
            self.call_after_refresh(self.load)

    def _make_cards(self) -> dict[str, list[Cell]]:
        """The cards of the open objectives, by uid; none where there are too many to have room at all."""
        from coach_tui.app.pages.objective_card import card

        plan, coach = self.plan, self.coach
        found = [one for one in plan.objectives if one.open] if plan is not None else []
        if plan is None or LEAST * len(found) > coach.size.height - LINES:
            return {}
        ahead = plan.milestones_ahead
        return {one.uid: card(plan, one, ahead, coach.today, coach.ascii_only) for one in found}

    def _fitting(self, rows: list[Row]) -> bool:
        """Whether these rows have room with all that they say, and with their cards."""
        return self.room_of(rows)[1] == STACKED

    def make_detail(self, key: str) -> list[Line]:
        """Where it stands and where it is heading first, then everything that is known of it."""
        lines, record, plan = super().make_detail(key), self.record, self.plan
        if not isinstance(record, Objective) or plan is None:
            return lines
        if record.uid not in self._charts:
            from coach_tui.app.pages.insight import outlook

            self._charts[record.uid] = outlook(plan, record, self.coach.today)
        return [*lines[:2], *self._charts[record.uid], *lines[2:]]

    def make_rows(self) -> list[Row]:
        """The objectives as cards, where all of them have room."""
        cards = self._make_cards()
        rows = self._rows(cards)
        return rows if self._fitting(rows) else self._rows({})

    def _rows(self, cards: dict[str, list[Cell]]) -> list[Row]:
        """Open objectives, then closed ones; under each its card."""
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
            status = became(plan, objective) if objective.given_up else stand.status
            rows.append(
                Row(
                    record_key(objective),
                    [self._called(objective), percent(stand.progress), (status, style), (due, "dim")],
                    mark=(mark, style),
                    search=f"{objective.activity} {objective.why}",
                    under=cards.get(objective.uid, ()),
                )
            )
        return rows

    def _called(self, objective: Objective) -> str:
        """Its title; of one whose place others took also which."""
        if self.plan is None or objective.state != "replaced":
            return objective.title
        return f"{objective.title}  ({became_words(self.plan, objective)})"

    def _when(self, objective: Objective) -> str:
        """When it is due, or was closed."""
        day = objective.due if objective.open else objective.closed_on
        return relative(day, self.coach.today) if day else "no date"

    def start_values(self) -> dict[str, object]:
        """A new objective begins today, or with the engagement where that is to come."""
        plan = self.plan
        return {"start": max(self.coach.today, plan.engagement.start).isoformat()} if plan else {}
