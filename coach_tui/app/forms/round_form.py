"""The form that a round of feedback is begun and edited in, with the sets its items may come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach_tui.app.forms.record_page import RecordPage
from coach_tui.app.forms.set_form import SetForm, own_sets, set_choice
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.exchange.item_sets import KEYS, find_item_sets, load_item_set
from coach_tui.plan.continued import rounds_before
from coach_tui.plan.dates import MONTHS
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.rating import counts
from coach_tui.plan.round import LOCKED, Round

KEPT = ("items", "questions", "anchors", "scale_low", "scale_high", "months")
"""What a round has like the one before, so that both can be compared."""


class RoundPage(RecordPage):
    """The form of a round, without what is locked by now; a new one is a 360 or a pulse (`kind`)."""

    def __init__(
        self,
        practice: Practice,
        today: date,
        plan: Plan,
        record: Round | None,
        kind: str = "360",
        begun: Mapping[str, Any] | None = None,
    ) -> None:
        start: dict[str, Any] | None = None
        self.as_before = False
        self.kind = record.kind if record else kind
        if record is None:
            before = _as_before(plan, kind)
            name = "Pulse" if kind == "pulse" else "360"
            title = f"{name}, {MONTHS[today.month - 1]} {today.year}"
            start = {"title": title, "kind": kind, "opened_on": today.isoformat(), **before}
            self.as_before = bool(before)
        left_out = ["closed_on", "kind"]
        if self.kind == "360":
            left_out.append("months")
        if record is not None and (counts(plan, record).answered or not record.open):
            left_out += [*LOCKED, *(["opened_on"] if not record.open else [])]
        engagement = plan.engagement.uid
        super().__init__(practice, today, Round, record, engagement, start, begun, leave_out=tuple(left_out))

    def specs(self) -> list[FieldSpec]:
        """The fields; a new round's items may come from a set."""
        specs = super().specs()
        if self.record is not None:
            return specs
        none = "as in the last round" if self.as_before else "none, own items"
        return [*specs[:1], set_choice("360", none), *specs[1:]]

    def screen(self, draft_key: str) -> Form:
        """A form in which a set fills in the items."""
        return SetForm(self.title, self.specs(), Round, "360", _of_set(self.kind), draft_key)

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was changed; of a new round also its kind."""
        changes = super().changes(values)
        return changes if self.record is not None else {"kind": self.kind, **changes}


def usual_rounds(plan: Plan) -> dict[str, dict[str, Any]]:
    """What a new round of each kind asks without being told: what the last one asked, else what the first set
    of items says. A kind for which there is neither is left out."""
    found = {}
    for kind in ("360", "pulse"):
        fields = _as_before(plan, kind) or _first_set(kind)
        if fields.get("items"):
            found[kind] = fields
    return found


def _first_set(kind: str) -> dict[str, Any]:
    """What the first set of items that can be read says for a kind of round."""
    for path in find_item_sets(own_sets()).values():
        try:
            fields = load_item_set(path)
        except BadInput:
            continue
        return {key: fields[key] for key in _of_set(kind) if key in fields}
    return {}


def _of_set(kind: str) -> tuple[str, ...]:
    """What a set of items says of a kind of round; a pulse has a scale of its own."""
    return ("items", "questions") if kind == "pulse" else KEYS


def _as_before(plan: Plan, kind: str) -> dict[str, Any]:
    """What a new round of a kind asks like the one before, so that both can be compared; {} for the first."""
    before = [asked.raw for asked in rounds_before(plan.stored) if asked.kind == kind]
    return {key: before[-1][key] for key in KEPT if key in before[-1]} if before else {}
