"""From format 1 to 2: on which day strategies were finished or dropped, as the journal tells it."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.store.strategies_ended import date_strategies

ON: dict[str, Any] = {"uid": "s", "title": "Walk"}
OVER = {**ON, "status": "finished"}


@pytest.mark.parametrize(
    ("now", "told", "day"),
    [
        (OVER, [], None),
        (OVER, [("2026-11-02", ON, OVER)], "2026-11-02"),
        (OVER, [("2026-11-02", ON, OVER), ("2026-11-03", OVER, ON), ("2026-11-05", ON, OVER)], "2026-11-05"),
        ({**OVER, "status": "dropped"}, [("2026-11-02", ON, OVER), ("2026-11-09", OVER, OVER)], "2026-11-02"),
        (ON, [("2026-11-02", ON, OVER), ("2026-11-03", OVER, ON)], None),
        ({**OVER, "ended_on": "2026-01-02"}, [("2026-11-02", ON, OVER)], "2026-01-02"),
        (OVER, [("2026-11-02", None, OVER)], None),
    ],
)
def test_the_day_on_which_a_strategy_ended(now: Any, told: Any, day: str | None) -> None:
    journal = {
        str(number): {
            "at": f"{at}T10:00:00+00:00",
            "state": "done",
            "ops": [{"table": "strategies", "uid": "s", "before": before, "after": after}],
        }
        for number, (at, before, after) in enumerate(told, 9)
    }
    tables: dict[str, Any] = {"strategies": {"1": dict(now)}, "journal": journal}
    date_strategies(tables)
    assert tables["strategies"]["1"].get("ended_on") == day
