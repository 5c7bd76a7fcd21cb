"""`coach checkin`: a check-in in one line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.at_once import OpenDesk
from coach_tui.changes.daily import check_in
from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import add_client, open_plan_named
from coach_tui.plan.contact import Checkin
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.quick import Given
from coach_tui.plan.unlikely import far_off

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.changes.desk import Change
    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry

_FIELDS = ("engagement", "mood", "note")
HELP = "Notes how it goes with a client, today or on another day; coach undo takes it back."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach checkin`."""
    add_client(parser)
    parser.add_argument(
        "line",
        metavar="LINE",
        nargs="?",
        help='all in one, in quotes, as in the app: "7, hours=44, e4, mood=calm, +practice, text, !win"; '
        "a number alone is for the measure that has waited longest; - reads standard input",
    )
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
    parser.add_argument(
        "--yes", action="store_true", help="note a value that is far from anything before without asking"
    )
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Notes it as one change and says how to take it back."""
    texts = {key: context.text(getattr(args, key)) or "" for key in ("line", *_FIELDS, "win")}
    line = _line(texts["line"])
    on = args.on
    if on is not None:
        on = Checkin.fields["on"].parse(on, context.today) or _no_day()
    try:
        change, given = _noted(args, context, texts, line, on, sure=args.yes)
    except _FarOff as doubt:
        if not context.can_ask:
            raise BadInput(f"{doubt}: nothing was noted; mend it, or note it with --yes") from None
        if not context.ask(f"{doubt}: note it?"):
            raise BadInput("nothing was noted") from None
        change, given = _noted(args, context, texts, line, on, sure=True)
    if args.json:  # as the change has left it: the file is not read once more
        context.json(as_json(change.entry, change.practice))
    elif change.entry is not None:
        context.out(as_line(f"{change.entry.what}{f', on {day_words(on, context.today)}' if on else ''}"))
        if not given.win and (better := _offered(change.entry, change.practice, context)):
            context.out(better)
    return Exit.DONE


class _FarOff(Exception):
    """A value is far from anything before, as the text says, and nobody has said that it is meant."""


def _noted(
    args: Namespace, context: Context, texts: dict[str, str], line: str, on: str | None, *, sure: bool
) -> tuple[Change, Given]:
    """The change that notes it, and what is noted.

    Raises:
        BadInput: something in it is refused.
        _FarOff: nothing was noted.
    """
    desk = context.desk
    with desk.change("checked in") as change:
        plan = open_plan_named(change.practice, args.client, args.plan)
        given = Given(plan, context.today)
        given.line(line)
        for text in args.measure:
            given.measure(text)
        for text in args.done:
            given.practised(text)
        for key in _FIELDS:
            given.field(key, texts[key])
        given.won(texts["win"])
        values = {**given.values, **({"on": on} if on else {})}
        day = date.fromisoformat(on) if on else context.today
        doubt = "" if sure else "; ".join(far_off(plan, values.get("measures") or {}, day))
        if doubt:
            raise _FarOff(doubt)
        check_in(OpenDesk(desk, change), plan.engagement.uid, values, given.win)
    return change, given


def _line(text: str) -> str:
    """The line that was given, "" for none.

    Raises:
        BadInput: there are several.
    """
    line = text.strip()
    if "\n" in line:
        raise BadInput("these are several lines: write it in one, or give a text of several with --note -")
    return line


def _offered(entry: Entry, practice: Practice, context: Context) -> str:
    """A best value or a streak that the check-in has brought, and how to note it as a win; "" for none."""
    from coach_tui.plan.wins import offer_among

    found = offer_among(practice, entry.uids("checkins"), context.today)
    if found is None:
        return ""
    what = found[1].what
    return f"{what[:1].upper()}{what[1:]}. To note it as a win: coach checkin CLIENT --win TEXT"


def _no_day() -> str:
    raise BadInput("on: no day is given; write it like 2026-11-23, or leave it out for today")
