"""`coach report`: to the terminal, to a file, as a preview; and who gets nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shell

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
