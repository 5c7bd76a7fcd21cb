"""Terminals of all kinds: few colours, no colours, none at all, resized, suspended."""

import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import EXAMPLE
from tests.journeys.terminal import Terminal, begins, coach

Start = Callable[..., Terminal]

PLACES = (
    "Objectives",
    "Needs",
    "Strategies",
    "Timeline",
    "Evaluation",
    "Calendar",
    "Insights",
    "Health",
    "Clients",
    "Today",
)
SECRET = "Avoids naming the conflict"


def tour(terminal: Terminal) -> None:
    """Show every place once."""
    terminal.wait_for("40 days late")
    for digit, title in zip("1234567890", PLACES, strict=True):
        terminal.press(digit)
        terminal.wait_for(begins(f" {title}"))
    terminal.quiet()


@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_draw_is_told_so(example: Path, start: Start, term: str) -> None:
    terminal = start(env={"TERM": term})
    terminal.wait()
    assert terminal.ended == 2
    said = bytes(terminal.seen).decode().strip()
    assert said.startswith("coach: ")
    assert "coach today" in said
    assert "\n" not in said
    assert "\x1b" not in said


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_without_a_terminal_there_is_one_line(
    example: Path, env: dict[str, str], closed: int, tmp_path: Path
) -> None:
    import os
    import pty

    master, slave = pty.openpty()
    streams = [slave, slave, slave]
    with (tmp_path / "file").open("w+b") as file:
        streams[closed] = file.fileno()
        done = subprocess.run(
            coach(), env=env, stdin=streams[0], stdout=streams[1], stderr=streams[2], timeout=20
        )
        os.close(slave)
        file.seek(0)
        written = file.read()
    shown = b"" if closed == 2 else os.read(master, 4096)
    os.close(master)
    said = (written if closed == 2 else shown).decode().strip()
    assert done.returncode == 2
    assert said == "coach: the app needs a terminal; in a pipe use coach today"


def test_a_console_gets_ascii(example: Path, start: Start) -> None:
    terminal = start(env={"TERM": "linux"})
    tour(terminal)
    assert bytes(terminal.seen).isascii()


def test_letters_that_the_encoding_lacks_shift_no_column(
    shell: Callable[..., "subprocess.CompletedProcess[str]"], start: Start
) -> None:
    plan = EXAMPLE.read_text("utf-8").replace("Anna Berg", "Änna Bérg").replace("First part", "Šest částí")
    assert shell("import", "-", text=plan).returncode == 0
    terminal = start(env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    screen = terminal.wait_for("40 days late")
    rows = [line.rstrip() for line in screen.split("\n")]
    late = next(row for row in rows if "40 days late" in row)
    assert " ".join(late.split()) == ">! Anna Berg review 40 days late, 3 cycles missed r hold it"
    due = next(row for row in rows if "Sest casti" in row)
    assert " ".join(due.split()) == '! Anna Berg "Sest casti delegated" was due on Friday m move it'
    assert [late.index(part) for part in ("Anna", "review", "hold")] == [
        due.index(part) for part in ("Anna", '"Sest', "move")
    ]
    assert bytes(terminal.seen).isascii()


@pytest.fixture(scope="session")
def latin_1(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of somebody whose terminal writes and types ISO-8859-1."""
    if not shutil.which("localedef"):
        pytest.skip("localedef is not here")
    folder = tmp_path_factory.mktemp("locales")
    made = subprocess.run(
        ["localedef", "-i", "en_US", "-f", "ISO-8859-1", str(folder / "en_US.ISO-8859-1")],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("localedef has no ISO-8859-1 here")
    return {"LOCPATH": str(folder), "LC_ALL": "en_US.ISO-8859-1"}


def test_letters_are_typed_and_shown_in_the_encoding_of_the_locale(
    example: Path, start: Start, latin_1: dict[str, str]
) -> None:
    terminal = start(env=latin_1)
    terminal.wait_for("40 days late")
    terminal.press("c")
    terminal.wait_for("Check in with")
    terminal.press("\r")
    terminal.wait_for("stand-ups led")
    terminal.press("schön".encode("latin-1"))
    terminal.wait_for(lambda _: "ö".encode("latin-1") in terminal.seen)
    terminal.press("\r")
    terminal.wait_for("checked in with Anna Berg")
    assert "schön" in example.read_text("utf-8")


def test_no_color_is_obeyed(example: Path, start: Start) -> None:
    terminal = start(env={"NO_COLOR": "1"})
    tour(terminal)
    assert not re.search(rb"\x1b\[[\d;]*\b(3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)\b", bytes(terminal.seen))


@pytest.mark.parametrize(
    ("given", "allowed"),
    [({"TERM": "xterm"}, rb""), ({}, rb"5;"), ({"COLORTERM": "truecolor"}, rb"[25];")],
)
def test_no_more_colours_than_there_are(
    example: Path, start: Start, given: dict[str, str], allowed: bytes
) -> None:
    terminal = start(env=given)
    tour(terminal)
    for kind in re.findall(rb"\x1b\[[\d;]*?[34]8;(\d+;)", bytes(terminal.seen)):
        assert re.fullmatch(allowed, kind), kind
    assert re.search(rb"\x1b\[[\d;]*3\d", bytes(terminal.seen))


def test_no_name_goes_into_the_title(example: Path, start: Start) -> None:
    terminal = start()
    tour(terminal)
    terminal.press("q")
    terminal.wait()
    assert terminal.titles == []


def storm(start: Start, sizes: list[tuple[int, int]]) -> None:
    terminal = start()
    tour(terminal)
    for rows, columns in sizes:
        terminal.resize(rows, columns)
        terminal.read(0.005)
    terminal.resize(24, 80)
    terminal.quiet()
    terminal.press("1")
    terminal.wait_for("Lead a project team")
    terminal.resize(5, 20)
    terminal.wait_for("60x15")
    terminal.press("0")
    terminal.quiet()
    terminal.resize(24, 80)
    terminal.wait_for("40 days late")
    terminal.press("q")
    terminal.wait()
    assert terminal.ended == 0


def test_any_size_is_survived(example: Path, start: Start) -> None:
    storm(start, [(5, 20), (2, 5), (1, 1), (15, 60), (14, 59), (60, 200), (24, 80), (3, 300)])


@pytest.mark.slow
def test_a_storm_of_sizes_is_survived(example: Path, start: Start) -> None:
    dice = random.Random(7)
    storm(start, [(dice.randint(1, 120), dice.randint(1, 400)) for _ in range(300)])


def test_a_form_survives_a_small_terminal(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.press("1a")
    terminal.wait_for("New objective")
    terminal.press("Speak up")
    terminal.resize(5, 20)
    terminal.quiet()
    terminal.press(" early")
    terminal.resize(24, 80)
    terminal.wait_for("Speak up early")


def test_suspended_and_resumed(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.quiet()
    terminal.kill(signal.SIGTSTP)
    terminal.wait_for(lambda _: terminal.state == "T")
    terminal.quiet()
    assert terminal.restored
    terminal.kill(signal.SIGCONT)
    terminal.press("1")
    terminal.wait_for("Lead a project team")
    terminal.press("qq")
    terminal.wait()
    assert terminal.ended == 0
    assert terminal.restored


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here to stop a job")
@pytest.mark.parametrize(
    ("before", "shown"),
    [("", "40 days late"), ("c", "Check in with"), ("1e", "Edit objective"), ("s", "Session with")],
    ids=["a list", "a question", "a form", "a page"],
)
def test_ctrl_z_goes_to_the_shell_and_fg_brings_the_screen_back(
    example: Path, start: Start, before: str, shown: str
) -> None:
    terminal = start(["bash", "--norc", "--noprofile", "-i"])
    terminal.press(shlex.join(coach()) + "\r")
    terminal.wait_for("40 days late")
    for key in before:
        terminal.press(key)
        terminal.read_for(0.2)
    terminal.wait_for(shown)
    terminal.read_for(0.2)
    screen = terminal.text
    for _ in range(2):
        terminal.press("\x1a")
        terminal.wait_for("Stopped")
        terminal.press("\rfg\r")
        terminal.wait_for(lambda text: text == screen)


def test_where_there_is_no_shell_ctrl_z_stops_nothing(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.press("\x1a")
    terminal.wait_for("there is no shell to go back to; q leaves")


def test_bytes_that_are_no_text_do_no_harm(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.press(b"\xff\xfe\xc3\x80\xe2\x82")
    terminal.press(b"\x1b[999;999u\x1b[?1;2;3;4$y\x1b[<35;999;999M\x1b[I\x1b[O")
    terminal.quiet(0.3)
    terminal.press(b"\x1b")
    terminal.quiet(0.3)
    terminal.press(b"\x11")
    terminal.wait()
    assert terminal.ended == 0


CRASH = """
import sys
from coach_tui.app.places.needs import Needs

def make_rows(self):
    private_note = "Avoids naming the conflict"
    raise ValueError(f"could not draw {private_note}")

Needs.make_rows = make_rows
from coach_tui.cli.main import entry
sys.exit(entry())
"""


def test_a_fault_of_our_own_is_one_line(example: Path, start: Start) -> None:
    terminal = start([sys.executable, "-c", CRASH])
    terminal.wait_for("40 days late")
    terminal.quiet()
    before = len(terminal.seen)
    terminal.press("2")
    terminal.wait()
    assert terminal.ended == 3
    assert terminal.restored
    said = bytes(terminal.seen[before:])
    after = said[said.rindex(b"\x1b[?1049l") :]
    lines = [line for line in re.sub(rb"\x1b\[[\d?;<>=]*[a-zA-Z]", b"", after).decode().splitlines() if line]
    assert len(lines) == 1
    assert lines[0].startswith("coach: the app stopped because of a fault of its own (ValueError)")
    assert SECRET.encode() not in said
    (log,) = example.parent.glob("*crash.log*")
    assert log.stat().st_mode & 0o777 == 0o600
    text = log.read_text("utf-8")
    assert "make_rows" in text
    assert SECRET not in text
    assert "Anna" not in text


def test_keys_that_come_all_at_once_are_taken_in_turn(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.quiet()
    terminal.press("can\r7, !Sold it\r")
    terminal.wait_for("checked in with Anna Berg")
    terminal.press("1aSpeak\tTalk\x7f\x7flk first\t\t\t\tboth\t")
    screen = terminal.wait_for("Name  both")
    assert "Updated every" in screen
    assert "Title *  Speak" in screen
    assert "Activity  Talk first" in screen
    terminal.press("\x1b")
    terminal.wait_for("Discard what you typed?")
    terminal.press("y34")
    terminal.wait_for("Timeline")
    terminal.quiet()
    assert "Delegate one task" not in terminal.text


def test_a_spoilt_screen_is_drawn_anew(example: Path, start: Start) -> None:
    terminal = start()
    terminal.wait_for("40 days late")
    terminal.wait_for("help")
    terminal.quiet()
    whole = terminal.text
    terminal._stream.feed(b"\x1b[2J\x1b[5;5Hyou have mail")
    assert "40 days late" not in terminal.text
    terminal.press("\x0c")
    terminal.wait_for(lambda screen: screen == whole)


EDITORS = {
    "none of that name": "nosuchedit",
    "one that fails": "sh -c 'exit 1'",
    "one that is killed": "sh -c 'kill -9 $$'",
    "one that comes back at once": "true",
    "one that takes the file away": "rm",
    "one that leaves a pipe": """sh -c 'rm "$0"; mkfifo "$0"'""",
    "one that spoils the plan": """sh -c 'grep -q wrong "$0" || echo "wrong = 1" >> "$0"'""",
}


@pytest.mark.parametrize("name", EDITORS)
def test_an_editor_that_fails_leaves_the_app_alive_with_its_text_five_times_in_a_row(
    example: Path, start: Start, name: str
) -> None:
    terminal = start(env={"EDITOR": EDITORS[name]})
    terminal.wait_for("40 days late")
    terminal.press("1")
    terminal.wait_for("Lead a project team")
    for times in range(1, 6):
        terminal.press("E")
        terminal.wait_for(lambda _, times=times: terminal.seen.count(b"\x1b[?1049h") == times + 1)  # type: ignore[misc]
        terminal.wait_for("Lead a project team")
        terminal.quiet()
    terminal.press("e")
    terminal.wait_for("Edit objective")
    terminal.press("\tPrecious words. ")
    terminal.wait_for("Precious words.")
    for times in range(6, 11):
        terminal.press("\x05")
        terminal.wait_for(lambda _, times=times: terminal.seen.count(b"\x1b[?1049h") == times + 1)  # type: ignore[misc]
        terminal.quiet()
        assert "Edit objective" in terminal.text
    if name != "one that spoils the plan":
        terminal.wait_for("Precious words.")
    terminal.press("\x13")
    terminal.wait_for(lambda text: "Edit objective" not in text)
