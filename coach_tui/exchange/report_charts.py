"""The charts of a report, as small pieces of SVG made from the same figures as the Insights.

Each has a title that says in words what it shows, and stands beside a table or line with the figures.
Attributes alone say how it looks, so that a printer's renderer draws what a browser draws.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from coach_tui.plan.fields import plain_number
from coach_tui.plan.report import full

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

INK, SOFT, RULE, ACCENT = "#1d2433", "#667085", "#d0d5dd", "#0b6b74"
FONT = "Helvetica, Arial, sans-serif"
WIDTH, HEIGHT = 620, 180
LEFT, RIGHT, TOP, BOTTOM = 46, 92, 16, 26


def svg(width: float, height: float, said: str, parts: Sequence[str]) -> str:
    """A picture of so many units, with what it says for those who do not see it."""
    told = escape(said)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-label="{told}"><title>{told}</title>{"".join(parts)}</svg>'
    )


def progress(share: float | None, expected: float | None) -> str:
    """How far an objective has come, as a bar, with a mark where it was expected to be by now."""
    if share is None:
        return ""
    width = 240
    filled = max(0.0, min(1.0, share)) * width
    said = f"{round(share * 100)}% of the way" + (
        f", {round(expected * 100)}% expected by now" if expected is not None else ""
    )
    parts = [
        _rect(0, 4, width, 6, RULE),
        _rect(0, 4, filled, 6, ACCENT),
    ]
    if expected is not None:
        at = max(1.0, min(width - 1.0, expected * width))
        parts.append(_line(at, 0, at, 14, INK, 2))
    return svg(width, 14, said, parts)


def measure(told: dict[str, Any], today: str) -> str:
    """A measure's dated values against its line from baseline to target, with the forecast.

    Args:
        told: a measure as in `coach insights --json`.
        today: the day of the report, ISO.
    """
    values = [(_number(one["date"]), one["value"]) for one in told["values"]]
    line = [(_number(one["date"]), one["value"]) for one in told["target_line"]]
    if not values or len(values) + len(line) < 3:
        return ""
    ahead = _forecast(told, values, line)
    points = [*values, *line, *ahead]
    first, last = min(day for day, _ in points), max(day for day, _ in points)
    low, high = min(value for _, value in points), max(value for _, value in points)
    pad = (high - low) * 0.06 or 1
    low, high = low - pad, high + pad

    def at(point: tuple[int, float]) -> tuple[float, float]:
        day, value = point
        x = LEFT + (day - first) / max(1, last - first) * (WIDTH - LEFT - RIGHT)
        y = HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)
        return x, y

    floor = HEIGHT - BOTTOM
    parts = [_line(LEFT, floor, WIDTH - RIGHT, floor, RULE, 1)]
    now = _number(today)
    if first < now < last:
        x = at((now, low))[0]
        parts.append(_line(x, TOP - 6, x, floor, RULE, 1))
        parts.append(_text(x, TOP - 8, "today", "middle"))
    if line:
        parts.append(_path([at(point) for point in line], SOFT, 1.2, dash="5 4"))
        for (day, value), anchor in ((line[0], "end"), (line[-1], "start")):
            x, y = at((day, value))
            parts.append(_text(x + (6 if anchor == "start" else -6), y + 4, plain_number(value), anchor))
    if ahead:
        parts.append(_path([at(point) for point in ahead], ACCENT, 1.2, dash="1 4"))
    parts.append(_path([at(point) for point in values], ACCENT, 2))
    if len(values) <= 60:
        parts += [_dot(*at(point), ACCENT) for point in values]
    x, y = at(values[-1])
    parts.append(_dot(x, y, ACCENT, 4))
    parts.append(_text(x + 8, y - 7, plain_number(values[-1][1]), "start", INK, 12))
    parts.append(_text(LEFT, HEIGHT - 8, _short(first), "start"))
    parts.append(_text(WIDTH - RIGHT, HEIGHT - 8, _short(last), "end"))
    return svg(WIDTH, HEIGHT, _told(told), parts)


def _forecast(
    told: dict[str, Any], values: list[tuple[int, float]], line: list[tuple[int, float]]
) -> list[tuple[int, float]]:
    """The way from the last value to the forecast, where it does not stretch the chart beyond use."""
    found = (told["forecast"] or {}).get("date")
    if not found or told["target"] is None:
        return []
    day = _number(found)
    end = max(line[-1][0] if line else 0, values[-1][0])
    start = min(values[0][0], line[0][0] if line else values[0][0])
    if not values[-1][0] < day <= end + (end - start) * 0.5:
        return []
    return [values[-1], (day, told["target"])]


def _told(told: dict[str, Any]) -> str:
    first, last = told["values"][0], told["values"][-1]
    said = (
        f"{told['name']}: from {plain_number(first['value'])} on {full(first['date'])} "
        f"to {plain_number(last['value'])} on {full(last['date'])}"
    )
    return f"{said}; target {plain_number(told['target'])}" if told["target"] is not None else said


def milestone(told: dict[str, Any], span: tuple[str, str], today: str) -> str:
    """A milestone on the span of the plan: where it was planned (ring), where it is or was done (dot)."""
    width, middle = 170, 8
    first, last = _number(span[0]), _number(span[1])

    def at(day: str) -> float:
        return 6 + (_number(day) - first) / max(1, last - first) * (width - 12)

    planned = told["planned"]
    end = told["done_on"] or told["due"]
    parts = [_line(4, middle, width - 4, middle, RULE, 1)]
    if span[0] <= today <= span[1]:
        parts.append(_line(at(today), 1, at(today), 15, SOFT, 1))
    if planned != end:
        parts.append(_line(at(planned), middle, at(end), middle, ACCENT, 2))
        parts.append(_ring(at(planned), middle))
    parts.append(_dot(at(end), middle, ACCENT, 4) if told["done_on"] else _ring(at(end), middle, 4))
    said = f"planned for {full(planned)}, " + ("done on " if told["done_on"] else "now ") + full(end)
    return svg(width, 16, said, parts)


def span(milestones: Sequence[dict[str, Any]], start: str, end: str | None) -> tuple[str, str]:
    """The days from which to which a plan's milestones are drawn (ISO)."""
    days = [start, *([end] if end else [])]
    for one in milestones:
        days += [day for day in (one["planned"], one["due"], one["done_on"]) if day]
    return min(days), max(days)


def rating(item: dict[str, Any], scale: dict[str, int]) -> str:
    """An item of a round on its scale: a ring for the client's own view, a dot for the others' mean."""
    if item["self"] is None and item["others"] is None:
        return ""
    width = 170

    def at(value: float) -> float:
        return 8 + (value - scale["low"]) / (scale["high"] - scale["low"]) * (width - 16)

    parts = [_line(8, 8, width - 8, 8, RULE, 1)]
    parts += [_line(at(score), 5, at(score), 11, RULE, 1) for score in range(scale["low"], scale["high"] + 1)]
    said = []
    if item["others"] is not None:
        parts.append(_dot(at(item["others"]["mean"]), 8, ACCENT, 4.5))
        said.append(f"others {item['others']['mean']:.1f}")
    if item["self"] is not None:
        parts.append(_ring(at(item["self"]), 8, 4.5))
        said.append(f"self {item['self']}")
    return svg(width, 16, ", ".join(said), parts)


def own_score(item: dict[str, Any], scale: dict[str, int]) -> str:
    """An item of an assessment on its scale: a bar for the client's score, a ring for the one before."""
    if item["score"] is None:
        return ""
    width, span = 170, scale["high"] - scale["low"]

    def at(value: float) -> float:
        return 5 + (value - scale["low"]) / span * (width - 10)

    said = f"{item['score']} of {scale['high']}"
    parts = [_rect(5, 5, width - 10, 6, RULE), _rect(5, 5, at(item["score"]) - 5, 6, ACCENT)]
    if item["before"] is not None:
        parts.append(_ring(at(item["before"]), 8, 4.5))
        said += f", {item['before']} before"
    return svg(width, 16, said, parts)


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _short(number: int) -> str:
    return full(date.fromordinal(number))


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2" fill="{fill}"/>'


def _line(x: float, y: float, to_x: float, to_y: float, stroke: str, width: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{stroke}" '
        f'stroke-width="{width:g}"/>'
    )


def _path(points: Sequence[tuple[float, float]], stroke: str, width: float, dash: str = "") -> str:
    way = " ".join(f"{'L' if number else 'M'}{x:.1f} {y:.1f}" for number, (x, y) in enumerate(points))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="{way}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dashed}/>'


def _dot(x: float, y: float, fill: str, radius: float = 2.5) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}"/>'


def _ring(x: float, y: float, radius: float = 3.5) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="#ffffff" stroke="{INK}" stroke-width="1.5"/>'
    )


def _text(x: float, y: float, said: str, anchor: str, fill: str = SOFT, size: float = 10) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" font-size="{size:g}" '
        f'font-family="{FONT}">{escape(said)}</text>'
    )
