"""Zones that a file defines: as the clocks there really go, or not known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coach_tui.exchange.ics_zones import Zones
from coach_tui.exchange.vtimezone import DefinedZone


def definition(*parts: str, name: str = "Mine") -> list[bytes]:
    text = "\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *parts, "END:VTIMEZONE"])
    return text.encode().split(b"\n")


def part(kind: str, start: str, before: str, after: str, *more: str) -> str:
    lines = [f"BEGIN:{kind}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", *more]
    return "\n".join([*lines, f"END:{kind}"])


BERLIN = (
    part("STANDARD", "16010101T030000", "+0200", "+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
    part("DAYLIGHT", "16010101T020000", "+0100", "+0200", "RRULE:FREQ=YEARLY;WKST=MO;BYMONTH=3;BYDAY=-1SU"),
)
NEW_YORK = (
    part("DAYLIGHT", "20070311T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
    part("STANDARD", "20071104T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
)
SYDNEY = (
    part("STANDARD", "20080406T030000", "+1100", "+1000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"),
    part("DAYLIGHT", "20081005T020000", "+1000", "+1100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU"),
)
BY_DAYS = (
    part(
        "DAYLIGHT",
        "20070311T020000",
        "-0500",
        "-0400",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU",
    ),
    NEW_YORK[1],
)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (BERLIN, "Europe/Berlin"),
        (NEW_YORK, "America/New_York"),
        (SYDNEY, "Australia/Sydney"),
        (BY_DAYS, "America/New_York"),
        ((part("STANDARD", "16010101T000000", "+0530", "+0530"),), "Asia/Kolkata"),
    ],
)
def test_clocks_go_as_they_really_do_there(parts: tuple[str, ...], name: str) -> None:
    zone, real = DefinedZone.read(definition(*parts)), ZoneInfo(name)
    moment = datetime(2025, 12, 1, tzinfo=UTC)
    while moment.year < 2028:
        assert moment.astimezone(zone).replace(tzinfo=None) == moment.astimezone(real).replace(tzinfo=None)
        local = moment.replace(tzinfo=None)
        assert local.replace(tzinfo=zone).utcoffset() == local.replace(tzinfo=real).utcoffset(), local
        moment += timedelta(minutes=397)


def test_rules_that_ended_and_single_days() -> None:
    old = part(
        "DAYLIGHT",
        "19960407T020000",
        "-0600",
        "-0500",
        "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20220403T080000Z",
    )
    standard = part(
        "STANDARD", "19961027T020000", "-0500", "-0600", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
    )
    zone = DefinedZone.read(definition(old, standard))
    assert datetime(2022, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=-5)
    assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=-6)
    counted = DefinedZone.read(definition(old.replace("UNTIL=20220403T080000Z", "COUNT=27"), standard))
    assert datetime(2022, 7, 1, tzinfo=counted).utcoffset() == timedelta(hours=-5)
    assert datetime(2023, 7, 1, tzinfo=counted).utcoffset() == timedelta(hours=-6)
    days = DefinedZone.read(
        definition(
            part("STANDARD", "20261025T030000", "+0200", "+0100", "RDATE:20271031T030000"),
            part("DAYLIGHT", "20260329T020000", "+0100", "+0200", "RDATE:20270328T020000,20280326T020000"),
        )
    )
    told = [datetime(*day, tzinfo=days).utcoffset() for day in ((2026, 1, 1), (2027, 7, 1), (2027, 12, 1))]
    assert told == [timedelta(hours=1), timedelta(hours=2), timedelta(hours=1)]


@pytest.mark.parametrize(
    "parts",
    [
        (),
        ("BEGIN:STANDARD",),
        (part("STANDARD", "yesterday", "+0100", "+0100"),),
        (part("STANDARD", "16010101T000000", "+0100", "soon"),),
        (part("STANDARD", "16010101T000000", "+0100", "+9900"),),
        (part("STANDARD", "16010101T000000", "+0100", "+0100", "RRULE:FREQ=SECONDLY"),),
        (part("STANDARD", "16010101T000000", "+0100", "+0100", "RRULE:FREQ=YEARLY;INTERVAL=2"),),
        (part("STANDARD", "16010101T000000", "+0100", "+0100", "RRULE:FREQ=YEARLY;BYMONTH=13"),),
        (part("STANDARD", "16010101T000000", "+0100", "+0100", "RRULE:FREQ=YEARLY;BYDAY=MO,TU"),),
        (part("STANDARD", "16010101T000000", "+0100", "+0100", "RRULE:FREQ=YEARLY;BYSETPOS=1"),),
        (part("STANDARD", "16010101T000000", "+0100", "+0100", "RRULE:FREQ=YEARLY", "RRULE:FREQ=YEARLY"),),
        (part("STANDARD", "16010101T000000", "+0100", "+0100", "RRULE:FREQ=YEARLY;COUNT=99999999"),),
    ],
)
def test_a_definition_that_cannot_be_told_defines_nothing(parts: tuple[str, ...]) -> None:
    assert Zones([definition(*parts)]).named("Mine") is None


def test_a_definition_may_name_the_place() -> None:
    made = definition("X-LIC-LOCATION:Asia/Tokyo", *BERLIN)
    assert Zones([made]).named("Mine") == ZoneInfo("Asia/Tokyo")
    assert Zones([made]).named("Yours") is None


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "/etc/passwd", "a/b", "localtime", "UTC+25:00", "\0/x"]
)
def test_what_is_no_zone(name: str) -> None:
    assert Zones().named(name) is None
