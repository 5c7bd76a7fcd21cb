"""Whether what an entry of the journal tells of still stands, and was not undone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def stands(entry: Mapping[str, Any]) -> bool:
    """Whether what an entry (stored) did was not undone; what an older format wrote can no longer be."""
    return entry["state"] == "done" or bool(entry.get("stands"))


def owners_of(op: Mapping[str, Any]) -> set[str | None]:
    """Whom what an entry did to one record is about: its own uid, and those of its client and its plan."""
    record = op["after"] or op["before"] or {}
    return {op["uid"], record.get("client"), record.get("plan")}
