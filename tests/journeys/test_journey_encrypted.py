"""An encrypted data file in a real terminal: who asks for a passphrase when, and what a hangup leaves."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from coach_tui.store import locked
from tests.journeys.terminal import Terminal, coach
from tests.store.locked_kit import Key, telling

Start = Callable[..., Terminal]
WORDS = "four words and more"


def test_a_key_opens_the_app_and_what_is_typed_survives_a_hangup_encrypted(
    example: Path, start: Start, tmp_path: Path
) -> None:
    key = Key(tmp_path)
    env = {"COACH_IDENTITY": str(key.path)}
    done = start(coach("encrypt", "--to", key.recipient), env=env)
    done.wait()
    assert done.ended == 0
    app = start(env=env)
    app.wait_for("? help")
    app.quiet()
    app.press("can\rslept badly")
    app.wait_for("slept badly")
    app.hang_up()
    app.wait()
    assert telling(example.parent, "Anna", "slept badly") == []
    (draft,) = example.parent.glob(".coach.json.drafts.*")
    assert b"slept badly" in key.opens(draft)
    again = start(env=env)
    again.wait_for("Left unsaved")
    again.kill(signal.SIGTERM)
    again.wait()


@pytest.mark.slow
def test_the_app_asks_for_a_passphrase_once_and_shows_nothing_of_it(example: Path, start: Start) -> None:
    encrypting = start(coach("encrypt", "--passphrase"))
    for question in ("New passphrase", "Once more"):
        encrypting.wait_for(question)
        encrypting.quiet()
        encrypting.press(f"{WORDS}\r")
    encrypting.wait()
    assert encrypting.ended == 0
    assert locked.is_locked(example.read_bytes())
    app = start()
    app.wait_for("Passphrase of")
    assert "40 days late" not in app.text
    app.press(f"{WORDS}\r")
    app.wait_for("? help")
    app.quiet()
    app.press("can\r7\r")
    app.wait_for("checked in with Anna Berg")
    app.press("\x11")
    app.wait()
    assert app.ended == 0
    for terminal in (encrypting, app):
        assert WORDS.encode() not in bytes(terminal.seen)
    assert telling(example.parent, "Anna", WORDS) == []
