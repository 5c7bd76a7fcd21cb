"""`coach erase`: a client for good, out of data, history, backups and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.erase import check_typed, other_files, still_named
from coach_tui.cli.exits import Exit
from coach_tui.exchange.erasing import erase_everywhere
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import plural
from coach_tui.store.names import shown
from coach_tui.store.paths import config_path

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = (
    "Erases a client for good: every record, their history, out of every backup and out of the calendar's"
    " folder that the configuration names, drafts, the reports and forms written in the app, and what you"
    " noted of holidays. Nothing takes it back. It asks for the name; for a script --yes NAME says it. "
    "What was exported, printed, sent or saved as a template, and what other clients' records say, is not"
    " touched. What cannot be looked into or written to is told before anything is erased (exit status "
    "3); each file in which the name still stands afterwards, templates among them, or that cannot be "
    "looked into, is named (exit status 5)."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach erase`."""
    parser.add_argument("client", metavar="CLIENT", help="any part of a name that fits only one client")
    parser.add_argument("--yes", metavar="NAME", help="the whole name, instead of being asked for it")


def run(args: Namespace, context: Context) -> int:
    """Erases once the whole name was given."""
    practice = context.desk.practice()
    client = practice.client_named(args.client)
    typed = args.yes
    if typed is not None:
        check_typed(client, typed)
    else:
        if not context.can_ask:
            raise BadInput(f"this cannot be taken back: say --yes {quote(client.name)} to erase this client")
        plans = len(practice.engagements(client.uid))
        copies = len(context.desk.store.backups())
        context.say(
            f"this erases {client.name} for good: {plural(plans, 'engagement')} with all records, their "
            f"history, and out of {plural(copies, 'backup')}. Nothing takes it back"
        )
    for path in other_files(context.desk, client):
        context.say(f"not touched: {shown(path)} is another data file, with a {client.name} of its own")
    if typed is None:
        typed = context.ask_text("Type the whole name to erase")
        check_typed(client, typed)
    calendar = context.vdir  # a fault in the configuration is told before anything is erased
    done = erase_everywhere(context.desk, client.uid, typed, calendar, config_path(context.env))
    erased = done.erased
    context.out(f"Erased {plural(erased.records, 'record')}, and cleaned {plural(erased.backups, 'backup')}.")
    if erased.removed:
        names = ", ".join(shown(path.name) for path in erased.removed)
        context.out(f"Removed what could not be read to be cleaned: {names}")
    if erased.texts:
        context.out(f"Drafts, texts, reports and forms removed, theirs or perhaps theirs: {erased.texts}.")
    if erased.reworded:
        context.out(f"Taken out of what you noted of {plural(erased.reworded, 'holiday')}.")
    if done.dates:
        context.out(f"Removed {plural(done.dates, 'date')} from the calendar in {shown(calendar)}.")
    others = still_named(context.desk.practice(), client.name)
    if others:
        context.out(f"The name still stands in what is kept about: {', '.join(others)}")
    context.out(
        "Not covered: exports, reports, forms and calendars lying elsewhere, copies made by other means."
    )
    for path in done.left:
        context.say(f"erased; not reached: the name still stands in {shown(path)}")
    for line in done.unsure:
        context.say(f"erased; not reached: {line}")
    if done.synced:
        context.say(f"erased; not reached: {done.synced}")
    return Exit.PART if done.left or done.unsure or done.synced else Exit.DONE
