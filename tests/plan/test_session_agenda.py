"""What is at hand in a session, and the days and times that are typed in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.plan.mistakes.client_input import find
from coach_tui.plan.mistakes.look import Look
from coach_tui.plan.session import Session
from coach_tui.plan.session_agenda import (
    Hour,
    coming_after,
    moment_after,
    next_booked,
    parse_moment,
    session_of,
    standing_words,
    which_words,
)
from coach_tui.plan.visibility import view
from tests.plan.plan_kit import NOW_DAY, on, plan_of


def test_since_the_last_session_or_review_whichever_is_later() -> None:
    wins = [{"on": on(day), "text": f"Won {day}"} for day in (-30, -14, -3)]
    sessions = [{"on": on(-20), "way_forward": "Ring Jonas"}, {"on": on(0)}]
    reviews = [{"held_on": on(-14), "reflection": "It went."}, {"due": on(7)}]
    hour = Hour(plan_of(wins=wins, sessions=sessions, reviews=reviews), NOW_DAY)
    assert hour.since is not None
    assert hour.since.isoformat() == on(-14)
    assert [win.text for win in hour.wins] == ["Won -14", "Won -3"]
    assert hour.before is not None
    assert hour.before.way_forward == "Ring Jonas"
    assert (hour.reflection, str(hour.reflected_on)) == ("It went.", on(-14))


def test_what_the_client_sent_for_the_next_review_is_the_last_reflection() -> None:
    sent = {"due": on(7), "reflection": "Sent.", "received_on": on(-1)}
    hour = Hour(plan_of(reviews=[{"held_on": on(-14), "reflection": "It went."}, sent]), NOW_DAY)
    assert (hour.reflection, str(hour.reflected_on)) == ("Sent.", on(-1))


def test_the_first_session_begins_at_the_start() -> None:
    hour = Hour(plan_of(wins=[{"on": on(-40), "text": "Began"}], sessions=[{"on": on(0)}]), NOW_DAY)
    assert (hour.since, hour.before, hour.reflection, hour.reflected_on) == (None, None, "", None)
    assert [win.text for win in hour.wins] == ["Began"]


def test_promises_of_this_session_are_not_asked_after() -> None:
    promises = [
        {"text": "Old", "made_on": on(-14)},
        {"text": "New", "made_on": on(0)},
        {"text": "Kept", "status": "done"},
        {"text": "Moved", "status": "moved"},
    ]
    hour = Hour(plan_of(commitments=promises), NOW_DAY)
    assert {promise.text for promise in hour.promises} == {"Old", "Moved"}


def test_today_s_session_is_the_next_one_booked() -> None:
    day = [
        {"on": on(0), "time": "09:00", "state": "held"},
        {"on": on(0), "time": "15:00", "goal": "Prepared."},
        {"on": on(0), "time": "17:00"},
    ]
    for sessions in (day, day[::-1]):
        found = session_of(plan_of(sessions=sessions), NOW_DAY)
        assert found is not None
        assert found.time == "15:00"


def test_of_those_held_today_it_is_the_first_without_a_note() -> None:
    day = [
        {"on": on(0), "time": "09:00", "goal": "Said.", "state": "held"},
        {"on": on(0), "time": "15:00", "state": "held"},
    ]
    assert session_of(plan_of(sessions=day[:0]), NOW_DAY) is None
    for sessions in (day, day[::-1]):
        found = session_of(plan_of(sessions=sessions), NOW_DAY)
        assert found is not None
        assert found.time == "15:00"
    noted = session_of(plan_of(sessions=day[:1]), NOW_DAY)
    assert noted is not None
    assert noted.time == "09:00"


def test_what_comes_next_is_a_session_booked_else_the_review() -> None:
    plan = plan_of(sessions=[{"on": on(-7)}, {"on": on(0)}, {"on": on(21)}, {"on": on(14)}])
    booked = next_booked(plan, NOW_DAY)
    assert booked is not None
    assert booked.raw["on"] == coming_after(plan, NOW_DAY) == on(14)
    assert coming_after(plan_of(reviews=[{"due": on(5)}]), NOW_DAY) == on(5)
    overdue = plan_of(engagement={"start": on(-84)})
    assert coming_after(overdue, NOW_DAY) == ""
    assert coming_after(plan_of(engagement={"review_every": None}), NOW_DAY) == ""


@pytest.mark.parametrize(
    ("contracted", "held", "said"),
    [(12, 5, "6 of 12"), (None, 0, "the 1st"), (None, 1, "the 2nd"), (None, 2, "the 3rd"),
     (None, 10, "the 11th"), (None, 12, "the 13th"), (None, 20, "the 21st"), (None, 110, "the 111th")],
)  # fmt: skip
def test_which_session_it_is(contracted: int | None, held: int, said: str) -> None:
    engagement = {"sessions": contracted} if contracted else {}
    sessions = [{"on": on(-80 + index // 2)} for index in range(held)]
    assert which_words(plan_of(engagement=engagement, sessions=sessions), None, NOW_DAY) == said


def test_the_second_of_a_day_counts_the_first() -> None:
    plan = plan_of(sessions=[{"on": on(0)}, {"on": on(0)}])
    said = [which_words(plan, session, NOW_DAY) for session in plan.sessions]
    assert said == ["the 1st", "the 2nd"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-12-08", ("2026-12-08", "")),
        ("+2w 10:00", ("2026-12-08", "10:00")),
        ("8.12. 9:30", ("2026-12-08", "09:30")),
        ("fri at 2pm", ("2026-11-27", "14:00")),
        ("8.12. 14.30", ("2026-12-08", "14:30")),
        ("8.12.", ("2026-12-08", "")),
        ("  fri   17:05 ", ("2026-11-27", "17:05")),
    ],
)
def test_a_day_with_or_without_a_time(text: str, moment: tuple[str, str]) -> None:
    assert parse_moment(text, NOW_DAY) == moment


@pytest.mark.parametrize("text", ["10:00", "fri 25:00", "fri 10:0", "someday 10:00", "fri 10:00 11:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_moment(text, NOW_DAY)
    assert not str(caught.value).startswith("time:")


def test_how_an_objective_stands() -> None:
    measure = {"uid": "m", "name": "calls", "unit": "calls", "baseline": 0, "target": 10}
    objective = {"title": "Call", "start": on(-50), "due": on(50), "measure": [measure]}
    plan = plan_of(objectives=[objective], checkins=[{"on": on(-1), "measures": {"m": 5}}])
    assert standing_words(plan, plan.objectives[0], NOW_DAY) == ("50%, on track", "on track")
    bare = plan_of(objectives=[{"title": "Rest"}])
    assert standing_words(bare, bare.objectives[0], NOW_DAY)[0] == "not measured"


def test_the_note_says_of_each_part_whether_the_client_may_read_it() -> None:
    session = Session({"private": "P", "goal": "G", "options": "O", "shared": "S", "shares": ["options"]})
    assert session.note == [
        ("goal", "G", False),
        ("options", "O", True),
        ("shared", "S", True),
        ("private", "P", False),
    ]


def test_a_part_goes_to_the_client_where_it_is_shared_and_never_to_the_sponsor() -> None:
    parts = {key: key.upper() for key in ("goal", "reality", "options", "way_forward")}
    engagement = {"agreed_on": on(-80), "sponsor_sees": ["sessions"]}
    session = {"on": on(-1), **parts, "shares": ["goal", "way_forward"]}
    plan = plan_of(sessions=[session], engagement=engagement)

    def seen(reader: str) -> set[str]:
        (raw,) = [one.raw for one in view(plan, reader, NOW_DAY).plan.sessions]
        return {key for key in (*parts, "shares") if key in raw}

    assert seen("client") == {"goal", "way_forward"}
    assert seen("sponsor") == set()
    assert seen("coach") == {*parts, "shares"}


def test_the_later_of_two_ratings_of_a_day_counts() -> None:
    ratings = [{"on": on(0), "value": 5}, {"on": on(0), "value": 8}]
    plan = plan_of(objectives=[{"title": "Lead", "why": "I want to", "confidence": ratings}])
    assert not [one for one in find(Look(plan, NOW_DAY)) if one.id == "I2"]
    plan = plan_of(objectives=[{"title": "Lead", "why": "I want to", "confidence": ratings[::-1]}])
    assert [one for one in find(Look(plan, NOW_DAY)) if one.id == "I2"]


NOTED = {"on": on(-20), "state": "held", "shared": "Well"}


@pytest.mark.parametrize(
    ("sessions", "before", "noted"),
    [
        ([], None, None),
        ([{"on": on(0), "state": "booked"}], None, None),
        ([{"on": on(-7), "state": "held"}], on(-7), None),
        ([NOTED, {"on": on(-7), "state": "cancelled"}], on(-20), on(-20)),
        ([NOTED, {"on": on(-7), "state": "no_show", "private": "x"}], on(-20), on(-20)),
        ([NOTED, {"on": on(-7), "state": "held"}], on(-7), on(-20)),
        ([NOTED | {"kind": "three-way"}, {"on": on(-7), "state": "booked"}], on(-20), on(-20)),
    ],
)
def test_the_last_note_is_that_of_the_last_session_in_which_something_was_noted(
    sessions: list[dict[str, Any]], before: str | None, noted: str | None
) -> None:
    hour = Hour(plan_of(sessions=sessions), NOW_DAY)
    assert (hour.before and str(hour.before.on)) == before
    assert (hour.noted and str(hour.noted.on)) == noted


@pytest.mark.parametrize(
    ("text", "day", "moment"),
    [
        ("tue 10:00", on(0), (on(7), "10:00")),  # the session is on that Tuesday
        ("tue", on(-7), (on(0), "")),
        ("fri", on(0), (on(3), "")),
        ("today 16:00", on(0), (on(0), "16:00")),
        ("16:00", on(0), (on(0), "16:00")),
        ("+2w", on(-4), (on(10), "")),
        ("23.11. 9:00", on(-4), ("2026-11-23", "09:00")),  # not a year on
        ("23.11.", on(0), ("2027-11-23", "")),
        ("18.11.2026", on(0), ("2026-11-18", "")),
        ("29.2.2028", on(0), ("2028-02-29", "")),
    ],
)
def test_the_session_that_follows_one(text: str, day: str, moment: tuple[str, str]) -> None:
    assert moment_after(text, NOW_DAY, date.fromisoformat(day)) == moment
