"""Small drawings of one line: a bar against a mark, a way from one point to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Span = tuple[str, str]

_BAR = (("━", "╸", "─", "┃"), ("=", "=", "-", "|"))
_WAY = ("◇●◆─┊", "o*#-:")
PLANNED, DONE, OPEN = 0, 1, 2
"""Ends of a way: as it was, as it became, as it is for now."""


def bar(share: float | None, expected: float | None, width: int, ascii_only: bool = False) -> list[Span]:
    """What is reached in half cells, with a mark where it should be by now; a dash where nothing tells."""
    if share is None:
        return [("-" if ascii_only else "–", "dim")]
    full, half, rest, mark = _BAR[ascii_only]
    halves = max(0, min(2 * width, round(share * 2 * width)))
    cells = [(full, "accent")] * (halves // 2)
    if halves % 2:
        cells.append((half, "accent"))
    cells += [(rest, "rule")] * (width - len(cells))
    if expected is not None:
        cells[max(0, min(width - 1, round(expected * width) - 1))] = (mark, "bold")
    return joined(cells)


def way(
    start: float,
    end: float,
    low: float,
    high: float,
    width: int,
    *,
    sign: int = DONE,
    style: str = "accent",
    today: float | None = None,
    ascii_only: bool = False,
) -> list[Span]:
    """From `start` to `end` on a scale from `low` to `high`, with today's line behind it."""
    signs = _WAY[ascii_only]
    width = max(1, width)
    cells: list[Span] = [(" ", "")] * width

    def at(value: float) -> int:
        span = high - low
        return max(0, min(width - 1, round((value - low) / span * (width - 1)))) if span > 0 else 0

    if today is not None and low <= today <= high:
        cells[at(today)] = (signs[4], "rule")
    first, last = sorted((at(start), at(end)))
    for index in range(first, last + 1):
        cells[index] = (signs[3], "dim")
    cells[at(start)] = (signs[PLANNED], "dim")
    cells[at(end)] = (signs[sign], style)
    return joined(cells)


def along(
    points: Iterable[tuple[float, int, str]],
    low: float,
    high: float,
    width: int,
    *,
    today: float | None = None,
    ascii_only: bool = False,
) -> list[Span]:
    """Points (value, sign, style) on a scale from `low` to `high`, with today's line behind them."""
    signs = _WAY[ascii_only]
    cells: list[Span] = [(" ", "")] * max(1, width)
    found = [(value, signs[sign], style) for value, sign, style in points]
    if today is not None and low <= today <= high:
        found.insert(0, (today, signs[4], "rule"))
    for value, sign, style in found:
        share = (value - low) / (high - low) if high > low else 0.0
        cells[max(0, min(len(cells) - 1, round(share * (len(cells) - 1))))] = (sign, style)
    return joined(cells)


def joined(cells: Sequence[Span]) -> list[Span]:
    """Neighbours of one style as one span."""
    spans: list[Span] = []
    for text, style in cells:
        if spans and spans[-1][1] == style:
            spans[-1] = (spans[-1][0] + text, style)
        else:
            spans.append((text, style))
    return spans
