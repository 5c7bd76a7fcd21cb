"""How wide the text of a form is: it goes through mail programs, which break what is wider."""

from __future__ import annotations

from textwrap import fill

WIDTH = 70
"""Cells in a line, so that no mail program breaks it again."""


def wrapped(text: str) -> str:
    """A paragraph in lines that no mail program breaks again."""
    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)
