"""A booked session whose day is changed in its form was moved: it is asked who wanted that, and why."""

from __future__ import annotations

from coach_tui.changes.booking import book_sessions
from coach_tui.changes.desk import Desk
from tests.app.app_kit import Keyboard, opened


async def _open_form(coach: Keyboard, uid: str) -> None:
    coach.app.place.show_record(uid)
    await coach.press("e")


async def test_another_day_is_asked_about_and_kept_with_who_and_why(example: Desk) -> None:
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    book_sessions(example, plan.engagement.uid, [("2026-12-01", "10:00")], {})
    async with opened(example) as coach:
        (uid,) = [one["uid"] for one in coach.stored("sessions") if one["on"] == "2026-12-01"]
        await coach.press("5")
        await _open_form(coach, uid)
        await coach.put(on="2026-12-03")
        await coach.press("ctrl+s")
        assert "Session Tue 1 Dec 10:00 → Thu 3 Dec 10:00. Who asked?" in coach.text
        await coach.press("c")
        await coach.type("a trip\n")
        moved = coach.one("sessions", uid=uid)
        assert moved["on"] == "2026-12-03"
        (move,) = moved["moves"]
        assert (move["from"], move["to"], move["by"], move["reason"]) == (
            "2026-12-01",
            "2026-12-03",
            "client",
            "a trip",
        )
        await coach.press("u")
        assert coach.one("sessions", uid=uid)["on"] == "2026-12-01"
