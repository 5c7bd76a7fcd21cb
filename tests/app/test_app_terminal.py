"""What stands between Textual and the terminal, and who may know Textual's private parts."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from textual import events
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump

import coach_tui.app
from coach_tui.changes.desk import Desk
from tests.app.app_kit import opened

ROOT = Path(__file__).resolve().parents[2]
KNOWS = ROOT / "coach_tui" / "app" / "terminal" / "private.py"
KIT = ROOT / "tests" / "app" / "textual_parts.py"
OVERRIDDEN = {"_display", "_fatal_error"}
PYTHONS_OWN = {"_asdict", "_Environ", "_exit", "_replace"}

ROOMS = ("coach_tui/app", "tests/app", "tests/journeys")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


async def test_nothing_is_animated(example: Desk) -> None:
    async with opened(example) as k:
        assert k.app.animation_level == "none"


def test_in_this_version_of_textual_every_part_is_as_it_is_known() -> None:
    from coach_tui.app.terminal import private

    assert private.SPARES
    assert private.IN_TURN
    assert private.QUIET_FOCUS
    assert private.make_parser(False) is not None
    assert vars(private.BareApp).keys() >= OVERRIDDEN


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("\x1by", ["escape", "y"]),
        ("\x1b0", ["escape", "0"]),  # no “º”
        ("\x1bf", ["escape", "f"]),  # no step by a word
        ("\x1bé", ["escape", "é"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b\x1by", ["escape", "escape", "y"]),
        ("q\x1bjk", ["q", "escape", "j", "k"]),
        ("\x1b[A", ["up"]),
        ("\x1b[1;3A", ["alt+up"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[121;3u", ["alt+y"]),  # a terminal that says that it was Alt
    ],
)
def test_an_escape_and_a_letter_at_once_are_both(typed: str, keys: list[str]) -> None:
    from coach_tui.app.terminal import private

    parser = private.make_parser(False)
    assert parser is not None
    found = [message for message in parser.feed(typed) if isinstance(message, events.Key)]
    assert [event.character if len(event.key) > 12 else event.key for event in found] == keys


def is_private(name: str) -> bool:
    return len(name) > 1 and name.startswith("_") and not name.startswith("__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def defined(node: ast.AST, *, inside: bool = False) -> Iterator[str]:
    """What it defines: functions, classes, variables but those of functions, and what is put on `self`."""
    for part in ast.iter_child_nodes(node):
        match part:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
                yield from defined(part, inside=True)
                continue
            case ast.ClassDef(name=name):
                yield name
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name, ctx=ast.Store()):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) if not inside:
                yield name
        yield from defined(part, inside=inside)


def imported(node: ast.AST) -> Iterator[str]:
    """What it imports, module by module and name by name."""
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            yield from (alias.name for alias in part.names)
        elif isinstance(part, ast.ImportFrom) and part.module:
            yield from (f"{part.module}.{alias.name}" for alias in part.names)


def test_one_file_knows_textuals_private_parts_and_one_of_the_tests() -> None:
    """Another names none of them, neither in an import nor behind a dot."""
    ours = {name for path in FILES if path != KNOWS for name in defined(tree(path))} | PYTHONS_OWN
    knows = {}
    for path in FILES:
        names = [name for name in imported(tree(path)) if name.partition(".")[0] == "textual"]
        dotted = {part.attr for part in ast.walk(tree(path)) if isinstance(part, ast.Attribute)}
        of_others = set(filter(is_private, dotted)) - ours
        of_others.update(name for name in names if any(map(is_private, name.split("."))))
        if of_others:
            knows[path] = of_others
    assert knows.keys() == {KNOWS, KIT}, knows


def test_no_name_of_ours_takes_the_place_of_one_of_textuals() -> None:
    """A private method that happens to be called like one of a widget's own would be called by it."""
    found = {}
    for module in pkgutil.walk_packages(coach_tui.app.__path__, "coach_tui.app."):
        for kind in vars(importlib.import_module(module.name)).values():
            ours = inspect.isclass(kind) and kind.__module__ == module.name
            if ours and issubclass(kind, (MessagePump, Message, Driver)):
                stock = [base for base in kind.__mro__ if base.__module__.partition(".")[0] == "textual"]
                theirs = frozenset().union(*map(private_names, stock))
                if taken := private_names(kind) & theirs:
                    found[kind.__name__] = taken
    assert found == {"BareApp": OVERRIDDEN}


@cache
def private_names(kind: type) -> frozenset[str]:
    """The private names that a class itself gives something: to its methods and to `self`."""
    nodes = ast.walk(tree(Path(inspect.getfile(kind))))
    made = next(node for node in nodes if isinstance(node, ast.ClassDef) and node.name == kind.__name__)
    return frozenset(filter(is_private, defined(made)))
