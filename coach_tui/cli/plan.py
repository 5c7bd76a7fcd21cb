"""`coach plan`: a client's whole plan as a plan file."""

from __future__ import annotations

from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, plan_named
from coach_tui.plan.draft import from_plan, told
from coach_tui.plan.group import is_shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Prints a client's whole plan as a plan file, which coach import reads back."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach plan`."""
    add_client(parser)
    parser.add_argument("--json", action="store_true", help="print it as JSON, with ids")


def run(args: Namespace, context: Context) -> int:
    """Prints the plan of the client's current engagement, or of the one that is meant."""
    plan = plan_named(context.desk.practice(), args.client, args.plan)
    if any(one.note and is_shared(one.raw) for one in plan.sessions):
        context.say("notes of group sessions stand in it as you wrote them, with names; the file is yours")
    if args.json:
        from coach_tui.exchange.envelope import packed

        context.json(packed(told(plan)))
    else:
        from coach_tui.exchange.planfile import write_toml

        context.out(write_toml(from_plan(plan)).rstrip("\n"))
    return Exit.DONE
