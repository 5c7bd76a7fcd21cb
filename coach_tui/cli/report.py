"""`coach report`: what one reader may see of a client's plan, to read, to attach or as a mail's draft."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, plan_named
from coach_tui.plan.audience import READERS
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.exchange.report import Report

FORMATS = ("md", "txt", "html", "pdf", "eml")
HELP = (
    "Writes a report that holds what its reader may see, and nothing else: the client their own plan, the "
    "sponsor what the agreement lists, the coach everything. --preview shows first what leaves. With --week "
    "it is the client's page for the coming days, as text to paste, as HTML, or as the draft of a mail."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach report`."""
    add_client(parser)
    parser.add_argument(
        "--for", dest="reader", required=True, choices=READERS[::-1], metavar="READER",
        help="sponsor, client or coach",
    )  # fmt: skip
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="md (Markdown), txt, html, pdf, or eml, the draft of a mail; else as the file is named",
    )
    parser.add_argument("--week", action="store_true", help="the client's page “your plan, your week”")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="the file to write, or a folder for it; else it is printed",
    )
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    parser.add_argument(
        "--preview", action="store_true", help="show what goes out and what is held back; write nothing"
    )
    parser.add_argument("--json", action="store_true", help="print what templates get, as JSON")


def run(args: Namespace, context: Context) -> int:
    """Prints the report, or writes it to a file that only its owner may read."""
    from coach_tui.exchange.report import Report, own_reports
    from coach_tui.store.paths import config_path

    if args.week and args.reader != "client":
        raise BadInput("--week goes with --for client: it is the client's page")
    plan = plan_named(context.desk.known(), args.client, args.plan)
    own = own_reports(config_path(context.env))
    report = Report(plan, args.reader, context.today, own, week=args.week)
    form = _format(args.format, args.output)
    if args.json:
        context.json(report.content)
    elif args.preview:
        context.out("\n".join(_preview(report)))
    elif args.output in (None, "-"):
        _print(report, form, context)
    else:
        _write(report, form, args, context)
    return Exit.DONE


def _format(named: str | None, output: str | None) -> str:
    """The format that was named, else the one that the file's name ends in, else Markdown."""
    if named:
        return named
    suffix = os.path.splitext(output or "")[1].lower()  # noqa: PTH122
    known = {".htm": "html", ".html": "html", ".pdf": "pdf", ".txt": "txt", ".eml": "eml"}
    return known.get(suffix, "md")


def _print(report: Report, form: str, context: Context) -> None:
    if form == "eml":
        _tell_address(report, context)
        context.as_it_is(report.draft())
        return
    if form != "pdf":
        context.out(report.made(form).decode().rstrip("\n"))
        return
    if context.is_tty or not hasattr(context.stdout, "buffer"):
        raise BadInput("a PDF is not for a terminal; name a file with -o FILE")
    context.as_it_is(report.pdf())


def _write(report: Report, form: str, args: Namespace, context: Context) -> None:
    from coach_tui.cli.files import write_file

    name = args.output
    if os.path.isdir(name):  # noqa: PTH112
        name = os.path.join(name, f"{report.file_name}.{form}")  # noqa: PTH118
    if form == "eml":
        _tell_address(report, context)
    write_file(context, name, report.made(form), force=args.force)
    if context.is_tty:
        context.out(f"the {report.reader}'s report is in {name}")


def _tell_address(report: Report, context: Context) -> None:
    if report.address_missing:
        context.say(report.address_missing)


def _preview(report: Report) -> list[str]:
    """What goes out, what is held back, and the text as it leaves."""
    from coach_tui.cli.table import columns

    rows = report.preview()
    out = [(kind, str(shown)) for kind, shown, _, _ in rows if shown]
    held = [
        (kind, ", ".join([*([f"{records} whole"] if records else []), *fields]))
        for kind, _, records, fields in rows
        if records or fields
    ]
    return [
        f"Goes to the {report.reader}",
        *columns(out, None, indent=1),
        "Held back",
        *(columns(held, None, indent=1) or [" nothing"]),
        "As it leaves",
        "",
        report.text().rstrip("\n"),
    ]
