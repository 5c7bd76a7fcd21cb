"""The way to a remote: silence, a disk that is away, passwords, and a repository that is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest

from coach_tui.plan.errors import CoachError
from coach_tui.store.whole import standing, take_over
from coach_tui.sync import git as git_room
from coach_tui.sync.address import login_of, shown_address, without_secrets
from coach_tui.sync.anew import begin_anew
from coach_tui.sync.git import Failed, Git, Unreachable
from coach_tui.sync.motion import Apart
from tests.sync.sync_kit import Machine, bare
from tests.sync.test_sync_refusals import WHO, fake_git, refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Two = tuple[Machine, Machine, str]


@pytest.mark.parametrize("can_ask", [False, True])
@pytest.mark.no_cover
def test_a_remote_that_is_silent_is_given_up(
    two: Two, monkeypatch: pytest.MonkeyPatch, can_ask: bool
) -> None:
    laptop, _, _ = two
    monkeypatch.setattr(git_room, "SILENCE", 0.2)
    laptop.env["GIT_SSH_COMMAND"] = "exec 3>&2; sleep 60;"
    sync = laptop.sync_with(can_ask=can_ask)
    sync.repository.name_remote("git@server:practice.git")
    begun = time.monotonic()
    with pytest.raises(
        Unreachable, match=r"git@server:practice\.git did not answer in time: nothing is lost"
    ):
        sync.run()
    assert time.monotonic() - begun < 10


@pytest.mark.slow
@pytest.mark.no_cover
def test_one_that_shows_signs_of_life_is_not(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop, server, anna = two
    laptop.note(anna, "here")
    monkeypatch.setattr(git_room, "SILENCE", 0.3)
    slow = 'for one in 1 2 3 4 5 6; do echo "Writing objects: $one% ($one/9)" >&2; sleep 0.15; done'
    fake_git(laptop, "", 0, f'*push*) {slow}; exec "$REAL" "$@";; x')
    assert laptop.sync().pushed == 1
    server.sync()
    assert server.notes() == ["here"]


def test_a_disk_that_is_not_mounted_is_no_remote_that_refuses(two: Two, remote: Path) -> None:
    laptop, _, anna = two
    laptop.note(anna, "here")
    away = remote.rename(remote.with_name("away"))
    refused(laptop, Unreachable, "cannot be reached, there is nothing: where it is on a disk, mount that")
    remote.mkdir()  # where it is mounted
    refused(laptop, Unreachable, "cannot be reached")
    remote.rmdir()
    away.rename(remote)
    assert laptop.sync().pushed == 1


def test_no_line_holds_a_password_or_a_token(two: Two) -> None:
    laptop, _, _ = two
    for address in (f"http://{WHO}@host.invalid/p.git", "https://secret@host.invalid/p.git"):
        sync = laptop.sync_with()
        sync.repository.name_remote(address)
        fake_git(laptop, f"fatal: unable to access '{address}/': something", 128, "*' fetch '*")
        with pytest.raises(CoachError) as told:
            sync.run()
        assert "secret" not in str(told.value)
        assert "//host.invalid/p.git" in str(told.value)
    fake_git(laptop, "fatal: Authentication failed for 'https://secret@host.invalid/'", 128, "*' fetch '*")
    with pytest.raises(
        Failed, match=r"check key or password with: git ls-remote https://host\.invalid/p\.git$"
    ):
        laptop.sync()
    laptop.env["PATH"] = os.environ["PATH"]
    said = laptop.name_remote(bare(laptop.home / "other.git"))
    assert "secret" not in said
    assert "the remote was https://host.invalid/p.git, and is " in said


def test_addresses_as_they_are_shown() -> None:
    assert shown_address(f"ssh://{WHO}@host/p") == "ssh://kim@host/p"
    assert shown_address("git@host:p.git") == "git@host:p.git"
    assert shown_address(f"https://{WHO}@c@host/p@q") == "https://host/p@q"
    assert without_secrets(f"from http://{WHO}@x/ and http://c@y/") == "from http://x/ and http://y/"
    assert login_of("git@host:p.git") == "git@host"
    assert login_of("ssh://git@host:2222/p.git") == "-p 2222 git@host"


@pytest.mark.parametrize("said", ["Host key verification failed.", "REMOTE HOST IDENTIFICATION HAS CHANGED!"])
def test_a_host_that_ssh_does_not_know_has_a_remedy_of_its_own(two: Two, said: str) -> None:
    laptop, _, _ = two
    laptop.sync_with().repository.name_remote("git@server:practice.git")
    fake_git(laptop, f"{said}\nfatal: Could not read from remote repository.", 128, "*' fetch '*")
    refused(laptop, Failed, "is not known to ssh, or is another one now: run ssh git@server once, and look$")


@pytest.mark.parametrize("fault", ["no objects", "bad ref", "no config", "bad config"])
def test_a_repository_of_ours_that_is_broken_says_how_it_is_made_anew(
    two: Two, remote: Path, fault: str
) -> None:
    laptop, server, anna = two
    laptop.note(anna, "here")
    broken = laptop.sync_with().place.repository
    if fault == "no objects":
        shutil.rmtree(broken / "objects")
    if fault == "bad ref":
        (broken / "refs" / "coach" / "here").write_text("nonsense\n")
    if "config" in fault:
        (broken / "config").write_text("[" if fault == "bad config" else "")
    refused(laptop, Failed, r"coach\.json\.sync/git is damaged, and your data is not: move that folder away")
    broken.rename(broken.with_name("away"))
    laptop.name_remote(remote)
    assert laptop.sync().pushed == 1
    server.sync()
    assert server.notes() == ["here"]
    assert os.listdir(broken)  # noqa: PTH208
    subprocess.run(["git", f"--git-dir={broken}", "fsck"], check=True, capture_output=True)


def test_a_repository_of_ours_whose_objects_are_gone_gets_them_again(two: Two) -> None:
    laptop, server, anna = two
    server.note(anna, "there")
    server.sync()
    laptop.note(anna, "here")
    objects = laptop.sync_with().place.repository / "objects"
    shutil.rmtree(objects)
    objects.mkdir()
    assert laptop.sync()[:2] == (1, 1)
    server.sync()
    assert server.notes() == laptop.notes() == ["here", "there"]


def connections(machine: Machine, monkeypatch: pytest.MonkeyPatch, **more: bool) -> list[str]:
    """Sync, and return for what git came to the remote meanwhile."""
    asked: list[str] = []
    real = Git._outcome

    def outcome(self: Git, words: Sequence[str], *given: Any) -> Any:
        asked.extend(one for one in words if one in ("fetch", "push", "ls-remote"))
        return real(self, words, *given)

    monkeypatch.setattr(Git, "_outcome", outcome)
    sync = machine.sync_with()
    if more.get("join"):
        with pytest.raises(Apart):
            sync.run()
        sync.join = True
    begin_anew(sync) if more.get("anew") else sync.run()
    monkeypatch.setattr(Git, "_outcome", real)
    return asked


def test_a_sync_comes_to_the_remote_once_and_once_more_to_send(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, server, anna = two
    assert connections(laptop, monkeypatch) == ["fetch"]
    laptop.note(anna, "here")
    assert connections(laptop, monkeypatch) == ["fetch", "push"]
    assert connections(server, monkeypatch) == ["fetch"]
    assert connections(laptop, monkeypatch, anew=True) == ["fetch", "push"]
    assert connections(server, monkeypatch) == ["fetch"]
    assert server.notes() == ["here"]


def test_joining_asks_the_remote_once_though_a_question_comes_between(
    two: Two, tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _, anna = two
    other = Machine(tmp_path, "other")
    other.client("Ben Vogel")
    other.name_remote(remote)
    assert connections(other, monkeypatch, join=True) == ["fetch", "push"]
    laptop.note(anna, "sent while somebody thought about it")
    sync = Machine(tmp_path, "another")
    sync.client("Carla Diaz")
    sync.name_remote(remote)
    waiting = sync.sync_with()
    with pytest.raises(Apart):
        waiting.run()
    laptop.sync()
    waiting.join = True
    waiting.run()
    assert sync.notes() == ["sent while somebody thought about it"]


def test_a_repository_of_ours_that_gives_half_of_what_it_holds_is_damaged(two: Two) -> None:
    laptop, server, anna = two
    server.note(anna, "there")
    server.sync()
    for said in ("", "nonsense", "x blob many\\n"):
        fake_git(laptop, "", 0, f"*' cat-file --batch') printf '{said}'; exit 0;; x")
        refused(laptop, Failed, "is damaged, and your data is not")


def test_what_changed_without_a_new_entry_is_told_too(two: Two) -> None:
    laptop, server, _ = two
    tables = laptop.desk.store.read()
    tables["clients"] = {key: {**one, "name": "Anna Bergmann"} for key, one in tables["clients"].items()}
    assert take_over(laptop.desk.store, standing(laptop.desk.store), tables)
    assert laptop.sync()[:2] == (0, 1)
    assert server.sync()[:2] == (1, 0)


def test_what_a_killed_git_left_half_made_goes_at_the_next_sync(two: Two) -> None:
    laptop, _, _ = two
    objects = laptop.sync_with().place.repository / "objects"
    (objects / "ab").mkdir(exist_ok=True)
    left = [objects / "ab" / "tmp_obj_x1", objects / "pack" / "tmp_pack_x2"]
    for one in left:
        one.write_bytes(b"half")
    laptop.sync()
    assert not any(one.exists() for one in left)


def test_a_repository_whose_branch_is_checked_out_is_refused_with_what_to_do(
    laptop: Machine, tmp_path: Path
) -> None:
    laptop.client("Anna Berg")
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path / "work")], check=True)
    laptop.name_remote(tmp_path / "work")
    refused(laptop, Failed, "has its branch main checked out: name a bare one, made with: git init --bare")


def test_a_repository_that_was_made_here_can_be_cloned(laptop: Machine, tmp_path: Path) -> None:
    laptop.client("Anna Berg")
    laptop.name_remote(tmp_path / "new.git")
    laptop.sync()
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(tmp_path / "new.git"), str(clone)], check=True)
    assert (clone / "coach.json").is_file()
