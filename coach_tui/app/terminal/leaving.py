"""Leaving in all the ways a terminal can end: hangup, SIGTERM, a crash. What was typed is kept."""

from __future__ import annotations

import _thread
import contextlib
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from coach_tui.store.seal import sidecar

if TYPE_CHECKING:
    from types import FrameType

    from coach_tui.app.terminal.app import TerminalApp

RESTORE = (
    "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[m"
)
"""Out of the alternate screen; cursor on; mouse, focus and paste reports off; plain colours."""


PATIENCE = 2.0
"""Seconds that a second call to leave waits for the first."""
_leaving = _thread.allocate_lock()


def watch_signals(app: TerminalApp) -> None:
    """From now on a hangup or SIGTERM writes what is unsaved at once, restores the terminal and leaves.

    The handler does not go by the event loop: with a stalled connection that may never come to it.
    """
    import threading

    if app.is_headless or threading.current_thread() is not threading.main_thread():
        return

    def leave(number: int, frame: FrameType | None) -> None:
        leave_at_once(app, 128 + number)

    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, leave)


def leave_at_once(app: TerminalApp, status: int = 128 + signal.SIGHUP) -> NoReturn:
    """Keep what is typed and not saved, restore the terminal, end the process. From any thread."""
    if not _leaving.acquire(blocking=False):
        time.sleep(PATIENCE)  # another thread is at it, and ends the process
        os._exit(status)
    app.store_drafts()
    _restore()
    os._exit(status)


def _restore() -> None:
    with contextlib.suppress(Exception):
        import termios

        descriptor = sys.__stdin__.fileno() if sys.__stdin__ else 0
        current = termios.tcgetattr(descriptor)
        current[0] |= termios.ICRNL | termios.IXON
        current[3] |= termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG
        termios.tcsetattr(descriptor, termios.TCSANOW, current)
    with contextlib.suppress(Exception):
        os.set_blocking(2, False)
        os.write(2, RESTORE.encode())


def note_crash(data: Path) -> str:
    """Writes type and frames of the present exception, no values, to a log that only its owner can read.

    Returns the line for the user.
    """
    kind, _, trace = sys.exc_info()
    name = kind.__name__ if kind else "error"
    frames = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    line = f"the app stopped because of a fault of its own ({name}); what was saved is safe"
    log = Path(sidecar(os.path.realpath(data), "crash.log"))
    with contextlib.suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        descriptor = os.open(log, flags, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join([name, *frames]) + "\n")
        return f"{line}; the frames are in {log}"
    return line
