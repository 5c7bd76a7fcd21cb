"""What a merge has found so far: the records by table and uid, with the sides they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.fields import quote
from coach_tui.plan.schema import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from coach_tui.store.shapes import Record
    from coach_tui.sync.merging.clashes import Clashes
    from coach_tui.sync.merging.sides import Side


class Found:
    """The merged records, to be set right by what records owe one another."""

    def __init__(self, base: Side, ours: Side, theirs: Side, clashes: Clashes) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.clashes = clashes
        self.records: dict[str, dict[str, Record]] = {}
        self.remarks: set[str] = set()
        self.refused: dict[str, bool] = {}
        """The answers (uids) that one side has, and that are not taken: whether as they came too late."""

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, in whichever order they were given."""
        return self.ours, self.theirs

    def table(self, name: str) -> dict[str, Record]:
        """The records of a table by uid."""
        return self.records.setdefault(name, {})

    def of_plans(self, table: str) -> dict[str, list[Record]]:
        """The records of a table by the plan (uid) they belong to, in order of their uids."""
        found: dict[str, list[Record]] = {}
        for uid in sorted(self.table(table)):
            record = self.table(table)[uid]
            found.setdefault(str(record.get("plan")), []).append(record)
        return found

    def change(self, table: str, uid: str, **fields: Any) -> Record:
        """Give a record other values; None takes one away. The record of a side stays as it is."""
        record = {**self.table(table)[uid], **fields}
        found = {key: value for key, value in record.items() if value is not None}
        self.table(table)[uid] = found
        return found

    def changed(self, table: str) -> Iterator[Record]:
        """The records of a table that are not as in what both sides descend from."""
        for uid, record in sorted(self.table(table).items()):
            if record is not self.base.record(table, uid):
                yield record

    def anywhere(self, table: str, uid: str) -> Record | None:
        """A record as a side has it that has changed it, else as it was."""
        base = self.base.record(table, uid)
        found = [record for side in self.sides if (record := side.record(table, uid)) is not None]
        changed = [record for record in found if record != base]
        return changed[0] if changed else found[0] if found else base

    def named(self, table: str, record: Mapping[str, Any]) -> str:
        """A record in words, with whose it is."""
        noun = NOUNS[table]
        name = quote(noun(record).name or noun.noun)
        whose = self.client_of(table, record)
        return f"{noun.noun.partition(' ')[2]} {name}" + (f" of {whose}" if whose else "")

    def client_of(self, table: str, record: Mapping[str, Any]) -> str:
        """The name of the client a record belongs to; "" where it is one, or nobody's."""
        engagement = (
            record if table == "engagements" else self.table("engagements").get(record.get("plan", ""))
        )
        client = self.table("clients").get((engagement or {}).get("client", ""))
        return str(client["name"]) if client else ""

    def remark(self, text: str) -> None:
        """Say something of the merge, in one line."""
        self.remarks.add(text)
