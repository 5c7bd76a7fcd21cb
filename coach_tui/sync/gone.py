"""What is gone from one commit to the next, and whether coach-tui took it out, or somebody else did.

An entry of the history tells of a deletion, or of an addition that was undone. What none tells of, as the
history lets go of old ones, or as a restore or a merge took it out, is named by the message of the commit
that no longer has it: by digests, which tell nobody what it was. A commit of somebody else's names nothing.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.plan.merged import Merge
from coach_tui.plan.schema import NOUNS, references
from coach_tui.plan.stands import stands
from coach_tui.plan.text import clean, plural
from coach_tui.store.journal import KEPT
from coach_tui.store.taking_out import erased_in, erased_mark
from coach_tui.sync.git import Failed
from coach_tui.sync.layout import JOURNAL, MARK, META, Files, parsed
from coach_tui.sync.merging.counting import counted
from coach_tui.sync.own import START

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from coach_tui.store.shapes import Record, Tables

    Pair = tuple[str, str]
    """A record by its table and uid."""

SUBJECT = "The practice as it stands"
"""How the message of each commit of ours begins."""
BEFORE = "before-sync"
"""Why a backup is made before a sync takes away what no entry holds."""
_GONE = "Gone: "
_A_LINE, _MOST = 50, 20_000


def untold(before: Files, after: Files) -> dict[Pair, Record]:
    """The records that are gone between two commits, of which no entry and no erasure in the later tells."""
    changed = [path for path in before if before[path] != after.get(path) and _is_practice(path)]
    if not changed:
        return {}
    new = [path for path in after if after[path] != before.get(path) and _is_practice(path)]
    was, now = _rows(before, changed), _rows(after, new)
    left = {pair: was[pair] for pair in was.keys() - now.keys()}
    if left:
        for pair in told(after):
            left.pop(pair, None)
        marks = erased_of(after)
        left = {pair: one for pair, one in left.items() if not _is_erased(pair, one, marks)}
    return left


def told(files: Files) -> set[Pair]:
    """What the history in a commit tells of that went: what was deleted, and what was added and undone."""
    return {
        (str(op["table"]), str(op["uid"]))
        for entry in _entries(files)
        for op in entry["ops"]
        if op["after" if stands(entry) else "before"] is None
    }


def named(files: Files, parents: Iterable[Files]) -> str:
    """What the message of a commit says of what is gone from its parents, and no entry in it tells of."""
    pairs: set[Pair] = set()
    for parent in parents:
        pairs |= untold(parent, files).keys() | (told(_other(parent, files)) - told(_other(files, parent)))
    return said({digest(pair) for pair in pairs})


def _other(files: Files, than: Files) -> Files:
    """The files of the history that are not the same in another commit."""
    return {path: held for path, held in files.items() if path.startswith(JOURNAL) and held != than.get(path)}


class Going(NamedTuple):
    """What a sync takes away here of which no entry of the history says what it was.

    `lost` are records that go, `back` is how many others are as they were before; `restored` are the machines
    that have restored a backup since, and thereby did so.
    """

    lost: dict[Pair, Record]
    back: int
    restored: list[str]

    def line(self) -> str:
        """It in one line; "" where no restore has done it."""
        if not self.restored or not (self.lost or self.back):
            return ""
        parts = [f"{counted(self.lost)} went"] if self.lost else []
        parts += [f"{plural(self.back, 'record')} changed back"] if self.back else []
        where = " and ".join(name for name in self.restored if name) or "another machine"
        return (
            f"a backup was restored on {where}: {', '.join(parts)} here; as it was here it is among the "
            f"backups ({BEFORE})"
        )


def going(before: Files, after: Files) -> Going:
    """What goes between what is here and what comes."""
    known = {str(one["uid"]) for one in _entries(_other(before, after))}
    new = [one for one in _entries(_other(after, before)) if str(one["uid"]) not in known]
    restored = sorted({clean(str(one.get("machine") or ""))[:40] for one in new if one.get("restored")})
    back = 0
    if restored:
        touched = {(str(op["table"]), str(op["uid"])) for one in new for op in one["ops"]}
        was, now = (_rows(files, filter(_is_practice, files)) for files in (before, after))
        both = [pair for pair in was.keys() & now.keys() if pair[0] != Merge.table and pair not in touched]
        back = sum(was[pair] != now[pair] for pair in both)
    lost = {pair: one for pair, one in untold(before, after).items() if pair[0] != Merge.table}
    return Going(lost, back, restored)


def said(digests: Iterable[str]) -> str:
    """Digests as the lines of a message."""
    found = sorted(digests)[:_MOST]
    return "\n".join(_GONE + " ".join(found[at : at + _A_LINE]) for at in range(0, len(found), _A_LINE))


def digests_in(message: str) -> set[str]:
    """The digests that a message names."""
    lines = [line for line in message.splitlines() if line.startswith(_GONE)]
    return {word for line in lines for word in line.removeprefix(_GONE).split()}


def digest(pair: Pair) -> str:
    """By what a record that is gone is known again."""
    return sha256(f"{pair[0]}/{pair[1]}".encode("utf-8", "replace")).hexdigest()[:16]


def is_ours(message: str) -> bool:
    """Whether a message is one that coach-tui has written."""
    return message.startswith(SUBJECT)


def unproven(before: Files, after: Files, messages: Iterable[str]) -> dict[Pair, Record]:
    """The records that are gone, though nothing says that coach-tui took them out.

    `messages` are those of the commits between the two.
    """
    lost = untold(before, after)
    meant = {one for text in messages for one in digests_in(text)} if lost else ()
    return {pair: record for pair, record in lost.items() if digest(pair) not in meant}


class Taken(NamedTuple):
    """What a commit of somebody else's took out: records, files of the coach's own, a part of the history."""

    lost: dict[Pair, Record]
    own: set[str]
    cut: bool

    def __and__(self, other: Taken) -> Taken:
        """What both took out."""
        both = {pair: one for pair, one in self.lost.items() if pair in other.lost}
        return Taken(both, self.own & other.own, self.cut and other.cut)

    def __bool__(self) -> bool:
        return bool(self.lost or self.own or self.cut)

    def fault(self, commit: str) -> Failed:
        """Why it is refused, with what to do about the commit that did it."""
        what = counted(self.lost) or (
            plural(len(self.own), "file") + " of your own" if self.own else "a part of the history"
        )
        return Failed(
            f"a commit that is none of ours ({commit[:10]}) took {what} out of the remote: take it back "
            f"there (in a clone of it: git revert --no-edit {commit[:10]}, then git push), then sync again; "
            "nothing is lost"
        )


def taken(before: Files, after: Files, messages: Iterable[str]) -> Taken:
    """What was taken out from one commit to the next; `messages` are those of the commits between the two."""
    own = {path for path in before if path.startswith(START) and path not in after}
    return Taken(unproven(before, after, messages), own, _history_cut(before, after))


def _history_cut(before: Files, after: Files) -> bool:
    """Whether entries are gone that neither the bound of the history nor an erasure has taken."""
    was, now = ({str(one["uid"]) for one in _entries(files)} for files in (before, after))
    return bool(was - now) and len(now) < KEPT and erased_of(before) == erased_of(after)


def with_kept(tables: Tables, lost: Mapping[Pair, Record]) -> Tables:
    """Tables with records that are gone from them; those that belong to nobody any more stay away."""
    there = {str(one.get("uid")) for rows in tables.values() for one in rows.values()}
    left = dict(lost)
    while True:
        known = there | {uid for _, uid in left}
        orphans = [pair for pair, one in left.items() if not _owners(one) <= known]
        if not orphans:
            break
        for pair in orphans:
            del left[pair]
    found = dict(tables)
    for (table, uid), record in sorted(left.items()):
        rows = found[table] = dict(found.get(table, {}))
        rows[str(max(map(int, rows), default=0) + 1)] = {"uid": uid, **_linked(table, record, known)}
    return found


def _owners(record: Record) -> set[str]:
    return {str(record[key]) for key in ("plan", "client", "round") if record.get(key)}


def _linked(table: str, record: Record, known: set[str]) -> Record:
    """A record without its links to what is not there."""
    found = dict(record)
    for field in references(NOUNS[table]) if table in NOUNS else ():
        value = found.get(field.key)
        if isinstance(value, list):
            found[field.key] = [uid for uid in value if uid in known]
        elif isinstance(value, str) and value not in known:
            del found[field.key]
    return {key: value for key, value in found.items() if value != []}


def erased_of(files: Files) -> set[str]:
    """The marks of those whom a commit knows to be erased."""
    return erased_in({"meta": dict(parsed(files[META], META).get("meta", {}))}) if META in files else set()


def _is_erased(pair: Pair, record: Record, marks: set[str]) -> bool:
    return bool(marks) and any(erased_mark(uid) in marks for uid in {pair[1], *_owners(record)})


def _is_practice(path: str) -> bool:
    return not path.startswith((JOURNAL, START)) and path not in (MARK, META)


def _rows(files: Files, paths: Iterable[str]) -> dict[Pair, Record]:
    return {
        (name, str(record["uid"])): record
        for path in paths
        for name, table in parsed(files[path], path).items()
        for record in table.values()
        if isinstance(record, dict) and record.get("uid")
    }


def _entries(files: Files) -> Iterator[dict[str, Any]]:
    """The entries of the history in a commit; what is none was written by somebody else."""
    for path, data in files.items():
        if path.startswith(JOURNAL):
            for entry in parsed(data, path).get("journal", {}).values():
                ops = entry.get("ops") if isinstance(entry, dict) else None
                if isinstance(ops, list) and "state" in entry and "uid" in entry and all(map(_is_op, ops)):
                    yield entry


def _is_op(op: object) -> bool:
    return isinstance(op, dict) and {"table", "uid", "before", "after"} <= op.keys()
