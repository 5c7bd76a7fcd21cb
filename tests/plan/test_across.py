"""All clients at once: who is off track, stalled, falling, in which order, and why."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from coach_tui.plan.across import across
from coach_tui.plan.practice import Practice

TODAY = date(2026, 11, 24)


def on(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


def practice(**people: dict[str, Any]) -> Practice:
    """Clients by name, each with the records of one engagement."""
    tables: dict[str, dict[str, Any]] = {"clients": {}, "engagements": {}}
    for number, (name, parts) in enumerate(people.items()):
        tables["clients"][str(number)] = {"uid": f"c{number}", "name": name}
        engagement = {
            "uid": f"e{number}",
            "client": f"c{number}",
            "start": on(-100),
            "review_every": "2 weeks",
        }
        tables["engagements"][str(number)] = engagement | parts.pop("engagement", {})
        for table, records in parts.items():
            stored = tables.setdefault(table, {})
            for record in records:
                key = f"{table}{len(stored)}"
                stored[key] = {"uid": key, "plan": f"e{number}", **record}
    return Practice(tables)


def objective(progress: float, due: int = 100, **more: Any) -> dict[str, Any]:
    measure = {"uid": "m", "name": "m", "kind": "checklist", "items": items(progress)}
    return {"title": "Lead", "start": on(-100), "due": on(due), "measure": [measure], **more}


def items(progress: float) -> list[dict[str, str]]:
    done = round(progress * 10)
    return [{"text": str(n), **({"done_on": on(-1)} if n < done else {})} for n in range(10)]


BOOKED = {"sessions": [{"on": on(3)}]}


def test_what_is_worst_stands_first_whatever_the_scores() -> None:
    low = {"held_on": on(-5), "feedback": {"overall": 6}}
    high = {"held_on": on(-30), "feedback": {"overall": 9}}
    found = across(
        practice(
            Well={"objectives": [objective(0.6)], **BOOKED},
            Attention={"objectives": [objective(0.3)], **BOOKED},
            Low={"objectives": [objective(0.5)], "reviews": [low], **BOOKED},
            Falling={"objectives": [objective(0.5)], "reviews": [high, low], **BOOKED},
            Stalled={"objectives": [objective(0.5)], "sessions": [{"on": on(-60), "state": "held"}]},
            Off={"objectives": [objective(0.2)], **BOOKED},
            Overdue={"objectives": [objective(0.5, due=-3)], **BOOKED},
            Older={"objectives": [objective(0.8, due=-30)], **BOOKED},
            Paused={
                "objectives": [objective(0)],
                "engagement": {"pauses": [{"since": on(-1), "reason": "x"}]},
            },
            Closed={"objectives": [objective(0)], "engagement": {"closed_on": on(-1)}},
        ),
        TODAY,
    )
    assert [view.client.name for view in found] == [
        "Older", "Overdue", "Off", "Stalled", "Falling", "Low", "Attention", "Well",
    ]  # fmt: skip
    reasons = {view.client.name: [(t.kind, t.reason) for t in view.troubles] for view in found}
    assert reasons == {
        "Older": [("overdue", "“Lead” was due 30 days ago, 80% reached")],
        "Overdue": [("overdue", "“Lead” was due 3 days ago, 50% reached")],
        "Off": [("off track", "“Lead” at 20% of 50% expected")],
        "Stalled": [("stalled", "no contact for 60 days, usually every 14 days; nothing is booked")],
        "Falling": [("falling", "feedback: overall 9 → 6")],
        "Low": [("low feedback", "feedback: overall 6")],
        "Attention": [("needs attention", "“Lead” at 30% of 50% expected")],
        "Well": [],
    }
    json.dumps([view.as_json() for view in found])


def test_the_coachs_own_word_counts_and_is_named() -> None:
    own: dict[str, Any] = {"status": "off track", "status_reason": "she has lost heart"}
    well: dict[str, Any] = {"status": "on track", "status_reason": "the figure comes late"}
    found = across(
        practice(
            A={"objectives": [objective(0.9, **own)], **BOOKED},
            B={"objectives": [objective(0, **well)], **BOOKED},
        ),
        TODAY,
    )
    assert [view.client.name for view in found] == ["A", "B"]
    assert (
        found[0].troubles[0].reason == "“Lead” at 90% of 50% expected; by your own word: she has lost heart"
    )
    assert not found[1].troubles


@pytest.mark.parametrize(
    ("said", "falls"),
    [([], False), ([1], False), ([5, 1], False), ([4, 4, 2], True), ([4, 4, 3], False), ([2, 4, 5, 2], True)],
)
def test_engagement_said_in_checkins(said: list[int], falls: bool) -> None:
    checkins = [{"on": on(-7 * (len(said) - n)), "engagement": value} for n, value in enumerate(said)]
    found = across(practice(A={"objectives": [objective(0.5)], "checkins": checkins, **BOOKED}), TODAY)
    kinds = [trouble.kind for trouble in found[0].troubles]
    assert kinds == (["falling"] if falls else [])


def test_nobody() -> None:
    assert across(practice(), TODAY) == []
    assert across(practice(A={}), TODAY)[0].status == ""
