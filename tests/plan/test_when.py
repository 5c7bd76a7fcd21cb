"""Days as people type them. Today is Tuesday, 24 November 2026."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean
from coach_tui.plan.when import parse_day

fixed = settings(derandomize=True, deadline=None, max_examples=150)
days = st.dates(date(1970, 1, 1), date(2400, 12, 31))

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", "2026-12-24"),
        ("2026-1-5", "2026-01-05"),
        ("2026/12/24", "2026-12-24"),
        ("24.12.", "2026-12-24"),
        ("24.12", "2026-12-24"),
        ("24.12.2026", "2026-12-24"),
        ("24. 12. 2026", "2026-12-24"),
        ("24.12.27", "2027-12-24"),
        ("24/12", "2026-12-24"),
        ("24/12/2027", "2027-12-24"),
        ("24-12-2027", "2027-12-24"),
        ("23.11.", "2027-11-23"),
        ("24.11.", "2026-11-24"),
        ("1.1.", "2027-01-01"),
        ("24 dec", "2026-12-24"),
        ("24. Dec", "2026-12-24"),
        ("dec 24", "2026-12-24"),
        ("Dec. 24", "2026-12-24"),
        ("December 24, 2027", "2027-12-24"),
        ("24th of december", "2026-12-24"),
        ("1st may 2027", "2027-05-01"),
        ("sept 3", "2027-09-03"),
        ("29 feb 2028", "2028-02-29"),
        ("today", "2026-11-24"),
        (" Tomorrow ", "2026-11-25"),
        ("yesterday", "2026-11-23"),
        ("+3", "2026-11-27"),
        ("+3d", "2026-11-27"),
        ("+ 3 days", "2026-11-27"),
        ("+3w", "2026-12-15"),
        ("+2m", "2027-01-24"),
        ("+1y", "2027-11-24"),
        ("-1w", "2026-11-17"),
        ("+0", "2026-11-24"),
        ("fri", "2026-11-27"),
        ("friday", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("next fri", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("tue", "2026-11-24"),
        ("this tuesday", "2026-11-24"),
        ("next tue", "2026-12-01"),
        ("last tue", "2026-11-17"),
        ("last fri", "2026-11-20"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("next year", "2027-01-01"),
        ("end of month", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("eom", "2026-11-30"),
        ("end of week", "2026-11-29"),
        ("eow", "2026-11-29"),
        ("eoy", "2026-12-31"),
        ("end of april", "2027-04-30"),
        ("end of feb", "2027-02-28"),
        ("end of november", "2026-11-30"),
        ("in 3 weeks", "2026-12-15"),
        ("2 weeks", "2026-12-08"),
        ("a month", "2026-12-24"),
        ("in 2 weeks", "2026-12-08"),
        ("in two weeks", "2026-12-08"),
        ("in a month", "2026-12-24"),
        ("in 1 year", "2027-11-24"),
        ("3 weeks from now", "2026-12-15"),
        ("3 days ago", "2026-11-21"),
        ("a week ago", "2026-11-17"),
    ],
)
def test_parse_day(text: str, day: str) -> None:
    assert parse_day(text, TODAY).isoformat() == day


def test_the_american_order() -> None:
    assert parse_day("12/24", TODAY, first="mdy") == date(2026, 12, 24)
    assert parse_day("1/2/2027", TODAY, first="mdy") == date(2027, 1, 2)
    assert parse_day("1/2/2027", TODAY) == date(2027, 2, 1)
    assert parse_day("1.2.2027", TODAY, first="mdy") == date(2027, 2, 1)
    with pytest.raises(BadInput, match="read as month/day"):
        parse_day("24/12", TODAY, first="mdy")
    with pytest.raises(BadInput, match="read as day/month"):
        parse_day("12/24", TODAY)
    with pytest.raises(ValueError, match="dmy"):
        parse_day("1/2", TODAY, first="ymd")


@pytest.mark.parametrize(
    "text",
    [
        "30.02.",
        "30.02.2026",
        "31.4.",
        "2026-13-01",
        "2026-02-29",
        "0000-01-01",
        "10000-01-01",
        "32/1",
        "0.1.",
        "1.0.",
        "31 feb",
        "feb 30 2028",
        "24.12.0000",
        "29.02.2027",
    ],
)
def test_days_that_do_not_exist(text: str) -> None:
    with pytest.raises(BadInput, match="not in the calendar"):
        parse_day(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "soon",
        "3",
        "in 5",
        "in 3 weeks ago",
        "+3x",
        "+3dogs",
        "+3weekss",
        "++3",
        "end of foo",
        "ma 3",
        "dec",
        "foo 3",
        "last",
        "next",
        "24.12.202",
        "٣ dec",
        "1" * 5000,
        "fri\x1b[2J",
        "in many days",
        "to day",
    ],
)
def test_what_is_no_day_says_what_to_type(text: str) -> None:
    with pytest.raises(BadInput, match="write 24 dec, ") as caught:
        parse_day(text, TODAY)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["+99999y", "-99999d", "-3000y", "in 99999 years"])
def test_beyond_the_calendar(text: str) -> None:
    with pytest.raises(BadInput, match=r"outside the calendar|1 to 9999"):
        parse_day(text, date(2, 1, 1) if text == "-99999d" else TODAY)


@pytest.mark.parametrize(
    "text", ["24.12.", "fri", "eom", "next year", "next month", "next week", "end of april"]
)
def test_the_last_days_of_the_calendar(text: str) -> None:
    with contextlib.suppress(BadInput):
        assert parse_day(text, date(9999, 12, 31)) >= date(9999, 12, 31)


def test_a_leap_day_needs_its_year_when_none_is_near() -> None:
    with pytest.raises(BadInput, match="write the year"):
        parse_day("29 feb", TODAY)
    assert parse_day("29 feb", date(2027, 3, 1)) == date(2028, 2, 29)
    assert parse_day("29.2.", date(2028, 2, 29)) == date(2028, 2, 29)
    with pytest.raises(BadInput, match="write the year"):
        parse_day("29.2.", date(2027, 1, 1))


@fixed
@given(days, days)
def test_a_day_without_year_is_the_next_one(day: date, today: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    found = parse_day(f"{day.day}.{day.month}.", today)
    assert (found.month, found.day) == (day.month, day.day)
    assert timedelta(0) <= found - today < timedelta(days=366)


@fixed
@given(days, days)
def test_every_written_form_names_the_same_day(day: date, today: date) -> None:
    pen = pendulum.date(day.year, day.month, day.day)
    for form in ("YYYY-MM-DD", "D.M.YYYY", "D/M/YYYY", "D MMM YYYY", "MMMM D, YYYY", "Do MMMM YYYY"):
        assert parse_day(pen.format(form, locale="en"), today) == day
    assert parse_day(pen.format("M/D/YYYY"), today, first="mdy") == day


@fixed
@given(days, st.sampled_from(["monday", "wed", "fri", "sunday"]))
def test_next_weekday_is_pendulums(today: date, name: str) -> None:
    weekday = {"monday": 0, "wed": 2, "fri": 4, "sunday": 6}[name]
    other = pendulum.date(today.year, today.month, today.day).next(pendulum.WeekDay(weekday))
    assert parse_day(f"next {name}", today).isoformat() == other.isoformat()
    assert timedelta(0) <= parse_day(name, today) - today < timedelta(days=7)


@fixed
@given(days, st.integers(0, 999), st.sampled_from("dwmy"))
def test_counts_are_pendulums(today: date, count: int, unit: str) -> None:
    start = pendulum.date(today.year, today.month, today.day)
    name = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[unit]
    assert parse_day(f"+{count}{unit}", today).isoformat() == start.add(**{name: count}).isoformat()
    assert parse_day(f"-{count}{unit}", today).isoformat() == start.subtract(**{name: count}).isoformat()


@fixed
@given(st.text(max_size=45))
def test_nothing_typed_breaks_it(text: str) -> None:
    try:
        said = parse_day(text, TODAY).isoformat()
    except BadInput as error:
        said = str(error)
    assert clean(said) == said


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fri", "2026-11-20"),
        ("on mon", "2026-11-23"),
        ("tue", "2026-11-24"),
        ("last tue", "2026-11-17"),
        ("next fri", "2026-11-27"),
        ("30.11.", "2025-11-30"),
        ("24.11.", "2026-11-24"),
        ("23/11", "2026-11-23"),
        ("dec 24", "2025-12-24"),
        ("24 dec 2026", "2026-12-24"),
        ("yesterday", "2026-11-23"),
        ("-2d", "2026-11-22"),
        ("+2d", "2026-11-26"),
    ],
)
def test_of_what_has_happened_the_last_such_day_is_meant(text: str, day: str) -> None:
    assert parse_day(text, date(2026, 11, 24), past=True).isoformat() == day


def test_a_leap_day_that_has_been() -> None:
    assert parse_day("29 feb", date(2028, 11, 24), past=True).isoformat() == "2028-02-29"
    with pytest.raises(BadInput, match="does not come within a year"):
        parse_day("29 feb", date(2026, 11, 24), past=True)
