"""One person's name in several spellings, and names that may be one person's."""

from __future__ import annotations

import pytest

from coach_tui.plan.same_name import may_be, same_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emre Tan", "emre tan"),
        ("Emre Tan", "Tan, Emre"),
        ("Zoë", "zoe"),
        ("Jean-Luc Petit", "Jean Luc Petit"),
        ("Dr. Emre Tan", "Emre Tan"),
        ("Frau Lena Vogt", "Vogt, Lena"),
        ("emre.tan@x.example", " Emre.Tan@X.example"),
    ],
)
def test_the_same_words_are_one_name(one: str, other: str) -> None:
    assert same_words(one, other)
    assert not may_be(one, other) or "@" in one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emre", "Emre T."),
        ("Emre", "Emre Tan"),
        ("E. Tan", "Emre Tan"),
        ("Emre T", "Tan Emre"),
        ("emre.tan@x.example", "Emre Tan"),
        ("emre.tan@x.example", "emre.tan@other.example"),
        ("etan@x.example", "Emre Tan"),
        ("tane@x.example", "Emre Tan"),
        ("emretan@x.example", "Emre Tan"),
        ("Anna Maria Berg", "Anna Berg"),
        ("Jörg Müller", "Joerg Mueller"),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str) -> None:
    assert may_be(one, other)
    assert may_be(other, one)
    assert not same_words(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emre", "Tan"),
        ("Emre Tan", "Emre Toprak"),
        ("E. T.", "Emre Tan"),
        ("Em", "Emre"),
        ("P1", "P12"),
        ("1", "1 2"),
        ("", "Emre"),
        ("Emre Tan", ""),
        ("ann@x.example", "Emre Tan"),
        ("Tom", "Tim Tan"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not may_be(one, other)
    assert not may_be(other, one)
    assert not same_words(one, other)
