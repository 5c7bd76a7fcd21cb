"""The faults that can be put into a program, and which of them a seed draws."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Sequence
from copy import copy
from typing import NamedTuple

from .changes import changes_at

Step = tuple[str, int | None]
SKIPPED_FIELDS = frozenset(["annotation", "returns", "decorator_list", "type_comment"])
"""What decides nothing while the program runs."""
SKIPPED_NAMES = frozenset(["TYPE_CHECKING", "__slots__", "__all__", "__repr__", "__hash__"])
"""Assignments and functions that are left as they are: types, storage, what a hash is worked out of."""


class Fault(NamedTuple):
    """One change at one place: a line of a module, within a function or class, if any.

    `first` and `last` are the lines that have to run for anybody to notice; 0 where that is when the module
    is loaded.
    """

    line: int
    within: str
    text: str
    change: str
    weight: float
    first: int
    last: int
    path: tuple[Step, ...]
    new: ast.AST


class _Here(NamedTuple):
    """Where a walk is: the way from the root, and the statement."""

    path: tuple[Step, ...]
    within: str
    statement: ast.stmt | None
    inside: bool


def faults_in(source: str) -> list[Fault]:
    """Every fault that can be put into a program, by line."""
    lines = source.splitlines()
    found: list[Fault] = []
    seen: dict[tuple[int, str], int] = {}
    for node, here in _walk(ast.parse(source), _Here((), "", None, False)):
        for new, words, weight in changes_at(node):
            statement = here.statement
            line = _line_of(node, statement)
            again = seen[line, words] = seen.get((line, words), 0) + 1
            words = words if again == 1 else f"{words} ({again})"
            first, last = _span(statement) if statement is not None and here.inside else (0, 0)
            text = lines[line - 1].strip()
            found.append(Fault(line, here.within, text, words, weight, first, last, here.path, new))
    return sorted(found, key=lambda fault: fault.line)


def faulty(source: str, fault: Fault) -> ast.Module:
    """The program with a fault in it."""
    tree = _put(ast.parse(source), fault.path, fault.new)
    assert isinstance(tree, ast.Module)
    return ast.fix_missing_locations(tree)


def draw(faults: Sequence[Fault], number: int, seed: str) -> list[Fault]:
    """So many faults, at most one a line, drawn by weight; the same ones for the same seed."""
    dice = random.Random(seed)
    drawn = sorted(faults, key=lambda fault: -(dice.random() ** (1 / fault.weight)))
    taken: dict[int, Fault] = {}
    for fault in drawn:
        if len(taken) == number:
            break
        taken.setdefault(fault.line, fault)
    return sorted(taken.values(), key=lambda fault: fault.line)


def _walk(node: ast.AST, here: _Here) -> Iterator[tuple[ast.AST, _Here]]:
    if _skipped(node):
        return
    if isinstance(node, ast.stmt):
        here = here._replace(statement=node)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        here = here._replace(within=f"{here.within}.{node.name}".lstrip("."))
    yield node, here
    for name, value in ast.iter_fields(node):
        if name in SKIPPED_FIELDS:
            continue
        inside = here.inside or (name == "body" and isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
        below = here._replace(inside=inside)
        if isinstance(value, ast.AST):
            yield from _walk(value, below._replace(path=(*here.path, (name, None))))
        elif isinstance(value, list):
            for number, one in enumerate(value):
                if isinstance(one, ast.AST):
                    yield from _walk(one, below._replace(path=(*here.path, (name, number))))


def _skipped(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id in SKIPPED_NAMES:
        return True
    if isinstance(node, ast.FunctionDef):
        return node.name in SKIPPED_NAMES
    return isinstance(node, ast.Assign) and any(
        isinstance(target, ast.Name) and target.id in SKIPPED_NAMES for target in node.targets
    )


def _line_of(node: ast.AST, statement: ast.stmt | None) -> int:
    for one in (node, *ast.iter_child_nodes(node), statement):
        line = getattr(one, "lineno", 0)
        if line:
            return int(line)
    return 1


def _span(statement: ast.stmt) -> tuple[int, int]:
    """The lines of a statement, of one that holds others its head alone."""
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    body = getattr(statement, "body", None)
    if isinstance(body, list) and body and not isinstance(statement, ast.Try):
        last = max(first, body[0].lineno - 1)
    return first, last


def _put(node: ast.AST, path: Sequence[Step], new: ast.AST) -> ast.AST:
    """The tree with a node in another's place; nothing of the tree that was given is changed."""
    if not path:
        return ast.copy_location(copy(new), node) if "lineno" in node._attributes else new
    (name, number), *rest = path
    changed = copy(node)
    below = getattr(node, name)
    if number is None:
        setattr(changed, name, _put(below, rest, new))
    else:
        several = list(below)
        several[number] = _put(below[number], rest, new)
        setattr(changed, name, several)
    return changed
