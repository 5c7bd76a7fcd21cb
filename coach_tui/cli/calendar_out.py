"""`coach export ics|vdir`: the plans' dates for calendars, without a private word."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.cli.whose import client_and_practice
from coach_tui.plan.errors import BadInput
from coach_tui.settings import minutes_before
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Practice

SHOWN = 20
"""Lines of one kind that are told before the rest is counted."""
NAMED = 3
"""Changes that one line names before the rest is counted."""


def run(args: Namespace, context: Context) -> int:
    """Writes one calendar file, or brings a folder of them to what the plans say."""
    whose, practice = client_and_practice(context.desk.practice(), args.client, args.plan)
    if args.format == "ics":
        return _file(args, context, practice, whose or None)
    if args.plan is not None:
        raise BadInput("vdir: --plan is for the other formats: a folder holds all plans of a client")
    return _folder(args, context, whose or None)


def _file(args: Namespace, context: Context, practice: Practice, client: str | None) -> int:
    from coach_tui.exchange.ics_out import write_ics
    from coach_tui.plan.calendar_items import items

    settings = context.settings
    data = write_ics(
        items(practice, client, settings.calendar_names), minutes_before(settings.calendar_alarm)
    )
    if args.output in (None, "-"):
        context.as_it_is(data)
        return Exit.DONE
    from coach_tui.cli.files import write_file

    force = args.force
    if not force and os.path.isfile(args.output):  # noqa: PTH113
        if _same(args.output, data, context):
            return Exit.DONE
        force = True
    write_file(context, args.output, data, force=force)
    return Exit.DONE


def _same(name: str, data: bytes, context: Context) -> bool:
    """Whether a file holds these bytes already; asks before another one than ours is replaced.

    Raises:
        BadInput: it may not be replaced.
    """
    from coach_tui.exchange import ics
    from coach_tui.exchange.foreign import given_bytes
    from coach_tui.plan.calendar_changes import compare

    there = given_bytes(name)
    if there == data:
        return True
    exists = f"{shown(name)} exists already"
    try:
        found = ics.read_ics(there)
    except BadInput:
        found = None
    if found is None or found.foreign or not found.there:
        if context.can_ask and context.ask(f"{exists} and is not ours alone. Replace it?"):
            return False
        raise BadInput(f"{exists} and is not ours alone; name another file, or use --force")
    practice = context.desk.practice()
    compared = compare(practice, found.there, context.today)
    lines = [line for _, line in compared.lines(practice, context.today)] + found.faults
    if lines:
        more = f"; and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
        raise BadInput(
            f"{exists}, and {_changes(len(lines))} made in it not taken in yet: coach import shows them, "
            f"--force replaces it all the same ({'; '.join(lines[:NAMED])}{more})"
        )
    return False


def _changes(count: int) -> str:
    return "a change was" if count == 1 else f"{count} changes were"


def _folder(args: Namespace, context: Context, client: str | None) -> int:
    from coach_tui.exchange.vdir import write_folder

    settings = context.settings
    folder = args.output or context.vdir
    if not folder or folder == "-":
        raise BadInput("vdir: no folder is named; use -o DIR, or set vdir in the configuration")
    try:
        done = write_folder(
            folder,
            context.desk.practice(),
            context.today,
            client=client,
            names=settings.calendar_names,
            alarm=minutes_before(settings.calendar_alarm),
            force=args.force,
        )
    except BadInput as error:
        raise BadInput(f"{shown(folder)}: {error}") from None
    context.wrote()
    context.out(
        f"{folder}: {done.new} new, {done.changed} changed, {done.removed} removed, {done.same} as they were"
    )
    context.flush()
    if done.waiting:
        were = _changes(len(done.waiting))
        context.say(
            f"{were} made in the calendar and not taken in: left as they are there; coach import shows them, "
            "--force puts back what the plan says"
        )
    tell(done.waiting + done.said, context)
    return Exit.DONE


def tell(lines: list[str], context: Context) -> None:
    """Says lines on standard error, and how many more there are."""
    for line in lines[:SHOWN]:
        context.say(line)
    if len(lines) > SHOWN:
        context.say(f"and {len(lines) - SHOWN} more like these")
