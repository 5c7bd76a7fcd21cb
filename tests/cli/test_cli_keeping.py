"""Undo, redo, backup, restore, doctor, and data files that cannot be relied on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from coach_tui.app.theme import shipped_folder
from coach_tui.cli.main import COMMANDS
from coach_tui.store import shortening
from coach_tui.store.paths import config_path, data_path


def test_undo_and_redo_after_a_restart(coach: Any) -> None:
    coach.ok("checkin", "anna", "--note", "x")
    after = coach.ok("plan", "anna")
    found = coach("undo", "--json").json
    assert found["what"] == "checked in with Anna Berg: note"
    assert [(change["table"], change["action"]) for change in found["changes"]] == [("checkins", "deleted")]
    assert found["changes"][0]["id"]
    assert coach.ok("plan", "anna") != after
    assert coach("redo", "--json").json["changes"][0]["action"] == "added"
    assert coach.ok("plan", "anna") == after
    assert coach.ok("undo") == "Taken back: checked in with Anna Berg: note. To make it again: coach redo\n"
    assert coach.ok("redo") == "Made again: checked in with Anna Berg: note\n"


def test_undoing_everything(coach: Any) -> None:
    assert coach("undo", "--json").json["client"] == "Anna Berg"
    assert coach.ok("clients", "--names") == ""
    assert coach.refused("undo") == "there is nothing to undo"
    coach.ok("redo")
    assert coach.refused("redo") == "there is nothing to redo"


def test_a_change_whose_texts_the_history_let_go_is_told_and_not_undone(
    coach: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shortening, "allowed", lambda others: 2_000)
    coach.ok("checkin", "anna", "--note", "Long. " * 400)
    coach.ok("checkin", "anna", "--note", "Short.")
    newest, long, *_ = coach.ok("history").splitlines()
    assert "no longer" not in newest
    assert long.endswith("checked in with Anna Berg: note (no longer to be undone)")
    assert [one["shortened"] for one in coach("history", "--json").json["entries"][:2]] == [False, True]
    coach.ok("undo")
    assert coach.refused("undo").startswith(
        "cannot undo “checked in with Anna Berg: note”: its texts are no longer"
    )
    assert "Long. Long." in coach.ok("export", "json"), "the note itself stays"


def test_backup_and_restore(coach: Any) -> None:
    assert coach.ok("restore") == "There are no backups yet.\n"
    copy = Path(coach.ok("backup").strip())
    before = coach.ok("plan", "anna")
    coach.ok("checkin", "anna", "--note", "x")
    listed = coach.ok("restore")
    assert copy.name in listed
    assert " kB" in listed
    assert coach.refused("restore", "coach").startswith("“coach” fits 2 backups")
    assert coach.refused("restore", "2031").startswith("no backup matches “2031”")
    assert coach.refused("restore", "/no/such/file").startswith("/no/such/file is not there")
    assert coach.ok("restore", ".backup.json").startswith(f"Restored from {copy.name}; what stood there")
    assert coach.ok("plan", "anna") == before
    assert "before-restore" in coach.ok("restore")
    coach.ok("restore", str(copy))


def test_a_restore_tells_which_closed_rounds_it_has_kept(coach: Any, tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("Relationship,Name,Listens\nManager,Maria,3\nPeer,Tom,4\n")
    coach.ok("import", str(answers), "--client", "anna", "--as", "360", "--round", "Autumn", "--yes")
    copy = Path(coach.ok("backup").strip())
    coach.ok("feedback", "anna", "--close")
    ran = coach("restore", str(copy))
    assert (ran.status, ran.out[:8]) == (0, "Restored")
    assert ran.err == (
        "coach: kept as it is now, since it is closed and its results could be seen: “Autumn”\n"
    )
    assert coach("feedback", "anna", "--json").json["rounds"][0]["closed_on"]


def test_no_backup_of_nothing(empty: Any) -> None:
    assert empty.ok("backup").startswith("There is no data file yet")
    assert empty.refused("undo") == "there is nothing to undo"


def test_a_spoilt_backup_is_not_restored(coach: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{")
    assert "damaged" in coach.refused("restore", str(tmp_path / "bad.json"), status=3)


def test_doctor(coach: Any, tmp_path: Path) -> None:
    assert coach.ok("doctor", "--check") == f"{coach.path} is sound: 1 client, 19 records\n"
    coach.path.chmod(0o644)
    ran = coach("doctor", "--check")
    assert ran.status == 1
    assert "chmod 600" in ran.out
    assert coach("doctor").status == 0
    (coach.path.parent / ".coach.json.999999999-1.abcdef01.tmp").write_text("")
    out = coach.ok("doctor", "--mend", "--check")
    assert "closed to other users" in out
    assert ".tmp: removed" in out
    assert out.endswith("19 records\n")
    assert coach.path.stat().st_mode & 0o777 == 0o600
    ran = coach("doctor", "--data", str(tmp_path / "none.json"))
    assert (ran.status, "does not exist yet" in ran.out) == (0, True)


def test_the_doctor_tells_of_themes_that_cannot_be_used_or_read(coach: Any, tmp_path: Path) -> None:
    themes = tmp_path / "themes"
    themes.mkdir()
    assert "is sound" in coach.ok("doctor", "--check")
    shown = (shipped_folder() / "coach-dark.toml").read_text()
    (themes / "mine.toml").write_text(shown.replace('"coach-dark"', '"mine"'))
    assert "is sound" in coach.ok("doctor", "--check")
    (themes / "broken.toml").write_text("x = \n")
    (themes / "faint.toml").write_text(
        'name = "faint"\n[colors]\nbackground = "#000"\nforeground = "#333"\naccent = "white"\n'
    )
    (tmp_path / "config.toml").write_text('theme = "solarised"\n')
    ran = coach("doctor", "--check")
    assert ran.status == 1
    broken, unknown, faint = ran.out.splitlines()
    assert broken.startswith("themes: broken.toml: not valid TOML")
    assert unknown.startswith("themes: there is no theme solarised; there are coach-ansi-light, ")
    assert faint == "theme faint: plain text: 1.7:1, where 4.5:1 is wanted"


READING = [["today"], ["clients"], ["plan", "a"], ["calendar"], ["health"], ["insights", "a"], ["history"]]
WRITING = [["checkin", "a", "--note", "x"], ["import", "-"], ["undo"], ["redo"], ["edit", "a"]]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "is damaged (it is empty)"),
        (b"\0" * 100, "is damaged"),
        (b'{"meta": {"1": {"uid": "meta", "format": FORMAT', "is damaged"),
        (b"<<<<<<< ours\n", "is damaged"),
        (b"[]", "is not a coach-tui file"),
        (b'{"name": "x"}', "is not a coach-tui file"),
        (b'{"meta": {"1": {"uid": "meta", "format": 99, "generation": 1}}}', "newer"),
        (
            b'{"meta": {"1": {"uid": "meta", "format": FORMAT}}, "clients": {"1": {"uid": "u", "name": 3}}}',
            "is damaged",
        ),
    ],
)
@pytest.mark.parametrize("argv", [*READING, *WRITING, ["export", "json"]], ids=lambda argv: argv[0])
def test_a_file_that_cannot_be_relied_on_is_left_alone(
    empty: Any, held: bytes, said: str, argv: list[str]
) -> None:
    empty.path.parent.mkdir()
    empty.path.write_bytes(held)
    plan = '[client]\nname = "a"\n[engagement]\nstart = 2026-01-01\n'
    assert said in empty.refused(*argv, status=3, stdin=plan, env={"EDITOR": "true"})


def test_the_doctor_says_so_and_the_backup_helps(coach: Any) -> None:
    coach.ok("backup")
    coach.path.write_bytes(b"{")
    ran = coach("doctor")
    assert ran.status == 3
    assert "restore with: cp" in ran.out
    coach.ok("restore", ".backup.json")
    assert "Anna" in coach.ok("today")


def test_a_folder_in_the_files_place(empty: Any) -> None:
    empty.path.mkdir(parents=True)
    assert "it is a folder" in empty.refused("today", status=3)


def test_a_write_protected_file(coach: Any) -> None:
    coach.path.chmod(0o400)
    assert "write-protected" in coach.refused("checkin", "anna", "--note", "x", status=3)
    assert coach("today").status == 0


def test_a_disk_that_is_full(coach: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coach_tui.store.durable.write_all", full)
    said = coach.refused("checkin", "anna", "--note", "x", status=3)
    assert "no room left" in said
    assert said.endswith("nothing was changed")


def test_a_file_in_use(coach: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    with (coach.path.parent / ".coach.json.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        from coach_tui.changes.desk import Desk

        made = Desk.__init__

        def hasty(self: Any, *args: Any) -> None:
            made(self, *args)
            self.store.lock_wait = 0.01

        monkeypatch.setattr(Desk, "__init__", hasty)
        assert coach.refused("checkin", "anna", "--note", "x", status=4)
        assert coach.refused("undo", status=4)
        assert coach("today").status == 0


def test_reading_commands_make_no_file(empty: Any) -> None:
    for argv in (
        ["today"],
        ["clients"],
        ["calendar"],
        ["health"],
        ["history"],
        ["export", "json"],
        ["restore"],
    ):
        assert empty(*argv).status == 0, argv
    assert not empty.path.parent.exists()
    assert {argv[0] for argv in [*READING, *WRITING]} <= set(COMMANDS)


def test_a_record_spoilt_by_hand_is_named(coach: Any) -> None:
    tables = json.loads(coach.path.read_text())
    tables["reviews"]["1"]["due"] = "2026-02-30"
    coach.path.write_text(json.dumps(tables))
    assert "reviews 1: " in coach.refused("today", status=3)


def test_the_data_file_may_be_a_link(coach: Any, tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    shutil.move(coach.path, real)
    coach.path.symlink_to(real)
    coach.ok("checkin", "anna", "--note", "x")
    assert coach.path.is_symlink()


@pytest.mark.parametrize("argv", ["today", "today --check", "clients", "import x.toml", "backup"])
def test_a_data_file_that_vanished_is_no_new_user(
    coach: Any, tmp_path: Path, argv: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.toml").write_text('[client]\nname = "Tom"\n[engagement]\nstart = 2026-11-02\n')
    coach.path.rename(tmp_path / "away")
    said = coach.refused(*argv.split(), status=3)
    assert "coach.json is missing, though it was here" in said
    assert not coach.path.exists()
    assert "is missing" in coach("doctor").out
    (tmp_path / "away").rename(coach.path)
    coach.ok("clients")


def test_a_copy_that_a_sync_program_has_made_is_told(coach: Any) -> None:
    (coach.path.parent / "coach.sync-conflict-20261124-101500-ABCDEF7.json").write_text("{}")
    ran = coach("today")
    assert (ran.status, ran.err.count("\n")) == (0, 1)
    assert "made of a conflict lies beside the data file: coach merge takes it in" in ran.err
    assert coach("today", "--json").err == coach("today", "--line").err == ""


def test_an_apostrophe_is_typed_as_it_comes(coach: Any, tmp_path: Path) -> None:
    (tmp_path / "o.toml").write_text('[client]\nname = "Maeve O’Neill"\n[engagement]\nstart = 2026-11-02\n')
    coach.ok("import", str(tmp_path / "o.toml"))
    for typed in ("O'Neill", "o’neill", "O´NEILL", "oʼneill", "O`Neill", "oneill", "maeve  oneill"):
        assert "Checked in with Maeve" in coach.ok("checkin", typed, "--note", "x")


def test_a_name_with_a_slash_is_a_folder(coach: Any, tmp_path: Path) -> None:
    env = {"COACH_DATA": f"{tmp_path}/new/"}
    (tmp_path / "o.toml").write_text('[client]\nname = "Tom"\n[engagement]\nstart = 2026-11-02\n')
    coach.ok("import", str(tmp_path / "o.toml"), env=env)
    assert (tmp_path / "new" / "coach.json").is_file()
    assert "Tom" in coach.ok("clients", "--data", f"{tmp_path}/new/")


def test_a_folder_named_from_nowhere_is_passed_over(tmp_path: Path) -> None:
    env = {"XDG_DATA_HOME": "rel", "XDG_CONFIG_HOME": "./rel", "HOME": str(tmp_path)}
    assert data_path(env) == tmp_path / ".local/share/coach-tui/coach.json"
    assert config_path(env) == tmp_path / ".config/coach-tui/config.toml"


@pytest.mark.parametrize(
    ("marks", "told", "machine_reads"),
    [
        ({"passed": True}, "(overtaken, not to be undone)", ("done", False, True)),
        ({"refused": True, "state": "dropped"}, "(refused in merging)", ("dropped", True, False)),
        ({"refused": True}, "(not all of its answers were taken)", ("done", True, False)),
    ],
)
def test_the_history_says_what_undo_passes_over(
    coach: Any, marks: dict[str, Any], told: str, machine_reads: tuple[Any, ...]
) -> None:
    coach.ok("checkin", "anna", "--note", "x")
    tables = json.loads(coach.path.read_text())
    newest = max(tables["journal"], key=int)
    tables["journal"][newest] |= marks
    coach.path.write_text(json.dumps(tables))
    assert coach.ok("history").splitlines()[0].endswith(f"checked in with Anna Berg: note {told}")
    entry = coach("history", "--json").json["entries"][0]
    assert (entry["state"], entry["refused"], entry["overtaken"]) == machine_reads
    assert coach("undo", "--json").json["what"] != "checked in with Anna Berg: note"
