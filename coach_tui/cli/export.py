"""`coach export`: everything out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_plan, client_and_practice
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = (
    "Writes everything, or everything about one client, with the results of rounds and without who was asked "
    "and what was answered. json: private notes included, the coach's own copy. "
    "csv: the same as a folder of one file a table, for a spreadsheet, to be read only. "
    "ics, vdir: the dates for a calendar, as one file or as a folder of one file an event, without a private "
    "word; what was moved in the calendar comes back with coach import."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach export`."""
    parser.add_argument(
        "format", metavar="FORMAT", choices=("json", "csv", "ics", "vdir"), help="json, csv, ics or vdir"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="the file to write, else it is printed; for csv a folder; for vdir the folder, else the one in "
        "the configuration",
    )
    parser.add_argument("--client", metavar="CLIENT", help="this client only: any part of a name")
    add_plan(parser)
    parser.add_argument(
        "--with-answers",
        action="store_true",
        help="json, csv of one client: who was asked in rounds, and what was answered; do not hand it on",
    )
    parser.add_argument(
        "--force", action="store_true", help="replace what is there, and what was changed there"
    )


def run(args: Namespace, context: Context) -> int:
    """Prints the export, or writes it to a file that only its owner may read."""
    if args.format in ("ics", "vdir"):
        if args.with_answers:
            raise BadInput("--with-answers is for json and csv: a calendar has no answers")
        from coach_tui.cli import calendar_out

        return calendar_out.run(args, context)
    from coach_tui.exchange import dump

    whose, practice = client_and_practice(context.desk.practice(), args.client, args.plan)
    client = whose or None
    if args.format == "csv":
        from coach_tui.cli import export_csv

        export_csv.write(args, context, practice, client)
        return Exit.DONE
    document = dump.dump(practice, context.today, client, raters=args.with_answers)
    left_out = dump.unknown_tables(practice)
    if left_out:
        context.say(f"left out what only a newer version understands: {', '.join(left_out)}")
    if args.output in (None, "-"):
        context.json(document)
    else:
        import json

        from coach_tui.cli.files import write_file

        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        write_file(context, args.output, text, force=args.force)
    return Exit.DONE
