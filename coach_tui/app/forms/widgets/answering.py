"""A field that says something in full and takes one key for an answer, then what that answer asks for.

So a commitment is settled: its text, wrapped, and under it “d done  l late  p partly  m moved  x dropped”;
after m come “until” and “why” on the same line. What is whole without more (l) steps on, its capital (L)
asks why. See `coach_tui.app.forms.sections.promises` for that one ready made.
"""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from coach_tui.app.forms.widgets.choosing import DrawnField, Edited
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec, Value, pack_choice, unpack_choice
from coach_tui.app.widgets.detail import wrap_spans
from coach_tui.app.widgets.drawing import Span, cut
from coach_tui.app.widgets.editing import LineEdit
from coach_tui.plan.text import fold

INDENT = "  "
AROUND = 6
"""Cells around the word of an answer: signs, letter, blanks."""
SHORT = 12
"""Cells for what is asked for, but for the last, which has the rest of the line."""


class AnswerField(DrawnField):
    """One of a few answers by its letter, by a capital with what it asks for; Backspace undoes it."""

    DEFAULT_CSS = "AnswerField { height: auto; width: 1fr; max-width: 110; }"

    def __init__(self, spec: FieldSpec, value: Value) -> None:
        super().__init__(spec)
        self._choice = ""
        self._lines: dict[str, list[LineEdit]] = {}
        self._part = 0
        """0: the answer itself; from 1 on what it asks for."""
        self.put(value)

    # Value

    @property
    def field_value(self) -> Value:
        """The answer and what it asked for, packed."""
        return pack_choice([self._choice, *(line.value for line in self._asked)]) if self._choice else ""

    def put(self, value: Value) -> None:
        """Answer; what is not offered counts as no answer."""
        choice, *given = unpack_choice(str(value))
        self._choice = choice if choice in self._words else ""
        self._lines.pop(self._choice, None)
        for line, text in zip(self._asked, given, strict=False):
            line.set(text)
        self._part = min(self._part, len(self._asks))
        if self.is_attached:
            self.refresh(layout=True)

    @property
    def _words(self) -> dict[str, str]:
        return dict(self.spec.choices)

    @property
    def _asks(self) -> list[Ask]:
        return list(self.spec.asks.get(self._choice, ()))

    @property
    def _asked(self) -> list[LineEdit]:
        """The lines of the present answer; those of another are kept while the form is open."""
        if self._choice not in self._lines:
            self._lines[self._choice] = lines = [LineEdit(ask.value) for ask in self._asks]
            for line in lines:
                line.selected = bool(line.value)  # what is proposed gives way to what is typed
        return self._lines[self._choice]

    @property
    def hint(self) -> str:
        """The hint of what is being asked for, or how what was typed there is read."""
        if not self._part:
            return self.spec.hint
        ask, line = self._asks[self._part - 1], self._asked[self._part - 1]
        said = ask.reading(line.value) if ask.reading is not None and line.value.strip() else ""
        return said or ask.hint

    @property
    def remark(self) -> tuple[str, str]:
        """What is worth knowing of what was typed, wherever the cursor is; and how it is read."""
        for ask, line in zip(self._asks, self._asked, strict=True):
            if ask.remark is not None and line.value.strip() and (said := ask.remark(line.value)):
                return said, ask.reading(line.value) if ask.reading is not None else ""
        return "", ""

    # Keys

    def on_blur(self) -> None:
        """The whole answer is shown again."""
        self._part = 0
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """A letter answers, which may be all; a capital asks for more; a line takes what is typed."""
        part, self.answered = self._part, False
        handled = self._in_line(event) if part else self._in_choices(event)
        if handled:
            self._taken(event, left=part not in (0, self._part))

    def _taken(self, event: events.Key, *, left: bool = False) -> None:
        """Only the answers change; `left`: a line of them was left for another."""
        self._keep_here(event)
        width = self.size.width
        above, below = len(self._above(width)), self._below(width)
        if above + below != self.size.height and isinstance(self.parent, Widget):
            # what stands below moves, and its labels are the page's to draw
            self.refresh(layout=True)
            self.parent.refresh()
        else:
            self.refresh(Region(0, above, width, below))
        self.post_message(Edited(self.spec.key, left))

    def _in_choices(self, event: events.Key) -> bool:
        values = ["", *self._words]
        key = event.key
        if key in ("tab", "enter") and self._asks:
            self._part = 1
        elif key in ("backspace", "delete"):
            self._choice = ""
        elif key in ("right", "space"):
            self._choice = values[(values.index(self._choice) + 1) % len(values)]
        elif key == "left":
            self._choice = values[values.index(self._choice) - 1]
        elif event.is_printable and event.character:
            letter = fold(event.character)
            chosen = next((value for value, sign in self.spec.letters.items() if sign == letter), None)
            if chosen is None:
                return False
            self._choice = chosen
            more = bool(self._asks) and event.character.isupper()
            self.answered = not more and all(ask.spare for ask in self._asks)
            self._part = 0 if self.answered else 1
        else:
            return False
        return True

    def _in_line(self, event: events.Key) -> bool:
        line = self._asked[self._part - 1]
        if event.key in ("tab", "enter"):
            if self._part == len(self._asks):
                self._part = 0
                return False
            self._part += 1
        elif event.key == "shift+tab" or (event.key == "backspace" and not line.value):
            self._part -= 1
        elif event.key in ("up", "down", "escape"):
            return False
        else:
            return line.key(event.key, event.character if event.is_printable else None)
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the line, line breaks as blanks."""
        event.stop()
        event.prevent_default()
        if self._part:
            self._asked[self._part - 1].insert(event.text)
            self.refresh()
            self.post_message(Edited(self.spec.key))

    def clicked(self, event: events.Click) -> None:
        """Answer by what was clicked on."""
        rows = self._rows(self.size.width)
        row = event.y - len(self._above(self.size.width))
        if self._part or not 0 <= row < len(rows):
            return
        x = len(INDENT)
        for value, word in rows[row]:
            end = x + cell_len(word) + AROUND
            if x <= event.x < end:
                self._choice, self._part = value, 0
                self.refresh()
                self.post_message(Edited(self.spec.key))
                return
            x = end

    # Drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """What is said, wrapped, and the answers."""
        return len(self._above(width)) + self._below(width)

    def _below(self, width: int) -> int:
        """How many rows the answers, or what one of them asks for, need."""
        asked = len(self._ask_rows(width)) if self._choice else 1
        return max(len(self._rows(width)), asked)

    def _rows(self, width: int) -> list[list[tuple[str, str]]]:
        """The answers, in as many rows as they need."""
        rows: list[list[tuple[str, str]]] = [[]]
        used = len(INDENT) - 2
        for value, word in self.spec.choices:
            size = cell_len(word) + AROUND
            if rows[-1] and used + size > width:
                rows.append([])
                used = len(INDENT) - 2
            rows[-1].append((value, word))
            used += size
        return rows

    def _above(self, width: int) -> list[list[Span]]:
        said = [("\n" if text == "\n" else self.shown(text), style) for text, style in self.spec.said]
        return wrap_spans(said, max(8, width)) if said else []

    def render_line(self, y: int) -> Strip:
        """What is said, then the answers, or the answer chosen with what it asks for."""
        width = self.size.width
        above = self._above(width)
        if y < len(above):
            # nothing of it is emphasised but where the field is worked on
            spans = [(text, "bold" if self.has_focus and not style else style) for text, style in above[y]]
        else:
            asking = self._part or (not self.has_focus and any(line.value for line in self._asked))
            rows, row = self._rows(width), y - len(above)
            if asking:
                spans = self._answer(row, width)
            else:
                spans = self._answers(rows[row]) if row < len(rows) else []
        return self.strip(spans)

    def _answers(self, row: list[tuple[str, str]]) -> list[Span]:
        lit = self.has_focus
        spans: list[Span] = [(INDENT, "")]
        for value, word in row:
            letter = self.spec.letters.get(value, " ")
            if value == self._choice:
                text = f"{self.glyph('less')}{letter} {self.shown(word)}{self.glyph('more')}"
                spans.append((text, "accent" if lit else "bold"))
            else:
                spans += [(f" {letter}", "accent" if lit else "dim"), (f" {self.shown(word)} ", "dim")]
            spans.append(("  ", ""))
        spans.pop()
        return spans

    def _ask_rows(self, width: int) -> list[list[int]]:
        """What the answer asks for, by number, in as many rows as it needs; the answer is in the first."""
        rows: list[list[int]] = [[]]
        used = len(INDENT) + cell_len(self._words.get(self._choice, "")) + 2
        for number, ask in enumerate(self._asks):
            size = cell_len(ask.label) + 3 + (ask.room or SHORT)
            if used + size > width and (rows[-1] or number):
                rows.append([])
                used = len(INDENT)
            rows[-1].append(number)
            used += size
        return rows

    def _answer(self, row: int, width: int) -> list[Span]:
        word = f"{self.glyph('less')}{self.shown(self._words[self._choice])}{self.glyph('more')}"
        spans: list[Span] = [(INDENT, "")]
        left = width - len(INDENT)
        rows = self._ask_rows(width)
        if not row:
            spans.append((word, "accent" if self.has_focus else "bold"))
            left -= cell_len(word)
        shown = rows[row] if row < len(rows) else []
        for place, index in enumerate(shown):
            ask, line = self._asks[index], self._asked[index]
            after_it = [self._asks[other] for other in shown[place + 1 :]]
            label = f"  {self.shown(ask.label)} "
            rest = sum(cell_len(other.label) + 3 + (other.room or SHORT) for other in after_it)
            room = (ask.room or SHORT) if after_it else left - cell_len(label)
            typed = index + 1 == self._part and self.has_focus
            said = "" if typed else self._read_as(ask, line)
            if after_it and line.value and not ask.room:
                # a word or two more are shown where there is room
                room = max(SHORT, min(cell_len(said or line.value) + 1, left - cell_len(label) - rest))
            room = max(2, room)
            before, under, after = line.view(room)
            spans.append((label, "bold" if typed else "dim"))
            if typed:
                fill = " " * (room - cell_len(before) - cell_len(under) - cell_len(after))
                spans += [(before, "caret" if line.selected else ""), (under, "caret"), (after + fill, "")]
            else:
                text = cut(said, room, self.ascii_only) if said else before + under + after
                spans.append((text + " " * (room - cell_len(text)), ""))
            left -= cell_len(label) + room
        return spans

    @staticmethod
    def _read_as(ask: Ask, line: LineEdit) -> str:
        """What is meant by what was typed, where the cursor has left it; "" where that stands there."""
        return ask.reading(line.value) if ask.reading is not None and line.value.strip() else ""
