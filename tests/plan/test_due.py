"""When a review is due, and how late it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.dates import Interval
from coach_tui.plan.due import Overdue, due_by, gap_by, in_force, lateness, words
from coach_tui.plan.time_off import of_pauses

fixed = settings(derandomize=True, deadline=None, max_examples=150)
intervals = st.builds(Interval, st.integers(1, 12), st.sampled_from(["days", "weeks", "months"]))
days = st.dates(date(1970, 1, 1), date(2200, 12, 31))

TWO_WEEKS = Interval(2, "weeks")
MONTH = Interval(1, "months")


@pytest.mark.parametrize(
    ("last", "interval", "due"),
    [
        (date(2026, 1, 5), TWO_WEEKS, date(2026, 1, 19)),
        (date(2026, 1, 31), MONTH, date(2026, 2, 28)),
        (date(2027, 12, 31), Interval(2, "months"), date(2028, 2, 29)),
        (date(9999, 12, 20), MONTH, None),
        (date(2026, 1, 5), None, None),
    ],
)
def test_one_is_due_an_interval_after_the_last(
    last: date, interval: Interval | None, due: date | None
) -> None:
    assert due_by(in_force([], interval, last), last) == due


@pytest.mark.parametrize(
    ("last", "before", "now", "due"),
    [
        ("2026-10-20", [("1 month", "2026-11-15")], "1 week", "2026-11-20"),  # as it was due before
        ("2026-11-06", [("1 month", "2026-11-15")], "1 week", "2026-11-23"),  # a week from the change
        ("2026-11-10", [("1 month", "2026-11-15")], "1 week", "2026-11-17"),
        ("2026-10-01", [("1 month", "2026-11-15")], "1 week", "2026-11-01"),  # it was late already
        ("2026-11-16", [("1 month", "2026-11-15")], "1 week", "2026-11-23"),
        ("2026-11-20", [("1 month", "2026-11-15")], "1 week", "2026-11-27"),
        ("2026-11-10", [("1 week", "2026-11-15")], "1 month", "2026-12-10"),
        ("2026-10-20", [("", "2026-11-15")], "1 week", "2026-11-23"),  # it had none
        ("2026-10-20", [("1 month", "2026-11-15")], "", ""),
        ("2026-10-20", [("3 months", "2026-11-01"), ("1 month", "2026-11-15")], "1 week", "2026-11-20"),
        ("9999-12-20", [("1 month", "9999-12-29")], "1 week", ""),
    ],
)
def test_a_rhythm_counts_from_the_day_on_which_it_was_set(
    last: str, before: list[tuple[str, str]], now: str, due: str
) -> None:
    earlier = [{**({"every": every} if every else {}), "until": until} for every, until in before]
    since = date.fromisoformat(last)
    found = due_by(in_force(earlier, Interval.parse(now) if now else None, since), since)
    assert (found.isoformat() if found else "") == due


@pytest.mark.parametrize(
    ("every", "today", "gap"),
    [("1 month", 16, 30.4), ("1 month", 30, 30.4), ("1 month", 31, 7), ("", 16, None), ("", 31, 7)],
)
def test_a_shorter_rhythm_asks_from_the_day_of_its_change(every: str, today: int, gap: float | None) -> None:
    earlier = [{**({"every": every} if every else {}), "until": "2026-11-15"}]
    rhythms = in_force(earlier, Interval(1, "weeks"), date(2026, 10, 20))
    day = date(2026, 11, 16) + timedelta(days=today - 16)
    found = gap_by(rhythms, day, 2)
    assert found == gap if gap is None else found == pytest.approx(gap, abs=0.1)
    assert gap_by([*rhythms[:-1], (None, date(2026, 11, 16))], day, 2) is None


@pytest.mark.parametrize(
    ("due", "today", "interval", "said"),
    [
        ("2026-10-15", "2026-11-24", TWO_WEEKS, "40 days late, 3 cycles missed"),
        ("2026-11-15", "2026-11-24", TWO_WEEKS, "9 days late, 1 cycle missed"),
        ("2026-11-23", "2026-11-24", TWO_WEEKS, "1 day late, 1 cycle missed"),
        ("2026-11-24", "2026-11-24", TWO_WEEKS, None),
        ("2026-11-25", "2026-11-24", TWO_WEEKS, None),
        ("2026-11-11", "2026-11-24", TWO_WEEKS, "13 days late, 1 cycle missed"),
        ("2026-11-10", "2026-11-24", TWO_WEEKS, "14 days late, 2 cycles missed"),
        ("2026-01-31", "2026-02-27", MONTH, "27 days late, 1 cycle missed"),
        ("2026-01-31", "2026-02-28", MONTH, "28 days late, 2 cycles missed"),
        ("2026-01-31", "2026-03-30", MONTH, "58 days late, 2 cycles missed"),
        ("2026-01-31", "2026-03-31", MONTH, "59 days late, 3 cycles missed"),
        ("2028-02-29", "2029-02-28", Interval(12, "months"), "365 days late, 2 cycles missed"),
    ],
)
def test_lateness(due: str, today: str, interval: Interval, said: str | None) -> None:
    late = lateness(date.fromisoformat(due), date.fromisoformat(today), interval)
    assert (None if late is None else words(late)) == said


def test_grace_delays_the_flag_and_not_the_count() -> None:
    due = date(2026, 11, 20)
    assert lateness(due, date(2026, 11, 23), TWO_WEEKS, grace_days=3) is None
    assert lateness(due, date(2026, 11, 24), TWO_WEEKS, grace_days=3) == Overdue(4, 1)
    assert lateness(due, due, TWO_WEEKS, grace_days=-1) is None


@pytest.mark.parametrize(
    ("due", "today", "full", "brief"),
    [
        (
            "2026-10-12",
            "2026-11-16",
            "1 day late, 1 cycle missed, time off left out",
            "1 day late, 1 cycle missed",
        ),
        (
            "2026-10-01",
            "2026-11-20",
            "8 days late, 1 cycle missed, time off left out",
            "8 days late, 1 cycle missed",
        ),
        ("2026-11-15", "2026-11-29", "14 days late, 2 cycles missed", "14 days late, 2 cycles missed"),
    ],
)
def test_time_off_is_left_out_and_told_where_there_is_room(
    due: str, today: str, full: str, brief: str
) -> None:
    off = of_pauses([{"since": "2026-10-05", "until": "2026-11-15"}])
    late = lateness(date.fromisoformat(due), date.fromisoformat(today), TWO_WEEKS, off=off)
    assert late is not None
    assert (words(late), words(late, brief=True)) == (full, brief)


def test_nothing_is_late_on_a_day_of_time_off() -> None:
    off = of_pauses([{"since": "2026-10-05", "until": "2026-11-15"}])
    assert lateness(date(2026, 10, 12), date(2026, 11, 15), TWO_WEEKS, off=off) is None
    assert lateness(date(2026, 10, 12), date(2026, 11, 18), TWO_WEEKS, 3, off) is None
    assert lateness(date(2026, 10, 12), date(2026, 11, 19), TWO_WEEKS, 3, off) == Overdue(4, 1)


def test_overdue_is_a_value() -> None:
    assert Overdue(1, 1) == Overdue(1, 1) != Overdue(1, 2)
    assert len({Overdue(1, 1), Overdue(1, 1)}) == 1
    assert repr(Overdue(4, 1)) == "Overdue(days_late=4, missed=1)"
    assert words(Overdue(3, 1)) == "3 days late, 1 cycle missed"


@fixed
@given(days, st.integers(1, 2000), intervals)
def test_missed_grows_by_one_at_every_cycle(due: date, late: int, interval: Interval) -> None:
    today = due + timedelta(days=late)
    found = lateness(due, today, interval)
    assert found is not None
    assert found.days_late == late
    assert interval.after(due, found.missed - 1) <= today < interval.after(due, found.missed)


@fixed
@given(days, st.integers(0, 500), st.integers(0, 60), intervals)
def test_grace_is_the_only_difference(due: date, late: int, grace: int, interval: Interval) -> None:
    today = due + timedelta(days=late)
    expected = lateness(due, today, interval) if late > grace else None
    assert lateness(due, today, interval, grace) == expected


def test_lateness_is_like_nothing_else() -> None:
    late = Overdue(3, 1)
    assert late == Overdue(3, 1)
    assert late != Overdue(3, 2)
    assert late != Overdue(2, 1)
    assert late != (3, 1)
    assert late is not None
    assert len({late, Overdue(3, 1), Overdue(3, 2)}) == 2


@pytest.mark.parametrize("last", ["2026-11-09", "2026-11-10", "2026-11-11"])
def test_a_rhythm_is_in_force_up_to_its_last_day(last: str) -> None:
    since, until = date(2026, 11, 10), date.fromisoformat(last)
    found = in_force([{"every": "1 month", "until": last}], TWO_WEEKS, since)
    before = [] if until < since else [(MONTH, since)]
    assert found == [*before, (TWO_WEEKS, max(since, until + timedelta(days=1)))]
    assert in_force([{"until": last}], None, since) == [
        *([] if until < since else [(None, since)]),
        (None, max(since, until + timedelta(days=1))),
    ]
