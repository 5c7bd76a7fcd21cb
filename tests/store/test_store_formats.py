"""A file of an older format, as that version wrote it: what it says now, and that nothing in it is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui.plan.schema import check_record
from coach_tui.store import shapes
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
