"""`coach renew`: the next engagement with a client, with what goes on from the last one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.renewing import renew_engagement
from coach_tui.cli.changed import as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, plan_named
from coach_tui.plan.client import Engagement
from coach_tui.plan.continued import day_there, left_alone, may_go_on, needs_day, serves_nothing, terms_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.practice import named
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_ahead

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record

HELP = (
    "Begins the next engagement with a client whose last one is closed, with the same terms but for the day "
    "of the agreement, and takes along what is named of its plan; coach undo takes it back."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach renew`."""
    add_client(parser)
    parser.add_argument("--type", metavar="TEXT", help="what it is about; else as before")
    parser.add_argument("--from", dest="start", metavar="DATE", help="the day it begins; today when left out")
    parser.add_argument("--to", dest="end", metavar="DATE", help="the day it ends")
    parser.add_argument("--sessions", metavar="NUMBER", help="how many are contracted; else as before")
    parser.add_argument(
        "--take",
        metavar="TITLE",
        action="append",
        default=[],
        help="an objective, need, strategy, milestone or promise that goes on: any unambiguous part of its "
        "title; may be repeated",
    )
    parser.add_argument(
        "--all", action="store_true", help="take along all that is open; not what served only what has ended"
    )
    parser.add_argument(
        "--due",
        metavar="MILESTONE=DATE",
        action="append",
        default=[],
        help="the new date of a milestone that goes on; one whose date is past needs it; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="print the new engagement's id as JSON")


def run(args: Namespace, context: Context) -> int:
    """Begins it as one change and says how to take it back."""
    if args.all and args.take:
        raise BadInput("--all and --take do not go together: all that is open goes on, or what is named")
    plan = plan_named(context.desk.practice(), args.client, args.plan)
    values, dues = _values(plan, args, context), _dues(plan, args, context)
    start = date.fromisoformat(values["start"])
    carried = _carried(plan, args, start, dues)
    uids = [one.uid for one in carried]
    uid = renew_engagement(context.desk, plan.client.uid, values, plan.engagement.uid, uids, dues)
    if args.json:
        context.json({"engagement": uid, "continues": plan.engagement.uid, "carried": len(carried)})
    else:
        over = f", {len(carried)} carried over" if carried else ""
        context.out(as_line(f"began the next engagement with {plan.client.name}{over}"))
        for line in _unlike(plan, carried, start):
            context.out(line)
        for one in _without_day(plan, start, dues) if args.all else ():
            said = f'stays behind, its date is past; --due "{one.name}=DATE" takes it along'
            context.out(f" “{one.name}”: {said}")
    return Exit.DONE


def _values(plan: Plan, args: Namespace, context: Context) -> dict[str, Any]:
    """The fields of the new engagement: as before, but for what is said."""
    values = {**terms_of(plan.engagement), "start": context.today.isoformat()}
    for key in ("type", "start", "end", "sessions"):
        text = getattr(args, key)
        if text is not None:
            if key in ("start", "end") and text.strip():
                text = parse_ahead(text, context.today, Side.EITHER).isoformat()
            values[key] = Engagement.fields[key].parse(text, context.today)
    return {key: value for key, value in values.items() if value is not None}


def _dues(plan: Plan, args: Namespace, context: Context) -> dict[str, str]:
    """The new days (ISO) of milestones, by uid.

    Raises:
        BadInput: a title means none or several, or a day cannot be read.
    """
    found = {}
    for text in args.due:
        title, equals, day = text.rpartition("=")
        if not equals:
            raise BadInput("--due takes MILESTONE=DATE")
        one = named(plan.milestones_ahead, title.strip(), "milestone that is open")
        found[one.uid] = parse_ahead(day, context.today, Side.EITHER).isoformat()
    return found


def _without_day(plan: Plan, start: date, dues: Mapping[str, str]) -> list[Milestone]:
    """The milestones whose day is past, and that have no new one."""
    return [one for one in plan.milestones_ahead if needs_day(one, start) and one.uid not in dues]


def _carried(plan: Plan, args: Namespace, start: date, dues: Mapping[str, str]) -> list[Record]:
    """What goes on.

    Raises:
        BadInput: a title means none or several.
    """
    found = [one for records in may_go_on(plan).values() for one in records]
    if args.all:
        behind = {one.uid for one in _without_day(plan, start, dues)}
        behind |= {one.uid for one in plan.strategies if serves_nothing(plan, one)}
        return [one for one in found if one.uid not in behind]
    taken = (named(found, title, "record") for title in args.take)
    return list({one.uid: one for one in taken}.values())


def _unlike(plan: Plan, carried: list[Record], start: date) -> list[str]:
    """What is not there as it was here, a line each."""
    told = [f" “{one.name}”: {said}" for one in carried if (said := day_there(one, start))]
    taken = {one.uid for one in carried}
    for one in carried:
        if left_alone(plan, one, taken):
            what = "its objective" if isinstance(one, Milestone) else "what it served"
            told.append(f" “{one.name}”: without {what}")
    return told
