"""Fields, records, the practice, and what is derived from them: agenda, attention, days, moves, drafts."""

from __future__ import annotations

import string
from datetime import date, time, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.agenda import contact, next_review
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin, Commitment, Review
from coach_tui.plan.dates import day_words
from coach_tui.plan.days import events_between, month_weeks
from coach_tui.plan.draft import from_plan, resolve
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Field, plain_number
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import conflicts, dependents, preview
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan, Practice, named
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS, PARTS, check_record, references
from coach_tui.plan.session import Session
from coach_tui.plan.side import Side
from coach_tui.plan.standing import gas_scores, plan_status, standing
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import clean
from tests.plan.plan_kit import NOW_DAY, on, plan_of, practice_of

quick = settings(derandomize=True, deadline=None, max_examples=120)


# Fields


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
lines = st.text(st.sampled_from([*string.printable, "é", "“", "田", "\u0301", "\u200d"]), max_size=60)
isoday = st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str)
numbers = st.one_of(
    st.integers(-(10**12), 10**12), st.floats(-1e12, 1e12, allow_nan=False, allow_subnormal=False)
)


def stored_values(field: Field) -> st.SearchStrategy[Any]:
    """Values that a field takes, before checking."""
    kind = type(field).__name__
    if kind in ("Text", "Earlier"):
        return lines
    if kind == "Number":
        low, high = getattr(field, "low"), getattr(field, "high")  # noqa: B009
        if getattr(field, "whole"):  # noqa: B009
            return st.integers(int(low), int(high))
        return st.floats(low, high, allow_nan=False, allow_subnormal=False)
    if kind in ("Choice", "Picks"):
        options = st.sampled_from(getattr(field, "options"))  # noqa: B009
        return options if kind == "Choice" else st.lists(options, min_size=1)
    made: dict[str, st.SearchStrategy[Any]] = {
        "Flag": st.booleans(),
        "Day": st.one_of(isoday, st.dates()).filter(partial(_may_be_typed, field)),
        "KnownDay": st.one_of(isoday, st.dates()).filter(partial(_may_be_typed, field)),
        "TimeOfDay": st.one_of(st.times(), st.sampled_from(["9:30", "0930", "23:59", "7", "07"])),
        "Every": st.builds("{} {}".format, st.integers(1, 999), st.sampled_from(["days", "weeks", "months"])),
        "Often": st.builds("{} per week".format, st.integers(1, 99)) | st.just("once"),
        "DaysOff": st.lists(st.sampled_from(["mon", "Sunday", "fri"]) | isoday | st.dates(), min_size=1),
        "Texts": st.lists(words.filter(str.strip), min_size=5, max_size=5),
    }
    return made[kind]


def _may_be_typed(field: Field, day: str | date) -> bool:
    """Whether a day may be typed into a field: none ahead into one of what has happened."""
    return not isinstance(field, Day) or field.side is not Side.PAST or str(day) <= str(NOW_DAY)


TYPED: list[tuple[type[Record], Field]] = [
    (noun, field)
    for noun in NOUNS.values()
    for field in noun.fields.values()
    if not isinstance(field, Records)
    and type(field).__name__ not in ("Ref", "Refs", "Values", "Group", "Scores", "Remarks", "Others", "Kept")
]


@pytest.mark.parametrize(("noun", "field"), TYPED, ids=[f"{noun.__name__}.{f.key}" for noun, f in TYPED])
@given(data=st.data())
@settings(derandomize=True, deadline=None, max_examples=25)
def test_what_is_stored_can_be_typed_back(noun: type[Record], field: Field, data: st.DataObject) -> None:
    stored = field.check(data.draw(stored_values(field)))
    if stored is None:  # a no that is meant anyway: nothing is kept of it
        assert field.check(field.parse("no", NOW_DAY)) is None
        assert field.parse(field.text(stored), NOW_DAY) is None
        return
    assert field.check(stored) == stored
    typed = field.text(stored)
    if not stored and not isinstance(stored, (int, float)):
        assert field.parse(typed, NOW_DAY) is None
    elif stored == [""] or (isinstance(stored, list) and "" in stored):
        pass  # empty levels of a ladder cannot be typed
    else:
        assert field.parse(typed, NOW_DAY) == stored
    assert isinstance(field.show(stored), str)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"on": isoday.filter(lambda day: day <= str(NOW_DAY)), "value": st.integers(0, 10)},
            optional={"note": lines, "solving": lines},
        ),
        min_size=1,
        max_size=4,
    )
)
@quick
def test_small_records_can_be_typed_back(ratings: list[dict[str, Any]]) -> None:
    field = Objective.fields["confidence"]
    stored = field.check(ratings)
    assert field.parse(field.text(stored), NOW_DAY) == stored


@pytest.mark.parametrize("noun", NOUNS.values(), ids=list(NOUNS))
def test_no_two_fields_of_a_form_are_called_alike(noun: type[Record]) -> None:
    labels: list[str] = []
    for field in noun.fields.values():
        inside = field.record.fields.values() if isinstance(field, Records) and field.single else [field]
        labels += [one.label for one in inside]
    assert len(set(labels)) == len(labels)


def test_small_records_name_their_faults() -> None:
    field = Objective.fields["confidence"]
    assert field.parse("2026-11-01 | 7 | sure\n\n fri | 8", NOW_DAY) == [
        {"on": "2026-11-01", "value": 7, "note": "sure"},
        {"on": "2026-11-20", "value": 8},
    ]
    for typed, says in (
        ("2026-11-01 | 11", "confidence: value: “11” is outside 0 to 10"),
        ("2026-11-01 | 7 | a | b | c", "too many parts; write on | value | note | solving"),
        ("2026-11-01", "confidence.value: is needed for a confidence rating"),
    ):
        with pytest.raises(BadInput) as caught:
            field.parse(typed, NOW_DAY)
        assert says in str(caught.value)


@pytest.mark.parametrize(
    ("noun", "key", "value", "says"),
    [
        (Client, "name", 7, "name: “7” is not text"),
        (Client, "name", "x" * 501, "name: 501 characters are too many (at most 500)"),
        (Client, "hours_per_week", "four", "hours_per_week: “four” is not a number"),
        (Client, "hours_per_week", True, "hours_per_week: “true” is not a number"),
        (Client, "hours_per_week", -1, "outside 0 to 168"),
        (Client, "hours_per_week", float("nan"), "outside 0 to 168"),
        (Client, "days_off", ["caturday"], "neither a weekday (mon to sun) nor a date"),
        (Client, "days_off", [{"since": "2026-12-24"}], "“{ since = 2026-12-24 }” is neither a weekday"),
        (Client, "days_off", ["24 dec"], "a stretch is written “2026-12-24..2027-01-03”"),
        (Client, "days_off", [{"since": "2027-01-03", "until": "2026-12-24"}], "ends before it begins"),
        (Client, "days_off", {"since": True}, "days_off: “{ since = true }” is not a list"),
        (Client, "days_off", "sat", "is not a list"),
        (Engagement, "review_every", "often", "review_every: "),
        (Engagement, "review_every", 2, "is not a rhythm"),
        (Engagement, "sessions", 2.5, "sessions: “2.5” is not a whole number"),
        (Engagement, "paid", 1, "paid: “1” is neither true nor false"),
        (Engagement, "start", "2026-02-30", "start: "),
        (Engagement, "start", 2026, "is not a date"),
        (Engagement, "sponsor_sees", ["notes"], "“notes” is not one of objectives"),
        (Engagement, "pauses", [{"reason": "x"}], "pauses.since: is needed for a pause"),
        (Engagement, "pauses", "soon", "pauses: “soon” is not a list"),
        (Engagement, "pauses", {"since": "2026-02-02", "until": "2026-02-01"}, "ends before it begins"),
        (
            Engagement,
            "pauses",
            [{"since": "2026-03-01"}, {"since": "2026-02-02", "until": "2026-03-01"}],
            "pauses: Mon 2 Feb 2026 to Sun 1 Mar 2026 and since Sun 1 Mar 2026 overlap; make them one",
        ),
        (Objective, "gas", ["a", "b"], "gas: 2 lines, but it takes 5"),
        (Objective, "gas", [1, 2, 3, 4, 5], "gas: “1” is not text"),
        (Objective, "why_by", "me", "why_by: “me” is not one of client, coach"),
        (Objective, "measure", [{"name": "x", "colour": 1}], "measure.“colour” is not known here"),
        (Strategy, "cadence", "sometimes", "cadence: "),
        (Strategy, "cadence", 3, "is not a cadence"),
        (Strategy, "objectives", ["a", 1], "objectives: “1” is not a name"),
        (Milestone, "objective", 1, "objective: “1” is not a name"),
        (Session, "time", "25:00", "time: “25:00” is not a time of day"),
        (Session, "time", None, ""),
        (Checkin, "measures", {"m": "x"}, "measures: “x” is not a number"),
        (Checkin, "measures", 3, "measures: “3” is not a table"),
        (Review, "feedback", {"heard": 11}, "feedback.heard: “11” is outside 0 to 10"),
    ],
)
def test_refusals(noun: type[Record], key: str, value: Any, says: str) -> None:
    if not says:
        assert noun.check({key: value}, whole=False) == {key: None}
        return
    with pytest.raises(BadInput) as caught:
        noun.check({key: value}, whole=False)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_numbers() -> None:
    field = Client.fields["hours_per_week"]
    assert [field.parse(text, NOW_DAY) for text in ("4", " 4,5 ", "4.0", "0", "")] == [4, 4.5, 4, 0, None]
    assert field.parse("−0", NOW_DAY) == 0
    for text in ("four", "1,2,3", "1e999", "nan", "0x10"):
        with pytest.raises(BadInput):
            field.parse(text, NOW_DAY)
    assert [plain_number(value) for value in (4.0, 0.5, -3, 1e12, 0.1 + 0.2)] == [
        "4",
        "0.5",
        "-3",
        "1e+12",
        "0.3",
    ]


def test_flags_days_and_clocks() -> None:
    assert [Session.fields["paid"].parse(t, NOW_DAY) for t in ("yes", "N", "true", " ")] == [
        True,
        False,
        True,
        None,
    ]
    with pytest.raises(BadInput):
        Session.fields["paid"].parse("perhaps", NOW_DAY)
    assert Session.fields["on"].parse("fri", NOW_DAY) == "2026-11-27"
    assert Session.fields["on"].check(date(2026, 1, 2)) == "2026-01-02"
    assert [Session.fields["time"].check(t) for t in ("9:05", "0905", "9", time(9, 5))] == [
        "09:05",
        "09:05",
        "09:00",
        "09:05",
    ]


def test_hostile_text_is_cleaned() -> None:
    stored = Client.check({"name": " \x1b]0;x\x07Anna\u202e\nBerg ", "notes": "a\r\nb\x9b"})
    assert stored["name"] == clean("\x1b]0;x\x07Anna\u202e\nBerg").strip()
    assert stored["notes"] == "a\nb\\x9b"


# Records


def test_a_record_reads_its_document() -> None:
    raw = {"uid": "o", "plan": "e", "title": "Lead", "due": "2026-12-24", "later": {"kept": 1}}
    objective = Objective(raw)
    assert (objective.uid, objective.plan, objective.name) == ("o", "e", "Lead")
    assert objective.due == date(2026, 12, 24)
    assert (objective.owner, objective.why, objective.start, objective.gas) == ("", "", None, [])
    assert objective.weight == 1
    assert objective == Objective(dict(raw))
    assert hash(objective) == hash("o")
    assert Objective({}).name == ""
    assert Session({}).paid is True
    assert Session({"paid": False}).paid is False


def test_check_leaves_out_what_is_empty() -> None:
    assert Need.check({"kind": "gap", "title": " A ", "note": "", "objectives": [], "current": None}) == {
        "kind": "gap",
        "title": "A",
    }
    assert Need.check({"note": "", "objectives": []}, whole=False) == {"note": None, "objectives": None}


@pytest.mark.parametrize(
    ("noun", "values", "says"),
    [
        (Need, {"title": "A"}, "kind: is needed for a need"),
        (Need, {"kind": "gap", "title": "  "}, "title: is needed for a need"),
        (
            Need,
            {"kind": "gap", "title": "A", "colour": "red"},
            "“colour” is not known here; known are title, kind",
        ),
        (Strategy, {"title": "A", "status": "dropped"}, "status_reason: say why"),
        (Objective, {"title": "A", "status": "on track"}, "status_reason: is needed"),
        (Objective, {"title": "A", "measure": [{"name": "x"}, {"name": "x"}]}, "same name"),
        (Engagement, {"start": "2026-02-02", "end": "2026-02-01"}, "end: Sun 1 Feb 2026 is before the start"),
        (
            Engagement,
            {"start": "2026-02-02", "closed_on": "2026-02-01"},
            "closed_on: Sun 1 Feb 2026",
        ),
        (Review, {"reflection": "A"}, "held_on: a review needs the day"),
    ],
)
def test_whole_records_are_refused(noun: type[Record], values: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says[:30].replace("(", r"\(")) as caught:
        noun.check(values)
    assert says in str(caught.value)


def test_stored_documents_are_checked() -> None:
    check_record("objectives", {"uid": "o", "plan": "e", "title": "A", "of a newer version": object()})
    check_record("of a newer version", {"anything": 1})
    for table, document, says in (
        ("objectives", {"uid": "o", "title": "A"}, "objectives: plan: is missing"),
        ("engagements", {"uid": "e", "start": "2026-01-01"}, "engagements: client: is missing"),
        ("wins", {"plan": "e", "on": "2026-01-01"}, "wins: text: is needed"),
    ):
        with pytest.raises(BadInput) as caught:
            check_record(table, document)
        assert str(caught.value).startswith(says)


def test_references_point_at_tables() -> None:
    assert {field.table for noun in NOUNS.values() for field in references(noun)} <= set(NOUNS)


def test_names_of_what_has_no_title() -> None:
    assert Review({"held_on": "2026-01-02", "due": "2026-01-01"}).name == "Review of Fri 2 Jan 2026"
    assert Review({"due": "2026-01-01"}).name == "Review of Thu 1 Jan 2026"
    assert Checkin({"on": "2026-01-01"}).name == "Check-in of Thu 1 Jan 2026"
    assert Session({"on": "2026-01-01"}).name == "Session of Thu 1 Jan 2026"
    assert [
        Commitment({"status": s}).open for s in ("open", "moved", "done", "late", "partly", "dropped")
    ] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_slip_and_first_date() -> None:
    moved = {"due": "2026-12-10", "moves": [{"on": "2026-12-01", "from": "2026-12-03", "to": "2026-12-10"}]}
    assert Milestone(moved).first_planned == date(2026, 12, 3)
    assert Milestone(moved).slip == 7
    assert Milestone({**moved, "baseline": "2026-12-01"}).slip == 9
    assert Milestone({**moved, "done_on": "2026-12-01"}).slip == -2
    assert Milestone({"due": "2026-12-10"}).slip == 0


def test_gap_and_priority() -> None:
    assert Need({"current": 2, "target": 4, "importance": 3}).priority == 6
    assert Need({"current": 2, "target": 4}).priority == 2
    assert Need({"current": 2}).priority is None


# The practice


def people(*names: str) -> Practice:
    return Practice({"clients": {str(n): {"uid": f"c{n}", "name": name} for n, name in enumerate(names)}})


def test_a_client_is_found_by_part_of_the_name() -> None:
    practice = people("Anna Berg", "José Núñez", "田中 美咲", "Joanna Bergström", "Zoë Lindqvist", "Zoë")
    assert practice.client_named("nunez").name == "José Núñez"
    assert practice.client_named("ANNA BERG").name == "Anna Berg"  # exact beats a part of another
    assert practice.client_named("美咲").name == "田中 美咲"
    assert practice.client_named("zoë").name == "Zoë"
    assert practice.client_named("c3").name == "Joanna Bergström"
    assert [client.name for client in practice.clients][:2] == ["Anna Berg", "Joanna Bergström"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("berg", "“berg” fits 2 clients (Anna Berg, Joanna Bergström); write more of it"),
        ("x", "no client matches “x”"),
        ("  ", "no client named"),
        ("\x1b[31m", "no client matches “␛[31m”"),
    ],
)
def test_a_client_who_is_not_meant_clearly(text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        people("Anna Berg", "Joanna Bergström").client_named(text)
    assert says in str(caught.value)


def test_many_matches_are_not_all_listed() -> None:
    with pytest.raises(BadInput, match="and 4 more"):
        people(*(f"Anna {n}" for n in range(9))).client_named("anna")


def test_a_record_is_found_by_part_of_its_title() -> None:
    plan = plan_of(strategies=[{"title": "Delegate"}, {"title": "Delegate more"}, {"title": "Café walk"}])
    assert named(plan.strategies, "delegate", "strategy").title == "Delegate"
    assert named(plan.strategies, "cafe", "strategy").title == "Café walk"
    assert named(plan.strategies, "strategies1", "strategy").title == "Delegate more"
    with pytest.raises(BadInput, match="this plan has: Delegate, Delegate more"):
        named(plan.strategies, "x", "strategy")
    with pytest.raises(BadInput, match="fits 2 strategies"):
        named(plan.strategies, "deleg", "strategy")


def test_the_current_engagement() -> None:
    def current(*closed: str | None) -> str:
        engagements = {
            str(n): {
                "uid": f"e{n}",
                "client": "c",
                "start": f"2026-0{n + 1}-01",
                **({"closed_on": c} if c else {}),
            }
            for n, c in enumerate(closed)
        }
        found = Practice({"clients": {}, "engagements": engagements}).current("c")
        return found.uid if found else ""

    assert current() == ""
    assert current("2026-05-01", "2026-05-02") == "e1"
    assert current(None, "2026-05-02") == "e0"
    assert current(None, None) == "e1"


def test_parts_come_in_order() -> None:
    plan = plan_of(
        reviews=[{"due": on(9)}, {"held_on": on(-3), "due": on(-20)}, {"held_on": on(-9)}],
        milestones=[{"title": "B", "due": on(5)}, {"title": "A", "due": on(3)}],
        commitments=[{"text": "no day"}, {"text": "soon", "due": on(1)}],
        checkins=[
            {"on": on(-1), "measures": {"m": 3}},
            {"on": on(-5), "measures": {"m": 1}},
            {"on": on(-1), "measures": {"m": 4}},
        ],
    )
    assert [review.uid for review in plan.reviews] == ["reviews2", "reviews1", "reviews0"]
    assert [review.uid for review in plan.held_reviews] == ["reviews2", "reviews1"]
    assert [milestone.title for milestone in plan.milestones] == ["A", "B"]
    assert [commitment.text for commitment in plan.commitments] == ["soon", "no day"]
    assert [value for _, value in plan.values("m")] == [1, 4]
    assert plan.practice.plan_of(plan.milestones[0]) is not None
    assert plan.practice.plan("nobody") is None


# When the next review is


def test_the_next_review_by_the_rule() -> None:
    assert next_review(plan_of()).on == date.fromisoformat(on(-70))
    assert next_review(plan_of(reviews=[{"held_on": on(-9)}])).on == date.fromisoformat(on(5))
    assert next_review(plan_of(engagement={"review_every": None})).on is None
    late = next_review(plan_of(reviews=[{"held_on": on(-54)}]), NOW_DAY)
    assert late.late is not None
    assert (late.late.days_late, late.late.missed) == (40, 3)


def test_an_agreed_day_counts_when_it_comes_after_the_last_review() -> None:
    held = {"held_on": on(-9)}
    found = next_review(plan_of(reviews=[held, {"due": on(20)}]), NOW_DAY)
    assert (found.on, found.agreed) == (date.fromisoformat(on(20)), "reviews1")
    assert next_review(plan_of(reviews=[held, {"due": on(-9)}]), NOW_DAY).agreed == ""
    without = plan_of(engagement={"review_every": None}, reviews=[{"due": on(-15)}])
    found = next_review(without, NOW_DAY)
    assert found.late is not None
    assert found.late.missed == 2  # two-week cycles, where there is no rhythm


@pytest.mark.parametrize(
    ("engagement", "quiet"),
    [
        ({}, False),
        ({"pauses": [{"since": on(0)}]}, True),
        ({"pauses": [{"since": on(1)}]}, False),
        ({"pauses": [{"since": on(-9), "until": on(0)}]}, True),
        ({"pauses": [{"since": on(-9), "until": on(-1)}]}, False),
        ({"snooze": {"until": on(1), "reason": "fair"}}, True),
        ({"snooze": {"until": on(0), "reason": "fair"}}, False),
        ({"closed_on": on(-1)}, True),
    ],
)
def test_nobody_is_nagged(engagement: dict[str, Any], quiet: bool) -> None:
    found = next_review(plan_of(engagement=engagement), NOW_DAY)
    assert found.quiet is quiet
    assert (found.late is None) is quiet


@pytest.mark.parametrize(
    ("start", "held", "due"),
    [
        ("2026-01-31", None, "2026-02-28"),
        ("2028-01-31", None, "2028-02-29"),
        ("2028-01-01", "2028-02-29", "2028-03-29"),
        ("2026-01-01", "2026-12-31", "2027-01-31"),
    ],
)
def test_monthly_reviews_keep_the_day(start: str, held: str | None, due: str) -> None:
    reviews = [{"held_on": held}] if held else []
    plan = plan_of(engagement={"start": start, "review_every": "1 month"}, reviews=reviews)
    assert next_review(plan).on == date.fromisoformat(due)


def test_stalled() -> None:
    reviews = [{"held_on": on(day)} for day in (-41, -31, -21)]
    assert contact(plan_of(reviews=reviews), NOW_DAY).stalled
    assert not contact(
        plan_of(reviews=reviews), date.fromisoformat(on(-7))
    ).stalled  # 14 days, the usual gap 10
    assert contact(plan_of(reviews=reviews), date.fromisoformat(on(-6))).stalled  # 15
    assert not contact(plan_of(reviews=reviews, sessions=[{"on": on(30)}]), NOW_DAY).stalled
    assert not contact(plan_of(reviews=[*reviews, {"due": on(0)}]), NOW_DAY).stalled
    assert contact(plan_of(), NOW_DAY).usual_gap == 14
    assert contact(plan_of(engagement={"review_every": None}), NOW_DAY).stalled is False


def each(first: int, last: int, step: int, key: str = "on") -> list[dict[str, str]]:
    """Records on every so many days, from one offset to another."""
    return [{key: on(day)} for day in range(first, last + 1, step)]


BIWEEKLY = each(-70, -14, 14, "held_on")


@pytest.mark.parametrize(
    ("tables", "gap", "stalled"),
    [
        # daily check-ins and then a quiet week, with a rhythm and without one
        ({"checkins": each(-40, -7, 1)}, 14, False),
        ({"checkins": each(-40, -8, 1)}, 14, False),
        ({"checkins": each(-40, -8, 1), "engagement": {"review_every": None}}, 14, False),
        ({"checkins": each(-50, -21, 1), "engagement": {"review_every": None}}, 14, True),
        # weekly check-ins, a review every two weeks, and a fortnight at Christmas
        ({"checkins": each(-70, -14, 7), "reviews": BIWEEKLY}, 14, False),
        ({"checkins": each(-70, -20, 7), "reviews": each(-76, -20, 14, "held_on")}, 14, False),
        ({"checkins": each(-77, -21, 7), "reviews": each(-77, -21, 14, "held_on")}, 14, True),
        # where the hours are nearer together than that, they set it
        ({"sessions": each(-56, -14, 7)}, 7, True),
        ({"sessions": each(-52, -10, 7)}, 7, False),
        ({"sessions": each(-52, -10, 7), "checkins": each(-52, -10, 1)}, 7, False),
        ({"sessions": each(-53, -11, 7), "checkins": each(-53, -11, 1)}, 7, True),
        # where they are further apart, check-ins every two weeks or more set it
        ({"sessions": each(-91, -31, 30), "checkins": each(-73, -31, 14)}, 14, True),
        ({"sessions": each(-90, -30, 30), "checkins": each(-90, -30, 20)}, 15, True),
        # two are no rhythm yet
        ({"sessions": each(-30, -20, 10)}, 14, False),
        ({"sessions": each(-30, -20, 10), "engagement": {"review_every": "1 week"}}, 7, True),
        ({"checkins": each(-60, -40, 20), "engagement": {"review_every": None}}, None, False),
        ({"checkins": each(-90, -30, 30), "engagement": {"review_every": None}}, 30, False),
    ],
)
def test_check_ins_alone_make_nobody_stalled(
    tables: dict[str, Any], gap: float | None, stalled: bool
) -> None:
    found = contact(plan_of(**tables), NOW_DAY)
    assert (found.usual_gap, found.stalled) == (gap, stalled)


# Days


def test_what_falls_on_which_day() -> None:
    practice = practice_of(
        engagement={"end": on(20)},
        objectives=[{"title": "Lead", "due": on(10)}, {"title": "Past", "due": on(-3)}],
        milestones=[{"title": "A", "due": on(-4)}, {"title": "B", "due": on(-9), "done_on": on(-2)}],
        reviews=[{"held_on": on(-16)}],
        sessions=[{"on": on(0), "time": "10:00"}, {"on": on(0)}, {"on": on(-9)}],
    )
    found = events_between(practice, date.fromisoformat(on(-10)), date.fromisoformat(on(20)), NOW_DAY)
    assert [((e.day - NOW_DAY).days, e.kind, e.title, e.done, e.overdue) for e in found] == [
        (-9, "session", "session", True, False),
        (-4, "milestone", "A", False, True),
        (-3, "objective", "Past", False, True),
        (-2, "milestone", "B", True, False),
        (-2, "review", "review", False, True),
        (0, "session", "session", False, False),
        (0, "session", "session", False, False),
        (10, "objective", "Lead", False, False),
        (20, "engagement", "engagement ends", False, False),
    ]
    assert found[5].time == "10:00"
    assert found[0].as_json()["id"] == "sessions2"
    assert events_between(practice, NOW_DAY, NOW_DAY, NOW_DAY, client="nobody") == []


def test_a_closed_plan_shows_what_happened_only() -> None:
    practice = practice_of(
        engagement={"closed_on": on(-1)},
        milestones=[{"title": "A", "due": on(-4)}, {"title": "B", "due": on(-9), "done_on": on(-2)}],
        reviews=[{"held_on": on(-5)}],
    )
    found = events_between(practice, date.fromisoformat(on(-30)), date.fromisoformat(on(30)), NOW_DAY)
    assert [(e.kind, e.title, e.done) for e in found] == [
        ("review", "review", True),
        ("milestone", "B", True),
        ("engagement", "engagement ends", True),
    ]


@given(st.dates(date(1, 2, 1), date(9999, 11, 30)), st.integers(0, 6))
@quick
def test_weeks_of_a_month(day: date, first: int) -> None:
    weeks = month_weeks(day, first)
    assert all(len(week) == 7 and week[0].weekday() == first for week in weeks)
    days = [d for week in weeks for d in week]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert day in days
    assert day.replace(day=1) in weeks[0]
    assert 4 <= len(weeks) <= 6


# Moves


def chain(**more: Any) -> Plan:
    return plan_of(
        objectives=[{"title": "Lead", "due": on(40)}],
        milestones=[
            {"title": "A", "due": on(10), "objective": "objectives0"},
            {"title": "B", "due": on(20), "after": ["milestones0"]},
            {"title": "C", "due": on(30), "after": ["milestones1"], "objective": "objectives0"},
            {"title": "D", "due": on(15)},
            {"title": "E", "due": on(50), "after": ["milestones0"], "done_on": on(-1)},
        ],
        **more,
    )


def moved(plan: Plan, title: str, to: str, scope: str) -> dict[str, int]:
    milestone = named(plan.milestones, title, "milestone")
    return {s.record.name: (s.to - NOW_DAY).days for s in preview(plan, milestone, to, scope)}


def test_scopes() -> None:
    plan = chain()
    assert moved(plan, "A", on(14), "one") == {"A": 14}
    assert moved(plan, "A", on(14), "dependents") == {"A": 14, "B": 24, "C": 34}
    assert moved(plan, "A", on(14), "following") == {"A": 14, "D": 19, "B": 24, "C": 34}
    assert moved(plan, "B", on(13), "dependents") == {"B": 13, "C": 23}
    assert [m.title for m in dependents(plan, named(plan.milestones, "A", "milestone"))] == ["B", "C"]


def test_nothing_moves_before_the_start() -> None:
    plan = plan_of(
        milestones=[{"title": "A", "due": on(0)}, {"title": "B", "due": on(5), "after": ["milestones0"]}],
        engagement={"start": on(-10)},
    )
    assert moved(plan, "A", on(-10), "dependents") == {"A": -10, "B": -5}
    plan = plan_of(
        milestones=[{"title": "A", "due": on(9)}, {"title": "B", "due": on(5), "after": ["milestones0"]}],
        engagement={"start": on(-1)},
    )
    assert moved(plan, "A", on(0), "dependents") == {"A": 0, "B": -1}
    assert warnings(plan, "A", on(0), "dependents")["B"][0] == "no further back than the engagement's start"


def test_what_speaks_against_a_day() -> None:
    plan = chain(client={"days_off": ["sat", on(41)]}, engagement={"end": on(42)})
    last = named(plan.milestones, "C", "milestone")
    assert conflicts(plan, last, date.fromisoformat(on(25))) == ["Sat 19 Dec is a day off"]
    assert conflicts(plan, last, date.fromisoformat(on(41))) == [
        f"{day_words(on(41), date(2027, 1, 1))} is a day off",
        f"after the target date of “Lead”, {day_words(on(40))}",
    ]
    assert conflicts(plan, last, date.fromisoformat(on(43)))[-1] == (
        f"after the engagement's end, {day_words(on(42))}"
    )
    assert conflicts(plan, last, date.fromisoformat(on(9))) == [
        f"before “B” on {day_words(on(20))}, which it comes after"
    ]


def warnings(plan: Plan, title: str, to: str, scope: str, today: date | None = None) -> dict[str, list[str]]:
    milestone = named(plan.milestones, title, "milestone")
    return {s.record.name: s.warnings for s in preview(plan, milestone, to, scope, today)}


def test_what_moves_along_is_no_conflict() -> None:
    plan = chain()
    # alone it would pass B, which waits for it; together they keep their order
    assert warnings(plan, "A", on(21), "one") == {
        "A": [f"after “B” on {day_words(on(20))}, which waits for it"]
    }
    assert warnings(plan, "A", on(21), "dependents")["A"] == []
    assert warnings(plan, "A", on(15), "one") == {"A": ["the same day as “D”"]}
    assert warnings(plan, "A", on(15), "following")["A"] == []
    assert warnings(plan, "B", on(9), "dependents")["B"] == [
        f"before “A” on {day_words(on(10))}, which it comes after"
    ]
    # two that fall on one day before and after are no news
    twins = plan_of(milestones=[{"title": t, "due": on(day)} for t, day in (("A", 1), ("B", 5), ("C", 5))])
    assert warnings(twins, "A", on(2), "following") == {"A": [], "B": [], "C": []}
    assert warnings(twins, "B", on(6), "one") == {"B": []}
    assert warnings(twins, "A", on(5), "one") == {"A": ["the same day as “B”", "the same day as “C”"]}


def test_the_past_is_named_where_today_is_known() -> None:
    plan = chain()
    assert warnings(plan, "A", on(-1), "one") == {"A": []}
    assert warnings(plan, "A", on(-1), "one", NOW_DAY) == {"A": ["in the past: overdue at once"]}


@pytest.mark.parametrize(
    ("title", "to", "scope", "says"),
    [
        ("E", on(3), "one", "“E” is done; open it again before moving it"),
        ("A", on(10), "one", "already; choose another day"),
        ("A", on(-85), "one", "is before the engagement began"),
        ("A", on(3), "all", "“all” is not one of one, dependents, following"),
        ("A", "soon", "one", "is no date"),
    ],
)
def test_moves_refused(title: str, to: str, scope: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        moved(chain(), title, to, scope)
    assert says in str(caught.value)


# Standing


def test_standing_of_every_kind_of_measure() -> None:
    plan = plan_of(
        objectives=[
            {"title": "Numeric", "measure": [{"uid": "m", "name": "a", "baseline": 10, "target": 0}]},
            {
                "title": "List",
                "measure": [
                    {
                        "uid": "l",
                        "name": "b",
                        "kind": "checklist",
                        "items": [{"text": "x", "done_on": on(-1)}, {"text": "y"}],
                    }
                ],
            },
            {
                "title": "Ladder",
                "gas": ["a", "b", "c", "d", "e"],
                "gas_baseline": -2,
                "gas_now": -1,
                "measure": [{"uid": "g", "name": "c", "kind": "gas"}],
            },
            {"title": "Steps", "measure": [{"uid": "s", "name": "d", "kind": "milestones"}]},
            {"title": "Bare"},
        ],
        milestones=[
            {
                "title": f"M{n}",
                "objective": "objectives3",
                "due": on(n),
                **({"done_on": on(-1)} if n < 3 else {}),
            }
            for n in range(4)
        ],
        checkins=[{"on": on(-1), "measures": {"m": 7}}],
    )
    assert [standing(plan, o, NOW_DAY).progress for o in plan.objectives] == [0.3, 0.5, 0.5, 0.75, None]
    assert plan_status(plan, NOW_DAY) == "not measured"
    scores = gas_scores(plan)
    assert (scores.baseline, scores.now, scores.change) == (30, 40, 10)


def test_the_weakest_objective_is_the_plan() -> None:
    dates = {"start": on(-50), "due": on(50)}
    measure = {"name": "a", "baseline": 0, "target": 10}
    objectives = [
        {"title": "A", **dates, "measure": [{**measure, "uid": "a", "name": "a"}]},
        {"title": "B", **dates, "measure": [{**measure, "uid": "b", "name": "b"}]},
    ]
    plan = plan_of(objectives=objectives, checkins=[{"on": on(-1), "measures": {"a": 9, "b": 3}}])
    assert [standing(plan, o, NOW_DAY).status for o in plan.objectives] == ["on track", "needs attention"]
    assert plan_status(plan, NOW_DAY) == "needs attention"
    objectives[1] |= {"closed_on": on(-2)}
    assert plan_status(plan, NOW_DAY) == "needs attention"  # the copy in the plan is as it was
    assert plan_status(plan_of(objectives=objectives[1:]), NOW_DAY) == "achieved"  # closed as reached
    assert plan_status(plan_of(), NOW_DAY) == ""


# Drafts


def test_a_draft_names_what_the_file_links() -> None:
    plan = plan_of(
        objectives=[{"title": "Lead", "measure": [{"uid": "m", "name": "stand-ups"}]}],
        needs=[{"kind": "gap", "title": "Delegating", "objectives": ["objectives0", "gone"]}],
        strategies=[{"title": "Delegate", "needs": ["needs0"]}],
        milestones=[
            {"title": "A", "due": on(1), "objective": "objectives0"},
            {"title": "B", "due": on(2), "after": ["milestones0"]},
        ],
        checkins=[{"on": on(-1), "measures": {"m": 3, "gone": 1}, "done": ["strategies0"]}],
        wins=[{"on": on(-1), "text": "W", "milestone": "milestones0", "objective": "gone"}],
    )
    draft = from_plan(plan)
    assert draft["need"] == [{"kind": "gap", "title": "Delegating", "objectives": ["Lead"]}]
    assert draft["milestone"][1]["after"] == ["A"]
    assert draft["checkin"] == [{"on": on(-1), "measures": {"stand-ups": 3}, "done": ["Delegate"]}]
    assert draft["win"] == [{"on": on(-1), "text": "W", "milestone": "A"}]
    assert "review" not in draft
    assert "uid" not in str(draft)
    with_ids = from_plan(plan, ids=True)
    assert with_ids["objective"][0]["id"] == "objectives0"
    assert with_ids["objective"][0]["measure"][0]["id"] == "m"
    uids = {noun.table: {r.name: r.uid for r in plan.part(noun)} for noun in PARTS} | {
        "measures": {"stand-ups": "m"}
    }
    assert resolve(Checkin, draft["checkin"][0], uids) == {
        "on": on(-1),
        "measures": {"m": 3},
        "done": ["strategies0"],
    }
    with pytest.raises(BadInput, match="no objective is called “Led”; there are Lead"):
        resolve(Need, {"objectives": ["Led"]}, uids)
    with pytest.raises(BadInput, match="no objective has a measure “x”"):
        resolve(Checkin, {"measures": {"x": 1}}, uids)


def test_days_off_may_be_written_as_pauses_are() -> None:
    field = Client.fields["days_off"]
    days = {"since": date(2026, 12, 24), "until": "2027-01-03"}
    assert field.check(["sat", days]) == ["sat", "2026-12-24..2027-01-03"]
