"""`coach import` of a list of clients."""

from __future__ import annotations

from pathlib import Path
from time import process_time
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
    said = coach.refused("import", str(plan_file), "--column", "name=Who")
    assert "--column goes with tables (CSV): a list of clients" in said


@pytest.fixture
def american(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Client Name,Start\nBo Ek,9/3/2026\nCy Dee,10/5/2026\n", "utf-8")
    return path


def start_of(coach: Any, client: str) -> str:
    start: str = coach("plan", client, "--json").json["engagement"]["start"]
    return start


def test_an_order_that_nothing_tells_is_asked_at_a_terminal(coach: Any, american: Path) -> None:
    ran = coach("import", str(american), terminal=True, stdin="d\ny\n")
    assert ran.status == 0
    assert ran.err == (
        "“Start”: “9/3/2026” can be 9 March 2026 or 3 September 2026. "
        "What comes first, the day or the month? [d/m] Begin a plan with 2 clients? [y/N] "
    )
    assert (start_of(coach, "bo"), start_of(coach, "cy")) == ("2026-03-09", "2026-05-10")
    coach.ok("undo")
    assert coach("import", str(american), terminal=True, stdin="month\ny\n").status == 0
    assert (start_of(coach, "bo"), start_of(coach, "cy")) == ("2026-09-03", "2026-10-05")
    coach.ok("undo")
    before = coach.path.read_bytes()
    ran = coach("import", str(american), terminal=True, stdin="perhaps\ny\n")
    assert ran.status == 2
    assert ran.err.endswith("nothing was taken in; say which comes first with --dates dmy or mdy\n")
    assert coach.path.read_bytes() == before


def test_an_order_that_nothing_tells_stops_a_pipe_and_names_the_column(coach: Any, american: Path) -> None:
    before = coach.path.read_bytes()
    ran = coach("import", str(american))
    assert ran.status == 2
    assert "“Start”: the month first, “9/3/2026” is 3 September 2026" in ran.out
    assert ran.err.endswith(
        "nothing was taken in; “Start”: “9/3/2026” can be 9 March 2026 or 3 September 2026, "
        "so say --dates dmy or mdy; take 2 clients in with --yes\n"
    )
    assert coach.path.read_bytes() == before
    coach.ok("import", str(american), "--yes", "--dates", "dmy")
    assert start_of(coach, "bo") == "2026-03-09"
    assert "--dates goes with lists of clients" in coach.refused(
        "import", "-", "--dates", "dmy", stdin="[client]\n"
    )


@pytest.mark.parametrize("said", ["d", "dmy", "day first", "the day first", "DMY", "day"])
def test_the_order_can_be_answered_in_other_words(coach: Any, american: Path, said: str) -> None:
    assert coach("import", str(american), terminal=True, stdin=f"{said}\ny\n").status == 0
    assert start_of(coach, "bo") == "2026-03-09"


@pytest.mark.parametrize("said", ["m", "mdy", "month first", "M"])
def test_the_month_can_be_said_to_be_first(coach: Any, american: Path, said: str) -> None:
    ran = coach("import", str(american), terminal=True, stdin=f"{said}\ny\n")
    assert ran.status == 0
    assert start_of(coach, "bo") == "2026-09-03"


def test_where_the_year_may_stand_first_nothing_is_taken_unasked(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Start\nBo Ek,26-11-24\n", "utf-8")
    before = coach.path.read_bytes()
    for more in ([], ["--yes"], ["--yes", "--json"]):
        ran = coach("import", str(path), *more)
        assert ran.status == 2
        assert "“26-11-24” can be 26 November 2024 or 24 November 2026: nothing was taken in" in ran.err
        assert "say --dates dmy or ymd" in ran.err
    assert coach.path.read_bytes() == before
    ran = coach("import", str(path), terminal=True, stdin="year first\ny\n")
    assert "What comes first, the day or the year? [d/y]" in ran.err
    assert start_of(coach, "bo") == "2026-11-24"
    coach.ok("undo")
    coach.ok("import", str(path), "--yes", "--dates", "dmy")
    assert start_of(coach, "bo") == "2024-11-26"


def test_a_column_of_days_that_nobody_knows_is_asked_about(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Day one\nBo Ek,2026-09-01\n", "utf-8")
    before = coach.path.read_bytes()
    asked = "did the engagements begin on the dates in “Day one”? then say --column 'start=Day one'"
    ran = coach("import", str(path))
    assert (ran.status, coach.path.read_bytes()) == (2, before)
    assert ran.err.endswith(f"nothing was taken in; {asked}; take 1 client in with --yes\n")
    ran = coach("import", str(path), terminal=True, stdin="y\ny\n")
    assert "“Day one” holds nothing but dates. Did the engagements begin on them? [y/N]" in ran.err
    assert start_of(coach, "bo") == "2026-09-01"
    coach.ok("undo")
    ran = coach("import", str(path), terminal=True, stdin="n\ny\n")
    assert "then say" not in ran.err
    assert start_of(coach, "bo") == "2026-11-24"
    coach.ok("undo")
    for more in ([], ["--json"]):
        ran = coach("import", str(path), "--yes", *more)
        assert (ran.status, ran.err) == (0, f"coach: {asked}; taken: today\n")
        coach.ok("undo")
    coach.ok("import", str(path), "--yes", "--column", "start=Day one")
    assert start_of(coach, "bo") == "2026-09-01"


def test_a_start_that_is_agreed_to_is_asked_for_its_order(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Day one\nBo Ek,26-11-24\n", "utf-8")
    assert coach("import", str(path), terminal=True, stdin="y\ny\ny\n").status == 0
    assert start_of(coach, "bo") == "2026-11-24"


def test_with_yes_the_order_taken_is_told_also_to_programs(coach: Any, american: Path) -> None:
    assert "the month first, “9/3/2026” is 3 September 2026" in coach.ok("import", str(american), "--yes")
    coach.ok("undo")
    ran = coach("import", str(american), "--yes", "--json")
    assert ran.status == 0
    assert (
        ran.err
        == "coach: “Start”: “9/3/2026” can be 9 March 2026 or 3 September 2026; taken: the month first\n"
    )
    assert len([one for one in ran.json["changes"] if one["table"] == "clients"]) == 2


def test_who_has_the_address_of_a_client_is_left_out_by_name(coach: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,E-mail\nBo Ek,bo@c.example\n", "utf-8")
    coach.ok("import", str(path), "--yes")
    path.write_text("Name,E-mail\nBosse Ek,BO@c.example\nCy Dee,cy@c.example\n", "utf-8")
    ran = coach("import", str(path), "--yes")
    assert (ran.status, ran.err) == (
        0,
        "coach: line 2: “Bosse Ek” has the address of “Bo Ek”, who is here; left out\n",
    )
    assert coach.ok("clients", "--names") == "Anna Berg\nBo Ek\nCy Dee\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.txt", "Name\tE-mail\nBo Ek\tbo@c.example\n".encode("utf-16")),
        ("LIST.CSV", "Vorname;Name\r\nBo;Ek\r\n".encode("cp1252")),
        ("list.tab", b"Name|Town\nBo Ek|Ulm\n"),
    ],
    ids=["unicode text of Excel", "Windows", "bars"],
)
def test_a_table_is_known_whatever_it_was_saved_as(
    empty: Any, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    empty.ok("import", str(path), "--yes")
    assert empty.ok("clients", "--names") == "Bo Ek\n"


@pytest.mark.no_cover
def test_many_clients_are_taken_in_in_no_time(empty: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\tMail\n" + "".join(f"Client {n}\tc{n}@c.example\n" for n in range(1500)), "utf-8")
    began = process_time()
    empty.ok("import", str(path), "--yes")
    assert process_time() - began < 2
