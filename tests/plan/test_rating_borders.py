"""The borders of what a round shows: one answer more or less, one day, a hair of a mean."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.practice import Plan
from coach_tui.plan.rating import READINGS, Counts, Results, counts, results
from tests.plan.plan_kit import on, plan_of

ITEM = "Listens"


def plan_with(
    answers: list[dict[str, Any]], *, raters: list[dict[str, Any]] | None = None, **asked: Any
) -> Plan:
    """A plan with one round, closed unless said otherwise, and these answers to it."""
    first = {"uid": "r", "title": "Autumn", "items": [ITEM], "closed_on": on(-9), **asked}
    return plan_of(
        rounds=[{key: value for key, value in first.items() if value is not None}],
        responses=[{"round": "r", **one} for one in answers],
        raters=[{"round": "r", **one} for one in raters or []],
    )


def seen(answers: list[dict[str, Any]], **asked: Any) -> Results:
    plan = plan_with(answers, **asked)
    return results(plan, plan.rounds[0])


def gave(group: str, *scores: int, item: str = ITEM, **more: Any) -> list[dict[str, Any]]:
    return [{"group": group, "scores": {item: score}, **more} for score in scores]


# Comments


@pytest.mark.parametrize(
    ("group", "scored", "shown"),
    [("manager", 0, False), ("manager", 1, True)]
    + [(group, n, n >= 3) for group in ("peer", "report", "other") for n in (1, 2, 3, 4)],
)
def test_a_comment_on_an_item_needs_as_many_scores_on_it_as_the_group_itself(
    group: str, scored: int, shown: bool
) -> None:
    """Five of the group answered; those who scored this very item are fewer."""
    answers = gave(group, *[3] * 5, item="Decides")
    answers += gave("self", 5)
    answers += [
        one for other in ("peer", "report", "other") if other != group for one in gave(other, 4, 4, 4)
    ]
    for answer in answers[:scored]:
        answer["scores"][ITEM] = 1
    answers[0]["comments"] = {ITEM: "Known by this", "Comments": "In general"}
    found = seen(answers, items=[ITEM, "Decides"])
    assert [one.text for one in found.comments] == (["Known by this"] if shown else []) + ["In general"]


@pytest.mark.parametrize("empty", [{}, {"scores": {}}, {"comments": {}}, {"scores": {}, "comments": {}}])
def test_an_answer_without_scores_and_words_is_nobody(empty: dict[str, Any]) -> None:
    said = [{"group": "peer", "comments": {"Comments": f"peer {n}"}} for n in range(2)]
    assert seen([*said, {"group": "peer", **empty}]).comments == []
    third = {"group": "peer", "comments": {"Comments": "peer 2"}}
    assert len(seen([*said, third]).comments) == 3
    scored = {"group": "peer", "scores": {ITEM: 4}}
    assert len(seen([*said, scored]).comments) == 2


def test_what_the_client_says_needs_nobody_else() -> None:
    found = seen([{"group": "self", "comments": {ITEM: "On it", "Comments": "In general", "Why?": "So."}}])
    assert [(one.group, one.topic, one.text) for one in found.comments] == [
        ("self", ITEM, "On it"),
        ("self", "Comments", "In general"),
        ("self", "Why?", "So."),
    ]
    assert found.comments[0].as_json() == {"group": "self", "text": "On it", "question": ITEM}
    assert not found.shown


def test_comments_stand_in_the_order_of_what_was_asked() -> None:
    words = {"Comments": "c", "What helps?": "b", ITEM: "a", "Gone": "d"}
    found = seen(gave("manager", 4, comments=words), questions=["What helps?"])
    assert [one.text for one in found.comments] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ([], False),
        (gave("peer", 4, 4, 4, item="Decides"), True),
        (gave("self", 4), False),
        (gave("peer", 4, 4), False),
        (gave("peer", 4, 4, 4), True),
        ([{"group": "manager", "comments": {"Comments": "Well."}}], True),
        (
            [
                {"group": "manager", "comments": {"Comments": "Well."}},
                {"group": "self", "comments": {"Comments": "So."}},
            ],
            True,
        ),
    ],
)
def test_whether_anything_of_others_is_seen(answers: list[dict[str, Any]], shown: bool) -> None:
    assert seen(answers, items=[ITEM, "Decides"]).shown is shown


# Readings


def test_a_gap_on_the_cut_counts_whatever_binary_fractions_make_of_it() -> None:
    """4 − 2.2 is 1.8, and 45 % of a scale of 4 is; in floating point the first is less by a hair."""
    answers = gave("self", 4) + gave("peer", 2, 2, 2, 2, 3)
    (one,) = seen(answers, gap_cut=0.45).items
    assert one.gap is not None
    assert one.gap < 0.45 * 4
    assert one.reading == "blind spot"
    (one,) = seen(answers, gap_cut=0.46).items
    assert one.reading == "mixed"


@pytest.mark.parametrize(
    ("own", "others", "reading"),
    [
        (2, (3, 3, 4, 4), "hidden strength"),  # the others exactly on the line
        (3, (2, 2, 2, 2), "agreed development area"),  # far apart, and both below it
        (5, (2, 2, 2, 2), "blind spot"),
    ],
)
def test_who_is_above_the_line_decides(own: int, others: tuple[int, ...], reading: str) -> None:
    (one,) = seen(gave("self", own) + gave("peer", *others)).items
    assert one.reading == reading


@pytest.mark.parametrize(
    ("own", "others", "reading"),
    [
        (4, (2, 2, 2, 2), "blind spot"),
        (4, (4, 4, 4, 5), "agreed strength"),
        (4, (3, 4, 4, 4), "mixed"),
        (3, (3, 4, 4, 4), "agreed development area"),
    ],
)
def test_an_own_score_on_the_line_is_above_it(own: int, others: tuple[int, ...], reading: str) -> None:
    """From 1 to 6 the line is at 4."""
    (one,) = seen(gave("self", own) + gave("peer", *others), scale_low=1, scale_high=6).items
    assert one.reading == reading


@pytest.mark.parametrize(
    ("own", "others", "reading"),
    [
        (4, (4, 4, 4, 4), "agreed strength"),
        (4, (3, 4, 4, 4), "blind spot"),
        (4, (4, 4, 4, 5), "hidden strength"),
        (3, (3, 3, 3, 3), "agreed development area"),
    ],
)
def test_where_every_gap_counts_none_is_still_none(own: int, others: tuple[int, ...], reading: str) -> None:
    (one,) = seen(gave("self", own) + gave("peer", *others), gap_cut=0).items
    assert one.reading == reading


def test_every_reading_is_explained() -> None:
    assert set(READINGS) == {
        "blind spot", "agreed development area", "mixed", "hidden strength", "agreed strength",
    }  # fmt: skip
    assert all(words.startswith(("The ", "Neither ")) for words in READINGS.values())


def test_nothing_follows_from_what_is_not_shown() -> None:
    found = seen(gave("self", 5) + gave("peer", 1, 1, 1))
    assert (found.items[0].wanting, found.items[0].reading, found.wanting) == (False, "", [])


@pytest.mark.parametrize(
    ("scores", "wanting"), [((0, 0, 0, 0), False), ((0, 0, 0, -1), True), ((1, 1, -1, -1), False)]
)
def test_in_a_pulse_only_what_has_become_worse_calls_for_something(
    scores: tuple[int, ...], wanting: bool
) -> None:
    (one,) = seen(gave("peer", *scores), kind="pulse").items
    assert one.wanting is wanting
    assert [item.item for item in seen(gave("peer", *scores), kind="pulse").wanting] == [ITEM] * wanting


@pytest.mark.parametrize(("scores", "wanting"), [((3, 3, 4, 4), False), ((3, 3, 3, 4), True)])
def test_without_an_own_score_what_the_others_see_little_of_calls_for_something(
    scores: tuple[int, ...], wanting: bool
) -> None:
    (one,) = seen(gave("peer", *scores)).items
    assert (one.wanting, one.reading) == (wanting, "")


# For programs


def test_a_round_for_programs() -> None:
    answers = gave("self", 5) + gave("manager", 2) + gave("peer", 1, 2, 4, 4, 5)
    answers[1]["comments"] = {"Comments": "Well."}
    asked: dict[str, Any] = {"opened_on": on(-30), "items": [ITEM, "Decides"]}
    plan = plan_with(answers, **asked)
    assert results(plan, plan.rounds[0]).as_json(counts(plan, plan.rounds[0])) == {
        "name": "Autumn",
        "id": "r",
        "kind": "360",
        "opened_on": on(-30),
        "closed_on": on(-9),
        "scale": {"low": 1, "high": 5},
        "items": [
            {
                "item": ITEM,
                "self": 5,
                "groups": {
                    "manager": {"n": 1, "mean": 2.0},
                    "peer": {"n": 5, "mean": 3.2, "spread": [1, 5]},
                    "report": None,
                    "other": None,
                },
                "others": {"n": 6, "mean": 3.0, "spread": [1, 5]},
                "gap": 2.0,
                "reading": "blind spot",
            },
            {
                "item": "Decides",
                "self": None,
                "groups": {"manager": None, "peer": None, "report": None, "other": None},
                "others": None,
                "gap": None,
                "reading": None,
            },
        ],
        "comments": [{"group": "manager", "text": "Well.", "question": "Comments"}],
        "compared_with": None,
    }


def test_figures_for_programs_have_two_decimals() -> None:
    before = {"uid": "b", "title": "Spring", "items": [ITEM], "closed_on": on(-200)}
    now = {"uid": "r", "title": "Autumn", "items": [ITEM], "closed_on": on(-9)}
    answers = [
        {"round": uid, **one}
        for uid, scores in (("b", (3, 3, 3, 4, 4)), ("r", (3, 4, 5, 5, 4)))
        for one in [*gave("peer", *scores), *gave("manager", 3), *gave("self", 3)]
    ]
    plan = plan_of(rounds=[before, now], responses=answers)
    found = results(plan, plan.rounds[1]).as_json()
    (item,) = found["items"]
    assert found["compared_with"] == "Spring"
    assert item["groups"]["peer"] == {"n": 5, "mean": 4.2, "spread": [3, 5]}
    assert (item["others"]["mean"], item["gap"]) == (4.0, -1.0)
    assert item["change"] == {"self": 0, "others": 0.67, "peer": 0.8, "manager": 0.0}
    asked = seen(gave("self", 5) + gave("peer", 3, 3, 3, 3, 3, 4))
    assert asked.items[0].as_json()["gap"] == 1.83


def test_an_open_round_for_programs_tells_how_many_were_asked_and_have_answered() -> None:
    raters = [{"group": "peer", "name": "Jo"}, {"group": "self", "name": "Anna"}]
    plan = plan_with(gave("peer", 4), raters=raters, closed_on=None)
    asked = plan.rounds[0]
    none = {"manager": 0, "report": 0, "other": 0}
    told = results(plan, asked).as_json(counts(plan, asked))
    assert (told["answered"], told["invited"]) == (
        {"self": 0, "peer": 1, **none},
        {"self": 1, "peer": 1, **none},
    )
    assert {"answered", "invited"}.isdisjoint(results(plan, asked).as_json())


def asked_on(uid: str, closed: int | None, **more: Any) -> dict[str, Any]:
    """A round on one item, closed on a day."""
    day = {} if closed is None else {"closed_on": on(closed)}
    return {"uid": uid, "title": uid, "items": [ITEM], **day, **more}


def befores(*rounds: dict[str, Any]) -> dict[str, str]:
    """The round before each, by title."""
    plan = plan_of(rounds=list(rounds))
    found = {one.title: results(plan, one).before for one in plan.rounds}
    return {title: one.title if one else "" for title, one in found.items()}


def test_change_is_counted_from_the_round_just_before_on_the_same_scale() -> None:
    assert befores(
        asked_on("z-first", -300),
        asked_on("second", -200),
        asked_on("wider", -100, scale_low=1, scale_high=7),
        asked_on("lower", -100, scale_low=0, scale_high=5),
        asked_on("pulse", -100, kind="pulse"),
        asked_on("a-third", -9),
        asked_on("open", None),
        asked_on("later", -1),
    ) == {
        "z-first": "",
        "second": "z-first",
        "wider": "",
        "lower": "",
        "pulse": "",
        "a-third": "second",
        "open": "",
        "later": "a-third",
    }


def test_rounds_that_were_closed_on_one_day_stand_in_the_order_of_their_ids() -> None:
    expected = {"a": "", "b": "a", "c": "b", "d": "c"}
    assert befores(asked_on("c", -9), asked_on("a", -9), asked_on("b", -9), asked_on("d", -1)) == expected


def test_there_is_no_change_against_what_was_not_shown() -> None:
    rounds = [asked_on("one", -200), asked_on("two", -9)]
    now = [{"round": "two", **one} for one in gave("self", 4) + gave("peer", 4, 4, 4, 4)]
    plan = plan_of(rounds=rounds, responses=[{"round": "one", **gave("peer", 4)[0]}, *now])
    found = results(plan, plan.rounds[1])
    assert found.before is not None
    assert found.items[0].change == {}


# Who was invited


def invited(**groups: int) -> Counts:
    raters = [
        {"group": group, "name": f"{group} {n}"} for group, count in groups.items() for n in range(count)
    ]
    plan = plan_with([], raters=raters, closed_on=None)
    return counts(plan, plan.rounds[0])


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (0, "no raters yet: 8 to 12 are recommended, under 6 say little"),
        (1, "only 1 rater: 8 to 12 are recommended, under 6 say little"),
        (5, "only 5 raters: 8 to 12 are recommended, under 6 say little"),
        (6, ""),
        (15, ""),
        (16, "16 raters: 8 to 12 are recommended, more than 15 add work and little else"),
    ],
)
def test_too_few_and_too_many_raters(number: int, says: str) -> None:
    said = [line for line in invited(self=1, manager=number).warnings() if "recommended" in line]
    assert said == ([says] if says else [])


@pytest.mark.parametrize(("number", "warned"), [(0, False), (1, True), (2, True), (3, False)])
@pytest.mark.parametrize("group", ["peer", "report", "other"])
def test_a_group_that_cannot_reach_its_threshold(group: str, number: int, warned: bool) -> None:
    count = invited(**{"self": 1, "manager": 8, group: number})
    line = f"{number} of the group “{group}”: shown from 3 answers on, and nowhere before"
    assert count.warnings() == ([line] if warned else [])


def test_the_client_is_to_be_asked_too() -> None:
    assert invited(manager=8).warnings() == [
        "the client is not asked: without the client's own view there is no gap to see"
    ]


@pytest.mark.parametrize(
    ("asked", "answered", "complete"),
    [(0, 0, False), (1, 0, False), (1, 1, True), (2, 1, False), (2, 3, True)],
)
def test_a_round_is_complete_when_nobody_is_waited_for(asked: int, answered: int, complete: bool) -> None:
    plan = plan_with(
        gave("peer", *[4] * answered),
        raters=[{"group": "peer", "name": f"P{n}"} for n in range(asked)],
        closed_on=None,
    )
    count = counts(plan, plan.rounds[0])
    assert (count.complete, count.answered, count.invited) == (complete, answered, max(asked, answered))
