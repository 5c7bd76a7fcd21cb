"""A cue and its response as a sentence, in four languages."""

from __future__ import annotations

import pytest

from coach_tui.plan.if_then import if_then


@pytest.mark.parametrize(
    ("cue", "response", "said"),
    [
        ("the senior doctor walks in", "I stand up", "If the senior doctor walks in, then I stand up."),
        ("If it rings", "then I go", "If it rings, then I go."),
        ("if it rings,", "I go!", "If it rings, then I go!"),
        ("I'm annoyed", "I walk", "If I'm annoyed, then I walk."),
        ("When I plan the week", "I name one task", "When I plan the week, I name one task."),
        ("After lunch", "I walk", "After lunch, I walk."),
        ("Monday at nine", "call the bank", "Monday at nine, call the bank."),
        (
            "der Chefarzt kommt herein",
            "ich stehe auf und nenne die Betten",
            "Wenn der Chefarzt kommt herein, dann: ich stehe auf und nenne die Betten.",
        ),
        ("Wenn der Chefarzt kommt", "stehe ich auf", "Wenn der Chefarzt kommt, dann stehe ich auf."),
        ("quand le patron entre", "je me lève", "Quand le patron entre, je me lève."),
        ("le patron entre dans la salle", "je parle", "Si le patron entre dans la salle, alors je parle."),
        ("S'il pleut dans la rue", "je marche", "S'il pleut dans la rue, je marche."),
        ("el jefe entra en la sala", "me levanto", "Si el jefe entra en la sala, entonces me levanto."),
        ("田中さんが来る", "立つ", "田中さんが来る, 立つ."),
        ("the bell rings", "", "If the bell rings."),
        ("", "breathe once", "Breathe once."),
        ("", "", ""),
        ("  it \t rings  ", " I  go ", "If it rings, then I go."),
    ],
)
def test_a_sentence(cue: str, response: str, said: str) -> None:
    assert if_then(cue, response) == said
