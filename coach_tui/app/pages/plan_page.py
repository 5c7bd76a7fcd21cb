"""The plan on a page as a drawing: what stands beside a client, and what Enter shows where it has no room."""

from __future__ import annotations

from coach_tui.app.coach import Coach
from coach_tui.app.widgets.detail import Line, drawn
from coach_tui.app.widgets.drawing import Span, text_of
from coach_tui.app.widgets.keys import Press
from coach_tui.exchange.page_rows import page_rows
from coach_tui.plan.one_page import PlanPage
from coach_tui.plan.page_line import Missing, PageLine
from coach_tui.plan.record import Record


class PageDrawing:
    """A page that is laid out in the room there is."""

    def __init__(self, page: PlanPage, alone: bool) -> None:
        self.page, self.alone = page, alone

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PageDrawing) and (other.page, other.alone) == (self.page, self.alone)

    def __hash__(self) -> int:
        return hash(self.page)

    def rows(self, width: int, ascii_only: bool, height: int) -> list[tuple[list[Span], object]]:
        """The rows, each with its line; the key that deals with one can be clicked."""
        rows = page_rows(self.page, width, ascii_only=ascii_only, height=height, alone=self.alone)
        return [(_clickable(spans, line), line) for spans, line in rows]

    def draw(self, width: int, ascii_only: bool = False) -> list[list[Span]]:
        """The rows alone, with all that there is to say."""
        return [spans for spans, _ in page_rows(self.page, width, ascii_only=ascii_only)]

    def begins(self) -> PageLine | None:
        """The line on which the cursor stands at first: what is to be done, else the first objective."""
        lines = self.page.lines
        found = (line for kind in FIRST for line in lines if line.kind == kind)
        return next(found, lines[0] if lines else None)


def _clickable(spans: list[Span], line: PageLine | None) -> list[Span]:
    """The spans of a row; where its line leads, the shortest of its asides is the key that stands there."""
    if line is None or line.kind not in ("led", "gap") or not line.asides:
        return spans
    key = line.asides[-1]
    return [(text, Press(style, key) if style == "accent" else style) for text, style in spans]


FIRST = ("led", "objective", "heading")
"""The kinds of lines on one of which the cursor begins, the first that there is."""


def with_key(page: PlanPage, key: str) -> PlanPage:
    """The page, with the key that fills it beside each gap."""
    lines = []
    for line in page.lines:
        if isinstance(line.figure, Missing):
            said = f"{key}  {'say it' if line.figure.key else 'book it'}"
            asides = [f"{one}   {said}" for one in line.asides]
            about, part, mark, figure = line.about, line.part, line.mark, line.figure
            line = PageLine("gap", about, line.text, *asides, said, key, part=part, mark=mark, figure=figure)
        lines.append(line)
    return PlanPage(lines, page.signs, page.first, page.last, page.today)


def plan_lines(page: PlanPage, alone: bool) -> list[Line]:
    """The page as a detail shows it; `alone`, with nothing beside it."""
    return [drawn(PageDrawing(page, alone))]


def field_lines(coach: Coach, record: Record) -> list[PageLine]:
    """All that is stored of a client or an engagement, each with its name, below what it is."""
    from coach_tui.app.pages.record import page

    about = (record.table, record.uid)
    lines = [PageLine("heading", about, record.noun.partition(" ")[2].capitalize())]
    for line in page(coach.practice, None, record, coach.today)[1:]:
        for text in text_of(line.text).split("\n"):
            lines.append(PageLine("field", about, text, part=line.label))
    return lines if lines[1:] else []
