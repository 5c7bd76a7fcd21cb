"""Drafts outlive the process that typed them, and no two processes mix theirs."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach_tui.plan.errors import DataFileError
from coach_tui.store import processes
from coach_tui.store.drafts import clear_drafts, save_drafts, take_drafts
from coach_tui.store.store import Store


def dead(path: Path, drafts: object, mark: str = "999999999-1") -> Path:
    """Leave drafts as a process that is gone would have."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.parent / f".coach.json.drafts.{mark}"
    file.write_text(json.dumps(drafts))
    return file


def test_own_drafts_are_kept_replaced_and_cleared(path: Path) -> None:
    save_drafts(path, [{"form": "check-in", "note": "half a sent"}])
    save_drafts(path, [{"form": "check-in", "note": "half \ud800", "when": Path("x")}])
    [file] = path.parent.iterdir()
    assert file.name == f".coach.json.drafts.{processes.mark()}"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == [{"form": "check-in", "note": "half \ud800", "when": "x"}]
    assert take_drafts(path) == []  # this process is alive
    save_drafts(path, [])
    assert list(path.parent.iterdir()) == []
    save_drafts(path, [{}])
    clear_drafts(path)
    assert list(path.parent.iterdir()) == []
    clear_drafts(path.parent / "nowhere" / "coach.json")


def test_drafts_of_the_dead_are_taken_once_and_stay_until_cleared(path: Path) -> None:
    dead(path, [{"a": 1}, "no draft"])
    dead(path, [{"b": 2}], "999999998-1")
    assert sorted(map(str, take_drafts(path))) == ["{'a': 1}", "{'b': 2}"]
    assert take_drafts(path) == []
    assert len(list(path.parent.iterdir())) == 2
    save_drafts(path, [{"c": 3}])
    clear_drafts(path)
    assert list(path.parent.iterdir()) == []


def test_drafts_of_the_living_are_left_alone(path: Path) -> None:
    parent = f"{os.getppid()}-{processes._started(os.getppid())}"
    file = dead(path, [{"a": 1}], parent)
    assert take_drafts(path) == []
    clear_drafts(path)
    assert file.exists()


def test_a_number_that_came_back_is_another_process(path: Path) -> None:
    dead(path, [{"a": 1}], f"{os.getpid()}-5")
    assert take_drafts(path) == [{"a": 1}]


def test_what_cannot_be_read_is_kept(path: Path) -> None:
    dead(path, {"not": "a list"})
    path.with_name(".coach.json.drafts.999999998-1").write_text("{")
    assert take_drafts(path) == []
    assert len(list(path.parent.iterdir())) == 2


def test_a_folder_stands_for_the_file_in_it(tmp_path: Path) -> None:
    save_drafts(tmp_path, [{"a": 1}])
    [file] = tmp_path.iterdir()
    assert file.name.startswith(".coach.json.drafts.")
    clear_drafts(tmp_path / "coach.json")
    assert not file.exists()


def test_a_full_disk_is_said_and_keeps_the_drafts_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_drafts(path, [{"a": 1}])
    [file] = path.parent.iterdir()

    def full(*_: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(DataFileError, match="no room left"):
        save_drafts(path, [{"a": 2}])
    assert [item.read_text() for item in path.parent.iterdir()] == ['[{"a": 1}]']
    assert file.exists()


def test_drafts_written_in_a_signal_handler_are_found_at_the_next_start(path: Path) -> None:
    program = f"""
import os, signal, sys
from pathlib import Path
from coach_tui.store.drafts import save_drafts
def gone(*_):
    save_drafts(Path({str(path)!r}), [{{"note": "typed"}}])
    os._exit(1)
signal.signal(signal.SIGHUP, gone)
print("ready", flush=True)
while True:
    sum(range(1000))
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        process.wait()
    assert take_drafts(path) == [{"note": "typed"}]


def test_marks() -> None:
    assert processes.lives(processes.mark())
    assert not processes.lives(f"{os.getpid()}-7")
    assert not processes.lives("999999999-0")
    assert processes.lives("1-0")
    for text in ("", "x", "-5", "0x5-1", "9" * 40):
        assert processes.lives(text)


def test_a_process_that_only_waits_to_be_asked_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    mark = f"{child.pid}-{processes._started(child.pid)}"
    assert processes.lives(mark)
    assert child.stdin is not None
    child.stdin.close()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # ended, not yet asked for
    assert not processes.lives(mark)
    child.wait()


def test_what_a_dead_process_was_writing_is_swept(tmp_path: Path) -> None:
    data = tmp_path / "coach.json"
    stale = tmp_path / "..coach.json.drafts.999999999-1.999999999-1.0a0b0c0d.tmp"
    own = tmp_path / f"..coach.json.drafts.{processes.mark()}.{processes.mark()}.0a0b0c0d.tmp"
    stale.write_text("half")
    own.write_text("half")
    assert take_drafts(data) == []
    assert not stale.exists()
    assert own.exists()


@pytest.mark.parametrize("what", ["a pipe", "a folder", "no JSON", "no list", "nothing"])
def test_what_cannot_be_read_is_not_waited_for_and_stays(path: Path, store: Store, what: str) -> None:
    with store.transaction("x") as change:
        change.insert("clients", {"name": "Anna"})
    left = path.parent / ".coach.json.drafts.999999998-1"
    if what == "a pipe":
        os.mkfifo(left)
    elif what == "a folder":
        left.mkdir()
    else:
        left.write_text({"no JSON": "[{", "no list": "{}"}.get(what, ""))
    assert take_drafts(path) == []
    clear_drafts(path)
    assert left.exists()
    assert [line for line in store.doctor() if "holds drafts that cannot be read" in line]


def test_half_a_character_in_a_draft_is_made_whole(path: Path) -> None:
    path.parent.mkdir()
    left = path.parent / ".coach.json.drafts.999999998-1"
    left.write_text('[{"values": {"title\\udc00": ["a\\ud800b"]}}]')
    assert take_drafts(path) == [{"values": {"title?": ["a?b"]}}]
