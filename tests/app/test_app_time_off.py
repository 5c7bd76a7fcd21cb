"""Time off in the app: pausing with its days, moving what lies ahead, the coach's holidays."""

from __future__ import annotations

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import edit
from coach_tui.changes.time_off import add_holiday
from coach_tui.plan.client import Engagement
from tests.app.app_kit import opened


async def test_a_pause_planned_ahead(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1", "p")
        await k.type("leave\n1 dec – 3 jan\n")
        assert k.one("engagements")["pauses"] == [
            {"since": "2026-12-01", "until": "2027-01-03", "reason": "leave"}
        ]
        assert "(paused)" not in k.top
        await k.press("u")
        assert "pauses" not in k.one("engagements")


async def test_resuming_offers_to_move_what_lies_ahead(example: Desk) -> None:
    uid = example.practice().clients[0].uid
    engagement = example.practice().engagements(uid)[0].uid
    edit(example, Engagement, engagement, {"pauses": [{"since": "2026-11-10"}]})
    before = [raw["due"] for raw in example.practice().documents("milestones", engagement)]
    async with opened(example) as k:
        await k.press("1", "p")
        assert "Move what lies ahead by 14 days?" in k.bottom
        assert "Paused for 14 days" in k.text
        await k.press("n")
        assert [raw["due"] for raw in example.practice().documents("milestones", engagement)] == before
        await k.press("p")
        assert "The pause ended on Mon 23 Nov" in k.bottom
        await k.press("m", "y")
        after = [raw["due"] for raw in example.practice().documents("milestones", engagement)]
        assert after != before
        assert "moved what lies ahead by 14 days" in k.bottom
        await k.press("u")
        assert [raw["due"] for raw in example.practice().documents("milestones", engagement)] == before


async def test_holidays_are_added_edited_and_deleted(example: Desk) -> None:
    async with opened(example) as k:
        await k.press(":")
        await k.type("holidays\n")
        assert "No holiday of yours is noted." in k.text
        await k.press("a")
        await k.fill(since="24 dec", until="3 jan", reason="skiing")
        await k.save()
        assert k.one("holidays")["until"] == "2027-01-03"
        assert "Thu 24 Dec – Sun 3 Jan 2027" in k.text
        await k.press("e")
        await k.fill(reason="at home")
        await k.save()
        assert k.one("holidays")["reason"] == "at home"
        await k.press("d")
        assert not example.practice().holidays
        await k.press("u")
        assert len(example.practice().holidays) == 1


async def test_the_calendar_shades_days_that_do_not_count(example: Desk) -> None:
    add_holiday(example, "2026-11-24", "2026-11-25", "away")
    async with opened(example) as k:
        await k.press("6")
        assert "your holiday" in k.text
        assert "away" not in k.text
        await k.press("4")
        assert "time off" in k.text
