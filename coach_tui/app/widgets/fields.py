"""What a form asks for: one spec a field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from coach_tui.plan.text import clean

Kind = Literal["line", "text", "choice", "picks", "switch", "heading"]
Value = str | list[str] | bool


@dataclass
class FieldSpec:
    """One field: `value` is a list for picks, a bool for a switch, a str for all others.

    `choices` are values with their labels; `check` gives an error in one line, or None.
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

    def tidy(self, value: Any) -> Value:
        """The value in the shape of this kind of field, its text clean."""
        if self.kind == "switch":
            return bool(value)
        if self.kind == "picks":
            wanted = [value] if isinstance(value, str) else list(value or ())
            return [choice for choice, _ in self.choices if choice in wanted]
        text = "" if value is None else str(value)
        return clean(text, lines=self.kind == "text") if self.kind != "choice" else text

    def fault(self, value: Value, *, strict: bool = False) -> str:
        """What is wrong with the value, "" if nothing; only a strict look minds that it is empty."""
        if strict and self.required and (not value or (isinstance(value, str) and not value.strip())):
            return f"{clean(self.label)} is needed"
        if isinstance(value, str) and self.check is not None and (value or strict):
            return self.check(value) or ""
        return ""
