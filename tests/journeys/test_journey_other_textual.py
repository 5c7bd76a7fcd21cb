"""A Textual without the private parts that are known: the app starts, is used, and tells nothing."""

import json
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import other_textual
from tests.journeys.terminal import Terminal

Start = Callable[..., Terminal]

SECRET = "Avoids naming the conflict"
FAULT = """
from coach_tui.app.places.needs import Needs

def make_rows(self):
    everything = list(self.coach.practice.tables["needs"].values())
    raise ValueError(f"could not draw {everything}")

Needs.make_rows = make_rows
"""
RENAMED = {
    "what is drawn": {"_compositor": "_composing"},
    "a part of it": {"chop_ends": "ends_of_chops"},
    "who writes it": {"_display": "_write_out"},
    "a fault's way": {"_fatal_error": "_give_up"},
    "what keys are made by": {"_xterm_parser": "_terminal_parser"},
    "an Escape": {"_sequence_to_key_events": "_keys_of"},
    "the driver": {"linux_driver": "unix_driver"},
    "when it ends": {"exit_event": "leave_event"},
    "bindings": {"_check_bindings": "_run_bindings"},
    "who is at work": {"active_message_pump": "active_node"},
    "where an event ends": {"_stop_propagation": "_stopped"},
}
NOT_USED = {
    "_time": "_clock",
    "_filters": "_line_filters",
    "_character_to_key": "_key_of",
    "_on_paste": "on_paste",
    "_on_key": "on_key",
}
"""What there is an open way round."""
SHAPES = {
    "the focus": [
        (r"focused: Reactive\[Widget \| None\]", "_at: Reactive[Widget | None]"),
        (
            r"(?m)^    stack_updates: Reactive",
            "    focused = property(lambda s: s._at, lambda s, at: setattr(s, '_at', at))\n\\g<0>",
        ),
    ],
    "who writes it": [
        (
            r"def _display\(self, screen: Screen, renderable: [^)]*\)",
            "def _display(self, renderable, screen)",
        ),
        (r"app\._display\(self, update\)", "app._display(update, self)"),
    ],
    "spans of four": [
        (r"self\.spans = spans\n", "self.spans = [(*span, None) for span in spans]\n"),
        (r"for y, x1, x2 in self\.spans", "for y, x1, x2, _ in self.spans"),
    ],
    "a fault's way": [
        (r"def _fatal_error\(self\)", "def _fatal_error(self, error)"),
        (r"self\._fatal_error\(\)", "self._fatal_error(error)"),
    ],
    "what keys are made by": [
        (r"def __init__\(self, debug: bool = False\) -> None:", "def __init__(self, *, log=False):"),
        (r'open\("keys.log", "at"\) if debug else', 'open("keys.log", "at") if log else'),
        (r"XTermParser\(self\._debug\)", "XTermParser(log=self._debug)"),
    ],
    "bindings": [
        (
            r"def _check_bindings\(self, key: str, priority: bool = False\)",
            "def _check_bindings(self, key, *, priority=False)",
        ),
    ],
}


FAULTS = {
    "as rows are made": FAULT,
    "as lines are drawn": """
from coach_tui.app.widgets.rows import RowList

draw = RowList.render_line

def render_line(self, y):
    everything = list(self.app.practice.tables["needs"].values())
    if self.app.place_id == "needs":
        raise ValueError(f"could not draw {everything}")
    return draw(self, y)

RowList.render_line = render_line
""",
    "in a conversation": """
from coach_tui.app.places.needs import Needs

load = Needs.load

async def talk(everything):
    raise ValueError(f"could not ask {everything}")

def load_and_talk(self):
    load(self)
    self.coach.talk(talk(list(self.coach.practice.tables["needs"].values())))

Needs.load = load_and_talk
""",
    "as it is written": """
from coach_tui.app.places.needs import Needs

load = Needs.load

def load_and_write(self):
    load(self)
    everything = list(self.coach.practice.tables["needs"].values())

    def work():
        raise ValueError(f"could not write {everything}")

    self.coach.write(work)

Needs.load = load_and_write
""",
    "as keys are read": """
from textual.driver import Driver

process = Driver.process_message

def process_message(self, message):
    everything = list(self._app.practice.tables["needs"].values())
    if getattr(message, "key", "") == "2":
        raise ValueError(f"could not read {everything}")
    process(self, message)

Driver.process_message = process_message
""",
    "outside of all": """
from coach_tui.app.app import CoachApp

run = CoachApp.run

def run_and_break(self, **options):
    everything = list(self.practice.tables["needs"].values())
    run(self, **options)
    raise ValueError(f"could not end {everything}")

CoachApp.run = run_and_break
""",
}


def on_other(names: dict[str, str], shapes: list[tuple[str, str]], before: str = FAULT) -> list[str]:
    """The command line of `coach` on a Textual that is changed so."""
    changes = json.dumps({"names": names, "shapes": shapes})
    return [sys.executable, other_textual.__file__, changes, before]


def used(terminal: Terminal, path: Path) -> None:
    """Keys typed ahead, into a form too; a record, another place, a screen that is not spoilt."""
    terminal.wait_for("40 days late")
    terminal.press("1aSpeak up\tTalk first\x7f\x7f\x7f\x7f\x7fearly\t")
    terminal.wait_for("Talk early")
    terminal.press("\x13")
    terminal.wait_for("added an objective")
    terminal.press("34k")
    terminal.wait_for(lambda screen: screen.startswith(" Timeline") and "help" in screen)
    terminal.quiet()
    shown = terminal.text
    terminal.press("\x0c")
    terminal.quiet()
    assert terminal.text == shown
    assert "Speak up" in [one["title"] for one in json.loads(path.read_bytes())["objectives"].values()]


def left_behind(terminal: Terminal) -> list[str]:
    """What stands on the terminal once the app has ended; nothing of it may be a client's."""
    terminal.wait()
    assert terminal.restored
    said = bytes(terminal.seen)
    assert SECRET.encode() not in said
    left = said[said.rindex(b"\x1b[?1049l") :].decode()
    assert "Anna" not in left
    return re.sub(r"\x1b\[[\d;?<>=]*[a-zA-Z]", "", left).split("\n")[:-1]


def check(terminal: Terminal, path: Path) -> None:
    used(terminal, path)
    terminal.press("2")
    line, changed = left_behind(terminal)
    assert line.startswith("coach: the app stopped because of a fault of its own")
    assert changed.strip() == "all was changed"
    assert terminal.ended == 3


@pytest.mark.parametrize("part", RENAMED)
def test_a_part_has_another_name(example: Path, start: Start, part: str) -> None:
    check(start(on_other(RENAMED[part], [])), example)


@pytest.mark.parametrize("part", SHAPES)
def test_a_part_has_another_shape(example: Path, start: Start, part: str) -> None:
    check(start(on_other({}, SHAPES[part])), example)


def test_all_parts_have_other_names(example: Path, start: Start) -> None:
    every = {old: new for names in RENAMED.values() for old, new in names.items()}
    terminal = start(on_other({**every, **NOT_USED}, SHAPES["the focus"]))
    used(terminal, example)
    terminal.press("1aHalf an objective\t")
    terminal.wait_for("Half an objective")
    terminal.quiet()
    terminal.kill(signal.SIGTERM)
    terminal.wait()
    assert terminal.ended == 128 + signal.SIGTERM
    assert terminal.restored
    again = start()
    assert "New objective" in again.wait_for("Left unsaved")


def test_what_has_an_open_way_needs_no_part(example: Path, start: Start, env: dict[str, str]) -> None:
    config = Path(env["XDG_CONFIG_HOME"]) / "coach-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\nadd = "!"\n', "utf-8")
    terminal = start(on_other(NOT_USED, []), env={"NO_COLOR": "1"})
    terminal.wait_for("40 days late")
    terminal.press("1!")
    terminal.wait_for("New objective")
    terminal.press("\x1b[200~Hid\u200bden\nand all\x1b[201~\t\x1b[200~un\u202eseen\x1b[201~")
    terminal.wait_for("unseen")
    terminal.press("\x13")
    terminal.wait_for("added an objective")
    (made,) = [one for one in json.loads(example.read_bytes())["objectives"].values() if "H" in one["title"]]
    assert (made["title"], made["activity"]) == ("Hidden and all", "unseen")
    assert not re.search(rb"\x1b\[[\d;]*\b(3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)\b", bytes(terminal.seen))
    terminal.press("\x11")
    assert [line.strip() for line in left_behind(terminal)] == ["all was changed"]
    assert terminal.ended == 0


@pytest.mark.parametrize("names", [{}, RENAMED["a fault's way"]], ids=["known", "unknown"])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_tells_of_a_client(example: Path, start: Start, fault: str, names: dict[str, str]) -> None:
    terminal = start(on_other(names, [], FAULTS[fault]))
    terminal.wait_for("40 days late")
    terminal.quiet()
    terminal.press("2" if fault != "outside of all" else "q")
    line, _ = left_behind(terminal)
    assert line.startswith("coach: the app stopped because of a fault of its own")
    assert terminal.ended == 3
    for log in example.parent.glob("*crash.log*"):
        assert SECRET not in log.read_text("utf-8")
