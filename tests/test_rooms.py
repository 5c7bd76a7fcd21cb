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


HELD = {
    "desk": "the data file, and the verbs that write to it",
    "settings": "the configuration",
    "looks": "theme and signs",
    "demo": "whether it is the made-up practice",
    "today": "the day it is",
    "work": "reading and writing, one after the other",
    "stage": "the places, and which is shown",
    "drafts": "what is typed and not saved",
    "outside": "what happens without a key: midnight, other programs",
    "syncing": "the practice on several machines",
    "talks": "the conversations that are going on",
    "ascii_only": "what the terminal can show",
    "line_styles": "the colours of the theme",
    "top": "the line on top",
    "body": "where the place stands",
    "bottom": "the line at the bottom",
}
"""What the app holds, and what for: parts of itself, and no value that one page leaves there for another."""


def test_nothing_is_parked_on_the_app() -> None:
    tree = ast.parse((PACKAGE / "app" / "app.py").read_text("utf-8"))
    coach = ast.parse((PACKAGE / "app" / "coach.py").read_text("utf-8"))
    own = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value) == "self"
    }
    offered = {
        node.target.id
        for one in coach.body
        if isinstance(one, ast.ClassDef)
        for node in one.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    assert own == set(HELD)
    assert offered <= set(HELD)
    # from elsewhere it is set up as any app of Textual's is, and told of midnight
    from_elsewhere = {
        f"{path.relative_to(PACKAGE)}: {ast.unparse(node)}"
        for path in FILES
        if path.is_relative_to(PACKAGE / "app") and "terminal" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and ast.unparse(node.value).rpartition(".")[2] in ("app", "coach", "_app", "_coach")
    }
    assert from_elsewhere == {
        "app/looks.py: app.own_filters",
        "app/looks.py: app.theme",
        "app/opening.py: app.asked",
        "app/outside.py: self._coach.today",
        "app/widgets/bottom.py: self.app.cursor_position",
    }
