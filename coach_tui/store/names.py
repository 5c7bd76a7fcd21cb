"""File names in messages, and what the operating system said, as one harmless line."""

from __future__ import annotations

import errno
import os

from coach_tui.plan.errors import DataFileError
from coach_tui.plan.text import without_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike

_ADVICE = {
    errno.ENOSPC: "there is no room left on the disk: free some, then try again",
    errno.EDQUOT: "your disk quota is used up: free some room, then try again",
    errno.EFBIG: "the file may not grow that large (a limit of the system): raise it, then try again",
    errno.EROFS: "the disk is mounted read-only: remount it, or name another file with --data",
    errno.EACCES: "permission denied: check who owns the file and its folder (ls -la)",
    errno.EPERM: "the system does not permit it: check who owns the file and its folder (ls -la)",
    errno.EIO: "the disk reports an error: copy the file and its backups elsewhere now",
    errno.ELOOP: "it is a loop of symbolic links, or a link where none may be: check it with ls -la",
    errno.ENOTDIR: "part of its path is not a folder: check the path",
    errno.ENAMETOOLONG: "the name is too long: choose a shorter one",
    errno.EISDIR: "it is a folder: name a file inside it",
    errno.ENOENT: "there is no such file or folder: check the path",
    errno.EMFILE: "too many files are open: close something, then try again",
    errno.ENFILE: "too many files are open: close something, then try again",
}


def shown(name: str | PathLike[str]) -> str:
    """Return a file name for a message: control, format and undecodable characters as escapes.

    A secret key that was given in the place of a name is not repeated.
    """
    text = without_secrets(os.fspath(name))
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def quoted(name: str | PathLike[str]) -> str:
    """Return a file name to be pasted into a shell."""
    import shlex

    return shlex.quote(shown(name))


def advice(error: OSError) -> str:
    """Say in words what the system refused, and what to do about it."""
    number = error.errno or 0
    return _ADVICE.get(number) or (os.strerror(number) if number else str(error) or type(error).__name__)


def fault(name: str | PathLike[str], doing: str, error: OSError) -> DataFileError:
    """Turn a refusal of the system into one line; `doing` is "read", "written", "locked", "backed up"…"""
    return DataFileError(f"{shown(name)} cannot be {doing}: {advice(error)}")
