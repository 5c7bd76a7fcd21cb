"""What a client had said of a plan by an earlier day, where its words keep no day (domain §9, I6).

The journal tells on which day they came, as far as it reaches: what it has let go of counts as said.
"""

from __future__ import annotations

from coach_tui.plan.stands import stands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Document

SAID = {
    "objectives": ("reality", "why", "why_by"),
    "needs": ("words",),
    "strategies": ("words",),
    "milestones": ("words",),
}
"""The client's words that have no day, by table."""


def said_before(journal: Mapping[str, Document], day: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What else stood in records (table, uid) on a day (ISO): each of their words that came or changed later.

    None stands for words that were not there. What a record said when it was made stays, whenever that was.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    newest: str | None = getattr(journal, "newest", None)
    if newest is not None and newest <= day:
        return found  # as nearly always: the journal need not be read
    for _, entry in sorted(journal.items(), key=lambda item: int(item[0])):
        if entry["at"][:10] <= day or not stands(entry):
            continue
        for op in entry["ops"]:
            before, after = op["before"], op["after"]
            if not before or not after:
                continue
            for key in SAID.get(op["table"], ()):
                if before.get(key) != after.get(key):
                    found.setdefault((op["table"], op["uid"]), {}).setdefault(key, before.get(key))
    return found


def as_said(raw: Document, said: Mapping[str, Any]) -> dict[str, Any]:
    """A document with other words, of which those that are None are left out."""
    return {key: value for key, value in {**raw, **said}.items() if value is not None}
