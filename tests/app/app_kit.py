"""The app under a pilot: what is typed into it, what stands on its screen, what is in its file."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.pilot import Pilot

from coach_tui.app.app import CoachApp
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.looks import Looks
from coach_tui.app.widgets.rows import RowList
from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.settings import Settings
from tests.app.textual_parts import at_rest, key_of, strips_of
from tests.kept import put_example

TODAY = date(2026, 11, 24)
SMALL, LARGE = (80, 24), (120, 40)


class SetClock(Clock):
    """A clock that stands still, at ten in the morning of a day that can be changed."""

    def now(self) -> datetime:
        assert self.fixed is not None
        return datetime.combine(self.fixed, datetime.min.time()).replace(hour=10).astimezone()


class Keyboard:
    """A coach at the app: keys in, text out."""

    def __init__(self, app: CoachApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.count = 0
        """Keys pressed so far."""

    async def settle(self) -> None:
        """Wait until what was set off is done and painted, and the disk has been written."""
        await at_rest(self.app, self.app.work.turn)

    async def press(self, *keys: str) -> None:
        """Press keys by their names or signs, one after the other, each when the app is at rest."""
        for key in keys:
            self.count += 1
            self.app.post_message(key_event(key))
            await self.settle()

    async def type(self, text: str) -> None:
        """Press a key a character, all at once."""
        self.count += len(text)
        for char in text:
            self.app.post_message(key_event("enter" if char == "\n" else char))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Make the terminal larger or smaller."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    async def add(self, place: str) -> None:
        """Show a place and add what it is for, where need be by saying which of several kinds."""
        await self.press(place, "a")
        if self.app.bottom.active:
            await self.press("n")

    async def fill(self, **fields: str) -> None:
        """Go to fields of the open form and type into them, over what is there; `__` stands for a dot."""
        for name, text in fields.items():
            self.form.focus_field(name.replace("__", "."))
            await self.press("end", "ctrl+u")
            await self.type(text)

    async def put(self, **values: Any) -> None:
        """Set fields of the open form without typing; `__` stands for a dot."""
        for name, value in values.items():
            self.form.set_value(name.replace("__", "."), value)
        await self.settle()

    async def save(self) -> None:
        """Save the open form."""
        await self.press("ctrl+s")

    # What is seen

    @property
    def rows(self) -> RowList:
        """The list of the place shown."""
        return self.app.place.query_one(RowList)

    @property
    def key(self) -> str:
        """The key of the row under its cursor; "" where there is none."""
        return self.rows.cursor_key or ""

    @property
    def form(self) -> Form:
        """The form that is open."""
        screen = self.app.screen
        assert isinstance(screen, Form), f"no form is open; the bottom line says: {self.bottom}"
        return screen

    @property
    def in_form(self) -> bool:
        """Whether a form is open."""
        return isinstance(self.app.screen, Form)

    @property
    def lines(self) -> list[str]:
        """The screen as plain text."""
        height = self.app.size.height
        lines = [strip.text for strip in strips_of(self.app)]
        assert len(lines) == height
        return lines

    @property
    def text(self) -> str:
        """The screen as one text, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def words(self) -> str:
        """What the page beside the list says, or the list that has all the room, however it is wrapped."""
        return " ".join(" ".join(line.rpartition("│")[2] for line in self.lines).split())

    @property
    def top(self) -> str:
        """The line on top."""
        return self.lines[0].strip()

    @property
    def bottom(self) -> str:
        """The line at the bottom, with what it had to put into the lines above."""
        above = self.app.bottom.above
        number = above.text.count("\n") + 1 if above is not None and above.text else 0
        return " ".join(line.strip() for line in self.lines[-1 - number :]).strip()

    @property
    def body(self) -> str:
        """What stands between the two lines."""
        below = self.app.bottom.above
        number = below.size.height + 1 if below is not None else 2
        return "\n".join(line.rstrip() for line in self.lines[2:-number])

    def row(self, part: str) -> str:
        """The first line that holds a text."""
        for line in self.lines:
            if part in line:
                return line.rstrip()
        raise AssertionError(f"{part!r} is not on the screen:\n{self.text}")

    # What is stored

    def stored(self, table: str) -> list[dict[str, Any]]:
        """The records of a table as they are in the file."""
        document = json.loads(self.app.desk.store.path.read_bytes())
        return list(document.get(table, {}).values())

    def one(self, table: str, **values: Any) -> dict[str, Any]:
        """The one record of a table that has these values."""
        found = [
            record
            for record in self.stored(table)
            if all(record.get(key) == value for key, value in values.items())
        ]
        assert len(found) == 1, (table, values, self.stored(table))
        return found[0]


async def press(app: App[Any], *keys: str) -> None:
    """Press keys by their names or signs, one after the other, each when the app is at rest."""
    for key in keys:
        app.post_message(key_event(key))
        await at_rest(app)


def key_event(key: str) -> events.Key:
    """The event of a key, by its name or its sign."""
    if len(key) == 1:
        return events.Key(key_of(key), key)
    return events.Key(key, key_to_character(key))


def desk_on(path: Path, today: date = TODAY) -> Desk:
    """A desk on a data file, with a clock that stands still."""
    return Desk(path, SetClock(today))


def with_example(path: Path, today: date = TODAY) -> Desk:
    """A data file that holds the example plan."""
    desk = desk_on(path, today)
    put_example(desk)
    return desk


def make_app(desk: Desk, settings: Settings | None = None) -> CoachApp:
    """The app on a desk, drawn with all signs."""
    settings = settings or Settings()
    looks = Looks(settings)
    looks.ascii_only = settings.ascii
    return CoachApp(desk, settings, looks)


@contextlib.asynccontextmanager
async def opened(
    desk: Desk, size: tuple[int, int] = SMALL, settings: Settings | None = None
) -> AsyncIterator[Keyboard]:
    """The app opened on a desk and come to rest."""
    app = make_app(desk, settings)
    settled = asyncio.Event()
    settle_in = app._settle_in

    def settle_in_and_tell() -> None:
        settle_in()
        settled.set()

    app._settle_in = settle_in_and_tell  # type: ignore[method-assign]
    async with app.run_test(size=size) as pilot:
        keyboard = Keyboard(app, pilot)
        await keyboard.settle()
        await asyncio.wait_for(settled.wait(), 10)
        await keyboard.settle()
        yield keyboard


KEEP = """
import json, sys
from pathlib import Path
from coach_tui.store.drafts import save_drafts
save_drafts(Path(sys.argv[1]), json.load(sys.stdin))
"""


def die_with(path: Path, drafts: list[dict[str, Any]]) -> None:
    """Leave drafts behind as a process does whose connection has dropped."""
    subprocess.run(
        [sys.executable, "-c", KEEP, str(path)], input=json.dumps(drafts), text=True, check=True, timeout=30
    )
