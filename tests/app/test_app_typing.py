"""What is typed: ahead of a question, over what is filled in, into a prompt that is refused."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.places.clients import Clients
from coach_tui.app.places.evaluation import Evaluation
from coach_tui.app.places.insights import InsightsPlace
from coach_tui.app.places.needs import Needs
from coach_tui.app.places.objectives import Objectives
from coach_tui.app.places.strategies import Strategies
from coach_tui.app.places.timeline import Timeline
from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.exchange.planfile import read_toml
from coach_tui.plan.errors import BadInput
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.when import parse_day
from tests.app.app_kit import Keyboard, key_event, opened

OTHER = """
[client]
name = "Zoë Adler"
[engagement]
start = 2026-11-01
"""


def plan_of(desk: Desk) -> Any:
    return desk.practice().plan(desk.practice().clients[0].uid)


async def burst(k: Keyboard, *keys: str) -> None:
    """Keys that arrive together, before anything of them is dealt with."""
    for event in [key_event(key) for key in keys]:
        k.app.post_message(event)
    await k.settle()


async def test_a_confirmation_is_not_answered_by_what_was_typed_before_it(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("9")
        await burst(k, "d", "y")
        assert "Delete" in k.bottom
        assert k.stored("clients")
        await k.press("y")
        assert not k.stored("clients")


async def test_a_reason_typed_too_early_chooses_no_scope(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("4", "g", "j", "m", *"+1w")
        await burst(k, "enter", *"of course, out of office")
        assert "only this" in k.bottom
        await k.press("o")
        assert "only this" not in k.bottom
        assert "27 Nov" in k.bottom


async def test_a_menu_may_be_answered_ahead(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("2")
        await burst(k, "a", "n")
        assert k.in_form
        assert k.form.current is not None
        assert k.form.current.spec.key == "title"


async def test_a_day_filled_in_is_typed_over_and_an_arrow_keeps_it(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("4", "g", "e")
        k.form.focus_field("due")
        before = k.form.values()["due"]
        await k.press("end", "backspace")
        assert k.form.values()["due"] == before[:-1]
        k.form.focus_field("title")
        title = k.form.values()["title"]
        await k.type("!")
        assert k.form.values()["title"] == f"{title}!"
        k.form.focus_field("due")
        await k.type("+2w")
        assert k.form.values()["due"] == "+2w"


async def test_putting_a_review_off(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("5", "z")
        assert "24 dec" in k.bottom
        await k.type("today")
        await k.type("\n")
        assert "too early" in k.bottom
        await k.press("ctrl+u", *"+1w")
        assert "2026-12-01" in k.bottom
        await k.press("escape")


async def test_what_was_refused_comes_back(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("w", "enter")
        await k.type("x" * 501 + "\n")
        assert "too many" in k.bottom
        assert k.app.bottom.value == "x" * 501
        await k.press("backspace", "enter")
        assert k.one("wins", text="x" * 500)


@pytest.mark.parametrize(
    ("keys", "at_last"),
    [
        (["1", "p"], ["enter", "enter"]),
        (["4", "down", "+", "o", "c"], ["enter"]),
        (["2", "f", "n"], ["enter"]),
    ],
    ids=["pause", "move", "not now"],
)
async def test_a_reason_that_was_refused_comes_back(
    example: Desk, keys: list[str], at_last: list[str]
) -> None:
    async with opened(example) as k:
        await k.press(*keys)
        await k.type("x" * 501)
        await k.press(*at_last)
        assert "too many" in k.bottom
        assert k.app.bottom.value == "x" * 501
        await k.press("backspace", *at_last)
        assert not k.app.bottom.active
        assert "x" * 500 in str(example.practice().tables)


async def test_a_refusal_that_comes_late_leaves_alone_what_is_typed_by_then(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided = threading.Event()

    def refuse(*_: object, **__: object) -> None:
        decided.wait(10)
        raise BadInput("refused after all")

    monkeypatch.setattr("coach_tui.app.dialogues.wins.note_win", refuse)
    async with opened(example) as k:
        await k.press("5", "w", "enter")
        await k.type("hers")
        for key in ("enter", "/", "a", "b"):
            k.app.post_message(key_event(key))
        async with asyncio.timeout(10):
            while k.app.bottom.value != "ab":
                await asyncio.sleep(0)
        decided.set()
        await k.settle()
        assert k.app.bottom.value == "ab"
        assert k.app.bottom.message == "refused after all"


async def test_a_pause_does_not_end_before_it_begins(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1", "p")
        await k.type("leave\n2026-11-20\n")
        assert "too early" in k.bottom
        await k.press("escape")
        assert "pause" not in k.one("engagements")


async def test_names_hidden_the_client_is_offered_by_number(example: Desk) -> None:
    take_in(example, read_toml(OTHER))
    async with opened(example) as k:
        await k.press("1", "i", "c")
        assert "Client 1" in k.bottom
        await k.type("client 2\n")
        assert "Client 2" in k.bottom
        assert "Anna" not in k.text
        assert "Zoë" not in k.text


async def test_history_names_the_client_and_undo_never_shows_anothers_plan(example: Desk) -> None:
    take_in(example, read_toml(OTHER))
    async with opened(example) as k:
        await k.press("9", "G", "1")
        assert "Zoë Adler" in k.top
        await k.press("w", "enter", *"Won", "enter")
        k.app.run_command("history")
        await k.settle()
        assert "Zoë Adler" in k.row("win")
        await k.press("i")
        assert "Zoë" not in k.text
        await k.press("i", "q", "u", "u")
        assert k.app.place_id == "clients"
        assert "Anna Berg" in k.body


async def test_the_footer_opens_and_goes_back(example: Desk) -> None:
    async with opened(example) as k:
        for place in "134":
            await k.press(place)
            assert "enter open" in k.bottom, place
            await k.press("g", "enter")
            assert "q back" in k.bottom, place
            assert "enter open" not in k.bottom
            await k.press("q")


async def test_a_new_milestone_belongs_to_the_only_objective(example: Desk) -> None:
    plan = plan_of(example)
    still_open = [one.uid for one in plan.objectives if one.open]
    async with opened(example) as k:
        await k.press("4", "a")
        assert k.form.values()["objective"] == (still_open[0] if len(still_open) == 1 else "")


# Nothing that is said is cut at 80 columns


@pytest.mark.parametrize("table", list(NOUNS))
def test_every_hint_fits(example: Desk, table: str) -> None:
    plan = plan_of(example)
    form = RecordForm(NOUNS[table], plan, example.today, None, {})
    for spec in form.specs():
        assert len(spec.hint) <= 78, (table, spec.key, spec.hint)


async def test_long_faults_are_shown_whole(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1", "g", "e")
        for key in ("due", "start", "measure.target", "measure.every", "confidence.value"):
            k.form.focus_field(key)
            await k.put(**{key: "the day after the day after that"})
            fault = k.form._faults[key]
            await k.settle()
            assert fault in " ".join(k.text.split()), key
        await k.press("escape", "y", "4", "g", "j", "m")
        await k.type("somewhere in the middle of it\n")
        assert "write 24 dec, 2026-12-24, +2w, fri or in 2 weeks" in k.bottom
        with pytest.raises(BadInput) as caught:
            parse_day("somewhere in the middle of it", example.today)
        assert len(f"! {caught.value}") <= 78


def test_empty_screens_do_not_break_a_sentence() -> None:
    for place in (Clients, Evaluation, InsightsPlace, Needs, Objectives, Strategies, Timeline):
        for line in place.empty_text.split("\n"):
            assert line[-1] in ".:", (place, line)
