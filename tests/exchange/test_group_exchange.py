"""A session with several clients goes out and in: whole with all, and with one client as a group of three."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.plans import take_in
from coach_tui.changes.records import edit
from coach_tui.changes.session_states import move_session
from coach_tui.exchange.dump import dump, read_dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.exchange.spreadsheet import tables as sheets
from coach_tui.plan.draft import from_plan, told
from coach_tui.plan.errors import BadInput
from coach_tui.plan.report import content
from coach_tui.plan.session import Session
from coach_tui.plan.visibility import view
from tests.changes.changes_kit import TODAY, open_desk, tables
from tests.changes.group_kit import AHEAD, NAMES, Group


@pytest.fixture
def group(tmp_path: Path) -> Group:
    made = Group(tmp_path / "coach.json")
    words = {"shared": "Ben led, Cleo Marsh and Anna Keller asked.", "private": "Cleo was tired."}
    edit(made.desk, Session, made.session, {**words, "absent": [made.cleo]})
    move_session(made.desk, made.ahead, "2026-12-09", by="coach", reason="Ben Ott asked")
    return made


def out(group: Group, client: str | None = None) -> Any:
    return json.loads(json.dumps(dump(group.practice, TODAY, client)))


def test_all_of_it_into_an_empty_file_is_the_same(group: Group, tmp_path: Path) -> None:
    there = open_desk(tmp_path / "there.json")
    take_in_dump(there, read_dump(out(group)))
    assert tables(there) == tables(group.desk)
    take_in_dump(there, read_dump(out(group)), replace=True)
    assert tables(there) == tables(group.desk)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_one_client_may_have_names_nobody_else(group: Group, number: int) -> None:
    client, plan = group.clients[number], group.plan(group.plans[number])
    others = [part for other in range(3) if other != number for part in (*NAMES[other].split(), NAMES[other])]
    ids = [uid for other in range(3) if other != number for uid in (group.plans[other], group.clients[other])]
    made = {
        "json": json.dumps(out(group, client)),
        "csv": "\n".join(sheets(group.practice, client).values()),
        "report": json.dumps(content(view(plan, "client", TODAY), TODAY), default=str),
    }
    for name, text in made.items():
        assert [word for word in (*others, *ids) if word in text] == [], name
        assert NAMES[number] in text
        assert "a client" in text or name == "report"
    file = json.dumps(from_plan(plan))
    assert [uid for uid in ids if uid in file] == []
    (held, _) = told(plan)["session"]
    assert (held["with"], held["group_size"], held["kind"]) == (2, 3, "group")
    assert held["state"] == ("no_show" if number == 2 else "held")


def test_the_table_of_all_sessions_has_each_once_with_the_names(group: Group) -> None:
    text = sheets(group.practice)["sessions.csv"].lstrip("\ufeff")
    held, ahead = csv.DictReader(io.StringIO(text))
    assert (held["client"], held["also"], held["absent"]) == (
        "Anna Keller",
        "Ben Ott\nCleo Marsh",
        "Cleo Marsh",
    )
    assert ahead["also id"].split() == [group.ben, group.cleo]


def test_one_client_into_an_empty_file_has_a_group_of_as_many_and_the_next_joins(
    group: Group, tmp_path: Path
) -> None:
    there = open_desk(tmp_path / "there.json")
    for number in (2, 0, 1):
        take_in_dump(there, read_dump(out(group, group.clients[number])))
        sides = [there.practice().find("sessions", group.session, uid) for uid in group.plans]
        assert {(one.raw["kind"], one.raw["group_size"]) for one in sides if one} == {("group", 3)}
    found = there.practice().find("sessions", group.session)
    assert isinstance(found, Session)
    assert {found.plan, *found.also} == set(group.plans)
    assert (found.state, found.absent) == ("held", [group.cleo])
    assert len(there.practice().tables["sessions"]) == 2


def test_one_client_put_in_place_throws_nobody_out(group: Group) -> None:
    before = tables(group.desk)
    for number in range(3):
        document = out(group, group.clients[number])
        take_in_dump(group.desk, read_dump(document), replace=True)
        assert tables(group.desk) == before
        take_in(group.desk, from_plan(group.plan(group.plans[number])), replace=True)
        assert tables(group.desk) == before
    document["tables"]["sessions"] = [
        one for one in document["tables"]["sessions"] if one["on"] != "2026-12-09"
    ]
    document["tables"]["sessions"][0]["minutes"] = 90
    take_in_dump(group.desk, read_dump(document), replace=True)
    raw = group.raw()
    assert (raw["minutes"], raw["plan"], raw["also"]) == (90, group.anna, [group.ben, group.cleo])
    assert raw["shared"] == "Ben led, Cleo Marsh and Anna Keller asked."
    assert group.raw(group.ahead)["also"] == [group.ben]


def test_a_plan_file_says_what_came_of_it_for_its_client_alone(group: Group) -> None:
    draft = from_plan(group.plan(group.cleo))
    assert draft["session"][0]["state"] == "no_show"
    draft["session"][0]["state"] = "held"
    take_in(group.desk, draft, replace=True)
    assert "absent" not in group.raw()
    draft["session"] = []
    take_in(group.desk, draft, replace=True)
    assert group.raw()["also"] == [group.ben, group.cleo]  # what was held stays as it was
    assert group.raw(group.ahead)["also"] == [group.ben]
    assert group.raw(group.ahead)["on"] != AHEAD
    draft["session"] = [{"on": "2026-12-20", "also": [group.ben]}]
    with pytest.raises(BadInput, match="also: a plan file is one client's"):
        take_in(group.desk, draft, replace=True)
