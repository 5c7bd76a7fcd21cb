"""Columns on a terminal: what has no room goes on below, and nothing is cut (platform: output)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.cli.table import columns
from coach_tui.plan.text import cells

REASON = "target 8, was 12 until 24 Nov: asked by the board, which wants the calls before the end of the year"


def words(lines: list[str]) -> list[str]:
    return " ".join(lines).split()


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_the_last_column_goes_on_below_itself(width: int) -> None:
    (row,) = columns([("Hand over the daily planning", REASON)], width, indent=1)
    lines = row.split("\n")
    assert sorted(words(lines)) == sorted(f"Hand over the daily planning {REASON}".split())
    assert all(cells(line) <= width for line in lines)
    assert (len(lines) == 1) == (width == 200)


def test_a_long_name_has_all_the_room_that_is_there() -> None:
    title = "Write down what a good week looks like"
    assert columns([(title, "3 of 4")], 80) == [f"{title}  3 of 4"]


CELL = st.text(alphabet="ab 田", max_size=60)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4), st.integers(24, 90))
def test_nothing_is_lost_and_no_line_is_too_long(rows: list[tuple[str, str, str]], width: int) -> None:
    for row, drawn in zip(rows, columns(rows, width), strict=True):
        assert all(cells(line) <= width for line in drawn.split("\n"))
        kept = sorted("".join(row).replace(" ", ""))
        assert sorted(drawn.replace(" ", "").replace("\n", "")) == kept


def test_who_asked_and_why_is_read_on_a_terminal(coach: Any) -> None:
    coach.ok("today")
    plan = coach.ok("plan", "anna")
    given = ["--by", "the board", "--why", "it wants the calls before the year ends, and no later than that"]
    changed = plan.replace("target = 12", "target = 8")
    assert changed != plan
    coach.ok("import", "-", "--replace", *given, stdin=changed)
    said = coach.ok("insights", "anna", terminal=True)
    assert "asked by the board" in " ".join(said.split())
    assert "no later than that" in " ".join(said.split())
    assert all(cells(line) <= 80 for line in said.split("\n"))
