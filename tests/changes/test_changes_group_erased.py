"""Who is erased leaves no trace in the sessions that others had with them (domain rules §10)."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach_tui.changes.erase import erase_client
from coach_tui.changes.records import edit
from coach_tui.changes.session_states import move_session
from coach_tui.changes.undo import entries_of
from coach_tui.exchange.erasing import erase_everywhere
from coach_tui.exchange.vdir import write_folder
from coach_tui.plan.session import Session
from tests.changes.changes_kit import TODAY
from tests.changes.group_kit import NAMES, Group


def told_in(folder: Path, *wanted: str) -> set[str]:
    """The files in which one of the texts stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files for text in wanted if text.encode() in path.read_bytes()}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_session_stays_for_the_others_without_a_trace(tmp_path: Path, number: int) -> None:
    group = Group(tmp_path / "coach.json")
    note = f"{NAMES[number].split()[0]} led the talk; all listened."
    edit(group.desk, Session, group.session, {"shared": note, "absent": [group.plans[number]]})
    group.desk.store.backup("by-hand")
    move_session(group.desk, group.ahead, "2026-12-09", by="somebody", reason=f"{NAMES[number]} cannot")
    gone, plan = group.clients[number], group.plans[number]
    erase_client(group.desk, gone, NAMES[number])
    left = [uid for uid in group.plans if uid != plan]
    raw = group.raw()
    assert [raw["plan"], *raw["also"]] == left
    assert (raw["shared"], raw["group_size"]) == ("a client led the talk; all listened.", 2)
    assert "absent" not in raw
    ahead = group.raw(group.ahead)
    assert ([ahead["plan"], *ahead["also"]], ahead["on"]) == (left, "2026-12-09")
    assert ("by" in ahead["moves"][0], "reason" in ahead["moves"][0]) == (True, False)
    assert group.seen(left[1], group.ahead).group_size == 2
    assert not told_in(tmp_path, gone, plan, NAMES[number])
    assert sum(len(group.plan(uid).sessions) for uid in left) == 4


def test_the_calendar_that_others_read_calls_nobody_after_them(tmp_path: Path) -> None:
    group = Group(tmp_path / "data" / "coach.json")
    folder = tmp_path / "calendar"
    folder.mkdir()
    write_folder(str(folder), group.practice, TODAY)
    assert told_in(folder, "Ben Ott")
    done = erase_everywhere(group.desk, group.clients[1], "Ben Ott", str(folder), tmp_path / "config.toml")
    assert (done.left, told_in(tmp_path, "Ben Ott")) == ([], set())
    write_folder(str(folder), group.practice, TODAY)
    assert len(told_in(folder, "Anna Keller\\, Cleo Marsh")) == 2


def test_the_last_of_them_takes_it_along(tmp_path: Path) -> None:
    group = Group(tmp_path / "coach.json")
    for number in (1, 0, 2):
        erase_client(group.desk, group.clients[number], NAMES[number])
    assert not group.practice.tables["sessions"]
    assert not any(entry.ops for entry in entries_of(group.practice))
