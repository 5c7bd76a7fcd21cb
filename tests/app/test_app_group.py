"""A session with several clients, from the side of any of them (domain rules §10)."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.clients import close_engagement
from coach_tui.changes.desk import Desk
from coach_tui.changes.records import add, edit
from coach_tui.changes.session_states import hold_as_booked
from coach_tui.plan.client import Client
from coach_tui.plan.session import Session
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened
from tests.app.test_app_session_states import select
from tests.changes.changes_kit import TODAY, open_desk
from tests.changes.group_kit import NAMES, Group


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path / "coach.json")


@pytest.fixture
def three(group: Group) -> Desk:
    return group.desk


async def at(coach: Keyboard, name: str) -> None:
    await coach.press("5")
    coach.app.choose_client(coach.one("clients", name=name)["uid"])
    await coach.press("5")


async def test_each_evaluation_has_it_with_the_others(three: Desk) -> None:
    for size in (SMALL, LARGE):
        async with opened(three, size) as coach:
            await at(coach, "Ben Ott")
            assert "group with Anna Keller, Cleo Marsh" in coach.body
            await select(coach, "Fri 20 Nov")
            if size == SMALL:
                await coach.press("enter")
            assert "Also with" in coach.body
            assert "Cleo Marsh" in coach.body


async def test_the_form_books_one_with_others_by_parts_of_their_names(three: Desk, group: Group) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Cleo Marsh")
        await coach.press("a", "s")
        await coach.fill(on="15 dec", also="ben, kell")
        await coach.save()
        stored = coach.one("sessions", on="2026-12-15")
        assert (stored["plan"], stored["also"], stored["kind"]) == (
            group.cleo,
            [group.ben, group.anna],
            "group",
        )
        await coach.press("u")
        assert not [one for one in coach.stored("sessions") if one["on"] == "2026-12-15"]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_who_may_be_in_it_is_shown_and_taken_by_a_key(
    three: Desk, group: Group, size: tuple[int, int]
) -> None:
    async with opened(three, size) as coach:
        await at(coach, "Cleo Marsh")
        await coach.press("a", "s")
        await coach.fill(on="15 dec", also="")
        foot = coach.lines[-2].strip()
        assert foot == "Anna Keller, Ben Ott"  # nobody else, and nobody twice
        assert "right complete" in coach.lines[-1]
        await coach.type("o")  # a part of one name; not yet a fault
        assert coach.lines[-2].strip() == "Ben Ott"
        await coach.press("right")
        assert coach.form.values()["also"] == "Ben Ott"
        await coach.type(", ")
        assert coach.lines[-2].strip() == "Anna Keller"
        await coach.press("right", "right")
        assert coach.form.values()["also"] == "Ben Ott, Anna Keller"
        await coach.press("left", "right")  # inside the line it is the key that it always is
        assert coach.form.values()["also"] == "Ben Ott, Anna Keller"
        await coach.type(", zoe")
        assert "no client matches" in coach.text
        await coach.press("ctrl+u")
        await coach.type("ben and a")
        await coach.press("right")
        assert coach.form.values()["also"] == "ben, Anna Keller"
        await coach.save()
        assert coach.one("sessions", on="2026-12-15")["also"] == [group.ben, group.anna]


async def test_who_was_not_there_is_completed_on_the_page_and_in_a_line(three: Desk, group: Group) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Anna Keller")
        await select(coach, "Fri 20 Nov")
        await coach.press("x", "w")
        await coach.type("cl")
        await coach.press("tab", "enter")
        assert coach.one("sessions", on="2026-11-20")["absent"] == [group.cleo]
        await coach.press("s")
        await coach.fill(absent="ot")
        assert coach.lines[-2].strip() == "Ben Ott"
        await coach.press("right")
        await coach.save()
        assert coach.one("sessions", on="2026-11-20")["absent"] == [group.ben]


async def test_while_names_are_hidden_what_stands_for_them_is_offered(three: Desk, group: Group) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Cleo Marsh")
        await coach.press("i", "a", "s")
        await coach.fill(also="")
        assert coach.lines[-2].strip() == "Client 1, Client 2"
        await coach.press("right")
        assert coach.form.values()["also"] == "Client 1"


async def test_the_form_of_one_that_is_there_lets_one_leave_and_refuses_who_is_nobody(
    three: Desk, group: Group
) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Ben Ott")
        await select(coach, "Tue 8 Dec")
        await coach.press("e")
        await coach.fill(also="Zoe")
        await coach.save()
        assert "no client matches" in coach.text
        await coach.fill(also="cleo")
        await coach.save()
        stored = coach.one("sessions", on="2026-12-08")
        assert (stored["plan"], stored["also"]) == (group.ben, [group.cleo])


async def test_who_was_not_there_is_said_with_x(three: Desk, group: Group) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Anna Keller")
        await select(coach, "Fri 20 Nov")
        await coach.press("x", "w")
        await coach.type("\n")
        assert "name who was not there" in coach.text
        assert "absent" not in coach.one("sessions", on="2026-11-20")
        await coach.type("ben\n")
        assert coach.one("sessions", on="2026-11-20")["absent"] == [group.ben]
        assert "without Ben Ott" in coach.body
        await at(coach, "Ben Ott")
        assert "no-show" in coach.body
        await coach.press("u")
        assert "absent" not in coach.one("sessions", on="2026-11-20")


async def test_which_of_them_cancelled_is_asked_and_it_goes_on_for_the_others(
    three: Desk, group: Group
) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Cleo Marsh")
        await select(coach, "Tue 8 Dec")
        await coach.press("x", "l")
        await coach.type("\n")
        assert "name who of them cancelled" in coach.text
        await coach.type("ben\n")
        assert "Cancelled late by client (Ben Ott). Why?" in coach.text
        await coach.type("ill\n")
        stored = coach.one("sessions", on="2026-12-08")
        assert (stored["cancelled_late"], stored.get("state", "booked")) == ([group.ben], "booked")
        assert "without Ben Ott" in coach.body
        await at(coach, "Ben Ott")
        assert "cancelled late" in coach.body
        await select(coach, "Tue 8 Dec")
        await coach.press("x", "b")
        assert "cancelled_late" not in coach.one("sessions", on="2026-12-08")
        await coach.press("x", "c")
        await coach.type("all\n")
        await coach.press("enter")
        assert coach.one("sessions", on="2026-12-08")["state"] == "cancelled"


async def test_what_another_hand_said_meanwhile_is_not_written_over(three: Desk, group: Group) -> None:
    ahead = group.add({"on": "2026-11-23", "time": "10:00", "state": "booked"})
    async with opened(three, SMALL) as coach:
        await at(coach, "Anna Keller")
        await select(coach, "Mon 23 Nov")
        await coach.press("x", "c")
        hold_as_booked(open_desk(group.desk.store.path), ahead)
        await coach.type("ill\n")
        assert "meanwhile this session was held" in coach.text
        assert coach.one("sessions", on="2026-11-23")["state"] == "held"


async def test_one_key_moves_and_cancels_it_for_all(three: Desk) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Cleo Marsh")
        await select(coach, "Tue 8 Dec")
        await coach.press("x", "m")
        await coach.type("ill\n")
        assert coach.one("sessions", on="2026-12-08")["state"] == "cancelled"
        await at(coach, "Anna Keller")
        assert "cancelled by you" in coach.body


async def test_d_asks_whether_one_leaves_it_or_it_is_deleted_for_all(three: Desk, group: Group) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Ben Ott")
        await select(coach, "Tue 8 Dec")
        await coach.press("d")
        assert "only Ben Ott leaves it" in coach.text
        assert "for all 3 clients" in coach.text
        await coach.press("o")
        assert coach.one("sessions", on="2026-12-08")["also"] == [group.cleo]
        assert "took Ben Ott out of the session of Tue 8 Dec" in coach.text
        await coach.press("u")
        await select(coach, "Tue 8 Dec")
        await coach.press("d", "a")
        assert "of Anna Keller + 2" in coach.text
        assert not [one for one in three.practice().tables["sessions"].values() if one["on"] == "2026-12-08"]


async def test_while_names_are_hidden_nobody_stands_anywhere_and_the_form_works(
    three: Desk, group: Group
) -> None:
    add(three, Session, group.anna, {"on": TODAY, "time": "11:00", "also": [group.ben, group.cleo]})
    async with opened(three, LARGE) as coach:
        await at(coach, "Ben Ott")
        await coach.press("i")
        parts = [part for name in NAMES for part in name.split()]
        for keys in ("5", "0", "6", "9"):
            await coach.press(keys)
            assert [part for part in parts if part in coach.text] == []
        await at(coach, "Ben Ott")
        await select(coach, "8 Dec")
        await coach.press("e")
        assert [part for part in parts if part in coach.text] == []
        await coach.fill(also="Client 1")
        await coach.save()
        assert coach.one("sessions", on="2026-12-08")["also"] == [group.ben]


async def test_today_and_the_calendar_have_it_once(three: Desk, group: Group) -> None:
    add(three, Session, group.anna, {"on": TODAY, "time": "11:00", "also": [group.ben, group.cleo]})
    async with opened(three, SMALL) as coach:
        assert coach.body.count("group session") == 1
        assert "Anna Keller + 2" in coach.body
        await coach.press("6")
        assert coach.body.count("Anna Keller + 2") == 2  # today's, and the one to come


async def test_the_page_of_the_hour_opens_from_each_side(three: Desk, group: Group) -> None:
    uid = add(three, Session, group.anna, {"on": TODAY, "time": "10:00", "also": [group.ben]})
    async with opened(three, SMALL) as coach:
        await at(coach, "Ben Ott")
        await coach.press("s")
        assert "Session with Ben Ott + 1" in coach.text
        await coach.fill(shared="Said by all.", absent="kell")
        await coach.save()
        stored = coach.one("sessions", uid=uid)
        assert (stored["state"], stored["shared"], stored["absent"]) == (
            "held",
            "Said by all.",
            [group.anna],
        )
        assert (stored["plan"], stored["also"]) == (group.anna, [group.ben])


async def test_the_hour_of_a_group_is_nobodys_review(three: Desk, group: Group) -> None:
    uid = add(three, Session, group.anna, {"on": TODAY, "time": "10:00", "also": [group.ben]})
    async with opened(three, SMALL) as coach:
        before = coach.one("sessions", uid=uid)
        await at(coach, "Ben Ott")
        await coach.press("s")
        await coach.put(shared="Said by all.")
        await coach.press("ctrl+r")
        said = "several clients is nobody's review; ctrl+s notes this, then r holds the review of one of them"
        assert said in " ".join(coach.text.split())
        assert "Session with Ben Ott + 1" in coach.lines[0]
        assert coach.form.values()["shared"] == "Said by all."
        await coach.press("escape", "y", "r")
        assert "Review with Ben Ott" in coach.lines[0]  # not asked whether both are one
        await coach.press("ctrl+r")
        assert "a session of several clients is nobody's review" in coach.text
        assert "Review with Ben Ott" in coach.lines[0]
        assert coach.one("sessions", uid=uid) == before


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_two_keys_note_it_and_hold_the_review_of_the_member_chosen(
    three: Desk, group: Group, size: tuple[int, int]
) -> None:
    uid = add(three, Session, group.anna, {"on": TODAY, "time": "10:00", "also": [group.ben]})
    async with opened(three, size) as coach:
        await at(coach, "Ben Ott")
        await coach.press("s")
        await coach.put(shared="Said by all.")
        await coach.press("ctrl+r", "ctrl+s", "r")
        assert "Review with Ben Ott" in coach.lines[0]
        noted = coach.one("sessions", uid=uid)
        assert (noted["state"], noted["shared"]) == ("held", "Said by all.")
        await coach.fill(reflection="I spoke first.")
        await coach.save()
        held = coach.one("reviews", held_on=TODAY.isoformat())
        assert (held["plan"], held["reflection"]) == (group.ben, "I spoke first.")
        await coach.press("u", "u")
        assert not [one for one in coach.stored("reviews") if one.get("held_on")]
        assert coach.one("sessions", uid=uid)["state"] == "booked"


async def test_history_says_who_came_and_who_left_and_today_keeps_the_package_in_view(
    three: Desk, group: Group
) -> None:
    add(three, Session, group.anna, {"on": TODAY, "time": "11:00", "also": [group.ben]})
    async with opened(three, SMALL) as coach:
        assert "group session, 2 of 6" in coach.body
        await at(coach, "Anna Keller")
        await select(coach, "Tue 24 Nov")
        await coach.press("e")
        await coach.fill(also="cleo")
        await coach.save()
        await coach.press(":")
        await coach.type("history\n")
        await coach.press("enter")
        assert "Cleo Marsh" in coach.text.split("Came")[1].splitlines()[0]
        assert "Ben Ott" in coach.text.split("Left")[1].splitlines()[0]
        assert "clients →" not in coach.text
        await coach.press("i")
        assert "Ben Ott" not in coach.text


async def test_who_left_cannot_say_what_came_of_it_for_the_others(three: Desk, group: Group) -> None:
    close_engagement(three, group.cleo)
    async with opened(three, SMALL) as coach:
        await at(coach, "Cleo Marsh")
        await select(coach, "Tue 8 Dec")
        for keys in (("x",), ("space",)):
            await coach.press(*keys)
            assert "the others' alone" in coach.text
        assert coach.one("sessions", on="2026-12-08")["state"] == "booked"


async def test_a_session_booked_on_time_off_says_so_once_it_is_booked(three: Desk, group: Group) -> None:
    edit(three, Client, group.clients[2], {"days_off": ["2026-12-15"]})
    async with opened(three, SMALL) as coach:
        await at(coach, "Cleo Marsh")
        await coach.press("S")
        await coach.type("15 dec 10:00\n")
        assert "Tue 15 Dec is time off" in coach.bottom


async def test_which_of_them_asked_is_asked_where_several_are_in_it(three: Desk, group: Group) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Anna Keller")
        await select(coach, "Tue 8 Dec")
        await coach.press("m")
        await coach.type("9 dec\n")
        await coach.press("c")
        assert "Who asked for it" in coach.text
        await coach.type("\n")
        assert "name who of them asked for it, or say all" in coach.text
        await coach.type("ben\n")
        assert "Asked by Ben Ott. Why?" in coach.text
        await coach.type("custody hearing\n")
        (move,) = coach.one("sessions", on="2026-12-09")["moves"]
        assert (move["by"], move["reason"], move["asked"]) == ("client", "custody hearing", [group.ben])
        await select(coach, "Wed 9 Dec")
        await coach.press("enter")
        assert "by another of the group" in coach.body
        assert "custody hearing" not in coach.body
        await at(coach, "Ben Ott")
        await select(coach, "Wed 9 Dec")
        await coach.press("enter")
        assert "by client: custody hearing" in coach.body


async def test_it_is_not_asked_of_the_coach_nor_of_one_client_alone(three: Desk, group: Group) -> None:
    alone = group.add({"on": "2026-12-01", "time": "09:00"})
    async with opened(three, SMALL) as coach:
        await at(coach, "Anna Keller")
        for day, to, key in (("Tue 8 Dec", "9 dec", "m"), ("Tue 1 Dec", "2 dec", "c")):
            await select(coach, day)
            await coach.press("m")
            await coach.type(f"{to}\n")
            await coach.press(key)
            assert "Why?" in coach.text
            await coach.press("enter")
        assert "asked" not in coach.one("sessions", uid=alone)["moves"][0]
        assert "asked" not in coach.one("sessions", uid=group.ahead)["moves"][0]


async def test_it_is_asked_too_where_its_form_or_several_rows_move_it(three: Desk, group: Group) -> None:
    async with opened(three, SMALL) as coach:
        await at(coach, "Cleo Marsh")
        await select(coach, "Tue 8 Dec")
        await coach.press("e")
        await coach.put(on="2026-12-09")
        await coach.press("ctrl+s", "c")
        await coach.type("cleo\n")
        await coach.type("a trip\n")
        assert coach.one("sessions", uid=group.ahead)["moves"][0]["asked"] == [group.cleo]
        await select(coach, "Wed 9 Dec")
        await coach.press("M", "m")
        await coach.type("+1w\n")
        await coach.press("n")
        await coach.type("ben\n")
        await coach.type("ill\n")
        last = coach.one("sessions", uid=group.ahead)["moves"][-1]
        assert (last["by"], last["asked"], last["reason"]) == ("client", [group.ben], "ill")
