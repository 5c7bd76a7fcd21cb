"""Today where names are long, rows are few or keys are short: what it says is not cut beside blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records
from coach_tui.plan.client import Client
from coach_tui.plan.short_names import short_names
from tests.app.app_kit import SMALL, desk_on, opened
from tests.kept import put_demo

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.changes.desk import Desk

LONG = "Anna-Magdalena Wilhelmine von Hohenlohe-Langenburg-Weiker"


def practice(folder: Path, name: str = "") -> Desk:
    """The made-up practice, Anna under another name where one is given."""
    desk = desk_on(folder / "coach.json")
    put_demo(desk)
    if name:
        found = next(client for client in desk.practice().clients if client.name.startswith("Anna"))
        records.edit(desk, Client, found.uid, {"name": name})
    return desk


@pytest.mark.parametrize("size", [SMALL, (120, 40), (130, 40), (140, 30), (160, 24), (200, 40), (200, 60)])
async def test_a_long_name_takes_one_line_and_no_page(tmp_path: Path, size: tuple[int, int]) -> None:
    seen = []
    for name in ("", LONG):
        folder = tmp_path / (name[:4] or "short")
        folder.mkdir()
        async with opened(practice(folder, name), size) as coach:
            seen.append((coach.app.place.has_class("narrow"), len(coach.rows.rows)))
            if name:
                assert "Anna-Magdalena H.  review" in coach.row("Anna-Magdalena H.")
                await coach.press("enter")
                assert LONG.split()[-1].split("-")[-1] in coach.text  # the page has it whole
    assert seen[0][0] == seen[1][0]
    assert seen[1][1] <= seen[0][1] + 2


def test_names_that_would_read_alike_stay_whole() -> None:
    other = LONG.replace("Wilhelmine", "Sophia")
    assert short_names([LONG, "Tom Okafor"]) == {LONG: "Anna-Magdalena H.", "Tom Okafor": "Tom Okafor"}
    assert short_names([LONG, other]) == {LONG: LONG, other: other}
    assert short_names(["x" * 57, "田中 美咲"]) == {"x" * 57: "x" * 57, "田中 美咲": "田中 美咲"}
    assert short_names([LONG, "Anna-Magdalena H."])[LONG] == LONG


@pytest.mark.parametrize("size", [SMALL, (100, 24), (120, 40)])
@pytest.mark.parametrize("text", ["lena", "late", "samuel"])
async def test_what_is_found_is_wrapped_where_lines_are_blank(
    tmp_path: Path, size: tuple[int, int], text: str
) -> None:
    async with opened(practice(tmp_path), size) as coach:
        await coach.press("slash")
        await coach.type(text)
        rows = coach.rows.region
        lines = [line.partition("│")[0] for line in coach.lines[rows.y : rows.bottom]]
        assert any(not line.strip(" ▐") for line in lines)
        assert "…" not in "".join(lines), "\n".join(lines)
        await coach.press("escape")
        assert not coach.rows.filter_text


async def test_keys_take_no_more_cells_than_the_widest_of_them(example: Desk) -> None:
    async with opened(example, SMALL) as coach:
        rows = [row for row in coach.rows.rows if row.key and len(row.cells) == 3]
        firsts = [row.cells[2][0][0] for row in rows]
        assert min(len(first) - len(first.lstrip()) for first in firsts) == 0
