"""`coach pause`: a client's plan, or one of its strategies, pauses; or goes on again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.time_off import pause, pause_strategy, resume, resume_strategy
from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, open_plan_named
from coach_tui.plan.dates import days_text, iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.pause_moves import over_lately, pause_length
from coach_tui.plan.practice import named
from coach_tui.plan.side import Side
from coach_tui.plan.strategy import ENDED
from coach_tui.plan.when import parse_day, parse_stretch

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.strategy import Strategy
    from coach_tui.store.journal import Entry

HELP = (
    "Pauses a client's plan, as p does in the app, or one of its strategies: from today, and until --end, "
    "where nothing else is said. Nobody is late, missed or silent for its days. A pause that is there, or is "
    "planned, gets another last day by --until, and ends by --end. coach undo takes it back."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach pause`."""
    add_client(parser)
    parser.add_argument(
        "strategy",
        metavar="STRATEGY",
        nargs="?",
        help="any unambiguous part of its title; left out: the whole plan",
    )
    parser.add_argument("--from", dest="since", metavar="DATE", help="its first day; today when left out")
    parser.add_argument(
        "--until",
        metavar="DATE",
        help="its last day, or another one of a pause that is there; left out: until --end",
    )
    parser.add_argument("--why", metavar="TEXT", default="", help="why; - reads standard input")
    parser.add_argument(
        "--end",
        action="store_true",
        help="let it go on: the pause of today ended yesterday; one still planned is taken out",
    )
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Pauses it, or lets it go on, as one change, and says how to take it back."""
    why = (context.text(args.why) or "").strip()
    plan = open_plan_named(context.desk.practice(), args.client, args.plan)
    strategy = _meant(plan, args.strategy) if args.strategy is not None else None
    if args.end and (args.since or args.until or why):
        raise BadInput("--end goes alone: it ends the pause of today, or takes out the next one planned")
    try:
        entry = _end(plan, strategy, context) if args.end else _pause(args, plan, strategy, why, context)
    except BadInput as error:  # of fields, which have no names here
        raise BadInput(str(error).removeprefix("since: ").removeprefix("until: ")) from None
    if args.json:
        context.json(as_json(entry, context.desk.practice()))
        return Exit.DONE
    context.out(as_line(entry.what) if entry else "Nothing changed, it is so already.")
    if strategy is None and (moves := _to_move(plan, context)):
        context.out(moves)
    return Exit.DONE


def _meant(plan: Plan, title: str) -> Strategy:
    going_on = [one for one in plan.strategies if one.status not in ENDED]
    return named(going_on, title, "strategy that goes on")


def _end(plan: Plan, strategy: Strategy | None, context: Context) -> Entry | None:
    if strategy is not None:
        return resume_strategy(context.desk, strategy.uid)
    return resume(context.desk, plan.engagement.uid)


def _pause(
    args: Namespace, plan: Plan, strategy: Strategy | None, why: str, context: Context
) -> Entry | None:
    since, until = _days(args.since, args.until, context.today)
    if strategy is not None:
        return pause_strategy(context.desk, strategy.uid, why, until, since)
    return pause(context.desk, plan.engagement.uid, why, until, since)


def _days(since: str | None, until: str | None, today: date) -> tuple[str | None, str | None]:
    """The first and the last day (ISO) as they are said; None for one that is not.

    Raises:
        BadInput: no such days.
    """
    first, last = (parse_day(said, today, Side.NEAR) if said else None for said in (since, until))
    if first and last and last < first:  # without a year: the next such day after the first one
        first, last = parse_stretch(f"{since} – {until}", today)
    return iso(first), iso(last)


def _to_move(plan: Plan, context: Context) -> str:
    """That what lies ahead may move by the days of a pause that is over; "" where there is none."""
    now = context.desk.practice().plan(plan.client.uid, plan.engagement.uid)
    over = over_lately(now, context.today) if now is not None else []
    if not over:
        return ""
    return f"What lies ahead can move by {days_text(pause_length(over))}: m on its line of Today, in the app"
