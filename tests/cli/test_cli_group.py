"""`coach session` with several clients is one session and one hour, in whose plan ever it is said (§10)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NAMES = ("Anna Keller", "Ben Ott", "Cleo Marsh")
PLAN = '[client]\nname = "{}"\n[engagement]\nstart = 2026-09-01\nsessions = 6\n'


@pytest.fixture
def three(empty: Any) -> Any:
    for name in NAMES:
        empty.ok("import", "-", stdin=PLAN.format(name))
    return empty


def sessions(coach: Any, client: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(coach.ok("plan", client, "--json")).get("session", [])
    return found


@pytest.mark.parametrize(
    "said",
    [
        ("1 dec 14:00 with Ben and Cleo",),
        ("1 dec 14:00 with Ben Ott, Cleo Marsh",),
        ("1 dec 14:00", "--with", "Ben", "--with", "cleo"),
        ("1 dec 14:00 with cleo", "--with", "Ben Ott"),
    ],
)
def test_one_is_booked_for_all_of_them(three: Any, said: tuple[str, ...]) -> None:
    told = three.ok("session", "anna", *said)
    assert told.startswith("Booked a session with Anna Keller + 2 on Tue 1 Dec 14:00.")
    made = {name: sessions(three, name)[0] for name in NAMES}
    assert len({one["id"] for one in made.values()}) == 1
    assert {(one["kind"], one["group_size"], one["with"]) for one in made.values()} == {("group", 3, 2)}
    three.ok("undo")
    assert not any(sessions(three, name) for name in NAMES)


def test_a_series_too_and_it_moves_for_all(three: Any) -> None:
    three.ok("session", "anna", "every 2 weeks, Tuesdays 10:00, three times from 1 dec with Ben")
    assert [len(sessions(three, name)) for name in NAMES] == [3, 3, 0]
    told = three.ok("session", "ben", "move 1 dec to 2 dec by client: away with family")
    assert "Moved the session with Ben Ott + 1" in told
    assert sessions(three, "anna")[0]["on"] == "2026-12-02"
    listed = three.ok("calendar", "2026-12")
    assert listed.count("Anna Keller, Ben Ott") == 3


def test_who_was_not_there_is_said_at_once_or_later(three: Any) -> None:
    three.ok("session", "anna", "held 2026-11-20 10:00 with Ben and Cleo without Ben")
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["held", "no_show", "held"]
    told = three.ok("session", "cleo", "held 20 nov without Anna and Ben")
    assert "Held the session of Fri 20 Nov with Anna Keller + 2, without 2 of them" in told
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["no_show", "no_show", "held"]
    assert json.loads(three.ok("log", "--json"))["totals"]["hours"] == 1
    assert json.loads(three.ok("insights", "ben", "--json"))["sessions"]["no_shows"] == 1
    three.ok("session", "cleo", "held 20 nov without anna, ben, cleo")
    assert json.loads(three.ok("log", "--json"))["totals"]["hours"] == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1 dec with Anna", "“Anna Keller” is in this session already"),
        ("1 dec with Zoe", "no client matches “Zoe”"),
        ("1 dec chemistry with Ben", "kind: with several clients it is a group"),
        ("no-show 20 nov with Ben", "with: who else is in it is said of"),
        ("1 dec without Ben", "without: who was not there is said of"),
        ("held 2026-11-20 without Ben", "“Ben Ott” is not in this session"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(three: Any, line: str, told: str) -> None:
    ran = three("session", "anna", line)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1
    assert not sessions(three, "anna")


def test_one_whose_engagement_is_closed_is_not_asked_along(three: Any) -> None:
    assert (
        three("import", "-", "--replace", stdin=PLAN.format("Ben Ott") + "closed_on = 2026-11-20\n").status
        == 0
    )
    ran = three("session", "anna", "1 dec with Ben")
    assert ran.status == 2
    assert "Ben Ott has no open engagement" in ran.err


def test_history_of_each_has_it_and_today_and_the_log_have_it_once(three: Any) -> None:
    three.ok("session", "anna", "24 nov 16:00 with Ben and Cleo")
    three.ok("session", "anna", "held 2026-11-20 10:00 with Ben and Cleo")
    for name in NAMES:
        assert "with Anna Keller + 2" in three.ok("history", name)
        assert three.ok("log", name).count("group of 3") == 1
    assert three.ok("today", "--all").count("session") == 1
    rows = json.loads(three.ok("log", "--json"))["rows"]
    assert [(row["client"], row["with"], row["group_size"]) for row in rows] == [
        ("Anna Keller", ["Ben Ott", "Cleo Marsh"], 3)
    ]
    (line,) = [one for one in three.ok("log", "--csv", "--all").splitlines() if "Anna" in one]
    assert line.startswith('"Anna Keller, Ben Ott, Cleo Marsh",,group,3,2026-11-20')


def test_time_off_of_the_others_is_skipped_by_a_series_and_told_of_one(three: Any) -> None:
    off = PLAN.format("Ben Ott").replace("[engagement]", 'days_off = ["tue"]\n[engagement]')
    three.ok("import", "-", "--replace", stdin=off)
    told = three.ok("session", "anna", "1 dec 10:00 with Cleo and Ben")
    assert "Tue 1 Dec is time off of Ben Ott" in told
    told = three.ok("session", "cleo", "move 1 dec to 2 dec by client")
    assert "time off" not in told
    told = three.ok("session", "cleo", "move 2 dec to 8 dec by client")
    assert "Tue 8 Dec is time off of Ben Ott" in told
    told = three.ok("session", "anna", "every week, Tuesdays and Thursdays 15:00, four times with Ben")
    assert "Skipped Tue" in told
    assert {one["on"] for one in sessions(three, "ben")} == {
        "2026-11-26", "2026-12-03", "2026-12-08", "2026-12-10", "2026-12-17",
    }  # fmt: skip


def test_a_no_show_of_the_whole_group_is_told(three: Any) -> None:
    three.ok("session", "anna", "held 2026-11-20 10:00 with Ben and Cleo")
    told = three.ok("session", "ben", "no-show 20 nov")
    assert (
        "None of the 3 clients came. If it was one of them alone, say: held 2026-11-20 without Ben Ott"
        in told
    )
    three.ok("session", "ben", "held 2026-11-20 without Ben Ott")
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["held", "no_show", "held"]


def test_who_left_is_counted_no_more(three: Any) -> None:
    three.ok("session", "anna", "1 dec 10:00 with Ben and Cleo")
    three.ok("close", "cleo")
    told = three.ok("session", "ben", "move 1 dec to 2 dec by client")
    assert "Moved the session with Ben Ott + 1" in told
    for line in ("again 1 dec", "cancelled 1 dec by client", "move 1 dec to 3 dec"):
        three.refused("session", "cleo", line)
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["booked", "booked", "cancelled"]


def test_a_plan_file_says_that_notes_of_a_group_stand_in_it_as_written(three: Any) -> None:
    three.ok("session", "anna", "held 2026-11-20 10:00 with Ben and Cleo")
    assert three("plan", "ben").err == ""
    noted = three.ok("plan", "anna").replace('state = "held"', 'state = "held"\nprivate = "Ben led."')
    three.ok("import", "-", "--replace", stdin=noted)
    told = three("plan", "ben")
    assert told.err == (
        "coach: notes of group sessions stand in it as you wrote them, with names; the file is yours\n"
    )
    assert 'private = "Ben led."' in told.out


def test_an_older_export_of_one_says_which_groups_they_leave_and_asks(three: Any, tmp_path: Path) -> None:
    older = tmp_path / "ben.json"
    older.write_text(three.ok("export", "json", "--client", "ben"), encoding="utf-8")
    three.ok("session", "anna", "1 dec 14:00 with Ben and Cleo")
    three.ok("session", "cleo", "9 dec 14:00 with Ben")
    before = {name: sessions(three, name) for name in NAMES}
    leaves = "Ben Ott leaves the group of Tue 1 Dec and Wed 9 Dec"
    ran = three("import", str(older), terminal=True, stdin="n\n")
    assert ran.status == 2
    assert f"{leaves}. Replace what is there?" in ran.out + ran.err
    assert {name: sessions(three, name) for name in NAMES} == before
    ran = three("import", str(older), "--replace")
    assert ran.err == f"coach: {leaves}\n"
    assert "took in the export of Ben Ott; Ben Ott no longer in 2 group sessions" in ran.out
    assert [len(sessions(three, name)) for name in NAMES] == [1, 0, 2]
    three.ok("undo")
    assert {name: sessions(three, name) for name in NAMES} == before
    newer = three.ok("export", "json", "--client", "ben")
    assert three("import", "-", "--replace", stdin=newer).err == ""


def test_an_older_export_of_all_of_a_group_has_nobody_leave_it(three: Any) -> None:
    older = three.ok("export", "json")
    three.ok("session", "anna", "1 dec 14:00 with Ben and Cleo")
    ran = three("import", "-", "--replace", stdin=older)
    assert ran.err == ""
    assert "no longer in" not in ran.out
    assert not any(sessions(three, name) for name in NAMES)


def package(coach: Any, client: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(coach.ok("insights", client, "--json"))["sessions"]
    return found


def test_one_of_them_cancels_it_and_it_goes_on_for_the_rest(three: Any) -> None:
    three.ok("session", "anna", "1 dec 15:00 with ben and cleo")
    told = three.ok("session", "ben", "cancelled late by client: sick")
    assert "The session of Tue 1 Dec with Ben Ott: cancelled late by the client" in told
    assert (
        "It goes on with Anna Keller and Cleo Marsh. If all of them cancelled it, say: "
        "cancelled 2026-12-01 by all" in told
    )
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["booked", "cancelled", "booked"]
    (mine,) = sessions(three, "ben")
    assert (mine["cancelled_by"], mine["late"]) == ("client", True)
    assert [package(three, name)["late_cancellations"] for name in NAMES] == [0, 1, 0]
    for name, own in zip(NAMES, (False, True, False), strict=True):
        report = three.ok("report", name, "--for", "client")
        assert ("cancelled late by you" in report) == own
        assert "sick" not in report
        assert own or "cancelled" not in report
    assert "Anna Keller, Cleo Marsh" in three.ok("calendar", "2026-12")
    three.env["COACH_TODAY"] = "2026-12-02"
    three.ok("session", "anna", "held 1 dec")
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["held", "cancelled", "held"]
    three.ok("undo")
    three.ok("session", "ben", "again 1 dec")
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["booked", "booked", "booked"]
    three.ok("undo")
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["booked", "cancelled", "booked"]


def test_all_of_them_or_the_coach_cancel_it_as_a_whole(three: Any) -> None:
    three.ok("session", "anna", "1 dec 15:00 with ben and cleo")
    three.ok("session", "ben", "cancelled late by all")
    assert [package(three, name)["late_cancellations"] for name in NAMES] == [1, 1, 1]
    three.ok("undo")
    for name in ("ben", "anna"):
        three.ok("session", name, "cancelled by client")
    told = three.ok("session", "cleo", "cancelled late by client")
    assert "goes on" not in told
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["cancelled"] * 3
    assert [package(three, name)["late_cancellations"] for name in NAMES] == [0, 0, 1]
    assert "Cancelled" in three.ok("export", "ics")
    three.ok("session", "ben", "again 1 dec")
    assert [sessions(three, name)[0]["state"] for name in NAMES] == ["cancelled", "booked", "cancelled"]
    three.ok("session", "anna", "cancelled 1 dec by me: ill")
    assert [sessions(three, name)[0]["cancelled_by"] for name in NAMES] == ["client", "coach", "client"]


def test_the_client_named_asked_for_another_day_or_one_whom_the_line_names(three: Any) -> None:
    three.ok("session", "anna", "1 dec 10:00 with Ben and Cleo")
    told = three.ok("session", "ben", "move 1 dec to 2 dec by client: custody hearing")
    assert "Moved the session with Ben Ott + 2" in told
    three.ok("session", "anna", "move 2 dec to 3 dec by cleo: an exam")
    three.ok("session", "anna", "move 3 dec to 4 dec by Sami: a fair")
    three.ok("session", "anna", "move 4 dec to 5 dec by me: a cold")
    said = {
        name: [(m.get("by"), m.get("reason")) for m in sessions(three, name)[0]["moves"]] for name in NAMES
    }
    another = ("another of the group", None)
    cold = ("coach", "a cold")
    assert list(said.values()) == [
        [another, another, ("Sami", "a fair"), cold],
        [("client", "custody hearing"), another, another, cold],
        [another, ("client", "an exam"), another, cold],
    ]
