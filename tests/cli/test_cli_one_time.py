"""Sessions at one time are told by whatever books or moves one, and refused by nothing (domain rules §10)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PLAN = """
[client]
name = "{name}"
[engagement]
start = 2026-09-01
[[session]]
on = 2026-12-01
time = {time}
state = "booked"
"""
TOO = "coach: Ben Okafor has a session at that time, too: Tue 1 Dec 10:00\n"


@pytest.fixture
def booked(empty: Any) -> Any:
    """Anna at 11:00 and Ben at 10:00 of the same day."""
    empty.ok("import", "-", stdin=PLAN.format(name="Anna Berg", time="11:00:00"))
    empty.ok("import", "-", stdin=PLAN.format(name="Ben Okafor", time="10:00:00"))
    return empty


def editor(booked: Any, tmp_path: Path, old: str, new: str) -> None:
    script = tmp_path / "editor"
    script.write_text(f'#!/bin/sh\nsed -i "s/{old}/{new}/" "$1"\n')
    script.chmod(0o755)
    booked.env["EDITOR"] = str(script)


def test_in_the_editor(booked: Any, tmp_path: Path) -> None:
    editor(booked, tmp_path, "11:00", "10:30")
    moved = "coach: 1 booked session moves: Tue 1 Dec 11:00 → Tue 1 Dec 10:30\n"
    assert booked("edit", "anna").err == moved + TOO


def test_by_an_import(booked: Any) -> None:
    plan = PLAN.format(name="Anna Berg", time="10:30:00")
    moved = "coach: 1 booked session moves: Tue 1 Dec 11:00 → Tue 1 Dec 10:30\n"
    assert booked("import", "-", "--replace", stdin=plan).err == moved + TOO
    booked.ok("undo")
    assert booked("import", "-", "--replace", "--json", stdin=plan).json["files"][0]["at_one_time"] == [
        TOO.removeprefix("coach: ").strip()
    ]


def test_one_hour_given_with_its_time_and_without(booked: Any) -> None:
    plan = PLAN.format(name="Cleo Marsh", time="10:00:00").replace("2026-12-01", "2026-12-03")
    twice = f'{plan}[[session]]\non = 2026-12-03\nstate = "booked"\n'
    said = (
        "Cleo Marsh has two sessions on Thu 3 Dec, 10:00 and one without a time: "
        "if that is one hour, delete one; else give it its time"
    )
    assert booked("import", "-", stdin=twice).err == f"coach: {said}\n"
    assert said.replace("Thu 3 Dec", "2026-12-03") in booked("doctor").out
    booked.ok("import", "-", "--replace", stdin=plan)
    assert "without a time" not in booked("doctor").out
    assert booked("import", "-", "--replace", stdin=twice).err == f"coach: {said}\n"


def test_by_an_export_that_comes_back(booked: Any) -> None:
    exported = json.loads(booked.ok("export", "json"))
    for raw in exported["tables"]["sessions"]:
        raw["time"] = "10:00"
    ran = booked("import", "-", "--replace", stdin=json.dumps(exported))
    assert ran.status == 0
    assert TOO in ran.err
    assert "Anna Berg has a session at that time, too" not in ran.err  # only hers was moved


def test_by_a_calendar_that_comes_back(booked: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    booked.ok("export", "ics", "-o", str(path))
    path.write_bytes(path.read_bytes().replace(b"DTSTART:20261201T110000", b"DTSTART:20261201T103000"))
    ran = booked("import", str(path), "--yes")
    assert ran.status == 0
    assert TOO in ran.err


def test_by_undo_and_redo(booked: Any) -> None:
    booked.ok("session", "ben", "cancelled by client")
    booked.ok("session", "anna", "move to 1 dec 10:00")
    ran = booked("session", "ben", "again 1 dec")
    assert "Anna Berg has a session at that time, too: Tue 1 Dec 10:00" in ran.out
    booked.ok("undo")
    assert booked("redo").err == "coach: Anna Berg has a session at that time, too: Tue 1 Dec 10:00\n"


def test_as_an_engagement_is_opened_again(booked: Any, tmp_path: Path) -> None:
    booked.ok("close", "ben")
    assert booked.ok("session", "anna", "1 dec 10:00").count("\n") == 1
    editor(booked, tmp_path, "^closed_on.*$", "")
    assert "Anna Berg has a session at that time, too: Tue 1 Dec 10:00" in booked("edit", "ben").err


def test_the_same_client_at_another_minute_and_at_the_same(booked: Any) -> None:
    booked.ok("undo")
    out = booked.ok("session", "anna", "1 dec 10:30")
    assert "Anna Berg has two sessions on Tue 1 Dec, 10:30 and 11:00: delete or move one" in out
    out = booked.ok("session", "anna", "1 dec 11:00")
    assert "Anna Berg has 3 sessions on Tue 1 Dec, 10:30, 11:00 and 11:00: delete or move one" in out


def test_a_series_twice_is_told_and_taken_back(booked: Any) -> None:
    line = "weekly, Wednesdays 9:00, three times"
    booked.ok("session", "anna", line)
    out = booked.ok("session", "anna", line).splitlines()
    assert out[1:] == [
        f"Anna Berg has two sessions on Wed {day} 09:00: delete or move one"
        for day in ("25 Nov", "2 Dec", "9 Dec")
    ]
    booked.ok("undo")
    assert "09:00" not in booked.ok("doctor")


def test_doctor_tells_all_by_day(booked: Any) -> None:
    booked.ok("session", "anna", "1 dec 10:15")
    assert booked.ok("doctor").splitlines() == [
        "2026-12-01: Ben Okafor 10:00, Anna Berg 10:15 and Anna Berg 11:00 are at one time: "
        "delete or move one"
    ]
    for _ in range(2):
        booked.ok("session", "anna", "daily, 14:00, from 2 dec, 11 times")
    found = booked.ok("doctor").splitlines()
    assert len(found) == 11
    assert found[-1] == "and 2 more times at which sessions meet"


def test_more_sessions_than_were_agreed_are_told(empty: Any) -> None:
    plan = PLAN.format(name="Anna Berg", time="11:00:00").replace("[[session]]", "sessions = 2\n[[session]]")
    empty.ok("import", "-", stdin=plan)
    assert "agreed" not in empty.ok("session", "anna", "8 dec 10:00")
    third = "3 sessions with Anna Berg are used or booked, of 2 agreed"
    assert empty.ok("session", "anna", "15 dec 10:00").splitlines()[1:] == [third]
    assert "agreed" not in empty.ok("session", "anna", "move 15 dec to 16 dec")
    assert "agreed" not in empty.ok("session", "anna", "17 dec three-way")
    assert third.replace("3", "4", 1) in empty.ok("session", "anna", "every week, Fridays, once")


def test_sessions_booked_in_time_off_are_told(booked: Any) -> None:
    said = booked("off", "add", "2026-11-30..2026-12-02")
    both = "2 sessions are booked in this holiday: Ben Okafor Tue 1 Dec 10:00, Anna Berg Tue 1 Dec 11:00"
    assert said.err == f"coach: {both}\n"
    assert booked("off", "delete", "2026-12-01").err == ""
    assert both in booked("undo").err
    booked.ok("redo")
    one = "coach: 1 session is booked in the pause: Anna Berg Tue 1 Dec 11:00\n"
    assert booked("pause", "anna", "--from", "30 nov", "--until", "4 dec").err == one
    assert booked("pause", "ben", "--from", "7 dec", "--until", "9 dec").err == ""
