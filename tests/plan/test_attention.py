"""What needs the coach: its order, what is put off, what a calm list shows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.agenda import contact
from coach_tui.plan.attention.calm import calm
from coach_tui.plan.attention.item import NOW, OFF, TODAY, WEEK, WON, AttentionItem
from coach_tui.plan.attention.survey import attention, survey
from coach_tui.plan.days import events_between
from coach_tui.plan.hours import hours_log
from coach_tui.plan.practice import Practice
from coach_tui.plan.prepare import in_short, prepare
from coach_tui.plan.schema import check_record
from coach_tui.plan.snooze import HOLDERS
from tests.plan.plan_kit import NOW_DAY, on, plan_of, practice_of


def shown(**tables: Any) -> list[tuple[str, str, str]]:
    return [(i.section, i.kind, i.reason) for i in attention(practice_of(**tables), NOW_DAY)]


def test_attention_in_its_order() -> None:
    found = shown(
        reviews=[{"held_on": on(-54)}],
        milestones=[
            {"title": "Call", "due": on(-4)},
            {"title": "Kick-off", "due": on(-1)},
            {"title": "Today's", "due": on(0)},
            {"title": "Board", "due": on(2)},
            {"title": "Later", "due": on(8)},
            {"title": "Done", "due": on(-9), "done_on": on(-9)},
        ],
        sessions=[{"on": on(-9)}, {"on": on(0), "time": "10:00"}, {"on": on(1)}],
        engagement={"sessions": 12},
        wins=[{"on": on(-6), "text": "A"}, {"on": on(-1), "text": "B"}, {"on": on(-7), "text": "C"}],
        client={"retention_on": on(0)},
    )
    assert found == [
        (NOW, "review_overdue", "review 40 days late, 3 cycles missed"),
        (NOW, "milestone_overdue", "“Call” was due on Friday"),
        (NOW, "milestone_overdue", "“Kick-off” was due yesterday"),
        (NOW, "retention_due", "data to erase today"),
        (TODAY, "session", "10:00 session, 2 of 12: review due"),
        (TODAY, "milestone_due", "“Today's” is due today"),
        (WEEK, "session", "tomorrow  session, 3 of 12: review due"),
        (WEEK, "milestone_due", "Thu 26  Board"),
        (WON, "win", "B"),
        (WON, "win", "A"),
    ]


def test_reviews_today_and_this_week() -> None:
    assert shown(reviews=[{"held_on": on(-14)}]) == [(TODAY, "review_due", "review due today")]
    assert shown(reviews=[{"held_on": on(-12)}]) == [(WEEK, "review_due", "Thu 26  review")]
    assert shown(reviews=[{"held_on": on(-6)}]) == []


def test_stalled_says_since_when() -> None:
    reviews = [{"held_on": on(day)} for day in (-59, -45, -31)]
    every = {"review_every": "6 weeks"}
    assert shown(reviews=reviews, engagement=every) == [
        (NOW, "stalled", "no contact for 31 days, nothing booked")
    ]
    assert shown(engagement=every)[1] == (
        NOW,
        "stalled",
        "no contact since the start, 84 days ago, nothing booked",
    )


@pytest.mark.parametrize("engagement", [{"pauses": [{"since": on(-60)}]}, {"closed_on": on(-1)}])
def test_paused_and_closed_plans_are_silent(engagement: dict[str, Any]) -> None:
    assert shown(engagement=engagement, milestones=[{"title": "A", "due": on(-4)}]) == []
    kept = shown(engagement=engagement, client={"retention_on": on(-1)})
    assert [kind for _, kind, _ in kept] == ["retention_due"]


def test_what_nobody_said_of_sessions_is_one_line_after_the_closing_until_all_is_said() -> None:
    waiting = [{"on": on(day), "time": "09:00", "state": "booked"} for day in (-9, -7, -2)]

    def told(*states: str, **more: Any) -> list[tuple[str, str, str]]:
        sessions = [{**one, "state": state, **more} for one, state in zip(waiting, states, strict=True)]
        found = shown(engagement={"closed_on": on(-1)}, sessions=sessions)
        practice = practice_of(engagement={"closed_on": on(-1)}, sessions=sessions)
        assert len(hours_log(practice, NOW_DAY).unanswered) == states.count("booked")
        return found

    first = (NOW, "session", "session of Sun 15 Nov 09:00: held? And 2 more")
    assert told("booked", "booked", "booked") == [first]
    assert told("held", "booked", "booked") == [
        (NOW, "session", "session of Tue 17 Nov 09:00: held? And 1 more")
    ]
    assert told("held", "no_show", "booked") == [(NOW, "session", "session of Sun 22 Nov 09:00: held?")]
    assert told("held", "no_show", "cancelled") == []
    put_off = {"snooze": {"until": on(3), "reason": "ask her"}}
    assert told("booked", "booked", "booked", **put_off) == []


def test_a_pause_keeps_everything_back_but_todays_sessions() -> None:
    paused = practice_of(
        engagement={"pauses": [{"since": on(-60)}]},
        milestones=[{"title": "A", "due": on(-4)}],
        commitments=[{"text": "Send", "due": on(0), "owner": "coach"}],
        sessions=[{"on": on(-1), "state": "booked"}, {"on": on(0), "time": "10:00"}, {"on": on(1)}],
    )
    (item,) = attention(paused, NOW_DAY)
    assert (item.kind, item.section, item.reason) == ("session", TODAY, "10:00 session: 1 promise")
    assert item.met_today


def test_attention_as_json() -> None:
    item = attention(practice_of(reviews=[{"held_on": on(-54)}]), NOW_DAY)[0]
    assert item.as_json() == {
        "kind": "review_overdue",
        "client": "Anna Berg",
        "client_id": "c",
        "reason": "review 40 days late, 3 cycles missed",
        "due": on(-40),
        "days_late": 40,
        "cycles_missed": 3,
    }
    assert isinstance(item, AttentionItem)
    graced = attention(practice_of(reviews=[{"held_on": on(-15)}]), NOW_DAY, grace_days=1)
    assert [i.kind for i in graced] == ["review_due"]


# What is put off

FAIR = {"until": on(1), "reason": "fair"}
BACK = {"until": on(0), "reason": "fair"}


def with_snooze(kind: str, snooze: dict[str, str] | None) -> Practice:
    """A practice that lists one thing of a kind, put off or not."""
    table, key = HOLDERS[kind]
    held: dict[str, Any] = {key: snooze} if snooze else {}
    records: dict[str, dict[str, Any]] = {
        "milestone_overdue": {"title": "A", "due": on(-4)},
        "milestone_due": {"title": "A", "due": on(4)},
        "session": {"on": on(1)},
        "promise_overdue": {"text": "A", "due": on(-4)},
        "promise_due": {"text": "A", "due": on(4)},
        "assessment_open": {"title": "Wheel", "items": ["Work"], "asked_on": on(-9)},
        "round_open": {"title": "360", "items": ["Listens"], "opened_on": on(-1)},
    }
    if key == "end_snooze":
        held["end"] = on(10 if kind == "engagement_ending" else -10)
    if key == "pause_snooze":
        held["pauses"] = [{"since": on(-9), "until": on(-1)}]
        return practice_of(engagement=held, milestones=[{"title": "A", "due": on(30)}])
    if table == "engagements":
        return practice_of(engagement=held)
    if table == "clients":
        return practice_of(client={"retention_on": on(-1), **held})
    return practice_of(**{table: [{**records[kind], **held}]})


@pytest.mark.parametrize("kind", sorted(set(HOLDERS) - {"review_due"}))
def test_what_is_put_off_waits_and_comes_back_with_its_reason(kind: str) -> None:
    plain, nothing = survey(with_snooze(kind, None), NOW_DAY)
    assert nothing == []
    shown, waiting = survey(with_snooze(kind, FAIR), NOW_DAY)
    # it alone waits
    assert [item.kind for item in shown] == [item.kind for item in plain if item.kind != kind]
    assert [item.section for item in waiting] == [OFF]
    assert waiting[0].holder is not None
    assert waiting[0].holder[::2] == HOLDERS[kind]
    assert waiting[0].as_json()["put_off"] == FAIR
    back, nothing = survey(with_snooze(kind, BACK), NOW_DAY)
    assert nothing == []
    item = next(item for item in back if item.kind == kind)
    assert item.put_off is None
    assert item.came_back is not None
    assert item.came_back.reason == "fair"


def test_a_session_of_today_is_listed_though_it_was_put_off() -> None:
    practice = practice_of(sessions=[{"on": on(0), "time": "10:00", "snooze": {**FAIR, "until": on(9)}}])
    shown, waiting = survey(practice, NOW_DAY)
    assert waiting == []
    assert [(item.section, item.put_off) for item in shown if item.kind == "session"] == [(TODAY, None)]


def test_what_comes_back_first_stands_first() -> None:
    later = {"until": on(9), "reason": "fair"}
    practice = practice_of(
        milestones=[
            {"title": "A", "due": on(-4), "snooze": later},
            {"title": "B", "due": on(-1), "snooze": FAIR},
        ]
    )
    assert [item.uid for item in survey(practice, NOW_DAY)[1]] == ["milestones1", "milestones0"]
    paused = practice_of(
        engagement={"pauses": [{"since": on(-1)}]}, milestones=[{"title": "A", "due": on(-4), "snooze": FAIR}]
    )
    assert survey(paused, NOW_DAY) == ([], [])


# A calm list


def crowd(*counts: int, wins: int = 0) -> Practice:
    """So many clients, each with so many milestones overdue and wins."""
    stored: dict[str, dict[str, Any]] = {t: {} for t in ("clients", "engagements", "milestones", "wins")}

    def put(table: str, uid: str, **values: Any) -> None:
        stored[table][uid] = {"uid": uid, **values}
        check_record(table, stored[table][uid])

    for n, count in enumerate(counts):
        put("clients", f"c{n}", name=f"Client {n}")
        put("engagements", f"e{n}", client=f"c{n}", start=on(-9), pauses=[{"since": on(5)}])
        for m in range(count):
            put("milestones", f"m{n}.{m}", plan=f"e{n}", title=f"M{n}.{m}", due=on(-40 + m))
        for m in range(wins):
            put("wins", f"w{n}.{m}", plan=f"e{n}", text="Well done", on=on(-1))
    return Practice(stored)


@pytest.mark.parametrize(
    ("counts", "wins", "limit", "kept"),
    [
        ((3, 2), 0, 15, 5),
        ((9,), 0, 15, 9),  # nobody else waits
        ((9, 1), 0, 15, 5),  # four of the one, the other
        ((5, 1), 0, 15, 5),
        ((4, 1), 0, 15, 5),
        ((30,), 0, 15, 15),
        ((30,), 2, 15, 15),  # thirteen and two wins
        ((9, 9, 9, 9, 9), 9, 15, 15),
        ((4, 4, 4), 1, 15, 15),
    ],
)
def test_no_more_than_fits(counts: tuple[int, ...], wins: int, limit: int, kept: int) -> None:
    items = attention(crowd(*counts, wins=wins), NOW_DAY)
    shown = calm(items, limit)
    assert len(shown) == kept
    assert shown == [item for item in items if item in shown]  # in their order
    assert shown[0] is items[0]
    if wins:
        assert sum(item.kind == "win" for item in shown) >= min(wins, 3)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8), st.integers(0, 6), st.integers(4, 40))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_a_calm_list_floods_nobody(counts: list[int], wins: int, limit: int) -> None:
    items = attention(crowd(*counts, wins=wins), NOW_DAY)
    shown = calm(items, limit)
    assert len(shown) <= limit
    assert shown[:1] == items[:1]
    waiting = [item for item in shown if item.kind != "win"]
    others = {item.client.uid for item in items if item.kind != "win"}
    if len(others) > 1:
        assert max(Counter(item.client.uid for item in waiting).values()) <= 4
    if len(others) == 1 or max(counts) <= 4:
        assert calm(items, 1000) == items


# Sessions


def test_a_session_that_was_held_is_no_longer_to_come() -> None:
    def of(**more: object) -> tuple[bool, object, object]:
        plan = plan_of(sessions=[{"on": on(0), **more}])
        waits = any(item.kind == "session" for item in attention(plan.practice, NOW_DAY))
        there = events_between(plan.practice, NOW_DAY, NOW_DAY, NOW_DAY)
        return waits, contact(plan, NOW_DAY).booked, [one.done for one in there if one.kind == "session"]

    assert of() == (True, NOW_DAY, [False])
    assert of(state="held") == (False, None, [True])
    assert of(state="cancelled") == of(state="no_show") == (False, None, [False])


def test_what_to_prepare_for_a_session() -> None:
    plan = plan_of(
        reviews=[{"held_on": on(-14), "reflection": "It held."}, {"held_on": on(-40), "reflection": "Old."}],
        commitments=[
            {"text": "Call Jonas", "due": on(2)},
            {"text": "Done", "status": "done"},
            {"text": "Moved", "status": "moved"},
        ],
        objectives=[
            {"title": "Lead", "due": on(14)},
            {"title": "Later", "due": on(15)},
            {"title": "Closed", "due": on(1), "closed_on": on(0)},
        ],
        wins=[{"on": on(-20), "text": "Told before"}, {"on": on(-14), "text": "New"}],
    )
    found = prepare(plan, NOW_DAY)
    assert [promise.text for promise in found.promises] == ["Call Jonas", "Moved"]
    assert [objective.title for objective in found.objectives] == ["Lead"]
    assert (found.review, found.reflection) == (NOW_DAY, "It held.")
    assert [win.text for win in found.wins] == ["New"]
    assert in_short(plan, NOW_DAY) == "review due, 2 promises, “Lead” due Tue 8 Dec"
    assert in_short(plan_of(reviews=[{"held_on": on(-1)}]), NOW_DAY) == ""
    one = plan_of(reviews=[{"held_on": on(-1)}], commitments=[{"text": "Call"}])
    assert in_short(one, NOW_DAY) == "1 promise"


@pytest.mark.parametrize(("value", "said"), [(11, "“Call” due Sun 22 Nov"), (12, ""), (13, "")])
def test_an_objective_that_is_achieved_is_not_brought_up_in_a_session(value: float, said: str) -> None:
    measure = {"uid": "m", "name": "calls", "unit": "a week", "baseline": 0, "target": 12}
    plan = plan_of(
        engagement={"review_every": None},
        checkins=[{"on": on(0), "measures": {"m": value}}],
        objectives=[{"title": "Call", "due": on(-2), "measure": [measure]}],
    )
    assert in_short(plan, NOW_DAY) == said


def test_a_review_is_brought_up_in_a_session_as_on_today() -> None:
    accepted = {"rule": "T1", "field": "held_on", "reason": "Agreed.", "until": on(9), "on": on(-1)}
    late: dict[str, Any] = {"reviews": [{"due": on(-3)}]}
    assert in_short(plan_of(**late), NOW_DAY) == "review due"
    assert in_short(plan_of(engagement={"accepted": [accepted]}, **late), NOW_DAY) == ""
    assert in_short(plan_of(engagement={"end": on(-1)}, **late), NOW_DAY) == ""


# Today's sessions


def full_day(clients: int, sessions: int, *, late: int = 1) -> list[AttentionItem]:
    """So many clients with a review and milestones late, and sessions today with the last of them."""
    stored: dict[str, dict[str, Any]] = {
        table: {} for table in ("clients", "engagements", "milestones", "sessions")
    }
    for n in range(clients):
        stored["clients"][f"c{n}"] = {"uid": f"c{n}", "name": f"Client {n:02}"}
        every = {"start": on(-45), "review_every": "2 weeks"}
        stored["engagements"][f"e{n}"] = {"uid": f"e{n}", "client": f"c{n}", **every}
        for m in range(late):
            milestone = {"uid": f"m{n}.{m}", "plan": f"e{n}", "title": f"M{n}", "due": on(-3)}
            stored["milestones"][f"m{n}.{m}"] = milestone
    for n in range(sessions):
        session = {"uid": f"s{n}", "plan": f"e{clients - 1}", "on": on(0), "time": f"{18 - n:02}:00"}
        stored["sessions"][f"s{n}"] = session
    for table, documents in stored.items():
        for document in documents.values():
            check_record(table, document)
    return attention(Practice(stored), NOW_DAY)


@pytest.mark.parametrize(
    ("clients", "sessions", "late", "limit", "kept"),
    [
        (12, 1, 1, 15, 15),  # twelve reviews, two milestones, the session
        (12, 3, 1, 15, 15),
        (1, 1, 30, 15, 15),
        (2, 6, 9, 15, 14),  # four of each client, and all six
        (12, 1, 1, 4, 4),
        (12, 6, 1, 4, 7),  # all six, and what is most urgent
    ],
)
def test_todays_sessions_are_always_shown(
    clients: int, sessions: int, late: int, limit: int, kept: int
) -> None:
    items = full_day(clients, sessions, late=late)
    shown = calm(items, limit)
    assert sum(item.kind == "session" for item in shown) == sessions
    assert len(shown) == kept
    assert shown[0] is items[0]
    assert shown == [item for item in items if item in shown]


def test_todays_sessions_stand_in_the_order_of_the_day() -> None:
    sessions = [item for item in full_day(3, 3) if item.kind == "session"]
    assert [item.at for item in sessions] == ["16:00", "17:00", "18:00"]
    untimed = practice_of(sessions=[{"on": on(0)}, {"on": on(0), "time": "23:30"}])
    assert [i.reason[:5] for i in attention(untimed, NOW_DAY) if i.kind == "session"] == ["23:30", "sessi"]


def test_after_the_closing_what_is_past_is_asked_about_by_day_and_not_what_is_of_today() -> None:
    def lines(*sessions: dict[str, Any]) -> list[tuple[str, str]]:
        booked = [{"state": "booked", **one} for one in sessions]
        found = attention(practice_of(engagement={"closed_on": on(-1)}, sessions=booked), NOW_DAY)
        return [(item.section, item.reason) for item in found]

    later, first, early = (
        {"on": on(-2), "time": "09:00"}, {"on": on(-7), "time": "16:00"}, {"on": on(-7), "time": "08:00"},
    )  # fmt: skip
    asked = "session of Tue 17 Nov"
    assert lines(later, first, early) == [(NOW, f"{asked} 08:00: held? And 2 more")]
    put_off = {"snooze": {"until": on(3), "reason": "ask her"}}
    assert lines(later, first, {**early, **put_off}) == [(NOW, f"{asked} 16:00: held? And 1 more")]
    assert lines({"on": on(0)}) == [(TODAY, "session")]
    assert lines({"on": on(1)}) == []
