"""One event, out and in: every property that calendars and a later import rely on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Alarm, Calendar, Event

from coach_tui.exchange import ics
from coach_tui.exchange.ics_out import PRODUCT, write_ics
from coach_tui.plan.calendar_items import CalendarItem, When
from coach_tui.plan.calendar_there import There

UID = "m.coach-tui"
DAY = date(2026, 12, 4)
MADE = datetime(2026, 11, 2, 8, tzinfo=UTC)


def item(when: When | None = None, **more: Any) -> CalendarItem:
    values: dict[str, Any] = {
        "uid": UID, "kind": "milestone", "when": when or When(DAY), "title": "Anna Berg: Kick-off",
        "done": False, "client": "c1", "engagement": "e1", "record": "m1", "next": False, "made": MADE,
        "moves": 0,
    }  # fmt: skip
    return CalendarItem(**{**values, **more})


def written(*items: CalendarItem, alarm: int | None = None) -> list[str]:
    """The lines of a calendar file, those that are folded put together."""
    return write_ics(items, alarm).decode().replace("\r\n ", "").split("\r\n")


def block(*lines: str, uid: str = UID, kind: str = "VEVENT") -> str:
    return "\r\n".join([f"BEGIN:{kind}", f"UID:{uid}", *lines, f"END:{kind}"])


def calendar(*blocks: str, header: str = "VERSION:2.0") -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", header, *blocks, "END:VCALENDAR", ""]).encode()


def there(*lines: str, header: str = "VERSION:2.0", kind: str = "VEVENT") -> There:
    return ics.read_ics(calendar(block(*lines, kind=kind), header=header)).there[UID]


# Out


def test_a_calendar_of_a_day_and_of_an_hour_whole() -> None:
    day = item(moves=2, done=True)
    hour = item(When(DAY, "10:00", 90), uid="s.coach-tui", kind="session", title="Session with Anna")
    assert written(day, hour, alarm=30) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coach-tui//coaching plans//EN",
        "BEGIN:VEVENT",
        "SUMMARY:Anna Berg: Kick-off",
        "DTSTART;VALUE=DATE:20261204",
        "DTEND;VALUE=DATE:20261205",
        "DTSTAMP:20261102T080000Z",
        "UID:m.coach-tui",
        "SEQUENCE:2",
        "CATEGORIES:coaching,milestone",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "X-COACH-CLIENT:c1",
        "X-COACH-DATE:2026-12-04",
        "X-COACH-DONE:TRUE",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "SUMMARY:Session with Anna",
        "DTSTART:20261204T100000",
        "DTEND:20261204T113000",
        "DTSTAMP:20261102T080000Z",
        "UID:s.coach-tui",
        "SEQUENCE:0",
        "CATEGORIES:coaching,session",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "X-COACH-CLIENT:c1",
        "X-COACH-DATE:2026-12-04T10:00/90",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Session with Anna",
        "TRIGGER:-PT30M",
        "X-COACH-ALARM:1",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize("done", [False, True])
@pytest.mark.parametrize("when", [When(DAY), When(DAY, "10:00", 90), When(DAY, "10:00", 0)])
def test_what_is_written_is_read_as_it_was(when: When, done: bool) -> None:
    found = ics.read_ics(write_ics([item(when, done=done)], 30))
    assert (found.faults, found.foreign) == ([], 0)
    expected = when if when.minutes != 0 else when._replace(minutes=None)
    assert found.there == {
        UID: There(
            when=expected, base=when, title="Anna Berg: Kick-off", base_done=done, client="c1",
        )
    }  # fmt: skip


def test_the_last_day_that_there_is_has_no_end() -> None:
    lines = written(item(When(date.max)))
    assert "DTSTART;VALUE=DATE:99991231" in lines
    assert not any(line.startswith("DTEND") for line in lines)
    timeless = written(item(When(DAY, "10:00", 0)))
    assert not any(line.startswith("DTEND") for line in timeless)


def test_a_time_without_a_length_has_no_end_and_no_name_harms() -> None:
    lines = written(item(When(DAY, "10:00"), client="c\x1b1"))
    assert "DTSTART:20261204T100000" in lines
    assert not any(line.startswith("DTEND") for line in lines)
    assert "X-COACH-CLIENT:c␛1" in lines


def test_an_event_that_is_given_another_day_keeps_nothing_of_the_old_one() -> None:
    event = Event.from_ical(
        block("DTSTART;TZID=Europe/Berlin:20261201T100000", "DURATION:PT1H", "LOCATION:Room 3")
    )
    ics.set_when(event, When(DAY, "09:00", 45))
    text = event.to_ical().decode()
    assert "DTSTART:20261204T090000" in text
    assert "DTEND:20261204T094500" in text
    assert "LOCATION:Room 3" in text
    assert "DURATION" not in text
    ics.set_when(event, When(DAY))
    text = event.to_ical().decode()
    assert "DTSTART;VALUE=DATE:20261204" in text
    assert "DTEND;VALUE=DATE:20261205" in text
    assert (text.count("DTSTART"), text.count("DTEND")) == (1, 1)


def triggers(event: Any) -> list[bytes]:
    return [part["TRIGGER"].to_ical() for part in event.subcomponents]


def test_our_alarm_goes_and_those_of_others_stay() -> None:
    event = ics.event_of(item(When(DAY, "10:00", 60)), 30)
    other = Alarm()
    other.add("action", "DISPLAY")
    other.add("trigger", timedelta(hours=-2))
    event.add_component(other)
    assert triggers(event) == [b"-PT30M", b"-PT2H"]
    ics.set_alarm(event, item(When(DAY, "10:00", 60)), 15)
    assert triggers(event) == [b"-PT2H", b"-PT15M"]
    assert ics.alarm_of(event) == "b'-PT15M'"
    ics.set_alarm(event, item(When(DAY, "10:00", 60)), None)
    assert triggers(event) == [b"-PT2H"]
    assert ics.alarm_of(event) == ""
    ics.set_alarm(event, item(When(DAY, "10:00", 60), done=True), 15)
    assert triggers(event) == [b"-PT2H"]


@pytest.mark.parametrize(
    ("alarm", "rings"), [(0, b"PT9H"), (1439, b"PT9H"), (1440, b"-PT15H"), (2880, b"-P1DT15H")]
)
def test_the_alarm_of_a_day_rings_in_the_morning(alarm: int, rings: bytes) -> None:
    assert triggers(ics.event_of(item(), alarm)) == [rings]


def test_an_alarm_of_ours_without_a_time_is_no_alarm() -> None:
    event = Event.from_ical(
        block(
            "DTSTART;VALUE=DATE:20261204",
            "BEGIN:VALARM\r\nX-COACH-ALARM:1\r\nEND:VALARM",
            "BEGIN:VTODO\r\nX-COACH-ALARM:1\r\nTRIGGER:-PT1H\r\nEND:VTODO",
        )
    )
    assert ics.alarm_of(event) == ""
    ics.set_alarm(event, item(), None)
    assert len(event.subcomponents) == 2


# In


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], {}),
        (["STATUS:CANCELLED"], {"cancelled": True}),
        (["STATUS:cancelled"], {"cancelled": True}),
        (["X-COACH-DONE:CANCELLED"], {"base_cancelled": True}),
        (["STATUS:CONFIRMED"], {}),
        (["RRULE:FREQ=WEEKLY"], {"repeats": True}),
        (["RDATE;VALUE=DATE:20261211"], {"repeats": True}),
        (["STATUS:COMPLETED"], {"completed": True}),
        (["STATUS:Completed"], {"completed": True}),
        (["COMPLETED:20261123T120000Z"], {"completed": True, "completed_on": date(2026, 11, 23)}),
        (["X-COACH-DONE:TRUE"], {"base_done": True}),
        (["X-COACH-DATE:2026-12-01"], {"base": When(date(2026, 12, 1))}),
        (["X-COACH-DATE:2026-12-01T09:30/60"], {"base": When(date(2026, 12, 1), "09:30", 60)}),
        (["X-COACH-DATE:soon"], {}),
        (["X-COACH-CLIENT:c\x1b1"], {"client": "c␛1"}),
        (["SUMMARY:a\x1bb"], {"title": "a␛b"}),
        (["SUMMARY:one", "SUMMARY:two"], {"title": "one"}),
        (['SUMMARY;LANGUAGE=de;X-A="a:b":✓ Größe\\, mehr'], {"title": "✓ Größe, mehr"}),
        (["SEQUENCE:3", "LAST-MODIFIED:20261124T101010Z"], {"version": (3, "20261124T101010Z")}),
        (["SEQUENCE:-1"], {}),
    ],
)
def test_what_an_entry_says(lines: list[str], expected: dict[str, Any]) -> None:
    plain: dict[str, Any] = {
        "when": When(DAY), "base": None, "title": "", "completed": False, "completed_on": None,
        "base_done": False, "cancelled": False, "base_cancelled": False, "repeats": False, "client": "",
        "whole": None, "doubt": "", "length": "", "empty": False, "version": (0, ""), "file": "",
        "others": (),
    }  # fmt: skip
    found = there("DTSTART;VALUE=DATE:20261204", *lines)
    assert found._asdict() == {**plain, **expected}


def test_long_texts_are_cut() -> None:
    found = there("DTSTART;VALUE=DATE:20261204", f"SUMMARY:{'a' * 2000}")
    assert found.title == "a" * 1000


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTEND:20261204T100000"], 60),
        (["DTEND:20261204T090130"], 1),
        (["DTEND:20261204T080000"], None),
        (["DTEND:20261204T090000"], None),
        (["DTEND:20261205T090000"], 1440),
        (["DTEND;VALUE=DATE:20261205"], None),
        (["DTEND;VALUE=DATE:20261205", "DURATION:PT20M"], 20),
        (["DURATION:PT1H30M"], 90),
        (["DURATION:xyz"], None),
        (["DURATION:-PT5M"], None),
        (["DURATION:P"], None),
        (["DURATION:PT0S"], None),
        (["DURATION:P1W"], 10080),
        ([], None),
    ],
)
def test_how_long_it_takes(lines: list[str], minutes: int | None) -> None:
    when = there("DTSTART:20261204T090000", *lines).when
    assert when == When(DAY, "09:00", minutes)
    assert type(when.minutes) is type(minutes)


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("DUE;VALUE=DATE:20261204", When(DAY)),
        ("DUE:20261204T090000", When(DAY, "09:00")),
        ("DTSTART;VALUE=DATE:20261204\r\nDUE;VALUE=DATE:20261210", When(DAY)),
        ("DTSTART;VALUE=PERIOD:20261204T090000/PT1H", None),
    ],
)
def test_a_task_is_due_or_begins(line: str, when: When | None) -> None:
    assert there(line, kind="VTODO").when == when


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC"])
def test_the_worlds_clock_is_told_in_the_zone_of_the_file(name: str) -> None:
    line = f"DTSTART;TZID={name}:20261204T233000"
    assert there(line, header="X-WR-TIMEZONE:Asia/Tokyo").when == When(date(2026, 12, 5), "08:30")


@pytest.mark.parametrize(
    ("before", "zone", "when"),
    [
        (0, "Asia/Tokyo", When(date(2026, 12, 5), "08:30")),
        (20, "Asia/Tokyo", When(date(2026, 12, 5), "08:30")),
        (20, " America/New_York ", When(DAY, "18:30")),
        (20, "Nowhere/At all", None),
        (20, "Züri", None),
        (20, "", None),
        (20, "../../etc/passwd", None),
        (20, "a" * 300, None),
        (60, "Asia/Tokyo", When(date(2026, 12, 5), "08:30")),
    ],
)
def test_the_zone_of_the_file_may_stand_far_below(before: int, zone: str, when: When | None) -> None:
    header = "\r\n".join([*(f"X-NOTE{n}:a" for n in range(before)), f"x-wr-timezone:{zone}"])
    found = there("DTSTART:20261204T233000Z", header=header).when
    here = datetime(2026, 12, 4, 23, 30, tzinfo=UTC).astimezone()
    assert found == (when or When(here.date(), f"{here:%H:%M}"))


def test_a_zone_in_an_entry_is_not_that_of_the_file_and_one_behind_them_is() -> None:
    inside = calendar(block("DTSTART:20261204T233000Z", "X-WR-TIMEZONE:Asia/Tokyo"))
    here = datetime(2026, 12, 4, 23, 30, tzinfo=UTC).astimezone()
    assert ics.read_ics(inside).there[UID].when == When(here.date(), f"{here:%H:%M}")
    late = calendar(block("DTSTART:20261204T233000Z"), "X-WR-TIMEZONE:Asia/Tokyo")
    assert ics.read_ics(late).there[UID].when == When(date(2026, 12, 5), "08:30")


@pytest.mark.parametrize("fold", ["\r\n ", "\r\n\t", "\n ", "\n\t", "\r "])
def test_folded_lines_are_read(fold: str) -> None:
    data = calendar(block("DTSTART;VALUE=DATE:20261204", f"SUMMARY:ab{fold}cd", uid=f"m.coa{fold}ch-tui"))
    assert ics.read_ics(data).there[UID].title == "abcd"


def test_ours_are_known_by_their_uid_alone() -> None:
    data = calendar(
        block("SUMMARY:m.coach-tui", "DTSTART;VALUE=DATE:20261204", uid="theirs"),
        block("DTSTART;VALUE=DATE:20261204", uid="m.coach-tui.example.org"),
        block("DTSTART;VALUE=DATE:20261204", uid="a.coach-tui  "),
        block("DTSTART;VALUE=DATE:20261204", uid="t.coach-tui", kind="VTODO"),
        block("DTSTART;VALUE=DATE:20261204", uid="j.coach-tui", kind="VJOURNAL"),
        block("UID:later.coach-tui", "DTSTART;VALUE=DATE:20261204", uid="nobody"),
    )
    found = ics.read_ics(data)
    assert sorted(found.there) == ["a.coach-tui", "t.coach-tui"]
    assert (found.foreign, found.faults) == (3, [])


def test_an_entry_that_cannot_be_read_is_told_and_harms_no_other() -> None:
    found = ics.read_ics(
        calendar(
            block("BEGIN:NEVER", uid="n.coach-tui"),
            block("END:NEVER", uid="e.coach-tui"),
            block("DTSTART;VALUE=DATE:20261204"),
            "BEGIN:VEVENT\r\nEND:VEVENT",
            "BEGIN:VEVENT\r\nUID:open.coach-tui",
        )
    )
    assert (list(found.there), found.foreign) == ([UID], 1)
    assert found.faults == ["an entry of ours in it cannot be read"] * 3


def test_the_same_entry_twice_is_one_and_one_that_is_done_differs() -> None:
    day = "DTSTART;VALUE=DATE:20261204"
    twice = ics.read_ics(calendar(block(day, "SUMMARY:old"), block(day, "SUMMARY:new")))
    assert (twice.there[UID].title, twice.there[UID].others, twice.faults) == ("new", (), [])
    for mark in ("STATUS:COMPLETED", "SUMMARY:✓ old", "STATUS:CANCELLED"):
        other = ics.read_ics(calendar(block(day, "SUMMARY:old"), block(day, mark)))
        assert len(other.there[UID].others) == 1


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        (["SEQUENCE:1"], ["SEQUENCE:2"], [5]),
        (["SEQUENCE:2"], ["SEQUENCE:1"], [4]),
        (["SEQUENCE:10"], ["SEQUENCE:9"], [4]),
        (["LAST-MODIFIED:20261101T080000Z"], ["LAST-MODIFIED:20261102T070000Z"], [5]),
        (["SEQUENCE:1", "LAST-MODIFIED:20261101T080000Z"], ["SEQUENCE:2"], [5]),
        (
            ["SEQUENCE:1", "LAST-MODIFIED:20261102T080000Z"],
            ["SEQUENCE:2", "LAST-MODIFIED:20261101T080000Z"],
            [4, 5],
        ),
        (["SEQUENCE:1"], ["SEQUENCE:1"], [4, 5]),
        (["DTSTAMP:20261101T080000Z"], ["DTSTAMP:20261102T080000Z"], [4, 5]),
        ([], ["LAST-MODIFIED:20261102T080000Z"], [4, 5]),
    ],
)
def test_of_two_forms_in_one_file_the_later_counts_where_both_signs_agree(
    first: list[str], second: list[str], days: list[int]
) -> None:
    data = calendar(
        block("DTSTART;VALUE=DATE:20261204", *first), block("DTSTART;VALUE=DATE:20261205", *second)
    )
    found = ics.read_ics(data).there[UID]
    assert [one.when.day.day for one in (found, *found.others) if one.when] == days


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b"BEGIN:VCALENDAR\r\n", True),
        (b"\xef\xbb\xbfbegin:vcalendar\r\n", True),
        (b" \r\n\tBEGIN:VCALENDAR", True),
        (b"X\r\nBEGIN:VCALENDAR", False),
        (b"BEGIN:VCARD\r\n", False),
        (b" " * 185 + b"BEGIN:VCALENDAR", True),
        (b" " * 186 + b"BEGIN:VCALENDAR", False),
        (b"", False),
    ],
)
def test_how_calendar_files_begin(data: bytes, is_one: bool) -> None:
    assert ics.is_calendar(data) is is_one


def test_what_stands_behind_the_end_is_passed_over() -> None:
    data = calendar(block("DTSTART;VALUE=DATE:20261204"))
    assert ics.read_ics(data + b" \t\r\n\0").there[UID].when == When(DAY)
    assert ics.read_ics(data.lower().replace(b"value=date", b"VALUE=DATE")).there[UID].when == When(DAY)


def test_a_calendar_can_be_read_by_others() -> None:
    parsed = Calendar.from_ical(write_ics([item()], None))
    assert (str(parsed["VERSION"]), str(parsed["PRODID"])) == ("2.0", PRODUCT)


def test_where_entries_begin_and_end() -> None:
    data = calendar(
        "BEGIN:VEVENT \r\nUID:theirs\r\nEND:VEVENT ",
        "BEGIN:VTODO\r\nUID:theirs too\r\nEND:VTODO",
        "X-ABC:VEVENT",
        block("DTSTART;VALUE=DATE:20261204"),
    )
    found = ics.read_ics(data)
    assert (found.foreign, list(found.there), found.faults) == (2, [UID], [])


def test_an_entry_that_only_looks_like_ours_is_told() -> None:
    data = calendar("BEGIN:VEVENT\r\nUIDX:m.coach-tui\r\nEND:VEVENT", block(uid="m\x1b.coach-tui"))
    found = ics.read_ics(data)
    assert found.faults == ["an entry of ours in it cannot be read"]
    assert list(found.there) == ["m␛.coach-tui"]


def test_what_was_cancelled_says_so_takes_no_time_and_rings_no_more() -> None:
    when = When(DAY, "10:00", 60)
    off = written(item(when, kind="session", title="Cancelled: Session", cancelled=True, moves=1), alarm=30)
    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:1"} <= set(off)
    assert "BEGIN:VALARM" not in off
    assert not any(line.startswith("STATUS") for line in written(item(when, kind="session")))
