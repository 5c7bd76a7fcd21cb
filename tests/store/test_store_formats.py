"""A file of an older format, as that version wrote it: what it says now, and that nothing in it is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.plan.schema import check_record
from coach_tui.store import shapes
from coach_tui.store.journal import entries
from coach_tui.store.needs_dated import date_needs
from coach_tui.store.session_states import say_what_came
from coach_tui.store.shapes import Tables
from coach_tui.store.store import Store

WRITTEN = Path(__file__).parent.parent / "data" / "format-1.json"


@pytest.fixture
def migrated(make_store: Callable[..., Store], path: Path) -> Tables:
    """Read the file of format 1, brought to the present format."""
    path.parent.mkdir(mode=0o700)
    path.write_bytes(WRITTEN.read_bytes())
    path.chmod(0o600)
    return dict(make_store(check_record=check_record).read())


def test_every_record_is_still_there_and_sound(migrated: Tables) -> None:
    before = json.loads(WRITTEN.read_text())
    assert migrated["meta"]["1"]["format"] == shapes.FORMAT
    for table in shapes.TABLES:
        uids = {record["uid"] for record in before.get(table, {}).values()}
        assert {record["uid"] for record in migrated[table].values()} >= uids
        for record in migrated[table].values():
            check_record(table, record)


def test_only_what_was_undone_is_told_as_taken_back(migrated: Tables) -> None:
    before = json.loads(WRITTEN.read_text())["journal"]
    undone = [one["what"] for one in before.values() if one["state"] != "done"]
    assert len(undone) < len(before)
    found = entries(migrated)
    assert {one.state for one in found} == {"dropped"}
    assert [one.what for one in found if one.taken_back] == undone


def test_a_need_added_by_itself_was_found_on_that_day(migrated: Tables) -> None:
    assert [need["found_on"] for need in migrated["needs"].values()] == ["2026-09-01"]


def test_a_need_of_a_whole_plan_has_no_day_of_its_own() -> None:
    began: list[dict[str, Any]] = [{"table": "engagements", "uid": "e", "before": None, "after": {}}]
    op: dict[str, Any] = {"table": "needs", "uid": "n", "before": None, "after": {}}
    needs = {"1": {"uid": "n"}, "2": {"uid": "o"}, "3": {"uid": "p", "found_on": "2026-01-02"}}
    done = {"at": "2026-09-01T10:00:00+00:00", "state": "done"}
    journal = {
        "1": {**done, "ops": [*began, op]},
        "2": {**done, "state": "undone", "ops": [{**op, "uid": "o"}]},
        "3": {**done, "ops": [{**op, "uid": "p"}]},
    }
    tables: Tables = {"needs": needs, "journal": journal}
    date_needs(tables)
    assert [need.get("found_on") for need in needs.values()] == [None, None, "2026-01-02"]


def test_how_objectives_were_changed_is_known_as_far_as_the_journal_reaches(migrated: Tables) -> None:
    told = {raw["title"]: raw.get("revisions") for raw in migrated["objectives"].values()}
    assert told == {
        "Lead the Monday stand-ups": [
            {"on": "2026-10-12", "what": "target of “stand-ups”", "from": "12", "to": "8"},
            {
                "on": "2026-10-20",
                "what": "target date",
                "from": "2026-12-18",
                "to": "2027-01-15",
                "reason": "the board asked",
            },
        ],
        "Say no in time": None,
        "Old aim": None,
    }


def test_what_came_of_each_session_is_told_as_far_as_the_file_told_it(migrated: Tables) -> None:
    keys = ("state", "cancelled_by", "closing", "held")
    told = [
        (raw["on"], {key: raw[key] for key in keys if key in raw}) for raw in migrated["sessions"].values()
    ]
    closing = {"state": "cancelled", "cancelled_by": "coach", "closing": True}
    assert told == [
        ("2026-09-08", {"state": "held"}),
        ("2026-09-22", {"state": "held"}),
        ("2026-10-06", {"state": "booked"}),
        ("2026-11-24", {"state": "held"}),
        ("2026-12-10", {"state": "booked"}),
        ("2026-12-22", {"state": "booked"}),
        ("2026-06-10", {"state": "held"}),
        ("2026-12-15", closing),
        ("2026-07-10", {"state": "held"}),
        ("2026-06-10", {"state": "held"}),
    ]
    assert [raw["moves"] for raw in migrated["sessions"].values() if "moves" in raw] == [
        [
            {
                "on": "2026-11-18",
                "from": "2026-12-08",
                "to": "2026-12-10",
                "from_time": "09:30",
                "to_time": "14:00",
            }
        ]
    ]


@pytest.mark.parametrize(
    ("session", "closed_on", "state"),
    [
        ({"on": "2026-11-09"}, "", "held"),
        ({"on": "2026-11-10"}, "", "booked"),
        ({"on": "2026-11-10", "held": True}, "", "held"),
        ({"on": "2026-11-11", "held": True}, "", "held"),
        ({"on": "2026-11-11", "held": False}, "", "booked"),
        ({"on": "2026-11-09", "held": False}, "", "booked"),
        ({"on": "2026-11-05"}, "2026-11-04", "cancelled"),
        ({"on": "2026-11-05", "shared": "We talked."}, "2026-11-04", "held"),
        ({"on": "2026-11-05", "held": True}, "2026-11-04", "held"),
        ({"on": "2026-11-04"}, "2026-11-04", "held"),
    ],
)
def test_past_is_what_lay_before_the_last_day_of_the_file(
    session: dict[str, Any], closed_on: str, state: str
) -> None:
    row: dict[str, Any] = {"uid": "s", "plan": "e", **session}
    tables: Tables = {
        "engagements": {"1": {"uid": "e", **({"closed_on": closed_on} if closed_on else {})}},
        "sessions": {"1": row},
        "checkins": {"1": {"on": "2026-11-10"}},
    }
    say_what_came(tables)
    assert row["state"] == state


def test_undo_begins_anew_and_says_so(make_store: Callable[..., Store], migrated: Tables) -> None:
    store = make_store(check_record=check_record)
    with pytest.raises(BadInput, match=r"^there is nothing to undo: undo begins anew .*before-format-2"):
        store.undo()
    with pytest.raises(BadInput, match=r"^there is nothing to redo$"):
        store.redo()


def test_undo_names_the_copy_as_it_was_once_it_is_there(
    make_store: Callable[..., Store], migrated: Tables
) -> None:
    store = make_store(check_record=check_record)
    uid = next(iter(migrated["clients"].values()))["uid"]
    with store.transaction("changed a role") as change:
        change.update("clients", uid, {"role": "Head"})
    store.undo()
    with pytest.raises(BadInput) as told:
        store.undo()
    (kept,) = [one for one in store.backups() if "before-format-2" in one.name]
    assert str(told.value) == (
        f"there is nothing to undo: undo begins anew since the data file was upgraded to format "
        f"{shapes.FORMAT}; as it was it lies in {kept} (coach restore lists it)"
    )
