"""A client's engagements as lists number them, the one that a word means, and a practice of it alone."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.practice import Practice
from coach_tui.plan.schema import PARTS
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.client import Client, Engagement


def listed_engagements(practice: Practice, client: str) -> list[Engagement]:
    """The engagements with a client (uid) as lists number them from 1: the current one, then the newest."""
    current = practice.current(client)
    found = practice.engagements(client)[::-1]
    found.sort(key=lambda one: current is None or one.uid != current.uid)
    return found


def engagement_named(practice: Practice, client: Client, text: str) -> Engagement:
    """The engagement with a client that a text means: its number in the list, the beginning of its start
    (2025, 2025-09, 2025-09-01), a part of its type, or its uid.

    Raises:
        BadInput: none or several are meant.
    """
    found = listed_engagements(practice, client.uid)
    wanted = fold(text).strip()
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(found):
        return found[int(wanted) - 1]
    meant = [one for one in found if wanted and _meant(one, wanted)]
    if len(meant) == 1:
        return meant[0]
    known = "; ".join(f"{number} {one.name}" for number, one in enumerate(found[:5], 1)) or "none yet"
    fits = f"fits {len(meant)} plans" if meant else "is no plan"
    raise BadInput(f"--plan: {quote(text)} {fits} of {client.name}; give a number: {known}")


def _meant(one: Engagement, wanted: str) -> bool:
    return one.uid == wanted or one.start.isoformat().startswith(wanted) or wanted in fold(one.type)


def only_engagement(practice: Practice, client: str, engagement: str) -> Practice:
    """A practice in which one engagement (uid) is the only one with a client (uid), history included.

    An entry of the history stays where it touched that engagement or its plan, or nothing but the client.
    """
    others = {one.uid for one in practice.engagements(client)} - {engagement}
    tables: dict[str, Mapping[str, Mapping[str, Any]]] = dict(practice.tables)
    engagements = tables.get("engagements", {})
    tables["engagements"] = {key: raw for key, raw in engagements.items() if raw["uid"] not in others}
    for noun in PARTS:
        rows = tables.get(noun.table, {})
        tables[noun.table] = {key: raw for key, raw in rows.items() if raw["plan"] not in others}
    tables["journal"] = {
        key: entry for key, entry in tables.get("journal", {}).items() if not _elsewhere(entry, others)
    }
    return Practice(tables)


def _elsewhere(entry: Mapping[str, Any], others: set[str]) -> bool:
    """Whether an entry of the journal touched an engagement among others."""
    for op in entry["ops"]:
        raw = op["after"] or op["before"] or {}
        if (op["uid"] if op["table"] == "engagements" else raw.get("plan")) in others:
            return True
    return False
