"""Who is to be checked in with next."""

from __future__ import annotations

from typing import Any

from coach_tui.plan.practice import Practice
from coach_tui.plan.waiting import next_waiting
from tests.plan.plan_kit import NOW_DAY, on, practice_of

CALM = {"start": on(-1), "review_every": "2 weeks"}


def practice(**engagements: dict[str, Any]) -> Practice:
    """Clients b, c, d … with one engagement each; Anna's (c) review is late."""
    people = [{"uid": name, "name": name.title()} for name in engagements]
    plans = [
        {"uid": f"{name}-plan", "client": name, **CALM, **more} for name, more in engagements.items() if more
    ]
    return practice_of(clients=people, engagements=plans)


def walk(found: Practice) -> list[str]:
    """Who is next, again and again."""
    names: list[str] = []
    tables: dict[str, Any] = {**found.tables, "checkins": {}}
    while client := next_waiting(Practice(tables), NOW_DAY):
        plan = found.plan(client.uid)
        assert plan is not None
        names.append(client.name)
        assert len(names) < 9
        record = {"uid": str(len(names)), "plan": plan.engagement.uid, "on": NOW_DAY.isoformat()}
        tables = {**tables, "checkins": {**tables["checkins"], record["uid"]: record}}
    return names


def test_first_who_is_on_today_then_the_others_and_each_once() -> None:
    late = {"start": on(-100)}
    assert walk(practice(ben={"start": on(-2)}, cleo=late, dan=CALM)) == ["Cleo", "Anna Berg", "Ben", "Dan"]


def test_who_rests_waits_for_nothing() -> None:
    paused = {"start": on(-50), "pauses": [{"since": on(-7)}]}
    over = {"start": on(-90), "end": on(-3)}
    closed = {"start": on(-90), "closed_on": on(-3)}
    assert walk(practice(ben=paused, cleo=over, dan=closed, eve={})) == ["Anna Berg"]


def test_a_check_in_of_another_day_ends_no_waiting() -> None:
    found = practice_of(checkins=[{"on": on(-1)}])
    client = next_waiting(found, NOW_DAY)
    assert client is not None
    assert client.name == "Anna Berg"
    assert next_waiting(practice_of(checkins=[{"on": on(0)}]), NOW_DAY) is None
