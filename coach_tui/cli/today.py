"""`coach today`: the attention list as text."""

from __future__ import annotations

from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.plan.attention import SECTIONS, attention
from coach_tui.plan.dates import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.attention import Item

HELP = "What needs you now, across all clients, most urgent first."
FLAGS = ("--json", "--check")
"""Its switches, for `coach_tui.cli.main`, which reads them without argparse."""

_MARKS = {
    "review_overdue": "!",
    "milestone_overdue": "!",
    "retention_due": "!",
    "stalled": "~",
    "win": "*",
}


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach today`."""
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a review is overdue")


def run(args: Namespace, context: Context) -> int:
    """Prints the list; with --check the exit status tells whether a review is overdue."""
    practice = context.desk.practice()
    items = attention(practice, context.today, grace_days=context.settings.grace_days)
    if args.json:
        context.json({"date": context.today.isoformat(), "items": [item.as_json() for item in items]})
    elif not practice.tables["clients"]:
        context.out("No clients yet; add one in the app (coach) or with: coach import plan.toml")
    elif not items:
        context.out("Nothing needs you today.")
    else:
        context.out("\n".join(lines(items, context)))
    overdue = any(item.kind == "review_overdue" for item in items)
    return Exit.FOUND if args.check and overdue else Exit.DONE


def lines(items: list[Item], context: Context) -> list[str]:
    """The list by section; one set of columns for all of them."""
    dot = "·" if context.utf8 else "-"
    rows = [(f"{_MARKS.get(item.kind, dot)} {item.client.name}", _said(item, context)) for item in items]
    drawn = columns(rows, context.width, indent=1)
    result: list[str] = []
    for section in SECTIONS:
        found = [line for line, item in zip(drawn, items, strict=True) if item.section == section]
        if found:
            result += [section, *found]
    return result


def _said(item: Item, context: Context) -> str:
    """The reason; of a win also the day, where the reason does not tell it."""
    when = short(item.due, context.today) if item.kind == "win" and item.due else ""
    return item.reason if item.reason.endswith(when) else f"{item.reason}  {when}"
