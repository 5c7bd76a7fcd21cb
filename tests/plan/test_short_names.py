"""Names in few cells."""

from __future__ import annotations

import pytest

from coach_tui.plan.short_names import short_name, short_names


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anna Berg", "Anna Berg"),
        ("Anna-Magdalena Wilhelmine von Hohenlohe-Langenburg", "Anna-Magdalena H."),
        ("Ana Maria de Souza Cavalcanti Albuquerque", "Ana Maria de A."),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft"),
    ],
)
def test_a_long_name_keeps_its_first_words_and_how_the_last_begins(name: str, short: str) -> None:
    assert short_name(name) == short


def test_two_that_would_read_alike_stay_whole() -> None:
    one, other = "Maximilian Friedrich Oberhauser", "Maximilian Friedrich Ostermeier"
    assert short_names([one, other, "Anna Berg"]) == {one: one, other: other, "Anna Berg": "Anna Berg"}
    assert short_names([one]) == {one: short_name(one)}
