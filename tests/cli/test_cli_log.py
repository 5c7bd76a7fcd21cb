"""`coach log`: the hours log as text, CSV and JSON; rules of one's own."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

PLAN = """
[client]
name = "{name}"
email = "{email}"
phone = "{phone}"
{consent}
[engagement]
start = 2026-09-01
[[session]]
on = 2026-09-08
minutes = 90
[[session]]
on = 2026-10-08
paid = false
[[session]]
on = 2026-12-08
"""


@pytest.fixture
def log(tmp_path: Path) -> Shell:
    """Two clients, one of whom agreed to be named."""
    shell = Shell(tmp_path)
    people = [
        ("=cmd()", "=1+1@x.org", "+49 30", "log_consent_on = 2026-09-01"),
        ("Tom Okafor", "tom@example.org", "", ""),
    ]
    for number, (name, email, phone, consent) in enumerate(people):
        file = tmp_path / f"{number}.toml"
        file.write_text(PLAN.format(name=name, email=email, phone=phone, consent=consent), "utf-8")
        shell.ok("import", str(file))
    return shell


def test_all_clients_against_what_credentials_ask(log: Shell) -> None:
    out = log.ok("log")
    assert "Tom Okafor  individual  Tue 8 Sep  Thu 8 Oct  1.5     1           not noted" in out
    assert "4 sessions, 2 clients · 3 h paid · 2 h pro bono · 5 h individual · 0 h with groups" in out
    assert "ACC  5 of 100 h · 3 of 75 paid · 2 of 8 clients · 5 of 25 h in 18 months" in out
    assert "PCC  5 of 500 h · 3 of 450 paid · 2 of 25 clients" in out
    assert "MCC  5 of 2500 h · 3 of 2250 paid · 2 of 35 clients" in out
    assert "check them at coachingfederation.org" in out
    assert "1 client has given no consent yet" in out


def test_the_sessions_of_one_client_between_two_days(log: Shell) -> None:
    out = log.ok("log", "tom", "--from", "2026-10-01", "--to", "2026-10-31")
    assert "Thu 8 Oct" in out
    assert "pro bono" in out
    assert "2026-09-08" not in out
    assert "ACC" not in out
    assert "1 session, 1 client" in out


def test_the_table_names_who_agreed_and_holds_no_formula(log: Shell) -> None:
    ran = log("log", "--csv")
    assert ran.status == 0
    assert "left out, no consent noted: Tom Okafor" in ran.err
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert rows[0][:2] == ["Client", "Contact"]
    assert len(rows) == 2
    assert rows[1][:4] == ["'=cmd()", "'=1+1@x.org, +49 30", "individual", "1"]
    assert rows[1][4:] == ["2026-09-08", "2026-10-08", "1.5", "1", "2026-09-01"]
    everybody = log.ok("log", "--csv", "--all")
    assert "Tom Okafor,tom@example.org" in everybody


def test_the_table_as_a_file_only_its_owner_may_read(log: Shell, tmp_path: Path) -> None:
    file = tmp_path / "hours.csv"
    log.ok("log", "--csv", "--all", "-o", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "Tom Okafor" in file.read_text("utf-8")
    assert "exists already" in log.refused("log", "--csv", "--all", "-o", str(file))


def test_as_json(log: Shell, tmp_path: Path) -> None:
    (tmp_path / "credentials.toml").write_text(
        'check = "my school"\n[[credential]]\nname = "Diploma"\n'
        "hours = 4\npaid = 3.5\nclients = 2\nrecent_hours = 3\nrecent_months = 2\n",
        "utf-8",
    )
    told = log("log", "--json").json
    sessions = told.pop("sessions")
    assert len({session.pop("id") for session in sessions}) == 4
    assert len({row.pop("client_id") for row in told["rows"]}) == 2

    def row(client: str, contact: str, consent: str | None) -> dict[str, object]:
        return {
            "client": client, "with": [], "contact": contact, "kind": "individual", "group_size": 1,
            "from": "2026-09-08", "to": "2026-10-08", "sessions": 2, "paid_hours": 1.5, "pro_bono_hours": 1.0,
            "consent_on": consent,
        }  # fmt: skip

    assert told == {
        "date": "2026-11-24",
        "rows": [
            row("=cmd()", "=1+1@x.org, +49 30", "2026-09-01"),
            row("Tom Okafor", "tom@example.org", None),
        ],
        "totals": {
            "hours": 5.0, "paid_hours": 3.0, "pro_bono_hours": 2.0, "individual_hours": 5.0,
            "group_hours": 0, "clients": 2, "not_counted": 0,
        },
        "credentials": [
            {
                "name": "Diploma",
                "reached": False,
                "hours": {"now": 5.0, "asked": 4},
                "paid_hours": {"now": 3.0, "asked": 3.5},
                "clients": {"now": 2, "asked": 2},
                "recent_hours": {"now": 2.0, "asked": 3},
            }
        ],
        "check": "my school",
    }  # fmt: skip

    def session(client: str, day: str, minutes: int, paid: bool) -> dict[str, object]:
        return {
            "client": client, "with": [], "date": day, "time": None, "minutes": minutes, "kind": "individual",
            "group_size": 1, "paid": paid,
        }  # fmt: skip

    assert sessions == [
        session("=cmd()", "2026-09-08", 90, True),
        session("Tom Okafor", "2026-09-08", 90, True),
        session("=cmd()", "2026-10-08", 60, False),
        session("Tom Okafor", "2026-10-08", 60, False),
    ]


def test_rules_of_one_s_own(log: Shell, tmp_path: Path) -> None:
    own = tmp_path / "credentials.toml"
    own.write_text('check = "my school"\n[[credential]]\nname = "Diploma"\nhours = 4\n', "utf-8")
    out = log.ok("log")
    assert "Diploma  5 of 4 h\n" in out
    assert "ACC" not in out
    assert "check them at my school" in out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hours = 4", "“hours” is not known"),
        ("[[credential]]\nhours = 4", "needs a name"),
        ('[[credential]]\nname = "X"\nweight = 1', "“weight” is not known"),
        ('[[credential]]\nname = "X"\nhours = "many"', "is not a number"),
        ("[[credential", "credentials.toml"),
    ],
)
def test_rules_that_cannot_be_read_say_so(log: Shell, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "credentials.toml").write_text(text, "utf-8")
    assert says in log.refused("log")


@pytest.mark.parametrize(
    "argv",
    [
        ("--all",),
        ("--csv", "--json"),
        ("--from", "soon"),
        ("nobody",),
        ("--from", "today", "--to", "2026-10-01"),
    ],
)
def test_wrong_use(log: Shell, argv: tuple[str, ...]) -> None:
    log.refused("log", *argv)


def test_nothing_yet(tmp_path: Path) -> None:
    assert "No session was held yet" in Shell(tmp_path).ok("log")
