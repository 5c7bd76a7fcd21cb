"""The plan on a page in rows of so many cells: plain data in, spans out, for terminal and shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.exchange.axis import Axis
from coach_tui.exchange.bars import DONE, OPEN, along, bar, way
from coach_tui.exchange.status_marks import STATUS_MARKS
from coach_tui.plan.page_line import PageLine, Reached, Shift
from coach_tui.plan.text import cells, clean, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coach_tui.plan.one_page import PlanPage

    Span = tuple[str, str]
    Row = tuple[list[Span], PageLine | None]
    """A row, and the line that it is of; None for a blank one."""

WIDEST = 84
"""Cells of a page at most: what is far apart is hard to read as one line."""
NARROWEST = 24
LABEL, FIELD, GAP, MARK = 10, 19, 2, 2
"""Cells of a label, and of a field's name, with what is behind it; between two parts of a row; and of a mark
with a blank."""
LEAST_BAR, MOST_BAR = 5, 32
LEAST_AXIS, AMPLE_AXIS, ROOMY = 10, 24, 76
"""Cells of an axis at least, and before titles are wrapped; of a page that has room for all that is said of a
milestone, and for an objective in one row."""
MARKS = {
    **STATUS_MARKS,
    "late": ("!", "bad"),
    "warn": ("~", "warn"),
    "open": ("·", "dim"),
    "done": ("✓", "good"),
    "won": ("*", "good"),
    "quiet": ("", "dim"),
    "gap": ("–", "dim"),
}
"""How a line stands → its mark, and the style of that."""
LOUD = ("bad", "warn")
"""Styles that the words of a reason take over from their mark."""
TOLD_ASIDE = ("Practice", "Promised")
"""Parts in which what stands beside the words says why they are marked."""


WAYS = ((True, True), (False, True), (False, False))
"""Whether asides are told whole, and objectives in full: the most first."""


def page_rows(
    page: PlanPage, width: int, *, ascii_only: bool = False, height: int = 0, alone: bool = True
) -> list[Row]:
    """The rows of a page, none longer than `width` cells.

    Where they are to fit into `height` rows and do not, blank rows go first; then what stands beside words is
    told in short where it has no room in their row; then objectives are told without values and next steps,
    and all milestones stand on the axis. What is told besides comes after that. Each way tells what the next
    one does, and more cells never take more rows, so that a wider page tells no less.

    Args:
        page: what is told.
        width: the cells there are.
        ascii_only: whether only plain signs are drawn.
        height: the rows there are; 0 for as many as it takes.
        alone: whether nothing stands beside it: then an objective may have one row, and its status a mark
            alone. Beside a list a page grows into the width for that, and would lose the words again.
    """
    rows: list[Row] = []
    for layout, airy in _ways(page, max(NARROWEST, min(width, WIDEST)), ascii_only, alone):
        rows = layout.rows(page.lines, airy)
        if not height or len(rows) <= height:
            break
    if not (
        airy and layout.full and layout.whole
    ):  # what is told besides would go out of sight again in a way before
        rows += [([], None)] * (height - len(rows))
    return [*rows, *layout.rows(page.more, airy=True)]


def _ways(page: PlanPage, width: int, ascii_only: bool, alone: bool) -> Iterator[tuple[_Layout, bool]]:
    """How a page can be laid out, and whether blank rows part it: what takes the most room first."""
    for whole, full in WAYS:
        layout = _Layout(page, width, ascii_only, full, whole, alone)
        yield layout, True
        yield layout, False


class _Layout:
    """One page in one width, in full or in short; `whole`, with the longest of all asides."""

    def __init__(
        self, page: PlanPage, width: int, ascii_only: bool, full: bool, whole: bool, alone: bool
    ) -> None:
        self.page, self.width, self.ascii_only, self.full, self.whole = page, width, ascii_only, full, whole
        self.alone = alone
        self._steps = {line.about for line in page.lines if line.kind == "step"} if full else set()
        self.lines = [line for line in page.lines if self._told(line)]
        self._columns()
        self._in_short()

    def _told(self, line: PageLine) -> bool:
        """Whether there is room for a line, and it says what no other says."""
        if line.kind in ("step", "values"):
            return self.full
        return line.kind != "milestone" or line.about not in self._steps

    def _columns(self) -> None:
        """The cells of the milestones' titles, of the axis (0: none) and of what stands behind it."""
        shown = [line for line in self.lines if line.kind in ("milestone", "axis")]
        titles = max((cells(clean(line.text)) for line in shown), default=0)
        self.side = max((cells(self._side(line)) for line in shown), default=0)
        room = self.width - MARK - self.side - 2 * GAP
        self.title = max(LABEL - GAP, min(titles, max(self.width * 2 // 5, room - AMPLE_AXIS)))
        self.axis = room - self.title if room - self.title >= LEAST_AXIS else 0
        if not self.full and self.title < titles:
            self.axis = 0  # rows are short, and an axis would cost some of them

    def _side(self, line: PageLine) -> str:
        return line.asides[0 if self.width >= ROOMY else -1] if line.asides else ""

    def _in_short(self) -> None:
        """The cells of the bars where each objective has one row; 0 where there is no room for that."""
        found = [line for line in self.lines if line.kind == "objective"]
        figures = [line.figure for line in found if isinstance(line.figure, Reached)]
        self.name = max((cells(clean(line.text)) for line in found), default=0)
        self.share = max((len(_share(one)) for one in figures), default=0)
        self.ahead = max((cells(one.forecast) for one in figures), default=0)
        taken = MARK + self.name + self.share + self.ahead + 3 * GAP
        self.bar = min(MOST_BAR, self.width - taken)
        if not self.alone or min(self.width, ROOMY) - taken < LEAST_BAR + 3:
            self.bar = 0

    def rows(self, lines: Sequence[PageLine], airy: bool) -> list[Row]:
        """The rows of some lines; `airy`, with a blank one before each part."""
        draw: dict[str, Callable[[PageLine], list[list[Span]]]] = {
            "name": self._name,
            "heading": self._heading,
            "objective": self._objective,
            "values": self._under,
            "step": self._under,
            "axis": self._timeline,
            "milestone": self._milestone,
            "more": self._under,
            "field": self._field,
        }
        rows: list[Row] = []
        self.part, before = "", ""
        for line in filter(self._told, lines):
            begins = line.kind in ("heading", "axis") or (line.kind == "line" and line.part and not before)
            if airy and begins:
                rows.append(([], None))
            rows += [(spans, line) for spans in draw.get(line.kind, self._line)(line)]
            before = self.part = line.part
        return rows

    def _name(self, line: PageLine) -> list[list[Span]]:
        said: list[Span] = [(clean(line.text), "bold")]
        return self._beside(said, [[(clean(aside), "dim")] for aside in line.asides], at_once=True)

    def _heading(self, line: PageLine) -> list[list[Span]]:
        mark, style = MARKS.get(line.mark, ("", "dim"))
        sides: list[list[Span]] = [[(f"{mark} {aside}".strip(), style)] for aside in line.asides]
        return self._beside([(line.text, "head")], sides)

    def _field(self, line: PageLine) -> list[list[Span]]:
        """A value behind its name, or under it where there is not room for both."""
        name = clean(line.part) if line.part != self.part else ""
        lead: Span = (name + " " * (FIELD - cells(name)), "dim")
        if cells(name) > FIELD - GAP or self.width < FIELD * 3:
            under = self._beside([(clean(line.text), "")], (), [("  ", "")])
            return [[(name, "dim")], *under] if name else under
        return self._beside([(clean(line.text), "")], (), [lead])

    def _line(self, line: PageLine) -> list[list[Span]]:
        """A mark and words, under a label where it has one."""
        mark, style = MARKS.get(line.mark, ("", ""))
        lead: list[Span] = []
        if line.part:
            label = line.part if line.part != self.part else ""
            lead.append((label.ljust(LABEL), "dim"))
        elif line.kind == "gap":
            lead.append(("  ", ""))
        if line.mark or line.part:
            lead.append((mark.ljust(MARK), style))
        words = style if (style in LOUD and not line.part) or line.mark == "quiet" else ""
        side = style if style in LOUD and line.part in TOLD_ASIDE else "dim"
        if line.kind in ("led", "gap"):
            side = "accent"
        asides: list[list[Span]] = [[(clean(aside), side)] for aside in line.asides]
        says_more = bool(line.part) or line.kind in ("led", "gap")
        return self._beside([(clean(line.text), words)], asides, lead, says_more=says_more)

    def _under(self, line: PageLine) -> list[list[Span]]:
        """What belongs to an objective: values with where they are to go, a next step."""
        lead: list[Span] = [("  ", "")]
        if line.kind == "step":
            lead.append(("next  ", "dim"))
        side = "bad" if line.mark == "late" else "" if line.kind == "values" else "dim"
        style = "" if line.kind == "step" else "dim"
        return self._beside(
            [(clean(line.text), style)], [[(clean(one), side)] for one in line.asides], lead, says_more=True
        )

    def _objective(self, line: PageLine) -> list[list[Span]]:
        found = line.figure
        assert isinstance(found, Reached)
        mark, style = MARKS.get(line.mark, ("·", ""))
        lead: list[Span] = [(mark.ljust(MARK), style)]
        text = clean(line.text)
        if not self.full and self.bar:
            spans = [*lead, (text.ljust(len(text) + self.name - cells(text) + GAP), "")]
            spans += self._drawn_share(found, self.bar)
            spans += [(f"{'':{GAP}}{_share(found):>{self.share}}{'':{GAP}}", ""), (found.forecast, "dim")]
            return [spans]
        status: list[Span] = [(line.asides[0], style)]
        sides = [[*status, (f"  {found.due}", "dim")], status] if found.due else [status]
        said = self._beside([(text, "")], sides, lead, says_more=True)
        return [*said, *self._under_title(found)]

    def _under_title(self, found: Reached) -> list[list[Span]]:
        """The bar with what it says, and where it is heading."""
        room = self.width - MARK - cells(found.where) - GAP
        if found.share is None:
            return self._beside([(found.where, "dim")], [[(found.forecast, "dim")]], [("  ", "")])
        beside = room - cells(found.forecast) - GAP
        length = min(MOST_BAR, beside if beside >= LEAST_BAR else room)
        said = [*self._drawn_share(found, length), (f"{'':{GAP}}{found.where}", "")]
        return self._beside(said, [[(found.forecast, "dim")]], [("  ", "")])

    def _drawn_share(self, found: Reached, length: int) -> list[Span]:
        drawn = bar(found.share, found.expected, length, self.ascii_only)
        used = sum(len(text) for text, _ in drawn)
        return [*drawn, (" " * (length - used), "")]

    def _timeline(self, line: PageLine) -> list[list[Span]]:
        """The months over the axis; in full a row with all milestones."""
        side = self._side(line)
        if not self.axis:
            return self._beside([(line.text, "head")], [[(side, "dim")]])
        page = self.page
        months = ""
        for tick in Axis(page.first, page.last, self.axis).labels():
            months = months.ljust(tick.cell) + tick.text
        head = line.text.ljust(MARK + self.title + GAP)
        gap = " " * GAP
        months = months.ljust(self.axis)[: self.axis]
        rows: list[list[Span]] = [[(head, "head"), (months, "dim"), (f"{gap}{side:>{self.side}}", "dim")]]
        if self.full:
            styles = {"done": (DONE, "good"), "late": (OPEN, "bad"), "open": (OPEN, "accent")}
            points = [(day.toordinal(), *styles[state]) for day, state in page.signs]
            drawn = along(
                points, *self._ends, self.axis, today=page.today.toordinal(), ascii_only=self.ascii_only
            )
            rows.append([(" " * len(head), ""), *drawn])
        return rows

    @property
    def _ends(self) -> tuple[int, int]:
        return self.page.first.toordinal(), self.page.last.toordinal()

    def _milestone(self, line: PageLine) -> list[list[Span]]:
        """The title, the way from its first date to the present one, and when that is."""
        mark, style = MARKS.get(line.mark, ("·", "dim"))
        lead: list[Span] = [(mark.ljust(MARK), style)]
        side, late = self._side(line), "bad" if line.mark == "late" else "dim"
        shift = line.figure
        if not self.axis or not isinstance(shift, Shift):
            return self._beside([(clean(line.text), "")], [[(side, late)]], lead)
        first, *more = wrap(clean(line.text), self.title)
        drawn = way(
            shift.first.toordinal(),
            shift.now.toordinal(),
            *self._ends,
            self.axis,
            sign=OPEN,
            style="bad" if line.mark == "late" else "accent",
            today=self.page.today.toordinal(),
            ascii_only=self.ascii_only,
        )
        pad = " " * (self.title - cells(first) + GAP)
        behind = f"{'':{GAP}}{'':{max(0, self.side - cells(side))}}{side}"
        rows = [[*lead, (first + pad, ""), *drawn, (behind, late)]]
        return [*rows, *([("  " + words, "")] for words in more)]

    def _beside(
        self,
        said: Sequence[Span],
        asides: Sequence[Sequence[Span]] = (),
        lead: Sequence[Span] = (),
        *,
        at_once: bool = False,
        says_more: bool = False,
    ) -> list[list[Span]]:
        """Words, and at the right the first of what may stand beside them that fits into the row.

        Where none does, the words are wrapped, and it stands behind the last of them, or in a row of its own.
        `at_once`, right behind them; `says_more`, the first of them says what others do not, and they stand
        there only where not all can be told. A row of its own is for the last of them: more cells do not tell
        it shorter.
        """
        asides = asides[:1] if says_more and self.whole else asides
        indent = sum(cells(text) for text, _ in lead)
        room, used = self.width - indent, _size(said)
        for aside in asides:
            if used + GAP + _size(aside) <= room:
                gap = GAP if at_once else room - used - _size(aside)
                return [[*lead, *said, (" " * gap, ""), *aside]]
        rows = _wrapped(said, room)
        left = room - GAP - _size(rows[-1])
        fitting = [one for one in asides if _size(one) <= left]
        if fitting:
            aside = fitting[0]
            gap = GAP if at_once else left + GAP - _size(aside)
            rows[-1] = [*rows[-1], (" " * gap, ""), *aside]
        elif asides:
            for words in _wrapped(asides[-1], room):
                rows.append(words if at_once else [(" " * (room - _size(words)), ""), *words])
        blank: list[Span] = [(" " * indent, "")]
        return [[*lead, *rows[0]], *([*blank, *row] for row in rows[1:])]


def _share(found: Reached) -> str:
    return found.where.partition(",")[0]


def _size(spans: Sequence[Span]) -> int:
    return sum(cells(text) for text, _ in spans)


def _wrapped(spans: Sequence[Span], width: int) -> list[list[Span]]:
    """Spans in rows of so many cells: as they are where they fit, else as one text wrapped by words."""
    if _size(spans) <= width:
        return [list(spans)]
    text, style = "".join(text for text, _ in spans), spans[0][1]
    return [[(words, style)] for words in wrap(text, width)]
