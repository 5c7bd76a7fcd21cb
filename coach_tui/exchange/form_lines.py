"""How wide the text of a form is: it goes through mail programs, which break what is wider."""

from __future__ import annotations

from coach_tui.plan.text import wrap

WIDTH = 70
"""Cells in a line, so that no mail program breaks it again."""


def wrapped(text: str) -> str:
    """A paragraph in lines that no mail program breaks again."""
    return "\n".join(wrap(text, WIDTH, whole=True))
