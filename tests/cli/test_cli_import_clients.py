"""`coach import` of a list of clients."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

LIST = (
    "Full name,E-mail,Mobile,Company,Start date,Sessions,Shoe size\n"
    "Bo Ek,bo@example.com,'+46 70 1,Volvo,2026-10-01,6,44\n"
    "ANNA BERG,anna@example.com,,,,,\n"
    "Çelik Şahin,,,'=Corp,01.11.2026,,\n"
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_a_list_is_shown_and_taken_in_as_one_change(coach: Any, listed: Path) -> None:
    out = coach.ok("import", str(listed), "--yes")
    assert out == (
        "  name from “Full name”\n"
        "  e-mail from “E-mail”\n"
        "  phone from “Mobile”\n"
        "  start from “Start date”\n"
        "  sessions from “Sessions”\n"
        "  sponsor from “Company”\n"
        "  not used: “Shoe size”\n"
        "  here already, left as they are: ANNA BERG\n"
        "  2 new clients: Bo Ek, Çelik Şahin\n"
        f"{listed}: began plans with 2 clients. To take it back: coach undo\n"
    )
    plan = coach("plan", "bo", "--json").json
    assert (plan["client"]["email"], plan["client"]["phone"]) == ("bo@example.com", "+46 70 1")
    assert (plan["engagement"]["start"], plan["engagement"]["sessions"]) == ("2026-10-01", 6)
    assert plan["engagement"]["sponsor"] == "Volvo"
    plan = coach("plan", "şahin", "--json").json
    assert (plan["engagement"]["sponsor"], plan["engagement"]["start"]) == ("=Corp", "2026-11-01")
    # once more: all of them are here
    assert "nothing changed, all of it is here already" in coach.ok("import", str(listed), "--yes")
    coach.ok("undo")
    assert coach.ok("clients", "--names") == "Anna Berg\n"


def test_it_asks_and_a_pipe_needs_yes(coach: Any, listed: Path) -> None:
    before = coach.path.read_bytes()
    ran = coach("import", str(listed))
    assert ran.status == 2
    assert ran.err.endswith("nothing was taken in; take 2 clients in with --yes\n")
    assert coach("import", str(listed), terminal=True, stdin="n\n").status == 2
    assert coach.path.read_bytes() == before
    ran = coach("import", str(listed), terminal=True, stdin="y\n")
    assert (ran.status, ran.err) == (0, "Begin a plan with 2 clients? [y/N] ")
    assert coach.ok("import", "-", "--yes", stdin="name;role\nZoë;nurse\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding(empty: Any, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.tsv"
    path.write_bytes("First name\tLast name\tHours per week\nJosé\tNúñez\t2,5\n".encode(encoding))
    empty.ok("import", str(path), "--yes")
    plan = empty("plan", "jose", "--json").json
    assert (plan["client"]["name"], plan["client"]["hours_per_week"]) == ("José Núñez", 2.5)


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        (
            "Whom I coach,Mail\nBo,x\n",
            (),
            "no column holds the clients' names; there are “Whom I coach”, “Mail”",
        ),
        ("Mail,Who\nx,Bo\n", ("--column", "name=Whom"), "no column is headed “Whom”"),
        ("Mail,Who\nx,Bo\n", ("--column", "age=Who"), "“age” is not known"),
        ("Mail,Who\nx,Bo\n", ("--column", "Who"), "is not FIELD=HEADING"),
        ("name,mail\n", (), "headings at most"),
        ("name\nBo\n", (), "no columns are found"),
        ('{"name": "Bo"}', (), "this is JSON: save it as CSV"),
        ("<html><table>", (), "this is a web page (HTML): save the table in it as CSV"),
        ("BEGIN:VCARD\nFN:Bo\n", (), "this is a file of address cards (vCard): export the contacts as CSV"),
    ],
)
def test_wrong_columns_are_one_line(
    coach: Any, tmp_path: Path, text: str, options: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    assert said in coach.refused("import", str(path), "--yes", *options)


def test_rows_that_are_not_clear_are_named_and_left_out(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Who,Start,Paid\nBo,someday,yes\nCy,,no\n,2026-01-01,\ncy,,\n", "utf-8")
    ran = coach("import", str(path), "--yes", "--column", "name=Who")
    assert ran.status == 0
    lines = ran.err.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("coach: line 2: “Bo”: start: ")
    assert lines[1:] == [
        "coach: line 4: no name; left out",
        "coach: line 5: “cy” stands in line 3 already; left out",
    ]
    assert coach("plan", "cy", "--json").json["engagement"]["paid"] is False
    assert "no client matches" in coach.refused("plan", "bo")
    plan_file = tmp_path / "plan.toml"
    plan_file.write_text('[client]\nname = "Di"\n', "utf-8")
    assert "--column goes with a list" in coach.refused("import", str(plan_file), "--column", "name=Who")
