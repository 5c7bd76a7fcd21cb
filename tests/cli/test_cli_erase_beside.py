"""`coach erase` and what lies beside the data file and below: cleaned, or named; and what is cut off."""

from __future__ import annotations

import gzip
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from coach_tui.store import durable
from coach_tui.store.backups import listing
from tests.cli.conftest import erase

TOM = '[client]\nname = "Tom"\n[engagement]\nstart = 2026-11-01\nend = 2027-01-01\n'


@pytest.fixture
def beside(coach: Any) -> Path:
    """The folder of the data file, with Anna Berg and Tom in it, and a backup."""
    coach.ok("import", "-", stdin=TOM)
    coach.ok("backup")
    return Path(coach.path.parent)


def put(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(ran: Any) -> set[str]:
    """The files that are named as those in which the name still stands."""
    start = "coach: erased; not reached: the name still stands in "
    assert all(line.startswith(start) for line in ran.err.splitlines()), ran.err
    return {line.removeprefix(start) for line in ran.err.splitlines()}


def test_folders_in_our_folders_are_gone_through(coach: Any, beside: Path) -> None:
    whole = coach.path.read_bytes()
    copies = [put(beside / "backups" / "old" / "2025" / name, whole) for name in ("coach.json", "any")]
    gone = [
        put(beside / "reports" / "sent" / "2026" / "anna-berg-coach-2026-11-24.pdf", b"%PDF"),
        put(beside / "forms" / "sent" / "anna-berg-checkin-2026-11-24.html", "Anna Berg"),
        put(beside / ".coach.json.edit" / "inner" / "plan.txt", "anything"),
        put(beside / "backups" / "old" / f".x.json.999999999-1.{'0' * 8}.tmp", "Anna Berg"),
    ]
    kept = put(beside / "reports" / "sent" / "tom-coach-2026-11-24.pdf", b"%PDF")
    named = {
        put(beside / "backups" / "old" / "coach.json.gz", gzip.compress(whole)),
        put(beside / "reports" / "sent" / "letter.html", "<p>Anna <b>Berg</b></p>"),
        put(beside / "forms" / "a" / "b" / "c.txt", "Anna Berg".encode("utf-16")),
    }
    ran = erase(coach)
    assert (ran.status, told(ran)) == (5, {str(path) for path in named})
    assert not any(path.exists() for path in gone)
    assert kept.exists()
    for copy in copies:
        assert b"Anna" not in copy.read_bytes()
        assert b"Tom" in copy.read_bytes()


def test_links_to_folders_are_not_followed(coach: Any, beside: Path, tmp_path: Path) -> None:
    elsewhere = put(tmp_path / "elsewhere" / "anna-berg-coach-2026-11-24.html", "Anna Berg")
    (beside / "reports").mkdir(mode=0o700)
    (beside / "reports" / "link").symlink_to(elsewhere.parent)
    (beside / "reports" / "loop").symlink_to(beside)
    assert (erase(coach).status, elsewhere.exists()) == (0, True)


def test_the_folder_that_is_the_programs_is_gone_through_another_is_not(coach: Any, beside: Path) -> None:
    notes = put(beside / "private" / "deep" / "notes.txt", "Anna Berg")
    exported = put(beside / "tables" / "clients.csv", "name\nAnna Berg\n")
    other = put(beside / "tables" / "sessions.csv", "client\nAnna  Berg\n")
    own = beside.with_name("coach-tui")
    shutil.copytree(beside, own)
    copy = put(own / "private" / "coach.json", coach.path.read_bytes())
    assert told(erase(coach)) == {str(exported), str(other)}
    coach.path = own / "coach.json"
    coach.env["COACH_DATA"] = str(coach.path)
    expected = {str(own / path.relative_to(beside)) for path in (notes, exported, other)}
    assert told(erase(coach)) == expected
    assert b"Anna" not in copy.read_bytes()


def test_what_nobody_can_look_into_is_named(coach: Any, beside: Path) -> None:
    put(beside / "contract.pdf", b"%PDF-1.7")
    put(beside / "coach.json.gz", gzip.compress(b"x" * 99)[:-9])
    ran = erase(coach)
    assert (ran.status, ran.err) == (
        5,
        f"coach: erased; not reached: {beside}/coach.json.gz is an archive or a mail that cannot be opened\n"
        f"coach: erased; not reached: {beside}/contract.pdf is a PDF and cannot be looked into\n",
    )
    assert "Erased " in ran.out


@pytest.mark.parametrize("how", ["folder", "link"])
def test_what_is_named_like_a_draft_and_is_none_is_passed_over(coach: Any, beside: Path, how: str) -> None:
    strange = beside / ".coach.json.drafts.999999999-1"
    if how == "folder":
        strange.mkdir()
    else:
        strange.symlink_to(put(beside.parent / "elsewhere", '[{"text": "Anna Berg"}]'))
    ran = erase(coach)
    assert (ran.status, ran.err) == (
        5,
        f"coach: erased; not reached: {strange} is no file of drafts: look into it\n",
    )
    assert b"Anna" not in coach.path.read_bytes()


def test_folders_named_like_a_backup_or_a_report_are_passed_over(coach: Any, beside: Path) -> None:
    inner = [
        put(beside / "backups" / "coach.json.20261124T101500.daily.json" / "x.txt", "Anna Berg"),
        put(beside / "reports" / "anna-berg-coach-2026-11-24.html" / "y.txt", "Anna Berg"),
    ]
    os.mkfifo(put(beside / ".coach.json.edit" / "x.txt", "x").with_name("pipe"))
    assert told(erase(coach)) == {str(path) for path in inner}


def test_a_copy_that_cannot_be_written_is_named(
    coach: Any, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = put(beside / "backups" / "old" / "coach.json", coach.path.read_bytes())
    refuse(monkeypatch, "replace", str(copy))
    ran = erase(coach)
    assert (ran.status, told(ran)) == (5, {str(copy)})


def refuse(monkeypatch: pytest.MonkeyPatch, call: str, path: str) -> None:
    """Have the disk refuse this call for a path, which is the last of what it is given."""
    real = getattr(os, call)

    def refusing(*paths: Any, **options: Any) -> None:
        if os.fspath(paths[-1]) == path:
            raise OSError(28, "full")
        real(*paths, **options)

    monkeypatch.setattr(os, call, refusing)


def test_what_a_killed_export_left_in_a_folder_beside_the_data_file_goes(coach: Any, beside: Path) -> None:
    """The data file lies in a folder that is not the program's own."""
    left = [
        put(beside / "csv" / f".clients.csv.999999999-1.{'0' * 8}.tmp", "Anna Berg"),
        put(beside / "out" / f".anna.html.999999999-1.{'0' * 8}.tmp", "Anna Berg"),
    ]
    other = put(beside / "photos" / "x.txt", "Anna Berg")
    assert erase(coach).status == 0
    assert [path for path in (*left, other) if path.exists()] == [other]


@pytest.mark.parametrize("name", [".", "backups", "reports", "reports/old", "forms", "backups/old"])
def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_erased(
    coach: Any, beside: Path, shut: set[str], name: str
) -> None:
    put(beside / "reports" / "old" / "anna-berg-client-2026-11-24.md", "Anna Berg")
    put(beside / "reports" / "anna-berg-client-2026-11-24.md", "Anna Berg")
    put(beside / "forms" / f".x.999999999-1.{'0' * 8}.tmp", "Anna Berg")
    put(beside / "backups" / "old" / "coach.json", coach.path.read_bytes())
    before = {path: path.read_bytes() for path in beside.rglob("*") if path.is_file()}
    folder = beside / name
    shut.add(str(folder))
    said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert said.startswith(f"{folder} cannot be written to: permission denied: check who owns")
    assert {path: path.read_bytes() for path in beside.rglob("*") if path.is_file()} == before


def test_a_folder_in_which_nothing_has_to_change_may_be_shut(
    coach: Any, beside: Path, shut: set[str]
) -> None:
    (beside / "forms").mkdir(exist_ok=True)
    put(beside / "photos" / "x.txt", "a tree")
    shut.update((str(beside / "forms"), str(beside / "photos")))
    assert erase(coach).status == 0


def test_a_fault_at_the_end_says_what_was_erased_so_far(
    coach: Any, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(beside / "reports" / "anna-berg-coach-2026-11-24.html", "Anna Berg")
    bad = max((beside / "backups").iterdir())
    bad.write_text("{")
    backups = len(list((beside / "backups").iterdir())) - 1
    with monkeypatch.context() as patch:
        refuse(patch, "replace", str(coach.path))
        said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert said == (
        f"{coach.path} cannot be written: there is no room left on the disk: free some, then try again; "
        f"erased so far (backups and copies cleaned: {backups}, backups that could not be read removed: 1, "
        "drafts, texts, reports and forms removed: 1); the data file is as it was: run it again"
    )
    assert erase(coach).status == 0


def test_a_fault_in_the_middle_says_so_too(coach: Any, beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = put(beside / "reports" / "anna-berg-coach-2026-11-24.html", "Anna Berg")
    backups = len(list((beside / "backups").iterdir()))
    with monkeypatch.context() as patch:
        refuse(patch, "unlink", str(report))
        said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert "reports/anna-berg-coach-2026-11-24.html cannot be removed: there is no room" in said
    assert said.endswith(
        f"; erased so far (backups and copies cleaned: {backups}); the data file is as it was: run it again"
    )
    put(beside / f".all.json.999999999-1.{'0' * 8}.tmp", "Anna Berg")
    with monkeypatch.context() as patch:
        refuse(patch, "unlink", str(report))
        said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert "erased so far (leftovers alone)" in said
    assert erase(coach).status == 0


def test_a_backup_that_was_written_and_not_confirmed_counts(
    coach: Any, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = durable.sync_folder

    def refusing(folder: str) -> None:
        if folder.endswith("backups"):
            raise OSError(5, "refused")
        sync(folder)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "sync_folder", refusing)
        said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert "cannot be confirmed, though it was written" in said
    assert "erased so far (backups and copies cleaned: 1)" in said
    assert erase(coach).status == 0


def test_where_nothing_was_changed_that_is_said(
    coach: Any, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "replace", listing(str(coach.path))[0][0])
    said = coach.refused("erase", "anna", "--yes", "Anna Berg", status=3)
    assert said.endswith("; nothing was changed")


def test_a_folder_that_cannot_be_read_afterwards_is_told(
    coach: Any, beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listdir = os.listdir

    def refusing(folder: Any = ".") -> list[str]:
        if str(folder).endswith("reports") and b"Anna" not in coach.path.read_bytes():
            raise OSError(5, "refused")
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refusing)
    ran = erase(coach)
    assert ran.status == 5
    assert ran.err.startswith(f"coach: erased; not reached: {beside / 'reports'} cannot be read")


def test_templates_and_sets_in_which_the_name_stands_are_named(coach: Any, beside: Path) -> None:
    own = Path(coach.env["COACH_CONFIG"]).parent
    named = {
        put(own / "templates" / "plan.toml", "[[objective]]\ntitle = 'Lead as ANNA  Berg does'\n"),
        put(own / "templates" / "anna-berg.toml", "[[objective]]\ntitle = 'Lead'\n"),
        put(own / "items" / "leading.toml", "items = ['Anna Berg listens']\n"),
    }
    put(own / "templates" / "anna.toml", "[[objective]]\ntitle = 'Lead'\n")
    put(own / "templates" / "deep" / "x.toml", "Anna Berg")  # not a template of ours
    ran = erase(coach)
    assert (ran.status, told(ran)) == (5, set(map(str, named)))
    assert all(path.exists() for path in named)


def test_templates_that_cannot_be_listed_are_told_before_anything_is_erased(
    coach: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    listdir, before = os.listdir, coach.path.read_bytes()

    def refusing(folder: Any = ".") -> list[str]:
        if str(folder).endswith("templates"):
            raise PermissionError(13, "refused")
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refusing)
    assert "templates cannot be read: permission denied" in coach.refused(
        "erase", "anna", "--yes", "Anna Berg", status=3
    )
    assert coach.path.read_bytes() == before


def test_a_name_of_two_letters_is_named_where_it_stands(coach: Any, beside: Path) -> None:
    coach.ok("import", "-", stdin=TOM.replace("Tom", "Bo"))
    named = put(beside / "notes.md", "Bo said so")
    put(beside / "other.md", "Boston, a bo, OBO")
    ran = coach("erase", "bo", "--yes", "Bo")
    assert (ran.status, told(ran)) == (5, {str(named)})
