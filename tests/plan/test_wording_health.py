"""V4: a vague word in an objective whose structured answer is empty."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.health import Finding, findings
from coach_tui.plan.mistakes import vagueness
from coach_tui.plan.practice import Plan, Practice
from coach_tui.plan.schema import NOUNS, check_record

TODAY = date(2026, 11, 24)


def plan_of(objective: dict[str, Any], strategy: dict[str, Any] | None = None) -> Plan:
    tables: dict[str, list[dict[str, Any]]] = {
        "clients": [{"uid": "c", "name": "Anna Berg"}],
        "engagements": [{"uid": "e", "client": "c", "start": "2026-09-01", "review_every": "2 weeks"}],
        "objectives": [{"uid": "o", "plan": "e", **objective}],
        "strategies": [{"uid": "s", "plan": "e", "title": "Practise", **(strategy or {})}],
    }
    for table, records in tables.items():
        for record in records:
            check_record(table, record)
    stored = {
        table: {str(n): record for n, record in enumerate(records, 1)} for table, records in tables.items()
    }
    return Plan(Practice(stored), Client(tables["clients"][0]), Engagement(tables["engagements"][0]))


def v4(objective: dict[str, Any], strategy: dict[str, Any] | None = None) -> list[Finding]:
    return [finding for finding in findings(plan_of(objective, strategy), TODAY) if finding.id == "V4"]


SURE = [{"on": "2026-09-02", "value": 8}]
MEASURE = [{"uid": "m", "name": "talks", "unit": "a year", "baseline": 0, "target": 4}]


@pytest.mark.parametrize(
    ("title", "word", "field", "answer"),
    [
        ("Speak better", "better", "measure", {"measure": MEASURE}),
        ("Speak better", "better", "measure", {"gas": ["a", "b", "c", "d", "e"]}),
        ("Read several books", "several", "measure", {"measure": MEASURE}),
        ("Change the job someday", "someday", "due", {"due": "2027-06-30"}),
        ("Feel confident", "confident", "activity", {"activity": "Speak first"}),
        ("Work on my voice", "Work on", "activity", {"activity": "Speak first"}),
        (
            "Speak up if possible",
            "if possible",
            "confidence",
            {"confidence": [{"on": "2026-09-02", "value": 8}]},
        ),
        ("Mieux dormir", "Mieux", "measure", {"measure": MEASURE}),
        ("Besser schlafen", "Besser", "measure", {"measure": MEASURE}),
        ("Dormir mejor", "mejor", "measure", {"measure": MEASURE}),
    ],
)
def test_a_vague_word_is_a_hint_until_its_field_is_filled(
    title: str, word: str, field: str, answer: dict[str, Any]
) -> None:
    (finding,) = v4({"title": title})
    assert (finding.mistake, finding.level, finding.field) == ("vagueness", "hint", field)
    assert finding.field in NOUNS[finding.table].fields
    assert finding.reason.startswith(f"“{word}” is vague: ask “")
    assert finding.reason.endswith("?”.")
    assert (finding.table, finding.uid, finding.subject) == ("objectives", "o", title)
    assert v4({"title": title, **answer}) == []


def test_how_often_is_answered_by_a_strategy_with_a_cadence() -> None:
    goal = {"title": "Speak up regularly"}
    (finding,) = v4(goal)
    assert finding.field == "title"
    assert finding.reason == "“regularly” is vague: ask “How many times a week?”."
    assert v4(goal, {"objectives": ["o"], "cadence": "2 per week"}) == []
    assert len(v4(goal, {"cadence": "2 per week"})) == 1
    assert len(v4(goal, {"objectives": ["o"], "cadence": "2 per week", "status": "paused"})) == 1


def test_one_finding_an_objective_and_the_activity_counts() -> None:
    assert len(v4({"title": "Speak better, more often, someday, if possible"})) == 1
    (finding,) = v4({"title": "Sponsor talk", "activity": "Speak to several sponsors"})
    assert finding.reason.startswith("“several”")


def test_the_words_themselves_may_answer() -> None:
    assert v4({"title": "Cut overtime: reduce it from 12 to 4 hours a week by Easter"}) == []
    assert v4({"title": "Pass the exam by Easter"}) == []


def test_a_closed_objective_is_left_alone() -> None:
    assert v4({"title": "Speak better", "closed_on": "2026-10-01", "closed_as": "dropped"}) == []


@pytest.mark.no_cover
def test_a_thousand_clients_cost_little() -> None:
    plans = [plan_of({"title": f"Become better at {n} things, more often"}) for n in range(1000)]
    vagueness._remembered.clear()
    start = time.process_time()
    assert sum(f.id == "V4" for plan in plans for f in findings(plan, TODAY)) == 1000
    assert time.process_time() - start < 1
    again = time.process_time()
    for plan in plans:
        findings(plan, TODAY)
    assert time.process_time() - again < 0.5
    assert len(vagueness._remembered) <= 5000


def test_a_plan_without_gaps_does_not_need_the_judge() -> None:
    import subprocess

    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from test_wording_health import *;"
        "full = {'title': 'Speak better', 'activity': 'Speak', 'due': '2027-06-30', 'measure': MEASURE,"
        " 'confidence': [{'on': '2026-09-02', 'value': 8}]};"
        "before = 'coach_tui.plan.wording' in sys.modules;"
        "assert v4(full, {'objectives': ['o'], 'cadence': '2 per week'}) == [];"
        "assert not before and 'coach_tui.plan.wording' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(Path(__file__).parent)], check=True)
