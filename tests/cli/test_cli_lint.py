"""`coach lint`: goals as an argument or one a line, for people and for programs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from typing import Any

import pytest

from coach_tui.cli.main import main

GOAL = "I want to lead a successful project team in the next three months"
VAGUE = "I want to improve my leadership skills"


def test_a_goal_in_full(empty: Any) -> None:
    assert empty.ok("lint", GOAL) == (
        f"smart: {GOAL}\n"
        "  ✓ S  lead a successful project team\n"
        "  ✓ M  lead a successful project team\n"
        "  – A  How sure are you to reach it, from 0 to 10?\n"
        "  – R  Why does it matter to you?\n"
        "  ✓ T  in the next three months\n"
        "  Ask: How sure are you to reach it, from 0 to 10?\n"
    )


def test_a_vague_goal_is_no_error(empty: Any) -> None:
    assert empty.ok("lint", VAGUE) == (
        f"vague: {VAGUE}\n"
        "  ? S  What exactly will you do, so that others could see it?\n"
        "  ? M  How will you know that it is reached: how many, how much, or what will be done?\n"
        "  – A  How sure are you to reach it, from 0 to 10?\n"
        "  – R  Why does it matter to you?\n"
        "  ? T  By which date, or how often?\n"
        "       “improve”: From what to what?\n"
        "  Ask: From what to what?\n"
    )
    assert not empty.path.exists()


def test_json_holds_what_others_rely_on(empty: Any) -> None:
    out = empty.ok("lint", "--json", VAGUE)
    assert out.count("\n") == 1
    found = json.loads(out)
    assert found["text"] == VAGUE
    assert found["verdict"] == "vague"
    assert list(found["letters"]) == ["specific", "measurable", "achievable", "relevant", "time_bound"]
    assert found["letters"]["measurable"] == {
        "ok": False,
        "found": [],
        "question": "How will you know that it is reached: how many, how much, or what will be done?",
    }
    assert found["letters"]["achievable"]["ok"] is None
    assert found["language"] == "en"
    assert found["hints"] == [{"word": "improve", "kind": "comparative", "question": "From what to what?"}]
    assert found["question"] == "From what to what?"


@pytest.mark.parametrize("more", [[], ["-"]])
def test_each_line_of_standard_input_is_a_goal(empty: Any, more: list[str]) -> None:
    out = empty.ok("lint", "--json", *more, stdin=f"{GOAL}\r\n\n  {VAGUE}\nPerdre 5 kilos avant Noël")
    found = [json.loads(line) for line in out.splitlines()]
    assert [one["text"] for one in found] == [GOAL, VAGUE, "Perdre 5 kilos avant Noël"]
    assert [one["verdict"] for one in found] == ["smart", "vague", "smart"]
    assert found[2]["language"] == "fr"
    assert "Noël" in out
    assert empty.ok("lint", *more, stdin=f"{GOAL}\n{VAGUE}\n").count("\n\n") == 1


def test_the_language_can_be_given(empty: Any) -> None:
    assert json.loads(empty.ok("lint", "--json", "--language", "de", "Marathon"))["language"] == "de"
    assert "invalid choice: 'it'" in empty.refused("lint", "--language", "it", "Marathon")


@pytest.mark.parametrize(
    ("argv", "stdin", "said"),
    [
        ([""], "", "the text is empty; give a goal to judge"),
        (["  "], "", "the text is empty; give a goal to judge"),
        ([], "", "there is no goal to judge; give it as text, or one a line on standard input"),
        (["--json"], "\n \n", "there is no goal to judge; give it as text, or one a line on standard input"),
        (["x" * 10_001], "", "the text has 10,001 characters; a goal has 10,000 at most"),
        ([], f"{GOAL}\n{'x ' * 50_000}\n", "line 2 has 99,999 characters; a goal has 10,000 at most"),
        (["caf\udce9"], "", "the text is not UTF-8 text; convert it first"),
        (["two", "texts"], "", "unrecognized arguments: texts; coach lint --help shows how"),
    ],
)
def test_bad_input_is_one_line(empty: Any, argv: list[str], stdin: str, said: str) -> None:
    assert empty.refused("lint", *argv, stdin=stdin) == said


def test_bytes_that_are_no_text_are_refused(empty: Any) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"caf\xe9\n"), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    assert main(["lint"], empty.env, stdin, out, err) == 2
    assert err.getvalue() == "coach: standard input is not UTF-8 text; convert it first\n"
    assert out.getvalue() == ""


HARMFUL = "Run \x1b[31ma\x1b]0;x\x07 marathon\u202e by June\x9b"


@pytest.mark.parametrize("more", [[], ["--json"]])
@pytest.mark.parametrize("terminal", [False, True])
def test_nothing_harmful_is_printed(empty: Any, more: list[str], terminal: bool) -> None:
    out = empty.ok("lint", *more, HARMFUL, terminal=terminal)
    assert out.replace("\n", "").isprintable()
    assert "marathon" in out


def test_ascii_signs_where_the_output_takes_no_more(empty: Any) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    assert main(["lint", "Walk more often by June"], empty.env, io.StringIO(), out, io.StringIO()) == 0
    out.seek(0)
    said = out.read()
    assert '  + T  by June\n       "more often"' in said


def test_nothing_is_wider_than_the_terminal(empty: Any) -> None:
    out = empty.ok("lint", "Write " + "a very long book and " * 40 + "by June", terminal=True)
    assert max(len(line) for line in out.splitlines()[1:]) <= 80


@pytest.mark.no_cover
def test_a_thousand_lines_are_judged_at_once(empty: Any) -> None:
    lines = "\n".join(f"{GOAL if n % 2 else VAGUE}, said number {n}" for n in range(1000))
    start = time.process_time()
    out = empty.ok("lint", "--json", stdin=lines)
    assert time.process_time() - start < 1
    assert out.count("\n") == 1000


def test_it_imports_little() -> None:
    program = (
        "import sys; from coach_tui.cli.main import main; main(['lint', '--json']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=GOAL,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COACH_TODAY": ""},
    )
    loaded = set(ran.stderr.split())
    assert not {"argparse", "typing", "tinydb", "pendulum", "textual", "rich", "dataclasses"} & loaded


def test_it_asks_in_the_language_of_the_goal(empty: Any) -> None:
    out = empty.ok("lint", "Ich will meine Führung verbessern")
    assert "“verbessern”: Von wo bis wohin?" in out
    assert out.endswith("  Frage: Von wo bis wohin?\n")
    assert "Pregunta: ¿" in empty.ok("lint", "--language", "es", "Führung")
