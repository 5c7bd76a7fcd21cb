"""Every reader and every hostile file: a line, in little time and memory, and nothing is changed by it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from coach_tui import bounds
from coach_tui.app.theme import load_themes
from coach_tui.exchange.credentials import load_credentials
from coach_tui.exchange.item_sets import load_item_set
from coach_tui.exchange.templates import load_template
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.settings import load_settings
from coach_tui.store.drafts import take_drafts, unreadable_drafts
from tests.cli.conftest import EXAMPLE, Shell
from tests.hostile_files import ANY, NO_FILES, OF_A_KIND, put

SECONDS, MEMORY = 2.0, 300
"""What a file may cost, of one processor and in MB."""
AS_360 = ("--as", "360", "--client", "anna", "--round", "Autumn", "--yes")

Argv = Callable[[Path], tuple[str, ...]]


def _import(*more: str) -> Argv:
    return lambda path: ("import", str(path), *more)


COMMANDS: dict[str, tuple[str, Argv]] = {
    "plan": (".toml", _import()),
    "export": (".json", _import()),
    "list": (".csv", _import("--yes")),
    "answers": (".csv", _import(*AS_360)),
    "page of answers": (".json", _import(*AS_360)),
    "mail": (".eml", _import("--yes")),
    "mail of a rater": (".eml", _import(*AS_360)),
    "reply": (".eml", _import("--client", "anna", "--as", "checkin", "--yes")),
    "calendar": (".ics", _import("--yes")),
    "data file": (".data", lambda path: ("--data", str(path), "today")),
    "data file, looked at": (".data", lambda path: ("--data", str(path), "doctor")),
    "backup": (".data", lambda path: ("restore", str(path))),
}
"""Each command that reads what is named: the kind of file, and how it is called."""
OWN: dict[str, Callable[[Path], object]] = {
    "configuration": load_settings,
    "set of items": load_item_set,
    "template": load_template,
    "theme": lambda path: load_themes([path.parent]),
    "credentials": lambda path: load_credentials(path.with_name("config.toml")),
}


def kinds(suffix: str) -> list[str]:
    return [*ANY, *OF_A_KIND[suffix]]


def made(path: Path, suffix: str, name: str) -> Path:
    put(path, (ANY | OF_A_KIND[suffix])[name])
    return path


def check(ran: Any, began: float, what: str) -> None:
    spent = time.process_time() - began
    said = ran.err
    assert "internal error" not in said, said
    assert "Traceback" not in said
    assert ran.status in (0, 2, 3, 5), (ran.status, said)
    assert not ran.status or said.startswith("coach: ") or (ran.status == 3 and ran.out), said
    assert len(max(said.split("\n"), key=len)) < 2000
    assert spent < SECONDS, (what, spent)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anna Berg's plan, to be copied."""
    folder = tmp_path_factory.mktemp("practice")
    Shell(folder).ok("import", str(EXAMPLE))
    return folder


@pytest.fixture
def shell(practice: Path, tmp_path: Path) -> Shell:
    shutil.copytree(practice / "data", tmp_path / "data")
    return Shell(tmp_path)


@pytest.mark.no_cover
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_named_on_the_command_line(shell: Shell, tmp_path: Path, command: str) -> None:
    suffix, argv = COMMANDS[command]
    before = shell.path.read_bytes()
    for name in kinds(suffix):
        path = made(tmp_path / f"file{suffix}", suffix, name)
        began = time.process_time()
        ran = shell(*argv(path))
        check(ran, began, name)
        if ran.status:
            assert shell.path.read_bytes() == before, name
        shell.path.write_bytes(before)


@pytest.mark.no_cover
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", [name for name in NO_FILES if name != "a pipe"])
def test_what_is_no_file(shell: Shell, tmp_path: Path, command: str, name: str) -> None:
    suffix, argv = COMMANDS[command]
    path = tmp_path / f"file{suffix}"
    NO_FILES[name](path)
    before, began = shell.path.read_bytes(), time.process_time()
    ran = shell(*argv(path))
    check(ran, began, name)
    assert ran.status or command == "data file, looked at" or name == "a folder"
    assert shell.path.read_bytes() == before


def test_a_pipe_into_which_nobody_writes(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "PATIENCE", 0.01)
    os.mkfifo(tmp_path / "pipe.csv")
    assert "into which nobody writes" in shell.refused("import", str(tmp_path / "pipe.csv"))
    assert "is not there" in shell.refused("restore", str(tmp_path / "pipe.csv"))


@pytest.mark.no_cover
@pytest.mark.parametrize("reader", OWN)
def test_the_coachs_own_small_files(tmp_path: Path, reader: str) -> None:
    path = tmp_path / "credentials.toml"
    for name in kinds(".toml"):
        made(path, ".toml", name)
        began = time.process_time()
        with suppress(BadInput):
            OWN[reader](path)
        assert time.process_time() - began < SECONDS, name
    for put_there in NO_FILES.values():
        path.unlink()
        put_there(path)
        with suppress(BadInput):
            OWN[reader](path)
        if path.is_dir():
            path.rmdir()
            path.touch()


@pytest.mark.no_cover
def test_a_calendars_folder(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "calendar"
    Path(shell.env["COACH_CONFIG"]).write_text(f'vdir = "{folder}"\n')
    for name in kinds(".ics"):
        folder.mkdir()
        made(folder / "x.ics", ".ics", name)
        for argv in (("import", "--yes"), ("export", "vdir")):
            began = time.process_time()
            check(shell(*argv), began, name)
        shutil.rmtree(folder)


@pytest.mark.no_cover
def test_what_lies_about_where_somebody_is_erased(shell: Shell, tmp_path: Path) -> None:
    everything = {
        suffix: [*names] for suffix, names in OF_A_KIND.items() if suffix in (".zip", ".eml", ".ics")
    }
    before = shell.path.read_bytes()
    for suffix, names in {**everything, ".any": [*ANY]}.items():
        for name in names:
            reports = shell.path.parent / "reports"
            reports.mkdir()
            put(reports / f"x{suffix}", (ANY | OF_A_KIND.get(suffix, {}))[name])
            began = time.process_time()
            check(shell("erase", "anna", "--yes", "Anna Berg"), began, name)
            shutil.rmtree(shell.path.parent)
            shell.path.parent.mkdir(mode=0o700)
            shell.path.write_bytes(before)
            shell.path.chmod(0o600)


@pytest.mark.no_cover
def test_what_was_left_unsaved(tmp_path: Path) -> None:
    data = tmp_path / "coach.json"
    left = tmp_path / ".coach.json.drafts.1-1"
    for make in [*ANY.values(), *OF_A_KIND[".json"].values()]:
        put(left, make)
        began = time.process_time()
        take_drafts(data)
        assert time.process_time() - began < SECONDS
        for path in tmp_path.iterdir():
            path.unlink()
    NO_FILES["a file of 300 MB"](left)
    assert unreadable_drafts(data) == [str(left)]


@pytest.mark.no_cover
@pytest.mark.parametrize("text", ["a " * 190_000, "le\n" * 130_000, "x" * 500_000], ids=["a", "le", "x"])
def test_goals_on_standard_input(shell: Shell, text: str) -> None:
    began = time.process_time()
    check(shell("lint", "-", stdin=text), began, text[:3])


def test_what_an_editor_saved(shell: Shell, tmp_path: Path) -> None:
    large = tmp_path / "large"
    NO_FILES["a file of 300 MB"](large)
    said = shell("edit", "anna", env={"EDITOR": f"cp {large}"})
    assert said.status == 2
    assert "what the editor saved is larger than 4 MB; shorten it" in said.err
    assert "your text is kept" in said.err


def test_no_change_lets_the_data_file_outgrow_its_bound(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "DATA", shell.path.stat().st_size + 200)
    said = shell.refused("checkin", "anna", "--note", "n" * 300, status=3)
    assert "would be larger than it may be; nothing was changed" in said
    shell.ok("undo")


def test_a_fault_that_nobody_foresaw_is_a_line() -> None:
    @bounds.reader("this file")
    def read(text: str) -> None:
        raise ZeroDivisionError(text)

    @bounds.reader("")
    def bare() -> None:
        raise RecursionError

    @bounds.reader("this file")
    def refused() -> None:
        raise CoachError("as it is")

    with pytest.raises(BadInput, match=r"^this file cannot be read \(ZeroDivisionError\)$"):
        read("what a client wrote")
    with pytest.raises(BadInput, match=r"^cannot be read \(RecursionError\)$"):
        bare()
    with pytest.raises(CoachError, match="as it is"):
        refused()


JSON = [
    (b'{"a": "[[[[{{{{,,,,\\"[[["}', True),
    (b'{"a": "\\\\", "b": [[[[1]]]]}', True),
    (b'{"a": "\\\\\\"[[[[[[", "b": [1]}', True),
    (b"[" * 5 + b"]" * 5, True),
    (b"[" * 6 + b"]" * 6, False),
    (b'{"a":' * 6 + b"1" + b"}" * 6, False),
    (b"[" + b"1," * 19 + b"1]", True),
    (b"[" + b"1," * 21 + b"1]", False),
    (b"[" + b"[]," * 9 + b"[]]", False),
    (b"[" + b'"x",' * 50 + b"1]", False),
]


@pytest.mark.parametrize(("text", "sound"), JSON, ids=[str(n) for n in range(len(JSON))])
def test_json_is_counted_outside_its_texts(text: bytes, sound: bool) -> None:
    if sound:
        bounds.check_json(text, deepest=5, nests=9, values=20)
        bounds.check_json(text.decode(), deepest=5, nests=9, values=20)
    else:
        with pytest.raises(BadInput, match=r"nested too deeply|holds more than"):
            bounds.check_json(text, deepest=5, nests=9, values=20)


def test_a_file_that_grows_and_one_that_goes(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 10)
    assert bounds.file_bytes(path, 10) == b"x" * 10
    with pytest.raises(bounds.Unfit, match="is larger than 0 kB"):
        bounds.file_bytes(path, 9)
    with pytest.raises(bounds.Unfit, match="is larger than 1 kB"):
        bounds.file_bytes("/proc/self/status", 1_000)  # it says that it has no bytes, and has some
    path.unlink()
    with pytest.raises(FileNotFoundError):
        bounds.file_bytes(path, 9)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("command", COMMANDS)
def test_time_and_memory_of_a_process(shell: Shell, tmp_path: Path, command: str) -> None:
    suffix, argv = COMMANDS[command]
    before = shell.path.read_bytes()
    for name in kinds(suffix):
        path = made(tmp_path / f"file{suffix}", suffix, name)
        told = _cost([*argv(path)], shell.env)
        assert told[0] < SECONDS + 0.3, (name, told)
        assert told[1] < MEMORY, (name, told)
        shell.path.write_bytes(before)


# ru_maxrss would not do: a process begins with the peak of the one that it was made from
_COST = (
    "import resource, sys; from coach_tui.cli.main import main; main(sys.argv[1:]); "
    "r = resource.getrusage(resource.RUSAGE_SELF); "
    "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1]; "
    "print('\\ncost', r.ru_utime + r.ru_stime, int(peak) // 1024)"
)


def _cost(argv: list[str], env: dict[str, str]) -> tuple[float, int]:
    ran = subprocess.run(
        [sys.executable, "-c", _COST, *argv],
        env={**env, "PATH": os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    _, seconds, memory = (
        ran.stdout.rpartition("\ncost")[2].strip().partition(" ")[0],
        *ran.stdout.split()[-2:],
    )
    return float(seconds), int(memory)
