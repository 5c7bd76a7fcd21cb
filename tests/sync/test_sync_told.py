"""What a sync says of a value that had to give way: whose it is, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records, time_off
from coach_tui.changes.clients import edit_client
from coach_tui.changes.moving import move
from coach_tui.plan.milestone import Milestone
from coach_tui.sync.outcome import as_json

if TYPE_CHECKING:
    from tests.sync.sync_kit import Machine


def test_what_is_to_be_looked_at_is_told_with_its_place(two: tuple[Machine, Machine, str]) -> None:
    laptop, server, anna = two
    for machine, role in ((laptop, "Head"), (server, "Lead")):
        edit_client(machine.desk, anna, {"role": role})
    laptop.sync()
    told = as_json(server.sync(), server.desk.practice())
    (kept,) = told["to_look_at"]
    assert kept.pop("id")
    assert kept == {"client": "Anna Berg", "table": "clients", "record": anna, "field": "role"}


def test_the_doctor_takes_no_merge_for_a_hand_in_the_file(two: tuple[Machine, Machine, str]) -> None:
    laptop, server, anna = two
    plan = laptop.desk.practice().current(anna)
    assert plan is not None
    uid = records.add(laptop.desk, Milestone, plan.uid, {"title": "Go", "due": "2026-12-15"})
    laptop.sync()
    server.sync()
    for minutes, machine, day in ((1, laptop, "2026-12-18"), (5, server, "2026-12-22")):
        machine.clock.minutes += minutes
        move(machine.desk, Milestone, uid, day, by="coach", reason="later")
    for machine in (laptop, server, laptop):
        machine.sync()
    for machine in (laptop, server):
        assert machine.desk.practice().tables["clients"]
        assert not [line for line in machine.desk.store.doctor() if "outside" in line or "else" in line]


@pytest.mark.parametrize("ended_last", [True, False])
def test_a_pause_that_one_ended_and_the_other_made_longer_is_told(
    two: tuple[Machine, Machine, str], *, ended_last: bool
) -> None:
    laptop, server, anna = two
    plan = laptop.desk.practice().current(anna)
    assert plan is not None
    time_off.pause(laptop.desk, plan.uid, until="2026-12-20")
    laptop.sync()
    server.sync()
    laptop.clock.minutes += 5 if ended_last else 1
    server.clock.minutes = 3
    time_off.resume(laptop.desk, plan.uid)
    time_off.pause(server.desk, plan.uid, until="2027-01-09")
    laptop.sync()
    (said,) = server.sync().remarks
    assert said.startswith("the pause Tue 24 Nov 2026 to Sat 9 Jan 2027 of the engagement")
    assert said.endswith(" of Anna Berg was taken out on one machine and is back: it was changed on another")
