"""The hours log in the app."""

from __future__ import annotations

import pytest

from coach_tui.changes.desk import Desk
from tests.app.app_kit import LARGE, SMALL, opened


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_log_by_the_palette_and_consent_noted(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        await coach.press("colon")
        await coach.type("hours log\n")
        assert coach.top.startswith("Hours log")
        assert coach.row("individual").split("│")[0].rstrip().endswith("–")
        assert "rules change: coachingfederation.org" in coach.body
        assert "not yet" in coach.row("ACC, 100 h")
        await coach.press("e")
        assert coach.form.current is not None
        assert coach.form.current.spec.key == "log_consent_on"
        await coach.type("today")
        await coach.save()
        assert coach.one("clients")["log_consent_on"] == "2026-11-24"
        assert "Tue 24 Nov" in coach.row("individual")
        await coach.press("enter")
        assert "Sessions" in coach.body
        assert "min, paid" in coach.body
        await coach.press("q", "G", "enter")
        assert "of 2500" in coach.body


async def test_names_stay_hidden_in_the_log(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("i", "colon")
        await coach.type("hours log\n")
        assert coach.top.startswith("Hours log")
        assert "Anna" not in coach.text
        assert "@" not in coach.text
