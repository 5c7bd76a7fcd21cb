"""Days that do not count: which they are, and how many days have passed without them (domain rules §11)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.pause import Holiday, overlapping, pause_days, pauses_after
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.time_off import (
    NEVER,
    RULES,
    TimeOff,
    covering,
    day_off,
    of_days_off,
    of_pauses,
    stretch_ends,
)

TODAY = date(2026, 11, 24)
PAUSE = {"since": "2026-10-05", "until": "2026-11-15"}


def day(iso: str) -> date:
    return date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("start", "today", "passed"),
    [
        ("2026-10-12", "2026-11-16", 1),  # only the 16th is after the pause
        ("2026-10-12", "2026-11-15", 0),
        ("2026-10-04", "2026-11-15", 0),
        ("2026-10-03", "2026-11-15", 1),  # the 4th
        ("2026-10-03", "2026-10-04", 1),
        ("2026-08-31", "2026-11-16", 35),
        ("2026-08-31", "2026-12-21", 70),
        ("2026-11-16", "2026-11-20", 4),
        ("2026-11-20", "2026-11-16", -4),
        ("2026-11-16", "2026-10-12", -1),
        ("2026-11-16", "2026-11-16", 0),
    ],
)
def test_elapsed_leaves_the_days_of_a_pause_out(start: str, today: str, passed: int) -> None:
    assert of_pauses([PAUSE]).elapsed(day(start), day(today)) == passed


def test_an_open_pause_goes_on_and_ahead_it_is_known_up_to_today() -> None:
    off = of_pauses([{"since": "2026-10-05"}])
    assert off.elapsed(day("2026-10-01"), day("2030-01-01")) == 3
    assert off.known(day("2026-10-14")).elapsed(day("2026-10-01"), day("2026-10-31")) == 20
    ahead = of_pauses([{"since": "2026-12-01"}])
    assert ahead.known(TODAY).elapsed(TODAY, day("2026-12-31")) == 37
    assert not ahead.known(TODAY)
    assert of_pauses([PAUSE]).known(TODAY).stretches == of_pauses([PAUSE]).stretches


def test_days_off_are_weekdays_days_and_stretches() -> None:
    off = of_days_off(["sat", "sun", "2026-11-18", "2026-12-24..2027-01-03"])
    assert off.elapsed(day("2026-11-15"), day("2026-11-22")) == 4
    assert off.elapsed(day("2026-12-21"), day("2027-01-04")) == 3  # 22, 23 and 4 January
    assert day("2026-11-21") in off
    assert day("2026-11-18") in off
    assert day("2027-01-03") in off
    assert day("2027-01-04") not in off
    assert off.dated.elapsed(day("2026-11-15"), day("2026-11-22")) == 6


@pytest.mark.parametrize(
    ("stored", "from_", "counts"),
    [
        (["sat", "sun"], "2026-11-21", "2026-11-23"),
        (["sat", "sun", "2026-11-23..2026-11-27"], "2026-11-21", "2026-11-30"),
        (["sat"], "2026-11-20", "2026-11-20"),
        (["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "2026-11-20", "9999-12-31"),
        ([], "2026-11-20", "2026-11-20"),
    ],
)
def test_the_next_day_that_counts(stored: list[str], from_: str, counts: str) -> None:
    assert of_days_off(stored).counts_from(day(from_)) == day(counts)


def test_a_day_after_so_many_that_count() -> None:
    assert of_pauses([PAUSE]).after(day("2026-10-03"), 1) == day("2026-10-04")
    assert of_pauses([PAUSE]).after(day("2026-10-03"), 2) == day("2026-11-16")
    assert of_days_off(["sat", "sun"]).after(day("2026-11-20"), 6) == day("2026-11-30")
    assert NEVER.after(TODAY, 0) == TODAY
    with pytest.raises(OverflowError):
        of_pauses([{"since": "2026-12-01"}]).after(TODAY, 30)


days = st.dates(date(2026, 1, 1), date(2026, 4, 30))
stretches = st.lists(st.tuples(days, st.integers(0, 20)).map(lambda s: (s[0], s[0] + timedelta(days=s[1]))))


@given(stretches, st.frozensets(st.integers(0, 6), max_size=6), days, days)
def test_elapsed_is_what_one_counts_on_the_fingers(
    spans: list[tuple[date, date]], weekdays: frozenset[int], start: date, today: date
) -> None:
    off = TimeOff([(first.toordinal(), last.toordinal()) for first, last in spans], weekdays)

    def counts(one: date) -> bool:
        return one.weekday() not in weekdays and not any(first <= one <= last for first, last in spans)

    start, today = min(start, today), max(start, today)
    between = [start + timedelta(days=n) for n in range(1, (today - start).days + 1)]
    assert off.elapsed(start, today) == sum(map(counts, between))
    assert all((one in off) != counts(one) for one in between)
    assert counts(off.counts_from(start))
    assert off.elapsed(start, off.after(start, 9)) == 9


def test_stretches_that_overlap_or_touch_are_one() -> None:
    off = TimeOff([(5, 9), (1, 2), (8, 12), (13, 14), (20, 19)])
    assert off.stretches == ((1, 2), (5, 14))
    assert off.joined(TimeOff([(3, 4)])).stretches == ((1, 14),)
    assert off.joined(NEVER) is off
    assert NEVER.joined(off) is off


def test_each_rule_has_the_sources_of_its_own() -> None:
    engagement = {
        "uid": "e",
        "client": "c",
        "start": "2026-01-01",
        "pauses": [{"since": "2026-02-01", "until": "2026-02-02"}],
    }
    strategy = {"pauses": [{"since": "2026-02-03", "until": "2026-02-03"}]}
    client = {"uid": "c", "name": "A", "days_off": ["2026-02-05"]}
    holiday = {"uid": "h", "since": "2026-02-07", "until": "2026-02-10"}
    plan = Plan(Practice({"holidays": {"1": holiday}}), Client(client), Engagement(engagement))
    long = (day("2026-01-31"), day("2026-02-28"))
    assert {rule: plan.off(rule, strategy).days(*long) for rule in RULES} == {
        "review": 6,
        "milestone": 2,
        "progress": 2,
        "forecast": 2,
        "practice": 4,
        "measure": 3,
        "contact": 6,
        "session": 7,
        "other": 2,
    }
    assert plan.off("practice").days(*long) == 3
    bare = Plan(Practice({}), Client({"uid": "c"}), Engagement({"uid": "e"}))
    assert all(bare.off(rule, {}) is NEVER for rule in RULES)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("24 dec – 3 jan", ["2026-12-24..2027-01-03"]),
        ("sat, sun, 2026-12-24..2027-01-03", ["sat", "sun", "2026-12-24..2027-01-03"]),
        ("24.12. - 3.1.; friday", ["2026-12-24..2027-01-03", "fri"]),
        ("mon - wed", ["mon", "tue", "wed"]),
        ("Saturday to mon", ["sat", "sun", "mon"]),
        ("mon – 3 jan", ["2026-11-30..2027-01-03"]),
        ("montag – wed", None),
        ("24–31 dec", ["2026-12-24..2026-12-31"]),
        ("1 to 3 dec", ["2026-12-01..2026-12-03"]),
        ("2026-12-24..2026-12-24", ["2026-12-24"]),
        ("2027-01-03..2026-12-24", None),
        ("24 dec, 24 dec", ["2026-12-24"]),
    ],
)
def test_days_off_as_people_type_them(typed: str, stored: list[str] | None) -> None:
    field = Client.fields["days_off"]
    if stored is None:
        with pytest.raises(BadInput, match=r"^days_off: "):
            field.parse(typed, TODAY)
        return
    assert field.parse(typed, TODAY) == stored
    assert field.parse(field.text(stored), TODAY) == stored == field.check(stored)


def test_a_day_off_of_a_client() -> None:
    stored = ["sat", "2026-12-24", "2026-12-29..2027-01-03"]
    off = {one for one in range(20, 45) if day_off(stored, day("2026-12-01") + timedelta(days=one - 1))}
    assert off == {24, 26, 29, 30, 31, 32, 33, 34, 40}


@pytest.mark.parametrize("sign", ["..", " .. ", "–", " – ", "—", " — ", " - ", " to ", " bis ", " until "])
def test_what_may_stand_between_the_ends_of_a_stretch(sign: str) -> None:
    assert stretch_ends(f"24 dec{sign}3 jan") == ("24 dec", "3 jan")
    assert stretch_ends(f"24 dec{sign}") is None
    assert stretch_ends(f"{sign}3 jan") is None


@pytest.mark.parametrize("typed", ["", "24 dec", "2026-12-24", "24-12", "tomorrow"])
def test_what_is_no_stretch_of_days(typed: str) -> None:
    assert stretch_ends(typed) is None


def test_which_pause_covers_a_day() -> None:
    other = {"since": "2026-12-01"}
    assert covering([PAUSE, other], day("2026-11-15")) is PAUSE
    assert covering([PAUSE, other], day("2026-11-16")) is None
    assert covering([PAUSE, other], day("2030-01-01")) is other
    assert not Engagement({}).paused(TODAY)


def test_a_holiday_has_its_days_in_order() -> None:
    with pytest.raises(BadInput, match="until: the holiday ends before it begins"):
        Holiday.check({"since": "2026-12-24", "until": "2026-12-23"})
    assert Holiday({"since": "2026-12-24", "until": "2026-12-24"}).name == "Thu 24 Dec 2026"
    assert Holiday({"since": "2026-12-24", "until": "2027-01-03"}).name == "Thu 24 Dec 2026 to Sun 3 Jan 2027"


@pytest.mark.parametrize(
    ("since", "until", "length", "span", "year", "when"),
    [
        ("2026-11-24", "2026-11-24", "1 day", "Tue 24 Nov", "2026", "now"),
        ("2026-11-20", "2026-11-24", "5 days", "Fri 20 Nov – Tue 24 Nov", "2026", "now"),
        ("2026-11-24", "2026-11-30", "7 days", "Tue 24 Nov – Mon 30 Nov", "2026", "now"),
        ("2026-11-25", "2026-11-26", "2 days", "Wed 25 Nov – Thu 26 Nov", "2026", "tomorrow"),
        ("2026-11-20", "2026-11-23", "4 days", "Fri 20 Nov – Mon 23 Nov", "2026", "yesterday"),
        ("2026-12-24", "2027-01-03", "11 days", "Thu 24 Dec – Sun 3 Jan 2027", "", "in 30 days"),
    ],
)
def test_a_holiday_in_words(since: str, until: str, length: str, span: str, year: str, when: str) -> None:
    found = Holiday({"since": since, "until": until})
    assert (found.length, found.span(TODAY), found.when(TODAY)) == (length, span, when)
    assert found.dated(TODAY) == f"{span} {year}".strip()


EARLIER = {"since": "2026-10-01", "until": "2026-10-09"}


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("2026-11-01", None, "2026-11-23"),
        ("2026-11-01", "2026-12-31", "2026-11-23"),
        ("2026-11-23", None, "2026-11-23"),  # it was the one day before today
        ("2026-11-24", None, None),
        ("2026-11-30", None, None),
    ],
)
def test_a_pause_that_is_ended_has_lasted_until_yesterday(
    since: str, until: str | None, kept: str | None
) -> None:
    one = {"since": since, "reason": "ill", **({"until": until} if until else {})}
    found = pauses_after([one, EARLIER], one, TODAY)
    assert found == [EARLIER, *([{**one, "until": kept}] if kept else [])]


@pytest.mark.parametrize(
    ("since", "until", "meets"),
    [
        ("2026-11-16", None, False),
        ("2026-11-15", None, True),
        ("2026-10-01", None, True),
        ("2026-10-01", "2026-10-04", False),
        ("2026-10-01", "2026-10-05", True),
        ("2026-10-10", "2026-10-12", True),
    ],
)
def test_which_pause_a_stretch_of_days_meets(since: str, until: str | None, meets: bool) -> None:
    assert overlapping([EARLIER | {"until": "2026-09-30"}, PAUSE], since, until) == (PAUSE if meets else None)
    open_one = {"since": "2026-12-01"}
    assert overlapping([open_one], "2027-12-01", until) == (open_one if until is None else None)


def test_a_pause_by_its_days() -> None:
    assert pause_days(PAUSE, TODAY) == "Mon 5 Oct to Sun 15 Nov"
    assert pause_days({"since": "2026-10-05"}, TODAY) == "since Mon 5 Oct"


def test_days_of_time_off_within_and_one_by_one() -> None:
    off = of_days_off(["sun", "2026-11-18..2026-11-20", "2026-11-23"])
    week = (day("2026-11-16"), day("2026-11-22"))
    assert off.within(*week) == 4
    assert off.within(day("2026-11-18"), day("2026-11-18")) == 1
    assert off.within(day("2026-11-17"), day("2026-11-17")) == 0
    assert off.within(*reversed(week)) == 0
    assert off.spans(*week) == [
        (day("2026-11-18"), day("2026-11-20")),
        (day("2026-11-22"), day("2026-11-22")),
    ]
    assert off.spans(day("2026-11-19"), day("2026-11-23")) == [
        (day("2026-11-19"), day("2026-11-20")),
        (day("2026-11-22"), day("2026-11-23")),
    ]
    assert off.spans(*reversed(week)) == []
    assert of_days_off(["2026-11-18"]).spans(*week) == [(day("2026-11-18"), day("2026-11-18"))]
    assert NEVER.spans(*week) == []


@pytest.mark.parametrize(
    ("first", "second", "meet"),
    [
        ({"since": "2026-10-01"}, {"since": "2026-12-01"}, True),  # the first goes on
        ({"since": "2026-10-01", "until": "2026-10-09"}, {"since": "2026-10-09"}, True),
        ({"since": "2026-10-01", "until": "2026-10-09"}, {"since": "2026-10-10"}, False),
    ],
)
def test_no_two_pauses_have_a_day_in_common(
    first: dict[str, str], second: dict[str, str], meet: bool
) -> None:
    for pauses in ([first, second], [second, first]):
        if meet:
            with pytest.raises(BadInput, match="overlap; make them one"):
                Engagement.check({"start": "2026-09-01", "pauses": pauses}, whole=False)
        else:
            found = Engagement.check({"start": "2026-09-01", "pauses": pauses}, whole=False)
            assert found["pauses"] == [first, second]
