"""Scores in numbers and words, and the scale that numbers, words and headings tell."""

from __future__ import annotations

import pytest

from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.scale_words import SCALES
from coach_tui.exchange.score_scale import (
    FIVE,
    Scale,
    number_of,
    scale_in_text,
    scale_in_words,
    scale_of_numbers,
    scale_said,
    score_of,
)
from coach_tui.plan.errors import BadInput


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("4", 4),
        (" 4 ", 4),
        ("4.0", 4),
        ("4,0", 4),
        ("+3", 3),
        ("-2", -2),
        ("−2", -2),
        ("10", 10),
        ("5 - nearly always", 5),
        ("5-nearly always", 5),
        ("5 (Always)", 5),
        ("5 points", 5),
        ("Agree (4)", 4),
        ("Oft [4]", 4),
        ("3.5", None),
        ("4/5", None),
        ("4 of", 4),
        ("4 5", None),
        ("4%", None),
        ("1-2 years", None),
        ("1–2", None),
        ("2 years", None),
        ("3 Jahre", None),
        ("10+", None),
        ("9:12", None),
        ("11/2/2026", None),
        ("2026-11-02", None),
        ("1.2.3", None),
        ("often", None),
        ("", None),
        ("(draft)", None),
    ],
)
def test_the_number_that_a_score_is(said: str, number: int | None) -> None:
    assert number_of(said) == number


@pytest.mark.parametrize("steps", [one.split(" / ") for one in SCALES])
def test_every_scale_of_words_is_known_by_its_words(steps: list[str]) -> None:
    for at in range(2):
        words = [step.split("|")[min(at, step.count("|"))] for step in steps]
        found = scale_in_words([word.upper() for word in words])
        assert found is not None
        scale, sure = found
        assert sure
        assert [comparable(word) for word in scale.anchors] == [comparable(word) for word in words]
        assert [score_of(word, scale) for word in words] == list(range(1, len(words) + 1))


@pytest.mark.parametrize(
    ("cells", "scores", "sure"),
    [
        (["Often", "never", "Always", "n/a", ""], [4, 1, 5], True),
        (["Strongly disagree", "Agree", "Disagree"], [1, 4, 2], False),  # five steps, or seven
        (["Agree", "Somewhat agree", "Strongly agree"], [6, 5, 7], True),
        (["trifft zu", "trifft eher zu", "trifft nicht zu"], [5, 4, 1], True),
        (["Pas d'accord", "d’accord"], [2, 4], True),
        (["casi nunca", "siempre", "casi siempre", "a veces"], [2, 5, 4, 3], True),
        (["stimme eher nicht zu", "stimme nicht zu", "weder noch"], [2, 1, 3], True),
    ],
)
def test_the_scale_of_words(cells: list[str], scores: list[int], sure: bool) -> None:
    found = scale_in_words(cells)
    assert found is not None
    scale, certain = found
    assert certain is sure
    assert [score_of(cell, scale) for cell in cells if score_of(cell, scale) is not None][
        : len(scores)
    ] == scores


@pytest.mark.parametrize("cells", [["often", "blue"], ["blue"], [], ["n/a"], ["often", "frequently"]])
def test_words_that_are_no_scale(cells: list[str]) -> None:
    assert scale_in_words(cells) is None


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("How well? (1-10)", (1, 10)),
        ("from 0 to 10", (0, 10)),
        ("0–10, please", (0, 10)),
        ("1 (never) to 5 (always)", (1, 5)),
        ("On a scale of 1 to 10, how well", (1, 10)),
        ("1 = never, 10 = always", (1, 10)),
        ("sur une échelle de 1 à 10", (1, 10)),
        ("de 1 a 7", (1, 7)),
        ("von 1 bis 7", (1, 7)),
        ("0 (gar nicht) bis 10 (sehr)", (0, 10)),
        ("Q1-10", None),
        ("the last 1 to 3 months", None),
        ("7 to 10", None),
        ("Meets 1-2-1", None),
        ("1-10 or 1-5", None),
        ("1-2", None),
        ("0 to 500", None),
        ("Listens", None),
    ],
)
def test_the_scale_that_a_heading_names(heading: str, scale: tuple[int, int] | None) -> None:
    assert scale_in_text(heading) == (Scale(*scale) if scale else None)


@pytest.mark.parametrize(
    ("values", "scale", "sure"),
    [
        ([1, 5], FIVE, True),
        ([2, 3], FIVE, True),
        ([0, 10], Scale(0, 10), True),
        ([0, 8], Scale(0, 10), True),
        ([0, 6], Scale(0, 10), False),
        ([0, 4], Scale(0, 5), False),
        ([2, 9], Scale(0, 10), False),
        ([1, 7], Scale(1, 7), False),
        ([-2, 1], Scale(-2, 2), False),
        ([-3, 3], Scale(-3, 3), False),
        ([-1, 0], Scale(-2, 2), False),
        ([5, 15], Scale(0, 20), False),
        ([5, 80], Scale(0, 100), False),
    ],
)
def test_the_scale_of_numbers(values: list[int], scale: Scale, sure: bool) -> None:
    assert scale_of_numbers(values) == (scale, sure)


@pytest.mark.parametrize(
    ("said", "scale"),
    [
        ("1-10", Scale(1, 10)),
        ("0 to 10", Scale(0, 10)),
        ("-3..3", Scale(-3, 3)),
        ("-3 - 3", Scale(-3, 3)),
        ("1:7", Scale(1, 7)),
        ("never, seldom, often", Scale(1, 3, {1: "never", 2: "seldom", 3: "often"})),
    ],
)
def test_the_scale_that_somebody_says(said: str, scale: Scale) -> None:
    assert scale_said(said) == scale


@pytest.mark.parametrize("said", ["", "5", "10-1", "1-1000", "never, often", "a,,b", "a,A,b"])
def test_what_is_no_scale(said: str) -> None:
    with pytest.raises(BadInput, match="is no scale; write two numbers, such as 1-10, or its words"):
        scale_said(said)


def test_a_scale_in_words_for_a_message() -> None:
    assert str(FIVE) == "1 to 5"
    assert str(Scale(1, 3, {1: "never", 2: "seldom", 3: "often"})) == "1 to 3, “never”, “seldom”, “often”"
    assert Scale(1, 3, {1: "never", 3: "often"}).anchors == []
