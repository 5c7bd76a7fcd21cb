"""What is typed: ahead of a question, over what is filled in, into a prompt that is refused."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
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
from coach_tui.changes.daily import note_win
from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import add, delete
from coach_tui.exchange.planfile import read_toml
from coach_tui.plan.errors import BadInput, CoachError, DataFileError
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.session import Session
from coach_tui.plan.side import Side
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


@pytest.mark.parametrize("place", ["0", "5"])
async def test_how_a_session_was_called_off_may_be_said_ahead(example: Desk, place: str) -> None:
    engagement = plan_of(example).engagement.uid
    add(example, Session, engagement, {"on": "2026-11-18", "time": "09:00", "state": "booked"})
    async with opened(example) as k:
        await k.press(place)
        row = next(row.key for row in k.rows.rows if row.key and row.key.startswith("sessions:"))
        k.rows.go_to(row)
        await k.settle()
        await burst(k, "x", "l")
        await burst(k, *"Nona chora", "enter")
        stored = k.one("sessions", on="2026-11-18")
        assert (stored["state"], stored["late"], stored["reason"]) == ("cancelled", True, "Nona chora")


@pytest.mark.parametrize("place", ["1", "3", "4"])
async def test_how_something_ended_may_be_said_ahead(example: Desk, place: str) -> None:
    async with opened(example) as k:
        await k.press(place, "g", "j")
        await burst(k, "x", "d", *"so it is")
        assert k.bottom.endswith("so it is")


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
        assert "Tue 1 Dec" in k.bottom
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
        (["2", "down", "f", "n"], ["enter"]),
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


class Slow:
    """A verb that takes its time, fails so many times with an error, and then does what it is for."""

    def __init__(self, verb: Callable[..., object], error: CoachError, times: int = 1) -> None:
        self.verb = verb
        self.error = error
        self.times = times
        self.decided = threading.Event()

    def __call__(self, *args: Any, **named: Any) -> object:
        self.decided.wait(10)
        if self.times:
            self.times -= 1
            raise self.error
        return self.verb(*args, **named)


async def type_meanwhile(k: Keyboard, slow: Slow, *keys: str) -> None:
    """Press keys, the last of which write in a prompt, while the verb is at work; then let it fail."""
    for key in keys:
        k.app.post_message(key_event(key))
    async with asyncio.timeout(10):
        while k.app.bottom.value != "ab":
            await asyncio.sleep(0)
    slow.decided.set()
    await k.settle()
    assert k.app.bottom.value == "ab"


async def test_a_refusal_that_comes_late_leaves_alone_what_is_typed_by_then(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(note_win, BadInput("refused after all"))
    monkeypatch.setattr("coach_tui.app.dialogues.wins.note_win", slow)
    async with opened(example) as k:
        await k.press("5", "w", "enter")
        await k.type("hers")
        await type_meanwhile(k, slow, "enter", "/", "a", "b")
        assert k.app.bottom.message == "refused after all"
        assert "! refused after all" in k.lines[-2]
        assert [draft["values"] for draft in k.app.drafts.open()] == [{"text": "ab"}, {"text": "hers"}]
        await k.press("c", "enter")
        assert "/abc" in k.top
        assert (k.app.bottom.value, "refused after all" in k.bottom) == ("hers", True)
        assert [draft["values"] for draft in k.app.drafts.open()] == [{"text": "hers"}]
        await k.type(" now\n")
        assert k.one("wins", text="hers now")
        assert k.app.drafts.open() == []


@pytest.mark.parametrize("leaves", [False, True], ids=["tried again", "left for later"])
async def test_a_disk_that_fails_late_leaves_alone_what_is_typed_by_then(
    example: Desk, monkeypatch: pytest.MonkeyPatch, *, leaves: bool
) -> None:
    slow = Slow(note_win, DataFileError("the disk is full"))
    monkeypatch.setattr("coach_tui.app.dialogues.wins.note_win", slow)
    async with opened(example) as k:
        await k.press("w", "enter")
        await k.type("hers")
        # the next conversation has a second question, which comes before what is said of the first one's text
        await type_meanwhile(k, slow, "enter", "c", "enter", "a", "b")
        assert "! the disk is full" in k.lines[-2]
        await k.press("escape")
        assert "the disk is full" in k.bottom
        assert "t try again" in k.bottom
        await k.press("escape" if leaves else "t")
        assert [win["text"] for win in k.stored("wins")].count("hers") == (not leaves)
        assert [draft["values"] for draft in k.app.drafts.open()] == [{"text": "hers"}] * leaves


async def test_a_disk_that_fails_late_waits_for_two_questions(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(note_win, DataFileError("the disk is full"))
    monkeypatch.setattr("coach_tui.app.dialogues.wins.note_win", slow)
    async with opened(example) as k:
        await k.press("w", "enter")
        await k.type("hers")
        await type_meanwhile(k, slow, "enter", "c", "a", "b")
        await k.press("backspace", *"nn")
        await k.type("\ne4\n")
        assert k.one("checkins", on="2026-11-24")["engagement"] == 4
        assert "t try again" in k.bottom
        await k.press("t")
        assert k.one("wins", text="hers")


async def test_a_form_that_is_refused_late_comes_back_once_the_coach_is_free(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(add, BadInput("title: refused after all"))
    monkeypatch.setattr("coach_tui.app.dialogues.record.add", slow)
    async with opened(example) as k:
        await k.press("1", "a")
        await k.fill(title="Sell")
        await type_meanwhile(k, slow, "ctrl+s", "/", "a", "b")
        assert not k.in_form
        assert "refused after all" in k.lines[-2]
        await k.press("escape")
        assert k.form.values()["title"] == "Sell"
        assert "refused after all" in k.text
        await k.save()
        assert k.one("objectives", title="Sell")


async def test_what_fails_while_a_form_is_open_is_told_after_it(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(delete, DataFileError("the disk is full"))
    monkeypatch.setattr("coach_tui.app.dialogues.record_keys.delete", slow)
    async with opened(example) as k:
        await k.press("1")
        for key in ("d", "a", "a", "b"):
            k.app.post_message(key_event(key))
        async with asyncio.timeout(10):
            while not k.in_form or k.form.values()["title"] != "ab":
                await asyncio.sleep(0)
        slow.decided.set()
        await k.settle()
        assert (k.form.values()["title"], "the disk" in k.text) == ("ab", False)
        await k.save()
        assert k.one("objectives", title="ab")
        assert "the disk is full" in k.bottom


async def test_a_pause_does_not_end_before_it_begins(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("1", "p")
        await k.type("leave\n2026-11-20\n")
        assert "too early" in k.bottom
        await k.press("escape")
        assert "pauses" not in k.one("engagements")


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
            parse_day("somewhere in the middle of it", example.today, Side.EITHER)
        assert len(f"! {caught.value}") <= 78


def test_empty_screens_do_not_break_a_sentence() -> None:
    for place in (Clients, Evaluation, InsightsPlace, Needs, Objectives, Strategies, Timeline):
        for line in place.empty_text.split("\n"):
            assert line[-1] in ".:", (place, line)


async def test_a_day_that_is_typed_shows_which_one_is_meant(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("4", "a")
        await coach.fill(due="+2w")
        assert "Tue 8 Dec" in coach.text
        await coach.fill(due="3.1.")
        assert "Sun 3 Jan 2027" in coach.text
        await coach.fill(due="nonsense")
        assert "is no day" in coach.text
