"""A wider terminal shows no less: every place from 80 to 200 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach_tui.app.widgets.drawing import text_of
from tests.app.app_kit import Keyboard, desk_on, opened
from tests.kept import put_demo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

ANNA = ("9", "home", "1")
PLACES: dict[str, tuple[str, ...]] = {
    "today": (),
    "clients": ("9",),
    "objectives": ANNA,
    "needs": (*ANNA, "2"),
    "strategies": (*ANNA, "3"),
    "evaluation": (*ANNA, "5"),
    "timeline": (*ANNA, "4"),
    "calendar": ("6",),
    "week": ("6", "v"),
    "agenda": ("6", "v", "v"),
    "insights": (*ANNA, "7"),
    "all insights": ("7", "o"),
    "health": (*ANNA, "8"),
    "history": ("colon", *"history", "enter"),
    "hours": ("colon", *"log", "enter"),
}
SHARED = ("timeline", "calendar", "week", "agenda")
"""Where an axis or a month shares the room with the list."""
DRAWN = set("│╰╭╮╯┊┄░")
"""What an axis is drawn with, at each width another."""
HIGH = 76
"""Rows of the terminal, so that nothing is out of sight."""


def missing(k: Keyboard) -> set[str]:
    """The words of the list that are not on the screen whole."""
    seen = set(" ".join(line.replace("│", " ") for line in k.lines).split())
    rows = [row for row in k.rows._all if not row.heading]
    words = {word for row in rows for cell in row.cells for word in text_of(cell).split()}
    return {word for word in words if not DRAWN & set(word)} - seen


SOME = (90, 99, *range(100, 104), 110, *range(117, 122), 126, 127, 140, 160, 200)


@pytest.mark.parametrize(
    "widths", [SOME, pytest.param(range(81, 201), marks=pytest.mark.slow)], ids=["some", "all"]
)
@pytest.mark.parametrize("place", PLACES)
async def test_a_wider_terminal_shows_no_less(tmp_path: Path, place: str, widths: Iterable[int]) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, (80, HIGH)) as k:
        await k.press(*PLACES[place])
        before = missing(k)
        for width in widths:
            await k.resize(width, HIGH)
            now = missing(k)
            assert now <= before, f"{width} columns lose {sorted(now - before)}"
            before = now
            assert not (width >= 120 and now), f"{width} columns cut {sorted(now)}"


async def keeps(
    folder: Path, keys: Iterable[str], words: Callable[[Keyboard], set[str]], sizes: Iterable[tuple[int, int]]
) -> None:
    """From one size to the next none of these words goes."""
    first, *others = sizes
    desk = desk_on(folder / "coach.json")
    put_demo(desk)
    async with opened(desk, first) as k:
        await k.press(*keys)
        before = words(k)
        for size in others:
            await k.resize(*size)
            now = words(k)
            assert before <= now, f"{size} loses {sorted(before - now)}"
            before = now


def seen(k: Keyboard) -> set[str]:
    """The words that stand in the list on the screen whole, of all that is in sight."""
    rows = k.rows.region
    lines = (line.partition("│")[0] for line in k.lines[rows.y : rows.bottom])
    words = " ".join(lines).replace("▐", " ").split()
    return {word for word in words if "…" not in word and not DRAWN & set(word)}


@pytest.mark.parametrize(
    "widths",
    [
        (99, 100, 115, 116, *range(118, 121), 127, 140, 159, 160),
        pytest.param(range(81, 201), marks=pytest.mark.slow),
    ],
    ids=["some", "all"],
)
@pytest.mark.parametrize("height", [24, 40])
@pytest.mark.parametrize("place", [name for name in PLACES if name not in SHARED])
async def test_what_was_in_sight_stays_in_sight(
    tmp_path: Path, place: str, height: int, widths: Iterable[int]
) -> None:
    sizes = [(80, height), *((width, height) for width in widths)]
    await keeps(tmp_path, PLACES[place], seen, sizes)


@pytest.mark.parametrize("place", ["clients", "needs", "strategies"])
async def test_no_word_is_cut_while_lines_are_blank(tmp_path: Path, place: str) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, (80, 24)) as k:
        await k.press(*PLACES[place])
        assert any(not line.strip() for line in k.lines)
        assert "…" not in k.text


PAGES: dict[str, tuple[str, ...]] = {
    "the plan on a page": (*ANNA[:2], "enter"),
    "an objective": (*ANNA, "home", "enter"),
    "a milestone": (*ANNA, "4", "home", "enter"),
    "a finding": (*ANNA, "8", "home", "enter"),
    "what was changed": ("colon", *"history", "enter", "home", "enter"),
    "the review": (*ANNA[:2], "r"),
    "the check-in": (*ANNA[:2], "c", "enter"),
    "the session": (*ANNA[:2], "s"),
    "a report before it leaves": (*ANNA[:2], "colon", *"report", "enter", "c"),
    "the help": ("question_mark",),
}
TRADED = ("calendar", "the check-in")
"""What shows another thing in the lines it gains: a second line for each day, more of what will be noted."""
TALL = (25, 27, 30, 33, 36, 40, 45, 50, 60)


def told(k: Keyboard) -> set[str]:
    """The words that stand on the screen whole, but those that an axis is named with."""
    parts = (part for line in k.lines[2:-2] for part in line.split("│") if "Timeline  " not in part)
    words = " ".join(part.replace("▐", " ") for part in parts).split()
    plain = (word.strip("↓↑,;") for word in words if not any("\u2500" <= sign <= "\u28ff" for sign in word))
    return {word for word in plain if word and "…" not in word and word[0] not in "’–"}


@pytest.mark.parametrize(
    "widths", [SOME, pytest.param(range(81, 201), marks=pytest.mark.slow)], ids=["some", "all"]
)
@pytest.mark.parametrize("page", PAGES)
async def test_a_wider_page_tells_no_less(tmp_path: Path, page: str, widths: Iterable[int]) -> None:
    await keeps(tmp_path, PAGES[page], told, [(80, HIGH), *((width, HIGH) for width in widths)])


@pytest.mark.parametrize("page", [name for name in (*PLACES, *PAGES) if name not in TRADED])
async def test_a_taller_terminal_tells_no_less(tmp_path: Path, page: str) -> None:
    keys = PAGES.get(page) or PLACES[page]
    await keeps(tmp_path, keys, told, [(80, 24), *((80, height) for height in TALL)])


@pytest.mark.parametrize(
    "widths",
    [
        (133, 134, 141, 142, 158, 159, 163, 164, 170, 171, 177),
        pytest.param(range(120, 201), marks=pytest.mark.slow),
    ],
    ids=["some", "all"],
)
@pytest.mark.parametrize("height", [24, 30, 40])
@pytest.mark.parametrize("place", ["today", "clients"])
async def test_list_and_page_together_tell_no_less(
    tmp_path: Path, place: str, height: int, widths: Iterable[int]
) -> None:
    await keeps(tmp_path, PLACES[place], told, [(119, height), *((width, height) for width in widths)])


@pytest.mark.parametrize(
    "widths",
    [(119, 120, 121, 134, 135, 150, 160, 200), pytest.param(range(81, 201), marks=pytest.mark.slow)],
    ids=["some", "all"],
)
async def test_the_page_takes_no_word_of_the_chart(tmp_path: Path, widths: Iterable[int]) -> None:
    def words(k: Keyboard) -> set[str]:
        rows = (row.cells for row in k.rows.rows if row.key)
        said = ((text_of(title), text_of(one)) for title, *rest in rows for one in rest)
        plain = ((title, "".join(sign if sign < "\u2500" else " " for sign in text)) for title, text in said)
        return {f"{title}: {word}" for title, text in plain for word in text.split()}

    await keeps(tmp_path, PLACES["timeline"], words, [(80, 24), *((width, 24) for width in widths)])


@pytest.mark.parametrize(
    "widths",
    [range(81, 91), pytest.param(range(81, 201), marks=pytest.mark.slow)],
    ids=["some", "all"],
)
@pytest.mark.parametrize("client", [0, 4, 7, 8])
async def test_no_word_beside_a_point_comes_and_goes(
    tmp_path: Path, client: int, widths: Iterable[int]
) -> None:
    def words(k: Keyboard) -> set[str]:
        rows = [(row.key, text_of(row.cells[2])) for row in k.rows.rows if row.key]
        plain = ((title, "".join(sign if sign < "\u2500" else " " for sign in text)) for title, text in rows)
        return {f"{title}: {word.strip('+−')}" for title, text in plain for word in text.split()}

    keys = ("9", "home", *"j" * client, "4")
    await keeps(tmp_path, keys, words, [(80, 24), *((width, 24) for width in widths)])


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 30), (120, 40)])
async def test_no_title_of_the_timeline_is_cut_while_lines_are_blank(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, size) as k:
        for client in range(10):
            await k.press("9", "home", *"j" * client, "4")
            rows = k.rows.region
            assert "…" not in "".join(line[:50] for line in k.lines[rows.y : rows.bottom]), k.text


@pytest.mark.parametrize(
    "widths",
    [(134, 148, 155, 160, 161, 162, 180), pytest.param(range(101, 191), marks=pytest.mark.slow)],
    ids=["some", "all"],
)
@pytest.mark.parametrize("height", [24, 32, 40])
async def test_a_wider_month_tells_no_less(tmp_path: Path, height: int, widths: Iterable[int]) -> None:
    await keeps(tmp_path, PLACES["calendar"], told, [(100, height), *((width, height) for width in widths)])


@pytest.mark.parametrize("place", ["needs", "strategies"])
async def test_what_stands_under_rows_is_told_where_lines_are_blank(tmp_path: Path, place: str) -> None:
    said = {"needs": "is right each single time.", "strategies": "obstacle: If somebody comes in at 17:55"}
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    async with opened(desk, (200, 60)) as k:
        await k.press(*PLACES[place])
        rows = k.rows.region
        lines = [line.partition("│")[0] for line in k.lines[rows.y : rows.bottom]]
        assert said[place] in " ".join(" ".join(lines).split())
        assert "…" not in "".join(lines)
        await k.resize(80, 15)
        assert said[place][:12] not in k.text  # every row is seen first
