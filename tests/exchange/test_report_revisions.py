"""What the reports say of targets and dates that were changed, and to whom (domain §1, §5)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.exchange.report import Report
from coach_tui.plan.errors import BadInput
from coach_tui.plan.objective import Revision
from coach_tui.plan.revision_words import revision_words
from tests.plan.plan_kit import on, plan_of

TODAY = date(2026, 11, 24)
NOWHERE = Path("/nonexistent")
REVISION = {
    "on": on(0),
    "what": "target of “talks”",
    "from": "12",
    "to": "8",
    "by": "the board",
    "reason": "budget cut",
}


def reports(reader: str, sees: list[str], visibility: str = "") -> list[str]:
    measure = {"uid": "m", "name": "talks", "unit": "a week", "baseline": 0, "target": 8}
    objective = {"title": "Lead", "due": on(60), "measure": [measure], "revisions": [REVISION]}
    if visibility:
        objective["visibility"] = visibility
    engagement = {"agreed_on": on(-80), "sponsor": "Nordlicht", "sponsor_sees": sees}
    report = Report(plan_of(objectives=[objective], engagement=engagement), reader, TODAY, NOWHERE)
    return [report.markdown(), report.html()]


def told(reader: str, sees: list[str], visibility: str = "") -> set[tuple[bool, bool, bool]]:
    """Whether the change, who asked, and the reason stand in a report; the same in both forms."""
    found = {
        ("8, was 12 until 24 Nov 2026" in text, "asked by the board" in text, "budget cut" in text)
        for text in reports(reader, sees, visibility)
    }
    assert "no reason given" not in "".join(reports("client", sees, visibility))
    return found


@pytest.mark.parametrize(
    ("reader", "sees", "visibility", "found"),
    [
        ("coach", ["objectives"], "", (True, True, True)),
        ("client", ["objectives"], "", (True, True, False)),
        ("client", ["objectives"], "client", (True, True, True)),
        ("sponsor", ["objectives", "status"], "sponsor", (False, False, False)),
        ("sponsor", ["objectives", "revisions"], "", (True, False, False)),
        ("sponsor", ["objectives", "revisions"], "sponsor", (True, True, True)),
        ("sponsor", ["revisions"], "sponsor", (False, False, False)),
    ],
)
def test_who_is_told_of_a_change(
    reader: str, sees: list[str], visibility: str, found: tuple[bool, bool, bool]
) -> None:
    assert told(reader, sees, visibility) == {found}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "target of “talks”: 8, was 12 until 24 Nov, asked by the board: budget cut"),
        (
            {"by": "sponsor", "reason": ""},
            "target of “talks”: 8, was 12 until 24 Nov, asked by the sponsor, no reason given",
        ),
        (
            {"what": "target date", "from": on(-3), "to": on(30), "by": ""},
            "target date: 24 Dec, was 21 Nov until 24 Nov: budget cut",
        ),
        (
            {"what": "name of “talks”", "from": "talks", "to": "calls"},
            "“calls”, called “talks” until 24 Nov, asked by the board: budget cut",
        ),
        (
            {"what": "measure “talks”", "from": "0 → 12", "to": ""},
            "measure “talks”: taken away on 24 Nov, was 0 → 12, asked by the board: budget cut",
        ),
        (
            {"what": "item of “steps”", "from": "", "to": "read"},
            "item of “steps”: read, added on 24 Nov, asked by the board: budget cut",
        ),
        (
            {"what": "target date", "from": "soon", "to": "later"},
            "target date: later, was soon until 24 Nov, asked by the board: budget cut",
        ),
    ],
)
def test_a_revision_in_words(fields: dict[str, Any], words: str) -> None:
    raw = {key: value for key, value in {**REVISION, **fields}.items() if value}
    said = revision_words(Revision(raw), lambda day: f"{day.day} {day:%b}")
    assert said == words


def test_numbers_and_days_may_be_written_as_they_are() -> None:
    checked = Revision.check({**REVISION, "from": 12, "to": 0.5})
    assert (checked["from"], checked["to"]) == ("12", "0.5")
    assert Revision.check({**REVISION, "to": date(2026, 12, 24)})["to"] == "2026-12-24"
    with pytest.raises(BadInput, match="from"):
        Revision.check({**REVISION, "from": True})


@pytest.mark.parametrize("reader", ["coach", "client", "sponsor"])
def test_what_took_an_objectives_place_is_named_as_that(reader: str) -> None:
    ended = {"title": "Lead", "closed_on": on(0), "closed_as": "replaced", "replaced_by": ["objectives1"]}
    engagement = {"agreed_on": on(-80), "sponsor": "Nordlicht", "sponsor_sees": ["objectives", "status"]}
    plan = plan_of(objectives=[ended, {"title": "Guide"}], engagement=engagement)
    report = Report(plan, reader, TODAY, NOWHERE)
    for text in (report.markdown(), report.html()):
        assert "24 Nov 2026, replaced by Guide" in text
        assert "24 Nov 2026 by Guide" not in text
