"""The line at the bottom: keys that work here, a message, a question, or a prompt.

It is meant to have the focus all the time on a browsing screen. A change of focus makes Textual paint the
whole screen; this way opening a prompt paints one line. While nothing is open it lets every key through.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Literal, Self

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from coach_tui.app.widgets.asked import Prompt, Question, Seen, wrapped
from coach_tui.app.widgets.drawing import LineDrawn, Span, cut
from coach_tui.app.widgets.editing import LineEdit
from coach_tui.app.widgets.hints import Hint, fit_hints
from coach_tui.app.widgets.notice import APART, fit_names, hint_spans
from coach_tui.plan.text import wrap

if TYPE_CHECKING:
    from coach_tui.app.widgets.rule import Rule

Kind = Literal["info", "good", "bad"]

ABOUT: ContextVar[tuple[str, str]] = ContextVar("ABOUT", default=("", ""))
"""What a line is for: the key of its draft, and what that is called; else it is called as it is asked for."""
MOST_LINES = 6
"""Lines that a text may take."""
NOTICE_LINES = 2
"""Lines that a notice of what was done takes, as far as names can be cut for it."""
SLACK = 20
"""Cells that are lost where lines break between words."""
_LEAVE = ("escape", "ctrl+c")


def _now() -> float:
    """The time, by the clock that keys are stamped with."""
    return Message().time


class BottomLine(LineDrawn, can_focus=True):
    """Key hints; gives way to messages, questions and prompts."""

    DEFAULT_CSS = "BottomLine { height: 1; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._hints: list[Hint] = []
        self._message: tuple[str, Kind] | None = None
        self._offered: tuple[str, Any] | None = None
        self._hint = ""
        self._open: Question | Prompt | None = None
        self._covered: list[Question | Prompt] = []
        """What was open when something else was asked; it comes back after that."""
        self._was_focused: Widget | None = None
        self.pointed = False
        """Whether the mouse is used: what is said from now on leaves the keys in sight that it points to."""
        self._above_keys = False
        self.above: Rule | None = None
        """The rule above, below which stands what has no room in this line."""
        self.told: Callable[[str], str] = str
        """What a message, a question or a label is told as; names may have to be left out of it."""
        self.names: Callable[[], Iterable[str]] = tuple
        """The names that a message may be cut in first."""

    @property
    def active(self) -> bool:
        """Whether a question or a prompt is open."""
        return self._open is not None

    @property
    def browsing(self) -> bool:
        """Whether what is open leaves the rest of the screen to the mouse."""
        return isinstance(self._open, Prompt) and self._open.browses

    @property
    def message(self) -> str:
        """The message shown, "" if none."""
        return self._message[0] if self._message else ""

    @property
    def value(self) -> str:
        """What stands in the prompt."""
        return self._open.line.value if isinstance(self._open, Prompt) else ""

    @property
    def typed(self) -> list[tuple[str, str, str]]:
        """What stands in each prompt, also in one that waits below another, behind what it is `ABOUT`."""
        prompts = [one for one in (self._open, *self._covered) if isinstance(one, Prompt)]
        return [(*one.about, one.line.value) for one in prompts if one.line.value.strip()]

    async def closed(self) -> None:
        """Wait until what is open is answered or left."""
        if self._open is not None:
            await asyncio.wait([self._open.result])

    def hints(self, hints: Sequence[Hint]) -> None:
        """The keys that work here, the most useful first; one for "?" is kept whatever the width."""
        if self._hints != list(hints):
            self._hints = list(hints)
            if not self._open and not self._message:
                self.refresh()

    def say(
        self, text: str, kind: Kind = "info", offered: tuple[str, Any] | None = None, hint: str = ""
    ) -> None:
        """Show a message until the next key; above a prompt, what went wrong until that is closed.

        What it has `offered` is there to be `taken` until the next command, or the next message. A `hint` has
        parts that begin with a key each, and is never cut; in the text, names are cut before anything else.
        """
        width = self.app.size.width
        names_room = (NOTICE_LINES if hint else MOST_LINES) * width - SLACK
        text, hint = fit_names([self.told(text), hint], self.names(), names_room, self.ascii_only)
        if hint:
            text = self._with_hint(text, hint, width)
        self._message, self._offered, self._hint = (text, kind), offered, hint
        self._above_keys = self.pointed
        self.refresh()

    def _with_hint(self, said: str, hint: str, width: int) -> str:
        """What was said, cut until there is room for the hint."""
        if not said:
            return hint
        while len(wrap(f"{said}{APART}{hint}", width - 4)) > MOST_LINES and cell_len(said) > width:
            said = cut(said, cell_len(said) - width // 2, self.ascii_only)
        return f"{said}{APART}{hint}"

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
        self._start(Question(self.told(question), dict(answers), result, seen))
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
        seen: Seen | None = None,
        browses: bool = False,
        joins: Callable[[str, str], str] | None = None,
    ) -> asyncio.Future[str | None]:
        """Ask for a line of text. Enter gives it if `check` has nothing to say, Escape gives None.

        `on_change` gets every change at once; Tab takes the first of the `suggestions`; `other_key` may take
        keys before the line is edited, by saying True. `hint` is shown while nothing is typed, `error` until
        something is; with `select` the first thing typed takes the place of `value`. What is `seen` stands
        above, is told anew with every change, and `joins` the line where it is clicked on. Where it
        `browses`, rows can be clicked on meanwhile.
        """
        result: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        line = LineEdit(value)
        line.selected = select and bool(value)
        label, error, hint = map(self.told, (label, error, hint))
        prompt = Prompt(label, line, on_change, check, suggestions, other_key, result, error, hint, seen)
        prompt.browses, prompt.joins = browses, joins
        prompt.about = ABOUT.get() if any(ABOUT.get()) else ("", label.rstrip("/:? "))
        prompt.offer()
        self._start(prompt)
        return result

    def _start(self, what: Question | Prompt) -> None:
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
        if isinstance(self._open, Question):
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
        elif isinstance(self._open, Question):
            self._answer(self._open, event)
        else:
            self._edit(self._open, event)

    def _answer(self, question: Question, event: events.Key) -> None:
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

    def _edit(self, prompt: Prompt, event: events.Key) -> None:
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

    def put_in(self, text: str) -> None:
        """What can be said was clicked on: it is the next thing on the line."""
        prompt = self._open
        if isinstance(prompt, Prompt) and prompt.joins is not None:
            prompt.line.set(prompt.joins(prompt.line.value, text))
            self._changed(prompt)

    def on_paste(self, event: events.Paste) -> None:
        """Paste into the prompt, line breaks as blanks."""
        if self._open is not None:
            event.stop()
            event.prevent_default()
        if isinstance(self._open, Prompt):
            self._open.line.insert(event.text)
            self._changed(self._open)

    def _changed(self, prompt: Prompt) -> None:
        prompt.error = ""
        prompt.offer()
        self.refresh()
        if prompt.on_change is not None:
            prompt.on_change(prompt.line.value)

    # Drawing

    def refresh(self, *regions: Region, **options: Any) -> Self:
        """Repaint; what has no room here goes below the rule above."""
        if self.above is not None and self.size.width:
            self.above.say(self._overflow(max(1, self.size.width - 2)))
        return super().refresh(*regions, **options)

    def on_resize(self) -> None:
        """Another width has room for more or less."""
        self.refresh()

    def _overflow(self, room: int) -> list[list[Span]]:
        """The lines between the rule and this line: what has no room here, and what is seen of a prompt."""
        lines: list[list[Span]] = []
        if isinstance(self._open, Prompt):
            error = self._open.error_on(self)
            if self._open.seen is not None:
                lines = self._open.seen(self._open.line.value, self._open.error, room)
            elif error and not self._open.error_fits(self, room):
                lines = [[(line, "bad")] for line in wrapped(error, room, MOST_LINES)]
        elif self._open is not None:
            left = room - self._open.answers_width(self, room)
            lines = [[(line, "bold")] for line in self._split(self.shown(self._open.text), left)[0]]
        text, kind = self._message_text()
        whole = self._open is not None or self._above_keys
        above = wrapped(text, room, MOST_LINES) if whole else self._split(text, room)[0]
        style = "" if kind == "info" else str(kind)
        return [*lines, *(self._with_key(line, style) for line in above)]

    def _split(self, text: str, room: int) -> tuple[list[str], str]:
        """The lines above that a text takes, and the last of `room` cells here; that alone if it fits."""
        if self.above is None or cell_len(text) <= room:
            return [], text
        lines = wrapped(text, self.size.width - 2, MOST_LINES)
        if cell_len(lines[-1]) > room:  # the answers are in its way
            return lines, ""
        return lines[:-1], lines[-1]

    def render_line(self, y: int) -> Strip:
        """What there is to say, most pressing first."""
        return self.strip(self._spans(), 1)

    def spans_at(self, y: int) -> list[Span]:
        """The same, as it stands behind the margin."""
        return [(" ", ""), *self._spans()]

    def clicked(self, event: events.Click) -> None:
        """A message that was read goes, for the keys that it stands in the place of."""
        event.stop()
        if self._open is None:
            self.hush()

    def _spans(self) -> list[Span]:
        room = max(1, self.size.width - 2)
        if isinstance(self._open, Prompt):
            spans = self._prompt_spans(self._open, room)
        elif self._open is not None:
            left = room - self._open.answers_width(self, room)
            spans = self._open.spans(self, room, self._split(self.shown(self._open.text), left)[1])
        elif self._message is not None and not self._above_keys:
            text, kind = self._message_text()
            spans = self._with_key(self._split(text, room)[1], "" if kind == "info" else kind)
        else:
            spans = fit_hints(self._hints, room, self.shown)
        return spans

    def _with_key(self, text: str, style: str) -> list[Span]:
        """A message, with the keys that its hint names."""
        hint = self.shown(self._hint)
        if not hint or not text.endswith(hint):
            return [(text, style)]
        return [(text.removesuffix(hint), style), *hint_spans(hint, style)]

    def _message_text(self) -> tuple[str, Kind]:
        """The message with its mark, and its kind."""
        text, kind = self._message or ("", "info")
        mark = {"bad": self.glyph("late") + " ", "good": self.glyph("done") + " "}.get(kind, "")
        return mark + self.shown(text), kind

    def _prompt_spans(self, prompt: Prompt, room: int) -> list[Span]:
        here = self.above is None or (prompt.seen is None and prompt.error_fits(self, room))
        spans, before = prompt.spans(self, room, prompt.error_on(self) if here else "")
        self.app.cursor_position = self.region.offset + Offset(before + 1, 0)
        return spans
