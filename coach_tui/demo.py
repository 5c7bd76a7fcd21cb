"""A practice of ten made-up clients, to look around in: every date is counted from the day taken as today."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.changes.booking import book_sessions
from coach_tui.changes.daily import check_in, note_win, settle
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.moving import move
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import add
from coach_tui.exchange.planfile import read_toml
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.practice import named
from coach_tui.plan.session import HELD, Session

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Plan

PLANS = Path(__file__).with_name("demo_plans")
"""Plan files in which `@-3` stands for the day three days ago, and `~-3` for a working day near it."""

_DAY = re.compile(r"(?<=[\s\[{,=])([@~])([+-]\d{1,4})\b")


def build(desk: Desk) -> None:
    """Fills an empty data file with the made-up practice, and a few changes that can be undone.

    Raises:
        BadInput: when there are clients in the file already.
    """
    if desk.practice().clients:
        raise BadInput("this file holds clients already; the demo takes an empty one")
    for path in sorted(PLANS.glob("*.toml")):
        draft = read_toml(dated(path.read_text(encoding="utf-8"), desk.today))
        came_back = [c for c in desk.practice().clients if c.name == draft["client"]["name"]]
        take_in(desk, draft, replace=bool(came_back))
    _group(desk)
    _today(desk)


def _group(desk: Desk) -> None:
    """The hour that three clients had together, and the one that two will have."""
    jose, samuel, lukasz = (_plan(desk, name).engagement.uid for name in ("José", "Samuel", "Łukasz"))
    held = {
        "on": dated(" ~-60", desk.today).strip(),
        "time": "16:00",
        "minutes": 90,
        "state": HELD,
        "also": [samuel, lukasz],
        "shared": "What each has handed over since the summer, and what came back to the desk.",
        "private": "They ask one another harder questions than I would.",
    }
    add(desk, Session, jose, held)
    ahead = [(dated(" ~+10", desk.today).strip(), "16:00")]
    values = {"also": [samuel], "goal": "Rehearse before somebody who asks back."}
    book_sessions(desk, jose, ahead, values)


def dated(text: str, today: date) -> str:
    """A demo plan with its days filled in; a working day is moved away from today, never past it."""

    def day(match: re.Match[str]) -> str:
        offset = int(match[2])
        found = today + timedelta(days=offset)
        late = found.weekday() - 4 if match[1] == "~" else 0
        if late > 0:
            found += timedelta(days=-late if offset < 0 else 3 - late)
        return found.isoformat()

    return _DAY.sub(day, text)


def _today(desk: Desk) -> None:
    """What the coach has done already today."""
    zoe = _plan(desk, "Zoë")
    milestone = named(zoe.milestones, "Late shift", "milestone")
    soon = desk.today + timedelta(days=14 if desk.today.weekday() < 5 else 16)
    move(
        desk,
        Milestone,
        milestone.uid,
        soon.isoformat(),
        scope="dependents",
        by="client",
        reason="the late shift wants a week of its own to try it",
    )
    jose = _plan(desk, "José")
    page = named(jose.commitments, "One page", "commitment")
    settle(desk, page.uid, "done")
    rehearsal = named(jose.strategies, "Rehearse", "strategy")
    rehearsals = jose.objectives[0].measures[0]
    check_in(
        desk,
        jose.engagement.uid,
        {
            "measures": {rehearsals.uid: 6},
            "done": [rehearsal.uid],
            "note": "Dry run in the boardroom itself.",
        },
    )
    tom = _plan(desk, "Tom")
    toggle_done(desk, named(tom.milestones, "£10,000", "milestone").uid)
    note_win(desk, tom.engagement.uid, "£10,000 put aside, ahead of the date")
    anna = _plan(desk, "Anna")
    note_win(desk, anna.engagement.uid, "Jonas led the stand-up, and she sat down")


def _plan(desk: Desk, name: str) -> Plan:
    practice = desk.practice()
    plan = practice.plan(practice.client_named(name).uid)
    assert plan is not None
    return plan
