"""Pictures of screens as text, to be compared line by line: the signs, then a letter for each one's style.

`python -m tests.app.pictures` makes those anew that differ; look at what has changed before you commit it.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path
from string import ascii_letters

from tests.app.app_kit import Keyboard, desk_on, opened
from tests.app.textual_parts import strips_of
from tests.kept import put_demo

FOLDER = Path(__file__).parents[1] / "data" / "pictures"
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
ANNA = ("9", "home", "1")
SCREENS: dict[str, tuple[str, ...]] = {
    "today": (),
    "clients": ("9",),
    "page": ("9", "home", "enter"),
    "objectives": (*ANNA, "1"),
    "timeline": (*ANNA, "4"),
    "calendar": ("6",),
    "insights": (*ANNA, "7"),
    "review": (*ANNA, "r"),
}
"""What is pressed from the start on."""


async def picture(path: Path, screen: str, size: str) -> str:
    """A screen of the made-up practice; `path` is a data file that does not exist yet."""
    desk = desk_on(path)
    put_demo(desk)
    async with opened(desk, SIZES[size]) as coach:
        await coach.press(*SCREENS[screen])
        return drawn(coach)


def drawn(coach: Keyboard) -> str:
    """The screen as signs, as letters of styles, and which letter is which style."""
    strips = strips_of(coach.app)
    letters: dict[str, str] = {}
    rows = []
    for strip in strips:
        row = ""
        for segment in strip:
            style = str(segment.style or "")
            row += letters.setdefault(style, ascii_letters[len(letters)]) * len(segment.text)
        rows.append(row)
    signs = [strip.text.rstrip() for strip in strips]
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([*signs, "", *rows, "", *legend, ""])


def kept(screen: str, size: str) -> Path:
    """The file that a picture is kept in."""
    return FOLDER / f"{screen}-{size}.txt"


async def make_anew() -> None:
    """Write every picture that is not as it was."""
    for screen in SCREENS:
        for size in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                text = await picture(Path(folder) / "coach.json", screen, size)
            file = kept(screen, size)
            if not file.exists() or file.read_text("utf-8") != text:
                file.write_text(text, "utf-8")
                print(file)  # noqa: T201


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        for name in ("COLORTERM", "NO_COLOR", "SSH_CONNECTION"):
            os.environ.pop(name, None)
        os.environ |= {"TERM": "xterm-256color", "HOME": home, "XDG_CONFIG_HOME": home}
        asyncio.run(make_anew())
