"""Names hidden: what would name somebody is refused, and what is said and found names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.app.app import CoachApp
from coach_tui.changes.clients import delete_client, edit_client
from coach_tui.changes.daily import check_in
from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.exchange.client_form import client_text_form
from coach_tui.exchange.planfile import read_toml
from coach_tui.plan.errors import BadInput
from tests.app.app_kit import LARGE, SMALL, TODAY, opened
from tests.app.hidden_kit import HIDDEN, OTHER, command, plan_uid, uid_of
from tests.app.test_app_rounds import on_page, with_round


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_who_agreed_and_who_pays_are_not_on_the_clients_page(
    example: Desk, size: tuple[int, int]
) -> None:
    async with opened(example, size) as k:
        await k.press("i", "9", "y")
        for text in (k.text, k.app.clipboard):
            assert "Berg" not in text
            assert "Nordlicht" not in text
        await k.press("enter", "G")
        assert "somebody" in k.row("Agreed by")
        assert "the sponsor" in k.row("Sponsor")


@pytest.mark.parametrize("place", ["0", "9"])
async def test_a_client_is_neither_edited_nor_added(example: Desk, place: str) -> None:
    async with opened(example) as k:
        await k.press("i", place)
        for key in ("e", "a") if place == "9" else ("e",):
            await k.press(key)
            assert not k.in_form
            assert "Berg" not in k.text
        await k.press("9", "e")
        assert HIDDEN in k.bottom
        await k.press("a")
        assert HIDDEN in k.bottom


async def test_the_editor_a_report_a_form_and_erasing_are_refused(
    example: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CoachApp, "suspend", lambda self: pytest.fail("the editor was opened"))
    async with opened(example) as k:
        await k.press("i", "9")
        for name in ("editor", "report", "form", "reply", "erase"):
            await command(k, name)
            assert HIDDEN in k.bottom, name
            assert not k.app.bottom.active, name


async def test_a_round_with_raters(example: Desk) -> None:
    with_round(example, closed=False)
    async with opened(example, LARGE) as k:
        await k.press("i")
        await on_page(k)
        assert "Rater 1" in k.body
        assert "Berg" not in k.text
        assert "example.org" not in k.text
        for keys in (("a", "r"), ("a", "t")):
            await k.press(*keys)
            assert HIDDEN in k.bottom
        k.rows.go_to(next(row.key for row in k.rows.rows if row.key and row.key.startswith("raters:")))
        await k.press("e")
        assert HIDDEN in k.bottom


async def test_history_names_nobody_not_even_former_and_deleted_clients(example: Desk) -> None:
    take_in(example, read_toml(OTHER))
    client = uid_of(example, "clients", name="Anna Berg")
    check_in(example, plan_uid(example), {"engagement": 4})
    edit_client(example, client, {"name": "Ida Storm"})
    delete_client(example, uid_of(example, "clients", name="Zoë Adler"))
    async with opened(example, LARGE) as k:
        await k.press("i")
        await command(k, "history")
        rows = len([row for row in k.rows.rows if row.selectable])
        for _ in range(rows):
            for name in ("Anna", "Berg", "Ida", "Storm", "Zoë", "Adler"):
                assert name not in k.text
            await k.press("j")
        assert "checked in with Client 1" in k.body
        assert "deleted the client a cli" in k.body
        for _ in range(4):
            await k.press("u")
            assert "took back" in k.bottom
            assert not {"Anna", "Ida", "Zoë"} & set(k.text.replace(":", " ").split())
        await k.press("ctrl+r")
        assert "made again" in k.bottom
        assert not {"Anna", "Ida", "Zoë"} & set(k.text.replace(":", " ").split())


async def test_the_palette_finds_by_number_and_never_shows_names_by_chance(example: Desk) -> None:
    take_in(example, read_toml(OTHER))
    async with opened(example) as k:
        await k.press("i", "1")
        for letter in "abcdefghijklmnopqrstuvwxyz":
            await k.press(":")
            await k.type(letter)
            assert "Anna" not in k.text
            assert "Adler" not in k.text
            await k.press("escape")
        await k.press(":")
        await k.type("item set\n")
        assert "Client 1" in k.top
        assert "shown" not in k.bottom
        await k.press("escape", ":")
        await k.type("client 2\n")
        assert "Client 2" in k.top
        await k.press(":")
        await k.type("hide n\n")
        assert "names are hidden already" in k.bottom
        await k.press(":")
        await k.type("show n\n")
        assert "names are shown" in k.bottom
        assert "Zoë Adler" in k.top


async def test_a_client_is_named_by_number_or_by_letters_of_the_name(example: Desk) -> None:
    take_in(example, read_toml(OTHER))
    async with opened(example) as k:
        await k.press("i", "0", "c")
        await k.type("zo\n")
        assert "Client 2" in k.bottom
        await k.press("escape", "c")
        await k.type("xyz\n")
        assert "nobody, or more than one" in k.bottom
        assert "Anna" not in k.text


async def test_errors_of_verbs_name_nobody(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("i", "1")

        def refuse() -> None:
            raise BadInput("Anna Berg has that already")

        k.app.talk(k.app.written(refuse))
        await k.settle()
        assert "Client 1 has that already" in k.bottom


async def test_a_refusal_in_a_form_names_nobody(example: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise BadInput("title: Anna Berg has one of that name")

    monkeypatch.setattr("coach_tui.app.dialogues.record.add", refuse)
    async with opened(example) as k:
        await k.press("i", "1", "a")
        await k.put(title="Rest")
        await k.save()
        assert "Client 1 has one of that name" in k.text
        assert "Anna" not in k.text


async def test_a_covered_reply_is_not_taken_in(example: Desk, path: Path) -> None:
    plan = example.practice().plan(uid_of(example, "clients", name="Anna Berg"))
    assert plan is not None
    form = client_text_form(plan, "checkin", TODAY).replace("Answer:\n\n[end]", "Answer: a note\n\n[end]")
    (path.parent / "reply.txt").write_text(form)
    async with opened(example) as k:
        await command(k, "reply")
        await k.type(f"{path.parent / 'reply.txt'}\n")
        assert "a note" in k.body
        assert "Anna Berg" in k.top
        before = k.stored("checkins")
        await k.press("i", "enter")
        assert HIDDEN in k.bottom
        assert "Client 1" in k.top
        assert k.stored("checkins") == before
