"""The terminal: Textual's driver, but asleep while nobody types, gone at once, and not alive without one.

The stock driver wakes ten times a second, is left only after two time-outs, stops on a byte that is not
UTF-8, and goes on for ever at full speed when the terminal has gone without a hangup.
"""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder, lookup
from threading import Event
from typing import TYPE_CHECKING, Any

from textual import constants
from textual.drivers.linux_driver import LinuxDriver

from coach_tui.app.terminal.background import unasked
from coach_tui.app.terminal.private import make_parser

if TYPE_CHECKING:
    from coach_tui.app.terminal.background import Asked

ANYWHERE, HELD = "\x1b[?1003", "\x1b[?1002"
"""How a terminal is told to report each move of the mouse, and those with a button held."""
SPARE = 0.002
"""Seconds after which an Escape by itself is surely one."""


class TerminalDriver(LinuxDriver):
    """Reads keys; ends the process when there is nothing left to read from."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._for: Any = next(iter(args), None)
        self._debugged = bool(options.get("debug"))
        self._reads = isinstance(getattr(self, "exit_event", None), Event) and hasattr(self, "fileno")
        self._asked: Asked | None = getattr(self._for, "asked", None)
        self._bell, write_end = os.pipe()
        if self._reads:
            self.exit_event = _Ringing(write_end)

    def start_application_mode(self) -> None:
        """Take the terminal, at the start or back from somebody else: what it shows is not known."""
        shows = getattr(self._for, "terminal_shows", None)
        if shows is not None:
            shows.forget()
        asked = self._asked
        if asked is not None and not hasattr(self, "attrs_before"):
            asked.end()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if asked is not None and asked.mode is not None:
            self.attrs_before, asked.mode = asked.mode, None

    def write(self, data: str) -> None:
        """Write to the terminal; it tells of the mouse while a button of it is held, not wherever it goes."""
        super().write(data.replace(ANYWHERE, HELD) if ANYWHERE in data else data)

    def run_input_thread(self) -> None:
        """Wait for keys and hand them on; as Textual does where its parts are not as they were known."""
        parser = make_parser(self._debugged) if self._reads else None
        if parser is None:
            super().run_input_thread()
            return
        decode = getincrementaldecoder(_encoding_of_keys())("replace").decode
        asked = self._asked or unasked()
        text = decode(asked.typed())
        for message in parser.feed(text) if text else ():
            self.process_message(message)
        patience: float | None = constants.ESCAPE_DELAY + SPARE if text else None
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self._bell], [], [], patience)
            patience = None
            if self._bell in ready:
                os.read(self._bell, 64)
            if self.fileno in ready:
                typed = _read(self.fileno)
                if typed is None:
                    continue
                if not typed:
                    self._terminal_gone()
                    return
                text = decode(asked.sift(typed))
                for message in parser.feed(text) if text else ():
                    self.process_message(message)
                patience = constants.ESCAPE_DELAY + SPARE
            for message in parser.tick():
                self.process_message(message)

    def _terminal_gone(self) -> None:
        from coach_tui.app.terminal.base import BaseApp
        from coach_tui.app.terminal.leaving import leave_at_once

        if isinstance(self._for, BaseApp):
            leave_at_once(self._for)
        os._exit(129)


class _Ringing(Event):
    """An event that also wakes the thread that waits for keys."""

    def __init__(self, pipe: int) -> None:
        super().__init__()
        self._pipe = pipe

    def set(self) -> None:
        """Set it, then wake the thread."""
        super().set()
        os.write(self._pipe, b"!")


def _encoding_of_keys() -> str:
    """The encoding in which letters are typed: the locale's, but UTF-8 where that is ASCII alone."""
    import locale

    name = locale.getpreferredencoding(False)
    try:
        return "utf-8" if lookup(name).name == "ascii" else name
    except LookupError:
        return "utf-8"


def _read(descriptor: int) -> bytes | None:
    """What was typed; b"" when the terminal has gone, None when there was nothing after all."""
    try:
        return os.read(descriptor, 4096)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError:
        return b""
