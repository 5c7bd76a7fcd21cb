"""The records of both sides, by uid and field, against what both descend from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.merged import TOGETHER, Merge
from coach_tui.plan.objective import Objective
from coach_tui.plan.pause import Holiday, Pauses
from coach_tui.plan.schema import NOUNS, check_record
from coach_tui.sync.merging.clashes import joined_kept
from coach_tui.sync.merging.names import measures_apart
from coach_tui.sync.merging.sides import same_value
from coach_tui.sync.merging.values import joined_value

if TYPE_CHECKING:
    from typing import Any

    from coach_tui.plan.fields import Field
    from coach_tui.store.shapes import Record
    from coach_tui.sync.merging.clashes import Clashes
    from coach_tui.sync.merging.sides import Side


def joined_records(table: str, base: Side, ours: Side, theirs: Side, clashes: Clashes) -> dict[str, Record]:
    """The records of a table after both sides, by uid."""
    here, there, was = (side.records.get(table, {}) for side in (ours, theirs, base))
    found = {}
    for uid in {**was, **here, **there}:
        record = joined_record(table, uid, was.get(uid), here.get(uid), there.get(uid), clashes)
        if record is not None:
            found[uid] = record
    return found


def joined_record(
    table: str, uid: str, base: Record | None, ours: Record | None, theirs: Record | None, clashes: Clashes
) -> Record | None:
    """One record after both sides; one that was deleted here and changed there stays, as it is there."""
    if same_value(ours, theirs) or same_value(theirs, base):
        return ours
    if same_value(ours, base):
        return theirs
    if ours is None or theirs is None:
        return theirs if ours is None else ours
    if table == Merge.table:
        return joined_kept(base, ours, theirs)
    if table == Holiday.table:
        return _joined_holiday(ours, theirs)
    one = _Joining(table, uid, base or {}, ours, theirs, clashes)
    record = one.joined()
    try:
        check_record(table, record)
    except BadInput:
        before = clashes.found
        clashes.found = {key: kept for key, kept in before.items() if key not in one.noted}
        return ours if clashes.later(table, uid, (), ours, theirs) else theirs
    return record


def _joined_holiday(ours: Record, theirs: Record) -> Record:
    """A holiday that both sides changed: all days that either has, since too many do no harm."""
    reasons = "; ".join(sorted({*_reasons(ours), *_reasons(theirs)}))
    days = {"since": min(ours["since"], theirs["since"]), "until": max(ours["until"], theirs["until"])}
    return {**theirs, **ours, **days, **({"reason": reasons} if reasons else {})}


class _Joining:
    """Joins one record that both sides have changed."""

    def __init__(
        self, table: str, uid: str, base: Record, ours: Record, theirs: Record, clashes: Clashes
    ) -> None:
        self.table, self.uid = table, uid
        self.base, self.ours, self.theirs = base, ours, theirs
        self.clashes = clashes
        noun = NOUNS.get(table)
        self.fields: dict[str, Field] = dict(noun.fields) if noun is not None else {}
        self.before = set(clashes.found)

    @property
    def noted(self) -> set[str]:
        """The clashes (uids) that joining it has noted."""
        return set(self.clashes.found) - self.before

    def joined(self) -> Record:
        """The record, its fields in the order of their declaration, others behind them."""
        values: dict[str, Any] = {"uid": self.uid} if "uid" in self.ours else {}
        said: set[str] = set()
        for keys in TOGETHER.get(self.table, ()):
            if any(key in side for key in keys for side in (self.base, self.ours, self.theirs)):
                values |= self._together(keys)
                said |= set(keys)
        for key in {**self.ours, **self.theirs}:
            if key not in said and key != "uid":
                values[key] = self._field(key)
        order = {key: number for number, key in enumerate(("uid", *self.fields))}
        ordered = sorted(values, key=lambda key: (order.get(key, len(order)), key))
        return {key: values[key] for key in ordered if values[key] is not None}

    def _together(self, keys: tuple[str, ...]) -> dict[str, Any]:
        """Fields that say one thing: those of the side that changed them, of the later one of two."""
        base, ours, theirs = (
            {key: side.get(key) for key in keys} for side in (self.base, self.ours, self.theirs)
        )
        if same_value(ours, theirs) or same_value(theirs, base):
            return ours
        if same_value(ours, base):
            return theirs
        paths = [(key,) for key in keys]
        later = self.clashes.later(self.table, self.uid, (keys[0],), ours, theirs, paths)
        return ours if later else theirs

    def _field(self, key: str) -> Any:
        field = self.fields.get(key)
        sides = self.base.get(key), self.ours.get(key), self.theirs.get(key)
        value = joined_value(field, (key,), *sides, self._later)
        if isinstance(field, Pauses) and isinstance(value, list):
            value = apart(value)
        if (self.table, key) == (Objective.table, "measure") and isinstance(value, list):
            was = self.base.get(key) or ()
            value = measures_apart(value, {str(one.get("uid")): one["name"] for one in was})
        if field is None or value is None or value in sides:
            return value
        try:
            field.check(value)
        except BadInput:
            return self._later((key,), *sides[1:])
        return value

    def _later(self, path: tuple[Any, ...], ours: Any, theirs: Any) -> Any:
        key = path[0]
        later = self.clashes.later(self.table, self.uid, path, {key: ours}, {key: theirs})
        return ours if later else theirs


def apart(pauses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pauses (stored) of which no two have a day in common: those that had are one, with both reasons."""
    found: list[dict[str, Any]] = []
    for pause in sorted(pauses, key=lambda one: str(one["since"])):
        last = found[-1] if found else None
        if last is None or pause["since"] > (last.get("until") or "9"):
            found.append(dict(pause))
            continue
        until = max(last.get("until") or "9", pause.get("until") or "9")
        reasons = {*_reasons(last), *_reasons(pause)}
        whole = {**last, "until": until, "reason": "; ".join(sorted(reasons))}
        found[-1] = {key: value for key, value in whole.items() if value not in ("", "9")}
    return found


def _reasons(pause: dict[str, Any]) -> list[str]:
    return [one for one in str(pause.get("reason") or "").split("; ") if one]
