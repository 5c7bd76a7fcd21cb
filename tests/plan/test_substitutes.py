"""What an encoding lacks is written as something of the same width: no column shifts."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach_tui.plan.substitutes import NEAREST, instead, nearest
from coach_tui.plan.text import cells

codecs.register_error(NEAREST, nearest)


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("Änna Bérg", "ascii", "Anna Berg"),
        ("Änna Bérg", "latin-1", "Änna Bérg"),
        ("“First part” – O’Neill…", "latin-1", '"First part" - O\'Neill.'),
        ("Šárka Łódź", "latin-1", "Sárka Lódz"),
        ("Øre · Ðor", "ascii", "Ore . Dor"),
        ("中田", "latin-1", "????"),
        ("straße ☃ €", "ascii", "stra?e ? ?"),
        ("e\u0301", "ascii", "e"),
        ("ﬁt ½", "ascii", "?t ?"),
    ],
)
def test_what_is_written(text: str, encoding: str, written: str) -> None:
    assert text.encode(encoding, NEAREST).decode(encoding) == written


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.characters())
def test_it_is_as_wide_and_plain(char: str) -> None:
    found = instead(char)
    assert found.isascii()
    assert cells(found) == cells(char)


def test_what_is_no_fault_of_encoding_stays_one() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", NEAREST)
