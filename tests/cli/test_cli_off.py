"""`coach off`, the calendar's time off, and what leaves with an export (domain rules §11)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

CHRISTMAS = {"since": "2026-12-24", "until": "2027-01-03", "reason": "skiing"}


@pytest.fixture
def shell(coach: Shell) -> Shell:
    return coach


def holidays(shell: Shell) -> list[dict[str, str | None]]:
    found = json.loads(shell.ok("off", "--json"))["holidays"]
    return [{key: value for key, value in one.items() if key != "id"} for one in found]


def test_a_holiday_is_noted_listed_deleted_and_taken_back(shell: Shell) -> None:
    assert shell.ok("off") == "No holiday is noted; coach off add 2026-12-24..2027-01-03 notes one.\n"
    said = shell.ok("off", "add", "24 dec – 3 jan", "--reason", "skiing")
    assert said == "Noted: off Thu 24 Dec – Sun 3 Jan 2027, 11 days. To take it back: coach undo\n"
    assert holidays(shell) == [CHRISTMAS]
    assert "skiing" in shell.ok("off")
    added = json.loads(shell.ok("off", "add", "2026-11-30", "--json"))
    assert added["changes"][0]["table"] == "holidays"
    twice = shell.refused("off", "add", "2026-11-30")
    assert "you are off Mon 30 Nov already" in twice
    shell.ok("off", "delete", "2026-12-30")
    assert [one["since"] for one in holidays(shell)] == ["2026-11-30"]
    shell.ok("undo")
    assert holidays(shell)[1] == CHRISTMAS
    shell.ok("doctor")


def test_days_without_a_year_are_the_nearer_ones_and_the_line_says_which(shell: Shell) -> None:
    said = shell.ok("off", "add", "1 nov – 10 nov")
    assert said == "Noted: off Sun 1 Nov – Tue 10 Nov 2026, 10 days. To take it back: coach undo\n"
    assert "off Mon 2 Aug 2027 – Tue 10 Aug 2027, 9 days" in shell.ok("off", "add", "2 aug – 10 aug")
    assert "off Fri 20 Nov 2026, 1 day" in shell.ok("off", "add", "20 nov")
    assert "off Sun 1 Nov – Tue 10 Nov 2026" in shell.ok("off", "delete", "1 nov – 10 nov")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["off", "add"], "say which days"),
        (["off", "add", "soon"], "is no day"),
        (["off", "add", "2026-12-24..2026-12-23"], "say the first day first"),
        (["off", "delete", "2026-12-24"], "no holiday on “2026-12-24”; coach off lists them"),
        (["off", "delete", "2026-12-24", "--reason", "x"], "a reason goes with add"),
        (["off", "list", "2026-12-24"], "coach off add"),
    ],
)
def test_what_cannot_be_is_one_line(shell: Shell, line: list[str], says: str) -> None:
    assert says in shell.refused(*line)


def test_the_calendar_shows_what_does_not_count(shell: Shell) -> None:
    shell.ok("off", "add", "2026-12-24..2027-01-03")
    everybody = shell.ok("calendar", "2026-12")
    assert " 24-" in everybody
    assert "- your holiday" in everybody
    told = json.loads(shell.ok("calendar", "2026-12", "--client", "anna", "--json"))
    assert told["holidays"] == [{"since": "2026-12-24", "until": "2027-01-03"}]
    assert told["pauses"] == []
    assert "2026-12-26" in told["days_off"]  # Anna's Saturday


def test_an_export_takes_holidays_along(shell: Shell, tmp_path: Path) -> None:
    shell.ok("off", "add", "2026-12-24..2027-01-03", "--reason", "skiing")
    whole = tmp_path / "all.json"
    shell.ok("export", "json", "-o", str(whole))
    assert "skiing" in whole.read_text()
    one = tmp_path / "anna.json"
    shell.ok("export", "json", "--client", "anna", "-o", str(one))
    assert "skiing" not in one.read_text()
    other = Shell(tmp_path / "other")
    other.ok("import", str(whole))
    assert holidays(other) == [CHRISTMAS]
    assert "skiing" not in shell.ok("report", "anna", "--for", "client")


def test_a_plan_tells_its_pauses(shell: Shell, tmp_path: Path) -> None:
    text = shell.ok("plan", "anna").replace(
        "[engagement]", "[engagement]\npauses = [{ since = 2026-12-01 }]", 1
    )
    (tmp_path / "anna.toml").write_text(text)
    shell.ok("import", str(tmp_path / "anna.toml"), "--replace")
    told = json.loads(shell.ok("plan", "anna", "--json"))
    assert told["engagement"]["pauses"] == [{"since": "2026-12-01", "until": None, "reason": None}]
    assert {tuple(one["pauses"]) for one in told["strategy"]} == {()}
    (tmp_path / "anna.json").write_text(json.dumps(told))
    assert "nothing" in shell.ok("import", str(tmp_path / "anna.json"), "--replace")
    edited = text.replace("{ since = 2026-12-01 }", "{ since = 2026-12-01 }, { since = 2026-12-09 }")
    (tmp_path / "anna.toml").write_text(edited)
    said = shell.refused("import", str(tmp_path / "anna.toml"), "--replace")
    assert "since Tue 1 Dec 2026 and since Wed 9 Dec 2026 overlap; make them one" in said
