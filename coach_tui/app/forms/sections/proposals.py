"""What the data suggests at a review: accepted, answered by another change, or declined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from coach_tui.app.forms.sections.adjusting import (
    BENT,
    ask_value,
    reason,
    speaks_against,
    stored_value,
    who_asked,
)
from coach_tui.app.forms.sections.section import Section, Values, at_field
from coach_tui.app.forms.widgets.fields import Ask, FieldSpec
from coach_tui.plan import adjustment as kinds
from coach_tui.plan.adjustment import Adjustment
from coach_tui.plan.dates import MONTHS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan
from coach_tui.plan.proposals import Proposal
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day

PROPOSED = {
    kinds.DATE: ("m", "move the date", "to"),
    kinds.TARGET: ("t", "target", "to"),
    kinds.STRATEGY: ("s", "new strategy", "what"),
    kinds.CADENCE: ("c", "how often", "to"),
    kinds.STATUS: ("p", "pause it", ""),
    kinds.HOURS: ("h", "hours", "a week"),
    kinds.MILESTONE: ("m", "another day", "to"),
    kinds.RHYTHM: ("e", "meet", "every"),
    kinds.HELP: ("w", "what helps", "what"),
}
"""Kind of adjustment → letter, word, and what it asks for besides the reason."""

FIGURES = "empty: the figures are the reason"


class ProposalsDecided(NamedTuple):
    """What was decided of the proposals: the changes, and an entry of the review for each."""

    adjustments: list[Adjustment]
    entries: list[dict[str, str]]


class Proposals(Section[ProposalsDecided]):
    """The decisions on what the data suggests."""

    kind = "idea"

    def __init__(self, plan: Plan, proposals: Sequence[Proposal], today: date) -> None:
        self.plan = plan
        self.proposals = proposals
        self.today = today

    def fields(self) -> list[FieldSpec]:
        return [self._field(proposal) for proposal in self.proposals]

    def _field(self, proposal: Proposal) -> FieldSpec:
        """Accept it, do another thing, or not now."""
        choices, letters = [], {}
        asks: dict[str, list[Ask]] = {}
        if proposal.choices[0][2] != "":
            choices.append(("accepted", "accept"))
            letters["accepted"] = "a"
            if proposal.choices[0][0] in kinds.BENDING:
                asks["accepted"] = [Ask("why", _proposed(self.today), FIGURES, spare=True), BENT[1]]
        for kind, about, value in proposal.choices:
            letter, word, _ = PROPOSED[kind]
            choices.append((kind, word))
            letters[kind] = letter
            asks[kind] = self._asks(kind, about, value)
        choices.append(("declined", "not now"))
        letters["declined"] = "n"
        asks["declined"] = [Ask("why", hint="why not now; the review keeps it", required=True)]
        return FieldSpec(
            self.key(proposal.key),
            proposal.text,
            "answer",
            "",
            "the figures suggest it; the review keeps what you decide; a capital asks why",
            choices,
            said=[(proposal.text, ""), ("\n", ""), (proposal.figures, "dim")],
            letters=letters,
            asks=asks,
        )

    def _asks(self, kind: str, about: str, value: str | float) -> list[Ask]:
        why = Ask("why", hint=FIGURES, spare=True)
        label = PROPOSED[kind][2]
        if not label:
            return [why]
        text = value if isinstance(value, str) else plain_number(value)
        what = ask_value(kind, label, self.today, self._base(kind, about), text)
        moved = self.plan.practice.find(Milestone.table, about) if kind == kinds.MILESTONE else None
        if isinstance(moved, Milestone):
            speaks_against(what, self.plan, moved, self.today)
        return [what, why, BENT[1]] if kind in kinds.BENDING else [what, why]

    def _base(self, kind: str, about: str) -> date | None:
        """The day that a kind of adjustment moves, None for one that moves none."""
        table = {kinds.MILESTONE: Milestone.table, kinds.DATE: Objective.table}.get(kind)
        moved = self.plan.practice.find(table, about) if table else None
        return moved.due if isinstance(moved, Milestone | Objective) else None

    def read(self, values: Values) -> ProposalsDecided:
        found, day = ProposalsDecided([], []), self._day(values)
        for proposal in self.proposals:
            choice, *given = self.answer(values, proposal.key)
            if choice:
                with at_field(self.key(proposal.key)):
                    self._decide(found, proposal, choice, given, day)
        return found

    def _day(self, values: Values) -> date:
        """The day on which the review was held."""
        typed = str(values.get("held_on") or values.get("on") or "")
        try:
            return parse_day(typed, self.today, Side.PAST) if typed else self.today
        except BadInput:
            return self.today

    def _decide(
        self, found: ProposalsDecided, proposal: Proposal, choice: str, given: list[str], day: date
    ) -> None:
        suggested, _, value = proposal.choices[0]
        decision, why = "declined", given[0]
        if choice == "accepted":
            decision, why, said = "accepted", reason(given[0]), reason(given[0])
            if why == _proposed(self.today):
                why, said = "", f"{_proposed(day)}: {proposal.figures}"[:500]
            found.adjustments.append(proposal.adjustment(suggested, value, said, who_asked(given[1])))
        elif choice != "declined":
            asks = PROPOSED[choice][2]
            why = reason(given[1] if asks else given[0])
            about = next(uid for kind, uid, _ in proposal.choices if kind == choice)
            base = self._base(choice, about)
            to = stored_value(choice, given[0], self.today, base) if asks else _value(proposal, choice)
            decision = "accepted" if choice == suggested and value in ("", to) else "changed"
            who = who_asked(given[2]) if choice in kinds.BENDING else ""
            found.adjustments.append(proposal.adjustment(choice, to, why, who))
        entry = {
            "proposal": proposal.text[:500],
            "figures": proposal.figures[:500],
            "decision": decision,
            "reason": reason(why),
        }
        found.entries.append({key: text for key, text in entry.items() if text})

    def any(self, values: Values) -> bool:
        """Whether something was decided of one."""
        return any(self._choices(values))

    def count(self, values: Values) -> int:
        """How many change the plan."""
        return sum(1 for choice in self._choices(values) if choice not in ("", "declined"))

    def _choices(self, values: Values) -> list[str]:
        return [self.answer(values, proposal.key)[0] for proposal in self.proposals]


def _proposed(day: date) -> str:
    """The reason that stands there first where a proposal is accepted, in a review held on a day."""
    return f"proposed in the review of {day.day} {MONTHS[day.month - 1]} {day.year}"


def _value(proposal: Proposal, choice: str) -> str | float:
    return next(value for kind, _, value in proposal.choices if kind == choice)
