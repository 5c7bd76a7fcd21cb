"""`coach export`: everything out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Writes everything, or everything about one client, private notes included: the coach's own copy."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach export`."""
    parser.add_argument("format", metavar="json", choices=("json",), help="the format: json")
    parser.add_argument("-o", "--output", metavar="PATH", help="the file to write; else it is printed")
    parser.add_argument("--client", metavar="CLIENT", help="this client only: any part of a name")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run(args: Namespace, context: Context) -> int:
    """Prints the export, or writes it to a file that only its owner may read."""
    from coach_tui.exchange import dump

    practice = context.desk.practice()
    client = practice.client_named(args.client).uid if args.client is not None else None
    document = dump.dump(practice, context.today, client)
    left_out = dump.unknown_tables(practice)
    if left_out:
        context.say(f"left out what only a newer version understands: {', '.join(left_out)}")
    if args.output in (None, "-"):
        context.json(document)
    else:
        import json

        from coach_tui.cli.files import write_text

        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        write_text(args.output, text, force=args.force, never=context.path)
    return Exit.DONE
