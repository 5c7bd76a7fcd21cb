"""The figures in words: vectors."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest

from coach_tui.plan import insight_words
from coach_tui.plan.insight_words import days_late, forecast_short, forecast_words, of_planned, share, signed
from coach_tui.plan.trend import Forecast

TODAY = date(2026, 11, 24)
DUE = date(2027, 1, 29)


def test_the_examples() -> None:
    assert doctest.testmod(insight_words).failed == 0


@pytest.mark.parametrize(
    ("found", "words", "short"),
    [
        (
            Forecast(date(2027, 2, 8), "from 6 values", 6),
            "8 Feb 2027 (10 days after the date), from 6 values",
            "8 Feb 2027",
        ),
        (
            Forecast(date(2026, 12, 28), "from 6 values", 6),
            "28 Dec (32 days before the date), from 6 values",
            "28 Dec at this pace",
        ),
        (Forecast(DUE, "from 6 values", 6), "29 Jan 2027 (on the date), from 6 values", "29 Jan 2027"),
        (
            Forecast(TODAY - timedelta(days=1), "already reached, from 2 values", 2),
            "reached by 23 Nov, from 2 values",
            "reached 23 Nov",
        ),
        (
            Forecast(TODAY - timedelta(days=1), "from 3 values", 3),
            "was to be 23 Nov, from 3 values; a new value would tell",
            "was to be 23 Nov",
        ),
        (
            Forecast(TODAY, "from 3 values", 3),
            "24 Nov (66 days before the date), from 3 values",
            "24 Nov at this pace",
        ),
        (
            Forecast(None, "not at this pace, from 6 values", 6),
            "not at this pace, from 6 values",
            "not at this pace",
        ),
        (
            Forecast(None, "needs 3 dated values, has 2", 2),
            "needs 3 dated values, has 2",
            "needs 3 values, has 2",
        ),
        (
            Forecast(None, "needs values over 14 days, has 3", 3),
            "needs values over 14 days, has 3",
            "too few days of values",
        ),
        (
            Forecast(None, "needs a target and a target date", 0),
            "needs a target and a target date",
            "no target or date",
        ),
    ],
)
def test_a_forecast(found: Forecast, words: str, short: str) -> None:
    assert forecast_words(found, DUE, TODAY) == words
    assert forecast_short(found, TODAY) == short
    assert forecast_words(found, None, TODAY).endswith(words[-8:])


@pytest.mark.parametrize(
    ("times", "expected", "words"),
    [
        (3, 4.0, "3 of 4"),
        (0, 0.14, "0 times"),
        (2, 1.5, "2 of 2"),
        (1, 0.0, "1 time"),
        (0, 0.0, "0 times"),
        (2, 0.0, "2 times"),
    ],
)
def test_how_often_of_how_often(times: int, expected: float, words: str) -> None:
    assert of_planned(times, expected) == words


def test_small_words() -> None:
    assert [days_late(n) for n in (0, 1, 6, -1)] == ["on time", "1 day late", "6 days late", "1 day early"]
    assert [share(v) for v in (None, 0.666, -0.5)] == ["–", "67%", "−50%"]
    assert [signed(v) for v in (0, 1.24, -0.26)] == ["0.0", "+1.2", "−0.3"]
