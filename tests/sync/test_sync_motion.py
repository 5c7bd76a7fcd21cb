"""What one machine notes the other has, whatever comes in between."""

from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING, Any

import pytest

from coach_tui.changes.restoring import restore
from coach_tui.plan.errors import ChangedMeanwhile, DataFileError
from coach_tui.store import durable
from coach_tui.sync.anew import begin_anew, to_name
from coach_tui.sync.git import Git, Unreachable
from coach_tui.sync.motion import Apart
from coach_tui.sync.outcome import line_of
from coach_tui.sync.place import Place
from coach_tui.sync.whose import whose
from tests.sync.sync_kit import Machine, git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Two = tuple[Machine, Machine, str]


def test_what_one_machine_notes_the_other_has(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "in the train")
    server.note(anna, "over ssh")
    assert laptop.sync()[:2] == (0, 1)
    assert server.sync()[:2] == (1, 1)
    assert laptop.sync()[:2] == (1, 0)
    assert laptop.notes() == server.notes() == ["in the train", "over ssh"]
    assert laptop.content() == server.content()
    assert line_of(laptop.sync()) == "Synced: nothing new on either side."


def test_what_was_undone_is_a_change_that_goes_over(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "by mistake")
    laptop.sync()
    server.sync()
    laptop.desk.store.undo()
    assert laptop.sync()[:2] == (0, 1)
    assert server.sync()[:2] == (1, 0)
    assert server.notes() == []


def test_a_sync_of_nothing_new_changes_no_byte_and_makes_no_commit(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    laptop.note(anna, "one")
    for one in (laptop, server, laptop):
        one.sync()
    before = laptop.path.read_bytes(), server.path.read_bytes(), git(remote, "rev-parse", "main")
    for one in (laptop, server, laptop, server):
        one.sync()
    assert (laptop.path.read_bytes(), server.path.read_bytes(), git(remote, "rev-parse", "main")) == before


def test_what_is_beside_the_data_file_is_for_its_owner_alone(two: Two) -> None:
    laptop, _, _ = two
    folder = Place(laptop.path).folder
    for path in (folder, *folder.rglob("*")):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
    assert not (folder / "git" / "coach-index").exists()


def test_a_machine_that_is_overtaken_merges_and_sends_again(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "first")
    server.note(anna, "second")
    sync = laptop.sync_with()

    calls = []

    def once(doing: str) -> None:
        calls.append(doing)
        if doing == "sending" and calls.count("sending") == 1:
            server.sync()

    sync.say = once
    sync.run()
    assert calls.count("sending") == 2
    server.sync()
    assert laptop.notes() == server.notes() == ["first", "second"]


def test_what_is_noted_while_a_sync_goes_on_is_not_lost(two: Two) -> None:
    laptop, server, anna = two
    server.note(anna, "there")
    server.sync()
    sync = laptop.sync_with()
    noted: list[str] = []

    def meanwhile(doing: str) -> None:
        if doing == "merging" and not noted:
            noted.append(doing)
            laptop.note(anna, "meanwhile")

    sync.say = meanwhile
    sync.run()
    server.sync()
    assert noted
    assert laptop.notes() == server.notes() == ["meanwhile", "there"]


def test_one_that_is_overtaken_for_ever_says_so(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "here")
    sync = laptop.sync_with()

    def again(doing: str) -> None:
        if doing == "sending":
            server.note(anna, "there")
            server.sync()

    sync.say = again
    with pytest.raises(ChangedMeanwhile, match="try again in a moment"):
        sync.run()
    laptop.sync()
    assert "here" in laptop.notes()


class Cut(BaseException):
    """The machine goes out."""


def cut_at(monkeypatch: pytest.MonkeyPatch, step: int) -> list[str]:
    """Let the machine go out before the step (a call of git, or a file put in place) of that number."""
    done: list[str] = []

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if len(done) == step:
                raise Cut
            done.append(name)
            return real(*given, **named)

        return call

    monkeypatch.setattr(Git, "_outcome", counted("git", Git._outcome))
    monkeypatch.setattr(durable, "replace", counted("replace", durable.replace))
    return done


@pytest.mark.parametrize("stride", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_cut_off_anywhere_nothing_is_lost_and_the_next_sync_goes_on(
    two: Two, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    laptop, server, anna = two
    wanted = []
    for step in range(0, 200, stride):
        laptop.note(anna, f"here {step}")
        server.note(anna, f"there {step}")
        wanted += [f"here {step}", f"there {step}"]
        server.sync()
        with monkeypatch.context() as patch:
            done = cut_at(patch, step)
            try:
                laptop.sync()
            except Cut:
                whole = False
            else:
                whole = True
        server.sync()
        laptop.sync()
        server.sync()
        assert laptop.notes() == server.notes() == sorted(wanted), step
        if whole:
            break
    assert len(done) > 12
    assert whole
    assert laptop.content() == server.content()


def test_an_older_copy_put_in_place_gets_back_what_came_since(two: Two) -> None:
    laptop, server, anna = two
    server.note(anna, "came before")
    server.sync()
    laptop.sync()
    older = laptop.path.read_bytes()
    laptop.note(anna, "noted after")
    laptop.sync()
    server.sync()
    server.note(anna, "noted there")
    server.sync()
    laptop.sync()
    laptop.note(anna, "never sent, and lost with the disk")
    laptop.path.write_bytes(older)
    laptop.note(anna, "noted on the older copy")
    for one in (laptop, server):
        one.sync()
    everything = ["came before", "noted after", "noted on the older copy", "noted there"]
    assert laptop.notes() == server.notes() == everything


def test_a_restore_is_a_change_like_any_other(two: Two) -> None:
    laptop, server, anna = two
    laptop.note(anna, "kept")
    laptop.sync()
    copy = laptop.desk.store.backup("before")
    assert copy is not None
    laptop.note(anna, "a mistake")
    for one in (laptop, server):
        one.sync()
    restore(laptop.desk, copy)
    for one in (laptop, server):
        one.sync()
    assert laptop.notes() == server.notes() == ["kept"]


def test_what_was_begun_apart_is_joined_after_a_question(
    laptop: Machine, server: Machine, remote: Path
) -> None:
    laptop.client("Anna Berg")
    server.client("Ben Vogel")
    before = server.path.read_bytes()
    laptop.name_remote(remote)
    laptop.sync()
    server.name_remote(remote)
    named = server.path.read_bytes()
    with pytest.raises(Apart) as apart:
        server.sync()
    assert whose(apart.value.here, apart.value.there) == [
        "here: 1 client (Ben Vogel)",
        "at the remote: 1 client (Anna Berg)",
    ]
    assert server.path.read_bytes() == named
    assert len(before) <= len(named)
    server.sync(join=True)
    laptop.sync()
    assert {one.name for one in laptop.desk.practice().clients} == {"Anna Berg", "Ben Vogel"}
    assert laptop.content() == server.content()


def test_a_new_machine_takes_it_all_without_a_question(two: Two, tmp_path: Path, remote: Path) -> None:
    laptop, _, anna = two
    laptop.note(anna, "one")
    laptop.sync()
    fresh = Machine(tmp_path, "fresh")
    fresh.name_remote(remote)
    fresh.sync()
    assert fresh.content() == laptop.content()


def test_a_lost_folder_of_syncing_is_made_again_without_a_question(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    server.note(anna, "there")
    server.sync()
    laptop.sync()
    shutil.rmtree(Place(laptop.path).folder)
    laptop.note(anna, "here")
    laptop.name_remote(remote)
    laptop.sync()
    server.sync()
    assert laptop.notes() == server.notes() == ["here", "there"]


def test_a_history_begun_anew_holds_nothing_from_before_and_the_others_follow(two: Two, remote: Path) -> None:
    laptop, server, anna = two
    for number in range(3):
        laptop.note(anna, f"note {number}")
        laptop.sync()
    old = git(remote, "rev-parse", "main~1")
    server.note(anna, "not sent yet")
    assert begin_anew(laptop.sync_with()) == ""
    laptop.note(anna, "after it")
    laptop.sync()
    server.sync()
    laptop.sync()
    assert laptop.notes() == server.notes() == ["after it", "not sent yet", *(f"note {n}" for n in range(3))]
    assert int(git(remote, "rev-list", "--count", "main")) == 3
    for folder in (remote, Place(laptop.path).repository, Place(server.path).repository):
        with pytest.raises(Exception, match="cat-file"):
            git(folder, "cat-file", "-e", old)


def test_who_slept_through_several_beginnings_follows_without_a_question(
    two: Two, tmp_path: Path, remote: Path
) -> None:
    laptop, server, anna = two
    third = Machine(tmp_path, "third")
    third.name_remote(remote)
    third.sync()
    server.note(anna, "not sent yet")
    third.note(anna, "nor this")
    begin_anew(laptop.sync_with())
    begin_anew(laptop.sync_with())
    laptop.note(anna, "in between")
    begin_anew(laptop.sync_with())
    server.sync()
    begin_anew(server.sync_with())
    third.sync()
    for one in (laptop, server):
        one.sync()
    assert laptop.notes() == server.notes() == third.notes() == ["in between", "nor this", "not sent yet"]
    assert laptop.content() == third.content()


def test_of_a_long_history_the_new_one_names_some_of_every_age() -> None:
    for count in (1, 2_000, 2_001, 2_500, 90_000):
        before = [str(number) for number in range(count)]
        named = to_name(before)
        assert len(named) == min(count, 2_000)
        assert named[:1_000] == before[:1_000]
        assert named[-1] == before[-1]
        assert sorted(named, key=int) == named
        assert len(set(named)) == len(named)


def test_a_sync_that_takes_too_long_is_given_up_and_told(two: Two, tmp_path: Path) -> None:
    laptop, _, anna = two
    laptop.note(anna, "here")
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text(
        '#!/bin/sh\ncase "$*" in *" fetch "*) sleep 60;; esac\nexec /usr/bin/git "$@"\n'
    )
    (slow / "git").chmod(0o700)
    laptop.env["PATH"] = f"{slow}:{laptop.env['PATH']}"
    with pytest.raises(Unreachable, match="did not answer in time: nothing is lost"):
        laptop.sync_with(seconds=0.3).run()
    assert laptop.notes() == ["here"]


def test_two_syncs_of_one_file_do_not_meet(two: Two) -> None:
    laptop, _, _ = two
    with (
        laptop.sync_with().place.alone(),
        pytest.raises(ChangedMeanwhile, match="is being synced already"),
    ):
        laptop.sync()


def test_a_damaged_data_file_is_never_sent(two: Two, remote: Path) -> None:
    laptop, _, _ = two
    before = git(remote, "rev-parse", "main")
    laptop.path.write_text(laptop.path.read_text()[:-40])
    with pytest.raises(DataFileError, match="damaged"):
        laptop.sync()
    assert git(remote, "rev-parse", "main") == before
