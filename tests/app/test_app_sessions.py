"""Holding a session by its keys, at 80×24 and in two columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui.app.forms.widgets.form_page import FormBody
from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, delete, edit
from coach_tui.changes.time_off import add_holiday
from coach_tui.plan.contact import Commitment, Review, Win
from coach_tui.plan.objective import Objective
from coach_tui.plan.session import Session
from coach_tui.settings import Settings
from tests.app.app_kit import LARGE, SMALL, Keyboard, desk_on, die_with, opened

TEXT = "Ask every one of the seven people in the late shift what the new layout of the hall has to hold"


class Room:
    """A plan with a session booked for this morning, and one of everything it looks at."""

    def __init__(self, path: Path) -> None:
        self.desk = desk_on(path)
        client = begin_plan(
            self.desk,
            {"name": "Tom Okafor", "days_off": ["fri"]},
            {"start": "2026-09-01", "review_every": "2 weeks", "sessions": 8},
        )
        engagement = self.desk.practice().current(client)
        assert engagement is not None
        self.engagement = engagement.uid
        rating = {"on": "2026-11-10", "value": 8}
        self.objective = self.add(Objective, title="Six clients", due="2027-01-08", confidence=[rating])
        self.add(Review, held_on="2026-11-03", reflection="Slow, and then faster.")
        self.add(Session, on="2026-11-10", way_forward="Ring two old customers\nWrite the offer")
        self.add(Win, on="2026-11-12", text="Rang a stranger")
        self.commitment = self.add(Commitment, text=TEXT, due="2026-11-17", made_on="2026-11-10")
        self.session = self.add(Session, on="2026-11-24", time="10:00", minutes=75)

    def add(self, noun: type, **values: object) -> str:
        return add(self.desk, noun, self.engagement, values)


@pytest.fixture
def room(path: Path) -> Room:
    return Room(path)


async def go(coach: Keyboard, key: str) -> None:
    """Go to a field of the open form."""
    coach.form.focus_field(key)
    await coach.settle()


def flat(coach: Keyboard) -> str:
    """The screen without the columns' edges, as one line a column."""
    lines = [line.replace("│", "|").replace("▐", " ") for line in coach.lines]
    left = " ".join(line.partition("|")[0].strip(" ›") for line in lines)
    return " ".join((left + " " + " ".join(line.partition("|")[2] for line in lines)).split())


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_hour_from_the_first_key_to_undo(room: Room, size: tuple[int, int]) -> None:
    async with opened(room.desk, size) as coach:
        before = {table: coach.stored(table) for table in ("sessions", "commitments", "objectives")}
        await coach.press("s")
        assert "Session with Tom Okafor, 2 of 8" in coach.lines[0]
        assert "began 10:00" in coach.text
        assert "next not booked" in coach.text
        await coach.press("L")
        await coach.type("the rota came late\n")
        await coach.press("c")
        await coach.type("5\nJonas comes along\n8\n")
        await coach.type("Sell one more")
        await coach.press("ctrl+t", "tab")
        await coach.type("Three know of it")
        await coach.press("tab", "tab", "tab", "tab", "tab")
        await coach.type("Ring Carla | client | fri\n")
        await coach.type("Send the list | coach\n")
        await go(coach, "next")
        await coach.type("4.12. 9:30")
        assert "next Fri 4 Dec 09:30, time off" in coach.text
        await coach.press(*["backspace"] * 10)
        await coach.type("8.12. 9:30")
        assert "next Tue 8 Dec 09:30 · 1 of 1 promise settled" in coach.text
        await coach.save()
        assert not coach.in_form
        assert "held the session with Tom Okafor, next on Tue 8 Dec" in coach.bottom
        held = coach.one("sessions", on="2026-11-24")
        assert (held["uid"], held["time"], held["minutes"]) == (room.session, "10:00", 75)
        assert (held["goal"], held["reality"], held["shares"]) == (
            "Sell one more",
            "Three know of it",
            ["goal"],
        )
        assert coach.one("sessions", on="2026-12-08")["time"] == "09:30"
        settled = coach.one("commitments", uid=room.commitment)
        assert (settled["status"], settled["reason"]) == ("late", "the rota came late")
        assert coach.one("commitments", text="Ring Carla")["due"] == "2026-11-27"
        sent = coach.one("commitments", text="Send the list")
        assert (sent["owner"], sent["due"], sent["made_on"]) == ("coach", "2026-12-08", "2026-11-24")
        assert coach.one("objectives")["confidence"][1:] == [
            {"on": "2026-11-24", "value": 5, "solving": "Jonas comes along"},
            {"on": "2026-11-24", "value": 8},
        ]
        await coach.press("u")
        assert {table: coach.stored(table) for table in before} == before


@pytest.mark.parametrize("size", [SMALL, (100, 30), LARGE])
async def test_what_is_at_hand_stands_there_in_full(room: Room, size: tuple[int, int]) -> None:
    async with opened(room.desk, size) as coach:
        await coach.press("s")
        wide = size[0] >= 100
        assert len(coach.form.query(FormBody)) == (2 if wide else 1)
        seen = flat(coach)
        for text in (
            "Since Tue 10 Nov",
            "→ Ring two old customers",
            "→ Write the offer",
            "* Rang a stranger Thu 12 Nov",
            "“Slow, and then faster.” Tue 3 Nov",
            TEXT,
            "d done l late p partly m moved x dropped",
        ):
            assert text in seen, (text, coach.text)
        await go(coach, f"rate.{room.objective}")
        assert "confidence 8 on Tue 10 Nov" in flat(coach).replace("\u00a0", " ")
        for key in coach.form.values():
            if coach.form.asks(key):
                await go(coach, key)
                assert all(len(line.rstrip()) <= size[0] for line in coach.lines)
                assert "…" not in coach.text, coach.text
        if wide:  # both columns are seen at once
            assert "Since" in coach.text
            assert "Way forward" in coach.text


async def test_each_part_is_private_until_it_is_shared_and_says_so(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await go(coach, "goal")
        assert "private; may have to be disclosed on request" in coach.text
        assert "ctrl+t share" in coach.text
        await coach.press("ctrl+t")
        assert coach.form.values()["shares"] == ["goal"]
        assert "shared: the client may read it" in coach.text
        assert "ctrl+t keep private" in coach.text
        row = next(number for number, line in enumerate(coach.lines) if " Goal " in line)
        assert "shared" in coach.lines[row + 1]
        await coach.press("ctrl+t")
        assert coach.form.values()["shares"] == []
        assert "private" in coach.lines[row + 1]
        await go(coach, "private")
        assert "may have to be disclosed on request" in coach.text
        assert "ctrl+t" not in coach.text


async def test_the_record_s_own_form_and_page_say_it_too(room: Room) -> None:
    edit(room.desk, Session, room.session, {"goal": "Sell", "options": "Ask", "shares": ["options"]})
    async with opened(room.desk, LARGE) as coach:
        await coach.press("5")
        assert coach.app.place.show_record(room.session)
        await coach.settle()
        assert "private  Sell" in coach.text
        assert "shared  Ask" in coach.text
        await coach.press("e")
        await go(coach, "shares")
        row = next(number for number, line in enumerate(coach.lines) if " Goal " in line)
        assert "private" in coach.lines[row + 1]
        await coach.press("space")
        assert coach.form.values()["shares"] == ["goal", "options"]
        assert "shared" in coach.lines[row + 1]
        await coach.save()
        assert coach.one("sessions", uid=room.session)["shares"] == ["goal", "options"]


async def test_the_second_time_it_is_the_same_session(room: Room) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await coach.put(goal="Sell", commit__0="Ring her")
        await coach.save()
        await coach.press("s")
        values = coach.form.values()
        assert (values["goal"], values["commit.0"]) == ("Sell", "")
        # what was promised a minute ago is not asked after
        assert [key for key in values if key.startswith("settle.")] == [f"settle.{room.commitment}"]
        await coach.save()
        assert "nothing changed" in coach.bottom


async def test_without_one_booked_there_is_a_new_one_that_began_now(room: Room) -> None:
    delete(room.desk, Session, room.session)
    async with opened(room.desk) as coach:
        await coach.press("s")
        values = coach.form.values()
        assert (values["on"], values["time"], values["minutes"], values["paid"]) == (
            "2026-11-24",
            "10:00",
            "60",
            True,
        )
        await coach.put(shared="We talked.")
        await coach.save()
        assert coach.one("sessions", on="2026-11-24")["shared"] == "We talked."


async def test_a_plan_without_anything_yet(path: Path) -> None:
    desk = desk_on(path)
    begin_plan(desk, {"name": "Ada"}, {"start": "2026-11-24"})
    async with opened(desk, LARGE) as coach:
        await coach.press("9", "s")
        assert "no win and no reflection yet" in coach.text
        assert "Since the start" in coach.text
        await coach.resize(*SMALL)
        assert "no win and no reflection yet" in coach.text
        await coach.put(goal="Begin")
        await coach.save()
        assert coach.one("sessions")["goal"] == "Begin"


async def test_the_columns_follow_the_screen_and_nothing_typed_is_lost(room: Room) -> None:
    async with opened(room.desk, LARGE) as coach:
        await coach.press("s", "l")
        await coach.type("rain")
        await go(coach, "reality")
        await coach.type("Three know")
        await coach.press("ctrl+t")
        typed = coach.form.values()
        for size, columns in ((SMALL, 1), (LARGE, 2)):
            await coach.resize(*size)
            assert len(coach.form.query(FormBody)) == columns
            assert coach.form.values() == typed
            assert coach.form.current is not None
            assert coach.form.current.spec.key == "reality"
            assert "Three know" in coach.text
        await coach.press("x")
        assert "x" in str(coach.form.values()["reality"])


async def test_half_a_session_outlives_the_terminal(
    room: Room, again: Callable[[], Desk], path: Path
) -> None:
    typed = {
        f"settle.{room.commitment}": "moved | +1w | ill",
        f"rate.{room.objective}": "rated | 5 | Jonas | 7",
        "goal": "Sell",
        "shares": ["goal"],
        "commit.0": "Ring her",
        "next": "+2w 10:00",
    }
    async with opened(room.desk) as coach:
        await coach.press("s")
        await coach.put(**typed)
        drafts = coach.app.drafts.open()
    die_with(path, drafts)
    async with opened(again()) as coach:
        assert "Left unsaved: Session with Tom Okafor" in coach.bottom
        await coach.press("o")
        values = coach.form.values()
        assert {key: values[key] for key in typed} == typed
        assert "began 10:00" in coach.text
        await coach.save()
        assert coach.one("sessions", on="2026-11-24")["goal"] == "Sell"
        assert coach.one("sessions", on="2026-12-08")["time"] == "10:00"
        assert not coach.app.drafts.kept


async def test_two_hands_on_one_note_keep_both(room: Room, again: Callable[[], Desk]) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await coach.put(private="Mine.", goal="Sell", minutes="90")
        edit(again(), Session, room.session, {"private": "Theirs.", "minutes": 45})
        await coach.save()
        assert coach.in_form
        assert "was changed elsewhere" in coach.text
        values = coach.form.values()
        assert (values["private"], values["goal"], values["minutes"]) == ("Theirs.\nMine.", "Sell", "90")
        await coach.save()
        held = coach.one("sessions", on="2026-11-24")
        assert (held["private"], held["goal"], held["minutes"]) == ("Theirs.\nMine.", "Sell", 90)


async def test_what_only_the_other_hand_changed_outlives_a_clash(
    room: Room, again: Callable[[], Desk]
) -> None:
    async with opened(room.desk) as coach:
        await coach.press("s")
        await coach.put(private="Mine.")
        edit(again(), Session, room.session, {"private": "Theirs.", "minutes": 45, "reality": "Slow"})
        await coach.save()
        await coach.save()
        held = coach.one("sessions", on="2026-11-24")
        assert (held["private"], held["minutes"], held["reality"]) == ("Theirs.\nMine.", 45, "Slow")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"on": "2026-11-25"}, "Wed 25 Nov is in the future"),
        ({"next": "today"}, "choose a day after this session"),
        ({"next": "soon 10:00"}, "soon"),
        ({"commit.0": "a | b | c | d"}, "write: what | who | until when"),
        ({"rate": "rated | 11"}, "outside 0 to 10"),
        ({"rate": "rated"}, "now is needed"),
        ({"minutes": "an hour"}, "is not a number"),
    ],
)
async def test_what_is_refused_says_so_in_one_line(room: Room, typed: dict[str, str], says: str) -> None:
    async with opened(room.desk) as coach:
        stored = room.desk.store.path.read_bytes()
        await coach.press("s")
        values = {f"rate.{room.objective}" if key == "rate" else key: one for key, one in typed.items()}
        await coach.put(goal="Kept", **values)
        await coach.save()
        assert coach.in_form
        assert says in coach.text
        assert coach.form.values()["goal"] == "Kept"
        assert room.desk.store.path.read_bytes() == stored


async def test_names_stay_hidden(room: Room) -> None:
    async with opened(room.desk, LARGE) as coach:
        await coach.press("i", "s")
        assert "Session with" in coach.lines[0]
        assert "Okafor" not in coach.text


async def test_in_plain_ascii(room: Room) -> None:
    settings = Settings()
    settings.ascii = True
    async with opened(room.desk, LARGE, settings) as coach:
        await coach.press("s", "c")
        assert [sign for sign in coach.text if not sign.isascii()] == []


async def test_a_long_note_goes_to_the_editor(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(room.desk) as coach:
        asked = []
        monkeypatch.setattr(
            "coach_tui.app.dialogues.editor.edit_field", lambda app, field: asked.append(field.spec.key)
        )
        await coach.press("s")
        await go(coach, "options")
        await coach.press("ctrl+e")
        assert asked == ["options"]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_series_is_booked_from_the_session(room: Room, size: tuple[int, int]) -> None:
    async with opened(room.desk, size) as coach:
        await coach.press("s")
        await go(coach, "next")
        await coach.type("weekly, Tuesdays 9:30, three times, 90 min")
        assert "3 sessions, Tue 1 Dec to Tue 15 Dec" in coach.text
        await coach.save()
        assert "held the session with Tom Okafor, next on Tue 1 Dec and 2 more" in coach.bottom
        booked = [raw for raw in coach.stored("sessions") if raw["on"] > "2026-11-24"]
        assert [(raw["on"], raw["time"], raw["minutes"]) for raw in booked] == [
            (f"2026-12-{day:02}", "09:30", 90) for day in (1, 8, 15)
        ]
        await coach.press("u")
        assert all(raw["on"] <= "2026-11-24" for raw in coach.stored("sessions"))


async def test_a_series_from_the_session_skips_time_off_and_says_what_it_lacks(room: Room) -> None:
    add_holiday(room.desk, "2026-12-07", "2026-12-09")
    async with opened(room.desk, SMALL) as coach:
        await coach.press("s")
        await go(coach, "next")
        await coach.type("weekly, Tuesdays 9:30")
        await coach.save()
        assert coach.in_form
        assert "say how many times, or until when" in coach.text
        await coach.type(", twice")
        assert "2 sessions, Tue 1 Dec to Tue 15 Dec; skipped Tue 8 Dec: time off" in " ".join(
            coach.text.split()
        )
