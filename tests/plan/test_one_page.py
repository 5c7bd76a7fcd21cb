"""The plan on a page: what stands on it, how it stands, and of which record each line speaks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.plan.attention.item import TABLES, URGENCY
from coach_tui.plan.dates import plan_week
from coach_tui.plan.insight_words import VALUES
from coach_tui.plan.one_page import AHEAD, PROMISES, PlanPage, plan_page
from coach_tui.plan.page_line import PageLine, Reached
from coach_tui.plan.schema import NOUNS
from tests.plan.plan_kit import NOW_DAY, on, plan_of

NUMERIC = {
    "title": "Lead",
    "start": on(-50),
    "due": on(50),
    "measure": [
        {"uid": "m", "kind": "numeric", "name": "calls", "unit": "a week", "baseline": 0, "target": 10}
    ],
}


def page_of(**tables: Any) -> PlanPage:
    return plan_page(plan_of(**tables), NOW_DAY)


def part(page: PlanPage, name: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(line.text, line.asides, line.mark) for line in page.lines if line.part == name]


def kind(page: PlanPage, name: str) -> list[PageLine]:
    return [line for line in page.lines if line.kind == name]


def told(page: PlanPage) -> str:
    return "\n".join(" | ".join((line.text, *line.asides)) for line in page.lines)


def test_a_plan_of_nothing_has_a_page() -> None:
    page = page_of(engagement={"review_every": None, "start": on(0)})
    assert told(page).split("\n") == [
        "Anna Berg",
        "since 24 Nov",
        "Objectives | no objective yet",
        "no milestone yet",
        "nothing booked | no contact yet",
        "none planned",
        "none yet",
        "no agreement yet",
        "2 high, 2 medium | checklist 0 of 6",
    ]


@pytest.mark.parametrize(
    ("engagement", "said"),
    [
        ({"start": on(-84), "end": on(56)}, "week 13 of 20, until 19 Jan 2027"),
        ({"type": "leadership", "start": on(7)}, "leadership, from 1 Dec"),
        ({"start": on(-84), "end": on(-7), "closed_on": on(-3)}, "1 Sep to 21 Nov, closed"),
        (
            {"start": on(-84), "pauses": [{"since": on(-3), "until": on(10), "reason": "a trip"}]},
            "since 1 Sep, paused until Fri 4 Dec: a trip",
        ),
        ({"start": on(-84), "sessions": 12}, "since 1 Sep | 0 of 12 sessions used"),
        ({"start": on(-84), "sessions": 1}, "since 1 Sep | 0 of 1 session used"),
    ],
)
def test_how_far_the_engagement_has_come(engagement: dict[str, Any], said: str) -> None:
    line = page_of(engagement=engagement).lines[1]
    assert (" | ".join((line.text, *line.asides[:1])), line.about) == (said, ("engagements", "e"))


def test_one_hour_is_one_session() -> None:
    hour = {"on": on(-3), "state": "held"}
    assert page_of(engagement={"start": on(-84)}, sessions=[hour]).lines[1].asides[0] == "1 session used"


def test_an_objective_says_how_far_it_is_its_values_and_its_next_step() -> None:
    checkins = [{"on": on(-40 + 5 * n), "measures": {"m": n}} for n in range(8)]
    page = page_of(
        objectives=[NUMERIC],
        checkins=checkins,
        milestones=[
            {"title": "later", "due": on(20), "objective": "objectives0"},
            {"title": "sooner", "due": on(3), "objective": "objectives0"},
            {"title": "nobody's", "due": on(1)},
        ],
    )
    (objective,) = kind(page, "objective")
    assert objective.about == ("objectives", "objectives0")
    assert objective.asides == (objective.mark,)
    assert objective.figure is not None
    assert (objective.figure.where, objective.figure.due) == ("70%, due 50%", "in 50 days")  # type: ignore[union-attr]
    (values,) = kind(page, "values")
    assert values.about == ("values", "objectives0")
    assert values.asides[:2] == ("2 3 4 5 6 7 → 10 a week", "2 3 4 5 6 7 → 10")
    assert values.asides[-1] == "7 → 10"
    assert len(values.asides) == VALUES + 1
    (step,) = kind(page, "step")
    assert (step.text, step.about) == ("sooner", ("milestones", "milestones1"))
    assert step.asides == ("Fri 27 Nov, in 3 days", "in 3 days")
    assert [line.text for line in kind(page, "milestone")] == ["nobody's", "sooner", "later"]


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ({"kind": "numeric", "baseline": 3, "target": 9}, "3 → 9"),
        ({"kind": "numeric", "target": 9}, "→ 9"),
        ({"kind": "checklist", "items": [{"text": "a", "done_on": on(-1)}, {"text": "b"}]}, "1 of 2 done"),
    ],
)
def test_how_a_measure_stands_that_has_no_value_yet(measure: dict[str, Any], said: str) -> None:
    (line,) = kind(
        page_of(objectives=[{**NUMERIC, "measure": [{"uid": "m", "name": "x", **measure}]}]), "values"
    )
    assert line.asides[-1] == said


def test_an_objective_that_is_over_has_one_line_while_the_plan_runs() -> None:
    closed = {**NUMERIC, "closed_on": on(-4), "closed_as": "dropped", "closed_reason": "moved on"}
    page = page_of(objectives=[closed])
    assert not kind(page, "objective")
    assert ("Lead", ("dropped 20 Nov",), "dropped") in part(page, "")
    page = page_of(objectives=[closed], engagement={"closed_on": on(-2)})
    assert [line.text for line in kind(page, "objective")] == ["Lead"]


def test_milestones_ahead_stand_in_their_order_and_the_rest_is_counted() -> None:
    milestones = [{"title": f"M{n}", "due": on(-3 + n), "baseline": on(-5 + n)} for n in range(AHEAD + 2)]
    page = page_of(milestones=[*milestones, {"title": "past", "due": on(-30), "done_on": on(-30)}])
    (axis,) = kind(page, "axis")
    assert axis.asides == (f"1 of {AHEAD + 3} done",)
    shown = kind(page, "milestone")
    assert [line.text for line in shown] == [f"M{n}" for n in range(AHEAD)]
    assert shown[0].asides == ("3 days late, moved +2", "3 days late")
    assert shown[0].mark == "late"
    assert shown[-1].asides == ("tomorrow, moved +2", "tomorrow")
    assert [line.text for line in kind(page, "more")] == ["and 2 more"]
    assert sum(state == "late" for _, state in page.signs) == 3
    assert (page.first, page.last) == (date.fromisoformat(on(-84)), date.fromisoformat(on(3)))


def test_what_waits_stands_on_top_and_is_not_said_twice() -> None:
    page = page_of(
        commitments=[
            {"text": "late one", "due": on(-3)},
            {"text": "mine", "due": on(3), "owner": "coach"},
            {"text": "Jonas's", "due": on(4), "owner": "Jonas"},
            {"text": "some day"},
            {"text": "kept", "due": on(-9), "status": "done"},
        ],
    )
    assert ("promise, 3 days late: late one", (), "late") in part(page, "")
    assert part(page, "Promised") == [
        ("mine", ("you, until Fri 27 Nov",), "open"),
        ("Jonas's", ("Jonas, until Sat 28 Nov",), "open"),
        ("some day", ("no date",), "open"),
    ]


def test_many_promises_are_counted() -> None:
    page = page_of(commitments=[{"text": f"P{n}", "due": on(9)} for n in range(PROMISES + 3)])
    assert [text for text, _, _ in part(page, "Promised")][-2:] == [f"P{PROMISES - 1}", "and 3 more"]


WEEKLY = {"title": "Ask", "cadence": "1 per week", "start": on(-28)}


@pytest.mark.parametrize(
    ("strategy", "days", "said", "mark"),
    [
        (WEEKLY, [-20, -13, -1], ("1 per week", "– 1 1 1", "1 of 1 this week"), ""),
        (WEEKLY, [], ("1 per week", "– – – –", "missed 4 in a row"), "warn"),
        ({**WEEKLY, "cadence": "1 per month"}, [-20], ("1 per month", "– 1 – –", "none this week"), ""),
        ({**WEEKLY, "cadence": "1 per month"}, [-1], ("1 per month", "– – – 1", "1 time this week"), ""),
        (WEEKLY, [-20, -13], ("1 per week", "– 1 1 –", "0 of 1 this week"), ""),
        ({"title": "Ask", "kind": "training"}, [], ("training",), ""),
        ({**WEEKLY, "kind": "meeting"}, [], ("1 per week",), ""),
        ({**WEEKLY, "status": "paused"}, [], ("paused",), "quiet"),
        ({**WEEKLY, "pauses": [{"since": on(-2)}]}, [], ("paused",), "quiet"),
        ({**WEEKLY, "start": on(7)}, [], ("1 per week, from Tue 1 Dec",), ""),
    ],
)
def test_practice_says_its_rhythm_and_this_week(
    strategy: dict[str, Any], days: list[int], said: tuple[str, ...], mark: str
) -> None:
    checkins = [{"on": on(day), "done": ["strategies0"]} for day in days]
    page = page_of(strategies=[strategy], checkins=checkins)
    ((text, asides, found),) = part(page, "Practice")
    assert (text, asides[0], found) == ("Ask", "   ".join(said), mark)
    assert all(shorter in asides[0] for shorter in asides)


def test_practice_that_is_finished_or_for_what_is_over_is_not_told() -> None:
    over = {**NUMERIC, "closed_on": on(-4), "closed_as": "reached"}
    page = page_of(
        objectives=[over],
        strategies=[{**WEEKLY, "status": "finished"}, {**WEEKLY, "objectives": ["objectives0"]}],
    )
    assert part(page, "Practice") == []


def test_the_next_session_and_review() -> None:
    sessions = [{"on": on(7), "time": "17:00"}, {"on": on(14)}, {"on": on(-7), "state": "held"}]
    page = page_of(sessions=sessions, engagement={"sessions": 12, "start": on(-3)})
    assert part(page, "Session") == [("Tue 1 Dec 17:00, 2 of 12; 2 booked", ("in 7 days",), "")]
    assert part(page, "Review") == [("Sat 5 Dec", ("in 11 days",), "")]
    page = page_of(checkins=[{"on": on(-3)}], engagement={"review_every": None})
    assert part(page, "Session") == [("nothing booked", ("last contact 3 days ago",), "gap")]
    assert part(page, "Review") == [("none planned", (), "quiet")]


def test_a_late_review_is_told_on_top_alone() -> None:
    page = page_of()
    assert ("review 70 days late, 6 cycles missed", (), "late") in part(page, "")
    assert part(page, "Review") == []


def test_what_was_assessed_won_and_said() -> None:
    page = page_of(
        rounds=[{"title": "Autumn", "items": ["Listens"], "opened_on": on(-9)}],
        raters=[{"round": "rounds0", "name": "Jonas", "group": "peer"}],
        assessments=[{"title": "Wheel", "asked_on": on(-5), "items": ["Health"]}],
        wins=[{"on": on(-n), "text": f"W{n}"} for n in (9, 5, 1)],
        reviews=[{"held_on": on(-7), "reflection": "It went\nwell. " + "x" * 200}],
    )
    assert part(page, "360") == [("Autumn", ("0 of 1 answered",), "open")]
    assert part(page, "Own view") == [("Wheel", ("asked Thu 19 Nov, not answered yet",), "open")]
    assert part(page, "Won") == [("W1", ("yesterday",), "won"), ("W5", ("5 days ago",), "won")]
    ((said, asides, _),) = part(page, "Said")
    assert (said[:13], said[-1], asides) == ("It went well.", "…", ("Tue 17 Nov",))


def test_of_wins_before_the_last_review_the_last_is_told() -> None:
    page = page_of(reviews=[{"held_on": on(-3)}], wins=[{"on": on(-n), "text": f"W{n}"} for n in (9, 5, 4)])
    assert part(page, "Won") == [("W4", ("4 days ago",), "won")]
    assert part(page_of(), "Won") == []


def test_a_ladder_says_its_levels() -> None:
    ladder = {"title": "Calm", "gas": list("abcde"), "gas_now": 1}
    page = page_of(objectives=[{**ladder, "measure": [{"uid": "m", "name": "calm", "kind": "gas"}]}])
    ((line),) = kind(page, "values")
    assert (line.text, line.asides) == ("calm", ("−1 → +1",))


def test_the_axis_reaches_from_the_first_day_that_is_known_to_the_last() -> None:
    early = {"title": "M", "due": on(9), "moves": [{"on": on(-80), "from": on(-99), "to": on(9)}]}
    late = {"title": "N", "due": on(70), "done_on": on(90)}
    page = page_of(engagement={"start": on(-84), "end": on(56)}, milestones=[early])
    assert (str(page.first), str(page.last)) == (on(-99), on(56))
    page = page_of(engagement={"start": on(-84)}, milestones=[late])
    assert (str(page.first), str(page.last)) == (on(-84), on(90))
    page = page_of(engagement={"start": on(-84)}, milestones=[{"title": "N", "due": on(70)}])
    assert (str(page.first), str(page.last)) == (on(-84), on(70))
    page = page_of(engagement={"start": on(-84)})
    assert (str(page.first), str(page.last)) == (on(-84), on(0))
    page = page_of(engagement={"start": on(-84), "closed_on": on(-20)})
    assert (str(page.first), str(page.last)) == (on(-84), on(-20))


def due(page: PlanPage) -> list[tuple[str, str]]:
    """When each objective is due, in words."""
    found = ((line.text, line.figure) for line in kind(page, "objective"))
    return [(text, figure.due) for text, figure in found if isinstance(figure, Reached)]


def test_what_was_reached_is_due_no_more() -> None:
    reached = {**NUMERIC, "due": on(-9), "closed_on": on(-12), "closed_as": "reached"}
    page = page_of(engagement={"closed_on": on(-3)}, objectives=[reached, {**NUMERIC, "title": "Rest"}])
    assert due(page) == [("Lead", ""), ("Rest", "")]
    assert due(page_of(objectives=[NUMERIC])) == [("Lead", "in 50 days")]


def test_a_plan_that_is_closed_asks_for_nothing() -> None:
    page = page_of(
        engagement={"closed_on": on(-2)},
        objectives=[NUMERIC],
        strategies=[WEEKLY],
        milestones=[{"title": "M", "due": on(9)}],
    )
    assert {line.part for line in page.lines} == {""}


def test_a_page_is_the_same_until_something_changes() -> None:
    first, again = page_of(objectives=[NUMERIC]), page_of(objectives=[NUMERIC])
    assert first == again
    assert hash(first) == hash(again)
    assert len({*first.lines, *again.lines}) == len(first.lines)
    assert first != page_of(objectives=[{**NUMERIC, "title": "Lead them"}])


def test_other_lines_on_top_are_not_said_twice_and_more_comes_after_all() -> None:
    page = page_of(commitments=[{"text": "late one", "due": on(-3)}])
    late = next(line for line in page.lines if line.text.endswith("late one"))
    led = PageLine("led", late.about, "why", mark="late")
    more = PageLine("field", ("clients", "c"), "Kiel", part="Role")
    other = page.with_lines([led], [more])
    assert [line for line in other.lines if line.about == late.about] == [led]
    assert other.lines[:2] == (page.lines[0], led)
    assert other.more == (more,)
    assert other != page
    assert page.with_lines(()) == page


def test_every_kind_of_what_waits_has_a_table_that_can_be_gone_to() -> None:
    assert set(TABLES) < set(URGENCY)
    assert set(TABLES.values()) <= set(NOUNS)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (-84, 56, "week 13 of 20"),
        (7, 21, "2 weeks, begins in 7 days"),
        (-21, -7, "2 weeks, over 7 days ago"),
        (0, 0, "week 1 of 1"),
    ],
)
def test_the_week_of_a_plan(start: int, end: int, said: str) -> None:
    days = (date.fromisoformat(on(start)), date.fromisoformat(on(end)))
    assert plan_week(*days, NOW_DAY) == said


def gaps(page: PlanPage) -> list[tuple[str, str, tuple[str, str]]]:
    return [(line.part, line.text, line.about) for line in page.lines if line.kind == "gap"]


def test_what_a_plan_lacks_stands_where_it_would_stand() -> None:
    page = page_of(
        objectives=[{"title": "Lead", "why": ""}, {**NUMERIC, "title": "Sleep", "why": "I am tired"}],
        engagement={"start": on(-1)},
    )
    assert gaps(page) == [
        ("", "no measure, no own words", ("objectives", "objectives0")),
        ("Timeline", "no milestone yet", ("milestones", "")),
        ("Session", "nothing booked", ("sessions", "")),
        ("Practice", "no strategy yet", ("strategies", "")),
        ("Needs", "none yet", ("needs", "")),
        ("Agreed", "no agreement yet", ("engagements", "e")),
    ]
    number = [line.text for line in page.lines].index("no measure, no own words")
    assert page.lines[number - 1].text == "Lead"


def test_what_is_there_or_accepted_or_over_lacks_nothing() -> None:
    whole = {
        "objectives": [{**NUMERIC, "why": "I want to"}],
        "milestones": [{"title": "Half", "due": on(5), "objective": "objectives0"}],
        "strategies": [{"title": "Ask", "objectives": ["objectives0"]}],
        "needs": [{"title": "Calm", "source": "self", "kind": "strength"}],
        "sessions": [{"on": on(7)}],
    }
    page = page_of(**whole, engagement={"start": on(-1), "agreed_on": on(-1)})
    assert gaps(page) == []
    page = page_of(objectives=[{"title": "Lead"}], engagement={"closed_on": on(-1), "closed_as": "completed"})
    assert gaps(page) == []


def test_what_counts_though_it_was_not_held_is_told_where_there_is_room() -> None:
    late = {"on": on(-9), "state": "cancelled", "cancelled_by": "client", "late": True}
    line = page_of(engagement={"sessions": 12}, sessions=[late, {"on": on(-3), "state": "held"}]).lines[1]
    assert line.asides == (
        "2 of 12 sessions used, 1 late cancellation counted",
        "2 of 12 used, 1 late cancellation counted",
        "2 of 12 used, 1 late counted",
    )


def test_a_list_of_nothing_has_no_values_and_practice_without_a_rhythm_no_weeks() -> None:
    empty = {**NUMERIC, "measure": [{"uid": "l", "kind": "checklist", "name": "steps"}]}
    ladder = {**NUMERIC, "measure": [{"uid": "l", "kind": "gas", "name": "ladder"}]}
    steps = {**NUMERIC, "measure": [{"uid": "l", "kind": "milestones", "name": "steps"}]}
    assert kind(page_of(objectives=[empty, ladder, steps]), "values") == []
    page = page_of(strategies=[{"title": "Ask"}], checkins=[{"on": on(-1), "done": ["strategies0"]}])
    assert part(page, "Practice") == [("Ask", ("practice",), "")]


def test_the_rest_of_the_milestones_is_found_on_their_place() -> None:
    page = page_of(milestones=[{"title": f"M{n}", "due": on(n)} for n in range(AHEAD + 1)])
    assert [line.about for line in kind(page, "more")] == [("milestones", "")]


@pytest.mark.parametrize(
    ("low", "line"),
    [
        (0, ("Autumn", ("closed Sun 15 Nov",), "quiet")),
        (1, ("agreed development area: I0", ("Autumn",), "warn")),
        (2, ("agreed development area: I0", ("and 1 more",), "warn")),
        (3, ("agreed development area: I0", ("and 2 more",), "warn")),
    ],
)
def test_what_a_closed_round_says_to_look_at(low: int, line: tuple[str, tuple[str, ...], str]) -> None:
    """The worst of what wants something, and how many more there are; else when it was closed."""
    items = [f"I{n}" for n in range(3)]
    scores = {item: 1 if n < low else 5 for n, item in enumerate(items)}
    page = page_of(
        rounds=[{"uid": "r", "title": "Autumn", "items": items, "opened_on": on(-30), "closed_on": on(-9)}],
        responses=[
            {"round": "r", "group": group, "scores": scores}
            for group in ("self", "manager", "peer", "peer", "peer", "report", "report", "report")
        ],
    )
    assert part(page, "360") == [line]
