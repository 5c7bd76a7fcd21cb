"""Putting a backup in the data file's place; what is closed stays closed, and who is erased stays erased.

A round that could be opened again by a backup from before it closed would give two results, and what lies
between them tells who answered in between (domain rules §3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coach_tui.changes.erase import WHAT, known_in, take_out_known, taken_in_anew
from coach_tui.plan.round import Rater, Response, Round
from coach_tui.store.journal import in_order
from coach_tui.store.taking_out import erased_in

if TYPE_CHECKING:
    from pathlib import Path

    from coach_tui.changes.desk import Desk
    from coach_tui.store.shapes import Tables

PARTS = (Response.table, Rater.table)


class Restored(NamedTuple):
    """What a restore did not take back.

    `closed` are the titles of the rounds that were kept as they are now, since they are closed; `erased` is
    how many clients were left out, as they were erased since.
    """

    closed: list[str]
    erased: int


def restore(desk: Desk, path: Path) -> Restored:
    """Restores a backup, and returns what of it was not taken back.

    Raises:
        DataFileError: the backup is not sound, or the file cannot be written.
    """
    kept = Restored([], 0)

    def carry(present: Tables, restored: Tables) -> None:
        nonlocal kept
        erased = leave_out_erased(present, restored)
        kept = Restored(keep_closed(present, restored), erased)

    desk.store.restore(path, carry)
    return kept


def leave_out_erased(present: Tables, restored: Tables) -> int:
    """Takes out of another file who is erased in the present one; how many clients they were.

    Who was taken in anew since stays. The lines of the history that tell of erasures are kept too.
    """
    gone = known_in(restored, erased_in(present) - taken_in_anew(present))
    clients = take_out_known(restored, gone) if gone else 0
    kept = in_order(restored)
    known = {entry["uid"] for _, entry in kept}
    number = int(kept[-1][0]) if kept else 0
    for _, entry in in_order(present):
        if entry["what"] == WHAT and not entry["ops"] and entry["uid"] not in known:
            number += 1
            restored["journal"][str(number)] = dict(entry)
    return clients


def keep_closed(present: Tables, restored: Tables) -> list[str]:
    """Puts each round that is closed in one file in its place in another that has it otherwise.

    One that was closed and opened again counts as closed, if the file's history knows of it.

    Returns:
        Their titles.
    """
    found = []
    there = {raw["uid"]: number for number, raw in restored.get(Round.table, {}).items()}
    for raw in present.get(Round.table, {}).values():
        if not raw.get("closed_on") and (day := _was_closed(present, raw["uid"])):
            raw = {**raw, "closed_on": day}
        number = there.get(raw["uid"])
        if number is None or not raw.get("closed_on") or _same(present, restored, raw, number):
            continue
        restored[Round.table][number] = dict(raw)
        for table in PARTS:
            others = {key: one for key, one in restored.get(table, {}).items() if one["round"] != raw["uid"]}
            restored[table] = _joined(others, _of(present, table, raw["uid"]))
        found.append(raw["title"])
    return found


def _was_closed(tables: Tables, asked: str) -> str:
    """The day on which a round was closed, by the history; "" where that knows nothing of it."""
    return next(
        (
            str(day)
            for entry in tables.get("journal", {}).values()
            for op in entry["ops"]
            if op["uid"] == asked and (day := (op["after"] or {}).get("closed_on"))
        ),
        "",
    )


def _same(present: Tables, restored: Tables, raw: dict[str, object], number: str) -> bool:
    uid = str(raw["uid"])
    return restored[Round.table][number] == raw and all(
        list(_of(present, table, uid).values()) == list(_of(restored, table, uid).values()) for table in PARTS
    )


def _of(tables: Tables, table: str, asked: str) -> dict[str, dict[str, object]]:
    """What a table holds of one round, by number."""
    return {number: raw for number, raw in tables.get(table, {}).items() if raw["round"] == asked}


def _joined(
    others: dict[str, dict[str, object]], kept: dict[str, dict[str, object]]
) -> dict[str, dict[str, object]]:
    """Records of two files in one table: those kept have their numbers, but where others have them."""
    free = max(map(int, (*others, *kept)), default=0)
    found = dict(others)
    for number, raw in kept.items():
        if number in found:
            free += 1
            number = str(free)
        found[number] = dict(raw)
    return dict(sorted(found.items(), key=lambda item: int(item[0])))
