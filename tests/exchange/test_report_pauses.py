"""What the reports say of the pauses of a plan: their days, or since when one goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach_tui.exchange.report import Report
from tests.plan.plan_kit import plan_of

PAUSES = [{"since": "2026-09-07", "until": "2026-09-13"}, {"since": "2026-10-05"}]


@pytest.mark.parametrize("reader", ["client", "coach"])
def test_a_pause_without_a_last_day_says_since_when(reader: str) -> None:
    report = Report(plan_of(engagement={"pauses": PAUSES}), reader, date(2026, 11, 24), Path("/nonexistent"))
    for text in (report.markdown(), report.html()):
        assert "7 Sep 2026 – 13 Sep 2026, since 5 Oct 2026" in text
