"""From format 1 to 2: on which day promises were settled, as journal and reviews tell it."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.store.format_two import to_format_two
from coach_tui.store.promises_settled import date_promises

OPEN = {"uid": "p", "plan": "e", "text": "Call"}
DONE = {**OPEN, "status": "done"}


def op(table: str, before: Any, after: Any, uid: str = "p") -> dict[str, Any]:
    return {"table": table, "uid": uid, "before": before, "after": after}


def settled(now: dict[str, Any], *entries: Any, reviews: Any = ()) -> str | None:
    """When a promise was settled; entries are (day, ops) or (day, ops, state)."""
    journal = {
        str(number): {
            "uid": f"j{number}",
            "at": f"{day}T10:00:00+00:00",
            "what": "",
            "ops": ops,
            "state": "".join(state) or "done",
        }
        for number, (day, ops, *state) in enumerate(entries, 9)
    }
    kept = {str(number): {"uid": f"r{number}", "plan": "e", **one} for number, one in enumerate(reviews)}
    tables: dict[str, Any] = {"commitments": {"1": dict(now)}, "reviews": kept, "journal": journal}
    date_promises(tables)
    found: str | None = tables["commitments"]["1"].get("settled_on")
    return found


TOLD = {"held_on": "2026-10-30", "outcomes": [{"text": "Call", "status": "done"}]}


@pytest.mark.parametrize(
    ("now", "entries", "reviews", "day"),
    [
        (DONE, [], [], None),
        (OPEN, [("2026-11-02", [op("commitments", OPEN, DONE)], "undone")], [], None),
        (DONE, [("2026-11-02", [op("commitments", OPEN, DONE)])], [], "2026-11-02"),
        ({**OPEN, "status": "late"}, [("2026-11-02", [op("commitments", OPEN, DONE)]),
          ("2026-11-09", [op("commitments", DONE, {**OPEN, "status": "late"})])], [], "2026-11-02"),
        (DONE, [("2026-11-02", [op("commitments", OPEN, DONE)]),
          ("2026-11-03", [op("commitments", DONE, OPEN)]),
          ("2026-11-05", [op("commitments", OPEN, DONE)])], [], "2026-11-05"),
        ({**OPEN, "status": "moved"}, [("2026-11-02", [op("commitments", DONE, OPEN)])], [], None),
        (DONE, [("2026-11-02", [op("reviews", None, TOLD, "r"), op("commitments", OPEN, DONE)])], [],
         "2026-10-30"),
        (DONE, [("2026-11-02", [op("sessions", None, {"on": "2026-10-31"}, "s"),
                                op("commitments", OPEN, DONE)])], [], "2026-10-31"),
        (DONE, [], [TOLD, {**TOLD, "held_on": "2026-11-13"}], "2026-11-13"),
        (DONE, [], [{**TOLD, "plan": "other"}], None),
        (OPEN, [], [TOLD], None),
        ({**DONE, "made_on": "2026-11-01"}, [], [TOLD], "2026-11-01"),
        (DONE, [("2026-11-02", [op("commitments", OPEN, DONE)])], [{**TOLD, "held_on": "2026-11-13"}],
         "2026-11-02"),
        ({**DONE, "settled_on": "2026-01-02"}, [("2026-11-02", [op("commitments", OPEN, DONE)])], [],
         "2026-01-02"),
    ],
)  # fmt: skip
def test_the_day_on_which_a_promise_was_settled(
    now: Any, entries: Any, reviews: Any, day: str | None
) -> None:
    assert settled(now, *entries, reviews=reviews) == day


def test_it_is_a_part_of_the_way_to_format_two() -> None:
    tables: dict[str, Any] = {
        "engagements": {"1": {"uid": "e", "start": "2026-09-01", "client": "c"}},
        "commitments": {"1": dict(DONE)},
        "reviews": {"1": {"uid": "r", "plan": "e", **TOLD}},
        "journal": {},
    }
    to_format_two(tables)
    assert tables["commitments"]["1"]["settled_on"] == "2026-10-30"
