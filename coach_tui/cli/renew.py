"""`coach renew`: the next engagement with a client, with what goes on from the last one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.renewing import renew_engagement
from coach_tui.cli.changed import as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, plan_named
from coach_tui.plan.anew import day_there, others_reached, reached_measures, reached_words, target_typed
from coach_tui.plan.client import Engagement
from coach_tui.plan.continued import left_alone, may_go_on, serves_nothing, terms_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.measured import measures_taking_values
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import named
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_ahead

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.objective import Measure
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
        help="the new date of a milestone that goes on; one whose date is past is due on the first day when "
        "left out; may be repeated",
    )
    parser.add_argument(
        "--target",
        metavar="MEASURE=NUMBER",
        action="append",
        default=[],
        help="the new target of a measure of an objective that goes on; one that is reached begins without a "
        "target when left out; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="print the new engagement's id as JSON")


def run(args: Namespace, context: Context) -> int:
    """Begins it as one change and says how to take it back."""
    if args.all and args.take:
        raise BadInput("--all and --take do not go together: all that is open goes on, or what is named")
    plan = plan_named(context.desk.practice(), args.client, args.plan)
    values, dues, targets = _values(plan, args, context), _dues(plan, args, context), _targets(plan, args)
    carried = _carried(plan, args)
    uids = [one.uid for one in carried]
    days = {uid: day.isoformat() for uid, day in dues.items()}
    try:
        uid = renew_engagement(
            context.desk, plan.client.uid, values, plan.engagement.uid, uids, days, targets
        )
    except BadInput as error:  # of options, which are written otherwise
        for key in ("due", "target"):
            if str(error).startswith(f"{key}: "):
                raise BadInput(f"--{error}") from None
        raise
    if args.json:
        wanting = [measure.name for _, measure in _without_target(plan, carried, targets)]
        begun = {"engagement": uid, "continues": plan.engagement.uid, "carried": len(carried)}
        context.json({**begun, "needs_target": wanting})
        return Exit.DONE
    over = f", {len(carried)} carried over" if carried else ""
    context.out(as_line(f"began the next engagement with {plan.client.name}{over}"))
    for line in _unlike(plan, carried, date.fromisoformat(values["start"]), context.today, dues):
        context.out(line)
    for line in _reached(plan, carried, targets):
        context.out(line)
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


def _dues(plan: Plan, args: Namespace, context: Context) -> dict[str, date]:
    """The new days of milestones, by uid.

    Raises:
        BadInput: a title means none or several, or a day cannot be read.
    """
    found = {}
    for text in args.due:
        title, equals, day = text.rpartition("=")
        if not equals:
            raise BadInput("--due takes MILESTONE=DATE")
        one = named(plan.milestones_ahead, title.strip(), "milestone that is open")
        found[one.uid] = parse_ahead(day, context.today, Side.EITHER)
    return found


def _targets(plan: Plan, args: Namespace) -> dict[str, float]:
    """The new targets of measures, by uid.

    Raises:
        BadInput: a name means none or several, or a number cannot be taken.
    """
    measures = measures_taking_values(plan)
    found = {}
    for text in args.target:
        name, equals, number = text.rpartition("=")
        if not equals:
            raise BadInput("--target takes MEASURE=NUMBER")
        one = named(measures, name.strip(), "measure that takes values")
        try:
            found[one.uid] = target_typed(plan, one, number)
        except BadInput as error:
            raise BadInput(f"--target: {str(error).partition(': ')[2]}") from None
    return found


def _carried(plan: Plan, args: Namespace) -> list[Record]:
    """What goes on.

    Raises:
        BadInput: a title means none or several.
    """
    found = [one for records in may_go_on(plan).values() for one in records]
    if args.all:
        behind = {one.uid for one in plan.strategies if serves_nothing(plan, one)}
        return [one for one in found if one.uid not in behind]
    taken = (named(found, title, "record") for title in args.take)
    return list({one.uid: one for one in taken}.values())


def _unlike(
    plan: Plan, carried: list[Record], start: date, today: date, dues: Mapping[str, date]
) -> list[str]:
    """What is not there as it was here, a line each."""
    told = []
    for one in carried:
        said = day_there(one, start, today, dues)
        if said and isinstance(one, Milestone) and one.uid not in dues:
            said += "; coach move gives it another"
        told += [f" “{one.name}”: {said}"] if said else []
    taken = {one.uid for one in carried}
    for one in carried:
        if left_alone(plan, one, taken):
            what = "its objective" if isinstance(one, Milestone) else "what it served"
            told.append(f" “{one.name}”: without {what}")
    return told


def _without_target(
    plan: Plan, carried: list[Record], targets: Mapping[str, float]
) -> list[tuple[Objective, Measure]]:
    """The measures that are reached and begin without a target, with their objectives."""
    going = {one.uid for one in carried}
    found = reached_measures(plan)
    return [(of, one) for of, one in found if of.uid in going and one.uid not in targets]


def _reached(plan: Plan, carried: list[Record], targets: Mapping[str, float]) -> list[str]:
    """What goes on though it is reached, and what to give it, a line each."""
    told = []
    for _, measure in _without_target(plan, carried, targets):
        give = f'coach undo, then renew with --target "{measure.name}=NUMBER", or coach edit'
        told.append(f" {quote(measure.name)} {reached_words(plan, measure)}; it needs a new target: {give}")
    for one in carried:
        if isinstance(one, Objective):
            told += [f" {line}" for line in others_reached(plan, one)]
    return told
