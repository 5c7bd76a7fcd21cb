"""The editors of a form: one widget a field, without borders, blinking or animation."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach_tui.app.widgets.drawing import LineDrawn, Span, fit, fit_spans, make_strip
from coach_tui.app.widgets.fields import FieldSpec, Value
from coach_tui.plan.text import clean, fold

_LEAST_LINES, _MOST_LINES = 3, 6


class Edited(Message):
    """The value of a field changed."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class LineField(Input):
    """A line of text."""

    DEFAULT_CSS = """
    LineField.-textual-compact {
        height: 1;
        width: 1fr;
        max-width: 90;
        background: $surface;
        &:focus { background-tint: $foreground 0%; }
        &:ansi { text-style: underline; }
    }
    """

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(str(value), compact=True, select_on_focus=False, validate_on=())
        self.cursor_blink = False
        self.spec = spec

    @property
    def field_value(self) -> Value:
        """What was typed."""
        return clean(self.value)

    def put(self, value: Value) -> None:
        """Set the text."""
        self.value = str(value)

    def _on_paste(self, event: events.Paste) -> None:
        """Paste with line breaks as blanks and nothing hidden."""
        event.prevent_default()
        event.stop()
        self.replace(clean(event.text), *self.selection)

    def action_paste(self) -> None:
        """Paste from the app's own clipboard, in the same way."""
        self.replace(clean(self.app.clipboard), *self.selection)


class TextField(TextArea):
    """Several lines of text, growing from three to six; Tab moves on."""

    DEFAULT_CSS = """
    TextField.-textual-compact {
        width: 1fr;
        max-width: 90;
        padding: 0;
        background: $surface;
        scrollbar-size: 0 0;
        &:ansi { background: ansi_default; text-style: underline; }
    }
    """

    class EditorAsked(Message):
        """The text is wanted in an editor of its own."""

        def __init__(self, field: TextField) -> None:
            super().__init__()
            self.field = field

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(str(value), compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.spec = spec
        self.styles.height = _LEAST_LINES

    @property
    def field_value(self) -> Value:
        """What was typed."""
        return clean(self.text, lines=True)

    def put(self, value: Value) -> None:
        """Set the text."""
        self.text = str(value)

    def grow(self) -> bool:
        """Take as many lines as the text needs, within bounds; True if that changed."""
        height = max(_LEAST_LINES, min(_MOST_LINES, self.wrapped_document.height))
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
        """Another width wraps to another height."""
        self.grow()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+e":
            event.stop()
            event.prevent_default()
            self.post_message(self.EditorAsked(self))

    async def _on_paste(self, event: events.Paste) -> None:
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


class _Drawn(LineDrawn, can_focus=True):
    """A field we draw ourselves; repainted when it gets or loses the focus."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _taken(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.refresh()
        self.post_message(Edited(self.spec.key))


class ChoiceField(_Drawn):
    """One of a few values: arrows step, a letter jumps. A switch is a choice of no and yes."""

    DEFAULT_CSS = "ChoiceField { height: 1; width: 1fr; max-width: 90; }"

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(spec)
        self._choices: list[tuple[str, str]] = []
        self._index = -1
        self.put(value)

    @property
    def field_value(self) -> Value:
        """The value chosen."""
        value = self._choices[self._index][0] if self._index >= 0 else ""
        return value == "yes" if self.spec.kind == "switch" else value

    def put(self, value: Value) -> None:
        """Choose; a value that is not offered is offered as well, so that it is not lost."""
        if self.spec.kind == "switch":
            self._choices = [("no", "no"), ("yes", "yes")]
            value = "yes" if value else "no"
        else:
            self._choices = list(self.spec.choices)
        values = [choice for choice, _ in self._choices]
        if value and value not in values:
            self._choices.append((str(value), str(value)))
            values.append(str(value))
        self._index = values.index(str(value)) if value in values else -1
        if self.is_attached:
            self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Step or jump."""
        count = len(self._choices)
        if not count:
            return
        if event.key in ("right", "space"):
            self._index = (self._index + 1) % count
        elif event.key == "left":
            self._index = (max(self._index, 0) - 1) % count
        elif event.key == "home":
            self._index = 0
        elif event.key == "end":
            self._index = count - 1
        elif event.is_printable and event.character:
            self._jump(fold(event.character))
        else:
            return
        self._taken(event)

    def _jump(self, letter: str) -> None:
        count = len(self._choices)
        for step in range(1, count + 1):
            index = (self._index + step) % count
            if fold(self._choices[index][1]).startswith(letter):
                self._index = index
                return

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked on."""
        x = 0
        for index, label in enumerate(self._labels()):
            x += cell_len(label) + 2
            if event.x < x and self._fits():
                self._index = index
                self.refresh()
                self.post_message(Edited(self.spec.key))
                return

    def _labels(self) -> list[str]:
        """The labels, each with room at both sides for the signs round the chosen one."""
        return [f" {self.shown(label)} " for _, label in self._choices]

    def _fits(self) -> bool:
        return sum(cell_len(label) + 2 for label in self._labels()) <= self.size.width + 2

    def render_line(self, y: int) -> Strip:
        """All choices if they fit, else the chosen one and how many there are."""
        width = self.size.width
        less, more = self.glyph("less"), self.glyph("more")
        lit = self.has_focus
        spans: list[Span] = []
        labels = self._labels()
        if self._fits():
            for index, label in enumerate(labels):
                chosen = index == self._index
                text = f"{less}{label[1:-1]}{more}" if chosen else label
                spans += [(text, "accent" if chosen and lit else "bold" if chosen else "dim"), ("  ", "")]
        else:
            text = labels[self._index][1:-1] if self._index >= 0 else self.glyph("dash")
            spans = [
                (f"{less}{text}{more}", "accent" if lit else "bold"),
                (f"  {self._index + 1} of {len(labels)}", "dim"),
            ]
        pens = self.pens
        while spans and spans[-1][0].isspace():
            spans.pop()
        return make_strip(
            [(text, pens(style)) for text, style in fit_spans(spans, width, self.ascii_only)], width, pens()
        )


class PicksField(_Drawn):
    """Any of several values, a row each: Space picks."""

    DEFAULT_CSS = "PicksField { height: auto; width: 1fr; max-width: 90; }"

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(spec)
        self._picked: set[str] = set()
        self.row = 0
        self.put(value)
        self.styles.height = max(1, len(spec.choices))

    @property
    def field_value(self) -> Value:
        """The values picked, in the order they are offered."""
        return [value for value, _ in self.spec.choices if value in self._picked]

    def put(self, value: Value) -> None:
        """Pick these."""
        self._picked = set(value) if isinstance(value, list) else set()
        if self.is_attached:
            self.refresh()

    @property
    def at_top(self) -> bool:
        """Whether there is no row above."""
        return self.row <= 0

    @property
    def at_bottom(self) -> bool:
        """Whether there is no row below."""
        return self.row >= len(self.spec.choices) - 1

    def on_key(self, event: events.Key) -> None:
        """Step or pick."""
        step = {"up": -1, "down": 1}.get(event.key, 0)
        if step and 0 <= self.row + step < len(self.spec.choices):
            self.row += step
            event.stop()
            event.prevent_default()
            self.refresh()
        elif event.key == "space" and self.spec.choices:
            self._toggle(self.row)
            self._taken(event)

    def _toggle(self, row: int) -> None:
        self._picked ^= {self.spec.choices[row][0]}

    def on_click(self, event: events.Click) -> None:
        """Pick what was clicked on."""
        if event.y < len(self.spec.choices):
            self.row = event.y
            self._toggle(event.y)
            self.refresh()
            self.post_message(Edited(self.spec.key))

    def render_line(self, y: int) -> Strip:
        """Box and title."""
        width = self.size.width
        pens = self.pens
        if y >= len(self.spec.choices):
            return make_strip([(self.glyph("dash") if not y else "", pens("dim"))], width, pens())
        value, label = self.spec.choices[y]
        picked = value in self._picked
        lit = self.has_focus and y == self.row
        text = fit(self.shown(label), max(0, width - 4), self.ascii_only)
        box = "[x]" if picked else "[ ]"
        return make_strip(
            [
                (box + " ", pens("accent" if picked else "dim", lit)),
                (text, pens("bold" if picked else "", lit)),
            ],
            width,
            pens("", lit),
        )


Editor = LineField | TextField | ChoiceField | PicksField


def make_editor(spec: FieldSpec, value: Value) -> Editor:
    """The editor for a field."""
    if spec.kind == "text":
        return TextField(spec, value)
    if spec.kind == "picks":
        return PicksField(spec, value)
    if spec.kind in ("choice", "switch"):
        return ChoiceField(spec, value)
    return LineField(spec, value)


def is_editor(widget: Widget | None) -> bool:
    """Whether the widget is a field's editor."""
    return isinstance(widget, Editor)


def editors_of(widgets: Sequence[Widget]) -> list[Editor]:
    """The editors among these widgets."""
    return [widget for widget in widgets if isinstance(widget, Editor)]
