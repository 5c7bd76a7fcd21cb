"""A day in the past taken as today: what is computed for it knows nothing of what came later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

LOOKS = [
    ("today", "--json"),
    ("clients", "--json"),
    ("insights", "anna", "--json"),
    ("insights", "--json"),
    ("health", "anna", "--json"),
    ("report", "anna", "--for", "coach"),
    ("report", "anna", "--for", "client"),
    ("calendar", "--json"),
    ("log", "--json"),
    ("feedback", "anna", "--json"),
]


@pytest.fixture
def both(coach: Any, example: Path) -> dict[str, list[str]]:
    """What each command says of 1 November, without and with what was noted on later days."""
    day = {"COACH_TODAY": "2026-11-01"}
    first = [coach.ok(*words, env=day) for words in LOOKS]
    coach.ok("checkin", "anna", "--measure", "stand-ups=9", "--engagement", "1", "--on", "2026-11-20")
    coach.ok("checkin", "anna", "--win", "much later", "--on", "2026-11-21")
    later = [coach.ok(*words, env=day) for words in LOOKS]
    return {" ".join(words): [one, other] for words, one, other in zip(LOOKS, first, later, strict=True)}


def test_no_command_that_looks_uses_what_came_later(both: dict[str, list[str]]) -> None:
    for command, (without, with_later) in both.items():
        assert with_later == without, command


def test_what_takes_the_plan_out_or_edits_it_is_whole(coach: Any, tmp_path: Path) -> None:
    coach.ok("checkin", "anna", "--win", "much later", "--on", "2026-11-21")
    day = {"COACH_TODAY": "2026-11-01"}
    assert "much later" in coach.ok("plan", "anna", env=day)
    assert "much later" in coach.ok("export", "json", env=day)
    editor = tmp_path / "edit"
    editor.write_text('#!/bin/sh\nsed -i "s/leadership/leading/" "$1"\n')
    editor.chmod(0o700)
    coach("edit", "anna", env={**day, "EDITOR": str(editor)})
    assert "much later" in coach.ok("plan", "anna")
    assert 'type = "leading"' in coach.ok("plan", "anna")


def test_one_review_is_not_several(coach: Any) -> None:
    told = coach.ok("--today", "2026-09-20", "insights", "anna")
    assert "1 of 1 review\n" in told
    assert "2 of 2 reviews\n" in coach.ok("--today", "2026-10-02", "insights", "anna")
