"""`coach move`: another day for a milestone or an objective's target date, with what it would mean shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.moving import move
from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.who import add_who, asking
from coach_tui.cli.whose import add_client, open_plan_named
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.moves import SCOPES, WaysBack, day_before_move
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import fitting, named
from coach_tui.plan.side import Side
from coach_tui.plan.target_moves import ALONE, WITH_MILESTONES, shifts_of
from coach_tui.plan.when import parse_ahead

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.moves import Shift
    from coach_tui.plan.practice import Plan

    Dated = Milestone | Objective

HELP = (
    "Moves a milestone, or the target date of an objective, as m does in the app: who asked and why is kept "
    "(asked at a terminal), and what speaks against the day is said. --dry-run shows what would move, and "
    "what else --with could take along, and changes nothing."
)
ALLOWED: dict[type[Dated], tuple[str, ...]] = {
    Milestone: tuple(scope for scope in SCOPES if scope != ALONE),
    Objective: (WITH_MILESTONES,),
}
"""What else moves with each."""
WITH = tuple(scope for scopes in ALLOWED.values() for scope in scopes)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach move`."""
    add_client(parser)
    parser.add_argument(
        "title", metavar="TITLE", help="the milestone or objective: any unambiguous part of its title"
    )
    parser.add_argument(
        "day", metavar="DAY", nargs="+", help="the new day: 24.12., 24 dec, fri; +2w is from the present one"
    )
    parser.add_argument(
        "--with",
        dest="scope",
        metavar="WHAT",
        choices=WITH,
        help="what moves by as many days: of a milestone those that wait for it (dependents) or all after it "
        "(following), of an objective its open milestones (milestones)",
    )
    add_who(parser)
    parser.add_argument("--dry-run", action="store_true", help="show what would move, and change nothing")
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Moves it as one change and says how to take it back."""
    plan = open_plan_named(context.desk.practice(), args.client, args.plan)
    record = _meant(plan, args.title)
    noun, scope = type(record), args.scope or ALONE
    if scope != ALONE and scope not in ALLOWED[noun]:
        raise BadInput(
            f"{quote(record.title)} is {record.noun}, which takes --with {' or '.join(ALLOWED[noun])}"
        )
    today = context.today
    to = parse_ahead(" ".join(args.day), today, Side.MOVED, base=record.due).isoformat()
    shifts = shifts_of(plan, record, to, scope, today)
    moves = {"moves": [_as_json(shift) for shift in shifts]}
    if args.dry_run:
        if args.json:
            context.json({**as_json(None, context.desk.practice()), **moves})
        else:
            for line in (*_lines(shifts, today), *_others(plan, record, to, scope, today)):
                context.out(line)
        return Exit.DONE
    lines = _lines(shifts, today)
    asked = context.can_ask and not (args.by or args.why)
    for line in lines if asked or any(shift.warnings for shift in shifts) else ():
        context.say(line)
    by, why = asking(args, context, can_ask=context.can_ask)(lines[0])
    seen = [(shift.record.uid, shift.to.isoformat()) for shift in shifts]
    entry = move(context.desk, noun, record.uid, to, scope=scope, by=by, reason=why, seen=seen)
    if args.json:
        context.json({**as_json(entry, context.desk.practice()), **moves})
    elif entry is not None:
        context.out(as_line(entry.what))
    return Exit.DONE


WAYS_BACK = WaysBack(
    "open it again in the app (4, space) before it moves",
    "coach end CLIENT TITLE on lets it go on first",
    "coach edit gives it one",
)


def _meant(plan: Plan, title: str) -> Dated:
    """What is to be moved.

    Raises:
        BadInput: none or several are meant, or it is done, has ended, or has no day.
    """
    every: list[Dated] = [*plan.milestones, *plan.objectives]
    going_on = [one for one in every if one.open and not (isinstance(one, Milestone) and one.done_on)]
    fits = going_on if fitting(going_on, title) or not fitting(every, title) else every
    record: Dated = named(fits, title, "milestone or objective that is open")
    day_before_move(record, WAYS_BACK)
    return record


def _lines(shifts: list[Shift], today: date) -> list[str]:
    """What moves, from when to when, each with what speaks against it."""
    found = []
    for shift in shifts:
        due = shift.was
        what = "" if isinstance(shift.record, Milestone) else "target date of "
        said = f"{day_words(due, today) if due else 'no day'} → {day_words(shift.to, today)}"
        found.append(f"{what}{quote(shift.record.name)}: {said}")
        found += [f"  ! {warning}" for warning in shift.warnings]
    return found


def _others(plan: Plan, record: Dated, to: str, scope: str, today: date) -> list[str]:
    """What else could move along, a line for each way."""
    found, told = [], [ALONE, scope]
    for other in ALLOWED[type(record)] if scope == ALONE else ():
        names = [quote(shift.record.name) for shift in shifts_of(plan, record, to, other, today)[1:]]
        if names and other not in told:
            found.append(f"--with {other} moves {', '.join(names)} as well")
    return found


def _as_json(shift: Shift) -> dict[str, Any]:
    due = shift.was
    return {
        "table": shift.record.table,
        "id": shift.record.uid,
        "title": shift.record.name,
        "from": due.isoformat() if due else None,
        "to": shift.to.isoformat(),
        "warnings": shift.warnings,
    }
