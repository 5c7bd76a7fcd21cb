"""What a sync says of a value that had to give way: whose it is, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.clients import edit_client
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
    edit_client(laptop.desk, anna, {"role": "Head"})
    server.clock.minutes += 5
    edit_client(server.desk, anna, {"email": "anna@example.org"})
    laptop.sync()
    server.sync()
    laptop.sync()
    for machine in (laptop, server):
        assert machine.desk.practice().tables["clients"]
        assert not [line for line in machine.desk.store.doctor() if "outside" in line or "else" in line]
