"""What quick commands printed last is printed again while nothing has changed, and never else."""

from __future__ import annotations

import io
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach_tui.cli import keeping, printed
from coach_tui.cli.keeping import Keeper
from coach_tui.cli.main import main
from coach_tui.cli.printed import LARGEST, PART, Printed, can_be_kept, mark_of
from coach_tui.store import durable, locked
from coach_tui.store.hidden import remember_hiding
from tests.cli.conftest import Shell, Terminal, erase
from tests.store.locked_kit import Key

LINES = [
    ("today",),
    ("today", "--line"),
    ("today", "--check"),
    ("today", "--json", "--all"),
    ("clients", "--names"),
]

TICK = 0.02
"""Seconds after which the disk's clock has gone on."""


class Quick:
    """Runs a command line as the console script does: again, where what it printed is known."""

    def __init__(self, coach: Shell) -> None:
        self.env = coach.env
        self.path = coach.path
        self.file = coach.path.parent / ".coach.json.printed"

    def __call__(self, *argv: str, terminal: bool = False, env: dict[str, str] | None = None) -> Any:
        """What was printed, the exit status, and whether it was known."""
        env = {**self.env, **(env or {})}
        stdout: Any = Terminal() if terminal else io.StringIO()
        stderr = io.StringIO()
        found = Printed(list(argv), env, stdout)
        known = found.again()
        if known is not None:
            return known[1].decode(), known[0], True
        keeper: Any = Keeper(found, stdout, stderr)
        status = main(argv, env, io.StringIO(), keeper.stdout, keeper.stderr)
        keeper.keep(status)
        return stdout.getvalue(), status, False

    def known(self, *argv: str, **more: Any) -> bool:
        return bool(self(*argv, **more)[2])

    @property
    def beside(self) -> set[str]:
        return {path.name for path in self.path.parent.iterdir()}


@pytest.fixture
def quick(coach: Shell) -> Quick:
    """The data file is older than a tick of the disk's clock."""
    time.sleep(TICK)
    return Quick(coach)


@pytest.mark.parametrize("argv", LINES)
@pytest.mark.parametrize("terminal", [False, True])
def test_the_second_time_it_is_known(quick: Quick, argv: tuple[str, ...], terminal: bool) -> None:
    first = quick(*argv, terminal=terminal)
    assert quick(*argv, terminal=terminal) == (*first[:2], True)
    assert not first[2]
    assert first[0]
    assert stat.S_IMODE(quick.file.stat().st_mode) == 0o600
    assert not [name for name in quick.beside if name.endswith(".tmp")]


def test_each_command_line_and_terminal_by_itself(quick: Quick) -> None:
    assert not quick.known("today")
    assert not quick.known("today", "--line")
    assert not quick.known("today", terminal=True)
    assert quick.known("today")
    assert quick.known("today", "--line")
    assert quick.known("today", terminal=True)


def test_the_status_is_known_as_well(quick: Quick) -> None:
    assert quick("today", "--check")[1:] == (1, False)
    assert quick("today", "--check")[1:] == (1, True)


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("today", "--help"),
        ("today", "--x"),
        ("clients",),
        ("clients", "--json"),
        ("--today", "today"),
        ("lint",),
    ],
)
def test_what_rests_on_more_is_not_kept(argv: tuple[str, ...]) -> None:
    assert not can_be_kept(list(argv))


def a_check_in(coach: Shell) -> None:
    coach.ok("checkin", "anna", "--note", "x")


def another_day(coach: Shell) -> None:
    coach.env["COACH_TODAY"] = "2026-12-24"


def a_setting(coach: Shell) -> None:
    Path(coach.env["COACH_CONFIG"]).write_text("grace_days = 300\n")


def another_configuration(coach: Shell) -> None:
    coach.env["COACH_CONFIG"] += "2"


def hidden_names(coach: Shell) -> None:
    remember_hiding(coach.path, True)


def an_edit_that_is_told_by_nothing_but_one_time(coach: Shell) -> None:
    """As by an editor that writes into the file and puts its time back; it is as long as before."""
    before = coach.path.stat()
    with coach.path.open("r+b") as file:
        data = file.read()
        file.seek(0)
        file.write(data.replace(b"Anna Berg", b"Anne Berg"))
    os.utime(coach.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = coach.path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size,
        before.st_mtime_ns,
        before.st_ino,
    )


def another_file_of_the_same_size_and_time(coach: Shell) -> None:
    before = coach.path.stat()
    other = coach.path.with_name("other.json")
    other.write_bytes(coach.path.read_bytes().replace(b"Anna Berg", b"Anne Berg"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(coach.path)


def another_data_file(coach: Shell) -> None:
    coach.env["COACH_DATA"] = str(coach.path.with_name("none.json"))


CHANGES = [
    a_check_in,
    another_day,
    a_setting,
    another_configuration,
    hidden_names,
    an_edit_that_is_told_by_nothing_but_one_time,
    another_file_of_the_same_size_and_time,
    another_data_file,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("argv", LINES)
def test_nothing_is_believed_once_anything_has_changed(
    coach: Shell, quick: Quick, change: Callable[[Shell], None], argv: tuple[str, ...]
) -> None:
    if change is another_configuration:
        a_setting(coach)
    quick(*argv)
    assert quick.known(*argv)
    change(coach)
    found, status, known = quick(*argv)
    ran = coach(*argv)
    assert (found, status, known) == (ran.out, ran.status, False)


def test_the_day_turns(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    del quick.env["COACH_TODAY"]
    quick("today", "--line")
    assert quick.known("today", "--line")
    now = time.localtime(time.time() + 86400)
    monkeypatch.setattr(time, "localtime", lambda: now)
    assert not quick.known("today", "--line")


def test_the_day_turns_while_it_is_worked_out(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([1, 2, 2, 2, 2, 2, 2])
    monkeypatch.setattr(time, "localtime", lambda: (2026, 11, next(days)))
    quick("today")
    assert not quick.file.exists()
    assert not quick.known("today")


def test_another_version_of_the_program(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    quick("today")
    monkeypatch.setattr("coach_tui.__version__", "0.1.0")
    assert not quick.known("today")
    assert quick.known("today")
    monkeypatch.undo()
    assert not quick.known("today")


def test_a_program_that_was_put_in_its_place(
    quick: Quick, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in printed._ROOMS:
        (tmp_path / "program" / room).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr("coach_tui.__path__", [str(tmp_path / "program")])
    quick("today")
    assert quick.known("today")
    (tmp_path / "program" / "plan" / "new.py").touch()
    assert not quick.known("today")


def test_a_change_while_it_is_worked_out(coach: Shell, quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    still = Keeper._still

    def changed(self: Keeper) -> bool:
        coach.ok("checkin", "anna", "--note", "x")
        return still(self)

    monkeypatch.setattr(Keeper, "_still", changed)
    quick("today")
    assert not quick.file.exists()


def test_a_change_while_it_is_put_there(coach: Shell, quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is erased, or hides names, in that moment finds nothing to remove yet."""
    replace = os.replace

    def late(fresh: str, path: str) -> None:
        monkeypatch.undo()
        remember_hiding(coach.path, True)
        replace(fresh, path)

    monkeypatch.setattr(os, "replace", late)
    quick("today")
    assert not quick.file.exists()


def test_two_changes_in_one_tick_of_the_clock(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk's clock has not gone on since the last change, a next one could not be told."""
    about = quick.path.stat()
    fstat = os.fstat

    def coarse(fd: int) -> Any:
        found = fstat(fd)
        return os.stat_result(found, {"st_mtime_ns": about.st_ctime_ns}) if found.st_size == 0 else found

    monkeypatch.setattr(os, "fstat", coarse)
    quick("today")
    assert not quick.file.exists()
    assert not [name for name in quick.beside if name.endswith(".tmp")]
    monkeypatch.undo()
    quick("today")
    assert quick.known("today")


def test_changes_as_fast_as_they_come(coach: Shell, quick: Quick) -> None:
    """Written in place, at one size, without a pause: what is printed is always of the present file."""
    data = coach.path.read_bytes()
    for number in range(150):
        name = f"Anna Be{number:02}"[:9].encode()
        with coach.path.open("r+b") as file:
            file.write(data.replace(b"Anna Berg", name))
        for _ in range(2):
            assert quick("clients", "--names")[0].strip() == name.decode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data + b"x",
        lambda data: b"\0" * len(data),
        lambda data: data.replace(b"Anna", b"Anne"),
        lambda data: data.replace(b"Now", b"N\0w"),
        lambda data: b"something else",
        lambda data: mark_of(b""),
        lambda data: mark_of(PART * 9) + PART * 9,
        lambda data: data + b" " * LARGEST,
        lambda data: os.urandom(500),
    ],
)
def test_a_file_that_is_damaged_or_foreign_is_in_nobodys_way(
    quick: Quick, spoil: Callable[[bytes], bytes]
) -> None:
    first = quick("today")
    quick.file.write_bytes(spoil(quick.file.read_bytes()))
    assert quick("today") == first
    assert quick("today") == (*first[:2], True)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def a_link_to_one_that_is_whole(path: Path) -> None:
    path.symlink_to(path.with_name("whole"))


@pytest.mark.parametrize("put", [a_folder, a_pipe, a_link_to_itself, a_link_to_one_that_is_whole])
def test_what_is_no_file_of_ours_is_in_nobodys_way(quick: Quick, put: Callable[[Path], None]) -> None:
    first = quick("today")
    quick.file.rename(quick.file.with_name("whole"))
    put(quick.file)
    assert quick("today") == first
    assert put is a_folder or quick("today") == (*first[:2], True)


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o602])
def test_one_that_others_can_get_at_is_not_believed(quick: Quick, mode: int) -> None:
    quick("today")
    quick.file.chmod(mode)
    assert not quick.known("today")
    assert stat.S_IMODE(quick.file.stat().st_mode) == 0o600


def test_one_of_somebody_else_is_not_believed(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    quick("today")
    uid = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
    assert not quick.known("today")
    assert not quick.known("today")


def test_a_folder_that_nobody_can_write_to(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(durable, "temporary", refused)
    first = quick("today")
    assert quick("today") == first
    assert not quick.file.exists()


def test_a_disk_that_is_full(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "write_all", full)
    before = quick.beside
    assert not quick.known("today")
    assert quick.beside == before


def test_what_is_told_beside_it_is_told_again(coach: Shell, quick: Quick) -> None:
    """Where a copy of a conflict lies there is always looked; nothing is printed without that line."""
    quick("today")
    assert quick.known("today")
    copy = coach.path.with_name("coach.sync-conflict-20261124-120000-ABCDEFG.json")
    copy.write_bytes(coach.path.read_bytes())
    assert "coach merge" in coach("today").err
    assert not quick.known("today")
    assert not quick.known("today")
    assert quick("today", "--line")[0] == coach.ok("today", "--line")
    copy.unlink()
    assert quick.known("today")


def test_other_files_in_the_folder_are_no_copies(quick: Quick) -> None:
    (quick.path.parent / "notes.txt").touch()
    (quick.path.parent / "reports").mkdir()
    quick("today")
    assert quick.known("today")


def test_a_copy_of_it_that_a_sync_program_made_is_none_of_the_data_file(coach: Shell, quick: Quick) -> None:
    quick("today")
    for name in (".coach.json.sync-conflict-20261124-120000-ABCDEFG.printed", ".coach.json (conf).printed"):
        quick.file.with_name(name).write_bytes(quick.file.read_bytes())
    assert "conflict" not in coach.ok("doctor")
    assert coach.ok("today")


def test_names_are_hidden(coach: Shell, quick: Quick) -> None:
    for argv in LINES:
        quick(*argv)
    assert b"Anna" in quick.file.read_bytes()
    remember_hiding(coach.path, True)
    assert not quick.file.exists()
    for argv in [*LINES, ("today", "--json", "--line")]:
        assert not quick.known(*argv)
    assert b"Anna" not in quick.file.read_bytes()
    assert quick.known("today", "--line")
    remember_hiding(coach.path, False)
    assert not quick.known("today", "--line")


def test_an_erased_client_is_in_it_no_more(coach: Shell, quick: Quick) -> None:
    quick("today")
    assert b"Anna" in quick.file.read_bytes()
    ran = erase(coach)
    assert (ran.status, ran.err) == (0, "")
    assert not quick.file.exists()


def test_every_change_lets_go_of_it(coach: Shell, quick: Quick) -> None:
    for command in (("checkin", "anna", "--note", "x"), ("undo",), ("redo",)):
        time.sleep(TICK)
        quick("today")
        assert quick.file.exists()
        coach.ok(*command)
        assert not quick.file.exists()


def test_doctor_closes_it_to_others(coach: Shell, quick: Quick) -> None:
    quick("today")
    quick.file.chmod(0o644)
    assert f"{quick.file} is open to other users" in coach.ok("doctor")
    coach.ok("doctor", "--mend")
    assert stat.S_IMODE(quick.file.stat().st_mode) == 0o600


def test_it_is_no_part_of_a_backup(coach: Shell, quick: Quick) -> None:
    quick("today")
    coach.ok("backup")
    assert not [path for path in (quick.path.parent / "backups").iterdir() if "printed" in path.name]


@pytest.mark.parametrize(
    ("ending", "text", "told"),
    [("recipients", "age1x\n", "not encrypted"), ("locking", '{"for": []}\n', "was cut off")],
)
def test_what_was_cut_off_in_encrypting_is_told_each_time(
    coach: Shell, quick: Quick, ending: str, text: str, told: str
) -> None:
    quick("today")
    coach.path.with_name(f".coach.json.{ending}").write_text(text)
    assert not quick.known("today")
    assert not quick.known("today")
    assert told in coach("today").err


def test_nothing_is_kept_of_an_encrypted_file(coach: Shell, quick: Quick) -> None:
    pyrage = pytest.importorskip("pyrage")
    identity = pyrage.x25519.Identity.generate()
    key = coach.path.parent.parent / "key.txt"
    key.write_text(f"{identity}\n")
    key.chmod(0o600)
    quick.env["COACH_IDENTITY"] = str(key)
    quick("today")
    assert coach("encrypt", "--to", str(identity.to_public())).status == 0
    for _ in range(2):
        found, status, known = quick("today")
        assert (status, known) == (0, False)
        assert "Anna Berg" in found
    assert not quick.file.exists()
    coach.path.with_name(".coach.json.recipients").unlink()
    assert not quick.known("today", "--line")
    assert not quick.known("today", "--line")


@pytest.mark.parametrize("argv", [("today", "--line"), ("today",), ("doctor",), ("clients",)])
@pytest.mark.parametrize("opens", [True, False])
def test_it_goes_where_an_encrypted_file_is_put_in_the_place_of_a_plain_one(
    coach: Shell, quick: Quick, tmp_path: Path, argv: tuple[str, ...], opens: bool
) -> None:
    pytest.importorskip("pyrage")
    key = Key(tmp_path)
    quick("today", terminal=True)
    assert b"Anna Berg" in quick.file.read_bytes()
    coach.path.write_bytes(locked.lock(coach.path.read_bytes(), [key.recipient]))
    coach.path.with_name(".coach.json.recipients").write_text(f"{key.recipient}\n")
    coach.env["COACH_IDENTITY"] = str(key.path) if opens else ""
    quick(*argv)
    assert not quick.file.exists()


def test_no_data_file_leaves_nothing(empty: Shell) -> None:
    quick = Quick(empty)
    assert not quick.known("today")
    assert not quick.known("today")
    assert not quick.path.parent.exists()


@pytest.mark.parametrize("text", ["grace_days = true\n", "# " + "x" * 30_000 + "\n", "\0"])
def test_a_configuration_that_is_wrong_or_large(quick: Quick, text: str) -> None:
    path = Path(quick.env["COACH_CONFIG"])
    path.write_text(text)
    first = quick("today")
    assert quick("today") == first
    path.unlink()
    path.symlink_to("nowhere")
    assert quick("today")[1:] == (2, False)
    assert quick("today")[1:] == (2, False)


def test_few_lines_are_kept_and_no_large_ones(quick: Quick, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_LINES", 2)
    for argv in LINES[:3]:
        quick(*argv)
    assert [quick.known(*argv) for argv in LINES[1:3]] == [True, True]
    assert not quick.known(*LINES[0])


def test_where_there_is_no_room_the_longest_is_not_kept(
    quick: Quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = {argv: len(quick(*argv)[0].encode()) for argv in LINES}
    quick.file.unlink()
    monkeypatch.setattr(keeping, "_LARGEST", sum(lengths.values()) - 1)
    longest = max(LINES, key=lengths.__getitem__)
    for _ in range(2):
        for argv in LINES:
            quick(*argv)
    assert [argv for argv in LINES if not quick.known(*argv)] == [longest]
