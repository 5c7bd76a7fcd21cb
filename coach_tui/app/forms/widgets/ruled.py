"""The line that a field one types in stands on: it tells fields apart, and which of them has the focus."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from coach_tui.app.widgets.drawing import PLAIN_STYLES

_UNDER = Style(underline=True)


def on_a_line(field: Widget, strip: Strip, y: int) -> Strip:
    """A row of a field as it is drawn: the last one is underlined, its end in the colour of the focus."""
    if y != field.size.height - 1:
        return strip
    styles: Mapping[str, Style] = getattr(field.app, "line_styles", None) or PLAIN_STYLES
    colour = styles["accent" if field.has_focus else "dim"].color
    segments = list(strip)
    at = len(segments)
    ground = segments[-1].style.bgcolor if segments and segments[-1].style else None
    while at and not segments[at - 1].text.strip() and _ground(segments[at - 1]) == ground:
        at -= 1
    texts = [Segment(text, (style or Style()) + _UNDER) for text, style, _ in segments[:at]]
    blanks = [
        Segment(text, (style or Style()) + _UNDER + Style(color=colour)) for text, style, _ in segments[at:]
    ]
    return Strip([*texts, *blanks], strip.cell_length)


def _ground(segment: Segment) -> object:
    """What a segment stands on; a cursor stands on nothing like the rest."""
    style = segment.style or Style()
    return "reversed" if style.reverse else style.bgcolor
