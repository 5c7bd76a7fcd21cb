"""Today in a large terminal: the list, the plan on a page, and what comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach_tui import demo
from coach_tui.app.places.today import Today
from coach_tui.plan.attention.item import LATER
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened

if TYPE_CHECKING:
    from pathlib import Path


def later(coach: Keyboard) -> list[str]:
    """Whose rows stand under what comes later."""
    place = coach.app.place
    assert isinstance(place, Today)
    return [item.client.name for item in place.items.values() if item.section == LATER]


@pytest.mark.parametrize(
    ("size", "some"), [(SMALL, 0), (LARGE, 0), ((119, 60), 0), ((120, 60), 7), ((200, 60), 20)]
)
async def test_what_comes_later_stands_where_there_is_room(
    tmp_path: Path, size: tuple[int, int], some: int
) -> None:
    desk = desk_on(tmp_path / "coach.json")
    demo.build(desk)
    async with opened(desk, SMALL) as coach:
        await coach.resize(*size)
        assert len(later(coach)) == some
        if some:
            assert "Zoë Lindqvist" in coach.text
            assert "Thu 3 Dec" in coach.row("Talk about the vacancies")
            assert "Health" in coach.text  # the page keeps what it has
            await coach.resize(*SMALL)
            assert later(coach) == []


async def test_a_row_of_what_comes_later_is_moved_from_there(tmp_path: Path) -> None:
    desk = desk_on(tmp_path / "coach.json")
    demo.build(desk)
    async with opened(desk, (200, 60)) as coach:
        await coach.press("G")
        assert coach.key
        await coach.press("g", *["j"] * 17)
        while "First rota" not in coach.row("›"):
            await coach.press("j")
        assert coach.row("›").split("│")[0].rstrip().endswith("m  move it")
        await coach.press("m")
        assert "First rota" in coach.bottom or "date" in coach.bottom
