"""Holding a review by its keys, and reading the ones that were held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual import events

from coach_tui.app.forms.sections.promises import Promises
from coach_tui.app.forms.widgets.fields import pack_choice, unpack_choice
from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.changes.snooze import put_off
from coach_tui.changes.time_off import pause
from coach_tui.plan.agenda import next_review
from coach_tui.plan.attention.survey import attention
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.health import findings
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.strategy import Strategy
from tests.app.app_kit import LARGE, SMALL, TODAY, Keyboard, desk_on, die_with, opened

TEXT = (
    "Ask every one of the seven people in the late shift what the new layout of the hall has to hold for them"
)


class Room:
    """A plan that is off track for the second time, with one of everything a review looks at."""

    def __init__(self, path: Path) -> None:
        self.desk = desk_on(path)
        client = begin_plan(
            self.desk,
            {"name": "Tom Okafor", "hours_per_week": 4},
            {"start": "2026-09-01", "review_every": "2 weeks"},
        )
        engagement = self.desk.practice().current(client)
        assert engagement is not None
        self.engagement = engagement.uid
        measure = {"name": "clients signed", "unit": "clients", "baseline": 0, "target": 6}
        self.objective = self.add(
            Objective,
            title="Six clients",
            start="2026-09-01",
            due="2027-01-08",
            measure=[measure],
            gas=["none", "one", "three", "six", "ten"],
            gas_now=-1,
        )
        self.strategy = self.add(
            Strategy,
            title="Three calls",
            cadence="2 per week",
            start="2026-09-01",
            objectives=[self.objective],
        )
        self.soon = self.add(Milestone, title="Offer on a page", due="2026-11-20", objective=self.objective)
        self.far = self.add(Milestone, title="Sixth client", due="2027-01-05", objective=self.objective)
        self.measure = self.plan.objectives[0].measures[0].uid
        for day, value in (("2026-09-15", 0), ("2026-10-06", 1), ("2026-11-03", 1)):
            self.add(Checkin, on=day, measures={self.measure: value})
        self.add(Review, held_on="2026-11-10", reflection="Slow.", feedback={"heard": 9, "overall": 7})
        self.commitment = self.add(Commitment, text=TEXT, due="2026-11-17", made_on="2026-11-10")
        self.add(Win, on="2026-11-12", text="Rang a stranger")

    def add(self, noun: type, **values: object) -> str:
        return add(self.desk, noun, self.engagement, values)

    @property
    def plan(self) -> Plan:
        found = self.desk.practice()
        plan = found.plan(found.clients[0].uid)
        assert plan is not None
        return plan


@pytest.fixture
def room(path: Path) -> Room:
    return Room(path)


async def go(coach: Keyboard, key: str) -> None:
    """Go to a field of the open form."""
    coach.form.focus_field(key)
    await coach.settle()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_page_shows_what_the_coach_needs(room: Room, size: tuple[int, int]) -> None:
    async with opened(room.desk, size) as coach:
        await coach.press("r")
        seen = coach.text
        for key in coach.form.values():
            await go(coach, key)
            seen += coach.text
        order = [
            "Since the review of Tue 10 Nov",
            "What was promised, and what came of it",
            "Where the measures stand",
            "Milestones",
            "Goal attainment",
            "The client's words",
            "Feedback on the coaching",
            "What the data suggests",
            "Changes to the plan",
            "Decisions",
            "Until next time",
        ]
        places = [seen.index(heading) for heading in order]
        assert places == sorted(places)
        for text in (
            "Off track at the last review too, and nothing",
            "* Rang a stranger",
            "until Tue 17 Nov",
            "d done    l late    p partly    m moved    x dropped",
            "1 on 3 Nov · target 6 · by now 3.9",
            "Offer on a page  due Fri 20 Nov",
            "+2  ten",
            "last",
            "last 9",
            "last 7 · talk about it",
            "practised 0 of 8 times in the last four weeks",
            "next Tue 8 Dec",
        ):
            assert text in seen, (text, seen)
        # the promise stands there in full, on as many lines as it needs
        assert TEXT in " ".join(line.strip(" ▐›") for line in seen.split("\n"))


async def test_one_key_settles_and_asks_why(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        key = f"settle.{room.commitment}"
        await go(coach, key)
        await coach.press("d")
        assert coach.form.values()[key] == "done"
        assert "‹d done›" in coach.text
        await coach.press("shift+tab", "backspace")
        assert coach.form.values()[key] == ""
        await coach.press("L")
        await coach.type("the rota came late")
        assert coach.form.values()[key] == "late | the rota came late"
        assert "‹late›" in coach.text
        await coach.press("tab")  # on to the next field
        assert coach.form.current is not None
        assert coach.form.current.spec.key == f"measures.{room.measure}"
        assert "‹late›  why the rota came late" in coach.text
        await coach.press("shift+tab")
        await coach.press("m")
        await coach.type("+1w")
        await coach.press("enter")
        await coach.type("ill | at home")
        assert unpack_choice(str(coach.form.values()[key])) == ["moved", "+1w", "ill | at home"]
        assert "1 of 1 promise settled" in coach.text
        await coach.save()
        raw = coach.one("commitments", uid=room.commitment)
        assert (raw["status"], raw["due"], raw["reason"]) == ("moved", "2026-11-24", "ill | at home")
        outcome = coach.one("reviews", held_on="2026-11-24")["outcomes"]
        assert outcome == [
            {"text": TEXT, "status": "moved", "until": "2026-11-24", "reason": "ill | at home"}
        ]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_five_promises_are_settled_in_seven_keys(room: Room, size: tuple[int, int]) -> None:
    for number in range(4):
        room.add(Commitment, text=f"Ring number {number}", due="2026-11-20", made_on="2026-11-10")
    async with opened(room.desk, size) as coach:
        await coach.press("r")
        assert coach.form.current is not None
        assert coach.form.current.spec.key.startswith("settle.")
        await coach.type("ddddd")
        await coach.save()
        assert coach.count == 7
        assert {one["status"] for one in coach.stored("commitments")} == {"done"}
        assert len(coach.stored("commitments")) == 5


async def test_every_answer_that_is_whole_steps_on(room: Room) -> None:
    for number in range(3):
        room.add(Commitment, text=f"Ring number {number}", due="2026-11-20", made_on="2026-11-10")
    async with opened(room.desk) as coach:
        await coach.press("r")
        assert "d l p x step on, L P X ask why first; m asks until when" in coach.text
        await coach.type("lpxmfri\n\n")
        await coach.press(*["shift+tab"] * 3, "tab")  # who has more to say after all goes on into it
        await coach.type("ill")
        settled = [value for key, value in coach.form.values().items() if key.startswith("settle.")]
        assert settled == ["late", "partly | ill", "dropped", "moved | fri"]


async def test_half_settled_it_opens_on_the_first_that_is_not(room: Room) -> None:
    second = room.add(Commitment, text="Ring back", due="2026-11-20", made_on="2026-11-10")
    async with opened(room.desk) as coach:
        await coach.press("r", "d", "escape", "l", "r")
        assert coach.form.current is not None
        assert coach.form.current.spec.key == f"settle.{second}"
        assert "1 of 2 promises settled" in coach.text


async def test_an_answer_that_asks_for_more_stays_until_that_is_said(room: Room) -> None:
    second = room.add(Commitment, text="Ring back", due="2026-11-20", made_on="2026-11-10")
    async with opened(room.desk) as coach:
        await coach.press("r", "L")
        await coach.type("ill\nd")
        values = coach.form.values()
        assert values[f"settle.{room.commitment}"] == "late | ill"
        assert values[f"settle.{second}"] == "done"


async def test_keys_within_an_answer(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        key = f"settle.{room.commitment}"
        await go(coach, key)
        await coach.press("m", "shift+tab")  # back to the answer itself
        assert "x dropped" in coach.text
        await coach.press("q")  # no answer has this letter
        assert coach.form.values()[key] == "moved"
        await coach.press("right")
        assert coach.form.values()[key] == "dropped"
        await coach.press("right")
        assert coach.form.values()[key] == ""
        await coach.press("left", "left")
        assert coach.form.values()[key] == "moved"
        await coach.press("tab")
        await coach.type("someday")
        assert "someday" in coach.text
        await coach.press("ctrl+s")
        assert coach.in_form
        assert coach.form._faults[key]
        await coach.press("ctrl+u")
        coach.app.post_message(events.Paste("fri\n\x1b]0;x\x07"))
        await coach.settle()
        assert "\x1b" not in str(coach.form.values()[key])
        await coach.press("escape")
        assert "Discard" in coach.text
        await coach.press("n", "escape", "y")
        assert not coach.in_form


async def test_a_level_by_one_key(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        key = f"gas.{room.objective}"
        await go(coach, key)
        for keys, level in (
            ("0", "0"),
            ("2", "2"),
            ("-", "-1"),
            ("-", "-2"),
            ("-", "-2"),
            ("+", "-1"),
            ("1", "1"),
            ("-2", "-2"),
            ("-1", "-1"),
        ):
            await go(coach, key)
            await coach.press(*keys)
            assert coach.form.values()[key] == level, keys
        assert "● −1  one" in coach.text
        await coach.press("shift+tab", "backspace")
        assert coach.form.values()[key] == ""
        await coach.press("+")  # from the last one
        assert coach.form.values()[key] == "0"
        await coach.save()
        assert coach.one("objectives", uid=room.objective)["gas_now"] == 0
        assert coach.one("reviews", held_on="2026-11-24")["levels"] == [
            {"objective": "Six clients", "level": 0}
        ]


async def test_what_the_data_suggests_is_decided_and_kept(room: Room) -> None:
    async with opened(room.desk) as coach:
        before = {table: coach.stored(table) for table in ("objectives", "strategies", "reviews")}
        await coach.press("r")
        practice, pace = f"idea.practice {room.strategy}", f"idea.pace {room.measure}"
        await go(coach, practice)
        assert "off track again, no change yet" in coach.text
        await coach.press("a")
        assert "1 change to the plan" in coach.text
        await go(coach, pace)
        await coach.press("n")
        await coach.save()
        assert coach.in_form  # a reason is needed
        assert "why is needed" in coach.text
        await coach.type("three talks are under way")
        await coach.save()
        review = coach.one("reviews", held_on="2026-11-24")
        assert [(one["decision"], one.get("reason", "")) for one in review["considered"]] == [
            ("declined", "three talks are under way"),
            ("accepted", ""),
        ]
        assert review["changes"] == [
            {
                "what": "how often of “Three calls”",
                "from": "2 per week",
                "to": "1 per week",
                "reason": "practised 0 of 8 times in the last four weeks",
            }
        ]
        assert review["status"] == "off track"
        assert coach.one("strategies", uid=room.strategy)["cadence"] == "1 per week"
        await coach.press("u")
        assert {table: coach.stored(table) for table in before} == before


async def test_another_answer_than_the_one_suggested(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"idea.practice {room.strategy}")
        await coach.press("P")
        await coach.type("until the new year")
        await go(coach, f"idea.pace {room.measure}")
        await coach.press("s")
        await coach.type("Lunch with old customers | 1 per week")
        await coach.save()
        review = coach.one("reviews", held_on="2026-11-24")
        decisions = {one["proposal"].partition(":")[0]: one["decision"] for one in review["considered"]}
        assert decisions == {"clients signed": "changed", "Three calls": "changed"}
        assert coach.one("strategies", uid=room.strategy)["status"] == "paused"
        new = coach.one("strategies", title="Lunch with old customers")
        assert (new["cadence"], new["objectives"]) == ("1 per week", [room.objective])


async def test_a_proposed_value_gives_way_to_what_is_typed(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        key = f"idea.pace {room.measure}"
        await go(coach, key)
        await coach.press("t")
        proposed = unpack_choice(str(coach.form.values()[key]))[1]
        assert float(proposed) > 0
        await coach.type("5")
        assert unpack_choice(str(coach.form.values()[key]))[1] == "5"
        await coach.type("1")
        assert unpack_choice(str(coach.form.values()[key]))[1] == "51"


async def test_changes_of_the_plan_by_the_coach(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"adjust.{room.objective}")
        await coach.press("c")
        await coach.type("4\n12.2.2027\nfour are enough\ns")
        await go(coach, f"mile.{room.far}")
        await coach.press("m")
        await coach.type("9.2.2027\n\nSami Berg")
        await go(coach, f"mile.{room.soon}")
        await coach.press("d")
        await go(coach, f"adjust.{room.strategy}")
        await coach.press("c")
        await coach.type("\n1.5\nless is more")
        assert "3 changes to the plan" in coach.text
        await coach.save()
        changes = coach.one("reviews", held_on="2026-11-24")["changes"]
        assert sorted((one["what"], one["to"], one.get("reason", "")) for one in changes) == [
            ("date of the milestone “Sixth client”", "2027-02-09", ""),
            ("hours a week of “Three calls”", "1.5", "less is more"),
            ("target date of “Six clients”", "2027-02-12", "four are enough"),
            ("target of “clients signed”", "4", "four are enough"),
        ]
        assert {one["by"] for one in coach.one("objectives", uid=room.objective)["revisions"]} == {"sponsor"}
        assert coach.one("milestones", uid=room.far)["moves"][-1]["by"] == "Sami Berg"
        assert coach.one("milestones", uid=room.soon)["done_on"] == "2026-11-24"
        assert "Okafor, 4 changes to the plan" in coach.bottom
        assert "F2" not in {finding.id for finding in findings(room.plan, TODAY)}


async def test_a_milestone_that_was_reached_steps_on_and_takes_a_day_from_who_goes_to_it(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"mile.{room.soon}")
        await coach.press("d")
        assert coach.form.values()[f"mile.{room.soon}"] == "done"
        assert coach.form.current is not None
        assert coach.form.current.spec.key != f"mile.{room.soon}"
        await go(coach, f"mile.{room.soon}")
        await coach.press("tab")
        await coach.type("20.11.")
        assert "Fri 20 Nov" in coach.text
        await coach.save()
        assert coach.one("milestones", uid=room.soon)["done_on"] == "2026-11-20"


async def test_a_day_that_was_typed_stays_to_be_read_as_it_is_meant(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"settle.{room.commitment}")
        await coach.press("m")
        await coach.type("+1w\nthe rota\n")
        assert "until Tue 24 Nov" in coach.row("the rota")
        assert coach.form.values()[f"settle.{room.commitment}"] == "moved | +1w | the rota"


async def test_what_speaks_against_a_day_is_seen_while_it_is_typed(room: Room) -> None:
    room.add(Milestone, title="Fifth client", due="2026-12-11", objective=room.objective)
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"mile.{room.soon}")
        await coach.press("m")
        assert "fri, +2w" in coach.text
        await coach.type("11.12.")
        assert "Fri 11 Dec · ! the same day as “Fifth client”" in coach.text
        await coach.press("enter")
        assert "Fri 11 Dec · ! the same day as “Fifth client”" in coach.text  # while the reason is typed, too
        await go(coach, f"mile.{room.far}")
        await coach.press("m")
        await coach.type("31.1.2027")
        assert "Sun 31 Jan 2027 · ! after the target date of “Six clients”, Fri 8 Jan 2027" in coach.text
        for _ in range(9):
            await coach.press("backspace")
        await coach.type("7.1.2027")
        assert "after the target date" not in coach.text


async def test_a_day_that_is_moved_by_weeks_moves_from_where_it_is(room: Room) -> None:
    """As on the timeline; the day that is meant is shown as it is typed."""
    (due,) = [one.due for one in room.plan.milestones if one.uid == room.soon]
    later = due + timedelta(days=7)
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"mile.{room.soon}")
        await coach.press("m")
        assert f"fri, +2w (from {short(due, TODAY)}), 24.12." in coach.text
        await coach.type("+1w")
        assert short(later, TODAY) in coach.lines[-2]
        await coach.press("enter")
        await coach.type("they asked")
        await coach.press("ctrl+s")
        assert coach.one("milestones", uid=room.soon)["due"] == later.isoformat()


async def test_each_of_several_measures_has_a_target_of_its_own(room: Room) -> None:
    measures = [dict(one) for one in room.plan.objectives[0].measure]
    measures.append({"name": "offers sent", "unit": "offers", "baseline": 0, "target": 20})
    edit(room.desk, Objective, room.objective, {"measure": measures})
    second = room.plan.objectives[0].measures[1].uid
    async with opened(room.desk) as coach:
        await coach.press("r")
        await go(coach, f"adjust.{room.objective}")
        await coach.press("c")
        await coach.type("12.2.2027\nlater")
        await go(coach, f"adjust.{room.measure}")
        await coach.press("c")
        await coach.type("4\nfour are enough")
        await go(coach, f"adjust.{second}")
        assert "offers sent  target 20 offers" in coach.text
        await coach.press("c")
        await coach.type("12\nfewer, better")
        await coach.save()
        changes = coach.one("reviews", held_on="2026-11-24")["changes"]
        assert sorted((one["what"], one["to"], one["reason"]) for one in changes) == [
            ("target date of “Six clients”", "2027-02-12", "later"),
            ("target of “clients signed”", "4", "four are enough"),
            ("target of “offers sent”", "12", "fewer, better"),
        ]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"held_on": "2026-11-25"}, "Wed 25 Nov is in the future"),
        ({"adjust.objective": "change | | | because"}, "give the new target or the new date"),
        ({"adjust.strategy": "change | | | because"}, "say how often"),
        ({"adjust.objective": "change | four"}, "is not a number"),
        ({"adjust.objective": "dropped"}, "why is needed"),
        ({"mile.soon": "done | 1.12.2026"}, "is in the future"),
        ({"next": "2026-11-24"}, "choose a day after this one"),
        ({"feedback.heard": "11"}, "outside 0 to 10"),
    ],
)
async def test_what_is_refused_says_so_in_one_line(room: Room, values: dict[str, str], says: str) -> None:
    async with opened(room.desk) as coach:
        stored = room.desk.store.path.read_bytes()
        await coach.press("r")
        typed = {}
        for name, value in values.items():
            kind, dot, about = name.partition(".")
            uid = getattr(room, about, about)
            typed[f"{kind}{dot}{uid}"] = value
        await coach.put(reflection="Kept", **typed)
        await coach.save()
        assert coach.in_form
        assert says in coach.text
        assert coach.form.values()["reflection"] == "Kept"
        assert room.desk.store.path.read_bytes() == stored


async def test_half_a_review_is_kept_with_all_its_answers(
    room: Room, again: Callable[[], Desk], path: Path
) -> None:
    typed = {
        f"settle.{room.commitment}": "moved | +1w | ill",
        f"gas.{room.objective}": "-2",
        f"idea.practice {room.strategy}": "declined | the rota",
        f"adjust.{room.objective}": "change | 4 |  | enough",
        f"mile.{room.soon}": "done | 2026-11-20",
        f"measures.{room.measure}": "2",
    }
    async with opened(room.desk) as coach:
        await coach.press("r")
        await coach.put(**typed)
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o")
        values = coach.form.values()
        assert {key: values[key] for key in typed} == typed
        await coach.save()
        review = coach.one("reviews", held_on="2026-11-24")
        assert len(review["outcomes"]) == len(review["levels"]) == len(review["considered"]) == 1
        assert review["changes"][0]["to"] == "4"


async def test_answers_of_a_draft_whose_promise_is_gone_are_passed_over(
    room: Room, again: Callable[[], Desk], path: Path
) -> None:
    async with opened(room.desk) as coach:
        await coach.press("r")
        await coach.put(**{f"settle.{room.commitment}": "done", "reflection": "Kept"})
        drafts = coach.app.drafts.open()
    edit(again(), Commitment, room.commitment, {"status": "dropped"})
    die_with(path, drafts)
    async with opened(again()) as coach:
        await coach.press("o")
        assert f"settle.{room.commitment}" not in coach.form.values()
        await coach.save()
        assert coach.one("reviews", held_on="2026-11-24")["reflection"] == "Kept"
        assert coach.one("commitments", uid=room.commitment)["status"] == "dropped"


# Reading


def hold_another(room: Room) -> None:
    from coach_tui.changes.reviews import hold_review
    from coach_tui.plan.adjustment import Adjustment

    hold_review(
        room.desk,
        room.engagement,
        {
            "reflection": "Faster.",
            "feedback": {"heard": 8, "overall": 9},
            "considered": [
                {"proposal": "Less?", "figures": "1 of 4", "decision": "declined", "reason": "not yet"}
            ],
        },
        settled={room.commitment: ("open", "partly", "four of seven")},
        measures={room.measure: 2},
        levels={room.objective: 0},
        adjustments=[Adjustment("date", room.objective, "2027-02-12", "the fair is in January")],
        commitments=[{"text": "Ring two more"}],
    )


READ = (
    "Review of Tue 24 Nov",
    "Plan was",
    "* Rang a stranger",
    "partly",
    "four of seven",
    "(1 before)",
    "Faster.",
    "(9 before)",
    "declined",
    "Less?",
    "not yet",
    "What this review changed",
    "target date of “Six clients”: Fri 8 Jan 2027 → Fri 12 Feb 2027",
    "the fair is in January",
    "Ring two more",
    "Across the last reviews",
    "10 Nov",
    "0 of 1",
)


async def test_a_review_is_read_beside_the_one_before(room: Room) -> None:
    hold_another(room)
    async with opened(room.desk, LARGE) as coach:
        await coach.press("5")
        uid = room.plan.held_reviews[-1].uid
        assert coach.app.place.show_record(uid)
        await coach.settle()
        await coach.press("enter")
        row = coach.row("Review of Tue 10 Nov")
        assert row.index("Review of Tue 10 Nov") < row.index("Review of Tue 24 Nov")
        assert "Reviews held" not in coach.text
        assert "Nothing, and the plan was off track." in coach.text
        page = coach.app.place.copy_text()
        flat = " ".join(page.split())
        for text in READ:
            assert text in flat, (text, page)
        await coach.press("j", "pagedown", "G", "k", "pageup")
        await coach.press("e")
        assert coach.form.values()["changes"].startswith(
            "target date of “Six clients” | 2027-01-08 | 2027-02-12"
        )
        assert coach.form.values()["outcomes"].endswith("| partly |  | four of seven")
        await coach.press("escape", "q")
        assert "Reviews held" in coach.text
        await coach.press("enter")
        assert "Reviews held" not in coach.text
        await coach.resize(*SMALL)  # there is room for one at a time
        assert "Reviews held" not in coach.text
        assert "Nothing, and the plan was off track." in coach.app.place.copy_text()


async def test_on_a_narrow_screen_one_stands_under_the_other(room: Room) -> None:
    hold_another(room)
    async with opened(room.desk) as coach:
        await coach.press("5")
        assert coach.app.place.show_record(room.plan.held_reviews[-1].uid)
        await coach.settle()
        await coach.press("enter")
        page = coach.app.place.copy_text()
        for text in READ:
            assert text in " ".join(page.split()), text
        assert page.index("Across the last reviews") < page.index("The review before") < page.index("Slow.")
        assert all(len(line.rstrip()) <= 80 for line in coach.lines)
        await coach.press("q")
        assert "Reviews held" in coach.text


async def test_names_stay_hidden_on_the_page(room: Room) -> None:
    hold_another(room)
    async with opened(room.desk, LARGE) as coach:
        await coach.press("i", "5")
        assert coach.app.place.show_record(room.plan.held_reviews[-1].uid)
        await coach.press("enter")
        assert "Okafor" not in coach.text
        await coach.press("q", "r")
        assert "Okafor" not in coach.text


# Nobody is nagged


@pytest.mark.parametrize("how", ["snooze", "pause"])
def test_put_off_or_paused_nothing_nags(path: Path, how: str) -> None:
    room = Room(path)
    edit(room.desk, Review, room.plan.held_reviews[0].uid, {"held_on": "2026-10-06"})
    assert any(item.kind == "review_overdue" for item in attention(room.desk.practice(), TODAY))
    if how == "snooze":
        put_off(room.desk, "engagements", room.engagement, "snooze", "2026-12-15", "at the fair")
    else:
        pause(room.desk, room.engagement, "ill")
    plan = room.plan
    assert next_review(plan, TODAY).quiet
    assert not [item for item in attention(room.desk.practice(), TODAY) if item.kind.startswith("review")]
    assert "T1" not in {finding.id for finding in findings(plan, TODAY)}


# The field for settling, by itself


def test_settling_is_read_back() -> None:
    one = Commitment({"uid": "u", "text": "Call", "owner": "client", "due": "2026-11-20", "carried": 2})
    promises = Promises([one], TODAY)
    (spec,) = promises.fields()
    assert "".join(text for text, _ in spec.said) == "Call  client, until Fri 20 Nov, carried on 2 times"
    for value, read in (
        ("", {}),
        ("done", {"u": ("open", "done", "", "")}),
        ("late | traffic", {"u": ("open", "late", "traffic", "")}),
        ("moved", {"u": ("open", "moved", "", "")}),
        ("moved | fri", {"u": ("open", "moved", "", "2026-11-27")}),
        ("moved | | ill", {"u": ("open", "moved", "ill", "")}),
    ):
        assert promises.read({"settle.u": value}) == read, value
    with pytest.raises(BadInput, match=r"^settle\.u: "):
        promises.read({"settle.u": "moved | soonish"})


@pytest.mark.parametrize("parts", [[""], ["done"], ["moved", "", "a | b"], ["x", "back\\slash", "|"]])
def test_answers_are_packed_without_loss(parts: list[str]) -> None:
    assert unpack_choice(pack_choice(parts)) == parts


def test_without_a_choice_there_is_no_answer() -> None:
    assert pack_choice(["", "left over"]) == ""


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_page_begins_with_what_the_client_wrote(room: Room, size: tuple[int, int]) -> None:
    from coach_tui.changes.replies import take_reflection

    values = {
        "reflection": "What went well: the calls.",
        "feedback": {"heard": 8},
        "said": [{"text": TEXT, "says": "partly", "note": "four of seven"}],
    }
    take_reflection(room.desk, room.engagement, "r1", date(2026, 11, 23), values)
    async with opened(room.desk, size) as coach:
        await coach.press("5")
        assert "client wrote Mon 23 Nov" in coach.text
        if size == LARGE:
            beside = " ".join(coach.text.replace("│", " ").split())
            assert "What went well: the calls." in beside
            assert "client says partly" in beside
        await coach.press("r")
        await go(coach, f"settle.{room.commitment}")
        assert "client says partly: four of seven" in " ".join(coach.text.split())
        await go(coach, "reflection")
        assert "The client's words, received Mon 23 Nov" in coach.text
        assert coach.form.values()["reflection"] == "What went well: the calls."
        assert coach.form.values()["feedback.heard"] == "8"
        await coach.put(feedback__heard="")
        await coach.save()
        held = coach.one("reviews", held_on="2026-11-24")
        assert held["reflection"] == "What went well: the calls."
        assert "feedback" not in held
        assert held["received_on"] == "2026-11-23"
        assert "client wrote" not in coach.text
        await coach.press("u")
        assert "held_on" not in coach.one("reviews", received_on="2026-11-23")


async def test_a_series_is_booked_from_the_review_and_its_first_day_is_the_next_one(room: Room) -> None:
    async with opened(room.desk, SMALL) as coach:
        await coach.press("r")
        coach.form.focus_field("next")
        await coach.type("every 2 weeks, Tuesdays 10:00")
        await coach.press("ctrl+s")
        assert "say how many times, or until when" in coach.text
        await coach.type(", twice")
        assert "2 sessions, Tue 8 Dec to" in coach.text or "2 sessions, Tue 1 Dec to" in coach.text
        await coach.put(reflection="It went well.")
        await coach.save()
        booked = sorted(raw["on"] for raw in coach.stored("sessions") if raw["on"] > "2026-11-24")
        assert len(booked) == 2
        assert coach.one("reviews", due=booked[0])
        assert "booked 2 sessions" in coach.bottom
        await coach.press("u")
        assert not [raw for raw in coach.stored("sessions") if raw["on"] > "2026-11-24"]
