"""Text in rows of so many cells, broken between words."""

from __future__ import annotations

from coach_tui.plan.text import cells, fit


def wrapped_words(text: str, width: int) -> list[str]:
    """The rows of a text, at least one; a word that is longer than a row is broken."""
    rows = [""]
    for word in text.split():
        if rows[-1] and cells(rows[-1]) + 1 + cells(word) <= width:
            rows[-1] += f" {word}"
            continue
        if rows[-1]:
            rows.append("")
        while cells(word) > width:
            head = fit(word, width, ellipsis="").rstrip() or word[0]
            rows[-1] = head
            rows.append("")
            word = word[len(head) :]
        rows[-1] = word
    return rows if rows[-1] or len(rows) == 1 else rows[:-1]
