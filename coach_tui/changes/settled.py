"""A newer answer of the coach's settles what two machines said: there is nothing to look at any more."""

from __future__ import annotations

from coach_tui.plan.merged import Merge, canonical, together
from coach_tui.plan.whereabouts import place_of, value_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.record import Record


def settled_by(
    merges: Mapping[str, Mapping[str, Any]],
    noun: type[Record],
    uid: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> list[str]:
    """The merges (uids, of those stored) about what a change of a record (uid) has just answered.

    What is about the whole record stays: a change answers a part of it.
    """
    found = []
    for raw in merges.values():
        merge = Merge(raw)
        if (merge.of, merge.record) != (noun.table, uid) or not merge.field or merge.did:
            continue
        place = place_of(noun, merge.field, merge.inside)
        places = [place] if merge.inside else [(key,) for key in together(merge.of, merge.field)]
        if any(canonical(value_at(before, one)) != canonical(value_at(after, one)) for one in places):
            found.append(merge.uid)
    return found
