"""A session keeps its id and its moves when a plan file takes the plan's place (domain rules §10)."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.changes.same_session import same_sessions

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
