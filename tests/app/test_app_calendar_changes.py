"""What was moved in the other calendar, seen and accepted in the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.exchange.vdir import write_folder
from coach_tui.plan.session import Session
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, TODAY, Keyboard, opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "calendar"


@pytest.fixture
def settings(folder: Path) -> Settings:
    found = Settings()
    found.vdir = str(folder)
    return found


@pytest.fixture
def moved(example: Desk, folder: Path) -> Path:
    """Anna's calendar, two of her milestones moved in it, and the review marked as held."""
    write_folder(str(folder), example.practice(), TODAY)
    first, second = sorted(
        (raw for raw in example.practice().tables["milestones"].values() if not raw.get("done_on")),
        key=lambda raw: str(raw["due"]),
    )[:2]
    for raw, day in ((first, "20261219"), (second, "20261221")):
        path = folder / f"{raw['uid']}.coach-tui.ics"
        path.write_text(path.read_text().replace("DATE:" + raw["due"].replace("-", ""), f"DATE:{day}"))
    (review,) = folder.glob("review-*.ics")
    review.write_text(review.read_text().replace("SUMMARY:", "SUMMARY:[x] "))
    return folder


async def ask(keyboard: Keyboard, what: str) -> None:
    await keyboard.press(":")
    await keyboard.type(f"{what}\n")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_changes_are_listed_accepted_and_taken_back(
    example: Desk, moved: Path, settings: Settings, size: tuple[int, int]
) -> None:
    async with opened(example, size, settings) as keyboard:
        await ask(keyboard, "calendar changes")
        assert keyboard.top.startswith("Calendar changes")
        assert "3 changes" in keyboard.top
        assert "→ held on" in keyboard.body
        assert "→ Sat 19 Dec" in keyboard.body
        assert "Sat 19 Dec is a day off" in keyboard.body
        before = keyboard.stored("milestones")
        await keyboard.press("G", "space")
        assert "To Mon 21 Dec. Who asked?" in keyboard.bottom
        await keyboard.press("s", "enter")
        assert "2 changes" in keyboard.top
        assert "takes it back" in keyboard.bottom
        (new,) = [raw for raw in keyboard.stored("milestones") if raw["due"] == "2026-12-21"]
        assert (new["moves"][-1]["by"], "reason" in new["moves"][-1]) == ("sponsor", False)
        await keyboard.press("u")
        assert keyboard.stored("milestones") == before
        assert "3 changes" in keyboard.top
        await keyboard.press("g", "enter")
        assert [raw["held_on"] for raw in keyboard.stored("reviews") if raw.get("held_on")][
            -1
        ] <= "2026-11-24"
        assert "2 changes" in keyboard.top
        await keyboard.press("q")
        assert keyboard.top.startswith("Today")


async def test_a_change_is_passed_over_and_put_back(example: Desk, moved: Path, settings: Settings) -> None:
    async with opened(example, SMALL, settings) as keyboard:
        await ask(keyboard, "calendar changes")
        before = keyboard.stored("milestones")
        await keyboard.press("G", "d")
        assert "passed over" in keyboard.body
        assert "2 changes" in keyboard.top
        await keyboard.press("d")
        assert "3 changes" in keyboard.top
        await keyboard.press("d")
        await ask(keyboard, "write the plans' dates")
        assert keyboard.stored("milestones") == before
        assert "2 changes" in keyboard.top
        assert "passed over" not in keyboard.body
        assert not any("20261221" in path.read_text() for path in moved.iterdir())


async def test_what_comes_after_moves_along_when_asked(
    example: Desk, folder: Path, settings: Settings
) -> None:
    write_folder(str(folder), example.practice(), TODAY)
    milestones = example.practice().tables["milestones"].values()
    waited_for = {uid for raw in milestones if not raw.get("done_on") for uid in raw.get("after") or ()}
    raw = next(raw for raw in milestones if raw["uid"] in waited_for and not raw.get("done_on"))
    path = folder / f"{raw['uid']}.coach-tui.ics"
    path.write_text(path.read_text().replace("DATE:" + raw["due"].replace("-", ""), "DATE:20261221"))
    async with opened(example, SMALL, settings) as keyboard:
        before = {one["uid"]: one["due"] for one in keyboard.stored("milestones")}
        await ask(keyboard, "calendar changes")
        await keyboard.press("space")
        assert "after it" in keyboard.bottom
        await keyboard.press("escape")
        assert {one["uid"]: one["due"] for one in keyboard.stored("milestones")} == before
        await keyboard.press("space", "d", "enter", "enter")
        after = {one["uid"]: one["due"] for one in keyboard.stored("milestones")}
        assert after[raw["uid"]] == "2026-12-21"
        assert sum(before[uid] != after[uid] for uid in before) > 1


async def test_a_session_is_asked_for_as_well(example: Desk, folder: Path, settings: Settings) -> None:
    plan = next(iter(example.practice().tables["engagements"].values()))["uid"]
    uid = add(example, Session, plan, {"on": "2026-12-08", "time": "10:00", "minutes": 60})
    write_folder(str(folder), example.practice(), TODAY)
    path = folder / f"{uid}.coach-tui.ics"
    text = path.read_text()
    path.write_text(text.replace("20261208T10", "20261209T10").replace("20261208T11", "20261209T11"))
    async with opened(example, SMALL, settings) as keyboard:
        await ask(keyboard, "calendar changes")
        await keyboard.press("space")
        assert "To Wed 9 Dec. Who asked?" in keyboard.bottom
        await keyboard.press("n")
        await keyboard.press("enter")
        assert "type a name" in keyboard.bottom
        await keyboard.type("Ms Head\n")
        await keyboard.type("audit\n")
        (moved,) = keyboard.one("sessions", uid=uid)["moves"]
        assert (moved["to"], moved["by"], moved["reason"]) == ("2026-12-09", "Ms Head", "audit")


async def test_the_demo_leaves_the_calendar_alone(example: Desk, folder: Path, settings: Settings) -> None:
    async with opened(example, SMALL, settings) as keyboard:
        keyboard.app.demo = True
        for what in ("calendar changes", "write the plans' dates"):
            await ask(keyboard, what)
            assert "the demo leaves your calendar alone" in keyboard.bottom
    assert not folder.exists()


async def test_names_stay_hidden(example: Desk, moved: Path, settings: Settings) -> None:
    next(moved.glob("review-*.ics")).unlink()
    async with opened(example, SMALL, settings) as keyboard:
        await keyboard.press("i")
        await ask(keyboard, "calendar changes")
        assert "2 changes" in keyboard.top
        assert "not there, and kept here: Client 1: review" in keyboard.body
        assert "Anna" not in keyboard.text


async def test_without_a_calendar_or_with_a_bad_one_it_says_so(
    example: Desk, folder: Path, settings: Settings
) -> None:
    async with opened(example, SMALL) as keyboard:
        await ask(keyboard, "calendar changes")
        assert "no calendar is set" in keyboard.bottom
    async with opened(example, SMALL, settings) as keyboard:
        await ask(keyboard, "calendar changes")
        assert "cannot be read" in keyboard.bottom
        await ask(keyboard, "write the plans' dates")
        assert "calendar written: " in keyboard.bottom
        await ask(keyboard, "calendar changes")
        assert "Nothing was moved or marked done there." in keyboard.body
        (folder / "bad.ics").write_text("bad.coach-tui")
        await ask(keyboard, "calendar changes")
        assert "bad.ics: left alone, it is no calendar file" in keyboard.body


async def test_of_two_forms_one_is_accepted_or_both_are_put_back(
    example: Desk, folder: Path, settings: Settings
) -> None:
    write_folder(str(folder), example.practice(), TODAY)
    raw = next(raw for raw in example.practice().tables["milestones"].values() if raw["title"] == "Go-live")
    path = folder / f"{raw['uid']}.coach-tui.ics"
    copy = path.with_name(f"{raw['uid']}.coach-tui 2.ics")
    text = path.read_text()
    path.write_text(text.replace("DATE:20270122", "DATE:20270125"))
    copy.write_text(text.replace("DATE:20270122", "DATE:20270126"))
    async with opened(example, LARGE, settings) as keyboard:
        await ask(keyboard, "calendar changes")
        assert "2 changes" in keyboard.top
        assert "it stands there more than once" in keyboard.body
        await keyboard.press("d")
        await ask(keyboard, "write the plans' dates")
        assert "2 changes" in keyboard.top  # one of them still waits, so neither is written over
        await keyboard.press("g", "d", "G", "d")
        await ask(keyboard, "write the plans' dates")
        assert "0 changes" in keyboard.top
        assert all("DATE:20270122" in one.read_text() for one in (path, copy))


async def test_a_long_reason_is_wrapped_and_not_cut(example: Desk, folder: Path, settings: Settings) -> None:
    write_folder(str(folder), example.practice(), TODAY)
    uids = {str(raw["title"]): raw["uid"] for raw in example.practice().tables["milestones"].values()}
    refused = folder / f"{uids['Go-live']}.coach-tui.ics"
    refused.write_text(refused.read_text().replace("DATE:20270122", "DATE:20260801"))
    answer = folder / "an answer to an invitation for the last days of the year.ics"
    answer.write_text(refused.read_text().replace("VERSION:2.0", "VERSION:2.0\nMETHOD:REPLY"))
    async with opened(example, SMALL, settings) as keyboard:
        await ask(keyboard, "calendar changes")
        told = " ".join(keyboard.body.split())
        assert "no calendar; move here what you agree to" in told
        assert "“Go-live”: Sat 1 Aug 2026 is before the engagement began, Tue 1 Sep 2026" in told
        assert "…" not in keyboard.body


async def test_what_cannot_be_taken_in_is_told_and_left(
    example: Desk, folder: Path, settings: Settings
) -> None:
    write_folder(str(folder), example.practice(), TODAY)
    raw = next(raw for raw in example.practice().tables["milestones"].values() if raw["title"] == "Go-live")
    path = folder / f"{raw['uid']}.coach-tui.ics"
    path.write_text(path.read_text().replace("DATE:20270122", "DATE:20260801"))
    async with opened(example, LARGE, settings) as keyboard:
        await ask(keyboard, "calendar changes")
        assert "Sat 1 Aug 2026 is before the engagement began" in keyboard.body
        await ask(keyboard, "write the plans' dates")
        assert "1 moved there, not accepted" in keyboard.bottom
    assert "DATE:20260801" in path.read_text()
