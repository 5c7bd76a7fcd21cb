"""The five letters of an objective: what its fields answer, and the one question that is left."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Practice
from coach_tui.plan.smart import smart

WHOLE: dict[str, Any] = {
    "uid": "o1",
    "plan": "e1",
    "title": "Lead a project team",
    "activity": "Lead the relocation team of five to go-live",
    "owner": "client",
    "why": "I want to stop fixing everything alone.",
    "start": "2026-09-01",
    "due": "2027-01-29",
    "measure": [{"name": "stand-ups", "unit": "a month", "baseline": 0, "target": 12}],
    "confidence": [{"on": "2026-09-01", "value": 6}, {"on": "2026-09-15", "value": 8}],
}


def letters(**changes: Any) -> dict[str, bool | None]:
    found = smart(Objective({**WHOLE, **changes})).letters
    return {letter.name: letter.ok for letter in found}


def test_a_whole_objective_has_all_five() -> None:
    assert letters() == dict.fromkeys("SMART", True)
    assert smart(Objective(WHOLE)).question == ""


@pytest.mark.parametrize(
    ("changes", "letter", "ok", "question"),
    [
        ({"activity": "", "title": "Better leadership"}, "S", False, "What exactly will the client do"),
        (
            {"measure": [], "title": "Leading", "activity": "Lead better"},
            "M",
            False,
            "“better”: from what to what?",
        ),
        ({"measure": [{"kind": "checklist", "name": "x"}]}, "M", False, "Which items are on the list?"),
        ({"measure": []}, "M", None, "Which measure shows it"),
        ({"measure": [{"name": "x", "baseline": 1, "target": 1}]}, "M", False, "From what to what"),
        ({"measure": [], "gas": ["a", "b", "c", "d", "e"]}, "M", True, ""),
        ({"confidence": []}, "A", False, "How sure is the client"),
        ({"confidence": [{"on": "2026-09-01", "value": 6}]}, "A", False, "what would make it more certain"),
        (
            {"confidence": [{"on": "2026-09-01", "value": 6, "solving": "a mentor"}]},
            "A",
            None,
            "How sure is the client now",
        ),
        ({"confidence": [{"on": "2026-09-01", "value": 7}]}, "A", True, ""),
        ({"why": ""}, "R", False, "Why does it matter"),
        ({"why_by": "coach"}, "R", False, "when did the client agree"),
        ({"why_by": "coach", "agreed_on": "2026-09-15"}, "R", True, ""),
        ({"due": None}, "T", False, "By which date"),
        ({"due": "2026-09-01"}, "T", False, "not after the start"),
    ],
)
def test_each_letter(changes: dict[str, Any], letter: str, ok: bool | None, question: str) -> None:
    assert letters(**changes)[letter] is ok
    assert question in smart(Objective({**WHOLE, **changes})).question


def test_a_milestone_belongs_to_a_date() -> None:
    tables = {
        "clients": {"1": {"uid": "c1", "name": "Anna"}},
        "engagements": {"1": {"uid": "e1", "client": "c1", "start": "2026-09-01"}},
        "objectives": {"1": WHOLE},
    }
    plan = Practice(tables).plan("c1")
    assert smart(Objective(WHOLE), plan).question == "Which milestone comes before the date?"
    milestone = {"uid": "m1", "plan": "e1", "title": "Kick-off", "due": "2026-10-01", "objective": "o1"}
    plan = Practice({**tables, "milestones": {"1": milestone}}).plan("c1")
    assert smart(Objective(WHOLE), plan).question == ""


def test_a_vague_word_is_named_only_where_no_field_answers_it() -> None:
    objective = {**WHOLE, "activity": "", "title": "Improve my leadership"}
    unmeasured = smart(Objective({**objective, "measure": []}))
    assert unmeasured.letters[1].question == "“Improve”: from what to what?"
    assert unmeasured.hints == []
    measured = smart(Objective(objective))
    assert not any("Improve" in said for said in (measured.question, *(hint.word for hint in measured.hints)))
    soon = smart(Objective({**WHOLE, "activity": "Lead the team soon", "due": None}))
    assert soon.question == "“soon”: by which date?"
