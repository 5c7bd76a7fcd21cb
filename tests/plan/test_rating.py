"""What may be seen of a round: thresholds, gaps, readings, and that nothing gives a small group away."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.rating import LEAST, LEAST_OF_ALL, OTHERS, Results, counts, results
from coach_tui.plan.round import GROUPS, Rater, Response, Round
from coach_tui.plan.schema import check_record

ITEM = "Listens"


def plan_with(answers: list[dict[str, Any]], raters: list[dict[str, Any]] = [], **asked: Any) -> Plan:  # noqa: B006
    """A plan with one round and these answers to it."""
    first = {"uid": "r", "title": "Autumn", "items": [ITEM], "closed_on": "2026-11-01", **asked}
    first = {key: value for key, value in first.items() if value is not None}
    return plan_of([first], answers, raters)


def plan_of(
    rounds: list[dict[str, Any]],
    answers: list[dict[str, Any]],
    raters: list[dict[str, Any]] = [],  # noqa: B006
) -> Plan:
    tables: dict[str, dict[str, Any]] = {
        "clients": {"1": {"uid": "c", "name": "Anna Berg"}},
        "engagements": {"1": {"uid": "e", "client": "c", "start": "2026-09-01"}},
    }
    for table, rows in (("rounds", rounds), ("responses", answers), ("raters", raters)):
        tables[table] = {
            str(n): {
                "uid": f"{table}{n}",
                "plan": "e",
                **({} if table == "rounds" else {"round": "r"}),
                **row,
            }
            for n, row in enumerate(rows)
        }
        for row in tables[table].values():
            check_record(table, row)
    plan = Practice(tables).plan("c", "e")
    assert plan is not None
    return plan


def seen(answers: list[dict[str, Any]], **asked: Any) -> Results:
    plan = plan_with(answers, **asked)
    return results(plan, plan.rounds[0])


def given_(group: str, *scores: int | None, item: str = ITEM) -> list[dict[str, Any]]:
    return [{"group": group, **({"scores": {item: s}} if s is not None else {})} for s in scores]


@pytest.mark.parametrize(
    ("group", "number", "shown"),
    [
        ("manager", 1, True),
        ("peer", 2, False),
        ("peer", 3, True),
        ("report", 2, False),
        ("report", 3, True),
        ("other", 2, False),
        ("other", 3, True),
    ],
)
def test_a_group_is_shown_from_so_many_answers_on(group: str, number: int, shown: bool) -> None:
    (one,) = seen(given_(group, *[4] * number)).items
    figure = one.groups[group]
    assert (figure is not None) == shown
    if figure:
        assert (figure.n, figure.mean) == (number, 4)
    assert one.others is None  # fewer than four in all


def test_not_known_leaves_the_mean_and_the_number() -> None:
    (one,) = seen(given_("peer", 5, 4, 3, None) + given_("manager", 2)).items
    assert one.groups["peer"] is not None
    assert (one.groups["peer"].n, one.groups["peer"].mean) == (3, 4)
    assert one.others is not None
    assert (one.others.n, one.others.mean) == (4, 3.5)
    (one,) = seen(given_("peer", 5, 4, None)).items
    assert one.groups["peer"] is None


def test_thresholds_hold_per_item() -> None:
    answers = [
        {"group": "peer", "scores": {ITEM: 4, "Decides": 2}},
        {"group": "peer", "scores": {ITEM: 4, "Decides": 2}},
        {"group": "peer", "scores": {ITEM: 4}},
    ]
    listens, decides = seen(answers, items=[ITEM, "Decides"]).items
    assert listens.groups["peer"] is not None
    assert decides.groups["peer"] is None


def test_what_all_others_say_cannot_be_subtracted_from() -> None:
    """Peers alone and all others together would give the manager's or two reports' scores away."""
    shown = given_("peer", 4, 4, 4) + given_("manager", 2)
    (without,), (with_two,) = seen(shown).items, seen(shown + given_("report", 1, 1)).items
    assert without.others is not None
    assert with_two.others is not None
    assert (with_two.others.n, with_two.others.mean) == (without.others.n, without.others.mean) == (4, 3.5)
    assert with_two.groups["report"] is None


def test_the_spread_is_shown_from_five_on() -> None:
    (one,) = seen(given_("peer", 1, 3, 4, 5)).items
    assert one.groups["peer"] is not None
    assert one.groups["peer"].spread is None
    (one,) = seen(given_("peer", 1, 3, 4, 5, 5)).items
    assert one.groups["peer"] is not None
    assert one.groups["peer"].spread == (1, 5)


@pytest.mark.parametrize(
    ("numbers", "spread"),
    [
        ({"peer": 4, "manager": 1}, None),  # the manager's own score, taken out, leaves the peers' spread
        ({"peer": 3, "report": 3, "manager": 1}, None),
        ({"peer": 5, "report": 4, "manager": 1}, None),
        ({"peer": 5, "manager": 1}, (1, 5)),
        ({"peer": 5, "report": 6, "manager": 1}, (1, 5)),
        ({"peer": 3, "report": 3}, (1, 5)),  # nobody's score is seen
        ({"peer": 3, "report": 2, "manager": 2}, (1, 5)),
        ({"peer": 3, "report": 2, "manager": 1}, None),
        ({"peer": 3, "manager": 1}, None),  # four are too few anyway
    ],
)
def test_the_spread_of_all_gives_no_small_group_away(
    numbers: dict[str, int], spread: tuple[int, int] | None
) -> None:
    answers: list[dict[str, Any]] = []
    for group, number in numbers.items():
        answers += given_(group, *([3] if number == 1 else [1, 5, 3, 3, 3, 3][:number]))
    (one,) = seen(answers).items
    assert one.others is not None
    assert one.others.spread == spread
    assert ("spread" in one.as_json()["others"]) is (spread is not None)


def test_nothing_but_counts_is_known_while_it_is_open() -> None:
    answers = given_("self", 5) + given_("peer", 4, 4, 4, 4)
    answers[1]["comments"] = {"Comments": "Not for anybody yet"}
    plan = plan_with(answers, closed_on=None)
    asked = plan.rounds[0]
    found = results(plan, asked)
    (one,) = found.items
    assert (one.own, one.others, one.gap, one.reading) == (None, None, None, "")
    assert not any(one.groups.values())
    assert not found.comments
    told = found.as_json(counts(plan, asked))
    assert told["answered"] == {"self": 1, "manager": 0, "peer": 4, "report": 0, "other": 0}
    assert "Not for anybody" not in json.dumps(told)
    assert "answered" not in seen(answers).as_json(counts(plan_with(answers), plan_with(answers).rounds[0]))


@pytest.mark.parametrize(
    ("own", "others", "gap", "reading", "wanting"),
    [
        (3, [5, 5, 5, 5], -2, "hidden strength", False),
        (3, [4, 4, 4, 4], -1, "hidden strength", False),  # just wide enough
        (5, [4, 4, 4, 4], 1, "blind spot", True),
        (5, [3, 3, 4, 4], 1.5, "blind spot", True),
        (4, [2, 2, 2, 2], 2, "blind spot", True),
        (4, [4, 4, 4, 5], -0.25, "agreed strength", False),
        (4, [3, 3, 4, 4], 0.5, "agreed strength", False),  # 3.5 is the line, and on it counts as above
        (3, [3, 3, 3, 4], -0.25, "agreed development area", True),
        (2, [3, 3, 3, 3], -1, "agreed development area", True),
        (4, [3, 3, 3, 4], 0.75, "mixed", True),
        (3, [3, 3, 4, 4], -0.5, "mixed", False),
    ],
)
def test_gap_and_reading(own: int, others: list[int], gap: float, reading: str, wanting: bool) -> None:
    (one,) = seen(given_("self", own) + given_("peer", *others)).items
    assert (one.gap, one.reading, one.wanting) == (gap, reading, wanting)


def test_how_wide_a_gap_counts_can_be_set() -> None:
    answers = given_("self", 4) + given_("peer", 3, 3, 4, 4)
    assert seen(answers).items[0].reading == "agreed strength"
    assert seen(answers, gap_cut=0.1).items[0].reading == "blind spot"
    assert (
        seen(given_("self", 5) + given_("peer", 4, 4, 4, 4), gap_cut=0.3).items[0].reading
        == "agreed strength"
    )


def test_without_the_clients_own_score_there_is_no_gap() -> None:
    (one,) = seen(given_("peer", 2, 2, 2, 2)).items
    assert (one.own, one.gap, one.reading, one.wanting) == (None, None, "", True)


def test_a_pulse_asks_for_change_and_has_no_readings() -> None:
    (one,) = seen(given_("self", 2) + given_("peer", -1, 0, -2, 1), kind="pulse").items
    assert one.others is not None
    assert (one.others.mean, one.gap, one.reading, one.wanting) == (-0.5, 2.5, "", True)


def test_comments_come_from_groups_that_are_shown_in_an_order_that_tells_nothing() -> None:
    def said(group: str, text: str) -> dict[str, Any]:
        return {"group": group, "scores": {ITEM: 4}, "comments": {"Comments": text}}

    answers = [said("peer", f"peer {n}") for n in range(3)]
    answers += [said("report", f"report {n}") for n in range(2)] + [said("manager", "the manager")]
    found = [comment.text for comment in seen(answers).comments]
    assert sorted(found) == ["peer 0", "peer 1", "peer 2", "the manager"]
    assert [comment.text for comment in seen(answers[::-1]).comments] == found
    assert set(seen(answers).comments[0].as_json()) == {"group", "text", "question"}


def test_a_comment_on_an_item_needs_enough_scores_on_that_item() -> None:
    answers: list[dict[str, Any]] = [
        {"group": "peer", "scores": {"Decides": 3}},
        {"group": "peer", "scores": {"Decides": 3}},
        {"group": "peer", "scores": {"Decides": 3, ITEM: 1}, "comments": {ITEM: "known by this"}},
    ]
    assert not seen(answers, items=[ITEM, "Decides"]).comments


def test_a_second_round_shows_what_has_changed_where_both_are_shown() -> None:
    rounds = [
        {"uid": "one", "title": "Spring", "items": [ITEM, "Gone"], "closed_on": "2026-05-01"},
        {"uid": "two", "title": "Autumn", "items": ["listens", "New"], "closed_on": "2026-11-01"},
        {"uid": "p", "title": "Pulse", "kind": "pulse", "items": [ITEM], "closed_on": "2026-08-01"},
    ]
    before = given_("self", 4) + given_("peer", 3, 3, 3, 3) + given_("report", 2, 2)
    after = given_("self", 3, item="listens") + given_("peer", 4, 4, 4, 4, item="listens")
    after += given_("report", 4, 4, 4, item="listens")
    answers = [{**one, "round": "one"} for one in before] + [{**one, "round": "two"} for one in after]
    plan = plan_of(rounds, answers)
    spring, _, autumn = plan.rounds
    assert results(plan, spring).before is None
    found = results(plan, autumn)
    assert found.before == spring
    assert found.items[0].change == {"self": -1, "others": 1, "peer": 1}
    assert found.items[1].change == {}


def test_counts_and_warnings() -> None:
    raters = [{"group": "peer", "name": f"P{n}", "answered": n < 2} for n in range(4)]
    raters += [{"group": "report", "name": "R"}]
    plan = plan_with(given_("peer", 4, 4), raters, closed_on=None)
    count = counts(plan, plan.rounds[0])
    assert (count.answered, count.invited, count.complete) == (2, 5, False)
    few, small, own = count.warnings()
    assert few.startswith("only 5 raters: 8 to 12")
    assert "“report”: shown from 3" in small
    assert "the client is not asked" in own
    many = [{"group": group, "name": f"{group}{n}"} for group in ("peer", "report") for n in range(8)]
    plan = plan_with([], [*many, {"group": "self", "name": "Anna"}], closed_on=None)
    assert counts(plan, plan.rounds[0]).warnings()[0].startswith("16 raters: 8 to 12")
    eight = [{"group": "peer", "name": f"P{n}"} for n in range(8)] + [{"group": "self", "name": "Anna"}]
    plan = plan_with([], eight, closed_on=None)
    assert counts(plan, plan.rounds[0]).warnings() == []


ITEMS = ["Listens", "Decides", "Delegates"]
ANSWERS = st.lists(
    st.fixed_dictionaries(
        {
            "group": st.sampled_from(OTHERS),
            "scores": st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 5)),
        }
    ),
    max_size=14,
)


@given(ANSWERS)
def test_no_output_tells_of_a_group_that_is_too_small(answers: list[dict[str, Any]]) -> None:
    """Whatever a small group answers, and however many it is, everything that is shown stays the same."""
    for number, answer in enumerate(answers):
        answer["comments"] = {"Comments": f"said {number}"}
    full = seen(answers, items=ITEMS)
    for place, item in enumerate(ITEMS):
        scored = [answer for answer in answers if item in answer["scores"]]
        small = {
            group
            for group in OTHERS
            if sum(1 for answer in scored if answer["group"] == group) < LEAST[group]
        }
        one = full.items[place]
        assert all(one.groups[group] is None for group in small)
        bare = seen([answer for answer in answers if answer["group"] not in small], items=ITEMS).items[place]
        assert one.as_json() == bare.as_json()
        if one.others:
            assert one.others.n >= LEAST_OF_ALL
            parts = [figure for figure in one.groups.values() if figure]
            assert one.others.n == sum(part.n for part in parts)
            assert one.others.mean * one.others.n == pytest.approx(sum(part.mean * part.n for part in parts))
    counted = {group: sum(1 for answer in answers if answer["group"] == group) for group in OTHERS}
    shown = {comment.group for comment in full.comments}
    assert shown == {group for group in OTHERS if counted[group] >= LEAST[group]}


def test_every_group_has_a_threshold() -> None:
    assert set(LEAST) | {"self"} == set(GROUPS)
    assert (Round.table, Rater.table, Response.table) == ("rounds", "raters", "responses")
