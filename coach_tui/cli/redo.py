"""`coach redo`: the change undone last, made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.undo import redo
from coach_tui.cli.changed import as_json
from coach_tui.cli.exits import Exit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Makes the change again that was undone last."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach redo`."""
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Makes it again and says what it was."""
    entry = redo(context.desk)
    if args.json:
        context.json(as_json(entry, context.desk.practice()))
    else:
        context.out(f"Made again: {entry.what}")
    return Exit.DONE
