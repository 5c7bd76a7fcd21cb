"""Days as people type them. Today is Tuesday, 24 November 2026."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side
from coach_tui.plan.text import clean
from coach_tui.plan.when import parse_day
from coach_tui.plan.written_days import DAY_FIRST, MONTH_FIRST, read_written

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
    assert parse_day(text, TODAY, Side.EITHER).isoformat() == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("24. Dezember", "2026-12-24"),
        ("24. Dez. 2027", "2027-12-24"),
        ("3. märz", "2027-03-03"),
        ("1er septembre 2027", "2027-09-01"),
        ("le 14 juillet", "2027-07-14"),
        ("24 déc. 2026", "2026-12-24"),
        ("1 de septiembre de 2027", "2027-09-01"),
        ("1º de mayo del 2027", "2027-05-01"),
        ("24-Dec-26", "2026-12-24"),
        ("Dec 24, '26", "2026-12-24"),
        ("24/12/26", "2026-12-24"),
        ("2026.12.24", "2026-12-24"),
        ("Thursday, December 24, 2026", "2026-12-24"),
        ("Do, 24.12.2026", "2026-12-24"),
        ("Do. 24.12.", "2026-12-24"),
        ("jeudi 24 décembre 2026", "2026-12-24"),
        ("jueves, 24 de diciembre de 2026", "2026-12-24"),
        ("freitag", "2026-11-27"),
        ("vendredi", "2026-11-27"),
    ],
)
def test_days_are_written_in_four_languages(said: str, day: str) -> None:
    assert parse_day(said, TODAY, Side.EITHER).isoformat() == day


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ["today", "aujourd'hui", "Aujourd’hui", "heute", "hoy"]),
        (1, ["tomorrow", "demain", "morgen", "mañana", "Manana"]),
        (-1, ["yesterday", "hier", "Gestern", "ayer"]),
        (2, ["the day after tomorrow", "après-demain", "apres demain", "übermorgen", "pasado mañana"]),
        (-2, ["day before yesterday", "avant-hier", "vorgestern", "anteayer", "antes de ayer"]),
    ],
)
def test_days_near_today_are_named_in_four_languages(days: int, words: list[str]) -> None:
    for word in words:
        assert parse_day(word, TODAY, Side.EITHER) == TODAY + timedelta(days=days), word


@pytest.mark.parametrize("said", ["mar", "die", "jui 3", "dec 2026", "may 2027", "4 x 2026", "Q4 24.12."])
def test_what_may_be_something_else_is_no_day(said: str) -> None:
    with pytest.raises(BadInput, match="is no day"):
        parse_day(said, TODAY, Side.EITHER)


@pytest.mark.parametrize("said", ["26-11-20", "26/11/20", "25-12-04", "27-01-15", "fri 26-11-20"])
def test_a_year_of_two_digits_in_front_is_not_taken_for_the_day(said: str) -> None:
    with pytest.raises(BadInput, match="may begin with the year: write all four digits of it"):
        parse_day(said, TODAY, Side.EITHER)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("26-11-26", "2026-11-26"),
        ("26/11/27", "2027-11-26"),
        ("12/09/20", "2020-09-12"),
        ("26.11.20", "2020-11-26"),
        ("26-11-2020", "2020-11-26"),
    ],
)
def test_a_day_in_front_is_taken_where_its_year_is_near_or_no_year_is_in_front(said: str, day: str) -> None:
    assert parse_day(said, TODAY, Side.EITHER).isoformat() == day


@pytest.mark.parametrize(
    ("text", "side", "day"),
    [
        ("tue 26 jan", Side.EITHER, "2027-01-26"),
        ("mon 26 jan", Side.EITHER, "2026-01-26"),
        ("tue 8 dec", Side.AHEAD, "2026-12-08"),
        ("mon 7 dec", Side.PAST, "2026-12-07"),
        ("wed 10 dec", Side.PAST, "2025-12-10"),
        ("thu 10 dec", Side.PAST_FIRST, "2026-12-10"),
    ],
)
def test_a_weekday_tells_the_year(text: str, side: Side, day: str) -> None:
    assert parse_day(text, date(2026, 12, 8), side).isoformat() == day


def test_a_weekday_that_the_date_is_not_is_refused() -> None:
    with pytest.raises(BadInput, match=r'"mon 24\.12\.2026" is a Thursday: check the day'):
        parse_day("Mon 24.12.2026", TODAY, Side.EITHER)


@pytest.mark.parametrize(
    ("said", "orders", "day_first", "month_first"),
    [
        ("9/3/2026", "dmy mdy", "2026-03-09", "2026-09-03"),
        ("9-3-26", "dmy mdy", "2026-03-09", "2026-09-03"),
        ("09.03.2026", "dmy mdy", "2026-03-09", "2026-09-03"),
        ("9/15/2026", "mdy", "", "2026-09-15"),
        ("15/9/2026", "dmy", "2026-09-15", ""),
        ("2026/9/3", "", "2026-09-03", "2026-09-03"),
        ("3 sep 2026", "", "2026-09-03", "2026-09-03"),
        ("sep 3, 2026", "", "2026-09-03", "2026-09-03"),
    ],
)
def test_two_numbers_are_read_in_either_order(
    said: str, orders: str, day_first: str, month_first: str
) -> None:
    written = read_written(said)
    assert written is not None
    assert written.orders == orders.split()
    for order, day in ((DAY_FIRST, day_first), (MONTH_FIRST, month_first)):
        if day:
            assert written.of_year(2026, order).isoformat() == day
        else:
            with pytest.raises(BadInput, match="day/month" if order == DAY_FIRST else "month/day"):
                written.of_year(2026, order)


@pytest.mark.parametrize(
    ("said", "orders", "year_first"),
    [
        ("26-09-04", "dmy ymd", "2026-09-04"),
        ("26/09/04", "dmy ymd", "2026-09-04"),
        ("09-03-04", "dmy mdy ymd", "2009-03-04"),
        ("48-09-04", "ymd", "2048-09-04"),
        ("fri 26-09-04", "dmy ymd", "2026-09-04"),
        ("26.09.04", "dmy", ""),
        ("26-9-4", "", ""),
        ("26-9-04", "dmy", ""),
        ("26-09-2004", "dmy", ""),
        ("26-09-'04", "dmy", ""),
        ("26-09-48", "dmy", ""),
        ("26-13-04", "", ""),
    ],
)
def test_a_year_of_two_digits_may_stand_first(said: str, orders: str, year_first: str) -> None:
    written = read_written(said)
    if not orders:
        assert written is None or written.orders == []
        return
    assert written is not None
    assert written.orders == orders.split()
    if year_first:
        assert written.in_order("ymd").isoformat() == year_first
    else:
        with pytest.raises(BadInput, match="does not begin with a year"):
            written.in_order("ymd")


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
        parse_day(text, TODAY, Side.EITHER)


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
        parse_day(text, TODAY, Side.EITHER)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["+99999y", "-99999d", "-3000y", "in 99999 years"])
def test_beyond_the_calendar(text: str) -> None:
    with pytest.raises(BadInput, match=r"outside the calendar|1 to 9999"):
        parse_day(text, date(2, 1, 1) if text == "-99999d" else TODAY, Side.EITHER)


@pytest.mark.parametrize(
    "text", ["24.12.", "fri", "eom", "next year", "next month", "next week", "end of april"]
)
def test_the_last_days_of_the_calendar(text: str) -> None:
    with contextlib.suppress(BadInput):
        assert parse_day(text, date(9999, 12, 31), Side.EITHER) >= date(9999, 12, 31)


def test_a_leap_day_needs_its_year_when_none_is_near() -> None:
    with pytest.raises(BadInput, match="write the year"):
        parse_day("29 feb", TODAY, Side.EITHER)
    assert parse_day("29 feb", date(2027, 3, 1), Side.EITHER) == date(2028, 2, 29)
    assert parse_day("29.2.", date(2028, 2, 29), Side.EITHER) == date(2028, 2, 29)
    with pytest.raises(BadInput, match="write the year"):
        parse_day("29.2.", date(2027, 1, 1), Side.EITHER)


@fixed
@given(days, days)
def test_a_day_without_year_is_the_next_one(day: date, today: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    found = parse_day(f"{day.day}.{day.month}.", today, Side.EITHER)
    assert (found.month, found.day) == (day.month, day.day)
    assert timedelta(0) <= found - today < timedelta(days=366)


@fixed
@given(days, days)
def test_every_written_form_names_the_same_day(day: date, today: date) -> None:
    pen = pendulum.date(day.year, day.month, day.day)
    for form in ("YYYY-MM-DD", "D.M.YYYY", "D/M/YYYY", "D MMM YYYY", "MMMM D, YYYY", "Do MMMM YYYY"):
        assert parse_day(pen.format(form, locale="en"), today, Side.EITHER) == day
    written = read_written(pen.format("M/D/YYYY"))
    assert written is not None
    assert written.of_year(day.year, MONTH_FIRST) == day


@fixed
@given(days, st.sampled_from(["monday", "wed", "fri", "sunday"]))
def test_next_weekday_is_pendulums(today: date, name: str) -> None:
    weekday = {"monday": 0, "wed": 2, "fri": 4, "sunday": 6}[name]
    other = pendulum.date(today.year, today.month, today.day).next(pendulum.WeekDay(weekday))
    assert parse_day(f"next {name}", today, Side.EITHER).isoformat() == other.isoformat()
    assert timedelta(0) <= parse_day(name, today, Side.EITHER) - today < timedelta(days=7)


@fixed
@given(days, st.integers(0, 999), st.sampled_from("dwmy"))
def test_counts_are_pendulums(today: date, count: int, unit: str) -> None:
    start = pendulum.date(today.year, today.month, today.day)
    name = {"d": "days", "w": "weeks", "m": "months", "y": "years"}[unit]
    assert (
        parse_day(f"+{count}{unit}", today, Side.EITHER).isoformat() == start.add(**{name: count}).isoformat()
    )
    assert (
        parse_day(f"-{count}{unit}", today, Side.EITHER).isoformat()
        == start.subtract(**{name: count}).isoformat()
    )


@fixed
@given(st.text(max_size=45))
def test_nothing_typed_breaks_it(text: str) -> None:
    try:
        said = parse_day(text, TODAY, Side.EITHER).isoformat()
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
        ("20.11.", "2026-11-20"),
        ("20 nov", "2026-11-20"),
        ("15.12.", "2025-12-15"),
        ("24.11.", "2026-11-24"),
        ("23/11", "2026-11-23"),
        ("dec 24", "2025-12-24"),
        ("yesterday", "2026-11-23"),
        ("-2d", "2026-11-22"),
        ("end of april", "2026-04-30"),
        ("end of november", "2025-11-30"),
        ("end of december", "2025-12-31"),
    ],
)
@pytest.mark.parametrize("side", [Side.PAST, Side.PAST_FIRST])
def test_of_what_has_happened_the_last_such_day_is_meant(side: Side, text: str, day: str) -> None:
    assert parse_day(text, TODAY, side).isoformat() == day


@pytest.mark.parametrize("text", ["25.11.", "27.11.", "30 nov", "8/12"])
def test_a_day_just_ahead_is_not_read_as_last_year_s(text: str) -> None:
    day = parse_day(text, TODAY, Side.EITHER)
    with pytest.raises(
        BadInput, match=f"^{day_words(day, TODAY)} is in the future; it takes what has happened$"
    ):
        parse_day(text, TODAY, Side.PAST)
    assert parse_day(f"{day}".replace("2026", "2025"), TODAY, Side.PAST).year == 2025


AHEAD = ["2026-11-27", "27.11.2026", "27 nov 2026", "tomorrow", "+2d", "next fri", "in 2 weeks", "eom"]
BEHIND = ["2026-11-20", "20.11.2026", "yesterday", "-1w", "last tue", "3 days ago"]


@pytest.mark.parametrize("text", AHEAD)
def test_a_day_ahead_is_refused_where_only_the_past_is_possible(text: str) -> None:
    day = parse_day(text, TODAY, Side.EITHER)
    assert parse_day(text, TODAY, Side.AHEAD) == day == parse_day(text, TODAY, Side.PAST_FIRST)
    with pytest.raises(
        BadInput, match=f"^{day_words(day, TODAY)} is in the future; it takes what has happened$"
    ):
        parse_day(text, TODAY, Side.PAST)


@pytest.mark.parametrize("text", BEHIND)
def test_a_day_that_has_passed_is_refused_where_only_a_later_one_makes_sense(text: str) -> None:
    day = parse_day(text, TODAY, Side.EITHER)
    assert parse_day(text, TODAY, Side.PAST) == day == parse_day(text, TODAY, Side.PAST_FIRST)
    with pytest.raises(BadInput, match=f"^{day_words(day, TODAY)} is past; choose today or a later day$"):
        parse_day(text, TODAY, Side.AHEAD)


def test_what_begins_with_a_sign_is_counted_from_another_day_than_today() -> None:
    base = date(2026, 12, 10)
    assert parse_day("+1w", TODAY, Side.AHEAD, base=base) == date(2026, 12, 17)
    assert parse_day("-1w", TODAY, Side.AHEAD, base=base) == date(2026, 12, 3)
    assert parse_day("in 1 week", TODAY, Side.AHEAD, base=base) == date(2026, 12, 1)
    assert parse_day("fri", TODAY, Side.AHEAD, base=base) == date(2026, 11, 27)
    with pytest.raises(BadInput, match="Thu 12 Nov is past"):
        parse_day("-4w", TODAY, Side.AHEAD, base=base)


def test_a_leap_day_that_has_been() -> None:
    assert parse_day("29 feb", date(2028, 11, 24), Side.PAST).isoformat() == "2028-02-29"
    with pytest.raises(BadInput, match="does not come within a year"):
        parse_day("29 feb", TODAY, Side.PAST)
