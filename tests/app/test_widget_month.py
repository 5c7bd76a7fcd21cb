"""The month: its grid, its marks, moving in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from coach_tui.app.widgets.day_cell import DayItem, in_cell, in_full
from coach_tui.app.widgets.month import DayMarks, MonthView
from tests.app.textual_parts import at_rest

if TYPE_CHECKING:
    from textual.strip import Strip

FIRST = date(2026, 11, 1)
TODAY = date(2026, 11, 24)
CHOSEN = date(2026, 11, 12)


class MonthApp(App[None]):
    ascii_only = False

    def __init__(
        self,
        marks: Mapping[date, DayMarks] | None = None,
        titles: Mapping[date, Sequence[DayItem]] | None = None,
        **settings: Any,
    ) -> None:
        super().__init__()
        self.marks, self.titles, self.settings = marks or {}, titles, settings
        self.seen: list[tuple[str, date]] = []

    def compose(self) -> ComposeResult:
        month = MonthView(**self.settings)
        month.moved = self.moved
        yield month

    def on_mount(self) -> None:
        self.month.set_month(FIRST, self.marks, CHOSEN, TODAY, self.titles)

    @property
    def month(self) -> MonthView:
        return self.query_one(MonthView)

    def moved(self) -> None:
        self.seen.append(("moved", self.month.selected))

    def on_month_view_day_chosen(self, message: MonthView.DayChosen) -> None:
        self.seen.append(("chosen", message.day))


def lines(app: MonthApp) -> list[str]:
    return [app.month.render_line(y).text for y in range(app.month.size.height)]


async def test_the_grid_of_november() -> None:
    app = MonthApp()
    async with app.run_test(size=(60, 9)):
        drawn = lines(app)
        assert drawn[0].strip() == "November 2026"
        assert drawn[1].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        assert drawn[2].split() == ["44", "26", "27", "28", "29", "30", "31", "1"]
        assert drawn[7].split() == ["49", "30", "1", "2", "3", "4", "5", "6"]
        assert "›12" in drawn[4]
        assert "(24)" in drawn[6]
        assert {cell_len(text) for text in drawn} == {60}


async def test_weeks_may_begin_on_any_day_and_go_without_numbers() -> None:
    app = MonthApp(first_weekday=6, week_numbers=False)
    async with app.run_test(size=(60, 9)):
        assert lines(app)[1].split()[0] == "Sun"
        assert lines(app)[2].split() == ["1", "2", "3", "4", "5", "6", "7"]
    app = MonthApp(first_weekday=5, week_numbers=True)
    async with app.run_test(size=(60, 9)):
        assert lines(app)[2].split()[:3] == ["45", "31", "1"]


@pytest.mark.parametrize(
    ("marks", "width", "shown"),
    [
        (DayMarks(overdue=2), 46, "12 !2"),
        (DayMarks(due=("diamond",)), 46, "12 ◆"),
        (DayMarks(due=("session", "session", "review")), 110, "12 s2 r"),
        (DayMarks(done=3), 46, "12 ✓3"),
        (DayMarks(done=1, due=("review",), overdue=1), 46, "12!r✓"),
        (DayMarks(past=1), 46, "12 ~"),
        (DayMarks(past=2, called_off=1), 110, "12 ~2 ×"),
        (DayMarks(called_off=1, off=True), 110, "12 × –"),
        (DayMarks(done=4, due=("session", "review", "full"), overdue=12), 46, "12!·✓"),
        (DayMarks(done=4, due=("session",) * 5, overdue=12), 110, "12 !12 s5 ✓4"),
    ],
)
async def test_marks_are_symbols(marks: DayMarks, width: int, shown: str) -> None:
    app = MonthApp({CHOSEN: marks})
    async with app.run_test(size=(width, 9)):
        assert "›" + shown in lines(app)[4]


async def test_moving_within_the_month_repaints_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    app = MonthApp()
    async with app.run_test(size=(80, 20)):
        await at_rest(app)
        painted: list[int] = []
        draw = app.month.render_line

        def painting(y: int) -> Strip:
            painted.append(y)
            return draw(y)

        monkeypatch.setattr(app.month, "render_line", painting)
        app.month.move_days(7)
        await at_rest(app)
        assert app.month.selected == date(2026, 11, 19)
        assert sorted(set(painted)) == [8, 9, 10, 11, 12, 13]
        assert app.seen == [("moved", date(2026, 11, 19))]


async def test_leaving_the_month_is_left_to_the_caller() -> None:
    app = MonthApp()
    async with app.run_test(size=(80, 20)):
        app.month.move_days(40)
        await at_rest(app)
        assert app.seen == [("moved", date(2026, 12, 22))]
        assert app.month.first == FIRST
        app.month.set_month(date(2026, 12, 1), {}, app.month.selected, TODAY)
        assert any("›22" in text for text in lines(app))
        app.month.select(date.max)
        app.month.move_days(1)
        assert app.month.selected == date.max


async def test_a_click_selects_and_a_second_one_chooses() -> None:
    app = MonthApp()
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.click(MonthView, offset=(8, 5))
        await pilot.click(MonthView, offset=(8, 6))
        await pilot.click(MonthView, offset=(8, 0))
        day = date(2026, 11, 2)
        assert app.seen == [("moved", day), ("chosen", day)]


async def test_titles_where_there_is_room() -> None:
    three = [DayItem("◆", title) for title in ("王小明王小明王小明", "[red]x[/]\x1b[2J", "three")]
    titles = {CHOSEN: three, TODAY: [DayItem("10:00", "Session")]}
    app = MonthApp({CHOSEN: DayMarks(due=("diamond",) * 3)}, titles)
    async with app.run_test(size=(80, 20)) as pilot:
        drawn = lines(app)
        assert {cell_len(text) for text in drawn} == {80}
        assert "王小明" in drawn[9]
        assert "+2" in drawn[10]
        assert "10:00" in drawn[15]
        assert "Session" in drawn[16], "what does not fit beside the time stands below it"
        await pilot.resize_terminal(80, 14)
        await at_rest(app)
        assert "王小明" in lines(app)[7]
        await pilot.resize_terminal(80, 10)
        await at_rest(app)
        assert not any("王小明" in text for text in lines(app))
        assert all(text.isprintable() for text in lines(app))


@pytest.mark.parametrize("width", [10, 28, 31, 46, 47, 80, 200])
@pytest.mark.parametrize("first", [date(2026, 2, 1), date(2021, 2, 1), date(2026, 8, 1), date(1, 1, 1)])
async def test_every_line_fills_the_width(width: int, first: date) -> None:
    app = MonthApp()
    async with app.run_test(size=(width, 20)):
        app.month.set_month(first, {}, first, first + timedelta(days=3))
        assert {cell_len(text) for text in lines(app)} == {width}


LONG = DayItem("◆", "Budget presented to the board", "José", style="bad")
SHORT = DayItem("10:00", "session", "Samuel", plain=True)


@pytest.mark.parametrize(
    ("items", "lines", "shown"),
    [
        ([LONG], 4, ["◆ Budget", "  presented to", "  the board", "  José"]),
        ([LONG], 2, ["◆ Budget", "  presented to…"]),
        ([LONG], 1, ["◆ Budget prese…"]),
        ([LONG, SHORT], 3, ["◆ Budget", "  presented to…", "10:00 Samuel"]),
        ([SHORT, LONG], 2, ["10:00 Samuel", "◆ Budget prese…"]),
        ([SHORT, LONG, SHORT], 2, ["10:00 Samuel", "+2"]),
        ([SHORT, LONG], 1, ["10:00 Samuel"]),
        ([], 3, []),
        ([LONG], 0, []),
    ],
)
def test_a_cell_names_what_fits_then_whose_it_is(items: list[DayItem], lines: int, shown: list[str]) -> None:
    assert [text for text, _ in in_cell(items, 15, lines)] == shown


@pytest.mark.parametrize("width", range(4, 40))
def test_in_full_no_letter_is_lost(width: int) -> None:
    lines = in_full(DayItem("◆", "Budgetverhandlungen 王小明王小明 to the board", "José"), width)
    assert (
        "".join("".join(text for text, _ in lines).split())
        == "◆Budgetverhandlungen王小明王小明totheboardJosé"
    )
    assert all(cell_len(text) <= width for text, _ in lines)
