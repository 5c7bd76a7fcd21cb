"""Settling commitments: each in full on lines of its own, and its outcome by one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coach_tui.app.forms.sections.days import asked_day
from coach_tui.app.forms.sections.section import Section, Values, at_field
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import short
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day

LETTERS = {"done": "d", "late": "l", "partly": "p", "moved": "m", "dropped": "x"}
HINT = "d l p x step on, L P X ask why first; m asks until when; backspace undoes"


class Settled(NamedTuple):
    """What came of a commitment, as `coach_tui.changes.promises.settle_promises` takes it."""

    was: str
    """The status before."""
    status: str
    why: str
    until: str
    """The new day (ISO), "" for none."""


class Promises(Section[dict[str, Settled]]):
    """The outcome of commitments, by uid."""

    kind = "settle"

    def __init__(
        self,
        commitments: Sequence[Commitment],
        today: date,
        says: Mapping[str, str] | None = None,
        until: str = "",
    ) -> None:
        """Make it.

        Args:
            commitments: those that are open.
            today: the day it is.
            says: what the client has said of them beforehand, by their text.
            until: where one moves to that names no day.
        """
        self.commitments = commitments
        self.today = today
        self.says = says or {}
        self.until = f"fri, +2w; {until or 'the new day; may be left empty'}"

    def fields(self) -> list[FieldSpec]:
        return [
            FieldSpec(
                self.key(commitment.uid),
                commitment.text,
                "answer",
                "",
                HINT,
                [(word, word) for word in LETTERS],
                said=self._said(commitment),
                letters=LETTERS,
                asks=self._asks(commitment),
            )
            for commitment in self.commitments
        ]

    def _asks(self, commitment: Commitment) -> dict[str, list[Ask]]:
        """What each outcome asks for; another day is counted from the one it was promised for."""
        why = Ask("why", hint="what got in the way, in a few words", spare=True)
        moved = asked_day("until", self.today, Side.EITHER, self.until, base=commitment.due)
        return {"late": [why], "partly": [why], "moved": [moved, why], "dropped": [why]}

    def _said(self, commitment: Commitment) -> list[Span]:
        due = commitment.due
        late = due is not None and due < self.today
        until = f"until {short(due, self.today)}" if due else "no date"
        more = f"  {commitment.owner}, "
        said = [(commitment.text, ""), (more, "dim"), (until, "bad" if late else "dim")]
        if commitment.carried:
            times = int(commitment.carried)
            said.append((f", carried on {'once' if times == 1 else f'{times} times'}", "warn"))
        says = self.says.get(commitment.text, "")
        return [*said, (f"  client says {says}", "accent")] if says else said

    def read(self, values: Values) -> dict[str, Settled]:
        found = {}
        for commitment in self.commitments:
            status, *given = self.answer(values, commitment.uid)
            if status:
                until, why = given[:2] if status == "moved" else ("", given[0])
                with at_field(self.key(commitment.uid)):
                    base = commitment.due
                    day = parse_day(until, self.today, Side.EITHER, base=base).isoformat() if until else ""
                found[commitment.uid] = Settled(commitment.status, status, why, day)
        return found

    def so_far(self, values: Values) -> str:
        """How many are settled, "" where there are none."""
        if not self.commitments:
            return ""
        done = sum(1 for commitment in self.commitments if values.get(self.key(commitment.uid)))
        several = "s" if self.commitments[1:] else ""
        return f"{done} of {len(self.commitments)} promise{several} settled"
