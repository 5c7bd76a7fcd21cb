"""Exit statuses, and what each error means for them."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput, ChangedMeanwhile, DataFileError
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType


class Exit:
    """What `coach` tells its caller. (Plain numbers: the enum module would cost every command.)"""

    DONE = 0
    FOUND = 1
    """`--check` found something."""
    USAGE = 2
    """Wrong use or bad input; nothing was changed."""
    DATA_FILE = 3
    """The data file cannot be read or written."""
    BUSY = 4
    """In use or changed meanwhile: try again."""
    INTERRUPTED = 130


def status_of(error: BaseException) -> int:
    """The exit status that an exception ends in."""
    if isinstance(error, KeyboardInterrupt):
        return Exit.INTERRUPTED
    if isinstance(error, BadInput):
        return Exit.USAGE
    if isinstance(error, ChangedMeanwhile):
        return Exit.BUSY
    return Exit.DATA_FILE


def error_line(error: BaseException, *, written: bool = False) -> str:
    """What to tell the user about an exception, in one harmless line.

    Of an error that nobody foresaw only its type and place are told, since its text may hold client data.
    `written` says whether the command had made its change by then.
    """
    if isinstance(error, (BadInput, ChangedMeanwhile, DataFileError)):
        return clean(str(error))
    outcome = "the change was made, coach undo takes it back" if written else "nothing was changed"
    return f"internal error ({type(error).__name__} at {_place(error.__traceback__)}); {outcome}"


def _place(trace: TracebackType | None) -> str:
    """The innermost line of ours that a traceback passed through, as module:line."""
    place = "?"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if isinstance(module, str) and module.startswith("coach_tui"):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
