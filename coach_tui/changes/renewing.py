"""Beginning the next engagement with what goes on from the last one (domain rules §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.clients import check_none_open, start_in
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.client import Client
from coach_tui.plan.contact import Commitment
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
) -> str:
    """Begins an engagement with a client (uid) that continues an earlier one; returns its uid.

    What is carried over is copied: the earlier plan stays as it is, and each objective and strategy says
    which one it continues. A measure begins where it stood at last, a ladder at its last level, and all of it
    on the day on which the engagement begins; dates before that are left out, but those of promises, which
    are late, and a milestone, which has one always, needs another.

    Args:
        desk: the desk.
        client: the client's uid.
        values: fields of the new Engagement.
        earlier: the uid of the engagement that it continues.
        carried: the uids of the earlier plan's objectives, needs, strategies, milestones and commitments that
            go on.
        dues: new days (ISO) of milestones that go on, by uid.

    Raises:
        BadInput: an engagement is still open, a value is refused, what goes on is not of that plan, or a
            milestone whose day is past has no new one.
    """
    with desk.change("began the next engagement", client=client) as change:
        check_none_open(change, client)
        before = plan_at(change, earlier)
        if before.client.uid != client:
            raise BadInput("continues: that is an engagement with another client")
        uid = start_in(change, desk, client, {**values, "continues": earlier}, None)
        count = _Carrying(change, before, uid, dues or {}).carry(set(carried))
        name = change.record(Client, client).name
        over = f", {count} carried over" if count else ""
        change.describe(f"began the next engagement with {name}{over}")
    return uid


class _Carrying:
    """Records of an earlier plan on their way into a new one (uid), inside a change."""

    def __init__(self, change: Change, before: Plan, engagement: str, dues: Mapping[str, str]) -> None:
        self.dues = dues
        self.change = change
        self.before = before
        self.engagement = engagement
        self.start: str = plan_at(change, engagement).engagement.start.isoformat()
        self.new: dict[str, str] = {}
        """Uid there → uid here."""

    def carry(self, wanted: set[str]) -> int:
        """Copies what is wanted; how many records these are.

        Raises:
            BadInput: one is not in the earlier plan.
        """
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
        if record.uid in self.dues:
            stored["due"] = self.dues[record.uid]
        elif stored.get("due", self.start) < self.start and noun is not Commitment:
            if noun is Milestone:
                raise BadInput(f"due: the date of {quote(record.name)} is past; say a new one")
            stored["due"] = None
        if isinstance(record, (Objective, Strategy)):
            stored |= {"start": self.start, "continues": record.uid}
        if isinstance(record, Objective):
            self._where_it_stood(record, stored)
        return {key: value for key, value in stored.items() if value not in (None, [], "")}

    def _referred(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.new[uid] for uid in value if uid in self.new]
        return self.new.get(value)

    def _where_it_stood(self, objective: Objective, stored: dict[str, Any]) -> None:
        """Measures begin at their last value, a ladder at its last level."""
        measures = []
        for measure in objective.measures:
            raw = {key: value for key, value in measure.raw.items() if key not in ("uid", "rhythms")}
            values = self.before.values(measure.uid)
            if values and values[-1][1] != measure.target:
                raw["baseline"] = values[-1][1]
            measures.append(raw)
        stored["measure"] = measures
        if objective.gas:
            level = objective.gas_baseline if objective.gas_now is None else objective.gas_now
            stored["gas_baseline"] = level
