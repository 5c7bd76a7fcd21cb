"""What is seen while a check-in's line is typed: what stood last, what can be said, what it will note."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.checkin_seen import practices_sayable, values_sayable, will_note
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan
from coach_tui.plan.quick import parse_checkin
from tests.plan.plan_kit import NOW_DAY, on, plan_of


def measure(name: str, **more: Any) -> dict[str, Any]:
    return {"uid": name, "name": name, "kind": "numeric", **more}


def world(**more: Any) -> Plan:
    measures = [measure("stand-ups led", target=12), measure("stand-ups left"), measure("360 calls")]
    return plan_of(
        objectives=[{"title": "Lead", "measure": measures}],
        strategies=[
            {"uid": "task", "title": "Delegate one task a week"},
            {"uid": "all", "title": "Delegate all of it; now"},
            {"uid": "ten", "title": "10 minutes of rest"},
            {"title": "Sing", "status": "paused"},
        ],
        checkins=[
            *({"on": on(-9 + n), "measures": {"stand-ups led": n}} for n in range(8)),
            {"on": on(-5), "engagement": 3},
            {"on": on(-4), "measures": {"stand-ups left": 0.1}, "engagement": 5},
        ],
        **more,
    )


LINES = [
    ("stand-ups led=6", ["stand-ups led 6 (−1)"]),
    ("led=8", ["stand-ups led 8 (+1)"]),
    ("led=7", ["stand-ups led 7"]),
    ("left=0.3", ["stand-ups left 0.3 (+0.2)"]),
    ("5", ["360 calls 5"]),
    ("e4", ["engagement 4 (−1)"]),
    ("mood=calm", ["mood calm"]),
    ("+tas, +tas", ["practised Delegate one task a week 2 times"]),
    ("!ran it; alone", ["win: ran it; alone"]),
    ("slept;  well", ["note: slept;  well"]),
    ("well, e5, led=8, !won", ["stand-ups led 8 (+1)", "engagement 5", "win: won", "note: well"]),
    ("", []),
]


@pytest.mark.parametrize(("line", "noted"), LINES)
def test_what_a_line_will_note(line: str, noted: list[str]) -> None:
    assert will_note(world(), line, NOW_DAY)[0] == noted


@pytest.mark.parametrize("line", ["e9", "stand=6", "+del", "+sing", "led="])
def test_what_a_line_cannot_note(line: str) -> None:
    with pytest.raises(BadInput) as told:
        will_note(world(), line, NOW_DAY)
    with pytest.raises(BadInput) as refused:
        parse_checkin(world(), line, NOW_DAY)
    assert str(told.value) == str(refused.value)


def test_the_values_are_told_in_the_order_in_which_they_wait() -> None:
    rows = [(one.sign, one.name, one.told[0], one.when) for one in values_sayable(world(), NOW_DAY)]
    assert rows == [
        ("7", "360 calls", "", ""),
        ("lef=", "stand-ups left", "0.1", "20 Nov"),
        ("led=", "stand-ups led", "2 3 4 5 6 7 → 12", "22 Nov"),
        ("e1–e5", "engagement", "5", "20 Nov"),
    ]


def test_where_a_measure_began_stands_until_it_has_a_value() -> None:
    begun = plan_of(objectives=[{"title": "Lead", "measure": [measure("calls", baseline=2, target=9)]}])
    rows = [(one.told, one.when) for one in values_sayable(begun, NOW_DAY)]
    assert rows == [(("2 → 9",), ""), ((), "")]


def test_what_is_told_to_type_means_what_it_stands_beside() -> None:
    plan = world()
    practices = practices_sayable(plan)
    assert [one.sign for one in practices] == ["+all", "+one", "+min"]
    for number, uid in enumerate(("all", "task", "ten")):
        assert parse_checkin(plan, practices[number].sign, NOW_DAY)[0] == {"done": [uid]}
    for one in values_sayable(plan, NOW_DAY)[1:-1]:
        assert parse_checkin(plan, f"{one.sign}6", NOW_DAY)[0] == {"measures": {one.name: 6}}


def test_two_called_alike_are_told_apart_by_nothing_and_stay_typable() -> None:
    plan = plan_of(strategies=[{"title": "Walk; daily"}, {"title": "Walk; daily"}])
    assert [one.sign for one in practices_sayable(plan)] == ["+Walk", "+Walk"]
