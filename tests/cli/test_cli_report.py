"""`coach report`: to the terminal, to a file, as a preview; and who gets nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

EXAMPLE = Path(__file__).parent.parent / "data" / "plan-example.toml"


@pytest.fixture
def anna(coach: Shell) -> Shell:
    return coach


def test_the_client_reads_the_plan_and_no_private_note(anna: Shell) -> None:
    told = anna.ok("report", "anna", "--for", "client")
    assert told.startswith("# Anna Berg\n")
    for shown in (
        "## Won",
        "Ran the kick-off alone",
        "We rehearsed the kick-off.",
        "I said yes to less",
        "stand-ups led",
    ):
        assert shown in told
    for private in (
        "Avoids naming",
        "afraid of",
        "Start with the stand-ups",
        "Led three stand-ups",
        "anna@example",
    ):
        assert private not in told


def test_the_sponsor_reads_what_the_agreement_lists(anna: Shell) -> None:
    told = anna.ok("report", "anna", "--for", "sponsor")
    for shown in ("Lead a project team", "Go-live", "29 Jan 2027", "Nordlicht Logistik"):
        assert shown in told
    for private in (
        "My son",
        "stand-ups led",
        "kick-off alone",
        "Delegat",
        "Hands the lead",
        "confidence",
        "talked",
    ):
        assert private not in told, private


def test_the_coach_reads_everything(anna: Shell) -> None:
    told = anna.ok("report", "anna", "--for", "coach")
    for shown in (
        "COACH ONLY",
        "Avoids naming the conflict",
        "afraid of the first",
        "Led three stand-ups",
        "Decisions",
    ):
        assert shown in told


def test_a_file_is_the_owner_s_alone_and_takes_nobody_s_place(anna: Shell, tmp_path: Path) -> None:
    target = tmp_path / "anna.html"
    anna.ok("report", "anna", "--for", "client", "-o", str(target))
    assert target.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert target.stat().st_mode & 0o777 == 0o600
    again = anna("report", "anna", "--for", "client", "-o", str(target))
    assert again.status == 2
    assert "exists already" in again.err
    anna.ok("report", "anna", "--for", "client", "--format", "md", "-o", str(target), "--force")
    assert target.read_text("utf-8").startswith("# Anna Berg")
    onto = anna("report", "anna", "--for", "client", "--force", "-o", str(anna.path))
    assert onto.status == 2
    assert "data file itself" in onto.err


def test_in_a_folder_it_is_named_after_client_reader_and_day(anna: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    anna.ok("report", "anna", "--for", "client", "--format", "html", "-o", str(folder))
    assert [path.name for path in folder.iterdir()] == ["anna-berg-client-2026-11-24.html"]


def test_the_preview_says_what_is_held_back_and_shows_what_leaves(anna: Shell, tmp_path: Path) -> None:
    told = anna.ok("report", "anna", "--for", "client", "--preview", "-o", str(tmp_path / "no.md"))
    head, _, text = told.partition("As it leaves\n\n")
    assert text == anna.ok("report", "anna", "--for", "client")
    assert "Goes to the client" in head
    assert "Private note" in head
    assert "Confidence: note" in head
    assert "Avoids naming" not in told
    assert not (tmp_path / "no.md").exists()
    sponsor = anna.ok("report", "anna", "--for", "sponsor", "--preview")
    assert "1 whole" in sponsor


def test_what_templates_get_can_be_printed(anna: Shell) -> None:
    found = json.loads(anna.ok("report", "anna", "--for", "sponsor", "--json"))
    assert found["reader"] == "sponsor"
    assert [one["title"] for one in found["objectives"]] == ["Lead a project team", "Leave work on time"]
    assert found["wins"] == []
    assert "My son" not in json.dumps(found)


def test_a_win_opened_to_the_sponsor_goes_there(anna: Shell, tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace(
        'text = "Ran the kick-off alone"', 'text = "Ran it"\nvisibility = "sponsor"'
    )
    (tmp_path / "anna.toml").write_text(text)
    anna.ok("import", str(tmp_path / "anna.toml"), "--replace")
    assert "- Ran it (1 Oct 2026" in anna.ok("report", "anna", "--for", "sponsor")
    assert 'visibility = "sponsor"' in anna.ok("plan", "anna")
    out = json.loads(anna.ok("export", "json"))
    assert out["tables"]["wins"][0]["visibility"] == "sponsor"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("agreed_on = 2026-09-03", "before the agreement"),
        ('sponsor_sees = ["objectives", "milestones", "status"]', "lists nothing"),
    ],
)
def test_without_an_agreement_the_sponsor_gets_nothing(
    empty: Shell, tmp_path: Path, change: str, said: str
) -> None:
    (tmp_path / "anna.toml").write_text(EXAMPLE.read_text("utf-8").replace(change, "", 1))
    empty.ok("import", str(tmp_path / "anna.toml"))
    ran = empty("report", "anna", "--for", "sponsor", "--preview")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_a_pdf_is_not_for_a_terminal(anna: Shell) -> None:
    ran = anna("report", "anna", "--for", "client", "--format", "pdf", terminal=True)
    assert ran.status == 2
    assert "-o FILE" in ran.err


def test_the_coach_s_own_template_is_taken_and_its_fault_is_one_line(anna: Shell, tmp_path: Path) -> None:
    own = Path(anna.env["COACH_CONFIG"]).parent / "reports"
    own.mkdir()
    (own / "client.md").write_text("Dear {{ client.name }},\n")
    assert anna.ok("report", "anna", "--for", "client") == "Dear Anna Berg,\n"
    (own / "client.md").write_text("Dear\n{{ client.first }},\n")
    ran = anna("report", "anna", "--for", "client")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert "client.md”, line 2" in ran.err


@pytest.mark.parametrize(
    "argv", [["report", "anna"], ["report", "anna", "--for", "boss"], ["report", "--for", "client"]]
)
def test_wrong_use_is_one_line(anna: Shell, argv: list[str]) -> None:
    ran = anna(*argv)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_no_other_command_loads_the_templates(anna: Shell) -> None:
    script = (
        "import sys; from coach_tui.cli.main import main\n"
        "for argv in (['today'], ['plan', 'anna'], ['insights', 'anna'], ['report', '--help']):\n"
        "    assert main(argv) == 0, argv\n"
        "assert not {'jinja2', 'weasyprint'} & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], env=anna.env, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_clients_week_as_text_page_and_draft(anna: Shell, tmp_path: Path) -> None:
    text = anna.ok("report", "anna", "--for", "client", "--week")
    assert text.startswith("Your plan, your week\n\nTue 24 Nov to Mon 30 Nov\n\nTHIS WEEK\n")
    for shown in (
        "* Delegate one task a week (1 per week)",
        "  then I hand it over in that day's stand-up",
        "* First part delegated, was due Fri 20 Nov",
        "* Go-live, by Fri 22 Jan 2027",
    ):
        assert shown in text
    assert "Kick-off held" not in text
    assert "Anna" not in text
    assert text == anna.ok("report", "anna", "--for", "client", "--week", "--format", "txt")
    page = anna.ok("report", "anna", "--for", "client", "--week", "--format", "html")
    assert '<h1 class="runs">Tue 24 Nov to Mon 30 Nov</h1>' in page
    file = tmp_path / "week.eml"
    anna.ok("report", "anna", "--for", "client", "--week", "-o", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert (
        b"To: Anna Berg <anna@example.org>\nSubject: Your week, Tue 24 Nov to Mon 30 Nov\n"
        in file.read_bytes()
    )
    assert "--for client" in anna.refused("report", "anna", "--for", "sponsor", "--week")


def test_a_draft_without_an_address_says_so(anna: Shell, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text(EXAMPLE.read_text().replace("anna@example.org", "not known"))
    anna.ok("import", "--replace", str(plan))
    ran = anna("report", "anna", "--for", "client", "--week", "--format", "eml")
    assert ran.status == 0
    assert ran.err == "coach: “not known” is no e-mail address; fill in To in your mail program\n"
    assert "\nTo:" not in f"\n{ran.out}"
    ran = anna("form", "anna", "checkin", "--eml")
    assert "no e-mail address" in ran.err
    assert "Subject: How is it going?\n" in ran.out


def test_forms_as_drafts_come_back(anna: Shell, tmp_path: Path) -> None:
    file = tmp_path / "form.eml"
    anna.ok("form", "anna", "reflection", "-o", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    made = file.read_text()
    assert "Subject: Before our next review\n" in made
    reply = tmp_path / "reply.eml"
    reply.write_text(
        f"From: anna@example.org\n{made}".replace(
            "[hard] What was hard?\nAnswer:", "[hard] What was hard?\nAnswer: Sleep"
        )
    )
    assert "What was hard: Sleep" in anna.ok("import", str(reply), "--yes")
    assert "attach it" in anna.refused("form", "anna", "360", "--html", "--eml")


@pytest.mark.parametrize("command", [("report", "anna", "--for", "client"), ("export", "json")])
def test_a_device_or_pipe_is_never_replaced(anna: Shell, tmp_path: Path, command: tuple[str, ...]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for more in ([], ["--force"]):
        assert "no ordinary file" in anna.refused(*command, "-o", str(pipe), *more)
    assert pipe.is_fifo()
