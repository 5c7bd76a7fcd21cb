"""`coach checkin`."""

from __future__ import annotations

import re
from typing import Any

import pytest

from coach_tui.store import contents


def checkins(coach: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = coach("plan", "anna", "--json").json["checkin"]
    return found


def test_everything_in_one_line(coach: Any) -> None:
    values = ["--measure", "stand=6,5", "--measure", "hours=-3", "--engagement", "4", "--mood", "calm"]
    texts = ["--note", "Went well.", "--win", "Said no", "--on", "yesterday"]
    out = coach.ok("checkin", "anna", *values, *texts, "--done", "delegate", "--done", "progress", "--yes")
    assert out == (
        "Checked in with Anna Berg: stand-ups led 6.5, hours worked -3, Delegate one task a week, "
        "Progress meeting with the head of operations, engagement 4, mood, note, won “Said no”, "
        "on Mon 23 Nov. To take it back: coach undo\n"
    )
    newest = checkins(coach)[-1]
    del newest["id"]
    assert newest == {
        "on": "2026-11-23",
        "measures": {"stand-ups led": 6.5, "hours worked": -3},
        "done": ["Delegate one task a week", "Progress meeting with the head of operations"],
        "engagement": 4,
        "mood": "calm",
        "note": "Went well.",
    }
    coach.ok("undo")
    assert len(checkins(coach)) == 2


def test_json_tells_what_changed_by_id(coach: Any) -> None:
    found = coach("checkin", "anna", "--win", "Said no", "--engagement", "5", "--json").json
    assert found["client"] == "Anna Berg"
    assert found["what"] == "checked in with Anna Berg: engagement 5, won “Said no”"
    assert [(change["table"], change["action"]) for change in found["changes"]] == [
        ("checkins", "added"),
        ("wins", "added"),
    ]
    assert found["changes"][0]["id"] == checkins(coach)[-1]["id"]


@pytest.mark.parametrize("option", ["--note", "--win", "--mood"])
def test_text_from_standard_input(coach: Any, option: str) -> None:
    assert coach.ok("checkin", "anna", option, "-", stdin="Café\nund mehr\n").startswith("Checked in")


def test_a_long_note_is_kept_whole(coach: Any) -> None:
    note = "line of text\n" * 8_000
    coach.ok("checkin", "anna", "--note", "-", stdin=note)
    assert checkins(coach)[-1]["note"] == note.rstrip()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["bob", "--note", "x"], "no client matches “bob”; coach clients lists them"),
        (["", "--note", "x"], "no client named"),
        (["anna"], "nothing to note"),
        (["anna", "--note", "  "], "nothing to note"),
        (["anna", "--measure", "hours"], "measure: “hours” is not NAME=VALUE"),
        (["anna", "--measure", "=3"], "measure: “=3” is not NAME=VALUE"),
        (["anna", "--measure", "hours=many"], "measure: “many” is not a number"),
        (["anna", "--measure", "hours=nan"], "measure: “nan” is not a number"),
        (["anna", "--measure", "hours=1e999"], "measure: "),
        (["anna", "--measure", "e=1"], "“e” fits 2 measures (stand-ups led, hours worked); write more of it"),
        (
            ["anna", "--measure", "kg=1"],
            "no measure matches “kg”; this plan has: stand-ups led, hours worked",
        ),
        (["anna", "--measure", "hours=1", "--measure", "worked=2"], "measure: “hours worked” is given twice"),
        (["anna", "--engagement", "6"], "engagement: “6” is outside 1 to 5"),
        (["anna", "--engagement", "2.5"], "engagement: “2.5” is not a whole number"),
        (["anna", "--done", "dance"], "no strategy matches “dance”; this plan has: Delegate"),
        (["anna", "--done", "a"], "“a” fits 2 strategies"),
        (["anna", "--note", "x", "--on", "2026-11-25"], "on: Wed 25 Nov is in the future"),
        (["anna", "--note", "x", "--on", "tomorrow"], "on: Wed 25 Nov is in the future"),
        (["anna", "--note", "x", "--on", "2026-08-31"], "on: Mon 31 Aug 2026 is before the engagement began"),
        (["anna", "--note", "x", "--on", "2026-02-30"], 'on: "2026-02-30" is not in the calendar'),
        (["anna", "--note", "x", "--on", "whenever"], 'on: "whenever" is no day'),
        (["anna", "--note", "x", "--on", ""], "on: no day is given"),
        (["anna", "--win", "x" * 501], "text: 501 characters are too many"),
        (["anna", "--mood", "x" * 100_000], "mood: 100,000 characters are too many"),
        (["anna", "--note", "-", "--win", "-"], "only one text can come from standard input"),
    ],
)
def test_what_cannot_be_noted_is_refused_and_nothing_changes(coach: Any, argv: list[str], said: str) -> None:
    assert said in coach.refused("checkin", *argv, stdin="text")


def test_a_name_that_fits_two(coach: Any) -> None:
    coach.ok("import", "-", stdin='[client]\nname = "Hanna Roth"\n[engagement]\nstart = 2026-01-01\n')
    assert coach.refused("checkin", "anna", "--note", "x") == (
        "“anna” fits 2 clients (Anna Berg, Hanna Roth); write more of it"
    )
    coach.ok("checkin", "anna b", "--note", "x")
    coach.ok("checkin", "ROTH", "--note", "x")


def test_a_client_without_engagement(coach: Any) -> None:
    with_nobody = coach("plan", "anna", "--json").json
    coach.ok("import", "-", stdin='[client]\nname = "Tom"\n[engagement]\nstart = 2026-01-01\n')
    from coach_tui.changes.clients import delete_engagement
    from coach_tui.changes.desk import Desk
    from coach_tui.clock import Clock

    desk = Desk(coach.path, Clock())
    tom = desk.practice().client_named("tom")
    engagement = desk.practice().current(tom.uid)
    assert engagement is not None
    delete_engagement(desk, engagement.uid)
    assert coach.refused("checkin", "tom", "--note", "x").startswith("there is no engagement with “Tom” yet")
    assert "Tom" in coach.ok("clients")
    assert coach("clients", "--json").json["clients"][1]["engagement"] is None
    assert coach("plan", "anna", "--json").json == with_nobody


@pytest.mark.parametrize("day", ["-1d", "-1w", "-2 days"])
def test_a_day_may_be_counted_back(coach: Any, day: str) -> None:
    assert coach("checkin", "anna", "--note", "x", "--on", day).status == 0
    assert coach("checkin", "anna", "--note", "x", f"--on={day}").status == 0


def test_a_best_value_is_offered_as_a_win(coach: Any) -> None:
    hint = "Best so far. To note it as a win: coach checkin CLIENT --win TEXT\n"
    assert coach.ok("checkin", "anna", "--measure", "stand=7").endswith(hint)
    assert hint not in coach.ok("checkin", "anna", "--measure", "stand=3")
    assert hint not in coach.ok("checkin", "anna", "--measure", "stand=9", "--win", "Nine!")


# The app's own line


def test_the_line_of_the_app(coach: Any) -> None:
    out = coach.ok("checkin", "anna", "7, hou=44, e4, mood=calm, +delegate, slept well, !ran it alone")
    assert out == (
        "Checked in with Anna Berg: stand-ups led 7, hours worked 44, Delegate one task a week, "
        "engagement 4, mood, note, won “ran it alone”. To take it back: coach undo\n"
    )
    newest = checkins(coach)[-1]
    del newest["id"]
    assert newest == {
        "on": "2026-11-24",
        "measures": {"stand-ups led": 7, "hours worked": 44},
        "done": ["Delegate one task a week"],
        "engagement": 4,
        "mood": "calm",
        "note": "slept well",
    }
    assert coach("plan", "anna", "--json").json["win"][-1]["text"] == "ran it alone"


@pytest.mark.parametrize(
    "argv",
    [
        ["7, e4", "--mood", "calm", "--on", "yesterday"],
        ["--mood", "calm", "--on", "yesterday", "7, e4"],
        ["--mood=calm", "7, e4", "--on", "-1d"],
        ["7", "--engagement", "4", "--mood", "calm", "--on=-1d"],
        ["e4, mood=calm", "--measure", "stand=7", "--on", "2026-11-23"],
        ["-", "--mood", "calm", "--on", "yesterday"],
    ],
)
def test_a_line_and_options_go_together_in_any_order(coach: Any, argv: list[str]) -> None:
    found = coach("checkin", "anna", *argv, "--json", stdin="7, e4\n").json
    assert found["what"] == "checked in with Anna Berg: stand-ups led 7, engagement 4, mood"
    newest = checkins(coach)[-1]
    assert newest == {
        "id": found["changes"][0]["id"],
        "on": "2026-11-23",
        "measures": {"stand-ups led": 7},
        "engagement": 4,
        "mood": "calm",
    }


@pytest.mark.parametrize("line", ["-3", "-3, e4", "−3"])
def test_a_line_may_begin_with_a_negative_number(coach: Any, line: str) -> None:
    coach.ok("checkin", "anna", "--yes", line)
    coach.ok("checkin", "anna", "--on", "yesterday", "--yes", line)
    assert [one["measures"] for one in checkins(coach)[-2:]] == [{"stand-ups led": -3}, {"hours worked": -3}]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["e4", "--engagement", "4"], "engagement: it is given twice; leave one out"),
        (["slept", "--note", "well"], "note: it is given twice; leave one out"),
        (["mood=calm", "--mood", "calm"], "mood: it is given twice; leave one out"),
        (["!ran", "--win", "walked"], "win: it is given twice; note one of them by itself"),
        (
            ["7", "--measure", "stand=6"],
            "measure: “stand-ups led” is given twice; a check-in takes one value of it",
        ),
        (["7, 44, 3"], "no measure waits for “3”; write name=value"),
        (["7", "e4"], "unrecognized arguments: e4; coach checkin --help shows how"),
        (["7", "--frob"], "unrecognized arguments: --frob; coach checkin --help shows how"),
        (["-", "--note", "-"], "only one text can come from standard input; give the other one as it is"),
        (["-"], "these are several lines: write it in one, or give a text of several with --note -"),
        ([" "], "nothing to note; give a value, practice, engagement, mood or a note"),
        (["slept", "--on", "tomorrow"], "on: Wed 25 Nov is in the future; it takes what has happened"),
    ],
)
def test_a_line_that_cannot_be_taken_changes_nothing(coach: Any, argv: list[str], said: str) -> None:
    assert coach.refused("checkin", "anna", *argv, stdin="7\ne4\n") == said


def test_only_active_strategies_are_practised(coach: Any) -> None:
    plan = coach("plan", "anna").out.replace(
        'title = "Delegate one task a week"\n', 'title = "Delegate one task a week"\nstatus = "paused"\n'
    )
    coach.ok("import", "-", "--replace", stdin=plan)
    said = "“Delegate one task a week” is paused; make it active to practise it"
    assert coach.refused("checkin", "anna", "--done", "delegate") == said
    assert coach.refused("checkin", "anna", "+delegate") == said


HELPED = re.compile(r"--on DATE\s+the day it is about: (.+)")


def test_every_day_that_help_gives_can_be_typed(coach: Any) -> None:
    given = HELPED.search(coach.ok("checkin", "--help"))
    assert given
    examples = given[1].split(", ")
    assert examples == ["2026-11-23", "yesterday", "fri", "-2d"]
    for example, day in zip(examples, ("Mon 23", "Mon 23", "Fri 20", "Sun 22"), strict=True):
        assert f", on {day} Nov. " in coach.ok("checkin", "anna", "--note", "x", "--on", example)


def test_the_line_that_help_gives_can_be_typed(coach: Any) -> None:
    help_text = " ".join(coach.ok("checkin", "--help").split())
    line = re.search(r'as in the app: "(.+?)"', help_text)
    assert line
    coach.ok("plan", "anna")
    said = coach.ok("checkin", "anna", line[1].replace("practice", "delegate"))
    assert "engagement 4" in said


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("Slept badly; boss away; e4", "Slept badly; boss away"),
        ("Slept badly, boss away; e4", "Slept badly, boss away"),
        ("e4, slept badly; mood=calm, boss away", "slept badly; boss away"),
        ("one;; two, e4, three", "one;; two, three"),
        ("e4, tired;", "tired;"),
        ("e4, ok ;", "ok ;"),
        ("; and so, e4", "; and so"),
        ("9;e4, calls made", "calls made"),
    ],
)
def test_the_signs_between_what_stays_are_kept(coach: Any, line: str, note: str) -> None:
    coach.ok("checkin", "anna", line)
    assert checkins(coach)[-1]["note"] == note


FAR = "stand-ups led: 9999 is far from 5, the last value, and 12, the target"


@pytest.mark.parametrize("said", [["9999"], ["--measure", "stand=9999"], ["e4, 9999, !ran it"]])
def test_a_value_far_from_anything_before_is_refused_where_nobody_can_answer(
    coach: Any, said: list[str]
) -> None:
    told = f"{FAR}: nothing was noted; mend it, or note it with --yes"
    assert coach.refused("checkin", "anna", *said) == told
    assert coach.refused("checkin", "anna", *said, "--json") == told
    assert "9999" in coach.ok("checkin", "anna", *said, "--yes")


def test_at_a_terminal_it_is_asked_about(coach: Any) -> None:
    before = coach.path.read_bytes()
    for answer in ("n", "", "nonsense"):
        ran = coach("checkin", "anna", "9999", terminal=True, stdin=f"{answer}\n")
        assert ran.status == 2
        assert ran.err == f"{FAR}: note it? [y/N] coach: nothing was noted\n"
        assert coach.path.read_bytes() == before
    ran = coach("checkin", "anna", "9999", terminal=True, stdin="y\n")
    assert ran.status == 0
    assert "stand-ups led 9999" in ran.out
    assert list(checkins(coach)[-1]["measures"].values()) == [9999]


def test_of_two_values_each_is_named_and_the_day_tells_which_was_last(coach: Any) -> None:
    said = coach.refused("checkin", "anna", "--measure", "stand=777", "--measure", "hours=5000")
    assert "stand-ups led: 777 is far from 5" in said
    assert "; hours worked: 5000 is far from 51" in said
    early = coach.refused("checkin", "anna", "777", "--on", "2026-10-06")
    assert "777 is far from 3, the last value" in early


@pytest.mark.parametrize(
    "part", ["1.234,5", "1e9", "9.e4", "9/e4", "9: e4", "1.2.3", "10:30", "3/4", "7 8", "12 000", "½", "٧"]
)
def test_figures_that_are_no_number_are_refused_and_become_no_note(coach: Any, part: str) -> None:
    said = coach.refused("checkin", "anna", part)
    assert said == (
        f"“{part}” is no number that can be read; write it like 1234.5, or with a word beside it for a note"
    )
    assert coach.refused("checkin", "anna", f"tired, {part}") == said


@pytest.mark.parametrize(
    ("part", "says"),
    [
        ("50%", "“50%” is in %, as no measure here is; write name=50, or more words for a note"),
        ("€ 5", "“€ 5” is in €, as no measure here is; write name=5, or more words for a note"),
        ("5k", "“5k” is short for a number; write 5000, or more words for a note"),
        ("hours=1e9", "measure: “1e9” is not a number; write it in digits alone"),
        ("hours=forty", "measure: “forty” is not a number; write it in digits alone"),
    ],
)
def test_what_looks_like_a_value_becomes_no_note(coach: Any, part: str, says: str) -> None:
    assert coach.refused("checkin", "anna", f"tired, {part}") == says
    if "=" in part:
        assert coach.refused("checkin", "anna", "--measure", part) == says


def test_a_value_may_carry_its_unit(coach: Any) -> None:
    for given in (["47h"], ["hours=47 hours"], ["--measure", "hours=47h"]):
        assert "hours worked 47" in coach.ok("checkin", "anna", *given)
        assert list(checkins(coach)[-1]["measures"].values()) == [47]
        assert "note" not in checkins(coach)[-1]


def test_an_engagement_that_is_no_step_of_its_scale_is_refused(coach: Any) -> None:
    assert coach.refused("checkin", "anna", "e4.5").startswith("engagement: ")
    assert coach.refused("checkin", "anna", "e-1").startswith("engagement: ")


def test_a_word_beside_figures_is_a_note(coach: Any) -> None:
    coach.ok("checkin", "anna", "up at 10:30")
    assert checkins(coach)[-1]["note"] == "up at 10:30"


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_the_file_is_read_once_for_a_check_in(
    coach: Any, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read a large one takes most of the time."""
    coach.ok("checkin", "anna", "e3")
    read: list[int] = []
    parse = contents.parse_sealed

    def counted(raw: bytes) -> Any:
        read.append(len(raw))
        return parse(raw)

    monkeypatch.setattr(contents, "parse_sealed", counted)
    coach.ok("checkin", "anna", "7, e4", *more)
    assert len(read) == 1
