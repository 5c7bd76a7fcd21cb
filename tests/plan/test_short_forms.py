"""What given names are called in short, and what is left alone."""

from __future__ import annotations

import pytest

from coach_tui.plan.people import People


def found(name: str, text: str) -> bool:
    people = People()
    people.add(name, "Client 1")
    return people.without(text) != text


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Stefanie Vogt", "Steffi"), ("Stefanie Vogt", "Stefi"), ("Andreas Roth", "Andi"),
        ("Susanne Klein", "Susi"), ("Alexander Dorn", "Alex"), ("Alexandra Dorn", "Sandra"),
        ("Alexander Dorn", "Sascha"), ("Christine Moll", "Chris"), ("Christine Moll", "Tine"),
        ("Martina Weiss", "Tina"), ("Sebastian Horn", "Bastian"), ("Magdalena Horn", "Lena"),
        ("Benjamin Ott", "Ben"), ("Benjamin Ott", "Benny"), ("Daniel Ott", "Danny"),
        ("Samantha Reed", "Sam"), ("Robert Reed", "Robbie"), ("Robert Reed", "Bob"),
        ("William Reed", "Bill"), ("Elizabeth Reed", "Betty"), ("Margaret Reed", "Peggy"),
        ("Thomas Reed", "Tommy"), ("Thomas Reed", "Tom"), ("Nicole Haas", "Nixi"), ("Nicole Haas", "Nico"),
        ("Maximilian Haas", "Maxi"), ("Maximilian Haas", "Max"), ("Josef Haas", "Sepp"),
        ("Johannes Haas", "Hans"), ("Francisco Gil", "Paco"), ("Carmen Gil", "Carmenita"),
        ("Charlotte Petit", "Lotte"), ("Charlotte Petit", "Charlie"), ("Иван Петров", "Ваня"),
        ("Anna Margarete Zoll", "Gretel"), ("Theodora", "Theo"), ("Barbara Zoll", "Babs"),
        ("Jürgen Zoll", "Jürgi"), ("Zofia Nowak", "Zosia"), ("Zofia Nowak", "Zosię"), ("Jakub Nowak", "Kuba"),
        ("Дмитрий Орлов", "Диме"), ("Дмитрий Орлов", "Димой"), ("Dmitri Orlov", "Dima"),
    ],
)  # fmt: skip
def test_what_somebody_is_called_in_short(name: str, short: str) -> None:
    assert found(name, f"said to {short} that it holds")
    assert found(name, f"{short}'s plan")
    assert not found(name, f"said to {short.lower()}x that it holds")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Stefanie Vogt", "Step by step; Vog, Stew"),
        ("Monica Reed", "Mon 24 Nov"),
        ("Martin Plank", "Plan the week. March on. Ma"),
        ("Planck, Roland", "Land and Hand"),
        ("Theresa Cook", "The team. Then they met"),
        ("Gerhard Moll", "Hard work"),
        ("Christian Moll", "christening, chris"),
        ("Li Na", "Lina"),
        ("Anna Reed", "Annual"),
        ("coach Berg", "Coa"),
    ],
)
def test_other_words_are_left_alone(name: str, text: str) -> None:
    assert not found(name, text)


def test_two_clients_of_one_short_form_are_neither() -> None:
    people = People()
    people.add("Alexander Dorn", "Client 1")
    people.add("Alexandra Kern", "Client 2")
    assert people.without("Alex came") == "a client came"
    assert people.without("Sascha came") == "a client came"
    assert people.without("Xander came") == "Client 1 came"
