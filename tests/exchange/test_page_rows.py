"""The plan on a page in rows: nothing is lost at any width, nothing is too long, every row knows its line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach_tui.exchange.bars import DONE, OPEN, along
from coach_tui.exchange.page_rows import WIDEST, page_rows
from coach_tui.plan.one_page import PlanPage, plan_page
from coach_tui.plan.text import cells
from tests.plan.plan_kit import NOW_DAY, on, plan_of

LONGEST = "Donaudampfschifffahrtsgesellschaftskapitän " * 3
WIDE = "倉庫の移転を五人のチームで最後まで率いる " * 3


def full_page(title: str = "Lead the relocation team", name: str = "Anna Berg") -> PlanPage:
    """A page with every kind of line, of three objectives."""
    numeric = {"kind": "numeric", "name": f"{title} led", "baseline": 0, "target": 12, "unit": "per month"}
    objectives = [
        {"title": f"{title} {n}", "start": on(-50), "due": on(50), "measure": [{"uid": f"m{n}", **numeric}]}
        for n in range(3)
    ]
    objectives.append({"title": "Over", "closed_on": on(-3), "closed_as": "dropped", "closed_reason": "x"})
    milestones = [
        {
            "title": f"{title} on {n}",
            "due": on(9 * n - 8),
            "objective": "objectives0",
            "baseline": on(9 * n - 12),
        }
        for n in range(7)
    ]
    plan = plan_of(
        client={"name": name, "role": f"{title}, Kiel"},
        engagement={"type": "leadership", "end": on(90), "sessions": 12},
        objectives=objectives,
        checkins=[{"on": on(n - 40), "measures": {"m0": n, "m1": n * 1000}} for n in range(9)],
        milestones=[*milestones, {"title": "done", "due": on(-20), "done_on": on(-21)}],
        strategies=[{"title": title, "cadence": "1 per week", "start": on(-28)}],
        commitments=[{"text": title, "due": on(-3)}, {"text": f"Ask {title}", "due": on(3)}],
        sessions=[{"on": on(7), "time": "17:00"}],
        rounds=[{"title": title, "items": ["Listens"], "opened_on": on(-9)}],
        assessments=[{"title": title, "asked_on": on(-5), "items": ["Health"]}],
        wins=[{"on": on(-1), "text": title}],
        reviews=[{"held_on": on(-7), "reflection": f"{title}, she said"}],
    )
    return plan_page(plan, NOW_DAY)


def drawn(page: PlanPage, width: int, height: int = 0, ascii_only: bool = False) -> list[str]:
    rows = page_rows(page, width, height=height, ascii_only=ascii_only)
    return ["".join(text for text, _ in spans) for spans, _ in rows]


@pytest.mark.no_cover
@pytest.mark.parametrize("title", ["Lead the relocation team", LONGEST, WIDE], ids=["usual", "long", "CJK"])
@pytest.mark.parametrize("height", [0, 20])
def test_no_row_is_too_long_at_any_width(title: str, height: int) -> None:
    page = full_page(title, name=title)
    for width in range(24, 121):
        rows = drawn(page, width, height)
        assert max(map(cells, rows)) <= min(width, WIDEST), width


@pytest.mark.parametrize("width", [24, 44, 60, 84, 200])
def test_no_word_of_a_line_is_lost_at_any_width(width: int) -> None:
    page = full_page()
    said = " ".join(" ".join(drawn(page, width)).split())
    for line in page.lines:
        if line.kind == "milestone" and line.text.endswith(" 0"):
            continue  # it is the next step of its objective
        for words in (line.text, *line.asides[-1:]):
            assert all(word in said for word in words.split()), (line.text, words)


def words(page: PlanPage, width: int, height: int, alone: bool) -> set[str]:
    """The words in sight in so many cells and rows, but those of the axis."""
    rows = page_rows(page, width, height=height, alone=alone)[:height]
    said = ("".join(text for text, _ in spans) for spans, line in rows if line is None or line.kind != "axis")
    return {
        word.strip(",") for row in said for word in row.split() if not any(sign >= "\u2500" for sign in word)
    }


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("height", [16, 20, 30, 40, 50])
def test_more_cells_tell_no_less(height: int, alone: bool) -> None:
    page = full_page("Lead the team")
    before: set[str] = set()
    for width in range(78 if alone else 49, WIDEST + 1):
        now = words(page, width, height, alone)
        assert before <= now, (width, before - now)
        before = now


@pytest.mark.parametrize(("width", "alone"), [(49, False), (63, False), (78, True), (84, True)])
def test_more_rows_tell_no_less(width: int, alone: bool) -> None:
    page = full_page("Lead the team")
    before: set[str] = set()
    for height in range(16, 61):
        now = words(page, width, height, alone)
        assert before <= now, (height, before - now)
        before = now


def test_every_row_but_a_blank_one_is_of_a_line() -> None:
    page = full_page()
    rows = page_rows(page, 60)
    steps = {line.about for line in page.lines if line.kind == "step"}
    assert {line for _, line in rows if line} == {
        line for line in page.lines if line.kind != "milestone" or line.about not in steps
    }
    assert all(line is not None or not spans for spans, line in rows)


def test_a_plan_of_three_objectives_stands_on_forty_lines() -> None:
    assert len(drawn(full_page(), 80)) <= 40
    assert len(drawn(full_page(), 60, height=36)) <= 36


def test_what_is_short_of_rows_gives_up_blank_ones_first_and_then_values() -> None:
    page = full_page()
    airy = drawn(page, 80)
    dense = drawn(page, 80, height=len(airy) - 1)
    told = [row for row in airy if row.strip()]
    assert dense[: len(told)] == told
    assert not any(row.strip() for row in dense[len(told) :])
    short = drawn(page, 80, height=len(told) - 1)
    assert len(short) < len(told)
    assert not any("→ 12" in row for row in short)
    (first,) = [row for row in short if row.startswith("· Lead the relocation team 0")]
    assert "━" in first
    assert first.rstrip().endswith("67%  too few days of values")
    assert (
        sum(
            row.startswith(("· Lead the relocation team on", "! Lead the relocation team on"))
            for row in short
        )
        == 5
    )


def test_a_console_of_ascii_gets_its_own_signs() -> None:
    for row in drawn(full_page(), 80, ascii_only=True):
        assert not set(row) & set("━╸─┃◇●◆┊"), row


def test_points_stand_where_their_days_are_and_today_behind_them() -> None:
    points = [(0.0, DONE, "good"), (10.0, OPEN, "accent")]
    assert along(points, 0, 10, 11, today=5) == [
        ("●", "good"), ("    ", ""), ("┊", "rule"), ("    ", ""), ("◆", "accent")
    ]  # fmt: skip
    assert along(points[:1], 0, 0, 3) == [("●", "good"), ("  ", "")]
    assert along(points, 0, 10, 11, ascii_only=True)[0] == ("*", "good")


def test_a_plan_that_is_long_over_has_years_on_its_axis() -> None:
    far = (date.fromisoformat(on(0)) - timedelta(days=2000)).isoformat()
    plan = plan_of(engagement={"start": far}, milestones=[{"title": "M", "due": on(700)}])
    assert "2024" in "\n".join(drawn(plan_page(plan, NOW_DAY), 80))
