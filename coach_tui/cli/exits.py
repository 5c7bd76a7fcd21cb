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
    PART = 5
    """A part was done; what was not is named."""
    INTERRUPTED = 130


def status_of(error: BaseException, *, made: bool = False) -> int:
    """The exit status that an exception ends in.

    `made` says that the command had made its change by then: whoever calls it must not make it again.
    """
    if made:
        return Exit.DONE
    if _interrupted(error):
        return Exit.INTERRUPTED
    if isinstance(error, BadInput):
        return Exit.USAGE
    if isinstance(error, ChangedMeanwhile):
        return Exit.BUSY
    return Exit.DATA_FILE


def error_line(error: BaseException, *, made: bool = False, written: bool = False) -> str:
    """What to tell the user about an exception, in one harmless line; "" for nothing.

    Of an error that nobody foresaw only its type and place are told, since its text may hold client data.

    Args:
        error: the exception.
        made: whether the command had made its change by then.
        written: whether it had made any, of several that it was to make.
    """
    if _interrupted(error):
        line = "interrupted" if written else ""
    elif isinstance(error, (BadInput, ChangedMeanwhile, DataFileError)):
        line = clean(str(error))
    else:
        place = f"{type(error).__name__} at {_place(error.__traceback__)}"
        line = f"internal error ({place})" + ("" if written else "; nothing was changed")
    if made:
        return noted(line)
    return f"{_once(line)}; what was taken in before stays, coach history shows it" if written else line


def _interrupted(error: BaseException) -> bool:
    """Whether somebody pressed ctrl+c, be it that what was under way then made another error of it."""
    one: BaseException | None = error
    while one is not None and not isinstance(one, KeyboardInterrupt):
        one = one.__cause__ or one.__context__
    return one is not None


def noted(line: str) -> str:
    """A line about what went wrong after the change was made."""
    return f"noted; {_once(line)}"


def _once(line: str) -> str:
    """A line without the advice to do it again."""
    return line.partition(", then try again")[0]


def _place(trace: TracebackType | None) -> str:
    """The innermost line of ours that a traceback passed through, as module:line."""
    place = "?"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if isinstance(module, str) and module.startswith("coach_tui"):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
