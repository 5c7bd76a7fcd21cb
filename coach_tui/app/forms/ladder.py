"""A GAS ladder in the form of an objective: a line a level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach_tui.app.forms.record_fields import Asked
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.objective import GAS_LEVELS, GAS_WORDS


class AskedLadder(Asked):
    """The five levels, from −2 to +2."""

    def _key(self, number: int) -> str:
        return f"{self.key}.{number}"

    def specs(self, value: Any) -> list[FieldSpec]:
        lines = value or [""] * len(GAS_LEVELS)
        return [
            FieldSpec(
                self._key(number), f"{level:+d}".replace("-", "−") if level else "0", "line", line, word
            )
            for number, (level, line, word) in enumerate(zip(GAS_LEVELS, lines, GAS_WORDS, strict=True))
        ]

    def stored(self, values: Mapping[str, Any]) -> Any:
        lines = [str(values.get(self._key(number), "")).strip() for number in range(len(GAS_LEVELS))]
        return self.field.check(lines) if any(lines) else None


def _shown(level: int) -> str:
    return f"{level:+d}".replace("-", "−") if level else "0"
