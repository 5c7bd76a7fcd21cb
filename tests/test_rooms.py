"""A room says what stands in it, and is small enough to be looked over."""

import ast
import re
from pathlib import Path

from coach_tui import plan

PACKAGE = Path(plan.__file__).parents[1]
FILES = sorted(PACKAGE.rglob("*.py"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_the_plan_names_every_file_of_its_room_once_and_nothing_else() -> None:
    folder = Path(plan.__file__).parent
    files = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    rooms = [path.parent.name for path in folder.glob("*/__init__.py")]
    named = re.findall(r"^    (\w+)  +\S", plan.__doc__ or "", re.MULTILINE)
    assert sorted(named) == sorted([*files, *rooms])


def test_no_file_and_no_function_is_longer_than_one_can_hold_in_mind() -> None:
    long = [
        (path.name, lines) for path in FILES if (lines := len(path.read_text("utf-8").splitlines())) > 400
    ]
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, FUNCTIONS) and (node.end_lineno or 0) - node.lineno >= 50:
                long.append((f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1))
    assert long == []


def test_conversations_read_from_top_to_bottom() -> None:
    """No function within a function in them, and hardly any elsewhere in the app."""
    nested = [
        f"{path.relative_to(PACKAGE)}:{inner.name}"
        for path in FILES
        if path.is_relative_to(PACKAGE / "app")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, FUNCTIONS)
        for inner in ast.walk(node)
        if isinstance(inner, FUNCTIONS) and inner is not node
    ]
    assert [name for name in nested if name.startswith("app/dialogues/")] == []
    assert len(nested) <= 12, nested


def test_every_room_says_in_one_line_what_it_is_for() -> None:
    rooms = [path for path in FILES if path.name == "__init__.py"]
    said = [ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "" for path in rooms]
    assert all(text.partition("\n")[0].endswith(".") for text in said), rooms
