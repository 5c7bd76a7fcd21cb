"""Every noun from the keyboard: added, seen, changed, deleted, taken back, also after a restart."""

from collections.abc import Callable
from typing import Any

import pytest

from coach_tui.changes.desk import Desk
from coach_tui.changes.moving import move
from coach_tui.changes.records import edit
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from tests.app.app_kit import LARGE, SMALL, Keyboard, opened

Again = Callable[[], Desk]

# table, keys that open the form, what is put in, what is stored, place, what its page shows,
# (field, new text, stored) of an edit
NOUNS: list[tuple[str, str, dict[str, Any], dict[str, Any], str, list[str], tuple[str, str, Any]]] = [
    (
        "needs",
        "2a",
        {
            "kind": "gap",
            "title": "Listening",
            "source": "360",
            "current": "2",
            "target": "4,5",
            "importance": "3",
            "note": "Two raters said so.\nAsk again.",
        },
        {
            "kind": "gap",
            "title": "Listening",
            "current": 2,
            "target": 4.5,
            "importance": 3,
            "note": "Two raters said so.\nAsk again.",
        },
        "2",
        ["Listening", "360", "7.5", "Two raters said so.", "Ask again."],
        ("not_now", "after the relocation", "after the relocation"),
    ),
    (
        "strategies",
        "3a",
        {
            "title": "Walk the floor",
            "kind": "practice",
            "cadence": "3 per week",
            "hours_per_week": "0.5",
            "cue": "If the shift begins",
            "response": "I walk round once",
            "obstacle": "If it rains I take the hall",
            "confidence": "9",
            "link": "https://example.org/walk",
        },
        {
            "title": "Walk the floor",
            "cadence": "3 per week",
            "hours_per_week": 0.5,
            "confidence": 9,
            "cue": "If the shift begins",
        },
        "3",
        [
            "Walk the floor",
            "3 per week",
            "0.5",
            "If the shift begins",
            "I walk round once",
            "If it rains",
            "9",
            "example.org/walk",
        ],
        ("cadence", "1 every 2 weeks", "1 every 2 weeks"),
    ),
    (
        "milestones",
        "4a",
        {"title": "Second part delegated", "due": "18.12."},
        {"title": "Second part delegated", "due": "2026-12-18", "baseline": "2026-12-18"},
        "4",
        ["Second part delegated", "18 Dec"],
        ("evidence", "a mail to the team", "a mail to the team"),
    ),
    (
        "commitments",
        "5ao",
        {"text": "Send the agenda", "owner": "coach", "due": "+1w"},
        {"text": "Send the agenda", "owner": "coach", "due": "2026-12-01", "made_on": "2026-11-24"},
        "5",
        ["Send the agenda", "coach"],
        ("due", "2026-12-02", "2026-12-02"),
    ),
    (
        "checkins",
        "5ac",
        {"engagement": "4", "mood": "rested", "note": "A good week."},
        {"on": "2026-11-24", "engagement": 4, "mood": "rested", "note": "A good week."},
        "5",
        ["4", "rested", "A good week."],
        ("mood", "tired", "tired"),
    ),
    (
        "sessions",
        "5as",
        {"time": "930", "minutes": "90", "shared": "We planned.", "private": "Was late again."},
        {
            "on": "2026-11-24",
            "time": "09:30",
            "minutes": 90,
            "shared": "We planned.",
            "private": "Was late again.",
        },
        "5",
        ["09:30", "90", "We planned.", "Was late again."],
        ("minutes", "45", 45),
    ),
    (
        "wins",
        "5aw",
        {"text": "Said no to a Sunday call"},
        {"text": "Said no to a Sunday call", "on": "2026-11-24"},
        "5",
        ["Said no to a Sunday call", "24 Nov"],
        ("text", "Said no, twice", "Said no, twice"),
    ),
    (
        "objectives",
        "1a",
        {
            "title": "Sleep seven hours",
            "activity": "Lights out by 23:00",
            "support": "with a paper book",
            "owner": "Anna",
            "why": "I am tired of being tired.",
            "agreed_on": "today",
            "due": "2027-03-01",
            "weight": "2",
            "measure.name": "hours slept",
            "measure.unit": "hours/night",
            "measure.baseline": "5.5",
            "measure.target": "7",
            "measure.every": "1 week",
            "confidence.value": "6",
            "confidence.note": "the phone",
            "confidence.solving": "leaves it in the hall",
            "gas.0": "Five hours",
            "gas.1": "Six",
            "gas.2": "Seven",
            "gas.3": "Seven and a nap",
            "gas.4": "Eight",
            "gas_baseline": "-2",
        },
        {
            "title": "Sleep seven hours",
            "owner": "Anna",
            "agreed_on": "2026-11-24",
            "start": "2026-11-24",
            "due": "2027-03-01",
            "weight": 2,
            "gas": ["Five hours", "Six", "Seven", "Seven and a nap", "Eight"],
            "gas_baseline": -2,
            "confidence": [
                {"on": "2026-11-24", "value": 6, "note": "the phone", "solving": "leaves it in the hall"}
            ],
        },
        "1",
        [
            "Sleep seven hours",
            "Lights out by 23:00",
            "with a paper book",
            "Anna",
            "I am tired",
            "hours slept",
            "5.5 → 7 hours/night",
            "the phone",
            "leaves it in the hall",
            "Seven and a nap",
            "1 Mar",
        ],
        ("due", "2027-04-01", "2027-04-01"),
    ),
]
IDS = [noun[0] for noun in NOUNS]


def has(record: dict[str, Any], wanted: dict[str, Any]) -> bool:
    return all(record.get(key) == value for key, value in wanted.items())


async def select(coach: Keyboard, uid: str) -> None:
    """Put the cursor on a record with the keys of the list."""
    await coach.press("home")
    for _ in range(40):
        if (coach.rows.cursor_key or "").endswith(uid):
            return
        await coach.press("j")
    raise AssertionError(f"{uid} is not on the screen:\n{coach.text}")


@pytest.mark.parametrize(("table", "keys", "typed", "stored", "place", "shown", "change"), NOUNS, ids=IDS)
async def test_from_the_keyboard_and_back(
    example: Desk,
    again: Again,
    table: str,
    keys: str,
    typed: dict[str, Any],
    stored: dict[str, Any],
    place: str,
    shown: list[str],
    change: tuple[str, str, Any],
) -> None:
    async with opened(example) as coach:
        before = coach.stored(table)
        await coach.press("9")
        if len(keys) == 2:
            await coach.add(keys[0])
        else:
            await coach.press(*keys)
        for key, value in typed.items():
            await coach.put(**{key: value})
        await coach.save()
        assert not coach.in_form, coach.text
        assert "u takes it back" in coach.bottom
        added = next(r for r in coach.stored(table) if r not in before)
        assert has(added, stored), added
        uid = added["uid"]
        assert (coach.rows.cursor_key or "").endswith(uid)
        await coach.press("y")
        for text in shown:
            assert text in coach.app.clipboard, (text, coach.app.clipboard)
        # an edit
        await coach.press("e")
        field, text, value = change
        await coach.put(**{field: text})
        await coach.save()
        if "Who asked?" in coach.bottom:  # a date that was agreed
            await coach.press("enter", "enter")
        changed = coach.one(table, uid=uid)
        assert changed[field] == value
        assert has(changed, {**stored, field: value})
        # one step back, then the deletion
        await coach.press("u")
        assert coach.one(table, uid=uid) == added
        assert "took back" in coach.bottom
        await select(coach, uid)
        await coach.press("d")
        assert uid not in [record["uid"] for record in coach.stored(table)]
        assert "deleted" in coach.bottom
        await coach.press("u")
        assert coach.one(table, uid=uid) == added
        await coach.press("ctrl+r")
        assert uid not in [record["uid"] for record in coach.stored(table)]
        assert "made again" in coach.bottom
    async with opened(again()) as coach:
        await coach.press("u")
        assert coach.one(table, uid=uid) == added
        await coach.press("u")
        assert uid not in [record["uid"] for record in coach.stored(table)]
        assert coach.stored(table) == before
        await coach.press("ctrl+r", "ctrl+r")
        assert uid not in [record["uid"] for record in coach.stored(table)]


async def test_typing_a_form_key_by_key(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("1", "a")
        await coach.type("Run a half-marathon")
        await coach.press("tab")
        await coach.type("Run 21 km, in [one] go; don't stop!")
        coach.form.focus_field("owner")
        await coach.press("tab")
        await coach.type("Because.")
        await coach.press("tab", "right", "tab")
        await coach.type("today")
        await coach.press("ctrl+s")
        record = coach.one("objectives", title="Run a half-marathon")
        assert record["activity"] == "Run 21 km, in [one] go; don't stop!"
        assert record["why"] == "Because."
        assert record["why_by"] == "coach"
        assert record["agreed_on"] == "2026-11-24"
        assert "Run a half-marathon" in coach.body


async def test_references_are_picked(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("3", "a")
        await coach.put(title="Say it aloud")
        coach.form.focus_field("objectives")
        await coach.press("space", "down", "space", "tab", "space")
        await coach.save()
        record = coach.one("strategies", title="Say it aloud")
        titles = {r["uid"]: r["title"] for r in coach.stored("objectives")}
        assert [titles[uid] for uid in record["objectives"]] == ["Lead a project team", "Leave work on time"]
        assert len(record["needs"]) == 1
        await coach.press("1", "y")
        assert "Say it aloud" in coach.app.clipboard


async def test_nothing_changed_is_said(example: Desk) -> None:
    async with opened(example) as coach:
        for place, down in (
            ("1", 0),
            ("2", 0),
            ("3", 0),
            ("4", 0),
            ("5", 1),
            ("5", 2),
            ("5", 4),
            ("5", 6),
            ("5", 7),
        ):
            await coach.press(place, "home", *["j"] * down, "e")
            assert coach.in_form, coach.text
            title = coach.lines[0]
            await coach.save()
            done = coach.in_form, "nothing changed" in coach.bottom
            assert done == (False, True), (place, down, title, coach.text)


async def test_deleting_what_others_refer_to(example: Desk) -> None:
    async with opened(example) as coach:
        whole = coach.app.desk.store.path.read_bytes()
        await coach.press("1", "d")
        assert "deleted an objective" in coach.bottom
        left = {r["uid"] for r in coach.stored("objectives")}
        for table in ("strategies", "needs"):
            for record in coach.stored(table):
                assert set(record.get("objectives") or ()) <= left
        await coach.press("u")
        import json

        tables = ("objectives", "needs", "strategies", "milestones", "wins", "checkins")
        document, now = json.loads(whole), json.loads(coach.app.desk.store.path.read_bytes())
        assert {t: document[t] for t in tables} == {t: now[t] for t in tables}


async def test_a_plan_begun_from_nothing(empty: Desk) -> None:
    async with opened(empty) as coach:
        await coach.press("9", "a")
        before = coach.count
        await coach.type("Ada")
        await coach.press("tab")
        await coach.type("Sell")
        await coach.press("ctrl+s")
        assert coach.count - before == 9
        assert coach.one("clients")["name"] == "Ada"
        assert coach.one("objectives")["title"] == "Sell"
        engagement = coach.one("engagements")
        assert engagement["start"] == "2026-11-24"
        assert engagement["review_every"] == "2 weeks"
        assert coach.top.startswith("Objectives  Ada")
        assert "began a plan with Ada" in coach.bottom
        await coach.press("5")
        assert "8 Dec" in coach.row("in 14 days")
        await coach.press("u")
        assert coach.stored("clients") == []
        assert coach.top.startswith("Clients")
        await coach.press("ctrl+r", "9")
        assert "Ada" in coach.body


async def test_a_name_alone_is_enough(empty: Desk) -> None:
    async with opened(empty) as coach:
        await coach.press("a")
        await coach.fill(name="José Núñez")
        await coach.save()
        assert coach.one("clients")["name"] == "José Núñez"
        assert coach.stored("objectives") == []
        await coach.press("1")
        assert "No objective yet" in coach.body


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_clients_and_engagements(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        await coach.press("9", "a")
        await coach.put(name="Tom Okafor", engagement__sessions="6", engagement__review_every="1 month")
        await coach.save()
        tom = coach.one("clients", name="Tom Okafor")
        engagement = coach.one("engagements", client=tom["uid"])
        assert engagement["sessions"] == 6
        assert engagement["review_every"] == "1 month"
        await coach.press("9", "home", "j", "e")
        assert "c client" in coach.bottom
        await coach.press("c")
        await coach.put(email="tom@example.org", days_off="fri, 2026-12-24")
        await coach.save()
        tom = coach.one("clients", name="Tom Okafor")
        assert tom["email"] == "tom@example.org"
        await coach.press("e", "e")
        await coach.put(sponsor="Bank", agreed_by="Tom")
        await coach.save()
        assert coach.one("engagements", client=tom["uid"])["sponsor"] == "Bank"
        # close with an outcome, then begin anew
        await coach.press("x")
        await coach.put(outcome="Sold it.", retention_on="")
        await coach.save()
        closed = coach.one("engagements", client=tom["uid"])
        assert (closed["closed_on"], closed["outcome"]) == ("2026-11-24", "Sold it.")
        assert "closed" in coach.row("›")
        await coach.press("n")
        await coach.put(type="career")
        await coach.save()
        both = [e for e in coach.stored("engagements") if e["client"] == tom["uid"]]
        assert len(both) == 2
        assert both[1]["type"] == "career"
        assert "closed" in coach.body
        # deleting asks first
        await coach.press("home", "j", "d")
        assert "Delete Tom Okafor" in coach.bottom
        await coach.press("n")
        assert len(coach.stored("clients")) == 2
        await coach.press("d", "y")
        assert len(coach.stored("clients")) == 1
        await coach.press("u")
        assert len(coach.stored("clients")) == 2
        assert len([e for e in coach.stored("engagements") if e["client"] == tom["uid"]]) == 2


async def test_a_strategy_says_where_it_meets_the_days_off(example: Desk) -> None:
    async with opened(example) as k:
        await k.press("3", "g", "e")
        await k.fill(cadence="every sat, mon")
        assert "! sat is a day off for this client" in k.text
        await k.save()
        await k.press("enter")
        assert "! sat is a day off for this client" in k.text
        await k.press("q", "8")
        assert "Sat is a day off for this client" in " ".join(k.body.split())


@pytest.mark.parametrize(
    ("place", "keys", "ended", "going"),
    [
        ("3", "d", {"status": "dropped", "status_reason": "no time"}, {"status": "active"}),
        ("3", "p", {"status": "paused", "status_reason": "no time"}, {"status": "active"}),
        (
            "1",
            "r",
            {"closed_on": "2026-11-24", "closed_as": "reached", "closed_reason": "no time"},
            {"title": "Lead a project team"},
        ),
    ],
)
async def test_one_key_ends_it_with_a_reason(
    example: Desk, place: str, keys: str, ended: dict[str, str], going: dict[str, str]
) -> None:
    table = {"1": "objectives", "3": "strategies"}[place]
    async with opened(example) as coach:
        await coach.press(place, "x")
        await coach.press(keys)
        if keys == "d":
            await coach.press("enter")
            assert "say why" in coach.bottom
        await coach.type("no time\n")
        uid = coach.one(table, **ended)["uid"]
        await coach.press("g")
        while coach.key != f"{table}:{uid}":
            await coach.press("j")
        await coach.press("x")
        again = coach.one(table, uid=uid)
        assert going.items() <= again.items()
        assert not {"status_reason", "closed_on", "closed_as", "closed_reason"} & set(again)
        await coach.press("u")
        assert ended.items() <= coach.one(table, uid=uid).items()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_changed_target_asks_who_and_why(example: Desk, size: tuple[int, int]) -> None:
    async with opened(example, size) as coach:
        await coach.press("1", "home", "e")
        was = coach.stored("objectives")[0]["measure"][0]
        await coach.put(measure__target="8")
        await coach.press("ctrl+s")
        assert f"Target of “{was['name']}” {was['target']} → 8" in coach.bottom
        assert "Who asked?" in coach.bottom
        await coach.press("escape")
        assert coach.stored("objectives")[0]["measure"][0]["target"] == was["target"]
        await coach.press("ctrl+s", "s")
        assert "Why?" in coach.bottom
        await coach.type("the board asked")
        await coach.press("enter")
        (revision,) = coach.stored("objectives")[0]["revisions"]
        assert (revision["to"], revision["by"], revision["reason"]) == ("8", "sponsor", "the board asked")
        await coach.press("u")
        assert "revisions" not in coach.stored("objectives")[0]


async def test_enter_leaves_it_without_a_reason_and_health_asks_later(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "home", "e")
        await coach.put(measure__target="8")
        await coach.press("ctrl+s", "enter", "enter")
        (revision,) = coach.stored("objectives")[0]["revisions"]
        assert "reason" not in revision
        await coach.press("8", "/")
        await coach.type("F4")
        await coach.press("enter", "e")
        assert "12 → 8. Who asked?" in coach.bottom
        await coach.press("s")
        assert "12 → 8. Why?" in coach.bottom
        await coach.press("enter")
        assert "say why, in a few words" in coach.text
        await coach.type("budget cut\n")
        (revision,) = coach.stored("objectives")[0]["revisions"]
        assert (revision["by"], revision["reason"]) == ("sponsor", "budget cut")
        assert "said why" in coach.bottom
        assert "Nothing here contains “F4”" in coach.text
        await coach.press("u")
        assert "reason" not in coach.stored("objectives")[0]["revisions"][0]


async def test_a_long_name_gives_way_to_what_is_asked_and_how_far_it_goes(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "home", "e")
        await coach.put(measure__name="目標達成会議進行回数測定値週間合計一覧表示")
        await coach.press("ctrl+s", "enter", "enter", "e")
        await coach.put(measure__target="8")
        await coach.press("ctrl+s")
        assert "12 → 8. Who asked?" in coach.bottom
        await coach.press("n")
        assert "12 → 8. Who asked, by name" in coach.bottom
        await coach.type("Sami\n")
        assert "12 → 8. Why?" in coach.bottom
        await coach.press("escape", "escape", "escape")


async def test_a_long_title_gives_way_to_the_day_from_which_it_moves(example: Desk) -> None:
    there = example.practice().tables["milestones"].values()
    uid = next(raw["uid"] for raw in there if not raw.get("done_on"))
    title = "Lead the first of the quarterly planning meetings of the whole division alone"
    edit(example, Milestone, uid, {"title": title, "due": "2027-02-03"})
    async with opened(example) as coach:
        await coach.press("4", "home")
        coach.app.place.show_record(uid)
        await coach.press("m")
        assert "from Wed 3 Feb 2027 to" in coach.bottom


async def test_the_review_and_the_page_of_the_end_say_what_has_no_reason(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "home", "e")
        await coach.put(measure__target="8")
        await coach.press("ctrl+s", "enter", "enter")
        uid = coach.stored("objectives")[0]["uid"]
        for keys, field in (("r", f"adjust.{uid}"), ("9x", f"ends.{uid}")):
            await coach.press(*keys)
            coach.form.focus_field(field)
            await coach.settle()
            assert "changed without a reason: target of “stand-ups led” 12 → 8" in coach.text
            await coach.press("escape")


async def test_a_move_without_a_reason_is_explained_in_health(example: Desk) -> None:
    (raw,) = (one for one in example.practice().tables["milestones"].values() if one["title"] == "Go-live")
    move(example, Milestone, raw["uid"], "2027-01-26", by="client")
    async with opened(example) as coach:
        await coach.press("1", "8", "/")
        await coach.type("F1")
        await coach.press("enter", "e")
        assert "26 Jan 2027. Why?" in coach.bottom  # who asked is known
        await coach.type("the supplier\n")
        moves = coach.one("milestones", title="Go-live")["moves"]
        assert moves[-1] == {
            "on": "2026-11-24",
            "from": raw["due"],
            "to": "2027-01-26",
            "by": "client",
            "reason": "the supplier",
        }


async def test_what_has_happened_stands_in_a_form_as_sentences(example: Desk) -> None:
    milestone, objective = (example.practice().tables[one].values() for one in ("milestones", "objectives"))
    (go_live,) = (raw for raw in milestone if raw["title"] == "Go-live")
    move(example, Milestone, go_live["uid"], "2027-01-26", by="client", reason="the supplier")
    first = next(iter(objective))
    left = {"rule": "V4", "field": "title", "until": "2026-12-24", "reason": "it is hers"}
    edit(example, Objective, first["uid"], {"due": "2027-02-12", "accepted": [left]})
    async with opened(example, LARGE) as coach:
        await coach.press("4", "/")
        await coach.type("Go-live\n")
        await coach.press("e")
        assert "Moved from Fri 22 Jan 2027 to Tue 26 Jan 2027 on Tue 24 Nov" in coach.text
        assert "asked by the client: the supplier" in coach.text
        assert " | " not in coach.text
        await coach.fill(title="Go live")
        await coach.save()
        assert len(coach.one("milestones", title="Go live")["moves"]) == 1
        await coach.press("1", "home", "e")
        for word in ("Target date: Fri 12 Feb 2027, was", "Left as it is until Thu 24 Dec: it is hers"):
            await coach.press("shift+tab")
            assert word in " ".join(coach.text.split()), coach.text
        await coach.fill(title="Lead it")
        await coach.save()
        stored = coach.one("objectives", title="Lead it")
        assert (stored["accepted"], len(stored["revisions"])) == ([left], 1)


async def test_what_was_made_easier_is_asked_about_when_it_is_reached(example: Desk) -> None:
    async with opened(example) as coach:
        await coach.press("1", "home", "e")
        await coach.put(measure__target="8")
        await coach.press("ctrl+s", "enter", "enter")
        await coach.press("x", "r")
        assert "12 → 8. Who asked?" in coach.bottom
        await coach.press("c")
        await coach.type("she moved\n")
        assert "is reached. Why?" in coach.bottom
        await coach.press("enter")
        goal = coach.stored("objectives")[0]
        assert (goal["closed_as"], goal["revisions"][0]["reason"]) == ("reached", "she moved")
        await coach.press("u")
        goal = coach.stored("objectives")[0]
        assert "closed_as" not in goal
        assert "reason" not in goal["revisions"][0]


async def test_a_long_label_takes_two_rows_and_is_not_cut(example: Desk) -> None:
    uid = next(iter(example.practice().tables["objectives"].values()))["uid"]
    edit(example, Objective, uid, {"reality": "Two stand-ups a week, and he speaks in all of them."})
    async with opened(example, (80, 40)) as coach:
        await coach.press("1", "home", "enter")
        first = next(number for number, line in enumerate(coach.lines) if "Where it stands" in line)
        assert coach.lines[first].strip().startswith("Where it stands  Two stand-ups a week")
        assert coach.lines[first + 1].strip().startswith("now")


async def test_the_client_is_proposed_as_owner_and_can_be_taken_out(example: Desk) -> None:
    async with opened(example, LARGE) as coach:
        await coach.press("1", "a")
        assert coach.form.values()["owner"] == "client"
        await coach.put(title="Run", owner="")
        await coach.press("ctrl+s")
        assert "owner" not in coach.one("objectives", title="Run")
        await coach.press("1", "home", "e")
        await coach.put(owner="")
        await coach.press("ctrl+s")
        assert len([one for one in coach.stored("objectives") if not one.get("owner")]) == 2
        await coach.press("8")
        assert "Nobody owns it" in coach.text
