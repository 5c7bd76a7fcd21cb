"""The form of an engagement that follows an earlier one: its terms, and what goes on from there (§11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.checks import day_check
from coach_tui.app.forms.record_page import ON_NEW, RecordPage
from coach_tui.app.forms.sections.section import at_field, heading
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.client import Engagement
from coach_tui.plan.continued import day_there, left_alone, may_go_on, needs_day, serves_nothing, terms_of
from coach_tui.plan.dates import short
from coach_tui.plan.earlier import listed_engagements
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.when import parse_day

DUES = "dues"
"""The key of what `changes` gives besides: new days (ISO) of milestones that go on, by uid."""
CARRIED = "carried"
"""The key of what `changes` gives besides: the uids of the records that go on."""
_LEFT_OUT = (*ON_NEW["engagements"], "continues")


class RenewalPage(RecordPage):
    """The form of a new engagement, begun with the terms of the last one; what goes on is ticked."""

    def __init__(self, practice: Practice, today: date, before: Plan) -> None:
        self.before = before
        start = {**terms_of(before.engagement), "start": today.isoformat()}
        super().__init__(practice, today, Engagement, None, before.client.uid, start, leave_out=_LEFT_OUT)
        self.choices = _choices(before, today, today)
        self.idle = {one.uid for one in before.strategies if serves_nothing(before, one)}
        """Strategies that served only what has ended: they are not ticked."""

    @property
    def title(self) -> str:
        """The heading of the form."""
        return f"Next engagement with {self.before.client.name}"

    def specs(self) -> list[FieldSpec]:
        """What goes on, then the terms."""
        name = self.before.engagement.name
        ticked = [
            FieldSpec(
                f"{CARRIED}.{table}",
                label,
                "picks",
                [uid for uid, _ in found if uid not in self.idle],
                "space: takes it along, or leaves it there",
                found,
                named=partial(self._named, table),
            )
            for table, (label, found) in self.choices.items()
        ]
        return [
            *([heading(f"What goes on from {name}")] if ticked else []),
            *ticked,
            *(self._new_day(one) for one in self.before.milestones_ahead if needs_day(one, self.today)),
            heading("The next engagement"),
            *super().specs(),
        ]

    def _new_day(self, milestone: Milestone) -> FieldSpec:
        """Asks for another day of a milestone whose day is past."""
        hint = f"its date, {short(milestone.due, self.today)}, is past; empty: it stays behind"
        check = day_check(self.today, Side.EITHER)
        key = f"{DUES}.{milestone.uid}"
        return FieldSpec(key, "New date", "line", "", hint, check=check, short=True, beside=milestone.title)

    def _start(self, values: Mapping[str, Any]) -> date:
        """The first day, as it is typed."""
        try:
            return parse_day(str(values.get("start") or ""), self.today, Side.EITHER)
        except BadInput:
            return self.today

    def _named(self, table: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What may go on of a table, with what becomes of its days from the start that is typed."""
        start = self._start(values)
        return _choices(self.before, self.today, start, self._chosen(values))[table][1]

    def _chosen(self, values: Mapping[str, Any]) -> list[str]:
        """The uids that are ticked."""
        return [uid for table in self.choices for uid in values.get(f"{CARRIED}.{table}") or ()]

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of the engagement, and under `carried` what goes on.

        A milestone goes along only with its objective, and one whose day is past only with another; a
        strategy only with some of what it serves.
        """
        dues = {}
        for key, text in values.items():
            if key.startswith(f"{DUES}.") and str(text).strip():
                with at_field(key):
                    day = parse_day(str(text), self.today, Side.EITHER)
                dues[key.removeprefix(f"{DUES}.")] = day.isoformat()
        chosen = self._chosen(values)
        records = [*self.before.milestones, *self.before.strategies]
        alone = {one.uid for one in records if left_alone(self.before, one, chosen)}
        start = self._start(values)
        alone |= {one.uid for one in self.before.milestones if needs_day(one, start) and one.uid not in dues}
        carried = [uid for uid in chosen if uid not in alone]
        return {**super().changes(values), CARRIED: carried, DUES: dues}


def renewal_page(practice: Practice, today: date, client: str) -> RenewalPage | None:
    """The form that follows a client's last engagement; None where there was none."""
    found = listed_engagements(practice, client)
    before = practice.plan(client, found[0].uid) if found else None
    return RenewalPage(practice, today, before) if before is not None else None


LABELS = {
    "objectives": "Objectives",
    "needs": "Needs",
    "strategies": "Strategies",
    "milestones": "Milestones",
    "commitments": "Promises",
}


def _choices(
    before: Plan, today: date, start: date, chosen: Collection[str] | None = None
) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """What may go on, by table: a label, and uids with what they are called; `chosen` (None: all) goes on."""
    found = may_go_on(before)
    if chosen is None:
        chosen = {one.uid for records in found.values() for one in records}
    return {
        table: (LABELS[table], [(one.uid, _called(before, one, today, start, chosen)) for one in records])
        for table, records in found.items()
        if records
    }


def _called(before: Plan, record: Record, today: date, start: date, chosen: Collection[str]) -> str:
    """What it is called, with its day and what becomes of that there, and what it hangs from."""
    due = getattr(record, "due", None)
    name = f"{record.name}  {short(due, today)}" if due else record.name
    if isinstance(record, Strategy) and serves_nothing(before, record):
        return f"{name}  (what it served has ended)"
    if left_alone(before, record, chosen):
        return f"{name}  (stays behind)"
    said = [day_there(record, start)]
    if isinstance(record, Milestone) and record.objective:
        said.append("only with its objective")
    told = "; ".join(one for one in said if one)
    return f"{name}  ({told})" if told else name
