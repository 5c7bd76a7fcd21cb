"""`coach plan`: a client's whole plan as a plan file, or on a page."""

from __future__ import annotations

from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, plan_named
from coach_tui.plan.draft import from_plan, told
from coach_tui.plan.group import is_shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = (
    "Prints a client's whole plan as a plan file, which coach import reads back; or on a page, to look it "
    "over: how far the objectives are, what comes next, what is practised, promised, found and won."
)
PIPED = 80
"""Cells of a page that no terminal shows."""


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach plan`."""
    add_client(parser)
    shapes = parser.add_mutually_exclusive_group()
    shapes.add_argument("--json", action="store_true", help="print it as JSON, with ids")
    shapes.add_argument("--page", action="store_true", help="print it on a page, as the app shows it")


def run(args: Namespace, context: Context) -> int:
    """Prints the plan of the client's current engagement, or of the one that is meant."""
    if args.page:
        return _page(args, context)
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


def _page(args: Namespace, context: Context) -> int:
    """Prints the plan on a page, as it was known on the day taken as today."""
    from coach_tui.exchange.page_rows import page_rows
    from coach_tui.plan.one_page import plan_page

    settings = context.settings
    plan = plan_named(context.desk.known(), args.client, args.plan)
    limits = {"end_days": settings.end_days, **settings.limits}
    page = plan_page(plan, context.today, **limits)
    rows = page_rows(page, context.width or PIPED, ascii_only=context.ascii_only)
    context.out("\n".join("".join(text for text, _ in spans).rstrip() for spans, _ in rows))
    return Exit.DONE
