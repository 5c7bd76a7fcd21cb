"""Client text is data, whatever it holds."""

from __future__ import annotations

import json
from typing import Any

import pytest

TEXTS = [
    "[@click=app.bell]Anna[/] [b]bold[/b] [red",
    "\x1b]0;pwned\x07\x1b[2J\x1b[31m",
    "\x9b31m\x85\u2028two\nlines\ttab",
    "\u202egnp.exe\u202c\u2066\u200f",
    "田中 美咲 👩‍👩‍👧‍👦 ❤️ e" + "\u0301" * 30,
    "\ufffe\U000e0041\ud800",
    "\"\"\"\\u001b'''= # {}",
    "%s{}$(id)`id`",
]
READERS = [
    *(
        ["today"],
        ["clients"],
        ["clients", "--names"],
        ["calendar"],
        ["health"],
        ["history"],
        ["export", "json"],
    ),
    *([name, "-"] for name in ("plan", "health", "insights", "history")),
    *(
        ["today", "--json"],
        ["clients", "--json"],
        ["calendar", "--json"],
        ["health", "--json"],
        ["history", "--json"],
    ),
    *([name, "-", "--json"] for name in ("plan", "insights")),
]


def harmless(text: str) -> bool:
    """Nothing but printable characters, joiners and line breaks."""
    return all(char.isprintable() or char in "\n\u200c\u200d" for char in text)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:20])
def test_no_command_prints_what_could_do_harm(empty: Any, text: str) -> None:
    quoted = json.dumps(text.replace("\ud800", ""))
    plan = json.loads(f'{{"q": {quoted}}}')["q"]
    document = {
        "client": {"name": plan, "role": plan, "notes": plan},
        "engagement": {"start": "2026-09-01", "type": plan, "review_every": "1 week"},
        "objective": [
            {"title": plan, "due": "2026-11-24", "why": plan, "measure": [{"name": plan, "target": 3}]}
        ],
        "milestone": [{"title": plan, "due": "2026-11-20"}],
        "strategy": [{"title": plan}],
        "win": [{"on": "2026-11-24", "text": plan}],
        "checkin": [{"on": "2026-11-01", "note": plan}],
    }
    empty.ok("import", "-", stdin=json.dumps(document))
    (client,) = empty("clients", "--json").json["clients"]
    empty.ok("checkin", client["id"], "--win", text, "--note", text, "--mood", text)
    for argv in READERS:
        named = [client["id"] if word == "-" else word for word in argv]
        for terminal in (False, True):
            ran = empty(*named, terminal=terminal)
            assert (ran.status, ran.err) == (0, ""), named
            assert harmless(ran.out), (named, ran.out)
    printed = empty.ok("plan", client["id"])
    assert "nothing changed" in empty.ok("import", "-", "--replace", stdin=printed)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:20])
def test_what_is_typed_is_quoted_harmlessly(coach: Any, text: str) -> None:
    argv: list[str]
    for argv in (
        [text],
        ["plan", text],
        ["checkin", text, "--note", "x"],
        ["checkin", "anna", f"--measure={text}=1"],
        ["checkin", "anna", "--measure", f"stand={text}"],
        ["checkin", "anna", f"--done={text}"],
        ["checkin", "anna", "--note", "x", f"--on={text}"],
        ["checkin", "anna", f"--engagement={text}"],
        ["checkin", "anna", "--note", "x", text],
        ["calendar", text],
        ["calendar", f"--client={text}"],
        ["import", text],
        ["restore", text],
        ["export", text],
        [f"--today={text}", "today"],
    ):
        coach.refused(*argv)


def test_names_that_a_hand_edited_file_holds(coach: Any) -> None:
    tables = json.loads(coach.path.read_text())
    tables["clients"]["1"]["name"] = "Anna\nNow\n ! Forged  line\x1b[0m"
    tables["milestones"]["2"]["title"] = "\x1b]52;c;AAAA\x07"
    coach.path.write_text(json.dumps(tables))
    for terminal in (False, True):
        out = coach.ok("today", terminal=terminal)
        assert harmless(out)
        assert out.split("\n")[1].startswith(" ! Anna Now  ! Forged")
    assert len(coach.ok("clients", "--names").splitlines()) == 1
    assert harmless(coach.ok("today", "--json"))
    assert harmless(coach.ok("export", "json"))
    assert "\x1b" in coach("today", "--json").json["items"][0]["client"]


def test_json_is_readable_where_that_is_safe(coach: Any) -> None:
    coach.ok("checkin", "anna", "--win", "Café 田中")
    assert "Café 田中" in coach.ok("today", "--json")


@pytest.mark.parametrize("start", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("every", ["1 week", "999 months"])
def test_a_client_at_the_end_of_time_hides_nobody_else(coach: Any, start: str, every: str) -> None:
    plan = f'[client]\nname = "Far"\n[engagement]\nstart = {start}\nreview_every = "{every}"\n'
    ran = coach("import", "-", stdin=plan)
    for argv in (["today"], ["clients"], ["calendar"], ["health"], ["today", "--json"]):
        assert "Anna Berg" in coach.ok(*argv), argv
    assert ran.status in (0, 2)


@pytest.mark.parametrize(
    "argv",
    [
        ["restore"],
        ["demo", "--only-data"],
        ["import"],
        *([*made, "-o"] for made in (["export", "json"], ["export", "csv"], ["export", "vdir"])),
        *([*made, "-o"] for made in (["report", "anna", "--for", "client"], ["form", "anna", "checkin"])),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("name", ["a" * 3000, "x/" + "a" * 3000], ids=["a name", "a path"])
def test_a_name_that_no_file_can_have_is_wrong_use(coach: Any, argv: list[str], name: str) -> None:
    said = coach(*argv, name)
    assert "internal error" not in said.err
    assert said.err.count("\n") == 1
    assert said.status in (2, 3)
