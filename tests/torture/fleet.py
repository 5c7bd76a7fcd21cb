"""Several machines of one practice, what a coach does on them, and an account of what was acknowledged."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from coach_tui.changes import daily, milestones, moving, records, session_states
from coach_tui.changes.clients import begin_plan, delete_client
from coach_tui.changes.desk import Desk
from coach_tui.changes.reviews import hold_review
from coach_tui.changes.sessions import hold_session
from coach_tui.changes.undo import redo, undo
from coach_tui.clock import Clock
from coach_tui.exchange.erasing import erase_everywhere
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.merged import canonical
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.store.drafts import save_drafts
from coach_tui.store.journal import in_order
from coach_tui.store.values import copied
from coach_tui.sync.git import Git
from tests.sync import merge_kit
from tests.sync.sync_kit import TODAY, Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from coach_tui.store.shapes import Tables

    Verb = Callable[["Member", random.Random, str], object]

SOON = ("2026-12-03", "2026-12-10", "2026-12-20", "2027-01-05", "2027-01-20")


class Skewed(Clock):
    """The clock of one machine of a fleet: the common time, and some minutes more or less."""

    def __init__(self, fleet: Fleet, minutes: int) -> None:
        super().__init__(TODAY)
        self._fleet, self._skew = fleet, timedelta(minutes=minutes)

    def now(self) -> datetime:
        self._fleet.passed += timedelta(seconds=1)
        return datetime.fromisoformat("2026-11-24T10:00:00+00:00") + self._fleet.passed + self._skew


class Member(Machine):
    """A machine of a fleet."""

    def __init__(self, fleet: Fleet, folder: Path, name: str, skew: int) -> None:
        super().__init__(folder, name)
        self.desk = Desk(self.path, Skewed(fleet, skew))
        self.replica = merge_kit.Replica(self.path)
        self.replica.desk = self.desk
        self.offline = 0
        """For how many steps it is not to sync."""

    @property
    def tables(self) -> Tables:
        return self.desk.store.read()


class Done(NamedTuple):
    """An entry of the history as its machine acknowledged it, with the mark in its texts ("" for none)."""

    entry: Mapping[str, Any]
    mark: str


class Fleet:
    """Machines around a remote, and what was acknowledged on them."""

    def __init__(self, folder: Path, remote: Path, count: int, seed: int) -> None:
        self.dice = random.Random(seed)
        self.passed = timedelta()
        skews = [self.dice.randrange(-7, 8) for _ in range(count)]
        self.machines = [Member(self, folder, f"m{n}", skew) for n, skew in enumerate(skews)]
        self.remote = remote
        self.done: dict[str, Done] = {}
        self.erased: set[str] = set()
        """Who was erased (uids)."""
        self.names: dict[str, set[str]] = {}
        """How each client (uid) was ever called."""
        self.refused = 0
        self.cut = 0
        self._marks = 0
        first = self.machines[0]
        merge_kit.begun(first.path)
        for machine in self.machines:
            machine.name_remote(remote)
            machine.sync()
        self._before: dict[str, set[str]] = {one.name: _entries(one) for one in self.machines}
        self._note_names(first)

    def act(self, machine: Member) -> None:
        """Do something on a machine, and note what it acknowledges."""
        verb = self.dice.choice(VERBS)
        self._marks += 1
        mark = f"zq{self._marks:04}zq"
        try:
            verb(machine, self.dice, mark)
        except (BadInput, ChangedMeanwhile):
            self.refused += 1
        tables = machine.tables
        self._note_names(machine)
        for _, entry in in_order(tables):
            if entry["uid"] not in self._before[machine.name]:
                self.done[entry["uid"]] = Done(copied(dict(entry)), mark)
        self._before[machine.name] = {entry["uid"] for _, entry in in_order(tables)}

    def erase(self, machine: Member) -> None:
        """Erase somebody on a machine for good, with what else lies there."""
        clients = machine.desk.practice().clients
        if len(clients) < 2:
            return
        client = self.dice.choice(clients)
        machine.desk.store.backup("before")
        save_drafts(machine.path, [{"draft_key": "{}", "title": client.name, "values": {"note": client.uid}}])
        erase_everywhere(machine.desk, client.uid, client.name, "", machine.config)
        self.erased.add(client.uid)
        self._before[machine.name] = _entries(machine)

    def sync(self, machine: Member) -> None:
        """Sync a machine, now and then cut off in the middle."""
        step = self.dice.randrange(45) if self.dice.random() < 0.3 else None
        if step is None:
            machine.sync()
        elif cut_off(machine, step):
            self.cut += 1
        self._before[machine.name] |= _entries(machine)
        self._note_names(machine)

    def step(self) -> None:
        """One thing that happens."""
        machine = self.dice.choice(self.machines)
        chance = self.dice.random()
        if machine.offline:
            machine.offline -= 1
            self.act(machine)
        elif chance < 0.62:
            self.act(machine)
        elif chance < 0.67:
            machine.offline = self.dice.randrange(2, 7)
        elif chance < 0.69:
            self.erase(machine)
        else:
            self.sync(machine)

    def settle(self) -> None:
        """Sync all until nothing is left to be told."""
        for _ in range(2):
            for machine in self.machines:
                machine.sync()

    def _note_names(self, machine: Member) -> None:
        for client in machine.desk.practice().clients:
            self.names.setdefault(client.uid, set()).add(client.name)

    def erased_words(self) -> set[str]:
        """What tells of those who were erased, and of nobody else."""
        others = {name for uid, names in self.names.items() if uid not in self.erased for name in names}
        theirs = {name for uid in self.erased for name in self.names.get(uid, ())}
        return self.erased | theirs - others

    def lost(self) -> list[str]:
        """What was acknowledged and neither stands, nor is kept, nor gave way to something that was done."""
        tables = self.machines[0].tables
        account = Account(tables)
        return [line for done in self.done.values() for line in account.lost(done, self.erased)]


class Account:
    """What a practice holds in the end, to be asked for what was acknowledged."""

    def __init__(self, tables: Tables) -> None:
        self._records = {
            (name, record["uid"]): record for name, table in tables.items() for record in table.values()
        }
        self._journal = {entry["uid"]: entry for entry in tables["journal"].values()}
        self._kept: dict[tuple[str, str], list[str]] = {}
        for record in tables.get("merges", {}).values():
            values = [text for one in record["values"] for text in map(canonical, one["value"].values())]
            self._kept.setdefault((record["of"], record["record"]), []).extend(values)
        self._touched: dict[tuple[str, str], list[tuple[str, set[str]]]] = {}
        for uid, entry in self._journal.items():
            for op in entry["ops"]:
                self._touched.setdefault((op["table"], op["uid"]), []).append((uid, _changed(op)))

    def lost(self, done: Done, erased: Collection[str]) -> Iterator[str]:
        """What of an entry is lost, a line each; nothing is where its client was erased."""
        said = canonical(done.entry)
        if any(uid in said for uid in erased):
            return
        entry = self._journal.get(done.entry["uid"])
        if entry is None:
            yield f"{done.entry['what']}: not in the history"
            return
        if entry["state"] != "done":
            return  # taken back
        for op in done.entry["ops"]:
            for field in sorted(_changed(op)):
                if not self._stands(entry["uid"], op, field):
                    yield f"{done.entry['what']}: {op['table']} {op['uid']} {field or 'at all'}"

    def _stands(self, entry: str, op: Mapping[str, Any], field: str) -> bool:
        where = op["table"], op["uid"]
        record, wanted = self._records.get(where), op["after"]
        others = [fields for uid, fields in self._touched.get(where, ()) if uid != entry]
        if any(field in fields or "" in fields for fields in others):
            return True  # somebody else changed it too: which of both stands is for the merge to say
        if wanted is None or record is None:
            return wanted is None and record is None
        if op["table"] == "sessions" and record.get("closing"):
            return True  # called off, as the plan was closed on another machine
        value = wanted.get(field)
        if not field or record.get(field) == value:
            return True
        if isinstance(value, list) and isinstance(record.get(field), list):
            return all(one in record[field] for one in value)
        return canonical(value) in self._kept.get(where, ())


def _changed(op: Mapping[str, Any]) -> set[str]:
    """The fields that an op changed; "" where the record came or went."""
    before, after = op["before"], op["after"]
    if before is None or after is None:
        return {"", *(after or {})}
    return {key for key in {**before, **after} if before.get(key) != after.get(key)}


def _entries(machine: Member) -> set[str]:
    return {entry["uid"] for _, entry in in_order(machine.tables)}


class Cut(BaseException):
    """The machine goes out."""


def cut_off(machine: Machine, step: int) -> bool:
    """Sync, and let the machine go out before that step of it; whether it came to that."""
    from coach_tui.store import durable

    left = step

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal left
            if left == 0:
                raise Cut
            left -= 1
            return real(*given, **named)

        return call

    was = Git._outcome, durable.replace
    vars(durable)["replace"] = counted(durable.replace)
    Git._outcome = counted(Git._outcome)  # type: ignore[method-assign]
    try:
        machine.sync()
    except Cut:
        return True
    finally:
        Git._outcome, vars(durable)["replace"] = was  # type: ignore[method-assign]
    return False


def _plan(machine: Member, dice: random.Random) -> str:
    return machine.replica.plan(dice.randrange(100))


def _one(machine: Member, dice: random.Random, noun: type[Any]) -> str:
    return machine.replica.one(noun, dice.randrange(100))


def _begin(machine: Member, dice: random.Random, mark: str) -> object:
    return begin_plan(machine.desk, {"name": f"Quill {mark}"}, {"start": "2026-09-01"})


def _check_in(machine: Member, dice: random.Random, mark: str) -> object:
    day = f"2026-11-{dice.randrange(1, 24):02}"
    return daily.check_in(machine.desk, _plan(machine, dice), {"on": day, "note": mark})


def _add(noun: type[Any], make: Callable[[str, str], Mapping[str, Any]]) -> Verb:
    def verb(machine: Member, dice: random.Random, mark: str) -> object:
        return records.add(machine.desk, noun, _plan(machine, dice), make(mark, dice.choice(SOON)))

    return verb


def _edit(noun: type[Any], make: Callable[[str, str], Mapping[str, Any]]) -> Verb:
    def verb(machine: Member, dice: random.Random, mark: str) -> object:
        return records.edit(machine.desk, noun, _one(machine, dice, noun), make(mark, dice.choice(SOON)))

    return verb


def _any(machine: Member, dice: random.Random, mark: str) -> object:
    verb = dice.choice(merge_kit.VERBS)
    return verb(machine.replica, dice.randrange(50), dice.randrange(50))


VERBS: tuple[Verb, ...] = (
    _begin,
    _check_in,
    _check_in,
    _check_in,
    _add(Session, lambda mark, day: {"on": day, "time": "11:00", "goal": mark}),
    _add(Commitment, lambda mark, day: {"text": mark, "due": day}),
    _add(Milestone, lambda mark, day: {"title": mark, "due": day}),
    _add(Objective, lambda mark, day: {"title": mark}),
    _edit(Objective, lambda mark, day: {"title": mark}),
    _edit(Objective, lambda mark, day: {"why": mark, "due": day}),
    _edit(Milestone, lambda mark, day: {"title": mark}),
    _edit(Need, lambda mark, day: {"note": mark}),
    lambda m, dice, mark: moving.move(
        m.desk, Milestone, _one(m, dice, Milestone), dice.choice(SOON), reason=mark
    ),
    lambda m, dice, mark: milestones.toggle_done(m.desk, _one(m, dice, Milestone), "2026-11-20"),
    lambda m, dice, mark: session_states.move_session(
        m.desk, _one(m, dice, Session), dice.choice(SOON), "15:00", reason=mark
    ),
    lambda m, dice, mark: session_states.cancel_session(
        m.desk, _one(m, dice, Session), "client", reason=mark
    ),
    lambda m, dice, mark: session_states.book_again(m.desk, _one(m, dice, Session)),
    lambda m, dice, mark: hold_session(m.desk, _plan(m, dice), {"on": "2026-11-20", "shared": mark}),
    lambda m, dice, mark: hold_review(
        m.desk, _plan(m, dice), {"held_on": "2026-11-23", "reflection": mark}, commitments=[{"text": mark}]
    ),
    lambda m, dice, mark: daily.settle(m.desk, _one(m, dice, Commitment), "done"),
    lambda m, dice, mark: daily.note_win(m.desk, _plan(m, dice), mark),
    lambda m, dice, mark: undo(m.desk),
    lambda m, dice, mark: redo(m.desk),
    lambda m, dice, mark: delete_client(m.desk, _one(m, dice, Client)) if dice.random() < 0.3 else None,
    _any,
    _any,
    _any,
    _any,
    _any,
)
"""What a coach does; the mark is put into a text where there is one."""
