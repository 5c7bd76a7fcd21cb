"""What is gone from the remote is gone here only where coach-tui took it out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from coach_tui.changes import records, time_off
from coach_tui.changes.clients import delete_client, edit_client
from coach_tui.changes.erase import erase_client
from coach_tui.changes.restoring import restore
from coach_tui.changes.undo import undo
from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import ChangedMeanwhile
from coach_tui.store.journal import KEPT
from coach_tui.store.machine import machine_of
from coach_tui.sync.anew import begin_anew
from coach_tui.sync.git import Failed
from tests.sync.sync_kit import Machine, git

if TYPE_CHECKING:
    from pathlib import Path

Two = tuple[Machine, Machine, str]


def by_hand(remote: Path, *paths: str, words: tuple[str, ...] = ("-m", "tidy up")) -> None:
    """Take paths out of the remote by a commit of one's own."""
    in_clone(
        remote,
        ["rm", "-rq", *paths],
        ["commit", "-q", *words],
        ["push", "-q", "--force", "origin", "HEAD:main"],
    )


def in_clone(remote: Path, *lines: list[str]) -> None:
    """Have somebody run git in a clone of the remote, as it is."""
    work = remote.parent / "work"
    shutil.rmtree(work, ignore_errors=True)
    env = {"PATH": os.environ["PATH"], "HOME": str(remote.parent), "GIT_CONFIG_NOSYSTEM": "1"}
    for name in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{name}_NAME": "jo", f"GIT_{name}_EMAIL": "jo@example.org"}
    subprocess.run(["git", "clone", "-q", "-b", "main", str(remote), str(work)], check=True, env=env)
    for line in lines:
        subprocess.run(["git", "-C", str(work), *line], check=True, env=env)


PUSH = ["push", "-q", "origin", "HEAD:main"]


def commands_in(line: str) -> list[list[str]]:
    """The two commands of git that a refusal names."""
    found = re.search(r"in a clone of it: git (revert --no-edit \w+), then git (push)\)", line)
    assert found, line
    return [found[1].split(), found[2].split()]


@pytest.mark.parametrize("path", ["clients", "journal", "clients/*/engagements.json", "coach/holidays.json"])
def test_what_a_commit_of_somebody_elses_took_out_is_refused(two: Two, remote: Path, path: str) -> None:
    laptop, server, anna = two
    laptop.note(anna, "Hers")
    time_off.add_holiday(laptop.desk, "2026-12-24", "2026-12-27", "Home")
    for one in (laptop, server):
        one.sync()
    before = [one.content() for one in two[:2]]
    by_hand(remote, path)
    for one in (laptop, server):
        with pytest.raises(Failed, match=r"none of ours .* took .* out of the remote: take it back there"):
            one.sync()
    assert [one.content() for one in two[:2]] == before
    tip = git(remote, "rev-parse", "main")
    git(remote, "update-ref", "refs/heads/main", f"{tip[:10]}~1")
    server.note(anna, "More")
    for one in (server, laptop):
        one.sync()
    assert laptop.notes() == ["Hers", "More"]


@pytest.mark.parametrize("path", ["clients", "journal"])
def test_what_was_taken_out_is_brought_back_by_the_commands_that_it_names(
    two: Two, remote: Path, path: str
) -> None:
    laptop, server, anna = two
    laptop.note(anna, "Hers")
    for one in (laptop, server):
        one.sync()
    in_clone(remote, ["commit", "-q", "--allow-empty", "-m", "look"], PUSH)
    by_hand(remote, path)
    in_clone(remote, ["commit", "-q", "--allow-empty", "-m", "look again"], PUSH)
    with pytest.raises(Failed, match="none of ours") as told:
        laptop.sync()
    in_clone(remote, *commands_in(str(told.value)))
    server.note(anna, "More")
    for one in (server, laptop):
        one.sync()
    assert laptop.notes() == server.notes() == ["Hers", "More"]
    begin_anew(laptop.sync_with())


def test_what_was_taken_out_and_brought_back_before_anybody_looked_is_no_loss(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    ben = laptop.client("Ben Ott")
    own = laptop.home / "templates" / "mine.toml"
    own.parent.mkdir()
    own.write_text('title = "Mine"\n', encoding="utf-8")
    for one in (laptop, server):
        one.sync()
    by_hand(remote, "clients", "own")
    in_clone(remote, ["revert", "--no-edit", "HEAD"], PUSH)
    laptop.sync()
    delete_client(laptop.desk, ben)
    own.unlink()
    laptop.note(anna, "More")
    laptop.sync()
    server.sync()
    assert server.notes() == ["More"]
    assert not (server.home / "templates" / "mine.toml").exists()
    assert ben not in server.content()["clients"]


def test_it_says_how_much_was_taken_out(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    laptop.note(anna, "Hers")
    laptop.sync()
    server.sync()
    by_hand(remote, "clients")
    with pytest.raises(Failed, match="took 1 check-in, 1 client, 1 engagement out of the remote"):
        server.sync()


def test_what_is_gone_from_a_commit_that_was_made_over_is_kept(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    laptop.note(anna, "Hers")
    laptop.sync()
    server.sync()
    laptop.note(anna, "More")
    laptop.sync()
    by_hand(remote, "clients", words=("--amend", "--no-edit"))
    assert server.sync().remarks == [
        "the remote had lost 1 check-in, 1 client, 1 engagement, which nobody deleted: kept"
    ]
    laptop.sync()
    server.sync()
    assert laptop.notes() == server.notes() == ["Hers", "More"]


def test_a_deletion_is_taken_over_though_the_history_no_longer_tells_of_it(two: Two) -> None:
    laptop, server, anna = two
    ben = laptop.client("Ben Ott")
    laptop.note(anna, "Hers")
    laptop.sync()
    server.sync()
    delete_client(laptop.desk, ben)
    (checkin,) = laptop.content()["checkins"]
    records.delete(laptop.desk, Checkin, checkin)
    laptop.sync()
    for number in range(KEPT + 5):
        laptop.note(anna, f"{number}")
        if number == KEPT // 2:
            laptop.sync()
    laptop.sync()
    assert server.sync().remarks == []
    assert ben not in server.content()["clients"]
    assert "Hers" not in server.notes()


def test_a_deletion_that_the_history_let_go_of_before_it_was_sent_is_taken_over(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "Hers")
    laptop.sync()
    server.sync()
    (checkin,) = laptop.content()["checkins"]
    records.delete(laptop.desk, Checkin, checkin)
    for number in range(KEPT + 5):
        laptop.note(anna, f"{number}")
    laptop.sync()
    begin_anew(laptop.sync_with())
    assert server.sync().remarks == []
    assert "Hers" not in server.notes()


def test_what_was_added_and_undone_restored_or_erased_is_gone_without_a_word_of_refusal(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "Undone")
    laptop.sync()
    server.sync()
    undo(laptop.desk)
    laptop.sync()
    assert server.sync().remarks == []
    assert server.notes() == []
    copy = laptop.desk.store.backup("by-hand")
    assert copy is not None
    ben = laptop.client("Ben Ott")
    laptop.note(anna, "Restored")
    laptop.sync()
    server.sync()
    laptop.desk.store.restore(copy)
    laptop.sync()
    server.sync()
    assert server.notes() == []
    assert ben not in server.content()["clients"]
    erase_client(laptop.desk, anna, "Anna Berg")
    laptop.sync()
    server.sync()
    assert not server.content()["clients"]


def test_two_holidays_that_became_one_are_one_on_a_third_machine(
    two: Two, tmp_path: Path, remote: Path
) -> None:
    laptop, server, _ = two
    third = Machine(tmp_path, "third")
    third.name_remote(remote)
    third.sync()
    time_off.add_holiday(server.desk, "2026-12-28", "2027-01-08", "Beach")
    server.sync()
    third.sync()
    time_off.add_holiday(laptop.desk, "2026-12-24", "2027-01-03", "Skiing")
    laptop.sync()
    assert third.sync().remarks == []
    assert len(third.content()["holidays"]) == 1


def test_a_restore_elsewhere_is_told_and_what_was_here_is_kept(two: Two) -> None:
    laptop, server, anna = two
    copy = laptop.desk.store.backup("by-hand")
    assert copy is not None
    server.note(anna, "Mine")
    edit_client(server.desk, anna, {"role": "CTO"})
    server.sync()
    laptop.sync()
    laptop.desk.store.restore(copy)
    laptop.sync()
    name = str(machine_of(str(laptop.path)))
    assert server.sync().remarks == [
        f"a backup was restored on {name}: 1 check-in went, 1 record changed back here; "
        "as it was here it is among the backups (before-sync)"
    ]
    assert server.notes() == []
    newest = server.desk.store.backups()[0]
    assert ".before-sync." in newest.name
    server.desk.store.restore(newest)
    assert server.notes() == ["Mine"]


def test_what_an_entry_tells_of_needs_no_backup(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "Hers")
    laptop.sync()
    server.sync()
    (checkin,) = laptop.content()["checkins"]
    records.delete(laptop.desk, Checkin, checkin)
    laptop.sync()
    server.sync()
    assert not [one for one in server.desk.store.backups() if "before-sync" in one.name]


def test_who_was_erased_is_in_no_backup_of_a_sync(two: Two) -> None:
    laptop, server, anna = two
    copy = laptop.desk.store.backup("by-hand")
    assert copy is not None
    server.client("Ben Ott")
    server.sync()
    laptop.sync()
    erase_client(laptop.desk, anna, "Anna Berg")
    laptop.desk.store.restore(copy)
    laptop.sync()
    server.sync()
    assert not [one for one in server.desk.store.backups() if "Anna" in one.read_text()]


def test_records_that_both_changed_are_counted_as_merged(two: Two) -> None:
    laptop, server, anna = two
    for machine, role in ((laptop, "CTO"), (server, "CEO")):
        machine.clock.minutes += 1
        edit_client(machine.desk, anna, {"role": role})
    laptop.sync()
    assert server.sync().merged == 1
    assert laptop.sync().merged == 0


def test_undo_tells_of_a_restore_elsewhere_once_and_goes_past_it(two: Two) -> None:
    laptop, server, anna = two
    ben = laptop.client("Ben Vogel")
    laptop.sync()
    server.sync()
    copy = server.desk.store.backup("before")
    assert copy is not None
    laptop.note(anna, "mine")
    for one in (laptop, server):
        one.sync()
    server.clock.minutes = 30
    restore(server.desk, copy)
    for one in (server, laptop):
        one.sync()
    name = machine_of(str(server.path))
    with pytest.raises(ChangedMeanwhile) as raised:
        undo(laptop.desk)
    assert str(raised.value) == (
        f"cannot undo: “restored from {copy.name}”, done on {name}, took back what was done here since that "
        "backup; as it was before it lies among the backups (before-sync; coach restore lists them); passed "
        "over, the next undo goes on to another change"
    )
    assert laptop.desk.practice().client(ben) is not None
    for one in (laptop, server):
        one.sync()
    with pytest.raises(ChangedMeanwhile, match=r"is not taken back by undo; .*before-restore; "):
        undo(server.desk)  # it is told on each machine
    for one in (server, laptop, server):
        one.sync()
    assert undo(laptop.desk).client == ben
    assert laptop.desk.practice().client(ben) is None


def test_undo_says_nothing_of_a_restore_that_took_nothing_of_this_machine(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "mine")
    for one in (laptop, server):
        one.sync()
    copy = server.desk.store.backup("before")
    assert copy is not None
    server.note(anna, "the server's")
    server.clock.minutes = 30
    restore(server.desk, copy)
    for one in (server, laptop):
        one.sync()
    undo(laptop.desk)
    assert laptop.notes() == []


def test_two_machines_that_are_told_of_one_restore_are_each_told_once(two: Two) -> None:
    laptop, server, anna = two
    copy = server.desk.store.backup("before")
    assert copy is not None
    laptop.note(anna, "mine")
    for one in (laptop, server):
        one.sync()
    server.clock.minutes = 30
    restore(server.desk, copy)
    for one in (server, laptop):
        one.sync()
    for one in (server, laptop):
        with pytest.raises(ChangedMeanwhile, match="cannot undo: “restored from"):
            undo(one.desk)
    for one in (server, laptop, server):
        one.sync()
    entries = [one for one in laptop.desk.store.read()["journal"].values() if one.get("restored")]
    assert [one["told"] for one in entries] == [
        sorted(str(machine_of(str(m.path))) for m in (laptop, server))
    ]
