"""`coach log`: the hours log for a credential, and what it still lacks."""

from __future__ import annotations

from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.cli.whose import add_client, client_and_practice
from coach_tui.exchange.credentials import load_credentials
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.group import together
from coach_tui.plan.hours import hours_log
from coach_tui.plan.hours_words import (
    against_words,
    hours_words,
    left_out_words,
    sum_words,
    twice_words,
    unanswered_words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.exchange.credentials import Credentials
    from coach_tui.plan.hours import HoursRow, Log

HELP = (
    "Prints the hours log: the sessions held, by client, and the sums against what credentials ask for. "
    "With a client, each session. The rules of credentials change: check them before you apply."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach log`."""
    add_client(parser, optional=True)
    parser.add_argument("--from", dest="first", metavar="DATE", help="sessions from this day on")
    parser.add_argument("--to", dest="last", metavar="DATE", help="sessions up to this day")
    parser.add_argument("--csv", action="store_true", help="the table that an application asks for")
    parser.add_argument("--all", action="store_true", help="with --csv: clients without consent noted, too")
    parser.add_argument("-o", "--output", metavar="FILE", help="with --csv: a file only you may read")
    parser.add_argument("--force", action="store_true", help="with -o: replace a file that is there")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Prints the log, or writes it as CSV."""
    from coach_tui.store.paths import config_path

    if (args.all or args.output or args.force) and not args.csv:
        raise BadInput("--all, -o and --force go with --csv")
    if args.csv and args.json:
        raise BadInput("--csv and --json do not go together; choose one")
    client, practice = client_and_practice(context.desk.known(), args.client, args.plan)
    rules = load_credentials(config_path(context.env))
    first, last = (_day(name, getattr(args, name), context) for name in ("first", "last"))
    if first and last and last < first:
        raise BadInput("--to: is before --from")
    log = hours_log(practice, context.today, client=client, first=first, last=last, most=rules.most)
    if args.json:
        context.json(_as_json(log, rules, context))
    elif args.csv:
        _csv(log, args, context)
    elif not log.held and not log.too_large:
        context.out("\n".join(["No session was held yet; s in the app holds one.", *unanswered_words(log)]))
    else:
        context.out("\n".join(_lines(log, rules, context, one=bool(client))))
    return Exit.DONE


def _day(name: str, text: str | None, context: Context) -> str:
    from coach_tui.plan.side import Side
    from coach_tui.plan.when import parse_day

    if text is None:
        return ""
    try:
        return parse_day(text, context.today, Side.PAST_FIRST).isoformat()
    except BadInput as error:
        flag = {"first": "--from", "last": "--to"}[name]
        raise BadInput(f"{flag}: {error}") from None


def _lines(log: Log, rules: Credentials, context: Context, *, one: bool) -> list[str]:
    if one:
        rows: list[tuple[str, ...]] = [("Date", "Time", "Minutes", "Kind", "")]
        rows += [
            (
                day_words(held.on, context.today),
                held.time,
                f"{held.minutes:g}",
                f"group of {held.size}" if held.group else held.kind,
                "paid" if held.paid else "pro bono",
            )
            for held in log.held
        ]
        lines = columns(rows, context.width)
    else:
        rows = [("Client", "Kind", "From", "To", "Paid h", "Pro bono h", "Consent")]
        rows += [
            (_named(row, context), row.kind,
             *(day_words(day, context.today) for day in (row.first, row.last)),
             hours_words(row.paid), hours_words(row.pro_bono), row.consent or "not noted")
            for row in log.rows
        ]  # fmt: skip
        lines = columns(rows, context.width)
    lines += ["", sum_words(log), *twice_words(log)]
    if one:
        lines += unanswered_words(log)
    else:
        lines += [f"{goal.name}  {against_words(goal, log, context.today)}" for goal in rules.goals]
        lines += left_out_words(log, rules.most)
        if rules.goals and rules.check:
            lines.append(f"These rules change: check them at {rules.check}.")
    return lines


def _named(row: HoursRow, context: Context) -> str:
    """The names of those whose hours they are, shortened in a terminal."""
    others = [person.name for person in row.others]
    return together(row.client.name, others, narrow=context.width is not None)


def _as_json(log: Log, rules: Credentials, context: Context) -> dict[str, object]:
    return {
        "date": context.today.isoformat(),
        "rows": [row.as_json() for row in log.rows],
        "sessions": [
            {
                "id": held.uid,
                "client": held.client.name,
                "with": [person.name for person in held.others],
                "date": held.on,
                "time": held.time or None,
                "minutes": held.minutes,
                "kind": held.kind,
                "group_size": held.size,
                "paid": held.paid,
            }
            for held in log.held
        ],
        "totals": {
            "hours": log.hours,
            "paid_hours": log.paid,
            "pro_bono_hours": log.pro_bono,
            "individual_hours": log.individual,
            "group_hours": log.group,
            "clients": log.clients,
            "not_counted": len(log.too_large),
        },
        "credentials": [goal.as_json(log, context.today) for goal in rules.goals],
        "check": rules.check,
    }


def _csv(log: Log, args: Namespace, context: Context) -> None:
    from coach_tui.exchange.hours_csv import hours_csv

    made = hours_csv(log, everybody=args.all)
    if args.output in (None, "-"):
        context.as_it_is(made.encode())
    else:
        from coach_tui.cli.files import write_file

        write_file(context, args.output, made, force=args.force)
    left = [] if args.all else log.unasked
    if left:
        context.say(
            f"left out, no consent noted: {', '.join(client.name for client in left)}; --all names them"
        )
