"""Milestones whose dates were changed in a file of format 1: their moves come from its journal."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.store.format_two import to_format_two

FIRST, THEN, NOW = "2026-11-20", "2026-11-27", "2026-12-04"
MOVE = {"on": "2026-11-12", "from": THEN, "to": NOW, "by": "client", "reason": "ill"}


def milestone(due: str, **more: Any) -> dict[str, Any]:
    return {"uid": "m", "plan": "e", "title": "Go-live", "due": due, **more}


def entry(day: str, before: dict[str, Any], after: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    op = {"table": "milestones", "uid": "m", "before": before, "after": after}
    return {"at": f"{day}T10:00:00+00:00", "what": "edited", "state": "done", "ops": [op], **more}


def migrated(now: dict[str, Any], *journal: dict[str, Any]) -> dict[str, Any]:
    tables: Any = {
        "milestones": {"1": now},
        "journal": {str(number): one for number, one in enumerate(journal, 1)},
    }
    to_format_two(tables)
    found: dict[str, Any] = tables["milestones"]["1"]
    return found


@pytest.mark.parametrize("why", ["", "the launch slipped"])
def test_a_date_that_was_edited_is_a_move_and_the_first_date_is_kept(why: str) -> None:
    edited = entry("2026-11-10", milestone(FIRST), milestone(NOW), **({"why": why} if why else {}))
    told = migrated(milestone(NOW), edited)
    move = {"on": "2026-11-10", "from": FIRST, "to": NOW, **({"reason": why} if why else {})}
    assert (told["baseline"], told["moves"]) == (FIRST, [move])


def test_moves_that_are_told_stay_as_they_are() -> None:
    moved = milestone(NOW, baseline=FIRST, moves=[MOVE])
    told = migrated(
        dict(moved),
        entry("2026-11-10", milestone(FIRST, baseline=FIRST), milestone(THEN, baseline=FIRST)),
        entry("2026-11-12", milestone(THEN, baseline=FIRST), moved),
    )
    assert told["baseline"] == FIRST
    assert told["moves"] == [{"on": "2026-11-10", "from": FIRST, "to": THEN}, MOVE]


def test_what_was_undone_or_changed_no_date_is_no_move() -> None:
    told = migrated(
        milestone(FIRST),
        entry("2026-11-10", milestone(FIRST), milestone(NOW), state="undone"),
        entry("2026-11-11", milestone(FIRST), milestone(FIRST, evidence="seen")),
    )
    assert told == milestone(FIRST)
