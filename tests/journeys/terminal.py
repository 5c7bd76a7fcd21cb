"""A terminal for a program under test: a pseudo-terminal, and pyte to see what it would show."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pyte

PATIENCE = 15.0
"""Seconds after which something that should have happened is given up."""

_ANSWERS = {
    re.compile(rb"\x1b\[\?2026\$p"): b"\x1b[?2026;2$y",
    re.compile(rb"\x1b\[\?2048\$p"): b"\x1b[?2048;0$y",
}
"""What a present-day terminal says when it is asked whether it can paint a frame at once."""

_BACKGROUND = re.compile(rb"\x1b\]11;\?\x1b\\")
"""The question for the colour of the background."""

_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
"""Sequences that pyte would print as text."""


def environment(**more: str) -> dict[str, str]:
    """The environment of a user of a present-day terminal over SSH, and nothing of the caller's."""
    found = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "TERM": "xterm-256color", **more}
    return {name: value for name, value in found.items() if value}


class Terminal:
    """A program with a pseudo-terminal of its own as its controlling terminal."""

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str],
        *,
        rows: int = 24,
        columns: int = 80,
        ignore: Sequence[signal.Signals] = (),
        session_of_its_own: bool = True,
        background: bytes = b"",
    ) -> None:
        self.answers = dict(_ANSWERS)
        if background:
            self.answers[_BACKGROUND] = background
        self.rows, self.columns = rows, columns
        self.seen = bytearray()
        self.status: int | None = None
        self.master, slave = pty.openpty()
        self.resize(rows, columns)
        self.before = termios.tcgetattr(slave)
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:  # the child
            try:
                os.close(self.master)
                if session_of_its_own:
                    os.setsid()
                    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for number in ignore:
                    signal.signal(number, signal.SIG_IGN)
                for descriptor in (0, 1, 2):
                    os.dup2(slave, descriptor)
                if slave > 2:
                    os.close(slave)
                os.execvpe(command[0], list(command), dict(env))
            finally:
                os._exit(127)
        self.slave = slave
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program and take the terminal away."""
        if self.ended is None:
            os.kill(self.pid, signal.SIGKILL)
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        for name in ("master", "slave"):
            if getattr(self, name) >= 0:
                os.close(getattr(self, name))
                setattr(self, name, -1)

    # Reading

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds, at the first chance."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, seconds))
        if not ready:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:  # nobody holds the other side any more
            return b""
        for question, answer in self.answers.items():
            for _ in question.findall(data):
                os.write(self.master, answer)
        self.seen += data
        return data

    def read_for(self, seconds: float) -> int:
        """Read for so many seconds; how many bytes came."""
        before, end = len(self.seen), time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not self.read(left) and self.ended is not None:
                break
        return len(self.seen) - before

    def quiet(self, seconds: float = 0.05) -> int:
        """Read until nothing has come for so long and the program sleeps; how many bytes came.

        It paints sixty times a second: what sleeps for longer has nothing more to paint.
        """
        before, end = len(self.seen), time.perf_counter() + PATIENCE
        while time.perf_counter() < end and (self.read(seconds) or not self.asleep):
            pass
        return len(self.seen) - before

    def wait_for(self, text: str | Callable[[str], bool], patience: float = PATIENCE) -> str:
        """Read until a text stands on the screen (or until the function says so of it); the screen."""
        end = time.perf_counter() + patience
        while True:
            shown = self.text
            if text(shown) if callable(text) else text in shown:
                return shown
            if time.perf_counter() > end or self.ended is not None:
                raise AssertionError(
                    f"waited in vain for {text!r}; the screen (ended: {self.ended}):\n{shown}"
                )
            self.read(0.05)

    # Writing

    def press(self, keys: str | bytes) -> None:
        """Type, as a terminal sends it."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def step(self, keys: str | bytes) -> int:
        """Press a key when the program sleeps; how many bytes it made it write, none if it only woke up."""
        self.quiet(0)
        wakings, before, end = self.wakings, len(self.seen), time.perf_counter() + PATIENCE
        self.press(keys)
        while self.wakings == wakings and time.perf_counter() < end:
            self.read(0.005)
        self.quiet(0.03)
        return len(self.seen) - before

    def resize(self, rows: int, columns: int) -> None:
        """Make the terminal larger or smaller."""
        self.rows, self.columns = rows, columns
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if hasattr(self, "_screen"):
            self._feed()
            self._screen.resize(rows, columns)

    def hang_up(self) -> None:
        """What happens when the connection drops: both ends of ours are closed."""
        for name in ("slave", "master"):
            os.close(getattr(self, name))
            setattr(self, name, -1)

    # Looking

    def _feed(self) -> None:
        new = bytes(self.seen[self._fed :])
        # a sequence may be cut off at the end of what was read
        tail = new.rfind(b"\x1b", max(0, len(new) - 24))
        if tail >= 0 and not re.match(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[^\[\]])", new[tail:]):
            new = new[:tail]
        self._fed += len(new)
        self._stream.feed(_UNKNOWN.sub(b"", new))

    @property
    def lines(self) -> list[str]:
        """What the terminal shows."""
        self._feed()
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    @property
    def titles(self) -> list[bytes]:
        """Everything the program wanted to be the terminal's title or in its clipboard."""
        return re.findall(rb"\x1b\](?:0|1|2|52);([^\x07\x1b]*)", bytes(self.seen))

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: no alternate screen, a cursor, echo and line editing."""
        seen, now = bytes(self.seen), termios.tcgetattr(self.slave)
        left = seen.rfind(b"\x1b[?1049l") > seen.rfind(b"\x1b[?1049h")
        cursor = seen.rfind(b"\x1b[?25h") > seen.rfind(b"\x1b[?25l")
        mouse = seen.rfind(b"\x1b[?1000l") >= seen.rfind(b"\x1b[?1000h")
        paste = seen.rfind(b"\x1b[?2004l") > seen.rfind(b"\x1b[?2004h")
        return left and cursor and mouse and paste and now[:4] == self.before[:4]

    # The process

    @property
    def ended(self) -> int | None:
        """The exit status once the process has ended; minus the signal's number if one ended it."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def wait(self, patience: float = PATIENCE) -> float:
        """Wait for the end of the process; how many seconds it took."""
        begun = time.perf_counter()
        while self.ended is None:
            if time.perf_counter() - begun > patience:
                raise AssertionError(f"it has not ended after {patience} s:\n{self.text}")
            if self.master >= 0:
                self.read(0.002)
            else:
                time.sleep(0.002)
        took = time.perf_counter() - begun
        if self.master >= 0:
            self.quiet(0.02)
        return took

    def kill(self, number: signal.Signals) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    @property
    def state(self) -> str:
        """The letter that the system has for what the process is doing: T when it is stopped."""
        return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0]

    @property
    def asleep(self) -> bool:
        """Whether no thread of the program has anything to do, or the whole of it is stopped or gone."""
        try:
            threads = [(task / "stat").read_text() for task in Path(f"/proc/{self.pid}/task").iterdir()]
        except OSError:
            return True
        return not any(thread.rpartition(")")[2].split()[0] in "RD" for thread in threads)

    @property
    def wakings(self) -> int:
        """How often its threads have gone to sleep so far."""
        told = [(task / "status").read_text() for task in Path(f"/proc/{self.pid}/task").iterdir()]
        return sum(
            int(number) for text in told for number in re.findall(r"^voluntary_\S+\s+(\d+)", text, re.M)
        )

    @property
    def cpu_seconds(self) -> float:
        """Processor time used so far."""
        parts = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def begins(text: str) -> Callable[[str], bool]:
    """Whether a screen begins with this text: something to wait for."""
    return lambda screen: screen.startswith(text)


def coach(*arguments: str) -> list[str]:
    """The command line of the program under test."""
    return [
        sys.executable,
        "-c",
        "import sys; from coach_tui.cli.main import entry; sys.exit(entry())",
        *arguments,
    ]
