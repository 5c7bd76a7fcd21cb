"""Who of a group asked for another day, and why, is that client's alone; the others know it was another."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.group import without
from coach_tui.plan.hidden import hidden
from coach_tui.plan.whose import (
    as_moved,
    moves_joined,
    moves_of_one,
    of_side,
    own_reason,
    with_reason,
    withheld,
)
from tests.plan.plan_kit import practice_of

MOVE = {"on": "2026-11-20", "from": "2026-12-08", "to": "2026-12-09"}
WHY = "a hearing"


def session(*moves: dict[str, Any], **more: Any) -> dict[str, Any]:
    found = {"uid": "s", "plan": "a", "also": ["b", "c"], "on": "2026-12-09", **more}
    return {**found, "moves": [{**MOVE, **one} for one in moves]}


@pytest.mark.parametrize(
    ("said", "own", "others"),
    [
        ({"by": "client", "reason": WHY, "asked": ["b"]}, ("client", WHY), ("another of the group", None)),
        ({"by": "sponsor", "reason": WHY, "asked": ["b"]}, ("sponsor", WHY), ("another of the group", None)),
        ({"reason": WHY, "asked": ["b"]}, (None, WHY), (None, None)),
        ({"by": "client", "reason": WHY}, ("one of the group", None), ("one of the group", None)),
        ({"by": "Sami", "reason": WHY}, ("one of the group", None), ("one of the group", None)),
        ({"reason": WHY}, (None, None), (None, None)),
        ({"by": "coach", "reason": WHY}, ("coach", WHY), ("coach", WHY)),
    ],
)
def test_each_has_their_own(said: dict[str, Any], own: Any, others: Any) -> None:
    stored = session(said)
    seen = {side: of_side(stored, side)["moves"][0] for side in "abc"}
    assert {side: (one.get("by"), one.get("reason")) for side, one in seen.items()} == {
        "a": others,
        "b": own,
        "c": others,
    }
    assert not any("asked" in one for one in seen.values())
    assert (WHY in withheld(stored, "a")) == (others[1] is None)
    assert (WHY in withheld(stored, "b")) == (own[1] is None)


def test_nothing_of_it_is_nothing() -> None:
    assert of_side({"plan": "a", "also": ["b"]}, "a") == {}
    assert withheld({"plan": "a", "also": ["b"]}, "a") == set()


def test_what_one_tells_of_it_leaves_what_the_others_said() -> None:
    stored = session({"by": "client", "reason": WHY, "asked": ["b"]})
    for side in "abc":
        assert as_moved(stored, of_side(stored, side)["moves"], side) == stored["moves"]
    otherwise = [{**MOVE, "by": "client", "reason": "made up"}]
    assert as_moved(stored, otherwise, "a") == stored["moves"]
    assert as_moved(stored, otherwise, "b") == [{**otherwise[0], "asked": ["b"]}]
    new = {**MOVE, "from": "2026-12-09", "to": "2026-12-10", "by": "client"}
    assert as_moved(stored, [*stored["moves"], new], "c") == [*stored["moves"], {**new, "asked": ["c"]}]
    assert as_moved(stored, [{**new, "by": "coach"}], "c") == [{**new, "by": "coach"}]


def test_what_was_one_clients_stays_that_clients_as_others_join() -> None:
    alone = {"plan": "a", "moves": [{**MOVE, "by": "client", "reason": WHY}, {**MOVE, "by": "coach"}]}
    assert [move.get("asked") for move in moves_of_one(alone)] == [["a"], None]


def test_each_exports_own_is_put_together() -> None:
    here = {
        "plan": "a",
        "moves": of_side(session({"by": "client", "reason": WHY, "asked": ["b"]}), "a")["moves"],
    }
    row: dict[str, Any] = {"plan": "b", "moves": [{**MOVE, "by": "client", "reason": WHY}]}
    assert moves_joined(here, row, ["a"]) == {"moves": [{**row["moves"][0], "asked": ["b"]}]}
    other_way = {"plan": "b", "moves": row["moves"]}
    assert moves_joined(other_way, {"plan": "a", "moves": here["moves"]}, ["b"])["moves"][0]["asked"] == ["b"]
    assert moves_joined({"plan": "a"}, row, ["a"]) == {}


@pytest.mark.parametrize("also", [["b"], ["b", "c"]])
def test_nothing_of_what_one_said_stays_once_that_one_is_gone(also: list[str]) -> None:
    said: list[dict[str, Any]] = [
        {"by": "client", "reason": WHY, "asked": ["b"]},
        {"by": "client", "reason": "unknown whose"},
    ]
    left = without(session(*said, also=also, cancelled=["b"], reasons=[{"of": ["b"], "reason": WHY}]), ["b"])
    assert left is not None
    assert [move["by"] for move in left["moves"]] == ["another of the group", "one of the group"]
    assert not any("reason" in move or "asked" in move for move in left["moves"])
    assert "reasons" not in left


def test_who_is_left_alone_keeps_their_own() -> None:
    stored = session(
        {"by": "client", "reason": WHY, "asked": ["b"]},
        also=["b"],
        cancelled_late=["b"],
        reasons=[{"of": ["b"], "reason": "ill"}],
    )
    left = without(stored, ["a"])
    assert left is not None
    assert (left["state"], left["late"], left["reason"]) == ("cancelled", True, "ill")
    assert (left["moves"][0]["by"], left["moves"][0]["reason"]) == ("client", WHY)
    assert "reasons" not in left


def test_a_reason_is_of_those_who_gave_it_while_they_have_cancelled() -> None:
    stored = session(cancelled=["a", "b"])
    both = {**stored, "reasons": with_reason(stored, ["a", "b"], "ill", ["a", "b"])}
    assert [own_reason(both, side) for side in "abc"] == ["ill", "ill", ""]
    assert withheld(both, "c") == {"ill"}
    assert with_reason(both, ["a"], "a trip", ["a", "b"]) == [
        {"of": ["b"], "reason": "ill"},
        {"of": ["a"], "reason": "a trip"},
    ]
    assert with_reason(both, ["a"], None, ["a", "b"]) == both["reasons"]
    assert with_reason(both, ["a"], "", ["b"]) == [{"of": ["b"], "reason": "ill"}]
    assert with_reason(both, (), None, []) is None


def test_while_names_are_hidden_it_is_told_as_it_is() -> None:
    moves = [{**MOVE, "by": by} for by in ("another of the group", "one of the group", "Sami")]
    sessions = [{"on": "2026-12-09", "moves": moves, "private": "Then another of the group spoke."}]
    (shown,) = hidden(practice_of(sessions=sessions)).documents("sessions", "e")
    assert [move["by"] for move in shown["moves"]] == [
        "another of the group",
        "one of the group",
        "somebody",
    ]
    assert shown["private"] == "Then another of the group spoke."
