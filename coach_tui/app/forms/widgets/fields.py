"""What a form asks for: one spec a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from coach_tui.plan.field_records import join_parts, split_parts
from coach_tui.plan.text import clean

Kind = Literal["line", "text", "choice", "picks", "switch", "answer", "ladder", "kept", "heading", "said"]
Value = str | list[str] | bool


TURN_KEY, UNHELD_KEY, MOVE_KEY = "ctrl+r", "ctrl+x", "ctrl+o"
TURNED, UNHELD, MOVED = "turned", "unheld", "moved"
"""Keys beside the values of a form that was left by another way than by saving it.

It is to be shown again with more, or less, to fill in; or what it is about did not take place, or is to take
place another time. The value is the field that one was in, "" for none.
"""
WAYS = {TURNED: TURN_KEY, UNHELD: UNHELD_KEY, MOVED: MOVE_KEY}
"""Such a way → what is pressed for it."""
DRAWN: tuple[Kind, ...] = ("heading", "said")
"""Kinds that are drawn on the page and hold no value."""
KEPT: tuple[Kind, ...] = ("kept",)
"""Kinds that hold a value which other fields show: a list of words."""


@dataclass
class Ask:
    """What an answer asks for besides, such as until when and why; `value` is what stands there first.

    `remark` says of what was typed what is worth knowing and no fault, "" for nothing; `reading` how it is
    read, in the place of the hint.
    """

    label: str
    value: str = ""
    hint: str = ""
    check: Callable[[str], str | None] | None = None
    required: bool = False
    room: int = 0
    """Cells for it, where it takes no more than a few."""
    remark: Callable[[str], str] | None = None
    reading: Callable[[str], str] | None = None
    spare: bool = False
    """Whether the answer is whole without it: the capital of its letter asks for it, and so does Tab."""


def pack_choice(parts: Sequence[str]) -> str:
    """An answer's value: the choice and what it asked for, with bars between; "" while nothing is chosen."""
    parts = [part.strip() for part in parts]
    while parts and not parts[-1]:
        parts.pop()
    return join_parts(parts) if parts and parts[0] else ""


def unpack_choice(value: str) -> list[str]:
    """The choice and what it asked for; [""] while nothing is chosen."""
    return [part.strip() for part in split_parts(value)]


@dataclass
class FieldSpec:
    """One field: `value` is a list for picks, a bool for a switch, a str for all others.

    `choices` are values with their labels; `check` gives an error in one line, or None. `said` is what an
    answer or a ladder says above its choices (a span that is a line break begins a row); `beside` stands to
    the right of a short line, or is the sign before what is said. An answer has a letter for each of its
    choices, and may ask for more (`asks`); its value is packed (`pack_choice`).
    """

    key: str
    label: str
    kind: Kind = "line"
    value: Value = ""
    hint: str = ""
    choices: Sequence[tuple[str, str]] = ()
    check: Callable[[str], str | None] | None = None
    required: bool = False
    short: bool = False
    """Whether it is rather typed anew than added to: a day, a number, a rhythm."""
    said: Sequence[tuple[str, str]] = ()
    beside: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)
    asks: Mapping[str, Sequence[Ask]] = field(default_factory=dict)
    share: str = ""
    """The key of the field that lists, by their keys, the texts that the client may read."""
    aside: bool = False
    """Whether it stands in a column of its own at the left, where the screen is wide."""
    given: bool = False
    """Whether what it holds is right most of the time: nobody begins there."""
    unasked: bool = False
    """Whether it only holds what was answered to it before, as the form does not ask for it now."""
    reading: Callable[[Mapping[str, Any]], str] | None = None
    """Says how what was typed is read, given all that the form holds, in the hint's place; "" for that."""
    rule: Callable[[Mapping[str, Any]], str] | None = None
    """Makes the hint, where it depends on what else the form holds."""
    fits: Callable[[Mapping[str, Any]], bool] | None = None
    """Whether it has a place on the page, given all that the form holds; None: always."""
    named: Callable[[Mapping[str, Any]], Sequence[tuple[str, str]]] | None = None
    """Makes the labels of the choices, where they depend on what else the form holds."""
    offers: Callable[[str], Sequence[str]] | None = None
    """Gives what a line may become of what was typed, each in full; while there is any it has no fault."""
    follows: Callable[[Mapping[str, Any]], str | None] | None = None
    """Gives another value for it after a change of what else the form holds; None: it stays."""
    least: int = 3
    most: int = 6
    """Rows of a text that holds nothing or much."""

    @property
    def seen(self) -> bool:
        """Whether it has a place on the page."""
        return self.kind not in KEPT and not self.unasked

    @property
    def wide(self) -> bool:
        """Whether it takes the width of the page and has no label beside it."""
        return self.kind in ("answer", "ladder")

    def tidy(self, value: Any) -> Value:
        """The value in the shape of this kind of field, its text clean."""
        if self.kind == "switch":
            return bool(value)
        if self.kind == "kept":
            return [clean(str(one)) for one in value or ()]
        if self.kind == "picks":
            wanted = [value] if isinstance(value, str) else list(value or ())
            return [choice for choice, _ in self.choices if choice in wanted]
        text = "" if value is None else str(value)
        return clean(text, lines=self.kind == "text") if self.kind != "choice" else text

    def fault(self, value: Value, *, strict: bool = False) -> str:
        """What is wrong with the value, "" if nothing; only a strict look minds that it is empty."""
        if strict and self.required and (not value or (isinstance(value, str) and not value.strip())):
            return f"{clean(self.label)} is needed"
        if not strict and self.offers is not None and isinstance(value, str) and self.offers(value):
            return ""
        if isinstance(value, str) and self.check is not None and (value or strict):
            return self.check(value) or ""
        if self.kind == "answer" and isinstance(value, str):
            return self._unanswered(value, strict)
        return ""

    def _unanswered(self, value: str, strict: bool) -> str:
        """What is wrong with what an answer asks for."""
        choice, *given = unpack_choice(value)
        for number, ask in enumerate(self.asks.get(choice, ())):
            text = given[number] if number < len(given) else ""
            if not text and ask.required:
                if strict:
                    return f"{ask.label} is needed" + (f": {ask.hint}" if ask.hint else "")
            elif ask.check is not None and (fault := ask.check(text)):
                return fault
        return ""
