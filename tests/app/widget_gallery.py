"""The widgets to look at and to measure: `python -m tests.app.widget_gallery [rows|month|form] [theme]`."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import Any, ClassVar

from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from coach_tui.app.terminal.quiet import QuietScreen
from coach_tui.app.theme import load_themes, shipped_folder, styles_for, to_textual
from coach_tui.app.widgets.bottom import BottomLine
from coach_tui.app.widgets.day_cell import DayItem
from coach_tui.app.widgets.month import DayMarks, MonthView
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.app.widgets.rule import Rule
from coach_tui.app.widgets.top import TopLine

TODAY = date(2026, 11, 24)
NAMES = ("Anna Berg", "Tom Okafor", "Lena Fischer", "José Núñez", "王小明", "[red]Ola[/] Nord", "Zoë O’Hara")
HEADS = ("Now", "Today", "This week", "Later")
LONG = "is due on Friday, the budget is presented to the board"
TITLES = ("Budget presented to the board", "Session 6", "王小明 review")
HINTS = [
    ("0-9", "places"),
    ("c", "check-in"),
    ("r", "review"),
    ("s", "session"),
    ("/", "filter"),
    (":", "commands"),
    ("?", "help"),
]
COLUMNS = [Column(14), Column(None), Column(14, "right", drop=1)]


def sample_rows(count: int = 60) -> list[Row]:
    rows: list[Row] = []
    for index in range(count):
        if index % 9 == 0:
            rows.append(Row(None, [HEADS[index // 9 % 4], ("9", "dim")], heading=True))
        late = index % 5 == 0
        reason: list[tuple[str, str]] = (
            [("review ", ""), (f"{40 - index % 30} days late", "bad"), (", 3 cycles missed", "")]
            if late
            else [
                (
                    f"“First client call number {index}” {LONG}",
                    "",
                )
            ]
        )
        mark = ("!", "bad") if late else ("~", "warn") if index % 5 == 1 else ("·", "dim")
        rows.append(Row(f"k{index}", [NAMES[index % 7], reason, ("in 3 days", "dim")], mark=mark))
    return rows


def sample_marks() -> tuple[dict[date, DayMarks], dict[date, list[DayItem]]]:
    marks = {
        date(2026, 11, 3): DayMarks(done=2),
        date(2026, 11, 12): DayMarks(overdue=2, done=1),
        date(2026, 11, 13): DayMarks(overdue=12, due=("session",) * 3, done=4),
        TODAY: DayMarks(due=("session",)),
        date(2026, 11, 26): DayMarks(due=("session", "review", "diamond")),
        date(2026, 12, 2): DayMarks(due=("review",)),
    }
    titles = {day: [DayItem("◆", title) for title in TITLES[: m.items]] for day, m in marks.items()}
    return marks, titles


class Gallery(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "go(1)"),
        Binding("k,up", "go(-1)"),
        Binding("l", "go(1)"),
        Binding("pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
        Binding("slash", "filter"),
        Binding("a", "prompt"),
        Binding("d", "delete"),
        Binding("s", "say"),
        Binding("e", "form"),
        Binding("q", "quit"),
    ]

    def __init__(
        self, what: str = "rows", theme: str = "coach-dark", *, colors: Any = None, count: int = 60
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.what = what
        self.count = count
        self.ascii_only = "ASCII" in os.environ
        colors = colors or os.environ.get("COLORS", "256")
        chosen = load_themes([shipped_folder()])[0][theme]
        self.line_styles: dict[str, Style] = styles_for(chosen, colors)
        self.register_theme(to_textual(chosen, colors))
        self.theme = chosen.name

    def get_default_screen(self) -> QuietScreen[None]:
        return QuietScreen(id="_default")

    def compose(self) -> ComposeResult:
        yield TopLine("Today", "Anna Berg", "Tue 24 Nov 2026 · 12 clients")
        yield Rule()
        if self.what == "month":
            yield MonthView()
        else:
            yield RowList(COLUMNS, empty="No clients yet\nPress a to add the first one.")
        yield Rule()
        yield BottomLine()

    def on_mount(self) -> None:
        self.bottom.hints(HINTS)
        if self.what == "month":
            marks, titles = sample_marks()
            self.query_one(MonthView).set_month(
                TODAY.replace(day=1), marks, date(2026, 11, 12), TODAY, titles
            )
        else:
            self.query_one(RowList).set_rows(sample_rows(self.count))
        if self.what == "form":
            self.action_form()

    @property
    def bottom(self) -> BottomLine:
        return self.query_one(BottomLine)

    def action_go(self, step: int) -> None:
        if self.what == "month":
            self.query_one(MonthView).move_days(step)
        else:
            self.query_one(RowList).move(step)

    def action_page(self, pages: int) -> None:
        self.query_one(RowList).page(pages)

    def action_filter(self) -> None:
        rows = self.query_one(RowList)
        self.bottom.prompt("Filter:", on_change=rows.filter)

    def action_prompt(self) -> None:
        def check(text: str) -> str | None:
            return None if text.strip() else "a name is needed"

        def suggestions(text: str) -> list[str]:
            return [name for name in NAMES if text and text.lower() in name.lower()]

        self.bottom.prompt("Client:", check=check, suggestions=suggestions)

    def action_delete(self) -> None:
        self.bottom.ask("Delete “First client call”?", {"y": "yes", "n": "no"})

    def action_say(self) -> None:
        self.bottom.say("Saved", "good")

    def action_form(self) -> None:
        from tests.app.widget_forms import sample_form

        self.push_screen(sample_form())


if __name__ == "__main__":
    Gallery(*sys.argv[1:3]).run()
