"""The practice as files in a repository: one for each client and table, so that a change touches few bytes.

A data file of five megabytes as one blob would cost its whole length a day on a server that does not pack. So
what belongs to a client lies in `clients/UID/TABLE.json`, what belongs to nobody in `coach/TABLE.json`, and
history by its day in `journal/DAY.json`. What each machine counts for itself, the generation and the commit
that its file rests on, is left out: else every sync would be a change.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean
from coach_tui.store.canonical import fields_of, table_order
from coach_tui.store.journal import in_order
from coach_tui.store.keys import UID as RECIPIENTS
from coach_tui.store.packed import pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.store.shapes import Table, Tables

Files = dict[str, bytes]
"""Paths within the repository, with what the files hold."""

MARK = "coach.json"
"""The file by which a repository is known as one of ours."""
LOCKED = ".age"
"""How the name of a locked file ends."""
LOCKED_MARK = MARK + LOCKED
"""The same file where all of a commit is locked."""
JOURNAL = "journal/"
META = "coach/meta.json"
"""The file with the meta record."""
TAKE_BACK = (
    "take back there the commit that brought it (in a clone of it: git revert --no-edit HEAD, then git "
    "push), then sync again; nothing is lost"
)
"""What to do about a remote that holds what no sync has sent."""
_OWN_COUNT = ("generation", "synced")
"""What the meta record holds of one machine alone."""


_NUMBER = re.compile(r"[0-9]{1,18}")


def files_of(tables: Tables) -> Files:
    """Return the files that a practice becomes."""
    owner = _owners(tables)
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for name in table_order(name for name, table in tables.items() if table):
        table = tables.get(name, {})
        if name == "journal":
            table = {number: pack(entry) for number, entry in in_order(tables)}
        elif name == "meta":
            table = _of_all_machines(table)
        ordered = fields_of(name).ordered
        for number in sorted(table, key=int):
            where = _place(name, table[number], owner)
            found.setdefault(where, {}).setdefault(name, {})[number] = ordered(table[number])
    return {where: encoded(value) for where, value in found.items()}


def entries_in(files: Files) -> set[tuple[str, str]]:
    """Return the entries (uids) of the history in the files of a commit, each with what became of it."""
    days = [parsed(data).get("journal", {}) for path, data in files.items() if path.startswith(JOURNAL)]
    return {became(entry) for day in days for entry in day.values()}


def became(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return an entry (uid) of the history with what became of it, as far as that is a change to be told.

    What was undone is so still when it can no longer be done again.
    """
    state = str(entry["state"])
    return str(entry["uid"]), "undone" if state == "dropped" else state


def parsed(data: bytes, path: str = "") -> Mapping[str, Table]:
    """Return the tables that a file of the remote holds; whoever can write there chooses what that is.

    Raises:
        BadInput: it is none of ours.
    """
    try:
        part = json.loads(data)
        encoded(part)  # no number, text or depth that could not be written again
        if all(_NUMBER.fullmatch(key) for table in part.values() for key, _ in table.items()):
            return cast("Mapping[str, Table]", part)
    except (ValueError, RecursionError, AttributeError):
        pass
    named = f" ({clean(path)[:120]})" if path else ""
    raise BadInput(f"the remote holds a file that is none of ours{named}: {TAKE_BACK}")


def _of_all_machines(meta: Table) -> Table:
    """The table meta without what each machine says for itself, such as for whom its file is locked."""
    return {
        number: {key: value for key, value in record.items() if key not in _OWN_COUNT}
        for number, record in meta.items()
        if record.get("uid") != RECIPIENTS
    }


def encoded(value: Any) -> bytes:
    """Return a value as the files hold it: a field a line, so that what git shows of a change is short."""
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",\n", ":")) + "\n").encode()


def joined(files: Mapping[str, bytes]) -> bytes:
    """Return the data file that these files were, its records in the order of their numbers.

    Raises:
        BadInput: one of them is none of ours.
    """
    tables: Tables = {}
    for path, data in files.items():
        for name, table in parsed(data, path).items():
            tables.setdefault(name, {}).update(table)
    tables = {name: dict(sorted(table.items(), key=_by_number)) for name, table in tables.items()}
    for record in tables.setdefault("meta", {}).values():
        if isinstance(record, dict) and record.get("uid") == "meta":
            record.setdefault("generation", 0)
    last = {"journal": tables.pop("journal", {})}
    return encoded({**tables, **last})


def mark(recipients: Iterable[str] = ()) -> bytes:
    """Return what the file says by which the repository is known: for whom all is locked, if it is."""
    told = {"recipients": sorted(recipients)} if recipients else {}
    return encoded({"coach-tui": "practice", "layout": 1, **told})


def read_mark(data: bytes | None) -> Mapping[str, Any] | None:
    """Return what such a file says, None where it is none of ours."""
    try:
        said = json.loads(data or b"")
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and said.get("coach-tui") == "practice" else None


def _by_number(item: tuple[str, object]) -> int:
    return int(item[0])


def _owners(tables: Tables) -> dict[str, str]:
    """Whose (client's uid) each engagement is."""
    return {
        str(record.get("uid")): str(record.get("client"))
        for record in tables.get("engagements", {}).values()
        if record.get("client")
    }


def _place(table: str, record: Mapping[str, Any], owner: Mapping[str, str]) -> str:
    if table == "journal":
        return f"{JOURNAL}{_plain(str(record.get('at', ''))[:10])}.json"
    if table == "clients":
        client = str(record.get("uid"))
    else:
        client = str(record.get("client") or owner.get(str(record.get("plan")), ""))
    return f"clients/{_plain(client)}/{_plain(table)}.json" if client else f"coach/{_plain(table)}.json"


@lru_cache(4096)
def _plain(text: str) -> str:
    """A part of a path that is surely none but that."""
    if text and all(sign.isascii() and (sign.isalnum() or sign in "-_") for sign in text):
        return text
    from hashlib import sha256

    return f"x{sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"
