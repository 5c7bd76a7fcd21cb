"""Rounds of feedback: what locks, what freezes, who answers once; and that every change can be undone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coach_tui import bounds
from coach_tui.changes import records, rounds
from coach_tui.changes.plans import take_in
from coach_tui.changes.raters import Reply, match
from coach_tui.changes.undo import history, redo, undo
from coach_tui.exchange import dump, envelope
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.rating import results
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.plan.strategy import Strategy
from tests.changes.changes_kit import TODAY, World, open_desk, tables

ITEMS = ["Listens", "Delegates"]


def begin(world: World, title: str = "Autumn", **more: Any) -> str:
    return rounds.begin_round(world.desk, world.engagement, {"title": title, "items": ITEMS, **more})


def peers(*scores: int, **more: Any) -> list[Reply]:
    return [
        Reply("peer", {"Listens": score}, {"Comments": f"words {n}"}, f"p{n}", where=f"line {n}", **more)
        for n, score in enumerate(scores)
    ]


def take(world: World, asked: str, replies: list[Reply]) -> Any:
    return rounds.take_answers(world.desk, world.engagement, asked, replies)


def answers(world: World) -> list[Response]:
    return world.plan.part(Response)


def test_answers_are_stored_without_name_and_day_under_ids_that_tell_nothing(world: World) -> None:
    asked = begin(world)
    assert world.raw("rounds", asked)["opened_on"] == TODAY.isoformat()
    entry = take(world, asked, peers(4, 3, 2))
    assert entry.what == "took in 3 answers to “Autumn”"
    for answer in answers(world):
        assert set(answer.raw) == {"uid", "plan", "round", "group", "scores", "comments"}
        assert answer.uid[14] == "4"  # random, not rising with time
        assert answer.uid[19] in "89ab"
    raters = world.plan.part(Rater)
    assert {rater.name for rater in raters} == {"p0", "p1", "p2"}
    assert all(rater.answered and rater.uid[14] == "7" for rater in raters)


def many(number: int) -> list[Reply]:
    return [
        Reply("peer", {"Listens": 3}, {"Comments": f"words {n:02}"}, f"p{n:02}", where=f"line {n}")
        for n in range(number)
    ]


def said_in_order(world: World) -> list[str]:
    return [raw["comments"]["Comments"][-2:] for _, raw in tables(world.desk)["responses"]]


@pytest.mark.parametrize("at_once", [True, False])
def test_neither_file_nor_history_pairs_an_answer_with_its_rater(world: World, at_once: bool) -> None:
    """Sixteen answers stand in the order of their raters once in twenty million million times."""
    asked = begin(world)
    if at_once:
        entry = take(world, asked, many(16))
        assert [op["table"] for op in entry.ops] == ["responses"] * 16 + ["raters"] * 16
        told = [op["after"]["comments"]["Comments"][-2:] for op in entry.ops[:16]]
        raters = [op["after"]["name"][-2:] for op in entry.ops[16:]]
        assert sorted(told) == raters
        assert told != raters
    else:
        for reply in many(16):
            take(world, asked, [reply])
    raters = [raw["name"][-2:] for _, raw in tables(world.desk)["raters"]]
    assert sorted(raters) == raters
    in_order = said_in_order(world)
    assert sorted(in_order) == raters
    assert in_order not in (raters, raters[::-1])
    numbers = [int(number) for number, _ in tables(world.desk)["responses"]]
    assert numbers == sorted(numbers)
    before = tables(world.desk)["responses"]
    undo(world.desk)
    assert len(tables(world.desk)["responses"]) == (0 if at_once else 15)
    redo(world.desk)
    assert tables(world.desk)["responses"] == before
    assert said_in_order(world) == in_order


def test_who_was_invited_is_ticked_off_and_answers_once(world: World) -> None:
    asked = begin(world)
    rater = {"round": asked, "name": "Jonas Meier", "email": "j@example.org", "group": "report"}
    uid = records.add(world.desk, Rater, world.engagement, rater)
    with pytest.raises(BadInput, match="is invited to “Autumn” already"):
        records.add(world.desk, Rater, world.engagement, {**rater, "name": "J", "email": "J@example.org"})
    reply = Reply("peer", {"Listens": 4}, {}, "J@EXAMPLE.org", where="line 1")
    taken, said = match(world.plan, world.plan.rounds[0], [reply])
    assert taken[0].group == "report"  # as the list says
    assert "was invited as report" in said[0]
    take(world, asked, [reply])
    assert world.raw("raters", uid)["answered"] is True
    assert answers(world)[0].group == "report"
    with pytest.raises(BadInput, match="has answered already"):
        take(world, asked, [Reply("report", {"Listens": 1}, {}, "Jonas Meier", where="line 1")])


def test_the_client_answers_once(world: World) -> None:
    asked = begin(world)
    take(world, asked, [Reply("self", {"Listens": 4}, {}, where="a")])
    assert world.plan.part(Rater)[0].name == "Anna Berg"
    with pytest.raises(BadInput, match=r"“Anna B[.]” has answered already"):
        take(world, asked, [Reply("self", {"Listens": 1}, {}, "Anna B.", where="b")])
    with pytest.raises(BadInput, match="the client has answered “Autumn” already"):
        records.add(world.desk, Response, world.engagement, {"round": asked, "group": "self"})


def test_a_file_without_names_is_not_taken_in_twice(world: World) -> None:
    asked = begin(world)
    nameless = [Reply("peer", {"Listens": n}, {}, where=f"line {n}") for n in (1, 2, 2)]
    take(world, asked, nameless)
    with pytest.raises(BadInput, match="here word for word"):
        take(world, asked, nameless)
    later = [Reply("peer", {"Listens": n}, {}, where=f"line {n}") for n in (5, 2)]
    take(world, asked, [*nameless, *later])
    assert sorted(one.scores["Listens"] for one in answers(world)) == [1, 2, 2, 2, 5]


def test_the_same_scores_are_no_sign_of_the_same_rater(world: World) -> None:
    asked = begin(world)
    take(world, asked, [Reply("peer", {"Listens": n}, {}, where=f"line {n}") for n in (1, 2, 3)])
    take(world, asked, [Reply("peer", {"Listens": n}, {}, where=f"line {n}") for n in (2, 4)])
    assert len(answers(world)) == 5
    words = [
        Reply("peer", {"Listens": 3}, {"Listens": "In every meeting"}, where=f"line {n}") for n in (1, 2)
    ]
    take(world, asked, words[:1])
    take(world, asked, [words[0], Reply("peer", {"Listens": 1}, {}, where="line 3")])
    assert len(answers(world)) == 7
    with pytest.raises(BadInput, match="line 2: the answer, without a name, is here word for word; left out"):
        take(world, asked, words[1:])


@pytest.mark.parametrize(
    "change",
    [
        {"items": [*ITEMS, "New"]},
        {"items": ITEMS[:1]},
        {"scale_high": 7},
        {"scale_low": 0},
        {"kind": "pulse"},
        {"questions": ["Why?"]},
        {"anchors": ["a", "b"]},
    ],
)
def test_scale_and_items_lock_with_the_first_answer(world: World, change: dict[str, Any]) -> None:
    asked = begin(world)
    records.edit(world.desk, Round, asked, change)
    undo(world.desk)
    take(world, asked, peers(4))
    with pytest.raises(BadInput, match="somebody has answered already"):
        records.edit(world.desk, Round, asked, change)
    records.edit(world.desk, Round, asked, {"title": "Autumn 2026", "gap_cut": 0.2})
    rounds.close_round(world.desk, asked)
    with pytest.raises(BadInput, match="closed and frozen"):
        records.edit(world.desk, Round, asked, change)


def test_a_closed_round_is_frozen(world: World) -> None:
    asked = begin(world)
    take(world, asked, peers(4, 4, 4))
    (one, *_) = answers(world)
    rounds.close_round(world.desk, asked)
    before = tables(world.desk)
    late = "“Autumn” was closed on Tue 24 Nov 2026 and is frozen; late answers belong to the next round"
    with pytest.raises(BadInput, match=f"{late}: begin one, such as “Autumn 2”"):
        take(world, asked, [Reply("peer", {"Listens": 1}, {}, "late", where="a")])
    with pytest.raises(BadInput, match=late):
        records.delete(world.desk, Response, one.uid)
    with pytest.raises(BadInput, match=late):
        records.add(world.desk, Rater, world.engagement, {"round": asked, "name": "x", "group": "peer"})
    with pytest.raises(BadInput, match="closed and frozen"):
        records.edit(world.desk, Round, asked, {"closed_on": None})
    with pytest.raises(BadInput, match="already"):
        rounds.close_round(world.desk, asked)
    assert tables(world.desk) == before
    begin(world, "Winter")
    with pytest.raises(BadInput, match="the next round, “Winter”"):
        take(world, asked, [Reply("peer", {"Listens": 1}, {}, "late", where="a")])


def test_a_stored_answer_of_a_closed_round_cannot_be_changed_or_added_by_hand(world: World) -> None:
    asked = begin(world)
    take(world, asked, peers(4, 4, 4))
    rounds.close_round(world.desk, asked)
    with pytest.raises(BadInput, match="frozen"):
        records.edit(world.desk, Response, answers(world)[0].uid, {"scores": {"Listens": 1}})
    with pytest.raises(BadInput, match="frozen"):
        records.add(world.desk, Response, world.engagement, {"round": asked, "group": "peer"})


def test_two_snapshots_of_one_round_cannot_be_had(world: World) -> None:
    """Closing, undoing that, adding one answer and closing again would give that answer away."""
    asked = begin(world)
    take(world, asked, peers(4, 4, 4))
    rounds.close_round(world.desk, asked)
    undo(world.desk)
    with pytest.raises(BadInput, match="was closed before, and its results could be seen"):
        take(world, asked, [Reply("peer", {"Listens": 1}, {}, "p9", where="a")])
    with pytest.raises(BadInput, match="was closed before"):
        records.delete(world.desk, Response, answers(world)[0].uid)
    assert results(world.plan, world.plan.rounds[0]).comments == []


def test_a_round_closed_by_mistake_with_nothing_to_see_goes_on(world: World) -> None:
    asked = begin(world)
    take(world, asked, peers(4, 4))
    rounds.close_round(world.desk, asked)
    undo(world.desk)
    take(world, asked, [Reply("peer", {"Listens": 1}, {}, "p9", where="a")])
    assert len(answers(world)) == 3


def test_every_change_can_be_undone_and_none_names_a_group(world: World) -> None:
    states = [tables(world.desk)]
    asked = begin(world)
    for replies in (peers(4, 4, 4), [Reply("manager", {"Listens": 2}, {}, "Boss", where="a")]):
        states.append(tables(world.desk))
        take(world, asked, replies)
    states.append(tables(world.desk))
    rounds.close_round(world.desk, asked)
    states.append(tables(world.desk))
    records.delete(world.desk, Round, asked)
    assert not answers(world)
    assert not world.plan.part(Rater)
    said = " ".join(entry.what for entry in history(world.desk)[:5])
    assert "peer" not in said
    assert "manager" not in said
    for state in reversed(states):
        undo(open_desk(world.desk.store.path))
        assert tables(world.desk) == state


@pytest.mark.parametrize(
    ("scores", "comments", "said"),
    [
        ({"Sings": 3}, {}, "has no item “Sings”"),
        ({"Listens": 6}, {}, "outside 1 to 5"),
        ({}, {"Why?": "x"}, "does not ask “Why\\?”"),
    ],
)
def test_an_answer_to_something_else_is_refused(
    world: World, scores: dict[str, int], comments: dict[str, str], said: str
) -> None:
    asked = begin(world)
    with pytest.raises(BadInput, match=said):
        take(world, asked, [Reply("peer", scores, comments, where="a")])


# Whole plans


def with_round(world: World, *, closed: bool = True) -> str:
    asked = begin(world, questions=["Why?"])
    take(world, asked, [*peers(4, 3, 4), Reply("report", {"Listens": 1}, {"Why?": "Secret words"}, "R")])
    if closed:
        rounds.close_round(world.desk, asked)
    return asked


def test_plan_files_carry_the_answers_and_show_none(world: World) -> None:
    with_round(world)
    text = write_toml(from_plan(world.plan))
    for word in ("Secret", "words 1", "scores", 'group = "report"\nscores', "packed = "):
        assert (word in text) == (word == "packed = ")
    before = tables(world.desk)
    assert take_in(world.desk, read_toml(text), replace=True)[1] is None
    assert tables(world.desk) == before
    assert len(read_toml(text)["response"]) == 4
    dumped = str(dump.dump(world.desk.practice(), TODAY))
    assert "Secret" not in dumped
    records_ = dump.read_dump(dump.dump(world.desk.practice(), TODAY))
    assert records_ == dump.records_of(world.desk.practice())


def test_answers_may_stand_in_a_plan_file_as_they_are(world: World) -> None:
    text = write_toml(from_plan(world.plan)) + (
        '\n[[round]]\ntitle = "Autumn"\nitems = ["Listens"]\n'
        '[[response]]\nround = "Autumn"\ngroup = "peer"\nscores = { Listens = 4 }\n'
    )
    take_in(world.desk, read_toml(text), replace=True)
    assert answers(world)[0].scores == {"Listens": 4}
    assert answers(world)[0].uid[14] == "4"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["response"].pop(), "closed and frozen, and the file holds other answers"),
        (lambda d: d["response"][0].update(scores={"Listens": 1}), "the file holds other answers"),
        (lambda d: d["round"][0].update(items=["Listens"]), "has no item|closed and frozen"),
        (lambda d: d["round"][0].pop("closed_on"), "closed and frozen"),
        (lambda d: d["response"][0].update(scores={"Listens": 9}), "outside 1 to 5"),
        (lambda d: d["rater"].append(d["rater"][0]), "is invited twice"),
        (lambda d: d["response"].extend([{"round": "Autumn", "group": "self"}] * 2), "twice"),
        (lambda d: d["response"].append({"round": "Nothing", "group": "peer"}), "Nothing"),
    ],
)
def test_a_plan_file_cannot_change_what_is_frozen(world: World, change: Any, said: str) -> None:
    with_round(world)
    draft = read_toml(write_toml(from_plan(world.plan)))
    change(draft)
    before = tables(world.desk)
    with pytest.raises(BadInput, match=said):
        take_in(world.desk, draft, replace=True)
    assert tables(world.desk) == before


def test_envelopes_unfold_to_so_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = envelope.pack([{"group": "peer", "comments": {"Comments": "x" * 1000}}])
    size = len(json.dumps(envelope.opened([{"packed": text}]), separators=(",", ":")))
    monkeypatch.setattr(bounds, "ANSWERS_PACKED", 2 * size)
    assert len(envelope.opened([{"packed": text}, {"sealed": text}, {"group": "self"}])) == 3
    with pytest.raises(BadInput, match="are damaged"):
        envelope.opened([{"packed": text}] * 3)


def test_a_damaged_envelope_is_refused(world: World) -> None:
    with_round(world)
    text = write_toml(from_plan(world.plan))
    start = text.index("packed = ") + 20
    with pytest.raises(BadInput, match="the answers of the rounds are damaged"):
        read_toml(text[:start] + "AAAA" + text[start + 4 :])


# Findings


def test_a_finding_becomes_an_objective_a_strategy_or_is_put_off(world: World) -> None:
    with_round(world)
    finding = rounds.FoundItem("Listens", "360 “Autumn”")
    uid = rounds.follow_up(world.desk, world.engagement, finding, Objective, {"title": "Listen first"})
    need = rounds.need_of(world.plan, "listens")
    assert need is not None
    assert {**need.raw, "uid": "", "plan": ""} == {
        "uid": "",
        "plan": "",
        "kind": "weakness",
        "title": "Listens",
        "item": "Listens",
        "source": "360 “Autumn”",
        "found_on": TODAY.isoformat(),
        "objectives": [uid],
    }
    made = rounds.follow_up(world.desk, world.engagement, finding, Strategy, {"title": "Say it back"})
    assert world.raw("strategies", made)["needs"] == [need.uid]
    assert world.raw("strategies", made)["start"] == TODAY.isoformat()
    empty = {"title": "Ask back", "start": None}  # as a form gives what was left empty
    made = rounds.follow_up(world.desk, world.engagement, finding, Strategy, empty)
    assert world.raw("strategies", made)["start"] == TODAY.isoformat()
    assert len([one for one in world.plan.needs if one.item]) == 1
    rounds.not_now(world.desk, world.engagement, rounds.FoundItem("Delegates", "360"), "after go-live")
    put_off = rounds.need_of(world.plan, "Delegates")
    assert put_off is not None
    assert put_off.not_now == "after go-live"
    with pytest.raises(BadInput, match="say why"):
        rounds.not_now(world.desk, world.engagement, world.need, " ")
    rounds.follow_up(world.desk, world.engagement, put_off.uid, Objective, {"title": "Hand over"})
    assert "not_now" not in world.raw("needs", put_off.uid)
    assert isinstance(put_off, Need)
