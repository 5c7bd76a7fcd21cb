"""What in a text is to be replaced: from where to where, and how what stands for it is put there."""

from __future__ import annotations

from coach_tui.plan.fields import LINE_LIMIT
from coach_tui.plan.particles import joins

TYPE_CHECKING = False
if TYPE_CHECKING:
    Token = tuple[str, int, int]
    """A word in folded form, and from where to where it stands in the text."""
    Span = tuple[int, int, str]
    """From where to where something is to be replaced, and by what."""

CUT = "…"
"""What a text that was cut ends in."""


def is_cut(text: str, end: int) -> bool:
    """Whether the text was cut behind the word that ends here."""
    return text.startswith(CUT, end) or end == len(text) >= LINE_LIMIT


def of_both(had: str, stand_in: str) -> str:
    """What stands for a name that two people share: of two clients neither."""
    if had != stand_in and had.startswith("Client ") and stand_in.startswith("Client "):
        return "a client"
    return had


def in_date(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a month stands beside a number, as in “12 May” or “May 2026”."""
    _, start, end = tokens[at]
    before = at > 0 and tokens[at - 1][0].isdigit() and not text[tokens[at - 1][2] : start].strip(" .-/")
    if before or at + 1 == len(tokens):
        return before
    return tokens[at + 1][0].isdigit() and not text[end : tokens[at + 1][1]].strip(" .,-/")


def replace(text: str, spans: list[Span]) -> str:
    """The text with each span replaced; of two that overlap the first, and where both begin the longer.

    What stands close together is one name: “Ruth Lyle” is not “somebody the sponsor”.
    """
    kept: list[str] = []
    at, last = 0, ""
    for start, end, stand_in in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < at:
            continue
        between = text[at:start]
        two = last != stand_in and last.startswith("Client ") and stand_in.startswith("Client ")
        if not last or two or (between.strip(" -") and not (last == stand_in and joins(between))):
            kept += [between, stand_in]
            last = stand_in
        at = end
    return "".join((*kept, text[at:]))
