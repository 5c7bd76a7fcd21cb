"""How often a practice is meant to happen, and how often it does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.cadence import Cadence
from coach_tui.plan.dates import Interval
from coach_tui.plan.errors import BadInput
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.time_off import TimeOff, of_days_off
from coach_tui.plan.weeks import PracticeLog, Week
from tests.plan.plan_kit import plan_of

fixed = settings(derandomize=True, deadline=None, max_examples=150)
cadences = st.builds(
    Cadence,
    st.integers(1, 99),
    st.builds(Interval, st.integers(1, 60), st.sampled_from(["days", "weeks", "months"])),
) | st.just(Cadence(1, None))
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
named = st.sets(st.sampled_from(WEEK), min_size=1).map(lambda some: tuple(day for day in WEEK if day in some))
weeks = st.builds(Interval, st.integers(1, 60), st.just("weeks"))
cadences |= st.builds(Cadence, st.integers(1, 99), weeks, named)

TODAY = date(2026, 11, 24)
WEEKLY = Cadence.parse("weekly")


def ago(*days: int) -> list[date]:
    return [TODAY - timedelta(days=n) for n in days]


@pytest.mark.parametrize(
    ("text", "canonical", "per_week"),
    [
        ("once", "once", None),
        ("1 per week", "1 per week", 1),
        ("3 per week", "3 per week", 3),
        ("3x/week", "3 per week", 3),
        ("3 x / week", "3 per week", 3),
        ("3× per week", "3 per week", 3),
        ("3 times a week", "3 per week", 3),
        ("twice a week", "2 per week", 2),
        ("once a week", "1 per week", 1),
        ("Daily", "1 per day", 7),
        ("every day", "1 per day", 7),
        ("weekly", "1 per week", 1),
        ("every week", "1 per week", 1),
        ("bi-weekly", "1 every 2 weeks", 0.5),
        ("every 2 weeks", "1 every 2 weeks", 0.5),
        ("every other week", "1 every 2 weeks", 0.5),
        ("1 every 2 weeks", "1 every 2 weeks", 0.5),
        ("1 per 2 weeks", "1 every 2 weeks", 0.5),
        ("2 per month", "2 per month", 14 / 30.44),
        ("every fri", "every fri", 1),
        ("Fridays", "every fri", 1),
        ("on thursdays and mon", "every mon, thu", 2),
        ("every Tuesday, Thurs & sun", "every tue, thu, sun", 3),
        ("weekdays", "every mon, tue, wed, thu, fri", 5),
        ("weekends", "every sat, sun", 2),
        ("1 per week on fri", "every fri", 1),
        ("3 per week on mon, fri", "3 per week on mon, fri", 3),
        ("1 every 2 weeks on friday", "1 every 2 weeks on fri", 0.5),
        ("fortnightly on wed", "1 every 2 weeks on wed", 0.5),
        ("monthly", "1 per month", 7 / 30.44),
        ("quarterly", "1 every 3 months", 7 / 91.32),
        ("12x a week", "12 per week", 12),
        ("every mons", "every mon", 1),
        ("biweekly", "1 every 2 weeks", 0.5),
        ("bi weekly", "1 every 2 weeks", 0.5),
        ("workdays", "every mon, tue, wed, thu, fri", 5),
        ("each fri", "every fri", 1),
        ("on each fri", "every fri", 1),
        ("one a week", "1 per week", 1),
        ("two a week", "2 per week", 2),
        ("thrice a week", "3 per week", 3),
        ("three an week", "3 per week", 3),
        ("four each week", "4 per week", 4),
        ("five per week", "5 per week", 5),
        ("once every week", "1 per week", 1),
        ("5 x a week", "5 per week", 5),
        ("5 time a week", "5 per week", 5),
        ("99 per week", "99 per week", 99),
        ("4 every 3 months", "4 every 3 months", 28 / 91.32),
        ("2 per 2 weeks on mon. and fri", "2 every 2 weeks on mon, fri", 1),
        ("every tue, tues and tuesdays", "every tue", 1),
        ("every thur & thurs", "every thu", 1),
        ("every mon,fri,wed", "every mon, wed, fri", 3),
        (f"{'every mon':60}", "every mon", 1),
    ],
)
def test_parse(text: str, canonical: str, per_week: float | None) -> None:
    cadence = Cadence.parse(text)
    assert str(cadence) == canonical
    assert cadence.per_week == (None if per_week is None else pytest.approx(per_week))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "3",
        "per week",
        "0 per week",
        "100 per week",
        "-1 per week",
        "1.5 per week",
        "often",
        "every",
        "3 week",
        "٣ per week",
        "9" * 5000,
        "once upon a time",
        "1 per \x1b",
        "x per week",
        "every 0 weeks",
        "every friend",
        "every mon, now",
        "on",
        "3 per week on",
        "3 on fri",
        "every weekdays of the month",
        "3 per week or so",
        "every mondayish",
        "every thurd",
        "000 per week",
        "3x",
        "3 x",
        "times a week",
        "007 per week",
        "3 per week on nothing",
        "3 fancy week",
        "3 fancy 2 weeks",
        "3 per 2w",
        f"{'every mon':61}",
    ],
)
def test_what_is_no_cadence_says_what_to_write(text: str) -> None:
    with pytest.raises(BadInput, match='write "once"') as caught:
        Cadence.parse(text)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 160


def test_weekdays_go_with_weeks() -> None:
    for text in ("once on fri", "monthly on fri", "daily on mon"):
        with pytest.raises(BadInput, match="weekdays go with weeks"):
            Cadence.parse(text)


def test_bounds() -> None:
    for times, period in ((0, Interval(1, "weeks")), (100, Interval(1, "weeks")), (2, None)):
        with pytest.raises(BadInput):
            Cadence(times, period)


@fixed
@given(cadences)
def test_cadence_survives_writing(cadence: Cadence) -> None:
    again = Cadence.parse(str(cadence))
    assert again == cadence
    assert hash(again) == hash(cadence)
    assert repr(again) == repr(cadence)
    assert cadence != str(cadence)


def log(cadence: Cadence, done: list[date], start: date | None = None) -> PracticeLog:
    """The log of a strategy with this rhythm, begun on a day (the plan's, long ago, where none is given)."""
    plan = plan_of(engagement={"start": "2020-01-01"}, strategies=[{"title": "A", "cadence": str(cadence)}])
    strategy = Strategy({**plan.strategies[0].raw, **({"start": start.isoformat()} if start else {})})
    return PracticeLog(plan, strategy, done)


def rate(cadence: Cadence, done: list[date], start: date | None = None) -> tuple[int, float, float | None]:
    """Times, expected and rate over the four weeks up to today."""
    found = log(cadence, done, start).four_weeks(TODAY)
    return found.done, found.expected, found.rate


def test_four_week_rate() -> None:
    assert rate(WEEKLY, ago(0, 7, 27)) == (3, 4.0, 0.75)
    assert rate(WEEKLY, ago(28, 100)) == (0, 4.0, 0.0)
    assert rate(WEEKLY, ago(-1)) == (0, 4.0, 0.0)
    assert rate(WEEKLY, []) == (0, 4.0, 0.0)
    assert rate(Cadence.parse("3x/week"), ago(*range(24))) == (24, 12.0, 2.0)
    assert rate(Cadence.parse("once"), ago(3)) == (1, 0.0, None)


def test_a_young_strategy_is_not_blamed_for_the_weeks_before_it() -> None:
    assert rate(WEEKLY, ago(1, 20), start=ago(13)[0]) == (1, 2.0, 0.5)
    assert rate(WEEKLY, [], start=ago(500)[0]) == (0, 4.0, 0.0)
    assert rate(WEEKLY, [], start=ago(-1)[0]) == (0, 0.0, None)
    assert rate(WEEKLY, [], start=ago(-90)[0]) == (0, 0.0, None)


def test_days_since() -> None:
    assert log(WEEKLY, []).days_since(TODAY) is None
    assert log(WEEKLY, ago(3, 12)).days_since(TODAY) == 3
    assert log(WEEKLY, ago(12, 3, -5)).days_since(TODAY) == 3
    assert log(WEEKLY, ago(0)).days_since(TODAY) == 0
    assert log(WEEKLY, ago(-5)).days_since(TODAY) is None


@pytest.mark.parametrize(
    ("text", "done", "start", "missed"),
    [
        ("weekly", (), 0, 0),
        ("weekly", (), 6, 0),
        ("weekly", (), 7, 1),
        ("weekly", (), 13, 1),
        ("weekly", (), 14, 2),
        ("weekly", (), 28, 4),
        ("weekly", (28,), 28, 3),
        ("weekly", (7,), 28, 0),  # weeks begin 28, 21, 14, 7 and 0 days ago
        ("weekly", (8,), 28, 1),
        ("weekly", (15,), 28, 2),
        ("weekly", (22,), 28, 3),
        ("weekly", (0,), 28, 0),  # back in the running week
        ("weekly", (29,), 28, 4),  # before the start
        ("weekly", (-1,), 28, 4),  # not yet
        ("3 per week", (10, 11), 14, 1),
        ("daily", (2,), 10, 1),
        ("daily", (1,), 10, 0),
        ("every 2 weeks", (), 27, 1),
        ("every 2 weeks", (), 28, 2),
        ("once", (), 300, 0),
        ("weekly", (), -10, 0),
    ],
)
def test_missed_in_a_row(text: str, done: tuple[int, ...], start: int, missed: int) -> None:
    assert Cadence.parse(text).missed_in_a_row(ago(*done), ago(start)[0], TODAY) == missed


def test_months_are_missed_by_the_calendar() -> None:
    monthly = Cadence.parse("monthly")
    assert monthly.missed_in_a_row([], date(2026, 1, 31), date(2026, 2, 27)) == 0
    assert monthly.missed_in_a_row([], date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert monthly.missed_in_a_row([date(2026, 2, 27)], date(2026, 1, 31), date(2026, 3, 31)) == 1
    assert monthly.missed_in_a_row([date(2026, 2, 28)], date(2026, 1, 31), date(2026, 3, 31)) == 0


@fixed
@given(cadences, st.lists(st.integers(-10, 400), max_size=10), st.integers(-10, 400))
def test_missed_is_what_counting_every_period_finds(cadence: Cadence, done: list[int], start: int) -> None:
    first, days = ago(start)[0], ago(*done)
    count = 0
    if cadence.period is not None:
        period = 0
        while cadence.period.after(first, period) <= TODAY:
            begin, end = cadence.period.after(first, period), cadence.period.after(first, period + 1)
            if any(begin <= day < end for day in days if day <= TODAY):
                count = 0
            elif end <= TODAY:
                count += 1
            period += 1
    assert cadence.missed_in_a_row(days, first, TODAY) == count


def test_a_cadence_is_like_no_other() -> None:
    fridays = Cadence(1, Interval(1, "weeks"), ("fri",))
    others = (Cadence(2, Interval(1, "weeks"), ("fri",)), Cadence(1, Interval(2, "weeks"), ("fri",)))
    for other in (
        *others,
        Cadence(1, Interval(1, "weeks"), ("mon",)),
        (1, Interval(1, "weeks"), ("fri",)),
        None,
    ):
        assert fridays != other
    assert fridays == Cadence.parse("fridays")
    assert fridays.days == ("fri",)


@pytest.mark.parametrize(
    ("last", "missed"),
    [(-100, 4), (-29, 4), (-28, 3), (-22, 3), (-21, 2), (-14, 1), (-8, 1), (-7, 0), (0, 0), (1, 4)],
)
def test_periods_are_counted_from_the_start(last: int, missed: int) -> None:
    """Four weeks ago it began; what was before, or is to come, is no practice of it."""
    start = TODAY - timedelta(days=28)
    assert WEEKLY.missed_in_a_row([TODAY + timedelta(days=last)], start, TODAY) == missed
    assert WEEKLY.missed_in_a_row([], start, TODAY) == 4
    assert WEEKLY.missed_in_a_row([], TODAY, TODAY) == 0
    assert WEEKLY.missed_in_a_row([], TODAY + timedelta(days=10), TODAY) == 0
    assert WEEKLY.missed_in_a_row([], TODAY - timedelta(days=6), TODAY) == 0
    assert Cadence.parse("once").missed_in_a_row([], start, TODAY) == 0


@pytest.mark.parametrize(
    ("began", "expected", "done"), [(0, 1 / 7, 1), (27, 4, 2), (28, 4, 2), (-1, 0, 0), (-9, 0, 0)]
)
def test_a_rate_counts_the_days_since_it_began(began: int, expected: float, done: int) -> None:
    times, wanted, share = rate(WEEKLY, ago(0, 27, 28), start=TODAY - timedelta(days=began))
    assert times == done
    assert wanted == pytest.approx(expected)
    assert share == (pytest.approx(done / expected) if expected else None)


def test_a_week_whose_named_day_is_off_is_not_missed() -> None:
    start = date(2026, 11, 2)  # a Monday
    mondays = [start + timedelta(days=7 * n) for n in (1, 2)]
    off = TimeOff((day.toordinal(), day.toordinal()) for day in mondays)
    cadence = Cadence.parse("every mon")
    assert cadence.missed_in_a_row([], start, start + timedelta(days=28)) == 4
    assert cadence.missed_in_a_row([], start, start + timedelta(days=28), off) == 2


@pytest.mark.parametrize(
    ("named", "off", "missed"),
    [
        ("every tue", ["2026-11-10"], 3),
        ("every tue", ["2026-11-03"], 3),
        ("every tue", ["2026-11-09", "2026-11-11"], 4),
        ("every mon, thu", ["2026-11-09"], 4),
        ("every mon, thu", ["2026-11-09", "2026-11-12"], 3),
        ("every mon, thu", ["2026-11-12", "2026-11-16"], 4),  # of two weeks
        ("every sun", ["2026-11-15"], 3),
        ("every sun", ["2026-11-29"], 3),
        ("every sun", ["sun"], 0),  # nothing is asked for at all
        ("every sun", ["sat"], 4),
        ("every sat, sun", ["sat", "2026-11-15"], 3),
        ("weekly", ["sat", "sun"], 4),
        ("weekly", ["2026-11-09..2026-11-15"], 3),
        ("weekly", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0),
        ("every 7 days", ["sat", "sun"], 3),
    ],
)
def test_a_week_of_which_all_named_days_are_off_is_off(named: str, off: list[str], missed: int) -> None:
    start = date(2026, 11, 2)  # a Monday
    found = Cadence.parse(named).missed_in_a_row([], start, date(2026, 12, 4), of_days_off(off))
    assert found == missed


def test_what_is_asked_for_once_has_no_periods() -> None:
    once = Cadence.parse("once")
    assert once.number(TODAY, TODAY + timedelta(days=90), TimeOff()) == 0
    assert once.missed_in_a_row([], TODAY, TODAY + timedelta(days=90), of_days_off(["sat"])) == 0


@pytest.mark.parametrize(
    ("text", "off", "last", "found"),
    [  # the days from Friday 23 October on; Monday 26 October at the end
        ("daily", ["sat", "sun"], 19, (3, 4, 4, 4)),
        ("daily", ["2026-10-24..2026-11-15"], 19, (3, 4, 4, 4)),
        ("daily", ["sat", "sun"], 23, (0, 0, 0, 0)),
        ("daily", ["sat", "sun"], 24, (14, 0, 0, 0)),  # on a day off: Friday's
        ("daily", [], 19, (3, 4, 5, 6)),
        ("every 5 days", ["sat", "sun"], 5, (1, 2, 2, 2)),
        ("weekly", ["2026-10-24..2026-11-15"], 12, (0, 0, 0, 0)),
        ("weekly", ["2026-10-26..2026-11-15"], 5, (1, 1, 1, 2)),
    ],
)
def test_on_a_day_off_the_last_day_that_counted_is_over(
    text: str, off: list[str], last: int, found: tuple[int, ...]
) -> None:
    done, start, away = [date(2026, 10, last)], date(2026, 10, 5), of_days_off(off)
    days = [date(2026, 10, day) for day in (23, 24, 25, 26)]
    cadence = Cadence.parse(text)
    assert tuple(cadence.missed_in_a_row(done, start, day, away) for day in days) == found


def test_a_plan_away_says_the_same_during_it_and_on_the_first_day_after() -> None:
    off = of_days_off(["2026-10-05..2026-11-15"])
    daily, start = Cadence.parse("daily"), date(2026, 9, 29)
    days = [date(2026, 10, 5), date(2026, 10, 20), date(2026, 11, 15), date(2026, 11, 16)]
    assert [daily.missed_in_a_row([], start, day, off) for day in days] == [6, 6, 6, 6]


@pytest.mark.parametrize(
    ("text", "days", "off", "expected"),
    [
        ("every mon, thu", 7, [], 2),
        ("every mon, thu", 1, [], 1),  # a Monday
        ("every tue", 1, [], 0),
        ("every tue", 2, [], 1),
        ("every mon", 8, [], 2),
        ("every mon", 15, ["2026-11-09"], 2),
        ("every mon", 15, ["mon"], 0),
        ("3 per week on mon, thu", 7, [], 3),
        ("1 every 2 weeks on mon", 14, [], 1),
        ("daily", 7, [], 7),
        ("daily", 7, ["sat", "sun"], 5),
        ("every 2 days", 8, ["sat", "sun"], 3),
        ("3 per week", 7, [], 3),
        ("3 per week", 7, ["sat", "sun"], 3),  # as much in a week with days off
        ("3 per week", 7, ["2026-11-02..2026-11-04"], 12 / 7),
        ("weekly", 7, ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0),
        ("7 per week", 7, ["sat", "sun"], 5),  # but not more than once a day
        ("14 per week", 7, ["sat", "sun"], 10),
        ("once", 30, [], 0),
        ("daily", 0, [], 0),
    ],
)
def test_how_often_practice_is_expected(text: str, days: int, off: list[str], expected: float) -> None:
    first = date(2026, 11, 2)  # a Monday
    last = first + timedelta(days=days - 1)
    assert Cadence.parse(text).expected(first, last, of_days_off(off)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("done", "in_pause", "expected", "share"),
    [(3, 0, 4, 0.75), (3, 1, 4, 0.5), (3, 3, 4, 0), (3, 0, 0, None)],
)
def test_what_was_done_in_a_pause_changes_no_rate(
    done: int, in_pause: int, expected: float, share: float | None
) -> None:
    assert Week(TODAY, TODAY, done, expected, in_pause).rate == share
