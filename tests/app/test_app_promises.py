"""Promises between the hours: on Today and in Evaluation, settled, moved, dropped or put off by a key."""

from __future__ import annotations

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.plan.contact import Commitment
from coach_tui.plan.session import Session
from tests.app.app_kit import SMALL, opened

TEXT = "Send the roster template"


@pytest.fixture
def promised(example: Desk) -> Desk:
    """Anna, with a promise of the coach that is late and a session today."""
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    add(example, Commitment, engagement, {"text": TEXT, "owner": "coach", "due": "2026-11-20"})
    add(example, Session, engagement, {"on": "2026-11-24", "time": "11:00"})
    return example


async def test_a_promise_is_kept_by_a_key(promised: Desk) -> None:
    async with opened(promised, SMALL) as coach:
        line = coach.row("yours, 4 days late")
        assert line.startswith(" ! Anna Berg")
        assert TEXT.split()[0] in line
        assert line.endswith("space  is done")
        await coach.press("j", "space")
        assert coach.one("commitments", text=TEXT)["status"] == "done"
        assert "yours" not in coach.body
        await coach.press("u")
        assert "yours, 4 days late" in coach.body
        assert coach.one("commitments", text=TEXT).get("status", "open") == "open"


async def test_a_promise_moves_from_its_own_day_and_counts_from_the_new_one(promised: Desk) -> None:
    async with opened(promised, SMALL) as coach:
        await coach.press("j", "m")
        assert coach.bottom.startswith("Move “Send the roster tem…” from Fri 20 Nov to")
        await coach.type("+1w")
        assert "→ Fri 27 Nov" in coach.bottom
        await coach.press("enter")
        assert coach.bottom.startswith("To Fri 27 Nov. Why?")
        await coach.type("she was ill\n")
        stored = coach.one("commitments", text=TEXT)
        assert (stored["status"], stored["due"], stored["reason"]) == ("moved", "2026-11-27", "she was ill")
        assert stored["carried"] == 1
        assert "Fri 27  your promise: Send" in coach.body
        await coach.press("u")
        assert coach.one("commitments", text=TEXT)["due"] == "2026-11-20"


async def test_a_promise_does_not_move_into_the_past(promised: Desk) -> None:
    async with opened(promised, SMALL) as coach:
        await coach.press("j", "m")
        await coach.type("+1\n")
        assert "Sat 21 Nov is past; choose today or a later day" in coach.bottom
        await coach.press("escape")
        assert "status" not in coach.one("commitments", text=TEXT)


async def test_a_promise_is_dropped_with_a_reason(promised: Desk) -> None:
    async with opened(promised, SMALL) as coach:
        await coach.press("j", "x", "d", "enter")
        assert "say why" in coach.bottom
        await coach.type("no longer needed\n")
        stored = coach.one("commitments", text=TEXT)
        assert (stored["status"], stored["reason"]) == ("dropped", "no longer needed")
        assert "yours" not in coach.body
        # in Evaluation the same key opens it again
        await coach.press("5")
        assert coach.rows.go_to(f"commitments:{stored['uid']}")
        await coach.press("x")
        stored = coach.one("commitments", text=TEXT)
        assert stored.get("status", "open") == "open"
        assert "reason" not in stored


async def test_a_promise_is_put_off(promised: Desk) -> None:
    async with opened(promised, SMALL) as coach:
        await coach.press("j", "z")
        await coach.type("fri\n")
        await coach.type("on leave\n")
        assert coach.one("commitments", text=TEXT)["snooze"] == {"until": "2026-11-27", "reason": "on leave"}
        assert "yours" not in coach.body
        assert "1 put off" in coach.body


async def test_enter_leads_to_where_it_is_held(promised: Desk) -> None:
    async with opened(promised, (120, 40)) as coach:
        await coach.press("j", "enter", "enter")
        assert coach.app.place_id == "evaluation"
        assert coach.key == f"commitments:{coach.one('commitments', text=TEXT)['uid']}"


async def test_of_a_long_promise_more_of_its_words_are_seen(example: Desk) -> None:
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    text = "Ask the chair for forty minutes instead of twenty"
    add(example, Commitment, plan.engagement.uid, {"text": text, "due": "2026-11-21"})
    async with opened(example, SMALL) as coach:
        assert "3 days late: Ask the chair for forty minute" in coach.row("Ask the chair")
    async with opened(example, (200, 50)) as coach:
        assert text in coach.row("3 days late")
