"""The form of an engagement that follows an earlier one: its terms, and what goes on from there (§11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from coach_tui.app.checks import day_check, read_check
from coach_tui.app.forms.record_page import ON_NEW, RecordPage
from coach_tui.app.forms.sections.section import at_field, heading, said, under
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.plan.anew import (
    day_past,
    day_there,
    others_reached,
    reached_measures,
    reached_words,
    target_typed,
)
from coach_tui.plan.client import Engagement
from coach_tui.plan.continued import left_alone, may_go_on, serves_nothing, terms_of
from coach_tui.plan.dates import short
from coach_tui.plan.earlier import listed_engagements
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Measure
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.when import parse_day

CARRIED, DUES, TARGETS = "carried", "dues", "targets"
"""The keys of what `changes` gives besides: the uids of the records that go on, new days (ISO) of milestones
and new targets of measures that do, each by uid.
"""
BESIDE = (CARRIED, DUES, TARGETS)
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
            *(self._new_day(one) for one in self.before.milestones_ahead),
            *under("What is reached", self._reached()),
            heading("The next engagement"),
            *super().specs(),
        ]

    def _new_day(self, milestone: Milestone) -> FieldSpec:
        """Asks for another day of a milestone that goes on, where its own is past as that begins."""
        return FieldSpec(
            f"{DUES}.{milestone.uid}",
            "New date",
            "line",
            check=day_check(self.today, Side.EITHER),
            short=True,
            beside=milestone.title,
            rule=partial(self._first_day, milestone),
            fits=partial(self._asks_day, milestone),
        )

    def _first_day(self, milestone: Milestone, values: Mapping[str, Any]) -> str:
        """What becomes of a milestone whose day is past, where no other is typed."""
        was, first = (short(day, self.today) for day in (milestone.due, self._start(values)))
        return f"its date, {was}, is past; empty: due on the first day, {first}"

    def _asks_day(self, milestone: Milestone, values: Mapping[str, Any]) -> bool:
        chosen = self._chosen(values)
        goes = milestone.uid in chosen and not left_alone(self.before, milestone, chosen)
        return goes and day_past(milestone, self._start(values))

    def _reached(self) -> list[FieldSpec]:
        """Says what has reached its target, and asks for a new one of each measure."""
        before = self.before
        found = [
            FieldSpec(
                f"{TARGETS}.{measure.uid}",
                "New target",
                "line",
                "",
                "empty: it goes on without a target, and Health asks for one",
                check=read_check(partial(self._target, measure)),
                short=True,
                beside=f"{measure.name} {reached_words(before, measure)}",
                fits=partial(self._asks_target, objective.uid),
            )
            for objective, measure in reached_measures(before)
        ]
        open_ones = (one for one in before.objectives if one.open)
        return [*found, *(said(line, "·") for one in open_ones for line in others_reached(before, one))]

    def _target(self, measure: Measure, text: str) -> float | None:
        """The new target that is typed, None for none (BadInput: it cannot be taken)."""
        return target_typed(self.before, measure, text) if text.strip() else None

    def _asks_target(self, objective: str, values: Mapping[str, Any]) -> bool:
        return objective in self._chosen(values)

    def _start(self, values: Mapping[str, Any]) -> date:
        """The first day, as it is typed."""
        try:
            return parse_day(str(values.get("start") or ""), self.today, Side.EITHER)
        except BadInput:
            return self.today

    def _named(self, table: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What may go on of a table, with what becomes of its days from the start that is typed."""
        dues: dict[str, date] = {}
        for one in self.before.milestones_ahead if table == Milestone.table else ():
            with suppress(BadInput):
                dues |= self._day_typed(one, values)
        return _choices(self.before, self.today, self._start(values), self._chosen(values), dues)[table][1]

    def _chosen(self, values: Mapping[str, Any]) -> list[str]:
        """The uids that are ticked."""
        return [uid for table in self.choices for uid in values.get(f"{CARRIED}.{table}") or ()]

    def _going(self, values: Mapping[str, Any]) -> list[str]:
        """The uids of what goes on: a milestone only with its objective, a strategy with some of what it
        serves.
        """
        chosen = self._chosen(values)
        records = [*self.before.milestones, *self.before.strategies]
        alone = {one.uid for one in records if left_alone(self.before, one, chosen)}
        return [uid for uid in chosen if uid not in alone]

    def changes(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of the engagement, and under the keys `BESIDE` what goes on, and how."""
        going = self._going(values)
        dues: dict[str, str] = {}
        targets: dict[str, float] = {}
        for one in self.before.milestones_ahead:
            if one.uid in going:
                with at_field(f"{DUES}.{one.uid}"):
                    dues |= {uid: day.isoformat() for uid, day in self._day_typed(one, values).items()}
        for objective, measure in reached_measures(self.before):
            key = f"{TARGETS}.{measure.uid}"
            with at_field(key):
                typed = self._target(measure, str(values.get(key) or ""))
            if typed is not None and objective.uid in going:
                targets[measure.uid] = typed
        return {**super().changes(values), CARRIED: going, DUES: dues, TARGETS: targets}

    def _day_typed(self, milestone: Milestone, values: Mapping[str, Any]) -> dict[str, date]:
        """The new day of a milestone whose own is past, by its uid; nothing where none is typed.

        Raises:
            BadInput: it is none, or is past as the engagement begins.
        """
        start, typed = self._start(values), str(values.get(f"{DUES}.{milestone.uid}") or "").strip()
        if not typed or not day_past(milestone, start):
            return {}
        day = parse_day(typed, self.today, Side.EITHER)
        if day < start:
            first = short(start, self.today)
            raise BadInput(f"due: {short(day, self.today)} is before the first day, {first}")
        return {milestone.uid: day}


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
    before: Plan,
    today: date,
    start: date,
    chosen: Collection[str] | None = None,
    dues: Mapping[str, date] | None = None,
) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """What may go on, by table: a label, and uids with what they are called; `chosen` (None: all) goes on."""
    found = may_go_on(before)
    if chosen is None:
        chosen = {one.uid for records in found.values() for one in records}
    called = {
        table: [
            (one.uid, _called(before, one, chosen, day_there(one, start, today, dues or {}), today))
            for one in records
        ]
        for table, records in found.items()
        if records
    }
    return {table: (LABELS[table], names) for table, names in called.items()}


def _called(before: Plan, record: Record, chosen: Collection[str], there: str, today: date) -> str:
    """What it is called, with its day, what becomes of that `there`, and what it hangs from."""
    due = getattr(record, "due", None)
    name = f"{record.name}  {short(due, today)}" if due and not there else record.name
    if isinstance(record, Strategy) and serves_nothing(before, record):
        return f"{name}  (what it served has ended)"
    if left_alone(before, record, chosen):
        return f"{name}  (stays behind)"
    told = [there]
    if isinstance(record, Milestone) and record.objective:
        told.append("only with its objective")
    words = "; ".join(one for one in told if one)
    return f"{name}  ({words})" if words else name
