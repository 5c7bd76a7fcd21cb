"""Replicas of one practice, changed apart by real verbs at chosen moments; what no merge may break."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach_tui.changes import daily, links, records, time_off
from coach_tui.changes.clients import begin_plan, close_engagement, delete_client, edit_client
from coach_tui.changes.desk import Desk
from coach_tui.changes.raters import Reply
from coach_tui.changes.rounds import begin_round, close_round, invite, take_answers
from coach_tui.changes.undo import redo, undo
from coach_tui.clock import Clock
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.merged import canonical
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Practice
from coach_tui.plan.record import Record
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS, check_record
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import fold
from coach_tui.store.checking import check_records, check_shape
from coach_tui.store.packed import pack
from coach_tui.store.shapes import Tables
from coach_tui.sync.merge import Merged, merge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Verb = Callable[["Replica", int, int], object]

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Ticking(Clock):
    """A clock that goes on by a minute whenever it is asked what time it is."""

    def __init__(self, minutes: int = 0) -> None:
        super().__init__(TODAY)
        self.moment = NOON + timedelta(minutes=minutes)

    def now(self) -> datetime:
        self.moment += timedelta(minutes=1)
        return self.moment


class Replica:
    """A data file of its own, with what may be done to it."""

    def __init__(self, path: Path, minutes: int = 0) -> None:
        self.path = path
        self.clock = Ticking(minutes)
        self.desk = Desk(path, self.clock)

    @property
    def tables(self) -> Tables:
        """What the file holds, read afresh."""
        return Desk(self.path, self.clock).store.read()

    @property
    def practice(self) -> Practice:
        return self.desk.practice()

    def fork(self, name: str, minutes: int) -> Replica:
        """A copy of the file on another machine, whose clock is that many minutes later."""
        path = self.path.parent / name / self.path.name
        path.parent.mkdir(exist_ok=True)
        shutil.copy(self.path, path)
        return Replica(path, minutes)

    def uids(self, noun: type[Record]) -> list[str]:
        return sorted(record["uid"] for record in self.practice.tables[noun.table].values())

    def one(self, noun: type[Record], number: int) -> str:
        """The uid of one of the records of a noun."""
        found = self.uids(noun)
        if not found:
            raise BadInput("there is none")
        return found[number % len(found)]

    def plan(self, number: int) -> str:
        return self.one(Engagement, number)


def begun(path: Path) -> Replica:
    """A practice of two clients with a small plan each, one with a round that is open."""
    start = Replica(path)
    for name in ("Anna Berg", "Ben Ott"):
        begin_plan(start.desk, {"name": name, "days_off": ["sat", "sun"]}, {"start": "2026-09-01"})
    for engagement in start.uids(Engagement):
        measure = {"name": "talks", "unit": "a week", "baseline": 0, "target": 3}
        objective = records.add(
            start.desk,
            Objective,
            engagement,
            {"title": "Lead", "measure": [measure], "due": "2027-01-29", "start": "2026-09-01"},
        )
        records.add(
            start.desk, Milestone, engagement, {"title": "Go", "due": "2026-12-15", "objective": objective}
        )
        records.add(start.desk, Milestone, engagement, {"title": "Live", "due": "2027-01-10"})
        records.add(start.desk, Need, engagement, {"kind": "gap", "title": "Calm", "objectives": [objective]})
        records.add(start.desk, Strategy, engagement, {"title": "Walk", "objectives": [objective]})
        records.add(start.desk, Commitment, engagement, {"text": "Call Jo", "due": "2026-11-25"})
        records.add(start.desk, Session, engagement, {"on": "2026-12-01", "time": "10:00"})
    begin_round(start.desk, start.plan(0), ROUND)
    return start


ROUND = {"title": "Autumn", "items": ["listens", "decides"], "opened_on": "2026-11-01"}
TEXTS = ("one", "two", "three")
DAYS = ("2026-12-20", "2027-01-05", "2027-02-01")


def _edit(replica: Replica, noun: type[Record], a: int, changes: dict[str, Any]) -> None:
    records.edit(replica.desk, noun, replica.one(noun, a), changes)


def _check_in(replica: Replica, a: int, b: int) -> None:
    objective = replica.practice.find("objectives", replica.one(Objective, a))
    assert isinstance(objective, Objective)
    values = {measure.uid: b for measure in objective.measures}
    daily.check_in(
        replica.desk, objective.plan, {"on": f"2026-11-{10 + b}", "measures": values, "note": TEXTS[b % 3]}
    )


def _measures(replica: Replica, a: int, b: int) -> None:
    objective = replica.practice.find("objectives", replica.one(Objective, a))
    assert isinstance(objective, Objective)
    kept = [dict(one) for one in objective.measure]
    if b % 3 == 0:
        kept = kept[1:]
    elif b % 3 == 1:
        kept.append({"name": f"more {b}", "unit": "a week", "baseline": 0, "target": b + 1})
    else:
        kept = [{**one, "target": b + 4} for one in kept]
    _edit(replica, Objective, a, {"measure": kept})


def _answer(replica: Replica, a: int, b: int) -> None:
    asked = replica.practice.find("rounds", replica.one(Round, 0))
    assert asked is not None
    groups = ("peer", "self", "manager", "report")
    name = f"Rater {b}"
    reply = Reply(groups[a % 4], {"listens": 1 + b % 5}, {"listens": TEXTS[b % 3]}, rater=name)
    take_answers(replica.desk, asked.plan, asked.uid, [reply])


def _rename_round(replica: Replica, a: int, b: int) -> None:
    _edit(replica, Round, a, {"items": ["listens", TEXTS[b % 3]]})


def _circle(replica: Replica, a: int, b: int) -> None:
    milestones = [
        one for one in replica.practice.tables["milestones"].values() if one["plan"] == replica.plan(a)
    ]
    if len(milestones) < 2:
        raise BadInput("too few")
    first, second = milestones[b % 2], milestones[1 - b % 2]
    records.edit(replica.desk, Milestone, first["uid"], {"after": [second["uid"]]})


def _refer(replica: Replica, a: int, b: int) -> None:
    engagement = replica.plan(a)
    objectives = [r["uid"] for r in replica.practice.tables["objectives"].values() if r["plan"] == engagement]
    if not objectives:
        raise BadInput("none")
    objective = sorted(objectives)[b % len(objectives)]
    records.add(
        replica.desk, Milestone, engagement, {"title": f"On {b}", "due": DAYS[b % 3], "objective": objective}
    )


def _delete(replica: Replica, a: int, b: int) -> None:
    noun = (Objective, Milestone, Need, Strategy, Commitment, Session, Checkin)[b % 7]
    records.delete(replica.desk, noun, replica.one(noun, a))


EDITS: tuple[Verb, ...] = (
    lambda r, a, b: _edit(r, Objective, a, {"title": f"Lead {TEXTS[b % 3]}"}),
    lambda r, a, b: _edit(r, Objective, a, {"due": DAYS[b % 3]}),
    lambda r, a, b: _edit(
        r, Objective, a, {"why": TEXTS[b % 3], "confidence": [{"on": "2026-11-20", "value": b}]}
    ),
    lambda r, a, b: _edit(r, Milestone, a, {"due": DAYS[b % 3]}),
    lambda r, a, b: _edit(r, Need, a, {"note": TEXTS[b % 3], "importance": b % 5 + 1}),
    lambda r, a, b: _edit(r, Strategy, a, {"cadence": ("daily", "2x/week", "weekly")[b % 3]}),
    lambda r, a, b: _edit(r, Session, a, {"on": DAYS[b % 3], "goal": TEXTS[a % 3]}),
    lambda r, a, b: edit_client(
        r.desk, r.one(Client, a), {"role": TEXTS[b % 3], "days_off": ["mon", "tue", "wed"][: b % 4]}
    ),
    lambda r, a, b: edit_client(r.desk, r.one(Client, a), {"name": f"Cleo {TEXTS[b % 3]}"}),
    lambda r, a, b: daily.settle(
        r.desk, r.one(Commitment, a), ("done", "dropped", "partly")[b % 3], reason="so"
    ),
    lambda r, a, b: time_off.pause(r.desk, r.plan(a), TEXTS[b % 3], DAYS[b % 3], "2026-11-25"),
    lambda r, a, b: time_off.resume(r.desk, r.plan(a)),
    _measures,
    _circle,
    lambda r, a, b: undo(r.desk),
)
"""Changes of what is there: those of two replicas often meet."""

OTHERS: tuple[Verb, ...] = (
    lambda r, a, b: begin_plan(r.desk, {"name": f"Dora {TEXTS[b % 3]}"}),
    lambda r, a, b: records.add(r.desk, Objective, r.plan(a), {"title": f"New {TEXTS[b % 3]}"}),
    lambda r, a, b: records.add(r.desk, Commitment, r.plan(a), {"text": TEXTS[b % 3], "due": DAYS[b % 3]}),
    lambda r, a, b: records.add(r.desk, Session, r.plan(a), {"on": DAYS[b % 3], "time": "09:00"}),
    lambda r, a, b: time_off.add_holiday(r.desk, DAYS[b % 3], "", TEXTS[a % 3]),
    _check_in,
    _refer,
    _delete,
    _delete,
    _answer,
    _rename_round,
    lambda r, a, b: begin_round(r.desk, r.plan(0), {**ROUND, "title": f"Spring {b}"}),
    lambda r, a, b: invite(r.desk, r.plan(0), r.one(Round, a), [("peer", f"Rater {b}", "")]),
    lambda r, a, b: close_engagement(r.desk, r.plan(a), TEXTS[b % 3]),
    lambda r, a, b: delete_client(r.desk, r.one(Client, a)),
    lambda r, a, b: redo(r.desk),
)
CLOSING: tuple[Verb, ...] = (lambda r, a, b: close_round(r.desk, r.one(Round, a)), _answer)
"""A round that is closed takes no more answers: where the next one begins on a third machine, late answers
go on to it or not by which of them were merged first."""
VERBS = EDITS + OTHERS
"""What may be done to a replica, by two numbers that say to what and how."""

Script = list[tuple[int, int, int]]


def play(replica: Replica, script: Script, verbs: Sequence[Verb] = VERBS) -> Tables:
    """Do it all, but for what is refused; what the file holds then."""
    for verb, a, b in script:
        try:
            verbs[verb % len(verbs)](replica, a, b)
        except (BadInput, ChangedMeanwhile):
            continue
    return replica.tables


def contents(tables: Tables) -> dict[str, Any]:
    """What the tables hold, whatever their numbers."""
    found = {
        name: {record["uid"]: canonical(record) for record in table.values()}
        for name, table in tables.items()
        if name not in ("meta", "journal")
    }
    journal = {
        entry["uid"]: (entry["state"], [_done(op) for op in pack(entry)["ops"]])
        for entry in tables["journal"].values()
    }
    return {**{name: rows for name, rows in found.items() if rows}, "journal": journal}


def _done(op: dict[str, Any]) -> str:
    return canonical([op[key] for key in ("table", "uid", "before", "after")])


def check_sound(tables: Tables) -> None:
    """All that must hold of any data file."""
    check_shape(tables)
    check_records(tables, b"", check_record)
    practice = Practice(tables)
    names = [fold(client.name) for client in practice.clients]
    assert len(set(names)) == len(names)
    for client in practice.clients:
        assert sum(engagement.open for engagement in practice.engagements(client.uid)) <= 1
    for record in tables["engagements"].values():
        assert practice.client(record["client"]) is not None
        plan = practice.plan_of(Engagement(record))
        assert plan is not None
        for noun in NOUNS.values():
            for part in plan.part(noun) if noun.belongs == "plan" else ():
                links.check_links(plan, noun, dict(part.raw), part.uid)
    for name, noun in NOUNS.items():
        if noun.belongs == "plan":
            for record in tables[name].values():
                assert practice.find("engagements", record["plan"]) is not None, (name, record)
    moments = [
        (entry["at"], entry["uid"]) for _, entry in sorted(tables["journal"].items(), key=lambda i: int(i[0]))
    ]
    assert len({uid for _, uid in moments}) == len(moments)


def both_ways(base: Tables | None, ours: Tables, theirs: Tables) -> Merged:
    """The merge, which is the same whoever merges, and sound."""
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    assert canonical(here.tables) == canonical(there.tables)
    assert here.remarks == there.remarks
    assert here.to_look_at == there.to_look_at
    check_sound(here.tables)
    return here
