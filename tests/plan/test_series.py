"""A series of sessions in one line, and what a line about a session says (domain rules §10)."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

import pytest

from coach_tui.plan.client import Client
from coach_tui.plan.double import booked_in, meet, met_by, met_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.series import is_series, lay_out, parse_series, skipped_words
from coach_tui.plan.session import Session
from coach_tui.plan.session_agenda import parse_moment
from coach_tui.plan.session_line import moved_to, parse_session
from coach_tui.plan.session_meant import check_year, session_held, session_meant
from coach_tui.plan.side import Side
from tests.plan.plan_kit import NOW_DAY, on, plan_of, practice_of


def days(text: str) -> list[str]:
    series = parse_series(text, NOW_DAY)
    found = islice(series.days(series.start or NOW_DAY), series.times or 9)
    return [f"{day:%m-%d}" for day in found if series.until is None or day <= series.until]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("every 2 weeks, Tuesdays 10:00, six times", "11-24 12-08 12-22 01-05 01-19 02-02"),
        ("every two weeks on Tuesday at 10:00 for 6 sessions", "11-24 12-08 12-22 01-05 01-19 02-02"),
        ("every other Tuesday, 3x", "11-24 12-08 12-22"),
        ("fortnightly, fri 14:00, twice", "11-27 12-11"),
        ("Weekly, until 12 dec", "11-24 12-01 12-08"),
        ("every week, Mon and Thu 9:00, 5 times", "11-26 11-30 12-03 12-07 12-10"),
        ("tuesdays 10:00, three times", "11-24 12-01 12-08"),
        ("monthly, 4 times, from 31 jan", "01-31 02-28 03-31 04-30"),
        ("monthly on Thursdays, 3 times", "11-26 12-24 01-28"),
        ("every 3 days, 3 times", "11-24 11-27 11-30"),
        ("every 2 weeks, dienstags 10:00, 2 times", "11-24 12-08"),
    ],
)
def test_the_days_of_a_series(text: str, found: str) -> None:
    assert is_series(text)
    assert days(text) == found.split()


@pytest.mark.parametrize(
    ("text", "clock", "minutes"),
    [
        ("weekly 10:00, twice", "10:00", None),
        ("weekly at 2pm, twice", "14:00", None),
        ("weekly at 9.30, 90 min, twice", "09:30", 90),
        ("weekly, twice", "", None),
    ],
)
def test_the_hour_of_a_series(text: str, clock: str, minutes: int | None) -> None:
    found = parse_series(text, NOW_DAY)
    assert (found.time, found.hour.get("minutes"), found.times) == (clock, minutes, 2)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("weekly 10:00, six times, three-way", {"kind": "three-way"}),
        ("chemistry sessions weekly 10:00, six times, 30 min", {"kind": "chemistry", "minutes": 30}),
        ("weekly 10:00, six times, pro bono", {"paid": False}),
        ("three-way, every 2 weeks, Tuesdays 9am, 6, unpaid", {"kind": "three-way", "paid": False}),
    ],
)
def test_what_the_sessions_of_a_series_are(text: str, hour: dict[str, object]) -> None:
    found = parse_series(text, NOW_DAY)
    assert (found.hour, found.times) == (hour, 6)
    assert "kind" not in parse_series("weekly, six times", NOW_DAY).hour


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("every 2 weeks", "say how many times"),
        ("every blue moon, 3 times", "“blue moon” is not understood"),
        ("weekly, umpteen times", "“umpteen” is no number"),
        ("weekly 25:00, twice", "not a time of day"),
        ("weekly, 101 times", "choose 1 to 100"),
        ("weekly, 0 times", "choose 1 to 100"),
        ("every 0 weeks, 3 times", "every 0 weeks: choose 1 or more"),
        ("weekly until yesterday", "past"),
    ],
)
def test_what_a_series_does_not_say(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        parse_series(text, NOW_DAY)


def test_time_off_is_skipped_and_the_series_goes_on() -> None:
    plan = plan_of(
        client={"days_off": ["2026-12-08"]}, engagement={"pauses": [{"since": on(28), "until": on(28)}]}
    )
    found = lay_out(plan, parse_series("every 2 weeks, tue 10:00, three times", NOW_DAY), NOW_DAY)
    assert [f"{day:%m-%d}" for day in found.days] == ["11-24", "01-05", "01-19"]
    assert skipped_words(found, NOW_DAY) == "skipped Tue 8 Dec, Tue 22 Dec: time off"
    closed = plan_of(client={"days_off": ["tue"]})
    with pytest.raises(BadInput, match="every day of this series is time off"):
        lay_out(closed, parse_series("tuesdays, twice", NOW_DAY), NOW_DAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fri 14:00", ("book", "2026-11-27", "14:00")),
        ("book 8 dec 9:30", ("book", "2026-12-08", "09:30")),
        ("held", ("hold", "", "")),
        ("held yesterday", ("hold", "2026-11-23", "")),
        ("fri 9am", ("book", "2026-11-27", "09:00")),
        ("fri 2:30 pm", ("book", "2026-11-27", "14:30")),
        ("8 dec at 14.30", ("book", "2026-12-08", "14:30")),
        ("8.12. 14h30", ("book", "2026-12-08", "14:30")),
        ("8.12 14.30", ("book", "2026-12-08", "14:30")),
        ("8.12.2026", ("book", "2026-12-08", "")),
        ("held 8.11", ("hold", "2026-11-08", "")),
        ("held on 8.11", ("hold", "2026-11-08", "")),
        ("fri 10:00 three-way 90 min pro bono", ("book", "2026-11-27", "10:00")),
        ("no show 18 nov: forgot", ("miss", "2026-11-18", "")),
        ("every week, 3 times", ("series", "", "")),
        ("again", ("again", "", "")),
    ],
)
def test_what_a_line_says(text: str, said: tuple[str, str, str]) -> None:
    found = parse_session(text, NOW_DAY)
    assert (found.action, found.day, found.time) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cancelled", ("", None, "")),
        ("cancelled by client", ("client", None, "")),
        ("cancelled late by the client: ill, at 10:00", ("client", True, "ill, at 10:00")),
        ("cancelled 24 nov 10:00 by me: a trip", ("coach", None, "a trip")),
        ("cancelled in time by client", ("client", False, "")),
    ],
)
def test_who_cancelled_when_and_why(text: str, said: tuple[str, bool, str]) -> None:
    found = parse_session(text, NOW_DAY)
    assert (found.by, found.late, found.reason) == said


def _booked(day: str) -> Session:
    return plan_of(sessions=[{"on": day, "state": "booked"}]).sessions[0]


def test_from_where_to_where() -> None:
    found = parse_session("move 8 dec to fri 14:00 by client: a trip", NOW_DAY)
    assert (found.day, found.by, found.reason) == ("2026-12-08", "client", "a trip")
    for text in ("move 8 dec to fri 14:00 by Ms Head: audit", "8 dec moved by Ms  Head to fri 2pm: audit"):
        said = parse_session(text, NOW_DAY)
        assert (said.day, said.by, said.reason) == ("2026-12-08", "Ms Head", "audit")
        assert moved_to(said, _booked("2026-12-08"), NOW_DAY) == ("2026-11-27", "14:00")
    by_weeks = parse_session("move by two weeks", NOW_DAY)
    assert (by_weeks.by, moved_to(by_weeks, _booked("2026-12-08"), NOW_DAY)[0]) == ("", "2026-12-08")
    session = _booked("2026-12-08")
    assert moved_to(found, session, NOW_DAY) == ("2026-11-27", "14:00")
    for text, day in (("14:00", "2026-12-08"), ("+1w 14:00", "2026-12-15"), ("-1d 14:00", "2026-12-07")):
        said = parse_session(f"moved to {text}", NOW_DAY)
        assert moved_to(said, session, NOW_DAY) == (day, "14:00")
    assert moved_to(parse_session("move to -3w", NOW_DAY), session, NOW_DAY) == ("2026-11-17", "")


@pytest.mark.parametrize(
    ("was", "to", "day"),
    [
        ("2026-11-03", "6 nov 11:00", "2026-11-06"),
        ("2026-11-03", "6.11.", "2026-11-06"),
        ("2026-11-03", "1 nov", "2026-11-01"),
        ("2026-11-03", "fri", "2026-11-27"),
        ("2026-11-03", "+3d", "2026-11-06"),
        ("2026-11-03", "5 jan", "2027-01-05"),
        ("2026-12-08", "5 jan", "2027-01-05"),
        ("2026-11-03", "6 nov 2027", "2027-11-06"),
    ],
)
def test_a_day_without_a_year_counts_from_the_day_it_was_on(was: str, to: str, day: str) -> None:
    session = plan_of(sessions=[{"on": was, "state": "booked"}]).sessions[0]
    assert moved_to(parse_session(f"move to {to}", NOW_DAY), session, NOW_DAY)[0] == day
    assert parse_moment(to, NOW_DAY, session.on, Side.MOVED)[0] == day


@pytest.mark.parametrize(
    ("text", "action", "day", "by"),
    [
        ("22 sep cancelled late by client: flu, every time", "cancel", "2027-09-22", "client"),
        ("3 nov held", "hold", "2026-11-03", ""),
        ("17 nov 10:00 no show", "miss", "2026-11-17", ""),
        ("8 dec move to fri 14:00 by client", "move", "2026-12-08", "client"),
    ],
)
def test_the_day_may_stand_before_what_came_of_it(text: str, action: str, day: str, by: str) -> None:
    said = parse_session(text, NOW_DAY)
    assert (said.action, said.day, said.by) == (action, day, by)


@pytest.mark.parametrize("text", ["7 dec 10:00", "1.12.", "17 nov"])
def test_a_day_that_passed_lately_is_not_booked_in_the_next_year(text: str) -> None:
    today = date(2026, 12, 8)
    for end in ("2027-03-31", None):
        plan = plan_of(engagement={"start": "2026-09-01", **({"end": end} if end else {})})
        with pytest.raises(BadInput, match=r" is past, and .* 2027 .*: say held 2026"):
            check_year(plan, parse_session(text, today), today)
        for other in ("fri", "9 jan", "2027-12-07", "+1y", "tue"):
            check_year(plan, parse_session(other, today), today)
        if end is None:
            check_year(plan, parse_session("2 sep", today), today)  # over three months ago
    check_year(plan_of(engagement={"start": "2026-12-08"}), parse_session(text, today), today)


def test_what_was_held_is_not_looked_for_a_year_ahead() -> None:
    today = date(2026, 12, 8)
    sessions = [{"on": "2027-11-17", "time": "10:00", "state": "booked"}]
    plan = plan_of(engagement={"start": "2026-09-01"}, sessions=sessions)
    assert session_held(plan, parse_session("held 17 nov 10:00", today), today) is None
    sessions = [{"on": day, "state": "booked"} for day in ("2026-11-17", "2027-11-17")]
    plan = plan_of(engagement={"start": "2026-09-01"}, sessions=sessions)
    assert session_meant(plan, parse_session("cancelled 17 nov", today), today).on.isoformat() == "2026-11-17"


@pytest.mark.parametrize("text", ["every 2 weeks, Tuesdays 10:00, six", "Tuesdays 10:00 every 2 weeks 6"])
def test_how_often_may_be_a_number_alone(text: str) -> None:
    found = parse_series(text, NOW_DAY)
    assert (found.every, found.weekdays, found.time, found.times) == (2, (1,), "10:00", 6)


@pytest.mark.parametrize(
    "text",
    [
        "", "blah", "move", "book", "held tomorrow", "8.9.: late cancelled", "fri 14:00: ask about the team",
        "held: went well", "again: after all", "cancelled late", "move to blah",
    ],
)  # fmt: skip
def test_a_line_that_says_nothing(text: str) -> None:
    with pytest.raises(BadInput):
        parse_session(text, NOW_DAY)


def test_which_session_is_meant() -> None:
    booked = [{"on": on(n), "state": "booked"} for n in (-7, 0, 7)]

    def meant(text: str, sessions: list[dict[str, Any]]) -> str:
        return session_meant(plan_of(sessions=sessions), parse_session(text, NOW_DAY), NOW_DAY).on.isoformat()

    assert meant("held", booked[:1]) == on(-7)
    assert meant("cancelled", booked[1:]) == on(0)
    with pytest.raises(BadInput, match="2 sessions with “Anna Berg” may be meant"):
        meant("cancelled", booked)
    assert meant(f"no-show {on(-7)}", booked) == on(-7)
    assert meant("again", [{"on": on(-7), "state": "cancelled"}]) == on(-7)
    before = {"on": on(-14), "state": "no_show"}
    assert meant("again", [before, {"on": on(-7), "state": "held"}]) == on(-14)
    assert meant(f"again {on(-7)}", [before, {"on": on(-7), "state": "held"}]) == on(-7)
    with pytest.raises(BadInput, match="was cancelled or missed; say the day"):
        meant("again", [{"on": on(-7), "state": "held"}])
    with pytest.raises(BadInput, match="2 sessions with “Anna Berg” may be meant"):
        meant("held", booked)
    with pytest.raises(BadInput, match="2 sessions with “Anna Berg” stand at one hour, Tue 17 Nov: delete"):
        meant("held", [{**booked[0], "uid": uid} for uid in "xy"])
    with pytest.raises(BadInput, match="no session with “Anna Berg” is booked"):
        meant("held", [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("held tue", on(-14)),
        ("held last tue", on(-14)),
        ("held 10 nov 9:00", on(-14)),
        ("held 23 nov", None),
        ("held today 12:00", None),
        ("held fri", "booked on a Friday; for one that was not booked, write the whole date"),
        ("held 17 nov", "a no-show stands there: Tue 17 Nov 10:00"),
        ("held 17 nov 10:00", "a no-show stands there"),
        ("held 17 nov 12:00", None),
        ("held 10 nov 12:00", "no session at 12:00, but one is booked Tue 10 Nov 09:00"),
        ("held 3 nov", "a session that was held stands there: Tue 3 Nov"),
        ("held 27 oct", "a session cancelled by the client stands there: Tue 27 Oct"),
    ],
)
def test_no_hour_is_made_up(text: str, found: str | None) -> None:
    sessions = [
        {"on": on(-28), "state": "cancelled", "cancelled_by": "client"},
        {"on": on(-21), "state": "held"},
        {"on": on(-14), "time": "09:00", "state": "booked"},
        {"on": on(-7), "time": "10:00", "state": "no_show"},
        {"on": on(7), "state": "booked"},
    ]
    plan, said = plan_of(sessions=sessions), parse_session(text, NOW_DAY)
    if found is None or found.startswith("2026"):
        held = session_held(plan, said, NOW_DAY)
        assert (held and held.on.isoformat()) == found
    else:
        with pytest.raises(BadInput, match=found):
            session_held(plan, said, NOW_DAY)


def test_a_day_ahead_is_not_held_a_year_ago() -> None:
    plan = plan_of(engagement={"start": "2025-09-01"}, sessions=[{"on": on(7), "state": "booked"}])
    held = session_held(plan, parse_session("held 1 dec", NOW_DAY), NOW_DAY)
    assert held is not None
    assert held.on.isoformat() == on(7)


def test_the_same_hour_twice_and_two_clients_at_one_time_are_told() -> None:
    practice = practice_of(
        clients=[{"uid": "b", "name": "Ben"}],
        engagements=[{"uid": "eb", "client": "b", "start": on(-84)}],
        sessions=[
            {"uid": "one", "on": on(7), "time": "10:00", "minutes": 60},
            {"uid": "two", "on": on(7), "time": "10:00"},
            {"uid": "ben", "plan": "eb", "on": on(7), "time": "10:45"},
            {"uid": "later", "plan": "eb", "on": on(7), "time": "11:00"},
            {"uid": "off", "plan": "eb", "on": on(7), "time": "10:00", "state": "cancelled"},
        ],
    )
    assert met_by(practice, ["one"], NOW_DAY) == [
        "Anna Berg has two sessions on Tue 1 Dec 10:00: delete or move one",
        "Ben has a session at that time, too: Tue 1 Dec 10:45",
    ]
    assert met_by(practice, ["later"], NOW_DAY) == [
        "Ben has two sessions on Tue 1 Dec, 10:45 and 11:00: delete or move one"
    ]
    assert met_words(practice, NOW_DAY) == [
        "2026-12-01: Anna Berg 10:00, Anna Berg 10:00, Ben 10:45 and Ben 11:00 are at one time: "
        "delete or move one"
    ]


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"time": "10:00"}, {"time": "10:30"}, "two sessions on Tue 1 Dec, 10:00 and 10:30"),
        ({"time": "10:00"}, {"time": "11:00"}, ""),
        ({"time": "10:00", "minutes": 90}, {"time": "11:00"}, "two sessions on Tue 1 Dec, 10:00 and 11:00"),
        ({"time": "10:00", "minutes": 0}, {"time": "10:00"}, "two sessions on Tue 1 Dec 10:00"),
        ({}, {}, "two sessions on Tue 1 Dec"),
        ({"time": "10:00"}, {"time": "10:00", "state": "no_show"}, ""),
        ({"time": "10:00"}, {"state": "cancelled"}, ""),
        ({"time": "10:00"}, {"time": "10:00", "state": "held"}, "two sessions on Tue 1 Dec 10:00"),
    ],
)
def test_sessions_of_one_client_that_overlap_are_told(
    one: dict[str, Any], other: dict[str, Any], told: str
) -> None:
    sessions = [{"uid": "one", "on": on(7), **one}, {"uid": "two", "on": on(7), **other}]
    found = met_by(practice_of(sessions=sessions), ["two"] if told else ["one", "two"], NOW_DAY)
    assert found == ([f"Anna Berg has {told}: delete or move one"] if told else [])


@pytest.mark.parametrize(
    ("late", "early", "meets"),
    [
        ({"time": "23:30", "minutes": 60}, {"time": "00:00"}, True),
        ({"time": "23:30"}, {"time": "00:29"}, True),
        ({"time": "23:30"}, {"time": "00:30"}, False),
        ({"time": "23:00"}, {"time": "00:00"}, False),
        ({"time": "22:00", "minutes": 1440}, {"time": "21:59"}, True),
        ({"time": "23:30"}, {}, False),
        ({"time": "23:30"}, {"time": "00:00", "state": "cancelled"}, False),
    ],
)
def test_what_lasts_past_midnight_meets_what_begins_on_the_day_after(
    late: dict[str, Any], early: dict[str, Any], meets: bool
) -> None:
    ben = {
        "clients": [{"uid": "b", "name": "Ben"}],
        "engagements": [{"uid": "eb", "client": "b", "start": on(-84)}],
    }
    late, early = {"uid": "late", "on": on(7), **late}, {"uid": "early", "on": on(8), **early}
    own = practice_of(sessions=[late, early], **ben)
    said = f"Tue 1 Dec {late['time']} and Wed 2 Dec {early.get('time')}"
    told = [f"Anna Berg has two sessions on {said}: delete or move one"] if meets else []
    for uids in (["late"], ["early"]):
        assert met_by(own, uids, NOW_DAY) == told
    in_iso = f"2026-12-01 {late['time']} and 2026-12-02 {early.get('time')}"
    listed = [f"Anna Berg has two sessions on {in_iso}: delete or move one"]
    assert met_words(own, NOW_DAY) == (listed if meets else [])
    theirs = practice_of(sessions=[late, {**early, "plan": "eb"}], **ben)
    both = [f"Ben has a session at that time, too: Wed 2 Dec {early.get('time')}"] if meets else []
    assert met_by(theirs, ["late"], NOW_DAY) == both
    at_once = f"Anna Berg {late['time']} and Ben 2026-12-02 {early.get('time')} are at one time"
    assert met_words(theirs, NOW_DAY) == ([f"2026-12-01: {at_once}: delete or move one"] if meets else [])


def test_a_night_that_lasts_on_keeps_what_else_is_at_one_time_apart() -> None:
    times = [(7, "23:30"), (8, "00:15"), (8, "09:00"), (8, "09:30"), (9, "00:00"), (9, "10:00")]
    sessions = [{"uid": f"s{n}", "on": on(day), "time": time} for n, (day, time) in enumerate(times)]
    assert met_words(practice_of(sessions=sessions), NOW_DAY) == [
        "Anna Berg has two sessions on 2026-12-01 23:30 and 2026-12-02 00:15: delete or move one",
        "Anna Berg has two sessions on 2026-12-02, 09:00 and 09:30: delete or move one",
    ]


def test_one_hour_of_a_day_once_with_a_time_and_once_without_may_be_noted_twice() -> None:
    unsure = "if that is one hour, delete one; else give it its time"
    two = [{"uid": "one", "on": on(7), "time": "10:00"}, {"uid": "two", "on": on(7), "state": "held"}]
    said = f"Anna Berg has two sessions on Tue 1 Dec, 10:00 and one without a time: {unsure}"
    for uids in (["one"], ["two"], ["one", "two"]):
        assert met_by(practice_of(sessions=two), uids, NOW_DAY) == [said]
    assert met_words(practice_of(sessions=two), NOW_DAY) == [said.replace("Tue 1 Dec", on(7))]
    ben = {
        "clients": [{"uid": "b", "name": "Ben"}],
        "engagements": [{"uid": "eb", "client": "b", "start": on(-84)}],
    }
    other = {"uid": "ben", "plan": "eb", "on": on(7), "time": "10:30"}
    practice = practice_of(sessions=[*two, other], **ben)
    assert met_words(practice, NOW_DAY) == [
        f"{on(7)}: Anna Berg 10:00 and Ben 10:30 are at one time: delete or move one",
        said.replace("Tue 1 Dec", on(7)),
    ]
    untimed = {"uid": "ben", "plan": "eb", "on": on(7)}
    alone = practice_of(sessions=[two[0], untimed], **ben)  # of another client nobody knows
    assert met_words(alone, NOW_DAY) == []
    three = [*two, {"uid": "three", "on": on(7), "time": "10:30"}]
    assert met_words(practice_of(sessions=three), NOW_DAY) == [
        f"Anna Berg has 3 sessions on {on(7)}, 10:00, 10:30 and one without a time: {unsure}"
    ]


def test_what_is_at_one_time_is_listed_by_day_and_the_rest_counted() -> None:
    times = [{"uid": f"{day}{n}", "on": on(day), "time": "10:00"} for day in (-14, -7, 3, 2) for n in "ab"]
    practice = practice_of(sessions=[*times, {"uid": "third", "on": on(2), "time": "10:00"}])
    lines = [
        "Anna Berg has 3 sessions on 2026-11-26 10:00: delete or move one",
        "Anna Berg has two sessions on 2026-11-27 10:00: delete or move one",
        "Anna Berg has two sessions on 2026-11-17 10:00: delete or move one",
        "Anna Berg has two sessions on 2026-11-10 10:00: delete or move one",
    ]
    assert met_words(practice, NOW_DAY) == lines
    assert met_words(practice, NOW_DAY, 3) == [*lines[:3], "and 1 more time at which sessions meet"]
    assert met_words(practice, NOW_DAY, 2) == [*lines[:2], "and 2 more times at which sessions meet"]


def test_days_are_days() -> None:
    assert parse_series("weekly, twice, from 1 dec", NOW_DAY).start == date(2026, 12, 1)


def taken(day: str, time: str | None, minutes: int | None = None, client: str = "c", uid: str = "") -> Any:
    """A session that takes its hour, and whose it is."""
    said = {"time": time, "minutes": minutes}
    stored = {"uid": uid or f"{day} {time}", "on": day, **{k: v for k, v in said.items() if v is not None}}
    return Client({"uid": client, "name": client}), stored


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        (("10:00", None), ("10:59", None), True),
        (("10:00", None), ("11:00", None), False),
        (("9:30", None), ("10:30", None), False),
        (("09:31", None), ("10:30", None), True),
        (("10:00", 90), ("11:29", None), True),
        (("10:00", 90), ("11:30", None), False),
        (("09:30", 61), ("10:30", None), True),
        (("10:00", 0), ("10:00", 0), True),  # it takes a minute
        (("10:00", 0), ("10:01", 0), False),
        (("10:00", None), (None, None), False),
    ],
)
def test_which_sessions_are_at_one_time(
    one: tuple[str | None, int | None], other: tuple[str | None, int | None], meets: bool
) -> None:
    first, second = taken("2026-12-01", *one, uid="a"), taken("2026-12-01", *other, uid="b")
    assert meet(first, second) is meet(second, first) is meets
    assert not meet(first, taken("2026-12-02", *other, uid="b"))
    assert not meet(first, first)


@pytest.mark.parametrize(
    ("before", "after", "now", "back"),
    [
        (None, {"on": "2026-12-01"}, True, False),
        ({"on": "2026-12-01"}, None, False, True),
        ({"on": "2026-12-01"}, {"on": "2026-12-02"}, True, True),
        ({"on": "2026-12-01"}, {"on": "2026-12-01", "time": "10:00"}, True, True),
        ({"on": "2026-12-01"}, {"on": "2026-12-01", "minutes": 30}, True, True),
        ({"on": "2026-12-01"}, {"on": "2026-12-01", "goal": "rest"}, False, False),
        ({"on": "2026-12-01"}, {"on": "2026-12-01", "state": "held"}, False, False),
        ({"on": "2026-12-01", "state": "cancelled"}, {"on": "2026-12-01"}, True, True),
    ],
)
def test_what_a_change_has_booked_or_moved(
    before: dict[str, str] | None, after: dict[str, str] | None, now: bool, back: bool
) -> None:
    ops = [
        {"table": table, "uid": table, "before": before, "after": after} for table in ("sessions", "reviews")
    ]
    assert booked_in(ops) == (["sessions"] if now else [])
    assert booked_in(ops, back=True) == (["sessions"] if back else [])
