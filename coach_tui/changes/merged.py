"""Deciding what two machines said of one thing: one of the values stands, and nothing is left to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.group import side_of
from coach_tui.changes.links import check_links
from coach_tui.changes.records import plan_at
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.merged import Merge, canonical
from coach_tui.plan.merged_words import stands, value_now
from coach_tui.plan.round import FROZEN, Round
from coach_tui.plan.session import Session
from coach_tui.plan.text import plural
from coach_tui.plan.whereabouts import place_of, with_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry


def decide(desk: Desk, uid: str, number: int, seen: Mapping[str, Any] | None = None) -> Entry | None:
    """Lets one of the values stand that a merge (uid) has kept, by its number in their order.

    Where something else stands by now, its number comes behind them: then it stays as it is.
    `seen` is what is kept (stored) as somebody saw it who decides.

    Raises:
        BadInput: there is no such value, it was decided or changed meanwhile, or the value no longer fits.
    """
    with desk.change("decided what two machines said") as change:
        merge = change.record(Merge, uid)
        if seen is not None and canonical(seen.get("values")) != canonical(merge.values):
            raise BadInput("another value has come meanwhile; look at them again")
        record = change.practice.find(merge.of, merge.record)
        values = [one["value"] for one in merge.values]
        if record is not None and not any(stands(record, merge, value) for value in values):
            values.append(value_now(record, merge))
        count = 1 if merge.did else len(values)
        if not 0 <= number < count:
            raise BadInput(f"there {'is' if count == 1 else 'are'} {plural(count, 'value')}; say which one")
        value = values[number]
        change.delete(Merge, uid)
        if record is not None and merge.did:
            _about(change, record)
            change.describe(f"settled what a merge did with {type(record).noun}, {quote(record.name)}")
        elif record is None:
            change.describe("left what two machines said of something that is gone")
        else:
            _about(change, record)
            if not stands(record, merge, value):
                _take(change, record, merge, value)
            label = record.fields[merge.field].label if merge.field in record.fields else "all"
            change.describe(
                f"decided between two machines: {label} of {type(record).noun}, {quote(record.name)}"
            )
    return change.entry


def _about(change: Change, record: Record) -> None:
    if isinstance(record, Client):
        change.about(record.uid)
    else:
        side = side_of(change.practice, record) if isinstance(record, Session) else record.plan
        change.about(plan_at(change, record.uid if isinstance(record, Engagement) else side).client.uid)


def _take(change: Change, record: Record, merge: Merge, value: Mapping[str, Any]) -> None:
    """Gives the record the value that is to stand, as a form would."""
    noun, raw = type(record), record.raw
    if not merge.field:
        changes = {key: value.get(key) for key in {*raw, *value} if key in noun.fields}
    elif merge.inside:
        place = place_of(noun, merge.field, merge.inside)
        whole = with_value(raw, place, value.get(merge.field))
        changes = {merge.field: whole.get(merge.field) or None}
    else:
        changes = dict(value)
    changes = {key: one for key, one in changes.items() if canonical(one) != canonical(raw.get(key))}
    if isinstance(record, Round) and not record.open and any(key in FROZEN for key in changes):
        raise BadInput("the round is closed and frozen; take what stands")
    if isinstance(record, Client) and changes.get("name"):
        from coach_tui.changes.clients import same_name

        same_name(change, str(changes["name"]), record.uid)
    if isinstance(record, Engagement) and "closed_on" in changes and changes["closed_on"] is None:
        from coach_tui.changes.clients import check_none_open

        check_none_open(change, record.client)
    change.update(noun, record.uid, changes)
    now = change.record(noun, record.uid)
    if noun.belongs == "plan":
        side = side_of(change.practice, now) if isinstance(now, Session) else now.plan
        check_links(plan_at(change, side), noun, now.raw, now.uid)
