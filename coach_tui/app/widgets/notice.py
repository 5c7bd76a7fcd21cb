"""What a notice says with too little room for it: the names in it are cut, and what was done stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from coach_tui.app.widgets.drawing import Span
from coach_tui.app.widgets.glyphs import glyph
from coach_tui.app.widgets.keys import Press

QUOTED = re.compile("“([^“”]+)”")
CAPS = range(60, 15, -4)
"""Cells that a name may take, from the most to the fewest."""
APART = " · "


def fit_names(texts: Sequence[str], names: Iterable[str], width: int, ascii_only: bool) -> list[str]:
    """The texts, with the names in them cut evenly until all take `width` cells together, where that can be.

    Names are those given, and whatever stands in quotes.
    """
    if sum(map(cell_len, texts)) <= width:
        return list(texts)
    found = {name for text in texts for name in QUOTED.findall(text)}
    found |= {name for name in names if name and any(name in text for text in texts)}
    longest_first = sorted(found, key=len, reverse=True)
    fitted = list(texts)
    for cap in CAPS:
        fitted = [_cut_names(text, longest_first, cap, ascii_only) for text in texts]
        if sum(map(cell_len, fitted)) <= width:
            break
    return fitted


def _cut_names(text: str, names: Sequence[str], cap: int, ascii_only: bool) -> str:
    long = [name for name in names if cell_len(name) > cap]
    if not long:
        return text
    any_of_them = re.compile("|".join(map(re.escape, long)))
    end = glyph("ellipsis", ascii_only)
    return any_of_them.sub(lambda found: set_cell_size(found[0], cap - len(end)).rstrip() + end, text)


def hint_spans(hint: str, style: str) -> list[Span]:
    """A hint in parts that each begin with a key, which a click on the part presses."""
    spans: list[Span] = []
    for part in hint.split(APART):
        spans += [(APART, style)] if spans else []
        spans.append((part, Press(style, part.partition(" ")[0])))
    return spans
