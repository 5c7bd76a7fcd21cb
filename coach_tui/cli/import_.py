"""`coach import`: plan files (TOML, JSON), whole exports, replies to forms, and dates moved in a calendar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach_tui.cli.changed import as_json
from coach_tui.cli.exits import Exit, noted, status_of
from coach_tui.cli.formats import format_of
from coach_tui.cli.given import Given
from coach_tui.cli.who import add_who
from coach_tui.cli.whose import add_plan
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.practice import Practice
from coach_tui.plan.text import clean

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.cli.import_plans import Outcome
    from coach_tui.plan.draft import Draft
    from coach_tui.store.journal import Entry

KINDS = ("checkin", "reflection", "plan", "self", "intake")
"""What a client's reply can be."""
MOST_KEPT = 3
"""Changes that stay as they are here that are named."""
HELP = (
    "Reads plan files (TOML or JSON) or a whole export back in; several plan files are one change. Of a "
    "calendar (an "
    "ICS file, or a vdir: a folder of them) it takes in what was moved or marked done there, once you have "
    "seen it and agreed; so it begins a plan with each new client of a list (CSV). A client's reply to a "
    "form of coach form, as text or as a saved mail, is known by the form's id: what it says is shown, and "
    "taken in once you agree. With --as 360, "
    "answers to a round of feedback: replies to its form, files that its HTML page saved, CSV of any form "
    "tool (or plain: group,rater,item,score,comment). What is not clear is said line by line before anything "
    "is stored; then it asks, or, where nobody can answer, stops with exit status 2 unless --yes is given. "
    "Of several files those that cannot be taken are named; status 5 says that others were taken."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach import`."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a file, a folder of calendar files, or - for standard input; without any, "
        "the folder that the configuration names as vdir",
    )
    parser.add_argument(
        "--replace", action="store_true", help="put it in the place of a client's present plan"
    )
    add_who(parser)
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")
    parser.add_argument(
        "--yes",
        action="store_true",
        help="take in what is clear, whatever else was said, and values far from "
        "anything before; begin a new round",
    )
    parser.add_argument(
        "--column",
        metavar="FIELD=HEADING",
        action="append",
        default=[],
        help="what a column of a CSV is: of a list of clients, such as name=Coachee; of answers to a round, "
        "item, question, group, rater, email or nothing, or an item’s own words, such as "
        "“item=Gives feedback”; may be repeated",
    )
    parser.add_argument(
        "--dates",
        choices=("dmy", "mdy", "ymd"),
        help="for a list of clients: what comes first in a date like 9/3/2026 or 26-09-03: the day, the "
        "month or the year",
    )
    parser.add_argument(
        "--on", metavar="DATE", help="the day a reply was written on; else the mail's, else today"
    )
    _round_arguments(parser)


def _round_arguments(parser: ArgumentParser) -> None:
    rounds = parser.add_argument_group("answers to a round")
    rounds.add_argument(
        "--as",
        dest="kind",
        metavar="360",
        choices=("360", *KINDS),
        help="what the files hold: 360, a round's answers; checkin, reflection, plan, self or intake, a "
        "reply that lost its id",
    )
    rounds.add_argument("--client", metavar="CLIENT", help="whose round or reply: any part of a name")
    add_plan(rounds)
    rounds.add_argument(
        "--round",
        metavar="NAME",
        help="any part of the round's title; a name that fits none begins one with what a CSV asks",
    )
    rounds.add_argument(
        "--group-column", metavar="NAME", help="the heading of the column that names the groups"
    )
    rounds.add_argument(
        "--group",
        metavar="WORDS=GROUP",
        action="append",
        default=[],
        help="which group words of the file mean, such as “Customer=other”; may be repeated",
    )
    rounds.add_argument(
        "--scale",
        metavar="SCALE",
        help="the scale of a round that a CSV begins: 0-10, or its words from the lowest to the highest, "
        "with commas between them",
    )


def run(args: Namespace, context: Context) -> int:
    """Takes in one file after the other; one that cannot be taken is named, and the others still are."""
    if args.kind == "360":
        from coach_tui.cli import import_360

        import_360.check(args)
    elif args.round or args.group_column or args.group or args.scale:
        raise BadInput("--round, --group-column, --group and --scale go with --as 360")
    elif args.kind and not args.client:
        raise BadInput(f"--as {args.kind} needs --client; coach import --help shows how")
    if args.plan and not args.client:
        raise BadInput("--plan goes with --client: name one")
    files = args.files or [_vdir(args, context)]
    if len(files) == 1 and not args.json:
        given = Given(files[0], context)
        entry, more = _take(given, args, context)
        context.out(f"{given.shown}: {_told(entry, given, more)}")
        _say_off_scale(entry, context)
        return Exit.DONE
    context.several = True
    results = []
    faults: list[NotTaken] = []
    for outcome in _outcomes(files, args, context):
        for line in outcome.said:
            context.say(line)
        try:
            results.append(_result(outcome, args, context))
        except NotTaken as fault:
            context.say(f"{fault.file}: {fault}")
            faults.append(fault)
            results.append(fault.as_json(context.desk.practice()))
    context.several = False
    if args.json:
        context.json(_together(results))
    return _status(files, faults, context)


def _outcomes(files: Sequence[str], args: Namespace, context: Context) -> Iterator[Outcome]:
    """What came of each file, in their order; plan files that follow one another are taken in together."""
    from coach_tui.cli import import_plan
    from coach_tui.cli.import_plans import alone, take_all

    plans: list[tuple[Given, Draft | CoachError]] = []
    for file in files:
        given = Given(file, context)
        try:
            found = format_of(given, args)
            if found.NAME == import_plan.NAME:
                plans.append((Given(file, context), import_plan.read(given, args)))
                continue
        except CoachError as error:
            plans.append((given, error))
            continue
        yield from take_all(plans, args, context)
        plans = []
        yield alone(given, partial(found.take, given, args, context), context)
    yield from take_all(plans, args, context)


class NotTaken(Exception):
    """A file that was not taken in, and why."""

    def __init__(self, file: str, error: CoachError) -> None:
        super().__init__(clean(str(error)))
        self.file = file
        self.status = status_of(error)
        proposals = getattr(error, "proposals", [])
        self.more = {"proposals": proposals} if proposals else getattr(error, "more", {})

    def as_json(self, practice: Practice) -> dict[str, Any]:
        """What programs are told of it."""
        return {"file": self.file, **as_json(None, practice), **self.more, "error": str(self)}


def _status(files: Sequence[str], faults: Sequence[NotTaken], context: Context) -> int:
    """The exit status, told in words where some files were taken in and others were not."""
    if not faults:
        return Exit.DONE
    taken = len(files) - len(faults)
    if len(files) > 1:
        left = ", ".join(fault.file for fault in faults)
        context.say(f"taken in: {taken} of {len(files)} files; not: {left}")
    return Exit.PART if taken else max(fault.status for fault in faults)


def _take(given: Given, args: Namespace, context: Context) -> tuple[Entry | None, dict[str, Any]]:
    """Takes one file in. Also returns what programs are told beside the change.

    Raises:
        BadInput: it cannot be taken; the line names it.
    """
    try:
        return format_of(given, args).take(given, args, context)
    except BadInput as error:
        raise BadInput(f"{given.shown}: {error}") from None


def _result(outcome: Outcome, args: Namespace, context: Context) -> dict[str, Any]:
    """Tells what came of one of several files; what programs are told of it.

    Raises:
        NotTaken: it cannot be taken, or the data file cannot be read or written.
    """
    given, entry, more = outcome.given, outcome.entry, outcome.more
    name = given.shown
    try:
        if outcome.error is not None:
            raise outcome.error
        found = as_json(entry, context.desk.practice())
    except CoachError as error:
        if not outcome.made:
            raise NotTaken(name, error) from None
        context.say(f"{name}: {noted(clean(str(error)))}")
        return {"file": name, **as_json(None, Practice({})), "what": "took it in"}
    if not args.json:
        context.out(f"{name}: {_told(entry, given, more, back=outcome.together < 2)}")
        if outcome.last and outcome.together > 1:
            context.out(f"took in {outcome.together} plan files as one change. To take it back: coach undo")
        context.flush()
    if outcome.together:
        context.desk.note_booked(entry)
    if off := _say_off_scale(entry, context):
        more = {**more, "off_scale": off}
    if twice := context.at_one_time():
        more = {**more, "at_one_time": twice}
    for line in twice:
        context.say(line)
    return {"file": name, **found, **more}


def _say_off_scale(entry: Entry | None, context: Context) -> list[str]:
    """Says, and gives, which needs came in with a figure outside its scale: they are kept as they are."""
    if entry is None or not (uids := entry.uids("needs")):
        return []
    from coach_tui.plan.need import off_scale

    found = off_scale(context.desk.practice(), uids)
    for line in found:
        context.say(f"taken in as it is: {line}")
    return found


def _told(entry: Entry | None, given: Given, more: Mapping[str, Any], *, back: bool = True) -> str:
    """What a file has changed, with how to take it `back` where that is not told of several at once."""
    from coach_tui.cli.calendar_in import is_named
    from coach_tui.cli.import_plan import KEPT_HERE

    way = ". To take it back: coach undo" if back else ""
    if kept := more.get(KEPT_HERE):
        others = f", and {len(kept) - MOST_KEPT} more" if len(kept) > MOST_KEPT else ""
        told = f"how a goal was changed stays as it is here ({'; '.join(kept[:MOST_KEPT])}{others})"
        return f"{entry.what}; {told}{way}" if entry else f"nothing changed; {told}"
    if entry is None and is_named(given):
        return "nothing was changed"
    if entry is None:
        return "nothing changed, all of it is here already"
    return f"{entry.what}{way}"


def _together(results: list[dict[str, Any]]) -> dict[str, Any]:
    """What changed in all, and by file."""
    only = results[0] if len(results) == 1 else None
    return {
        "what": only["what"] if only else f"took in {len(results)} files",
        "client": only["client"] if only else None,
        "client_id": only["client_id"] if only else None,
        "changes": [change for result in results for change in result["changes"]],
        "files": results,
    }


def _vdir(args: Namespace, context: Context) -> str:
    """The folder of the configuration, where no file was named."""
    if args.kind or not context.vdir:
        raise BadInput("no file is named; name one, or set vdir in the configuration to a calendar's folder")
    return context.vdir
