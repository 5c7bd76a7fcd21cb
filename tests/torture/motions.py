"""All that writes, each as a command on a small practice: what a disk may do to it is tried on every one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.store.drafts import save_drafts
from tests.cli.conftest import EXAMPLE, Ran, Shell
from tests.store.locked_kit import Key
from tests.sync.sync_kit import bare

if TYPE_CHECKING:
    from collections.abc import Callable

STAYS = "stays whatever comes"
"""What was noted before; no motion may lose it."""


class World:
    """A home with a data file of two clients, backups, a draft, a folder for exports, a key and a remote."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.shell = Shell(home)
        self.shell.env |= {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}
        self.data = self.shell.path
        self.out = home / "out"

    def run(self, *argv: str) -> Ran:
        """Run a command."""
        return self.shell(*argv)


def begun(home: Path) -> World:
    """A world such as each motion starts from."""
    world = World(home)
    for name in ("out", "keys", "calendar"):
        (home / name).mkdir(mode=0o700)
    (home / "keys" / "public").write_text(Key(home / "keys").recipient)
    (home / "config.toml").write_text(
        f'vdir = "{home}/calendar"\nidentity = "{home}/keys/key.txt"\n', encoding="utf-8"
    )
    for argv in (
        ("import", str(EXAMPLE)),
        ("checkin", "anna", "--note", STAYS),
        ("backup",),
        ("checkin", "anna", "--note", "the last change"),
        ("export", "vdir"),
    ):
        world.shell.ok(*argv)
    plan = EXAMPLE.read_text(encoding="utf-8").replace("Anna Berg", "Ben Ott")
    (home / "ben.toml").write_text(plan.split("\n[[round")[0], encoding="utf-8")
    world.shell.ok("import", str(home / "ben.toml"))
    (home / "ben.toml").unlink()
    world.shell.ok("checkin", "ben", "--note", STAYS)
    save_drafts(world.data, [{"draft_key": "{}", "title": "Ben Ott", "values": {"note": "typed"}}])
    return world


class Motion(NamedTuple):
    """A command that writes: what comes before it, and its words, given where it is."""

    name: str
    words: Callable[[World], list[str]]
    before: Callable[[World], object] = lambda world: None
    plain: bool = True
    """Whether it is one that writes no age files."""

    def start(self, seed: Path, home: Path) -> World:
        """A copy of the world that was begun, ready for it."""
        shutil.copytree(seed, home, symlinks=True)
        world = World(home)
        config = home / "config.toml"
        config.write_text(config.read_text().replace(str(seed), str(home)))
        self.before(world)
        return world


def _encrypt(world: World) -> list[str]:
    public = (world.home / "keys" / "public").read_text()
    return ["encrypt", "--to", public]


def _ready_to_sync(world: World) -> None:
    remote = bare(world.home / "practice.git")
    world.shell.ok("sync", "--init", str(remote))
    world.shell.ok("checkin", "anna", "--note", "to be sent")


MOTIONS = (
    Motion("change", lambda w: ["checkin", "anna", "--note", "one more"]),
    Motion("undo", lambda w: ["undo"]),
    Motion("redo", lambda w: ["redo"], lambda w: w.run("undo")),
    Motion("erase", lambda w: ["erase", "ben", "--yes", "Ben Ott"]),
    Motion("restore", lambda w: ["restore", ".backup."]),
    Motion("backup", lambda w: ["backup"]),
    Motion("encrypt", _encrypt, plain=False),
    Motion("decrypt", lambda w: ["decrypt"], lambda w: w.run(*_encrypt(w)), plain=False),
    Motion("change of a locked file", lambda w: ["checkin", "anna", "--note", "more"],
           lambda w: w.run(*_encrypt(w)), plain=False),
    Motion("export json", lambda w: ["export", "json", "-o", str(w.out / "all.json")]),
    Motion("export csv", lambda w: ["export", "csv", "-o", str(w.out / "tables")]),
    Motion("export ics", lambda w: ["export", "ics", "-o", str(w.out / "dates.ics")]),
    Motion("export vdir", lambda w: ["export", "vdir"], lambda w: w.run("off", "2026-12-24")),
    Motion("report", lambda w: ["report", "anna", "--for", "client", "-o", str(w.out / "anna.md")]),
    Motion("form", lambda w: ["form", "anna", "checkin", "-o", str(w.out / "form.txt")]),
)  # fmt: skip
SYNC = Motion("sync", lambda w: ["sync"], _ready_to_sync)
"""It is not among the others, as git writes for itself, which no disk of ours sees."""
