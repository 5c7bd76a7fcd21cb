"""`coach session`: each daily act as one line, with the app's rules, undo and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

PLAN = """
[client]
name = "Anna Berg"
days_off = ["2026-12-22"]
[engagement]
start = 2026-09-01
end = 2027-01-15
sessions = 12
[[session]]
on = 2026-11-17
time = 10:00:00
state = "booked"
"""


@pytest.fixture
def booked(empty: Any) -> Any:
    """Anna, with a session of last week that nobody answered."""
    empty.ok("import", "-", stdin=PLAN)
    return empty


def sessions(coach: Any) -> list[dict[str, Any]]:
    found = json.loads(coach.ok("plan", "anna", "--json"))["session"]
    assert isinstance(found, list)
    return found


def test_a_series_in_one_line_and_one_step_back(booked: Any) -> None:
    out = booked.ok("session", "anna", "every 2 weeks, Tuesdays 10:00, six times")
    assert out.splitlines() == [
        "Booked 6 sessions with Anna Berg, Tue 24 Nov 10:00 to Tue 16 Feb 2027 10:00. "
        "To take it back: coach undo",
        "Skipped Tue 22 Dec: time off",
        "3 of them after the engagement's end, Fri 15 Jan 2027",
    ]
    assert len(sessions(booked)) == 7
    booked.ok("undo")
    assert len(sessions(booked)) == 1


@pytest.mark.parametrize("line", ["cancelled late by client: ill", "cancelled", "move to 30 nov", "move +1w"])
def test_the_one_of_last_week_and_the_next_are_named_instead_of_guessed(booked: Any, line: str) -> None:
    booked.ok("session", "anna", "20 dec 10:00")
    before = booked.path.read_bytes()
    said = booked.refused("session", "anna", line)
    assert "2 sessions with “Anna Berg” may be meant (Tue 17 Nov 10:00, Sun 20 Dec 10:00)" in said
    assert "say which, by its day and time" in said
    assert booked.path.read_bytes() == before
    booked.ok("session", "anna", "cancelled 17 nov by client: ill")
    assert "Sun 20 Dec" in booked.ok("session", "anna", "cancelled late by client: ill")


def test_what_came_of_one_tells_what_is_used(booked: Any) -> None:
    assert "(1 of 12 used)" in booked.ok("session", "anna", "held")
    out = booked.ok("session", "anna", "cancelled", "late", "by", "client", "17", "nov:", "ill")
    assert "cancelled late by the client (1 of 12 used, 1 late cancellation counted)" in out
    (only,) = sessions(booked)
    told = {key: only[key] for key in ("state", "cancelled_by", "late", "reason", "moves", "review")}
    assert told == {
        "state": "cancelled", "cancelled_by": "client", "late": True, "reason": "ill", "moves": [],
        "review": False,
    }  # fmt: skip
    assert "1 of 12 used, 1 no-show counted" in booked.ok("session", "anna", "no-show 17 nov")
    booked.ok("session", "anna", "again 17 nov")
    assert sessions(booked)[0]["state"] == "booked"


def test_one_that_was_not_booked_is_held_all_the_same(booked: Any) -> None:
    out = booked.ok("session", "anna", "held yesterday 9:00 45 min three-way")
    assert out.startswith("Held the session of Mon 23 Nov with Anna Berg (")
    found = sessions(booked)[-1]
    assert (found["on"], found["time"], found["minutes"], found["kind"], found["state"]) == (
        "2026-11-23", "09:00", 45, "three-way", "held",
    )  # fmt: skip


def test_one_hour_is_held_once(booked: Any) -> None:
    booked.ok("session", "anna", "held 23 nov 9:00")
    for line in ("held 23 nov 9:00", "held 23 nov"):
        said = booked.refused("session", "anna", line, status=2)
        assert "a session that was held stands there: Mon 23 Nov 09:00" in said
    assert len(sessions(booked)) == 2


def test_a_move_counts_from_the_day_of_the_session(booked: Any) -> None:
    assert "to Tue 1 Dec 10:00" in booked.ok("session", "anna", "move to +2w")


def test_a_move_says_from_where_to_where(booked: Any) -> None:
    out = booked.ok("session", "anna", "move to fri 14:00 by client: a trip")
    assert out.startswith("Moved the session with Anna Berg from Tue 17 Nov 10:00 to Fri 27 Nov 14:00.")
    assert sessions(booked)[0]["moves"][0]["reason"] == "a trip"


def test_two_clients_at_one_time_are_told(booked: Any) -> None:
    ran = booked("import", "-", stdin=PLAN.replace("Anna Berg", "Ben Okafor"))
    assert ran.err == "coach: Anna Berg has a session at that time, too: Tue 17 Nov 10:00\n"
    booked.ok("session", "ben", "1 dec 10:30")
    out = booked.ok("session", "anna", "1 dec 10:00")
    assert "Ben Okafor has a session at that time, too: Tue 1 Dec 10:30" in out
    told = json.loads(booked.ok("session", "anna", "1 dec 11:15", "--json"))
    assert told["remarks"] == ["Ben Okafor has a session at that time, too: Tue 1 Dec 10:30"]
    assert [change["action"] for change in told["changes"]] == ["added"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("blah", "is no day"),
        ("weekly", "say how many times"),
        ("cancelled 8 dec", "no session with “Anna Berg” is booked on Tue 8 Dec"),
        ("move to 10:00", "is on Tue 17 Nov 10:00 already"),
        ("held fri", "write the whole date: held 2026-11-20"),
        ("fri 14:00: bring the plan", "“bring the plan”: why stands behind a colon of what is cancelled"),
        ("8.9.: late cancelled", "“late cancelled”: why stands behind a colon"),
        ("cancelled late", "say who cancelled it, as in cancelled late by client"),
        ("again", "was cancelled or missed"),
    ],
)
def test_what_is_refused_is_one_line_and_changes_nothing(booked: Any, line: str, says: str) -> None:
    before = booked.path.read_bytes()
    assert says in booked.refused("session", "anna", line, status=2)
    assert booked.path.read_bytes() == before


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ('state = "no_show"\nlate = true', "late: a no-show counts without this; leave it out"),
        (
            'state = "booked"\ncancelled_by = "client"',
            "the session is booked, not cancelled; leave it out",
        ),
        (
            'state = "cancelled"\nlate = true',
            "say who cancelled it, too: cancelled_by is client or coach",
        ),
    ],
)
def test_what_a_plan_file_says_of_the_wrong_state_is_told_with_what_to_do(
    empty: Any, said: str, says: str
) -> None:
    assert says in empty.refused("import", "-", stdin=PLAN.replace('state = "booked"', said))


def test_what_the_coach_cancelled_late_is_kept_and_never_counts(booked: Any) -> None:
    out = booked.ok("session", "anna", "cancelled late by me 17 nov: ill")
    assert "cancelled late by you (0 of 12 used)" in out
    booked.ok("import", "-", "--replace", stdin=booked.ok("plan", "anna"))
    assert sessions(booked)[0]["late"] is True


def test_an_export_holds_no_session_held_that_lies_ahead_but_what_is_there_stays(booked: Any) -> None:
    exported = json.loads(booked.ok("export", "json"))
    exported["tables"]["sessions"][0] |= {"on": "2026-12-08", "state": "held"}
    said = booked.refused("import", "-", "--replace", stdin=json.dumps(exported))
    assert "Tue 8 Dec is still ahead; it can only be booked or cancelled" in said
    booked.env["COACH_TODAY"] = "2026-12-08"
    assert booked("import", "-", "--replace", stdin=json.dumps(exported)).status == 0
    booked.env["COACH_TODAY"] = "2026-11-24"
    exported["tables"]["sessions"][0]["private"] = "a note"
    assert booked("import", "-", "--replace", stdin=json.dumps(exported)).status == 0


def test_a_line_from_standard_input(booked: Any) -> None:
    booked.ok("session", "anna", "-", stdin="held\n")
    assert sessions(booked)[0]["state"] == "held"


def test_what_is_told_of_every_session_comes_back_unchanged(booked: Any) -> None:
    told = booked.ok("plan", "anna", "--json")
    before = booked.path.read_bytes()
    booked.ok("import", "-", "--replace", stdin=told)
    assert json.loads(booked.path.read_bytes())["sessions"] == json.loads(before)["sessions"]


@pytest.mark.parametrize(
    ("said", "state"), [("held = true", "held"), ("held = false", "booked"), ("", "held")]
)
def test_plan_files_of_the_first_format_are_read(empty: Any, said: str, state: str) -> None:
    plan = (
        f'[client]\nname = "Anna"\n[engagement]\nstart = 2026-09-01\n[[session]]\non = 2026-11-17\n{said}\n'
    )
    empty.ok("import", "-", stdin=plan)
    assert [one["state"] for one in sessions(empty)] == [state]


def test_an_export_of_the_first_version_is_read_with_what_its_history_knows(coach: Any) -> None:
    exported = json.loads(coach.ok("export", "json"))
    uid = exported["tables"]["clients"][0]["uid"]
    plan = exported["tables"]["engagements"][0]["uid"]
    exported["version"] = 1
    exported["tables"]["sessions"] = [
        {"uid": "a", "plan": plan, "on": "2026-11-10"},
        {"uid": "b", "plan": plan, "on": "2026-11-12", "held": False},
        {"uid": "c", "plan": plan, "on": "2026-12-10", "time": "10:00"},
    ]
    before = {"uid": "c", "plan": plan, "on": "2026-12-08", "time": "10:00"}
    moved = {"table": "sessions", "uid": "c", "before": before, "after": exported["tables"]["sessions"][2]}
    exported["history"] = [
        {"at": "2026-11-18T09:00:00+00:00", "what": "x", "why": "a trip", "client": uid, "changes": [moved]}
    ]
    coach.ok("import", "-", "--replace", stdin=json.dumps(exported))
    told = json.loads(coach.ok("plan", "anna", "--json"))["session"]
    assert [one["state"] for one in told] == ["held", "booked", "booked"]
    assert [move["reason"] for one in told for move in one["moves"]] == ["a trip"]


def test_one_hour_twice_is_told_by_doctor_and_in_the_log(booked: Any) -> None:
    twice = "[[session]]\non = 2026-11-10\ntime = 10:00:00\n" * 2
    assert "has two sessions" in booked("import", "-", "--replace", stdin=PLAN + twice).err
    assert "Anna Berg has two sessions on 2026-11-10 10:00" in booked.ok("doctor")
    assert booked("doctor", "--check").status == 1
    said = "Anna Berg has two sessions on 2026-11-10 10:00: all are counted."
    assert said in booked.ok("log")
    assert said in booked.ok("log", "anna")


def test_a_plan_file_tells_what_stands_twice(booked: Any) -> None:
    twice = "[[session]]\non = 2026-12-10\ntime = 10:00:00\n" * 2
    ran = booked("import", "-", "--replace", stdin=PLAN + twice)
    assert ran.status == 0
    assert "Anna Berg has two sessions on Thu 10 Dec 10:00: delete or move one" in ran.err


@pytest.mark.parametrize("state", ["held", "no_show"])
def test_a_plan_file_holds_no_session_that_lies_ahead(booked: Any, state: str) -> None:
    before = booked.path.read_bytes()
    ahead = PLAN.replace("2026-11-17", "2026-12-08").replace('"booked"', f'"{state}"')
    for plan in (ahead, ahead.replace("Anna Berg", "Ben Okafor")):
        said = booked.refused("import", "-", "--replace", stdin=plan)
        assert "Tue 8 Dec is still ahead; it can only be booked or cancelled" in said
    assert booked.path.read_bytes() == before


def test_a_session_after_the_end_is_told(booked: Any) -> None:
    told = "Mon 18 Jan 2027 lies after the engagement's end, Fri 15 Jan 2027\n"
    assert told in booked.ok("session", "anna", "18 jan 2027 17:00")
    assert "lies after" not in booked.ok("session", "anna", "15 jan 2027 18:00")
    booked.ok("session", "anna", "cancelled by client 18 jan 2027: ill")
    assert told in booked.ok("session", "anna", "again 18 jan 2027")
    assert told in booked.ok("session", "anna", "move 15 jan 2027 to 18 jan 2027 18:30 by client: a trip")


def test_a_closed_engagement_is_told_what_waits_and_takes_it(booked: Any) -> None:
    booked.ok("session", "anna", "today 15:00")
    booked.ok("session", "anna", "1 dec 15:00")
    out = booked.ok("close", "anna")
    assert (
        "cancelled 1 session booked after it; nobody has said what came of the session of Tue 17 Nov; "
        "still booked is the session of Tue 24 Nov 15:00" in out
    )
    assert "15:00 session" in booked.ok("today")
    assert "1 session is past, and nobody said whether held: not counted." in booked.ok("log")
    assert "1 session is past, and nobody said whether held" in booked.ok("log", "anna")
    booked.ok("session", "anna", "held today")
    booked.ok("session", "anna", "no-show 17 nov")
    booked.ok("session", "anna", "again 17 nov")
    booked.ok("session", "anna", "cancelled by client 17 nov: ill")
    assert [one["state"] for one in sessions(booked)] == ["cancelled", "held", "cancelled"]
    for line in ("1 dec 10:00", "weekly, twice", "again 1 dec"):
        assert "was closed on Tue 24 Nov" in booked.refused("session", "anna", line, status=2)
    assert "nobody said" not in booked.ok("log", "anna")


def test_the_clients_report_has_a_line_for_each_session_that_was_not_as_booked(booked: Any) -> None:
    booked.ok("session", "anna", "cancelled by client: ill")
    for line in ("1 dec 10:00", "move 1 dec to 2 dec", "8 dec 10:00", "move 8 dec to 9 dec"):
        booked.ok("session", "anna", line)
    told = booked.ok("report", "anna", "--for", "client")
    part = told.partition("## Sessions moved, cancelled or missed")[2].partition("##")[0]
    assert [line[:2] for line in part.strip().splitlines()] == ["- "] * 3


def test_a_calendar_says_what_came_of_a_session_and_takes_it(booked: Any) -> None:
    there = booked.ok("export", "ics").replace("SUMMARY:Session", "SUMMARY:✓ Session")
    (booked.path.parent / "there.ics").write_text(there, newline="")
    booked.ok("import", str(booked.path.parent / "there.ics"), "--yes")
    assert [one["state"] for one in sessions(booked)] == ["held"]
    assert "SUMMARY:✓ Session with Anna Berg" in booked.ok("export", "ics")
    booked.ok("session", "anna", "no-show 17 nov")
    assert "SUMMARY:No-show: Session with Anna Berg" in booked.ok("export", "ics")


def test_a_day_off_is_told_when_it_is_booked(booked: Any) -> None:
    assert "Tue 22 Dec is time off" in booked.ok("session", "anna", "22 dec 10:00")


def test_the_calendar_says_once_what_a_session_is(booked: Any) -> None:
    booked.ok("session", "anna", "no-show 17 nov")
    booked.ok("session", "anna", "1 dec 9:00 chemistry")
    assert "Tue 17 x  Anna Berg  10:00 session, no-show\n" in booked.ok("calendar", "2026-11")
    assert "Anna Berg  09:00 chemistry session\n" in booked.ok("calendar", "2026-12")


def test_a_session_moved_in_a_plan_file_is_the_same_with_its_moves(booked: Any) -> None:
    booked.ok("session", "anna", "8 dec 10:00")
    booked.ok("session", "anna", "move 8 dec to 9 dec by client: a trip")
    before = sessions(booked)[-1]
    plan = booked.ok("plan", "anna")
    assert "2026-12-09" in plan
    for old, new in (
        ("on = 2026-12-09", "on = 2026-12-10"),
        ('time = "10:00"\nstate', 'time = "11:30"\nstate'),
    ):
        assert old in plan
        plan = plan.replace(old, new)
    ran = booked("import", "-", "--replace", stdin=plan)
    assert ran.status == 0
    assert ran.err.splitlines() == [
        "coach: 2 booked sessions move: Tue 17 Nov 10:00 → Tue 17 Nov 11:30, "
        "Wed 9 Dec 10:00 → Thu 10 Dec 10:00",
        "coach: Tue 17 Nov is past: say whether it was held",
    ]
    after = sessions(booked)[-1]
    assert after["id"] == before["id"]
    assert [(one["from"], one["to"]) for one in after["moves"]] == [
        ("2026-12-08", "2026-12-09"),
        ("2026-12-09", "2026-12-10"),
    ]
    booked.ok("undo")
    assert sessions(booked)[-1] == before


def test_a_session_moves_to_the_day_on_which_it_was(booked: Any) -> None:
    out = booked.ok("session", "anna", "move 17 nov to 19 nov 11:00 by client: exam")
    assert "from Tue 17 Nov 10:00 to Thu 19 Nov 11:00" in out
    assert out.splitlines()[-1] == "Thu 19 Nov is past: say whether it was held"
    booked.ok("session", "anna", "held 19 nov")
    booked.ok("undo")
    booked.ok("undo")
    assert sessions(booked)[-1]["on"] == "2026-11-17"
    assert "before the engagement began" in booked.refused("session", "anna", "move 17 nov to 2026-08-01")


def test_no_session_is_booked_a_year_late(booked: Any) -> None:
    for line in ("2 mar 10:00", "move 2 mar to +1w"):
        assert "lies after the engagement's end, Fri 15 Jan 2027" in booked.ok("session", "anna", line)
    refused = booked.refused("session", "anna", "20 nov 10:00")
    both = "Fri 20 Nov is past, and Sat 20 Nov 2027 after the engagement's end"
    assert refused == f"{both}: say held 2026-11-20 of the one, 2027-11-20 10:00 to book the other"


def test_who_cancelled_is_asked_for_where_it_is_not_said(booked: Any) -> None:
    assert "Who cancelled it is not said" in booked.ok("session", "anna", "cancelled 17 nov")
    assert "cancelled by the client" in booked.ok("session", "anna", "cancelled 17 nov by client")
    assert sessions(booked)[-1]["cancelled_by"] == "client"


def test_that_names_the_day_of_the_session(booked: Any) -> None:
    booked.ok("session", "anna", "17 dec 10:00")
    out = booked.ok("session", "anna", "cancelled 17 dec")
    assert "cancelled 2026-12-17 10:00 by client, or by me" in out
    assert "by the client" in booked.ok("session", "anna", "cancelled 2026-12-17 10:00 by client")


def test_what_is_not_said_anew_of_one_called_off_stays(booked: Any) -> None:
    booked.ok("session", "anna", "29 dec 10:00")
    booked.ok("session", "anna", "late cancelled by client 29 dec: flu")
    said = ("state", "cancelled_by", "late", "reason")

    def now() -> tuple[object, ...]:
        return tuple(sessions(booked)[-1][key] for key in said)

    assert "Nothing changed" in booked.ok("session", "anna", "cancelled 29 dec")
    assert now() == ("cancelled", "client", True, "flu")
    booked.ok("session", "anna", "cancelled 29 dec: a cold")
    assert now() == ("cancelled", "client", True, "a cold")
    booked.ok("session", "anna", "cancelled in time by client 29 dec")
    assert now() == ("cancelled", "client", False, "a cold")
    booked.ok("session", "anna", "no-show 17 nov: forgot")
    assert "Nothing changed" in booked.ok("session", "anna", "no-show 17 nov")
    booked.ok("session", "anna", "cancelled 17 nov")
    told = sessions(booked)[0]
    assert [told.get(key) or None for key in said] == ["cancelled", None, None, None]


def test_a_move_that_can_be_read_in_two_ways_is_refused_with_both(booked: Any) -> None:
    booked.ok("session", "anna", "held")
    for line in ("1 dec 10:00", "8 dec 10:00"):
        booked.ok("session", "anna", line)
    both = "which moves, the session of Tue 1 Dec 10:00 or that of Tue 8 Dec 10:00? say "
    first = "“move 2026-12-01 to 2026-12-08 11:00”, or “move 2026-12-08 to 11:00”"
    assert booked.refused("session", "anna", "move 8 dec 11:00") == both + first
    assert booked.refused("session", "anna", "move 8 dec").startswith(both)
    booked.ok("session", "anna", "move 2026-12-08 to 11:00")
    assert [one["time"] for one in sessions(booked)[1:]] == ["10:00", "11:00"]
    booked.ok("session", "anna", "move 2 dec 9am")
    assert [one["on"] for one in sessions(booked)[1:]] == ["2026-12-02", "2026-12-08"]


def test_what_an_hour_is_is_said_of_one_as_of_a_series(booked: Any) -> None:
    booked.ok("session", "anna", "held")
    booked.ok("session", "anna", "8 dec 14.30 three-way, pro bono")
    booked.ok("session", "anna", "weekly tuesdays 9am from 5 jan, twice, three-way, pro bono")
    found = [(one["time"], one["kind"], one["paid"]) for one in sessions(booked)[1:]]
    assert found == [("14:30", "three-way", False), *[("09:00", "three-way", False)] * 2]


def test_somebody_with_a_name_may_have_asked_for_a_move(booked: Any) -> None:
    booked.ok("session", "anna", "8 dec 10:00")
    booked.ok("session", "anna", "move 8 dec to 9 dec 10:00 by Ms Head: audit")
    (move,) = sessions(booked)[-1]["moves"]
    assert (move["to"], move["by"], move["reason"]) == ("2026-12-09", "Ms Head", "audit")


def test_insights_tell_of_sessions(booked: Any) -> None:
    assert "Sessions" not in booked.ok("insights", "anna")
    booked.ok("session", "anna", "cancelled late 17 nov by client: flu")
    booked.ok("session", "anna", "8 dec 10:00")
    booked.ok("session", "anna", "move 8 dec to 9 dec")
    lines = booked.ok("insights", "anna").splitlines()
    at = lines.index("Sessions")
    assert lines[at + 1].split(None, 1) == ["used", "1 of 12 used, 1 late cancellation counted"]
    assert lines[at + 2].endswith("1 cancelled, 1 moved")
    found = json.loads(booked.ok("insights", "anna", "--json"))["sessions"]
    assert (found["used"], found["all_cancelled"], found["all_no_shows"], found["moved"]) == (1, 1, 0, 1)


MOVED = "3 booked sessions move: Tue 1 Dec 10:00 → Wed 2 Dec 10:00, Tue 8 Dec 10:00 → Wed 9 Dec 10:00, "
MOVED += "Tue 15 Dec 10:00 → Wed 16 Dec 10:00"


@pytest.mark.parametrize("way", ["replace", "asked", "edit"])
def test_a_series_that_a_plan_file_moves_as_a_whole_stays_that_series(
    booked: Any, way: str, tmp_path: Path
) -> None:
    booked.ok("session", "anna", "weekly, Tuesdays 10:00, three times, from 1 dec")
    ids = [one["id"] for one in sessions(booked)]
    text = booked.ok("plan", "anna")
    days = [("2026-12-01", "2026-12-02"), ("2026-12-08", "2026-12-09"), ("2026-12-15", "2026-12-16")]
    file = tmp_path / "anna.toml"
    for old, new in days:
        text = text.replace(f"on = {old}", f"on = {new}")
    file.write_text(text, encoding="utf-8")
    if way == "edit":
        editor = tmp_path / "editor"
        editor.write_text(f'#!/bin/sh\ncat {file} > "$1"\n')
        editor.chmod(0o755)
        booked.env["EDITOR"] = str(editor)
        assert booked("edit", "anna").err == f"coach: {MOVED}\n"
    elif way == "replace":
        ran = booked("import", str(file), "--replace", "--by", "client", "--why", "Tuesdays are taken")
        assert ran.status == 0
        assert ran.err == f"coach: {MOVED}\n"
    else:
        before = sessions(booked)
        ran = booked("import", str(file), terminal=True, stdin="n\n")
        assert ran.status == 2
        assert f"Anna Berg is here already. {MOVED}. Replace what is there?" in ran.out + ran.err
        assert sessions(booked) == before
        ran = booked("import", str(file), terminal=True, stdin="y\n")
        assert ran.status == 0
    now = sessions(booked)
    assert [one["id"] for one in now] == ids
    assert [(one["on"], one["moves"][-1]["from"]) for one in now[1:]] == [(new, old) for old, new in days]
    if way == "replace":
        assert {(one["moves"][0]["by"], one["moves"][0]["reason"]) for one in now[1:]} == {
            ("client", "Tuesdays are taken")
        }
    booked.ok("undo")
    assert [one["on"] for one in sessions(booked)[1:]] == [old for old, _ in days]


def test_where_none_was_booked_it_says_what_does_it(booked: Any) -> None:
    booked.ok("session", "anna", "held")
    booked.ok("session", "anna", "1 dec 10:00")
    refused = booked("session", "anna", "held")
    assert refused.status == 2
    assert "no session with “Anna Berg” is due yet, the next is Tue 1 Dec 10:00" in refused.err
    assert "write the whole date: held 2026-11-24" in refused.err
    refused = booked.refused("session", "anna", "move 2026-11-20 to 2026-11-21")
    assert "was booked on Fri 20 Nov; “held 2026-11-20” notes one that took place" in refused


@pytest.mark.parametrize(
    ("line", "said", "stored"),
    [
        (
            "no-show 20 nov 10:00: overslept",
            "Fri 20 Nov 10:00: no-show (1 of 12 used, 1 no-show counted)",
            {"state": "no_show", "time": "10:00", "reason": "overslept"},
        ),
        ("no-show 2026-11-24", "Tue 24 Nov: no-show", {"state": "no_show"}),
        (
            "cancelled late 20 nov by client",
            "Fri 20 Nov: cancelled late by the client (1 of 12 used, 1 late cancellation counted)",
            {"state": "cancelled", "cancelled_by": "client", "late": True},
        ),
        ("20 nov cancelled by me", "Fri 20 Nov: cancelled by you", {"cancelled_by": "coach", "late": False}),
    ],
)
def test_one_that_nobody_booked_and_that_did_not_take_place_is_one_line(
    booked: Any, line: str, said: str, stored: dict[str, Any]
) -> None:
    assert f"Noted a session with Anna Berg of {said}" in booked.ok("session", "anna", line)
    (made,) = [one for one in sessions(booked) if one["on"] != "2026-11-17"]
    assert {key: made.get(key) for key in stored} == stored
    booked.ok("undo")
    assert len(sessions(booked)) == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("no-show fri", "no session with “Anna Berg” was booked on a Friday"),
        ("no-show 2026-08-20", "before the engagement began"),
        ("cancelled 1 dec by client", "no session with “Anna Berg” is booked on Tue 1 Dec"),
    ],
)
def test_what_does_not_say_its_day_or_lies_elsewhere_is_noted_nowhere(
    booked: Any, line: str, why: str
) -> None:
    assert why in booked.refused("session", "anna", line)
    assert len(sessions(booked)) == 1


def test_a_session_after_the_day_of_closing_is_told(booked: Any) -> None:
    booked.ok("close", "anna", "--on", "2026-11-12")
    after = "lies after the engagement's end, Thu 12 Nov"
    assert f"Fri 20 Nov {after}" in booked.ok("session", "anna", "held 2026-11-20 10:00")
    booked.ok("session", "anna", "cancelled 17 nov")
    assert f"Tue 17 Nov {after}" in booked.ok("session", "anna", "again 17 nov")
    assert "lies after" not in booked.ok("session", "anna", "held 17 nov")  # it was told when it was booked


@pytest.mark.parametrize("line", ["no-show 17 nov", "held 17 nov", "cancelled 17 nov by client", "no-show"])
def test_a_session_of_an_earlier_plan_says_which_plan(booked: Any, line: str) -> None:
    booked.ok("close", "anna", "--on", "2026-11-19")
    booked.ok("renew", "anna", "--from", "2026-11-20")
    said = booked.refused("session", "anna", line)
    assert said == "the session of Tue 17 Nov 10:00 is one of plan 2: say it again with --plan 2"
    assert booked.ok("session", "anna", line, "--plan", "2")


def test_programs_are_told_when_a_session_is_and_what_came_of_it(booked: Any) -> None:
    (item,) = [one for one in booked("today", "--json").json["items"] if one["kind"] == "session"]
    assert (item["id"], item["time"]) == (sessions(booked)[0]["id"], "10:00")
    booked.ok("session", "anna", "cancelled late 17 nov by client")
    (event,) = [one for one in booked("calendar", "--json").json["items"] if one["kind"] == "session"]
    assert {key: event[key] for key in ("time", "state", "cancelled_by", "late")} == {
        "time": "10:00",
        "state": "cancelled",
        "cancelled_by": "client",
        "late": True,
    }


def test_who_asked_for_a_move_and_why_is_added_by_saying_it_again(booked: Any) -> None:
    booked.ok("session", "anna", "8 dec 10:00")
    booked.ok("session", "anna", "move 8 dec to 9 dec")
    booked.ok("session", "anna", "move 9 dec to 9 dec by client: a trip")
    (move,) = sessions(booked)[1]["moves"]
    assert (move["from"], move["to"], move["by"], move["reason"]) == (
        *("2026-12-08", "2026-12-09"),
        *("client", "a trip"),
    )
    assert "already" in booked.refused("session", "anna", "move 9 dec to 9 dec by client: a trip")
