"""The time axis and what is drawn on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.app.widgets.gantt import Gantt, GanttBar, labels, ruler, today_label
from coach_tui.app.widgets.glyphs import to_ascii
from coach_tui.exchange.axis import Axis

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
ANY_DAY = st.one_of(DAYS, st.sampled_from([date.min, date.max]))
CELLS = st.integers(20, 180)
PER_CELL = st.sampled_from([0, 0, 1, 2])

axes = st.builds(Axis, ANY_DAY, ANY_DAY, CELLS, PER_CELL, st.none() | ANY_DAY)
bars = st.builds(
    GanttBar,
    ANY_DAY,
    ANY_DAY,
    st.sampled_from(["diamond", "done", "full"]),
    st.just("accent"),
    st.sampled_from([(), ("in 3 days",), ("400 days late", "400d late", "late")]),
    st.booleans(),
    st.none() | ANY_DAY,
    st.lists(st.integers(0, 5), max_size=3).map(tuple),
)


def text(spans: list[tuple[str, str]]) -> str:
    return "".join(part for part, _ in spans)


@given(axis=axes, one=ANY_DAY, other=ANY_DAY)
@settings(derandomize=True, deadline=None)
def test_later_days_never_lie_further_left(axis: Axis, one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert axis.place(early) <= axis.place(late)
    cell = axis.cell(one)
    assert cell is None or 0 <= cell < axis.cells


@given(axis=axes)
@settings(derandomize=True, deadline=None)
def test_the_whole_of_a_plan_is_in_sight(axis: Axis) -> None:
    if not axis.per_cell:
        assert axis.cell(axis.first) == 0
        if axis.last > axis.first:
            assert axis.cell(axis.last) == axis.cells - 1


@given(
    axis=axes, today=ANY_DAY, ends=st.tuples(ANY_DAY, ANY_DAY), rows=st.lists(st.none() | bars, max_size=6)
)
@settings(derandomize=True, deadline=None, max_examples=150)
def test_every_line_fills_the_axis_and_no_more(
    axis: Axis, today: date, ends: tuple[date, date], rows: list[GanttBar | None]
) -> None:
    rows = [
        row and row._replace(after=tuple(number for number in row.after if number < len(rows)))
        for row in rows
    ]
    gantt = Gantt(axis, today, rows)
    lines = [gantt.row(number) for number in range(len(rows))]
    for line in (*lines, labels(axis), ruler(axis, today, *sorted(ends)), today_label(axis, today)):
        assert len(text(line)) == axis.cells
        assert to_ascii(text(line)).replace("’", "'").isascii()
    at = axis.cell(today)
    for row, line in zip(rows, lines, strict=True):
        if row is None:
            continue
        cell = axis.cell(row.day)
        drawn = text(line)
        if cell is not None:
            # the present day is never covered, whatever else falls there
            assert drawn[cell] in "◆✓●"
        if at is not None and at not in (cell, axis.cell(row.first)):
            assert drawn[at] in "│─△‹›"
    starts = [tick.cell for tick in axis.labels()]
    ends_of = [tick.cell + len(tick.text) for tick in axis.labels()]
    assert all(end < start for end, start in zip(ends_of, starts[1:], strict=False))


def drawn(*rows: GanttBar | None, cells: int = 41) -> list[str]:
    axis = Axis(TODAY - timedelta(days=20), TODAY + timedelta(days=20), cells)
    gantt = Gantt(axis, TODAY, rows)
    return [text(gantt.row(number)).rstrip() for number in range(len(rows))]


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_slip_is_a_stretch_from_the_first_date() -> None:
    assert drawn(GanttBar(on(2), on(6), words=("in 6 days, moved +4", "in 6 days")))[0] == (
        " " * 20 + "│ ◇───◆ in 6 days"
    )
    assert (
        drawn(GanttBar(on(-18), on(-15), "done", "good", ("+3 days",)))[0] == "  ◇──✓ +3 days" + " " * 6 + "│"
    )


def test_what_is_late_reaches_to_today() -> None:
    late = GanttBar(on(-4), on(-4), words=("4 days late",), late=True)
    assert drawn(late)[0] == " " * 16 + "◆┄┄┄│ 4 days late"


def test_elbows_lead_to_what_waits() -> None:
    first = GanttBar(on(-15), on(-15), "done")
    assert drawn(first, None, GanttBar(on(-5), on(-5), after=(0,))) == [
        "     ✓" + " " * 14 + "│",
        "     ┊" + " " * 14 + "│",
        "     ╰┄┄┄┄┄┄┄┄┄◆    │",
    ]
    # one that was to begin before what it waits for came to an end
    assert drawn(first, GanttBar(on(-18), on(-10), after=(0,)))[1] == "  ◇──┴────◆         │"
    # one that stands before what it waits for
    assert (
        drawn(GanttBar(on(-12), on(-12), after=(1,)), GanttBar(on(-5), on(-5)))[0] == "        ◆┄┄┄┄┄┄╮    │"
    )
    # on the same day, and on one cell of a plan that goes on for years
    assert drawn(first, GanttBar(on(-15), on(-15), after=(0,)))[1] == "     ◆" + " " * 14 + "│"


def test_out_of_sight_is_said() -> None:
    axis = Axis(on(-100), on(100), 30, 1, on(0))
    gantt = Gantt(axis, on(-50), [GanttBar(on(-9), on(-9)), GanttBar(on(60), on(60), words=("in 60 days",))])
    assert text(gantt.row(0)).startswith("‹")
    assert text(gantt.row(1)).endswith("in 60 days ›")
    assert text(today_label(axis, on(-50))).startswith("← today")
    assert text(today_label(axis, on(50))).endswith("today →")


@pytest.mark.parametrize(
    ("days", "cells", "per_cell", "said"),
    [
        (150, 60, 0, "   Dec ’26     Jan ’27     Feb        Mar         Apr"),
        (60, 42, 1, "      30 Nov 7 Dec  14     21     28     4"),
        (60, 42, 2, "   Dec ’26         Jan ’27        Feb"),
        (600, 30, 0, " ’27"),
        (3000, 30, 0, "2028   2030"),
        (0, 20, 0, "Nov ’26"),
    ],
)
def test_labels(days: int, cells: int, per_cell: int, said: str) -> None:
    axis = Axis(TODAY, on(days), cells, per_cell, TODAY)
    assert said in text(labels(axis)), text(labels(axis))


def test_the_span_of_the_plan() -> None:
    axis = Axis(on(-20), on(20), 41)
    line = text(ruler(axis, TODAY, on(-10), on(10)))
    assert line.strip() == "┣━━━━━━━━━│──────┬──┤"
    assert line.index("┣") == 10
