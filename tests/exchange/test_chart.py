"""Charts: whatever the values, the size is kept; what stands out is drawn; nothing needs colour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.exchange.bars import bar, way
from coach_tui.exchange.chart import Chart
from coach_tui.plan.text import cells

TODAY = date(2026, 11, 24)


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def lines(chart: Chart, width: int = 60, height: int = 10, ascii_only: bool = False) -> list[str]:
    return ["".join(text for text, _ in row) for row in chart.draw(width, ascii_only, height)]


RISING = [(on(-70), 1.0), (on(-50), 3.0), (on(-30), 4.0), (on(-10), 8.0)]
FULL = Chart(
    RISING,
    line=[(on(-80), 0), (on(60), 12)],
    ahead=[(on(-10), 8), (on(30), 12)],
    today=TODAY,
    unit="per month",
)

days = st.dates(date(1990, 1, 1), date(2060, 1, 1))
numbers = st.one_of(
    st.floats(), st.integers(-(10**15), 10**15), st.sampled_from([0.0, 1.0, 1e300, -1e300, 5e-324])
)
points = st.lists(st.tuples(days, numbers), max_size=40)
ends: st.SearchStrategy[list[tuple[date, float]]] = st.one_of(
    st.just([]), st.lists(st.tuples(days, numbers), min_size=2, max_size=2)
)


@given(
    points, ends, ends, st.none() | days, st.integers(20, 200), st.integers(4, 20), st.booleans(), st.text()
)
def test_whatever_the_values_the_size_is_kept(
    values: list[tuple[date, float]],
    line: list[tuple[date, float]],
    ahead: list[tuple[date, float]],
    today: date | None,
    width: int,
    height: int,
    ascii_only: bool,
    unit: str,
) -> None:
    line.sort(key=lambda point: point[0])
    ahead.sort(key=lambda point: point[0])
    drawn = lines(Chart(values, line=line, ahead=ahead, today=today, unit=unit), width, height, ascii_only)
    finite = [value for _, value in [*values, *line] if value - value == 0]
    assert len(drawn) == (height if finite else 0)
    assert all(cells(row) <= width for row in drawn)
    assert not any(word in row for row in drawn[:-2] for word in ("inf", "nan")) or unit
    if ascii_only and unit.isascii():
        assert all(row.isascii() for row in drawn)


@pytest.mark.parametrize(("width", "height"), [(19, 10), (60, 3)])
def test_too_little_room_draws_nothing(width: int, height: int) -> None:
    assert lines(FULL, width, height) == []


def test_a_chart_says_its_scale_its_days_and_its_signs() -> None:
    drawn = lines(FULL)
    assert drawn[0].strip() == "per month"
    assert drawn[1].startswith("12 ┤")
    assert "◇" in drawn[1]
    assert "○" in drawn[1]
    assert any(row.startswith(" 0 ┤") for row in drawn)
    assert "today" in drawn[-2]
    assert "5 Sep" in drawn[-2]
    assert drawn[-2].endswith("23 Jan")
    assert drawn[-1].split() == ["●", "now", "⠂", "⠂", "◇", "target", "line", "⠒⠒", "○", "forecast"]
    assert sum(row.count("●") for row in drawn[:-1]) == 1


def test_in_ascii_every_kind_has_a_sign_of_its_own() -> None:
    drawn = lines(FULL, ascii_only=True)
    assert all(row.isascii() for row in drawn)
    body = "".join(drawn[1:-3])
    assert all(sign in body for sign in ("*", "@", ".", "X", "+", "O", ":"))


def test_values_target_and_forecast_differ_without_colour() -> None:
    apart = Chart(
        [(on(-90), 0), (on(-60), 0)],
        line=[(on(-60), 5), (on(-30), 5)],
        ahead=[(on(-30), 10), (on(0), 10)],
        today=on(0),
        low=0,
        high=10,
    )
    body = [row[4:] for row in lines(apart, 64, 10)]
    values, target, ahead = body[6], body[3], body[0]
    assert "⣀⣀⣀⣀⣀" in values
    assert "⣀⣀" not in target
    assert target.replace("◇", "").strip()
    assert ahead.strip().count(" ") >= 3
    assert "⠉⠁ ⠈⠉" in ahead


@pytest.mark.parametrize(
    "values",
    [
        [(on(0), 5.0)],
        [(on(-3), 7.0), (on(-2), 7.0)],
        [(on(-9), 0.0), (on(0), 0.0)],
        [(on(0), 1.0), (on(0), 9.0)],
    ],
)
def test_one_value_and_equal_values(values: list[tuple[date, float]]) -> None:
    drawn = lines(Chart(values, today=TODAY))
    assert len(drawn) == 10
    assert sum(row.count("●") for row in drawn[:-1]) == 1


def test_a_falling_target_falls() -> None:
    falling = Chart([(on(-60), 58), (on(-5), 45)], line=[(on(-60), 58), (on(30), 42)], today=TODAY, unit="h")
    drawn = lines(falling)
    first = next(n for n, row in enumerate(drawn) if "⠁" in row or "⠉" in row)
    assert drawn[1].startswith("58 ┤")
    assert first == 1
    assert "◇" in drawn[6]
    assert drawn[6].startswith("42 ┤")


def test_five_years_of_weeks_keep_what_stands_out() -> None:
    weekly = [(on(7 * (n - 260)), 10.0) for n in range(260)]
    weekly[100] = (weekly[100][0], 90.0)
    weekly[180] = (weekly[180][0], 0.0)
    drawn = lines(Chart(weekly, today=TODAY), 40, 12)
    body = [row[5:] for row in drawn[:9]]
    assert sum(1 for char in body[0] if 0x2800 < ord(char) < 0x2900) == 1  # the peak of one week among 260
    assert any(0x2800 < ord(char) < 0x2900 for char in body[-1])
    assert "2023" in drawn[-2] or "2024" in drawn[-2]


def test_a_far_forecast_does_not_press_the_rest_together() -> None:
    far = Chart(RISING, line=[(on(-80), 0), (on(60), 12)], ahead=[(on(-10), 8), (on(2000), 12)], today=TODAY)
    drawn = lines(far)
    assert not any("○" in row for row in drawn[:-1])
    at = next(row.index("●") for row in drawn[:-1] if "●" in row)
    assert at > 15


def test_equal_charts_are_equal() -> None:
    assert Chart(RISING, today=TODAY) == Chart(list(reversed(RISING)), today=TODAY)
    assert Chart(RISING, today=TODAY) != Chart(RISING, today=TODAY, height=5)
    assert len({Chart(RISING), Chart(RISING)}) == 1


# Small drawings


def said(spans: list[tuple[str, str]]) -> str:
    return "".join(text for text, _ in spans)


@pytest.mark.parametrize(
    ("share", "expected", "drawn"),
    [
        (0.0, None, "──────────"),
        (0.5, None, "━━━━━─────"),
        (0.25, None, "━━╸───────"),
        (1.4, None, "━━━━━━━━━━"),
        (-1.0, None, "──────────"),
        (0.5, 0.8, "━━━━━──┃──"),
        (0.5, 0.0, "┃━━━━─────"),
        (None, 0.5, "–"),
    ],
)
def test_a_bar(share: float | None, expected: float | None, drawn: str) -> None:
    assert said(bar(share, expected, 10)) == drawn
    assert said(bar(share, expected, 10, True)).isascii()


def test_a_way() -> None:
    assert said(way(0, 9, 0, 9, 10)) == "◇────────●"
    assert said(way(6, 3, 0, 9, 10)) == "   ●──◇   "
    assert said(way(3, 3, 0, 9, 10, today=7.0)) == "   ●   ┊  "
    assert said(way(3, 3, 3, 3, 5)) == "●    "
    assert said(way(0, 9, 0, 9, 10, ascii_only=True)) == "o--------*"
    assert len(said(way(0, 9, 0, 9, -4))) == 1
