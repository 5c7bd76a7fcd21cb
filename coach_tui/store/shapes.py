"""What the data file holds: TinyDB tables, and the meta record that says whose file it is."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Record = dict[str, Any]
    Table = dict[str, Record]
    Tables = dict[str, Table]
else:  # names for isinstance and for readers; typing itself is too dear to import for a mere read
    Record = Table = Tables = dict

FORMAT = 3
"""The format this version writes; older files are migrated, newer ones refused."""
PACKED = 3
"""The format since which the journal keeps of a change only the fields that are not the same."""

TABLES = (
    "clients",
    "engagements",
    "objectives",
    "needs",
    "strategies",
    "milestones",
    "reviews",
    "checkins",
    "commitments",
    "sessions",
    "wins",
    "rounds",
    "raters",
    "responses",
    "assessments",
    "holidays",
    "merges",
)
"""The tables of the practice; beside them stand meta and journal, and whatever a newer version wrote."""

KNOWN = (*TABLES, "meta", "journal")


def empty_tables() -> Tables:
    """Return the tables of a file that does not exist yet: meta of generation 0, the others empty."""
    tables: Tables = {"meta": {"1": {"uid": "meta", "format": FORMAT, "generation": 0}}}
    fill(tables)
    return tables


def fill(tables: Tables) -> None:
    """Add the known tables that are missing, so that readers need no `get`."""
    for name in KNOWN:
        if name not in tables:
            tables[name] = {}


def meta(tables: Tables) -> Record | None:
    """Return the meta record itself (not a copy), or None in a file that has none."""
    table = tables.get("meta")
    if isinstance(table, dict):
        for record in table.values():
            if isinstance(record, dict) and record.get("uid") == "meta":
                return record
    return None
