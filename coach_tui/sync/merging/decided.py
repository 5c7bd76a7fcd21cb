"""What was decided of one clash on two machines: the later decision stands, to be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.merged import Merge, canonical, together
from coach_tui.plan.round import Round
from coach_tui.plan.schema import NOUNS, check_record
from coach_tui.plan.whereabouts import place_of, value_at, with_value
from coach_tui.sync.merging.sides import same_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Record
    from coach_tui.sync.merging.found import Found
    from coach_tui.sync.merging.sides import Moment, Place


def decide_again(found: Found) -> None:
    """Let the later of two decisions stand where they differ, though one of them changed nothing.

    Whoever takes what stands leaves the record as it is: to the joining of records only the other has
    changed anything.
    """
    for uid, kept in sorted(found.base.records.get(Merge.table, {}).items()):
        moments = [side.gone_at(Merge.table, uid) for side in found.sides]
        there = any(side.record(Merge.table, uid) is not None for side in found.sides)
        if not there and None not in moments and moments[0] != moments[1]:
            _decide(found, kept, [moment for moment in moments if moment is not None])


def _decide(found: Found, kept: Record, moments: list[Moment]) -> None:
    table, uid = kept["of"], kept["record"]
    records = [side.record(table, uid) for side in found.sides]
    place = place_of(NOUNS.get(table), kept.get("field", ""), kept.get("inside", ""))
    present = found.table(table).get(uid)
    if not place or table == Round.table or present is None or None in records:
        return
    values = [_said(table, record or {}, place) for record in records]
    was = _said(table, found.base.record(table, uid) or {}, place)
    if same_value(*values) or not any(same_value(value, was) for value in values):
        return  # what both changed has clashed again
    ends = [
        (max(moment, side.latest(table, uid, [place])), value)
        for side, moment, value in zip(found.sides, moments, values, strict=True)
    ]
    _, stands = max(ends, key=lambda end: (end[0], canonical(end[1])))
    changed = _with(present, place, stands)
    try:
        check_record(table, changed)
    except BadInput:
        return
    found.table(table)[uid] = changed
    found.clashes.keep(table, uid, place, [(value, moment) for moment, value in ends])


def _said(table: str, record: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """What a record says at a place, by field, as it is kept."""
    if len(place) > 1:
        return {place[0]: value_at(record, place)}
    return {key: record.get(key) for key in together(table, place[0])}


def _with(record: Record, place: Place, said: Mapping[str, Any]) -> Record:
    if len(place) > 1:
        return dict(with_value(record, place, said[place[0]]))
    return {key: value for key, value in {**record, **said}.items() if value is not None}
