"""Today in a large terminal: the list, the plan on a page, what comes later, and the days of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from coach_tui.app.places.today import Today
from coach_tui.app.places.week_rule import WAYS, _drawn
from coach_tui.app.widgets.drawing import text_of
from coach_tui.app.widgets.rows import RowList
from coach_tui.app.widgets.week import WeekView
from coach_tui.plan.attention.item import LATER
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened
from tests.app.mouse_kit import wheel
from tests.kept import put_demo

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from textual.strip import Strip

    from coach_tui.changes.desk import Desk


def later(coach: Keyboard) -> list[str]:
    """Whose rows stand under what comes later."""
    place = coach.app.place
    assert isinstance(place, Today)
    return [item.client.name for item in place.items.values() if item.section == LATER]


@pytest.mark.parametrize(
    ("size", "some"), [(SMALL, 0), (LARGE, 1), ((119, 60), 0), ((120, 60), 11), ((200, 60), 20)]
)
async def test_what_comes_later_stands_where_there_is_room(
    tmp_path: Path, size: tuple[int, int], some: int
) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, SMALL) as coach:
        await coach.resize(*size)
        assert len(later(coach)) == some
        if some:
            assert "Zoë Lindqvist" in coach.text
            assert "Thu 3 Dec  Talk about the" in coach.text
            assert "Health" in coach.text  # the page keeps what it has
            await coach.resize(*SMALL)
            assert later(coach) == []


async def test_a_row_of_what_comes_later_is_moved_from_there(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, (200, 60)) as coach:
        await coach.press("G")
        assert coach.key
        await coach.press("g", *["j"] * 17)
        while "First rota" not in coach.row("›").split("│")[0]:
            await coach.press("j")
        assert coach.row("›").split("│")[0].rstrip().endswith("m  move it")
        await coach.press("m")
        assert "First rota" in coach.bottom or "date" in coach.bottom


DAYS = ("Mon 23 Nov", "Tue 24 Nov", "Wed 25 Nov", "Thu 26 Nov", "Fri 27 Nov", "Sat 28 Nov", "Sun 29 Nov")


@pytest.fixture
def made_up(tmp_path: Path) -> Desk:
    """The made-up practice."""
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    return desk


def in_strip(coach: Keyboard) -> list[str]:
    """The lines of the strip of seven days; none where it is not there."""
    start = [number for number, line in enumerate(coach.lines) if all(day in line for day in DAYS)]
    return coach.lines[start[0] : -2] if start else []


def whole_list(coach: Keyboard) -> bool:
    """Whether all that the list holds is in sight."""
    seen = " ".join(" ".join(line.split("│")[0] for line in coach.lines).split())
    rows = [row for row in coach.rows.rows if not row.heading]
    return all(" ".join(text_of(cell).split()) in seen for row in rows for cell in row.cells)


async def test_the_week_stands_under_list_and_page(made_up: Desk) -> None:
    async with opened(made_up, SMALL) as coach:
        for small in ((80, 40), (119, 60), (120, 30), LARGE):
            await coach.resize(*small)
            assert not in_strip(coach)  # what list and page say goes before
        await coach.resize(120, 54)
        names, *said = in_strip(coach)
        assert names.split()[:3] == ["Mon", "23", "Nov"]
        assert "10:00 Samuel" in said[0]
        assert "◆ First aisle" in said[0]
        assert whole_list(coach)
        await coach.resize(120, 60)
        assert "r Tom" in "".join(in_strip(coach))
        await coach.press("enter")
        assert not in_strip(coach)  # the page has all the room
        await coach.press("q")
        assert in_strip(coach)


async def test_no_row_of_the_list_is_lost_to_the_week(made_up: Desk) -> None:
    async with opened(made_up, (120, 54)) as coach:
        assert in_strip(coach)
        for _ in "shut", "opened":
            for height in range(46, 60, 2):
                await coach.resize(120, height)
                assert whole_list(coach) or not in_strip(coach)
            assert coach.rows.go_to("more:")
            await coach.press("enter")


@pytest.mark.parametrize("size", [(120, 40), (191, 24), (191, 40)])
async def test_no_line_of_the_page_is_lost_to_the_week(made_up: Desk, size: tuple[int, int]) -> None:
    async with opened(made_up, size) as coach:
        assert not in_strip(coach)
        assert not coach.app.place.has_class("days")


async def test_a_narrow_page_that_has_the_lines_tells_all(made_up: Desk) -> None:
    async with opened(made_up, (191, 60)) as coach:
        assert coach.app.place.has_class("days")
        page = "\n".join(line.split("│")[1] for line in coach.lines if line.count("│") == 2)
        for said in ("in 9 weeks", "1 per week   – 1 1 1", "2 per week   2 2 2 1", "r  hold it"):
            assert said in page


async def test_in_a_wide_terminal_the_days_have_a_column(made_up: Desk) -> None:
    async with opened(made_up, (200, 60)) as coach:
        assert not in_strip(coach)
        listed, page, days = coach.row("review 40 days late").split("│")
        assert "hold it" in listed
        assert "hold it" in page
        assert "session" in days
        days = "\n".join(line.split("│")[-1] for line in coach.lines)
        assert "Tue 24 Nov" in days
        assert "10:00  session" in days
        assert "Fri 11 Dec" in days
        assert "◆ milestone" in days
        await coach.press("i")
        assert "Anna" not in coach.text
        assert "Client 7" in coach.row("10:00  session").split("│")[-1]


@pytest.mark.parametrize("size", [LARGE, (200, 60)])
async def test_a_step_paints_no_day_again(
    made_up: Desk, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[object] = []
    for kind in (WeekView, RowList):
        plain = kind.render_line

        def counted(self: WeekView | RowList, y: int, plain: Any = plain) -> Strip:
            painted.append(self)
            return plain(self, y)  # type: ignore[no-any-return]

        monkeypatch.setattr(kind, "render_line", counted)
    async with opened(made_up, size) as coach:
        painted.clear()
        await coach.press("j", "j", "k")
        assert set(painted) == {coach.rows}


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_week_is_not_made_where_it_has_no_room(made_up: Desk, size: tuple[int, int]) -> None:
    async with opened(made_up, size) as coach:
        place = coach.app.place
        assert isinstance(place, Today)
        assert place._week is None
        await coach.resize(200, 60)
        assert place._week is not None


async def test_the_days_by_day_scroll_by_wheel_and_by_keys(made_up: Desk) -> None:
    async with opened(made_up, (200, 60)) as coach:

        def days() -> str:
            return "\n".join(line.split("│")[-1] for line in coach.lines[2:-2])

        before, key = days(), coach.key
        assert "Tue 24 Nov" in before
        await wheel(coach, 180, 20, 3)
        assert "Tue 24 Nov" not in days()
        await wheel(coach, 180, 20, -3)
        assert days() == before
        await coach.press("right", "right")
        assert "›Tue 24 Nov" in coach.text.replace("› Tue", "›Tue")
        await coach.press("j", "j", "pagedown", "G")
        assert "Tue 24 Nov" not in days()
        assert coach.key == key
        await coach.press("left")
        await coach.press("j")
        assert "›Tue 24" not in coach.text
        await coach.press("right", "g", "left", "left")
        assert coach.rows.active
        assert "Tue 24 Nov" in days()


@pytest.mark.parametrize("size", [(120, 24), LARGE, (160, 24)])
async def test_where_no_line_is_free_the_rule_holds_the_week(made_up: Desk, size: tuple[int, int]) -> None:
    async with opened(made_up, size) as coach:
        rule = coach.lines[1]
        for said in (
            "Mon 23 ─",
            "Tue 24  10:00 Samuel · r Tom ─",
            "Thu 26  ◆ José ─",
            "Sat 28 ─",
            "Sun 29 ─",
        ):
            assert said in rule
        await coach.press("9")
        assert coach.lines[1].strip("─ ") == ""
        await coach.press("0", "i")
        assert "Thu 26  ◆ Client" in coach.lines[1]
        for other in ((200, 60), (120, 60), SMALL):
            await coach.resize(*other)
            assert coach.lines[1].strip("─ ") == "", other


async def test_the_rule_is_a_line_where_nothing_waits_this_week(tmp_path: Path) -> None:
    async with opened(desk_on(tmp_path / "coach.json"), LARGE) as coach:
        assert coach.lines[1].strip("─ ") == ""


@pytest.mark.parametrize(
    ("width", "told"),
    [(300, "10:00 Samuel · r Tom · ◆ José"), (210, "10:00 Samuel · +2"), (190, "10:00 · r · ◆")],
)
def test_in_a_full_week_the_rule_tells_less_of_a_day_but_of_each(width: int, told: str) -> None:
    said = [("10:00 Samuel", ""), ("r Tom", "bad"), ("◆ José", "")]
    drawn = (_drawn([(("Tue 24", "today"), way(said))] * 7, width) for way in WAYS)
    text = "".join(text for text, _ in next(filter(None, drawn)))
    assert text.count(f"Tue 24  {told} ─") == 7
    assert cell_len(text) <= width - 2
