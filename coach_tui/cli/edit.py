"""`coach edit`: a client's whole plan in the editor, as a plan file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.changed import as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.who import add_who, asking
from coach_tui.cli.whose import add_client, plan_named
from coach_tui.exchange.plan_editing import edit_plan
from coach_tui.exchange.texts import sweep_texts
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Opens a client's whole plan in $VISUAL or $EDITOR and takes in what you saved, as one change."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach edit`."""
    add_client(parser)
    add_who(parser)
    parser.add_argument(
        "--yes", action="store_true", help="take in values far from anything before without asking"
    )


def run(args: Namespace, context: Context) -> int:
    """Edits the plan of the client's current engagement, or of the one that is meant, closed or not."""
    desk = context.desk
    plan = plan_named(desk.practice(), args.client, args.plan)
    if plan.engagement.closed_on:
        day = day_words(plan.engagement.closed_on)
        context.say(f"this engagement was closed on {day}; what you save changes it there")
    if not context.can_ask and not (context.env.get("VISUAL") or context.env.get("EDITOR")):
        raise BadInput("coach edit needs a terminal, or $EDITOR set to a command that edits a file by itself")
    for path in sweep_texts(desk.store.path):
        context.say(f"an earlier edit that was not taken in is kept in {shown(path)}; delete it when done")
    ask = asking(args, context, can_ask=context.can_ask)
    there = context.can_ask
    meant = context.meant(sure=args.yes, can_ask=there)
    entry = edit_plan(desk, plan, context.env, again=there, say=context.say, ask=ask, meant=meant)
    if entry is None:
        context.out("Nothing changed.")
        return Exit.DONE
    context.out(as_line(entry.what))
    if entry.uids("engagements"):
        from coach_tui.cli.close import tell_closed

        tell_closed(entry, context)
    return Exit.DONE
