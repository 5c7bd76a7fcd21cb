"""`coach import` of a whole export (JSON), in which all records come back with their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.cli.import_plan import KEPT_HERE, agreed
from coach_tui.cli.who import asking
from coach_tui.exchange import dump
from coach_tui.exchange.dump_taking import leaving, take_in_dump
from coach_tui.exchange.kept_here import kept_of_records
from coach_tui.exchange.values_taken import far_off_in, told_of
from coach_tui.exchange.who_and_why import bent_of_records

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.cli.formats import Taken
    from coach_tui.cli.given import Given

NAME = "a whole export"
OPTIONS = frozenset(["--replace", "--by", "--why"])


def recognises(given: Given, args: Namespace) -> bool:
    """By the format's name in it."""
    return given.is_json and dump.is_dump(given.document)


def take(given: Given, args: Namespace, context: Context) -> Taken:
    """Takes everything in that it holds, as one change; asks before it replaces a client.

    Values far from anything before are told: they stood in a file already, where they may be meant.

    Raises:
        ClientExists: a client is here already, and nobody agreed to its being replaced.
        BadInput: it is a faulty one.
    """
    document, desk = given.document, context.desk
    ask = asking(args, context, can_ask=given.can_ask)
    records, former = dump.read_dump(document), dump.read_former(document)

    left = leaving(desk.practice(), records, desk.today)
    if left and args.replace:
        context.say(left)
    kept: list[str] = []

    def store(replace: bool) -> Any:
        kept[:] = kept_of_records(desk.practice(), records) if replace else []
        by, why = ask(bent_of_records(desk.practice(), desk.today, records) if replace else "")
        return take_in_dump(desk, records, replace=replace, former=former, by=by, why=why)

    entry = agreed(store, given, args, context, left)
    far = far_off_in(entry, desk.practice())
    for said in told_of(far):
        context.say(said)
    return entry, {**({"far_off": far} if far else {}), **({KEPT_HERE: kept} if kept else {})}
