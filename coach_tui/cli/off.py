"""`coach off`: the coach's own holidays, for all clients at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.pause import Holiday

HELP = (
    "Lists your holidays, or notes or deletes one. On its days no review gets late and nobody falls silent, "
    "for all clients."
)

ACTS = ("list", "add", "delete")


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach off`."""
    parser.add_argument("act", choices=ACTS, nargs="?", default="list", help="what to do")
    parser.add_argument(
        "days", metavar="DAYS", nargs="*", help="add: 2026-12-24..2027-01-03, or one day; delete: a day of it"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="what for; for yourself alone")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Lists, notes or deletes."""
    said = " ".join(args.days)
    if args.act == "list":
        if said or args.reason:
            raise BadInput("coach off lists; to note a holiday write coach off add 2026-12-24..2027-01-03")
        _list(args, context)
        return Exit.DONE
    if not said:
        raise BadInput(f"say which days: coach off {args.act} 2026-12-24..2027-01-03")
    return _add(args, context, said) if args.act == "add" else _delete(args, context, said)


def _list(args: Namespace, context: Context) -> None:
    found = context.desk.practice().holidays
    if args.json:
        context.json({"holidays": [{"id": one.uid, **_plain(one)} for one in found]})
        return
    today = context.today
    rows = [(one.span(today), one.length, one.when(today), one.reason) for one in found]
    nothing = "No holiday is noted; coach off add 2026-12-24..2027-01-03 notes one."
    context.out("\n".join(columns(rows, context.width)) if rows else nothing)


def _add(args: Namespace, context: Context, said: str) -> int:
    from coach_tui.changes.time_off import add_holiday
    from coach_tui.changes.undo import history
    from coach_tui.plan.when import parse_stretch

    first, last = parse_stretch(said, context.today)
    try:
        uid = add_holiday(context.desk, first.isoformat(), last.isoformat(), args.reason)
    except BadInput as error:  # of fields, which have no names here
        raise BadInput(str(error).removeprefix("since: ").removeprefix("until: ")) from None
    if args.json:
        context.json(as_json(history(context.desk)[0], context.desk.practice()))
        return Exit.DONE
    one = next(one for one in context.desk.practice().holidays if one.uid == uid)
    context.out(as_line(f"noted: off {one.dated(context.today)}, {one.length}"))
    return Exit.DONE


def _delete(args: Namespace, context: Context, said: str) -> int:
    from coach_tui.changes.time_off import delete_holiday
    from coach_tui.plan.when import parse_stretch

    if args.reason:
        raise BadInput("a reason goes with add; coach off delete takes the days alone")
    found = context.desk.practice().holidays
    meant = [one for one in found if one.uid == said]
    if not meant:
        first, last = parse_stretch(said, context.today)
        meant = [one for one in found if one.since <= last and first <= one.until]
    if len(meant) != 1:
        how_many = "no holiday" if not meant else f"{len(meant)} holidays"
        raise BadInput(f"{how_many} on {quote(said)}; coach off lists them")
    entry = delete_holiday(context.desk, meant[0].uid)
    if args.json:
        context.json(as_json(entry, context.desk.practice()))
    else:
        context.out(as_line(f"deleted: off {meant[0].dated(context.today)}"))
    return Exit.DONE


def _plain(one: Holiday) -> dict[str, str | None]:
    return {"since": one.since.isoformat(), "until": one.until.isoformat(), "reason": one.reason or None}
