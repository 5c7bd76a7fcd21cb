"""What stands under the timeline's chart: a row's page, what is asked first always at the same spot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coach_tui.app.pages.milestone import history_lines, moved_words
from coach_tui.app.widgets.detail import Line
from coach_tui.plan.milestone import Milestone

if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.record import Record

STEADY = ("Date", "Objective", "Comes after", "Needed by", "Moved")
AIMS = ("Target date", "Stands", "Start", "Owner")


def under_chart(page: Sequence[Line], record: Record | None, today: date, *, titled: bool) -> list[Line]:
    """A row's page in the order of the lines that stand still; `titled`, below its title.

    A milestone that was never moved needs no list of its dates: the line says so, and its date is the first.
    """
    lines = list(page)
    if isinstance(record, Milestone):
        history = history_lines(record, today)
        lines = [*lines[: len(lines) - len(history)], Line("Moved", moved_words(record))]
        rest = history[1:] if record.moves or record.slip else []
        ordered = [*_ordered(lines[1:], STEADY, kept=True), *rest]
    else:
        ordered = [*_ordered(lines[1:], AIMS)]
    return [*lines[: int(titled)], *ordered]


def _ordered(lines: list[Line], labels: Sequence[str], kept: bool = False) -> Iterator[Line]:
    """The lines with these labels first, “–” for one that is not there but has its place `kept`."""
    found = {line.label: line for line in lines if line.label in labels}
    for label in labels:
        if label in found or kept:
            yield found.get(label) or Line(label, ("–", "dim"))
    yield from (line for line in lines if line not in found.values())
