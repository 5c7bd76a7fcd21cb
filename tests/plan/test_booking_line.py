"""A line that books sessions."""

from __future__ import annotations

import pytest

from coach_tui.plan.booking_line import booked_words, parse_booking
from coach_tui.plan.errors import BadInput
from tests.plan.plan_kit import NOW_DAY, on, plan_of

PLAN = plan_of(client={"name": "Anna Berg"}, sessions=[{"on": on(-4), "time": "09:00"}])


@pytest.mark.parametrize(
    ("line", "moments", "words"),
    [
        ("fri 14:00", [("2026-11-27", "14:00")], "Fri 27 Nov 14:00"),
        ("14:00", [("2026-11-24", "14:00")], "Tue 24 Nov 14:00"),
        ("19 nov 10:00 missed", [("2026-11-19", "10:00")], "Thu 19 Nov 10:00: no-show"),
    ],
)
def test_what_a_line_books_and_how_it_is_shown(line: str, moments: list[tuple[str, str]], words: str) -> None:
    found = parse_booking(PLAN, line, NOW_DAY, NOW_DAY)
    assert (found.moments, found.series) == (moments, False)
    assert booked_words(PLAN, found, NOW_DAY).lower() == words.lower()
    assert found.off == ("missed" in line)


def test_a_series_is_booked_by_its_rhythm() -> None:
    found = parse_booking(PLAN, "every 2 weeks, Fridays 14:00, three times", NOW_DAY, NOW_DAY)
    assert found.series
    assert [day for day, _ in found.moments] == ["2026-11-27", "2026-12-11", "2026-12-25"]
    assert {time for _, time in found.moments} == {"14:00"}
    assert "27 Nov" in booked_words(PLAN, found, NOW_DAY)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("fri 14:00 with anna", "is in it anyway"),
        ("fri 14:00 without anna", "who was not there"),
        ("held", "this books a session"),
    ],
)
def test_what_books_nothing_is_told_in_a_line(line: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        parse_booking(PLAN, line, NOW_DAY, NOW_DAY)
