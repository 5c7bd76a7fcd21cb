"""Months, intervals and the words for a day."""

from __future__ import annotations

from datetime import date, timedelta

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.dates import Interval, add_days, add_months, parse_iso, relative, short
from coach_tui.plan.errors import BadInput

fixed = settings(derandomize=True, deadline=None, max_examples=150)
days = st.dates(date(1600, 1, 1), date(2400, 12, 31))
intervals = st.builds(Interval, st.integers(1, 60), st.sampled_from(["days", "weeks", "months"]))

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "n", "moved"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2100, 1, 31), 1, date(2100, 2, 28)),
        (date(2000, 1, 31), 1, date(2000, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_add_months(day: date, n: int, moved: date) -> None:
    assert add_months(day, n) == moved


@pytest.mark.parametrize(("day", "n"), [(date(9999, 12, 1), 1), (date(1, 1, 1), -1), (TODAY, 10**9)])
def test_the_calendar_has_ends(day: date, n: int) -> None:
    with pytest.raises(BadInput, match="1 to 9999"):
        add_months(day, n)
    with pytest.raises(BadInput, match="1 to 9999"):
        add_days(day, n * 40)


@fixed
@given(days, st.integers(-1200, 1200))
def test_add_months_is_pendulums(day: date, n: int) -> None:
    other = pendulum.date(day.year, day.month, day.day).add(months=n)
    assert add_months(day, n).isoformat() == other.isoformat()


@fixed
@given(days, intervals, st.integers(-12, 12))
def test_after_is_pendulums(day: date, interval: Interval, times: int) -> None:
    start = pendulum.date(day.year, day.month, day.day)
    n = interval.n * times
    other = {
        "days": lambda: start.add(days=n),
        "weeks": lambda: start.add(weeks=n),
        "months": lambda: start.add(months=n),
    }[interval.unit]()
    assert interval.after(day, times).isoformat() == other.isoformat()


@fixed
@given(days, intervals, st.integers(0, 5000))
def test_steps_are_whole_intervals(start: date, interval: Interval, later: int) -> None:
    today = start + timedelta(days=later)
    steps = interval.steps(start, today)
    assert interval.after(start, steps) <= today < interval.after(start, steps + 1)


def test_months_are_counted_from_the_anchor() -> None:
    month = Interval(1, "months")
    anchor = date(2026, 1, 31)
    assert [month.after(anchor, n).isoformat() for n in range(4)] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
    ]
    assert month.steps(anchor, date(2026, 2, 27)) == 0
    assert month.steps(anchor, date(2026, 2, 28)) == 1
    assert month.steps(anchor, date(2026, 3, 30)) == 1
    assert month.steps(anchor, date(2025, 1, 1)) == 0


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2 weeks", "2 weeks"),
        ("1 week", "1 week"),
        ("1 weeks", "1 week"),
        (" 2  Weeks ", "2 weeks"),
        ("1 month", "1 month"),
        ("weekly", "1 week"),
        ("bi-weekly", "2 weeks"),
        ("Biweekly", "2 weeks"),
        ("fortnightly", "2 weeks"),
        ("monthly", "1 month"),
        ("quarterly", "3 months"),
        ("yearly", "12 months"),
        ("every 3 weeks", "3 weeks"),
        ("every week", "1 week"),
        ("every other week", "2 weeks"),
        ("every quarter", "3 months"),
        ("two weeks", "2 weeks"),
        ("2w", "2 weeks"),
        ("6m", "6 months"),
        ("10 days", "10 days"),
        ("1 day", "1 day"),
        ("daily", "1 day"),
    ],
)
def test_interval_parse(text: str, canonical: str) -> None:
    assert str(Interval.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "week",
        "0 weeks",
        "-1 weeks",
        "1.5 weeks",
        "1000 days",
        "9" * 5000 + " weeks",
        "2 years ago",
        "٣ weeks",
        "soon",
    ],
)
def test_what_is_no_interval_says_what_to_write(text: str) -> None:
    with pytest.raises(BadInput, match='write "2 weeks"') as caught:
        Interval.parse(text)
    assert len(str(caught.value)) < 160


@pytest.mark.parametrize(("n", "unit"), [(0, "weeks"), (1000, "weeks"), (1, "years"), (1, "")])
def test_an_interval_has_bounds(n: int, unit: str) -> None:
    with pytest.raises(BadInput):
        Interval(n, unit)


@fixed
@given(intervals)
def test_interval_survives_writing(interval: Interval) -> None:
    again = Interval.parse(str(interval))
    assert again == interval
    assert hash(again) == hash(interval)
    assert repr(again) == repr(interval)


def test_an_interval_is_no_other_thing() -> None:
    assert Interval(7, "days") != Interval(1, "weeks")
    assert Interval(1, "weeks") != "1 week"


def test_interval_days() -> None:
    assert Interval(10, "days").days == 10
    assert Interval(2, "weeks").days == 14
    assert Interval(3, "months").days == pytest.approx(91.32)


def test_parse_iso() -> None:
    assert parse_iso("2028-02-29") == date(2028, 2, 29)
    assert parse_iso("0001-01-01") == date(1, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-2",
        "20261124",
        "2026-W48-2",
        "2026-11-24T10",
        "24-11-2026",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "2026-00-10",
        "+026-11-24",
        "２０２６-11-24",
        " 2026-11-24",
        "2026-11-\x1b4",
    ],
)
def test_parse_iso_refuses(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_iso(text)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (2, "in 2 days"),
        (-40, "40 days ago"),
        (56, "in 56 days"),
        (57, "in 8 weeks"),
        (-70, "10 weeks ago"),
        (182, "in 26 weeks"),
        (183, "in 6 months"),
        (-365, "12 months ago"),
        (730, "in 24 months"),
        (731, "in 2 years"),
        (-3653, "10 years ago"),
    ],
)
def test_relative(distance: int, words: str) -> None:
    assert relative(TODAY + timedelta(days=distance), TODAY) == words


def test_short() -> None:
    assert short(TODAY, TODAY) == "Tue 24 Nov"
    assert short(date(2027, 1, 3), TODAY) == "Sun 3 Jan 2027"
    assert short(date(2025, 12, 31), TODAY) == "Wed 31 Dec 2025"
