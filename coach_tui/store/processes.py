"""Which process left a file behind, and whether it still lives; and what may end one."""
# ruff: noqa: PTH123

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from signal import Signals

_END_NONE = (
    "SIGKILL", "SIGSTOP",  # nobody can watch for these
    "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP",  # a fault of the machine comes again at once
    "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGCHLD", "SIGURG", "SIGWINCH", "SIGINFO",
    "SIGPIPE", "SIGXFSZ",  # Python makes an error of these
)  # fmt: skip


def endings() -> set[Signals]:
    """Return whatever signals end a process and can be watched for."""
    import signal

    return {*signal.valid_signals()} - {getattr(signal, name, None) for name in _END_NONE}


def _started(pid: int) -> str:
    """Return when a process began, in clock ticks since boot; "0" where the system does not say.

    "" for one that has ended and only waits to be asked for its exit status.
    """
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            # The command's name may hold blanks and brackets; the fields after the last bracket do not.
            fields = file.read().rpartition(b")")[2].split()
        return "" if fields[0] in (b"Z", b"X") else fields[19].decode("ascii")
    except (OSError, IndexError, ValueError):
        return "0"


def mark() -> str:
    """Return this process's mark for file names: its number and when it began, since numbers come back."""
    pid = os.getpid()
    return f"{pid}-{_started(pid)}"


def lives(text: str) -> bool:
    """Say whether the process that made this mark still runs; what is no mark counts as alive."""
    number, _, began = text.partition("-")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 10):
        return True
    pid = int(number)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's process: the number is taken all the same
    now = _started(pid)
    return "0" in (now, began) or now == began


def mentions(path: str) -> bool:
    """Say whether a process was started with this path, as an editor is; False where nobody can tell."""
    wanted = os.fsencode(path)
    try:
        numbers = [one for one in os.listdir("/proc") if one.isdigit() and int(one) != os.getpid()]  # noqa: PTH208
    except OSError:
        return False
    for number in numbers:
        try:
            with open(f"/proc/{number}/cmdline", "rb") as file:
                if wanted in file.read():
                    return True
        except OSError:
            continue
    return False
