"""Whom a record's fields are for: the coach alone, the client too, or the sponsor as well (domain rules §1).

Each field says on its declaration who sees it unless said otherwise. A record's own `visibility` names the
widest reader of that one record: it opens texts that are private and closes ones that are not, as far as
their fields let it, and leaves all others as they are declared. A text with parts that are opened one by one
has a field of its own that lists them.
"""

from __future__ import annotations

from coach_tui.plan.fields import Choice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.fields import Field

READERS = ("coach", "client", "sponsor")
"""From the one who sees most to the one who sees least."""
LEVELS = {"nobody": -1, "private": 0, "coach": 0, "client": 1, "sponsor": 2}
OPTIONS = ("private", "client", "sponsor")


def visibility(hint: str, *, widest: str = "sponsor") -> Choice:
    """The field that names the widest reader of a record's texts; empty: each as it is declared."""
    return Choice("Visibility", OPTIONS[: LEVELS[widest] + 1], hint=hint)


def level(field: Field, stated: str = "") -> int:
    """The widest reader of a field, as in `LEVELS`, in a record that states this visibility."""
    if field.opens and stated:
        return min(LEVELS[stated], LEVELS[field.opens])
    return LEVELS[field.seen]


def stated(field: Field, raw: Mapping[str, Any]) -> str:
    """The visibility that a stored record states for one of its fields; "" for none.

    That is the record's own; for a part that is opened by itself, the reader it opens to, where it is listed.
    """
    if field.listed:
        return field.opens if field.key in (raw.get(field.listed) or ()) else ""
    return raw.get("visibility") or ""
