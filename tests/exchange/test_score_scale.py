"""Scores in numbers and words, and the scale that numbers, words and headings tell."""

from __future__ import annotations

import pytest

from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.scale_words import SCALES
from coach_tui.exchange.score_scale import (
    FIVE,
    Scale,
    is_unknown,
    number_of,
    place_of,
    scale_in_text,
    scale_in_words,
    scale_of_numbers,
    scale_said,
    score_of,
    without_share,
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
        ("5: Always", 5),
        ("(5) Always", 5),
        ("[-2] Never", -2),
        ("★★★", 3),
        ("★★☆☆☆", 2),
        ("⭐⭐", 2),
        ("A3", 3),
        ("AO05", 5),
        ("4, 5", None),
        ("4;5", None),
        ("4 or 5", None),
        ("3 bis 4", None),
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
        found = scale_in_words([word.upper() for word in words] * 10)
        assert found is not None
        scale, sure = found
        assert sure
        assert [comparable(word) for word in scale.anchors] == [comparable(word) for word in words]
        assert [score_of(word, scale) for word in words] == list(range(1, len(words) + 1))


@pytest.mark.parametrize(
    ("cells", "scores", "sure"),
    [
        (["Often", "sometimes", "never", "rarely", "n/a", ""], [4, 3, 1, 2], True),
        (["Often", "never", "Always", "n/a", ""], [4, 1, 5], False),  # five steps, or four
        (["Strongly disagree", "Agree", "Disagree"], [1, 4, 2], False),  # four to seven
        (["Agree", "Somewhat agree", "Strongly agree", "neutral"], [6, 5, 7, 4], True),
        (["trifft zu", "trifft eher zu", "trifft nicht zu"], [5, 4, 1], False),
        (["trifft zu", "trifft eher zu", "trifft nicht zu", "teils-teils"], [5, 4, 1, 3], True),
        (["Pas d'accord", "d’accord", "neutre"], [2, 4, 3], True),
        (["casi nunca", "siempre", "casi siempre", "a veces"], [2, 5, 4, 3], True),
        (["stimme eher nicht zu", "stimme nicht zu", "weder noch"], [2, 1, 3], True),
        # all of four steps: nobody may have said the one in the middle, but with many answers somebody does
        (["Never", "Sometimes", "Usually", "Always"], [1, 2, 3, 4], False),
        (["Never", "Sometimes", "Usually", "Always"] * 10, [1, 2, 3, 4], True),
        (["Strongly disagree", "Disagree", "Agree", "Strongly agree"] * 10, [1, 2, 3, 4], True),
        (["trifft nicht zu", "trifft eher nicht zu", "trifft eher zu", "trifft zu"] * 10, [1, 2, 3, 4], True),
        (["Plutôt d’accord", "Pas d’accord", "Pas du tout d’accord", "Tout à fait d’accord"] * 10,
         [3, 2, 1, 4], True),
        (["A veces", "Nunca", "Casi siempre", "Siempre"] * 10, [2, 1, 3, 4], True),
        (["Disagree", "Agree", "Slightly agree", "Strongly agree", "Slightly disagree"] * 8
         + ["Strongly disagree"], [2, 5, 4, 6, 3], True),
        # a gap in many answers
        (["Very poor", "Good", "Average", "Very good"] * 10, [1, 4, 3, 5], False),
        # a few are of no scale, and are told one by one
        (["Often", "sometimes", "never", "rarely", "twice a week"], [4, 3, 1, 2], True),
    ],
)  # fmt: skip
def test_the_scale_of_words(cells: list[str], scores: list[int], sure: bool) -> None:
    found = scale_in_words(cells)
    assert found is not None
    scale, certain = found
    assert certain is sure
    assert [score_of(cell, scale) for cell in cells if score_of(cell, scale) is not None][
        : len(scores)
    ] == scores


def test_the_scale_of_words_of_a_round_that_has_so_many_scores() -> None:
    found = scale_in_words(["Never", "Sometimes", "Usually", "Always"], 5)
    assert found is not None
    assert [score_of(word, found[0]) for word in ("Sometimes", "Usually")] == [3, 4]
    assert scale_in_words(["Never", "Sometimes"], 6) is None


@pytest.mark.parametrize(
    "said",
    [
        "n/a", "k. A.", "Not observed / N/A", "N/A (not observed)", "6 = keine Angabe", "0 - N/A", "?",
        "I don’t know", "Cannot rate this", "haven't seen this", "No basis to judge", "prefer not to say",
        "Kann ich nicht beurteilen", "weiß ich nicht", "nicht beobachtet", "Keine Angabe möglich",
        "Je ne peux pas juger", "Non observé", "ne s’applique pas", "No lo he observado", "NS/NC", "no lo sé",
    ],
)  # fmt: skip
def test_what_says_that_a_rater_cannot_tell(said: str) -> None:
    assert is_unknown(said)


@pytest.mark.parametrize(
    "said",
    ["Never", "No", "Nie", "Not at all", "None of it works", "I see this often", "4 (not sure)", "Undecided"],
)
def test_what_is_an_answer(said: str) -> None:
    assert not is_unknown(said)


def test_so_many_of_the_most_there_can_be() -> None:
    assert without_share(["4/5", "n/a", "3 / 5"]) == ["4", "n/a", "3"]
    assert without_share(["4/5", "3/10"]) == ["4/5", "3/10"]
    assert without_share(["4/5", "often"]) == ["4/5", "often"]
    assert without_share(["1/12", "2/12"]) == ["1/12", "2/12"]
    assert without_share([]) == []


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


def test_where_a_word_stands_on_the_scales_that_have_it() -> None:
    steps = [[one.split("|") for one in scale.split(" / ")] for scale in SCALES]
    for word in ("never", "Always", "neutral"):
        found = place_of(word)
        assert found
        for number, step in found:
            assert comparable(word) in map(comparable, steps[number][step - 1])
    assert place_of("blue") == []


@pytest.mark.parametrize(("extra", "kept"), [("", 5), (" " * 80, 5)])
def test_a_word_of_a_scale_is_kept_as_it_was_written(extra: str, kept: int) -> None:
    found = scale_in_words([f"Never{extra}", "Sometimes", "Often"])
    assert found is not None
    assert len(found[0].words[1]) == kept
