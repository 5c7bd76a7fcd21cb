"""What may be changed at one place of a program, one fault a change."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from copy import copy
from itertools import permutations
from typing import Any, NamedTuple, TypeVar

USUAL, RARE = 1.0, 0.25
"""How readily a change is drawn; those that nearly any test notices are drawn rarely."""

COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_TWINS = ("min max", "any all", "startswith endswith", "partition rpartition", "issubset issuperset")
CALLED = {one: other for pair in _TWINS for one, other in permutations(pair.split())}
"""Functions and methods that are taken for one another."""
PASSED_BY = frozenset(
    ["strip", "lstrip", "rstrip", "lower", "upper", "casefold", "title", "removeprefix", "removesuffix"]
)
"""Methods of a text that are left out, so that the text stays as it is."""
LEFT_OUT = frozenset(
    ["clean", "fold", "plain", "sorted", "reversed", "abs", "round", "quote", "copied", "dict", "list", "int"]
)
"""Functions that are left out, so that what they are given stays as it is."""
ORDERED = frozenset(["sorted", "sort", "min", "max"])
"""Functions whose `key`, `default` or `reverse` is left out."""

Node = TypeVar("Node", bound=ast.AST)
Item = TypeVar("Item")


class Change(NamedTuple):
    """One change: what stands there then, in words, and how readily it is drawn."""

    new: ast.AST
    words: str
    weight: float = USUAL


def changes_at(node: ast.AST) -> Iterator[Change]:
    """Every change that can be made to this node itself."""
    for kind, made in _MAKERS.items():
        if isinstance(node, kind):
            yield from made(node)


def _told(old: ast.AST, new: ast.AST, weight: float = USUAL) -> Change:
    return Change(new, f"{_text(old)} → {_text(new)}", weight)


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())


def _with(node: Node, **fields: object) -> Node:
    new = copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _without(items: list[Item], number: int) -> list[Item]:
    return [*items[:number], *items[number + 1 :]]


def _compare(node: ast.Compare) -> Iterator[Change]:
    for number, operator in enumerate(node.ops):
        for other in COMPARED[type(operator)]:
            yield _told(node, _with(node, ops=[*node.ops[:number], other(), *node.ops[number + 1 :]]))


def _bool(node: ast.BoolOp) -> Iterator[Change]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _told(node, _with(node, op=other))
    for number in range(len(node.values)):
        left = _without(node.values, number)
        yield _told(node, left[0] if len(left) == 1 else _with(node, values=left))


def _binary(node: ast.BinOp) -> Iterator[Change]:
    other = COMPUTED.get(type(node.op))
    if other is None or (isinstance(node.left, (ast.Constant, ast.JoinedStr)) and _is_text(node.left)):
        return
    yield _told(node, _with(node, op=other()))


def _is_text(node: ast.Constant | ast.JoinedStr) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node.value, str)


def _augmented(node: ast.AugAssign) -> Iterator[Change]:
    other = COMPUTED.get(type(node.op))
    if other is not None:
        yield _told(node, _with(node, op=other()))
    yield _dropped(node)


def _unary(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield _told(node, node.operand)


def _constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield _told(node, _with(node, value=not node.value))
    elif isinstance(node.value, (int, float)):
        yield _told(node, _with(node, value=node.value + 1))
        yield _told(node, _with(node, value=node.value - 1))


def _negated(node: ast.If | ast.While | ast.IfExp) -> Iterator[Change]:
    test = node.test
    new = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else None
    negated = new or ast.UnaryOp(op=ast.Not(), operand=test)
    yield Change(_with(node, test=negated), f"if {_text(test)} → if {_text(negated)}", RARE)


def _dropped(node: ast.stmt, weight: float = USUAL) -> Change:
    return Change(ast.Pass(), f"{_text(node)} → dropped", weight)


def _statement(node: ast.Raise | ast.Delete | ast.Continue | ast.Break) -> Iterator[Change]:
    yield _dropped(node)


def _expression(node: ast.Expr) -> Iterator[Change]:
    if isinstance(node.value, (ast.Call, ast.Await)):
        yield _dropped(node)


def _assigned(node: ast.Assign) -> Iterator[Change]:
    if all(isinstance(target, (ast.Attribute, ast.Subscript)) for target in node.targets):
        yield _dropped(node, RARE)


def _returned(node: ast.Return) -> Iterator[Change]:
    if node.value is None:
        yield _dropped(node)
    elif not isinstance(node.value, ast.Constant) or node.value.value:  # None for False tells nobody anything
        yield Change(_with(node, value=ast.Constant(None)), f"{_text(node)} → return None", RARE)


def _filter(node: ast.comprehension) -> Iterator[Change]:
    for number, test in enumerate(node.ifs):
        yield Change(_with(node, ifs=_without(node.ifs, number)), f"for … if {_text(test)} → no filter")


def _elements(node: ast.List | ast.Set | ast.Tuple) -> Iterator[Change]:
    if len(node.elts) < 2 or (not isinstance(node, ast.Set) and not isinstance(node.ctx, ast.Load)):
        return
    for number, one in enumerate(node.elts):
        new = _with(node, elts=_without(node.elts, number))
        yield Change(new, f"{_text(one)} → taken out of the {type(node).__name__.lower()}")


def _pairs(node: ast.Dict) -> Iterator[Change]:
    for number, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
        new = _with(node, keys=_without(node.keys, number), values=_without(node.values, number))
        yield Change(new, f"{_text(key) if key else '**' + _text(value)} → taken out of the dict")


def _call(node: ast.Call) -> Iterator[Change]:
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name in CALLED:
        yield _told(node, _with(node, func=_renamed(called, CALLED[name])))
    if isinstance(called, ast.Attribute) and name in PASSED_BY:
        yield _told(node, called.value)
    if isinstance(called, ast.Name) and name in LEFT_OUT and node.args:
        yield _told(node, node.args[0])
    if name in ORDERED:
        for number in range(len(node.keywords)):
            yield _told(node, _with(node, keywords=_without(node.keywords, number)))


def _renamed(called: ast.expr, name: str) -> ast.expr:
    if isinstance(called, ast.Attribute):
        return _with(called, attr=name)
    return ast.Name(name, ast.Load())


def _slice(node: ast.Slice) -> Iterator[Change]:
    for name in ("lower", "upper"):
        if getattr(node, name) is not None:
            yield Change(
                _with(node, **{name: None}), f"[{_text(node)}] → without {_text(getattr(node, name))}"
            )


_MAKERS: dict[Any, Callable[[Any], Iterator[Change]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool,
    ast.BinOp: _binary,
    ast.AugAssign: _augmented,
    ast.UnaryOp: _unary,
    ast.Constant: _constant,
    (ast.If, ast.While, ast.IfExp): _negated,
    (ast.Raise, ast.Delete, ast.Continue, ast.Break): _statement,
    ast.Expr: _expression,
    ast.Assign: _assigned,
    ast.Return: _returned,
    ast.comprehension: _filter,
    (ast.List, ast.Set, ast.Tuple): _elements,
    ast.Dict: _pairs,
    ast.Call: _call,
    ast.Slice: _slice,
}
