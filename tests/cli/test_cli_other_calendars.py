"""`coach import` of what other calendar programs write, in the zone of a machine: taken right, or asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

MIA = """
[client]
name = "Mia Muster"
[engagement]
start = 2026-09-01
[[session]]
on = 2026-12-08
time = "10:00"
minutes = 60
"""


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Puts the machine into a zone."""

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def calendar(coach: Any, tmp_path: Path) -> Path:
    """The calendar of Anna and of Mia, who has a session."""
    plan = tmp_path / "mia.toml"
    plan.write_text(MIA)
    coach.ok("import", str(plan))
    coach.ok("export", "ics", "-o", str(tmp_path / "out.ics"))
    return tmp_path / "out.ics"


def say(path: Path, word: str, *lines: str, header: str = "") -> None:
    """Puts lines in the place of the beginning and end of the event that holds a word."""
    text = path.read_bytes().decode().replace("\r\n ", "")
    (event,) = (one for one in re.findall(r"BEGIN:VEVENT.*?END:VEVENT", text, re.DOTALL) if word in one)
    kept = [line for line in event.split("\r\n") if not line.startswith(("DTSTART", "DTEND"))]
    text = text.replace(event, "\r\n".join([kept[0], *lines, *kept[1:]]))
    path.write_bytes(
        text.replace("VERSION:2.0", f"VERSION:2.0{header and chr(13) + chr(10) + header}").encode()
    )


def session(coach: Any) -> tuple[str, str, int]:
    """When Mia's session is."""
    (raw,) = [raw for raw in coach("export", "json").json["tables"]["sessions"] if raw["on"] > "2026-12-05"]
    return raw["on"], raw["time"], raw["minutes"]


def go_live(coach: Any) -> str:
    (raw,) = [
        raw for raw in coach("export", "json").json["tables"]["milestones"] if raw["title"] == "Go-live"
    ]
    return str(raw["due"])


@pytest.mark.parametrize(
    ("machine", "header", "lines", "expected"),
    [
        (
            "Europe/Berlin",
            "",
            ["DTSTART;TZID=Europe/Berlin:20261208T100000", "DTEND;TZID=Asia/Tokyo:20261208T193000"],
            ("10:00", 90),
        ),
        (
            "UTC",
            "",
            ["DTSTART;TZID=Europe/Berlin:20261208T100000", "DTEND:20261208T100000Z"],
            ("10:00", 60),
        ),
        (
            "Asia/Tokyo",
            "X-WR-TIMEZONE:Europe/Berlin",
            ["DTSTART:20261208T090000Z", "DTEND:20261208T100000Z"],
            ("10:00", 60),
        ),
        (
            "Europe/Berlin",
            "",
            ['DTSTART;TZID="/example.org/20261124/Europe/London":20261208T100000', "DURATION:PT45M"],
            ("11:00", 45),
        ),
    ],
)
def test_a_session_comes_back_at_the_hour_of_its_reader(
    coach: Any,
    calendar: Path,
    zone: Any,
    machine: str,
    header: str,
    lines: list[str],
    expected: tuple[str, int],
) -> None:
    zone(machine)
    say(calendar, "Session with Mia", *lines, header=header)
    assert coach("import", str(calendar)).status == (0 if expected == ("10:00", 60) else 2)
    assert coach.ok("import", str(calendar), "--yes")
    assert session(coach) == ("2026-12-08", *expected)
    assert coach.ok("import", str(calendar)) == f"{calendar}: nothing was changed\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("DTEND:20261208T090000", "it ends there before it begins"),
        ("DURATION:-PT1H", "it ends there before it begins"),
        ("DURATION:PT0S", "it ends there when it begins"),
        ("DTEND:XX", "its length there cannot be read"),
        ("DURATION:P999999999999999D", "its length there cannot be read"),
        ("DURATION:P99999D", "minutes"),
    ],
)
def test_a_length_that_cannot_be_taken_is_told_and_waits(
    coach: Any, calendar: Path, line: str, said: str
) -> None:
    say(calendar, "Session with Mia", "DTSTART:20261208T100000", line)
    before = calendar.read_bytes()
    ran = coach("import", str(calendar))
    assert (ran.status, said in ran.err) == (2, True)
    assert "Mia Muster: session: " in coach.refused("export", "ics", "-o", str(calendar))
    assert calendar.read_bytes() == before
    assert session(coach) == ("2026-12-08", "10:00", 60)
    coach.ok("export", "ics", "--force", "-o", str(calendar))
    assert coach.ok("import", str(calendar)) == f"{calendar}: nothing was changed\n"


@pytest.mark.parametrize("line", ["DTEND:20261208T090000", "DURATION:PT0S", "DTEND:XX"])
def test_in_a_folder_such_a_length_waits_too_and_force_puts_it_back(
    coach: Any, calendar: Path, tmp_path: Path, line: str
) -> None:
    folder = tmp_path / "folder"
    coach.ok("export", "vdir", "-o", str(folder))
    (file,) = (path for path in folder.iterdir() if "Session with Mia" in path.read_text())
    before = file.read_bytes()
    say(file, "Session with Mia", "DTSTART:20261208T100000", line)
    changed = file.read_bytes()
    assert "Mia Muster: session: " in coach("import", str(folder)).err
    assert "Mia Muster: session: " in coach("export", "vdir", "-o", str(folder)).err
    assert file.read_bytes() == changed
    assert "1 changed" in coach.ok("export", "vdir", "-o", str(folder), "--force")
    assert b"DTEND:20261208T110000" in file.read_bytes()
    assert before.count(b"DTEND") == file.read_bytes().count(b"DTEND") == 1
    assert b"DURATION" not in file.read_bytes()
    assert coach.ok("import", str(folder)) == f"{folder}: nothing was changed\n"


def moves(coach: Any) -> list[dict[str, Any]]:
    """The moves that Mia's session and Anna's milestones keep, with who and why alone."""
    tables = coach("export", "json").json["tables"]
    found = [
        one for name in ("sessions", "milestones") for raw in tables[name] for one in raw.get("moves", ())
    ]
    return [{key: one.get(key, "") for key in ("by", "reason")} for one in found if one["on"] == "2026-11-24"]


def test_a_moved_session_keeps_who_asked_and_why(coach: Any, calendar: Path) -> None:
    say(calendar, "Mia Muster", "DTSTART:20261209T110000", "DTEND:20261209T120000")
    say(calendar, "Go-live", "DTSTART;VALUE=DATE:20270125", "DTEND;VALUE=DATE:20270126")
    coach.ok("import", "--yes", "--by", "Ms Head", "--why", "zz", str(calendar))
    assert moves(coach) == [{"by": "Ms Head", "reason": "zz"}] * 2


def test_a_session_moved_and_marked_done_is_taken_in_at_once(coach: Any, calendar: Path) -> None:
    say(calendar, "Mia Muster", "DTSTART:20261209T113000", "DTEND:20261209T123000")
    text = calendar.read_bytes().decode()
    calendar.write_bytes(text.replace("SUMMARY:Session with Mia", "SUMMARY:✓ Session with Mia").encode())
    coach.env["COACH_TODAY"] = "2026-12-10"
    told = coach.ok("import", "--yes", "--by", "client", "--why", "ill", str(calendar))
    assert "Tue 8 Dec 10:00 → held on Wed 9 Dec 11:30" in told
    (raw,) = [raw for raw in coach("export", "json").json["tables"]["sessions"] if raw["on"] > "2026-12-05"]
    assert (raw["on"], raw["time"], raw["state"]) == ("2026-12-09", "11:30", "held")
    (move,) = raw["moves"]
    assert (move["from"], move["to"], move["by"], move["reason"]) == (
        *("2026-12-08", "2026-12-09"),
        *("client", "ill"),
    )
    assert "nothing was changed" in coach.ok("import", str(calendar))
    coach.ok("undo")
    assert session(coach) == ("2026-12-08", "10:00", 60)


@pytest.mark.parametrize("both", [False, True])
def test_one_question_for_all_that_is_moved(coach: Any, calendar: Path, both: bool) -> None:
    say(calendar, "Mia Muster", "DTSTART:20261209T110000", "DTEND:20261209T120000")
    if both:
        say(calendar, "Go-live", "DTSTART;VALUE=DATE:20270125", "DTEND;VALUE=DATE:20270126")
    ran = coach("import", str(calendar), stdin="a\ns\naudit\n", terminal=True)
    assert (ran.out + ran.err).count("Who asked for it?") == 1
    assert ("2 dates are moved" if both else "1 date is moved") in ran.out + ran.err
    assert moves(coach) == [{"by": "sponsor", "reason": "audit"}] * (2 if both else 1)


def test_a_session_that_only_lasts_longer_is_asked_of_nobody(coach: Any, calendar: Path) -> None:
    say(calendar, "Mia Muster", "DTSTART:20261208T100000", "DTEND:20261208T113000")
    ran = coach("import", str(calendar), stdin="y\n", terminal=True)
    assert "Who asked" not in ran.out + ran.err
    assert session(coach) == ("2026-12-08", "10:00", 90)


def test_no_length_at_all_is_no_change(coach: Any, calendar: Path) -> None:
    say(calendar, "Session with Mia", "DTSTART:20261208T100000")
    assert coach.ok("import", str(calendar)) == f"{calendar}: nothing was changed\n"


@pytest.mark.parametrize("year", [9999, 2047])
def test_a_move_to_a_far_year_is_refused(coach: Any, calendar: Path, year: int) -> None:
    say(calendar, "Session with Mia", f"DTSTART:{year}1208T100000", f"DTEND:{year}1208T110000")
    ran = coach("import", str(calendar))
    assert ran.status == 2
    assert f"Mia Muster: session: moved to the year {year}, more than 20 years away" in ran.err
    coach.refused("export", "ics", "-o", str(calendar))


@pytest.mark.parametrize(
    ("machine", "lines", "said"),
    [
        ("UTC", ["DTSTART:20261208T090000Z", "DTEND:20261208T100000Z"], "TZ=Europe/Berlin coach import"),
        (
            "Europe/Berlin",
            ["DTSTART;TZID=Nowhere:20261208T110000"],
            "its zone there, “Nowhere”, is not known",
        ),
        (
            "Europe/Berlin",
            ["DTSTART:20261208T110000", "DTEND:20261208T100000"],
            "it ends there before it begins",
        ),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_and_waits(
    coach: Any, calendar: Path, zone: Any, machine: str, lines: list[str], said: str
) -> None:
    zone(machine)
    say(calendar, "Session with Mia", *lines)
    ran = coach("import", str(calendar))
    assert (ran.status, said in ran.out) == (2, True)
    ran = coach("import", str(calendar), "--yes")
    assert ran.err == (
        "coach: left 1 that can be read in two ways: choose at a terminal, or move them in the app\n"
    )
    assert session(coach) == ("2026-12-08", "10:00", 60)
    assert "Mia Muster: session, Tue 8 Dec 10:00 → " in coach.refused("export", "ics", "-o", str(calendar))
    coach("import", str(calendar), terminal=True, stdin="y\n")
    assert session(coach) != ("2026-12-08", "10:00", 60)
    coach.ok("export", "ics", "-o", str(calendar))


@pytest.mark.parametrize(
    ("machine", "lines", "day"),
    [
        ("America/New_York", ["DTSTART:20270122T000000Z", "DTEND:20270123T000000Z"], "2027-01-22"),
        ("Pacific/Auckland", ["DTSTART:20270125T000000Z", "DTEND:20270126T000000Z"], "2027-01-25"),
        (
            "UTC",
            ["DTSTART:20270124T230000Z", "DTEND:20270125T230000Z", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"],
            "2027-01-25",
        ),
        ("America/New_York", ["DTSTART:20270122T230000Z", "DTEND:20270122T233000Z"], "2027-01-22"),
    ],
)
def test_a_whole_day_comes_back_as_that_day(
    coach: Any, calendar: Path, zone: Any, machine: str, lines: list[str], day: str
) -> None:
    zone(machine)
    say(calendar, "Go-live", *lines)
    coach("import", str(calendar), "--yes")
    assert go_live(coach) == day


def test_two_forms_of_one_entry_are_asked_one_after_the_other(coach: Any, calendar: Path) -> None:
    text = calendar.read_bytes().decode()
    (event,) = (
        one for one in re.findall(r"BEGIN:VEVENT.*?END:VEVENT\r\n", text, re.DOTALL) if "Go-live" in one
    )
    forms = [event.replace("DATE:20270122", f"DATE:{day}") for day in ("20270125", "20270126")]
    calendar.write_bytes(text.replace(event, "".join(forms)).encode())
    ran = coach("import", str(calendar), "--yes")
    assert ran.out.count("it stands there more than once: Mon 25 Jan 2027, Tue 26 Jan 2027") == 2
    assert go_live(coach) == "2027-01-22"
    ran = coach("import", str(calendar), terminal=True, stdin="y\n")
    assert (ran.status, go_live(coach)) == (0, "2027-01-25")
    coach.ok("undo")
    coach("import", str(calendar), terminal=True, stdin="n\ny\n")
    assert go_live(coach) == "2027-01-26"
    newer = forms[1].replace("SEQUENCE:0", "SEQUENCE:1")
    calendar.write_bytes(text.replace(event, newer + forms[0]).encode())
    coach.ok("undo")
    assert coach.ok("import", str(calendar), "--yes").count("→ Tue 26 Jan") == 1


def test_what_is_refused_is_told_with_status_2_and_not_overwritten(coach: Any, calendar: Path) -> None:
    say(calendar, "Go-live", "DTSTART;VALUE=DATE:20260801")
    ran = coach("import", str(calendar))
    line = "Anna Berg: “Go-live”: Sat 1 Aug 2026 is before the engagement began, Tue 1 Sep 2026"
    assert (ran.status, ran.err.splitlines()) == (
        2,
        [f"coach: {line}", f"coach: {calendar}: 1 change in the calendar that cannot be taken in as it is"],
    )
    before = calendar.read_bytes()
    assert coach.refused("export", "ics", "-o", str(calendar)).endswith(f"({line})")
    assert calendar.read_bytes() == before
    coach.ok("export", "ics", "-o", str(calendar), "--force")
    coach.ok("export", "ics", "-o", str(calendar))


def test_a_copy_in_a_folder_is_left_and_named(coach: Any, tmp_path: Path) -> None:
    folder = tmp_path / "cal"
    coach.ok("export", "vdir", "-o", str(folder))
    (path,) = [one for one in folder.iterdir() if "Go-live" in one.read_text()]
    copy = path.with_name(f"{path.name[:-4]}.sync-conflict-20261124-101010-ABCDEFG.ics")
    copy.write_text(path.read_text().replace("DATE:20270122", "DATE:20270120"))
    ran = coach("export", "vdir", "-o", str(folder))
    assert f"Fri 22 Jan → Wed 20 Jan 2027 ({copy.name})" in ran.err
    assert "DATE:20270120" in copy.read_text()
    ran = coach("import", str(folder))
    assert (ran.status, copy.name in ran.out) == (2, True)
    coach("export", "vdir", "-o", str(folder), "--force")
    assert "DATE:20270122" in copy.read_text()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_calendar_in_another_encoding_whatever_it_is_called(
    coach: Any, calendar: Path, tmp_path: Path, encoding: str
) -> None:
    say(calendar, "Go-live", "DTSTART;VALUE=DATE:20270125")
    other = tmp_path / "calendar.txt"
    other.write_bytes(calendar.read_bytes().decode().encode(encoding))
    assert "→ Mon 25 Jan 2027" in coach.ok("import", str(other), "--yes")


def test_an_answer_to_an_invitation_is_refused(coach: Any, calendar: Path) -> None:
    calendar.write_text(calendar.read_text().replace("VERSION:2.0", "VERSION:2.0\nMETHOD:REPLY"))
    assert "is an answer to an invitation (METHOD:REPLY)" in coach.refused("import", str(calendar))


def test_nothing_but_lines_of_our_own_reaches_the_screen(coach: Any, calendar: Path) -> None:
    prefixed = "TZID=/example.org/20261124/Europe/Berlin"
    say(
        calendar,
        "Session with Mia",
        f"DTSTART;{prefixed}:20261208T110000",
        f"DTEND;{prefixed}:20261208T120000",
    )
    folder = calendar.with_name("cal")
    folder.mkdir()
    text = calendar.read_text()
    (event,) = (
        one for one in re.findall(r"BEGIN:VEVENT.*?END:VEVENT\n", text, re.DOTALL) if "with Mia" in one
    )
    (folder / "mia.ics").write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{event}END:VCALENDAR\n")
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    env |= {**coach.env, "TZ": "Europe/Berlin"}
    code = "import sys; from coach_tui.cli.main import entry; sys.exit(entry())"
    for argv in (
        ["import", str(calendar)],
        ["import", str(folder)],
        ["export", "vdir", "-o", str(folder)],
        ["export", "vdir", "-o", str(folder), "--force"],
        ["export", "ics", "-o", str(calendar)],
    ):
        done = subprocess.run([sys.executable, "-c", code, *argv], env=env, capture_output=True, text=True)
        assert all(line.startswith("coach: ") for line in done.stderr.splitlines()), done.stderr


def test_no_librarys_warning_reaches_the_screen(coach: Any) -> None:
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")} | coach.env
    code = (
        "import warnings; import coach_tui.cli.main as main\n"
        "main.main = lambda *args: warnings.warn('Anna') or 0\nmain.entry()"
    )
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stderr == ""
