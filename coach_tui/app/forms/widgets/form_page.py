"""The page of a form: its title, the labels beside the fields, the lines at the foot."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.strip import Strip

from coach_tui.app.forms.widgets.editors import SHORT, ChoiceField, Editor
from coach_tui.app.forms.widgets.fields import DRAWN, FieldSpec
from coach_tui.app.widgets.detail import wrap_spans
from coach_tui.app.widgets.drawing import LineDrawn, Part, Span, cut, fit_drawn, make_strip
from coach_tui.app.widgets.hints import Hint, fit_hints
from coach_tui.plan.text import wrap

_LABEL_MOST = 22
_MARGIN = 3
LEAVE, LATER, STAY = "y", "l", "esc"
"""What may be answered when a form is left with something typed in it."""


class FormHead(LineDrawn, can_focus=False):
    """The form's title and a rule."""

    DEFAULT_CSS = "FormHead { height: 2; width: 1fr; }"

    def __init__(self, title: str) -> None:
        super().__init__()
        self._text = title

    def render_line(self, y: int) -> Strip:
        """Title, then rule."""
        width = self.size.width
        if y == 0:
            text = cut(self.shown(self._text), max(0, width - 2), self.ascii_only)
            return make_strip([(" " + text, self.pens("head"))], width, self.pens())
        rule = self.glyph("rule") * max(0, width - 2)
        return make_strip([(" " + rule, self.pens("rule"))], width, self.pens())


class FormTail(LineDrawn, can_focus=False):
    """What is said below the last field of a page."""

    DEFAULT_CSS = "FormTail { width: 1fr; height: 0; }"

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Span] = []

    def show(self, rows: list[Span]) -> None:
        """Take as many lines as there are rows."""
        self._rows = rows
        self.styles.height = len(rows)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = self.size.width
        text, style = self._rows[y] if y < len(self._rows) else ("", "")
        text = cut(self.shown(text), max(0, width - 2), self.ascii_only)
        return make_strip([(text, self.pens(style))], width, self.pens())


class FormBody(LineDrawn, ScrollableContainer, can_focus=False):
    """The fields, one widget each; labels, marks and headings are drawn on the page beneath them.

    A label of its own for every field would double the widgets, and with them the time to open.
    """

    DEFAULT_CSS = """
    FormBody { width: 1fr; height: 1fr; layout: vertical; overflow: hidden auto; scrollbar-size: 0 0; }
    """

    def __init__(self, specs: Sequence[FieldSpec], editors: Sequence[Editor], share: float = 1.0) -> None:
        self._tail = FormTail()
        super().__init__(*editors, self._tail)
        self._share = share
        """The part of the screen's width that it has."""
        self._editors = list(editors)
        self._specs = list(specs)
        self._above: dict[str, list[Span]] = {}
        """The rows drawn above each field: headings, and what is said there."""
        self._beside: dict[str, str] = {}
        """What stands to the right of each field that has something there, as far as there is room."""
        self._laid = 0
        self.faults: Mapping[str, str] = {}
        self.marks: Callable[[str], Span] = _unmarked
        """Says in a word, by the key of a text, who may read it."""
        self._label_width = min(
            _LABEL_MOST,
            max(
                (self._size_of(spec) for spec in specs if spec.kind not in DRAWN and not spec.wide), default=8
            ),
        )
        self._place(0)

    def _size_of(self, spec: FieldSpec) -> int:
        return cell_len(spec.label) + 2 * spec.required

    def on_mount(self) -> None:
        """The page is as wide as the screen: what is said on it can be wrapped before it is laid out."""
        self._place(int(self.app.size.width * self._share))

    def on_resize(self) -> None:
        """Another width wraps otherwise; what stands beside the fields is drawn once they have moved."""
        if self.size.width != self._laid:
            self._place(self.size.width)
            self.call_after_refresh(self.refresh)

    def _place(self, width: int) -> None:
        """Leave the margins in which labels, headings and what is said are drawn."""
        if width and width == self._laid:
            return
        self._laid = width
        by_key = {editor.spec.key: editor for editor in self._editors}
        above: list[Span] = []
        first = True
        for spec in self._specs:
            if spec.kind == "heading":
                if above or not first:
                    above.append(("", ""))
                rows = wrap_spans([(self.shown(spec.label), "head")], max(16, (width or 80) - 3))
                above += [(" " + "".join(text for text, _ in row), "head") for row in rows]
                continue
            if spec.kind == "said":
                above += self._wrapped(spec, width)
                continue
            editor = by_key[spec.key]
            # the signs round a choice hang out, so that the words stand in line
            left = _MARGIN + self._label_width + 2 - isinstance(editor, ChoiceField)
            editor.styles.margin = (len(above), 2, 0, _MARGIN if spec.wide else left)
            self._above[spec.key] = above
            above, first = self._below(spec, width), False
        self._tail.show(above)

    def _wrapped(self, spec: FieldSpec, width: int) -> list[Span]:
        """What is said, in rows behind its mark."""
        style = spec.said[0][1] if spec.said else "dim"
        head = f"   {self.sign(spec.beside)} " if spec.beside else "   "
        room = max(16, (width or 80) - len(head) - 3)
        rows = wrap_spans([(self.shown(spec.label), style)], room)
        return [
            ((" " * len(head) if number else head) + "".join(text for text, _ in row), style)
            for number, row in enumerate(rows)
        ]

    def _below(self, spec: FieldSpec, width: int) -> list[Span]:
        """What has no room to the right of a field, in rows below it: whole parts stay together."""
        left = _MARGIN + self._label_width
        rows, dot = [""], f" {self.glyph('dot')} "
        for part in self.shown(spec.beside).split(dot) if spec.beside else ():
            room = (width or 80) - left - (SHORT + 5 if len(rows) == 1 else 4)
            joined = f"{rows[-1]}{dot}{part}" if rows[-1] else part
            if cell_len(joined) <= room:
                rows[-1] = joined
            else:
                rows.append(part)
        self._beside[spec.key] = rows[0]
        return [(" " * (left + 2) + row, "dim") for row in rows[1:]]

    def show_fitting(self, values: Mapping[str, Any]) -> None:
        """Show the fields that have a place beside what the form holds."""
        for editor in self._editors:
            if editor.spec.fits is not None:
                editor.display = editor.spec.fits(values)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The page scrolls with the fields."""
        super().watch_scroll_y(old_value, new_value)
        self.refresh()

    def refresh_field(self, editor: Editor) -> None:
        """Repaint the label and mark of one field."""
        y = editor.virtual_region.y - round(self.scroll_y)
        self.refresh(Region(0, y, _MARGIN + self._label_width + 1, 2 if editor.spec.share else 1))

    def reveal(self, editor: Editor, row: int = 0) -> None:
        """Scroll so far that the field, or the given row of it, can be seen with the heading above it."""
        region = editor.virtual_region
        height = self.size.height
        tall = min(region.height, height)
        start = region.y + row if row else region.y - len(self._above.get(editor.spec.key, ()))
        end = region.y + (row + 1 if row else tall)
        top = self.scroll_y
        if start < top:
            top = max(0, start - height // 3) if start > height // 3 else 0
        elif end > top + height:
            top = end - height + height // 3
        if top != self.scroll_y:
            self.scroll_to(y=top, animate=False, immediate=True)

    def render_line(self, y: int) -> Strip:
        """Label, mark or heading of the field at that line."""
        width = self.size.width
        pens = self.pens
        parts: list[Part] = []
        at = y + round(self.scroll_y)
        for editor in self._editors:
            if not editor.display:
                continue
            top = editor.virtual_region.y
            above = self._above[editor.spec.key]
            if at == top:
                parts = [(text, pens(style)) for text, style in self._label(editor)]
                break
            if at == top + 1 and editor.spec.share:
                text, style = self.marks(editor.spec.key)
                parts = [
                    (
                        " " * _MARGIN + fit_drawn(text, self._label_width, self.ascii_only, "right"),
                        pens(style),
                    )
                ]
                break
            if top - len(above) <= at < top:
                text, style = above[at - top + len(above)]
                parts = [(cut(self.shown(text), max(0, width - 2), self.ascii_only), pens(style))]
                break
            if top > at:
                break
        used = sum(cell_len(text) for text, _ in parts)
        thumb = self.thumb(y, self.virtual_size.height, self.scroll_y)
        if thumb:
            parts += [(" " * (width - 1 - used), pens()), (thumb, pens("dim"))]
        return make_strip(parts, width, pens())

    def _label(self, editor: Editor) -> list[Span]:
        spec = editor.spec
        focused = editor.has_focus
        if spec.wide:
            return [
                (self.glyph("cursor") if focused else " ", "accent"),
                (self.glyph("late") if self.faults.get(spec.key) else " ", "bad"),
            ]
        beside: list[Span] = []
        if spec.beside:
            beside = [
                (" " * (SHORT + 3), ""),
                (self._beside.get(spec.key, ""), "dim"),
            ]
        label = self.shown(spec.label)
        width = self._label_width - 2 * spec.required
        return [
            (self.glyph("cursor") if focused else " ", "accent"),
            (self.glyph("late") if self.faults.get(spec.key) else " ", "bad"),
            (" ", ""),
            (fit_drawn(label, width, self.ascii_only, "right"), "bold" if focused else "dim"),
            (" *" if spec.required else "", "accent"),
            *beside,
        ]


def _unmarked(_: str) -> Span:
    return ("", "")


NOTE_LINES = 11
"""Lines that a hint or an error may take."""
_SAVE, *_USUAL = [("ctrl+s", "save"), ("esc", "leave"), ("tab", "next")]


def foot_keys(ways: Collection[tuple[str, str]], share: Sequence[tuple[str, str]] = ()) -> list[Hint]:
    """The keys of a foot: what a page has of its own, where it has ways out, before what all have."""
    return [_SAVE, *share, *ways, *_USUAL] if ways else [_SAVE, *_USUAL, *share]


class FormFoot(LineDrawn, can_focus=True):
    """Rule, a line of live judgement if there is one, hint or error of the field, keys or a question."""

    DEFAULT_CSS = "FormFoot { height: 3; width: 1fr; }"

    def __init__(self, live: bool) -> None:
        super().__init__()
        self._live = live
        self.live_spans: list[Span] = []
        self.note: Span = ("", "")
        self.read = ""
        self.keys: list[Hint] = []
        self.question = ""
        self.answers: list[tuple[str, str]] = []
        self.styles.height = 4 if live else 3

    def allow_focus(self) -> bool:
        """Only while there is a question to answer."""
        return bool(self.question)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are answers here."""
        return bool(self.question)

    def show_note(self, text: str, style: str, read: str = "") -> None:
        """Show the hint or error of a field, or a remark after how what was typed is `read`."""
        if (self.note, self.read) != ((text, style), read):
            two = len(self._note_lines()) > 1
            self.note, self.read = (text, style), read
            self._make_room()
            self._refresh_line(-2)
            if two or len(self._note_lines()) > 1:
                self._refresh_line(-3)

    def _note_lines(self) -> list[str]:
        """The hint or error on one line, or on as many as it takes: the way out often stands at its end."""
        text, style = self.note
        read = f"{self.read} · " if self.read else ""
        mark = read + self.glyph("late") + " " if style in ("bad", "warn") else ""
        return wrap(mark + self.shown(text), max(20, self.size.width - 2), most=NOTE_LINES)

    def _make_room(self) -> None:
        """Be as high as the note takes; one of two lines stands in the place of what is above it."""
        height = (4 if self._live else 3) + max(0, len(self._note_lines()) - 2)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
            self.refresh()

    def on_resize(self) -> None:
        """Another width breaks the note elsewhere."""
        self._make_room()

    def show_live(self, spans: Sequence[Span]) -> None:
        """Show the live judgement."""
        if self.live_spans != list(spans):
            self.live_spans = list(spans)
            self._refresh_line(1)

    def show_keys(self, keys: Sequence[Hint]) -> None:
        """Show which keys work."""
        if self.keys != list(keys):
            self.keys = list(keys)
            self._refresh_line(-1)

    def ask(self, question: str, answers: Sequence[tuple[str, str]]) -> None:
        """Show a question in the place of the keys; "" takes it away."""
        self.question, self.answers = question, list(answers)
        self._refresh_line(-1)

    def ask_to_leave(self, *, later: bool) -> None:
        """Ask whether what was typed is to be thrown away; with `later` it may be kept for then."""
        no = (LATER, "keep it for later") if later else ("n", "no")
        self.ask("Discard what you typed?", [(LEAVE, "yes"), no, (STAY, "go on editing")])

    def answered(self, event: events.Key) -> str:
        """What a key answers to that: LEAVE, LATER, STAY, or "" for nothing."""
        letter = (event.character or "").lower()
        if event.key == "escape" or letter == "n":
            return STAY
        return letter if letter in [key for key, _ in self.answers] else ""

    def _refresh_line(self, y: int) -> None:
        self.refresh(Region(0, y % self.size.height if self.size.height else 0, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One of three or four lines."""
        spans = self._spans(y)
        return self._rule() if spans is None else self.strip(spans, 1)

    def _rule(self) -> Strip:
        width = self.size.width
        rule = " " + self.glyph("rule") * max(0, width - 2)
        return make_strip([(rule, self.pens("rule"))], width, self.pens())

    def spans_at(self, y: int) -> list[Span]:
        """The same, behind the margin."""
        return [(" ", ""), *(self._spans(y) or ())]

    def _spans(self, y: int) -> list[Span] | None:
        """What stands in a line, None for the rule."""
        room = max(0, self.size.width - 2)
        note = self._note_lines()
        place = y - (self.size.height - 1 - len(note))
        spans: list[Span]
        if 0 <= place < len(note):
            spans = [(note[place], self.note[1])]
        elif y == 0:
            return None
        elif y == 1 and self._live:
            spans = [(self.shown(text), style) for text, style in self.live_spans]
        elif self.question:
            answers = fit_hints(self.answers, room)
            taken = sum(cell_len(text) for text, _ in answers) + 2
            question = cut(self.shown(self.question), max(8, room - taken), self.ascii_only)
            spans = [(question, "bold"), ("  ", ""), *answers]
        else:
            spans = fit_hints(self.keys, room)
        return spans
