"""What the records of a plan file go on with: by name in the file, by id in the plan."""

from __future__ import annotations

from coach_tui.plan.client import Engagement
from coach_tui.plan.earlier import link_in, link_out
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.schema import PARTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.draft import Draft
    from coach_tui.plan.practice import Practice
    from coach_tui.plan.record import Record


def linked(practice: Practice, draft: Draft, client: str, engagement: str, *, by_name: bool = False) -> Draft:
    """A draft with the uids of what its records go on with, or with `by_name` what that is called.

    `client` and `engagement` are the uids of whose plan it is, "" for an engagement that is still to begin.

    Raises:
        BadInput: something is named that is in none of the client's other plans.
    """

    def record(noun: type[Record], raw: Mapping[str, Any]) -> Mapping[str, Any]:
        found = {}
        for key, field in noun.fields.items():
            if isinstance(field, Earlier) and raw.get(key):
                found[key] = link_in(practice, client, field.table, str(raw[key]), engagement)
                if by_name:
                    found[key] = link_out(practice, client, field.table, found[key], engagement)
        return {**raw, **found} if found else raw

    new: Draft = {**draft, "engagement": record(Engagement, draft["engagement"])}
    for noun in PARTS:
        if noun.entry in draft and any(isinstance(field, Earlier) for field in noun.fields.values()):
            new[noun.entry] = [record(noun, raw) for raw in draft[noun.entry]]
    return new
