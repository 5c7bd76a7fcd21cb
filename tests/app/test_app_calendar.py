"""The calendar: month, week and agenda, days off, and the same month as in the shell."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from coach_tui.app.widgets.drawing import text_of
from coach_tui.changes import records
from coach_tui.changes.desk import Desk
from coach_tui.cli.main import main
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
from coach_tui.plan.session import Session
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, opened
from tests.kept import put_demo


def take_days_off(desk: Desk, *days: str) -> None:
    records.edit(desk, Client, desk.practice().clients[0].uid, {"days_off": list(days)})


def place(coach: Keyboard) -> Any:
    return coach.app.place


LONG = "Maximiliane-Theodora von und zu Guttenberg-Hohenstein-Sigmaringen, Freifrau Anna Berg"


@pytest.mark.parametrize("size", [SMALL, (100, 24)])
async def test_a_long_name_cuts_no_other_row(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = desk_on(tmp_path / "coach.json")
    put_demo(desk)
    uid = next(client.uid for client in desk.practice().clients if client.name == "Anna Berg")
    records.edit(desk, Client, uid, {"name": LONG})
    async with opened(desk, size) as coach:
        await coach.press("6")
        others = [line for line in coach.lines if "Samuel Adeyemi" in line or "José" in line]
        assert others
        assert all("…" not in line for line in others)
        for _ in "week", "agenda":
            await coach.press("v")
            assert "…" not in coach.text
            assert "Maximiliane-Theodora von" in coach.text  # broken between words, else at a hyphen
            assert "First aisle moved by the team" in coach.text


async def test_the_agenda_is_weeks_without_a_break(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("6", "v", "v")
        assert "Week 48  23 – 29 Nov 2026" in coach.row("this week")
        await coach.press("g")
        await coach.type("2026-11-18")
        await coach.press("enter")
        assert "Week 47  16 – 22 Nov 2026" in coach.row("last week")
        assert "Fri 20 Nov" in coach.row("First part delegated")
        assert "nothing" in coach.text
        headings = [row.cells[0] for row in place(coach).list.rows if row.heading]
        assert [str(text).split("  ")[0] for text in headings[:8]] == [
            f"Week {number}" for number in (47, 48, 49, 50, 51, 52, 53, 1)
        ]
        weeks = place(coach).agenda.weeks
        await coach.type("j" * 9)
        assert place(coach).agenda.weeks > weeks  # it goes on where the cursor leaves it
        first = place(coach).agenda.first
        await coach.type("k" * 20)
        assert place(coach).agenda.first < first
        assert (first - place(coach).agenda.first).days % 7 == 0


async def test_weeks_begin_on_the_day_that_is_set(example: Desk) -> None:
    settings = Settings()
    settings.first_weekday, settings.week_numbers = "sunday", False
    async with opened(example, settings=settings) as coach:
        await coach.press("6", "v")
        assert place(coach).list.rows[0].key == "day:2026-11-22"
        await coach.press("v")
        assert "22 – 28 Nov 2026" in coach.row("this week")
        assert "Week" not in coach.text


async def test_a_day_of_the_week_can_be_added_to(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("6", "v")
        assert "Tue 24 Nov" in coach.row("›")
        await coach.press("j", "a")
        assert "Add on Wed 25 Nov" in coach.bottom
        await coach.press("s")
        await coach.type("anna\n")
        assert coach.form.values()["on"] == "2026-11-25"
        await coach.save()
        assert "session" in coach.text
        assert coach.one("sessions", on="2026-11-25")
        await coach.press("enter", "l")  # from its page on to the day after
        assert "Thu 26 Nov" in coach.row("›")
        await coach.press("enter")
        assert "not here" in coach.bottom  # an empty day has no page


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_days_off_are_named(example: Desk, size: tuple[int, int]) -> None:
    take_days_off(example, "fri", "2026-11-25")
    async with opened(example, size) as coach:
        await coach.press("6", "l")
        assert "day off: Anna Berg" in coach.text
        await coach.press("l")
        assert "day off:" not in coach.text
        await coach.press("h", "o")
        assert "day off" in coach.text
        assert "–" in coach.row(" 48 ")
        await coach.press("g")
        await coach.type("22.1.2027")
        await coach.press("enter")
        assert any("Go-live" in line and "day off" in line for line in coach.lines)
        await coach.press("i", "o", "l", "h")
        assert "Anna" not in coach.text


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("next fri", "2026-11-27"),
        ("+3w", "2026-12-15"),
        ("24.12.", "2026-12-24"),
        ("2026-12-24", "2026-12-24"),
    ],
)
async def test_dates_as_people_type_them(example: Desk, typed: str, day: str) -> None:
    async with opened(example) as coach:
        await coach.press("6", "g")
        await coach.type(typed)
        await coach.press("enter")
        assert place(coach).month.selected == date.fromisoformat(day)


async def test_what_comes_stays_while_the_day_changes(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("6")
        at = coach.lines.index(next(line for line in coach.lines if "Coming up" in line))
        after = coach.lines[at:-2]
        for key in "hhhlllll":
            await coach.press(key)
            assert coach.lines[at:-2] == after


@pytest.mark.parametrize("month", ["2026-10", "2026-11", "2026-12", "2027-01"])
async def test_the_shell_prints_the_same_month(
    empty: Desk, path: Path, month: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put_demo(empty)
    arguments = ["--data", str(path), "--today", "2026-11-24", "calendar", month]
    assert main([*arguments, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert main(arguments) == 0
    listed = capsys.readouterr().out
    async with opened(empty, LARGE) as coach:
        await coach.press("6", "g")
        await coach.type(f"{month}-01")
        await coach.press("enter")
        shown = {
            (event.day.isoformat(), event.kind, event.client.name, event.title, event.done, event.overdue)
            for event in place(coach).days.events
            if event.day.isoformat().startswith(month)
        }
        keys = ("date", "kind", "client", "title", "done", "overdue")
        assert {tuple(item[key] for key in keys) for item in printed["items"]} == shown
        assert shown
        # and every one of them can be reached, and stands in the printed list
        for day, kind, _, title, _, _ in sorted(shown):
            assert (title if kind != "engagement" else "engagement ends")[:20] in listed
            place(coach)._go(date.fromisoformat(day))
            await coach.settle()
            assert any(row.key in place(coach).days.by_key for row in place(coach).list.rows if row.key)
        assert place(coach).month._start == date.fromisoformat(printed["weeks"][0][0])


async def test_every_view_fits_every_size(empty: Desk) -> None:
    put_demo(empty)
    for size in ((60, 15), (80, 24), (120, 40)):
        async with opened(empty, size) as coach:
            await coach.press("6")
            for key in ("v", "v", "o", "v", "v", "v"):
                await coach.press(key)
                assert {cell_len(line) for line in coach.lines} == {size[0]}


async def test_at_the_ends_of_the_calendar_nothing_breaks(example: Desk) -> None:
    records.add(
        example,
        Session,
        next(iter(example.practice().tables["engagements"].values()))["uid"],
        {"on": "9999-12-30"},
    )
    async with opened(example) as coach:
        await coach.press("6", "v", "v")
        place(coach)._go(date.max - timedelta(days=3))
        await coach.settle()
        assert "session" in coach.text
        await coach.type("jjjllkk")
        place(coach)._go(date.min + timedelta(days=3))
        await coach.settle()
        await coach.type("kkhhj")
        await coach.press("v", "v")
        assert coach.app.is_running


async def test_one_clients_promises_stand_in_the_calendar(example: Desk) -> None:
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    records.add(example, Commitment, plan.engagement.uid, {"text": "Ring the depot", "due": "2026-11-26"})
    records.add(
        example,
        Commitment,
        plan.engagement.uid,
        {"text": "Not after all", "due": "2026-11-26", "status": "dropped"},
    )
    async with opened(example) as coach:
        await coach.press("6", "v", "v")
        assert "Ring the depot" not in coach.text
        assert "one client" in coach.bottom
        await coach.press("o")
        assert "Thu 26 Nov" in coach.row("client: Ring the depot")
        assert "Not after all" not in coach.text
        assert "all clients" in coach.bottom
        await coach.press("t", "space")
        assert coach.one("commitments", text="Ring the depot")["status"] == "done"
        assert "Ring the depot" in coach.row("Tue 24 Nov") + coach.text.partition("Tue 24 Nov")[2][:240]


async def test_the_month_marks_what_is_past_and_not_late_and_what_was_called_off(example: Desk) -> None:
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    off = {"on": "2026-10-22", "state": "cancelled", "cancelled_by": "client"}
    records.add(example, Session, plan.engagement.uid, off)
    settings = Settings()
    settings.grace_days = 60
    async with opened(example, settings=settings) as coach:
        await coach.press("6", "g")
        await coach.type("2026-10-01")
        await coach.press("enter")
        marks = place(coach).in_month.marks
        assert marks[date(2026, 10, 15)].past == 1
        assert marks[date(2026, 10, 22)].called_off == 1
        assert "15 ~" in coach.text
        assert "22 ×" in coach.text


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_h_and_l_are_a_day_and_a_page_is_a_week_in_the_week(empty: Desk, size: tuple[int, int]) -> None:
    put_demo(empty)
    async with opened(empty, size) as coach:
        await coach.press("6", "v")
        assert "PgDn next week" in coach.bottom
        for key, day in (("l", 25), ("h", 24), ("h", 23), ("h", 22), ("l", 23)):
            await coach.press(key)
            assert place(coach).month.selected == date(2026, 11, day)
            assert coach.key == f"day:2026-11-{day}"
        await coach.press("pagedown")
        assert place(coach).month.selected == date(2026, 11, 30)
        await coach.press("j", "pageup")
        assert place(coach).month.selected == date(2026, 11, 23)
        await coach.press("L")
        assert place(coach).month.selected == date(2027, 11, 23)


async def test_in_the_agenda_h_and_l_go_to_the_next_day_that_has_something(empty: Desk) -> None:
    put_demo(empty)
    async with opened(empty) as coach:
        await coach.press("6", "v", "v")
        assert "10:00" in coach.row("›")
        await coach.press("l")
        assert "Thu 26 Nov" in coach.row("›")
        await coach.press("l", "h", "h")
        assert "10:00" in coach.row("›")
        await coach.press("h")
        assert "Fri 20 Nov" in coach.row("›")
        await coach.type("l" * 80)
        assert coach.app.is_running
        await coach.type("h" * 120)
        assert coach.app.is_running


async def test_a_week_is_seven_columns_where_they_hold_it_all(empty: Desk) -> None:
    put_demo(empty)
    async with opened(empty, LARGE) as coach:
        await coach.press("6", "v", "pagedown")
        head = coach.lines[2]
        named = ("Mon 30", "Tue 1", "Wed 2", "Thu 3", "Fri 4", "Sat 5", "Sun 6")
        assert [head.index(day) for day in named] == [2, 19, 36, 53, 70, 87, 104]
        assert "◆ Talk about" in coach.text
        assert "›Tue 1 Dec" in head
        await coach.press("j")
        assert "›17:00 session" in coach.text
        assert coach.app.can("move")
        await coach.press("enter")
        assert "Session of Tue 1 Dec 2026" in coach.text
        await coach.press("escape")
        assert "›17:00 session" in coach.text
        await coach.press("m")
        await coach.type("3 dec\n")
        assert coach.app.bottom.active
        await coach.press("c")
        await coach.type("a trip\n")
        assert coach.one("sessions", on="2026-12-03")["time"] == "17:00"
        for size in ((120, 20), (119, 40)):
            await coach.resize(*size)
            assert "Tue 1 Dec" not in coach.lines[2], "a list, which scrolls"


async def test_what_comes_next_week_fills_the_lines_that_are_blank(empty: Desk) -> None:
    put_demo(empty)
    async with opened(empty) as coach:
        await coach.press("6", "v")
        listed = "\n".join(coach.lines)
        assert listed.index("Sun 29 Nov") < listed.index("Next week") < listed.index("Tue 1 Dec")
        assert coach.lines[-4].strip()
        while "Talk about the vacancies" not in coach.row("›"):
            await coach.press("j")
        assert place(coach).month.selected == date(2026, 12, 3)
        await coach.press("m")
        await coach.type("4 dec\n")
        await coach.press("o", "c")
        await coach.type("a trip\n")
        assert "Mon 23 Nov" in coach.lines[2], "the week stays that was shown"
        await coach.press("pagedown")
        assert "Mon 7 Dec" in coach.lines[2]


async def test_weeks_stand_below_each_other_where_there_is_room(empty: Desk) -> None:
    put_demo(empty)
    async with opened(empty, (200, 60)) as coach:
        await coach.press("6", "v")
        heads = [line for line in coach.lines if "Mon " in line and "Sun " in line]
        assert [line.split()[1:3] for line in heads[:3]] == [["23", "Nov"], ["30", "Nov"], ["7", "Dec"]]
        assert "Mo  Tu  We" in coach.text
        await coach.press("l", "l", "l", "l", "l", "l")
        assert coach.key == "day:2026-11-30"
        assert "Mon 23 Nov" in coach.lines[2]
        assert "›Mon 30 Nov" in coach.text


@pytest.mark.parametrize("height", [24, 30, 40])
async def test_a_week_in_columns_tells_what_its_list_told(empty: Desk, height: int) -> None:
    put_demo(empty)
    async with opened(empty, (119, height)) as coach:
        await coach.press("6", "v")
        listed = {word for row in coach.rows.rows for cell in row.cells[1:] for word in text_of(cell).split()}
        for width in (120, 121, 130, 160, 200):
            await coach.resize(width, height)
            seen = {word.strip(",") for line in coach.lines for word in line.split()}
            assert listed - {"–"} <= seen, (width, listed - seen)


async def test_a_click_in_the_week_selects_and_a_second_one_opens(empty: Desk) -> None:
    put_demo(empty)
    async with opened(empty, LARGE) as coach:
        await coach.press("6", "v", "pagedown")
        await coach.pilot.click(offset=(55, 4))
        await coach.settle()
        assert "›◆ Talk about" in coach.text
        await coach.pilot.click(offset=(90, 7))
        await coach.settle()
        assert coach.key == "day:2026-12-05"
        await coach.pilot.click(offset=(55, 5))
        await coach.pilot.click(offset=(55, 5))
        await coach.settle()
        assert "Talk about the vacancies" in coach.lines[2]


async def test_the_week_in_columns_hides_names_and_says_days_off(example: Desk) -> None:
    take_days_off(example, "fri", "2026-11-25")
    async with opened(example, LARGE) as coach:
        await coach.press("6", "v")
        assert "day off: Anna" in coach.text
        await coach.press("g")
        await coach.type("2027-01-22\n")
        friday = " ".join(line.said[0].strip() for line in place(coach).week._columns[4])
        assert "◆ Go-live, day off Anna Berg" in friday
        await coach.press("i")
        assert "Anna" not in coach.text
        assert "Berg" not in coach.text
