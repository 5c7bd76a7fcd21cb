"""`coach form`: a form to send, whose answers come back with `coach import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.cli.find import plan_named, round_named
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = (
    "Writes the form of a round to send to the raters: text to be filled in within an e-mail reply, or one "
    "HTML page that saves the answers as a file. coach import --as 360 reads both back."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach form`."""
    parser.add_argument("client", metavar="CLIENT", help="any unambiguous part of a name")
    parser.add_argument(
        "kind", metavar="360", choices=("360",), help="which form: 360, for a round of either kind"
    )
    parser.add_argument("--round", metavar="NAME", help="the round; the open one when left out")
    parser.add_argument("--html", action="store_true", help="one HTML page instead of text")
    parser.add_argument("-o", "--output", metavar="FILE", help="the file to write; else it is printed")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run(args: Namespace, context: Context) -> int:
    """Prints the form, or writes it to a file."""
    from coach_tui.exchange.rater_form import html_form, text_form

    plan = plan_named(context.desk.practice(), args.client)
    asked = round_named(plan, args.round)
    if not asked.open:
        raise BadInput(
            f"{quote(asked.title)} is closed; begin the next round in the app or with coach import"
        )
    text = (html_form if args.html else text_form)(asked, plan.client.name)
    if args.output in (None, "-"):
        context.out(text.rstrip("\n"))
    else:
        from coach_tui.cli.files import write_text

        write_text(args.output, text, force=args.force, never=context.path)
    return Exit.DONE
