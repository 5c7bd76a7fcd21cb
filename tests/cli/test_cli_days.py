"""Days that are given to commands: each option reads them on its side of today."""

from __future__ import annotations

from typing import Any

import pytest

from coach_tui.plan.side import Side
from tests.test_sides import OPTIONS

REPLY = "[note]\nSlept well.\n[end]\n"
LINES = [pytest.param(words, side, id=" ".join(name)) for name, (words, side) in OPTIONS.items()]
BEHIND, AHEAD = ("2026-11-20", "20.11.2026", "-4d"), ("2026-11-27", "27 nov 2026", "+3d")


@pytest.mark.parametrize(("words", "side"), LINES)
def test_an_option_refuses_in_one_line_what_lies_on_the_other_side(
    coach: Any, words: list[str], side: Side
) -> None:
    if words[0] == "renew":
        coach.ok("close", "anna", "--on", "2026-11-02")
    for text in BEHIND + AHEAD:
        refused = (side is Side.PAST and text in AHEAD) or (side is Side.AHEAD and text in BEHIND)
        if refused:
            day = "Fri 27 Nov is in the future" if text in AHEAD else "Fri 20 Nov is past"
            assert day in coach.refused(*words, text, stdin=REPLY)
        else:
            coach.ok(*words, text, stdin=REPLY)
            coach("undo")


@pytest.mark.parametrize("said", ["fri", "20.11.", "20 nov", "20/11", "viernes", "20. November", "last fri"])
def test_a_weekday_or_a_day_without_a_year_is_the_last_such_day(coach: Any, said: str) -> None:
    assert ", on Fri 20 Nov." in coach.ok("checkin", "anna", "--note", "x", "--on", said)
    coach.ok("import", "-", "--client", "anna", "--as", "checkin", "--yes", "--on", said, stdin=REPLY)
    assert [one["on"] for one in coach("plan", "anna", "--json").json["checkin"]][-2:] == ["2026-11-20"] * 2


TO_COME = [param for param in LINES if param.values[1] in (Side.AHEAD, Side.EITHER)]


@pytest.mark.parametrize(("words", "side"), TO_COME)
def test_a_day_that_passed_lately_is_not_read_as_that_of_the_next_year(
    coach: Any, words: list[str], side: Side
) -> None:
    if words[0] == "renew":
        coach.ok("close", "anna", "--on", "2026-11-02")
    for text in ("20 nov", "20.11.", "24. August"):
        said = coach.refused(*words, text)
        assert "is past, and" in said
        assert "2027 a year later: write the year" in said
    coach.ok(*words, "20 nov 2027")


@pytest.mark.parametrize(
    "words",
    [
        ["move", "anna", "go-live", "20 nov"],
        ["end", "anna", "go-live", "split", "--into", "One|20 nov; Two|24 dec"],
        ["renew", "anna", "--from", "2026-11-02", "--due", "go-live=20 nov"],
        ["promise", "anna", "call", "moved", "--due", "20 nov"],
        ["session", "anna", "move 1 dec to 20 nov"],
    ],
)
def test_what_moves_is_not_moved_to_the_next_year_without_a_word(coach: Any, words: list[str]) -> None:
    coach.ok("session", "anna", "1 dec 10:00")
    coach.ok("promise", "anna", "call Jonas", "--due", "2026-12-01")
    if words[0] == "renew":
        coach.ok("close", "anna", "--on", "2026-11-02")
    said = coach.refused(*words)
    assert "Fri 20 Nov is past, and Sat 20 Nov 2027 a year later: write the year" in said


def test_the_log_looks_back_and_may_end_ahead(coach: Any) -> None:
    coach.ok("log", "--from", "-2w", "--to", "2026-12-31")
    assert coach.refused("log", "--from", "fri", "--to", "thu") == "--to: is before --from"
