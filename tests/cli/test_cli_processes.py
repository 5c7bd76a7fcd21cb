"""Real processes: what is imported, pipes that break, streams that are closed, signals, permissions."""

from __future__ import annotations

import os
import select
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coach_tui.cli.main import COMMANDS

COACH = "import sys; from coach_tui.cli.main import entry; sys.exit(entry())"


def process(coach: Any, *argv: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, **coach.env, **more.pop("env", {})}
    return subprocess.run([sys.executable, "-c", COACH, *argv], env=env, check=False, timeout=30, **more)


def shell(coach: Any, line: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **coach.env, "COACH": f"{sys.executable} -c '{COACH}'"}
    script = f'coach() {{ "{sys.executable}" -c "{COACH}" "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", script], env=env, check=False, timeout=30, capture_output=True, text=True
    )


def test_no_command_imports_textual_or_what_it_does_not_need(coach: Any) -> None:
    argvs = {
        "checkin": ["anna", "--note", "x"],
        "plan": ["anna"],
        "edit": ["anna"],
        "insights": ["anna"],
        "import": ["/nowhere"],
        "export": ["json"],
        "completion": ["bash"],
        "demo": ["--only-data", str(coach.path.parent / "demo.json")],
    }
    lines = [[name, *argvs.get(name, [])] for name in COMMANDS] + [["today", "--json"], ["--help"], []]
    code = (
        "import sys, io\n"
        "from coach_tui.cli.main import main\n"
        f"for argv in {lines!r}:\n"
        "    status = main(argv, None, io.StringIO(), io.StringIO(), io.StringIO())\n"
        "    assert status in (0, 2), (argv, status)\n"
        "    bad = {'textual', 'rich', 'pendulum', 'icalendar'} & set(sys.modules)\n"
        "    assert not bad, (argv, bad)\n"
    )
    env = {**os.environ, **coach.env, "EDITOR": "true"}
    subprocess.run([sys.executable, "-c", code], env=env, check=True, timeout=30)


def test_today_imports_little(coach: Any) -> None:
    code = (
        "import sys, io\n"
        "from coach_tui.cli.main import main\n"
        "assert main(['today'], None, io.StringIO(), io.StringIO(), io.StringIO()) == 0\n"
        "heavy = set('typing argparse tinydb platformdirs tomllib tomlkit orjson inspect'.split())\n"
        "heavy |= set('dataclasses subprocess shutil tempfile logging asyncio uuid difflib'.split())\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-S", "-E", "-c", f"import sys; sys.path += {sys.path!r}\n{code}"],
                   env=coach.env, check=True, timeout=30)  # fmt: skip


def test_whoever_reads_may_stop_reading(coach: Any) -> None:
    for line in ("coach today | head -0", "coach export json | head -1 >/dev/null", "coach --help | true"):
        ran = shell(coach, f"set -o pipefail; {line}")
        assert (ran.returncode, ran.stderr) == (0, ""), line


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_to_a_full_disk(coach: Any) -> None:
    ran = shell(coach, "coach export json > /dev/full")
    assert ran.returncode == 3
    assert ran.stderr == (
        "coach: the output cannot be written: there is no room left on the disk: free some, then try again\n"
    )


def test_closed_streams(coach: Any) -> None:
    assert shell(coach, "coach today >&-").returncode == 0
    assert shell(coach, "coach nonsense 2>&-").returncode == 2
    ran = shell(coach, "coach checkin anna --note - <&-")
    assert ran.returncode == 2
    assert ran.stderr.startswith("coach: nothing to note")


def test_standard_input_as_bytes(coach: Any) -> None:
    ran = process(coach, "checkin", "anna", "--note", "-", input=b"\xff", capture_output=True)
    assert ran.returncode == 2
    assert ran.stderr == b"coach: standard input is not UTF-8 text; convert it first\n"
    ran = process(coach, "checkin", "anna", "--note", "-", input="\ufeffCafé".encode(), capture_output=True)
    assert ran.returncode == 0
    assert coach("plan", "anna", "--json").json["checkin"][-1]["note"] == "Café"


def test_arguments_that_are_no_text(coach: Any) -> None:
    env = {**os.environ, **coach.env}
    for word in (b"\xff\xfe", b"\xff/\xfe"):
        for argv in ([word], [b"plan", word], [b"import", word], [b"export", b"json", b"--client", word]):
            command = [sys.executable.encode(), b"-c", COACH.encode(), *argv]
            ran = subprocess.run(command, env=env, check=False, timeout=30, capture_output=True)
            assert (ran.returncode, ran.stderr.count(b"\n")) == (2, 1), (argv, ran.stderr)
            assert b"Traceback" not in ran.stderr


def test_a_terminal_with_a_small_alphabet(coach: Any) -> None:
    coach.ok(
        "import",
        "-",
        stdin='[client]\nname = "田中"\n[engagement]\nstart = 2026-01-01\nreview_every = "1 week"\n',
    )
    ran = process(coach, "today", capture_output=True, env={"PYTHONIOENCODING": "ascii"})
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b" ! ??" in ran.stdout
    ran = process(coach, "today", "--json", capture_output=True, env={"PYTHONIOENCODING": "latin-1"})
    assert b"\\u7530" in ran.stdout


def test_everything_is_private(empty: Any, example: Path) -> None:
    code = f"import os; os.umask(0); {COACH}"
    command = [sys.executable, "-c", code, "import", str(example)]
    subprocess.run(
        command, env={**os.environ, **empty.env}, check=True, stdout=subprocess.DEVNULL, timeout=30
    )
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in [empty.path.parent, *empty.path.parent.iterdir()]
    }
    assert modes == {"data": 0o700, "coach.json": 0o600, ".coach.json.lock": 0o600}


def take_ctrl_c() -> None:
    """What starts tests in the background may have told them to ignore ctrl+c."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def on_a_terminal(coach: Any, *argv: str, typed: bytes = b"", then: int = 0) -> tuple[int, str]:
    """Runs a command on a terminal of its own; returns its exit status and all that it wrote.

    A signal is sent again when nothing comes of it for a second: one that arrives just before the command
    begins to read is heard at the next one only.
    """
    fd, other = os.openpty()
    command = [sys.executable, "-c", COACH, *argv]
    env = {**os.environ, **coach.env}
    child = subprocess.Popen(
        command,
        env=env,
        stdin=other,
        stdout=other,
        stderr=other,
        start_new_session=True,
        preexec_fn=take_ctrl_c,
    )
    os.close(other)
    seen, sent = b"", 0
    try:
        while True:
            if sent and not select.select([fd], [], [], 1)[0]:
                child.send_signal(sent)
                continue
            try:
                part = os.read(fd, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
            if typed and b"[y/N] " in seen:
                os.write(fd, typed)
                typed = b""
            if then and b"ctrl+d" in seen:
                child.send_signal(then)
                then, sent = 0, then
    finally:
        os.close(fd)
    return child.wait(30), seen.decode()


def test_what_is_to_be_done_at_the_end_is_done(coach: Any, tmp_path: Path) -> None:
    left = tmp_path / "left"
    code = f"import atexit; atexit.register(open, {str(left)!r}, 'w')\n{COACH}"
    env = {**os.environ, **coach.env}
    done = subprocess.run([sys.executable, "-c", code, "today"], env=env, check=True, capture_output=True)
    assert done.stdout.startswith(b"Now\n")
    assert not done.stderr
    assert left.exists()


def test_a_question_on_a_terminal(coach: Any, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "anna.toml"
    file.write_text(example.read_text().replace("Team lead", "Team leader"))
    status, seen = on_a_terminal(coach, "import", str(file), typed=b"\n")
    assert status == 2
    assert "use --replace" in seen
    status, seen = on_a_terminal(coach, "import", str(file), typed=b"y\n")
    assert status == 0
    assert "Anna Berg is here already. Replace what is there? [y/N]" in seen
    assert "replaced the plan of Anna Berg" in seen


def test_ctrl_c_is_quiet(coach: Any) -> None:
    before = coach.path.read_bytes()
    status, seen = on_a_terminal(coach, "checkin", "anna", "--note", "-", then=signal.SIGINT)
    assert status == 130
    assert "Traceback" not in seen
    assert coach.path.read_bytes() == before


def test_the_list_fits_the_terminal(coach: Any) -> None:
    status, seen = on_a_terminal(coach, "today")
    assert status == 0
    assert "review 40 days late" in seen
    assert "\x1b" not in seen


def test_the_demo_data_alone(empty: Any, tmp_path: Path) -> None:
    file = str(tmp_path / "demo.json")
    out = empty.ok("demo", "--only-data", file)
    assert file in out
    assert empty.refused("demo", "--only-data", file).endswith("exists already; name a new file")
    assert "review 40 days late, 3 cycles missed" in empty.ok("today", "--data", file)
    assert not empty.path.exists()


def test_the_demo_data_is_made_whole_or_not_at_all(
    empty: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, left = os.write, [6]
    (tmp_path / "backups").mkdir(mode=0o700)
    kept = tmp_path / "backups" / "other.json.20261101T101500.daily.json"
    kept.write_text("{}")
    before = sorted(tmp_path.rglob("*"))

    def full(*given: Any) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "full")
        return write(*given)

    monkeypatch.setattr(os, "write", full)
    said = empty.refused("demo", "--only-data", str(tmp_path / "demo.json"), status=3)
    assert said.endswith("nothing was changed")
    assert sorted(tmp_path.rglob("*")) == before


def test_the_demo_data_takes_no_place_of_a_file_that_vanished(coach: Any) -> None:
    coach.ok("backup")
    coach.path.unlink()
    before = sorted(coach.path.parent.rglob("*"))
    assert "is missing, though" in coach.refused("demo", "--only-data", str(coach.path), status=3)
    assert sorted(coach.path.parent.rglob("*")) == before


def test_many_check_ins_at_once_are_all_kept(coach: Any) -> None:
    command = [sys.executable, "-c", COACH, "checkin", "anna", "--note"]
    env = {**os.environ, **coach.env}
    running = [subprocess.Popen([*command, str(n)], env=env, stdout=subprocess.DEVNULL) for n in range(6)]
    assert [one.wait(30) for one in running] == [0] * 6
    notes = [checkin.get("note") for checkin in coach("plan", "anna", "--json").json["checkin"]]
    assert sorted(notes[2:]) == [str(n) for n in range(6)]
