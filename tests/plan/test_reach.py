"""Addresses, numbers and roles: what in them names somebody is found in other texts too."""

from __future__ import annotations

import pytest

from coach_tui.plan.people import People
from coach_tui.plan.people_words import FIELDS, JOBS, MAILBOXES, PROVIDERS
from coach_tui.plan.text import fold


def reached(*texts: str) -> People:
    found = People()
    for text in texts:
        found.add_address(text)
    return found


def working(*roles: str) -> People:
    found = People()
    for role in roles:
        found.add_role(role)
    return found


@pytest.mark.parametrize(
    ("address", "text", "shown"),
    [
        ("anna.berg77@gmail.com", "anna.berg77, anna.berg, Berg", "an address, an address, an address"),
        ("anna.berg77@gmail.com", "a berg, annaberg; gmail", "a berg, an address; gmail"),
        ("sunshine77@gmx.de", "sunshine77, sunshine at gmx", "an address, an address at gmx"),
        ("aberg@bergconsult.de", "bergconsult pays; aberg", "an address pays; an address"),
        ("info@mail.bergconsult.co.uk", "Bergconsult, info, mail, co", "an address, info, mail, co"),
        ("office@berg-consult.de", "Berg Consult; berg-consult; berg", "an address; an address; berg"),
        ("team@t-online.de", "the team online, team@t", "the team online, an address"),
        ("jo.li@gmx.de", "Jo and li, jo.li", "Jo and li, an address"),
        ("x.y@wrzhost.or.jp", "Wrzhost", "an address"),
        ("q.trachsom@x.org", "linkedin.com/in/qtrachsom", "linkedin.com/in/an address"),
        ("q.trachsom@x.org", "@qtrachsom, @Q_Trachsom, QTrachsom", "@an address, @an address, an address"),
        ("q-j.trachsom@x.org", "qjtrachsom77 or trachsom", "an address77 or an address"),
        ("s.ummer@x.org", "the summer", "the summer"),
        ("a.b+news@wrzhost.org", "news of wrzhost", "news of an address"),
    ],
)
def test_an_address_in_parts(address: str, text: str, shown: str) -> None:
    assert reached(address).without(text) == shown


@pytest.mark.parametrize(
    ("stored", "text", "shown"),
    [
        ("+49 170 44 55 66 7", "0170 445 566 7; 01704455667", "a number; a number"),
        ("0170 1 44 55 66", "44 55 66, 445566 and 44-55-66", "a number, a number and a number"),
        ("0170 1 44 55 66", "170144, 44 55 67 and 4455", "a number, 44 55 67 and 4455"),
        ("0171 222333 / 030 555444", "222333, or 555444", "a number, or a number"),
        ("0171 222333 or 030 555444", "222-333, 555 444", "a number, a number"),
        ("mobile 0171 222333, office 4711", "222333; 4711, ext 4711", "a number; a number, a number"),
        ("ask for Ruth 0171 222333", "Ruth: 222333; ruth; ask for", "somebody: a number; somebody; ask for"),
        ("ask for her 0171 222333", "222333; ask her", "a number; ask her"),
        ("HR, Ruth 0171 222333", "hr and the HR of Ruth", "hr and the HR of somebody"),
        ("222333", "222 333 and 22 23 33", "a number and a number"),
        ("030 5551234", "85551234", "a number"),
        ("ext. 120", "ext 120, Tel. 120 and 120 pages", "a number, a number and 120 pages"),
        ("2024", "in 2024, tel 2024", "in 2024, a number"),
    ],
)
def test_a_number_in_other_forms(stored: str, text: str, shown: str) -> None:
    assert reached(stored).without(text) == shown


@pytest.mark.parametrize(
    ("role", "text", "shown"),
    [
        ("Vice president at Gloqbex", "Gloqbex's vice president", "somebody's vice president"),
        ("Claims director, Harbour & Lyle, Bristol", "to Bristol; Claims", "to somebody; Claims"),
        ("Projektleiterin bei der Nordlicht AG", "Projektleiterin, Nordlicht", "Projektleiterin, somebody"),
        ("Head of Learning and Development", "Learning and Development", "Learning and Development"),
        ("Practice manager, group practice of nine", "nine in practice", "nine in practice"),
        ("Team lead @ ACMQE", "ACMQE", "somebody"),
        ("Directrice de la Banque Crqdit", "la Banque; chez Crqdit", "la Banque; chez somebody"),
        ("Engineer", "the Engineer", "the Engineer"),
        ("Zorbelin Inc, director", "Zorbelin Inc pays its director", "somebody Inc pays its director"),
        ("Zorbelin, director", "Zorbelin and the Director", "somebody and the Director"),
        ("Zorbelin, Inc., director", "Zorbelin", "somebody"),
        ("Hexwolt Mafrings S.L.", "to Hexwolt or Mafrings", "to somebody or somebody"),
        ("Hexwolt & Mafrings plc - buyer", "Mafrings, Hexwolt", "somebody, somebody"),
        ("Becker Holding AG, Leiterin", "Beckers Leiterin", "somebody Leiterin"),
        ("Director Zorbelin SARL", "Director, Zorbelin", "Director, somebody"),
        ("Projektleiterin Zorbelin GmbH", "Projektleiterin, Zorbelin", "Projektleiterin, somebody"),
        ("Head of Group Finance", "Head of Group Finance", "Head of Group Finance"),
        ("Group director", "the Group and its Director", "the Group and its Director"),
        ("Erzieherin, stellvertretende Leiterin", "die Erzieherin", "die Erzieherin"),
        ("Surgeon, head of department", "the Surgeon", "the Surgeon"),
        ("Interim Lotse, Hexwolt SE", "the Lotse of Hexwolt", "the Lotse of somebody"),
        ("Rechtsanwalt, Partner", "Rechtsanwalt", "Rechtsanwalt"),
        ("Journaliste, directrice", "Journaliste", "Journaliste"),
        ("Backend, lead engineer", "Backend", "Backend"),
        ("Museum, director", "the Museum", "the Museum"),
        ("Retail, director", "Retail", "Retail"),
        ("Projektmanagement, Leitung", "Projektmanagement", "Projektmanagement"),
    ],
)
def test_a_role_names_the_firm(role: str, text: str, shown: str) -> None:
    assert working(role).without(text) == shown


def test_words_are_derived_from_the_firm_of_a_role_and_not_from_a_town() -> None:
    found = working("Zorbelin Inc, director", "Leiterin bei der Gloqbex AG, Kaltenbach")
    assert found.without("Zorbelinian, Gloqbexer") == "somebody, somebody"
    assert found.without("Kaltenbacher Straße") == "Kaltenbacher Straße"


def test_who_has_a_name_is_not_called_an_address() -> None:
    found = People()
    found.add("Anna Berg", "Client 1")
    found.add_role("CFO at Berg AG")
    found.add_address("anna.berg@berg.example")
    assert found.without("Berg or Anna.Berg") == "Client 1 or Client 1"


def test_the_lists_are_in_folded_form() -> None:
    for word in FIELDS | JOBS | MAILBOXES | PROVIDERS:
        assert word == fold(word)
