"""Leaving in all the ways a terminal can end: hangup, SIGTERM, a crash. What was typed is kept."""

from __future__ import annotations

import _thread
import contextlib
import io
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from coach_tui.store.beside import sidecar
from coach_tui.store.processes import endings

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from coach_tui.app.terminal.base import BaseApp

RESTORE = (
    "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    "\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[m"
)
"""Out of the alternate screen; cursor on; mouse, focus and paste reports off; plain colours."""


FAULT = 3
"""The exit status after a fault of our own."""
PATIENCE = 2.0
"""Seconds that a second call to leave waits for the first."""
_leaving = _thread.allocate_lock()


def run_to_the_end(app: BaseApp, *, mouse: bool, last: Callable[[], None] | None = None) -> int:
    """Run the app; returns the exit status, 3 after a fault of our own.

    `last` is done where the process ends without coming back from here.

    Nothing that is printed meanwhile, or after a fault, reaches the terminal: Textual, asyncio and Python
    tell of a fault in words, frames and variables that may be a client's. One line of ours says that it was.
    """
    if last is not None:
        app.last_of_all = last
    stdout, stderr = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = _Nowhere()
    try:
        status = app.run(mouse=mouse)
        if getattr(app, "return_code", 0) and not app.crash_line:
            app.crash_line = app.note_crash()
    except Exception:
        app.store_drafts()
        app.crash_line = app.note_crash()
        _restore()
    finally:
        sys.stdout = stdout
        if not app.crash_line:
            sys.stderr = stderr
    if app.crash_line:
        stderr.write(f"coach: {app.crash_line}\n")
        return FAULT
    return int(status or 0)


class _Nowhere(io.TextIOBase):
    """Takes all that is written, and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        return len(text)


def watch_signals(app: BaseApp) -> None:
    """From now on a hangup or another signal to end writes what is unsaved, restores the terminal and leaves.

    The handler does not go by the event loop: with a stalled connection that may never come to it.
    """
    import threading

    if app.is_headless or threading.current_thread() is not threading.main_thread():
        return

    def leave(number: int, frame: FrameType | None) -> None:
        leave_at_once(app, 128 + number)

    for number in endings():
        signal.signal(number, leave)


def leave_at_once(app: BaseApp, status: int = 128 + signal.SIGHUP) -> NoReturn:
    """Keep what is typed and not saved, restore the terminal, end the process. From any thread."""
    if not _leaving.acquire(blocking=False):
        time.sleep(PATIENCE)  # another thread is at it, and ends the process
        os._exit(status)
    app.store_drafts()
    with contextlib.suppress(Exception):
        app.last_of_all()
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
    if kind is None:
        return "the app stopped because of a fault of its own; what was saved is safe"
    frames = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    line = f"the app stopped because of a fault of its own ({kind.__name__}); what was saved is safe"
    log = Path(sidecar(os.path.realpath(data), "crash.log"))
    with contextlib.suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        descriptor = os.open(log, flags, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join([kind.__name__, *frames]) + "\n")
        return f"{line}; the frames are in {log}"
    return line
