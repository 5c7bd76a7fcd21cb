"""Names hidden in the middle of something, and texts that differ in a name alone."""

from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.raters import Reply
from coach_tui.changes.rounds import begin_round, close_round, take_answers
from coach_tui.plan.errors import DataFileError
from coach_tui.plan.people import People
from coach_tui.plan.practice import Plan
from tests.app.app_kit import Keyboard, opened


def plan_of(desk: Desk) -> Plan:
    practice = desk.practice()
    plan = practice.plan(practice.clients[0].uid)
    assert plan is not None
    return plan


async def test_two_items_that_differ_in_a_name_stay_two(example: Desk) -> None:
    plan = plan_of(example)
    items = ["Talks with Anna", "Talks with Berg", "Stays calm"]
    asked = begin_round(example, plan.engagement.uid, {"title": "Autumn", "items": items})
    scores = dict(zip(items, (1, 2, 4), strict=True))
    answers = [Reply("self", scores, {}), *(Reply("peer", scores, {}, f"Rater {n}") for n in range(4))]
    take_answers(example, plan.engagement.uid, asked, answers)
    close_round(example, asked)
    async with opened(example, (120, 40)) as coach:
        await coach.press("i", "8")
        keys = [row.key for row in coach.rows.rows if row.key and "Talks" in row.key]
        assert len(set(keys)) == 2
        assert coach.rows.go_to(keys[1])
        await coach.press("z")
        await coach.type("+4w\n")
        await coach.type("later\n")
        assert [one["item"] for one in coach.one("rounds")["accepted"]] == ["Talks with Berg"]
        (record,) = coach.app.practice.stored.tables["rounds"].values()
        shown = coach.app.practice.find("rounds", record["uid"])
        assert shown is not None
        assert len(set(shown.raw["items"])) == 3


async def test_a_filter_that_may_be_a_name_goes(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("9", "/")
        await coach.type("Anna Berg\n")
        assert "Anna" in coach.top
        await coach.press("i")
        assert "Anna" not in coach.text
        await coach.press("/")
        assert "Anna" not in coach.text


def refusing(*_: Any, **__: Any) -> Any:
    raise DataFileError("the disk is full")


@pytest.mark.parametrize(("keys", "line"), [(("9", "e", "c"), ""), (("w", "enter"), "Anna told her boss")])
async def test_what_is_refused_after_names_were_hidden_is_kept_and_not_shown(
    example: Desk, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], line: str
) -> None:
    async with opened(example) as coach:
        await coach.press(*keys)
        if line:
            await coach.type(line)
        else:
            await coach.put(role="Anna Berg's boss")
        await hide_while_written(coach, monkeypatch, "enter" if line else "ctrl+s")
        assert "Anna" not in coach.text
        assert not coach.in_form
        assert any("Anna" in str(draft["values"]) for draft in coach.app.drafts.open())


async def hide_while_written(coach: Keyboard, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """Hand something in; the coach hides the names before the disk refuses it."""
    work = coach.app.work

    async def slow(verb: Any) -> Any:
        await work.hide(True)
        return refusing(verb)

    monkeypatch.setattr(work, "do", slow)
    await coach.press(key)


async def test_what_lies_on_the_disk_stays_there_until_the_new_is_there(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(example) as coach:
        drafts = coach.app.drafts
        drafts.keep("{}", "older", {"text": "an older line"})
        assert drafts.store()
        (before,) = coach.app.desk.store.path.parent.glob(".coach.json.drafts*")
        monkeypatch.setattr("coach_tui.store.durable.write_new", no_room)
        drafts.keep('{"form": "line"}', "newer", {"text": "a newer line"})
        assert not drafts.store()
        assert "an older line" in before.read_text("utf-8")


def no_room(*_: Any, **__: Any) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "text", ["she called from 06.12.34.56.78 herself", "her mobile is +33 6.12.34.56.78", "01-23-45-67-89"]
)
def test_a_number_in_pairs_is_no_date(text: str) -> None:
    people = People()
    people.add_address("+33 6 12 34 56 78")
    assert not any(char.isdigit() for char in people.without(text))
