"""`coach plan` on a day in the past: the plan as it was known then."""

from __future__ import annotations

import json
from typing import Any

PLAN = """
[client]
name = "Cleo Marsh"
[engagement]
start = 2026-09-01
[[objective]]
title = "Delegate"
start = 2026-09-01
due = 2026-12-20
[[objective.measure]]
name = "talks"
baseline = 0
target = 8
[[objective.revisions]]
on = 2026-11-20
what = "target of “talks”"
from = "12"
to = "8"
[[session]]
on = 2026-11-03
"""


def test_the_target_of_a_day_in_the_past_is_that_of_then(empty: Any) -> None:
    empty.ok("import", "-", stdin=PLAN)
    for day, target in (("2026-11-10", 12), ("2026-11-24", 8)):
        told = json.loads(empty.ok("--today", day, "plan", "cleo", "--json"))
        assert told["objective"][0]["measure"][0]["target"] == target
        assert f"target = {target}}}" in empty.ok("--today", day, "plan", "cleo")
