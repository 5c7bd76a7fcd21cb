"""The line at the bottom: keys that work here, a message, a question, or a prompt.

It is meant to have the focus all the time on a browsing screen. A change of focus makes Textual paint the
whole screen; this way opening a prompt paints one line. While nothing is open it lets every key through.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, Self

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from coach_tui.app.widgets.drawing import LineDrawn, Span, cut
from coach_tui.app.widgets.editing import LineEdit
from coach_tui.app.widgets.hints import fit_hints
from coach_tui.plan.text import fold

if TYPE_CHECKING:
    from coach_tui.app.widgets.rule import Rule

Kind = Literal["info", "good", "bad"]

ABOUT: ContextVar[tuple[str, str]] = ContextVar("ABOUT", default=("", ""))
"""What a line is for: the key of its draft, and what that is called; else it is called as it is asked for."""
MOST_LINES = 6
"""Lines that a text may take."""
_LEAVE = ("escape", "ctrl+c")


def _now() -> float:
    """The time, by the clock that keys are stamped with."""
    return Message().time


@dataclass(eq=False)
class _Question:
    text: str
    answers: dict[str, str]
    result: asyncio.Future[str | None]
    seen: float
    """Since when it can be answered; keys typed before were not meant for it."""


@dataclass(eq=False)
class _Prompt:
    label: str
    line: LineEdit
    on_change: Callable[[str], object] | None
    check: Callable[[str], str | None] | None
    suggestions: Callable[[str], list[str]] | None
    other_key: Callable[[str], bool] | None
    result: asyncio.Future[str | None]
    error: str = ""
    hint: str = ""
    offered: list[str] | None = None
    about: tuple[str, str] = ("", "")

    def offer(self) -> None:
        self.offered = self.suggestions(self.line.value) if self.suggestions else []

    @property
    def suggestion(self) -> str:
        first = self.offered[0] if self.offered else ""
        return first if first != self.line.value else ""


class BottomLine(LineDrawn, can_focus=True):
    """Key hints; gives way to messages, questions and prompts."""

    DEFAULT_CSS = "BottomLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._hints: list[tuple[str, str]] = []
        self._message: tuple[str, Kind] | None = None
        self._offered: tuple[str, Any] | None = None
        self._open: _Question | _Prompt | None = None
        self._covered: list[_Question | _Prompt] = []
        """What was open when something else was asked; it comes back after that."""
        self._was_focused: Widget | None = None
        self.above: Rule | None = None
        """The rule above, which gives way to what has no room in this line."""
        self.told: Callable[[str], str] = str
        """What a message, a question or a label is told as; names may have to be left out of it."""

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

    @property
    def typed(self) -> list[tuple[str, str, str]]:
        """What stands in each prompt, also in one that waits below another, behind what it is `ABOUT`."""
        prompts = [one for one in (self._open, *self._covered) if isinstance(one, _Prompt)]
        return [(*one.about, one.line.value) for one in prompts if one.line.value.strip()]

    async def closed(self) -> None:
        """Wait until what is open is answered or left."""
        if self._open is not None:
            await asyncio.wait([self._open.result])

    def hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """The keys that work here, the most useful first; one for "?" is kept whatever the width."""
        if self._hints != list(hints):
            self._hints = list(hints)
            if not self._open and not self._message:
                self.refresh()

    def say(self, text: str, kind: Kind = "info", offered: tuple[str, Any] | None = None) -> None:
        """Show a message until the next key; above a prompt, what went wrong until that is closed.

        What it has `offered` is there to be `taken` until the next command, or the next message.
        """
        self._message, self._offered = (self.told(text), kind), offered
        self.refresh()

    def taken(self, command: str) -> Any:
        """What the last message has offered that a command does instead; None for nothing."""
        offered, self._offered = self._offered, None
        return offered[1] if offered and offered[0] == command else None

    def hush(self) -> None:
        """Take the message away; done by the next key when this line has the focus."""
        if self._message is not None:
            self._message = None
            self.refresh()

    def ask(
        self, question: str, answers: Mapping[str, str], *, ahead: bool = False
    ) -> asyncio.Future[str | None]:
        """Ask; `answers` maps keys to words. Gives the key pressed, None for Escape.

        What was typed before the question could be seen is no answer; with `ahead` it is, for a menu that
        changes nothing yet.
        """
        result: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        seen = 0.0 if ahead else _now()
        self._start(_Question(self.told(question), dict(answers), result, seen))
        return result

    def prompt(
        self,
        label: str,
        value: str = "",
        *,
        on_change: Callable[[str], object] | None = None,
        check: Callable[[str], str | None] | None = None,
        suggestions: Callable[[str], list[str]] | None = None,
        other_key: Callable[[str], bool] | None = None,
        hint: str = "",
        error: str = "",
        select: bool = False,
    ) -> asyncio.Future[str | None]:
        """Ask for a line of text. Enter gives it if `check` has nothing to say, Escape gives None.

        `on_change` gets every change at once; Tab takes the first of the `suggestions`; `other_key` may take
        keys before the line is edited, by saying True. `hint` is shown while nothing is typed, `error` until
        something is; with `select` the first thing typed takes the place of `value`.
        """
        result: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        line = LineEdit(value)
        line.selected = select and bool(value)
        label, error, hint = map(self.told, (label, error, hint))
        prompt = _Prompt(label, line, on_change, check, suggestions, other_key, result, error, hint)
        prompt.about = ABOUT.get() if any(ABOUT.get()) else ("", label.rstrip("/:? "))
        prompt.offer()
        self._start(prompt)
        return result

    def _start(self, what: _Question | _Prompt) -> None:
        if self._open:
            self._covered.append(self._open)
        self._open = what
        self._message = None
        if not self.has_focus:
            self._was_focused = self.screen.focused
            self.screen.set_focus(self, scroll_visible=False)
        self.refresh()

    def _finish(self, answer: str | None) -> None:
        closed, self._open = self._open, self._covered.pop() if self._covered else None
        if closed is None:
            return
        if isinstance(self._open, _Question):
            self._open.seen = _now()
        elif self._open is None and self._was_focused is not None:
            if self._was_focused.is_attached:
                self.screen.set_focus(self._was_focused, scroll_visible=False)
            self._was_focused = None
        self.refresh()
        if not closed.result.done():
            closed.result.set_result(answer)

    # Keys

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """While something is open, letters are answers and not bindings."""
        return self._open is not None and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Answer, edit, or let through."""
        if self._open is None or self._message_text()[1] != "bad":
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
        # signs such as + are pressed in a row on purpose, letters belong to a text
        if question.seen and event.time <= question.seen and (typed.isalnum() or event.key == "enter"):
            return
        for key in (typed, event.key, typed.lower()):
            if key in question.answers:
                self._finish(key)
                return
        if question.seen:
            # somebody who is typing on does not mean what comes along with this key either
            question.seen = _now()

    def _edit(self, prompt: _Prompt, event: events.Key) -> None:
        if event.key == "enter":
            prompt.error = self.told(prompt.check(prompt.line.value) or "") if prompt.check else ""
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

    def refresh(self, *regions: Region, **options: Any) -> Self:
        """Repaint; what has no room here goes into the line above."""
        if self.above is not None and self.size.width:
            self.above.say(*self._overflow(max(1, self.size.width - 2)))
        return super().refresh(*regions, **options)

    def on_resize(self) -> None:
        """Another width has room for more or less."""
        self.refresh()

    def _overflow(self, room: int) -> tuple[str, str]:
        """What goes into the line above, and its style."""
        if isinstance(self._open, _Prompt):
            error = self._error(self._open)
            if error and not self._error_fits(self._open, room):
                return error, "bad"
        elif self._open is not None:
            left = room - self._answers_width(self._open, room)
            begun = self._split(self.shown(self._open.text), left)[0]
            if begun:
                return begun, "bold"
        text, kind = self._message_text()
        above = text if self._open is not None else self._split(text, room)[0]
        return above, "" if kind == "info" else kind

    def _split(self, text: str, room: int) -> tuple[str, str]:
        """A text on as many lines as it takes, the last of which has `room` cells; there alone if it fits."""
        if self.above is None or cell_len(text) <= room:
            return "", text
        lines = wrap(text, max(20, self.size.width - 2))
        if len(lines) == 1:  # only the answers are in its way
            return text, ""
        last = min(len(lines), MOST_LINES) - 1
        return "\n".join(lines[:last]), " ".join(lines[last:])

    def _error(self, prompt: _Prompt) -> str:
        return "! " + self.shown(prompt.error) if prompt.error else ""

    def _error_fits(self, prompt: _Prompt, room: int) -> bool:
        label = cut(self.shown(prompt.label), room * 3 // 5, self.ascii_only)
        most = max(12, (room - cell_len(label) - 1) // 2)
        return self.above is None or cell_len(self._error(prompt)) <= most

    def _answers_width(self, question: _Question, room: int) -> int:
        answers = fit_hints([(key, self.shown(word)) for key, word in question.answers.items()], room)
        return sum(cell_len(text) for text, _ in answers) + 2

    def render_line(self, y: int) -> Strip:
        """What there is to say, most pressing first."""
        room = max(1, self.size.width - 2)
        if isinstance(self._open, _Prompt):
            spans = self._prompt_spans(self._open, room)
        elif self._open is not None:
            spans = self._question_spans(self._open, room)
        elif self._message is not None:
            spans = self._message_spans(room)
        else:
            spans = fit_hints([(self.shown(key), self.shown(label)) for key, label in self._hints], room)
        return self.strip(spans, 1)

    def _message_text(self) -> tuple[str, Kind]:
        """The message with its mark, and its kind."""
        text, kind = self._message or ("", "info")
        mark = {"bad": self.glyph("late") + " ", "good": self.glyph("done") + " "}.get(kind, "")
        return mark + self.shown(text), kind

    def _message_spans(self, room: int) -> list[Span]:
        text, kind = self._message_text()
        return [(self._split(text, room)[1], "" if kind == "info" else kind)]

    def _question_spans(self, question: _Question, room: int) -> list[Span]:
        answers = fit_hints([(key, self.shown(word)) for key, word in question.answers.items()], room)
        left = room - self._answers_width(question, room)
        text = self._split(self.shown(question.text), left)[1]
        # the keys that answer are needed more than the end of a long question
        return [
            *([(cut(text, max(8, left), self.ascii_only), "bold"), ("  ", "")] if text else []),
            *answers,
        ]

    def _prompt_spans(self, prompt: _Prompt, room: int) -> list[Span]:
        label = cut(self.shown(prompt.label), room * 3 // 5, self.ascii_only)
        left = room - cell_len(label) - 1
        error = self._error(prompt) if self._error_fits(prompt, room) else ""
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
        elif prompt.hint and not prompt.line.value:
            hint = f" {self.shown(prompt.hint)}"
        hint = cut(hint, max(0, left - used), self.ascii_only)
        used += cell_len(hint)
        self.app.cursor_position = self.region.offset + Offset(cell_len(label) + 2 + cell_len(before), 0)
        spans: list[Span] = [
            (label + " ", "accent"),
            (before, "caret" if prompt.line.selected else ""),
            (under, "caret"),
            (after, ""),
            (hint, "dim"),
        ]
        if error:
            spans += [(" " * max(2, left - used + 2), ""), (error, "bad")]
        return spans
