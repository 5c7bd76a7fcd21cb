"""Time off in the app: pausing with its days, moving what lies ahead, the coach's holidays."""

from __future__ import annotations

import pytest

from coach_tui.app.widgets.glyphs import to_ascii
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.changes.time_off import add_holiday
from coach_tui.plan.client import Engagement
from coach_tui.plan.milestone import Milestone
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened
from tests.app.textual_parts import strips_of
from tests.kept import put_demo


@pytest.fixture
def practice(empty: Desk) -> Desk:
    """The made-up practice."""
    put_demo(empty)
    return empty


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


async def test_a_planned_pause_is_given_its_end_or_taken_out(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1", "p")
        await k.type("leave\nfrom 1 dec\n")
        await k.press("p")
        assert "A pause is planned, from Tue 1 Dec on" in k.bottom
        await k.press("l")
        await k.type("3 jan\n")
        given = {"since": "2026-12-01", "until": "2027-01-03", "reason": "leave"}
        assert k.one("engagements")["pauses"] == [given]
        await k.press("p", "p")
        await k.type("ill\n26 nov\n")
        assert k.one("engagements")["pauses"] == [
            {"since": "2026-11-24", "until": "2026-11-26", "reason": "ill"},
            given,
        ]
        await k.press("u", "p", "t")
        assert "took out the pause of the plan that was planned" in k.bottom
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


async def test_what_has_no_room_is_counted_as_in_every_move(example: Desk) -> None:
    uid = example.practice().clients[0].uid
    engagement = example.practice().engagements(uid)[0].uid
    edit(example, Engagement, engagement, {"pauses": [{"since": "2026-11-10"}]})
    for title in ("Rota agreed", "Keys handed over"):
        add(example, Milestone, engagement, {"title": title, "due": "2027-01-12"})
    async with opened(example, (80, 15)) as k:
        await k.press("1", "p")
        assert "and 3 more" in k.text
        assert "target date of" in k.text
        assert "more lines" not in k.text


async def to_the_offer(k: Keyboard) -> None:
    """To the line that offers to move what lies ahead."""
    await k.press("g")
    while not k.key.startswith("item:pause_over"):
        await k.press("j")


async def test_a_pause_that_ended_by_itself_is_offered_on_today(example: Desk) -> None:
    uid = example.practice().clients[0].uid
    engagement = example.practice().engagements(uid)[0].uid
    edit(example, Engagement, engagement, {"pauses": [{"since": "2026-11-14", "until": "2026-11-23"}]})
    goals = [raw.get("due") for raw in example.practice().documents("objectives", engagement)]
    async with opened(example) as k:
        await k.press("0")
        assert "pause over: move" in k.text
        await to_the_offer(k)
        await k.press("m")
        assert "target date of " in k.text
        await k.press("escape")
        assert "pause_snooze" not in k.one("engagements")
        await k.press("m", "y")
        now = [raw.get("due") for raw in example.practice().documents("objectives", engagement)]
        assert now != goals
        assert "pause over" not in k.text
        await k.press("u")
        assert "pause over" in k.text
        await to_the_offer(k)
        await k.press("m", "n")  # left where they are
        assert "pause over" not in k.text
        assert k.one("engagements")["pause_snooze"] == {"until": "2026-12-08", "reason": "left where it is"}
        await k.press("u")
        assert "pause over" in k.text


async def test_a_pause_noted_afterwards_offers_at_once(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1", "p")
        await k.type("ill\n1 nov – 10 nov\n")
        assert k.one("engagements")["pauses"][0]["since"] == "2026-11-01"
        assert "Move what lies ahead by 10 days?" in k.bottom
        await k.press("escape")
        assert k.one("engagements")["pauses"]


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
        await k.press("a")
        await k.fill(since="1 nov", until="10 nov")
        await k.save()
        assert "added a holiday “Sun 1 Nov 2026 to Tue 10 Nov 2026”" in k.bottom
        await k.press("u")
        await k.press("g")
        await k.press("e")
        await k.fill(reason="at home")
        await k.save()
        assert k.one("holidays")["reason"] == "at home"
        await k.press("d")
        assert not example.practice().holidays
        await k.press("u")
        assert len(example.practice().holidays) == 1


async def test_the_first_day_of_a_holiday_takes_both_ends_as_the_shell_does(example: Desk) -> None:
    async with opened(example) as k:
        await k.press(":")
        await k.type("holidays\n")
        await k.press("a")
        await k.fill(since="24 dec – 6 jan")
        assert "Thu 24 Dec – Wed 6 Jan" in k.text
        await k.fill(until="8 jan")
        await k.save()
        assert "the first day says until Wed 6 Jan" in " ".join(k.text.split())
        await k.fill(until="")
        await k.save()
        assert (k.one("holidays")["since"], k.one("holidays")["until"]) == ("2026-12-24", "2027-01-06")
        await k.press("e")
        await k.fill(since="23 - 30 dec")
        await k.save()
        assert (k.one("holidays")["since"], k.one("holidays")["until"]) == ("2026-12-23", "2026-12-30")
        await k.press("e")
        await k.fill(since="28 dec", until="")
        await k.save()
        assert (k.one("holidays")["since"], k.one("holidays")["until"]) == ("2026-12-28", "2026-12-28")
        await k.press("a")
        await k.fill(since="6 jan 2027 – 24 dec 2026")
        await k.save()
        assert k.in_form


async def test_the_calendar_shades_days_that_do_not_count(example: Desk) -> None:
    add_holiday(example, "2026-11-24", "2026-11-25", "away")
    async with opened(example) as k:
        await k.press("6")
        assert "your holiday" in k.text
        assert "away" not in k.text
        await k.press("4")
        assert "time off" in k.text


async def test_the_days_meant_are_seen_before_a_pause_is_noted(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1", "p")
        await k.type("ill\n1 mar")
        assert "→ Mon 1 Mar 2027" in k.bottom
        await k.press("ctrl+u")
        await k.type("from 1 dec")
        assert "→ from Tue 1 Dec" in k.bottom
        await k.press("ctrl+u")
        await k.type("10 nov\n")
        assert "pauses" not in k.one("engagements")


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize(
    ("keys", "size", "said"),
    [
        ("6", SMALL, ("27 ◆ –", "– Fri 27 Nov", "– off")),
        ("6v", SMALL, ("in 3 days  – your holiday", "–             ◆", "– off")),
        ("6v", (120, 54), ("– your holiday", "26◆–27◆–28– 29", "– off")),
        ("6vv", SMALL, ("– Thu–Sat your holiday, this week", "– Fri 27 Nov", "– off")),
        ("6vv", LARGE, ("– Thu–Sat your holiday, this week", "– Fri 27 Nov", "– off")),
        ("4vv", LARGE, ("░ time off",)),
    ],
)
async def test_every_view_shades_days_that_do_not_count(
    practice: Desk, keys: str, size: tuple[int, int], said: tuple[str, ...], ascii_only: bool
) -> None:
    add_holiday(practice, "2026-11-26", "2026-11-28")
    settings = Settings()
    settings.ascii = ascii_only
    async with opened(practice, size, settings) as k:
        await k.type(keys)
        for words in said:
            wanted = to_ascii(words) if ascii_only else words
            assert wanted in k.text, wanted


async def test_the_reason_is_said_once_where_the_day_says_it(practice: Desk) -> None:
    add_holiday(practice, "2026-11-27", "2026-11-27")
    for keys in ("6v", "6vv"):
        async with opened(practice, LARGE) as k:
            await k.type(keys)
            assert k.text.count("your holiday") == 1


@pytest.mark.parametrize(
    ("keys", "size"), [("6", SMALL), ("6v", (120, 54)), ("6vv", SMALL)], ids=["month", "week", "agenda"]
)
async def test_days_that_do_not_count_have_a_ground_of_their_own(
    practice: Desk, monkeypatch: pytest.MonkeyPatch, keys: str, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    add_holiday(practice, "2026-11-27", "2026-11-27")
    settings = Settings()
    settings.theme = "coach-dark"
    async with opened(practice, size, settings) as k:
        await k.type(keys)
        ground = k.app.line_styles["off"].bgcolor
        assert ground is not None
        tinted = [
            segment.text
            for strip in strips_of(k.app)
            for segment in strip
            if segment.style is not None and segment.style.bgcolor == ground
        ]
        assert any("27" in text for text in tinted), tinted
