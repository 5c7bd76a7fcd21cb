"""`coach sync`: the practice on several machines, over a git remote of the coach's choosing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.sync.motion import Apart, Sync
    from coach_tui.sync.outcome import Outcome

HELP = (
    "Brings this machine and a git remote of your choosing to the same state: takes what was changed "
    "elsewhere, merges it record by record and field by field with what was changed here, and sends the "
    "result. --init names the remote once on each machine: an address like git@server:practice.git, or a "
    "path. Your templates, sets of items and themes travel along; drafts and reports do not. It asks for no "
    "password where there is no terminal. Exit status: 0 both sides are the same now; 4 the remote cannot be "
    "reached, or is busy: nothing is lost, try again later; 2 it refuses; 3 the data file cannot be read or "
    "written. --anew begins the remote's history anew, so that it no longer holds whom you erased."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach sync`."""
    parser.add_argument("--init", metavar="REMOTE", help="name the remote, once on each machine")
    parser.add_argument("--anew", action="store_true", help="begin the remote's history anew")
    parser.add_argument(
        "--plain",
        action="store_true",
        help="with --anew: what is encrypted there becomes plain text, for all who get at it to read",
    )
    parser.add_argument(
        "--yes", action="store_true", help="join this data file and a remote that were begun apart"
    )
    parser.add_argument("--json", action="store_true", help="print what came and went as JSON")


def run(args: Namespace, context: Context) -> int:
    """Syncs, and says in one line what came of it."""
    from coach_tui.changes.desk import Desk
    from coach_tui.sync.anew import begin_anew
    from coach_tui.sync.beginning import address_of, begin, or_as_before
    from coach_tui.sync.motion import Apart
    from coach_tui.sync.setting_up import sync_of

    if args.plain and not args.anew:
        raise BadInput("--plain goes with --anew alone: coach sync --anew --plain")
    desk = Desk(context.path, context.clock)  # what a sync writes is no change of the coach's
    sync = sync_of(desk, context.settings, context.env, can_ask=context.can_ask)
    sync.join = args.yes
    said, was = "", sync.place.there and sync.repository.remote
    if args.init is not None:
        said = begin(sync.place, sync.repository, address_of(args.init, context.env), desk.store)
    elif not sync.place.there:
        raise BadInput("no remote is named yet: coach sync --init REMOTE names one, once on each machine")
    sync.relock, sync.plain, sync.afresh = args.anew, args.plain, args.init is not None
    try:
        with or_as_before(sync.repository, was):
            outcome = sync.run()
    except Apart as apart:
        if not context.can_ask:
            raise BadInput(_in_one_line(apart)) from None
        _ask(context, apart)
        sync.join = True
        with or_as_before(sync.repository, was):
            outcome = sync.run()
    if said:
        context.say(said)
    left = begin_anew(sync, synced=True) if args.anew else ""
    context.wrote()
    _print(args, context, sync, outcome, left)
    return Exit.DONE


def _in_one_line(apart: Apart) -> str:
    """What is whose, and what to do, for where nobody can be asked."""
    from coach_tui.sync.whose import whose

    sides = "; ".join(whose(apart.here, apart.there))
    return (
        f"this data file and the remote were begun apart ({sides}): say --yes to join them, or name another "
        "remote with --init"
    )


def _ask(context: Context, apart: Apart) -> None:
    """Shows what is whose, and asks whether it is to be joined.

    Raises:
        BadInput: it is not.
    """
    from coach_tui.sync.whose import whose

    for line in whose(apart.here, apart.there):
        context.say(line)
    if not context.ask("Join them?"):
        raise BadInput("nothing was joined; name another remote with coach sync --init REMOTE")


def _print(args: Namespace, context: Context, sync: Sync, outcome: Outcome, left: str) -> None:
    from coach_tui.sync.outcome import as_json, line_of

    if args.json:
        context.json(as_json(outcome, context.desk.practice()))
        return
    context.out(line_of(outcome, anew=args.anew))
    if left:
        context.say(left)
