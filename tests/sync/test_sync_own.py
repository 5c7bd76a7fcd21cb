"""The coach's own small files travel along; drafts, locks and reports do not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coach_tui.store.drafts import save_drafts
from coach_tui.sync.git import Failed
from coach_tui.sync.outcome import line_of
from coach_tui.sync.own import OwnFiles, merged_own
from tests.sync.sync_kit import Machine, git
from tests.sync.test_sync_gone import by_hand

if TYPE_CHECKING:
    from pathlib import Path

Two = tuple[Machine, Machine, str]


def put(machine: Machine, name: str, text: str) -> None:
    path = machine.config.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def read(machine: Machine, name: str) -> str | None:
    path = machine.config.parent / name
    return path.read_text() if path.exists() else None


def test_templates_sets_of_items_and_themes_travel_and_nothing_else(two: Two, remote: Path) -> None:
    laptop, server, _ = two
    for name in ("templates/lead.toml", "items/mine.toml", "themes/dusk.toml"):
        put(laptop, name, f"# {name}")
    put(laptop, "config.toml", "theme = 'dusk'")
    put(laptop, "templates/.hidden.toml", "x")
    put(laptop, "templates/notes.txt", "x")
    save_drafts(laptop.path, [{"title": "a line", "text": "unsaved"}])
    (laptop.path.parent / "reports").mkdir()
    (laptop.path.parent / "reports" / "anna-client-2026-11-24.md").write_text("# Anna")
    laptop.sync()
    server.sync()
    for name in ("templates/lead.toml", "items/mine.toml", "themes/dusk.toml"):
        assert read(server, name) == f"# {name}"
    named = git(remote, "ls-tree", "-r", "--name-only", "main").split("\n")
    assert {one for one in named if one.startswith("own/")} == {
        "own/items/mine.toml",
        "own/templates/lead.toml",
        "own/themes/dusk.toml",
    }
    assert not any(word in one for one in named for word in ("draft", "lock", "report", "config"))


def test_one_changed_twice_is_kept_twice_and_told(two: Two) -> None:
    laptop, server, _ = two
    put(laptop, "templates/lead.toml", "first")
    laptop.sync()
    server.sync()
    put(laptop, "templates/lead.toml", "laptop's")
    put(server, "templates/lead.toml", "server's")
    laptop.sync()
    outcome = server.sync()
    assert outcome.own == ["own/templates/lead.toml"]
    assert "templates/lead.toml was changed twice: both are kept" in line_of(outcome)
    laptop.sync()
    for one in (laptop, server):
        assert read(one, "templates/lead.toml") == "laptop's"
        assert read(one, "templates/lead-2.toml") == "server's"


def test_a_deletion_travels_and_gives_way_to_a_change(two: Two) -> None:
    laptop, server, _ = two
    for name in ("gone", "changed"):
        put(laptop, f"themes/{name}.toml", "first")
    laptop.sync()
    server.sync()
    for name in ("gone", "changed"):
        (laptop.config.parent / "themes" / f"{name}.toml").unlink()
    put(server, "themes/changed.toml", "again")
    for one in (laptop, server, laptop):
        one.sync()
    for one in (laptop, server):
        assert read(one, "themes/gone.toml") is None
        assert read(one, "themes/changed.toml") == "again"


def test_reports_travel_where_that_is_asked_and_stay_where_it_is_not(two: Two, tmp_path: Path) -> None:
    laptop, server, _ = two
    laptop.settings.sync_reports = True
    folder = laptop.path.parent / "reports"
    folder.mkdir()
    (folder / "anna-client-2026-11-24.md").write_text("# Anna")
    laptop.sync()
    server.sync()
    assert not (server.path.parent / "reports").exists()
    put(server, "templates/lead.toml", "x")
    server.sync()
    laptop.sync()
    assert (folder / "anna-client-2026-11-24.md").read_text() == "# Anna"
    server.settings.sync_reports = True
    server.sync()
    assert (server.path.parent / "reports" / "anna-client-2026-11-24.md").read_text() == "# Anna"


def test_a_name_that_leads_elsewhere_is_never_written(tmp_path: Path) -> None:
    own = OwnFiles(tmp_path / "in" / "config.toml")
    for name in (
        "own/templates/../../x.toml",
        "own/templates/.x.toml",
        "own/else/x.toml",
        "own/templates/x.sh",
        "own/templates/deep/x.toml",
        "own/templates/x\n.toml",
    ):
        own.write({}, {name: b"bad"})
    assert not list(tmp_path.rglob("*.*"))


def test_merging_by_the_file() -> None:
    base = {"own/a/1": b"1", "own/a/2": b"2", "own/a/3": b"3", "own/a/4": b"4"}
    ours = {"own/a/1": b"1", "own/a/2": b"ours", "own/a/3": b"ours", "own/a/5": b"5"}
    theirs = {"own/a/1": b"theirs", "own/a/2": b"2", "own/a/4": b"theirs", "own/a/5": b"5"}
    found = merged_own(base, ours, theirs)
    assert found.twice == []
    assert found.files == {
        "own/a/1": b"theirs",
        "own/a/2": b"ours",
        "own/a/3": b"ours",
        "own/a/4": b"theirs",
        "own/a/5": b"5",
    }


def test_another_folder_and_one_that_is_away_delete_nothing(two: Two) -> None:
    laptop, server, _ = two
    put(laptop, "templates/lead.toml", "first")
    laptop.sync()
    server.sync()
    config = laptop.env["COACH_CONFIG"]
    laptop.env["COACH_CONFIG"] = str(laptop.home / "cron" / "config.toml")  # as cron has it, without XDG_…
    laptop.sync()
    laptop.env["COACH_CONFIG"] = config
    folder = laptop.config.parent / "templates"
    folder.rename(laptop.home / "away")
    folder.symlink_to(laptop.home / "stick")  # a disk that is not mounted
    for one in (laptop, server, laptop):
        one.sync()
    folder.unlink()
    (laptop.home / "away").rename(folder)
    for one in (laptop, server, laptop):
        one.sync()
    assert read(laptop, "templates/lead.toml") == read(server, "templates/lead.toml") == "first"


def test_one_that_grew_too_large_is_not_deleted_elsewhere(two: Two) -> None:
    laptop, server, _ = two
    put(laptop, "templates/lead.toml", "first")
    laptop.sync()
    server.sync()
    put(laptop, "templates/lead.toml", "#" * 5_000_001)
    for one in (laptop, server):
        one.sync()
    assert read(server, "templates/lead.toml") == "first"
    assert read(laptop, "templates/lead.toml") == "#" * 5_000_001


def test_one_that_cannot_be_written_keeps_no_change_and_is_told(two: Two) -> None:
    laptop, server, anna = two
    put(laptop, "templates/lead.toml", "first")
    (server.config.parent / "templates" / "lead.toml").mkdir(parents=True)
    laptop.sync()
    server.note(anna, "there")
    for _ in range(2):
        outcome = server.sync()
        assert "lead.toml cannot be written: it is a folder" in line_of(outcome)
        assert "nothing was changed" not in line_of(outcome)
    laptop.sync()
    assert laptop.notes() == ["there"]
    assert read(laptop, "templates/lead.toml") == "first"


def test_a_name_that_no_machine_would_take_stays_where_it_is(two: Two, remote: Path) -> None:
    laptop, server, _ = two
    folder = laptop.config.parent / "templates"
    folder.mkdir()
    odd = [b"a\nb.toml", b"caf\xe9.toml"]
    for name in odd:
        (folder / os.fsdecode(name)).write_text("x")
    put(laptop, "templates/lead.toml", "first")
    for one in (laptop, server, laptop):
        one.sync()
    before = git(remote, "rev-parse", "main")
    for one in (server, laptop):
        one.sync()
    assert git(remote, "rev-parse", "main") == before
    assert {os.fsencode(path.name) for path in folder.iterdir()} == {*odd, b"lead.toml"}


def test_a_link_is_followed_neither_to_read_nor_to_write(two: Two, remote: Path) -> None:
    laptop, server, _ = two
    put(laptop, "dotfiles/lead.toml", "nobody's business")
    put(laptop, "templates/other.toml", "x")
    link = laptop.config.parent / "templates" / "lead.toml"
    link.symlink_to(laptop.config.parent / "dotfiles" / "lead.toml")
    laptop.sync()
    assert "own/templates/lead.toml" not in git(remote, "ls-tree", "-r", "--name-only", "main")
    server.sync()
    put(server, "templates/lead.toml", "second")
    server.sync()
    laptop.sync()
    assert link.is_symlink()
    assert read(laptop, "dotfiles/lead.toml") == "nobody's business"
    server.sync()
    assert read(server, "templates/lead.toml") == "second"


def test_one_that_is_edited_while_a_sync_goes_on_is_not_written_over(two: Two) -> None:
    laptop, server, anna = two
    put(laptop, "templates/lead.toml", "first")
    laptop.sync()
    server.sync()
    put(server, "templates/lead.toml", "server's")
    server.note(anna, "there")
    server.sync()
    sync = laptop.sync_with()
    sync.say = lambda doing: put(laptop, "templates/lead.toml", "laptop's") if doing == "merging" else None
    sync.run()
    assert {read(laptop, "templates/lead.toml"), read(laptop, "templates/lead-2.toml")} == {
        "server's",
        "laptop's",
    }


def test_own_files_that_come_and_go_are_told(two: Two) -> None:
    laptop, server, _ = two
    put(laptop, "templates/lead.toml", "first")
    put(laptop, "themes/dusk.toml", "first")
    assert line_of(laptop.sync()) == "Synced: 2 files sent."
    assert line_of(server.sync()) == "Synced: 2 files received."
    for one in (laptop, server):
        assert line_of(one.sync()) == "Synced: nothing new on either side."


def test_a_file_that_somebody_took_out_of_the_remote_stays_here(two: Two, remote: Path) -> None:
    laptop, server, _ = two
    put(laptop, "templates/lead.toml", "first")
    laptop.sync()
    server.sync()
    by_hand(remote, "own")
    with pytest.raises(Failed, match="took 1 file of your own out of the remote"):
        server.sync()
    assert read(server, "templates/lead.toml") == "first"
