"""`coach form CLIENT self|intake`, `coach import` of what comes back, and what the shell shows of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cli_replies import fill

SET = 'kind = "self"\nname = "My wheel"\nscale_high = 5\nitems = ["Calm", "Courage"]\n'


def own_set(coach: Any, name: str = "mine", text: str = SET) -> None:
    folder = Path(coach.env["COACH_CONFIG"]).parent / "items"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text)


def test_a_wheel_goes_out_comes_back_and_is_compared(coach: Any, tmp_path: Path) -> None:
    ran = coach("form", "anna", "self", "--set", "mine", "--today", "2026-11-10")
    assert ran.status == 2
    assert "“mine” is not one set of items for this; there are: own-strengths, wheel-of-life," in ran.err
    own_set(coach)
    ran = coach("form", "anna", "self", "--set", "mine", "--today", "2026-11-10")
    assert ran.status == 0
    assert ran.err == "coach: asked Anna Berg for “My wheel”; to take it back: coach undo\n"
    again = coach("form", "anna", "self")
    assert again.out == ran.out
    assert "“My wheel” was asked for on Tue 10 Nov and waits; this is its form again" in again.err
    reply = tmp_path / "reply.txt"
    reply.write_text(fill(ran.out, "2", "4, most days"))
    shown = coach("import", str(reply), "--yes", "--on", "2026-11-11")
    assert shown.status == 0
    assert "Calm: 2" in shown.out
    assert "took in what Anna Berg answered to “My wheel”" in shown.out
    reply.write_text(fill(coach("form", "anna", "self").out, "3", "4"))  # as last time, without --set
    coach.ok("import", str(reply), "--yes")
    told = coach("feedback", "anna", "--json").json["assessments"][1:]
    assert [(one["name"], one["answered_on"], one["mean"]) for one in told] == [
        ("My wheel", "2026-11-11", 3.0),
        ("My wheel", "2026-11-24", 3.5),
    ]
    assert told[1]["compared_with"] == {"name": "My wheel", "on": "2026-11-11"}
    assert [(one["item"], one["before"], one["change"]) for one in told[1]["items"]] == [
        ("Calm", 2, 1),
        ("Courage", 4, 0),
    ]
    text = coach.ok("feedback", "anna")
    assert "My wheel  self, answered Tue 24 Nov, scale 0 to 5" in text
    assert "Calm     3  was 2, +1" in text
    assert " Courage: most days" in text
    drawn = coach("feedback", "anna", terminal=True).out
    assert " Calm     ━━━━━━━┃━━━━────────  3  was 2, +1" in drawn
    assert (
        " Calm     =======|====--------  3"
        in coach("feedback", "anna", terminal=True, env={"TERM": "linux"}).out
    )
    seen = coach("insights", "anna", "--json").json["assessments"][0]
    assert seen["items"][0]["change"] == 1
    assert "My wheel: Tue 24 Nov" in coach.ok("insights", "anna")
    for reader in ("client", "coach"):
        report = coach.ok("report", "anna", "--for", reader)
        assert "| Calm | 3 | 2 | +1 |" in report
    entry = coach("plan", "anna", "--json").json["assessment"][1:]
    assert entry[0]["scores"] == {"Calm": 2, "Courage": 4}
    coach.ok("undo")
    assert "answered_on" not in coach("plan", "anna", "--json").json["assessment"][2]


def test_of_three_the_first_is_told_where_it_differs(coach: Any, tmp_path: Path) -> None:
    own_set(coach)
    for day, scores in (("2026-11-10", ("2", "4")), ("2026-11-17", ("3", "4")), ("2026-11-24", ("5", "4"))):
        ran = coach("form", "anna", "self", "--set", "mine", "--today", day)
        reply = tmp_path / "reply.txt"
        reply.write_text(fill(ran.out, *scores))
        coach.ok("import", str(reply), "--yes", "--on", day, "--today", day)
    text = coach.ok("feedback", "anna")
    assert "Calm     5  was 3, +2; 2 at first" in text
    assert "Courage  4  as before\n" in text
    assert "Change since Tue 17 Nov; at first: Tue 10 Nov" in text
    report = coach.ok("report", "anna", "--for", "client")
    assert "| What | Score | Before | Change | At first |\n|---|---:|---:|---:|---:|\n" in report
    assert "| Calm | 5 | 3 | +2 | 2 |" in report
    page = coach.ok("report", "anna", "--for", "client", "--format", "html")
    assert '<th class="num">At first</th>' in page


def test_without_a_set_the_last_is_asked_again_else_the_usual_one(coach: Any) -> None:
    again = coach("form", "anna", "self")
    assert "asked Anna Berg for “Wheel of life”" in again.err
    assert again.out.count("\nAnswer:") == 3 + 2  # as in the plan, and anything else
    coach.ok("undo")
    text = coach.ok("plan", "anna").split("[[assessment]]")[0]
    coach.ok("import", "-", "--replace", stdin=text)
    assert coach("form", "anna", "self").out.count("\nAnswer:") == 10 + 3


def test_an_intake_is_one_file_and_a_draft(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "intake.eml"
    assert coach("form", "anna", "intake", "-o", str(path)).status == 0
    assert b"Subject: Getting to know you" in path.read_bytes()
    form = coach("form", "anna", "intake").out
    assert "What brings you to coaching, and why now?" in form
    reply = tmp_path / "reply.txt"
    reply.write_text(fill(form, "The new job.", "I shall sleep."))
    ran = coach("import", str(reply), "--json", "--yes")
    assert ran.json["files"][0]["reply"]["kind"] == "intake"
    report = coach.ok("report", "anna", "--for", "client")
    assert "The new job." in report
    assert "The new job." in coach.ok("feedback", "anna")


def test_what_does_not_go_together(coach: Any) -> None:
    before = coach.path.read_bytes()
    for options, says in (
        (("checkin", "--set", "mine"), "--set goes with self and intake"),
        (("self", "--html"), "--round, --rater and --html go with 360"),
        (
            ("intake", "--set", "leadership"),
            "“leadership” is not one set of items for this; there are: intake",
        ),
    ):
        ran = coach("form", "anna", *options)
        assert ran.status == 2
        assert says in ran.err
    assert coach.path.read_bytes() == before


def test_what_was_answered_goes_with_the_client(coach: Any, tmp_path: Path) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(fill(coach("form", "anna", "intake").out, "Zyxwvut brings me here."))
    coach.ok("import", str(reply), "--yes")
    assert b"Zyxwvut" in coach.path.read_bytes()
    folder = tmp_path / "csv"
    assert coach("export", "csv", "-o", str(folder)).status == 0
    assert "Zyxwvut brings me here." in (folder / "assessments.comments.csv").read_text()
    assert '"Health: sleep, body, energy",5' in (folder / "assessments.scores.csv").read_text()
    coach("erase", "anna", "--yes", "Anna Berg")
    assert all(b"Zyxwvut" not in path.read_bytes() for path in coach.path.parent.rglob("*") if path.is_file())


def test_a_set_is_found_by_its_name_too(coach: Any) -> None:
    text = 'kind = "intake"\nname = "Kennenlernen kurz"\nquestions = ["Why now?"]\n'
    own_set(coach, "kk", text)
    assert "Why now?" in coach("form", "anna", "intake", "--set", "kurz").out
    own_set(coach, "kl", text.replace("Kennenlernen kurz", "Größer fragen"))
    assert "is not one set of items" in coach.refused("form", "anna", "intake", "--set", "k")
    assert "Why now?" in coach("form", "anna", "intake", "--set", "GROSSER").out


def test_an_intake_asks_questions(coach: Any) -> None:
    own_set(coach, "kk", 'kind = "intake"\nname = "Kurz"\nitems = ["x"]\n')
    said = coach.refused("form", "anna", "intake", "--set", "kurz")
    assert "“kk” asks nothing; an intake needs questions = [...]" in said


def answered_today(coach: Any) -> list[Any]:
    asked = coach("plan", "anna", "--json").json["assessment"]
    return [one for one in asked if one.get("answered_on") == "2026-11-24"]


@pytest.mark.parametrize("kind", ["self", "intake"])
@pytest.mark.parametrize("named", [True, False])
def test_a_reply_whose_asking_was_taken_back_brings_it_back(
    coach: Any, tmp_path: Path, kind: str, named: bool
) -> None:
    reply = tmp_path / "reply.txt"
    reply.write_text(fill(coach("form", "anna", kind).out, "3", "4"))
    assert "asked Anna Berg" in coach.ok("undo")
    before = coach("plan", "anna", "--json").json
    whose = ("--client", "anna", "--as", kind) if named else ()
    ran = coach("import", str(reply), *whose, terminal=True, stdin="n\n")
    assert ran.status == 2
    assert "was taken back or deleted since: it comes back with these answers" in ran.err
    assert coach("plan", "anna", "--json").json == before
    assert coach("import", str(reply), *whose, "--yes").status == 0
    (asked,) = answered_today(coach)
    assert (asked.get("kind", "self"), asked["answered_on"]) == (kind, "2026-11-24")
    again = coach("import", str(reply), *whose, "--yes")
    assert "was taken in already" in again.out
    coach.ok("undo")
    assert coach("plan", "anna", "--json").json == before


def test_a_reply_whose_asking_nobody_knows_of_answers_the_one_that_waits(coach: Any, tmp_path: Path) -> None:
    reply = tmp_path / "reply.txt"
    text = re.sub(r"m[0-9a-f]{12}\]", "m" + "0" * 12 + "]", fill(coach("form", "anna", "self").out, "3", "4"))
    reply.write_text(text)
    said = coach.refused("import", str(reply), "--yes")
    assert said.endswith("say whose it is: --client NAME --as checkin, reflection, plan, self or intake")
    whose = ("--client", "anna", "--as", "self")
    said = coach.refused("import", str(reply), "--client", "anna", "--as", "intake", "--yes")
    assert said.endswith("it answers a self-assessment form, not an intake form")
    assert coach("import", str(reply), *whose, "--yes").status == 0
    (asked,) = answered_today(coach)
    assert sorted(asked["scores"].values()) == [3, 4]
    reply.write_text(text.replace("Answer: 3", "Answer: 9"))
    said = coach.refused("import", str(reply), *whose, "--yes")
    assert said.endswith(
        "no self-assessment of “Anna Berg” waits for answers; "
        "ask for it again with coach form, then import this"
    )
