"""From format 1 to 2: pauses become lists, with those, and the rhythms, that the journal still knows."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.rhythm import rhythms_after
from coach_tui.store.journal import done_to, in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach_tui.store.shapes import Record, Tables

    Told = tuple[str, Record, Record]
    """A change: its day (ISO), and the record before and after ({} for none)."""

IN_WORDS = "in words"
"""The key of an entry whose ops were made of its words: of other records it knows nothing."""


def keep_pauses(tables: Tables) -> None:
    """Give plans and strategies their pauses as lists, in place (domain rules §11).

    A pause that was ended is in the journal, as far as that reaches: the day before was its last.
    """
    changes = _changes(tables, "engagements")
    for raw in tables.get("engagements", {}).values():
        found = [pause for pause in _ended_pauses(changes.get(raw["uid"], ())) if pause]
        now = raw.pop("pause", None)
        _put(raw, [*found, *([now] if now else [])])
    changes = _changes(tables, "strategies")
    for raw in tables.get("strategies", {}).values():
        _put(raw, _of_strategy(tables, raw, changes.get(raw["uid"], ())))


def keep_rhythms(tables: Tables) -> None:
    """Give strategies the rhythms that they had before, in place, as far as the journal knows them."""
    changes = _changes(tables, "strategies")
    for raw in tables.get("strategies", {}).values():
        found: list[Record] = []
        for day, before, after in changes.get(raw["uid"], ()):
            if before and after:
                old, new = before.get("cadence") or "", after.get("cadence") or ""
                found = rhythms_after(found, old, new, _start(tables, raw), date.fromisoformat(day))
        if found:
            raw["rhythms"] = found


def _changes(tables: Tables, table: str) -> dict[str, list[Told]]:
    """What the journal did to the records of a table, by uid, oldest first."""
    found: dict[str, list[Told]] = {}
    for entry, op in done_to(tables, table):
        found.setdefault(op["uid"], []).append((entry["at"][:10], op["before"] or {}, op["after"] or {}))
    return found


def _day_before(day: str) -> str:
    """The day (ISO) before a day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _ended_pauses(told: Iterable[Told]) -> Iterator[Record | None]:
    for day, before, after in told:
        pause, then = before.get("pause"), after.get("pause") or {}
        if pause and pause["since"] != then.get("since"):
            yield _until(pause, min(pause.get("until") or "9", _day_before(day)))


def _of_strategy(tables: Tables, raw: Record, told: Iterable[Told]) -> list[Record]:
    found: list[Record | None] = []
    open_one: Record | None = None
    for day, before, after in told:
        was, now = before.get("status") == "paused", after.get("status") == "paused"
        if now and not was:
            open_one = {"since": day}
            if after.get("status_reason"):
                open_one["reason"] = after["status_reason"]
        elif was and not now and open_one:
            found.append(_until(open_one, _day_before(day)))
            open_one = None
    if raw.get("status") == "paused":
        found.append(open_one or {"since": _since_known(tables, raw)})
    return [pause for pause in found if pause]


def _since_known(tables: Tables, raw: Record) -> str:
    """Since when a strategy is known to pause where no change says when it began to.

    It has done so since before the first change that is known with its records, else on the last day of which
    anything is told.
    """
    told = [entry for _, entry in in_order(tables)]
    known = [entry for entry in told if entry["ops"] and not entry.get(IN_WORDS)] or told[-1:]
    begun = _start(tables, raw)
    return max(begun, str(known[0]["at"])[:10]) if known else begun


def _start(tables: Tables, raw: Record) -> str:
    """The day from which a strategy counts: its own, else that of its engagement."""
    plans = (one["start"] for one in tables.get("engagements", {}).values() if one["uid"] == raw["plan"])
    return str(raw.get("start") or next(plans))


def _until(pause: Record, last: str) -> Record | None:
    """A pause that ended on a day; None where it was over before it began."""
    return {"since": pause["since"], "until": last, **_reason(pause)} if pause["since"] <= last else None


def _reason(pause: Record) -> Record:
    return {"reason": pause["reason"]} if pause.get("reason") else {}


def _put(raw: Record, pauses: list[Record]) -> None:
    """Store pauses, those that overlap made one."""
    found: list[Record] = []
    for pause in sorted(pauses, key=lambda one: str(one["since"])):
        last = found[-1] if found else None
        if last is None or (last.get("until") or "9") < pause["since"]:
            found.append(dict(pause))
            continue
        reasons = dict.fromkeys(one["reason"] for one in (last, pause) if one.get("reason"))
        end = max(last.get("until") or "9", pause.get("until") or "9")
        found[-1] = {"since": last["since"], **({"until": end} if end != "9" else {})}
        if reasons:
            found[-1]["reason"] = "; ".join(reasons)[:500]
    if found:
        raw["pauses"] = found
