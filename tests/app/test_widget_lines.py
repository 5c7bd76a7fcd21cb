"""Top line, rule, and the bottom line: hints, messages, questions, prompts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from coach_tui.app.terminal.quiet import QuietScreen
from coach_tui.app.widgets.bottom import BottomLine
from coach_tui.app.widgets.editing import LineEdit
from coach_tui.app.widgets.hints import fit_hints
from coach_tui.app.widgets.rule import Rule
from coach_tui.app.widgets.top import TopLine
from tests.app.app_kit import press
from tests.app.textual_parts import at_rest

HINTS = [("a", "add"), ("e", "edit"), ("d", "delete"), ("?", "help")]


class LineApp(App[None]):
    ascii_only = False
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding(key, f"hit('{key}')") for key in ("a", "y", "n", "1", "space", "tab", "ctrl+a")]  # noqa: RUF012

    def __init__(self, extra: bool = False) -> None:
        super().__init__()
        self.extra = extra
        self.hits: list[str] = []
        self.got: list[Any] = []

    def get_default_screen(self) -> QuietScreen[None]:
        return QuietScreen(id="_default")

    def compose(self) -> ComposeResult:
        yield TopLine("Today", "Anna Berg", "Tue 24 Nov 2026 · 12 clients")
        yield Rule()
        if self.extra:
            yield Input(id="note")
        yield BottomLine()

    def on_mount(self) -> None:
        self.bottom.hints(HINTS)
        self.bottom.focus()

    def action_hit(self, key: str) -> None:
        self.hits.append(key)

    def note(self, answer: asyncio.Future[str | None]) -> asyncio.Future[str | None]:
        """Keep what was answered."""
        answer.add_done_callback(lambda done: self.got.append(done.result()))
        return answer

    @property
    def bottom(self) -> BottomLine:
        return self.query_one(BottomLine)

    @property
    def text(self) -> str:
        return self.bottom.render_line(0).text


async def test_the_top_line_cuts_what_matters_least() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)) as pilot:
        top = app.query_one(TopLine)
        assert top.render_line(0).text == " Today  Anna Berg" + " " * 34 + "Tue 24 Nov 2026 · 12 clients "
        await pilot.resize_terminal(30, 24)
        await at_rest(app)
        text = top.render_line(0).text
        assert text.startswith(" Today  Anna Berg ")
        assert "…" in text
        top.show("Today", "[red]王小明[/]\x1b[2J" * 4, "right")
        text = top.render_line(0).text
        assert cell_len(text) == 30
        assert text.isprintable()
        assert "[red]王小明[/]" in text
        await pilot.resize_terminal(3, 24)
        await at_rest(app)
        assert cell_len(top.render_line(0).text) == 3


async def test_the_rule_is_plain_on_a_console() -> None:
    app = LineApp()
    async with app.run_test(size=(20, 24)):
        assert app.query_one(Rule).render_line(0).text == " " + "─" * 18 + " "
        app.ascii_only = True
        assert app.query_one(Rule).render_line(0).text == " " + "-" * 18 + " "


def test_hints_drop_from_the_right_but_keep_help() -> None:
    def text(width: int) -> str:
        return "".join(text for text, _ in fit_hints(HINTS, width))

    assert text(80) == "a add   e edit   d delete   ? help"
    assert text(31) == "a add  e edit  d delete  ? help"
    assert text(30) == "a add  e edit  ? help"
    assert text(5) == "? help"
    assert fit_hints([], 5) == []


async def test_while_nothing_is_open_keys_go_through() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        await press(app, "a", "y", "space", "1")
        assert app.hits == ["a", "y", "space", "1"]
        assert app.text.strip() == "a add   e edit   d delete   ? help"


@pytest.mark.parametrize(("kind", "sign"), [("info", ""), ("good", "✓ "), ("bad", "! ")])
async def test_a_message_stays_until_the_next_key(kind: Any, sign: str) -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        app.bottom.say("Saved [red]x[/]", kind)
        assert app.text.strip() == sign + "Saved [red]x[/]"
        await press(app, "a")
        assert app.hits == ["a"]
        assert app.text.strip().startswith("a add")


async def test_a_question_takes_only_its_answers() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        future = app.note(app.bottom.ask("Delete “[b]it[/b]”?", {"y": "yes", "n": "no"}))
        assert app.bottom.active
        assert app.text.strip() == "Delete “[b]it[/b]”?  y yes   n no"
        await press(app, "a", "space", "1", "tab", "ctrl+a", "enter")
        assert app.hits == []
        assert app.got == []
        await press(app, "Y")
        assert app.got == ["y"]
        assert (await future, app.bottom.active) == ("y", False)
        app.note(app.bottom.ask("Sure?", {"y": "yes"}))
        await press(app, "escape", "y")
        assert app.got == ["y", None]
        assert app.hits == ["y"]


async def test_a_question_too_long_keeps_its_answers() -> None:
    app = LineApp()
    async with app.run_test(size=(40, 24)):
        app.bottom.ask("word " * 30, {"y": "yes", "n": "no"})
        assert cell_len(app.text) == 40
        assert app.text.rstrip().endswith("…  y yes   n no")


async def test_a_prompt_is_typed_in_and_given() -> None:
    app = LineApp()
    changes: list[str] = []
    async with app.run_test(size=(80, 24)):
        app.note(app.bottom.prompt("Name:", on_change=changes.append))
        await press(app, "a", "n", "1", "space", "ctrl+a", "y")
        assert app.bottom.value == "yan1 "
        assert changes == ["a", "an", "an1", "an1 ", "yan1 "]
        assert app.hits == []
        await press(app, "enter")
        assert app.got == ["yan1 "]
        await press(app, "a")
        assert app.hits == ["a"]


async def test_a_prompt_refused_says_why_and_stays() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        app.note(app.bottom.prompt("Name:", check=lambda text: None if text.strip() else "needed"))
        await press(app, "enter")
        assert app.text.rstrip().endswith("! needed")
        assert app.bottom.active
        await press(app, "a")
        assert "needed" not in app.text
        await press(app, "enter")
        assert app.got == ["a"]


async def test_a_prompt_left_gives_none() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        future = app.note(app.bottom.prompt("Name:", "Anna"))
        await press(app, "x", "escape")
        assert app.got == [None]
        assert future.result() is None


async def test_tab_takes_the_first_suggestion() -> None:
    app = LineApp()
    names = ["José Núñez", "Joanna"]
    async with app.run_test(size=(80, 24)):
        app.bottom.prompt(
            "Name:", suggestions=lambda text: [n for n in names if text and text.lower() in n.lower()]
        )
        await press(app, "j", "o")
        assert app.text.strip() == "Name: josé Núñez"
        await press(app, "tab")
        assert app.bottom.value == "José Núñez"
        await press(app, "ctrl+u", "n", "n")
        assert app.text.strip() == "Name: nn  → Joanna"
        await press(app, "tab", "tab")
        assert app.bottom.value == "Joanna"


async def test_what_was_open_comes_back_after_what_is_asked_over_it() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        one = app.note(app.bottom.prompt("One:"))
        await press(app, "a", "b")
        app.note(app.bottom.prompt("Two:", str(app.bottom.value)))
        await press(app, "n")
        assert [text for _, _, text in app.bottom.typed] == ["abn", "ab"]
        await press(app, "enter")
        assert (app.got, one.done(), app.bottom.value) == (["abn"], False, "ab")
        await press(app, "1", "enter")
        assert app.got == ["abn", "ab1"]
        app.note(app.bottom.ask("First?", {"y": "yes"}))
        app.note(app.bottom.ask("Second?", {"y": "yes"}))
        assert app.text.strip() == "Second?  y yes"
        await press(app, "escape")
        assert (app.got[2:], app.text.strip()) == ([None], "First?  y yes")
        await press(app, "y")
        assert (app.got[2:], app.bottom.active) == ([None, "y"], False)


async def test_what_went_wrong_is_told_until_the_prompt_is_closed() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        app.bottom.above = app.query_one(Rule)
        app.bottom.prompt("Name:")
        await press(app, "a")
        app.bottom.say("the disk is full", "bad")
        await press(app, "b")
        assert app.bottom.above.text == "! the disk is full"
        assert app.text.strip() == "Name: ab"
        await press(app, "enter")
        assert (app.bottom.above.text, app.text.strip()) == ("", "! the disk is full")
        await press(app, "a")
        assert not app.bottom.message


async def test_a_text_in_wide_letters_has_as_many_lines_as_it_takes() -> None:
    app = LineApp()
    text = "倉庫の移転を率いる" * 12
    async with app.run_test(size=(80, 24)):
        app.bottom.above = app.query_one(Rule)
        app.bottom.say(text)
        await at_rest(app)
        lines = [line.strip() for line in (*app.bottom.above.text.split("\n"), app.text)]
        assert "".join(lines) == text
        assert all(cell_len(line) <= 78 for line in lines)


async def test_the_focus_comes_back_to_where_it_was() -> None:
    app = LineApp(extra=True)
    async with app.run_test(size=(80, 24)):
        note = app.query_one("#note")
        note.focus()
        await at_rest(app)
        app.note(app.bottom.prompt("Name:"))
        await press(app, "a", "enter")
        assert app.got == ["a"]
        assert app.focused is note


async def test_what_is_pasted_or_given_is_cleaned() -> None:
    app = LineApp()
    async with app.run_test(size=(80, 24)):
        app.note(app.bottom.prompt("La\x1bbel[red]:", "a\x1b]52;c;x\x07\u202e"))
        app.bottom.post_message(events.Paste("one\ntwo\x1b[31m[b]王[/b]"))
        await at_rest(app)
        assert app.text.isprintable()
        assert "one two" in app.text
        assert "[31m[b]王[/b]" in app.text
        assert cell_len(app.text) == 80
        await press(app, "enter")
        assert app.got[0].isprintable()


async def test_a_long_text_scrolls_under_the_cursor() -> None:
    app = LineApp()
    async with app.run_test(size=(40, 24)):
        app.bottom.prompt("Name:", "王小明" * 30 + "end")
        assert app.text.rstrip().endswith("end")
        assert cell_len(app.text) == 40
        await press(app, "home")
        assert app.text.startswith(" Name: 王小明")
        assert cell_len(app.text) == 40


@pytest.mark.parametrize(
    ("keys", "value", "cursor"),
    [
        (["left", "x"], "one twxo", 7),
        (["ctrl+w"], "one ", 4),
        (["ctrl+left", "ctrl+left", "delete"], "ne two", 0),
        (["home", "ctrl+k"], "", 0),
        (["ctrl+u"], "", 0),
        (["home", "backspace", "ctrl+right", "backspace"], "on two", 2),
        (["end", "delete", "ctrl+h"], "one tw", 6),
        (["home", "left", "right", "right", "ctrl+e"], "one two", 7),
    ],
)
def test_keys_in_a_line_of_text(keys: list[str], value: str, cursor: int) -> None:
    line = LineEdit("one two")
    for key in keys:
        assert line.key(key, key if len(key) == 1 else None)
    assert (line.value, line.cursor) == (value, cursor)
    assert not line.key("f5", None)


def test_the_cursor_keeps_letters_and_their_marks_together() -> None:
    line = LineEdit("aก็b")
    line.key("left", None)
    line.key("left", None)
    assert line.view(20) == ("a", "ก็", "b")
    line.key("delete", None)
    assert line.value == "ab"
    line.set("e")
    line.insert("\u0301")
    assert (line.value, line.cursor) == ("é", 1)
