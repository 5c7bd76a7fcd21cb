"""Makes the README's pictures from the demo practice: `python screenshots/make.py`.

With `--all FOLDER` every place is drawn instead, in several sizes, some in every theme, to look them over.
The pictures are SVG files that need nothing from outside: fonts are named, not fetched.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

DAY = date(2026, 11, 24)
HERE = Path(__file__).resolve().parent
FONTS = "'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace"

CELL = 12.2
"""How wide the pictures draw a cell."""
NARROW, WIDE = (80, 24), (120, 40)


class Picture(NamedTuple):
    """What to press before the picture is taken; a space parts one key from the next."""

    name: str
    keys: str
    size: tuple[int, int] = WIDE
    theme: str = "coach-dark"


ANNA = "9 slash A n n a enter enter"
"""Keys that open the client whose plan the pictures show."""

README = (
    Picture("today", "", NARROW),
    Picture("page", "9", WIDE),
    Picture("timeline", "9 slash Z o enter enter 4", (100, 20)),
    Picture("calendar", "6 v"),
    Picture("insights", f"{ANNA} 7", (126, 30)),
    Picture("review", f"{ANNA} r", NARROW, "coach-light"),
    Picture("session", f"{ANNA} s", (110, 36)),
)

PLACES = (
    ("0-today", ""),
    ("1-objectives", f"{ANNA} 1"),
    ("2-needs", f"{ANNA} 2"),
    ("3-strategies", f"{ANNA} 3"),
    ("4-timeline", f"{ANNA} 4"),
    ("5-evaluation", f"{ANNA} 5"),
    ("6-calendar", "6"),
    ("7-insights", f"{ANNA} 7"),
    ("7-insights-page", f"{ANNA} 7 enter"),
    ("7-insights-all", "7 o"),
    ("8-health", f"{ANNA} 8"),
    ("9-clients", "9"),
    ("9-page", "9 enter"),
    ("checkin", f"{ANNA} 1 c"),
    ("form-objective", f"{ANNA} 1 e"),
    ("form-strategy", f"{ANNA} 3 a"),
    ("review", f"{ANNA} 5 r"),
    ("session", f"{ANNA} 5 s"),
    ("palette", "colon"),
    ("help", "question_mark"),
)
ALL = (
    *(Picture(f"{name}-80-dark", keys, NARROW) for name, keys in PLACES),
    *(Picture(f"{name}-120-dark", keys, WIDE) for name, keys in PLACES),
    *(
        Picture(f"{name}-80-{theme}", keys, NARROW, f"coach-{theme}")
        for theme in ("light", "contrast-dark", "contrast-light", "ansi", "ansi-light")
        for name, keys in PLACES
        if name[0] in "067" or name in ("checkin", "form-objective", "review")
    ),
)


def self_contained(svg: str) -> str:
    """The picture without its web fonts: no address of anywhere is left in it, but the SVG namespace."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:\s*Fira Code, monospace", f"font-family: {FONTS}", svg)
    lined = frozenset(re.findall(r"\.(\S+) \{[^}]*text-decoration: underline", svg))
    svg = re.sub(
        r"<text class=\"(\S+)\" x=\"([\d.]+)\" y=\"(\S+)\" textLength[^>]*>([^<]*)</text>",
        partial(_placed, lined),
        svg,
    ).replace("text-decoration: underline", "")
    return re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)


def _placed(lined: frozenset[str], match: re.Match[str]) -> str:
    """A piece of a line, each part of it at its own cell: no viewer's font or idea of blanks moves it.

    What is underlined (the classes `lined`) has a line of its own: viewers draw none under blanks.
    """
    from coach_tui.plan.text import cells

    name, x, y, escaped = match.groups()
    left, parts = float(x), []
    if name in lined:
        width = cells(unescape(escaped)) * CELL
        parts.append(f'<rect class="{name}" x="{x}" y="{float(y) + 3:g}" width="{width:g}" height="1"/>')
    for part in re.split(r"(\s{2,}|^\s|(?<=[^\x00-\u2fff])\s)", unescape(escaped)):
        width = cells(part) * CELL
        if part.strip():
            text = escape(part.rstrip()).replace("\xa0", "&#160;")
            length = cells(part.rstrip()) * CELL
            parts.append(f'<text class="{name}" x="{left:g}" y="{y}" textLength="{length:g}">{text}</text>')
        left += width
    return "".join(parts)


class LinedBlanks(LineFilter):
    """Underlined blanks as blanks that Rich does not leave out of a picture."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, drawn alike by a terminal."""
        return [
            Segment(text.replace(" ", "\xa0") if style and style.underline else text, style, control)
            for text, style, control in segments
        ]


async def take(picture: Picture, folder: Path, data: Path) -> Path:
    """Starts the app on the demo practice, presses the keys and saves what is on the screen."""
    from coach_tui.app.app import CoachApp
    from coach_tui.app.looks import Looks
    from coach_tui.changes.desk import Desk
    from coach_tui.clock import Clock
    from coach_tui.settings import Settings

    settings = Settings()
    settings.theme = picture.theme
    clock = Clock(DAY)
    clock.now = lambda: datetime(DAY.year, DAY.month, DAY.day, 10, tzinfo=UTC)  # type: ignore[method-assign]
    desk = Desk(data, clock)
    app = CoachApp(desk, settings, Looks(settings), demo=True)
    app.own_filters = [*app.get_line_filters(), LinedBlanks()]
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        for key in picture.keys.split():
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(0.1)
        svg = app.export_screenshot(title="coach")
    path = folder / f"{picture.name}.svg"
    path.write_text(self_contained(svg), encoding="utf-8")
    return path


def main() -> int:
    """Makes the pictures that were asked for, and names each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--all", metavar="FOLDER", help="every place, into this folder")
    parser.add_argument("--only", metavar="TEXT", default="", help="those whose name holds this text")
    args = parser.parse_args()
    # Full colours and no settings of one's own, whatever terminal this is started in.
    os.environ |= {"COLORTERM": "truecolor", "TERM": "xterm-256color", "TZ": "UTC"}
    for name in ("NO_COLOR", "SSH_CONNECTION", "COACH_DATA", "COACH_TODAY"):
        os.environ.pop(name, None)

    folder = Path(args.all) if args.all else HERE
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = place
        from coach_tui.changes.desk import Desk
        from coach_tui.clock import Clock
        from coach_tui.demo import build

        for index, picture in enumerate(ALL if args.all else README):
            if args.only in picture.name:
                data = Path(place) / str(index) / "coach.json"
                build(Desk(data, Clock(DAY)))
                sys.stdout.write(f"{asyncio.run(take(picture, folder, data))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
