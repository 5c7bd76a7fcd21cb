"""What holds of every merge: whoever merges, how often, in which order; and nothing said is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach_tui.plan.merged import TOGETHER, canonical
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.store.shapes import Tables
from coach_tui.sync.merge import Merged, merge
from tests.sync.merge_kit import (
    CLOSING,
    EDITS,
    VERBS,
    Replica,
    Script,
    begun,
    both_ways,
    contents,
    play,
)

if TYPE_CHECKING:
    from tests.sync.merge_kit import Verb

scripts = st.lists(
    st.tuples(st.integers(0, 99), st.integers(0, 2), st.integers(0, 3)), min_size=1, max_size=5
)
laws = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Replica:
    return begun(tmp_path_factory.mktemp("merge") / "base.json")


def apart(start: Replica, several: list[Script], verbs: tuple[Verb, ...] = VERBS) -> list[Tables]:
    """What each of several machines makes of the same file."""
    found = []
    for number, script in enumerate(several):
        replica = start.fork(f"machine-{number}", 30 + 7 * number)
        found.append(play(replica, script, verbs))
    return found


@laws
@given(scripts, scripts)
def test_nothing_comes_of_what_is_there_already(start: Replica, one: Script, other: Script) -> None:
    base = start.tables
    ours, theirs = apart(start, [one, other])
    for same in (merge(base, ours, ours), merge(base, ours, base), merge(base, base, ours)):
        assert canonical(same.tables) == canonical(ours)
        assert not same.remarks
        assert not same.to_look_at
    merged = both_ways(base, ours, theirs)
    for again in (merge(ours, merged.tables, ours), merge(theirs, theirs, merged.tables)):
        assert canonical(again.tables) == canonical(merged.tables)


@laws
@given(scripts, scripts, scripts, st.sampled_from([EDITS, VERBS]))
def test_it_makes_no_difference_which_machines_are_merged_first(
    start: Replica, one: Script, other: Script, third: Script, verbs: tuple[Verb, ...]
) -> None:
    base = start.tables
    x, y, z = apart(start, [one, other, third], verbs)
    first = contents(both_ways(base, both_ways(base, x, y).tables, z).tables)
    assert contents(both_ways(base, x, both_ways(base, y, z).tables).tables) == first
    assert contents(both_ways(base, y, both_ways(base, z, x).tables).tables) == first


@laws
@given(scripts, scripts)
def test_two_that_have_nothing_in_common_become_one(start: Replica, one: Script, other: Script) -> None:
    ours, theirs = apart(start, [one, other])
    merged = both_ways(None, ours, theirs)
    for side in (ours, theirs):
        for table in ("clients", "engagements", "objectives", "commitments"):
            uids = {record["uid"] for record in merged.tables[table].values()}
            assert {record["uid"] for record in side[table].values()} <= uids


@laws
@given(scripts, scripts, st.sampled_from([VERBS, EDITS, VERBS + CLOSING * 4]))
def test_what_was_changed_stands_or_is_kept(
    start: Replica, one: Script, other: Script, verbs: tuple[Verb, ...]
) -> None:
    base = start.tables
    sides = apart(start, [one, other], verbs)
    merged = both_ways(base, *sides)
    entries = {entry["uid"] for entry in merged.tables["journal"].values()}
    for side in sides:
        assert {entry["uid"] for entry in side["journal"].values()} <= entries
        for change in _changes(base, side):
            assert _is_told(merged, *change), change


def _changes(base: Tables, side: Tables) -> list[tuple[str, str, str, Any]]:
    """The plain values that a side has set: table, uid, field and value."""
    found = []
    for table, rows in side.items():
        if table in ("meta", "journal", "merges", Round.table, Rater.table, Response.table):
            continue
        was = {record["uid"]: record for record in base[table].values()}
        for record in rows.values():
            before = was.get(record["uid"], {})
            found += [
                (table, record["uid"], key, value)
                for key, value in record.items()
                if not isinstance(value, (list, dict)) and before.get(key) != value
            ]
    return found


def _is_told(merged: Merged, table: str, uid: str, key: str, value: Any) -> bool:
    """Whether a value stands, stands with a number behind it, was called off, or is kept beside another."""
    record = next((one for one in merged.tables[table].values() if one["uid"] == uid), None)
    if record is None:
        return table == "holidays"  # it is a part of another one now
    now = record.get(key)
    if now == value or (isinstance(now, str) and isinstance(value, str) and now.startswith(f"{value} (")):
        return True
    if (table, value) == ("sessions", "booked") and record.get("closing"):
        return True
    if table == "holidays" or (table, key) == ("engagements", "closed_on"):
        return True
    kept = [one for one in merged.tables["merges"].values() if (one["of"], one["record"]) == (table, uid)]
    together = next((keys for keys in TOGETHER.get(table, ()) if key in keys), (key,))
    fields = {"", *together}
    return any(
        said["value"].get(key) == value
        for one in kept
        if one.get("field", "") in fields
        for said in one["values"]
    )


@laws
@given(scripts, scripts)
def test_what_is_closed_takes_no_answer_that_came_elsewhere(
    start: Replica, one: Script, other: Script
) -> None:
    base = start.tables
    sides = apart(start, [one, other], CLOSING)
    merged = both_ways(base, *sides).tables
    for number, asked in merged["rounds"].items():
        if asked.get("closed_on") and not base["rounds"].get(number, {}).get("closed_on"):
            snapshots = [_answers(side, asked["uid"]) for side in sides if _closed(side, asked["uid"])]
            assert _answers(merged, asked["uid"]) in snapshots


def _answers(tables: Tables, asked: str) -> list[str]:
    return sorted(canonical(one) for one in tables["responses"].values() if one["round"] == asked)


def _closed(tables: Tables, asked: str) -> bool:
    return any(one["uid"] == asked and one.get("closed_on") for one in tables["rounds"].values())
