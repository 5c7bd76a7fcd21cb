"""What the reports say of a review in which nothing was said: it is told, and not counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.exchange.report import Report
from coach_tui.plan.draft import from_plan
from tests.plan.plan_kit import on, plan_of

PLAN = plan_of(
    engagement={"agreed_on": on(-80), "sponsor": "Nordlicht", "sponsor_sees": ["reviews"]},
    reviews=[{"held_on": on(-28), "reflection": "Good"}, {"held_on": on(-14), "empty": True}],
)


def told(reader: str) -> list[str]:
    report = Report(PLAN, reader, date(2026, 11, 24), Path("/nonexistent"))
    return [report.markdown(), report.html()]


def test_the_client_is_told_that_nothing_was_noted() -> None:
    for text in told("client"):
        assert text.count("Nothing was noted in it.") == 1


def test_the_sponsor_counts_what_was_an_evaluation() -> None:
    markdown, html = told("sponsor")
    assert "Reviews held: 1" in markdown
    for text in (markdown, html):
        assert "27 Oct" in text
        assert "10 Nov" not in text


@pytest.mark.parametrize("number", [0, 1])
def test_the_coach_sees_the_field(number: int) -> None:
    assert "Nothing said" in told("coach")[number]


def test_a_plan_file_brings_it_back() -> None:
    draft = from_plan(PLAN)
    assert [review.get("empty") for review in draft["review"]] == [None, True]
    assert read_toml(write_toml(draft))["review"] == draft["review"]
