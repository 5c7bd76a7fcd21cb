"""The headings of a table of answers: how many rows, what each column asks, what kind it is of."""

from __future__ import annotations

import pytest

from coach_tui.exchange.answer_headings import columns_of, unnumbered
from coach_tui.exchange.column_kinds import Kind


def headed(*rows: list[str]) -> tuple[list[str], int]:
    columns, _, body, _ = columns_of(list(enumerate(rows, 1)))
    return [column.topic for column in columns], len(body)


def kind(heading: str, *cells: str) -> Kind:
    columns, _, _, _ = columns_of([(1, [heading]), *((n, [cell]) for n, cell in enumerate(cells, 2))])
    return columns[0].kind


def test_one_row_of_headings_is_what_most_tables_have() -> None:
    assert headed(["group", "a", "b"], ["peer", "1", ""], ["self", "", "2"]) == (["group", "a", "b"], 2)
    assert headed(["group", "a"], ["peer", "n/a"], ["self", "2"], ["peer", "3"]) == (["group", "a"], 3)
    assert headed(["group", "a"], ["peer", "Response"]) == (["group", "a"], 1)
    assert headed(["Group", "When", "a"], ["peer", "soon", "often"], ["self", "1/2/2026", "2"])[1] == 2


def test_a_second_row_is_one_of_words_above_numbers() -> None:
    topics, count = headed(
        ["ID", "Group", "How often?", "", "Why?"],
        ["", "Response", "Listens", "Asks", "Open-Ended Response"],
        ["71", "peer", "3", "4", "so"],
        ["72", "self", "3", "5", ""],
    )
    assert (topics, count) == (["ID", "Group", "Listens", "Asks", "Why?"], 2)


def test_codes_above_words() -> None:
    topics, count = headed(
        ["StartDate", "Q1", "Q2_1"], ["Start Date", "Group", "How? - Listens"], ["2026-11-02", "peer", "3"],
        ["2026-11-03", "self", "4"],
    )  # fmt: skip
    assert (topics, count) == (["Start Date", "Group", "How? - Listens"], 2)


@pytest.mark.parametrize(
    ("headings", "topics"),
    [
        (["How? [Listens]", "How? [Asks]"], ["Listens", "Asks"]),
        (["How? >> Listens", "How? >> Asks"], ["Listens", "Asks"]),
        (["How? - Listens", "How? - Asks"], ["Listens", "Asks"]),
        (["How? - Listens - well", "How? - Asks"], ["Listens - well", "Asks"]),
        (["Keeps calm - always", "Asks"], ["Keeps calm - always", "Asks"]),
        (["Skill: Listens", "Skill: Asks"], ["Listens", "Asks"]),
        (["1. Listens", "2) Asks"], ["Listens", "Asks"]),
        (["Relation? - Selected Choice", "Asks"], ["Relation?", "Asks"]),
        (["G01Q01[SQ001]. How? [Listens]", "Q3: Asks"], ["Listens", "Asks"]),
    ],
)
def test_what_a_heading_asks(headings: list[str], topics: list[str]) -> None:
    assert headed(headings, ["1", "2"], ["3", "4"])[0] == topics


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("2. Asks", "Asks"),
        ("2.Asks", "Asks"),
        ("Frage 3: Asks", "Asks"),
        ("Q12 - Asks", "Asks"),
        ("Q1", "Q1"),
        ("G01Q03. Asks", "Asks"),
        ("360 view", "view"),
        ("2026 goals", "2026 goals"),
        ("COVID19 response", "COVID19 response"),
    ],
)
def test_the_number_or_code_before_a_heading(said: str, plain: str) -> None:
    assert unnumbered(said) == plain


@pytest.mark.parametrize(
    ("heading", "cells", "found"),
    [
        ("x", ["1", "2", "4"], Kind.SCORES),
        ("Feedback", ["1", "2", "n/a"], Kind.SCORES),
        ("x", ["Often", "Never", "Often"], Kind.SCORES),
        ("Age", ["1", "2", "4"], Kind.COUNTS),
        ("x", ["1", "2", "3", "4"], Kind.COUNTS),
        ("x", ["230", "2", "4"], Kind.COUNTS),
        ("x", ["1-2 years", "3-5 years"], Kind.COUNTS),
        ("x", ["2026-11-02 08:13:17", "2026-11-03"], Kind.TIME),
        ("x", ["11/2/26 9:11:31", "11/2/26"], Kind.TIME),
        ("x", ["Nov 2, 2026", "Nov 12, 2026"], Kind.TIME),
        ("x", ["2. März 2026", "12. Mai 2026"], Kind.TIME),
        ("x", ["2 de mayo de 2026", "3 de mayo de 2026"], Kind.TIME),
        ("x", ["9:12", "10:30:00"], Kind.TIME),
        ("x", ["a@b.example", "c@d.example"], Kind.EMAIL),
        ("x", ["198.51.100.20", "2001:db8:77::9"], Kind.PLACE),
        ("x", ["52.5200", "-13.40"], Kind.PLACE),
        ("x", ["https://x.example/1", "https://x.example/2"], Kind.PLACE),
        ("x", ["R_30hTq8Zm", "R_31hTq8Zm"], Kind.ID),
        ("x", ["6f9619ff-8b86-d011-b42d-00c04fc964ff", "7f9619ff-8b86-d011-b42d-00c04fc964ff"], Kind.ID),
        ("Status", ["IP Address", "IP Address"], Kind.TOOL),
        ("Q3 - Sentiment", ["Positive", "Mixed"], Kind.TOOL),
        ("Name", ["Ada", "Ben"], Kind.NAME),
        ("Name", ["4", "5"], Kind.SCORES),
        ("What is your name?", ["Ada Okoro", "Ben Lund", "Cleo Ng"], Kind.NAME),
        ("Wer sind Sie?", ["Ada Okoro", "Ben Lund", "Cleo Ng"], Kind.NAME),
        ("Kontakt", ["Ada Okoro", "Ben van der Lund", "Cleo Ng"], Kind.PEOPLE),
        ("What is her strength?", ["Patience", "Humour", "Calm"], Kind.WORDS),
        ("Name one strength", ["Patience", "Humour", "being calm"], Kind.WORDS),
        ("Department", ["IT", "Sales", "Sales", "IT"], Kind.ABOUT_RATER),
        ("Favourite", ["IT", "Sales", "Sales", "IT"], Kind.CHOICES),
        ("Again?", ["Yes", "No", "Yes"], Kind.CHOICES),
        ("Why?", ["Talks to us", "", "n/a"], Kind.WORDS),
        ("x", ["#", "!", "?"], Kind.EMPTY),
        ("x", ["", ""], Kind.EMPTY),
        ("#", ["a", "b"], Kind.TOOL),
        ("x", ["#!", "so it is then"], Kind.WORDS),
        ("x", ["10+", "20+", "3+"], Kind.COUNTS),
        ("x", ["+10", "#", "!", "?"], Kind.EMPTY),
        ("x", ["so it goes on and on, and on again, for many more words than one" * 2] * 4, Kind.WORDS),
        ("x", ["so it goes on and on"] * 4, Kind.CHOICES),
        ("x", ["so", "it", "so"], Kind.WORDS),
        ("What is your first name?", ["Ada", "Ben", "Cleo"], Kind.FIRST),
        ("What is your first name?", ["a" * 39, "b" * 39, "c" * 39], Kind.FIRST),
        ("What is your first name?", ["a" * 40, "b" * 40, "c" * 40], Kind.WORDS),
        ("x", ["0", "1", "0"], Kind.COUNTS),
        ("x", ["0", "0", "0", "0"], Kind.COUNTS),
        ("x", ["0", "0", "0"], Kind.SCORES),
        ("x", ["100", "2", "4"], Kind.SCORES),
        ("x", ["101", "2", "4"], Kind.COUNTS),
        ("x", ["1", "2", "3"], Kind.SCORES),
        ("Name", ["1", "2", "3", "4"], Kind.ID),
    ],
)  # fmt: skip
def test_what_a_column_holds(heading: str, cells: list[str], found: Kind) -> None:
    assert kind(heading, *cells) is found
