"""A value that is far from anything before is asked about, wherever it is typed."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import edit
from coach_tui.plan.client import Engagement
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened

FAR = "9999 is far from 5, the last value, and 12, the target: note it?"


def values_today(coach: Keyboard) -> list[list[float]]:
    """The values of the check-ins of today."""
    found = [one for one in coach.stored("checkins") if one["on"] == "2026-11-24"]
    return [list(one["measures"].values()) for one in found]


async def line(coach: Keyboard, text: str) -> None:
    await coach.press("c", "enter")
    await coach.type(text)
    await coach.press("enter")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_line_asks_and_notes_it_on_yes(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        await line(coach, "9999, e4")
        asked = " ".join(coach.text.split()[-40:])
        assert "stand-ups led: 9999 is far from 5, the last value, and 12, the target: note it?" in asked
        assert "y note it" in coach.bottom
        assert values_today(coach) == []
        await coach.press("y")
        assert values_today(coach) == [[9999]]
        await coach.press("u")
        assert values_today(coach) == []


@pytest.mark.parametrize("no", ["n", "escape"])
async def test_who_says_no_mends_the_line(example: Desk, no: str) -> None:
    async with opened(example) as coach:
        await line(coach, "75, e4, well")
        await coach.press(no)
        assert "75, e4, well" in coach.bottom
        assert values_today(coach) == []
        await coach.press("home", "right", "comma", "enter")
        assert values_today(coach) == [[7.5]]
        assert coach.one("checkins", on="2026-11-24")["note"] == "well"


async def test_who_says_no_and_leaves_the_line_has_noted_nothing(example: Desk, path: Path) -> None:
    before = path.read_bytes()
    async with opened(example) as coach:
        await line(coach, "75")
        await coach.press("n", "escape")
        assert not coach.app.bottom.active
        assert coach.app.drafts.open() == []
    assert path.read_bytes() == before


async def test_keys_typed_ahead_say_neither_yes_nor_no(example: Desk) -> None:
    async with opened(example) as coach:
        await line(coach, "75")
        await coach.press("enter", "x", "enter")
        assert "y note it" in coach.bottom
        assert values_today(coach) == []


async def test_while_it_is_asked_the_line_is_a_draft(example: Desk) -> None:
    async with opened(example) as coach:
        await line(coach, "75")
        kept = str(coach.app.drafts.open())
        assert "75" in kept
        await coach.press("y")
        assert coach.app.drafts.open() == []


async def test_the_form_of_a_check_in_asks_and_comes_back_as_it_was(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("c", "enter", "enter")
        measure = next(key for key in coach.form.values() if key.startswith("measures."))
        await coach.put(**{measure: "9999", "mood": "bright"})
        await coach.save()
        assert not coach.in_form
        assert FAR in " ".join(coach.text.split())
        await coach.press("escape")
        assert (coach.form.values()[measure], coach.form.values()["mood"]) == ("9999", "bright")
        await coach.save()
        await coach.press("y")
        assert values_today(coach) == [[9999]]
        # edited: only what is new is asked about, and not against itself
        await coach.press("5")
        uid = coach.one("checkins", on="2026-11-24")["uid"]
        coach.app.place.show_record(uid)
        await coach.press("e")
        await coach.put(mood="tired")
        await coach.save()
        assert coach.one("checkins", on="2026-11-24")["mood"] == "tired"
        await coach.press("e")
        await coach.put(**{measure: "999"})
        await coach.save()
        assert "999 is far from 5" in " ".join(coach.text.split())
        await coach.press("y")
        assert values_today(coach) == [[999]]


async def test_the_review_asks(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("r")
        measure = next(key for key in coach.form.values() if key.startswith("measures."))
        await coach.put(**{measure: "9999", "reflection": "I let go."})
        await coach.save()
        assert FAR in " ".join(coach.text.split())
        await coach.press("n")
        assert coach.form.values()["reflection"] == "I let go."
        await coach.put(**{measure: "9"})
        await coach.save()
        assert values_today(coach) == [[9]]
        assert coach.one("reviews", held_on="2026-11-24")["reflection"] == "I let go."


@pytest.mark.parametrize(("answer", "kept"), [("y", 55555), ("n", 4), ("", 4)])
async def test_a_plan_from_the_editor_asks_before_it_is_taken(
    example: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, kept: int
) -> None:
    asked: list[str] = []

    def say(question: str) -> str:
        asked.append(question)
        assert "55555" not in example.store.path.read_text("utf-8")
        return answer

    monkeypatch.setattr("builtins.input", say)
    monkeypatch.setattr(CoachApp, "suspend", lambda self: nullcontext())
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys, pathlib\nfile = pathlib.Path(sys.argv[-1])\n"
        "text = file.read_text()\nnew = '55555' if '55555' not in text else '4'\n"
        "for old in ('55555', '5'):\n"
        "    text = text.replace(f'\"stand-ups led\" = {old}', f'\"stand-ups led\" = {new}')\n"
        "file.write_text(text)\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.setattr("coach_tui.exchange.editor.AT_ONCE", 0)
    async with opened(example, LARGE) as coach:
        await coach.press("1", "E")
        assert len(asked) == 1
        assert "stand-ups led: 55555 is far from 3, the last value, and 12, the target" in asked[0]
        assert asked[0].endswith("on Mon 19 Oct 2026. Keep it? [y/N] ")
        (checkin,) = [one for one in coach.stored("checkins") if one["on"] == "2026-10-19"]
        assert kept in checkin["measures"].values()
        assert (55555 in checkin["measures"].values()) == (kept == 55555)
        assert "u takes it back" in " ".join(coach.text.split())


async def test_a_session_that_is_the_review_asks(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("r")
        await coach.press("ctrl+r")
        measure = next(key for key in coach.form.values() if key.startswith("measures."))
        await coach.put(**{measure: "9999", "reflection": "I let go."})
        await coach.save()
        assert FAR in " ".join(coach.text.split())
        await coach.press("n")
        assert coach.form.values()["reflection"] == "I let go."
        await coach.save()
        await coach.press("y")
        assert values_today(coach) == [[9999]]


async def test_the_page_of_the_end_asks(example: Desk) -> None:
    engagement = next(iter(example.practice().tables["engagements"].values()))["uid"]
    edit(example, Engagement, engagement, {"end": "2026-11-20"})
    async with opened(example, LARGE) as coach:
        while not coach.key.startswith("item:engagement_end"):
            await coach.press("j")
        await coach.press("x")
        measure = next(key for key in coach.form.values() if key.startswith("measures."))
        await coach.put(**{measure: "9999"})
        await coach.save()
        assert FAR in " ".join(coach.text.split())
        await coach.press("n")
        assert coach.form.values()[measure] == "9999"
        await coach.save()
        await coach.press("y")
        assert values_today(coach) == [[9999]]
