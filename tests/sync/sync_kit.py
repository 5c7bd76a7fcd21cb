"""Machines with a data file each, and one remote between them."""

from __future__ import annotations

import os
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.daily import check_in
from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.settings import Settings
from coach_tui.sync.beginning import address_of, begin
from coach_tui.sync.setting_up import sync_of

if TYPE_CHECKING:
    from coach_tui.sync.motion import Sync
    from coach_tui.sync.outcome import Outcome

TODAY = date(2026, 11, 24)


class Ticking(Clock):
    """A clock that stands, unless it is put on."""

    def __init__(self, minutes: int = 0) -> None:
        super().__init__(TODAY)
        self.minutes = minutes

    def now(self) -> datetime:
        return datetime.fromisoformat("2026-11-24T10:00:00+00:00") + timedelta(minutes=self.minutes)


class Machine:
    """A machine of the coach's: a data file, a configuration folder, and a home without a git of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.home = folder / name
        self.home.mkdir()
        self.path = self.home / "data" / "coach.json"
        self.config = self.home / "config.toml"
        self.clock = Ticking()
        self.desk = Desk(self.path, self.clock)
        self.settings = Settings()
        self.env = {
            "HOME": str(self.home),
            "PATH": os.environ["PATH"],
            "COACH_CONFIG": str(self.config),
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def sync_with(self, **more: Any) -> Sync:
        """What a sync on this machine works with."""
        return sync_of(self.desk, self.settings, self.env, **more)

    def name_remote(self, remote: Path | str) -> str:
        """Name the remote here; returns what is told."""
        sync = self.sync_with()
        return begin(sync.place, sync.repository, address_of(str(remote), self.env), self.desk.store)

    def sync(self, *, join: bool = False) -> Outcome:
        """Sync, as the command does."""
        sync = self.sync_with()
        sync.join = join
        return sync.run()

    def client(self, name: str) -> str:
        """Begin a plan with a client."""
        self.clock.minutes += 1
        return begin_plan(self.desk, {"name": name}, {"start": "2026-09-01", "end": "2027-02-26"})

    def note(self, client: str, text: str) -> None:
        """Note a check-in with a client (uid)."""
        self.clock.minutes += 1
        engagement = self.desk.practice().current(client)
        assert engagement is not None
        check_in(self.desk, engagement.uid, {"note": text})

    def notes(self) -> list[str]:
        """The notes of all check-ins."""
        tables = Desk(self.path, self.clock).store.read()
        return sorted(str(one["note"]) for one in tables["checkins"].values())

    def content(self) -> dict[str, dict[str, Any]]:
        """What the data file holds, by uid, without what a machine counts for itself."""
        tables = Desk(self.path, self.clock).store.read()
        found = {name: {one["uid"]: one for one in table.values()} for name, table in tables.items()}
        about = {**found["meta"]["meta"]}
        for key in ("generation", "synced"):
            about.pop(key, None)
        found["meta"] = {**found["meta"], "meta": about}
        return found


def bare(path: Path) -> Path:
    """An empty repository such as a server has."""
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True, env={"PATH": os.environ["PATH"]})
    return path


def git(folder: Path, *words: str) -> str:
    """What git says in a repository."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    run = subprocess.run(["git", f"--git-dir={folder}", *words], check=True, env=env, capture_output=True)
    return run.stdout.decode().strip()
