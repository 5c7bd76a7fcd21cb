"""From format 1 to 2: pauses become lists, and those that the journal knows come back (domain rules §11)."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.store.past_pauses import keep_pauses
from tests.store.test_store_formats import migrated

__all__ = ["migrated"]


def entry(at: str, table: str, before: Any, after: Any, state: str = "done") -> dict[str, Any]:
    op = {"table": table, "uid": "x", "before": before, "after": after}
    return {"at": f"{at}T10:00:00+01:00", "state": state, "ops": [op]}


def kept(table: str, now: dict[str, Any], *entries: dict[str, Any], checkins: Any = ()) -> Any:
    tables: dict[str, Any] = {
        "engagements": {"1": {"uid": "e", "start": "2026-09-01"}},
        "strategies": {},
        "checkins": {str(n): one for n, one in enumerate(checkins)},
        "journal": {str(n): one for n, one in enumerate(entries, 9)},  # 9, 10: by number, not by letter
    }
    tables[table] |= {"2": {"uid": "x", **now}}
    keep_pauses(tables)
    assert "pause" not in tables[table]["2"]
    return tables[table]["2"].get("pauses")


PAUSE = {"since": "2026-10-05", "until": "2026-11-15", "reason": "leave"}
LONGER = {**PAUSE, "until": "2026-12-01"}
ILL = {"since": "2026-10-20", "reason": "ill"}  # overlaps with the first, so that they become one


@pytest.mark.parametrize(
    ("now", "entries", "pauses"),
    [
        ({}, [], None),
        ({"pause": PAUSE}, [], [PAUSE]),
        ({}, [("2026-11-01", PAUSE, None)], [{**PAUSE, "until": "2026-10-31"}]),  # ended by hand
        ({}, [("2026-11-20", PAUSE, None)], [PAUSE]),  # it had ended by itself
        ({}, [("2026-10-05", PAUSE, None)], None),  # taken back on its first day
        ({"pause": LONGER}, [("2026-11-01", PAUSE, LONGER)], [LONGER]),
        ({"pause": {"since": "2026-11-20"}}, [("2026-11-20", PAUSE, {"since": "2026-11-20"})],
         [PAUSE, {"since": "2026-11-20"}]),
        ({"pause": ILL}, [("2026-11-01", PAUSE, ILL)], [{"since": "2026-10-05", "reason": "leave; ill"}]),
    ],
)  # fmt: skip
def test_the_pauses_of_a_plan(now: Any, entries: Any, pauses: Any) -> None:
    told = [
        entry(at, "engagements", {"pause": old}, {"pause": new} if new else {}) for at, old, new in entries
    ]
    assert kept("engagements", now, *told) == pauses


def test_what_was_undone_never_was() -> None:
    gone = entry("2026-11-01", "engagements", {"pause": PAUSE}, {}, state="undone")
    assert kept("engagements", {}, gone) is None


def test_the_pauses_of_a_strategy() -> None:
    told = [
        entry("2026-10-05", "strategies", {}, {"status": "paused", "status_reason": "knee"}),
        entry("2026-10-12", "strategies", {"status": "paused"}, {"status": "active"}),
        entry("2026-11-01", "strategies", {"status": "active"}, {"status": "paused"}),
    ]
    first = {"since": "2026-10-05", "until": "2026-10-11", "reason": "knee"}
    assert kept("strategies", {"status": "active", "plan": "e"}, *told[:2]) == [first]
    assert kept("strategies", {"status": "paused", "plan": "e"}, *told) == [first, {"since": "2026-11-01"}]


def test_a_strategy_that_pauses_since_before_the_journal() -> None:
    """It pauses since the first change that is known, at the latest: no pause of days before is made up."""
    now = {"status": "paused", "plan": "e"}
    other = entry("2026-10-12", "milestones", {}, {})
    later = entry("2026-11-02", "milestones", {}, {})
    assert kept("strategies", now, other, later) == [{"since": "2026-10-12"}]
    assert kept("strategies", {**now, "start": "2026-10-20"}, other) == [{"since": "2026-10-20"}]
    checkins = [{"on": "2026-10-01", "done": ["x"]}]
    assert kept("strategies", now, other, checkins=checkins) == [{"since": "2026-10-12"}]
    assert kept("strategies", now) == [{"since": "2026-09-01"}]


def test_the_file_of_the_last_version(migrated: Any) -> None:
    found = {one["client"]: one.get("pauses") for one in migrated["engagements"].values()}
    clients = {one["uid"]: one["name"] for one in migrated["clients"].values()}
    assert {clients[uid]: pauses for uid, pauses in found.items()} == {
        "Anna Berg": [{"since": "2026-10-26", "until": "2026-11-08", "reason": "away in Lisbon"}],
        "Ben Okafor": [{"since": "2026-11-18", "reason": "parental leave"}],
        "Carla Díaz": None,
    }
    walk = next(one for one in migrated["strategies"].values() if one["title"] == "Evening walk")
    assert walk["pauses"] == [
        {"since": "2026-11-10", "until": "2026-11-16", "reason": "knee"},
        {"since": "2026-11-17", "reason": "knee again"},
    ]
    task = next(one for one in migrated["strategies"].values() if one["title"] == "Delegate one task")
    assert task["rhythms"] == [{"cadence": "1 per week", "until": "2026-11-16"}]
    assert "rhythms" not in walk
