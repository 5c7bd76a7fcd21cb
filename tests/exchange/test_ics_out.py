"""The lines of our own events, beside what the library makes of them."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.exchange import ics
from coach_tui.exchange.ics_out import escaped, folded, write_ics
from coach_tui.plan.calendar_items import CalendarItem, When, items
from coach_tui.plan.practice import Practice
from coach_tui.plan.text import clean
from tests.bulk import build_many
from tests.kept import put_demo

DAY = date(2026, 11, 24)
MADE = datetime(2026, 1, 1, tzinfo=UTC)
HOSTILE = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from('\\^,;:"\r\nNn😀é\u0301 \t=')), max_size=120
)
TIMES = st.builds(lambda hour, minute: f"{hour:02}:{minute:02}", st.integers(0, 23), st.integers(0, 59))
WHEN = st.one_of(
    st.builds(When, st.dates(), st.just(""), st.none()),
    st.builds(When, st.dates(), TIMES, st.one_of(st.none(), st.integers(0, 3000))),
)
ITEMS = st.builds(
    CalendarItem,
    uid=HOSTILE.map(lambda text: f"{text}.coach-tui"),
    kind=st.sampled_from(("session", "review", "milestone", "objective", "engagement")),
    when=WHEN,
    title=HOSTILE,
    done=st.booleans(),
    client=HOSTILE,
    engagement=st.just("e"),
    record=st.just("r"),
    next=st.booleans(),
    made=st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.just(UTC)).map(
        lambda moment: moment.replace(microsecond=0)
    ),
    moves=st.integers(0, 99),
    cancelled=st.booleans(),
)
ALARMS = st.one_of(st.none(), st.integers(0, 20_000))


def by_library(items: list[CalendarItem], alarm: int | None) -> bytes:
    whole: bytes = ics.calendar_of([ics.event_of(item, alarm) for item in items]).to_ical()
    return whole


def unfolded(data: bytes) -> bytes:
    return data.replace(b"\r\n ", b"")


def check(found: list[CalendarItem], alarm: int | None) -> None:
    ours, theirs = write_ics(found, alarm), by_library(found, alarm)
    assert unfolded(ours) == unfolded(theirs)
    assert max(map(len, ours.split(b"\r\n"))) <= 75
    assert Calendar.from_ical(ours) == Calendar.from_ical(theirs)


@given(st.lists(ITEMS, max_size=3), ALARMS)
def test_any_items_are_written_as_the_library_writes_them(
    found: list[CalendarItem], alarm: int | None
) -> None:
    ours, theirs = write_ics(found, alarm), by_library(found, alarm)
    assert unfolded(ours) == unfolded(theirs)
    assert max(map(len, re.split(rb"\r\n ?", ours))) < 75


@pytest.fixture(scope="module")
def practices(tmp_path_factory: pytest.TempPathFactory) -> list[Practice]:
    """The demo, and some made for measuring."""
    folder = tmp_path_factory.mktemp("calendars")
    desks = [Desk(folder / name / "coach.json", Clock(DAY)) for name in ("demo", "many")]
    put_demo(desks[0])
    build_many(desks[1], 5, 40)
    return [desk.practice() for desk in desks]


@pytest.mark.parametrize(("names", "alarm"), [("full", None), ("initials", 0), ("none", 30), ("full", 2000)])
def test_the_demo_and_a_large_practice(practices: list[Practice], names: str, alarm: int | None) -> None:
    for practice in practices:
        check(items(practice, names=names), alarm)


@given(HOSTILE)
def test_any_client_comes_back_as_it_is_shown(client: str) -> None:
    item = CalendarItem(
        "m.coach-tui",
        "review",
        When(DAY),
        "A",
        False,
        client,
        "e",
        "r",
        False,
        datetime(2026, 1, 1, tzinfo=UTC),
        0,
    )
    assert ics.read_ics(write_ics([item], None)).there["m.coach-tui"].client == clean(client)


@given(HOSTILE.map(escaped))
def test_a_line_is_folded_between_characters_and_not_in_an_escape(text: str) -> None:
    lines = folded(f"SUMMARY:{text}").split("\r\n ")
    assert "".join(lines) == f"SUMMARY:{text}"
    assert all(len(line.encode()) < 75 for line in lines)
    assert not any(re.search(r"(?<!\\)(?:\\\\)*\\$", line) for line in lines[:-1])


@pytest.mark.no_cover
def test_many_cost_in_proportion_and_little(tmp_path: Path) -> None:
    def spent(count: int) -> float:
        desk = Desk(tmp_path / str(count) / "coach.json", Clock(DAY))
        build_many(desk, count, 40)
        practice: Any = desk.practice()
        found = items(practice)
        begun = time.process_time()
        write_ics(found, 60)
        return time.process_time() - begun

    few, many = spent(20), spent(80)
    assert many < 4 * 2.5 * few + 0.01, (few, many)
    assert many < 0.5
