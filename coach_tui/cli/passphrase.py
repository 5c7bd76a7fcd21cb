"""Asking for a passphrase: the terminal does not show it, and no message repeats it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean
from coach_tui.store.locked import check_passphrase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from coach_tui.cli.context import Context


def typed(context: Context, question: str) -> str:
    """What somebody types in answer to a question; "" when there is no more to read."""
    context.stderr.write(f"{clean(question)}: ")
    context.stderr.flush()
    with unechoed(context.stdin):
        said = context.stdin.readline()
    context.stderr.write("\n")
    context.stderr.flush()
    return said.rstrip("\r\n")


def need_somebody(context: Context) -> None:
    """Refuse to ask for a passphrase where nobody is there.

    Raises:
        BadInput: nobody is there to type it.
    """
    if not context.can_ask:
        raise BadInput("a passphrase is typed at a terminal, and there is none")


def new(context: Context) -> str:
    """A new passphrase, typed twice.

    Raises:
        BadInput: nobody is there to type it, it is too short, or not the same twice.
    """
    need_somebody(context)
    said = typed(context, "New passphrase, four or five words")
    check_passphrase(said)
    if typed(context, "Once more") != said:
        raise BadInput("that was not the same twice; nothing was changed")
    return said


@contextmanager
def unechoed(stream: TextIO) -> Iterator[None]:
    """Has a terminal not show what is typed, whatever ends that; what is no terminal is left alone."""
    import termios

    try:
        terminal = stream.fileno()
        before = termios.tcgetattr(terminal)
    except (OSError, ValueError, termios.error):
        yield
        return
    quiet = termios.tcgetattr(terminal)
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSAFLUSH, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)
