"""Tables for a spreadsheet: everything is there, nothing is a formula, and answers stay packed."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from coach_tui.changes.clients import begin_plan
from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.changes.raters import Reply
from coach_tui.changes.rounds import begin_round, close_round, take_answers
from coach_tui.changes.time_off import add_holiday
from coach_tui.clock import Clock
from coach_tui.exchange import dump
from coach_tui.exchange.csv_text import unguarded
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.exchange.spreadsheet import guard, names, tables
from coach_tui.plan.schema import NOUNS
from tests.exchange.made_drafts import drafts
from tests.kept import put_demo

TODAY = date(2026, 11, 24)
DANGEROUS = "=+-@\t\r＝＋－＠"


def rows(text: str) -> list[dict[str, str]]:
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =cmd", "'  =cmd"),
        ("\u00a0@SUM(A1)", "'\u00a0@SUM(A1)"),
        ("+49 30", "'+49 30"),
        ("＝1", "'＝1"),
        ("\n-x", "'\n-x"),
        ("plain", "plain"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_what_begins_like_a_formula_is_guarded(text: str, cell: str) -> None:
    assert guard(text) == cell
    if text[:1] in "=+＝":
        assert unguarded(cell) == text


@given(drafts())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_cell_is_a_formula_and_every_record_has_its_row(draft: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "coach.json", Clock(TODAY))
        take_in(desk, draft)
        practice = desk.practice()
        files = tables(practice)
    assert set(files) <= names()
    for name, text in files.items():
        for row in rows(text):
            for cell in row.values():
                begin = cell.lstrip(" \u00a0\u3000\n")[:1]
                assert not begin or begin not in DANGEROUS or is_number(cell), (name, cell)
    for table in NOUNS:
        count = len(practice.tables.get(table, {}))
        found = len(rows(files[f"{table}.csv"])) if f"{table}.csv" in files else 0
        assert found == (min(count, 1) if table == "responses" else count)


def test_the_made_up_practice(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    put_demo(desk)
    practice = desk.practice()
    anna = practice.client_named("Anna").uid
    files = tables(practice, anna)
    (client,) = rows(files["clients.csv"])
    assert (client["id"], client["name"]) == (anna, "Anna Berg")
    milestones = rows(files["milestones.csv"])
    assert {row["client"] for row in milestones} == {"Anna Berg"}
    known = {row["id"]: row["title"] for row in rows(files["objectives.csv"])}
    assert all(row["objective"] == known.get(row["objective id"], "") for row in milestones)
    (move, *_) = rows(files["milestones.moves.csv"])
    assert move["of"] in {row["id"] for row in milestones}
    measures = {row["name"] for row in rows(files["objectives.measure.csv"])}
    assert {row["measure"] for row in rows(files["checkins.measures.csv"])} <= measures
    assert files.keys().isdisjoint({"responses.csv", "raters.csv"})
    assert rows(files["rounds.csv"])
    own = tables(practice, anna, raters=True)
    assert list(rows(own["responses.csv"])[0]) == ["packed"]
    assert {row["client"] for row in rows(own["raters.csv"])} == {"Anna Berg"}
    comments = [
        c for raw in practice.tables["responses"].values() for c in (raw.get("comments") or {}).values()
    ]
    assert comments
    raw_answers = [text for name, text in files.items() if not name.startswith("results.")]
    assert not any(comment in text for comment in comments for text in (*raw_answers, *own.values()))
    assert "Tom Okafor" not in "".join(files.values())


def test_history_of_one_client_holds_what_was_there_before(tmp_path: Path) -> None:
    from coach_tui.changes.clients import edit_client

    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    put_demo(desk)
    uid = begin_plan(desk, {"name": "Zed", "notes": "the first words"})
    edit_client(desk, uid, {"notes": "the second words"})
    told = dump.dump(desk.practice(), TODAY, uid)
    assert [entry["what"] for entry in told["history"]] == ["began a plan with Zed", "changed the client Zed"]
    assert "the first words" in json.dumps(told["history"])
    anna = dump.dump(desk.practice(), TODAY, desk.practice().client_named("Anna").uid)
    assert anna["history"]
    assert "Tom Okafor" not in json.dumps(anna)
    assert '"responses"' not in json.dumps(anna["history"])
    assert all("changes" not in entry for entry in dump.dump(desk.practice(), TODAY)["history"])


def test_the_lot_comes_back_as_the_same_file(tmp_path: Path) -> None:
    desk, other = (Desk(tmp_path / name / "coach.json", Clock(TODAY)) for name in ("one", "other"))
    put_demo(desk)
    text = json.dumps(dump.dump(desk.practice(), TODAY)["tables"])
    take_in_dump(other, dump.read_dump(json.loads(json.dumps(dump.dump(desk.practice(), TODAY)))))
    assert json.dumps(dump.dump(other.practice(), TODAY)["tables"]) == text


@pytest.fixture
def answered(tmp_path: Path) -> Desk:
    """A round with a manager, five peers and two reports, who are too few; and one that is open."""
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    client = begin_plan(desk, {"name": "Anna"}, {"start": "2026-11-01"})
    engagement = desk.practice().current(client)
    assert engagement is not None
    given = [
        ("self", 4),
        ("manager", 3),
        *(("peer", n) for n in (1, 3, 3, 5, 4)),
        ("report", 1),
        ("report", 2),
    ]
    for title in ("=Autumn", "Winter"):
        asked = begin_round(desk, engagement.uid, {"title": title, "items": ["Listens"]})
        replies = [
            Reply(group, {"Listens": score}, {"Comments": f"@{group} {score}"}, f"R{number}", where="a")
            for number, (group, score) in enumerate(given)
        ]
        take_answers(desk, engagement.uid, asked, replies)
        if title != "Winter":
            close_round(desk, asked)
    return desk


def test_the_tables_of_one_client_hold_the_results_that_may_be_seen(answered: Desk) -> None:
    practice = answered.practice()
    (client,) = practice.clients
    files = tables(practice, client.uid)
    assert not {"raters.csv", "responses.csv"} & set(files)
    found = rows(files["results.csv"])
    assert {row["round"] for row in found} == {"'=Autumn"}
    assert [
        (one["item"], one["group"], one["n"], one["mean"], one["lowest"], one["highest"]) for one in found
    ] == [
        ("Listens", "self", "1", "4", "", ""),
        ("Listens", "manager", "1", "3", "", ""),
        ("Listens", "peer", "5", "3.2", "1", "5"),
        ("Listens", "others", "6", "3.17", "1", "5"),
    ]
    said = rows(files["results.comments.csv"])
    assert {(one["question"], one["group"]) for one in said} == {
        ("Comments", group) for group in ("self", "manager", "peer")
    }
    assert all(one["text"].startswith("'@") for one in said)
    assert not any("@report" in text for text in files.values())
    for others in (tables(practice), tables(practice, client.uid, raters=True)):
        assert not {"results.csv", "results.comments.csv"} & set(others)


def test_holidays_have_a_table_that_names_no_client(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "coach.json", Clock(TODAY))
    put_demo(desk)
    add_holiday(desk, "2026-12-24", "2027-01-03", "=skiing")
    files = tables(desk.practice())
    assert set(files) <= names()
    (row,) = rows(files["holidays.csv"])
    assert row.pop("id")
    assert row == {"since": "2026-12-24", "until": "2027-01-03", "reason": "'=skiing"}
    assert "holidays.csv" not in tables(desk.practice(), desk.practice().clients[0].uid)
