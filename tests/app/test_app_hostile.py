"""Texts that are meant to do harm, or are merely strange, in every field, place and form."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.plan.strategy import Strategy
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, key_event, opened

HOSTILE = {
    "markup": "[red]Boss[/red] [bold]x[/] [/] [[ ]] [link=http://x]y[/link]",
    "action": "[@click=app.quit]press[/] [@click='app.bell']here[/]",
    "escapes": "a\x1b[31mred\x1b[2J\x1b[999;999H b\x9b2Jc\x1bc",
    "osc": "x\x1b]0;owned\x07y\x1b]52;c;b3duZWQ=\x07z\x9d0;owned\x9c",
    "bidi": "abc\u202edef\u202c \u2066ghi\u2069 \u200f\u061cj \u200bk\ufeff",
    "emoji": "👩‍👩‍👧‍👦 family 🏳️‍🌈 flag 🇩🇪 tone 👍🏽 ❤️ sign ☺️",
    "combining": "Z" + "\u0301\u0323\u0337" * 12 + "algo e\u0301",
    "cjk": "指導計画を立てる 한국어 계획 ｆｕｌｌ",
    "control": "tab\there\rreturn\x00nul\x08\x08back\x7fdel\u2028line\u2029para",
    "long": "Donaudampfschifffahrtsgesellschaftskapitän" * 9,
    "edges": " \u00a0 leading and trailing \u3000 ",
    "odd": "\ue000private \U000e0041tag \ufffe \u0378unassigned ﷽ ͏",
}

MIXED = {
    "commands": " ".join(HOSTILE[name] for name in ("markup", "action", "escapes", "osc", "control")),
    "letters": " ".join(HOSTILE[name] for name in ("bidi", "emoji", "combining", "cjk", "odd", "edges")),
}
TEXTS = [
    *(pytest.param(text, id=name) for name, text in MIXED.items()),
    *(pytest.param(text, id=name, marks=pytest.mark.slow) for name, text in HOSTILE.items()),
]


def assert_clean(coach: Keyboard) -> None:
    """Lines as wide as the screen, and nothing in them that a terminal would obey."""
    width = coach.app.size.width
    for line in coach.lines:
        assert cell_len(line) == width, (cell_len(line), line)
        for char in line:
            assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp"), line.encode("unicode_escape")
            assert char not in "\u202e\u202c\u2066\u2069\u200f\u061c\u200b\ufeff", line.encode(
                "unicode_escape"
            )


def fill(desk: Desk, text: str) -> None:
    """A plan that has the text in every field that takes it."""
    client = begin_plan(
        desk,
        {"name": f"{text[:100]} A", "email": text, "role": text},
        {"type": text, "sponsor": text, "agreed_by": text, "start": "2026-09-01"},
        {"title": f"{text} 1", "activity": text, "support": text, "owner": text, "why": text},
    )
    plan = desk.practice().plan(client)
    assert plan is not None
    uid = plan.engagement.uid
    measure = {"kind": "numeric", "name": f"{text} m", "unit": text, "baseline": 0, "target": 5}
    records: list[tuple[Any, dict[str, Any]]] = [
        (
            Objective,
            {
                "title": f"{text} 2",
                "measure": [measure],
                "gas": [text] * 5,
                "confidence": [{"on": "2026-11-01", "value": 5, "note": text, "solving": text}],
                "due": "2027-01-01",
            },
        ),
        (Need, {"kind": "gap", "title": text, "source": text, "note": text, "not_now": text}),
        (Strategy, {"title": text, "cue": text, "response": text, "obstacle": text, "link": text}),
        (Milestone, {"title": text, "due": "2026-11-20", "evidence": text}),
        (Review, {"held_on": "2026-10-01", "reflection": text, "decisions": text}),
        (Checkin, {"on": "2026-11-02", "note": text, "mood": text}),
        (Commitment, {"text": text, "owner": text, "reason": text}),
        (Session, {"on": "2026-11-24", "shared": text, "private": text}),
        (Win, {"on": "2026-11-24", "text": text}),
    ]
    for noun, values in records:
        add(desk, noun, uid, values)


def records(desk: Desk) -> dict[str, Any]:
    """Everything that is stored but the journal and what the file knows of itself."""
    tables = desk.store.read()
    return {name: dict(table) for name, table in tables.items() if name not in ("journal", "meta")}


@pytest.mark.parametrize("text", TEXTS)
async def test_hostile_texts_in_every_place(path: Path, text: str) -> None:
    desk = desk_on(path)
    fill(desk, text)
    before = records(desk)
    for size in (SMALL, LARGE):
        async with opened(desk, size) as coach:
            for digit in "0123456789":
                await coach.press(digit)
                assert_clean(coach)
                if size == SMALL:  # else the page is beside it
                    await coach.press("enter")
                    assert_clean(coach)
            for key in ("u", "ctrl+r", "c", "escape", "w", "escape", ":", "escape", "?", "q"):
                await coach.press(key)
                assert_clean(coach)
        assert records(desk) == before  # looking changes nothing


@pytest.mark.parametrize("text", TEXTS)
async def test_hostile_texts_in_every_form(path: Path, text: str) -> None:
    desk = desk_on(path)
    fill(desk, text)
    async with opened(desk) as coach:
        for keys in ("1e", "2e", "3e", "4e", "9ec", "9ee", "0r"):
            await coach.press(*keys)
            if keys == "0r":
                assert coach.bottom.startswith("A session is booked today")
                await coach.press("r")  # the review alone
            assert coach.in_form, (keys, coach.text)
            for _ in range(2):
                assert_clean(coach)
                for _ in range(9):
                    coach.app.post_message(key_event("tab"))
                await coach.settle()
            assert not coach.form.changed
            await coach.press("escape")
        await coach.press("5", "home")
        for _ in range(7):
            await coach.press("j", "e")
            if coach.in_form:
                assert_clean(coach)
                await coach.press("tab", "tab", "tab", "tab", "tab")
                assert_clean(coach)
                await coach.press("escape")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_hostile_texts_typed_and_pasted(example: Desk, text: str) -> None:
    from textual.events import Paste

    async with opened(example) as coach:
        await coach.press("w", "enter")
        coach.app.post_message(Paste(text))
        await coach.settle()
        assert_clean(coach)
        await coach.press("enter")
        assert_clean(coach)
        win = coach.one("wins", on="2026-11-24")["text"]
        assert all(unicodedata.category(char) not in ("Cc", "Cs") for char in win)
        await coach.press("1", "a")
        coach.app.post_message(Paste(text))
        await coach.press("tab")
        coach.app.post_message(Paste(text))
        await coach.settle()
        assert_clean(coach)
        await coach.save()
        assert_clean(coach)
        assert len(coach.stored("objectives")) == 3


async def test_a_note_of_a_hundred_kilobytes(example: Desk) -> None:
    note = "She said [red]no[/red] again. " * 3400 + "The end."
    async with opened(example) as coach:
        await coach.press("s")
        await coach.put(private=note)
        await coach.save()
        assert coach.one("sessions", on="2026-11-24")["private"] == note
        await coach.press("5", "/")
        await coach.type("The end.")
        await coach.press("enter", "enter")
        assert "[red]no[/red]" in coach.body
        await coach.press("G")
        assert "The end." in coach.body
        assert_clean(coach)
        await coach.press("escape", "e")
        assert coach.form.values()["private"] == note
        assert_clean(coach)


async def test_a_note_that_is_too_long_is_refused_and_kept(example: Desk) -> None:
    note = "word " * 50_000
    async with opened(example) as coach:
        await coach.press("s")
        await coach.put(private=note)
        await coach.save()
        assert coach.in_form
        assert "too many" in coach.text
        assert coach.form.values()["private"] == note
        assert_clean(coach)


@pytest.mark.parametrize(
    ("line", "says", "note", "win"),
    [
        ("[red]", "✓ checked in with Anna Berg: note", "[red]", None),
        ("+[bold]", "! no strategy matches “[bold]”; this plan has: ", None, None),
        ("=5", "! measure: “=5” is not NAME=VALUE; write it like hours=40", None, None),
        ("x=[y]", "✓ checked in with Anna Berg: note", "x=[y]", None),
        ("e9", "! engagement: “9” is outside 1 to 5", None, None),
        ("e", "✓ checked in with Anna Berg: note", "e", None),
        ("!", "! nothing to note; give a value, practice, engagement, mood or a note", None, None),
        ("!!", "✓ checked in with Anna Berg: won “!”", None, "!"),
        ("+", "✓ checked in with Anna Berg: note", "+", None),
        (",,,", "! nothing to note; give a value, practice, engagement, mood or a note", None, None),
        ("7,8,9,10", "! no measure waits for “9”; write name=value", None, None),
        ("1e999", "! “1e999” is no number that can be read", None, None),
        ("٣", "! “٣” is no number that can be read", None, None),
    ],
)
async def test_strange_check_ins(
    example: Desk, line: str, says: str, note: str | None, win: str | None
) -> None:
    """What is taken is words and nothing else; what is not says why and leaves the line to be mended."""
    async with opened(example) as coach:
        before = {table: coach.stored(table) for table in ("checkins", "wins")}
        await coach.press("c", "enter")
        await coach.type(line)
        await coach.press("enter")
        assert any(shown.strip().startswith(says) for shown in coach.lines[-4:]), coach.lines[-4:]
        assert_clean(coach)
        new = {
            table: [
                {key: value for key, value in record.items() if key not in ("uid", "plan")}
                for record in coach.stored(table)
                if record not in known
            ]
            for table, known in before.items()
        }
        assert new == {
            "checkins": [{"on": "2026-11-24", "note": note}] if note else [],
            "wins": [{"on": "2026-11-24", "text": win}] if win else [],
        }
        assert coach.lines[-1].rstrip().endswith(line) == (note is None and win is None)
        await coach.press("escape")


async def test_ascii_alone_is_ascii_alone(path: Path) -> None:
    from coach_tui.settings import Settings

    desk = desk_on(path)
    fill(desk, "Jose “quotes” … → – · ’")
    settings = Settings()
    settings.ascii = True
    async with opened(desk, settings=settings) as coach:
        for digit in "0123456789":
            await coach.press(digit, "enter")
            assert coach.text.isascii(), [line for line in coach.lines if not line.isascii()]
            if coach.in_form:
                await coach.press("escape")
            await coach.press(digit, ":", "escape", "?")
            assert coach.text.isascii()
            await coach.press("q")
