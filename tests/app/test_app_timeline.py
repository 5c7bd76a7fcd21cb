"""The timeline: the chart at every width, zoom, the page under or beside it, planned against actual."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from coach_tui.changes import milestones, moving, records
from coach_tui.changes.desk import Desk
from coach_tui.plan.client import Engagement
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, opened
from tests.kept import put_demo


def plan_of(desk: Desk) -> str:
    return str(next(iter(desk.practice().tables["engagements"].values()))["uid"])


def add(desk: Desk, title: str, on: str, **values: object) -> str:
    return records.add(desk, Milestone, plan_of(desk), {"title": title, "due": on, **values})


def uid_of(desk: Desk, title: str) -> str:
    found = desk.practice().tables["milestones"].values()
    return str(next(raw["uid"] for raw in found if raw["title"] == title))


async def test_the_chart(example: Desk) -> None:
    async with opened(example, SMALL) as coach:
        await coach.press("4")
        axis = coach.row("today").index("today") + 2
        for part in ("week", "Kick-off", "First part", "Go-live", "Target dates", "Lead a project"):
            assert coach.row(part)[axis] == "│", part
        late = coach.row("First part delegated")
        assert late.startswith(" ! ")
        assert "4 days late" in late
        assert "╰" in coach.row("Go-live")
        assert "Oct" in coach.text
        assert "1 of 3 done: 1 late" in coach.text
        # the rest of a small screen holds the page of the one selected
        await coach.press("home")
        assert "Moved  once, 6 days later" in coach.text
        await coach.press("j", "enter")
        assert coach.app.place.turned
        assert "today" not in coach.body.split("\n")[0]
        await coach.press("escape")
        assert "First part" in coach.body


async def test_under_the_chart_labels_stand_still(example: Desk) -> None:
    async with opened(example, SMALL) as coach:
        await coach.press("4", "home")
        whole = coach.app.place.copy_text()
        assert whole.startswith("Kick-off")
        seen = []
        for _ in range(3):
            under = coach.lines[[line[1:3] for line in coach.lines].index("──", 3) + 1 : -2]
            seen.append([line[:17].strip() for line in under[:5]])
            assert not any("Kick-off" in line for line in under[:1])  # its row says it
            await coach.press("j")
        assert seen == [["Date", "Objective", "Comes after", "Needed by", "Moved"]] * 3
        await coach.press("home", "enter")
        assert coach.lines[2].strip() == whole.split("\n")[0]
        await coach.press("escape")
        assert coach.app.place.copy_text() == whole


async def test_what_belongs_to_a_goal_that_was_given_up_is_not_open(example: Desk) -> None:
    about = example.practice().tables["milestones"].values()
    objective = next(raw["objective"] for raw in about if raw["title"] == "First part delegated")
    gone = {"closed_on": "2026-11-24", "closed_as": "dropped", "closed_reason": "no longer hers"}
    records.edit(example, Objective, objective, gone)
    async with opened(example, (160, 40)) as coach:
        await coach.press("4")
        row = coach.row("First part delegated")
        assert "objective dropped" in row
        assert "late" not in row
        assert "objective" not in coach.row("Kick-off")  # it was done


async def test_what_is_late_is_so_as_everywhere(example: Desk) -> None:
    records.edit(example, Engagement, plan_of(example), {"end": "2026-11-22"})
    async with opened(example) as coach:
        await coach.press("4")
        assert "2 days late" in coach.row("First part delegated")  # nothing gets later after the end
    about = example.practice().tables["milestones"].values()
    objective = next(raw["objective"] for raw in about if raw["title"] == "First part delegated")
    records.edit(example, Objective, objective, {"status": "achieved", "status_reason": "She said so"})
    async with opened(example) as coach:
        await coach.press("4")
        assert "late" not in coach.row("First part delegated")  # it hangs from what is reached


async def test_history_reads_from_the_first_date_to_now(example: Desk) -> None:
    uid = uid_of(example, "First part delegated")
    moving.move(example, Milestone, uid, "2026-12-01", by="client", reason="the supplier is late")
    moving.move(example, Milestone, uid, "2026-11-30")
    async with opened(example, LARGE) as coach:
        await coach.press("4")
        coach.app.place.show_record(uid)
        await coach.settle()
        said = coach.app.place.copy_text()
        history = said.split("Moved twice, 10 days later\n")[1].split("\n")
        assert history == [
            "First date: Fri 20 Nov",
            "Tue 24 Nov: Fri 20 Nov → Tue 1 Dec (+11) by client: the supplier is late",
            "Tue 24 Nov: Tue 1 Dec → Mon 30 Nov (−1), no reason given",
            "Now: Mon 30 Nov, 10 days later",
        ]
        assert "Needed by: Go-live" in said
        assert "moved +10" in coach.row("· First part")


async def test_a_conflict_stands_on_the_page(example: Desk) -> None:
    add(example, "Party", "2026-11-20")
    async with opened(example, LARGE) as coach:
        await coach.press("4")
        coach.app.place.show_record(uid_of(example, "Party"))
        assert "Conflict: ! the same day as “First part delegated”" in coach.app.place.copy_text()


async def test_the_usual_slip_needs_three_and_marks_where_the_others_end(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4")
        assert "usually" not in coach.text
    for number in range(2):
        uid = add(example, f"Step {number}", f"2026-11-1{number}")
        milestones.toggle_done(example, uid, f"2026-11-2{number}")
    async with opened(example) as coach:
        await coach.press("4")
        assert "3 of 5 done: 3 late · usually 10 days late (of 3)" in coach.text
        assert "△ likely" in coach.text
        assert "△" in coach.row("Go-live")
        coach.app.place.show_record(uid_of(example, "Go-live"))
        said = coach.app.place.copy_text()
        assert "Likely: Mon 1 Feb 2027: 10 days later than first planned, as usual (median of 3)" in said


async def test_zoom(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j")
        whole = coach.body
        await coach.press("h", "l", "t")
        assert coach.body == whole
        await coach.press("v")
        months = coach.body
        assert months.split("\n")[0].startswith(" months")
        await coach.press("v")
        weeks = coach.body
        assert weeks.split("\n")[0].startswith(" weeks")
        assert " 23 " in coach.lines[3]
        await coach.press("l", "l", "l")
        assert "← today" in coach.text
        await coach.press("t")
        assert "today" in coach.text
        assert "←" not in coach.text
        await coach.press("j")  # what is selected is brought into sight
        assert "◆" in coach.row("Go-live")
        await coach.type("l" * 40)
        assert "the plan ends here" in coach.bottom
        await coach.type("h" * 60)
        assert "the plan begins here" in coach.bottom
        await coach.press("v")
        assert not coach.body.startswith(" weeks")


async def test_a_short_plan_has_nothing_to_zoom_into(empty: Desk) -> None:
    async with opened(empty) as coach:
        await coach.press("9", "a")
        await coach.put(name="Zoë Quinn", plan__objective="Write the book")
        await coach.save()
        await coach.press("4", "v")
        assert "not here" in coach.bottom
        await coach.press("a")
        await coach.put(title="Soon", due="2026-12-01")
        await coach.save()
        await coach.press("v")
        assert "in view already" in coach.bottom


async def test_filtering_leaves_no_loose_ends(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "/")
        await coach.type("live")
        assert "╰" not in coach.row("Go-live")
        assert "4 days late" not in coach.body
        await coach.press("enter", "escape")
        assert "╰" in coach.row("Go-live")


async def test_a_circle_is_refused_in_the_form(example: Desk) -> None:
    live, first = (uid_of(example, title) for title in ("Go-live", "First part delegated"))
    async with opened(example) as coach:
        await coach.press("4")
        coach.app.place.show_record(first)
        await coach.press("e")
        await coach.put(after=[live])
        await coach.save()
        assert coach.in_form
        assert "wait for one another in a circle" in coach.text
        assert live not in coach.one("milestones", uid=first).get("after", [])


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (99, 30), (100, 30), (120, 40), (200, 60)])
async def test_every_size_shows_every_line_whole(empty: Desk, size: tuple[int, int]) -> None:
    put_demo(empty)
    async with opened(empty, size) as coach:
        await coach.press("4")
        for _ in range(10):
            await coach.press("v")
            for line in coach.lines:
                assert cell_len(line) == size[0]
            await coach.press(".")


async def test_plain_ascii(example: Desk) -> None:
    plain = Settings()
    plain.ascii = True
    async with opened(example, settings=plain) as coach:
        await coach.press("4")
        assert coach.body.isascii()
        assert "4 days late" in coach.row("First part")
        assert "#" in coach.row("Go-live")
