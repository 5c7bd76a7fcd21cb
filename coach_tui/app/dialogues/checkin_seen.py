"""What stands above the line of a check-in: what can be said, with the last values, and what it will note."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from rich.cells import cell_len

from coach_tui.app.coach import Coach
from coach_tui.app.widgets.asked import wrapped
from coach_tui.app.widgets.drawing import Span, cut, fit_drawn, fit_spans
from coach_tui.app.widgets.glyphs import to_ascii
from coach_tui.app.widgets.keys import Press, Types
from coach_tui.plan.checkin_seen import Sayable, practices_sayable, values_sayable, will_note
from coach_tui.plan.client import Client
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan

EVERY = 6
"""One row of the screen in so many may tell what can be said."""
NAME = 24
"""Cells that a name may take."""
PRACTICE = 26
"""Cells that are kept for what can be practised."""
SAID = 5
"""One row of the screen in so many may tell what will be noted, as far as that needs them."""
NARROW = 78
"""Cells in a terminal of 80 columns: from there on both parts only grow."""
MOST, MOST_WRONG = 2, 6
"""Lines that one thing said may take else, and what is wrong where Enter was pressed."""
REST = (
    ("mood=calm", "", Types("accent", "mood=")),
    ("!ran it alone", "a win", Types("accent", "!")),
    ("words", "a note", "accent"),
    ("Enter alone", "opens the form", Press("accent", "enter")),
    ("Tab", "completes a name", Press("accent", "tab")),
)
"""What else can be typed, what it is, and what a click on it does."""


class CheckinSeen:
    """What is seen of one client while the line is typed."""

    def __init__(self, coach: Coach, plan: Plan) -> None:
        self._coach = coach
        self._plan = plan
        self._values = values_sayable(plan, coach.today)
        self._practices = practices_sayable(plan)
        self._drawn: tuple[object, list[list[Span]]] = (None, [])
        self._laid_out: tuple[object, list[list[Span]]] = (None, [])

    def __call__(self, line: str, error: str, room: int) -> list[list[Span]]:
        """The lines, for what stands in the prompt and what is wrong with it, in so many cells."""
        now = (line, error, room, self._coach.size.height)
        if self._drawn[0] != now:
            if self._laid_out[0] != now[2:]:
                self._laid_out = (now[2:], self._table(room))
            self._drawn = (now, [*self._laid_out[1], *self.said(line, error, room)])
        return self._drawn[1]

    # What can be said

    def _table(self, room: int) -> list[list[Span]]:
        """The last values and the practices, side by side; the engagement is the last that is left out."""
        rows = max(1, self._coach.size.height // EVERY)
        *measures, engagement = self._values
        values = [*measures[: rows - 1], engagement]
        practices = self._practices[:rows]
        left = self._values_drawn(values, room - (self._beside(practices, room) + 3 if practices else 0))
        width = max(map(_cells, left))
        right: list[list[Span]] = [
            [(f"{one.sign}  ", Types("accent", one.begins)), (self._fit(one.name), Types("", one.begins))]
            for one in practices
        ]
        nothing: list[Span] = []
        return [
            [
                *fit_spans(one, width, self._ascii),
                ("   ", ""),
                *fit_spans(other, room - width - 3, self._ascii),
            ]
            for one, other in zip_longest(left, right, fillvalue=nothing)
        ]

    def _beside(self, practices: list[Sayable], room: int) -> int:
        """Cells for what is practised: more room makes that whole first, then there are more values."""
        whole = max(cell_len(one.sign) + 2 + cell_len(self._fit(one.name)) for one in practices)
        return max(PRACTICE, min(whole, PRACTICE + room - NARROW))

    def _values_drawn(self, values: list[Sayable], room: int) -> list[list[Span]]:
        """How each is typed, what it is, its last values on the way to the target, and since when."""
        sign = max(cell_len(self._fit(one.sign)) for one in values)
        name = min(NAME, max(cell_len(self._fit(one.name)) for one in values))
        when = max(cell_len(one.when) for one in values)
        left = max(8, room - sign - name - when - 6)
        told = [next((t for t in one.told if cell_len(t) <= left), (one.told or ("",))[-1]) for one in values]
        middle = max(map(cell_len, told))
        return [
            [
                (fit_drawn(self._fit(one.sign), sign, self._ascii), Types("accent", one.begins)),
                ("  " + fit_drawn(self._fit(one.name), name, self._ascii), Types("", one.begins)),
                ("  " + fit_drawn(self._fit(text), middle, self._ascii), Types("bold", one.begins)),
                ("  " + fit_drawn(one.when, when, self._ascii, "right"), Types("dim", one.begins)),
            ]
            for one, text in zip(values, told, strict=True)
        ]

    @property
    def _ascii(self) -> bool:
        return self._coach.ascii_only

    def _fit(self, text: str) -> str:
        return to_ascii(text) if self._ascii else text

    # What it will note

    def said(self, line: str, error: str, room: int) -> list[list[Span]]:
        """What is wrong; else what will be noted, and what is far off in it; else what can be typed."""
        if error:
            return self._lines("! ", error, "bad", room, MOST_WRONG)
        if not line.strip():
            return [self._rest(room)]
        try:
            noted, doubts = will_note(self._plan, line, self._coach.today)
        except BadInput as refused:
            return self._lines("not yet  ", str(refused), "warn", room)
        most = max(MOST, self._coach.size.height // SAID)
        found = self._lines("will note  ", " · ".join(noted) or "nothing", "", room, most)
        return found + (self._lines("asks first  ", "; ".join(doubts), "warn", room, most) if doubts else [])

    def _lines(self, head: str, text: str, style: str, room: int, most: int = MOST) -> list[list[Span]]:
        """A text behind a word, on a few lines at most."""
        text = self._fit(self._coach.practice.shown(text))
        first, *more = wrapped(text, room - len(head), most)
        return [
            [(head, style or "accent"), (first, style)],
            *([(" " * len(head) + cut(line, room - len(head), self._ascii), style)] for line in more),
        ]

    def _rest(self, room: int) -> list[Span]:
        """What else can be typed, as far as there is room."""
        spans: list[Span] = []
        for sign, meant, does in REST:
            more: list[Span] = [
                ("   " if spans else "", ""),
                (sign, does),
                (f" {meant}" if meant else "", "dim"),
            ]
            if _cells(spans) + _cells(more) <= room:
                spans += more
        return spans


class FiguresSeen:
    """What is seen while a client is asked for: what figures typed instead note for the one offered."""

    def __init__(self, coach: Coach, client: Client, takes: Callable[[str], bool]) -> None:
        self._coach = coach
        self._client = client
        self._takes = takes
        plan = coach.practice.plan(client.uid)
        self._seen = CheckinSeen(coach, plan) if plan is not None else None

    def __call__(self, line: str, error: str, room: int) -> list[list[Span]]:
        """The lines, for what stands in the prompt and what is wrong with it, in so many cells."""
        if self._seen is None or not line.strip() or not self._takes(line):
            told = f"! {self._coach.practice.shown(error)}" if error else ""
            return [[(part, "bad")] for part in wrapped(told, room, MOST_WRONG)]
        name = cut(self._client.name, room, self._coach.ascii_only)
        return [[(name, "bold")], *self._seen.said(line, error, room)]


def _cells(spans: list[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)
