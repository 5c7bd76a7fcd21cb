"""Forms: moving, choosing, judging, saving, leaving, drafts."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding

from coach_tui.app.forms.widgets.editors import ChoiceField, LineField, PicksField, TextField
from coach_tui.app.forms.widgets.form import FieldSpec, Form
from coach_tui.app.forms.widgets.form_page import FormBody
from coach_tui.app.terminal.quiet import QuietScreen
from coach_tui.app.widgets.bottom import BottomLine
from tests.app.app_kit import press
from tests.app.textual_parts import at_rest, painted
from tests.app.widget_forms import is_number, judge, sample_fields

SIZES = [(80, 24), (120, 40)]
HOSTILE = "[red]x[/] [@click=app.quit]q[/]\x1b]52;c;aGk=\x07\u202e\x9b2J"


class FormApp(App[None]):
    ascii_only = False
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("y", "hit"), Binding("x", "hit")]  # noqa: RUF012

    def __init__(self, fields: list[FieldSpec], **more: Any) -> None:
        super().__init__()
        self.form = Form("Title [b]x[/b]", fields, **more)
        self.got: list[Any] = []
        self.hits = 0
        self.asked: list[tuple[str, str]] = []

    def get_default_screen(self) -> QuietScreen[None]:
        return QuietScreen(id="_default")

    def compose(self) -> ComposeResult:
        yield BottomLine()

    def on_mount(self) -> None:
        self.push_screen(self.form, self.got.append)

    def action_hit(self) -> None:
        self.hits += 1

    def on_text_field_editor_asked(self, message: TextField.EditorAsked) -> None:
        self.asked.append((message.field.spec.key, str(message.field.field_value)))

    @property
    def current(self) -> str:
        assert self.form.current is not None
        return self.form.current.spec.key

    def foot(self, y: int) -> str:
        foot = self.form._foot
        return foot.render_line(y % foot.size.height).text.strip()

    def label(self, key: str) -> str:
        editor = self.form._editors[key]
        body = self.form.query_one(FormBody)
        return body.render_line(editor.virtual_region.y - round(body.scroll_y)).text


def small() -> list[FieldSpec]:
    return [
        FieldSpec("name", "Name", required=True, hint="what people say"),
        FieldSpec("weight", "Weight", value="3", check=is_number),
        FieldSpec("note", "Note", "text", "one"),
        FieldSpec("kind", "Kind", "choice", "b", choices=[("a", "Alpha"), ("b", "Beta"), ("c", "Bravo")]),
        FieldSpec("sees", "Sees", "picks", ["q"], choices=[("p", "Plan"), ("q", "Status")]),
        FieldSpec("paid", "Paid", "switch", True),
        FieldSpec("last", "Last"),
    ]


@pytest.mark.parametrize("size", SIZES)
async def test_typed_and_saved(size: tuple[int, int]) -> None:
    app = FormApp(small())
    async with app.run_test(size=size):
        await press(app, "A", "y", "tab", "backspace", "4", "enter", "x", "enter", "z", "ctrl+s")
        assert app.got == [
            {
                "name": "Ay",
                "weight": "4",
                "note": "x\nzone",
                "kind": "b",
                "sees": ["q"],
                "paid": True,
                "last": "",
            }
        ]
        assert app.hits == 0
        assert app.screen is not app.form


async def test_moving_through_the_fields() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        visited = []
        for _ in range(8):
            visited.append(app.current)
            await press(app, "tab")
        assert visited == ["name", "weight", "note", "kind", "sees", "paid", "last", "name"]
        await press(app, "shift+tab")
        assert app.current == "name"
        await press(app, "up")
        assert app.current == "name"
        await press(app, "down", "down", "down")
        assert app.current == "kind"
        await press(app, "down", "down", "down")
        assert app.current == "paid"
        await press(app, "up", "up", "up", "up", "up", "up")
        assert app.current == "name"


async def test_enter_on_the_last_field_saves() -> None:
    app = FormApp([FieldSpec("a", "A"), FieldSpec("b", "B")])
    async with app.run_test(size=(80, 24)):
        await press(app, "1", "enter", "2", "enter")
        assert app.got == [{"a": "1", "b": "2"}]


async def test_choosing_and_picking() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        app.form.focus_field("kind")
        await press(app, "right")
        assert app.form.values()["kind"] == "c"
        await press(app, "right", "left", "left", "b")
        assert app.form.values()["kind"] == "c"
        await press(app, "b", "space")
        assert app.form.values()["kind"] == "c"
        app.form.focus_field("sees")
        await press(app, "space", "down", "space")
        assert app.form.values()["sees"] == ["p"]
        app.form.focus_field("paid")
        await press(app, "space")
        assert app.form.values()["paid"] is False
        await press(app, "y")
        assert app.form.values()["paid"] is True


async def test_choices_are_told_without_colour() -> None:
    long = [(str(n), f"A rather long choice {n}") for n in range(9)]
    app = FormApp([*small(), FieldSpec("long", "Long", "choice", "3", choices=long)])
    async with app.run_test(size=(80, 24)):
        kind, sees = app.form.query(ChoiceField).first(), app.form.query_one(PicksField)
        assert kind.render_line(0).text.rstrip() == " Alpha   ‹Beta›   Bravo"
        assert app.form.query(ChoiceField).last().render_line(0).text.strip().endswith("4 of 9")
        assert [sees.render_line(y).text.strip() for y in (0, 1)] == ["[ ] Plan", "[x] Status"]
        app.ascii_only = True
        assert "<Beta>" in kind.render_line(0).text


async def test_a_choice_that_is_not_offered_is_not_lost() -> None:
    app = FormApp(
        [FieldSpec("k", "K", "choice", "old", choices=[("a", "Alpha")]), FieldSpec("l", "L", "choice")]
    )
    async with app.run_test(size=(80, 24)):
        assert app.form.values() == {"k": "old", "l": ""}
        await press(app, "right", "left", "tab", "right", "x")
        assert app.form.values() == {"k": "old", "l": ""}


async def test_a_text_typed_into_a_choice_chooses_nothing() -> None:
    choices = [("private", "private"), ("client", "client"), ("sponsor", "sponsor")]
    app = FormApp([FieldSpec("who", "Visibility", "choice", "", choices=choices)])
    async with app.run_test(size=(80, 24)):
        await press(app, *"say")
        assert app.form.values() == {"who": ""}
        await press(app, *"private")
        assert app.form.values() == {"who": ""}
        await press(app, "right", "s")
        assert app.form.values() == {"who": "sponsor"}


async def test_faults_show_while_typing() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        assert app.foot(-2) == "what people say"
        app.form.focus_field("weight")
        await press(app, "x")
        assert app.foot(-2) == "! a whole number, such as 12"
        assert app.label("weight").startswith("›!")
        await press(app, "backspace")
        assert app.foot(-2) == ""
        assert app.label("weight").startswith("› ")


async def test_a_refused_save_goes_to_the_first_fault() -> None:
    fields = small()
    fields[-1].check = lambda text: None if text == "a" else "too late"
    app = FormApp(fields)
    async with app.run_test(size=(80, 24)):
        app.form.focus_field("paid")
        await press(app, "ctrl+s")
        assert app.current == "name"
        assert app.foot(-2) == "! Name is needed"
        await press(app, "a", "ctrl+s")
        assert app.current == "last"
        assert app.foot(-2) == "! too late"
        await press(app, "a", "ctrl+s")
        assert app.got[0]["last"] == "a"


async def test_escape_leaves_what_is_unchanged() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        assert not app.form.changed
        await press(app, "x", "backspace", "escape")
        assert app.got == [None]


async def test_escape_asks_before_it_discards() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        await press(app, "x", "escape")
        assert app.foot(-1).startswith("Discard what you typed?  y yes   n no")
        await press(app, "escape")
        assert app.foot(-1).startswith("ctrl+s save")
        assert app.current == "name"
        await press(app, "z", "escape", "k", "n")
        assert app.form.values()["name"] == "xz"
        assert app.got == []
        await press(app, "escape", "y")
        assert app.got == [None]
        assert app.hits == 0


async def test_a_draft_comes_back() -> None:
    app = FormApp(small(), draft_key="client:7")
    async with app.run_test(size=(80, 24)):
        await press(app, "x", "y")
        app.form.set_value("note", "from\nelsewhere")
        app.form.set_value("sees", ["p", "q", "unknown"])
        draft = app.form.draft()
        assert draft["draft_key"] == "client:7"
        assert draft["values"]["note"] == "from\nelsewhere"
    again = FormApp(small(), draft_key="client:7")
    again.form.load_values({**draft["values"], "gone": "x"})
    assert again.form.values() == draft["values"]
    async with again.run_test(size=(80, 24)):
        assert again.form.values() == draft["values"]
        assert again.form.changed
        again.form.load_values({"name": "late"})
        await press(again, "ctrl+s")
        assert again.got == [{**draft["values"], "name": "late"}]


async def test_hostile_values_are_shown_as_text() -> None:
    app = FormApp(
        [
            FieldSpec("h", HOSTILE, "heading"),
            FieldSpec("a", HOSTILE, value=HOSTILE, hint=HOSTILE),
            FieldSpec("b", "B", "text", HOSTILE + "\nline"),
            FieldSpec("c", "C", "choice", "x", choices=[("x", HOSTILE)]),
            FieldSpec("d", "D", "picks", [], choices=[("x", HOSTILE)]),
        ],
        live=lambda values: HOSTILE,
    )
    async with app.run_test(size=(80, 24)):
        app.form.query_one(LineField).post_message(events.Paste("p\nq" + HOSTILE))
        app.form.query_one(TextField).post_message(events.Paste("p\nq" + HOSTILE))
        await at_rest(app)
        values = app.form.values()
        assert values["a"].isprintable()
        assert "p q[red]x[/]" in values["a"]
        assert values["b"].startswith("p\nq[red]x[/]")
        assert all(char.isprintable() or char == "\n" for char in values["b"])
        for y in range(app.size.height):
            for widget in (app.form.query_one(FormBody), app.form._foot, app.form.query_one(ChoiceField)):
                if y < widget.size.height:
                    assert widget.render_line(y).text.isprintable()
                    assert cell_len(widget.render_line(y).text) == widget.size.width
        assert app.is_running
        assert not app.form.query_one(LineField).value.count("\x1b")


async def test_the_live_line_follows() -> None:
    app = FormApp(sample_fields(), live=judge)
    async with app.run_test(size=(80, 24)):
        assert app.foot(1) == "S M By when?"
        await press(app, "space", "b", "y")
        assert app.foot(1) == "S M well said"


@pytest.mark.parametrize("size", SIZES)
async def test_the_field_with_the_focus_can_be_seen(size: tuple[int, int]) -> None:
    app = FormApp(sample_fields(), live=judge)
    async with app.run_test(size=size):
        for step in ("tab",) * 22 + ("shift+tab",) * 22:
            await press(app, step)
            assert app.form.current is not None
            body = app.form.query_one(FormBody).region
            assert body.contains_region(app.form.current.region), app.current
            assert app.label(app.current).startswith("›")


async def test_a_text_grows_with_what_is_typed() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        field = app.form.query_one(TextField)
        app.form.focus_field("note")
        heights = []
        for _ in range(8):
            await press(app, "enter")
            heights.append(field.size.height)
        assert heights == [3, 3, 4, 5, 6, 6, 6, 6]


async def test_an_editor_of_its_own_is_asked_for() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        app.form.focus_field("note")
        await at_rest(app)
        assert "ctrl+e editor" in app.foot(-1)
        await press(app, "ctrl+e")
        assert app.asked == [("note", "one")]
        app.form.set_value("note", "two\nlines")
        assert app.form.values()["note"] == "two\nlines"


async def test_nothing_blinks() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        for field in app.form.query(LineField):
            assert not field.cursor_blink
        assert not app.form.query_one(TextField).cursor_blink


async def test_a_form_without_fields_can_be_left() -> None:
    app = FormApp([FieldSpec("h", "Nothing to fill in", "heading")])
    async with app.run_test(size=(80, 24)):
        await press(app, "tab", "up", "enter", "escape")
        assert app.got == [None]


async def test_painting_goes_on_after_forms_come_and_go() -> None:
    app = FormApp(small())
    async with app.run_test(size=(80, 24)):
        for _ in range(3):
            await press(app, "escape")
            assert painted(app)
            app.push_screen(Form("Again", small()), app.got.append)
            await at_rest(app)
            assert painted(app)
        app.screen.dismiss(None)
        app.push_screen(Form("At once", small()), app.got.append)
        await at_rest(app)
        assert painted(app)
