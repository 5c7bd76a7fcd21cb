"""Whether what an entry of the journal tells of still stands, and was not undone."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def stands(entry: Mapping[str, Any]) -> bool:
    """Whether what an entry (stored) did was not undone; what an older format wrote can no longer be."""
    return entry["state"] == "done" or bool(entry.get("stands"))
