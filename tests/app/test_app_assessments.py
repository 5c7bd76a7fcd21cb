"""Assessments on the screen: asked for, answered in the room, compared, followed up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.assessments import answer_assessment, ask_assessment
from coach_tui.changes.desk import Desk
from tests.app.app_kit import LARGE, SMALL, TODAY, opened
from tests.cli.test_cli_replies import fill

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
ITEMS = ["Health", "Work", "Friends"]


def engagement_of(desk: Desk) -> str:
    plan = desk.practice().plan(desk.practice().clients[0].uid)
    assert plan is not None
    return plan.engagement.uid


def with_wheels(desk: Desk) -> None:
    """Two wheels, the later one higher in Health and lower in Friends."""
    for day, scores in (("2026-09-15", (4, 6, 7)), ("2026-11-20", (6, 6, 5))):
        values: dict[str, Any] = {"title": "Wheel", "items": ITEMS, "questions": ["What is good?"]}
        uid = ask_assessment(desk, engagement_of(desk), {**values, "asked_on": day})
        answers = {"scores": dict(zip(ITEMS, scores, strict=True)), "comments": {"What is good?": "My team."}}
        answer_assessment(desk, uid, TODAY, {**answers}, whole=True)
        from coach_tui.changes.records import edit
        from coach_tui.plan.assessment import Assessment

        edit(desk, Assessment, uid, {"answered_on": day})


@SIZES
async def test_a_wheel_is_asked_for_and_answered_in_the_room(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as k:
        await k.press("2", "g", "d", "a")
        assert "s self-assessment" in k.bottom
        assert "i intake" in k.bottom
        await k.press("s")
        assert k.form.values()["title"] == "Wheel of life"
        assert str(k.form.values()["items"]).startswith("Health: sleep, body, energy")
        await k.put(items="Health\nWork", questions="What is good?", title="Small wheel")
        await k.save()
        assert "asked Tue 24 Nov, not answered yet" in k.body
        assert k.one("assessments", title="Small wheel")["kind"] == "self"
        await k.press("g", "enter")
        assert "Not answered yet" in k.body
        await k.press("a")
        assert "A number for each, 0 (could hardly be worse) to 10 (as I want it)" in k.text
        await k.put(**{"score.0": "6, since spring", "score.1": "4", "words.2": "My team."})
        await k.save()
        stored = k.one("assessments", title="Small wheel")
        assert stored["scores"] == {"Health": 6, "Work": 4}
        assert stored["comments"] == {"Health": "since spring", "What is good?": "My team."}
        assert stored["answered_on"] == "2026-11-24"
        assert "My team." in k.body
        await k.press("a")
        assert (k.form.values()["score.0"], k.form.values()["words.0"]) == ("6", "since spring")
        await k.put(**{"score.0": "seven"})
        await k.press("ctrl+s")
        assert "seven" in k.text
        await k.press("escape")


@SIZES
async def test_what_changed_is_on_the_list_the_page_and_in_insights(
    example: Desk, size: tuple[int, int]
) -> None:
    with_wheels(example)
    async with opened(example, size) as k:
        await k.press("2")
        assert "The client's own view" in k.body
        assert "answered Fri 20 Nov, 1 up, 1 down" in k.body
        await k.press("g", "enter")
        assert "before: " in k.body
        assert " 6  +2" in k.body
        assert " 5  −2" in k.body
        assert "My team." in k.body
        await k.press("escape", "7", "G")
        assert "The client's own view" in k.body
        assert "1 up, 1 down" in k.row("Wheel")


async def test_an_item_becomes_a_need_with_its_level(example: Desk) -> None:
    with_wheels(example)
    async with opened(example, LARGE) as k:
        await k.press("2", "g", "enter", "g", "f")
        assert "e need" in k.bottom
        await k.press("e")
        values = k.form.values()
        assert (values["title"], values["current"], values["scale"]) == ("Health", "6", "10")
        assert str(values["source"]).startswith("self, “Wheel”")
        await k.put(target="8")
        await k.save()
        need = k.one("needs", title="Health")
        assert (need["item"], need["kind"], need["target"]) == ("Health", "gap", 8)
        await k.press("2", "g", "enter", "g", "f")
        assert "e need" not in k.bottom
        await k.press("n")
        await k.type("Enough for now.")
        await k.press("enter")
        assert k.one("needs", title="Health")["not_now"] == "Enough for now."


async def test_it_is_edited_kept_as_a_set_deleted_and_taken_back(example: Desk) -> None:
    with_wheels(example)
    async with opened(example, LARGE) as k:
        await k.press("2", "g", "e")
        assert "scores" not in k.form.values()
        await k.put(note="Looked away at Friends.", visibility="private")
        await k.save()
        assert "Looked away at Friends." in k.text
        await k.press("d")
        assert len(k.stored("assessments")) == 2
        await k.press("u")
        assert len(k.stored("assessments")) == 3


@SIZES
async def test_the_intake_can_be_read_where_an_objective_is_written(
    example: Desk, size: tuple[int, int]
) -> None:
    values: dict[str, Any] = {"title": "Intake", "kind": "intake", "questions": ["Why now?", "What else?"]}
    uid = ask_assessment(example, engagement_of(example), values)
    long = "The new job, and all that comes with it. " * 12
    answer_assessment(example, uid, TODAY, {"comments": {"Why now?": long}})
    async with opened(example, size) as k:
        for place in ("1", "2"):
            await k.press(place, "a", *(["n"] if place == "2" else []))
            await k.press("shift+tab", *["pagedown"] * 6)
            assert "From “Intake”" in k.text
            assert "The new job, and all that comes with it." in k.text
            assert "What else?" not in k.text
            await k.press("escape")
        await k.press("2", "g", "enter")
        assert "Why now?" in k.body
        await k.press("1", "g", "e")
        await k.press("shift+tab", *["pagedown"] * 6)
        assert "From “Intake”" not in k.text


@pytest.mark.parametrize(("key", "kind"), [("s", "self"), ("i", "intake")])
async def test_the_form_goes_out_and_its_answers_come_in(
    example: Desk, tmp_path: Path, key: str, kind: str
) -> None:
    async with opened(example, LARGE) as k:
        await k.press(":")
        await k.type("form")
        await k.press("enter", key, "t")
        assert "written to " in k.bottom
        (path,) = (example.store.path.parent / "forms").iterdir()
        form = path.read_text()
        assert k.stored("assessments")[-1]["kind"] == kind
        assert k.stored("assessments")[-1]["asked_on"] == "2026-11-24"
        reply = tmp_path / "reply.txt"
        reply.write_text(fill(form, "6", "7"))
        await k.press(":")
        await k.type("reply")
        await k.press("enter")
        await k.type(str(reply))
        await k.press("enter")
        assert f"reply to the {'self-assessment' if kind == 'self' else 'intake'} form" in k.body
        await k.press("enter")
        assert k.stored("assessments")[-1]["answered_on"] == "2026-11-24"


async def test_the_session_shows_where_an_objective_stands(example: Desk) -> None:
    async with opened(example, LARGE) as k:
        await k.press("s")
        assert "“I do the planning myself," in k.text


@SIZES
async def test_one_that_waits_is_on_today_until_it_is_dropped(example: Desk, size: tuple[int, int]) -> None:
    values: dict[str, Any] = {"title": "Wheel", "items": ITEMS, "asked_on": "2026-11-10"}
    uid = ask_assessment(example, engagement_of(example), values)
    async with opened(example, size) as k:
        while k.key != f"assessments:{uid}":
            await k.press("j")
        assert "“Wheel”: no answer since Tue 10 Nov" in k.body
        await k.press("x")
        assert k.one("assessments", title="Wheel")["dropped_on"] == "2026-11-24"
        assert "“Wheel”" not in k.body
        await k.press("u")
        assert "“Wheel”: no answer since Tue 10 Nov" in k.body
        await k.press("2", "g", "x")
        assert "asked Tue 10 Nov, dropped Tue 24 Nov" in k.body
        await k.press("x")
        assert "asked Tue 10 Nov, not answered yet" in k.body


async def test_what_does_not_fit_is_left_blank(example: Desk) -> None:
    ask_assessment(example, engagement_of(example), {"title": "Wheel", "items": ITEMS})
    async with opened(example) as k:
        await k.press("2", "g", "enter", "a")
        await k.put(**{"score.0": "6", "score.1": " "})
        await k.save()
        assert k.one("assessments", title="Wheel")["scores"] == {"Health": 6}
        await k.press("a")
        await k.put(**{"score.0": "", "score.2": "3"})
        await k.save()
        assert k.one("assessments", title="Wheel")["scores"] == {"Friends": 3}
        await k.press("a")
        await k.put(**{"score.2": ""})
        await k.press("ctrl+s")
        assert "nothing is answered yet" in k.text
        await k.press("escape", "y")
