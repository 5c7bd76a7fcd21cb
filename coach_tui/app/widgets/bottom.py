"""The line at the bottom: keys that work here, a message, a question, or a prompt.

It is meant to have the focus all the time on a browsing screen. A change of focus makes Textual paint the
whole screen; this way opening a prompt paints one line. While nothing is open it lets every key through.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from coach_tui.app.widgets.drawing import LineDrawn, Span, cut, fit_spans, make_strip
from coach_tui.app.widgets.editing import LineEdit
from coach_tui.app.widgets.hints import fit_hints
from coach_tui.plan.text import fold

Answer = Callable[[str | None], object]
Kind = Literal["info", "good", "bad"]

_LEAVE = ("escape", "ctrl+c")


@dataclass(eq=False)
class _Question:
    text: str
    answers: dict[str, str]
    callback: Answer | None
    result: asyncio.Future[str | None]


@dataclass(eq=False)
class _Prompt:
    label: str
    line: LineEdit
    callback: Answer | None
    on_change: Callable[[str], object] | None
    check: Callable[[str], str | None] | None
    suggestions: Callable[[str], list[str]] | None
    other_key: Callable[[str], bool] | None
    result: asyncio.Future[str | None]
    error: str = ""
    offered: list[str] | None = None

    def offer(self) -> None:
        self.offered = self.suggestions(self.line.value) if self.suggestions else []

    @property
    def suggestion(self) -> str:
        first = self.offered[0] if self.offered else ""
        return first if first != self.line.value else ""


class BottomLine(LineDrawn, can_focus=True):
    """Key hints; gives way to messages, questions and prompts."""

    DEFAULT_CSS = "BottomLine { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._hints: list[tuple[str, str]] = []
        self._message: tuple[str, Kind] | None = None
        self._open: _Question | _Prompt | None = None
        self._was_focused: Widget | None = None

    @property
    def active(self) -> bool:
        """Whether a question or a prompt is open."""
        return self._open is not None

    @property
    def message(self) -> str:
        """The message shown, "" if none."""
        return self._message[0] if self._message else ""

    @property
    def value(self) -> str:
        """What stands in the prompt."""
        return self._open.line.value if isinstance(self._open, _Prompt) else ""

    def hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """The keys that work here, the most useful first; one for "?" is kept whatever the width."""
        if self._hints != list(hints):
            self._hints = list(hints)
            if not self._open and not self._message:
                self.refresh()

    def say(self, text: str, kind: Kind = "info") -> None:
        """Show a message until the next key."""
        self._message = (text, kind)
        self.refresh()

    def hush(self) -> None:
        """Take the message away; done by the next key when this line has the focus."""
        if self._message is not None:
            self._message = None
            self.refresh()

    def ask(
        self, question: str, answers: Mapping[str, str], callback: Answer | None = None
    ) -> asyncio.Future[str | None]:
        """Ask; `answers` maps keys to words. The key pressed, or None, goes to callback and future."""
        result: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._start(_Question(question, dict(answers), callback, result))
        return result

    def prompt(
        self,
        label: str,
        value: str = "",
        *,
        callback: Answer | None = None,
        on_change: Callable[[str], object] | None = None,
        check: Callable[[str], str | None] | None = None,
        suggestions: Callable[[str], list[str]] | None = None,
        other_key: Callable[[str], bool] | None = None,
    ) -> asyncio.Future[str | None]:
        """Ask for a line of text. Enter gives it if `check` has nothing to say, Escape gives None.

        `on_change` gets every change at once; Tab takes the first of the `suggestions`; `other_key` may take
        keys before the line is edited, by saying True.
        """
        result: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        prompt = _Prompt(label, LineEdit(value), callback, on_change, check, suggestions, other_key, result)
        prompt.offer()
        self._start(prompt)
        return result

    def cancel(self) -> None:
        """Close what is open as Escape would."""
        if self._open:
            self._finish(None)

    def _start(self, what: _Question | _Prompt) -> None:
        if self._open:
            self._finish(None)
        self._open = what
        self._message = None
        if not self.has_focus:
            self._was_focused = self.screen.focused
            self.screen.set_focus(self, scroll_visible=False)
        self.refresh()

    def _finish(self, answer: str | None) -> None:
        closed, self._open = self._open, None
        if closed is None:
            return
        if self._was_focused is not None:
            if self._was_focused.is_attached:
                self.screen.set_focus(self._was_focused, scroll_visible=False)
            self._was_focused = None
        self.refresh()
        if not closed.result.done():
            closed.result.set_result(answer)
        if closed.callback is not None:
            closed.callback(answer)

    # Keys

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While something is open, letters are answers and not bindings."""
        return self._open is not None and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Answer, edit, or let through."""
        self.hush()
        if self._open is None:
            return
        event.stop()
        event.prevent_default()
        if event.key in _LEAVE:
            self._finish(None)
        elif isinstance(self._open, _Question):
            self._answer(self._open, event)
        else:
            self._edit(self._open, event)

    def _answer(self, question: _Question, event: events.Key) -> None:
        typed = event.character or event.key
        for key in (typed, event.key, typed.lower()):
            if key in question.answers:
                self._finish(key)
                return

    def _edit(self, prompt: _Prompt, event: events.Key) -> None:
        if event.key == "enter":
            prompt.error = (prompt.check(prompt.line.value) or "") if prompt.check else ""
            if prompt.error:
                self.refresh()
            else:
                self._finish(prompt.line.value)
            return
        if event.key == "tab":
            if prompt.suggestion:
                prompt.line.set(prompt.suggestion)
                self._changed(prompt)
            return
        if prompt.other_key is not None and prompt.other_key(event.key):
            return
        before = prompt.line.value
        if not prompt.line.key(event.key, event.character if event.is_printable else None):
            return
        if prompt.line.value != before:
            self._changed(prompt)
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the prompt, line breaks as blanks."""
        if self._open is not None:
            event.stop()
            event.prevent_default()
        if isinstance(self._open, _Prompt):
            self._open.line.insert(event.text)
            self._changed(self._open)

    def _changed(self, prompt: _Prompt) -> None:
        prompt.error = ""
        prompt.offer()
        self.refresh()
        if prompt.on_change is not None:
            prompt.on_change(prompt.line.value)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """What there is to say, most pressing first."""
        width = self.size.width
        room = max(1, width - 2)
        if isinstance(self._open, _Prompt):
            spans = self._prompt_spans(self._open, room)
        elif self._open is not None:
            spans = self._question_spans(self._open, room)
        elif self._message is not None:
            spans = self._message_spans(*self._message)
        else:
            spans = fit_hints([(self.shown(key), self.shown(label)) for key, label in self._hints], room)
        pens = self.pens
        parts = [(" ", pens())]
        for text, style in fit_spans(spans, room, self.ascii_only):
            parts.append((text, pens(style)))
        return make_strip(parts, width, pens())

    def _message_spans(self, text: str, kind: Kind) -> list[Span]:
        if kind == "bad":
            return [(self.glyph("late") + " ", "bad"), (self.shown(text), "bad")]
        if kind == "good":
            return [(self.glyph("done") + " ", "good"), (self.shown(text), "good")]
        return [(self.shown(text), "")]

    def _question_spans(self, question: _Question, room: int) -> list[Span]:
        answers = fit_hints([(key, self.shown(word)) for key, word in question.answers.items()], room)
        taken = sum(cell_len(text) for text, _ in answers) + 2
        # the keys that answer are needed more than the end of a long question
        return [
            (cut(self.shown(question.text), max(8, room - taken), self.ascii_only), "bold"),
            ("  ", ""),
            *answers,
        ]

    def _prompt_spans(self, prompt: _Prompt, room: int) -> list[Span]:
        label = cut(self.shown(prompt.label), room * 3 // 5, self.ascii_only)
        left = room - cell_len(label) - 1
        error = "! " + self.shown(prompt.error) if prompt.error else ""
        error = cut(error, max(12, left // 2), self.ascii_only)
        if error:
            left -= cell_len(error) + 2
        before, under, after = prompt.line.view(left)
        used = cell_len(before) + cell_len(under) + cell_len(after)
        hint = ""
        if prompt.suggestion and prompt.line.cursor == len(prompt.line.value):
            offered, typed = self.shown(prompt.suggestion), prompt.line.value
            if typed and fold(offered[: len(typed)]) == fold(typed):
                hint = offered[len(typed) :]
                # the suggestion begins under the cursor, as if it were typed already
                under, hint = (hint[:1], hint[1:]) if cell_len(hint[:1]) == 1 else (under, hint)
            else:
                hint = f" {self.glyph('right')} {offered}"
        hint = cut(hint, max(0, left - used), self.ascii_only)
        used += cell_len(hint)
        self.app.cursor_position = self.region.offset + Offset(cell_len(label) + 2 + cell_len(before), 0)
        spans: list[Span] = [
            (label + " ", "accent"),
            (before, ""),
            (under, "caret"),
            (after, ""),
            (hint, "dim"),
        ]
        if error:
            spans += [(" " * max(2, left - used + 2), ""), (error, "bad")]
        return spans
