"""A session keeps its id and its moves when a plan file takes the plan's place (domain rules §10)."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.same_session import in_order, same_sessions

BOOKED = {"on": "2026-12-01", "time": "10:00", "state": "booked"}


def session(**values: Any) -> dict[str, Any]:
    return {**BOOKED, **values}


@pytest.mark.parametrize(
    ("records", "there", "found"),
    [
        ([session(time="11:00")], {"a": session()}, {0: "a"}),
        ([session(on="2026-12-03")], {"a": session()}, {0: "a"}),
        ([session(on="2026-12-03", time="9:00")], {"a": session()}, {0: "a"}),
        ([session(time="11:00"), session(time="12:00")], {"a": session()}, {}),
        ([session(on="2026-12-03"), session(on="2026-12-04")], {"a": session()}, {}),
        ([session(on="2026-12-03", state="cancelled")], {"a": session()}, {}),
        ([session(state="cancelled", time="11:00")], {"a": session()}, {0: "a"}),
        ([session(on="2026-12-03")], {"a": session(state="held", on="2026-11-03")}, {}),
        (
            [session(on="2026-12-09"), session(time="11:00")],
            {"a": session(), "b": session(on="2026-12-08")},
            {0: "b", 1: "a"},
        ),
        ([], {"a": session()}, {}),
        ([session()], {}, {}),
    ],
)
def test_which_one_it_is(
    records: list[dict[str, Any]], there: dict[str, dict[str, Any]], found: dict[int, str]
) -> None:
    assert same_sessions(records, there) == found


THREE = {uid: session(on=f"2026-12-{day:02}") for uid, day in (("b", 8), ("a", 1), ("c", 15))}
NEXT_DAY = [session(on=f"2026-12-{day:02}") for day in (16, 2, 9)]


@pytest.mark.parametrize(
    ("records", "there", "found"),
    [
        (NEXT_DAY, THREE, {1: "a", 2: "b", 0: "c"}),
        (NEXT_DAY[:2], THREE, {}),
        (NEXT_DAY[:1], {"a": session()}, {}),  # of one alone another rule decides
        ([{**one, "minutes": 90} for one in NEXT_DAY], THREE, {}),
        ([*NEXT_DAY[:2], session(on="2026-12-09", goal="Talk")], THREE, {}),
        (NEXT_DAY, {**THREE, "c": session(on="2026-12-15", state="held")}, {}),
        (
            [{**one, "minutes": 60, "paid": True} for one in NEXT_DAY],
            {uid: {**one, "moves": [1], "also": ["e"], "group_size": 2} for uid, one in THREE.items()},
            {1: "a", 2: "b", 0: "c"},
        ),
    ],
)
def test_a_series_that_was_moved_as_a_whole_is_told_by_its_order(
    records: list[dict[str, Any]], there: dict[str, dict[str, Any]], found: dict[int, str]
) -> None:
    assert in_order(records, there) == found
