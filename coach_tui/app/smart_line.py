"""The five letters of an objective on one line, with the one question that mends it."""

from __future__ import annotations

from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.smart import Smart

MARKS: dict[bool | None, tuple[str, str]] = {True: ("✓", "good"), False: ("!", "bad"), None: ("~", "warn")}
"""State of a letter → mark and style; None: something smaller is missing."""


def smart_spans(found: Smart) -> list[Span]:
    """“S✓ M! A~ R✓ T✓  From what to what?”"""
    spans: list[Span] = []
    for letter in found.letters:
        mark, style = MARKS[letter.ok]
        spans += [(letter.name, "bold"), (f"{mark} ", style)]
    spans.append(
        (f" {found.question or 'all that makes it SMART is there'}", "" if found.question else "dim")
    )
    return spans
