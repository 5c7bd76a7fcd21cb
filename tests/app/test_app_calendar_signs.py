"""The calendar says what falls on a day: a sign for each kind, titles before names, what is done quiet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coach_tui.app.places.calendar_signs import KINDS, STATES
from coach_tui.app.widgets.glyphs import GLYPHS, SIGNS, glyph, sign_to_ascii
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.plan.contact import Commitment
from coach_tui.plan.days import KINDS as ALL_KINDS
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened
from tests.kept import put_demo

SAID = "s session  r review  ◆ milestone  ● target  ■ end  ! late  ✓ done"


@pytest.fixture
def practice(empty: Desk) -> Desk:
    """The made-up practice."""
    put_demo(empty)
    return empty


def place(coach: Keyboard) -> Any:
    return coach.app.place


def test_every_kind_has_a_sign_of_its_own_in_every_terminal() -> None:
    assert set(KINDS) == set(ALL_KINDS)
    signs = [GLYPHS[name] for name, _ in [*KINDS.values(), *STATES.items()]]
    assert len({sign for sign, _ in signs}) == len(signs)
    kinds = [GLYPHS[name][1] for name, _ in KINDS.values()]
    assert len(set(kinds)) == len(kinds)
    assert all(plain.isascii() for plain in kinds)


def test_no_sign_looks_like_another_in_any_terminal() -> None:
    for ascii_only in (False, True):
        signs = [glyph(name, ascii_only) for name in SIGNS]
        assert len(set(signs)) == len(signs), signs
    for name in SIGNS:
        assert sign_to_ascii(glyph(name)) == glyph(name, ascii_only=True), name


async def test_what_was_moved_on_is_not_marked_by_the_cursor_s_sign(practice: Desk) -> None:
    plan = practice.practice().plan(practice.practice().clients[0].uid)
    assert plan is not None
    values = {"text": "Ring back", "made_on": "2026-11-02", "due": "2026-11-24"}
    uid = add(practice, Commitment, plan.engagement.uid, values)
    edit(practice, Commitment, uid, {"status": "moved"})
    settings = Settings()
    settings.ascii = True
    async with opened(practice, LARGE, settings) as coach:
        await coach.press("9", "5")
        assert coach.row("Ring back")[1] == "/"


@pytest.mark.parametrize("keys", ["", "v", "vv"], ids=["month", "week", "agenda"])
@pytest.mark.parametrize("size", [SMALL, LARGE, (200, 60)])
async def test_the_last_line_says_what_the_signs_mean(
    practice: Desk, size: tuple[int, int], keys: str
) -> None:
    async with opened(practice, size) as coach:
        await coach.type("6" + keys)
        legend = coach.lines[-3].split("  ")
        assert set(SAID.split("  ")[: 3 if keys == "v" else 5]) <= {word.strip() for word in legend}


async def test_a_legend_that_is_long_takes_two_lines(practice: Desk) -> None:
    async with opened(practice, (60, 24)) as coach:
        await coach.press("6")
        assert f"{coach.lines[-4].strip()}  {coach.lines[-3].strip()}".startswith(SAID)


async def test_a_day_shows_the_kinds_of_what_is_to_come(practice: Desk) -> None:
    async with opened(practice) as coach:
        await coach.press("6")
        assert "(24)" in coach.text or "›24) s r ✓" in coach.text
        assert "26 ◆" in coach.text
        assert "4 s2 ◆ r" in coach.text
    settings = Settings()
    settings.ascii = True
    async with opened(practice, settings=settings) as coach:
        await coach.press("6")
        assert "26 #" in coach.text
        assert "# milestone" in coach.lines[-3]


async def test_a_cell_has_the_title_before_the_name(practice: Desk) -> None:
    async with opened(practice, (200, 60)) as coach:
        await coach.press("6")
        text = "\n".join(line.partition("│")[0] for line in coach.lines)
        for words in ("◆ Budget", "presented to", "the board", "José", "10:00 Samuel", "r Tom"):
            assert words in text
        assert text.index("◆ Budget") < text.index("the board")
        assert "›24)  " in text, "what stands below the number is not counted beside it"
        assert "Zoë Lindqvist" in coach.row("14:15  session")
    async with opened(practice) as coach:
        await coach.press("6")
        assert coach.row("Budget presented").split()[3] == "◆"
        assert coach.row("Budget presented").index("Budget") < coach.row("Budget presented").index("José")


async def test_days_that_are_past_are_quiet(practice: Desk) -> None:
    async with opened(practice, LARGE) as coach:
        await coach.press("6")
        month = place(coach).month
        for day in (date(2026, 11, 3), date(2026, 11, 12)):
            head = [style for text, style in _spans(month, day) if text.strip()]
            assert set(head) == {month.pens("dim")}
        late = [style for text, style in _spans(month, date(2026, 11, 20)) if "!" in text]
        assert month.pens("bad") in late


@pytest.mark.parametrize("size", [SMALL, LARGE, (200, 60)])
async def test_another_day_leaves_the_columns_where_they_are(practice: Desk, size: tuple[int, int]) -> None:
    async with opened(practice, size) as coach:
        await coach.press("6")
        places = set()
        for key in "lllhhhhhh":
            await coach.press(key)
            row = coach.row("moved by the team alone")
            places.add((row.rindex("◆"), row.rindex("Anna Berg")))
        assert len(places) == 1


def _spans(month: Any, day: date) -> list[tuple[str, Any]]:
    """What stands in a day's cell, with its styles."""
    spans = [*month._head(day)]
    for line in range(month._lines - 1):
        spans += month._title(day, line)
    return spans
