"""What is exported and imported again is the same: plan files both ways, and the export of everything."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.clock import Clock
from coach_tui.exchange import dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.exchange.planfile import draft_from, read_toml, write_toml
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.session import BOOKED, CANCELLED, with_state
from coach_tui.plan.text import fold
from tests.exchange.made_drafts import TODAY, drafts

EXAMPLE = Path(__file__).parent.parent / "data" / "plan-example.toml"
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def fresh(folder: str | Path) -> Desk:
    return Desk(Path(folder) / "coach.json", Clock(TODAY))


def filled(draft: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in draft.items() if value != []}


def plan_in(desk: Desk, client: str, *, ids: bool = False) -> dict[str, Any]:
    plan = desk.practice().plan(client)
    assert plan is not None
    return from_plan(plan, ids=ids)


@given(drafts())
@FEW
def test_a_plan_file_is_read_as_it_was_written(draft: dict[str, Any]) -> None:
    assert filled(read_toml(write_toml(draft))) == draft
    assert filled(draft_from(json.loads(json.dumps(draft)), "")) == draft


def test_a_no_that_is_meant_anyway_is_not_kept_whichever_file_says_it() -> None:
    plan = {"client": {"name": "Tom"}, "engagement": {"start": "2026-01-01"}}
    said = {"on": "2026-10-01", "review": False, "late": False, "coaching": False, "paid": False}
    kept = [{"on": "2026-10-01", "paid": False}]
    assert draft_from(plan | {"session": [said]}, "")["session"] == kept
    assert read_toml(write_toml(plan | {"session": [said]}))["session"] == kept


@pytest.mark.slow
@given(drafts())
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_thousand_plan_files_are_read_as_they_were_written(draft: dict[str, Any]) -> None:
    assert filled(read_toml(write_toml(draft))) == draft
    assert filled(draft_from(json.loads(json.dumps(draft)), "")) == draft


def _after(end: str, session: dict[str, Any]) -> dict[str, Any]:
    """A session as it is once the engagement has closed on a day: cancelled, if it is booked after it."""
    if session["state"] != BOOKED or session["on"] <= end:
        return session
    kept = {key: value for key, value in session.items() if key != "snooze"}
    return kept | {"state": CANCELLED, "cancelled_by": "coach", "closing": True}


@given(drafts())
@FEW
def test_what_was_taken_in_comes_out_the_same_and_changes_nothing_when_it_returns(
    draft: dict[str, Any],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = fresh(folder)
        uid, entry = take_in(desk, draft)
        assert entry is not None
        out = plan_in(desk, uid)
        if "session" in draft:  # what came of one that does not say it is told by its day
            end = draft["engagement"].get("closed_on") or date.max.isoformat()
            draft["session"] = [_after(end, with_state(one, TODAY)) for one in draft["session"]]
        assert out == draft
        before = dump.records_of(desk.practice())
        for again in (
            read_toml(write_toml(out)),
            draft_from(json.loads(json.dumps(plan_in(desk, uid, ids=True))), ""),
        ):
            assert take_in(desk, again, replace=True) == (uid, None)
        assert dump.records_of(desk.practice()) == before


@given(st.lists(drafts(), min_size=1, max_size=3, unique_by=lambda draft: fold(draft["client"]["name"])))
@FEW
def test_an_export_of_everything_gives_the_same_content_in_an_empty_file(made: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        desk, empty = fresh(one), fresh(other)
        for draft in made:
            take_in(desk, draft)
        document = json.loads(json.dumps(dump.dump(desk.practice(), TODAY)))
        assert take_in_dump(empty, dump.read_dump(document)) is not None
        assert dump.records_of(empty.practice()) == dump.records_of(desk.practice())
        assert take_in_dump(empty, dump.read_dump(document), replace=True) is None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = fresh(tmp_path)
    take_in(desk, read_toml(EXAMPLE.read_text("utf-8")))
    return desk


def exported(desk: Desk) -> Any:
    return json.loads(json.dumps(dump.dump(desk.practice(), TODAY)))


def test_replacing_deletes_what_the_export_lacks_and_leaves_others_alone(desk: Desk) -> None:
    other = read_toml('[client]\nname = "Tom"\n[engagement]\nstart = 2026-01-01\n')
    take_in(desk, other)
    document = exported(desk)
    document["tables"]["wins"] = []
    document["tables"]["objectives"][0]["title"] = "Another title"
    document["tables"]["clients"] = document["tables"]["clients"][:1]
    document["tables"]["engagements"] = document["tables"]["engagements"][:1]
    entry = take_in_dump(desk, dump.read_dump(document), replace=True)
    assert entry is not None
    assert [(op["table"], op["after"] is None) for op in entry.ops] == [("wins", True), ("objectives", False)]
    assert [client.name for client in desk.practice().clients] == ["Anna Berg", "Tom"]
    desk.store.undo()
    assert exported(desk)["tables"]["wins"]


def test_a_client_of_that_name_is_replaced_though_the_ids_differ(desk: Desk, tmp_path: Path) -> None:
    other = fresh(tmp_path / "other")
    take_in(other, read_toml('[client]\nname = "ANNA BERG"\n[engagement]\nstart = 2026-01-01\n'))
    with pytest.raises(BadInput, match="ANNA BERG is here already; use --replace"):
        take_in_dump(other, dump.read_dump(exported(desk)))
    take_in_dump(other, dump.read_dump(exported(desk)), replace=True)
    assert dump.records_of(other.practice()) == dump.records_of(desk.practice())


def test_fields_of_a_newer_version_stay(desk: Desk, tmp_path: Path) -> None:
    document = exported(desk)
    document["tables"]["wins"][0]["sticker"] = {"star": 1}
    other = fresh(tmp_path / "other")
    take_in_dump(other, dump.read_dump(document))
    assert dump.records_of(other.practice())["wins"][0]["sticker"] == {"star": 1}


def test_tables_of_a_newer_version_are_not_exported(desk: Desk) -> None:
    with desk.store.transaction("newer") as change:
        change.insert("ratings", {"plan": "x", "score": 5})
    assert "ratings" not in exported(desk)["tables"]
    assert dump.unknown_tables(desk.practice()) == ["ratings"]


def test_the_export_of_one_client_holds_nobody_else(desk: Desk) -> None:
    uid, _ = take_in(desk, read_toml('[client]\nname = "Tom Okafor"\n[engagement]\nstart = 2026-01-01\n'))
    text = json.dumps(dump.dump(desk.practice(), TODAY, uid))
    assert "Tom Okafor" in text
    assert "Anna" not in text


def broken(change: str) -> Any:
    """Each way to spoil an export."""
    namespace: dict[str, Any] = {}
    exec(f"def spoil(d, t):\n    {change}", namespace)
    return namespace["spoil"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("d['version'] = 99", "version “99”"),
        ("del d['tables']", "without tables"),
        ("d['tables'] = []", "without tables"),
        ("t['ratings'] = []", "“ratings” is no table"),
        ("t['wins'] = {}", "wins: is not a list"),
        ("t['wins'].append(3)", "wins 2: is not a record"),
        ("t['wins'][0].pop('uid')", "wins 1: it has no uid"),
        ("t['wins'][0]['uid'] = 7", "wins 1: it has no uid"),
        ("t['wins'][0]['uid'] = 'a' * 65", "wins 1: it has no uid"),
        ("t['wins'].append(t['wins'][0])", "wins: two records have the same uid"),
        ("t['wins'][0]['on'] = '2026-02-30'", "wins 1: on: “2026-02-30|wins 1: on: .*calendar"),
        ("t['wins'][0]['plan'] = 'nobody'", "wins 1: the plan of a win is not in the export"),
        ("t['engagements'][0].pop('client')", "engagements 1: the client of an engagement"),
        ("t['clients'][0]['name'] = ''", "clients 1: name: is needed"),
        ("t['wins'][0]['objective'] = 'x'", "win of “Anna Berg”: objective: what it refers to"),
        ("t['milestones'][1]['after'] = [t['milestones'][1]['uid']]", "circle"),
        ("t['objectives'][1]['title'] = t['objectives'][0]['title'].upper()", "title: an objective called"),
        ("t['checkins'][0]['measures'] = {'x': 1}", "a measure that no objective has"),
        ("t['checkins'][0]['measures'] = {'x': float('nan')}", "measures"),
    ],
)
def test_a_spoilt_export_is_refused_and_named(desk: Desk, change: str, said: str) -> None:
    document = exported(desk)
    broken(change)(document, document.get("tables"))
    with pytest.raises(BadInput, match=said):
        dump.read_dump(document)


def test_hostile_text_in_an_export_is_cleaned_on_the_way_in(desk: Desk) -> None:
    document = exported(desk)
    document["tables"]["clients"][0]["name"] = "Anna\x1b]0;x\x07\nBerg"
    assert dump.read_dump(document)["clients"][0]["name"] == "Anna␛]0;x␇ Berg"


def test_an_id_that_is_somebody_elses_is_refused(desk: Desk, tmp_path: Path) -> None:
    document = exported(desk)
    document["tables"]["clients"][0] |= {"uid": "another", "name": "Another"}
    document["tables"]["engagements"][0]["client"] = "another"
    before = desk.store.path.read_bytes()
    with pytest.raises(BadInput, match="belongs to another client's record"):
        take_in_dump(desk, dump.read_dump(document))
    assert desk.store.path.read_bytes() == before
