"""What each line of Today says, in words and for programs, and from which day to which."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.attention.calm import calm
from coach_tui.plan.attention.item import NOW, OFF, TODAY, URGENCY, WEEK, WON, AttentionItem
from coach_tui.plan.attention.survey import attention, plan_items, survey
from coach_tui.plan.client import Client
from coach_tui.plan.days import events_between, off_on
from coach_tui.plan.practice import Plan, Practice
from tests.plan.plan_kit import NOW_DAY, on, plan_of, practice_of

QUIET: dict[str, Any] = {"review_every": None}
"""An engagement of which nothing is due by itself."""
CONTACT: list[dict[str, Any]] = [{"on": on(0)}]
"""A check-in of today: the client is not out of touch."""


def items_of(**tables: Any) -> list[AttentionItem]:
    return attention(practice_of(**{"engagement": QUIET, "checkins": CONTACT, **tables}), NOW_DAY)


def said(**tables: Any) -> list[tuple[str, str, str]]:
    return [(item.section, item.kind, item.reason) for item in items_of(**tables)]


def day_of(offset: int) -> date:
    return date.fromisoformat(on(offset))


def told(kind: str, reason: str, due: int | None, **more: Any) -> dict[str, Any]:
    """A line for programs, as it has to be."""
    return {
        "kind": kind, "client": "Anna Berg", "client_id": "c", "reason": reason,
        "due": None if due is None else on(due), "days_late": 0, "cycles_missed": 0, **more,
    }  # fmt: skip


def test_every_kind_for_programs() -> None:
    items = attention(
        practice_of(
            client={"retention_on": on(-5)},
            reviews=[{"held_on": on(-54)}],
            milestones=[{"title": "Call", "due": on(-4)}, {"title": "Board", "due": on(2)}],
            sessions=[{"on": on(3), "time": "10:00"}],
            rounds=[{"title": "Autumn", "items": ["Listens"], "opened_on": on(-30)}],
            commitments=[
                {"text": "Ask", "due": on(-1)},
                {"text": "Send", "due": on(-2), "owner": "Coach"},
                {"text": "Write", "due": on(1), "owner": "Tom"},
                {"text": "Ring", "due": on(1), "owner": "me"},
            ],
            assessments=[{"title": "Wheel", "items": ["Work"], "asked_on": on(-9)}],
            wins=[{"on": on(-1), "text": "Rang"}],
        ),
        NOW_DAY,
    )
    assert [item.as_json() for item in items] == [
        told("review_overdue", "review 40 days late, 3 cycles missed", -40, days_late=40, cycles_missed=3),
        told("promise_overdue", "your promise, 2 days late: Send", -2, days_late=2, owner="coach"),
        told("milestone_overdue", "“Call” was due on Friday", -4, days_late=4),
        told("retention_due", "data was to be erased 5 days ago", -5, days_late=5),
        told("promise_overdue", "promise, 1 day late: Ask", -1, days_late=1, owner="client"),
        told("round_open", "“Autumn”: nobody invited yet, open since Sun 25 Oct", -9, days_late=9),
        told("assessment_open", "“Wheel”: no answer since Sun 15 Nov", -2, days_late=2),
        told("promise_due", "tomorrow  your promise: Ring", 1, owner="coach"),
        told("promise_due", "tomorrow  Tom's promise: Write", 1, owner="Tom"),
        told("milestone_due", "Thu 26  Board", 2),
        told("session", "Fri 27  10:00 session", 3, id="sessions0", time="10:00"),
        told("win", "Rang", -1),
    ]
    quiet = [
        *items_of(checkins=[{"on": on(day)} for day in (-51, -41, -31)]),
        *items_of(reviews=[{"due": on(0)}]),
    ]
    assert [item.as_json() for item in quiet] == [
        told("stalled", "no contact for 31 days, nothing booked", -31),
        told("review_due", "review due today", 0),
    ]
    ends = [*items_of(engagement={"end": on(14)}), *items_of(engagement={"end": on(-10)})]
    assert [item.as_json() for item in ends if "engagement" in item.kind] == [
        told("engagement_ending", "ends in 2 weeks, on Tue 8 Dec", 14),
        told("engagement_ended", "ended 10 days ago, on Sat 14 Nov", -10, days_late=10),
    ]
    pause = {"since": on(-15), "until": on(-1)}
    over = items_of(engagement={"pauses": [pause]}, objectives=[{"title": "Lead", "due": on(40)}])
    assert [item.as_json() for item in over if item.kind == "pause_over"] == [
        told("pause_over", "pause over: move what lies ahead by 15 days?", -1)
    ]
    kept = [{"value": {"title": "Lead"}}, {"value": {"title": "Lead well"}}]
    of = {"of": "objectives", "record": "objectives0", "field": "title", "values": kept}
    differ = attention(practice_of(objectives=[{"title": "Lead well", "due": on(40)}], merges=[of]), NOW_DAY)
    merged = [item for item in differ if item.kind == "merged"]
    assert [item.as_json() for item in merged] == [
        told("merged", "merged: Title of the objective “Lead well”", None, id="merges0")
    ]
    assert merged[0].about == ("objectives", "objectives0")
    did = {"of": "objectives", "record": "objectives0", "did": "closed", "values": [{"value": {}}]}
    refused = attention(practice_of(objectives=[{"title": "Lead", "due": on(40)}], merges=[did]), NOW_DAY)
    refused = [item for item in refused if item.kind == "refused"]
    said = "merged: two machines began an engagement, and one is closed: look at both"
    assert [item.as_json() for item in refused] == [told("refused", said, None, id="merges0")]
    assert {item.rank for item in (*items, *quiet, *ends, *over, *merged, *refused)} == set(URGENCY)


def test_the_record_that_deals_with_a_line_is_named() -> None:
    items = items_of(
        milestones=[{"uid": "late", "title": "A", "due": on(-1)}, {"uid": "day", "title": "B", "due": on(0)}],
        sessions=[{"uid": "session", "on": on(1)}],
        rounds=[{"uid": "round", "title": "R", "items": ["x"], "opened_on": on(-1)}],
        wins=[{"uid": "win", "on": on(0), "text": "W"}],
    )
    assert [(item.kind, item.uid) for item in items] == [
        ("milestone_overdue", "late"),
        ("milestone_due", "day"),
        ("session", "session"),
        ("round_open", "round"),
        ("win", "win"),
    ]
    assert [item.about for item in items] == [
        ("milestones", "late"),
        ("milestones", "day"),
        ("sessions", "session"),
        ("rounds", "round"),
        ("wins", "win"),
    ]
    assert [item.holder for item in items] == [
        ("milestones", "late", "snooze"),
        ("milestones", "day", "snooze"),
        ("sessions", "session", "snooze"),
        ("rounds", "round", "snooze"),
        None,
    ]
    found = items_of(
        client={"retention_on": on(-1)},
        engagement={"review_every": "6 weeks", "start": on(-63)},
        checkins=[],
    )
    assert {item.kind: item.holder for item in found} == {
        "review_overdue": ("engagements", "e", "snooze"),
        "stalled": ("engagements", "e", "contact_snooze"),
        "retention_due": ("clients", "c", "snooze"),
    }
    assert {item.kind: item.about for item in found} == {
        "review_overdue": ("reviews", ""),
        "stalled": ("sessions", ""),
        "retention_due": ("clients", "c"),
    }
    (ends,) = items_of(engagement={**QUIET, "end": on(5)})
    assert (ends.kind, ends.about) == ("engagement_ending", ("engagements", "e"))


def test_an_hour_of_today_is_one_with_a_client() -> None:
    items = items_of(
        sessions=[{"on": on(0)}, {"on": on(1)}, {"on": on(-1), "state": "booked"}],
        milestones=[{"title": "A", "due": on(0)}],
        commitments=[{"text": "Call", "due": on(0)}],
    )
    assert [(item.kind, item.section) for item in items if item.met_today] == [("session", TODAY)]
    assert len(items) == 5


# From which day to which


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (-8, (NOW, "milestone_overdue", "“A” was due 8 days ago")),
        (-7, (NOW, "milestone_overdue", "“A” was due 7 days ago")),
        (-6, (NOW, "milestone_overdue", "“A” was due on Wednesday")),
        (-2, (NOW, "milestone_overdue", "“A” was due on Sunday")),
        (-1, (NOW, "milestone_overdue", "“A” was due yesterday")),
        (0, (TODAY, "milestone_due", "“A” is due today")),
        (1, (WEEK, "milestone_due", "tomorrow  A")),
        (2, (WEEK, "milestone_due", "Thu 26  A")),
        (7, (WEEK, "milestone_due", "Tue  1  A")),
        (8, None),
    ],
)
def test_a_milestone(day: int, line: tuple[str, str, str] | None) -> None:
    assert said(milestones=[{"title": "A", "due": on(day)}]) == ([line] if line else [])


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (0, (TODAY, "session", "session")),
        (1, (WEEK, "session", "tomorrow  session")),
        (7, (WEEK, "session", "Tue  1  session")),
        (8, None),
        (-1, None),
    ],
)
def test_a_session(day: int, line: tuple[str, str, str] | None) -> None:
    assert said(sessions=[{"on": on(day)}]) == ([line] if line else [])


def test_a_session_says_its_number_and_from_the_day_before_what_waits() -> None:
    waits: dict[str, Any] = {"commitments": [{"text": "Call"}], "engagement": {**QUIET, "sessions": 6}}
    held = {"on": on(-7), "state": "held"}
    assert said(sessions=[held, {"on": on(1), "time": "09:30"}], **waits) == [
        (WEEK, "session", "tomorrow  09:30 session, 2 of 6: 1 promise")
    ]
    assert said(sessions=[{"on": on(2), "time": "09:30"}, held], **waits) == [
        (WEEK, "session", "Thu 26  09:30 session, 2 of 6")
    ]
    by_hour = [{"on": on(0), "time": "16:00"}, {"on": on(0), "time": "08:00"}, {"on": on(0)}]
    assert sorted(reason for _, _, reason in said(sessions=by_hour, **waits)) == [
        "08:00 session, 2 of 6: 1 promise",
        "16:00 session, 3 of 6: 1 promise",
        "session, 1 of 6: 1 promise",
    ]


@pytest.mark.parametrize(
    ("day", "grace", "line"),
    [
        (-1, 0, (NOW, "review_overdue", "review 1 day late, 1 cycle missed")),
        (-6, 5, (NOW, "review_overdue", "review 6 days late, 1 cycle missed")),
        (-5, 5, (TODAY, "review_due", "review was due on Thursday, within its days of grace")),
        (-3, 5, (TODAY, "review_due", "review was due on Saturday, within its days of grace")),
        (-1, 5, (TODAY, "review_due", "review was due yesterday, within its days of grace")),
        (-8, 9, (TODAY, "review_due", "review was due 8 days ago, within its days of grace")),
        (0, 5, (TODAY, "review_due", "review due today")),
        (0, 0, (TODAY, "review_due", "review due today")),
        (1, 0, (WEEK, "review_due", "tomorrow  review")),
        (7, 0, (WEEK, "review_due", "Tue  1  review")),
        (8, 0, None),
    ],
)
def test_a_review(day: int, grace: int, line: tuple[str, str, str] | None) -> None:
    practice = practice_of(engagement=QUIET, checkins=CONTACT, reviews=[{"due": on(day)}])
    items = attention(practice, NOW_DAY, grace_days=grace)
    assert [(item.section, item.kind, item.reason) for item in items] == ([line] if line else [])
    assert [item.due for item in items] == ([day_of(day)] if line else [])


def test_there_is_no_grace_unless_it_is_asked_for() -> None:
    practice = practice_of(engagement=QUIET, checkins=CONTACT, reviews=[{"due": on(-1)}])
    plan = practice.plan("c", "e")
    assert plan is not None
    for items in (attention(practice, NOW_DAY), survey(practice, NOW_DAY)[0], plan_items(plan, NOW_DAY)):
        assert [item.kind for item in items] == ["review_overdue"]


def test_a_plan_that_is_paused_asks_for_no_review() -> None:
    plan = plan_of(engagement={**QUIET, "pauses": [{"since": on(-9)}]}, reviews=[{"due": on(0)}])
    assert [item.kind for item in plan_items(plan, NOW_DAY)] == []


def test_a_review_that_was_put_off_waits_with_its_day() -> None:
    practice = practice_of(
        engagement={**QUIET, "snooze": {"until": on(3), "reason": "Ill."}},
        checkins=CONTACT,
        reviews=[{"due": on(-3)}],
    )
    shown, waiting = survey(practice, NOW_DAY)
    assert shown == []
    assert [(item.section, item.kind, item.reason, item.due) for item in waiting] == [
        (OFF, "review_due", "review of Sat 21 Nov", day_of(-3))
    ]
    assert waiting[0].as_json()["put_off"] == {"until": on(3), "reason": "Ill."}


@pytest.mark.parametrize(
    ("opened", "answered", "line"),
    [
        (-1, 1, (WEEK, "“R”: 1 of 2 answered, open since Mon 23 Nov")),
        (-21, 1, (WEEK, "“R”: 1 of 2 answered, open since Tue 3 Nov")),
        (-22, 1, (NOW, "“R”: 1 of 2 answered, open since Mon 2 Nov")),
        (-1, 2, (NOW, "“R”: all 2 have answered, close it")),
        (-1, 0, (WEEK, "“R”: 0 of 2 answered, open since Mon 23 Nov")),
    ],
)
def test_a_round_is_to_be_closed_when_all_have_answered_or_after_three_weeks(
    opened: int, answered: int, line: tuple[str, str]
) -> None:
    (item,) = items_of(
        rounds=[{"uid": "r", "title": "R", "items": ["x"], "opened_on": on(opened)}],
        raters=[{"round": "r", "group": "peer", "name": name} for name in ("Jo", "Kim")],
        responses=[{"round": "r", "group": "peer", "scores": {"x": 3}} for _ in range(answered)],
    )
    assert (item.section, item.reason) == line
    assert (item.days_late, item.due) == (max(0, -opened - 21), day_of(opened + 21))


@pytest.mark.parametrize(
    ("asked", "more", "late"),
    [
        (-6, {}, None),
        (-7, {}, 0),
        (-20, {}, 13),
        (-20, {"answered_on": on(-1), "scores": {"Work": 3}}, None),
        (-20, {"dropped_on": on(0)}, None),
    ],
)
def test_an_assessment_is_asked_after_when_a_week_was_not_enough(
    asked: int, more: dict[str, Any], late: int | None
) -> None:
    found = items_of(assessments=[{"title": "Wheel", "items": ["Work"], "asked_on": on(asked), **more}])
    assert [(item.kind, item.section, item.days_late) for item in found] == (
        [] if late is None else [("assessment_open", NOW, late)]
    )


def test_no_assessment_is_asked_after_where_the_engagement_has_ended_or_pauses() -> None:
    asked = [{"title": "Wheel", "items": ["Work"], "asked_on": on(-20)}]
    for engagement in ({"closed_on": on(-1)}, {"end": on(-1)}, {"pauses": [{"since": on(-3)}]}):
        kinds = [item.kind for item in items_of(engagement=engagement, assessments=asked)]
        assert "assessment_open" not in kinds
    over = items_of(engagement={"pauses": [{"since": on(-12), "until": on(-3)}]}, assessments=asked)
    assert [item.days_late for item in over if item.kind == "assessment_open"] == [3]


def test_a_round_without_a_day_is_open_since_the_start() -> None:
    closed = {"title": "Old", "items": ["x"], "closed_on": on(-2)}
    assert said(rounds=[closed, {"title": "R", "items": ["x"]}]) == [
        (NOW, "round_open", "“R”: nobody invited yet, open since Tue 1 Sep")
    ]


@pytest.mark.parametrize(("day", "there"), [(-7, False), (-6, True), (0, True), (1, False)])
def test_a_win_is_this_weeks(day: int, there: bool) -> None:
    assert said(wins=[{"on": on(day), "text": "W"}]) == ([(WON, "win", "W")] if there else [])


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (1, None),
        (0, "data to erase today"),
        (-1, "data was to be erased yesterday"),
        (-40, "data was to be erased 40 days ago"),
    ],
)
def test_data_that_was_to_be_erased(day: int, line: str | None) -> None:
    found = said(client={"retention_on": on(day)})
    assert found == ([(NOW, "retention_due", line)] if line else [])
    without = Practice({"clients": {"1": {"uid": "c", "name": "Anna Berg", "retention_on": on(day)}}})
    assert attention(without, NOW_DAY) == []  # nothing hangs from this client yet


def test_data_to_be_erased_hangs_from_the_last_engagement() -> None:
    later = {"uid": "later", "client": "c", "start": on(-9), "closed_on": on(-2)}
    kept = practice_of(client={"retention_on": on(-1)}, engagement={**QUIET, "closed_on": on(-20)})
    engagements = {"e": kept.tables["engagements"]["e"], "later": later}
    (item,) = attention(Practice({**kept.tables, "engagements": engagements}), NOW_DAY)
    assert item.plan.engagement.uid == "later"


def test_what_was_accepted_as_it_is_is_not_brought_up() -> None:
    until = {"reason": "Agreed.", "until": on(9), "on": on(-1)}
    kept = {"retention_on": on(-5), "accepted": [{"rule": "P4", "field": "retention_on", **until}]}
    assert said(client=kept, milestones=[{"title": "A", "due": on(0)}]) == [
        (TODAY, "milestone_due", "“A” is due today")
    ]
    late: dict[str, Any] = {"reviews": [{"due": on(-3)}]}
    accepted = {**QUIET, "accepted": [{"rule": "T1", "field": "held_on", **until}]}
    assert said(**late) == [(NOW, "review_overdue", "review 3 days late, 1 cycle missed")]
    assert said(engagement=accepted, **late) == []


def test_no_contact_since_the_start() -> None:
    assert said(checkins=[], engagement={"review_every": "6 weeks", "start": on(-63)})[1:] == [
        (NOW, "stalled", "no contact since the start, 63 days ago, nothing booked")
    ]
    (_, stalled) = items_of(checkins=[], engagement={"review_every": "6 weeks", "start": on(-63)})
    assert stalled.due == day_of(-63)


# The order


def test_the_later_of_a_section_and_the_same_stand_in_their_order() -> None:
    days = {"m1": ("ea", -3), "m2": ("eb", -3), "m3": ("ea", -9), "m4": ("eb", 5), "m5": ("ea", 2)}
    items = items_of(
        clients=[{"uid": "a", "name": "Zoë"}, {"uid": "b", "name": "Adam"}],
        engagements=[
            {"uid": "ea", "client": "a", "start": on(-9)},
            {"uid": "eb", "client": "b", "start": on(-9)},
        ],
        milestones=[
            {"uid": uid, "plan": plan, "title": uid, "due": on(day)} for uid, (plan, day) in days.items()
        ],
        sessions=[{"uid": "s", "plan": "eb", "on": on(5)}],
        wins=[
            {"uid": uid, "plan": "ea", "text": uid, "on": on(day)} for uid, day in (("w1", -3), ("w2", -1))
        ],
    )
    assert [item.uid for item in items] == ["m3", "m2", "m1", "m5", "s", "m4", "w2", "w1"]
    assert [item.client.name for item in items][:3] == ["Zoë", "Adam", "Zoë"]


def test_what_is_put_off_to_one_day_is_by_name() -> None:
    snooze = {"until": on(3), "reason": "Ill."}
    waiting = survey(
        practice_of(
            engagement=QUIET,
            clients=[{"uid": "z", "name": "Zoë"}, {"uid": "a", "name": "Adam"}],
            engagements=[
                {"uid": "ez", "client": "z", "start": on(-9)},
                {"uid": "ea", "client": "a", "start": on(-9)},
            ],
            milestones=[
                {"plan": "ez", "title": "Z", "due": on(-5), "snooze": snooze},
                {"plan": "ea", "title": "A", "due": on(-1), "snooze": snooze},
            ],
        ),
        NOW_DAY,
    )[1]
    assert [item.client.name for item in waiting] == ["Adam", "Zoë"]


def test_names_are_in_one_order_whatever_their_accents() -> None:
    names = {"k": "Kai Ott", "e": "Émile Roux", "d": "dora Hay", "z": "Zoë Ott"}
    found = practice_of(
        engagement=QUIET,
        clients=[{"uid": uid, "name": name, "days_off": ["tue"]} for uid, name in names.items()],
        engagements=[{"uid": f"e{uid}", "client": uid, "start": on(-9)} for uid in names],
        milestones=[{"plan": f"e{uid}", "title": uid, "due": on(-3)} for uid in names],
    )
    wanted = ["dora Hay", "Émile Roux", "Kai Ott", "Zoë Ott"]
    assert [one.name for one in found.clients if one.uid in names] == wanted
    assert [one.client.name for one in survey(found, NOW_DAY)[0]] == wanted
    day = NOW_DAY - timedelta(days=3)
    assert [one.client.name for one in events_between(found, day, day, NOW_DAY)] == wanted
    assert [one.name for one in off_on(found, NOW_DAY)] == wanted


def test_a_short_list_keeps_a_quarter_for_wins() -> None:
    """Of four lines one is a win's at least, of twelve three, however much is late."""
    items = items_of(
        milestones=[{"title": f"M{n}", "due": on(-9)} for n in range(20)],
        wins=[{"on": on(-1), "text": f"W{n}"} for n in range(5)],
    )
    kinds = [item.kind for item in calm(items, 4)]
    assert kinds == ["milestone_overdue"] * 3 + ["win"]
    wins = {limit: sum(item.kind == "win" for item in calm(items, limit)) for limit in (7, 8, 11, 12, 16, 24)}
    assert wins == {7: 1, 8: 2, 11: 2, 12: 3, 16: 3, 24: 4}  # a fourth only where there is room
    assert calm(items, 25) == items


def test_a_session_says_what_counts_though_it_was_not_held() -> None:
    late = {"on": on(-7), "state": "cancelled", "cancelled_by": "client", "late": True}
    booked = {"on": on(3), "time": "09:30"}
    six = {**QUIET, "sessions": 6}
    assert said(sessions=[late, {"on": on(-9), "state": "no_show"}, booked], engagement=six) == [
        (WEEK, "session", "Fri 27  09:30 session, 3 of 6, 1 late cancellation counted, 1 no-show counted")
    ]
    assert said(sessions=[late, booked]) == [(WEEK, "session", "Fri 27  09:30 session")]


def test_a_late_review_in_fewer_words() -> None:
    engagement = {
        "review_every": "2 weeks",
        "start": on(-40),
        "pauses": [{"since": on(-20), "until": on(-10)}],
    }
    (item,) = [one for one in items_of(engagement=engagement) if one.kind == "review_overdue"]
    assert item.reason == "review 15 days late, 2 cycles missed, time off left out"
    assert item.brief == "review 15 days late, 2 cycles missed"
    assert (item.days_late, item.missed) == (15, 2)


def test_a_round_gets_later_after_the_end_as_well() -> None:
    asked = {"title": "R", "items": ["x"], "opened_on": on(-60)}
    for engagement in ({**QUIET, "closed_on": on(-30)}, QUIET):
        (item,) = items_of(rounds=[asked], engagement=engagement)
        assert (item.section, item.days_late) == (NOW, 39)


def test_what_is_most_urgent_is_shown_beside_sessions_and_an_end() -> None:
    """In a list that is full of sessions there is one line for it, and each end has its own."""
    late = plan_of(engagement=QUIET)
    urgent = AttentionItem("milestone_overdue", NOW, late, "A", days_late=1)
    other = Plan(late.practice, Client({"uid": "d", "name": "Ben Ott"}), late.engagement)
    hour = AttentionItem("session", TODAY, other, "session")
    end = AttentionItem("engagement_ending", WEEK, other, "ends")
    last = AttentionItem("milestone_due", WEEK, late, "B")
    assert calm([urgent, hour, last, end], 1) == [urgent, hour, end]
    assert calm([end, hour, last], 1) == [end, hour]


def test_a_line_of_several_for_programs_names_the_others() -> None:
    late = plan_of(engagement=QUIET)
    hour = AttentionItem("session", TODAY, late, "session", others=["Ben Ott"], owner="coach")
    which = {"id": "", "time": None}
    assert hour.as_json() == told("session", "session", None, owner="coach", **which, **{"with": ["Ben Ott"]})
    alone = AttentionItem("session", TODAY, late, "session")
    assert alone.as_json() == told("session", "session", None, **which)


@pytest.mark.parametrize("kind", URGENCY)
def test_how_heavy_a_line_is(kind: str) -> None:
    item = AttentionItem(kind, NOW, plan_of(engagement=QUIET), "x")
    late = ("review_overdue", "milestone_overdue", "promise_overdue")
    warn = ("stalled", "pause_over", "engagement_ended", "retention_due", "merged", "refused")
    weight = "late" if kind in late else "warn" if kind in warn else "won" if kind == "win" else "open"
    assert item.weight == weight


def test_sessions_of_today_crowd_nobody() -> None:
    """However many one client has: all else that waits is shown beside them."""
    one = plan_of(engagement=QUIET)
    other = Plan(one.practice, Client({"uid": "d", "name": "Ben Ott"}), one.engagement)
    hours = [AttentionItem("session", TODAY, one, f"session {n}") for n in range(3)]
    rest = [AttentionItem("milestone_due", TODAY, one, f"A{n}") for n in range(4)]
    items = [AttentionItem("milestone_overdue", NOW, other, "B"), *hours, *rest]
    assert calm(items, 9) == items
    alone = [
        AttentionItem("session", TODAY, other, "session"),
        *rest,
        AttentionItem("stalled", NOW, one, "C"),
    ]
    assert calm(alone, 9) == alone  # nobody else waits
    more = [*items, AttentionItem("milestone_due", TODAY, one, "A4")]
    assert calm(more, 9) == items
