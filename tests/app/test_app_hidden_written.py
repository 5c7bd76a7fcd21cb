"""Names hidden: what is written is what was meant, never a word that stands for a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.raters import Reply
from coach_tui.changes.records import add, edit
from coach_tui.changes.rounds import begin_round, close_round, take_answers
from coach_tui.plan.contact import Review
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, opened
from tests.app.hidden_kit import HIDDEN, Again, command, name_in, plan_uid, uid_of
from tests.app.test_app_rounds import on_page


async def test_a_form_opens_where_nobody_is_named_and_nowhere_else(example: Desk) -> None:
    uid = name_in(example, Objective, "Leave work on time", "Anna leaves on time")
    before = next(raw for raw in example.practice().tables["objectives"].values() if raw["uid"] == uid)
    async with opened(example) as k:
        await k.press("i", "1", "g", "e")
        await k.put(why="So I say")
        await k.save()
        assert k.one("objectives", title="Lead a project team")["why"] == "So I say"
        await k.press("j")
        assert "Client 1 leaves on time" in k.row("›")
        await k.press("e")
        assert HIDDEN in k.bottom
        assert not k.in_form
        assert k.one("objectives", uid=uid) == before


async def test_what_ends_is_written_over_nothing_that_was_hidden(example: Desk) -> None:
    uid = uid_of(example, "strategies", title="Delegate one task a week")
    edit(example, Strategy, uid, {"status": "paused", "status_reason": "Anna is away"})
    async with opened(example) as k:
        await k.press("i", "3")
        k.app.place.show_record(uid)
        await k.press("x")
        assert "go on" in k.bottom
        assert k.one("strategies", uid=uid)["status"] == "active"


async def test_a_review_keeps_what_the_file_says(example: Desk) -> None:
    uid = name_in(example, Objective, "Lead a project team", "Anna leads a team")
    edit(example, Objective, uid, {"confidence": [{"on": "2026-11-01", "value": 4}]})
    async with opened(example) as k:
        await k.press("i", "1", "r")
        assert "Anna" not in k.text
        await k.put(**{f"idea.unsure {uid}": "declined | later", f"gas.{uid}": "1"})
        await k.save()
        assert "held the review with Client 1" in k.bottom
        review = k.one("reviews", held_on="2026-11-24")
        assert review["considered"][0]["proposal"].startswith("Anna leads a team: what would")
        assert review["levels"] == [{"objective": "Anna leads a team", "level": 1}]


async def test_a_review_prepared_with_a_name_waits_until_names_are_shown(example: Desk) -> None:
    words = {"due": "2026-11-24", "reflection": "Jonas and I, Anna, talked"}
    uid = add(example, Review, plan_uid(example), words)
    async with opened(example) as k:
        await k.press("i", "1", "r")
        assert HIDDEN in k.bottom
        assert not k.in_form
        await k.press("i", "r")
        assert "Anna, talked" in k.form.values()["reflection"]
        await k.save()
        assert k.one("reviews", uid=uid)["reflection"] == words["reflection"]


async def test_a_session_becomes_no_review_that_would_tell_a_name(example: Desk) -> None:
    words = {"due": "2026-11-24", "reflection": "Jonas and I, Anna, talked"}
    add(example, Review, plan_uid(example), words)
    async with opened(example) as k:
        await k.press("i", "1", "s")
        await k.put(goal="Rest")
        await k.press("ctrl+r")
        assert not k.form.asks("reflection")
        assert k.form.values()["reflection"] == ""
        assert k.form.values()["goal"] == "Rest"
        assert "Anna" not in k.text
        assert HIDDEN in " ".join(k.text.split())
        await k.press("escape", "y", "i", "s", "ctrl+r")
        assert "Anna, talked" in k.form.values()["reflection"]


async def test_a_session_booked_with_a_name_in_its_goal_waits_too(example: Desk) -> None:
    add(example, Session, plan_uid(example), {"on": "2026-11-24", "goal": "Anna's plan for May"})
    async with opened(example) as k:
        await k.press("i", "1", "s")
        assert HIDDEN in k.bottom
        await k.press("i", "s")
        assert k.form.values()["goal"] == "Anna's plan for May"


async def test_what_is_typed_is_not_lost_when_it_is_refused(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("i", "1", "a")
        await k.put(title="Anna rests", due="the day after the fair")
        await k.save()
        assert k.in_form
        assert k.form.values()["title"] == "Anna rests"
        await k.put(due="2026-12-24")
        await k.save()
        assert k.one("objectives", title="Anna rests")["due"] == "2026-12-24"
        assert "Anna" not in k.text


async def test_no_win_is_offered_that_would_be_told_otherwise(example: Desk) -> None:
    uid = name_in(example, Milestone, "First part delegated", "Anna delegates")
    async with opened(example) as k:
        await k.press("i", "4")
        k.app.place.show_record(uid)
        await k.press("space")
        assert "finished “Client 1 delegates”" in k.bottom
        assert "notes it as a win" not in k.bottom
        await k.press("u", "i")
        k.app.place.show_record(uid)
        await k.press("space")
        assert "notes it as a win" in k.bottom


async def test_what_follows_from_a_finding_has_its_own_words(example: Desk) -> None:
    uid = name_in(example, Need, "Delegating", "Anna delegates")
    edit(example, Need, uid, {"objectives": None})
    for strategy in example.practice().tables["strategies"].values():
        edit(example, Strategy, strategy["uid"], {"needs": None})
    async with opened(example) as k:
        await k.press("i", "2")
        k.app.place.show_record(uid)
        await command(k, "follow")
        assert "“Client 1 delegates” becomes" in k.bottom
        await k.press("o")
        assert HIDDEN in k.bottom
        await command(k, "follow")
        await k.press("n")
        await k.type("later\n")
        assert k.one("needs", uid=uid)["not_now"] == "later"
        assert k.one("needs", uid=uid)["title"] == "Anna delegates"


async def test_an_item_of_a_round_is_followed_and_accepted_in_its_own_words(example: Desk) -> None:
    items = ["Listens", "Anna delegates", "Stays calm"]
    asked = begin_round(example, plan_uid(example), {"title": "Autumn", "items": items})
    scores = dict(zip(items, (4, 1, 4), strict=True))
    replies = [Reply("peer", scores, {}, f"P{n}") for n in range(4)]
    take_answers(example, plan_uid(example), asked, [Reply("self", scores, {}), *replies])
    close_round(example, asked)
    async with opened(example, LARGE) as k:
        await k.press("i")
        await on_page(k)
        k.rows.go_to("item:1")
        assert "Client 1 delegates" in k.body
        await command(k, "follow")
        await k.press("n")
        await k.type("later\n")
        assert k.one("needs", item="Anna delegates")["not_now"] == "later"
        await k.press("u", "8")
        key = next(row.key for row in k.rows.rows if row.key and "Client 1 delegates" in row.key)
        k.rows.go_to(key)
        await k.press("z")
        await k.type("+4w\n")
        await k.type("not now\n")
        (accepted,) = k.one("rounds")["accepted"]
        assert accepted["item"] == "Anna delegates"
        await k.press("end")
        assert k.row("Client 1 delegates: accepted until")


async def test_files_are_made_from_what_is_stored(
    example: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config.toml"))
    name_in(example, Objective, "Leave work on time", "Anna leaves on time")
    settings = Settings()
    settings.vdir = str(tmp_path / "calendar")
    (tmp_path / "calendar").mkdir()
    async with opened(example, SMALL, settings) as k:
        await k.press("i", "1")
        await command(k, "template")
        await k.type("own\n")
        await command(k, "calendar_write")
        assert "calendar written" in k.bottom
    written = "".join(file.read_text() for file in tmp_path.rglob("*.ics"))
    assert "Anna Berg: " in written
    assert "Client 1" not in written
    (template,) = tmp_path.rglob("own.toml")
    assert "Anna leaves on time" in template.read_text()


async def test_what_another_hand_wrote_with_a_name_is_not_shown(
    example: Desk, again: Again, path: Path
) -> None:
    uid = add(example, Session, plan_uid(example), {"on": "2026-11-24", "shared": "We began"})
    async with opened(example) as k:
        await k.press("i", "1", "s")
        await k.put(shared="We began, and went on")
        edit(again(), Session, uid, {"shared": "Anna began"})
        await k.save()
        assert "somebody is named in what another hand wrote" in " ".join(k.text.split())
        assert "Anna" not in k.text
        await k.press("escape", "y")
        assert not k.in_form
        await k.press("i")
        assert "Left unsaved: Session with" in k.bottom
        await k.press("o")
        assert k.form.values()["shared"] == "We began, and went on"
        await k.save()
        assert k.form.values()["shared"] == "Anna began\nWe began, and went on"


async def test_two_hands_on_one_field_are_asked_about_without_names(
    example: Desk, again: Again, path: Path
) -> None:
    uid = uid_of(example, "objectives", title="Lead a project team")
    async with opened(example) as k:
        await k.press("i", "1", "g", "e")
        await k.put(why="Because")
        edit(again(), Objective, uid, {"why": "Anna wants it"})
        await k.save()
        assert "changed elsewhere to “Client 1 wants it”" in k.bottom
        await k.press("b")
        assert k.one("objectives", uid=uid)["why"] == "Anna wants it\nBecause"
        assert "Anna" not in k.text


async def test_a_round_asks_what_the_last_one_asked_in_its_own_words(
    example: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config.toml"))
    begin_round(example, plan_uid(example), {"title": "Autumn", "items": ["Anna listens", "Delegates"]})
    async with opened(example) as k:
        await k.press("i", "2", "g")
        await command(k, "item_set")
        await k.type("own\n")
        (kept,) = tmp_path.rglob("own.toml")
        assert "Anna listens" in kept.read_text()
        await k.press("a", "r")
        assert HIDDEN in k.bottom
        await k.press("i", "a", "r")
        assert k.form.values()["items"] == "Anna listens\nDelegates"


async def test_of_two_strategies_that_differ_in_a_name_one_is_checked_in(example: Desk) -> None:
    uid = uid_of(example, "objectives", title="Lead a project team")
    edit(example, Objective, uid, {"owner": "Ida, Ole"})
    added = [add(example, Strategy, plan_uid(example), {"title": f"Call {who}"}) for who in ("Ida", "Ole")]
    async with opened(example) as k:
        await k.press("i", "1", "c", "enter")
        await k.type("+call")
        assert "+call somebody (1)" in k.bottom
        await k.type(" somebody (2)\n")
        assert k.one("checkins", done=[added[1]])
        await k.press("c", "enter")
        await k.type("+ida\n")
        assert k.one("checkins", done=[added[0]])
        assert not {"Ida", "Ole"} & set(k.text.split())
