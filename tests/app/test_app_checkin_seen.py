"""What stands above a check-in's line while it is typed."""

from __future__ import annotations

import pytest

from coach_tui.changes.desk import Desk
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened


def above(coach: Keyboard) -> list[str]:
    """The lines between the rule and the line that is typed."""
    rule = coach.app.bottom.above
    assert rule is not None
    lines = coach.lines[-1 - rule.size.height : -1]
    assert set(lines[0].strip()) <= {"─"}
    return [line.strip() for line in lines[1:]]


@pytest.mark.parametrize("size", [(60, 15), SMALL, LARGE, (200, 60)])
async def test_the_last_values_and_what_can_be_said_stand_above(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        before = len(coach.body.splitlines())
        await coach.press("c", "enter")
        first, *more, rest = above(coach)
        assert first.startswith("7 ")
        assert "stand-ups led  3 5 → 12" in first
        assert "19 Oct" in first
        assert "+del" in first
        assert "Delegate" in first
        assert len(more) == (1 if size[1] == 15 else 2)
        assert more[-1].startswith("e1–e5  engagement")
        assert rest.startswith("mood=calm")
        assert before - len(coach.body.splitlines()) == len(more) + 2
        assert coach.lines[-1].rstrip() == " Anna Berg · stand-ups led (5)"
        await coach.press("escape")
        assert len(coach.body.splitlines()) == before


async def test_it_is_shown_what_will_be_noted(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c", "enter")
        await coach.type("7, e4, +del, slept;  well")
        text = "will note  stand-ups led 7 (+2) · engagement 4 · practised Delegate one task a"
        assert above(coach)[-2:] == [text, "week · note: slept;  well"]
        await coach.press("enter")
        noted = coach.one("checkins", on="2026-11-24")
        assert (noted["engagement"], noted["note"]) == (4, "slept;  well")


async def test_what_cannot_be_noted_is_told_at_once_and_again_where_enter_is_pressed(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c", "enter")
        await coach.type("7, e9")
        assert above(coach)[-1] == "not yet  engagement: “9” is outside 1 to 5"
        await coach.press("enter")
        assert above(coach)[-1] == "! engagement: “9” is outside 1 to 5"
        assert coach.lines[-1].rstrip().endswith("7, e9")
        await coach.press("backspace", "3")
        assert above(coach)[-1] == "will note  stand-ups led 7 (+2) · engagement 3 (−1)"


async def test_a_value_that_is_far_off_is_told_before_it_is_asked_about(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("c", "enter")
        await coach.type("9999")
        assert above(coach)[-2] == "will note  stand-ups led 9999 (+9994)"
        assert above(coach)[-1].startswith("asks first  stand-ups led: 9999 is far from 5, the last value")
        await coach.press("enter")
        assert "note it?" in coach.bottom


async def test_names_stay_hidden_above_the_line(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("i", "c", "enter")
        await coach.type("Anna Berg slept well")
        assert above(coach)[-1].startswith("will note  note: Client 1 slept well")


async def test_it_is_told_in_ascii_as_well(example: Desk) -> None:
    async with opened(example) as coach:
        coach.app.ascii_only = True
        await coach.press("c", "enter")
        await coach.type("4")
        assert "".join(coach.lines[-5:]).isascii()
        assert coach.lines[-2].strip() == "will note  stand-ups led 4 (-1)"


async def test_figures_typed_for_a_client_show_what_they_will_note(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c")
        await coach.type("8, e4")
        assert above(coach)[-2:] == ["Anna Berg", "will note  stand-ups led 8 (+3) · engagement 4"]
        await coach.press("enter")
        assert coach.one("checkins", on="2026-11-24")["engagement"] == 4


async def test_who_is_nobody_is_told_above_the_line(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c")
        await coach.type("xyz")
        await coach.press("enter")
        assert above(coach)[-1].startswith("! ")
        assert "xyz" in above(coach)[-1]


@pytest.mark.parametrize(("size", "rows"), [(SMALL, 4), (LARGE, 8)])
async def test_all_that_will_be_noted_is_seen_where_there_are_rows(
    example: Desk, size: tuple[int, int], rows: int
) -> None:
    async with opened(example, size) as coach:
        await coach.press("c", "enter")
        note = " ".join(["walked"] * 16)
        await coach.type(f"7, e4, mood=calm, +del, {note}, !led the stand-up alone")
        said = " ".join(above(coach)[-rows:])
        assert f"note: {note}"[:60] in said.replace("  ", " ")
        assert "win: led the stand-up alone" in said
