"""`coach sync`: one line, an exit status for cron, JSON, and a question where two practices meet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from coach_tui.sync.git import Git
from tests.cli.conftest import Shell
from tests.sync.sync_kit import bare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BEN = '[client]\nname = "Ben Vogel"\n[engagement]\nstart = 2026-11-01\nend = 2027-01-01\n'


@pytest.fixture
def other(tmp_path: Path) -> Shell:
    """A second machine."""
    folder = tmp_path / "other"
    folder.mkdir()
    shell = Shell(folder)
    shell.env["PATH"] = os.environ["PATH"]
    return shell


@pytest.fixture
def remote(tmp_path: Path) -> str:
    return str(bare(tmp_path / "practice.git"))


@pytest.fixture
def here(coach: Shell) -> Shell:
    coach.env["PATH"] = os.environ["PATH"]
    return coach


def test_a_remote_is_named_once_and_then_it_is_one_word(here: Shell, other: Shell, remote: str) -> None:
    assert "no remote is named yet: coach sync --init REMOTE" in here.refused("sync")
    assert here("sync", "--init", remote).out.startswith("Synced: ")
    assert other("sync", "--init", remote).out.startswith("Synced: ")
    assert other.ok("clients", "--names") == "Anna Berg\n"
    other.ok("checkin", "anna", "from the other")
    assert other.ok("sync") == "Synced: 1 change sent.\n"
    assert here.ok("sync") == "Synced: 1 change received.\n"
    assert "from the other" in here.ok("plan", "anna")
    assert here.ok("sync") == "Synced: nothing new on either side.\n"


def test_json_for_other_programs(here: Shell, other: Shell, remote: str) -> None:
    first = here("sync", "--init", remote, "--json").json
    assert (first["pulled"], first["merged"], first["to_look_at"]) == (0, 0, [])
    assert first["pushed"] > 0
    other("sync", "--init", remote)
    other.ok("checkin", "anna", "there")
    here.ok("checkin", "anna", "here")
    other.ok("sync")
    found = here("sync", "--json").json
    assert (found["pulled"], found["pushed"], found["merged"], found["to_look_at"]) == (1, 1, 0, [])


def test_a_remote_that_is_away_is_four_and_one_that_refuses_two(
    here: Shell, tmp_path: Path, remote: str
) -> None:
    here("sync", "--init", remote)
    os.rename(remote, f"{remote}.away")  # noqa: PTH104
    assert "cannot be reached, there is nothing" in here.refused("sync", status=4)
    gone = here.refused("sync", "--init", "nobody@host.invalid:practice.git", status=4)
    assert "cannot be reached: nothing is lost" in gone
    os.rename(f"{remote}.away", remote)  # noqa: PTH104
    here.ok("sync")


def test_two_practices_are_joined_after_a_question(
    here: Shell, other: Shell, tmp_path: Path, remote: str
) -> None:
    (tmp_path / "ben.toml").write_text(BEN)
    other.ok("import", str(tmp_path / "ben.toml"))
    here("sync", "--init", remote)
    refused = other("sync", "--init", remote)
    assert refused.status == 2
    assert "begun apart (here: 1 client" in refused.err
    asked = other("sync", stdin="n\n", terminal=True)
    assert asked.status == 2
    assert "here: 1 client (Ben Vogel)" in asked.err
    assert "at the remote: 1 client (Anna Berg)" in asked.err
    assert "nothing was joined" in asked.err
    assert other.ok("clients", "--names") == "Ben Vogel\n"
    assert other("sync", stdin="y\n", terminal=True).status == 0
    assert sorted(other.ok("clients", "--names").split("\n")[:2]) == ["Anna Berg", "Ben Vogel"]


def test_what_was_begun_apart_is_named_where_nobody_can_be_asked(
    here: Shell, other: Shell, tmp_path: Path, remote: str
) -> None:
    (tmp_path / "ben.toml").write_text(BEN)
    other.ok("import", str(tmp_path / "ben.toml"))
    here("sync", "--init", remote)
    said = other("sync", "--init", remote)
    assert said.status == 2
    assert said.err == (
        "coach: this data file and the remote were begun apart (here: 1 client (Ben Vogel); "
        "at the remote: 1 client (Anna Berg)): say --yes to join them, or name another remote with --init\n"
    )


def test_erasing_says_what_older_commits_hold_and_how_they_go(here: Shell, remote: str) -> None:
    here("sync", "--init", remote)
    ran = here("erase", "anna", "--yes", "Anna Berg")
    assert ran.status == 5
    assert "older commits, here and at the remote" in ran.err
    assert "the remote's older commits still hold whom you erased: coach sync --anew" in here.ok("sync")
    said = here("sync", "--anew")
    assert (said.status, said.err) == (0, "")
    assert "begun anew" in said.out
    assert here.ok("sync") == "Synced: nothing new on either side.\n"


def test_beginning_anew_looks_at_the_remote_once(
    here: Shell, remote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here("sync", "--init", remote)
    asked: list[str] = []
    real = Git._outcome

    def outcome(self: Git, words: Sequence[str], *given: Any) -> Any:
        asked.extend(one for one in words if one in ("fetch", "push", "ls-remote"))
        return real(self, words, *given)

    monkeypatch.setattr(Git, "_outcome", outcome)
    here.ok("sync", "--anew")
    assert asked == ["fetch", "push"]


def test_who_has_not_synced_pays_nothing_for_it(here: Any) -> None:
    assert not (here.path.parent / ".coach.json.sync").exists()
    here.ok("doctor")


def test_a_remote_that_refuses_at_the_first_sync_is_not_named(
    here: Shell, other: Shell, tmp_path: Path, remote: str
) -> None:
    pytest.importorskip("pyrage")
    key = pytest.importorskip("pyrage").x25519.Identity.generate()
    second = str(bare(tmp_path / "locked.git"))
    here("sync", "--init", remote)
    (tmp_path / "key").write_text(f"{key}\n")
    (tmp_path / "key").chmod(0o600)
    other.env["COACH_IDENTITY"] = str(tmp_path / "key")
    other("sync", "--init", remote)
    other("encrypt", "--to", str(key.to_public()))
    other("sync", "--init", second)
    assert "the remote holds is encrypted" in here.refused("sync", "--init", second, status=3)
    here.ok("checkin", "anna", "to the first")
    assert here.ok("sync") == "Synced: 1 change sent.\n"


def test_erasing_does_not_tell_of_the_objects_of_git(here: Shell, remote: str) -> None:
    here("sync", "--init", remote)
    for note in ("one", "two"):
        here.ok("checkin", "anna", note)
        here.ok("sync")
    ran = here("erase", "anna", "--yes", "Anna Berg")
    assert ".json.sync/git" not in ran.err
    assert "older commits, here and at the remote" in ran.err


def test_encrypting_what_was_never_synced_plain_says_nothing_of_it(
    here: Shell, tmp_path: Path, remote: str
) -> None:
    key = pytest.importorskip("pyrage").x25519.Identity.generate()
    (tmp_path / "key").write_text(f"{key}\n")
    (tmp_path / "key").chmod(0o600)
    here.env["COACH_IDENTITY"] = str(tmp_path / "key")
    bare(here.path.parent / ".coach.json.sync" / "git")  # as a refusal leaves it
    assert "synced before is plain" not in here("encrypt", "--to", str(key.to_public())).err
    here.ok("decrypt")
    here("sync", "--init", remote)
    assert "synced before is plain" in here("encrypt", "--to", str(key.to_public())).err


def test_an_undo_that_took_nothing_back_says_so_by_its_status(here: Shell, other: Shell, remote: str) -> None:
    here("sync", "--init", remote)
    other("sync", "--init", remote)
    here.ok("off", "add", "2026-12-24..2027-01-03", "--reason", "skiing")
    other.ok("off", "add", "2026-12-28..2027-01-08", "--reason", "beach")
    here.ok("sync")
    other.ok("sync")
    before = other.ok("off")
    ran = other("undo")
    assert ran.status == 4
    assert ran.err.startswith("coach: cannot undo “noted a holiday, Mon 28 Dec 2026 to Fri 8 Jan 2027”: ")
    assert ran.err.endswith("passed over, the next undo goes on to another change\n")
    assert other.ok("off") == before


def test_what_was_undone_and_sent_is_not_sent_again_with_the_next_change(here: Shell, remote: str) -> None:
    here("sync", "--init", remote)
    for count in (1, 2):
        for _ in range(count):
            here.ok("checkin", "anna", "--note", "one")
        here.ok("sync")
        for _ in range(count):
            here.ok("undo")
        here.ok("sync")
        here.ok("checkin", "anna", "--note", "another")
        assert here.ok("sync") == "Synced: 1 change sent.\n"
