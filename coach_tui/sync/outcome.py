"""What came of a sync, counted, and in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.text import plural
from coach_tui.sync.layout import became

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.plan.practice import Practice
    from coach_tui.store.shapes import Record, Table, Tables
    from coach_tui.sync.layout import Files
    from coach_tui.sync.merge import Merged


class Outcome(NamedTuple):
    """What came of a sync.

    `pulled` and `pushed` are changes (entries of the history) that came and went, `merged` records in which
    what was changed apart was brought together, `to_look_at` those where one of two values had to give way
    (the records of `merges`), `remarks` lines about what else was done, `erased` whether somebody was erased
    since the remote's history began, `own` files of the coach's own that are there twice now.
    """

    pulled: int
    pushed: int
    merged: int
    to_look_at: list[Mapping[str, Any]]
    remarks: list[str]
    erased: bool
    own: list[str]
    erased_here: list[str]
    """The clients (uids) that went here, since another machine had erased them."""
    files_in: int = 0
    """How many of the coach's own files came, were changed or went here."""
    files_out: int = 0
    """How many of them did so at the remote."""
    moved: bool = False
    """Whether a commit came or went, be there anything to count in it or not."""


class Told:
    """What is noted while a sync goes on."""

    def __init__(self) -> None:
        self._to_look_at: dict[str, Mapping[str, Any]] = {}
        self._remarks: list[str] = []
        self._own: list[str] = []
        self._gone: list[str] = []
        self._merged: set[str] = set()

    def take(self, merged: Merged, base: Tables, ours: Tables, theirs: Tables) -> None:
        """Note what merging said; a later try says it anew."""
        self._merged |= _brought_together(base, ours, merged.tables, theirs)
        self._to_look_at |= {str(record["uid"]): record for record in merged.to_look_at}
        self._remarks += [line for line in merged.remarks if line not in self._remarks]

    def note_twice(self, paths: Iterable[str]) -> None:
        """Note which of the coach's own files are there twice."""
        self._own += [path for path in paths if path not in self._own]

    def note_erased(self, clients: list[str], unsure: Iterable[str]) -> None:
        """Note who (uids) was erased here, as another machine did, and what could not be looked into."""
        self._gone += clients
        self.note(("a client whom another machine has erased was erased here too", *unsure))

    def note(self, lines: Iterable[str]) -> None:
        """Note what else is to be told."""
        self._remarks += [one for one in lines if one not in self._remarks]

    def outcome(self, before: Tables, after: Tables, there: set[tuple[str, str]], erased: bool) -> Outcome:
        """Count what came of it: `before` and `after` are the data file, `there` the remote's entries."""
        now = _entries(after)
        return Outcome(
            pulled=len(now - _entries(before)),
            pushed=len(now - there),
            merged=len(self._merged),
            to_look_at=list(self._to_look_at.values()),
            remarks=self._remarks,
            erased=erased,
            own=self._own,
            erased_here=self._gone,
        )


def line_of(outcome: Outcome, *, anew: bool = False, app: bool = False) -> str:
    """What came of a sync in one line; `anew` says that the remote's history was begun anew after it."""
    parts = []
    if outcome.pulled:
        parts.append(f"{plural(outcome.pulled, 'change')} received")
    if outcome.pushed:
        parts.append(f"{plural(outcome.pushed, 'change')} sent")
    if outcome.merged:
        parts.append(f"{plural(outcome.merged, 'record')} merged")
    if count := len(outcome.to_look_at):
        parts.append(
            f"{count} to look at ({'Today' if app else 'coach today'} shows {'it' if count == 1 else 'them'})"
        )
    parts += [
        f"{plural(count, 'file')} {how}"
        for count, how in ((outcome.files_in, "received"), (outcome.files_out, "sent"))
        if count
    ]
    parts += outcome.remarks
    parts += [f"{path.partition('/')[2]} was changed twice: both are kept" for path in outcome.own]
    if anew:
        parts.append("the history was begun anew, and the other machines follow at their next sync")
    elif outcome.erased:
        parts.append(
            "the remote's older commits still hold whom you erased: coach sync --anew lets go of them"
        )
    if not parts and outcome.moved:
        return "Synced: both sides are the same now."
    return f"Synced: {', '.join(parts)}." if parts else "Synced: nothing new on either side."


def differing(one: Files, other: Files) -> int:
    """How many files are not the same on two sides."""
    return sum(one.get(path) != other.get(path) for path in one.keys() | other.keys())


def _entries(tables: Tables) -> set[tuple[str, str]]:
    """The entries (uids) of the history, each with what became of it: what was undone has changed."""
    return {became(one) for one in tables["journal"].values()}


def _brought_together(base: Tables, before: Tables, after: Tables, there: Tables) -> set[str]:
    """The records (uids) that both sides had changed otherwise, or that are as neither had them."""
    found = set()
    for name, table in after.items():
        if name in ("meta", "journal", "merges"):
            continue
        was, here, theirs = (_by_uid(side.get(name, {})) for side in (base, before, there))
        for record in table.values():
            uid = record["uid"]
            if uid not in here or uid not in theirs or here[uid] == theirs[uid]:
                continue
            sides = (here[uid], theirs[uid])
            if record not in sides or (uid in was and was[uid] not in sides):
                found.add(str(uid))
    return found


def _by_uid(table: Table) -> dict[str, Record]:
    return {record["uid"]: record for record in table.values()}


def as_json(outcome: Outcome, practice: Practice) -> dict[str, Any]:
    """What came of a sync as JSON: counts, and for each value that had to give way whose it is."""
    return {
        "pulled": outcome.pulled,
        "pushed": outcome.pushed,
        "merged": outcome.merged,
        "to_look_at": [_looked_at(record, practice) for record in outcome.to_look_at],
        "files_received": outcome.files_in,
        "files_sent": outcome.files_out,
        "remarks": outcome.remarks,
        "erased_in_older_commits": outcome.erased,
        "own_files_twice": [path.partition("/")[2] for path in outcome.own],
    }


def _looked_at(record: Mapping[str, Any], practice: Practice) -> dict[str, Any]:
    client = practice.client(str(record.get("client", "")))
    return {
        "id": record.get("uid"),
        "client": client.name if client is not None else None,
        "table": record.get("of"),
        "record": record.get("record"),
        "field": record.get("field"),
    }
