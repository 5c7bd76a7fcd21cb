"""A question of a client's form, and the tag by which its answer is known again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from coach_tui.plan.fields import Field


class Question:
    """One question: its `tag`, what it `asks`, and how an answer is read.

    `kind` is number, times, scale, outcome, agree, line or text; `name` is what the coach is told it is;
    `uid` what it is about; `field` checks the answer; `unit` may stand behind a number.
    """

    __slots__ = ("asks", "field", "kind", "name", "tag", "uid", "unit")

    def __init__(
        self,
        tag: str,
        asks: str,
        kind: str,
        name: str,
        uid: str = "",
        field: Field | None = None,
        unit: str = "",
    ) -> None:
        self.tag = tag
        self.asks = clean(asks)
        self.kind = kind
        self.name = clean(name)
        self.uid = uid
        self.field = field
        self.unit = unit


def tag_of(letter: str, uid: str) -> str:
    """The tag of a question, made from what it is about."""
    return f"{letter}{digest(uid, 5)}"


def digest(text: str, length: int) -> str:
    """So many signs that stand for a text, and do not tell it."""
    from hashlib import sha256

    return sha256(text.encode("utf-8", "replace")).hexdigest()[:length]
