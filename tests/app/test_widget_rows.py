"""The line-drawn list: cursor, headings, filter, widths, hostile text, size."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult

from coach_tui.app.widgets.columns import Column, lay_out
from coach_tui.app.widgets.row import STACKED
from coach_tui.app.widgets.rows import Row, RowList
from tests.app.textual_parts import at_rest

if TYPE_CHECKING:
    from textual.strip import Strip

HOSTILE = (
    "[red]x[/]",
    "[@click=app.quit]go[/]",
    "a\x1b]52;c;aGk=\x07b",
    "x\x1b[31mred",
    "1\n2\r3",
    "\u202eabc",
    "\x9b2J",
)


class ListApp(App[None]):
    ascii_only = False

    def __init__(self, *rows: Row, columns: list[Column] | None = None, empty: str = "") -> None:
        super().__init__()
        self.sample = list(rows)
        self.columns = columns or [Column(12), Column(None), Column(10, "right", drop=1)]
        self.empty = empty
        self.seen: list[Any] = []

    def compose(self) -> ComposeResult:
        rows = RowList(self.columns, empty=self.empty)
        rows.moved = self.moved
        yield rows

    def on_mount(self) -> None:
        self.rows.set_rows(self.sample)

    @property
    def rows(self) -> RowList:
        return self.query_one(RowList)

    def moved(self) -> None:
        self.seen.append(("moved", self.rows.cursor_key))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        self.seen.append(("chosen", message.key))


def row(key: str, *cells: Any, **more: Any) -> Row:
    return Row(key, cells or (key,), **more)


def head(text: str) -> Row:
    return Row(None, [text], heading=True)


def sections() -> list[Row]:
    return [head("Now"), row("a"), row("b"), head("Later"), row("c"), row("d")]


def count(rows: RowList) -> int:
    """How many rows are shown that can be selected."""
    return sum(one.selectable for one in rows.rows)


def line(rows: RowList, y: int) -> str:
    return rows.render_line(y).text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_cursor_skips_headings(size: tuple[int, int]) -> None:
    app = ListApp(*sections())
    async with app.run_test(size=size):
        rows = app.rows
        assert rows.cursor_key == "a"
        rows.move(2)
        assert rows.cursor_key == "c"
        rows.move(-1)
        assert rows.cursor_key == "b"
        rows.move(-9)
        assert rows.cursor_key == "a"
        rows.last()
        assert rows.cursor_key == "d"
        rows.move(1)
        assert rows.cursor_key == "d"
        rows.first()
        await at_rest(app)
        keys = [key for what, key in app.seen if what == "moved"]
        assert keys == ["a", "c", "b", "a", "d", "a"]


async def test_the_cursor_is_told_without_colour() -> None:
    app = ListApp(*sections())
    async with app.run_test(size=(80, 24)):
        assert line(app.rows, 1).startswith("›a")
        assert line(app.rows, 2).startswith(" b")
        app.ascii_only = True
        assert line(app.rows, 1).startswith(">a")


async def test_set_rows_keeps_the_key_or_the_nearest() -> None:
    app = ListApp(*sections())
    async with app.run_test(size=(80, 24)):
        rows = app.rows
        rows.move(2)
        kept = []
        for given, keep in (
            ([head("Now"), row("c"), row("d")], None),
            ([head("Now"), row("x"), row("y")], None),
            (sections(), "d"),
            ([], None),
        ):
            rows.set_rows(given, keep=keep)
            kept.append(rows.cursor_key)
        assert kept == ["c", "x", "d", None]
        rows.move(1)
        rows.page(1)
        rows.first()
        rows.last()
        rows.choose()


async def test_filter_minds_neither_case_nor_accents() -> None:
    app = ListApp(
        head("A"), row("1", "José Núñez"), head("B"), row("2", "Tom"), row("3", "x", search="NUNEZ")
    )
    async with app.run_test(size=(80, 24)):
        rows = app.rows
        rows.filter("nuñ")
        assert [r.key for r in rows.rows] == [None, "1", None, "3", None]
        assert "1 not here" in line(rows, 4)
        assert count(rows) == 2
        rows.filter("nowhere")
        assert count(rows) == 0
        assert "nowhere" in line(rows, 1)
        rows.filter("")
        assert count(rows) == 3


async def test_filter_keeps_the_cursor_where_it_can() -> None:
    app = ListApp(*(row(f"k{n}") for n in range(30)))
    async with app.run_test(size=(80, 24)):
        app.rows.go_to("k12")
        app.rows.filter("k1")
        assert app.rows.cursor_key == "k12"
        app.rows.filter("")
        assert app.rows.cursor_key == "k12"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_drawn_as_text(text: str) -> None:
    app = ListApp(head(text), row("a", text, [(text, "bad")], (text, "dim"), mark=(text, "")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(RowList, offset=(3, 1))
        for y in (0, 1):
            drawn = line(app.rows, y)
            assert cell_len(drawn) == 80
            assert drawn.isprintable()
            assert "\u202e" not in drawn
        if text.startswith("["):
            assert text in line(app.rows, 0)


@pytest.mark.parametrize(
    "text", ["王小明王小明王小明", "e\u0301" * 20, "ก็" * 9, "👩‍👩‍👧" * 8, "ａｂｃ" * 8, ""]
)
@pytest.mark.parametrize("width", [20, 33, 80])
async def test_wide_and_combining_text_fills_its_cells(text: str, width: int) -> None:
    app = ListApp(row("a", text, text, text, mark=("!", "bad")), row("b", "x", "y", "z"))
    async with app.run_test(size=(width, 10)):
        for y in range(3):
            assert app.rows.render_line(y).cell_length == width
            assert cell_len(line(app.rows, y)) == width


async def test_what_is_cut_ends_in_an_ellipsis() -> None:
    app = ListApp(row("a", "abcdefghijklmnop", "z" * 200))
    async with app.run_test(size=(80, 24)):
        assert "abcdefghijk…" in line(app.rows, 0)
        app.ascii_only = True
        assert "abcdefghij.." in line(app.rows, 0)


async def test_a_hundred_thousand_rows() -> None:
    app = ListApp()
    many = [row(f"k{n}", f"name {n}", "text", "x") for n in range(100_000)]
    async with app.run_test(size=(80, 24)):
        start = time.process_time()
        app.rows.set_rows(many)
        assert time.process_time() - start < 0.5
        app.rows.last()
        assert app.rows.cursor_key == "k99999"
        app.rows.page(-1)
        assert app.rows.cursor_key == "k99976"


async def test_paging_and_scrolling_keep_the_cursor_in_sight() -> None:
    app = ListApp(*(row(f"k{n}") for n in range(100)))
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.rows
        for step in (1, 1, 1, 1, 1, -1, -1, -1, -1, -1):
            rows.page(step)
            drawn = [line(rows, y) for y in range(24)]
            assert sum(text.startswith("›") for text in drawn) == 1
        assert rows.cursor_key == "k0"
        for _ in range(60):
            rows.move(1)
            assert any(line(rows, y).startswith("›") for y in range(24))
        await pilot.resize_terminal(80, 6)
        await at_rest(app)
        assert any(line(rows, y).startswith("›") for y in range(6))


async def test_a_click_selects_and_a_second_one_chooses() -> None:
    app = ListApp(*sections())
    async with app.run_test(size=(80, 24)) as pilot:
        app.seen.clear()
        await pilot.click(RowList, offset=(4, 2))
        assert app.seen == [("moved", "b")]
        await pilot.click(RowList, offset=(4, 2))
        await pilot.click(RowList, offset=(4, 3))
        await pilot.click(RowList, offset=(4, 20))
        assert app.seen == [("moved", "b"), ("chosen", "b")]


async def test_a_step_repaints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    app = ListApp(*sections())
    async with app.run_test(size=(80, 24)):
        await at_rest(app)
        painted: list[int] = []
        draw = app.rows.render_line

        def painting(y: int) -> Strip:
            painted.append(y)
            return draw(y)

        monkeypatch.setattr(app.rows, "render_line", painting)
        app.rows.move(1)
        await at_rest(app)
        assert sorted(set(painted)) == [1, 2]


async def test_an_empty_list_says_what_belongs_there() -> None:
    app = ListApp(empty="No clients yet\nPress a to add the first one.")
    async with app.run_test(size=(80, 24)):
        assert line(app.rows, 1).strip() == "No clients yet"
        assert line(app.rows, 2).strip() == "Press a to add the first one."


async def test_only_one_of_two_lists_is_lit() -> None:
    app = ListApp(*sections())
    async with app.run_test(size=(80, 24)):
        lit = app.rows.render_line(1)
        app.rows.active = False
        assert app.rows.render_line(1).text == lit.text.replace("›", " ")
        assert list(app.rows.render_line(1)) != list(lit)


def test_columns_share_and_drop() -> None:
    columns = [Column(10), Column(None, min=10), Column(8, "right", drop=1), Column(6, drop=2)]
    assert [(s.column, s.width) for s in lay_out(columns, 60)] == [(0, 10), (1, 30), (2, 8), (3, 6)]
    assert [(s.column, s.width) for s in lay_out(columns, 36)] == [(0, 10), (1, 14), (2, 8)]
    assert [(s.column, s.width) for s in lay_out(columns, 24)] == [(0, 10), (1, 12)]
    assert [(s.column, s.width) for s in lay_out(columns, 15)] == [(0, 10), (1, 3)]
    assert [(s.column, s.width) for s in lay_out(columns, 4)] == [(0, 4)]
    assert lay_out(columns, 0) == []


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    columns = [Column(12), Column(None, min=8), Column(10, "right", drop=1), Column(None, min=8)]
    held = [10, 30, 0, 12]

    def widths(width: int, contents: list[int] = held) -> list[tuple[int, int]]:
        return [(slot.column, slot.width) for slot in lay_out(columns, width, contents)]

    assert widths(56) == [(0, 10), (1, 30), (3, 12)]
    assert widths(50) == [(0, 10), (1, 24), (3, 12)]
    assert widths(60) == [(0, 10), (1, 32), (3, 14)], "what nobody needs is shared"
    assert widths(200) == [(0, 10), (1, 51), (3, 33)], "not so wide that a row is no row any more"
    assert widths(140, [30, 80, 0, 12]) == [(0, 30), (1, 80), (3, 12)], "more than it asks for, with room"
    assert widths(60, [30, 80, 0, 12]) == [(0, 12), (1, 32), (3, 12)]


@given(
    contents=st.lists(st.integers(1, 60), min_size=3, max_size=3),
    width=st.integers(30, 200),
)
def test_more_room_cuts_nothing(contents: list[int], width: int) -> None:
    columns = [Column(12), Column(None, min=8), Column(10, "right")]
    had = [slot.width for slot in lay_out(columns, width, contents)]
    has = [slot.width for slot in lay_out(columns, width + 1, contents)]
    assert all(one <= other for one, other in zip(had, has, strict=True))


async def test_a_cell_runs_on_where_nothing_stands_behind_it() -> None:
    columns = [Column(6), Column(None), Column(10, "right")]
    rows = [Row("a", ["one", "x" * 70, "2 of 3"]), Row("b", ["two", "y" * 70, ""]), Row("c", ["three" * 4])]
    app = ListApp(*rows, columns=columns)
    async with app.run_test(size=(80, 24)):
        text = [app.rows.render_line(y).text for y in range(3)]
        assert text[0].rstrip().endswith("…  2 of 3")
        assert "y" * 69 in text[1]
        assert "three" * 4 in text[2]


async def test_the_scroll_mark_stands_at_the_edge_of_a_wide_list() -> None:
    app = ListApp(*(Row(f"k{n}", ["a", "b" * 30, "c"]) for n in range(60)), columns=[Column(6), Column(None)])
    async with app.run_test(size=(140, 20)):
        line = app.rows.render_line(0).text
        assert len(line) == 140
        assert line[:139].count(line[139]) == 0
        assert line[139] != " "


async def test_what_stands_at_the_right_of_a_heading_has_what_the_left_leaves() -> None:
    said = "– Thu, Fri your holiday, nothing, this week"
    app = ListApp(Row(None, ["Week 53", said], heading=True), columns=[Column(None)])
    async with app.run_test(size=(60, 20)):
        assert said in app.rows.render_line(0).text


async def test_a_text_runs_on_into_the_blanks_of_a_cell_at_the_right() -> None:
    columns = [Column(None), Column(10, "right")]
    shown = [row("a", "the night shift led it", "open"), row("b", "short", "ten cells.")]
    async with ListApp(*shown, columns=columns).run_test(size=(32, 4)) as pilot:
        rows = pilot.app.query_one(RowList)
        assert line(rows, 0).strip(" ›").split("  ")[0] == "the night shift led it"
        assert line(rows, 0).rstrip(" ▐").endswith("  open")
        assert line(rows, 1).rstrip(" ▐").endswith("ten cells.")
        rows.set_rows([row("a", "what the night shift led in its own hall", "ten cells.")])
        rows.wraps = STACKED
        await at_rest(pilot.app)
        assert line(rows, 0).strip(" ›").split() == ["what", "the", "night", "ten", "cells."]
        assert line(rows, 1).strip() == "shift led in its own hall"


async def test_the_scroll_mark_touches_no_text_in_ascii() -> None:
    columns = [Column(None), Column(4, "right")]
    app = ListApp(*(row(str(n), "something", "open") for n in range(9)), columns=columns)
    app.ascii_only = True
    async with app.run_test(size=(30, 4)) as pilot:
        rows = pilot.app.query_one(RowList)
        lines = [line(rows, y) for y in range(4)]
        assert any(text.endswith("open )") for text in lines)
        assert not any("open)" in text for text in lines)
        assert all(cell_len(text) == 30 for text in lines)
