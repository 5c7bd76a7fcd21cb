"""When entries of other programs are, on machines in several zones: times, lengths, days, what is asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from coach_tui.exchange import ics
from coach_tui.plan.calendar_items import When
from coach_tui.plan.calendar_there import There
from coach_tui.plan.errors import BadInput

UID = "m.coach-tui"
Read = Callable[..., There]
NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"
OUTLOOK = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""
"""As Outlook defines the zone of Berlin."""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """Reads an entry on a machine in a zone."""

    def there(machine: str, *lines: str, header: str = "VERSION:2.0") -> There:
        monkeypatch.setenv("TZ", machine)
        time.tzset()
        text = [
            "BEGIN:VCALENDAR",
            header,
            "BEGIN:VEVENT",
            f"UID:{UID}",
            *lines,
            "END:VEVENT",
            "END:VCALENDAR",
        ]
        return ics.read_ics("\n".join([*text, ""]).encode()).there[UID]

    yield there
    monkeypatch.undo()
    time.tzset()


def hour(at: str, minutes: int | None = 60, day: int = 8) -> When:
    return When(date(2026, 12, day), at, minutes)


@pytest.mark.parametrize(
    ("machine", "start", "end", "at", "minutes"),
    [
        (
            BERLIN,
            ";TZID=Europe/Berlin:20261208T100000",
            ";TZID=America/New_York:20261208T060000",
            "10:00",
            120,
        ),
        (BERLIN, ";TZID=Europe/Berlin:20261208T100000", ":20261208T110000", "10:00", 60),
        (BERLIN, ":20261208T100000", ";TZID=Europe/London:20261208T100000", "10:00", 60),
        (BERLIN, ":20261208T100000", ":20261208T110000Z", "10:00", 120),
        ("UTC", ";TZID=Europe/Berlin:20261208T100000", ":20261208T100000Z", "10:00", 60),
        ("UTC", ":20261208T090000Z", ";TZID=Europe/Berlin:20261208T110000", "10:00", 60),
        ("UTC", ";TZID=Europe/Berlin:20261208T100000", ":20261208T110000", "10:00", 60),
        ("Etc/UTC", ";TZID=Europe/Berlin:20261208T100000", ";TZID=Asia/Tokyo:20261208T190000", "10:00", 60),
        (NEW_YORK, ";TZID=Europe/Berlin:20261208T160000", ";TZID=Europe/Berlin:20261208T170000", "10:00", 60),
        ("Asia/Kolkata", ":20261208T043000Z", ":20261208T053000Z", "10:00", 60),
        ("Atlantic/Reykjavik", ";TZID=Europe/Berlin:20261208T110000", ":20261208T110000Z", "10:00", 60),
        ("UTC", ":20261208T100000", ":20261208T110000", "10:00", 60),
        (BERLIN, ":20261208T100000+0100", ":20261208T100000Z", "10:00", 60),
        (BERLIN, ";VALUE=DATE:20261208T100000", ":20261208T110000", "10:00", 60),
        (BERLIN, ":20261208T1000", ":20261208T1100", "10:00", 60),
    ],
)
def test_a_length_is_the_difference_of_two_moments(
    read: Read, machine: str, start: str, end: str, at: str, minutes: int
) -> None:
    found = read(machine, f"DTSTART{start}", f"DTEND{end}")
    assert (found.when, found.doubt) == (hour(at, minutes), "")


@pytest.mark.parametrize(
    ("machine", "header", "expected"),
    [
        (BERLIN, "X-WR-TIMEZONE:Europe/Berlin", "10:00"),
        (NEW_YORK, "X-WR-TIMEZONE:Europe/Berlin", "10:00"),
        (NEW_YORK, "VERSION:2.0", "04:00"),
        ("UTC", "X-WR-TIMEZONE:W. Europe Standard Time", "10:00"),
        ("UTC", "X-WR-TIMEZONE:UTC", "04:00"),
        (BERLIN, "X-WR-TIMEZONE:UTC", "10:00"),
        (BERLIN, "X-WR-TIMEZONE:Nowhere/At all", "10:00"),
        ("UTC", "VERSION:2.0", "04:00"),
    ],
)
def test_times_are_told_where_the_file_says_else_the_machine_else_the_entry(
    read: Read, machine: str, header: str, expected: str
) -> None:
    line = "DTSTART;TZID=America/New_York:20261208T040000"
    found = read(machine, line, "DURATION:PT1H", header=header)
    assert (found.when, found.doubt) == (hour(expected), "")


@pytest.mark.parametrize(
    "name",
    [
        "America/New_York",
        "america/new york",
        "/freeassociation.sourceforge.net/America/New_York",
        "/freeassociation.sourceforge.net/Tzfile/America/New_York",
        "/softwarestudio.org/Olson_20011030_5/America/New_York",
        '"/mozilla.org/20050126_1/America/New_York"',
        "/example.org/America/Kentucky/Louisville",
        "Eastern Standard Time",
        '"Eastern Standard Time"',
        "eastern standard time",
        "EST5EDT",
        "GMT-0500",
        "UTC-05:00",
        "US/Eastern",
    ],
)
def test_names_of_one_zone_in_several_programs(read: Read, name: str) -> None:
    found = read(BERLIN, f"DTSTART;TZID={name}:20261208T040000", "DURATION:PT1H")
    assert (found.when, found.doubt) == (hour("10:00"), "")


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "Z", "tzone://Microsoft/Utc", "/example.org/1/UTC"])
def test_the_worlds_clock_has_several_names(read: Read, name: str) -> None:
    assert read(BERLIN, f"DTSTART;TZID={name}:20261208T090000", "DURATION:PT1H").when == hour("10:00")


@pytest.mark.parametrize(
    "name",
    [
        "Customized Time Zone",
        "tzone://Microsoft/Custom",
        "(UTC+01:00) Amsterdam, Berlin, Bern",
        "(GMT+01.00) Sarajevo/Warsaw/Zagreb",
        "Mitteleuropäische Zeit",
    ],
)
@pytest.mark.parametrize("quotes", ["", '"'])
def test_what_the_file_defines_is_that(read: Read, name: str, quotes: str) -> None:
    line = f"DTSTART;TZID={quotes}{name}{quotes}:20261208T100000"
    found = read(NEW_YORK, line, "DURATION:PT1H", header=OUTLOOK.format(name=name))
    assert (found.when, found.doubt) == (hour("04:00"), "")
    unknown = read(NEW_YORK, line, "DURATION:PT1H")
    assert (unknown.when, unknown.doubt) == (hour("10:00"), f"its zone there, “{name}”, is not known")


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTSTART;TZID=Europe/Berlin:20270328T013000", "DTEND;TZID=Europe/Berlin:20270328T033000"], 60),
        (["DTSTART;TZID=Europe/Berlin:20261025T013000", "DTEND;TZID=Europe/Berlin:20261025T033000"], 180),
        (["DTSTART:20261025T013000", "DTEND:20261025T033000"], 120),
        (["DTSTART;TZID=Europe/Berlin:20261025T023000", "DTEND:20261025T013000Z"], 60),
        (["DTSTART;TZID=Europe/Berlin:20270327T120000", "DURATION:P1DT1H"], 1440),
    ],
)
def test_lengths_where_clocks_are_changed(read: Read, lines: list[str], minutes: int) -> None:
    for machine in (BERLIN, "UTC"):
        found = read(machine, *lines).when
        assert found is not None
        assert found.minutes == minutes


def test_a_time_in_a_gap_is_as_before_the_gap(read: Read) -> None:
    found = read(BERLIN, "DTSTART;TZID=Europe/Berlin:20270328T023000", "DURATION:PT1H").when
    assert found == When(date(2027, 3, 28), "03:30", 60)


ALL_DAY = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"


@pytest.mark.parametrize(
    ("machine", "lines"),
    [
        (NEW_YORK, ["DTSTART:20270122T000000Z", "DTEND:20270123T000000Z"]),
        ("Asia/Tokyo", ["DTSTART:20270122T000000Z", "DTEND:20270123T000000Z"]),
        ("Pacific/Auckland", ["DTSTART:20270122T000000Z", "DURATION:P1D"]),
        ("UTC", ["DTSTART:20270122T000000Z", "DTEND:20270124T000000Z"]),
        ("UTC", ["DTSTART:20270121T230000Z", ALL_DAY, "DTEND:20270122T230000Z"]),
        ("UTC", ["DTSTART:20270122T050000Z", ALL_DAY, "DTEND:20270123T050000Z"]),
        ("UTC", ["DTSTART:20270121T150000Z", ALL_DAY, "DTEND:20270122T150000Z"]),
        ("UTC", ["DTSTART:20270121T120000Z", ALL_DAY, "DTEND:20270122T120000Z"]),
        (BERLIN, ["DTSTART:20270121T230000Z", "DTEND:20270122T230000Z"]),
        (BERLIN, ["DTSTART:20270122T060000Z", ALL_DAY, "DURATION:PT24H"]),
        (
            NEW_YORK,
            ["DTSTART;TZID=Europe/Berlin:20270122T000000", "DTEND;TZID=Europe/Berlin:20270123T000000"],
        ),
        ("UTC", ["DTSTART;TZID=Asia/Tokyo:20270122T000000", "DURATION:P1D"]),
        ("UTC", ["DTSTART;TZID=Nowhere:20270122T000000", "DTEND;TZID=Nowhere:20270123T000000"]),
        (BERLIN, ["DTSTART:20270122T000000", "DTEND:20270123T000000"]),
        (BERLIN, ["DTSTART:20270122T000000", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE"]),
        (BERLIN, ["DTSTART;VALUE=DATE:20270122T000000Z", "DTEND;VALUE=DATE:20270123T000000Z"]),
        (NEW_YORK, ["DTSTART;VALUE=DATE;TZID=Europe/Berlin:20270122"]),
        (NEW_YORK, ["DTSTART;VALUE=DATE-TIME:20270122"]),
        (BERLIN, ["DTSTART;VALUE=DATE:20270122", "DTEND;VALUE=DATE:20270120"]),
    ],
)
def test_a_whole_day_is_the_day_in_which_most_of_it_lies(read: Read, machine: str, lines: list[str]) -> None:
    found = read(machine, *lines)
    assert (found.when, found.doubt) == (When(date(2027, 1, 22)), "")


def test_a_day_of_23_hours_is_a_day(read: Read) -> None:
    for lines in (
        ["DTSTART:20270327T230000Z", "DTEND:20270328T220000Z"],
        ["DTSTART;TZID=Europe/Berlin:20270328T000000", "DURATION:P1D"],
    ):
        assert read(BERLIN, *lines).when == When(date(2027, 3, 28))


@pytest.mark.parametrize(
    ("machine", "lines", "when", "whole"),
    [
        (NEW_YORK, ["DTSTART:20270122T000000Z"], When(date(2027, 1, 21), "19:00"), date(2027, 1, 22)),
        (
            NEW_YORK,
            ["DTSTART:20270122T000000Z", "DTEND:20270122T010000Z"],
            When(date(2027, 1, 21), "19:00", 60),
            None,
        ),
        (
            BERLIN,
            ["DTSTART:20270122T040000Z", "DTEND:20270123T040000Z"],
            When(date(2027, 1, 22), "05:00", 1440),
            date(2027, 1, 22),
        ),
        (
            BERLIN,
            ["DTSTART:20270121T200000Z", "DTEND:20270122T200000Z"],
            When(date(2027, 1, 21), "21:00", 1440),
            date(2027, 1, 22),
        ),
        (
            BERLIN,
            ["DTSTART:20270122T090000Z", "DTEND:20270122T093000Z", ALL_DAY],
            When(date(2027, 1, 22), "10:00", 30),
            date(2027, 1, 22),
        ),
    ],
)
def test_what_has_a_time_has_a_day_too(
    read: Read, machine: str, lines: list[str], when: When, whole: date | None
) -> None:
    found = read(machine, *lines)
    assert (found.when, found.whole) == (when, whole)


@pytest.mark.parametrize(
    ("machine", "lines", "said"),
    [
        (
            "UTC",
            ["DTSTART:20261208T090000Z", "DTEND:20261208T100000Z"],
            "the time there is the world's (UTC)",
        ),
        ("UTC", ["DTSTART;TZID=UTC:20261208T090000", "DURATION:PT1H"], "TZ=Europe/Berlin coach import"),
        ("UTC", ["DTSTART:20270121T110000Z", "DTEND:20270122T110000Z", ALL_DAY], "the time there is the"),
        (BERLIN, ["DTSTART;TZID=Nowhere:20261208T100000"], "its zone there, “Nowhere”, is not known"),
        (BERLIN, ["DTSTART;TZID=" + "x" * 500 + ":20261208T100000"], "is not known"),
        (BERLIN, ["DTSTART:20261208T100000", "DTSTART:20261209T100000"], "it begins there at two times"),
        (
            BERLIN,
            ["DTSTART;VALUE=DATE:20261208", "EXDATE;VALUE=DATE:20261208", "RRULE:FREQ=DAILY"],
            "it repeats",
        ),
    ],
)
def test_what_can_be_read_otherwise_is_in_doubt(
    read: Read, machine: str, lines: list[str], said: str
) -> None:
    assert said in read(machine, *lines).doubt


@pytest.mark.parametrize(
    ("lines", "length", "empty"),
    [
        ([], "", False),
        (["DTEND:20261208T110000"], "", False),
        (["DTEND:20261208T090000"], "it ends there before it begins", False),
        (["DTEND:20261208T090000Z"], "", True),
        (["DTEND:20261208T100000"], "", True),
        (["DTEND:20261208T100030"], "", True),
        (["DURATION:PT0S"], "", True),
        (["DURATION:-PT1H"], "it ends there before it begins", False),
        (["DTEND:XX"], "its length there cannot be read", False),
        (["DTEND:"], "its length there cannot be read", False),
        (["DTEND;VALUE=DATE:20261209"], "its length there cannot be read", False),
        (["DTEND;TZID=Nowhere:20261208T110000"], "its length there cannot be read", False),
        (["DTEND:20261208T110000", "DTEND:20261208T120000"], "it ends there at two times", False),
        (["DTEND:XX", "DURATION:PT1H"], "", False),
        (["DURATION:1 hour"], "its length there cannot be read", False),
        (["DURATION:P999999999999999D"], "its length there cannot be read", False),
    ],
    ids=str,
)
def test_a_length_that_cannot_be_taken(read: Read, lines: list[str], length: str, empty: bool) -> None:
    found = read(BERLIN, "DTSTART:20261208T100000", *lines)
    assert found.when is not None
    assert (found.when.time, found.doubt) == ("10:00", "")
    assert (found.length, found.empty) == (length, empty)


@pytest.mark.parametrize(
    "value", ["99991231T235959Z", "00010101T000000Z", "20261301", "20261208T250000", "", "2026-12-08", "P1D"]
)
def test_what_is_no_time_is_not_read(read: Read, value: str) -> None:
    machine = NEW_YORK if value.startswith("0001") else "Asia/Tokyo"
    assert read(machine, f"DTSTART:{value}", "DTEND:20261208T100000Z").when is None


@pytest.mark.parametrize(("machine", "day"), [(BERLIN, 24), ("UTC", 23), (NEW_YORK, 23)])
def test_a_day_of_completion_is_that_of_its_reader(read: Read, machine: str, day: int) -> None:
    found = read(machine, "DTSTART;VALUE=DATE:20261204", "COMPLETED:20261123T233000Z")
    assert found.completed_on == date(2026, 11, day)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_encodings_and_ends_of_lines(encoding: str, end: str) -> None:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:m.coa", " ch-tui"]
    lines += ["DTSTART;VALUE=DATE:2027", " 0122", "SUMMARY:✓ Größe", "END:VEVENT", "END:VCALENDAR", ""]
    found = ics.read_ics(end.join(lines).encode(encoding)).there[UID]
    assert (found.when, found.title) == (When(date(2027, 1, 22)), "✓ Größe")


def test_a_character_may_be_folded_in_its_middle() -> None:
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:{UID}\nSUMMARY:✓ Größe\nEND:VEVENT\nEND:VCALENDAR\n".encode()
    for at in range(text.index("✓".encode()), text.index(b"\nEND:VEVENT")):
        assert ics.read_ics(text[:at] + b"\r\n " + text[at:]).there[UID].title == "✓ Größe"
    assert ics.read_ics(text.decode().replace("✓ ", "").encode("cp1252")).there[UID].title == "Größe"


@pytest.mark.parametrize("method", ["REPLY", "COUNTER", "reply"])
def test_an_answer_to_an_invitation_is_no_calendar(read: Read, method: str) -> None:
    with pytest.raises(BadInput, match="is an answer to an invitation"):
        read(BERLIN, "DTSTART;VALUE=DATE:20270122", header=f"METHOD:{method}")


@pytest.mark.parametrize(("method", "cancelled"), [("CANCEL", True), ("PUBLISH", False), ("REQUEST", False)])
def test_what_is_sent_to_cancel_is_cancelled(read: Read, method: str, cancelled: bool) -> None:
    found = read(BERLIN, "DTSTART;VALUE=DATE:20270122", header=f"METHOD:{method}")
    assert (found.cancelled, found.when) == (cancelled, When(date(2027, 1, 22)))
