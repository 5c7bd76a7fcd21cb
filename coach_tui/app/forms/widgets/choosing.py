"""Fields one chooses in: one of a few values, or any of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from coach_tui.app.forms.widgets.fields import FieldSpec, Value
from coach_tui.app.widgets.drawing import LineDrawn, Span, fit_drawn, make_strip
from coach_tui.app.widgets.hints import Hint
from coach_tui.plan.text import fold

Keys = Sequence[Hint]
"""Keys with what they do."""


@dataclass
class Edited(Message):
    """The value of a field changed; `left`: a part of it was left for another, with what was typed there."""

    key: str
    left: bool = False


class DrawnField(LineDrawn, can_focus=True):
    """A field we draw ourselves; repainted when it gets or loses the focus."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.spec = spec
        self.answered = False
        """Whether the key that it has just had was the whole answer: the form steps on then."""

    @property
    def keys(self) -> Keys:
        """The keys that work in it besides a form's own."""
        return ()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _taken(self, event: events.Key) -> None:
        self._keep_here(event)
        self.refresh()
        self.post_message(Edited(self.spec.key))

    def _keep_here(self, event: events.Key) -> None:
        """The key goes no further, but for one that the form steps on by."""
        if not self.answered:
            event.stop()
            event.prevent_default()


MOST_ROWS = 2
"""Rows that a choice may take; of more values than these hold the chosen one is shown."""


class ChoiceField(DrawnField):
    """One of a few values: arrows step, a letter jumps. A switch is a choice of no and yes.

    Letters that fit no value are a text meant for another field: what they have chosen so far is taken back,
    and the rest of the text chooses nothing.
    """

    DEFAULT_CSS = "ChoiceField { height: 1; width: 1fr; max-width: 90; }"

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(spec)
        self._choices: list[tuple[str, str]] = []
        self._index = -1
        self._before: int | None = None  # the choice before letters began; None while none were typed
        self._deaf = False
        self.put(value)

    @property
    def keys(self) -> Keys:
        return ((self.glyph("left") + self.glyph("right"), "choose", "right"),)

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
            self._taken(event)
            return
        else:
            return
        self._listen()
        self._taken(event)

    def on_blur(self) -> None:
        """The next letter is the first."""
        self._listen()

    def _listen(self) -> None:
        self._before, self._deaf = None, False

    def _jump(self, letter: str) -> None:
        if self._deaf:
            return
        if self._before is None:
            self._before = self._index
        count = len(self._choices)
        for step in range(1, count + 1):
            index = (self._index + step) % count
            if fold(self._choices[index][1]).startswith(letter):
                self._index = index
                return
        self._index, self._deaf = self._before, True

    def clicked(self, event: events.Click) -> None:
        """Choose what was clicked on."""
        x, labels = 0, self._labels()
        for index in self._row(event.y) if self._fits() else ():
            x += cell_len(labels[index]) + 2
            if event.x < x:
                self._index = index
                self.refresh()
                self.post_message(Edited(self.spec.key))
                return

    def _labels(self) -> list[str]:
        """The labels, each with room at both sides for the signs round the chosen one."""
        return [f" {self.shown(label)} " for _, label in self._choices]

    @property
    def _rows(self) -> list[list[int]]:
        """The choices (by number) in the rows that they take, however many."""
        rows: list[list[int]] = [[]]
        used = 0
        for index, label in enumerate(self._labels()):
            used += cell_len(label) + 2
            if used > self.size.width + 2 and rows[-1]:
                rows.append([])
                used = cell_len(label) + 2
            rows[-1].append(index)
        return rows

    def _row(self, y: int) -> list[int]:
        return next(iter(self._rows[y : y + 1]), [])

    def _fits(self) -> bool:
        return len(self._rows) <= self.size.height

    def on_resize(self) -> None:
        """A second row, where that holds what has no room in one."""
        rows = len(self._rows)
        self.styles.height = rows if rows <= MOST_ROWS else 1

    def render_line(self, y: int) -> Strip:
        """All choices if they fit, else the chosen one and how many there are."""
        less, more = self.glyph("less"), self.glyph("more")
        lit = self.has_focus
        spans: list[Span] = []
        labels = self._labels()
        if self._fits():
            for index in self._row(y):
                label = labels[index]
                chosen = index == self._index
                text = f"{less}{label[1:-1]}{more}" if chosen else label
                spans += [(text, "accent" if chosen and lit else "bold" if chosen else "dim"), ("  ", "")]
        else:
            text = labels[self._index][1:-1] if self._index >= 0 else self.glyph("dash")
            spans = [
                (f"{less}{text}{more}", "accent" if lit else "bold"),
                (f"  {self._index + 1} of {len(labels)}", "dim"),
            ]
        while spans and spans[-1][0].isspace():
            spans.pop()
        return self.strip(spans)


class PicksField(DrawnField):
    """Any of several values, a row each: Space picks."""

    DEFAULT_CSS = "PicksField { height: auto; width: 1fr; max-width: 90; }"

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(spec)
        self._picked: set[str] = set()
        self.row = 0
        self.put(value)
        self.styles.height = max(1, len(spec.choices))

    @property
    def keys(self) -> Keys:
        return (("space", "pick"),)

    @property
    def field_value(self) -> Value:
        """The values picked, in the order they are offered."""
        return [value for value, _ in self.spec.choices if value in self._picked]

    def put(self, value: Value) -> None:
        """Pick these."""
        self._picked = set(value) if isinstance(value, list) else set()
        if self.is_attached:
            self.refresh()

    def name_anew(self, values: Mapping[str, Any]) -> None:
        """Label the choices by all that the form holds, where they depend on that."""
        choices = self.spec.named(values) if self.spec.named is not None else self.spec.choices
        if choices != self.spec.choices:
            self.spec.choices = choices
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

    def clicked(self, event: events.Click) -> None:
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
        text = fit_drawn(self.shown(label), max(0, width - 4), self.ascii_only)
        box = "[x]" if picked else "[ ]"
        return make_strip(
            [
                (box + " ", pens("accent" if picked else "dim", lit)),
                (text, pens("bold" if picked else "", lit)),
            ],
            width,
            pens("", lit),
        )
