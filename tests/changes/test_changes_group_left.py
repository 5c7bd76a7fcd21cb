"""Who leaves a group hears no more of it, and those who stay read no name of theirs (domain §10)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach_tui.changes.clients import close_engagement, delete_client, reopen_engagement
from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.changes.records import edit
from coach_tui.changes.session_states import hold_as_booked, move_session, say_absent
from coach_tui.clock import Clock
from coach_tui.exchange.dump import dump, read_dump
from coach_tui.exchange.dump_taking import take_in_dump
from coach_tui.exchange.spreadsheet import tables as sheets
from coach_tui.plan.dates import day_words
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput
from coach_tui.plan.report import content
from coach_tui.plan.session import Session
from coach_tui.plan.visibility import view
from tests.changes.changes_kit import TODAY, open_desk, tables
from tests.changes.group_kit import AHEAD, Group

LATER = "2026-12-15"
WORDS = {"shared": "Ben Ott and Anna rehearsed.", "private": "Anna shone.", "goal": "Trust with Cleo."}


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path / "coach.json")


def later(group: Group, day: str = LATER) -> Desk:
    """The desk on a later day."""
    return later_in(group.desk.store.path, day)


def later_in(path: Path, day: str = LATER) -> Desk:
    return Desk(path, Clock(date.fromisoformat(day)))


def of_one(group: Group, number: int) -> dict[str, str]:
    """All that may be handed on to one client, as text."""
    plan = group.plan(group.plans[number])
    return {
        "json": json.dumps(dump(group.practice, TODAY, group.clients[number])),
        "csv": "\n".join(sheets(group.practice, group.clients[number]).values()),
        "report": json.dumps(content(view(plan, "client", TODAY), TODAY), default=str),
    }


def test_a_session_stops_for_whom_an_engagement_ended_before_it(group: Group) -> None:
    edit(group.desk, Session, group.ahead, {"goal": "Trust."})
    close_engagement(group.desk, group.cleo)
    before = of_one(group, 2)
    move_session(group.desk, group.ahead, "2026-12-10", reason="Ben Ott asked")
    edit(later(group), Session, group.ahead, {"state": "held", **WORDS})
    for side in (group.anna, group.ben):
        assert group.seen(side, group.ahead).raw["shared"] == WORDS["shared"]
    seen = group.seen(group.cleo, group.ahead).raw
    assert seen == {
        "uid": group.ahead,
        "plan": group.cleo,
        "also": [group.anna, group.ben],
        "on": AHEAD,
        "time": "09:00",
        "kind": "group",
        "group_size": 2,
        "state": "cancelled",
        "cancelled_by": "coach",
        "closing": True,
    }
    after = of_one(group, 2)
    assert after == before
    assert "Trust" not in json.dumps(from_plan(group.plan(group.cleo)))
    assert [word for text in after.values() for word in ("rehearsed", "shone", "12-10") if word in text] == []
    reopen_engagement(later(group), group.cleo)
    assert group.seen(group.cleo, group.ahead).raw["private"] == WORDS["private"]


def test_whose_first_it_was_and_who_left_is_told_nothing_and_counted_no_more(group: Group) -> None:
    close_engagement(group.desk, group.anna)
    entry = hold_as_booked(later(group), group.ahead)
    assert entry is not None
    assert entry.what == f"held the session of {day_words(AHEAD)[:-5]} with Ben Ott + 1"
    assert entry.client == group.clients[1]
    entry = edit(later(group), Session, group.ahead, WORDS)
    assert entry is not None
    assert entry.client == group.clients[1]
    assert "held the session" not in of_one(group, 0)["json"]
    assert group.raw(group.ahead)["state"] == "held"


def test_from_the_side_of_one_who_left_it_is_not_changed(group: Group) -> None:
    draft = from_plan(group.plan(group.cleo))
    close_engagement(group.desk, group.cleo)
    edit(later(group), Session, group.ahead, {"state": "held", **WORDS})
    as_it_was = group.raw(group.ahead)
    begun = group.seen(group.cleo, group.ahead).raw
    with pytest.raises(BadInput, match="the others' alone now"):
        edit(later(group), Session, group.ahead, {"goal": "Mine."}, started_from=begun)
    document = json.loads(json.dumps(dump(group.practice, TODAY, group.clients[2])))
    take_in_dump(later(group), read_dump(document), replace=True)
    draft["engagement"]["closed_on"] = "2026-11-24"
    draft["session"][1]["goal"] = "Mine."
    take_in(later(group), draft, replace=True)
    assert group.raw(group.ahead) == as_it_was


def leave_by_closing(group: Group) -> None:
    close_engagement(group.desk, group.cleo)


def leave_in_the_form(group: Group) -> None:
    edit(group.desk, Session, group.ahead, {"also": [group.ben]})


def leave_by_a_plan_file(group: Group) -> None:
    draft: dict[str, Any] = from_plan(group.plan(group.cleo))
    draft["session"] = draft["session"][:1]
    take_in(group.desk, draft, replace=True)


def leave_by_deletion(group: Group) -> None:
    delete_client(group.desk, group.clients[2])


@pytest.mark.parametrize(
    "leaves", [leave_by_closing, leave_in_the_form, leave_by_a_plan_file, leave_by_deletion]
)
def test_whoever_left_is_named_to_nobody_who_stays(group: Group, leaves: Any) -> None:
    edit(group.desk, Session, group.ahead, {"goal": "Cleo Marsh leads.", "shares": ["goal"]})
    leaves(group)
    move_session(group.desk, group.ahead, "2026-12-09", reason="Cleo is gone", by="Cleo")
    edit(later(group), Session, group.ahead, {"state": "held", "shared": "Cleo was missed."})
    for number in (0, 1):
        assert [name for name, text in of_one(group, number).items() if "Cleo" in text] == []
    whole = open_desk(group.desk.store.path.with_name("there.json"))
    take_in_dump(later_in(whole.store.path), read_dump(json.loads(json.dumps(dump(group.practice, TODAY)))))
    assert tables(whole) == tables(group.desk)


def test_who_was_deleted_is_named_to_nobody_when_the_journal_has_let_go(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach_tui.store.journal.KEPT", 2)
    edit(group.desk, Session, group.ahead, {"goal": "Cleo Marsh leads, Anna asks.", "shares": ["goal"]})
    leave_by_deletion(group)
    for number in range(6):
        edit(group.desk, Session, group.ahead, {"minutes": 60 + number})
    edit(later(group), Session, group.ahead, {"state": "held", "shared": "Cleo was missed; Ben thanked."})
    clients = [op for one in group.practice.tables["journal"].values() for op in one["ops"]]
    assert "clients" not in {op["table"] for op in clients}  # so nothing says any more that it is a name
    for number, own in ((0, "Anna"), (1, "Ben")):
        texts = of_one(group, number)
        assert [name for name, text in texts.items() if "Cleo" in text or "Marsh" in text] == []
        assert any(own in text for text in texts.values())


def test_who_comes_back_is_in_it_again(group: Group) -> None:
    leave_in_the_form(group)
    assert group.raw(group.ahead)["left"] == [group.cleo]
    edit(group.desk, Session, group.ahead, {"also": [group.ben, group.cleo]})
    assert "left" not in group.raw(group.ahead)


def test_of_an_hour_without_the_client_no_note_is_handed_on(group: Group) -> None:
    edit(group.desk, Session, group.session, {**WORDS, "shares": ["goal"]})
    say_absent(group.desk, group.session, [group.cleo])
    assert group.seen(group.cleo).raw["private"] == WORDS["private"]
    told = of_one(group, 2)
    now = {**told, "json": json.dumps(json.loads(told["json"])["tables"])}
    assert [name for name, text in now.items() if "rehearsed" in text or "shone" in text] == []
    assert "rehearsed" in of_one(group, 0)["report"]
    before = tables(group.desk)
    take_in_dump(group.desk, read_dump(json.loads(told["json"])), replace=True)
    assert tables(group.desk) == before


def test_an_older_plan_file_takes_nobody_out_of_what_was_held(group: Group) -> None:
    draft: dict[str, Any] = from_plan(group.plan(group.cleo))
    draft["session"] = []
    _, entry = take_in(group.desk, draft, replace=True)
    assert entry is not None
    assert entry.what == "replaced the plan of Cleo Marsh; no longer in 1 group session"
    assert group.raw()["also"] == [group.ben, group.cleo]
    assert group.raw(group.ahead)["also"] == [group.ben]
    document = json.loads(json.dumps(dump(group.practice, TODAY, group.clients[2])))
    document["tables"]["sessions"] = []
    take_in_dump(group.desk, read_dump(document), replace=True)
    assert group.raw()["also"] == [group.ben, group.cleo]
