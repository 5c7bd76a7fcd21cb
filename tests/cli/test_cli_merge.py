"""`coach merge`: three files as git's merge driver has them, and copies that a sync program made."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COPY = "coach.sync-conflict-20261124-101500-ABCDEF7.json"


class Three:
    """A data file on two machines, and as it was before."""

    def __init__(self, coach: Any, folder: Path) -> None:
        self.coach = coach
        self.paths = [folder / name / "coach.json" for name in ("base", "ours", "theirs")]
        for path in self.paths:
            path.parent.mkdir()
            shutil.copy(coach.path, path)
        self.base, self.ours, self.theirs = map(str, self.paths)

    def change(self, path: str, text: str) -> None:
        self.coach.ok("promise", "anna", text, "--data", path)

    def promises(self, path: str) -> list[str]:
        return [one["text"] for one in json.loads(Path(path).read_text())["commitments"].values()]

    def merge(self, *more: str) -> Any:
        return self.coach("merge", self.base, self.ours, self.theirs, *more)


@pytest.fixture
def three(coach: Any, tmp_path: Path) -> Three:
    return Three(coach, tmp_path)


def test_both_changes_stand_in_ours(three: Three) -> None:
    three.change(three.ours, "Here")
    three.change(three.theirs, "There")
    there = Path(three.theirs).read_bytes()
    ran = three.merge()
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"Merged into {three.ours}\n"
    assert set(three.promises(three.ours)[-2:]) == {"Here", "There"}
    assert Path(three.theirs).read_bytes() == there
    three.coach.ok("doctor", "--data", three.ours)
    assert "There" in three.coach.ok("undo", "--data", three.ours)


def test_another_file_is_written_where_one_is_named(three: Three, tmp_path: Path) -> None:
    three.change(three.ours, "Here")
    three.change(three.theirs, "There")
    before, into = Path(three.ours).read_bytes(), tmp_path / "merged.json"
    ran = three.merge("-o", str(into), "--json")
    assert ran.json == {"merged": 1, "to_look_at": [], "remarks": []}
    assert Path(three.ours).read_bytes() == before
    assert stat.S_IMODE(into.stat().st_mode) == 0o600
    assert {"Here", "There"} <= set(three.promises(str(into)))


def test_what_clashed_is_told(three: Three) -> None:
    for path, role in ((three.ours, "Lead"), (three.theirs, "Head")):
        tables = json.loads(Path(path).read_text())
        tables["clients"]["1"]["role"] = role
        Path(path).write_text(json.dumps(tables))
    ran = three.merge("--json")
    (one,) = ran.json["to_look_at"]
    assert (one["kind"], one["field"]) == ("client", "role")
    assert [said["value"] for said in one["values"]] == [{"role": "Head"}, {"role": "Lead"}]
    assert three.coach.ok("today", "--data", three.ours)


def test_an_empty_base_is_none(three: Three) -> None:
    Path(three.base).write_bytes(b"")
    three.change(three.theirs, "There")
    assert three.merge().status == 0
    assert three.promises(three.ours)[-1] == "There"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("", "it is empty"),
        ("no JSON", "line 1"),
        ("{}", "is not a coach-tui file"),
        ('<<<<<<< ours\n{"meta"', "conflict markers"),
        ('{"meta": {"1": {"uid": "meta", "format": 99}}}', "was written by a newer coach-tui"),
    ],
)
@pytest.mark.parametrize("which", [1, 2])
def test_what_is_no_data_file_is_refused_in_a_line(three: Three, what: str, said: str, which: int) -> None:
    three.paths[which].write_text(what)
    before = Path(three.ours).read_bytes()
    ran = three.merge()
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err
    assert Path(three.ours).read_bytes() == before


@pytest.mark.parametrize("argv", [("a",), ("a", "b"), ("a", "b", "c", "d"), ("-o", "x")])
def test_three_files_are_asked_for(coach: Any, argv: tuple[str, ...]) -> None:
    assert "three files are needed" in coach.refused("merge", *argv)


def test_a_missing_file_is_named(three: Three) -> None:
    assert "gone.json does not exist" in three.coach.refused("merge", three.base, three.ours, "gone.json")
    assert "no file is named" in three.merge("-o", "").err


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there to merge by")
def test_git_merges_by_it(three: Three, tmp_path: Path) -> None:
    """By the two lines of the README."""
    folder = tmp_path / "repository"
    folder.mkdir()
    env = {
        **os.environ,
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }

    def git(*argv: str) -> str:
        who = ("-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "init.defaultBranch=main")
        ran = subprocess.run(["git", *who, *argv], cwd=folder, env=env, check=True, capture_output=True)
        return ran.stdout.decode() + ran.stderr.decode()

    def commit(source: str) -> None:
        shutil.copy(source, folder / "coach.json")
        git("add", ".")
        git("commit", "-m", "practice")

    git("init")
    (folder / ".gitattributes").write_text("coach.json merge=coach\n")
    git("config", "merge.coach.driver", "coach merge %O %A %B")
    commit(three.base)
    git("checkout", "-b", "other")
    three.change(three.theirs, "There")
    commit(three.theirs)
    git("checkout", "main")
    three.change(three.ours, "Here")
    commit(three.ours)
    said = git("merge", "other", "-m", "both")
    assert "Merged\n" in said
    assert ".merge_file" not in said
    path = str(folder / "coach.json")
    assert {"Here", "There"} <= set(three.promises(path))
    assert "something else" not in three.coach("doctor", "--data", path).out


def test_a_merge_of_lines_is_given_up_and_not_both_its_sides(three: Three) -> None:
    """A backup would be the state before either."""
    path = Path(three.ours)
    three.coach.ok("promise", "anna", "So that there is a backup", "--data", three.ours)
    path.write_text(f"<<<<<<< ours\n{path.read_text()}=======\n{{}}\n>>>>>>> theirs\n")
    said = three.coach.refused("today", "--data", three.ours, status=3)
    assert "git merge --abort" in said
    assert "coach merge --help" in said
    assert "restore with" not in said
    assert "merge.coach.driver" in three.coach.ok("merge", "--help")


# Copies of a conflict


@pytest.fixture
def copy(coach: Any) -> Path:
    """A copy beside the data file, in which something was noted; here something else was."""
    coach.ok("promise", "anna", "Before")
    found = coach.path.with_name(COPY)
    shutil.copy(coach.path, found)
    coach.ok("promise", "anna", "There", "--data", str(found))
    for left in found.parent.glob(f".{COPY}*"):
        left.unlink()
    coach.ok("promise", "anna", "Here")
    return Path(found)


def promises(coach: Any) -> list[str]:
    return [one["text"] for one in json.loads(coach.path.read_text())["commitments"].values()]


def test_a_copy_of_a_conflict_is_merged_after_a_question(coach: Any, copy: Path) -> None:
    assert "coach merge takes it in" in coach("today").err
    asked = coach("merge", stdin="n\n", terminal=True)
    assert asked.err == f"{COPY} has 1 change that is not here. Merge it? [y/N] "
    assert copy.exists()
    ran = coach("merge", stdin="y\n", terminal=True)
    assert ran.out.startswith("Merged 1 copy, now among the backups")
    assert {"Before", "Here", "There"} <= set(promises(coach))
    assert not copy.exists()
    kinds = [path.name.split(".")[3] for path in (coach.path.parent / "backups").iterdir()]
    assert {"before-merge", "conflict-copy"} <= set(kinds)
    assert coach("today").err == ""


def test_nobody_is_asked_where_it_is_said(coach: Any, copy: Path) -> None:
    assert "to merge it, say --yes" in coach.refused("merge")
    assert coach("merge", "--yes", "--json").json["merged"] == 1
    assert coach("merge", "--json").json == {"merged": 0, "to_look_at": [], "remarks": []}
    assert "No sync program" in coach.ok("merge")


def test_a_copy_that_is_older_brings_nothing_back(coach: Any, copy: Path) -> None:
    shutil.copy(coach.path, copy)
    coach.ok("undo")
    coach.ok("promise", "anna", "Later")
    coach.ok("merge", "--yes")
    assert "Here" not in promises(coach)


def test_what_was_deleted_here_stays_deleted_by_what_both_were(coach: Any, copy: Path) -> None:
    coach.ok("backup")
    shutil.copy(coach.path, copy)
    coach.ok("promise", "anna", "There", "--data", str(copy))
    coach.ok("undo")
    coach.ok("promise", "anna", "Later")
    coach.ok("merge", "--yes")
    assert "Here" not in promises(coach)
    assert {"There", "Later"} <= set(promises(coach))


def test_many_copies_push_out_no_backup_and_none_of_themselves(coach: Any, copy: Path) -> None:
    coach.ok("backup")
    for number in range(1, 12):
        other = copy.with_name(COPY.replace("101", f"102{number:02}"))
        shutil.copy(copy, other)
        coach.ok("promise", "anna", f"There {number}", "--data", str(other))
    for left in copy.parent.glob(".coach.sync*"):
        left.unlink()
    folder = coach.path.parent / "backups"
    before = {path.name for path in folder.iterdir() if path.name.startswith("coach.json.")}
    assert coach.ok("merge", "--yes").startswith("Merged 12 copies, now among the backups")
    assert {"There", *(f"There {number}" for number in range(1, 12))} <= set(promises(coach))
    after = {path.name for path in folder.iterdir() if path.name.startswith("coach.json.")}
    kinds = sorted(name.split(".")[3] for name in after - before)
    assert before <= after
    assert kinds == ["before-merge"] + ["conflict-copy"] * 12


def test_a_copy_that_cannot_be_read_stays_and_is_told(coach: Any, copy: Path) -> None:
    copy.write_text("{")
    ran = coach("merge", "--yes")
    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert "is damaged" in ran.err
    assert copy.exists()


# What two machines said of one thing


def differing(three: Three) -> str:
    """The data file after a merge in which a title was given twice; the id of what is to be decided."""
    for path, title in ((three.ours, "Head"), (three.theirs, "Lead")):
        tables = json.loads(Path(path).read_text())
        tables["clients"]["1"]["role"] = title
        Path(path).write_text(json.dumps(tables))
    three.merge()
    return str(three.coach("merge", "--values", "--json", "--data", three.ours).json["values"][0]["id"])


def test_what_differs_is_listed_and_either_value_taken(three: Three) -> None:
    uid = differing(three)
    listed = three.coach.ok("merge", "--values", "--data", three.ours)
    assert listed.startswith(
        f"{uid[:8]}  Anna Berg: Role of the client “Anna Berg”\n  1  not known when\n     Head\n"
    )
    (line,) = [
        line for line in three.coach("today", "--data", three.ours).out.split("\n") if "merged" in line
    ]
    assert "merged: Role of the client “Anna Berg”" in line
    items = three.coach("today", "--json", "--data", three.ours).json["items"]
    assert [item["id"] for item in items if item["kind"] == "merged"] == [uid]
    said = three.coach.ok("merge", "--take", uid[:8], "1", "--data", three.ours)
    assert said.startswith("Noted: decided between two machines: Role of a client, “Anna Berg”")
    assert json.loads(Path(three.ours).read_text())["clients"]["1"]["role"] == "Head"
    assert three.coach.ok("merge", "--values", "--data", three.ours) == "Nothing is to be decided.\n"


def test_a_value_that_is_not_there_is_refused(three: Three) -> None:
    uid = differing(three)
    data = ("--data", three.ours)
    assert "“nothing” is none of those" in three.coach.refused("merge", "--take", "nothing", "1", *data)
    assert "“x” is no number" in three.coach.refused("merge", "--take", uid, "x", *data)
    assert "there are 2 values" in three.coach.refused("merge", "--take", uid, "3", *data)
    assert three.coach("merge", "--take", uid, "2", "--json", *data).json["done"].startswith("decided")


def test_what_is_to_be_decided_goes_out_and_comes_back(three: Three, tmp_path: Path) -> None:
    uid = differing(three)
    data = ("--data", three.ours)
    whole, one = tmp_path / "all.json", tmp_path / "anna.json"
    three.coach.ok("export", "json", "-o", str(whole), *data)
    three.coach.ok("export", "json", "--client", "anna", "-o", str(one), *data)
    for path in (whole, one):
        (kept,) = json.loads(path.read_text())["tables"]["merges"]
        assert kept["uid"] == uid
    anew = ("--data", str(tmp_path / "anew.json"))
    three.coach.ok("import", str(whole), *anew)
    assert three.coach("merge", "--values", "--json", *anew).json == (
        three.coach("merge", "--values", "--json", *data).json
    )
    for path in (whole, one):
        path.unlink()
    three.coach.ok("erase", "anna", "--yes", "Anna Berg", *anew)
    assert json.loads((tmp_path / "anew.json").read_text())["merges"] == {}
