"""`coach restore`: the copies, and putting one in the data file's place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import plural
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Puts a backup in the data file's place (what stands there is backed up first), or lists the backups."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach restore`."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a backup's path or any unambiguous part of its name; left out, they are listed",
    )


def run(args: Namespace, context: Context) -> int:
    """Restores the backup that is named, or lists them, newest first."""
    store = context.desk.store
    backups = store.backups()
    if args.file is None:
        if not backups:
            context.out("There are no backups yet.")
        else:
            rows = [(shown(path.name), _size(path)) for path in backups]
            context.out("\n".join(columns(rows, None)))
        return Exit.DONE
    path = _chosen(args.file, backups)
    from coach_tui.changes.restoring import restore

    kept = restore(context.desk, path)
    context.out(f"Restored from {shown(path.name)}; what stood there before is the newest of the backups")
    if kept.erased:
        were = plural(kept.erased, "client")
        it = "it" if kept.erased == 1 else "them"
        context.say(f"left out {were}, erased since; {shown(path.name)} still holds {it}: delete that file")
    if kept.closed:
        titles = ", ".join(map(quote, kept.closed))
        context.say(f"kept as it is now, since it is closed and its results could be seen: {titles}")
    return Exit.DONE


def _size(path: Path) -> str:
    try:
        return f"{path.stat().st_size / 1000:,.0f} kB"
    except OSError:
        return "gone"


def _chosen(text: str, backups: list[Path]) -> Path:
    """The backup that a path or a part of a name means.

    Raises:
        BadInput: when it means none or several.
    """
    is_file = os.path.isfile(text)  # noqa: PTH113 - unlike a Path's it takes any text
    if "/" in text and not is_file:
        raise BadInput(f"{shown(text)} is not there; coach restore lists the backups")
    if is_file:
        return Path(text)
    found = [path for path in backups if text and text in path.name]
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(f"no backup matches {quote(text)}; coach restore lists them")
    raise BadInput(
        f"{quote(text)} fits {len(found)} backups; coach restore lists them, write more of the name"
    )
