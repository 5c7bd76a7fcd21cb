"""Rounds of feedback on the screen: begun, answered, closed, read, and what follows from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach_tui.app.dialogues.round import person_of
from coach_tui.changes.desk import Desk
from coach_tui.changes.raters import Reply
from coach_tui.changes.records import delete
from coach_tui.changes.rounds import begin_round, close_round, take_answers
from coach_tui.plan.need import Need
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, die_with, opened

ITEMS = ["Listens", "Delegates", "Stays calm"]
SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])


def plan_of(desk: Desk) -> Any:
    plan = desk.practice().plan(desk.practice().clients[0].uid)
    assert plan is not None
    return plan


def with_round(desk: Desk, *, title: str = "Autumn", closed: bool = True, up: int = 0) -> str:
    """A round in which reports are too few to be shown; `up` raises the peers' scores."""
    engagement = plan_of(desk).engagement.uid
    asked = begin_round(desk, engagement, {"title": title, "items": ITEMS, "questions": ["What else?"]})
    replies = [Reply("self", dict(zip(ITEMS, (4, 4, 3), strict=True)), {})]
    peers = dict(zip(ITEMS, (4, 2 + up, 5), strict=True))
    replies += [Reply("peer", peers, {"What else?": f"Said by {n}"}, f"P{n}") for n in range(4)]
    replies += [
        Reply("report", dict.fromkeys(ITEMS, 1), {"What else?": "Top secret"}, f"R{n}") for n in range(2)
    ]
    take_answers(desk, engagement, asked, replies)
    if closed:
        close_round(desk, asked)
    return asked


@pytest.mark.parametrize(
    "line", ["Jürg Ott, j@x.org", "Jürg Ott; j@x.org", "Jürg Ott <j@x.org>", '"Jürg Ott" <j@x.org>,']
)
def test_a_rater_is_named_as_a_mail_program_does(line: str) -> None:
    assert person_of(line) == ("Jürg Ott", "j@x.org")
    assert person_of("Jürg Ott") == ("Jürg Ott", "")
    assert person_of("<j@x.org>") == ("j@x.org", "j@x.org")
    assert person_of(" , ") == ("", "")


async def on_page(keyboard: Keyboard) -> None:
    """The page of the newest round."""
    await keyboard.press("2", "g", "enter")


@SIZES
async def test_from_the_first_key_to_the_results(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as k:
        await k.press("2", "a")
        assert "n need" in k.bottom
        assert "r 360 round" in k.bottom
        assert "p pulse" in k.bottom
        await k.press("r")
        assert k.form.values()["title"] == "360, Nov 2026"
        await k.put(title="Autumn", items="Listens\nDelegates", questions="What else?")
        await k.save()
        assert "began" in k.bottom or "added" in k.bottom
        assert "0 of 0 answered" in k.body
        await k.press("g", "enter")
        assert "Nobody is invited yet" in k.body
        assert "no raters yet: 8 to 12 are recommended" in k.body
        await k.press("a", "r")
        await k.put(peer="P1, p1@example.org\nP2\nP3", manager="M", report="R1")
        await k.save()
        assert "0 of 6 answered" in k.row("Autumn")
        assert "only 5 raters" in k.body
        assert "1 of the group “report”" in k.body
        assert k.one("raters", name="P1")["email"] == "p1@example.org"
        assert k.one("raters", group="self")["name"] == "Anna Berg"
        for name, scores in (("P1", "43"), ("P2", "52"), ("P3", "3n"), ("M", "32"), ("Anna", "55")):
            await k.press("g")
            while not (row := k.rows.cursor_row) or name not in row.cells[0]:
                await k.press("j")
            await k.press("a", "t")
            rater = next(raw for raw in k.stored("raters") if name in raw["name"])
            assert k.form.values()["rater"] == rater["uid"]
            values = {f"score.{n}": "n/a" if one == "n" else one for n, one in enumerate(scores)}
            await k.put(**values, **{"words.0": f"words of {name}"})
            await k.save()
            assert "took in an answer to “Autumn”" in k.bottom
        assert "5 of 6 answered" in k.row("Autumn")
        assert "words of" not in k.body
        assert all(not {"name", "rater", "on"} & set(raw) for raw in k.stored("responses"))
        await k.press("x")
        assert "Close “Autumn” with 5 of 6 answers?" in k.bottom
        await k.press("n", "x", "y")
        assert "closed the round “Autumn”" in k.bottom
        assert "3.8" in k.row("Listens")
        assert "blind spot" in k.row("Listens") or "strength" in k.row("Listens")
        assert "words of P1" in k.body
        assert "R1" not in k.body


@SIZES
async def test_a_closed_round_shows_no_small_group(example: Desk, size: tuple[int, int]) -> None:
    with_round(example)
    async with opened(example, size) as k:
        await on_page(k)
        row = k.row("Delegates").partition("│")[0].split()
        assert row[-6:] == ["4", "2.0", "4", "+2.0", "blind", "spot"]
        assert "hidden" in k.row("Stays calm")
        assert "Top secret" not in k.body
        for _ in range(12):
            if size == SMALL:
                await k.press("enter")
                assert "eport  " not in k.body
                assert "Reports  " not in k.body
                await k.press("q")
            assert "Top secret" not in k.body
            await k.press("j")
        await k.press("g", "enter")
        if size == SMALL:
            assert "All others" in k.body
            assert "Peers" in k.body
            assert "never anonymous to the coach" in " ".join(k.body.split())


async def test_the_second_round_stands_beside_the_first(example: Desk) -> None:
    with_round(example, title="Spring")
    with_round(example, up=2)
    async with opened(example, SMALL) as k:
        await on_page(k)
        assert "+2.0" in k.row("Delegates")
        assert "chg" in k.body
        await k.press("j", "enter")
        assert "was 2.0, +2.0" in " ".join(k.body.split())


async def test_a_set_fills_the_items_in_and_a_round_is_kept_as_one(example: Desk, tmp_path: Path) -> None:
    own = tmp_path / "config" / "coach-tui" / "items"
    async with opened(example, SMALL) as k:
        await k.press("2", "a", "r")
        k.form.focus_field("set")
        for _ in range(3):
            await k.press("right")
            if k.form.values()["set"] == "leadership":
                break
        values = k.form.values()
        assert "Listens to the end before answering" in values["items"]
        assert values["scale_high"] == "5"
        await k.press("left")
        assert "Comes to meetings prepared" in k.form.values()["items"]
        await k.put(items="Listens\nDelegates")
        await k.press("right")
        assert k.form.values()["items"] == "Listens\nDelegates"
        assert "what was typed below stays" in k.text
        await k.save()
        assert k.one("rounds")["items"] == ["Listens", "Delegates"]
        await k.press("g")
        k.app.place.do_item_set()  # type: ignore[attr-defined]
        await k.type("Ours\n")
        assert "saved as the set of items ours" in k.bottom
        assert (own / "ours.toml").read_text().startswith('name = "Ours"')
        (own / "bad.toml").write_text("items = 1")
        await k.press("a", "r")
        assert k.form.values()["items"] == "Listens\nDelegates"
        k.form.focus_field("set")
        while k.form.values()["set"] != "bad":
            await k.press("right")
        assert "bad.toml" in k.text
        while k.form.values()["set"] != "ours":
            await k.press("right")
        assert k.form.values()["items"] == "Listens\nDelegates"
        assert "When does working" in k.form.values()["questions"]
        await k.put(title="Winter")
        await k.save()
        first, second = sorted(k.stored("rounds"), key=lambda raw: raw["title"])
        assert second["title"] == "Winter"
        assert all(first[key] == second[key] for key in ("items", "questions", "anchors", "scale_high"))


async def test_a_round_is_edited_only_as_far_as_it_is_not_locked(example: Desk) -> None:
    with_round(example, closed=False)
    async with opened(example, SMALL) as k:
        await k.press("2", "g", "e")
        assert set(k.form.values()) == {"title", "opened_on", "gap_cut", "visibility"}
        await k.put(title="Autumn 2026")
        await k.save()
        assert "Autumn 2026" in k.body
        await k.press("x", "y", "e")
        assert set(k.form.values()) == {"title", "gap_cut", "visibility"}


@pytest.mark.parametrize(("key", "table"), [("o", "objectives"), ("s", "strategies")])
async def test_one_key_makes_something_of_a_finding(example: Desk, key: str, table: str) -> None:
    with_round(example)
    async with opened(example, SMALL) as k:
        await k.press("8")
        assert "Nothing follows from this item of the 360" in k.body
        await on_page(k)
        await k.press("j")
        assert k.row("Delegates")[1] == "~"
        await k.press("f")
        assert "“Delegates” becomes" in k.bottom
        await k.press(key)
        assert k.form.values()["title"] == "Delegates"
        await k.put(title="Hand over one task a week")
        await k.save()
        made = k.one(table, title="Hand over one task a week")
        need = k.one("needs", item="Delegates")
        assert need["source"] == "360 “Autumn”"
        assert made["uid"] in need.get("objectives", []) or made["needs"] == [need["uid"]]
        assert k.row("Delegates")[1] == "·"
        await k.press("enter")
        assert "→ Hand over one task a week" in k.body
        await k.press("u")
        assert not [raw for raw in k.stored("needs") if raw.get("item")]


@pytest.mark.parametrize(("key", "table"), [("o", "objectives"), ("s", "strategies"), ("e", "needs")])
async def test_a_form_left_half_way_serves_its_finding_when_it_is_opened_again(
    example: Desk, key: str, table: str
) -> None:
    with_round(example)
    path = example.store.path
    async with opened(example, SMALL) as k:
        await on_page(k)
        await k.press("j", "f", key)
        await k.put(title="Hand over one task")
        drafts = k.app.drafts.open()
    die_with(path, drafts)
    async with opened(desk_on(path), SMALL) as k:
        await k.press("o")
        assert k.form.values()["title"] == "Hand over one task"
        await k.save()
        made = k.one(table, title="Hand over one task")
        need = k.one("needs", item="Delegates")
        assert need["source"] == "360 “Autumn”"
        serves = [
            *need.get("objectives", []),
            *made.get("needs", []),
            *([need["uid"]] if table == "needs" else []),
        ]
        assert serves in ([made["uid"]], [need["uid"]])


async def test_of_a_need_that_is_gone_meanwhile_what_was_typed_is_shown(example: Desk) -> None:
    path = example.store.path
    async with opened(example, SMALL) as k:
        await k.press("2", "/")
        await k.type("Delegating\n")
        await k.press("f", "s")
        await k.put(title="Hand over one task")
        drafts = k.app.drafts.open()
        need = k.one("needs", title="Delegating")["uid"]
    die_with(path, drafts)
    delete(desk_on(path), Need, need)
    async with opened(desk_on(path), SMALL) as k:
        await k.press("o")
        assert k.bottom.startswith("Typed: Hand over one task")


async def test_a_finding_is_put_off_with_a_reason_and_so_is_a_need(example: Desk) -> None:
    with_round(example)
    async with opened(example, SMALL) as k:
        await on_page(k)
        await k.press("j", "f", "n", "enter")
        assert "say why" in k.bottom
        await k.type("after go-live\n")
        assert k.one("needs", item="Delegates")["not_now"] == "after go-live"
        await k.press("q")
        assert "Rounds" in k.body
        assert k.key.startswith("rounds:")
        await k.press("/")
        await k.type("Delegating\n")
        await k.press("f", "n")
        await k.type("later\n")
        assert k.one("needs", title="Delegating")["not_now"] == "later"


async def test_an_open_round_is_on_today_and_leads_to_its_place(example: Desk) -> None:
    with_round(example, closed=False)
    async with opened(example, SMALL) as k:
        assert "“Autumn”: all 7 have answered, close it" in k.body
        await k.press("/")
        await k.type("Autumn\n")
        await k.press("enter", "enter")
        assert k.top.startswith("Needs assessment")
        assert k.key.startswith("rounds:")


async def test_a_round_with_answers_is_deleted_after_a_question(example: Desk) -> None:
    with_round(example)
    async with opened(example, SMALL) as k:
        await k.press("2", "g", "d")
        assert "Delete “Autumn” and all its answers?" in k.bottom
        await k.press("y")
        assert k.stored("responses") == k.stored("raters") == k.stored("rounds") == []
        await k.press("u")
        assert len(k.stored("responses")) == 7


async def test_the_next_round_begins_with_what_the_last_one_asked(example: Desk) -> None:
    items = [f"Does thing {n}" for n in range(6)]
    engagement = plan_of(example).engagement.uid
    begin_round(example, engagement, {"title": "Spring", "items": items, "questions": ["What else?"]})
    async with opened(example, SMALL) as k:
        await k.press("2", "a", "r")
        assert k.row("Does thing 0").split()[0] == "Items"
        assert k.row("What else?").split()[0] == "Questions"  # labels move down with the text that has grown
        assert k.body.count("Questions") == 1
        await k.save()
        assert [raw["items"] for raw in k.stored("rounds")] == [items, items]


async def test_a_pulse(example: Desk) -> None:
    async with opened(example, SMALL) as k:
        await k.press("2", "a", "p")
        assert k.form.values()["title"] == "Pulse, Nov 2026"
        await k.put(items="Delegating", months="2")
        await k.save()
        assert k.one("rounds", kind="pulse")["months"] == 2
        await k.press("g", "enter", "a", "t")
        assert "More effective in the last 2 months on …?" in k.body
        await k.put(**{"score.0": "-2"})
        await k.save()
        assert k.stored("responses")[0]["scores"] == {"Delegating": -2}


async def test_with_ascii_signs(example: Desk) -> None:
    with_round(example)
    async with opened(example, SMALL, ascii_settings()) as k:
        await on_page(k)
        assert k.body.isascii()
        assert "o self" in k.body
        assert "@ others" in k.body
        assert "o=====@" in k.row("Stays calm")


def ascii_settings() -> Settings:
    settings = Settings()
    settings.ascii = True
    return settings


async def test_a_round_is_closed_with_the_figures_of_now(example: Desk, path: Path) -> None:
    """Answers taken in from the shell meanwhile are counted before it is asked, and before it is done."""
    plan = example.practice().clients[0]
    engagement = example.practice().current(plan.uid)
    assert engagement is not None
    asked = begin_round(example, engagement.uid, {"title": "Autumn", "items": ["Listens"]})
    shell = Desk(path, example.clock)

    def take(name: str) -> None:
        take_answers(shell, engagement.uid, asked, [Reply("peer", {"Listens": 3}, {}, name, "", "a")])

    take("P1")
    async with opened(example) as k:
        await on_page(k)
        take("P2")
        await k.press("x")
        assert "Close “Autumn” with 2 of 2 answers?" in k.bottom
        take("P3")
        await k.press("y")
        assert "Close “Autumn” with 3 of 3 answers?" in k.bottom
        await k.press("y")
        assert "closed the round “Autumn”" in k.bottom
