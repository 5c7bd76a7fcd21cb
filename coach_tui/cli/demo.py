"""`coach demo`: the app on made-up clients."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.changes.desk import Desk
from coach_tui.cli.exits import Exit
from coach_tui.cli.start import need_terminal, start
from coach_tui.plan.errors import BadInput
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Opens the app on made-up clients in a file of their own, which is gone afterwards."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach demo`."""
    parser.add_argument(
        "--only-data", metavar="PATH", help="write the made-up clients to a data file, and open nothing"
    )


def run(args: Namespace, context: Context) -> int:
    """Fills a file with made-up clients and opens it."""
    from coach_tui.demo import build

    if args.only_data is not None:
        path = Path(args.only_data)
        if not args.only_data or os.path.lexists(path):
            raise BadInput(f"{shown(args.only_data) or 'the path'} exists already; name a new file")
        build(Desk(path, context.clock))
        context.out(f"Made-up clients are in {shown(path)}; look at them with: coach --data {shown(path)}")
        return Exit.DONE
    need_terminal(context)
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="coach-demo-") as folder:
        desk = Desk(Path(folder) / "coach.json", context.clock)
        build(desk)
        return start(context, desk, demo=True)
