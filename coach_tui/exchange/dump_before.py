"""An export of version 1, in the present format: its history tells what was, as far as it reaches.

The history of one client's export has the records of each change; that of the whole practice has words alone,
of which those on pauses of a plan say what they did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.schema import NOUNS
from coach_tui.store.format_two import to_format_two
from coach_tui.store.past_pauses import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    Tables = dict[str, dict[str, dict[str, Any]]]

PAUSED, RESUMED = "paused the plan", "resumed the plan"


def of_before(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """An export of version 1 with its records in the present format."""
    given = document.get("tables")
    if not isinstance(given, dict):
        return document
    tables: Tables = {
        name: {str(number): dict(row) for number, row in enumerate(rows, 1)}
        for name, rows in given.items()
        if name in NOUNS and isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
    }
    last = {"at": f"{document.get('exported_on')}T00:00:00+00:00"}
    tables["journal"] = {
        str(number): {"why": None, "client": None, **one, "state": "done"}
        for number, one in enumerate([*_with_ops(tables, document.get("history", ())), last | {"ops": []}], 1)
    }
    to_format_two(tables)
    fresh = {name: [*rows.values()] for name, rows in tables.items() if name in given}
    return {**document, "tables": {**given, **fresh}}


def _with_ops(tables: Tables, history: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The entries of a history as a journal has them; what a plan's pause was comes from the words."""
    paused: dict[str, Any] = {}
    for one in history:
        if "changes" in one:
            yield {**one, "ops": one["changes"]}
            continue
        client, day = str(one.get("client")), str(one["at"])[:10]
        before = paused.get(client)
        if one.get("what") == PAUSED:
            paused[client] = {"since": day, **({"reason": one["why"]} if one.get("why") else {})}
        elif one.get("what") == RESUMED:
            paused.pop(client, None)
        plan = _plan_on(tables, client, day) if one.get("what") in (PAUSED, RESUMED) else ""
        ends = {"before": {"pause": before}, "after": {"pause": paused.get(client)}}
        resumed = before and client not in paused
        ops = [{"table": "engagements", "uid": plan, **ends}] if plan and resumed else []
        yield {**one, "ops": ops, IN_WORDS: True}


def _plan_on(tables: Tables, client: str, day: str) -> str:
    """The engagement (uid) of a client (uid) that ran on a day (ISO); "" for none."""
    mine = [one for one in tables.get("engagements", {}).values() if one.get("client") == client]
    running = [one for one in mine if str(one.get("start")) <= day <= str(one.get("closed_on") or "9")]
    return str(max(running, key=lambda one: str(one["start"]))["uid"]) if running else ""
