"""Three clients and a session that is one of all three, on a real file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.records import add
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.session import Session
from tests.changes.changes_kit import open_desk

NAMES = ("Anna Keller", "Ben Ott", "Cleo Marsh")
HELD, AHEAD = "2026-11-20", "2026-12-08"


class Group:
    """Anna, Ben and Cleo, each with six sessions agreed; `session` was held, `ahead` is booked."""

    def __init__(self, path: Path) -> None:
        self.desk = open_desk(path)
        terms = {"start": "2026-09-01", "sessions": 6}
        self.clients = [begin_plan(self.desk, {"name": name}, terms) for name in NAMES]
        practice = self.desk.practice()
        self.plans = [one.uid for uid in self.clients if (one := practice.current(uid))]
        self.anna, self.ben, self.cleo = self.plans
        also = {"also": [self.ben, self.cleo]}
        self.session = self.add({"on": HELD, "time": "09:00", "shared": "On our teams.", **also})
        self.ahead = self.add({"on": AHEAD, "time": "09:00", **also})

    def add(self, values: dict[str, Any]) -> str:
        """A session booked in Anna's plan."""
        return add(self.desk, Session, self.anna, values)

    @property
    def practice(self) -> Practice:
        return open_desk(self.desk.store.path).practice()

    def raw(self, uid: str = "") -> dict[str, Any]:
        found = self.practice.find("sessions", uid or self.session)
        assert found is not None
        return dict(found.raw)

    def plan(self, engagement: str) -> Plan:
        found = self.practice.find("engagements", engagement)
        plan = self.practice.plan_of(found) if found is not None else None
        assert plan is not None
        return plan

    def seen(self, engagement: str, uid: str = "") -> Session:
        """A session as a plan sees it."""
        return next(one for one in self.plan(engagement).sessions if one.uid == (uid or self.session))
