"""Calendar changes: what was moved or marked done in the other calendar, to accept or to pass over."""

from __future__ import annotations

from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.detail import wrap_spans
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.exchange.ics import CalendarRead
from coach_tui.plan.calendar_changes import CalendarChange, compare

NOTES = 5
"""Lines told of what could not be read, before the rest is counted."""

MARGIN = 6
"""Cells of a line that a remark leaves free: the list's mark and edges."""


class CalendarChanges(ListPlace):
    """A row for each change, and under it what to know before accepting it."""

    title = "Calendar changes"
    of_plan = False
    keys = ("done", "delete", "back")
    labels = {"done": "accept", "delete": "pass over"}  # noqa: RUF012
    columns = (Column(None, min=20), Column(37))
    made_to_measure = True
    empty_text = "Nothing was moved or marked done there.\nThe calendar and the plans say the same."

    def __init__(self) -> None:
        super().__init__()
        self.passed: set[str] = set()
        """Changes (their keys) that the coach has passed over since the app was opened."""
        self.proposals: dict[str, CalendarChange] = {}
        self.read: CalendarRead | None = None

    def take(self, given: object) -> None:
        """The calendar as it was read."""
        assert isinstance(given, CalendarRead)
        self.read = given

    @property
    def right_text(self) -> str:
        """How many changes wait."""
        waiting = len(self.waiting)
        return f"{waiting} change" if waiting == 1 else f"{waiting} changes"

    @property
    def waiting(self) -> list[CalendarChange]:
        """The changes that were not passed over."""
        return [proposal for key, proposal in self.proposals.items() if key not in self.passed]

    @property
    def put_back(self) -> set[str]:
        """The UIDs of what was passed over: the next writing puts back what the plan says."""
        left = {proposal.item.uid for proposal in self.waiting}
        return {proposal.item.uid for proposal in self.proposals.values()} - left

    def _fit(self) -> None:
        self.add_class("narrow")

    def make_rows(self) -> list[Row]:
        """The changes by client's name and day, then what cannot be taken."""
        app = self.coach
        read = self.read
        if read is None:
            return []
        found = compare(app.practice, read.there, app.today)
        self.proposals = {proposal.key: proposal for proposal in found.proposals}
        rows: list[Row] = []
        for client in app.practice.clients:
            own = [p for p in found.proposals if p.item.client == client.uid]
            if own:
                rows.append(Row(None, [client.name], heading=True))
            for proposal in own:
                rows += self._rows_of(proposal)
        faults = [app.practice.shown(fault) for fault in read.faults]
        refused = [one.said for one in found.refused]
        return rows + self._notes([*faults, *refused, *found.notes, *self._missing(found.missing)])

    def _rows_of(self, proposal: CalendarChange) -> list[Row]:
        """A change, and what to know about it."""
        today = self.coach.today
        over = proposal.key in self.passed
        style = "dim" if over else ""
        rows = [Row(proposal.key, [(proposal.name, style), (proposal.change(today), style)])]
        if over:
            return [*rows, Row(None, [("  passed over", "dim")])]
        marks = ["warn" if proposal.clash and not number else "dim" for number in range(9)]
        for remark, mark in zip(proposal.remarks(today), marks, strict=False):
            rows += self._wrapped(remark, mark, "  ! ")
        return rows

    def _wrapped(self, said: str, style: str, lead: str = "") -> list[Row]:
        """A line, wrapped rather than cut; `lead` stands before it, and what follows is set in by as much."""
        room = (self.list.size.width or self.app.size.width) - MARGIN - len(lead)
        lines = wrap_spans([(said, style)], room)
        after = " " * (len(lead) or 2)
        return [Row(None, [[(after if n else lead, style), *line]]) for n, line in enumerate(lines)]

    @staticmethod
    def _missing(names: list[str]) -> list[str]:
        if not names:
            return []
        shown = ", ".join(names[:3])
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return [f"not there, and kept here: {shown}{more}"]

    def _notes(self, lines: list[str]) -> list[Row]:
        rows = [row for line in lines[:NOTES] for row in self._wrapped(line, "dim")]
        if len(lines) > NOTES:
            rows.append(Row(None, [(f"and {len(lines) - NOTES} more like these", "dim")]))
        return [Row(None, ["Besides"], heading=True), *rows] if rows else []

    @property
    def chosen(self) -> CalendarChange | None:
        """The change under the cursor."""
        return self.proposals.get(self.key)

    def can_done(self) -> bool:
        """Whether there is a change under the cursor."""
        return self.chosen is not None

    can_open = can_delete = can_done

    def do_done(self) -> None:
        """Accept the change."""
        from coach_tui.app.dialogues.other_calendar import accept_change

        if self.chosen is not None:
            self.passed.discard(self.chosen.key)
            others = [p for p in self.waiting if p is not self.chosen]
            self.coach.talk(accept_change(self.coach, self.chosen, others))

    do_open = do_done

    def do_delete(self) -> None:
        """Pass the change over, or take it up again."""
        if self.chosen is None:
            return
        over = self.chosen.key not in self.passed
        self.passed ^= {self.chosen.key}
        self.load()
        self.coach.show_lines()
        key = self.coach.key_of("delete")
        if over:
            hint = f"{key} takes it up again"
            self.coach.bottom.say("passed over: the next writing puts the plan's day back", hint=hint)
        else:
            self.coach.bottom.say("taken up again")
