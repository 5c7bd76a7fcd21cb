"""A strategy's rhythm against the client's days off (domain §4), as a table."""

from __future__ import annotations

from datetime import date

import pytest

from coach_tui.plan.fit import conflicts_with_days_off

TODAY = date(2026, 11, 24)  # a Tuesday
WEEKEND = ["sat", "sun"]


@pytest.mark.parametrize(
    ("cadence", "days_off", "said"),
    [
        ("every fri", ["fri"], "fri is a day off for this client"),
        ("every fri", WEEKEND, ""),
        ("every mon, sat, sun", WEEKEND, "sat and sun are days off for this client"),
        ("1 every 2 weeks on sun", ["sun"], "sun is a day off for this client"),
        ("every fri", ["2026-12-25"], "Fri 25 Dec is off for this client"),
        ("every fri", ["2026-12-24"], ""),
        ("every fri", ["2026-11-20"], ""),
        ("every fri", ["2027-03-05"], ""),
        ("every fri", ["2026-12-25", "2027-01-01"], "Fri 25 Dec and Fri 1 Jan 2027 are off for this client"),
        (
            "5 per week",
            ["fri", "sat", "sun"],
            "5 per week, but the client has 4 days a week: fri, sat and sun are off",
        ),
        ("4 per week", ["fri", "sat", "sun"], ""),
        ("10 per week", WEEKEND, ""),
        (
            "1 per week",
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            "1 per week, but the client has no days a week: mon, tue, wed, thu, fri, sat and sun are off",
        ),
        (
            "5 per month",
            ["mon", "tue", "wed", "thu", "fri", "sat"],
            "5 per month, but the client has 1 day a week: mon, tue, wed, thu, fri and sat are off",
        ),
        ("daily", ["sun"], "1 per day, but the client has 6 days a week: sun is off"),
        ("daily", ["2026-12-24"], "Thu 24 Dec is off for this client"),
        (
            "daily",
            [f"2026-12-{day}" for day in range(24, 29)],
            "Thu 24 Dec, Fri 25 Dec, Sat 26 Dec and 2 more days are off for this client",
        ),
        (
            "5 per week",
            [*WEEKEND, "2026-12-24", "2026-12-25"],
            "5 per week, but 3 days are left in the week of Mon 21 Dec",
        ),
        ("3 per week", [*WEEKEND, "2026-12-24", "2026-12-25"], ""),
        (
            "every 2 weeks",
            [f"2026-12-{day}" for day in range(21, 28)],
            "",
        ),
        ("once", WEEKEND, ""),
        ("", WEEKEND, ""),
        ("daily", [], ""),
    ],
)
def test_rhythm(cadence: str, days_off: list[str], said: str) -> None:
    found = conflicts_with_days_off({"cadence": cadence} if cadence else {}, days_off, TODAY)
    assert found == ({"cadence": said} if said else {})


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2026-12-05", "Sat 5 Dec is a day off for this client"),
        ("2026-11-28", "Sat 28 Nov is a day off for this client"),
        ("2026-11-21", ""),
        ("2026-12-04", ""),
    ],
)
def test_start(start: str, said: str) -> None:
    found = conflicts_with_days_off({"start": start, "cadence": "1 per week"}, WEEKEND, TODAY)
    assert found == ({"start": said} if said else {})


def test_days_off_before_the_start_do_not_count() -> None:
    raw = {"start": "2026-12-28", "cadence": "daily"}
    assert conflicts_with_days_off(raw, ["2026-12-24"], TODAY) == {}
