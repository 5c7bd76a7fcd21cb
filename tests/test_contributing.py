"""What CONTRIBUTING says of adding something is all that it takes: here it is done."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def rows(heading: str) -> list[list[str]]:
    """The rows of the table that begins with this heading, as cells."""
    table = CONTRIBUTING[CONTRIBUTING.index(heading) :].split("\n\n")[0]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]


PLACE = '''"""Wins: all of them."""

from __future__ import annotations

from coach_tui.app.places.place import ListPlace
from coach_tui.app.widgets.rows import Row


class Wins(ListPlace):
    """A row a win."""

    title = "Wins"

    def make_rows(self) -> list[Row]:
        """All wins."""
        return [Row(uid, [raw["text"]]) for uid, raw in self.coach.practice.tables.get("wins", {}).items()]
'''
CONVERSATION = '''"""Saying hello."""

from __future__ import annotations

from coach_tui.app.coach import Coach


async def say_hello(coach: Coach) -> None:
    """Ask for a name, and greet it."""
    name = await coach.bottom.prompt("Whom?")
    coach.bottom.say(f"hello {name}")
'''
ADDED = {
    "a place": {
        "app/places/wins.py": PLACE,
        "app/places/__init__.py": "    from coach_tui.app.places import wins as wins\n",
        "app/commands.py": '    Command("wins", "f7", "wins", "All wins", place=lambda: places.wins.Wins()'
        "),\n",
    },
    "a command of the app": {
        "app/dialogues/hello.py": CONVERSATION,
        "app/dialogues/__init__.py": "    from coach_tui.app.dialogues import hello as hello\n",
        "app/commands.py": '    Command("hello", "f7", "hello", "Say hello",'
        " does=lambda coach: dialogues.hello.say_hello(coach)),\n",
    },
}
"""What one adds, by the row of CONTRIBUTING that says where: a file of its own, and lines in others."""
TRIED = """
import asyncio, sys
from pathlib import Path
from tests.app.app_kit import opened, with_example

async def tried(path, keys):
    async with opened(with_example(path)) as coach:
        for key in keys:
            await coach.press(key)
        print(coach.text)

asyncio.run(tried(Path(sys.argv[1]), sys.argv[2:]))
"""


@pytest.mark.parametrize(
    ("row", "keys", "seen"),
    [
        ("a place", ["5", "f7"], "Wins  "),
        ("a place", ["5", "colon", *"wins", "enter"], "Wins  "),
        ("a command of the app", ["f7", *"Jo", "enter"], "hello Jo"),
        ("a command of the app", ["colon", *"hello", "enter", *"Jo", "enter"], "hello Jo"),
    ],
)
def test_contributing_names_every_file_that_a_place_and_a_command_need(
    tmp_path: Path, row: str, keys: list[str], seen: str
) -> None:
    """Added to a copy of the package in just the files that the row names, and then used."""
    where = next(cells[1] for cells in rows("| to add | go to |") if cells[0] == row)
    named = set(re.findall(r"`(app/[a-z_/]+(?:\.py)?)`", where))
    package = tmp_path / "coach_tui"
    shutil.copytree(ROOT / "coach_tui", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "themes", tmp_path / "themes")
    for name, text in ADDED[row].items():
        file = package / name
        assert name in named or f"{Path(name).parent}/" in named, (name, named)
        if not file.exists():
            file.write_text(text, "utf-8")
        else:
            lines = file.read_text("utf-8")
            before = next(line for line in ("    *PLACES,\n", "if TYPE_CHECKING:\n") if line in lines)
            file.write_text(lines.replace(before, f"{before}{text}"), "utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", TRIED, str(tmp_path / "data" / "coach.json"), *keys],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "TERM": "xterm-256color"},
        capture_output=True,
        text=True,
    )
    assert seen in done.stdout, done.stdout + done.stderr
