"""What a change did: by id, as commands tell it in JSON, and as a line that says how to take it back."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry


def changes_of(entry: Entry, *, back: bool = False) -> list[dict[str, Any]]:
    """The records that a journal entry touched: {"table", "id", "action"}; `back`: as undoing it does."""
    found = []
    for op in entry.ops:
        before, after = (op["after"], op["before"]) if back else (op["before"], op["after"])
        action = "added" if before is None else "deleted" if after is None else "changed"
        found.append({"table": op["table"], "id": op["uid"], "action": action})
    return found


def client_name(entry: Entry, practice: Practice) -> str | None:
    """The name of the client whom an entry is about, even when the client is gone; None for nobody."""
    if entry.client is None:
        return None
    client = practice.client(entry.client)
    if client is not None:
        return client.name
    for op in entry.ops:
        if op["table"] == "clients" and op["uid"] == entry.client:
            return str((op["before"] or op["after"] or {}).get("name") or "") or None
    return None


def as_line(what: str) -> str:
    """What was done, for the person at the shell, and how to take it back."""
    return f"{what[:1].upper()}{what[1:]}. To take it back: coach undo"


def as_json(entry: Entry | None, practice: Practice, *, back: bool = False) -> dict[str, Any]:
    """An entry in the shape that programs may rely on; without one, nothing was changed."""
    if entry is None:
        return {"what": "nothing changed", "client": None, "client_id": None, "changes": []}
    return {
        "what": entry.what,
        "client": client_name(entry, practice),
        "client_id": entry.client,
        "changes": changes_of(entry, back=back),
    }
