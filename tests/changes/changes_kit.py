"""A small plan on a real file, and what undo must give back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.clock import Clock
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.store.layout import BETWEEN
from coach_tui.store.seal import JOURNAL

TODAY = date(2026, 11, 24)


def open_desk(path: Path) -> Desk:
    """The file as another process would open it."""
    return Desk(path, Clock(TODAY))


def tables(desk: Desk) -> dict[str, list[tuple[str, Any]]]:
    """Everything in the file but journal and meta, read afresh, with numbers and order."""
    stored = open_desk(desk.store.path).store.read()
    return {name: list(table.items()) for name, table in stored.items() if name not in ("journal", "meta")}


def stored(desk: Desk) -> bytes:
    """Every byte of the file but those of journal and meta."""
    data = desk.store.path.read_bytes()
    return data[data.index(BETWEEN) : data.index(JOURNAL)]


class World:
    """One client with a plan that has a part of every kind."""

    def __init__(self, path: Path) -> None:
        self.desk = open_desk(path)
        desk = self.desk
        self.client = begin_plan(
            desk,
            {"name": "Anna Berg", "days_off": ["sat", "sun"]},
            {"start": "2026-09-01", "end": "2027-02-26"},
        )
        engagement = desk.practice().current(self.client)
        assert engagement is not None
        self.engagement = engagement.uid
        measure = {"name": "stand-ups", "unit": "a month", "baseline": 0, "target": 12}
        second = {"name": "talks", "unit": "a week", "baseline": 0, "target": 3}
        self.objective = self.add(
            Objective,
            {"title": "Lead", "measure": [measure, second], "start": "2026-09-01", "due": "2027-01-29"},
        )
        self.other = self.add(Objective, {"title": "Rest", "start": "2026-09-01"})
        self.need = self.add(Need, {"kind": "gap", "title": "Delegating", "objectives": [self.objective]})
        self.strategy = self.add(
            Strategy,
            {"title": "Delegate", "needs": [self.need], "objectives": [self.objective, self.other]},
        )
        self.first = self.add(
            Milestone, {"title": "Kick-off", "due": "2026-12-01", "objective": self.objective}
        )
        self.second = self.add(Milestone, {"title": "Go-live", "due": "2026-12-15", "after": [self.first]})
        self.measure, self.talks = (m.uid for m in self.plan.objectives[0].measures)
        self.checkin = self.add(
            Checkin,
            {"on": "2026-11-20", "measures": {self.measure: 3, self.talks: 1}, "done": [self.strategy]},
        )
        self.commitment = self.add(Commitment, {"text": "Call Jonas", "due": "2026-11-25"})
        self.review = self.add(Review, {"due": "2026-11-25"})
        self.session = self.add(Session, {"on": "2026-11-24", "time": "10:00", "private": "Careful."})
        self.win = self.add(
            Win, {"on": "2026-11-20", "text": "Rang", "objective": self.objective, "milestone": self.first}
        )

    def add(self, noun: type[Record], values: dict[str, Any]) -> str:
        return add(self.desk, noun, self.engagement, values)

    @property
    def plan(self) -> Plan:
        plan = self.desk.practice().plan(self.client, self.engagement)
        assert plan is not None
        return plan

    def raw(self, table: str, uid: str) -> dict[str, Any]:
        """A copy of a stored document."""
        found = open_desk(self.desk.store.path).practice().find(table, uid)
        assert found is not None
        return dict(found.raw)
