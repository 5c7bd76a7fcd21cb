"""Calendar files and folders: what is written comes back, moved dates as those, bad files harm nothing."""

from __future__ import annotations

import datetime
import os
import stat
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from coach_tui.changes.calendar import accept_calendar
from coach_tui.changes.desk import Desk
from coach_tui.changes.moving import move
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import delete
from coach_tui.changes.reviews import hold_review
from coach_tui.changes.undo import undo
from coach_tui.clock import Clock
from coach_tui.exchange import ics
from coach_tui.exchange.ics_out import write_ics
from coach_tui.exchange.planfile import read_toml
from coach_tui.exchange.vdir import Written, read_folder, write_folder
from coach_tui.plan.calendar_changes import compare
from coach_tui.plan.calendar_items import When, items
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from tests.exchange.made_drafts import drafts

TODAY = date(2026, 11, 24)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
EXAMPLE = Path(__file__).parents[1] / "data" / "plan-example.toml"
PLAN = """
[client]
name = "Anna; Berg, \\\\ \\u001b[31m"
[engagement]
start = 2026-09-01
review_every = "2 weeks"
[[milestone]]
title = "Kick-off"
due = 2026-12-01
[[session]]
on = 2026-11-26
time = "10:00"
private = "PRIVATE WORD"
shared = "SHARED WORD"
[[review]]
held_on = 2026-11-12
reflection = "PRIVATE WORD"
decisions = "PRIVATE WORD"
"""


def desk_at(folder: Path, text: str = PLAN) -> Desk:
    desk = Desk(folder / "coach.json", Clock(TODAY))
    take_in(desk, read_toml(text))
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "calendar"


def put(desk: Desk, folder: Path, **more: Any) -> Written:
    return write_folder(str(folder), desk.practice(), TODAY, **more)


def counts(done: Written) -> tuple[int, int, int, int]:
    return done.new, done.changed, done.removed, done.same


def file_of(folder: Path, word: str) -> Path:
    (found,) = [path for path in folder.iterdir() if word in path.read_text("utf-8")]
    return found


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_bytes().decode()
    for old, new in pairs:
        assert old in text, text
        text = text.replace(old, new)
    path.write_bytes(text.encode())


def changes(desk: Desk, folder: Path) -> list[str]:
    found = compare(desk.practice(), read_folder(str(folder)).there, TODAY)
    return [proposal.change(TODAY) for proposal in found.proposals]


# Out


def test_a_calendar_is_the_same_each_time_and_holds_no_private_word(desk: Desk) -> None:
    practice = desk.practice()
    data = write_ics(items(practice), 60)
    assert data == write_ics(items(practice), 60)
    assert b"PRIVATE" not in data.replace(b"CLASS:PRIVATE", b"")
    assert b"SHARED" not in data
    assert b"\x1b" not in data
    events = Calendar.from_ical(data).walk("VEVENT")
    assert str(events[-1]["SUMMARY"]) == "Anna; Berg, \\ ␛[31m: Kick-off"
    assert {event["CLASS"] for event in events} == {"PRIVATE"}
    assert all(line.isascii() or len(line) <= 75 for line in data.split(b"\r\n"))


@pytest.mark.parametrize("names", ["full", "none"])
def test_what_the_client_may_not_know_of_has_no_title_in_a_calendar(tmp_path: Path, names: str) -> None:
    text = PLAN.replace('title = "Kick-off"', 'title = "SECRET step"\nvisibility = "private"') + (
        '[[objective]]\ntitle = "SECRET aim"\nvisibility = "private"\ndue = 2026-12-30\n'
        '[[milestone]]\ntitle = "SECRET too"\nobjective = "SECRET aim"\ndue = 2026-12-28\n'
        '[[milestone]]\ntitle = "Open"\nvisibility = "client"\ndue = 2026-12-29\n'
    )
    desk = desk_at(tmp_path / "data", text)
    data = write_ics(items(desk.practice(), names=names), 60)
    assert b"SECRET" not in data
    titles = [str(event["SUMMARY"]) for event in Calendar.from_ical(data).walk("VEVENT")]
    assert [title.rpartition("m: ")[2] for title in titles[3:]] == [
        "Milestone",
        "Milestone",
        "Open",
        "Target",
    ]
    put(desk, tmp_path / "calendar", names=names)
    (path,) = [one for one in (tmp_path / "calendar").iterdir() if b"20261228" in one.read_bytes()]
    edit(path, ("DATE:20261228", "DATE:20261231"))
    assert changes(desk, tmp_path / "calendar") == ["Mon 28 Dec → Thu 31 Dec"]


def test_alarms_ring_in_the_morning_or_before_the_time_and_not_for_what_is_done(desk: Desk) -> None:
    def told(alarm: int | None) -> dict[str, str]:
        events = Calendar.from_ical(write_ics(items(desk.practice()), alarm)).walk("VEVENT")
        return {str(e["SUMMARY"]).split()[0]: ics.alarm_of(e) for e in events}

    assert set(told(None).values()) == {""}
    assert told(30) == {"✓": "", "Session": "b'-PT30M'", "Review": "b'PT9H'", "Anna;": "b'PT9H'"}
    assert told(1440)["Anna;"] == "b'-PT15H'"


def test_a_folder_is_private_and_unchanged_files_are_left_as_they_are(desk: Desk, folder: Path) -> None:
    assert counts(put(desk, folder)) == (4, 0, 0, 0)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.name == f"{Calendar.from_ical(path.read_bytes()).walk('VEVENT')[0]['UID']}.ics"
        os.utime(path, (1, 1))
    assert counts(put(desk, folder)) == (0, 0, 0, 4)
    assert {path.stat().st_mtime for path in folder.iterdir()} == {1}
    assert counts(put(desk, folder, alarm=30)) == (0, 3, 0, 1)
    assert counts(put(desk, folder)) == (0, 3, 0, 1)


def test_what_is_deleted_here_goes_there_and_foreign_files_stay(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    foreign = folder / "dentist.ics"
    foreign.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nEND:VEVENT\nEND:VCALENDAR\n")
    (folder / "color").write_text("#fff")
    (milestone,) = desk.practice().tables["milestones"].values()
    delete(desk, Milestone, milestone["uid"])
    assert counts(put(desk, folder)) == (0, 0, 1, 3)
    assert foreign.exists()
    assert (folder / "color").exists()


def test_a_name_that_is_taken_by_a_foreign_file_is_left_alone(desk: Desk, folder: Path) -> None:
    folder.mkdir()
    uid = next(item.uid for item in items(desk.practice()) if item.kind == "milestone")
    (folder / f"{uid}.ics").write_text("mine")
    done = put(desk, folder)
    assert done.new == 3
    assert done.said == [f"{uid}.ics: left alone, it is there already and is not ours"]
    assert (folder / f"{uid}.ics").read_text() == "mine"


def test_files_of_another_data_file_are_removed_by_force_alone(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    put(desk, folder)
    other = desk_at(tmp_path / "other", PLAN.replace("Anna", "Tom"))
    done = put(other, folder)
    assert (done.new, done.removed) == (4, 0)
    assert done.said == [
        "4 files are of clients who are not in this data file: left alone; --force removes them"
    ]
    assert put(other, folder, force=True).removed == 4
    assert len(list(folder.iterdir())) == 4


def test_one_client_alone_leaves_the_files_of_others(desk: Desk, folder: Path) -> None:
    take_in(desk, read_toml(PLAN.replace("Anna", "Tom")))
    put(desk, folder)
    tom = desk.practice().client_named("tom").uid
    assert counts(put(desk, folder, client=tom)) == (0, 0, 0, 4)


def test_what_others_added_to_an_event_stays(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    edit(path, ("END:VEVENT", "LOCATION:Room 3\r\nX-OTHER:1\r\nEND:VEVENT"))
    (milestone,) = desk.practice().tables["milestones"].values()
    move(desk, Milestone, milestone["uid"], "2026-12-03")
    assert put(desk, folder).changed == 1
    text = path.read_text()
    assert "LOCATION:Room 3" in text
    assert "X-OTHER:1" in text
    assert "DTSTART;VALUE=DATE:20261203" in text
    assert "X-COACH-DATE:2026-12-03" in text
    assert "SEQUENCE:1" in text
    assert changes(desk, folder) == []


def test_what_was_moved_there_is_not_overwritten_unless_it_is_asked_for(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    edit(path, ("DATE:20261201", "DATE:20261204"))
    done = put(desk, folder)
    assert counts(done) == (0, 0, 0, 3)
    assert len(done.waiting) == 1
    assert done.waiting[0].endswith(f": “Kick-off”, Tue 1 Dec → Fri 4 Dec ({path.name})")
    assert changes(desk, folder) == ["Tue 1 Dec → Fri 4 Dec"]
    uid = path.name.removesuffix(".ics")
    assert put(desk, folder, put_back={uid}).changed == 1
    assert changes(desk, folder) == []
    edit(path, ("DATE:20261201", "DATE:20261204"))
    assert put(desk, folder, force=True).changed == 1
    assert "DATE:20261201" in path.read_text()


COPIES = [
    "{}.sync-conflict-20261124-101010-ABCDEFG.ics",
    "{} (conflicted copy 2026-11-24).ics",
    "{} (Anna's conflicted copy 2026-11-24 101010).ics",
    "{}-OFFICE-PC.ics",
    "{} 2.ics",
    "{} (SFConflict a@b.example 2026-11-24-10-10-10).ics",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_says_another_day_waits_and_is_named(desk: Desk, folder: Path, name: str) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    copy = path.with_name(name.format(path.name[:-4]))
    copy.write_bytes(path.read_bytes().replace(b"DATE:20261201", b"DATE:20261204"))
    before = (path.read_bytes(), copy.read_bytes())
    done = put(desk, folder)
    assert counts(done) == (0, 0, 0, 3)
    assert done.waiting == [
        f"Anna; Berg, \\ ␛[31m: “Kick-off”, Tue 1 Dec → Fri 4 Dec ({copy.name})",
    ]
    assert (path.read_bytes(), copy.read_bytes()) == before
    (proposal,) = compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals
    assert not proposal.clear
    assert proposal.remarks(TODAY)[0] == "it stands there more than once: Fri 4 Dec, Tue 1 Dec"
    done = put(desk, folder, force=True)
    assert counts(done) == (0, 1, 0, 4)
    assert b"DATE:20261201" in copy.read_bytes()
    assert done.said == [
        f"{copy.name}: holds the same entry as {path.name}; one of them can be deleted"
        if path.name < copy.name
        else f"{path.name}: holds the same entry as {copy.name}; one of them can be deleted"
    ]


def test_a_copy_that_was_taken_in_is_one_entry_again(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    copy = path.with_name(f"{path.name[:-4]} 2.ics")
    copy.write_bytes(path.read_bytes().replace(b"DATE:20261201", b"DATE:20261204"))
    accept_calendar(desk, compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals)
    assert changes(desk, folder) == []
    assert counts(put(desk, folder)) == (0, 2, 0, 3)
    assert b"DATE:20261204" in path.read_bytes()
    assert counts(put(desk, folder)) == (0, 0, 0, 5)


def test_a_copy_from_before_says_nothing_and_a_later_form_is_clear(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    copy = path.with_name(f"{path.name[:-4]}-OFFICE-PC.ics")
    copy.write_bytes(path.read_bytes())
    (milestone,) = desk.practice().tables["milestones"].values()
    move(desk, Milestone, milestone["uid"], "2026-12-03")
    assert changes(desk, folder) == []
    assert put(desk, folder).changed == 2
    edit(copy, ("DATE:20261203", "DATE:20261208"), ("SEQUENCE:1", "SEQUENCE:2"))
    (proposal,) = compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals
    assert (proposal.change(TODAY), proposal.clear) == ("Thu 3 Dec → Tue 8 Dec", True)
    edit(path, ("DATE:20261203", "DATE:20261209"), ("SEQUENCE:1", "SEQUENCE:3"))
    found = compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals
    assert sorted(one.change(TODAY) for one in found) == ["Thu 3 Dec → Tue 8 Dec", "Thu 3 Dec → Wed 9 Dec"]
    assert not any(one.clear for one in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("DTSTART;VALUE=DATE:20261201", "DTSTART;VALUE=DATE:20260801", "before the engagement began"),
        ("DTSTART;VALUE=DATE:20261201", "DTSTART:soon", "its day there cannot be read"),
        ("DTSTART;VALUE=DATE:20261201", "DTSTART;TZID=Nowhere:20261204T100000", "→ Fri 4 Dec"),
        (
            "DTSTART;VALUE=DATE:20261201",
            "DTSTART:20261204\r\nDTSTART:20261205",
            "it begins there at two times",
        ),
        ("BEGIN:VEVENT", "BEGIN:VEVENT\r\nSTATUS:CANCELLED", "cancelled there, and kept here"),
        ("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL", "cancelled there, and kept here"),
        (
            "BEGIN:VEVENT",
            "BEGIN:VEVENT\r\nRRULE:FREQ=DAILY\r\nEXDATE:20261201",
            "it repeats there, and single",
        ),
    ],
)
def test_what_cannot_be_taken_in_is_left_and_named_until_it_is_forced(
    desk: Desk, folder: Path, old: str, new: str, said: str
) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    edit(path, (old, new), ("END:VEVENT", "LOCATION:Room 3\r\nEND:VEVENT"))
    before = path.read_bytes()
    done = put(desk, folder, alarm=30)
    (line,) = done.waiting
    assert said in line
    assert line.endswith(f"({path.name})")
    assert path.read_bytes() == before
    assert put(desk, folder, force=True).changed == 3
    text = path.read_text()
    assert "DTSTART;VALUE=DATE:20261201" in text
    assert "CANCEL" not in text
    assert "LOCATION:Room 3" in text


def test_a_review_that_stands_under_its_older_name_is_left_too(tmp_path: Path, folder: Path) -> None:
    desk = desk_at(tmp_path / "two", PLAN + "[[review]]\ndue = 2026-11-26\n[[review]]\ndue = 2026-12-10\n")
    (plan,) = desk.practice().tables["engagements"].values()
    put(desk, folder)
    first, second = file_of(folder, "DATE:20261126\n"), file_of(folder, "DATE:20261210\n")
    edit(second, ("DATE:20261210", "DATE:20261217"))
    hold_review(desk, plan["uid"], {"held_on": "2026-11-24"})
    first.unlink()
    done = put(desk, folder)
    assert [line.partition(": ")[2] for line in done.waiting] == [
        f"review, Thu 10 Dec → Thu 17 Dec ({second.name})"
    ]
    assert "DATE:20261217" in second.read_text()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_in_another_encoding_keeps_what_was_added(desk: Desk, folder: Path, encoding: str) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    edit(path, ("END:VEVENT", "LOCATION:Größe\r\nEND:VEVENT"))
    path.write_bytes(path.read_bytes().decode().encode(encoding))
    assert counts(put(desk, folder, alarm=30)) == (0, 3, 0, 1)
    assert "LOCATION:Größe" in path.read_text("utf-8")


def test_a_zone_that_the_library_warns_of_is_kept_without_a_word(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    path = file_of(folder, "SUMMARY:Session")
    zone = "TZID=/example.org/20261124/Europe/Berlin"
    edit(path, ("DTSTART:", f"DTSTART;{zone}:"), ("DTEND:", f"DTEND;{zone}:"))
    assert put(desk, folder, names="initials").changed == 4
    assert zone in path.read_text()


def test_taken_in_undone_and_moved_on(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    edit(file_of(folder, "Kick-off"), ("DATE:20261201", "DATE:20261204"))
    edit(file_of(folder, "SUMMARY:Session"), ("20261126T", "20261127T"))
    edit(
        file_of(folder, "SUMMARY:Review"),
        ("SUMMARY:Review", "SUMMARY:✓ Review"),
        ("DATE:20261126", "DATE:20261123"),
    )
    before = desk.practice().tables
    found = compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals
    assert [p.change(TODAY) for p in found] == [
        "Thu 26 Nov 10:00 → Fri 27 Nov",
        "Thu 26 Nov → held on Mon 23 Nov",
        "Tue 1 Dec → Fri 4 Dec",
    ]
    entry = accept_calendar(desk, found)
    assert entry is not None
    assert (entry.what, entry.why) == ("took in 3 changes from the calendar", "moved in the calendar")
    tables = desk.practice().tables
    (milestone,) = tables["milestones"].values()
    assert milestone["moves"] == [
        {
            "on": "2026-11-24",
            "from": "2026-12-01",
            "to": "2026-12-04",
        }
    ]
    assert [raw["on"] for raw in tables["sessions"].values()] == ["2026-11-27"]
    assert sorted(raw["held_on"] for raw in tables["reviews"].values()) == ["2026-11-12", "2026-11-23"]
    assert changes(desk, folder) == []
    undo(desk)
    after = desk.practice().tables
    for table in ("milestones", "sessions", "reviews", "engagements"):
        assert after[table] == before[table]
    assert len(changes(desk, folder)) == 3


def test_a_rhythms_review_moved_there_is_agreed_here_and_not_offered_again(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    edit(file_of(folder, "SUMMARY:Review"), ("DATE:20261126", "DATE:20261130"))
    accept_calendar(desk, compare(desk.practice(), read_folder(str(folder)).there, TODAY).proposals)
    assert changes(desk, folder) == []
    assert counts(put(desk, folder)) == (0, 1, 0, 3)
    assert changes(desk, folder) == []
    edit(file_of(folder, "SUMMARY:Review"), ("DATE:20261130", "DATE:20261201"))
    assert changes(desk, folder) == ["Mon 30 Nov → Tue 1 Dec"]


# In


def block(uid: str, *lines: str, kind: str = "VEVENT") -> str:
    return "\r\n".join([f"BEGIN:{kind}", f"UID:{uid}", *lines, f"END:{kind}"])


def calendar(*blocks: str, header: str = "VERSION:2.0") -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", header, *blocks, "END:VCALENDAR", ""]).encode()


UID = "m.coach-tui"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (["DTSTART;VALUE=DATE:20261204"], When(date(2026, 12, 4))),
        (["DTSTART:20261204T093000", "DTEND:20261204T103000"], When(date(2026, 12, 4), "09:30", 60)),
        (["DTSTART:20261204T093000", "DURATION:PT45M"], When(date(2026, 12, 4), "09:30", 45)),
        (["DTSTART;TZID=America/New_York:20261204T233000"], When(date(2026, 12, 5), "05:30")),
        (["DTSTART;TZID=Nowhere/At all:20261204T233000"], When(date(2026, 12, 4), "23:30")),
        (["DTSTART:20261204T233000Z", "DTEND:20261205T003000Z"], When(date(2026, 12, 5), "00:30", 60)),
        (["DTSTART:20261204T233000Z", "DTEND:20261204T003000Z"], When(date(2026, 12, 5), "00:30")),
        (["DTSTART:today"], None),
        (["DTSTART;VALUE=DATE:20261304"], None),
        (["DTSTART:99991231T235959Z"], None),
        ([], None),
    ],
)
def test_days_as_they_are_shown_there(lines: list[str], when: When | None) -> None:
    data = calendar(block(UID, *lines), header="X-WR-TIMEZONE:Europe/Berlin")
    assert ics.read_ics(data).there[UID].when == when
    assert ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is no calendar file"),
        (b"\x00\xff\x01" * 50, "is no calendar file"),
        (b"[client]", "is no calendar file"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "ends in the middle"),
        (calendar(block(UID))[:-20], "ends in the middle"),
    ],
)
def test_what_is_no_calendar(data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        ics.read_ics(data)


def test_folded_and_oddly_written_files_are_read() -> None:
    text = calendar(block(UID, "DTSTART;VALUE=DATE:20261204", "SUMMARY:a\\nb\\, c")).decode()
    folded = text.replace("UID:m.co", "UID:m.co\r\n ").replace("DTSTART;", "DTSTART\r\n\t;")
    for odd in (
        folded,
        folded.replace("\r\n", "\n"),
        "\ufeff" + folded,
        text.lower().replace("value=date", "VALUE=DATE"),
    ):
        found = ics.read_ics(odd.encode()).there[UID]
        assert found.when == When(date(2026, 12, 4))
        assert found.title == "a b, c"


def test_hostile_entries_are_named_or_passed_over() -> None:
    data = calendar(
        "BEGIN:VEVENT\r\nSUMMARY:no uid\r\nEND:VEVENT",
        block("someone else's"),
        block(UID, "DTSTART;VALUE=DATE:20261204", "SUMMARY:\x1b]0;title\x07", "BEGIN:VALARM", "END:VALARM"),
        block("n.coach-tui", "UID:two.coach-tui", "RRULE:FREQ=SECONDLY", "DTSTART:20261204T100000"),
        block("o.coach-tui", "no colon here", 'DTSTART;X="open:20261204'),
        block("p.coach-tui", "BEGIN:NEVER"),
    )
    found = ics.read_ics(data)
    assert found.foreign == 2
    assert found.there[UID].title == "␛]0;title␇"
    assert found.there["n.coach-tui"].repeats
    assert "p.coach-tui" not in found.there
    assert found.faults == ["an entry of ours in it cannot be read"]


def test_one_uid_several_times() -> None:
    same = block(UID, "DTSTART;VALUE=DATE:20261204")
    override = block(UID, "RECURRENCE-ID;VALUE=DATE:20261211", "DTSTART;VALUE=DATE:20261212")
    found = ics.read_ics(calendar(same, same, override))
    assert (found.there[UID].when, found.faults) == (When(date(2026, 12, 4)), [])
    assert [(one.when, one.doubt) for one in found.there[UID].others] == [
        (None, "it repeats there, and single days of it were changed")
    ]
    other = block(UID, "DTSTART;VALUE=DATE:20261205")
    found = ics.read_ics(calendar(same, other, other))
    both = (found.there[UID], *found.there[UID].others)
    assert [one.when for one in both] == [When(date(2026, 12, 4)), When(date(2026, 12, 5))]


def test_tasks_say_when_they_were_done() -> None:
    task = block(
        UID, "DUE;VALUE=DATE:20261204", "STATUS:COMPLETED", "COMPLETED:20261123T080000Z", kind="VTODO"
    )
    found = ics.read_ics(calendar(task)).there[UID]
    assert (found.completed, found.completed_on, found.when) == (
        True,
        date(2026, 11, 23),
        When(date(2026, 12, 4)),
    )


@pytest.mark.no_cover
def test_large_files_of_others_cost_little() -> None:
    foreign = block("x@example.org", "SUMMARY:" + "coach-tui " * 20, "DTSTART:20261204T100000")
    data = calendar(*[foreign] * 40_000)
    assert len(data) > 10_000_000
    began = time.process_time()
    assert ics.read_ics(data).foreign == 40_000
    assert time.process_time() - began < 5


@pytest.mark.no_cover
def test_a_folder_of_foreign_and_broken_files(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    edit(file_of(folder, "Kick-off"), ("DATE:20261201", "DATE:20261204"))
    for number in range(3000):
        (folder / f"f{number}.ics").write_bytes(calendar(block(f"f{number}")))
    (folder / "broken.ics").write_bytes(b"BEGIN:VCALENDAR\r\nUID:x.coach-tui\r\n")
    (folder / "binary.ics").write_bytes(b"\x00\xff.coach-tui")
    (folder / "link.ics").symlink_to("/etc/passwd")
    (folder / "dir.ics").mkdir()
    os.mkfifo(folder / "pipe.ics")
    (folder / ".hidden.ics").write_bytes(calendar(block(UID)))
    began = time.process_time()
    found = read_folder(str(folder))
    assert time.process_time() - began < 5
    assert found.foreign == 3000
    assert [line.partition(":")[0] for line in found.faults] == [
        "binary.ics",
        "broken.ics",
        "link.ics",
        "pipe.ics",
    ]
    assert changes(desk, folder) == ["Tue 1 Dec → Fri 4 Dec"]
    before = {path.name for path in folder.iterdir()}
    assert counts(put(desk, folder)) == (0, 0, 0, 3)
    assert {path.name for path in folder.iterdir()} == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    path.chmod(0)
    (fault,) = read_folder(str(folder)).faults
    assert fault.startswith(f"{path.name}: left alone, it cannot be read: permission denied")


def test_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("none", "file"):
        with pytest.raises(BadInput, match="cannot be read"):
            read_folder(str(tmp_path / name))


def test_a_file_cut_short_is_written_anew(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    path = file_of(folder, "Kick-off")
    whole = path.read_bytes()
    path.write_bytes(
        whole.replace(b"SUMMARY", b"SUMMARY:x\r\nSUMMARY").replace(b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nbad")
    )
    done = put(desk, folder)
    assert (done.changed, done.same) == (1, 3)
    assert b"Kick-off" in path.read_bytes()


def test_leftovers_of_the_dead_are_swept(desk: Desk, folder: Path) -> None:
    put(desk, folder)
    dead = folder / ".m.coach-tui.ics.999999999-1.abcd.tmp"
    dead.write_text("half")
    (folder / ".others.tmp").write_text("x")
    put(desk, folder)
    assert not dead.exists()
    assert (folder / ".others.tmp").exists()


# Laws


@given(drafts())
@FEW
def test_every_plan_comes_back_without_a_change(draft: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(Path(place) / "coach.json", Clock(TODAY))
        take_in(desk, draft)
        practice = desk.practice()
        for names in ("full", "none"):
            written = write_ics(items(practice, names=names), 30)
            found = compare(practice, ics.read_ics(written).there, TODAY)
            assert found == ([], [], [], [], 0, {})


DAYS = st.dates(date(2026, 11, 25), date(2028, 1, 1))


@given(st.lists(DAYS, min_size=5, max_size=5), st.times())
@FEW
def test_dates_moved_at_random_come_back_as_those(days: list[date], clock: datetime.time) -> None:
    with tempfile.TemporaryDirectory() as place:
        desk = Desk(Path(place) / "coach.json", Clock(TODAY))
        take_in(desk, read_toml(EXAMPLE.read_text("utf-8")))
        practice = desk.practice()
        open_ones = [item for item in items(practice) if not item.done and item.kind != "engagement"][-5:]
        calendar_there = Calendar.from_ical(write_ics(items(practice), None))
        wanted = {}
        for item, day in zip(open_ones, days, strict=False):
            to = When(day)
            if item.kind == "session":
                to = When(day, f"{clock:%H:%M}", item.when.minutes or 60)
            (event,) = [e for e in calendar_there.walk("VEVENT") if e["UID"] == item.uid]
            ics.set_when(event, to)
            if to != item.when:
                wanted[item.uid] = to
        found = compare(practice, ics.read_ics(calendar_there.to_ical()).there, TODAY)
        assert {p.item.uid: p.to for p in found.proposals} == wanted
        assert (found.refused, found.notes) == ([], [])
        accept_calendar(desk, found.proposals)
        after = {item.uid: item.when for item in items(desk.practice())}
        assert {uid: after[uid] for uid in wanted} == wanted
