"""The editors of a form: one widget a field, without borders, blinking or animation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach_tui.app.forms.widgets.answering import AnswerField
from coach_tui.app.forms.widgets.choosing import ChoiceField, Edited, Keys, PicksField
from coach_tui.app.forms.widgets.fields import FieldSpec, Kind, Value
from coach_tui.app.forms.widgets.ladder import LadderField
from coach_tui.app.forms.widgets.ruled import on_a_line
from coach_tui.app.forms.widgets.sharing import SHARE_KEY
from coach_tui.plan.text import clean

__all__ = [
    "EDITORS",
    "AnswerField",
    "ChoiceField",
    "Edited",
    "Editor",
    "LadderField",
    "LineField",
    "PicksField",
    "TextField",
]
SHORT = 10
"""Cells of a line with something beside it."""
COMPACT = "-textual-compact"
"""Fields are so from the start: one that is made compact is styled once more before it stands anywhere."""


class LineField(Input):
    """A line of text."""

    DEFAULT_CSS = """
    LineField.-textual-compact {
        height: 1;
        width: 1fr;
        max-width: 90;
        background: $surface;
        &:focus { background: $panel; background-tint: $foreground 0%; }
        &:ansi > .input--cursor, &:ansi > .input--selection {
            background: ansi_default;
            color: ansi_default;
            text-style: reverse;
        }
    }
    """

    compact = reactive(True, toggle_class=COMPACT)

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(
            str(value), compact=True, select_on_focus=spec.short, validate_on=(), classes=COMPACT
        )
        self.cursor_blink = False
        self.spec = spec
        if spec.beside:
            self.styles.width = SHORT

    @property
    def field_value(self) -> Value:
        """What was typed."""
        return clean(self.value)

    def put(self, value: Value) -> None:
        """Set the text."""
        self.value = str(value)

    def render_line(self, y: int) -> Strip:
        """What was typed, on its line."""
        return on_a_line(self, super().render_line(y), y)

    @property
    def keys(self) -> Keys:
        """The key that takes what the line may become."""
        return (("right", "complete"),) if self.spec.offers is not None else ()

    def on_key(self, event: events.Key) -> None:
        """At the end of the line, the key to the right takes the first of what it may become."""
        if event.key != "right" or self.spec.offers is None or self.cursor_position < len(self.value):
            return
        offered = self.spec.offers(self.value)
        if offered and self.selection.is_empty:
            event.stop()
            event.prevent_default()
            self.put(offered[0])
            self.cursor_position = len(self.value)

    def on_paste(self, event: events.Paste) -> None:
        """Paste with line breaks as blanks and nothing hidden."""
        event.prevent_default()
        event.stop()
        self.replace(clean(event.text), *self.selection)

    def action_paste(self) -> None:
        """Paste from the app's own clipboard, in the same way."""
        self.replace(clean(self.app.clipboard), *self.selection)


class TextField(TextArea):
    """Several lines of text, growing with what is typed; Tab moves on."""

    DEFAULT_CSS = """
    TextField.-textual-compact {
        width: 1fr;
        max-width: 90;
        padding: 0;
        background: $surface;
        scrollbar-size: 0 0;
        &:focus { background: $panel; }
        &:ansi { background: ansi_default; }
    }
    """

    keys: ClassVar[Keys] = (("ctrl+e", "editor"),)
    compact = reactive(True, toggle_class=COMPACT)

    @dataclass
    class EditorAsked(Message):
        """The text is wanted in an editor of its own; `put` brings it back."""

        field: TextField

    @dataclass
    class ShareAsked(Message):
        """The client is to read it, or not to after all."""

        field: TextField

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(str(value), compact=True, highlight_cursor_line=False, classes=COMPACT)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.spec = spec
        self.styles.height = spec.least

    @property
    def field_value(self) -> Value:
        """What was typed."""
        return clean(self.text, lines=True)

    def put(self, value: Value) -> None:
        """Set the text."""
        self.text = str(value)

    def render_line(self, y: int) -> Strip:
        """A row of what was typed, the last one on the field's line."""
        return on_a_line(self, super().render_line(y), y)

    def grow(self) -> bool:
        """Take as many lines as the text needs, within bounds; True if that changed."""
        height = max(self.spec.least, min(self.spec.most, self.wrapped_document.height))
        before = self.styles.height
        if before is not None and before.value == height:
            return False
        self.styles.height = height
        return True

    @property
    def at_top(self) -> bool:
        """Whether there is no line above the cursor."""
        return self.navigator.is_first_wrapped_line(self.cursor_location)

    @property
    def at_bottom(self) -> bool:
        """Whether there is no line below the cursor."""
        return self.navigator.is_last_wrapped_line(self.cursor_location)

    def on_resize(self) -> None:
        """Another width wraps to another height; the labels below move too, and are the page's to draw."""
        self.grow()
        if isinstance(self.parent, Widget):
            self.parent.refresh()

    def on_key(self, event: events.Key) -> None:
        """The two keys that go beyond the text."""
        if event.key == "ctrl+e":
            event.stop()
            event.prevent_default()
            self.post_message(self.EditorAsked(self))
        elif event.key == SHARE_KEY and self.spec.share:
            event.stop()
            event.prevent_default()
            self.post_message(self.ShareAsked(self))

    def on_paste(self, event: events.Paste) -> None:
        """Paste with nothing hidden."""
        event.prevent_default()
        event.stop()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Paste from the app's own clipboard, in the same way."""
        self._insert(self.app.clipboard)

    def _insert(self, text: str) -> None:
        result = self.replace(clean(text, lines=True), *self.selection)
        self.move_cursor(result.end_location)


Editor = LineField | TextField | ChoiceField | PicksField | AnswerField | LadderField


EDITORS: dict[Kind, Callable[[FieldSpec, Value], Editor]] = {
    "line": LineField,
    "text": TextField,
    "choice": ChoiceField,
    "switch": ChoiceField,
    "picks": PicksField,
    "answer": AnswerField,
    "ladder": LadderField,
}
"""The editor for each kind of field that is filled in."""
