"""`coach edit`: a client's whole plan in the editor, as a plan file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.plans import take_in
from coach_tui.cli.at_once import CheckedDesk
from coach_tui.cli.editor import Sheet, command_of, edit_until_taken, sweep
from coach_tui.cli.exits import Exit
from coach_tui.cli.find import plan_named
from coach_tui.cli.renames import keep_ids
from coach_tui.exchange.planfile import read_toml, write_toml
from coach_tui.plan.draft import from_plan
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry

HELP = "Opens a client's whole plan in $VISUAL or $EDITOR and takes in what you saved, as one change."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach edit`."""
    parser.add_argument("client", metavar="CLIENT", help="any unambiguous part of a name")


def run(args: Namespace, context: Context) -> int:
    """Edits the plan of the client's current engagement."""
    desk = context.desk
    plan = plan_named(desk.practice(), args.client)
    command = command_of(context.env)
    if not context.can_ask and not (context.env.get("VISUAL") or context.env.get("EDITOR")):
        raise BadInput("coach edit needs a terminal, or $EDITOR set to a command that edits a file by itself")
    for path in sweep(desk.store.path):
        context.say(f"an earlier edit that was not taken in is kept in {shown(path)}; delete it when done")
    client, engagement = plan.client.uid, plan.engagement.uid
    before = from_plan(plan, ids=True)

    def still(practice: Practice) -> None:
        now = practice.plan(client, engagement)
        if now is None or from_plan(now, ids=True) != before:
            raise ChangedMeanwhile("the plan was changed meanwhile; edit it again")

    def take(text: str) -> Entry | None:
        draft = read_toml(text)
        keep_ids(before, draft)
        return take_in(CheckedDesk(desk, still), draft, replace=True)[1]

    sheet = Sheet(desk.store.path, f"The plan of {plan.client.name}", write_toml(from_plan(plan)))
    entry = edit_until_taken(context, sheet, command, take)
    if entry is None:
        context.out("Nothing changed.")
        return Exit.DONE
    context.written = True
    context.out(f"{entry.what[:1].upper()}{entry.what[1:]}. To take it back: coach undo")
    return Exit.DONE
