"""New commitments: a line each, “what | who | until when”."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.checks import text_fault
from coach_tui.app.forms.sections.days import hour_day, year_on
from coach_tui.app.forms.sections.section import Section, Values
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day

LINES = 4


class NewCommitments(Section[list[dict[str, Any]]]):
    """The commitments that are made, as fields of a Commitment."""

    kind = "commit"

    def __init__(self, until: Callable[[Values], str], today: date, day_of: str) -> None:
        """Make it; `until` says for when one is promised that names no day, by what the page holds.

        `day_of` is the key of the field that holds the day of the hour, from which “+2w” is counted.
        """
        self.day_of = day_of
        self.until = until
        self.today = today

    def fields(self) -> list[FieldSpec]:
        check = partial(text_fault, self._promise)
        return [
            FieldSpec(
                self.key(number),
                "Commitment",
                "line",
                "",
                check=check,
                rule=self._hint,
                reading=partial(self._meant, number),
            )
            for number in range(LINES)
        ]

    def _hint(self, values: Values) -> str:
        return f"“Jonas prepares the call | client | +2w”; left out: the client, {self.until(values)}"

    def read(self, values: Values) -> list[dict[str, Any]]:
        found = []
        for number in range(LINES):
            key = self.key(number)
            try:
                found.append(self._promise(str(values.get(key, "")), self._from(values)))
            except BadInput as error:
                raise BadInput(f"{key}: {error}") from None
        return [made for made in found if made]

    def _from(self, values: Values) -> date:
        return hour_day(values, self.day_of, self.today)

    def _meant(self, number: int, values: Values) -> str:
        """The day that is typed for a promise, and who has made it; "" while no day is."""
        try:
            found = self._promise(str(values.get(self.key(number), "")), self._from(values))
        except BadInput:
            return ""
        if "due" not in found:
            return ""
        due = date.fromisoformat(found["due"])
        far = year_on(str(values.get(self.key(number), "")).rpartition("|")[2], due, self.today)
        return f"until {short(due, self.today)}, {found.get('owner', 'client')}{far}"

    def _promise(self, text: str, base: date | None = None) -> dict[str, Any]:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) > 3:
            raise BadInput("write: what | who | until when")
        if not parts[0]:
            return {}
        what, who, until = (*parts, "", "")[:3]
        due = parse_day(until, self.today, Side.EITHER, base=base).isoformat() if until else ""
        found = {"text": what, "owner": who, "due": due}
        return {key: value for key, value in found.items() if value}
