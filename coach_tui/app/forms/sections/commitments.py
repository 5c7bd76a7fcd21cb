"""New commitments: a line each, “what | who | until when”."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.checks import text_fault
from coach_tui.app.forms.sections.section import Section, Values
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day

LINES = 4


class NewCommitments(Section[list[dict[str, Any]]]):
    """The commitments that are made, as fields of a Commitment."""

    kind = "commit"

    def __init__(self, until: str, today: date) -> None:
        """Make it; `until` says for when one is promised that names no day."""
        self.hint = f"“Jonas prepares the call | client | +2w”; left out: the client, {until}"
        self.today = today

    def fields(self) -> list[FieldSpec]:
        check = partial(text_fault, self._promise)
        return [
            FieldSpec(self.key(number), "Commitment", "line", "", self.hint, check=check)
            for number in range(LINES)
        ]

    def read(self, values: Values) -> list[dict[str, Any]]:
        found = []
        for number in range(LINES):
            key = self.key(number)
            try:
                found.append(self._promise(str(values.get(key, ""))))
            except BadInput as error:
                raise BadInput(f"{key}: {error}") from None
        return [made for made in found if made]

    def _promise(self, text: str) -> dict[str, Any]:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > 3:
            raise BadInput("write: what | who | until when")
        if not parts[0]:
            return {}
        what, who, until = (*parts, "", "")[:3]
        due = parse_day(until, self.today, Side.EITHER).isoformat() if until else ""
        found = {"text": what, "owner": who, "due": due}
        return {key: value for key, value in found.items() if value}
