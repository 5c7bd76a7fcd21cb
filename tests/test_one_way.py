"""A field of a record is read in one way, by its typed name: `milestone.due`, not `milestone.raw["due"]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import coach_tui
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS

ROOMS = ("plan", "changes", "exchange", "cli", "app")
STORED_FORM = {
    ("plan/draft.py", "_in_order", "round"): "written out: the round's id gives way to its title",
    ("changes/judgement.py", "_others", "accepted"): "of whatever noun it is that a finding is about",
}
"""Where the stored form is what is meant: file, function and field, and why."""


def declared(noun: type[Record]) -> Iterator[str]:
    """The keys of a noun's fields, and of the records inside it."""
    for key, field in noun.fields.items():
        yield key
        inner = getattr(field, "record", None)
        if inner is not None:
            yield from declared(inner)


FIELDS = {key for noun in NOUNS.values() for key in declared(noun)}


def is_raw(node: ast.expr, names: set[str]) -> bool:
    """Whether an expression is a record's stored document, or a name that was given one."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "dict" and node.args:
        return is_raw(node.args[0], names)
    if isinstance(node, ast.IfExp):
        return is_raw(node.body, names) or is_raw(node.orelse, names)
    if isinstance(node, ast.Name):
        return node.id in names
    return isinstance(node, ast.Attribute) and node.attr == "raw"


def reads(function: ast.AST) -> Iterator[str]:
    """The fields that a function reads from stored documents of records."""
    names: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and is_raw(node.value, names):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            holder, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            if node.func.attr != "get":
                continue
            holder, key = node.func.value, node.args[0]
        else:
            continue
        if isinstance(key, ast.Constant) and key.value in FIELDS and is_raw(holder, names):
            yield key.value


def found_in(source: str) -> set[tuple[str, str]]:
    """The functions that read fields past their names, with the field."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]
    return {(function.name, key) for function in functions for key in reads(function)}


def test_fields_are_read_by_their_names() -> None:
    folder = Path(coach_tui.__file__).parent
    found = {
        (str(path.relative_to(folder)), name, key)
        for room in ROOMS
        for path in (folder / room).rglob("*.py")
        for name, key in found_in(path.read_text("utf-8"))
    }
    assert found == set(STORED_FORM)


@pytest.mark.parametrize(
    "line",
    [
        'return one.raw["due"]',
        'return one.raw.get("held_on", "")',
        'return [one.raw["value"] for one in plan.part(noun)]',
        'raw = one.raw\n    return raw["due"]',
        'raw = dict(change.record(noun, uid).raw)\n    return raw.get("due")',
        'raw = one.raw if one else other.raw\n    return raw["due"]',
    ],
)
def test_a_field_read_past_its_name_is_seen(line: str) -> None:
    assert len(found_in(f"def how(one):\n    {line}\n")) == 1
    assert len(found_in(f"async def how(one):\n    {line}\n")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "return one.due",
        "return one.raw[key]",
        'return one.raw["plan"]',
        'return document["due"]',
        'one.raw["due"] = "2026-12-24"',
        'return {**one.raw, "due": None}',
    ],
)
def test_nothing_else_is(line: str) -> None:
    assert found_in(f"def how(one, document):\n    {line}\n") == set()
