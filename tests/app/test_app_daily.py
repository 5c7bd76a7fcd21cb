"""What a coach does every day: check in, hold the review, finish, move, note, put off, pause."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.daily import check_in
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.report import content
from coach_tui.plan.session import Session
from coach_tui.plan.visibility import view
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, desk_on, opened


async def test_a_check_in_takes_ten_keys_at_most(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c")
        assert "Check in with" in coach.bottom
        assert "Anna Berg" in coach.bottom  # the one selected is offered
        await coach.press("enter")
        assert "stand-ups led (5)" in coach.bottom
        await coach.type("7, e4")
        await coach.press("enter")
        assert coach.count <= 10
        record = coach.one("checkins", on="2026-11-24")
        assert list(record["measures"].values()) == [7]
        assert record["engagement"] == 4
        assert "checked in with Anna Berg: stand-ups led 7, e" in coach.bottom
        assert "no contact" not in coach.body


async def test_several_check_ins_in_a_row_ten_keys_each(example: Desk) -> None:
    for name in ("José Núñez", "Josephine Baker"):
        client = begin_plan(example, {"name": name})
        plan = example.practice().plan(client)
        assert plan is not None
        measure = {"name": "calls", "unit": "a week", "baseline": 0, "target": 9}
        add(example, Objective, plan.engagement.uid, {"title": "Call", "measure": measure})
    async with opened(example) as coach:
        # nobody but Anna is on Today; the others are found by their letters
        for letters in ("bak", "nun"):
            before = coach.count
            await coach.press("c")
            await coach.type(letters)
            await coach.press("enter")
            await coach.type("12")
            await coach.press("enter")
            assert coach.count - before <= 10
        found = coach.stored("checkins")
        assert len(found) == 4
        assert [list(c["measures"].values()) for c in found[-2:]] == [[12], [12]]
        assert len({c["plan"] for c in found[-2:]}) == 2
        # letters that fit two: one line, nothing lost, and a further letter settles it
        await coach.press("c")
        await coach.type("jos")
        await coach.press("enter")
        assert "fits 2 clients" in coach.bottom
        await coach.type("ep")
        await coach.press("enter")
        assert coach.lines[-1].startswith(" Josephine Baker · calls (12)")
        await coach.press("escape")
        await coach.press("u", "u")
        assert len(coach.stored("checkins")) == 2


async def test_c_again_is_the_next_client_who_waits(example: Desk) -> None:
    begin_plan(example, {"name": "Ben Kay"})
    begin_plan(example, {"name": "Cleo Li"})
    async with opened(example) as coach:
        for place in ("0", "1"):  # on Today a row of Anna's is selected, on Objectives her plan is shown
            for name in ("Anna Berg", "Ben Kay", "Cleo Li"):
                await coach.press(place, "c")
                assert name in coach.bottom
                await coach.press("enter")
                assert coach.lines[-1].startswith(f" {name}")
                await coach.type("e4\n")
                assert f"checked in with {name}" in coach.bottom
            # nobody waits any more: the one selected is offered
            await coach.press("c")
            assert "Anna Berg" in coach.bottom
            await coach.press("escape", "u", "u", "u")
            assert len(coach.stored("checkins")) == 2


async def test_c_goes_on_from_a_check_in_of_the_shell_or_before_a_restart(example: Desk) -> None:
    begin_plan(example, {"name": "Ben Kay"})
    plan = example.practice().plan(example.practice().clients[0].uid)
    assert plan is not None
    check_in(example, plan.engagement.uid, {"note": "by telephone"})
    async with opened(example) as coach:
        assert coach.app.place.client_here == plan.client.uid
        await coach.press("c")
        assert "Ben Kay" in coach.bottom


async def test_c_offers_the_client_selected_whatever_was_noted_of_others(example: Desk) -> None:
    begin_plan(example, {"name": "Ben Kay"})
    begin_plan(example, {"name": "Cleo Li"})
    async with opened(example) as coach:
        await coach.press("c", "enter")
        await coach.type("e4\n")
        # Cleo is selected; then, what was noted of Anna is taken back
        await coach.press("9", "G", "c")
        assert "Cleo Li" in coach.bottom
        await coach.press("escape", "u", "0", "c")
        assert "Anna Berg" in coach.bottom


async def test_the_line_says_what_can_be_typed_and_completes_it(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c", "enter")
        for part in ("7   ", "hou= ", "+del ", "e1–e5", "mood=calm", "!ran"):
            assert part in coach.bottom
        await coach.type("+task")
        assert "Delegate one task" in coach.bottom
        await coach.press("tab")
        await coach.type(", hou")
        assert "hours" in coach.bottom
        await coach.press("tab")
        await coach.type("44, mood=calm")
        await coach.press("enter")
        record = coach.one("checkins", on="2026-11-24")
        assert record["mood"] == "calm"
        assert list(record["measures"].values()) == [44]
        assert len(record["done"]) == 1


async def test_what_went_well_is_offered_as_a_win(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c", "enter")
        await coach.type("7")
        await coach.press("enter")
        assert coach.bottom.endswith("· best so far · w notes it as a win · u takes it back")
        await coach.press("w")
        assert coach.bottom.startswith("A win of Anna Berg: stand-ups led 7: the best so far")
        await coach.press("enter")
        objective = next(o for o in coach.stored("objectives") if "measure" in o)["uid"]
        assert coach.one("wins", text="stand-ups led 7: the best so far")["objective"] == objective
        # no better than before: nothing to say; and an offer is gone with the next command
        await coach.press("c", "enter")
        await coach.type("stand=4")
        await coach.press("enter")
        assert "best" not in coach.bottom
        await coach.press("c", "enter")
        await coach.type("stand=9")
        await coach.press("enter")
        assert "best so far" in coach.bottom
        await coach.press("j", "w")
        assert coach.bottom.startswith("A win of")
        assert "stand-ups" not in coach.bottom
        await coach.press("escape", "4", "home", "j", "space")
        assert "w notes it as a win" in coach.bottom
        await coach.press("w", "enter")
        milestone = coach.one("milestones", title="First part delegated")["uid"]
        assert coach.one("wins", text="First part delegated")["milestone"] == milestone


async def test_a_win_that_is_offered_for_what_is_private_goes_to_nobody(example: Desk) -> None:
    practice = example.practice()
    plan = practice.plan(practice.clients[0].uid)
    assert plan is not None
    milestone = next(one for one in plan.milestones if one.title == "First part delegated")
    edit(example, Milestone, milestone.uid, {"visibility": "private"})
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "space")
        assert "w notes it as a win" in coach.bottom
        await coach.press("w", "enter")
        assert coach.one("wins", text="First part delegated")["visibility"] == "private"
    plan = example.practice().plan_of(milestone)
    assert plan is not None
    told = json.dumps(content(view(plan, "client", example.today), example.today))
    assert "First part delegated" not in told


async def test_a_check_in_by_a_few_letters(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("8", "c")
        await coach.type("ber")
        await coach.press("enter")
        await coach.type("+deleg, hours=44, it was fine, !Went home at five, and stayed there")
        await coach.press("enter")
        record = coach.one("checkins", on="2026-11-24")
        assert record["note"] == "it was fine"
        assert list(record["measures"].values()) == [44]
        assert len(record["done"]) == 1
        assert coach.one("wins", text="Went home at five, and stayed there")["on"] == "2026-11-24"
        await coach.press("u")
        assert len(coach.stored("checkins")) == 2
        assert len(coach.stored("wins")) == 1


async def test_a_check_in_that_cannot_be_taken_is_said_at_once(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c")
        await coach.type("nobody")
        await coach.press("enter")
        assert "no client matches" in coach.bottom
        await coach.press(*["backspace"] * 6, "enter")
        await coach.type("+juggling")
        await coach.press("enter")
        assert "+juggling" in coach.bottom
        assert "! no strategy" in coach.bottom
        await coach.press("escape")
        assert len(coach.stored("checkins")) == 2


async def test_an_empty_check_in_opens_the_form(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c", "enter", "enter")
        assert coach.lines[0].strip() == "New check-in"
        values = coach.form.values()
        assert values["on"] == "2026-11-24"
        measure = next(key for key in values if key.startswith("measures."))
        await coach.put(**{measure: "9", "mood": "bright"})
        await coach.save()
        record = coach.one("checkins", on="2026-11-24")
        assert record["mood"] == "bright"
        assert list(record["measures"].values()) == [9]


async def test_holding_the_review(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("r")
        assert coach.lines[0].strip() == "Review with Anna Berg"
        values = coach.form.values()
        assert values["held_on"] == "2026-11-24"
        measures = [key for key in values if key.startswith("measures.")]
        assert len(measures) == 2
        typed: dict[str, Any] = {
            measures[0]: "8",
            "reflection": "I let go.\nIt held.",
            "feedback.heard": "9",
            "feedback.overall": "8",
            "decisions": "One stand-up less.",
            "commit.0": "Ask Jonas to lead one | client | +1w",
            "commit.1": "Send the article | coach",
        }
        await coach.put(**typed)
        await coach.save()
        review = coach.one("reviews", held_on="2026-11-24")
        assert review["due"] == "2026-10-15"
        assert review["reflection"] == "I let go.\nIt held."
        assert review["feedback"] == {"heard": 9, "overall": 8}
        made = [c for c in coach.stored("commitments") if c.get("made_on") == "2026-11-24"]
        assert [(c["text"], c.get("owner"), c.get("due")) for c in made] == [
            ("Ask Jonas to lead one", "client", "2026-12-01"),
            ("Send the article", "coach", "2026-12-08"),
        ]
        assert list(coach.one("checkins", on="2026-11-24")["measures"].values()) == [8]
        assert "held the review with Anna Berg" in coach.bottom
        assert "40 days late" not in coach.body
        await coach.press("5")
        # the next one by the rule: two weeks after this one
        assert "8 Dec" in coach.body.split("\n")[1]
        # the commitments wait in the next review, and are settled there
        await coach.press("r")
        settle = [key for key in coach.form.values() if key.startswith("settle.")]
        assert len(settle) == 2
        await coach.put(**{settle[0]: "done", settle[1]: "moved", "next": "fri"})
        await coach.save()
        states = {c["text"]: c["status"] for c in coach.stored("commitments")}
        assert states["Ask Jonas to lead one"] == "done"
        assert states["Send the article"] == "moved"
        assert "Fri 27 Nov" in coach.body.split("\n")[1]
        # all of it is one step back
        await coach.press("u")
        states = {c["text"]: c.get("status") for c in coach.stored("commitments")}
        assert states["Send the article"] in (None, "open")
        assert len(coach.stored("reviews")) == 3


async def test_a_review_that_is_refused_comes_back_whole(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("r")
        typed = {"reflection": "A long talk.", "commit.0": "Call her", "next": "2026-11-01"}
        await coach.put(**typed)
        await coach.save()
        assert coach.in_form
        assert "choose a day after this one" in coach.text
        values = coach.form.values()
        assert {key: values[key] for key in typed} == typed
        await coach.put(next="2026-12-01")
        await coach.save()
        assert coach.one("reviews", held_on="2026-11-24")["reflection"] == "A long talk."


async def test_space_finishes_a_milestone(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "j", "space")
        assert coach.one("milestones", title="First part delegated")["done_on"] == "2026-11-24"
        assert "finished “First part delegated”" in coach.bottom
        assert "+4 days" in coach.row("First part delegated")
        await coach.press("space")
        assert "done_on" not in coach.one("milestones", title="First part delegated")
        assert "opened “First part delegated” again" in coach.bottom
        await coach.press("u")
        assert "done_on" in coach.one("milestones", title="First part delegated")


async def test_space_logs_practice_and_settles(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("3", "space")
        uid = coach.one("strategies", title="Delegate one task a week")["uid"]
        assert coach.one("checkins", on="2026-11-24")["done"] == [uid]
        assert "today" in coach.row("Delegate one task")
        await coach.press("space")
        assert [c for c in coach.stored("checkins") if c["on"] == "2026-11-24"] == []
        await coach.press("5", "home", "j", "space")
        assert coach.one("commitments")["status"] == "open"
        await coach.press("space")
        assert coach.one("commitments")["status"] == "done"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_moving_a_milestone(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        await coach.press("4", "home", "j", "m")
        assert "Move “First part delegated”" in coach.bottom
        await coach.type("+18d")  # from the day it stands on
        await coach.press("enter")
        # what moves with it is seen, and asked for
        assert "with 1 after it" in coach.bottom
        assert "22 Jan 2027 → Tue 9 Feb 2027" in coach.text
        assert "! after the target date of “Lead a project team”, Fri 29 Jan 2027" in coach.text
        await coach.press("d")
        assert "Who asked?" in coach.bottom
        await coach.press("c")
        assert "asked by the client. Why?" in coach.bottom
        assert "20 Nov → Tue 8 Dec" in coach.body
        await coach.type("the supplier is late")
        await coach.press("enter")
        first, last = (coach.one("milestones", title=t) for t in ("First part delegated", "Go-live"))
        assert "Why?" not in coach.text
        assert first["due"] == "2026-12-08"
        assert last["due"] == "2027-02-09"
        assert first["baseline"] == "2026-11-20"
        assert first["moves"][-1] == {
            "on": "2026-11-24",
            "from": "2026-11-20",
            "to": "2026-12-08",
            "by": "client",
            "reason": "the supplier is late",
        }
        assert "and 1 more from Fri 20 Nov to Tue 8 Dec" in coach.text
        await coach.press("u")
        assert coach.one("milestones", title="First part delegated")["due"] == "2026-11-20"
        assert coach.one("milestones", title="Go-live")["due"] == "2027-01-22"


async def test_a_move_can_be_left_at_every_step(example: Desk) -> None:
    async with opened(example) as coach:
        before = coach.stored("milestones")
        await coach.press("4", "home", "j", "m", "escape")
        await coach.press("m")
        await coach.type("+1w")
        await coach.press("enter", "escape")
        await coach.press("+", "o", "escape")
        assert coach.stored("milestones") == before
        await coach.press("m")
        await coach.type("never")
        await coach.press("enter")
        assert "never" in coach.bottom
        assert coach.app.bottom.active
        await coach.press("escape")
        assert coach.stored("milestones") == before


async def test_a_finished_milestone_does_not_move(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "home", "+")
        assert "is done" in coach.bottom
        assert not coach.app.bottom.active


async def test_moving_the_next_review_and_a_session(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("5", "m")
        await coach.type("fri")
        await coach.press("enter")
        assert coach.one("reviews", due="2026-11-27").get("held_on") is None
        assert "27 Nov" in coach.body.split("\n")[1]
        await coach.press("0")
        assert "days late" not in coach.row("review")
        await coach.press("5", "home", *["j"] * 6)
        assert "We rehearsed" in coach.row("›")
        await coach.press("m")
        assert "this session was held; x books it again" in coach.bottom
        await coach.press("x", "b", "m")
        await coach.type("2026-10-02")
        await coach.press("enter")
        assert "Who asked?" in coach.bottom
        await coach.press("c")
        await coach.type("a trip")
        await coach.press("enter")
        moved = coach.one("sessions")
        assert moved["on"] == "2026-10-02"
        assert [(one["from"], one["to"], one["by"], one["reason"]) for one in moved["moves"]] == [
            ("2026-10-01", "2026-10-02", "client", "a trip")
        ]


async def test_a_win(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("w", "enter")
        assert "A win of Anna Berg" in coach.bottom
        await coach.type("Left at five, three days running")
        await coach.press("enter")
        assert coach.one("wins", on="2026-11-24")["text"] == "Left at five, three days running"
        assert "Left at five" in coach.body
        assert "Won" in coach.body


async def test_a_session(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("s")
        assert coach.in_form
        values = coach.form.values()
        assert (values["on"], values["minutes"], values["paid"]) == ("2026-11-24", "60", True)
        await coach.put(shared="We talked.", private="She was tired.")
        await coach.save()
        record = coach.one("sessions", on="2026-11-24")
        assert (record["shared"], record["private"]) == ("We talked.", "She was tired.")
        # the second time it is the same one
        await coach.press("s")
        assert coach.form.values()["shared"] == "We talked."


async def test_putting_the_review_off(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("z")
        await coach.type("+1w")
        await coach.press("enter", "enter")
        assert "say why" in coach.bottom
        await coach.type("on leave")
        await coach.press("enter")
        assert coach.one("engagements")["snooze"] == {"until": "2026-12-01", "reason": "on leave"}
        assert "40 days late" not in coach.body
        await coach.press("5")
        assert "put off until" in coach.body
        assert "on leave" in coach.body
        # pressed again it takes that back
        await coach.press("z")
        assert "snooze" not in coach.one("engagements")
        assert "put the review off no longer" in coach.bottom
        await coach.press("z")
        await coach.type("today")
        await coach.press("enter")
        assert "too early" in coach.bottom
        await coach.press("escape")
        assert "snooze" not in coach.one("engagements")


async def test_any_line_of_today_is_put_off_with_a_reason(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("j", "z")
        assert coach.bottom.startswith("Put “First part delegated” off until")
        await coach.type("+1w")
        await coach.press("enter")
        assert coach.bottom.startswith("Off until Tue 1 Dec. Why?")
        await coach.type("budget frozen")
        await coach.press("enter")
        snooze = {"until": "2026-12-01", "reason": "budget frozen"}
        assert coach.one("milestones", title="First part delegated")["snooze"] == snooze
        assert "was due" not in coach.body
        assert "40 days late" in coach.body  # it alone
        assert "enter  show" in coach.row("1 put off")
        await coach.press("G", "enter")
        assert "until Tue 1 Dec: “First part delegated”" in coach.body
        await coach.press("j", "z")
        assert "snooze" not in coach.one("milestones", title="First part delegated")
        assert "put off" not in coach.body
        # the same key on the timeline, where it is edited and shown too
        await coach.press("u", "4", "home", "j", "enter")
        assert "budget frozen" in coach.body
        await coach.press("escape", "z")
        assert "snooze" not in coach.one("milestones", title="First part delegated")


async def test_what_was_put_off_comes_back_with_the_reason(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("j", "j", "z")
        assert "Put contact with Anna Berg off until" in coach.bottom
        await coach.type("fri")
        await coach.press("enter")
        await coach.type("on a trip")
        await coach.press("enter")
        assert "~ Anna Berg" not in coach.body
        assert "1 put off" in coach.body
        coach.app.desk.clock.fixed = date(2026, 11, 27)
        await coach.press("home", "j", "j")
        assert "was put off until Fri 27 Nov: on a trip" in coach.body


async def test_today_is_calm(example: Desk) -> None:
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    for number in range(30):
        add(example, Milestone, engagement, {"title": f"Step {number:02}", "due": "2026-11-20"})
    async with opened(example) as coach:
        assert len([line for line in coach.lines if "was due on Friday" in line]) == 14
        assert "+18 more" in coach.body
        await coach.press("G", "enter")
        assert sum(row.selectable for row in coach.rows.rows) == 34
        await coach.press("escape")
        assert "+18 more" in coach.body
        # what there is no room for is found nevertheless
        await coach.press("/")
        await coach.type("step 29")
        assert "Step 29" in coach.body
        await coach.press("escape")
        assert "+18 more" not in coach.body.split("\n")[0]
        await coach.press("c", "enter")
        await coach.type("e4")
        await coach.press("enter")
        assert "Step 29" in coach.body or "+17 more" in coach.body
    settings = Settings()
    settings.today_limit = 6
    async with opened(example, settings=settings) as coach:
        assert sum(row.selectable for row in coach.rows.rows) == 7


async def test_pausing_and_resuming(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "p")
        await coach.type("parental leave")
        await coach.press("enter")
        await coach.type("2027-01-10")
        await coach.press("enter")
        assert coach.one("engagements")["pauses"] == [
            {"since": "2026-11-24", "until": "2027-01-10", "reason": "parental leave"}
        ]
        assert "(paused)" in coach.top
        await coach.press("0")
        assert "Anna Berg" not in coach.body
        await coach.press("1", "p")
        assert "pauses" not in coach.one("engagements")
        assert "(paused)" not in coach.top


async def test_hiding_names(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("i")
        for digit in "0123456789":
            await coach.press(digit)
            assert "Anna" not in coach.text, digit
            assert "Berg" not in coach.text, digit
        await coach.press("9")
        assert "Client 1" in coach.body
        await coach.press("c", "enter")
        assert "Anna" not in coach.bottom
        await coach.type("e4")
        await coach.press("enter")
        assert "Anna" not in coach.bottom
        await coach.press("r")
        assert "Anna" not in coach.text
        await coach.press("escape", ":")
        await coach.type("anna")
        assert "Anna Berg" not in coach.text
        await coach.press("escape", "?", "q")
        await coach.press("i")
        assert "Anna Berg" in coach.text


async def test_copying(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "y")
        assert coach.app.clipboard.startswith("Lead a project team")
        assert "copied “" in coach.bottom
        assert "more line" in coach.bottom
        await coach.press("0", "y")
        assert "40 days late" in coach.app.clipboard


async def test_filtering(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "/")
        await coach.type("live")
        assert "Go-live" in coach.body
        assert "Kick-off" not in coach.body
        await coach.press("enter")
        assert "Kick-off" not in coach.body
        await coach.press("escape")
        assert "Kick-off" in coach.body
        assert coach.top.startswith("Timeline")
        await coach.press("/")
        await coach.type("zzz")
        assert "Nothing here contains “zzz”" in coach.body
        await coach.press("escape")
        assert "Kick-off" in coach.body


async def test_the_palette_finds_everything(example: Desk) -> None:
    async with opened(example) as coach:
        for text, there in (
            ("golive", "Timeline"),
            ("leavework", "Objectives"),
            ("anna", "Objectives"),
            ("what was changed", "History"),
            ("health", "Health"),
        ):
            await coach.press(":")
            await coach.type(text)
            await coach.press("enter")
            assert coach.top.startswith(there), text
        await coach.press("0", "ctrl+p")
        await coach.type("goliv")
        await coach.press("enter")
        assert "Go-live" in coach.row("›")
        await coach.press(":", "escape")
        assert coach.top.startswith("Timeline")


async def test_the_history(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("w", "enter")
        await coach.type("Did it")
        await coach.press("enter", ":")
        await coach.type("history")
        await coach.press("enter")
        assert coach.top.startswith("History")
        assert "noted a win" in coach.body.split("\n")[0]
        assert "took in the plan of Anna Berg" in coach.body
        await coach.press("enter")
        assert "Added: Did it" in coach.body
        await coach.press("escape", "u")
        assert "taken back" in coach.row("noted a win")
        await coach.press("q")
        assert coach.top.startswith("Today")


async def test_a_second_client(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("9", "a")
        await coach.put(name="Zoë Quinn", plan__objective="Write the book")
        await coach.save()
        assert coach.top.startswith("Objectives  Zoë Quinn")
        for key in (",", ".", "[", "]"):
            before = coach.top
            await coach.press(key)
            assert coach.top != before
            assert ("Zoë" in coach.top) == ("Write the book" in coach.body)
        # what is selected elsewhere is the client whose plan comes next
        await coach.press("0", "home", "1")
        assert "Anna Berg" in coach.top
        await coach.press("9", "home", "j", "2")
        assert "Zoë Quinn" in coach.top
        # a check-in from there is hers unless another is named
        await coach.press("c", "enter")
        await coach.type("e3")
        await coach.press("enter")
        zoe = coach.one("clients", name="Zoë Quinn")["uid"]
        plan = coach.one("engagements", client=zoe)["uid"]
        assert coach.one("checkins", plan=plan)["engagement"] == 3


async def test_the_calendar(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("6", "h", "h", "h", "h")
        assert "First part delegated" in coach.body
        await coach.press("enter", "space")
        assert coach.one("milestones", title="First part delegated")["done_on"] == "2026-11-24"
        await coach.press("u", "escape", "t", "pagedown")
        assert "December 2026" in coach.body
        await coach.press("L")
        assert "December 2027" in coach.body
        await coach.press("H", "pageup", "g")
        await coach.type("2027-01-22")
        await coach.press("enter")
        assert "January 2027" in coach.body
        assert "Go-live" in coach.body
        await coach.press("enter", "m")
        await coach.type("+1d")
        await coach.press("enter")
        assert coach.app.bottom.active
        await coach.press("escape", "escape", "o")
        assert "Anna Berg" in coach.top
        await coach.press("a", "m")
        assert coach.app.bottom.active
        await coach.press("enter")
        assert coach.form.values()["due"] == "2027-01-22"
        await coach.put(title="Party")
        await coach.save()
        assert coach.one("milestones", title="Party")["due"] == "2027-01-22"
        assert "Party" in coach.body


async def test_days_typed_all_at_once(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.type("6" + "h" * 28)
        assert "October 2026" in coach.body
        assert "Tue 27 Oct" in coach.body
        await coach.type("l" * 50)
        assert "Wed 16 Dec" in coach.body


@pytest.mark.parametrize("size", [(60, 15), SMALL])
async def test_todays_hour_is_on_the_first_screen_however_much_is_late(
    path: Path, size: tuple[int, int]
) -> None:
    desk = desk_on(path)
    for number in range(12):
        begin_plan(desk, {"name": f"Client {number}"}, {"start": "2026-08-01", "review_every": "monthly"})
    engagement = next(iter(desk.practice().tables["engagements"].values()))["uid"]
    add(desk, Session, engagement, {"on": "2026-11-24", "time": "10:00", "state": "booked"})
    async with opened(desk, size) as coach:
        assert "10:00" in "\n".join(coach.lines[1 : size[1] - 2])
