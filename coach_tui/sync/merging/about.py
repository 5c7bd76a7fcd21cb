"""The table meta of both sides: format and generation, who was erased, former names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.former import UID, is_former
from coach_tui.plan.merged import canonical
from coach_tui.store.shapes import meta
from coach_tui.store.taking_out import erased_in, erased_mark
from coach_tui.sync.merging.sides import key_of
from coach_tui.sync.merging.values import joined_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.store.shapes import Record, Table, Tables

_RISING = ("format", "generation")
"""What is the higher of both."""


def joined_meta(base: Tables, ours: Tables, theirs: Tables) -> Table:
    """The table meta after both sides; the record of the format comes first."""
    was, here, there = (meta(side) or {} for side in (base, ours, theirs))
    about: Record = {"uid": "meta"}
    for key in [*here, *sorted(there.keys() - here.keys())]:
        about[key] = _joined(was.get(key), here.get(key), there.get(key))
    about |= {key: max(here.get(key, 0), there.get(key, 0)) for key in _RISING}
    if erased := erased_in(ours) | erased_in(theirs):
        about["erased"] = sorted(erased)
    others = [_others(side) for side in (base, ours, theirs)]
    kept = {}
    for key in sorted({*others[1], *others[2]}):
        record = _joined(*(side.get(key) for side in others))
        if record is not None:
            kept[key] = record
    rows = [about, *kept.values(), *_former(base, ours, theirs, erased)]
    return _numbered(rows, base, ours, theirs)


def _joined(base: Any, ours: Any, theirs: Any) -> Any:
    """A value after both sides; of two that differ the one that comes last in order, whoever merges."""
    return joined_value(None, (), base, ours, theirs, lambda _, one, other: max(one, other, key=canonical))


def _others(side: Tables) -> dict[str, Record]:
    rows = side.get("meta", {}).items()
    return {
        key_of(record, number): record
        for number, record in rows
        if record.get("uid") != "meta" and not is_former(record)
    }


def _former(base: Tables, ours: Tables, theirs: Tables, erased: set[str]) -> list[Record]:
    """The former names of both sides by their salts: nobody's is lost but of who was erased."""
    sides = [_by_salt(side) for side in (base, ours, theirs)]
    was, here, there = sides
    found: dict[str, Record] = {}
    for salt in sorted({*here, *there}):
        owners: dict[str, list[str]] = {}
        for owner in sorted({*here.get(salt, {}), *there.get(salt, {})}):
            digests = [set(side.get(salt, {}).get(owner, ())) for side in (was, here, there)]
            kept = (digests[1] & digests[2]) | (digests[1] ^ digests[2]) - digests[0]
            if kept and erased_mark(owner) not in erased:
                owners[owner] = sorted(kept)
        if owners:
            found[salt] = {"uid": UID, "salt": salt, "of": owners}
    main = _main_salt(found, ours, theirs)
    for salt, record in found.items():
        record["uid"] = UID if salt == main else f"{UID}-{salt}"
    return [found[salt] for salt in sorted(found, key=lambda one: (one != main, one))]


def _main_salt(found: Mapping[str, Record], ours: Tables, theirs: Tables) -> str:
    """The salt with which names are remembered from now on: that of a side, the lower of two."""
    main = [
        record["salt"]
        for side in (ours, theirs)
        for record in side.get("meta", {}).values()
        if record.get("uid") == UID and record["salt"] in found
    ]
    return min(main, default=min(found, default=""))


def _by_salt(side: Tables) -> dict[str, dict[str, list[str]]]:
    rows = side.get("meta", {}).values()
    return {record["salt"]: record["of"] for record in rows if is_former(record)}


def _numbered(rows: list[Record], base: Tables, ours: Tables, theirs: Tables) -> Table:
    """Records of meta under the numbers that they have on a side, new ones behind them."""
    known: dict[str, int] = {}
    for side in (theirs, ours, base):
        for number, record in side.get("meta", {}).items():
            uid = key_of(record, number)
            known[uid] = min(int(number), known.get(uid, int(number)))
    taken: dict[int, Record] = {}
    left = []
    for record in sorted(rows, key=lambda one: (one.get("uid") != "meta", str(one.get("uid")))):
        at = known.get(str(record.get("uid")), 0)
        if at in taken or not at:
            left.append(record)
        else:
            taken[at] = record
    for record in left:
        taken[max(taken, default=0) + 1] = record
    return {str(at): taken[at] for at in sorted(taken)}
