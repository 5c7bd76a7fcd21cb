"""Whether the terminal is light or dark: asked before anything heavy is imported, answered meanwhile.

The question is OSC 11. Until Textual has the terminal, what is typed is not echoed, so that the answer is not
either; what was typed meanwhile is handed on, and an answer that comes late is taken out of the keys.
"""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False  # typing itself is too dear to import before the first screen
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

ASKS = b"\x1b]11;?\x1b\\"
PATIENCE = 0.15
"""Seconds after the question from which on no answer is waited for; the imports take about as long."""

_ANSWER = re.compile(rb"\x1b\]11;([^\x07\x1b]{0,60})(?:\x07|\x1b\\)")
_REPLY = re.compile(rb"\x1b\]\d{1,4};[^\x07\x1b]{0,60}(?:\x07|\x1b\\)")
"""Whatever a terminal says of itself so, asked or not: it is never typed."""
_HALF = re.compile(rb"\x1b\]\d{1,4};[^\x07\x1b]{0,60}\x1b?\Z")
_BEGUN = re.compile(rb"\x1b\]1(?:1(?:;[^\x07\x1b]{0,60}\x1b?)?)?\Z")
_COLOUR = re.compile(rb"rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]{1,4})?")
_SIXTEEN = [str(number) for number in range(16)]
_DARK = [*_SIXTEEN[:7], "8"]
_WITHOUT = ("dumb", "unknown", "linux", "cons", "vt", "sun", "eterm")
"""How the names of terminals begin that have no such answer."""


def is_light(answer: bytes) -> bool | None:
    """Whether a colour as terminals tell it (`rgb:ffff/ffff/ffff`) is light; None for no colour."""
    found = _COLOUR.fullmatch(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    return bool(0.299 * red + 0.587 * green + 0.114 * blue > 0.5)


def told_by(environment: Mapping[str, str]) -> bool | None:
    """Whether `COLORFGBG` (“foreground;background”) says that the background is light; None for nothing."""
    number = environment.get("COLORFGBG", "").rpartition(";")[2]
    return number not in _DARK if number in _SIXTEEN else None


class Asked:
    """The question that was put to a terminal, and what has come since; `begin` puts it."""

    def __init__(self, descriptor: int, mode: list[Any] | None, until: float) -> None:
        self.mode = mode
        """How the terminal was set, until that is somebody else's to bring back."""
        self.light: bool | None = None
        """Whether the background is light; None while that is not known."""
        self._descriptor = descriptor
        self._until = until
        self._answered = False
        self._held = b""
        self._typed = b""

    def wait(self) -> bool | None:
        """Whether the background is light; None where the terminal has not answered in time."""
        import select
        import time

        while not self._answered:
            left = max(0.0, self._until - time.monotonic())
            if not select.select([self._descriptor], [], [], left)[0]:
                break
            sent = os.read(self._descriptor, 4096)
            if not sent:
                break
            self._typed += self.sift(sent)
        return self.light

    def sift(self, sent: bytes) -> bytes:
        """What a terminal has sent, without its answers; what may be the beginning of one is kept back.

        After the first answer no longer than until more comes: keys are not to wait for what is cut off.
        """
        waited = bool(self._held)
        sent, self._held = self._held + sent, b""
        found = None if self._answered else _ANSWER.search(sent)
        if found is not None:
            self._answered = True
            self.light = is_light(found[1])
        sent = _REPLY.sub(b"", sent)
        begun = (_HALF if self._answered else _BEGUN).search(sent)
        if begun is not None and not (self._answered and waited):
            self._held = begun[0]
            return sent[: begun.start()]
        return sent

    def typed(self) -> bytes:
        """What was typed while the answer was waited for; once."""
        typed, self._typed = self._typed, b""
        return typed

    def end(self) -> None:
        """Set the terminal as it was, unless somebody else has taken that over."""
        import contextlib
        import termios

        if self.mode is not None:
            with contextlib.suppress(termios.error, OSError):
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self.mode)
            self.mode = None


def unasked() -> Asked:
    """For a terminal that was asked nothing, and may say something all the same."""
    nothing = Asked(0, None, 0)
    nothing._answered = True
    return nothing


def begin(environment: Mapping[str, str]) -> Asked | None:
    """Ask the terminal; None where that makes no sense: no colours, no answer to expect, not in front."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or not term or term.startswith(_WITHOUT):
        return None
    import termios
    import time

    try:
        if not (os.isatty(0) and os.isatty(2)) or os.tcgetpgrp(0) != os.getpgrp():
            return None
        mode = termios.tcgetattr(0)
        quiet = termios.tcgetattr(0)
        quiet[0] &= ~termios.ICRNL
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(0, termios.TCSANOW, quiet)
        os.write(2, ASKS)
    except (termios.error, OSError):
        return None
    return Asked(0, mode, time.monotonic() + PATIENCE)
