"""Half a year at a glance, below the week's columns and the large month, beside the agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from coach_tui.app.widgets.half_year import CELL, HalfYear, lines_of_months
from coach_tui.changes.desk import Desk
from coach_tui.plan.dates import month_end
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened
from tests.app.textual_parts import at_rest
from tests.kept import put_demo


@pytest.fixture
def practice(empty: Desk) -> Desk:
    """The made-up practice."""
    put_demo(empty)
    return empty


def place(coach: Keyboard) -> Any:
    return coach.app.place


@pytest.mark.parametrize(
    ("width", "lines"), [(58, 0), (59, 26), (87, 26), (88, 17), (120, 17), (174, 17), (175, 8), (300, 8)]
)
def test_how_many_lines_it_takes(width: int, lines: int) -> None:
    assert lines_of_months(width) == lines


@pytest.mark.parametrize(
    ("size", "keys", "there"),
    [
        (SMALL, "6", False),
        (SMALL, "6v", False),
        (LARGE, "6", False),
        (LARGE, "6v", False),
        ((120, 54), "6v", True),
        ((200, 60), "6vv", True),
        ((200, 40), "6vv", True),
        ((120, 58), "6vv", True),
        ((120, 30), "6v", False),
        ((200, 60), "6", True),
    ],
)
async def test_it_is_there_where_the_rest_has_all_it_needs(
    practice: Desk, size: tuple[int, int], keys: str, there: bool
) -> None:
    async with opened(practice, size) as coach:
        await coach.type(keys)
        assert ("April 2027" in coach.text) == there
        assert ("+ several" in coach.text) == there
        assert {cell_len(line) for line in coach.lines} == {size[0]}


@pytest.mark.parametrize(
    ("size", "months"), [(LARGE, 4), ((120, 30), 0), ((119, 40), 0), ((120, 32), 3), ((160, 40), 6)]
)
async def test_beside_the_agenda_stand_as_many_as_there_is_room_for(
    practice: Desk, size: tuple[int, int], months: int
) -> None:
    async with opened(practice, size) as coach:
        await coach.type("6vv")
        words = " ".join(coach.lines)
        assert words.count("Mo  Tu  We") == months
        listed = coach.rows.size.width
        assert listed >= (coach.rows.asked[0] if months else size[0])
        names = [line for line in coach.lines if "First rota published six weeks ahead" in line]
        assert names
        assert "Maeve O'Brien" in names[0]
        await coach.press("enter")
        assert "Mo  Tu  We" not in coach.text


async def test_the_months_beside_the_agenda_follow_it_and_a_click_goes_to_a_day(practice: Desk) -> None:
    async with opened(practice, LARGE) as coach:
        await coach.type("6vv")
        await coach.press("l")
        assert place(coach).glance.view._selected == date(2026, 11, 26)
        y = next(n for n, line in enumerate(coach.lines) if "December 2026" in line)
        x = coach.lines[y].index("December 2026")
        await coach.pilot.click(offset=(x + 4 * 4, y + 3))
        await coach.settle()
        assert coach.key
        assert place(coach).month.selected == date(2026, 12, 11)


async def test_a_day_has_the_sign_of_what_falls_on_it(practice: Desk) -> None:
    async with opened(practice, (120, 54)) as coach:
        await coach.press("6", "v")
        for words in (" 20!", " 26◆", " 24+", "  1s", "  5r", " 10✓"):
            assert words in coach.text
        await coach.press("6", "o")
        assert " 26◆" not in coach.text, "of one client's days alone"


async def test_the_months_stay_until_a_day_is_in_none_of_them(practice: Desk) -> None:
    async with opened(practice, (120, 54)) as coach:
        await coach.press("6", "v")
        half = place(coach).glance.view
        for _ in range(3):
            await coach.press("pagedown")
            assert half._months[0] == date(2026, 11, 1)
            if place(coach).has_class("half"):
                assert half._selected == place(coach).month.selected
        await coach.press("g")
        await coach.type("2027-09-15\n")
        assert half._months[0] == date(2027, 9, 1)
        await coach.press("t")
        assert half._months[0] == date(2026, 11, 1)


async def test_it_follows_what_is_changed_and_a_click_goes_to_a_day(practice: Desk) -> None:
    async with opened(practice, (120, 54)) as coach:
        await coach.press("6", "v", "l", "a", "m")
        await coach.type("anna\n")
        await coach.put(title="Party", due="2026-11-25")
        await coach.save()
        assert " 25◆" in coach.text
        half = place(coach).glance.view
        x, y = half._where(date(2027, 3, 24))
        await coach.pilot.click(HalfYear, offset=(x, y))
        await coach.settle()
        assert place(coach).month.selected == date(2027, 3, 24)
        await coach.pilot.click(HalfYear, offset=(x, 0))
        await coach.settle()
        assert place(coach).month.selected == date(2027, 3, 24)


async def test_at_the_ends_of_time(practice: Desk) -> None:
    async with opened(practice, LARGE) as coach:
        await coach.press("6", "v")
        for day in (date.max, date.min):
            place(coach)._go(day)
            await coach.settle()
            await coach.press("l", "h", "pagedown", "pageup")
            assert coach.app.is_running


class HalfApp(App[None]):
    def compose(self) -> ComposeResult:
        yield HalfYear(first_weekday=6)


async def test_every_day_stands_where_it_is_looked_for() -> None:
    app = HalfApp()
    async with app.run_test(size=(90, 20)):
        half = app.query_one(HalfYear)
        half.styles.display = "block"
        half.set_months(date(2026, 8, 31), {}, date(2026, 8, 1), date(2026, 9, 1))
        await at_rest(app)
        assert half.render_line(1).text.split()[:2] == ["Su", "Mo"]
        for month in range(8, 13):
            for number in range(1, month_end(2026, month) + 1):
                found = half._where(date(2026, month, number))
                assert found is not None
                x, y = found
                assert half.render_line(y).text[x : x + CELL].strip() == str(number)
        assert half._where(date(2026, 7, 31)) is None
