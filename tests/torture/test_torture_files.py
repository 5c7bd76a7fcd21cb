"""Sixty files that are no sound data file: no command that writes takes one for less than it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui.store.shapes import FORMAT
from tests.torture.motions import MOTIONS, STAYS, SYNC, World, begun

Make = Callable[[bytes], bytes]


def _changed(*keys: str, to: object) -> Make:
    """The same file, with another value in one place."""

    def make(raw: bytes) -> bytes:
        found = json.loads(raw)
        place = found
        for key in keys[:-1]:
            place = place[key if key != "*" else next(iter(place))]
        last = keys[-1] if keys[-1] != "*" else next(iter(place))
        place[last] = to
        return json.dumps(found).encode()

    return make


def _cut(part: float) -> Make:
    return lambda raw: raw[: int(len(raw) * part)]


def _zeros(part: float) -> Make:
    return lambda raw: raw[: int(len(raw) * part)].ljust(len(raw), b"\0")


def _in_the_middle(text: bytes) -> Make:
    return lambda raw: raw[: raw.index(b"\n", 400)] + text + raw[raw.index(b"\n", 400) :]


BAD: dict[str, Make] = {
    **{f"cut off at {number} of 20": _cut(number / 20) for number in range(20)},
    "cut off by a byte": lambda raw: raw.rstrip()[:-1],
    **{f"zeros from {number} of 8": _zeros(number / 8) for number in range(8)},
    "blanks": lambda raw: b" \n" * len(raw),
    "twice": lambda raw: raw + raw,
    "something behind it": lambda raw: raw + b"}",
    "half of it twice": lambda raw: raw[: len(raw) // 2] * 2,
    "backwards": lambda raw: raw[::-1],
    "in UTF-16": lambda raw: raw.decode().encode("utf-16"),
    "a byte of no text": _in_the_middle(b"\xff"),
    "an escape": _in_the_middle(b"\x1b[2J"),
    "conflict markers": _in_the_middle(b"\n<<<<<<< ours\n=======\n>>>>>>> theirs\n"),
    "a comment": _in_the_middle(b"// so"),
    "a comma too many": _in_the_middle(b",,"),
    "single quotes": lambda raw: raw.replace(b'"', b"'"),
    "no number": _changed("clients", "*", "hours_per_week", to=float("nan")),
    "a number without end": _in_the_middle(b'"x":' + b"9" * 400 + b","),
    "a key twice": lambda raw: raw.replace(b'"uid":', b'"uid":"x",\n"uid":', 1),
    "nothing": lambda raw: b"",
    "null": lambda raw: b"null",
    "a list": lambda raw: b"[]",
    "an empty object": lambda raw: b"{}",
    "a text": lambda raw: b'"coach"',
    "a page": lambda raw: b"<!doctype html><title>Sign in</title>",
    "a plan": lambda raw: b'[client]\nname = "Anna"\n',
    "no meta": _changed("meta", to={}),
    "meta as a list": _changed("meta", to=[]),
    "a format to come": _changed("meta", "*", "format", to=FORMAT + 1),
    "a format as text": _changed("meta", "*", "format", to="3"),
    "no format": _changed("meta", "*", "format", to=None),
    "a generation as text": _changed("meta", "*", "generation", to="many"),
    "a generation below zero": _changed("meta", "*", "generation", to=-1),
    "a table as a list": _changed("clients", to=[]),
    "a table as text": _changed("checkins", to="none"),
    "a record as a list": _changed("clients", "*", to=[1]),
    "a record as a number": _changed("checkins", "*", to=5),
    "a record of no number": _changed("clients", "first", to={"uid": "x", "name": "X"}),
    "a record without an id": _changed("clients", "*", to={"name": "X"}),
    "an id as a number": _changed("clients", "*", "uid", to=7),
    "a name as a list": _changed("clients", "*", "name", to=["Anna"]),
    "a day that is none": _changed("engagements", "*", "start", to="2026-02-31"),
    "an entry without its ops": _changed("journal", "*", "ops", to=None),
    "an entry in no state": _changed("journal", "*", "state", to="perhaps"),
    "half a character": lambda raw: raw.replace(b'"name":"', b'"name":"\\ud800', 1),
    "an age file that is none": lambda raw: b"age-encryption.org/v1\n" + raw,
}
"""What stands in the data file's place, made of a sound one."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    home = tmp_path_factory.mktemp("files") / "home"
    home.mkdir()
    return begun(home)


def test_there_are_sixty() -> None:
    assert len(BAD) >= 60


@pytest.mark.parametrize("name", BAD)
def test_no_command_takes_it_for_less_than_it_is(name: str, world: World) -> None:
    sound = world.data.read_bytes()
    bad = BAD[name](sound)
    assert bad != sound
    before = {path: path.read_bytes() for path in world.home.rglob("*") if path.is_file()}
    try:
        world.data.write_bytes(bad)
        for motion in MOTIONS:
            if motion.name in ("restore", "backup", "report", "form"):
                continue  # the first two are for such a file; the last ones read as any export does
            ran = world.run(*motion.words(world))
            assert ran.status == 3, (motion.name, ran.status, ran.out[:200], ran.err)
            assert ran.err.startswith("coach: "), motion.name
            assert ran.err.count("\n") == 1, (motion.name, ran.err)
            assert ran.err[:-1].isprintable(), motion.name
            assert world.data.read_bytes() == bad, motion.name
    finally:
        world.data.write_bytes(sound)
    after = {path: path.read_bytes() for path in world.home.rglob("*") if path.is_file()}
    assert {path for path in after if before.get(path) != after[path]} == set()
    assert STAYS in world.run("export", "json").out


def test_a_restore_puts_what_stood_there_aside(world: World, tmp_path: Path) -> None:
    sound = world.data.read_bytes()
    bad = BAD["cut off at 7 of 20"](sound)
    world.data.write_bytes(bad)
    world.shell.ok("restore", ".backup.")
    aside = [path for path in (world.data.parent / "backups").iterdir() if "before-restore" in path.name]
    assert [path.read_bytes() for path in aside] == [bad]
    assert STAYS in world.run("export", "json").out


def test_a_damaged_file_is_never_synced(world: World) -> None:
    SYNC.before(world)
    sound = world.data.read_bytes()
    for name in ("cut off at 7 of 20", "zeros from 4 of 8", "conflict markers", "null"):
        world.data.write_bytes(BAD[name](sound))
        assert world.run("sync").status == 3
    world.data.write_bytes(sound)
    world.shell.ok("sync")
