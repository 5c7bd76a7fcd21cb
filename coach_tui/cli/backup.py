"""`coach backup`: a copy of the data file as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Copies the data file to the folder of backups beside it; coach restore lists them."


def arguments(parser: ArgumentParser) -> None:
    """`coach backup` takes no arguments of its own."""


def run(args: Namespace, context: Context) -> int:
    """Makes the copy and names it."""
    copy = context.desk.store.backup("backup")
    if copy is not None:
        context.wrote()
    context.out(shown(copy) if copy else "There is no data file yet, so there is nothing to copy.")
    return Exit.DONE
