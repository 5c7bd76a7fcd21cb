"""The first minute: what an empty file offers, the first questions, and the keys that a first plan takes."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.app.dialogues import beginning
from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.plan.first_questions import first_questions
from tests.app.app_kit import LARGE, SMALL, TODAY, Keyboard, opened

HANDLING = 110
"""Keys besides the letters of what is said that a first plan takes at most."""


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_an_empty_file_offers_four_beginnings(empty: Desk, size: tuple[int, int]) -> None:
    async with opened(empty, size) as coach:
        for key, what in (
            ("a", "begin a plan"),
            ("t", "use a template"),
            ("i", "bring plans in"),
            ("d", "look around"),
        ):
            assert f"{key}  {what}" in coach.body
        assert "a begin" in coach.bottom
        assert "t template i import d demo" in " ".join(coach.bottom.split())
        await coach.press("enter")
        assert "New client" in coach.text
        await coach.press("escape", "t", "l")
        assert "leadership" in coach.text
        await coach.type("Ann Lee")
        await coach.save()
        assert len(coach.stored("objectives")) == 2
        assert coach.one("clients")["name"] == "Ann Lee"


async def test_plans_are_brought_in_and_looked_at_by_the_commands(
    empty: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(CoachApp, "suspend", lambda self: nullcontext())
    monkeypatch.setattr(beginning, "_run", lambda line, shown, *, wait: ran.append([*line[3:], str(wait)]))
    async with opened(empty) as coach:
        await coach.press("i")
        await coach.type("plan.toml\n")
        await coach.press("d")
        shared = ["--data", str(empty.store.path), "--today", "2026-11-24"]
        assert ran == [[*shared, "import", "plan.toml", "True"], [*shared, "demo", "False"]]


async def test_names_that_are_hidden_in_an_empty_file_are_shown_again(empty: Desk) -> None:
    async with opened(empty) as coach:
        await coach.press("a")
        await coach.type("Ann Lee")
        await coach.save()
        await coach.press("0", "i", "u")
        assert "i  show names  " in coach.body
        await coach.press("i")
        assert "i  bring plans in" in coach.body
        assert "Bring in the file" not in coach.bottom


async def test_with_a_client_the_keys_are_what_they_are_everywhere(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("t", "d")
        assert coach.stored("milestones")
        assert "Reviews" not in coach.bottom
        await coach.press("i")
        assert "hidden" in coach.bottom


async def test_what_a_fresh_plan_lacks_is_asked_on_today(empty: Desk) -> None:
    begin_plan(empty, {"name": "Ann Lee"}, {"start": "2026-11-24"}, {"title": "Speak up"})
    async with opened(empty) as coach:
        assert "To finish the plan with Ann Lee" in coach.body
        assert "How is it measured?  Speak up" in coach.row("measured")
        assert "e  say it" in coach.row("measured")
        await coach.press("enter")
        assert "nobody can tell when it is reached" in coach.text
        await coach.press("q", "e")
        assert coach.form.current is not None
        assert coach.form.current.spec.key == "measure.name"
        await Typist(coach).fill(
            measure__name="talks", measure__unit="talks", measure__baseline="0", measure__target="5"
        )
        assert "How is it measured?" not in coach.body
        await coach.press("e")
        assert coach.form.current.spec.key == "due"


def test_later_it_is_a_finding_and_no_question(empty: Desk) -> None:
    client = begin_plan(empty, {"name": "Ann Lee"}, {"start": "2026-11-10"}, {"title": "Speak up"})
    plan = empty.practice().plan(client)
    assert plan is not None
    assert not first_questions(plan, TODAY)
    assert first_questions(plan, plan.engagement.start)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_gap_of_the_plan_on_a_page_is_filled_by_its_key(empty: Desk, size: tuple[int, int]) -> None:
    begin_plan(empty, {"name": "Ann Lee"}, {"start": "2026-11-24"}, {"title": "Speak up"})
    async with opened(empty, size) as coach:
        hand = Typist(coach)
        await coach.press("9", "enter")

        async def to(words: str) -> None:
            """The cursor on a line of the page, and its form."""
            await coach.press("g")
            for _ in coach.lines:
                if words not in coach.row("›"):
                    await coach.press("j")
            assert words in coach.row("›")
            assert coach.row(words).rstrip().endswith(("e  say it", "e  book it"))
            assert ("e book it" if "booked" in words else "e say it") in coach.bottom
            await coach.press("e")

        await to("– no measure, no own words")
        assert coach.form.current is not None
        assert coach.form.current.spec.key == "measure.name"
        await hand.fill(measure__name="talks", measure__baseline="0", measure__target="5")
        await to("– measure incomplete, no own words")
        await hand.fill(measure__unit="talks")
        await to("– no own words")
        assert coach.form.current.spec.key == "why"
        await hand.fill(why="I have something to say")
        assert "no own words" not in coach.body
        await to("– no milestone yet")
        await hand.fill(title="First talk", due="fri")
        assert coach.one("milestones")["objective"] == coach.one("objectives")["uid"]
        await to("– nothing booked")
        await hand.fill(on="fri")
        assert coach.one("sessions")["on"] == "2026-11-27"
        await to("– no strategy yet")
        await hand.fill(title="Say one thing in each meeting")
        await to("– none yet")
        await hand.fill(title="Courage")
        await to("– no agreement yet")
        await hand.fill(agreed_on="today")
        assert " – " not in coach.body


class Typist:
    """Fills in forms by keys alone, and counts the letters of what is said."""

    def __init__(self, coach: Keyboard) -> None:
        self.coach = coach
        self.letters = 0

    async def fill(self, **said: Any) -> None:
        """Tab to each field in turn, type, and save; True picks the row under the cursor."""
        for name, text in said.items():
            key = name.replace("__", ".")
            for _ in range(40):
                assert self.coach.form.current is not None
                if self.coach.form.current.spec.key == key:
                    break
                await self.coach.press("tab")
            if text is True:
                await self.coach.press("space")
            else:
                await self.coach.type(text)
                self.letters += len(text)
        await self.coach.save()


async def test_a_first_plan_takes_fewer_keys_besides_its_words(empty: Desk) -> None:
    """A client, two objectives with measures, three needs, three strategies, four milestones."""
    async with opened(empty) as coach:
        hand = Typist(coach)
        await coach.press("a")
        await hand.fill(name="Ines Vale", plan__objective="Lead the handovers alone")
        await coach.press("e")
        measure = {"activity": "Leads the handover", "measure__name": "led", "measure__baseline": "0"}
        await hand.fill(**measure, measure__target="12", due="29 jan", why="It is my ward")
        await coach.press("a")
        await hand.fill(
            title="Leave on time", **{**measure, "measure__name": "hours"}, measure__target="42", due="18 dec"
        )
        for title in ("Delegating", "Saying no", "Planning"):
            await coach.press("2", "a", "n") if title == "Delegating" else await coach.press("a", "n")
            await hand.fill(title=title, current="2", target="4")
        await coach.press("3")
        for title in ("Give beds", "Close the laptop", "Walk"):
            await coach.press("a")
            await hand.fill(title=title, objectives=True, cadence="2 per week")
        await coach.press("4")
        for title in ("First", "Second", "Third", "Fourth"):
            await coach.press("a")
            await hand.fill(title=title, due="20 jan", objective="l")
        counts = [len(coach.stored(table)) for table in ("objectives", "needs", "strategies", "milestones")]
        assert counts == [2, 3, 3, 4]
        assert coach.count - hand.letters < HANDLING
