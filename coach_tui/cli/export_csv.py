"""`coach export csv`: a folder of tables for a spreadsheet."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.cli.files import make_folder, named_folder
from coach_tui.exchange.outfile import write_together
from coach_tui.plan.errors import BadInput
from coach_tui.store import durable
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Practice


def write(args: Namespace, context: Context, practice: Practice, client: str | None) -> None:
    """Writes the files into a folder that only its owner may read.

    Raises:
        BadInput: no folder is named, a file of the export is there already and --force was not given, or
            something cannot be written.
    """
    from coach_tui.exchange import spreadsheet

    if args.output in (None, "-", ""):
        raise BadInput("csv is one file a table: name a folder for them with -o")
    folder = named_folder(args.output)
    files = spreadsheet.tables(practice, client, raters=args.with_answers)
    paths = {name: os.path.join(folder, name) for name in (*files, *spreadsheet.names())}  # noqa: PTH118
    there = [name for name, path in paths.items() if os.path.lexists(path)]
    if there and not args.force:
        raise BadInput(
            f"{shown(args.output)} holds an export already ({there[0]}); name another, or use --force"
        )
    make_folder(folder, args.output)
    written = {paths[name]: text.encode("utf-8", "replace") for name, text in files.items()}
    write_together(written, force=args.force, never=context.path)
    context.wrote()
    for name in there:
        if name not in files:
            durable.remove(paths[name])
    context.out(f"Wrote {len(files)} files into {shown(args.output)}")
