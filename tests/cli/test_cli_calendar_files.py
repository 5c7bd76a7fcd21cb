"""`coach export ics|vdir` and `coach import` of calendars."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def file_of(folder: Path, word: str) -> Path:
    (found,) = [path for path in folder.iterdir() if word in path.read_text("utf-8")]
    return found


def move_there(path: Path, old: str, new: str, at: str = "") -> None:
    """Changes a day in a calendar file, in the entry that holds `at`."""
    blocks = path.read_bytes().decode().split("BEGIN:VEVENT")
    found = [number for number, block in enumerate(blocks) if f"DATE:{old}" in block and at in block]
    assert len(found) == 1
    blocks[found[0]] = blocks[found[0]].replace(f"DATE:{old}", f"DATE:{new}")
    path.write_bytes("BEGIN:VEVENT".join(blocks).encode())


@pytest.fixture
def plan(coach: Any, tmp_path: Path) -> Path:
    """Anna's plan as a calendar file."""
    path = tmp_path / "plan.ics"
    assert coach.ok("export", "ics", "-o", str(path)) == ""
    return path


def milestones(coach: Any) -> dict[str, Any]:
    return {raw["title"]: raw for raw in coach("export", "json").json["tables"]["milestones"]}


def test_a_calendar_is_printed_or_written_and_the_same_again(coach: Any, plan: Path) -> None:
    printed = coach.ok("export", "ics")
    assert printed.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "SUMMARY:Anna Berg: " in printed
    assert plan.read_bytes() == printed.encode()
    assert plan.stat().st_mode & 0o777 == 0o600
    os.utime(plan, (1, 1))
    coach.ok("export", "ics", "-o", str(plan))
    assert plan.stat().st_mtime == 1
    coach.ok("export", "ics", "-o", str(plan), "--client", "anna")


def test_a_calendar_agrees_with_the_calendar(coach: Any) -> None:
    from icalendar import Calendar

    events = Calendar.from_ical(coach.ok("export", "ics")).walk("VEVENT")
    told = sorted((f"{event.decoded('DTSTART'):%Y-%m-%d}", str(event["SUMMARY"])) for event in events)
    months = sorted({day[:7] for day, _ in told})
    found = [item for month in months for item in coach("calendar", month, "--json").json["items"]]
    assert [day for day, _ in told] == sorted(item["date"] for item in found)
    for item in found:
        title = "Review with Anna Berg" if item["kind"] == "review" else item["title"]
        assert any(day == item["date"] and title.lower() in said.lower() for day, said in told), item


def test_no_private_word_is_in_it(coach: Any) -> None:
    private = coach("export", "json").json["tables"]
    text = coach.ok("export", "ics").replace("\r\n ", "")
    for table, keys in {
        "reviews": ("reflection", "decisions"),
        "sessions": ("private", "shared"),
        "clients": ("notes", "email", "phone"),
        "checkins": ("note", "mood"),
        "objectives": ("why",),
        "milestones": ("evidence",),
    }.items():
        for raw in private[table]:
            for key in keys:
                assert not raw.get(key) or raw[key].splitlines()[0][:30] not in text, (table, key)


def test_a_file_that_is_not_ours_is_not_replaced_unasked(coach: Any, plan: Path) -> None:
    foreign = plan.read_text().replace("END:VCALENDAR", "BEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR")
    for text in ("my notes", foreign):
        plan.write_text(text)
        assert coach.refused("export", "ics", "-o", str(plan)) == (
            f"{plan} exists already and is not ours alone; name another file, or use --force"
        )
        assert coach("export", "ics", "-o", str(plan), terminal=True, stdin="n\n").status == 2
        assert plan.read_text() == text
    assert coach("export", "ics", "-o", str(plan), terminal=True, stdin="y\n").status == 0
    assert plan.read_text() != foreign
    coach.ok("export", "ics", "-o", str(plan), "--force")
    assert coach.refused("export", "ics", "-o", str(coach.path), "--force").endswith("name another file")


def test_a_move_in_a_file_is_not_overwritten_before_it_is_taken_in(coach: Any, plan: Path) -> None:
    title, raw = next((t, raw) for t, raw in milestones(coach).items() if not raw.get("done_on"))
    move_there(plan, raw["due"].replace("-", ""), "20261230", title)
    said = coach.refused("export", "ics", "-o", str(plan))
    assert said.startswith(
        f"{plan} exists already, and a change was made in it not taken in yet: coach import"
    )
    coach.ok("export", "ics", "-o", str(plan), "--force")
    assert "20261230" not in plan.read_text()


def test_a_moved_date_is_shown_and_taken_in_when_agreed_to(coach: Any, plan: Path) -> None:
    title, raw = next((t, raw) for t, raw in milestones(coach).items() if not raw.get("done_on"))
    move_there(plan, raw["due"].replace("-", ""), "20261230", title)
    ran = coach("import", str(plan))
    assert ran.status == 2
    assert ran.out.startswith(f"Anna Berg: “{title}”, ")
    assert "→ Wed 30 Dec" in ran.out
    assert ran.err == (
        f"coach: {plan}: 1 change in the calendar, none of them taken in; take what is clear in with --yes\n"
    )
    assert milestones(coach)[title] == raw
    ran = coach("import", str(plan), "--json")
    assert (ran.status, len(ran.json["files"][0]["proposals"])) == (2, 1)
    assert ran.json["files"][0]["proposals"][0]["to"] == "2026-12-30"
    no = coach("import", str(plan), terminal=True, stdin="n\n")
    assert (no.status, milestones(coach)[title]) == (0, raw)
    assert no.out.endswith("nothing was changed\n")
    out = coach("import", str(plan), terminal=True, stdin="y\n").out
    assert out.endswith(f"moved “{title}” from Fri 20 Nov to Wed 30 Dec. To take it back: coach undo\n")
    assert milestones(coach)[title]["due"] == "2026-12-30"
    moved = {"on": "2026-11-24", "from": raw["due"], "to": "2026-12-30"}
    assert milestones(coach)[title]["moves"][-1] == moved
    assert f"{title}: It was moved without a reason" in coach.ok("health", "anna")
    assert coach.ok("import", str(plan)) == f"{plan}: nothing was changed\n"
    coach.ok("undo")
    assert milestones(coach)[title] == raw
    found = coach("import", str(plan), "--yes", "--json").json
    assert [change["table"] for change in found["changes"]] == ["milestones"]


def test_of_several_changes_some_are_taken_or_all_or_none(coach: Any, plan: Path) -> None:
    before = milestones(coach)
    todo = [(title, raw) for title, raw in before.items() if not raw.get("done_on")][:2]
    assert len(todo) == 2
    for number, (title, raw) in enumerate(todo):
        move_there(plan, raw["due"].replace("-", ""), f"2026123{number}", title)

    def taken(answers: str) -> int:
        ran = coach("import", str(plan), terminal=True, stdin=answers)
        assert ran.status == 0
        after = milestones(coach)
        count = sum(1 for title, raw in todo if after[title]["due"] != raw["due"])
        if count:
            coach.ok("undo")
        assert milestones(coach) == before
        return count

    assert taken("y\nn\n") == taken("n\ny\n") == 1
    assert taken("a\n") == taken("y\ny\n") == 2
    assert taken("y\nq\n") == taken("n\nn\n") == taken("") == 0


def test_standard_input_is_a_calendar_too(coach: Any, plan: Path) -> None:
    assert coach.ok("import", "-", stdin=plan.read_text()).startswith("standard input: nothing changed")


def test_a_clash_is_chosen_by_a_person(coach: Any, plan: Path) -> None:
    title, raw = next((t, raw) for t, raw in milestones(coach).items() if not raw.get("done_on"))
    move_there(plan, raw["due"].replace("-", ""), "20261230", title)
    edited = plan.with_name("anna.toml")
    edited.write_text(coach.ok("plan", "anna").replace(f"due = {raw['due']}", "due = 2026-12-29", 1))
    coach.ok("import", str(edited), "--replace")
    if milestones(coach)[title]["due"] != "2026-12-29":
        pytest.skip("another record has this day first")
    ran = coach("import", str(plan), "--yes")
    assert "moved here as well" in ran.out
    assert ran.err == "coach: left 1 that moved here as well: choose at a terminal, or move them in the app\n"
    assert milestones(coach)[title]["due"] == "2026-12-29"
    coach("import", str(plan), terminal=True, stdin="y\n")
    assert milestones(coach)[title]["due"] == "2026-12-30"


def test_a_folder_of_files(coach: Any, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    assert coach.refused("export", "vdir").startswith("vdir: no folder is named; use -o DIR, or set vdir")
    assert coach.refused("import").startswith("no file is named; name one, or set vdir in the configuration")
    out = coach.ok("export", "vdir", "-o", str(folder))
    assert out.startswith(f"{folder}: ")
    assert out.endswith(" new, 0 changed, 0 removed, 0 as they were\n")
    title, raw = next((t, raw) for t, raw in milestones(coach).items() if not raw.get("done_on"))
    move_there(file_of(folder, title), raw["due"].replace("-", ""), "20261230")
    (folder / "broken.ics").write_text("x.coach-tui")
    Path(coach.env["COACH_CONFIG"]).write_text(f'vdir = "~/{folder.relative_to(coach.env["HOME"])}"\n')
    ran = coach("export", "vdir")
    assert ran.status == 0
    first, second, third = ran.err.splitlines()
    assert first.startswith(
        "coach: a change was made in the calendar and not taken in: left as they are there"
    )
    assert second.startswith(f"coach: Anna Berg: “{title}”, ")
    assert third.startswith("coach: broken.ics: left alone, it is no calendar file")
    ran = coach("import", "--yes")
    assert ran.status == 0
    assert ran.err.startswith("coach: broken.ics: left alone")
    assert milestones(coach)[title]["due"] == "2026-12-30"
    assert ", 1 changed, " in coach("export", "vdir").out


def test_missing_there_is_told_and_kept_here(coach: Any, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    coach.ok("export", "vdir", "-o", str(folder))
    title = next(t for t, raw in milestones(coach).items() if not raw.get("done_on"))
    file_of(folder, title).unlink()
    ran = coach("import", str(folder))
    assert ran.err == f"coach: missing there, and kept here: Anna Berg: “{title}”\n"
    assert ran.out == f"{folder}: nothing was changed\n"
    assert title in milestones(coach)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no calendar file"),
        (b"\x00\xff", "is no calendar file"),
        (b"BEGIN:VCALENDAR\r\n", "ends in the middle"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "it holds no calendar entry of these plans"),
        (
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x.coach-tui\nDTSTART:y\nEND:VEVENT\nEND:VCALENDAR",
            "1 entry there is of nothing that is in these plans now: passed over",
        ),
    ],
)
def test_bad_calendars(coach: Any, tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "bad.ics"
    path.write_bytes(data)
    ran = coach("import", str(path), "--yes")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert "cannot be read" in coach.refused("import", str(tmp_path / "none.ics"))


def test_options_that_have_no_meaning(coach: Any, plan: Path) -> None:
    assert "--client" in coach.refused("import", str(plan), "--client", "anna")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('calendar_names = "some"', "calendar_names takes one of full, initials, none"),
        ('calendar_alarm = "soon"', "calendar_alarm: “soon” is no time before"),
        ('calendar_alarm = "99999 days"', "is no time before"),
        ("vdir = 3", "vdir takes a text"),
    ],
)
def test_settings_that_are_refused(coach: Any, text: str, said: str) -> None:
    Path(coach.env["COACH_CONFIG"]).write_text(text)
    assert said in coach.refused("export", "ics")


def test_settings_of_names_and_alarms(coach: Any) -> None:
    Path(coach.env["COACH_CONFIG"]).write_text('calendar_names = "initials"\ncalendar_alarm = "1 day"\n')
    text = coach.ok("export", "ics")
    assert "Anna" not in text
    assert "SUMMARY:AB: " in text
    assert "TRIGGER:-PT15H" in text


def test_the_morning_does_not_wait_for_the_calendar_library(coach: Any) -> None:
    code = (
        "import io, os, sys; from coach_tui.cli.main import main\n"
        "for argv in (['today'], ['export', 'json']):\n"
        "    assert main(argv, dict(os.environ), io.StringIO(), io.StringIO(), io.StringIO()) == 0\n"
        "print([name for name in sys.modules if name.startswith(('icalendar', 'coach_tui.exchange.ics'))])"
    )
    env = {**os.environ, **coach.env}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_cancelled_session_is_cancelled_in_the_calendar_and_none_comes_back(
    coach: Any, calendar: Path
) -> None:
    coach.ok("session", "anna", "8 dec 10:00")
    coach.ok("export", "vdir")
    coach.ok("session", "anna", "cancelled 8 dec by client")
    coach.ok("export", "vdir")
    texts = [path.read_text() for path in calendar.glob("*.ics")]
    (text,) = [one for one in texts if "STATUS:CANCELLED" in one]
    assert "SUMMARY:Cancelled: Session with Anna Berg" in text
    before = coach.path.read_bytes()
    assert coach("import", str(calendar)).status == 0
    assert coach.path.read_bytes() == before
    coach.ok("session", "anna", "again 8 dec")
    coach.ok("export", "vdir")
    assert not any("STATUS:CANCELLED" in path.read_text() for path in calendar.glob("*.ics"))
