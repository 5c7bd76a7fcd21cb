"""The scale of a table of answers: told by numbers, words and headings, and what has another one."""

from __future__ import annotations

import pytest

from coach_tui.exchange.answer_headings import Column
from coach_tui.exchange.rater_scale import TableScale, beyond, scale_of_cells
from coach_tui.exchange.score_scale import FIVE, Scale, scale_said
from coach_tui.plan.errors import BadInput


def columns(*cells: str) -> list[Column]:
    return [Column(n, f"c{n}", (f"c{n}",), one.split()) for n, one in enumerate(cells)]


def found(
    *cells: str, headings: tuple[str, ...] = (), said: Scale | None = None
) -> tuple[Scale, list[str], int]:
    table = TableScale(columns(*cells), headings, said)
    return table.scale, [one.heading for one in table.others], len(table.doubts)


@pytest.mark.parametrize(
    ("cells", "scale", "others", "doubts"),
    [
        (("1 5", "3 4"), FIVE, [], 0),
        (("0 10", "3 4"), Scale(0, 10), [], 0),
        (("2 9",), Scale(0, 10), [], 1),
        (("1 5 3 4", "3 4 2 4", "5 5 4 1", "9 10 8 7"), FIVE, ["c3"], 0),
        (("1 5 3 4", "3 4 2 4", "9 10 8 7"), FIVE, ["c2"], 0),
        (("1 5 3 4", "9 10 8 7"), Scale(0, 10), [], 1),
        (("1", "2", "9"), Scale(0, 10), [], 1),  # three scores tell nothing of the rest
        (("1 2 3 4 5 1 2 3 4 9",), FIVE, [], 0),  # one of ten is a slip
        (("1 2 3 4 5 1 2 3 9",), Scale(0, 10), [], 1),
        (("often never", "sometimes rarely always"), Scale(1, 5), [], 0),
        (("often never", "3 4"), Scale(1, 5), [], 1),
        (("often never", "0 10"), Scale(0, 10), ["c0"], 1),
    ],
)
def test_the_scale_of_columns(cells: tuple[str, ...], scale: Scale, others: list[str], doubts: int) -> None:
    got, left, unsure = found(*cells)
    assert ((got.low, got.high), left, unsure) == ((scale.low, scale.high), others, doubts)


def test_a_heading_tells_the_scale_where_all_scores_fit_it() -> None:
    assert found("2 9", headings=("How? (1-10)",))[0] == Scale(1, 10)
    assert found("0 9", headings=("How? (1-10)",))[0] == Scale(0, 10)
    assert found("2 9", headings=("How? (1-7)",))[0] == Scale(0, 10)
    assert found("2 9", headings=("Why?", "How? (1-10)"))[0] == Scale(1, 10)


def test_the_scale_that_is_said_goes_before_all() -> None:
    said = scale_said("1-10")
    assert found("2 9", headings=("(0-10)",), said=said) == (said, [], 0)
    words = scale_said("often, never, always")
    assert found("often never", said=words)[0] == words


def test_words_on_a_scale_of_numbers_of_the_same_length() -> None:
    scale = found("often never", said=scale_said("0-4"))[0]
    assert (scale.low, scale.high, scale.words[0], scale.words[3]) == (0, 4, "never", "often")
    assert scale_of_cells(["often", "never"], None)[0].words[4] == "often"


@pytest.mark.parametrize(("cells", "left"), [("4 5 9", 0), ("4 9 9", 1), ("9 9 1 2 3 4 5 1 2 3", 1), ("", 0)])
def test_what_lies_beyond_a_rounds_scale(cells: str, left: int) -> None:
    assert len(beyond(columns(cells), FIVE)) == left


@pytest.mark.parametrize("said", ["-100-100", "-100 to 5"])
def test_the_widest_scale(said: str) -> None:
    assert scale_said(said).low == -100


@pytest.mark.parametrize("said", ["-101-5", "0-101"])
def test_too_wide_a_scale(said: str) -> None:
    with pytest.raises(BadInput, match="is no scale"):
        scale_said(said)


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (("1 5 3", "9 10 8 7", "1 5"), Scale(0, 10)),  # one of three columns, and five scores beside it
        (("1 5", "9 10 8 7", "3"), Scale(0, 10)),
    ],
)
def test_few_scores_tell_nothing_of_another_scale(cells: tuple[str, ...], scale: Scale) -> None:
    got, others, _ = found(*cells)
    assert (got == scale) is not bool(others)


def test_a_scale_to_ten_and_one_to_eleven() -> None:
    assert found("6 10")[0] == Scale(0, 10)
    assert found("6 11")[0] == Scale(0, 20)


@pytest.mark.parametrize(
    ("cells", "headings", "scale", "others"),
    [
        (("1 5 3 4", "2 3", "9 9"), ("a", "b", "c (1-10)"), FIVE, ["c (1-10)"]),
        (("1 5 3 4", "0 3", "9 9"), ("a", "b", "c (1-10)"), Scale(0, 10), []),  # the rest keeps to no five
        (("1 5 3 4", "6 3", "9 9"), ("a", "b", "c (1-10)"), Scale(1, 10), []),  # nor does this
        (("1 5 3 4", "9 9"), ("a", "c (1-10)"), Scale(1, 10), []),  # one of two is not few
        (("1 5 3 4 2", "9 9", "1"), ("a", "b", "c"), FIVE, ["b"]),
        (("1 5 3 4", "9 9", "1"), ("a", "b", "c"), FIVE, ["b"]),
        (("1 5 3", "9 9", "1"), ("a", "b", "c"), FIVE, ["b"]),
        (("1 5", "9 9", "1"), ("a", "b", "c"), Scale(0, 10), []),
    ],
)
def test_a_column_of_a_scale_of_its_own(
    cells: tuple[str, ...], headings: tuple[str, ...], scale: Scale, others: list[str]
) -> None:
    named = [
        Column(n, one, (one,), said.split())
        for n, (one, said) in enumerate(zip(headings, cells, strict=True))
    ]
    table = TableScale(named, headings, None)
    assert ((table.scale.low, table.scale.high), [one.heading for one in table.others]) == (
        (scale.low, scale.high),
        others,
    )
