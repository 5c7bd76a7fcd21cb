"""Former names: what is known by digests alone, and what is kept of whom."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coach_tui.plan.errors import BadInput
from coach_tui.plan.former import Former, all_of, check_former, forget, remember, take_over
from coach_tui.plan.hidden import hidden
from coach_tui.plan.people import People
from coach_tui.plan.practice import Practice
from coach_tui.store.shapes import FORMAT
from tests.plan.plan_kit import on

SALT = "0123456789abcdef" * 2


def salt(size: int) -> bytes:
    return bytes.fromhex(SALT)[:size]


def deleted(table: str, uid: str, **raw: Any) -> dict[str, Any]:
    return {"table": table, "uid": uid, "id": "1", "before": {"uid": uid, **raw}, "after": None}


def tables_of(*ops: dict[str, Any], **tables: Any) -> dict[str, dict[str, dict[str, Any]]]:
    entry = {"uid": "j", "at": "2026-11-20", "what": "did", "state": "done", "ops": list(ops)}
    made = {name: {str(n): raw for n, raw in enumerate(rows, 1)} for name, rows in tables.items()}
    return {"meta": {"1": {"uid": "meta", "format": FORMAT}}, "journal": {"1": entry}, **made}


def remembering(tables: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, dict[str, Any]]]:
    """The tables once the journal has let go of all it knows."""
    ops = [op for entry in tables["journal"].values() for op in entry["ops"]]
    remember(tables, tables["meta"], ops, salt)
    return {**tables, "journal": {}}


def people_of(*names: str) -> People:
    tables = tables_of(*(deleted("clients", f"c{n}", name=name) for n, name in enumerate(names)))
    found = People()
    for record in list(remembering(tables)["meta"].values())[1:]:
        found.add_former(Former(record))
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Wrzqex came, WRZQEX and wrzqex", "somebody came, somebody and somebody"),
        ("Wrzqex Pfnoxtul's plan", "somebody's plan"),
        ("Pfnoxtuls plan, wrzqexpfnoxtul", "somebody plan, somebody"),
        ("a Pfnoxtulian, pfnoxtulian", "a somebody, pfnoxtulian"),
        ("Zoe and ZOË; Zoë-Brüqmark.pdf", "somebody and somebody; somebody.pdf"),
        ("I will ask Will", "I will ask somebody"),
        ("May came; 12 May, the plan for May 2026", "somebody came; 12 May, the plan for May 2026"),
        ("山田さんと太郎、アナベル", "somebodyさんとsomebody、somebody"),
        ("checked in with Wrzq…", "checked in with somebody…"),
        ("and so on…, plan A…", "and so on…, plan A…"),
        ("they pass; Pas, Pass", "they pass; somebody, somebody"),
        ("Wrz and Pfnox", "Wrz and Pfnox"),
    ],
)
def test_a_former_name_is_found_in_its_parts(text: str, shown: str) -> None:
    found = people_of("Wrzqex Pfnoxtul", "Zoë Brüqmark", "Will May", "山田太郎", "アナベル", "Pas Kohl")
    assert found.without(text) == shown
    assert found.without(shown) == shown


def test_a_text_without_former_names_is_given_back_itself() -> None:
    text = "".join(["Nobody ", "is here"])
    assert people_of("Wrzqex Pfnoxtul").without(text) is text


def test_the_small_words_of_a_former_name_go_with_it() -> None:
    tables = tables_of(
        deleted("clients", "c", name="Nixolor van der Purmer"),
        deleted("commitments", "k", owner="Ida van den Zorb"),
    )
    (record,) = list(remembering(tables)["meta"].values())[1:]
    found = People()
    found.add_former(Former(record))
    for text, shown in (
        ("Nixolor van der Purmer; van der Purmer", "somebody; somebody"),
        ("Ida van den Zorb; from a van for us", "somebody; from a van for us"),
        ("Ida and Zorb, Ida von Purmer", "somebody and somebody, somebody von somebody"),
    ):
        assert found.without(text) == shown


def test_no_name_stands_in_what_is_remembered() -> None:
    ops = (
        deleted(
            "clients",
            "c",
            name="Wrzqex Pfnoxtul",
            email="wrz@example.org",
            phone="ask Fleqtor +49 170 5550123",
        ),
        deleted("engagements", "e", client="c", agreed_by="Agqnis Bywolt", sponsor="Zspoqnax AG"),
        deleted("raters", "r", plan="e", name="Raqter Plimqos"),
        deleted("objectives", "o", plan="e", title="Anna", owner="Ownqer"),
    )
    tables = remembering(tables_of(*ops))
    (record,) = [one for one in tables["meta"].values() if one["uid"] == "former"]
    assert list(record["of"]) == ["c"], "all of it goes with the client"
    check_former(json.loads(json.dumps(record)))
    told = json.dumps(record).lower()
    for word in ("wrzqex", "pfnoxtul", "agqnis", "zspoqnax", "raqter", "ownqer", "5550123", "fleqtor"):
        assert word not in told
    text = "Agqnis, Zspoqnax, Plimqos, Ownqer, 5550123, Fleqtor"
    wins = {"1": {"uid": "w", "plan": "e2", "on": on(-1), "text": text}}
    shown = hidden(Practice({**tables, "wins": wins}))
    assert shown.tables["wins"]["1"]["text"] == "somebody, somebody, somebody, somebody, a number, somebody"


def test_a_name_that_a_record_holds_is_not_remembered() -> None:
    now = {"uid": "c", "name": "Ida Storm"}
    renamed = {
        "table": "clients",
        "uid": "c",
        "id": "1",
        "before": {**now, "name": "Anna Berg"},
        "after": now,
    }
    met = deleted("checkins", "k", plan="e", note="with Anna")
    tables = tables_of(renamed, clients=[now, {"uid": "d", "name": "Anna Berg"}])
    assert len(remembering(tables)["meta"]) == 1
    assert len(remembering(tables_of(met))["meta"]) == 1
    assert len(remembering(tables_of(renamed, clients=[now]))["meta"]) == 2


def test_of_what_need_not_be_a_name_words_with_a_capital_are_remembered() -> None:
    tables = remembering(
        tables_of(
            deleted("objectives", "o", plan="e", owner="my wife"),
            deleted("objectives", "p", plan="e", owner="Delqxo, and the neighbour"),
        )
    )
    shown = hidden(Practice(tables)).shown("my wife, Delqxo and the neighbour, delqxo")
    assert shown == "my wife, somebody and the neighbour, somebody"


def test_present_names_stand_for_who_they_are_before_former_ones() -> None:
    tables = remembering(tables_of(deleted("clients", "c", name="Anna Smid")))
    shown = hidden(Practice({**tables, "clients": {"1": {"uid": "d", "name": "Anna Berg"}}}))
    assert shown.shown("Anna, Smid") == "Client 1, somebody"


def test_the_people_are_looked_for_again_once_more_is_remembered() -> None:
    before = hidden(Practice(tables_of()))
    assert before.shown("Wrzqex") == "Wrzqex"
    after = hidden(Practice(remembering(tables_of(deleted("clients", "c", name="Wrzqex")))), before)
    assert after.shown("Wrzqex") == "somebody"


def test_forgetting_takes_what_a_client_gave_and_leaves_what_others_gave() -> None:
    tables = remembering(
        tables_of(
            deleted("clients", "c", name="Anna Berg"),
            deleted("clients", "gone", name="Anna Berg"),
            deleted("engagements", "e", client="d", agreed_by="Anna Storm"),
            clients=[{"uid": "d", "name": "Ida"}],
        )
    )
    assert set(tables["meta"]["2"]["of"]) == {"c", "gone", "d"}
    forget(tables, tables["meta"], {"c"}, ["Anna Berg", "+49 170 5550123"])
    assert set(tables["meta"]["2"]["of"]) == {"d"}, "who is gone and had that name is the same"
    assert hidden(Practice(tables)).shown("Anna Berg, Storm") == "somebody Berg, somebody"
    forget(tables, tables["meta"], {"d"})
    assert set(tables["meta"]) == {"1"}


def test_an_export_knows_what_the_journal_knows_and_two_files_become_one() -> None:
    here = remembering(tables_of(deleted("clients", "c", name="Wrzqex")))
    tables = {**here, "journal": tables_of(deleted("clients", "d", name="Delqxo"))["journal"]}
    before = json.dumps(tables)
    known = all_of(tables, salt)
    assert json.dumps(tables) == before, "the file itself is left alone"
    other = remembering(tables_of(deleted("clients", "x", name="Gronwik")))
    other["meta"]["2"]["salt"] = SALT[::-1]
    for _ in range(2):
        take_over(other["meta"], known)
        assert [record["uid"] for record in other["meta"].values()] == ["meta", "former", f"former-{SALT}"]
        assert hidden(Practice(other)).shown("Wrzqex, Delqxo") == "somebody, somebody"
        known = all_of(tables, salt)
    assert all_of(tables_of(), salt) == []


def test_what_two_files_of_one_salt_remember_of_a_client_is_both() -> None:
    one = remembering(tables_of(deleted("clients", "c", name="Wrzqex")))
    other = remembering(tables_of(deleted("clients", "c", name="Delqxo")))
    take_over(one["meta"], all_of(other, salt))
    assert hidden(Practice(one)).shown("Wrzqex, Delqxo") == "somebody, somebody"
    assert len(one["meta"]) == 2


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"salt": "zz" * 16, "of": {}},
        {"salt": "ab", "of": {}},
        {"salt": SALT},
        {"salt": SALT, "of": []},
        {"salt": SALT, "of": {"c": "Anna"}},
        {"salt": SALT, "of": {"c": ["Anna"]}},
        {"salt": SALT, "of": {"c": [7]}},
    ],
)
def test_what_is_not_digests_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="former names"):
        check_former({"uid": "former", **record})
