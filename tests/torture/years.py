"""A practice over the years: days of changes, each with a sync, and what the remote grows to."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

from coach_tui.changes import daily, records
from coach_tui.changes.clients import edit_client
from coach_tui.clock import Clock
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin, Commitment
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.session import Session
from tests.bulk import build_many
from tests.sync.sync_kit import TODAY, Machine

CHANGES = 10
"""Changes a day."""
CLIENTS, RECORDS = 80, 420
"""So many clients, with so many records each, are about five megabytes."""


class Days(Clock):
    """A clock whose day is set, and whose minutes pass as it is asked."""

    def __init__(self) -> None:
        super().__init__(TODAY)
        self.day = 0
        self.minutes = 0

    def today(self) -> date:
        return TODAY + timedelta(days=self.day)

    def now(self) -> datetime:
        self.minutes += 1
        return datetime.fromisoformat("2026-11-24T08:00:00+00:00") + timedelta(
            days=self.day, seconds=self.minutes
        )


class Years:
    """A machine with a large practice that is changed every day, and its remote."""

    def __init__(self, folder: Path, remote: Path, clients: int = CLIENTS) -> None:
        self.machine = Machine(folder, "machine")
        self.clock = Days()
        self.machine.desk.clock = self.clock
        self.machine.desk.store.now = self.clock.now
        build_many(self.machine.desk, clients, RECORDS)
        self._forget_building()
        self.remote = remote
        self._dice = random.Random(1)

    def _forget_building(self) -> None:
        """Leave out of the history how it was built, which would be half of it."""
        tables = self.machine.desk.store.read()
        self.machine.path.write_text(json.dumps({**tables, "journal": {}}), encoding="utf-8")

    def begin(self) -> None:
        """Name the remote, and send it all for the first time."""
        self.machine.name_remote(self.remote)
        self.machine.sync()

    def live(self) -> None:
        """A day: its changes, and the sync in the evening."""
        self.clock.day += 1
        for _ in range(CHANGES):
            self._change()
        self.machine.sync()

    def _change(self) -> None:
        desk, dice = self.machine.desk, self._dice
        practice = desk.practice()
        plans = sorted(
            one["uid"] for one in practice.tables["engagements"].values() if not one.get("closed_on")
        )
        plan = dice.choice(plans)
        today = self.clock.today()
        said = " ".join(dice.choice(WORDS) for _ in range(dice.randrange(6, 40)))
        kind = dice.random()
        if kind < 0.5:
            daily.check_in(desk, plan, {"on": (today - timedelta(1)).isoformat(), "note": said})
        elif kind < 0.65:
            records.add(
                desk, Commitment, plan, {"text": said[:80], "due": (today + timedelta(7)).isoformat()}
            )
        elif kind < 0.8:
            soon = (today + timedelta(dice.randrange(3, 30))).isoformat()
            records.add(desk, Session, plan, {"on": soon, "time": "10:00", "goal": said[:120]})
        elif kind < 0.9:
            held = sorted(one["uid"] for one in practice.documents("checkins", plan))
            records.edit(desk, Checkin, dice.choice(held), {"note": said})
        elif kind < 0.95:
            engagement = practice.find(Engagement.table, plan)
            client = str(engagement.raw["client"]) if engagement else ""
            edit_client(desk, client, {"role": said[:60]})
        else:
            found = sorted(one["uid"] for one in practice.documents("milestones", plan))
            records.edit(desk, Milestone, dice.choice(found), {"title": f"Milestone {said[:30]}"})

    @property
    def size(self) -> int:
        """Bytes of the data file."""
        return self.machine.path.stat().st_size

    @property
    def weight(self) -> int:
        """Bytes of the remote, as its files take them."""
        return sum(path.stat().st_size for path in self.remote.rglob("*") if path.is_file())

    def clean_up(self) -> None:
        """Have the remote do what its server does from time to time."""
        subprocess.run(["git", f"--git-dir={self.remote}", "gc", "--quiet"], check=True)


TEXT = """
asked before answering twice this week the team meeting went quiet and then somebody spoke up about it
delegated reports to Emre who took longer yet got there on Friday evening without a call walked at noon
slept badly after the board paper felt calm wrote three lines of what to say kept silent counted breaths
"""
WORDS = TEXT.split()
