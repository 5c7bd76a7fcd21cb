"""`coach` as the shell calls it: what is quick is done without the rest of the program, which takes longer.

That is the version, the help, and what is known to be printed again (`coach_tui.cli.printed`). All else, and
whatever is not as usual, is done by `coach_tui.cli.main`.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

    from coach_tui.cli.keeping import Keeper

INTERRUPTED = 130


def entry() -> int:
    """The console script."""
    try:
        keeper = _done_quickly(sys.argv[1:], os.environ)
    except KeyboardInterrupt:
        return INTERRUPTED
    from coach_tui.cli.main import entry as whole

    return whole(keeper)


def _done_quickly(argv: Sequence[str], env: Mapping[str, str]) -> Keeper | None:
    """Does what is quick, and ends the process.

    Else it comes back, with what keeps the output of a command that is quick the next time.
    """
    stdout, stderr = sys.stdout, sys.stderr
    if stdout is None or stderr is None or (stdout.encoding or "").lower() != "utf-8":
        return None
    if text := told(argv):
        _end(0, text.encode(), stdout)
        return None
    from coach_tui.cli.printed import Printed, can_be_kept

    if not can_be_kept(argv):
        return None
    try:
        printed = Printed(argv, env, stdout)
        found = printed.again()
    except (OSError, ValueError):  # whatever it is, who does the whole says it
        return None
    if found is not None:
        _end(*found, stdout)
        return None
    from coach_tui.cli.keeping import Keeper

    return Keeper(printed, stdout, stderr)


def told(argv: Sequence[str]) -> str:
    """What is printed where nothing has to be read; "" for any other command line."""
    if argv == ["--version"]:
        from coach_tui import __version__

        return f"coach-tui {__version__}\n"
    if argv in (["--help"], ["-h"]):
        from coach_tui.cli.commands import overview

        return f"{overview()}\n"
    return ""


def _end(status: int, text: bytes, stdout: TextIO) -> None:
    """Prints and ends; comes back where that cannot be printed: who does it anew says why."""
    try:
        while text:
            text = text[os.write(stdout.fileno(), text) :]
    except (OSError, ValueError):
        return
    os._exit(status)
