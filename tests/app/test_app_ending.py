"""The end of an engagement in the app: the line on Today, the page, and the next engagement."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.app.forms.renewal_page import renewal_page
from coach_tui.app.places.today import Today
from coach_tui.changes.clients import close_engagement, edit_client
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.changes.renewing import renew_engagement
from coach_tui.changes.time_off import pause
from coach_tui.clock import Clock
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin, Commitment
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import Session
from tests.app.app_kit import LARGE, SMALL, Keyboard, die_with, opened


def end_on(desk: Desk, day: str, **more: Any) -> str:
    """Anna's engagement ends on a day; its uid."""
    practice = desk.practice()
    (engagement,) = practice.engagements(practice.client_named("Anna").uid)
    edit(desk, Engagement, engagement.uid, {"end": day, **more})
    return engagement.uid


async def ended_row(coach: Keyboard) -> None:
    """The cursor stands on the line that says that the engagement has ended."""
    while not coach.key.startswith("item:engagement_end"):
        await coach.press("j")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_today_says_once_that_it_ends(example: Desk, size: tuple[int, int]) -> None:
    end_on(example, "2026-12-15")
    async with opened(example, size=size) as coach:
        assert "ends in 3 weeks, on Tue 15 Dec" in coach.row("ends in 3 weeks")
        assert coach.text.count("Tue 15 Dec") == 1


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_when_it_has_ended_one_line_leads_to_the_page(example: Desk, size: tuple[int, int]) -> None:
    engagement = end_on(example, "2026-11-20")
    async with opened(example, size=size) as coach:
        place = coach.app.place
        assert isinstance(place, Today)
        assert [item.kind for item in place.items.values()] == ["engagement_ended"]
        await ended_row(coach)
        await coach.press("enter")
        assert coach.app.place.turned
        assert "x  end it" in coach.text
        await coach.press("q")
        assert coach.top.startswith("Today")
        await coach.press("x")
        assert "End of the engagement with Anna Berg" in coach.text
        objectives = [key for key in coach.form.values() if key.startswith("ends.")]
        await coach.put(
            **{objectives[0].replace(".", "__"): "reached | she said so"},
            outcome="She leads.",
            visibility="client",
        )
        await coach.save()
        found = coach.one("engagements", uid=engagement)
        assert found["closed_on"] == "2026-11-24"
        assert found["outcome"] == "She leads."
        reached = coach.one("objectives", uid=objectives[0].partition(".")[2])
        assert (reached["closed_as"], reached["closed_reason"]) == ("reached", "she said so")
        assert "ended Fri 20 Nov" not in coach.body
        await coach.press("u")
        assert "ended Fri 20 Nov; 11 sessions left" in coach.body
        assert "closed_on" not in coach.one("engagements", uid=engagement)


async def test_put_off_it_comes_back(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await ended_row(coach)
        await coach.press("z")
        assert "Put the end with Anna Berg off until" in coach.bottom
        await coach.type("+1w\n")
        await coach.type("she is away\n")
        assert "ended Fri 20 Nov" not in coach.body
        assert "1 put off" in coach.body
    again = Desk(example.store.path, Clock(date(2026, 12, 1)))
    async with opened(again) as coach:
        assert "ended Fri 20 Nov; 11 sessions left  put off: she" in coach.body


async def test_while_the_end_is_ahead_nothing_closes_unless_a_day_is_given(example: Desk) -> None:
    engagement = end_on(example, "2026-12-15")
    async with opened(example) as coach:
        await coach.press("9", "x")
        assert coach.form.values()["closed_on"] == ""
        await coach.save()
        assert "nothing was said" in coach.text
        await coach.put(round="360")
        await coach.save()
        assert not coach.in_form
        assert "closed_on" not in coach.one("engagements", uid=engagement)
        assert [one["title"] for one in coach.stored("rounds") if one["title"].startswith("Closing 360")]


async def test_a_round_begins_as_it_closes_and_takes_answers_after_it(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(round="360")
        await coach.save()
        assert not coach.in_form
        assert "closed_on" in coach.stored("engagements")[0]
        begun = coach.one("rounds", title="Closing 360, Nov 2026")
        assert "closed_on" not in begun


async def test_the_page_lists_what_goes_on_and_settles_promises(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    add(example, Commitment, engagement, {"text": "Send the book", "due": "2026-12-30", "owner": "coach"})
    async with opened(example, size=(120, 200)) as coach:
        await coach.press("9", "x")
        assert "is told on Today on its day" in coach.text
        assert "What goes on" in coach.text
        assert "strategy: " in coach.text
        assert "milestone: " in coach.text
        first, *_ = (key for key in coach.form.values() if key.startswith("settle."))
        await coach.put(**{first.replace(".", "__"): "dropped | no longer wanted"})
        await coach.save()
        settled = coach.one("commitments", uid=first.partition(".")[2])
        assert (settled["status"], settled["reason"]) == ("dropped", "no longer wanted")
        await coach.press("u")
        assert coach.one("commitments", uid=first.partition(".")[2]).get("status") != "dropped"
        assert "closed_on" not in coach.stored("engagements")[0]


async def test_days_are_read_as_they_are_typed(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example, size=(120, 200)) as coach:
        await coach.press("9", "x")
        await coach.put(meeting="8.12. 10:00", closed_on="20.11.", retention_on="24.11.29")
        for field, day in (
            ("meeting", "Tue 8 Dec 10:00"),
            ("closed_on", "Fri 20 Nov"),
            ("retention_on", "Sat 24 Nov 2029"),
        ):
            coach.form.focus_field(field)
            await coach.press("end")
            assert day in coach.text, field


async def test_what_was_typed_is_kept_when_the_app_dies(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(outcome="She leads.")
        drafts = coach.app.drafts.open()
    die_with(example.store.path, drafts)
    async with opened(example) as coach:
        assert "End of the engagement with Anna Berg" in coach.bottom
        await coach.press("o")
        assert coach.form.values()["outcome"] == "She leads."


async def test_the_final_report_is_shown_next(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(report="c")
        await coach.save()
        assert coach.top.startswith("Report")
        assert "closed_on" in coach.stored("engagements")[0]


async def test_the_next_engagement_takes_along_what_is_ticked(example: Desk) -> None:
    old = end_on(example, "2026-11-20", sponsor="Meyer AG", sponsor_sees=["objectives"])
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(next=True)
        await coach.save()
        assert "Next engagement with Anna Berg" in coach.text
        values = coach.form.values()
        assert values["sponsor"] == "Meyer AG"
        assert values["agreed_on"] == ""
        first = values["carried.objectives"][0]
        await coach.put(carried__objectives=[first], carried__strategies=[], carried__needs=[])
        await coach.save()
        assert not coach.in_form
        new = coach.one("engagements", continues=old)
        carried = [one for one in coach.stored("objectives") if one["plan"] == new["uid"]]
        assert [one["continues"] for one in carried] == [first]
        await coach.press("1")
        await coach.press("y")
        assert "Continues" in coach.app.clipboard
        await coach.press("u")
        assert not [one for one in coach.stored("engagements") if one.get("continues")]


async def test_n_takes_along_too_and_a_draft_of_it_keeps_its_ticks(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    close_engagement(example, engagement)
    async with opened(example) as coach:
        await coach.press("9", "n")
        first = coach.form.values()["carried.objectives"][:1]
        await coach.put(carried__objectives=first, type="two")
        drafts = coach.app.drafts.open()
    die_with(example.store.path, drafts)
    async with opened(example) as coach:
        await coach.press("o")
        assert coach.form.values()["carried.objectives"] == first
        await coach.save()
        assert coach.one("engagements", type="two")["continues"] == engagement


async def test_the_page_of_the_end_waits_for_names(example: Desk) -> None:
    end_on(example, "2026-11-20", outcome="Anna leads.")
    async with opened(example) as coach:
        await coach.press("i", "9", "x")
        assert not coach.in_form
        assert "names are hidden" in coach.bottom


async def test_a_three_way_meeting_is_booked_before_it_closes(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(meeting="8.12. 10:00")
        await coach.save()
        assert "the meeting is still to come" in coach.text
        await coach.put(closed_on="")
        await coach.save()
        booked = coach.one("sessions", on="2026-12-08")
        assert (booked["kind"], booked["time"], booked["plan"]) == ("three-way", "10:00", engagement)
        assert "closed_on" not in coach.one("engagements", uid=engagement)
        await coach.press("x")
        await coach.put(meeting="yesterday 10:00")
        await coach.save()
        assert "is past; choose today or a later day" in coach.text


async def test_an_engagement_that_has_ended_is_said_so_everywhere(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example, size=LARGE) as coach:
        await coach.press("9")
        assert "ended 4 days ago" in coach.text
        await coach.press("enter", "enter")
        assert "(ended)" in coach.top


async def test_values_of_before_stand_on_the_page_and_in_the_chart(example: Desk) -> None:
    old = end_on(example, "2026-11-20")
    close_engagement(example, old)
    before = example.practice().plan(example.practice().clients[0].uid, old)
    assert before is not None
    carried = [one.uid for one in before.objectives if one.open]
    renew_engagement(example, before.client.uid, {"type": "two"}, old, carried)
    async with opened(example, size=(120, 60)) as coach:
        await coach.press("1")
        assert "Earlier plan" in coach.text
        assert "3 → 5, 5 Oct to 19 Oct" in coach.text
        await coach.press("7")
        assert "earlier plan" in coach.text


async def test_the_end_is_moved_where_the_engagement_goes_on(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await ended_row(coach)
        await coach.press("m")
        assert "The engagement with Anna Berg ends on" in coach.bottom
        await coach.type("+8w\n")
        assert coach.one("engagements", uid=engagement)["end"] == "2027-01-15"
        assert "ended" not in coach.body
        assert "review 40 days late" in coach.body
        await coach.press("u")
        assert "ended Fri 20 Nov; 11 sessions left" in coach.body


async def test_the_next_engagement_waits_for_names(example: Desk) -> None:
    close_engagement(example, end_on(example, "2026-11-20", sponsor="Meyer AG"))
    async with opened(example) as coach:
        await coach.press("i", "9", "n")
        assert not coach.in_form
        assert "names are hidden" in coach.bottom


async def test_the_page_asks_what_came_of_sessions_of_which_nothing_was_said(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    for day in ("2026-11-17", "2026-11-18", "2026-11-19"):
        add(example, Session, engagement, {"on": day, "state": "booked"})
    async with opened(example) as coach:
        await coach.press("9", "x")
        assert "What came of sessions that are past" in coach.text
        first, second, third = (key for key in coach.form.values() if key.startswith("came."))
        assert "Session of Tue 17 Nov" in coach.text
        coach.form.focus_field(first)
        await coach.press("h")
        coach.form.focus_field(second)
        await coach.press("L")
        await coach.type("ill")
        await coach.save()
        stored = {raw["on"]: raw for raw in coach.stored("sessions")}
        assert stored["2026-11-17"]["state"] == "held"
        cancelled = stored["2026-11-18"]
        assert [cancelled.get(key) for key in ("state", "cancelled_by", "late", "reason")] == [
            "cancelled", "client", True, "ill",
        ]  # fmt: skip
        assert stored["2026-11-19"]["state"] == "booked"
        assert "nobody has said what came of the session of Thu 19 Nov" in coach.bottom
        assert third
        await coach.press("u")
        assert {raw["state"] for raw in coach.stored("sessions") if raw["on"] in stored} >= {"booked"}


async def test_an_objective_that_goes_on_is_not_missed_when_the_page_comes_again(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example, size=LARGE) as coach:
        for _ in range(2):
            await ended_row(coach)
            await coach.press("x")
            assert "2 objectives go on" in coach.text
            objectives = [key for key in coach.form.values() if key.startswith("ends.")]
            await coach.put(
                **{objectives[0].replace(".", "__"): "goes on", "closed_on": "", "outcome": "so far"}
            )
            assert "2 objectives go on · stays open" in coach.text
            await coach.save()


async def test_what_goes_on_says_what_is_not_as_it_was(example: Desk) -> None:
    close_engagement(example, end_on(example, "2026-11-20"), on="2026-11-20")
    practice = example.practice()
    before = practice.plan(practice.client_named("Anna").uid)
    assert before is not None
    page = renewal_page(practice, date(2027, 6, 1), before.client.uid)
    assert page is not None
    specs = {spec.key: spec for spec in page.specs()}
    told = [said for _, said in specs["carried.milestones"].choices]
    assert told
    assert all("(date past: due Tue 1 Jun; only with its objective)" in one for one in told)
    assert "(date past: left out)" in specs["carried.objectives"].choices[0][1]
    values = {key: spec.value for key, spec in specs.items()}
    uids = [one.uid for one in before.milestones_ahead]
    assert {*uids} <= set(page.changes(values)["carried"]), "without a new date they are due on the first day"
    assert page.changes(values)["dues"] == {}
    day = specs[f"dues.{uids[0]}"]
    assert day.rule is not None
    assert day.rule(values) == "its date, Fri 20 Nov 2026, is past; empty: due on the first day, Tue 1 Jun"
    assert day.rule({**values, "start": "1.8.2027"}).endswith("Sun 1 Aug")
    assert day.fits is not None
    assert day.fits(values)
    assert not day.fits({**values, "carried.milestones": []})
    assert not day.fits({**values, "start": "2.1.2026"})
    with pytest.raises(BadInput, match=f"dues.{uids[0]}: Mon 1 Mar is before the first day, Tue 1 Jun"):
        page.changes({**values, f"dues.{uids[0]}": "1.3.2027"})
    values |= {f"dues.{uid}": "1.7.2027" for uid in uids}
    found = page.changes(values)
    assert found["dues"] == dict.fromkeys(uids, "2027-07-01")
    alone = page.changes({**values, "carried.objectives": []})["carried"]
    assert {one.uid for one in before.milestones_ahead}.isdisjoint(alone)
    strategy = specs["carried.strategies"]
    none = {**values, "carried.objectives": [], "carried.needs": []}
    assert strategy.named is not None
    assert [said.endswith("(stays behind)") for _, said in strategy.named(none)] == [True] * 2
    assert not [said for _, said in strategy.named(values) if "stays" in said]
    milestones = specs["carried.milestones"].named
    assert milestones is not None
    assert all(said.endswith("(stays behind)") for _, said in milestones(none))
    assert {one.uid for one in before.strategies}.isdisjoint(page.changes(none)["carried"])


async def test_a_past_milestone_and_what_is_reached_go_on_as_the_form_says(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    practice = example.practice()
    before = practice.plan(practice.client_named("Anna").uid)
    assert before is not None
    first = before.objectives[0]
    values = {first.measures[0].uid: 13}
    add(example, Checkin, engagement, {"on": "2026-11-19", "measures": values})
    late = add(example, Milestone, engagement, {"title": "Rota", "due": "2026-11-12", "objective": first.uid})
    close_engagement(example, engagement, on="2026-11-20")

    async def renew(**typed: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        async with opened(example, size=SMALL) as coach:
            await coach.press("9", "n")
            assert "date past: due Tue 24 Nov" in " ".join(coach.text.split())
            await coach.put(**{key.replace(".", "__"): text for key, text in typed.items()})
            await coach.save()
            (new,) = [one["uid"] for one in coach.stored("engagements") if not one.get("closed_on")]
            milestones = [one for one in coach.stored("milestones") if one["plan"] == new]
            (objective,) = [
                one
                for one in coach.stored("objectives")
                if one["plan"] == new and one["title"] == first.title
            ]
            await coach.press("u")
            return milestones, objective

    milestones, objective = await renew()
    assert [one["due"] for one in milestones if one["title"] == "Rota"] == ["2026-11-24"]
    assert objective["measure"][0]["baseline"] == 13
    assert "target" not in objective["measure"][0]
    given = {f"dues.{late}": "10 dec", f"targets.{first.measures[0].uid}": "16"}
    milestones, objective = await renew(**given)
    assert [one["due"] for one in milestones if one["title"] == "Rota"] == ["2026-12-10"]
    assert [objective["measure"][0][key] for key in ("baseline", "target")] == [13, 16]


async def test_one_that_is_replaced_names_what_takes_its_place(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await coach.press("9", "x")
        first, *_ = [key for key in coach.form.values() if key.startswith("ends.")]
        await coach.put(**{first.replace(".", "__"): "replaced"})
        await coach.save()
        assert "by is needed" in coach.text
        await coach.put(**{first.replace(".", "__"): "replaced | Run two teams | grown"})
        await coach.save()
        assert not coach.in_form
        old = coach.one("objectives", uid=first.partition(".")[2])
        new = coach.one("objectives", title="Run two teams")
        assert (old["closed_as"], old["closed_reason"]) == ("replaced", "grown")
        assert old["replaced_by"] == [new["uid"]]
        assert "closed_on" not in new
        await coach.press("u")
        assert "closed_as" not in coach.one("objectives", uid=old["uid"])


async def test_dates_are_past_by_the_start_that_is_typed(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    close_engagement(example, engagement)
    async with opened(example) as coach:
        await coach.press("9", "n")
        assert "date past: left out" not in coach.text
        await coach.fill(start="1 mar 2028")
        coach.form.focus_field("carried.objectives")
        await coach.settle()
        assert "date past: left out" in coach.text


def closed_plan(desk: Desk) -> tuple[str, Plan]:
    """Anna's engagement, closed, and its plan."""
    engagement = end_on(desk, "2026-11-20")
    close_engagement(desk, engagement)
    practice = desk.practice()
    plan = practice.plan(practice.client_named("Anna").uid)
    assert plan is not None
    return engagement, plan


async def test_b_goes_to_the_earlier_plan_and_back(example: Desk) -> None:
    engagement, before = closed_plan(example)
    client = before.client.uid
    first = before.objectives[0]
    terms = {"type": "two", "start": "2026-11-24"}
    new = renew_engagement(example, client, terms, engagement, [first.uid])
    async with opened(example) as coach:
        await coach.press("1")
        (later,) = [one["uid"] for one in coach.stored("objectives") if one["plan"] == new]
        assert coach.key == f"objectives:{later}"
        await coach.press("b")
        assert coach.key == f"objectives:{first.uid}"
        assert coach.app.plan is not None
        assert coach.app.plan.engagement.uid == engagement
        assert "latest plan" in coach.bottom
        await coach.press("b")
        assert coach.key == f"objectives:{later}"


async def test_what_it_continues_is_picked_by_name_in_the_form(example: Desk) -> None:
    engagement, before = closed_plan(example)
    client = before.client.uid
    first, second, *_ = before.objectives
    terms = {"type": "two", "start": "2026-11-24"}
    new = renew_engagement(example, client, terms, engagement, [first.uid])
    async with opened(example, size=LARGE) as coach:
        await coach.press("1", "e")
        coach.form.focus_field("continues")
        await coach.settle()
        assert first.title in coach.text
        assert first.uid not in coach.text
        await coach.put(continues=second.uid)
        await coach.save()
        (later,) = [one for one in coach.stored("objectives") if one["plan"] == new]
        assert later["continues"] == second.uid
        await coach.press("u")
        coach.app.place.open_form("engagements", new)
        await coach.settle()
        coach.form.focus_field("continues")
        await coach.settle()
        assert f"2 · {day_words(before.engagement.start)} – " in coach.text
        await coach.press("escape")


@pytest.mark.parametrize("keys", [("1", "e"), ("3", "e")])
async def test_without_an_earlier_plan_nothing_is_asked_of_it(example: Desk, keys: tuple[str, ...]) -> None:
    async with opened(example) as coach:
        await coach.press(*keys)
        assert "continues" not in coach.form.values()


async def test_the_first_session_of_the_next_plan_shows_the_last_note_of_the_one_before(
    example: Desk,
) -> None:
    engagement = end_on(example, "2026-11-20")
    noted = {"on": "2026-11-19", "state": "held", "shared": "Say goodbye"}
    add(example, Session, engagement, noted)
    close_engagement(example, engagement)
    client = example.practice().client_named("Anna").uid
    renew_engagement(example, client, {"start": "2026-11-24"}, engagement)
    async with opened(example) as coach:
        await coach.press("1", "s")
        assert "Noted on Thu 19 Nov" in coach.text.replace("\u00a0", " ")
        assert "Say goodbye" in coach.text


async def test_the_page_of_the_end_is_there_after_closing(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await coach.press("9", "x")
        first, *_ = [key for key in coach.form.values() if key.startswith("ends.")]
        await coach.put(**{first.replace(".", "__"): "dropped | moved away"}, outcome="She leads.")
        await coach.save()
        assert coach.one("engagements", uid=engagement)["closed_on"] == "2026-11-24"
        await coach.press("9", "x")
        assert "Closed on Tue 24 Nov" in coach.bottom
        await coach.press("p")
        assert "dropped: moved away" in " ".join(coach.text.split())
        assert coach.form.values()["outcome"] == "She leads."
        await coach.put(outcome="She leads two teams.", visibility="client", retention_on="2030-01-01")
        before = {table: coach.stored(table) for table in ("engagements", "clients")}
        await coach.put(report="c")
        await coach.save()
        assert coach.top.startswith("Report")
        assert coach.one("engagements", uid=engagement)["outcome"] == "She leads two teams."
        assert coach.one("clients", name="Anna Berg")["retention_on"] == "2030-01-01"
        await coach.press("u")  # one change
        assert {table: coach.stored(table) for table in before} == before
        await coach.press("9", "x", "o")
        assert "closed_on" not in coach.one("engagements", uid=engagement)


async def test_the_report_is_shown_beside_the_next_engagement(example: Desk) -> None:
    end_on(example, "2026-11-20")
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(report="c", next=True)
        await coach.save()
        assert "Next engagement with Anna Berg" in coach.text
        await coach.save()
        assert coach.top.startswith("Report")


async def test_the_page_of_a_closed_engagement_shows_the_last_level_of_a_ladder(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    steps = ["never", "rarely", "weekly", "twice a week", "daily"]
    add(example, Objective, engagement, {"title": "Speak first", "gas": steps, "gas_now": 1})
    close_engagement(example, engagement)
    async with opened(example, size=LARGE) as coach:
        await coach.press("9", "x", "p")
        assert "ladder: +1 at last, twice a week" in coach.text


async def test_it_closes_no_earlier_than_what_took_place(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    add(example, Checkin, engagement, {"on": "2026-11-22", "note": "late"})
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(closed_on="21.11.")
        await coach.save()
        assert coach.in_form
        assert "there is a check-in on Sun 22 Nov; choose that day or a later one" in coach.text
        assert "closed_on" not in coach.one("engagements", uid=engagement)
        await coach.put(closed_on="22.11.")
        await coach.save()
        assert coach.one("engagements", uid=engagement)["closed_on"] == "2026-11-22"
        await coach.press("9", "n")
        await coach.put(start="2026-11-21")
        await coach.save()
        assert coach.in_form
        assert "another engagement with this client ran from Tue 1 Sep to Sun 22 Nov" in coach.text


async def test_the_second_end_proposes_a_day_of_its_own(example: Desk) -> None:
    first = end_on(example, "2026-11-20")
    client = example.practice().client_named("Anna").uid
    edit_client(example, client, {"retention_on": "2027-01-01"})
    close_engagement(example, first, on="2026-11-20")
    renew_engagement(example, client, {"start": "2026-11-20"}, first)
    async with opened(example) as coach:
        await coach.press("9", "x")
        await coach.put(closed_on="24.11.")
        assert coach.form.values()["retention_on"] == "2029-11-24"
        await coach.save()
        assert coach.one("clients", name="Anna Berg")["retention_on"] == "2029-11-24"


async def test_closed_in_the_form_it_says_what_is_open_and_its_page_proposes_a_day(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("9", "e", "e")
        coach.form.set_value("closed_on", "2026-11-24")
        await coach.save()
        what = coach.stored("journal")[-1]["what"]
        assert "; still open: 2 objectives, 2 strategies, 2 milestones" in what
        assert what.endswith("; no day says until when the data is kept")
        await coach.press("x", "p")
        assert "Open as it ended" in coach.text
        assert "objective: Lead a project team" in coach.text
        assert coach.form.values()["retention_on"] == "2029-11-24"
        await coach.save()
        assert coach.stored("clients")[0]["retention_on"] == "2029-11-24"
        await coach.press("u")
        assert "retention_on" not in coach.stored("clients")[0]


async def test_the_day_of_closing_moves_how_long_data_is_kept_and_says_what_it_cancels(example: Desk) -> None:
    engagement = end_on(example, "2026-11-20")
    add(example, Session, engagement, {"on": "2026-12-08", "time": "10:00"})
    async with opened(example, size=(80, 24)) as coach:
        await coach.press("9", "x")
        assert coach.form.values()["retention_on"] == "2029-11-24"
        told = " ".join(coach.text.split())
        assert "Closing it cancels what is booked after that day: Tue 8 Dec" in told
        await coach.put(closed_on="2026-11-20")
        coach.form.focus_field("retention_on")
        await coach.press("end")
        assert "closes · cancels the session of Tue 8 Dec" in coach.text
        assert coach.form.values()["retention_on"] == "2029-11-20"
        await coach.put(closed_on="")
        assert coach.form.values()["retention_on"] == "2029-11-24"
        assert "cancels" not in coach.text
        await coach.put(retention_on="2030-01-01")
        await coach.put(closed_on="2026-11-20")
        assert coach.form.values()["retention_on"] == "2030-01-01", "what was typed stays"
        await coach.put(retention_on="2029-11-20")
        await coach.save()
        assert coach.one("clients", name="Anna Berg")["retention_on"] == "2029-11-20"
        await coach.press("u")
        assert "retention_on" not in coach.one("clients", name="Anna Berg")


@pytest.mark.parametrize(("end", "word"), [("2026-12-09", "paused"), ("2026-11-23", "ended")])
async def test_a_pause_and_an_end_have_one_word_in_every_place(example: Desk, end: str, word: str) -> None:
    engagement = end_on(example, end)
    pause(example, engagement, "leave", "2027-01-03")
    async with opened(example, size=LARGE) as coach:
        assert ("ended yesterday" in coach.text) is (word == "ended")
        assert "ends in" not in coach.text
        await coach.press("1")
        assert f"({word})" in coach.top
        await coach.press("9")
        assert ("ended yesterday" in coach.row("Anna Berg")) is (word == "ended")
        assert ("paused" in coach.row("Anna Berg")) is (word == "paused")
        assert "ends in" not in coach.text
