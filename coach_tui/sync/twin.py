"""A data folder that was copied with all that lies in it: two machines that go by one name.

Undo takes back what a machine's name stands at: with two of one name, one would take back the other's change.
Whoever finds it out takes another name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.store.journal import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach_tui.store.shapes import Tables


def is_twin(machine: str, there: Tables, known: Iterable[Tables]) -> bool:
    """Whether another machine goes by the name of this one.

    It does where what is `there` has an entry of that name that is in nothing which this machine ever had.
    What stands there before a restore may have come with the backup: an entry that this machine has made
    itself, and has let go of since.
    """
    had = {str(entry["uid"]) for tables in known for entry in tables["journal"].values()}
    entries = [entry for _, entry in in_order(there)]
    restored = [at for at, entry in enumerate(entries) if entry.get("restored")]
    since = entries[restored[-1] :] if restored else entries
    return any(entry.get("machine") == machine and str(entry["uid"]) not in had for entry in since)


def renamed(machine: str, name: str, here: Tables, there: Tables) -> Tables:
    """Return what is here, where what only this machine has done under one name was done under another."""
    shared = {str(entry["uid"]) for entry in there["journal"].values()}
    journal = {
        number: {**entry, "machine": name}
        if entry.get("machine") == machine and str(entry["uid"]) not in shared
        else entry
        for number, entry in here["journal"].items()
    }
    return {**here, "journal": journal}
