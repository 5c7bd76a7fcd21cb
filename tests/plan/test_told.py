"""Stored values in words: no ids, no signs of a program, days as everywhere."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.clock import Clock
from coach_tui.plan.agreed import agreed_said
from coach_tui.plan.practice import Practice
from coach_tui.plan.report import full
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.told import GONE, Teller
from tests.kept import put_demo

TODAY = date(2026, 11, 24)
RAW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|\d{4}-\d\d-\d\d|[{}]|\['")
"""An id, a day as it is stored, a table or a list of the program's."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    found = Desk(tmp_path_factory.mktemp("told") / "coach.json", Clock(TODAY))
    put_demo(found)
    return found


def test_no_field_of_any_record_tells_an_id(desk: Desk) -> None:
    practice = desk.practice()
    teller = Teller(practice, TODAY)
    told = 0
    for table, noun in NOUNS.items():
        for raw in practice.tables.get(table, {}).values():
            for key, field in noun.fields.items():
                said = teller.tell(field, raw.get(key))
                told += bool(said)
                assert not RAW.search(said), (table, key, said)
    assert told > 500


def test_what_is_gone_is_called_by_its_name() -> None:
    field = NOUNS["needs"].fields["objectives"]
    assert Teller(Practice({}), TODAY, {"x": "Lead"}).tell(field, ["x"]) == "Lead"
    assert Teller(Practice({}), TODAY).tell(field, ["x"]) == GONE


def test_what_was_agreed_to_tells_its_day_as_all_days_are_told() -> None:
    assert agreed_said("Lead, 0 → 12, by 2027-01-29", full) == "Lead, 0 → 12, by 29 Jan 2027"
    for text in ("Lead", "Lead by 2027", "stand by 2027-13-01", ""):
        assert agreed_said(text, full) == text
