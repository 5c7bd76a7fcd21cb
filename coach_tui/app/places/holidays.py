"""The coach's holidays: time off that counts for all clients at once (domain rules §11)."""

from __future__ import annotations

from coach_tui.app.places.record_place import RecordPlace, record_key
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.pause import Holiday


class Holidays(RecordPlace):
    """A row a holiday, those to come first; what is over stays, since it counts."""

    title = "Holidays"
    of_plan = False
    adds = Holiday
    keys = ("add", "edit", "delete")
    columns = (Column(None, min=22), Column(8, "right"), Column(16, drop=1), Column(None, drop=2))
    empty_text = (
        "No holiday of yours is noted.\n"
        "{add} notes one, for all clients at once: on its days no review gets late, and nobody falls silent."
    )
    no_client = empty_text

    def make_rows(self) -> list[Row]:
        """Holidays to come and the present one, then those that are over, the latest first."""
        found = self.coach.practice.holidays
        today = self.coach.today
        ahead = [one for one in found if one.until >= today]
        over = [one for one in reversed(found) if one.until < today]
        rows = [self._row(one) for one in ahead]
        if over:
            rows += [Row(None, ["Over"], heading=True), *(self._row(one) for one in over)]
        return rows

    def _row(self, one: Holiday) -> Row:
        today = self.coach.today
        mark = ("-", "warn" if one.since <= today <= one.until else "dim")
        cells: list[Cell] = [one.span(today), one.length, (one.when(today), "dim"), (one.reason, "dim")]
        return Row(record_key(one), cells, mark=mark)

    def can_add(self) -> bool:
        """Holidays are of no plan."""
        return True

    def do_add(self) -> None:
        """Note a holiday."""
        self.open_form(Holiday.table)
