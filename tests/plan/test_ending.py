"""The end of an engagement: when it is said, in which words, and that its clock stops (domain rules §11)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.across import across
from coach_tui.plan.agenda import contact, next_review
from coach_tui.plan.attention.survey import attention, survey
from coach_tui.plan.calendar_items import When
from coach_tui.plan.calendar_items import items as calendar_items
from coach_tui.plan.calendar_past import Past
from coach_tui.plan.checklist import checklist
from coach_tui.plan.client import Engagement
from coach_tui.plan.days import events_between
from coach_tui.plan.ending import ending
from coach_tui.plan.engagement import engaged
from coach_tui.plan.health import findings
from coach_tui.plan.insight import insights
from coach_tui.plan.moves import after_end
from coach_tui.plan.planned import Planned
from coach_tui.plan.practice import Plan
from coach_tui.plan.standing import plan_status
from tests.plan.plan_kit import NOW_DAY, on, plan_of

END = date(2026, 12, 18)
LATER = date(2026, 12, 28)


def ended(**tables: Any) -> Plan:
    """An engagement that ends on 18 December, all of it reached by then, eight of eight sessions held."""
    engagement = {
        "start": "2026-09-04",
        "end": END.isoformat(),
        "sessions": 8,
        **tables.pop("engagement", {}),
    }
    measure = {
        "uid": "m", "name": "talks", "unit": "a month", "baseline": 0, "target": 4, "every": "1 week"
    }  # fmt: skip
    held = [(date(2026, 9, 8) + timedelta(days=14 * n)).isoformat() for n in range(8)]
    return plan_of(
        engagement=engagement,
        objectives=[
            {
                "uid": "o",
                "title": "Speak",
                "due": END.isoformat(),
                "start": "2026-09-04",
                "measure": [measure],
            }
        ],
        sessions=[{"on": day, "time": "10:00", "state": "held"} for day in held],
        checkins=[{"on": "2026-12-15", "measures": {"m": 4}}],
        reviews=[{"held_on": "2026-12-08"}],
        strategies=[{"title": "Rehearse", "cadence": "1/week", "cue": "Fridays", "start": "2026-09-04"}],
        milestones=[{"title": "A talk", "due": "2026-12-16"}, {"title": "After", "due": "2026-12-22"}],
        wins=[{"on": "2026-12-27", "text": "Rang"}],
        **tables,
    )


def kinds(plan: Plan, day: date, **more: Any) -> list[tuple[str, str]]:
    return [(item.kind, item.reason) for item in survey(plan.practice, day, **more)[0]]


# When it is said, and how


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (22, None),
        (21, "ends in 3 weeks, on Tue 15 Dec"),
        (20, "ends in 20 days, on Mon 14 Dec"),
        (14, "ends in 2 weeks, on Tue 8 Dec"),
        (1, "ends tomorrow, on Wed 25 Nov"),
        (0, "ends today"),
        (-1, "ended yesterday, on Mon 23 Nov"),
        (-10, "ended 10 days ago, on Sat 14 Nov"),
    ],
)
def test_the_day_of_the_end(days: int, said: str | None) -> None:
    found = ending(plan_of(engagement={"end": on(days)}), NOW_DAY)
    assert (found.words(NOW_DAY) if found else None) == said


@pytest.mark.parametrize(
    ("held", "contracted", "said"),
    [
        (6, 8, None),
        (7, 8, "one session left, 7 of 8 used"),
        (8, 8, "all sessions used, 8 of 8 used"),
        (9, 8, "9 of 8 used"),
        (0, 1, None),
        (1, 1, "its one session used"),
        (3, None, None),
    ],
)
def test_the_last_sessions(held: int, contracted: int | None, said: str | None) -> None:
    sessions = [{"on": on(-n - 1), "state": "held"} for n in range(held)]
    plan = plan_of(engagement={"sessions": contracted}, sessions=sessions)
    found = ending(plan, NOW_DAY)
    assert (found.words(NOW_DAY) if found else None) == said


def test_both_are_one_line() -> None:
    sessions = [{"on": on(-n - 1), "state": "held"} for n in range(7)]
    plan = plan_of(engagement={"sessions": 8, "end": on(21)}, sessions=sessions)
    (line,) = [one for one in kinds(plan, NOW_DAY) if "engagement" in one[0]]
    assert line == (
        "engagement_ending", "ends in 3 weeks, on Tue 15 Dec; one session left, 7 of 8 used"
    )  # fmt: skip


def test_how_long_before_is_a_setting() -> None:
    plan = plan_of(engagement={"end": on(5)})
    assert ending(plan, NOW_DAY, 4) is None
    assert ending(plan, NOW_DAY, 5) is not None
    assert not [one for one in kinds(plan, NOW_DAY, end_days=4) if "engagement" in one[0]]


def test_closed_or_paused_nothing_is_said() -> None:
    assert ending(plan_of(engagement={"end": on(5), "closed_on": on(-1)}), NOW_DAY) is None
    paused = plan_of(engagement={"end": on(25), "pauses": [{"since": on(-2)}]})
    assert kinds(paused, NOW_DAY) == []


# The one line that stands for all others


def test_ten_days_after_the_end_there_is_one_line() -> None:
    plan = ended()
    assert kinds(plan, LATER) == [
        ("engagement_ended", "ended 10 days ago, on Fri 18 Dec; all sessions used, 8 of 8 used")
    ]


def test_twelve_clients_have_twelve_lines() -> None:
    """Each at its end: nothing is late or quiet besides, however long it is left open."""
    for days in (0, 1, 10, 300):
        assert [kind for kind, _ in kinds(ended(), END + timedelta(days=days))] == ["engagement_ended"]


def test_before_the_end_the_others_stand_beside_it() -> None:
    found = [kind for kind, _ in kinds(ended(), date(2026, 12, 16))]
    assert "engagement_ending" in found
    assert "milestone_due" in found


def test_an_appointment_of_the_day_is_told_after_the_end_too() -> None:
    plan = plan_of(
        engagement={"end": on(-3)}, sessions=[{"on": on(0), "time": "10:00"}, {"on": on(2)}]
    )  # fmt: skip
    assert [kind for kind, _ in kinds(plan, NOW_DAY)] == ["engagement_ended", "session"]


def test_put_off_nothing_of_it_is_told() -> None:
    snooze = {"until": on(9), "reason": "she is away"}
    plan = plan_of(
        engagement={"end": on(-3), "end_snooze": snooze}, milestones=[{"title": "A", "due": on(-9)}]
    )
    items, waiting = survey(plan.practice, NOW_DAY)
    assert items == []
    assert [(one.kind, one.holder) for one in waiting] == [
        ("engagement_ended", ("engagements", "e", "end_snooze"))
    ]


# The clock that stops


@pytest.mark.parametrize(
    ("stored", "day", "clock"),
    [
        ({}, on(0), on(0)),
        ({"end": on(5)}, on(0), on(0)),
        ({"end": on(0)}, on(0), on(0)),
        ({"end": on(-5)}, on(0), on(-5)),
        ({"closed_on": on(-2)}, on(0), on(-2)),
        ({"closed_on": on(-2), "end": on(-5)}, on(0), on(-5)),
        ({"closed_on": on(-5), "end": on(5)}, on(0), on(-5)),
    ],
)
def test_the_clock(stored: dict[str, str], day: str, clock: str) -> None:
    found = Engagement({"uid": "e", "start": on(-84), **stored})
    assert found.clock(date.fromisoformat(day)).isoformat() == clock


def test_all_rules_judge_as_of_the_end() -> None:
    plan = ended()
    for day in (LATER, LATER + timedelta(days=200)):
        assert next_review(plan, day).late is None
        assert not contact(plan, day).stalled
        assert plan_status(plan, day) == plan_status(plan, END) == "achieved"
        assert insights(plan, day).as_json() == insights(plan, END).as_json()
        assert {one.id for one in findings(plan, day)} == {one.id for one in findings(plan, END)}
        assert [one.evidence for one in checklist(plan, day)] == [
            one.evidence for one in checklist(plan, END)
        ]
        assert [one.troubles for one in across(plan.practice, day)] == [[]]


def test_what_was_late_at_the_end_stays_as_late_as_it_was() -> None:
    plan = plan_of(engagement={"end": on(-10)}, reviews=[{"held_on": on(-40)}])
    late = next_review(plan, NOW_DAY).late
    assert late is not None
    assert late.days_late == 16
    open_still = plan_of(reviews=[{"held_on": on(-40)}])
    assert getattr(next_review(open_still, NOW_DAY).late, "days_late", None) == 26


def test_values_of_after_the_end_still_count() -> None:
    """The last values are often taken at the closing talk."""
    plan = ended()
    practice = plan.practice
    low = {**practice.tables["checkins"], "0": {**practice.tables["checkins"]["0"], "measures": {"m": 2}}}
    practice = type(practice)({**practice.tables, "checkins": low})
    found = practice.plan("c", "e")
    assert found is not None
    assert plan_status(found, LATER) != "achieved"
    last = {"uid": "late", "plan": "e", "on": "2026-12-21", "measures": {"m": 4}}
    found = type(practice)({**practice.tables, "checkins": {**low, "9": last}}).plan("c", "e")
    assert found is not None
    assert plan_status(found, LATER) == "achieved"


def test_how_long_data_is_kept_goes_on_and_acceptances_end_by_the_calendar() -> None:
    plan = plan_of(engagement={"end": on(-10)}, client={"retention_on": on(-2)})
    assert [one.field for one in findings(plan, NOW_DAY) if one.field == "retention_on"] == ["retention_on"]
    accepted = [{"rule": "P4", "field": "agreed_on", "until": on(-5), "reason": "later"}]
    plan = plan_of(engagement={"end": on(-10), "accepted": accepted})
    (found,) = [one for one in findings(plan, NOW_DAY) if one.field == "agreed_on"]
    assert found.accepted is None
    assert found.lapsed is not None


def test_the_calendar_shows_no_review_by_rhythm_after_the_end_and_nothing_turns_late() -> None:
    plan = ended()
    found = events_between(plan.practice, END, LATER + timedelta(days=30), LATER)
    assert [(one.kind, one.title, one.overdue) for one in found] == [
        ("objective", "Speak", False),
        ("engagement", "engagement ends", False),
        ("milestone", "After", False),
    ]
    titles = [(one.kind, str(one.when)) for one in calendar_items(plan.practice)]
    assert ("engagement", END.isoformat()) in titles
    assert not [day for kind, day in titles if kind == "review" and day > END.isoformat()]


def test_a_review_that_was_agreed_for_after_the_end_stays() -> None:
    plan = plan_of(engagement={"end": on(3)}, reviews=[{"held_on": on(-9)}, {"due": on(6)}])
    assert ("review_due", "Mon 30  review") in kinds(plan, NOW_DAY)
    assert ("review_due", "Sun 29  review") not in kinds(
        plan_of(engagement={"end": on(3)}, reviews=[{"held_on": on(-9)}]), NOW_DAY
    )


@pytest.mark.parametrize(
    ("stored", "last"),
    [
        ({"end": "2026-12-31", "closed_on": "2026-10-10"}, date(2026, 10, 10)),
        ({"end": "2026-09-30", "closed_on": "2026-10-10"}, date(2026, 9, 30)),
        ({"closed_on": "2026-10-10"}, date(2026, 10, 10)),
        ({"end": "2026-12-31"}, date(2026, 12, 31)),
        ({}, None),
    ],
)
def test_the_last_day_is_that_of_the_closing_where_it_came_early(
    stored: dict[str, str], last: date | None
) -> None:
    engagement = Engagement({"uid": "e", "client": "c", "start": "2026-08-31", **stored})
    assert engagement.last_day == last
    assert engagement.reaches(date(2026, 12, 1)) is (last is None or last > date(2026, 12, 1))


def closed_early() -> Plan:
    """A plan until 31 December, closed on 10 October, its one objective reached by then."""
    return plan_of(
        engagement={"start": "2026-08-31", "end": "2026-12-31", "closed_on": "2026-10-10"},
        objectives=[
            {"title": "Lead", "due": "2026-12-20", "closed_on": "2026-10-10", "closed_as": "reached"},
            {"title": "Speak", "due": "2026-10-05", "closed_on": "2026-10-10", "closed_as": "reached"},
        ],
        milestones=[
            {"title": "Late", "due": "2026-09-20", "baseline": "2026-09-10", "done_on": "2026-09-20"},
            {"title": "Later", "due": "2026-09-25", "baseline": "2026-09-15", "done_on": "2026-09-25"},
            {"title": "Last", "due": "2026-10-05", "baseline": "2026-09-20", "done_on": "2026-10-05"},
            {"title": "Never", "due": "2026-12-10"},
        ],
    )


def test_nothing_lies_after_an_engagement_that_was_closed_early() -> None:
    plan = closed_early()
    found = events_between(plan.practice, date(2026, 9, 1), date(2027, 12, 31), NOW_DAY)
    assert max(event.day for event in found) == date(2026, 10, 10)
    assert [(event.day.isoformat(), event.done) for event in found if event.kind == "engagement"] == [
        ("2026-10-10", True)
    ]
    targets = [(event.title, event.day.isoformat()) for event in found if event.kind == "objective"]
    assert targets == [("Lead", "2026-10-10"), ("Speak", "2026-10-10")]
    there = [item.when.day for item in calendar_items(plan.practice)]
    assert max(there) == date(2026, 10, 10)
    never = next(one for one in plan.milestones if one.title == "Never")
    assert Planned(plan).likely(never, date(2026, 10, 10)) is None
    assert after_end(plan, date(2027, 1, 1)) == []


def test_a_calendar_that_has_the_end_of_before_the_closing_is_no_change() -> None:
    plan = closed_early()
    found = {one.title: Past(plan.practice).of(one) for one in calendar_items(plan.practice)}
    (end,) = (days for title, days in found.items() if "Engagement ends" in title)
    assert When(date(2026, 12, 31)) in end
    (lead,) = (days for title, days in found.items() if "Lead" in title)
    assert When(date(2026, 12, 20)) in lead


# What is of the day after the closing


def test_a_session_of_today_is_shown_on_the_day_of_the_closing() -> None:
    booked = [{"on": on(0), "time": "17:00"}, {"on": on(-1), "state": "booked"}]
    plan = plan_of(engagement={"closed_on": on(0)}, sessions=booked)
    assert [(kind, said.split(":")[0]) for kind, said in kinds(plan, NOW_DAY)] == [
        ("session", "session of Mon 23 Nov"),
        ("session", "17"),
    ]
    (line,) = kinds(plan_of(engagement={"closed_on": on(0)}, sessions=booked[:1]), NOW_DAY)
    assert line[1].startswith("17:00 session")
    assert kinds(plan_of(engagement={"closed_on": on(0)}, sessions=booked[:1]), date(2026, 11, 25)) == [
        ("session", "session of Tue 24 Nov 17:00: held?")
    ]


def test_the_last_contact_is_counted_back_from_the_end() -> None:
    plan = plan_of(
        engagement={"end": on(-10), "review_every": "3 weeks"},
        sessions=[{"on": on(-40)}, {"on": on(-7), "state": "cancelled", "cancelled_by": "client"}],
    )
    found = contact(plan, NOW_DAY)
    assert (found.ago, found.days) == ("30 days before the end", 30)
    assert engaged(plan, NOW_DAY).days_since == 30
    assert contact(plan_of(sessions=[{"on": on(-40)}]), NOW_DAY).ago == "40 days ago"
    assert contact(plan_of(engagement={"end": on(-10)}), NOW_DAY).ago == "none yet"
    assert contact(plan_of(engagement={"end": on(-10)}, sessions=[{"on": on(-10)}]), NOW_DAY).ago == (
        "on its last day"
    )
    assert contact(plan_of(engagement={"end": on(-10)}, sessions=[{"on": on(-2)}]), NOW_DAY).ago == (
        "2 days ago"
    )


def test_what_was_booked_at_the_end_keeps_it_from_being_stalled_ever_after() -> None:
    stored: dict[str, Any] = {
        "engagement": {"end": on(-10), "review_every": "2 weeks"},
        "sessions": [{"on": on(-42), "state": "held"}, {"on": on(-5), "state": "booked"}],
    }
    plan = plan_of(**stored)
    assert not contact(plan, date.fromisoformat(on(-10))).stalled
    assert not contact(plan, NOW_DAY).stalled
    stored["sessions"] = stored["sessions"][:1]
    assert contact(plan_of(**stored), NOW_DAY).stalled


def test_what_is_closed_is_not_stalled() -> None:
    stored: dict[str, Any] = {"review_every": "2 weeks", "end": on(-10)}
    silent = [{"on": on(-42), "state": "held"}]
    assert contact(plan_of(engagement=stored, sessions=silent), NOW_DAY).stalled
    closed = plan_of(engagement={**stored, "closed_on": on(-10)}, sessions=silent)
    assert not contact(closed, NOW_DAY).stalled
    assert not insights(closed, NOW_DAY).engagement.as_json()["stalled"]


@pytest.mark.parametrize("end", [None, "2026-12-31"])
def test_the_calendar_tells_of_the_end_on_the_day_of_the_closing(end: str | None) -> None:
    plan = plan_of(engagement={"start": "2026-08-31", "end": end, "closed_on": "2026-10-10"})
    days = (date(2026, 9, 1), date(2027, 12, 31))
    assert [
        (event.day, event.title, event.done) for event in events_between(plan.practice, *days, NOW_DAY)
    ] == [(date(2026, 10, 10), "engagement ends", True)]
    (item,) = calendar_items(plan.practice)
    assert (item.kind, item.when.day) == ("engagement", date(2026, 10, 10))


def test_a_round_is_told_until_it_is_closed_also_after_the_engagement() -> None:
    asked = {"title": "Autumn", "kind": "360", "opened_on": on(-5), "items": ["Listens"]}
    plan = plan_of(engagement={"closed_on": on(-3)}, rounds=[asked])
    (told,) = attention(plan.practice, NOW_DAY)
    assert (told.kind, told.reason) == (
        "round_open", "“Autumn”: nobody invited yet, open since Thu 19 Nov",
    )  # fmt: skip
    over = plan_of(engagement={"closed_on": on(-3)}, rounds=[{**asked, "closed_on": on(-1)}])
    assert attention(over.practice, NOW_DAY) == []


def test_insights_say_so_as_well() -> None:
    plan = plan_of(engagement={"end": on(-10)}, sessions=[{"on": on(-40)}])
    assert insights(plan, NOW_DAY).engagement.contact.ago == "30 days before the end"
    closed = plan_of(engagement={"closed_on": on(-10)}, sessions=[{"on": on(-40)}])
    assert insights(closed, NOW_DAY).engagement.contact.ago == "30 days before the end"
