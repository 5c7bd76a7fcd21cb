"""Which measures take a value, and what is meant by a name and a value."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.plan.measured import is_number, measures_taking_values, parse_measure, parse_value
from coach_tui.plan.practice import Plan
from coach_tui.plan.quick import Given, completed, measures_due, parse_checkin
from tests.plan.plan_kit import NOW_DAY, on, plan_of


def measure(name: str, kind: str = "numeric", **more: Any) -> dict[str, Any]:
    return {"uid": name.replace("hours worked", "hours"), "name": name, "kind": kind, **more}


def world(**more: Any) -> Plan:
    items = [{"text": "Call"}, {"text": "Write"}]
    return plan_of(
        objectives=[
            {
                "title": "Lead",
                "measure": [measure("hours worked"), measure("tasks", "checklist", items=items)],
            },
            {
                "title": "Rest",
                "measure": [measure("naps"), measure("steps", "milestones"), measure("ladder", "gas")],
            },
            {"title": "Sell", "closed_on": on(-2), "measure": [measure("hours at home"), measure("visits")]},
        ],
        strategies=[
            {"title": "Walk daily"},
            {"title": "Sleep in", "status": "paused"},
            {"title": "Sing", "status": "dropped", "status_reason": "no voice"},
        ],
        checkins=[{"on": on(-3), "measures": {"hours": 50}}],
        **more,
    )


def test_the_numeric_measures_of_open_objectives_take_a_value() -> None:
    assert [one.name for one in measures_taking_values(world())] == ["hours worked", "naps"]
    assert [one.name for one in measures_taking_values(world(), closed=True)] == [
        "hours worked",
        "naps",
        "hours at home",
        "visits",
    ]


def test_the_line_offers_no_other() -> None:
    assert [one.name for one in measures_due(world(), NOW_DAY)] == ["naps", "hours worked"]
    for word in ("tas", "vis", "ste", "+sle", "+sin"):
        assert completed(world(), word) == []


REFUSED = [
    ("tasks=3", "“tasks” takes no value: it is a checklist; tick its items in the objective"),
    ("TAS=3", "“tasks” takes no value: it is a checklist; tick its items in the objective"),
    ("steps=3", "“steps” takes no value: it follows the objective's milestones"),
    ("ladder=3", "“ladder” takes no value: it follows the objective's GAS ladder"),
    ("visits=3", "“visits” takes no value: its objective is closed"),
    ("home=4", "“hours at home” takes no value: its objective is closed"),
    ("kg=4", "no measure matches “kg”; this plan has: hours worked, naps"),
    ("=4", "measure: “=4” is not NAME=VALUE; write it like hours=40"),
    ("hours=1,234", "measure: “1,234” could be two numbers; write it without the comma"),
    ("hours=1,234,567", "measure: “1,234,567” could be two numbers; write it without the comma"),
    (f"hours={10**20}", f"measure: “{10**20}” is out of range"),
]


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_line_and_option_refuse_the_same_in_the_same_words(text: str, says: str) -> None:
    with pytest.raises(BadInput) as by_line:
        parse_checkin(world(), f"e4, {text}", NOW_DAY)
    with pytest.raises(BadInput) as by_option:
        Given(world(), NOW_DAY).measure(text)
    assert str(by_line.value) == str(by_option.value)
    assert str(by_option.value).startswith(says)


@pytest.mark.parametrize("name", ["hou", "HOURS", "worked", "hours worked", "hours"])
def test_a_part_of_a_name_means_a_measure_that_takes_a_value(name: str) -> None:
    # “hours at home” is closed: it makes nothing ambiguous
    found, value = parse_measure(world(), f"{name} = 40,5")
    assert (found.name, value) == ("hours worked", 40.5)
    assert parse_checkin(world(), f"{name}=40,5", NOW_DAY) == ({"measures": {"hours": 40.5}}, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [("7", 7), ("-3", -3), ("−3", -3), ("6,5", 6.5), ("6.50", 6.5), ("+2", 2), ("1234", 1234)],
)
def test_values(text: str, value: float) -> None:
    assert is_number(text)
    assert parse_value(text) == value
    assert parse_checkin(world(), text, NOW_DAY)[0] == {"measures": {"naps": value}}


@pytest.mark.parametrize("text", ["", "nan", "seven", "1.2.3", "0x10", "4-5", "e", ".", "1e3", "7e4"])
def test_what_is_no_number_is_text_on_a_line_and_no_value(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(BadInput):
        parse_measure(world(), f"hours={text}")


def test_numbers_alone_go_to_those_that_were_not_named() -> None:
    assert parse_checkin(world(), "hours=40, 2", NOW_DAY)[0] == {"measures": {"hours": 40, "naps": 2}}
    assert parse_checkin(world(), "2, 40", NOW_DAY)[0] == {"measures": {"naps": 2, "hours": 40}}
    with pytest.raises(BadInput, match="no measure waits for “9”"):
        parse_checkin(world(), "2, 40, 9", NOW_DAY)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("naps=1, naps=2", "measure: “naps” is given twice; a check-in takes one value of it"),
        ("1, naps=2", "measure: “naps” is given twice; a check-in takes one value of it"),
        ("+sleep", "“Sleep in” is paused; make it active to practise it"),
        ("+sing", "“Sing” is dropped; make it active to practise it"),
        ("+dance", "no strategy matches “dance”; this plan has: Walk daily"),
        ("e9", "engagement: “9” is outside 1 to 5"),
        ("e4, slept, e5", "engagement: it is given twice; leave one out"),
        ("mood=a bit tired, Mood: x", "mood: it is given twice; leave one out"),
    ],
)
def test_what_a_line_refuses(text: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_checkin(world(), text, NOW_DAY)
    assert str(caught.value) == says


@pytest.mark.parametrize("line", ["2,,e4", "2, , e4", "2;;e4", ",2,,,e4,", "; 2 ,, e4 ;,"])
def test_a_part_that_is_empty_says_nothing(line: str) -> None:
    assert parse_checkin(world(), line, NOW_DAY)[0] == {"measures": {"naps": 2}, "engagement": 4}


def test_options_beside_a_line_add_to_it_and_contradict_it_in_nothing() -> None:
    given = Given(world(), NOW_DAY)
    given.line("2, +walk, e4, slept, !ran")
    given.measure("hours=40")
    given.practised("walk")
    given.field("mood", "calm")
    given.field("note", "  ")
    given.won("")
    assert given.values == {
        "measures": {"naps": 2, "hours": 40},
        "done": ["strategies0", "strategies0"],
        "engagement": 4,
        "mood": "calm",
        "note": "slept",
    }
    assert given.win == "ran"
    for key, text in (("engagement", "4"), ("note", "more"), ("mood", "tired")):
        with pytest.raises(BadInput, match=f"{key}: it is given twice"):
            given.field(key, text)
    with pytest.raises(BadInput, match="win: it is given twice"):
        given.won("again")


@pytest.mark.parametrize("text", ["1_000", "1'000", "1’000", "12_000,5", "1,234", "1,234.5"])
def test_a_number_in_groups_is_refused_wherever_it_stands(text: str) -> None:
    for line in (text, f"hours={text}", f"hours={text}, e4"):
        with pytest.raises(BadInput, match=r"could be two numbers|is written in groups"):
            parse_checkin(world(), line, NOW_DAY)
    with pytest.raises(BadInput):
        parse_measure(world(), f"hours={text}")


@pytest.mark.parametrize(
    ("line", "values", "win"),
    [
        ("7,e4", {"measures": {"naps": 7}, "engagement": 4}, ""),
        ("7 e4", {"measures": {"naps": 7}, "engagement": 4}, ""),
        ("e4  7, well", {"measures": {"naps": 7}, "engagement": 4, "note": "well"}, ""),
        ("e4 7,mood=calm", {"measures": {"naps": 7}, "engagement": 4, "mood": "calm"}, ""),
        ("7 of e4", {"note": "7 of e4"}, ""),
        ("7,5,e4", {"measures": {"naps": 7.5}, "engagement": 4}, ""),
        ("hours=44,e3", {"measures": {"hours": 44}, "engagement": 3}, ""),
        ("e4,mood=calm", {"engagement": 4, "mood": "calm"}, ""),
        ("e4,!ran it", {"engagement": 4}, "ran it"),
        ("9,!ran it, alone", {"measures": {"naps": 9}}, "ran it, alone"),
        (
            "9,e4,it went well,!ran it,alone",
            {"measures": {"naps": 9}, "engagement": 4, "note": "it went well"},
            "ran it,alone",
        ),
        ("7;!won it !again; really", {"measures": {"naps": 7}}, "won it !again; really"),
        (
            "9, e4, it went well!, or so",
            {"measures": {"naps": 9}, "engagement": 4, "note": "it went well!, or so"},
            "",
        ),
        ("7,5", {"measures": {"naps": 7.5}}, ""),
        ("met 3,then left", {"note": "met 3,then left"}, ""),
        ("e4,then left", {"engagement": 4, "note": "then left"}, ""),
    ],
)
def test_a_comma_without_a_blank_is_enough(line: str, values: dict[str, object], win: str) -> None:
    assert parse_checkin(world(), line, NOW_DAY) == (values, win)


def test_engagement_twice_without_a_blank_is_refused_too() -> None:
    with pytest.raises(BadInput, match="engagement: it is given twice"):
        parse_checkin(world(), "e4,e3", NOW_DAY)


TIGHT = [
    ("9,e4,slept badly", {"naps": 9}, 4, "", "slept badly"),
    ("e4,9", {"naps": 9}, 4, "", ""),
    ("7,slept", {"naps": 7}, None, "", "slept"),
    ("e4,slept badly", {}, 4, "", "slept badly"),
    ("hours=44,slept", {"hours": 44}, None, "", "slept"),
    ("7, e4,slept badly", {"naps": 7}, 4, "", "slept badly"),
    ("mood=calm,9", {"naps": 9}, None, "calm", ""),
    ("hours=7,5,e3", {"hours": 7.5}, 3, "", ""),
    ("e4,hours=7,5", {"hours": 7.5}, 4, "", ""),
    ("7.5,-3", {"naps": 7.5, "hours": -3}, None, "", ""),
    ("slept 7,9 hours", {}, None, "", "slept 7,9 hours"),
    ("on 3,4,5 of May,then off", {}, None, "", "on 3,4,5 of May,then off"),
    ("badly,e2,woke up; cold", {}, 2, "", "badly,woke up; cold"),
    ("3 e2,tired", {"naps": 3}, 2, "", "tired"),
]


@pytest.mark.parametrize(("line", "values", "engagement", "mood", "note"), TIGHT)
def test_commas_without_a_blank_separate(
    line: str, values: dict[str, float], engagement: int | None, mood: str, note: str
) -> None:
    said, _ = parse_checkin(world(), line, NOW_DAY)
    assert said.get("measures", {}) == values
    assert (said.get("engagement"), said.get("mood", ""), said.get("note", "")) == (engagement, mood, note)


AS_TYPED = [
    ("a;b", "a;b"),
    ("a;  b ,c", "a;  b ,c"),
    ("7, slept;well;  and long", "slept;well;  and long"),
    ("slept  badly ;) e4?; 44", "slept  badly ;) e4?"),
    ("up at 3 , 4 times, in all", "up at 3 , 4 times, in all"),
    ("slept,  7, tired", "slept,  tired"),
    ("a;;b, mood=calm", "a;;b"),
    ("7,  well  ", "well"),
]


@pytest.mark.parametrize(("line", "note"), AS_TYPED)
def test_a_note_stays_as_it_was_typed(line: str, note: str) -> None:
    assert parse_checkin(world(), line, NOW_DAY)[0]["note"] == note


@pytest.mark.parametrize("line", ["", "  ", ";", ", ,;"])
def test_signs_alone_say_nothing(line: str) -> None:
    assert parse_checkin(world(), line, NOW_DAY) == ({}, "")


def test_a_comma_between_digits_is_a_decimal() -> None:
    alone = plan_of(objectives=[{"title": "Rest", "measure": [measure("naps")]}])
    assert parse_checkin(alone, "7,44", NOW_DAY)[0]["measures"] == {"naps": 7.44}
    assert parse_checkin(world(), "naps=7,44", NOW_DAY)[0]["measures"] == {"naps": 7.44}
    assert parse_checkin(world(), "hours=3, 7,44", NOW_DAY)[0]["measures"] == {"hours": 3, "naps": 7.44}
    assert parse_checkin(world(), "7,44", NOW_DAY)[0]["measures"] == {"naps": 7.44}
    assert parse_checkin(world(), "7, 44", NOW_DAY)[0]["measures"] == {"naps": 7, "hours": 44}
    with pytest.raises(BadInput, match="no measure waits for “9”"):
        parse_checkin(world(), "7,44,9", NOW_DAY)


@pytest.mark.parametrize("line", ["7 8 e4", "well, 1.234,5", "7e2"])
def test_figures_alone_that_are_no_number_are_no_note(line: str) -> None:
    with pytest.raises(BadInput, match="is no number that can be read; write it like"):
        parse_checkin(world(), line, NOW_DAY)


# Values with their unit, and words where a value is to be


def units() -> Plan:
    measures = [
        measure("hours worked", unit="hours/week"),
        measure("stand-ups led", unit="per month"),
        measure("savings", unit="€"),
        measure("share", unit="%"),
        measure("handover", unit="minutes"),
    ]
    return plan_of(
        objectives=[{"title": "Lead", "measure": measures}],
        checkins=[{"on": on(-3), "measures": {"hours": 50}}],
    )


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("7h", {"hours": 7}),
        ("7 h", {"hours": 7}),
        ("6,5 hours", {"hours": 6.5}),
        ("7 hours a week", {"hours": 7}),
        ("7 Std.", {"hours": 7}),
        ("hours=7h", {"hours": 7}),
        ("hours = 7 hrs", {"hours": 7}),
        ("50%", {"share": 50}),
        ("share=50 %", {"share": 50}),
        ("12€", {"savings": 12}),
        ("€12.50", {"savings": 12.5}),
        ("savings=12 EUR", {"savings": 12}),
        ("90min", {"handover": 90}),
        ("7h,90min", {"hours": 7, "handover": 90}),
        ("7,5h, 3", {"hours": 7.5, "stand-ups led": 3}),
    ],
)
def test_a_value_may_stand_with_the_unit_of_its_measure(line: str, values: dict[str, float]) -> None:
    assert parse_checkin(units(), line, NOW_DAY) == ({"measures": values}, "")
    for part in (line if "=" in line else "").split(","):
        if part:
            assert parse_measure(units(), part)[1] == next(iter(values.values()))


def test_a_value_with_its_unit_beside_an_engagement() -> None:
    assert parse_checkin(units(), "7h e4", NOW_DAY)[0] == {"measures": {"hours": 7}, "engagement": 4}
    with pytest.raises(BadInput, match="measure: “hours worked” is given twice"):
        parse_checkin(units(), "7h, 8h", NOW_DAY)


NO_VALUE = [
    ("hours=forty", "measure: “forty” is not a number; write it in digits alone"),
    ("hours=40 or so", "measure: “40 or so” is not a number; write it in digits alone"),
    ("hours=", "measure: “hours=” is not NAME=VALUE; write it like hours=40"),
    ("hours=5k", "measure: “5k” is short for a number; write 5000"),
    ("savings=5k€", "measure: “5k€” is short for a number; write 5000"),
    ("savings=1.5k", "measure: “1.5k” is short for a number; write all its digits"),
    ("hours=90min", "measure: “90min” is in min, not hours/week; write the number alone"),
    ("stand-ups=3kg", "measure: “3kg” is in kg, not per month; write the number alone"),
    ("5k", "“5k” is short for a number; write 5000, or more words for a note"),
    ("2m", "“2m” is short for a number; write all its digits, or more words for a note"),
    ("7kg", "“7kg” is in kg, as no measure here is; write name=7, or more words for a note"),
    ("hours 44", "“hours 44” may be a value: write hours=44, or more words for a note"),
    ("Stand-ups: 6", "“Stand-ups: 6” may be a value: write Stand-ups=6, or more words for a note"),
    ("6 stand-ups", "“6 stand-ups” may be a value: write stand-ups=6, or more words for a note"),
]


@pytest.mark.parametrize(("line", "says"), NO_VALUE)
def test_what_looks_like_a_value_is_no_note(line: str, says: str) -> None:
    for text in (line, f"e4, {line}", f"{line}, slept badly"):
        with pytest.raises(BadInput) as caught:
            parse_checkin(units(), text, NOW_DAY)
        assert str(caught.value).startswith(says)


@pytest.mark.parametrize(
    "note",
    ["met at 3pm", "3pm", "2nd try", "two stand-ups", "7h of sleep, well", "hours are long", "ran 5k", "x=y"],
)
def test_words_stay_a_note(note: str) -> None:
    assert parse_checkin(units(), note, NOW_DAY) == ({"note": note}, "")
