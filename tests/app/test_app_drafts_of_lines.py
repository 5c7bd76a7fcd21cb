"""A line that was being typed when the connection dropped: asked for again where its answer is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, delete
from coach_tui.plan.contact import Commitment
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from tests.app.app_kit import SMALL, Keyboard, desk_on, die_with, opened

WHY = "because so"


@pytest.fixture
def busy(example: Desk) -> Desk:
    """Anna, with a promise of the coach's and a session that are still open."""
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    add(example, Commitment, engagement, {"text": "Send the paper", "due": "2026-11-21", "owner": "coach"})
    add(example, Session, engagement, {"on": "2026-12-08", "time": "10:00", "state": "booked"})
    return example


async def on(coach: Keyboard, place: str, text: str) -> None:
    """Go to the row of a place that holds a text."""
    await coach.press(place)
    for row in coach.rows.rows:
        if row.key and text in f"{row.key} {row.cells}":
            coach.rows.go_to(row.key)
            await coach.settle()
            return
    raise AssertionError(f"no row with {text}: {coach.body}")


async def put_off(coach: Keyboard) -> None:
    await on(coach, "4", "First part delegated")
    await coach.press("z")
    await coach.type("fri\n")


async def promise_moved(coach: Keyboard) -> None:
    await on(coach, "5", "Send the paper")
    await coach.press("m")
    await coach.type("fri\n")


async def promise_dropped(coach: Keyboard) -> None:
    await on(coach, "5", "Send the paper")
    await coach.press("x", "d")


async def strategy_ended(coach: Keyboard) -> None:
    await on(coach, "3", "Delegate one task")
    await coach.press("x", "d")


async def milestone_dropped(coach: Keyboard) -> None:
    await on(coach, "4", "First part delegated")
    await coach.press("x", "d")


async def session_cancelled(coach: Keyboard) -> None:
    await on(coach, "5", "Tue 8 Dec")
    await coach.press("x", "l")


async def finding_accepted(coach: Keyboard) -> None:
    await on(coach, "8", "P3 ")
    await coach.press("z")
    await coach.type("+4w\n")


async def item_decided(coach: Keyboard) -> None:
    await on(coach, "8", "Needs assessed")
    await coach.press("space")


def said(coach: Keyboard, table: str, key: str, **values: Any) -> Any:
    """What stands in a field of a record; None where nothing does."""
    return coach.one(table, **values).get(key)


Stored = Callable[[Keyboard], bool]
LINES: list[tuple[Callable[[Keyboard], Any], str, Stored]] = [
    (
        put_off,
        "Off until Fri 27 Nov. Why?",
        lambda k: (
            said(k, "milestones", "snooze", title="First part delegated")
            == {"until": "2026-11-27", "reason": WHY}
        ),
    ),
    (
        promise_moved,
        "To Fri 27 Nov. Why?",
        lambda k: k.one("commitments", text="Send the paper")["due"] == "2026-11-27",
    ),
    (
        promise_dropped,
        "“Send the paper” is dropped. Why?",
        lambda k: said(k, "commitments", "reason", text="Send the paper") == WHY,
    ),
    (
        strategy_ended,
        "“Delegate one task a week” is dropped. Why?",
        lambda k: WHY in str(k.stored("strategies")),
    ),
    (
        milestone_dropped,
        "“First part delegated” is dropped. Why?",
        lambda k: said(k, "milestones", "closed_reason", title="First part delegated") == WHY,
    ),
    (
        session_cancelled,
        "Cancelled late by client. Why?",
        lambda k: (
            [said(k, "sessions", key, on="2026-12-08") for key in ("state", "late", "reason")]
            == ["cancelled", True, WHY]
        ),
    ),
    (
        finding_accepted,
        "Accepted until Tue 22 Dec, because",
        lambda k: any(WHY in str(raw.get("accepted")) for raw in k.stored("engagements")),
    ),
    (item_decided, "Call it", lambda k: WHY in str(said(k, "engagements", "checklist"))),
]


@pytest.mark.parametrize(("ask", "question", "stored"), LINES, ids=[one[0].__name__ for one in LINES])
async def test_the_question_is_asked_again_with_what_was_typed(
    busy: Desk, path: Path, ask: Callable[[Keyboard], Any], question: str, stored: Stored
) -> None:
    async with opened(busy, SMALL) as coach:
        await ask(coach)
        await coach.type(WHY)
        assert coach.bottom.startswith(question), coach.bottom
        drafts = coach.app.drafts.open()
    before = path.read_bytes()
    die_with(path, drafts)
    async with opened(desk_on(path), SMALL) as coach:
        assert "Left unsaved" in coach.bottom
        await coach.press("o")
        assert coach.bottom.startswith(question), coach.bottom
        assert WHY in coach.bottom
        assert path.read_bytes() == before
        await coach.press("enter")
        assert stored(coach)
        assert coach.app.drafts.open() == []
        await coach.press("u")
        assert not stored(coach)


async def test_of_what_is_gone_what_was_typed_is_shown(busy: Desk, path: Path) -> None:
    async with opened(busy, SMALL) as coach:
        await strategy_ended(coach)
        await coach.type(WHY)
        drafts = coach.app.drafts.open()
        uid = coach.key.partition(":")[2]
    die_with(path, drafts)
    delete(desk_on(path), Strategy, uid)
    async with opened(desk_on(path), SMALL) as coach:
        if coach.app.bottom.active:
            await coach.press("o")
            assert coach.bottom.startswith(f"Typed: {WHY}")


async def test_a_day_that_has_passed_meanwhile_puts_nothing_off(busy: Desk, path: Path) -> None:
    from datetime import date

    async with opened(busy, SMALL) as coach:
        await put_off(coach)
        await coach.type(WHY)
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(desk_on(path, date(2026, 12, 1)), SMALL) as coach:
        await coach.press("o")
        assert coach.bottom.startswith(f"Typed: {WHY}")
        assert "snooze" not in coach.one("milestones", title="First part delegated")
