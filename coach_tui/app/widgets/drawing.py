"""What the line-drawn widgets share: pens, cutting to a width in cells, strips of few segments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from coach_tui.app.widgets.glyphs import glyph, sign_to_ascii, to_ascii
from coach_tui.app.widgets.keys import Press, Types
from coach_tui.plan.text import clean

Span = tuple[str, str]
"""Text and the name of its style: "", "dim", "bold", "accent", "warn", "bad", "good", "head"."""

_QUOTED = re.compile(r"[“\"](.+?)[”\"]")
LEAST_QUOTED = 4
"""Cells that are left at least of what a question quotes."""
NOTCH = 3
"""Lines that one notch of the wheel scrolls by."""

Cell = str | Span | Sequence[Span]
Part = tuple[str, Style]

PLAIN_STYLES: dict[str, Style] = {
    "": Style(),
    "dim": Style(dim=True),
    "bold": Style(bold=True),
    "accent": Style(bold=True),
    "warn": Style(bold=True),
    "bad": Style(bold=True),
    "good": Style(),
    "head": Style(bold=True),
    "cursor": Style(reverse=True),
    "rule": Style(dim=True),
    "today": Style(bold=True, underline=True),
    "off": Style(dim=True),
}
"""Attributes alone: what is drawn with while the app has no `line_styles`."""


class Pens:
    """The styles of one widget, laid over its own colours and over the cursor's."""

    def __init__(self, base: Style, table: Mapping[str, Style]) -> None:
        self.base = base
        self.table = table
        cursor = table.get("cursor") or PLAIN_STYLES["cursor"]
        self._cursor = cursor
        self._over = Style(
            bgcolor=cursor.bgcolor, bold=cursor.bold or None, underline=cursor.underline or None
        )
        self._off = Style(bgcolor=(table.get("off") or PLAIN_STYLES["off"]).bgcolor)
        self._made: dict[tuple[str, bool], Style] = {}

    def on_off(self, name: str, cursor: bool, off: bool) -> Style:
        """The style of that name on a day, which has a ground of its own where it is off."""
        return self(name, cursor) + self._off if off and not cursor else self(name, cursor)

    def __call__(self, name: str = "", cursor: bool = False) -> Style:
        """The style of that name; with `cursor`, as it looks in the row under the cursor."""
        style = self._made.get((name, cursor))
        if style is None and name == "caret":
            # where text is typed; it must not be looked for
            style = self._made[name, cursor] = self.base + Style(reverse=True)
        if style is None:
            named = self.table.get(name, PLAIN_STYLES.get(name, PLAIN_STYLES[""]))
            if not cursor:
                style = self.base + named
            elif self._cursor.reverse:
                # reversed colours of their own would read as a patchwork, and dim as nothing
                style = self.base + self._cursor + Style(bold=named.bold or None)
            elif name == "":
                style = self.base + named + self._cursor
            else:
                style = self.base + named + self._over
            self._made[name, cursor] = style
        return style


def is_drawn(text: str) -> bool:
    """Whether a text has signs of bars and axes: the cursor leaves them as they are, and unwritten."""
    return any("\u2500" <= sign <= "\u259f" for sign in text)


class LineDrawn(Widget):
    """A widget drawn line by line with named styles."""

    ALLOW_SELECT = False

    _pens: Pens | None = None

    @dataclass
    class KeyClicked(Message):
        """A key was clicked on where it is written: the app presses it."""

        key: str

    @dataclass
    class TextClicked(Message):
        """What can be said was clicked on: the app puts it into the line that is asked for."""

        text: str

    @property
    def ascii_only(self) -> bool:
        """Whether the app keeps to ASCII."""
        return bool(getattr(self.app, "ascii_only", False))

    @property
    def pens(self) -> Pens:
        """The pens for the present theme."""
        base = self.visual_style.rich_style
        table: Mapping[str, Style] = getattr(self.app, "line_styles", None) or PLAIN_STYLES
        pens = self._pens
        if pens is None or pens.table is not table or pens.base != base:
            pens = self._pens = Pens(base, table)
        return pens

    def glyph(self, name: str) -> str:
        """The sign of that name as the terminal can show it."""
        return glyph(name, self.ascii_only)

    def thumb(self, y: int, total: int, top: float) -> str:
        """The scroll mark in a row, for so many rows of which `top` is the first in sight; "" for none."""
        height = self.size.height
        if total <= height or not height:
            return ""
        size = max(1, height * height // total)
        start = round((height - size) * top / (total - height))
        return self.glyph("thumb") if start <= y < start + size else ""

    def strip(self, spans: Iterable[Span], margin: int = 0) -> Strip:
        """Spans (their texts clean already) as a line of the widget, with so many blank cells at its ends."""
        width, pens = self.size.width, self.pens
        fitted = fit_spans(spans, max(1, width - 2 * margin), self.ascii_only)
        parts = [(text, pens(style)) for text, style in fitted]
        return make_strip([(" " * margin, pens()), *parts], width, pens())

    def shown(self, text: str) -> str:
        """`text` made fit to be shown in one line."""
        text = clean(text)
        return to_ascii(text) if self.ascii_only else text

    def sign(self, text: str) -> str:
        """A sign that stands alone, as `shown` makes a text fit to be shown."""
        text = clean(text)
        return sign_to_ascii(text) if self.ascii_only else text

    # The mouse

    def spans_at(self, y: int) -> Iterable[Span]:
        """What stands in a line, from its first cell on; nothing where no key is named in it."""
        return ()

    def style_at(self, x: int, y: int) -> str:
        """The name of the style in a cell, which may say what a click there does; "" for none."""
        for text, style in self.spans_at(y):
            x -= cell_len(text)
            if x < 0:
                return style
        return ""

    def before_key(self, event: events.Click) -> None:
        """Before a key that was clicked on is pressed, this is done."""

    def clicked(self, event: events.Click) -> None:
        """Where no key is named, a click does this."""

    def wheeled(self, lines: int) -> bool:
        """The wheel turned by so many lines, down or (less than 0) up; False where that is not for this."""
        return False

    def on_click(self, event: events.Click) -> None:
        """A key that is named does what it does when it is pressed."""
        if self._left_alone:
            event.stop()
            return
        style = self.style_at(event.x, event.y)
        if isinstance(style, Press):
            event.stop()
            self.before_key(event)
            self.post_message(self.KeyClicked(style.keys))
        elif isinstance(style, Types):
            event.stop()
            self.post_message(self.TextClicked(style.keys))
        else:
            self.clicked(event)

    @property
    def _left_alone(self) -> bool:
        """Whether something else is asked meanwhile."""
        return any(getattr(above, "left_alone", False) for above in self.ancestors)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Further down."""
        if self.wheeled(NOTCH):
            event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Further up."""
        if self.wheeled(-NOTCH):
            event.stop()


class OneOfTwo(LineDrawn):
    """A widget with a cursor, of which another may stand beside it: the keys are only one's."""

    _active = True

    @property
    def active(self) -> bool:
        """Whether its cursor is drawn in full: of two side by side only one is."""
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        if active != self._active:
            self._active = active
            self.draw_cursor()

    def draw_cursor(self) -> None:
        """Paint what is under the cursor anew."""
        self.refresh()


def cut(text: str, width: int, ascii_only: bool = False) -> str:
    """`text` in at most `width` cells, with an ellipsis where something was left out."""
    if cell_len(text) <= width:
        return text
    end = glyph("ellipsis", ascii_only)
    room = width - len(end)
    return set_cell_size(text, room) + end if room > 0 else set_cell_size(end, max(width, 0))


def cut_asked(text: str, width: int, ascii_only: bool = False) -> str:
    """A question in at most `width` cells: what is quoted gives way first, then what stands before its end.

    >>> cut_asked("Target of “client talks a week” 10 → 4. Why?", 34)
    'Target of “client t…” 10 → 4. Why?'
    """
    over = cell_len(text) - width
    quoted = _QUOTED.search(text)
    if over > 0 and quoted is not None:
        inside = quoted[1]
        left = max(cell_len(inside) - over, LEAST_QUOTED)
        text = text[: quoted.start(1)] + cut(inside, left, ascii_only) + text[quoted.end(1) :]
    if cell_len(text) <= width:
        return text
    before, stop, end = text.rpartition(". ")
    left = width - cell_len(stop + end)
    return cut(before, left, ascii_only) + stop + end if left > 0 and before else cut(text, width, ascii_only)


def fit_drawn(text: str, width: int, ascii_only: bool = False, align: str = "left") -> str:
    """`text` in exactly `width` cells, cut or padded."""
    text = cut(text, width, ascii_only)
    pad = " " * (width - cell_len(text))
    return pad + text if align == "right" else text + pad


def spans_of(cell: Cell) -> list[Span]:
    """A cell as a list of spans."""
    if isinstance(cell, str):
        return [(cell, "")]
    if isinstance(cell, tuple) and len(cell) == 2 and isinstance(cell[0], str) and isinstance(cell[1], str):
        return [(cell[0], cell[1])]
    return [(span[0], span[1]) for span in cell if not isinstance(span, str)]


def text_of(cell: Cell) -> str:
    """A cell's text without styles."""
    return cell if isinstance(cell, str) else "".join(text for text, _ in spans_of(cell))


def fit_spans(spans: Iterable[Span], width: int, ascii_only: bool, align: str = "left") -> list[Span]:
    """Spans in exactly `width` cells; their texts must be clean already."""
    spans = list(spans)
    total = sum(cell_len(text) for text, _ in spans)
    if total > width:
        end = glyph("ellipsis", ascii_only)
        room = width - len(end)
        if room < 0:
            return [(end[:width], "")]
        kept: list[Span] = []
        for text, style in spans:
            size = cell_len(text)
            if size > room:
                # the ellipsis takes the style of what it cuts
                return [*kept, (set_cell_size(text, room) + end, style)]
            kept.append((text, style))
            room -= size
    pad = " " * (width - total)
    if not pad:
        return spans
    return [(pad, ""), *spans] if align == "right" else [*spans, (pad, "")]


def make_strip(parts: Iterable[Part], width: int, fill: Style) -> Strip:
    """A strip of exactly `width` cells with few changes of style: each costs some twenty bytes."""
    texts: list[str] = []
    segments: list[Segment] = []
    pen: Style | None = None
    used = 0

    def flush() -> None:
        if texts:
            segments.append(Segment("".join(texts), pen))
            texts.clear()

    for text, style in (*parts, ("", fill)):
        if not text:
            continue
        if pen is not None and style != pen and not (text.isspace() and _blank_alike(pen, style)):
            flush()
            pen = style
        elif pen is None:
            pen = style
        texts.append(text)
        used += cell_len(text)
    if used < width:
        if pen is not None and not _blank_alike(pen, fill):
            flush()
            pen = fill
        pen = pen or fill
        texts.append(" " * (width - used))
    flush()
    strip = Strip(segments, max(used, width))
    return strip if used <= width else strip.crop(0, width)


def _blank_alike(one: Style, other: Style) -> bool:
    """Whether a blank looks the same in both styles."""
    return (
        one.bgcolor == other.bgcolor
        and bool(one.reverse) == bool(other.reverse)
        and not one.underline
        and not other.underline
        and (not one.reverse or one.color == other.color)
    )
