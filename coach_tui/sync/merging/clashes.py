"""What both sides changed otherwise: which value stands, and the record that keeps them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.client import Engagement
from coach_tui.plan.merged import Merge, canonical, merge_uid, united
from coach_tui.plan.round import Response
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.whereabouts import as_texts, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from coach_tui.store.shapes import Record
    from coach_tui.sync.merging.sides import Moment, Side

UNTOLD = (Response.table,)
"""Tables of whose records nothing may be seen apart: what was answered to a round."""


class Clashes:
    """The clashes of one merge, by the uid of the record that keeps each."""

    def __init__(self, ours: Side, theirs: Side) -> None:
        self._ours, self._theirs = ours, theirs
        self.found: dict[str, Record] = {}

    def later(
        self,
        table: str,
        uid: str,
        path: Sequence[Any],
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
        inner: Iterable[Sequence[Any]] | None = None,
    ) -> bool:
        """Whether ours is the later of two values of a record, each given by field; both are kept.

        `inner` are the paths by which the moment is known, where it is not `path` alone.
        """
        paths = [path] if inner is None else list(inner)
        moments = self._ours.latest(table, uid, paths), self._theirs.latest(table, uid, paths)
        self.keep(table, uid, path, [(ours, moments[0]), (theirs, moments[1])])
        return (moments[0].at, canonical(ours)) >= (moments[1].at, canonical(theirs))

    def keep(
        self,
        table: str,
        uid: str,
        path: Sequence[Any],
        values: Iterable[tuple[Mapping[str, Any], Moment]],
    ) -> None:
        """Keep values of a field with their moments, for the coach to look at."""
        if table in UNTOLD or table == Merge.table:
            return
        field, inside = as_texts(path)
        kept = united(
            [
                {
                    "value": dict(value),
                    **as_kept(moment),
                }
                for value, moment in values
            ]
        )
        key = merge_uid(table, uid, field, inside)
        before = self.found.get(key)
        record = {"uid": key, "of": table, "record": uid, "field": field, "inside": inside}
        record = {name: text for name, text in record.items() if text}
        self.found[key] = {**record, "values": united(before["values"] if before else (), kept)}

    def note(self, table: str, uid: str, did: str, value: Mapping[str, Any]) -> None:
        """Keep that the merge did something with a record (uid) that somebody has to act on."""
        key = merge_uid(table, uid, "", did)
        before = self.found.get(key)
        values = united(before["values"] if before else (), [{"value": dict(value)}])
        self.found[key] = {"uid": key, "of": table, "record": uid, "did": did, "values": values}

    def records(self, owners: Mapping[tuple[str, str], Mapping[str, Any]]) -> dict[str, Record]:
        """The records of what is kept, with whose they are, by the records (table and uid) that there are."""
        found = {}
        for key, record in self.found.items():
            about = owners.get((record["of"], record["record"]))
            if about is not None:
                found[key] = {**record, **_whose(record["of"], about)}
        return found


def _whose(table: str, about: Mapping[str, Any]) -> dict[str, str]:
    if table == Engagement.table:
        return {"plan": about["uid"]}
    if table == "clients":
        return {"client": about["uid"]}
    return {"plan": about["plan"]} if isinstance(about.get("plan"), str) else {}


def with_moments(record: Record, side: Side) -> Record:
    """What is kept of a field with the moments that a history knows of: the last of each value.

    Then it is one whichever machines were merged first.
    """
    table, uid = record["of"], record["record"]
    place = place_of(NOUNS.get(table), record.get("field", ""), record.get("inside", ""))
    values = []
    for one in record["values"]:
        told = one["value"]
        places = [((key,) if len(place) == 1 else place, value) for key, value in told.items()]
        found = [side.set_at(table, uid, *pair) for pair in (places if place else [((), told)])]
        at = max((moment for moment in found if moment is not None), default=None)
        later = at is not None and at > (one.get("at") or "", one.get("machine") or "")
        values.append({"value": told, **as_kept(at)} if later and at is not None else one)
    return {**record, "values": united(values)}


def as_kept(moment: Moment) -> dict[str, str]:
    """A moment as it is kept with a value."""
    said = {"at": moment.at, "machine": moment.machine}
    return {key: text for key, text in said.items() if text}


def joined_kept(base: Record | None, ours: Record, theirs: Record) -> Record:
    """What two replicas keep of one field: the values of both; one that was taken out on a side is out."""
    gone: set[str] = set()
    if base is not None:
        was = {canonical(one["value"]) for one in base["values"]}
        for side in (ours, theirs):
            gone |= was - {canonical(one["value"]) for one in side["values"]}
    values = [one for one in united(ours["values"], theirs["values"]) if canonical(one["value"]) not in gone]
    return {**ours, **theirs, "values": values}
