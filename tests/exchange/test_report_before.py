"""Reports of a renewed engagement tell what its objectives were before, as far as their reader may know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach_tui.changes.clients import begin_plan, close_engagement
from coach_tui.changes.desk import Desk
from coach_tui.changes.endings import end
from coach_tui.changes.records import add, edit
from coach_tui.changes.renewing import renew_engagement
from coach_tui.clock import Clock
from coach_tui.exchange.report import Report
from coach_tui.plan.client import Engagement
from coach_tui.plan.contact import Checkin, Review
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import Plan

TERMS = {
    "start": "2026-01-12",
    "agreed_on": "2026-01-12",
    "sponsor": "Meyer AG",
    "sponsor_sees": ["objectives", "status"],
}
LATER = date(2026, 11, 24)


class Twice:
    """A plan that was renewed; its first objective goes on."""

    def __init__(self, path: Path) -> None:
        self.desk = Desk(path, Clock(date(2026, 6, 1)))
        self.client = begin_plan(self.desk, {"name": "Tom Okafor"}, TERMS)
        first = self.desk.practice().current(self.client)
        assert first is not None
        self.first = first.uid
        measure = {"name": "stand-ups", "unit": "a week", "baseline": 2, "target": 12}
        self.objective = add(
            self.desk,
            Objective,
            self.first,
            {"title": "Delegate", "measure": [measure], "start": "2026-01-12"},
        )
        found = self.desk.practice().find("objectives", self.objective)
        assert isinstance(found, Objective)
        add(self.desk, Checkin, self.first, {"on": "2026-05-04", "measures": {found.measures[0].uid: 8}})

    def renew(self) -> None:
        close_engagement(self.desk, self.first, on="2026-06-01")
        self.desk = Desk(self.desk.store.path, Clock(LATER))
        terms = {**TERMS, "start": "2026-09-01", "agreed_on": "2026-09-01"}
        renew_engagement(self.desk, self.client, terms, self.first, [self.objective])

    @property
    def plan(self) -> Plan:
        found = self.desk.practice().plan(self.client)
        assert found is not None
        return found

    def told(self, reader: str) -> str:
        report = Report(self.plan, reader, LATER, Path("/nowhere"))
        text = " ".join(report.markdown().split())
        assert ("Before:" in text) == ("Before:" in report.html())
        return text


@pytest.fixture
def twice(tmp_path: Path) -> Twice:
    return Twice(tmp_path / "coach.json")


@pytest.mark.parametrize("reader", ["coach", "client"])
def test_values_and_outcome_of_before_are_told(twice: Twice, reader: str) -> None:
    end(twice.desk, Objective, twice.objective, "reached", "the board said so")
    twice.renew()
    told = twice.told(reader)
    assert "Before: 12 Jan 2026 – 1 Jun 2026, “Delegate”: reached" in told
    assert "stand-ups from 2 to 8 a week (target 12)" in told
    assert ("the board said so" in told) == (reader == "coach")


def test_one_that_goes_on_says_so(twice: Twice) -> None:
    twice.renew()
    assert "“Delegate”: went on; stand-ups from 2 to 8" in twice.told("client")


def test_a_sponsor_gets_the_outcome_where_both_agreements_list_it_and_no_value(twice: Twice) -> None:
    twice.renew()
    told = twice.told("sponsor")
    assert "Before: 12 Jan 2026 – 1 Jun 2026, “Delegate”: went on" in told
    assert "stand-ups" not in told


@pytest.mark.parametrize(
    "terms",
    [{"sponsor": "Another AG"}, {"sponsor_sees": ["sessions"]}, {"agreed_on": None}],
)
def test_a_sponsor_gets_nothing_that_was_not_agreed_then(twice: Twice, terms: dict[str, object]) -> None:
    edit(twice.desk, Engagement, twice.first, terms)
    twice.renew()
    assert "Before:" not in twice.told("sponsor")


def test_what_the_client_was_not_to_know_of_stays_so(twice: Twice) -> None:
    edit(twice.desk, Objective, twice.objective, {"visibility": "private"})
    twice.renew()
    edit(twice.desk, Objective, twice.plan.objectives[0].uid, {"visibility": "client"})
    told = twice.told("client")
    assert "Delegate" in told
    assert "Before:" not in told
    assert "from 2" not in told
    assert "Before:" in twice.told("coach")


@pytest.mark.parametrize("words", [{}, {"reflection": "Good"}])
def test_a_review_without_a_word_is_none_of_those_held(twice: Twice, words: dict[str, object]) -> None:
    edit(twice.desk, Engagement, twice.first, {"sponsor_sees": ["reviews"]})
    add(twice.desk, Review, twice.first, {"held_on": "2026-05-20", **words})
    report = Report(twice.plan, "sponsor", LATER, Path("/nowhere")).markdown()
    assert f"Reviews held: {len(words)}" in report.replace("\\", "")
