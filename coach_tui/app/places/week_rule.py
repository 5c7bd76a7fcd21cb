"""The days of this week in the rule under the top line: what waits on them, where no line is free for it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from coach_tui.app.coach import Coach
from coach_tui.app.places.calendar_rows import DayRows, near
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.dates import DAYS

APART = 3
"""Cells of the rule between two days at least, blanks included."""
Day = tuple[Span, Sequence[Span]]
"""The name of a day, and what waits on it."""


def week_in_rule(coach: Coach, width: int) -> list[Span]:
    """The rule with the seven days in it, in so many cells; nothing where nothing waits, or it has no room.

    Each thing has its sign and whose it is; where that has no room, each day has the first one and how many
    more there are, then signs alone.
    """
    days = DayRows(coach)
    first = days.week_start(coach.today)
    by_day = days.by_day(first, near(first, 6))
    week: list[Day] = []
    for number in range(7):
        on = near(first, number)
        items = [days.item(event) for event in by_day.get(on, []) if event.waits and not event.past]
        said = [(f"{item.sign} {item.whose or item.title}", item.style) for item in items]
        name = (f"{DAYS[on.weekday()]} {on.day}", "today" if on == coach.today else "dim")
        week.append((name, said))
    if not any(said for _, said in week):
        return []
    return next(
        (rule for way in WAYS if (rule := _drawn([(day, way(said)) for day, said in week], width))), []
    )


def _all(said: Sequence[Span]) -> Sequence[Span]:
    return said


def _first(said: Sequence[Span]) -> Sequence[Span]:
    return said if len(said) < 2 else [said[0], (f"+{len(said) - 1}", "dim")]


def _signs(said: Sequence[Span]) -> Sequence[Span]:
    return [(text.partition(" ")[0], style) for text, style in said]


WAYS = (_all, _first, _signs)
"""What is told of a day: the most first."""


def _drawn(week: Sequence[Day], width: int) -> list[Span]:
    """The days, between them rules that share what is left of so many cells; nothing where none is left."""
    parts = [_day(name, said) for name, said in week]
    room = width - 2 - sum(cell_len(text) for part in parts for text, _ in part)
    if room < APART * len(parts):
        return []
    spans: list[Span] = []
    for number, part in enumerate(parts):
        rule = room * (number + 1) // len(parts) - room * number // len(parts) - 2
        spans += [*part, (" ", ""), ("─" * rule, "rule"), (" ", "")]
    return spans[:-1]


def _day(name: Span, said: Sequence[Span]) -> list[Span]:
    spans = [name]
    for number, (text, style) in enumerate(said):
        spans += [("  " if not number else " · ", "dim"), (text, style)]
    return spans
