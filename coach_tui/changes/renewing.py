"""Beginning the next engagement with what goes on from the last one (domain rules §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.clients import start_next
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.anew import begins_at, check_target, due_there
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
from coach_tui.plan.dates import day_words, iso, parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.schema import references
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.objective import Measure
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record

LEFT: dict[type[Record], tuple[str, ...]] = {
    Objective: (
        "reality", "start", "agreed_on", "agreed_to", "confidence", "gas_baseline", "gas_now", "status",
        "status_reason", "status_on", "continues", "closed_on", "closed_as", "closed_reason",
        "replaced_by", "revisions", "accepted",
    ),
    Need: ("agreed_on", "agreed_to", "accepted"),
    Strategy: (
        "start", "agreed_on", "agreed_to", "status", "status_reason", "ended_on",
        "pauses", "rhythms", "continues", "accepted",
    ),
    Milestone: (
        "agreed_on", "agreed_to", "baseline", "done_on", "evidence", "moves", "closed_on", "closed_as",
        "closed_reason", "replaced_by", "accepted", "snooze",
    ),
    Commitment: ("status", "settled_on", "reason", "snooze"),
}  # fmt: skip
"""The nouns that can go on, in the order in which they are added, and what of each stays behind: what came
of it, and what is to be agreed or looked at anew."""


def renew_engagement(
    desk: Desk,
    client: str,
    values: Mapping[str, Any],
    earlier: str,
    carried: Collection[str] = (),
    dues: Mapping[str, str] | None = None,
    targets: Mapping[str, float] | None = None,
) -> str:
    """Begins an engagement with a client (uid) that continues an earlier one; returns its uid.

    What is carried over is copied: the earlier plan stays as it is, and each objective and strategy says
    which one it continues. A measure begins where it stood at last, a ladder at its last level, and all of it
    on the day on which the engagement begins. Of a date before that and of a target that is reached
    `coach_tui.plan.anew` says what becomes.

    Args:
        desk: the desk.
        client: the client's uid.
        values: fields of the new Engagement.
        earlier: the uid of the engagement that it continues.
        carried: the uids of the earlier plan's objectives, needs, strategies, milestones and commitments that
            go on.
        dues: new days (ISO) of milestones that go on, by uid.
        targets: new targets of numeric measures of objectives that go on, by uid.

    Raises:
        BadInput: an engagement is still open, or ran on the first day; a value is refused; what goes on is
            not of that plan; a new day lies before the start; a new target is where the measure stands, or is
            of what does not go on.
    """
    with desk.change("began the next engagement", client=client) as change:
        before = plan_at(change, earlier)
        if before.client.uid != client:
            raise BadInput("continues: that is an engagement with another client")
        uid = start_next(change, desk, client, {**values, "continues": earlier})
        count = _Carrying(change, before, uid, dues or {}, targets or {}).carry(set(carried))
        name = change.record(Client, client).name
        over = f", {count} carried over" if count else ""
        change.describe(f"began the next engagement with {name}{over}")
    return uid


class _Carrying:
    """Records of an earlier plan on their way into a new one (uid), inside a change."""

    def __init__(
        self,
        change: Change,
        before: Plan,
        engagement: str,
        dues: Mapping[str, str],
        targets: Mapping[str, float],
    ) -> None:
        self.dues = {uid: parse_iso(day) for uid, day in dues.items()}
        self.targets = dict(targets)
        self.change = change
        self.before = before
        self.engagement = engagement
        self.start = plan_at(change, engagement).engagement.start
        self.new: dict[str, str] = {}
        """Uid there → uid here."""

    def carry(self, wanted: set[str]) -> int:
        """Copies what is wanted; how many records these are.

        Raises:
            BadInput: one is not in the earlier plan, or what is new is of none of them.
        """
        self._check(wanted)
        for noun in LEFT:
            for record in self.before.part(noun):
                if record.uid in wanted:
                    stored = self._copied(noun, record)
                    plan = plan_at(self.change, self.engagement)
                    self.new[record.uid] = insert_checked(self.change, plan, noun, stored)
        if wanted - set(self.new):
            raise BadInput("what was to go on is not there any more; it was deleted meanwhile")
        return len(self.new)

    def _copied(self, noun: type[Record], record: Record) -> dict[str, Any]:
        """The fields that go on, with references to what went on too."""
        stored = {
            key: value for key, value in record.raw.items() if key in noun.fields and key not in LEFT[noun]
        }
        for field in references(noun):
            if field.key in stored:
                stored[field.key] = self._referred(stored[field.key])
        stored["due"] = iso(due_there(record, self.start, self.dues))
        if isinstance(record, (Objective, Strategy)):
            stored |= {"start": self.start.isoformat(), "continues": record.uid}
        if isinstance(record, Objective):
            self._where_it_stood(record, stored)
        return {key: value for key, value in stored.items() if value not in (None, [], "")}

    def _referred(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.new[uid] for uid in value if uid in self.new]
        return self.new.get(value)

    def _check(self, wanted: set[str]) -> None:
        """Refuses a new day or target of what stays behind, and a day that is past as all of it begins."""
        for one in self.before.milestones:
            day = self.dues.get(one.uid)
            if day is None:
                continue
            if one.uid not in wanted:
                raise BadInput(f"due: {quote(one.name)} does not go on; take it along too, or leave its day")
            if day < self.start:
                raise BadInput(
                    f"due: {day_words(day)} is before the first day, {day_words(self.start)}; "
                    f"give {quote(one.name)} a later one"
                )
        going = [m.uid for one in self.before.objectives if one.uid in wanted for m in one.measures]
        if set(self.targets) - set(going):
            raise BadInput("target: the objective of that measure does not go on; take it along too")

    def _where_it_stood(self, objective: Objective, stored: dict[str, Any]) -> None:
        """Measures begin at their last value, a ladder at its last level."""
        stored["measure"] = [self._measured_anew(measure) for measure in objective.measures]
        if objective.gas:
            level = objective.gas_baseline if objective.gas_now is None else objective.gas_now
            stored["gas_baseline"] = level

    def _measured_anew(self, measure: Measure) -> dict[str, Any]:
        raw = {key: value for key, value in measure.raw.items() if key not in ("uid", "rhythms")}
        if measure.kind != "numeric":
            return raw
        anew = begins_at(self.before, measure)
        target = self.targets.get(measure.uid, anew.target)
        if measure.uid in self.targets:
            check_target(self.before, measure, self.targets[measure.uid])
        ends = {"baseline": anew.baseline, "target": target}
        return {key: value for key, value in {**raw, **ends}.items() if value is not None}
