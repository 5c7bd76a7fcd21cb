"""Strategies (3): practice, meetings and training, how often they are done, and what they serve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from coach_tui.app.places.record_place import RecordPlace, record_key
from coach_tui.app.widgets.drawing import Cell
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.dates import relative
from coach_tui.plan.fields import plain_number
from coach_tui.plan.if_then import if_then
from coach_tui.plan.kinds import kinds
from coach_tui.plan.practice import Plan
from coach_tui.plan.standing import asked_of
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.weeks import FLAG, PracticeLog

WEEKS = 4


class Strategies(RecordPlace):
    """The strategies of a plan, active ones first."""

    title = "Strategies"
    keys = ("add", "open", "before", "edit", "done", "close", "delete")
    helps: ClassVar[dict[str, str]] = {"done": "Practised today, or not after all"}
    adds = Strategy
    columns = (Column(None, min=20), Column(9, drop=2), Column(15, drop=1), Column(7), Column(11, "right"))
    empty_text = (
        "No strategy yet.\n"
        "A practice, meeting or training that fits the client's life: how often, at which cue, "
        "against which obstacle.\n"
        "Press {add} to add the first."
    )

    @property
    def right_text(self) -> str:
        """Hours asked for, against what the client has."""
        plan = self.plan
        if plan is None:
            return ""
        hours = sum(s.hours_per_week or 0 for s in asked_of(plan))
        have = plan.client.hours_per_week
        return f"{plain_number(hours)} of {plain_number(have)} h/week" if have is not None else ""

    made_to_measure = True

    def make_rows(self) -> list[Row]:
        """The strategies, each with its if–then and its obstacle plan where all have room for them."""
        return self.with_room(self._rows)

    def _rows(self, told: bool) -> list[Row]:
        """Active ones, then the others under their status."""
        plan = self.plan
        if plan is None:
            return []
        rows = []
        for status in ("active", "paused", "finished", "dropped"):
            found = [strategy for strategy in plan.strategies if strategy.status == status]
            if found and status != "active":
                rows.append(Row(None, [status.capitalize()], heading=True))
            rows += [self._row(plan, strategy, told) for strategy in found]
        return rows + self._across() if rows else []

    def _across(self) -> list[Row]:
        """What became of strategies with all clients, by kind."""
        found = kinds(self.coach.practice)
        rows = [Row(None, ["With all clients, by kind"], heading=True)] if found else []
        for count in found:
            why = f": {count.reasons[0]}" if count.reasons else ""
            said = f"{count.finished} finished, {count.dropped} dropped{why}"
            rows.append(Row(None, [(count.kind, "dim"), ("", ""), (said, "dim")]))
        return rows

    def _row(self, plan: Plan, strategy: Strategy, told: bool) -> Row:
        today = self.coach.today
        kept = PracticeLog(plan, strategy)
        log, missed = kept.done, kept.missed(plan.engagement.clock(today))
        flagged = missed >= FLAG
        mark = ("!", "warn") if flagged else ("·", "dim")
        last = relative(log[-1], today) if log else "not yet"
        cadence = str(strategy.cadence or "no cadence").removeprefix("every ")
        return Row(
            record_key(strategy),
            [
                strategy.title,
                (strategy.kind, "dim"),
                (cadence, "" if strategy.cadence else "warn"),
                practised_weeks(log, today),
                (f"missed {missed}×" if flagged else last, "warn" if flagged else "dim"),
            ],
            mark=mark if kept.asks else ("", ""),
            search=f"{strategy.cue} {strategy.response}",
            under=_told(strategy) if told else (),
        )


def _told(strategy: Strategy) -> list[Cell]:
    """What the client does when, and against what gets in the way; a blank line behind it."""
    said = if_then(strategy.cue, strategy.response) if strategy.cue or strategy.response else ""
    against = f"obstacle: {strategy.obstacle}" if strategy.obstacle else ""
    found = [text for text in (said, against) if text] if strategy.status == "active" else []
    return [*((text, "dim") for text in found), ""] if found else []


def practised_weeks(log: Sequence[date], today: date) -> str:
    """How often in each of the last four weeks, oldest first: “2 1 – 1”."""
    counts = []
    for back in range(WEEKS, 0, -1):
        first = today - timedelta(days=7 * back - 1)
        count = sum(1 for day in log if first <= day < first + timedelta(days=7))
        counts.append(str(count) if count else "–")
    return " ".join(counts)
