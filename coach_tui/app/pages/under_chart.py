"""What stands under the timeline's chart: a row's page, what is asked first always at the same spot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coach_tui.app.pages.milestone import history_lines, moved_words
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.drawing import text_of
from coach_tui.plan.dates import short
from coach_tui.plan.milestone import Milestone

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.record import Record

STEADY = ("Date", "Objective", "Comes after", "Needed by", "Moved")
AIMS = ("Date", "Stands")
WARNS = ("Conflict",)
"""What is told in short, too."""


def under_chart(
    page: Sequence[Line], record: Record | None, today: date, *, titled: bool, whole: bool
) -> list[Line]:
    """A row's page in the order of the lines that stand still.

    A milestone that was never moved needs no list of its dates: the line says so, and its date is the first.

    Args:
        page: all of it, its title first.
        record: what it is about.
        today: the present day.
        titled: whether the title stands above it.
        whole: whether there is room for all of it; else what stands still is told, which takes few bytes a
            step, and what speaks against it.
    """
    lines = list(page)
    steady: Sequence[str] = AIMS
    rest: list[Line] = []
    if isinstance(record, Milestone):
        steady, history = STEADY, history_lines(record, today)
        lines = [*lines[: len(lines) - len(history)], Line("Moved", moved_words(record))]
        rest = history[1:] if record.moves or record.slip else []
        if not whole and record.done_on is not None:
            lines = [_with_done(line, record.done_on, today) for line in lines]
    else:
        lines = [line._replace(label="Date") if line.label == "Target date" else line for line in lines]
    ordered = [*_ordered(lines[1:], steady, kept=steady is STEADY), *rest]
    if not whole:
        ordered = [line for line in ordered if line.label in (*steady, *WARNS)]
    return [*lines[: int(titled)], *ordered]


def _with_done(line: Line, done: date, today: date) -> Line:
    """The line of the date, with the day on which it was done; any other as it is."""
    if line.label != "Date":
        return line
    return line._replace(text=f"{text_of(line.text)}, done {short(done, today)}")


def _ordered(lines: list[Line], labels: Sequence[str], kept: bool = False) -> Iterator[Line]:
    """The lines with these labels first, “–” for one that is not there but has its place `kept`."""
    found = {line.label: line for line in lines if line.label in labels}
    for label in labels:
        if label in found or kept:
            yield found.get(label) or Line(label, ("–", "dim"))
    yield from (line for line in lines if line not in found.values())
