"""`coach undo`: the last change, whoever made it, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.undo import undo
from coach_tui.cli.changed import as_json
from coach_tui.cli.exits import Exit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Takes the last change back; coach redo makes it again."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach undo`."""
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Takes it back and says what it was."""
    entry = undo(context.desk)
    if args.json:
        context.json(as_json(entry, context.desk.practice(), back=True))
    else:
        context.out(f"Taken back: {entry.what}. To make it again: coach redo")
    return Exit.DONE
