"""`coach checkin`: a check-in in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.daily import check_in
from coach_tui.cli.changed import as_json
from coach_tui.cli.exits import Exit
from coach_tui.cli.find import plan_named
from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.practice import named

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.objective import Measure
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.store.journal import Entry

HELP = "Notes how it goes with a client, today or on another day; coach undo takes it back."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach checkin`."""
    parser.add_argument("client", metavar="CLIENT", help="any unambiguous part of a name")
    parser.add_argument(
        "--measure",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="a new value; NAME is any unambiguous part of a measure's name; may be repeated",
    )
    parser.add_argument("--engagement", metavar="1-5", help="how engaged the client is")
    parser.add_argument("--mood", metavar="TEXT", help="a word or two; - reads standard input")
    parser.add_argument("--note", metavar="TEXT", help="a line of text; - reads standard input")
    parser.add_argument(
        "--done",
        metavar="STRATEGY",
        action="append",
        default=[],
        help="practised: any unambiguous part of a strategy's title; may be repeated",
    )
    parser.add_argument("--win", metavar="TEXT", help="a win to note along with it; - reads standard input")
    parser.add_argument("--on", metavar="DATE", help="the day it is about: 2026-11-23, yesterday, fri, -2d")
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Notes it as one change and says how to take it back."""
    values: dict[str, Any] = {}
    for key in ("engagement", "mood", "note"):
        given = context.text(getattr(args, key))
        if given is not None and given.strip():
            values[key] = Checkin.fields[key].parse(given, context.today)
    win = (context.text(args.win) or "").strip()
    if args.on is not None:
        values["on"] = Checkin.fields["on"].parse(args.on, context.today) or _no_day()
    desk = context.desk
    with desk.change("checked in") as change:
        plan = plan_named(change.practice, args.client)
        if args.measure:
            values["measures"] = _measures(plan, args.measure)
        if args.done:
            strategies = [record for record in plan.strategies if record.active] or plan.strategies
            values["done"] = [named(strategies, text, "strategy").uid for text in args.done]
        check_in(OpenDesk(desk, change), plan.engagement.uid, values, win)
    context.written = True
    if args.json:
        context.json(as_json(change.entry, desk.practice()))
    elif change.entry is not None:
        context.out(_told(change.entry.what, values.get("on")))
        if not win and (better := _offered(change.entry, desk.practice(), context)):
            context.out(better)
    return Exit.DONE


def _told(what: str, day: str | None) -> str:
    """What was noted, for the person at the shell."""
    on = f", on {day}" if day else ""
    return f"{what[:1].upper()}{what[1:]}{on}. To take it back: coach undo"


def _offered(entry: Entry, practice: Practice, context: Context) -> str:
    """A best value or a streak that the check-in has brought, and how to note it as a win; "" for none."""
    from coach_tui.plan.wins import offer_of

    for op in entry.ops:
        noted = practice.find("checkins", op["uid"]) if op["table"] == "checkins" else None
        plan = practice.plan_of(noted) if noted else None
        offer = offer_of(plan, noted, context.today) if plan and isinstance(noted, Checkin) else None
        if offer:
            said = offer.what[:1].upper() + offer.what[1:]
            return f"{said}. To note it as a win: coach checkin CLIENT --win TEXT"
    return ""


def _no_day() -> str:
    raise BadInput("on: no day is given; write it like 2026-11-23, or leave it out for today")


def _measures(plan: Plan, given: list[str]) -> dict[str, float]:
    """Values by measure uid from NAME=VALUE.

    Raises:
        BadInput: the form is wrong, a name is unknown, ambiguous or there twice, or a value is no number.
    """
    from datetime import date

    from coach_tui.plan.fields import Number

    known = _numeric(plan)
    values: dict[str, float] = {}
    for text in given:
        name, equals, value = text.rpartition("=")
        if not equals or not name.strip() or not value.strip():
            raise BadInput(f"measure: {quote(text)} is not NAME=VALUE; write it like --measure hours=40")
        measure = named(known, name, "measure")
        if measure.uid in values:
            raise BadInput(f"measure: {quote(measure.name)} is given twice; a check-in takes one value of it")
        field = Number(measure.name)
        field.key = "measure"
        number = field.parse(value, date.min)
        assert number is not None
        values[measure.uid] = number
    return values


def _numeric(plan: Plan) -> list[Measure]:
    """The numeric measures of the open objectives; of all, where none is open."""
    objectives = [objective for objective in plan.objectives if objective.open] or plan.objectives
    return [
        measure for objective in objectives for measure in objective.measures if measure.kind == "numeric"
    ]
