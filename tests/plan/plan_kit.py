"""A practice of one client, made in memory from what a test says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.schema import check_record
from coach_tui.plan.session import with_state

NOW_DAY = date(2026, 11, 24)


def on(offset: int) -> str:
    return (NOW_DAY + timedelta(days=offset)).isoformat()


def practice_of(**tables: Any) -> Practice:
    client = {"uid": "c", "name": "Anna Berg", **tables.pop("client", {})}
    engagement = {"uid": "e", "client": "c", "start": on(-84), "review_every": "2 weeks"}
    engagement |= tables.pop("engagement", {})
    engagement = {key: value for key, value in engagement.items() if value is not None}
    stored: dict[str, dict[str, Any]] = {
        table: {str(n): {"uid": f"{table}{n}", "plan": "e", **record} for n, record in enumerate(records)}
        for table, records in tables.items()
    }
    stored.setdefault("clients", {})["c"] = client
    stored.setdefault("engagements", {})["e"] = engagement
    for table, records in stored.items():
        for record in records.values():
            if table == "sessions":
                record |= with_state(record, NOW_DAY)
            check_record(table, record)
    return Practice(stored)


def plan_of(**tables: Any) -> Plan:
    found = practice_of(**tables).plan("c", "e")
    assert found is not None
    return found
