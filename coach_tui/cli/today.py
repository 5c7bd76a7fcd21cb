"""`coach today`: the attention list as text."""

from __future__ import annotations

import os

from coach_tui.cli.commands import FLAGS as FLAGS
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.plan.attention.calm import calm
from coach_tui.plan.attention.item import NOW, OFF, SECTIONS, TODAY
from coach_tui.plan.attention.survey import survey
from coach_tui.plan.dates import short
from coach_tui.plan.group import together
from coach_tui.store.beside import may_have_copies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.attention.item import AttentionItem
    from coach_tui.plan.practice import Practice

HELP = "What needs you now, across all clients, most urgent first."
OFFERS = ("pause_over",)
"""Kinds of what is no duty, but could be done: they have a list of their own in JSON."""

_MARKS = {
    "review_overdue": "!",
    "milestone_overdue": "!",
    "promise_overdue": "!",
    "retention_due": "!",
    "stalled": "~",
    "engagement_ended": "~",
    "refused": "~",
    "merged": "~",
    "win": "*",
}


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach today`."""
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a review is overdue")
    parser.add_argument(
        "--line", action="store_true", help="print one line that counts what waits; nothing when nothing does"
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="on a terminal also what the list has no room for, and everywhere what is put off",
    )


def run(args: Namespace, context: Context) -> int:
    """Prints the list; with --check the exit status tells whether a review is overdue."""
    context.asks_for_keys = not (args.line or args.check)  # in a prompt nobody is asked for anything
    practice = context.desk.known()
    items, waiting = _survey(practice, context)
    if args.json:
        shown = [*items, *waiting] if args.all else items
        told: dict[str, list[dict[str, Any]]] = {"items": [], "offers": []}
        for item in shown:
            told["offers" if item.kind in OFFERS else "items"].append(item.as_json())
        context.json({"date": context.today.isoformat(), **told})
    elif args.line:
        if line := in_one_line(items, "·" if context.utf8 else "-"):
            context.out(line)
    elif not practice.tables["clients"]:
        context.out("No clients yet; add one in the app (coach) or with: coach import plan.toml")
    elif args.all:
        context.out("\n".join(lines([*items, *waiting], context)) or "Nothing needs you today.")
    else:
        shown = calm(items, context.settings.today_limit) if context.is_tty else items
        context.out("\n".join(lines(shown, context)) or "Nothing needs you today.")
        _tell_conflicts(context)
        if context.is_tty and (len(shown) < len(items) or waiting):
            context.out(_rest(len(items) - len(shown), len(waiting)))
    overdue = any(item.kind == "review_overdue" for item in items)
    return Exit.FOUND if args.check and overdue else Exit.DONE


def _survey(practice: Practice, context: Context) -> tuple[list[AttentionItem], list[AttentionItem]]:
    from coach_tui.store.contents import without_gc

    settings, today = context.settings, context.today
    return without_gc(
        lambda: survey(practice, today, grace_days=settings.grace_days, end_days=settings.end_days)
    )


def _tell_conflicts(context: Context) -> None:
    """Says that what was noted on another machine may be missing here."""
    target = os.path.realpath(context.file)
    if may_have_copies(target):
        from coach_tui.store.remains import conflicts_told

        if line := conflicts_told(target):
            context.say(line)


def lines(items: list[AttentionItem], context: Context) -> list[str]:
    """The list by section; one set of columns for all of them."""
    dot = "·" if context.utf8 else "-"
    rows = [(f"{_MARKS.get(item.kind, dot)} {_whose(item)}", _said(item, context)) for item in items]
    drawn = columns(rows, context.width, indent=1)
    result: list[str] = []
    for section in (*SECTIONS, OFF):
        found = [line for line, item in zip(drawn, items, strict=True) if item.section == section]
        if found:
            result += [section, *found]
    return result


def _whose(item: AttentionItem) -> str:
    return together(item.client.name, item.others, narrow=True)


def _said(item: AttentionItem, context: Context) -> str:
    """The reason, and why it was put off until now; of a win also the day, where that is not told."""
    if item.put_off:
        return f"until {short(item.put_off.until, context.today)}: {item.reason}, {item.put_off.reason}"
    when = short(item.due, context.today) if item.kind == "win" and item.due else ""
    said = item.reason if item.reason.endswith(when) else f"{item.reason}  {when}"
    return f"{said}  put off: {item.came_back.reason}" if item.came_back else said


def _rest(more: int, waiting: int) -> str:
    """What the list has not shown, and how it is."""
    counts = [f"+{more} more"] if more else []
    counts += [f"{waiting} put off"] if waiting else []
    return f"{', '.join(counts)}: coach today --all"


_COUNTED = (
    ("review_overdue", "review overdue", "reviews overdue"),
    ("milestone_overdue", "milestone late", "milestones late"),
    ("promise_overdue", "promise late", "promises late"),
    ("stalled", "client gone quiet", "clients gone quiet"),
    ("engagement_ended", "engagement at its end", "engagements at their end"),
    ("retention_due", "client to erase", "clients to erase"),
    ("review_due", "review due", "reviews due"),
    ("milestone_due", "milestone due", "milestones due"),
    ("promise_due", "promise due", "promises due"),
    ("refused", "merge to act on", "merges to act on"),
    ("merged", "value to decide", "values to decide"),
    ("session", "session", "sessions"),
    ("round_open", "round to close", "rounds to close"),
    ("assessment_open", "form not answered", "forms not answered"),
)


def in_one_line(items: list[AttentionItem], dot: str) -> str:
    """What waits now and today as counts, the most urgent first; "" when nothing does."""
    kinds = [item.kind for item in items if item.section in (NOW, TODAY)]
    counts = [(kinds.count(kind), one, more) for kind, one, more in _COUNTED]
    return f" {dot} ".join(f"{count} {one if count == 1 else more}" for count, one, more in counts if count)
