"""`coach promise`: the promises that wait, a new one, or what came of one, in a closed engagement too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.daily import settle
from coach_tui.changes.records import add
from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.cli.whose import add_client, check_open, plan_named
from coach_tui.plan.contact import Commitment
from coach_tui.plan.continued import carried_over
from coach_tui.plan.dates import day_words, iso, late_text, short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.practice import named
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_ahead

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan

HELP = (
    "Lists the promises that wait; with TEXT notes a new one; with TEXT and HOW says what came of one, in "
    "a closed engagement too. coach undo takes it back."
)
HOW = {
    "kept": "done",
    "late": "late",
    "partly": "partly",
    "dropped": "dropped",
    "moved": "moved",
    "open": "open",
}
"""What came of it, and its status then."""


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach promise`."""
    add_client(parser)
    parser.add_argument(
        "text",
        metavar="TEXT",
        nargs="?",
        help="what was promised; with HOW any unambiguous part of it; - reads it",
    )
    parser.add_argument("how", metavar="HOW", nargs="?", choices=HOW, help=", ".join(HOW))
    parser.add_argument("--due", metavar="DATE", help="its day; of one that is moved the new one")
    parser.add_argument("--mine", action="store_true", help="it is yours, and not the client's")
    parser.add_argument("--why", metavar="TEXT", default="", help="why it was late, moved or dropped")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Lists, notes or settles, a change as one."""
    text = (context.text(args.text) or "").strip()
    plan = plan_named(context.desk.practice(), args.client, args.plan)
    if not text:
        if args.due or args.mine or args.why:
            raise BadInput("say what was promised: coach promise CLIENT TEXT")
        _list(plan, args, context)
        return Exit.DONE
    said = (_make if args.how is None else _settle)(plan, text, args, context)
    if args.json:
        from coach_tui.changes.undo import history

        context.json(as_json(history(context.desk)[0] if said else None, context.desk.practice()))
    else:
        context.out(as_line(said) if said else "Nothing changed, it is so already.")
    return Exit.DONE


def _list(plan: Plan, args: Namespace, context: Context) -> None:
    waiting = [one for one in plan.commitments if one.open]
    if args.json:
        context.json({"promises": [_plain(one) for one in waiting]})
        return
    rows = [(_whose(one), _when(plan, one, context.today), one.text) for one in waiting]
    context.out("\n".join(columns(rows, context.width)) if rows else "No promise waits.")


def _plain(one: Commitment) -> dict[str, Any]:
    return {
        "id": one.uid,
        "text": one.text,
        "owner": "coach" if one.mine else one.owner,
        "due": iso(one.due),
        "status": one.status,
    }


def _whose(one: Commitment) -> str:
    return "yours" if one.mine else one.owner


def _when(plan: Plan, one: Commitment, today: date) -> str:
    if carried_over(plan, one):
        return "went on"
    late = plan.late_by(one.due, today)
    if one.due is None:
        return "no day"
    return late_text(late, (plan.engagement.clock(today) - one.due).days) if late else short(one.due, today)


def _make(plan: Plan, text: str, args: Namespace, context: Context) -> str:
    """Notes a new one; returns what was done."""
    check_open(plan)
    if args.why:
        raise BadInput("--why goes with HOW: it says why one was late, moved or dropped")
    values: dict[str, Any] = {"text": text, "made_on": context.today}
    values |= {"owner": "coach"} if args.mine else {}
    due = parse_ahead(args.due, context.today, Side.EITHER).isoformat() if args.due else ""
    add(context.desk, Commitment, plan.engagement.uid, {**values, **({"due": due} if due else {})})
    day = f", for {day_words(due, context.today)}" if due else ""
    return f"noted {'your promise' if args.mine else f'a promise of {plan.client.name}'}{day}"


def _settle(plan: Plan, text: str, args: Namespace, context: Context) -> str:
    """Says what came of one; returns what was done, "" where it was so already."""
    status = HOW[args.how]
    if args.mine:
        raise BadInput("--mine goes with a new promise")
    if (status == "moved") is not bool(args.due):
        raise BadInput("say to which day it moves: coach promise CLIENT TEXT moved --due DATE")
    if status == "dropped" and not args.why.strip():
        raise BadInput("say why it is dropped: --why TEXT")
    there = [one for one in plan.commitments if one.open is not (status == "open")]
    kind = "promise that was settled" if status == "open" else "promise that waits"
    one = named(there, text, kind)
    due = parse_ahead(args.due, context.today, Side.AHEAD, base=one.due).isoformat() if args.due else None
    entry = settle(context.desk, one.uid, status, args.why.strip(), due)
    return entry.what if entry else ""
