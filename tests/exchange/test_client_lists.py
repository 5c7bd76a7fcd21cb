"""What is read from lists of clients: whose name it is, and which day."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from coach_tui.exchange.client_csv import ClientList, read_clients
from coach_tui.exchange.csv_text import decoded_text, rows_of
from coach_tui.plan.errors import BadInput

TODAY = date(2026, 11, 24)


def read(text: str, order: str | None = None, **columns: str) -> ClientList:
    return read_clients(text, columns, TODAY, order)


def names(text: str, **columns: str) -> list[str]:
    found = read(text, **columns)
    assert not found.faults
    return [row.name for row in found.clients]


def starts(*cells: str, order: str | None = None) -> ClientList:
    """A list with these dates in a column headed Start, each in quotes."""
    return read("Name;Start\n" + "".join(f'P{n};"{cell}"\n' for n, cell in enumerate(cells)), order)


def days(found: ClientList) -> list[str]:
    return [row.engagement.get("start", "") for row in found.clients]


def about(found: ClientList, field: str) -> str:
    """The note about a field."""
    (note,) = [note for note in found.notes if note.startswith(f"{field} from")]
    return note


# Names


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("First name,Last name", "Olu,Beispiel", "Olu Beispiel"),
        ("first_name,last_name", "Olu,Beispiel", "Olu Beispiel"),
        ("Last Name,First Name,Middle Name", "Beispiel,Olu,Ade", "Olu Ade Beispiel"),
        ("Given Name,Additional Name,Family Name", "Olu,Ade,Beispiel", "Olu Ade Beispiel"),
        ("Name,First name", "Beispiel,Olu", "Olu Beispiel"),
        ("Name,Surname", "Olu,Beispiel", "Olu Beispiel"),
        ("Name,First Name,Last Name", "O. Beispiel,Olu,Beispiel", "Olu Beispiel"),
        ("Client,First Name,Last Name", "Muster GmbH,Olu,Beispiel", "Olu Beispiel"),
        ("Name,Vorname", "Müller,Jörg", "Jörg Müller"),
        ("Vorname,Nachname", "Jörg,Müller", "Jörg Müller"),
        ("Vorname,Zuname", "Jörg,Müller", "Jörg Müller"),
        ("Titel,Name,Vorname", "Dr.,Müller,Jörg", "Jörg Müller"),
        ("Name,Vorname", "Jörg Müller,Jörg", "Jörg Müller"),
        ("Name,Vorname", "Thomas,Thomas", "Thomas Thomas"),
        ("Klient/in,Ort", "Jörg Müller,Ulm", "Jörg Müller"),
        ("Vor- und Nachname,Ort", "Jörg Müller,Ulm", "Jörg Müller"),
        ("Prénom,Nom", "Joël,Le Goff", "Joël Le Goff"),
        ("Nom,Prénom", "Le Goff,Joël", "Joël Le Goff"),
        ("Nom de famille,Prénoms", "Le Goff,Joël", "Joël Le Goff"),
        ("Nom,Ville", "Joël Le Goff,Brest", "Joël Le Goff"),
        ("Nombre,Apellidos", "Ana,García López", "Ana García López"),
        ("Nombre,Primer apellido,Segundo apellido", "Ana,García,López", "Ana García López"),
        ("Apellido paterno,Apellido materno,Nombres", "García,López,Ana María", "Ana María García López"),
        ("Nombre,Ciudad", "Ana García López,Lugo", "Ana García López"),
        ("Nombre y apellidos,Ciudad", "Ana García López,Lugo", "Ana García López"),
        ("Name,Town", '"Beispiel, Olu",Ulm', "Olu Beispiel"),
        ("Name,Town", '"Beispiel, Olu Ade",Ulm', "Olu Ade Beispiel"),
        ("Name,Town", '"Olu Beispiel, PhD",Ulm', "Olu Beispiel, PhD"),
        ("Name,Town", '"Muster & Co., Inc.",Ulm', "Muster & Co., Inc."),
        ('"Name, Vorname",Ort', '"von Berg, Jörg",Ulm', "Jörg von Berg"),
        ("Nom Prénom,Ville", "DE LA TOUR Jean-Paul,Brest", "Jean-Paul DE LA TOUR"),
        ("Nom et prénom,Ville", "Marie DUPONT,Brest", "Marie DUPONT"),
        ("Nachname Vorname,Ort", "Müller Jörg,Ulm", "Jörg Müller"),
        ("Invitee Name,Invitee Email", "Olu Beispiel,o@c.example", "Olu Beispiel"),
    ],
)
def test_a_name_is_put_together_with_the_first_name_first(headings: str, cells: str, name: str) -> None:
    assert names(f"{headings}\n{cells}\n") == [name]


def test_what_was_taken_for_the_name_is_told() -> None:
    found = read("Name,Vorname,Ort\nMüller,Jörg,Ulm\n")
    assert found.notes == ["first name from “Vorname”", "last name from “Name”", "not used: “Ort”"]
    found = read('Client,Town\n"Beispiel, Olu",Ulm\n"Ek, Bo",Ulm\n')
    assert found.notes[0] == "name from “Client”, the last name first: “Beispiel, Olu” is “Olu Beispiel”"
    found = read("Full name,First name,Last name\n,Olu,Beispiel\nBo Ek,,\n")
    assert [row.name for row in found.clients] == ["Olu Beispiel", "Bo Ek"]
    assert found.notes == [
        "name from “Full name”",
        "first name from “First name”",
        "last name from “Last name”",
    ]


def test_a_name_that_can_be_read_in_two_ways_is_asked_about() -> None:
    with pytest.raises(BadInput, match="say which with --column name=Name or --column last=Name"):
        read("Name,Vorname\nJörg Müller,Jörg\nBeispiel,Olu\n")
    assert names("Name,Vorname\nJörg Müller,Jörg\nBeispiel,Olu\n", name="Name") == ["Jörg Müller", "Beispiel"]
    found = read('Name,Town\n"Ek, Bo",Ulm\nOlu Beispiel,Ulm\n"A, B, C",Ulm\n"Cy Dee, MBA",Ulm\n')
    assert [row.name for row in found.clients] == ["Olu Beispiel", "Cy Dee, MBA"]
    assert found.faults == [
        "line 2: “Ek, Bo”: does the last name stand first? write it without the comma; left out",
        "line 4: “A, B, C”: what is the first name cannot be told; write it without commas; left out",
    ]
    found = read("Apellidos y nombre,Ciudad\nGarcía López Ana,Lugo\n")
    assert found.faults == [
        "line 2: “García López Ana”: where the last name ends cannot be told; write a comma behind it; "
        "left out"
    ]


# Columns


@pytest.mark.parametrize(
    ("headings", "cells", "client", "engagement"),
    [
        (
            "Name;E-Mail-Adresse;Handy;Position;Firma;Beginn;Ende;Sitzungen;Bezahlt;Bemerkungen",
            "Bo;bo@c.example;1;Chefin;Muster GmbH;1.9.26;18. Dez. 2026;6;nein;x",
            {"email": "bo@c.example", "phone": "1", "role": "Chefin", "notes": "x"},
            {
                "start": "2026-09-01",
                "end": "2026-12-18",
                "sessions": 6,
                "paid": False,
                "sponsor": "Muster GmbH",
            },
        ),
        (
            "Nom;Courriel;Téléphone;Fonction;Entreprise;Date de début;Date de fin;Séances;Payant",
            "Bo;bo@c.example;1;Cheffe;Exemple SA;1er sept. 2026;18/12/2026;6;oui",
            {"email": "bo@c.example", "phone": "1", "role": "Cheffe"},
            {
                "start": "2026-09-01",
                "end": "2026-12-18",
                "sessions": 6,
                "paid": True,
                "sponsor": "Exemple SA",
            },
        ),
        (
            "Nombre;Correo electrónico;Móvil;Cargo;Empresa;Fecha de inicio;Fecha de fin;Observaciones",
            "Bo;bo@c.example;1;Jefa;Ejemplo SL;1 de septiembre de 2026;18-dic-26;x",
            {"email": "bo@c.example", "phone": "1", "role": "Jefa", "notes": "x"},
            {"start": "2026-09-01", "end": "2026-12-18", "sponsor": "Ejemplo SL"},
        ),
        (
            "First Name;Last Name;Title;Job Title;E-mail 1 - Value;Phone 1 - Value;Organization Name",
            "Bo;;Dr.;Head;bo@c.example;1;Example Ltd",
            {"email": "bo@c.example", "phone": "1", "role": "Head"},
            {"sponsor": "Example Ltd"},
        ),
        (
            "Anrede;Vorname;WeitereVornamen;Nachname;Firma;Position;EMailAdresse;Mobiltelefon;Notiz",
            "Frau;Bo;;;Muster GmbH;Chefin;bo@c.example;1;x",
            {"email": "bo@c.example", "phone": "1", "role": "Chefin", "notes": "x"},
            {"sponsor": "Muster GmbH"},
        ),
        (
            "Display Name,Primary Email,Work Phone,Mobile Number,Job Title,Organization",
            "Bo,bo@c.example,2,1,Head,Example Ltd",
            {"email": "bo@c.example", "phone": "1", "role": "Head"},
            {"sponsor": "Example Ltd"},
        ),
        ("Name;Title;Hours per week", "Bo;Team lead;2,5", {"role": "Team lead", "hours_per_week": 2.5}, {}),
    ],
)
def test_headings_are_known_in_four_languages_and_as_programs_write_them(
    headings: str, cells: str, client: dict[str, object], engagement: dict[str, object]
) -> None:
    found = read(f"{headings}\n{cells}\n")
    assert not found.faults
    (row,) = found.clients
    assert row.client == {"name": "Bo", **client}
    assert row.engagement == engagement


@pytest.mark.parametrize(
    "heading",
    [
        *("Commenced", "Began", "Since", "Begin", "Start of coaching", "Date started", "Client since"),
        *("Seit", "Begonnen am", "Coaching-Start", "Klientin seit", "Depuis", "Début du coaching"),
        *("Commencé le", "Desde", "Inicio", "Inicio del coaching", "Empezó", "Fecha de comienzo"),
    ],
)
def test_a_start_is_headed_in_many_ways(heading: str) -> None:
    found = read(f"Name,{heading}\nBo,2026-09-01\n")
    assert days(found) == ["2026-09-01"]
    assert found.starts == []


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["2026-09-01", ""], True),
        (["1.9.26", "15/9/2026"], True),
        (["26-09-04"], True),
        (["1 Sep 2026", "2026-09-01T10:00:00Z"], True),
        (["1971-03-02"], False),
        (["2026-09-01", "soon"], False),
        (["30159", "46266"], False),
        (["20260901"], False),
        (["", ""], False),
    ],
    ids=str,
)
def test_an_unknown_column_of_days_may_be_the_start(cells: list[str], asked: bool) -> None:
    rows = "".join(f"P{n};x;{cell}\n" for n, cell in enumerate(cells))
    found = read(f"Name;Town;Day one\n{rows}")
    assert found.starts == (["Day one"] if asked else [])
    assert days(found) == [""] * len(cells)
    assert read(f"Name;Start;Day one\n{rows.replace('x', '2026-09-01')}").starts == []
    named = read("Name;Town;Day one\nBo;x;2026-09-01\n", start="Day one")
    assert (days(named), named.starts) == (["2026-09-01"], [])


def test_what_is_not_used_is_named_though_it_has_no_heading() -> None:
    found = read("Title,Name,,Town\nDr.,Bo,likes tea,Ulm\nMrs,Cy,,Ulm\n")
    assert found.notes == ["name from “Name”", "not used: “Title”, “column 3”, “Town”"]
    assert read("Name,,\nBo,,\n").notes == ["name from “Name”"]
    assert names(",Town\nBo,Ulm\n", name="column 1") == ["Bo"]


def test_lines_that_are_no_clients_are_left_out_by_name() -> None:
    found = read(
        "Clients 2026,,\n,,\nName,E-mail,Sessions\nBo,bo@c.example,6\n,,\nCy,Acme, Inc.,8\n"
        "Total,,14\n,x@c.example,\n"
    )
    assert [row.name for row in found.clients] == ["Bo"]
    assert found.faults == [
        "line 1: “Clients 2026” stands above the headings; left out",
        "line 6: more cells than headings; is there a separator in a cell without quotes?; left out",
        "line 7: “Total”: a line that counts the others; left out",
        "line 8: no name; left out",
    ]


def test_a_client_who_stands_there_twice_is_taken_once() -> None:
    found = read(
        "Name,E-mail\nBo Ek,bo@c.example\nbo ek,BO@c.example\nB. Ek,bo@c.example\nBo Ek,other@c.example\n"
    )
    assert [row.name for row in found.clients] == ["Bo Ek"]
    assert found.faults == [
        "line 3: “bo ek” stands in line 2 already; left out",
        "line 4: “B. Ek” has the address of “Bo Ek”, line 2; left out",
        "line 5: “Bo Ek” stands in line 2 already, with another address: if it is somebody else, tell the "
        "names apart; left out",
    ]


# Dates


@pytest.mark.parametrize(
    "cell",
    [
        "2026-09-01",
        "2026/09/01",
        "20260901",
        "2026-09-01 00:00:00",
        "2026-09-01T00:00:00.000Z",
        "2026-09-01T00:00:00+02:00",
        "2026-09-01T00:00:00-07:00",
        "1.9.2026",
        "01.09.26",
        "01.09.2026 00:00",
        "1-Sep-26",
        "01-Sep-2026",
        "1 Sep 2026",
        "Sep 1, 2026",
        "September 1, 2026 12:00 AM",
        "Sept. 1st, 2026",
        "Tuesday, September 1, 2026",
        "Tue Sep 01 2026 00:00:00 GMT+0200 (Central European Summer Time)",
        "Sep 1, 2026, 9:00 AM (GMT+2)",
        "1. September 2026",
        "Dienstag, 1. September 2026",
        "Di, 01.09.2026",
        "1er septembre 2026",
        "mardi 1 septembre 2026",
        "1 sept. 2026",
        "1 de septiembre de 2026",
        "martes, 1 de septiembre de 2026",
        "01-sep-2026",
        "46266",
        "46266.0",
        "46266,75",
        "1788220800",
        "1788220800000",
    ],
)
def test_a_date_is_read_as_spreadsheets_and_programs_write_it(cell: str) -> None:
    found = starts(cell)
    assert not found.faults
    assert days(found) == ["2026-09-01"]
    assert not found.question


@pytest.mark.parametrize(
    ("cells", "read_as", "told"),
    [
        (("9/1/2026", "9/15/2026"), "2026-09-01", "the month first, as “9/15/2026” tells"),
        (("1/9/2026", "15/9/2026"), "2026-09-01", "the day first, as “15/9/2026” tells"),
        (("09-01-26", "09-15-26"), "2026-09-01", "the month first, as “09-15-26” tells"),
        (("1/9/26 0:00", "15/9/26 0:00"), "2026-09-01", "the day first, as “15/9/26 0:00” tells"),
        (("9/1/2026 12:00am", "9/15/2026 9:00pm"), "2026-09-01", "the month first, as"),
        (("9.1.2026", "9.15.2026"), "2026-09-01", "the month first"),
        (("1.9.2026", "15.9.2026"), "2026-09-01", ""),
        (("5/5/2026", "6/6/2026"), "2026-05-05", "which makes no difference here"),
    ],
)
def test_a_column_tells_its_order(cells: tuple[str, ...], read_as: str, told: str) -> None:
    found = starts(*cells)
    assert days(found)[0] == read_as
    assert not found.question
    note = about(found, "start")
    assert told in note if told else note == "start from “Start”"


@pytest.mark.parametrize(
    ("cells", "day_first", "month_first", "taken"),
    [
        (("9/3/2026", "10/5/2026"), ["2026-03-09", "2026-05-10"], ["2026-09-03", "2026-10-05"], "mdy"),
        (("09/03/2026", "10/05/2026"), ["2026-03-09", "2026-05-10"], ["2026-09-03", "2026-10-05"], "dmy"),
        (("9-3-2026", "10-5-2026"), ["2026-03-09", "2026-05-10"], ["2026-09-03", "2026-10-05"], "dmy"),
    ],
)
def test_an_order_that_nothing_tells_is_one_for_the_column_and_asked_about(
    cells: tuple[str, ...], day_first: list[str], month_first: list[str], taken: str
) -> None:
    found = starts(*cells)
    assert days(found) == (month_first if taken == "mdy" else day_first)
    assert found.question == f"“Start”: “{cells[0]}” can be 9 March 2026 or 3 September 2026"
    other = "dmy takes the day first" if taken == "mdy" else "mdy takes the month first"
    assert f"which nothing tells for sure; --dates {other}" in about(found, "start")
    for order, expected in (("dmy", day_first), ("mdy", month_first)):
        found = starts(*cells, order=order)
        assert days(found) == expected
        assert not found.question
        assert about(found, "start").endswith(", as --dates says")


def test_an_order_that_another_column_tells_counts_for_all() -> None:
    found = read("Name,Start,End\nBo,9/3/2026,12/18/2026\n")
    assert days(found) == ["2026-09-03"]
    assert about(found, "start") == "start from “Start”: the month first, as in “End”"
    found = read("Name,Start,End,Keep until\nBo,9/3/2026,12/18/2026,31/12/2030\n")
    assert found.question.startswith("“Start”")


def test_an_order_that_no_column_tells_is_one_for_all() -> None:
    found = read("Name,Start,End\nBo,09/03/2026,9/4/2026\n")
    assert days(found) == ["2026-09-03"]
    assert found.clients[0].engagement["end"] == "2026-09-04"
    assert found.taken == "the month first"


@pytest.mark.parametrize(
    ("cells", "read_as", "told"),
    [
        (("26-09-04", "26-09-15"), ["2026-09-04", "2026-09-15"], "the year first, as “26-09-04” tells"),
        (("26/09/04",), ["2026-09-04"], "the year first, as “26/09/04” tells"),
        (("26-11-24", "26-09-04"), ["2026-11-24", "2026-09-04"], "the year first, as “26-09-04” tells"),
        (("26-11-24 09:00", "26-11-31"), ["2026-11-24"], "the year first, "),
        (("24-11-26", "03-09-26"), ["2026-11-24", "2026-09-03"], "the day first, as “03-09-26” tells"),
        (("24/11/2026",), ["2026-11-24"], "the day first, as “24/11/2026” tells"),
    ],
)
def test_a_year_of_two_digits_that_stands_first_is_told(
    cells: tuple[str, ...], read_as: list[str], told: str
) -> None:
    found = starts(*cells, order="ymd" if "26-11-31" in cells else None)
    assert days(found) == read_as
    assert not found.question
    assert told in about(found, "start")


@pytest.mark.parametrize(
    ("cells", "question", "orders"),
    [
        (("26-11-24",), "“26-11-24” can be 26 November 2024 or 24 November 2026", "dmy ymd"),
        (("26/11/24", "25/10/23"), "“26/11/24” can be 26 November 2024 or 24 November 2026", "dmy ymd"),
        (
            ("12-09-10",),
            "“12-09-10” can be 12 September 2010, 9 December 2010 or 10 September 2012",
            "dmy mdy ymd",
        ),
    ],
)
def test_where_the_year_may_stand_first_it_is_asked(
    cells: tuple[str, ...], question: str, orders: str
) -> None:
    found = starts(*cells)
    assert found.question == f"“Start”: {question}"
    assert found.orders == orders.split()


def test_years_that_stand_first_and_last_in_one_column_are_refused_by_line() -> None:
    for cells in (("26-09-04", "03.09.26"), ("26-09-04", "03-09-26"), ("26/09/04", "03/09/2026")):
        with pytest.raises(BadInput) as raised:
            starts(*cells)
        assert str(raised.value) == (
            f"“Start”: the day is first in line 3 (“{cells[1]}”), the year in line 2 (“{cells[0]}”); "
            "write them alike, or say --dates dmy, mdy or ymd"
        )
    assert days(starts("26-09-04", "03.09.26", order="ymd")) == ["2026-09-04", "2026-09-03"]
    found = starts("26-09-04", "03/09/2026", order="ymd")
    assert days(found) == ["2026-09-04"]
    assert "does not begin with a year of two digits" in found.faults[0]


def test_an_order_of_another_column_counts_only_where_it_is_possible() -> None:
    found = read("Name,Start,End\nBo,26-09-04,11/12/2026\n")
    assert days(found) == ["2026-09-04"]
    assert found.question == "“End”: “11/12/2026” can be 11 December 2026 or 12 November 2026"
    found = read("Name,Start,End\nBo,26-09-04,26-11-24\n")
    assert found.clients[0].engagement == {"start": "2026-09-04", "end": "2026-11-24"}


def test_cells_that_contradict_one_another_are_refused_by_line() -> None:
    with pytest.raises(
        BadInput,
        match=r"“Start”: the day is first in line 3 \(“15/9/2026”\), the month in line 2 \(“9/15/2026”\)",
    ):
        starts("9/15/2026", "15/9/2026")
    with pytest.raises(BadInput, match="write them alike"):
        starts("9.15.2026", "15.9.2026")
    found = starts("9/15/2026", "15/9/2026", order="mdy")
    assert days(found) == ["2026-09-15"]
    assert found.faults == [
        'line 3: “P1”: start: "15/9/2026" is not in the calendar: it is read as month/day, so check which '
        "comes first; left out"
    ]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1 Sep", "“1 Sep” names no year"),
        ("1/9", "“1/9” names no year"),
        ("Sep 2026", "“Sep 2026” is no date"),
        ("2026", "“2026” is no date"),
        ("fri", "“fri” is no date"),
        ("in 2 weeks", "“in 2 weeks” is no date"),
        ("soon", "“soon” is no date"),
        ("########", "“########” is no date"),
        ("12345", "“12345” is no date"),
        ("2026-02-30", "is not in the calendar"),
        ("31/4/2026", "is not in the calendar"),
        ("Mon 1 Sep 2026", "is a Tuesday"),
        ("2026-09-01T25:00:00Z", "no such time of day"),
        ("0206-09-01", "lies in the year 206"),
        ("1/1/1900", "lies in the year 1900"),
        ("9" * 500, "is no date"),
    ],
)
def test_what_is_no_day_is_left_out_by_line(cell: str, why: str) -> None:
    found = starts(cell, "2026-09-01")
    assert days(found) == ["2026-09-01"]
    (fault,) = found.faults
    assert fault.startswith("line 2: “P0”: start: ")
    assert why in fault
    assert fault.endswith("; left out")
    assert len(fault) < 250


@pytest.mark.parametrize("cell", ["", "-", "n/a", "–"])
def test_an_empty_date_is_none(cell: str) -> None:
    assert days(starts(cell, "2026-09-01")) == ["", "2026-09-01"]


def test_excel_serials_say_how_they_were_counted() -> None:
    note = about(starts("46266"), "start")
    assert note == "start from “Start”: “46266” is 1 September 2026, as Excel counts days from 1900"


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "cell", "day"),
    [
        ("UTC", "2026-08-31T22:00:00.000Z", "2026-09-01"),
        ("Europe/Berlin", "2026-08-31T22:00:00.000Z", "2026-09-01"),
        ("America/New_York", "2026-08-31T22:00:00.000Z", "2026-09-01"),
        ("Europe/Berlin", "2026-09-01T00:00:00.000Z", "2026-09-01"),
        ("America/New_York", "2026-09-01T00:00:00.000Z", "2026-09-01"),
        ("America/New_York", "2026-09-01T04:00:00.000Z", "2026-09-01"),
        ("Australia/Sydney", "2026-08-31T14:00:00.000Z", "2026-09-01"),
        ("UTC", "2026-11-30T23:00:00Z", "2026-12-01"),
        ("UTC", "2026-09-01T18:23:45Z", "2026-09-01"),
        ("America/New_York", "2026-09-02T01:30:00Z", "2026-09-01"),
        ("America/New_York", "2026-08-31T22:00:00+00:00", "2026-09-01"),
        ("America/New_York", "2026-08-31T22:00:00+02:00", "2026-08-31"),
    ],
    indirect=["zone"],
)
def test_a_midnight_that_is_written_in_utc_is_the_day_it_was(zone: str, cell: str, day: str) -> None:
    found = starts(cell)
    assert days(found) == [day]
    if day != cell[:10]:
        assert f"“{cell}” is 1 " in about(found, "start") or "by the clock of" in about(found, "start")


# Text


def test_columns_are_parted_by_what_parts_them_alike() -> None:
    assert rows_of("Name, Vorname;Ort\nEk, Bo;Ulm\n")[1] == (2, ["Ek, Bo", "Ulm"])
    assert rows_of("Last, first, title;Town\nEk;Ulm\n")[0] == (1, ["Last, first, title", "Town"])
    assert rows_of("Name|Town\nEk, Bo|Ulm\n")[1] == (2, ["Ek, Bo", "Ulm"])
    assert rows_of('Name,"a;b;c"\nEk,"x;y"\n')[1] == (2, ["Ek", "x;y"])


@pytest.mark.parametrize("text", ["Jörg", "René", "François", "Núñez; Prévôt", "Zoë, Prénom"])
def test_mac_roman_is_told_where_it_can_be(text: str) -> None:
    whole = f"Vorname;Name\n{text};Müller\n"
    assert decoded_text(whole.encode("mac_roman")) == whole
    assert decoded_text(whole.encode("cp1252")) == whole


@pytest.mark.parametrize("text", ["don’t", "“quoted” words – and…", "Brand™ 5 €", "cœur naïve", "word† 1"])
def test_windows_1252_stays_what_it_is(text: str) -> None:
    assert decoded_text(text.encode("cp1252")) == text
