"""`coach merge`: three data files as git's merge driver has them, or copies that a sync program made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.plan.errors import BadInput
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.text import plural
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.sync.files import Copy
    from coach_tui.sync.merge import Merged

HELP = (
    "Merges two data files against what both descend from, record by record and field by field. Without "
    "files it merges the copies that a program which syncs folders made of a conflict. For git to merge by "
    'it, put the line "coach.json merge=coach" into .gitattributes, and once on each machine: '
    'git config --global merge.coach.driver "coach merge %O %A %B"'
)

OF_GIT = ".merge_file_"
"""How the files begin that git has merged by a driver: it gives them their names, and nobody sees them."""


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach merge`."""
    parser.add_argument(
        "files",
        metavar="BASE OURS THEIRS",
        nargs="*",
        help="what both descend from (an empty file: nothing is known), the file that is written, the other",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE and leave OURS as it is")
    parser.add_argument("--yes", action="store_true", help="merge the copies without asking")
    parser.add_argument(
        "--values", action="store_true", help="list what two machines said of one thing, to be decided"
    )
    parser.add_argument(
        "--take",
        metavar=("ID", "N"),
        nargs=2,
        help="let value N of those of an ID stand, as --values lists them",
    )
    parser.add_argument("--json", action="store_true", help="print what came of it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Merges the files that are named, else the copies beside the data file."""
    if args.values or args.take:
        from coach_tui.cli.merged import decide_value, list_values

        return decide_value(args, context) if args.take else list_values(args, context)
    if not args.files and args.output is None:
        return _merge_copies(args, context)
    if len(args.files) != 3:
        raise BadInput("three files are needed: coach merge BASE OURS THEIRS; coach merge --help tells more")
    from coach_tui.changes.desk import Desk
    from coach_tui.sync.files import merge_files

    base, ours, theirs = args.files
    if args.output == "":
        raise BadInput("--output: no file is named; give its path")
    merged = merge_files(Desk(Path(ours), context.clock), base, ours, theirs, args.output or "")
    context.wrote()
    of_git = not args.output and os.path.basename(ours).startswith(OF_GIT)  # noqa: PTH119
    _tell(context, args, [merged], "Merged" if of_git else f"Merged into {shown(args.output or ours)}")
    return Exit.DONE


def _merge_copies(args: Namespace, context: Context) -> int:
    """Merges the copies of a conflict, after a question for each."""
    from coach_tui.sync.files import back_up, readable_copies, take_in

    copies, faults = readable_copies(context.desk)
    if not copies and not faults and not args.json:
        context.out("No sync program has made a copy of a conflict beside the data file.")
        return Exit.DONE
    if copies and not args.yes and not context.can_ask:
        raise BadInput(f"{_called(copies[0])}: to merge it, say --yes")
    context.several = True
    taken: list[Merged] = []
    for copy in copies:
        if args.yes or context.ask(f"{_called(copy)}. Merge it?"):
            if not taken:
                back_up(context.desk)
            taken.append(take_in(context.desk, copy))
    for line in faults:
        context.say(line)
    context.several = False
    files = "1 copy" if len(taken) == 1 else f"{len(taken)} copies"
    _tell(context, args, taken, f"Merged {files}, now among the backups")
    return Exit.PART if faults and taken else Exit.USAGE if faults else Exit.DONE


def _called(copy: Copy) -> str:
    """A copy with what it brings, in words."""
    name = shown(os.path.basename(copy.path))  # noqa: PTH119
    if not copy.changes:
        return f"{name} has no change that is not here"
    return f"{name} has {plural(copy.changes, 'change')} that {'is' if copy.changes == 1 else 'are'} not here"


def _tell(context: Context, args: Namespace, merged: Sequence[Merged], done: str) -> None:
    """Says what came of it: what is to be looked at, and what was refused or brought back."""
    to_look_at = {record["uid"]: record for one in merged for record in one.to_look_at}
    remarks = list(dict.fromkeys(line for one in merged for line in one.remarks))
    if args.json:
        context.json({
            "merged": len(merged),
            "to_look_at": [as_json(record) for record in to_look_at.values()],
            "remarks": remarks,
        })  # fmt: skip
        return
    if merged:
        look = f"; to decide: {plural(len(to_look_at), 'value')} (coach merge --values)" if to_look_at else ""
        context.out(f"{done}{look}")
    for line in remarks:
        context.out(line)


def as_json(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of what clashed in the shape of JSON: what it is about, and each value with its moment."""
    noun = NOUNS.get(record["of"])
    return {
        "id": record["uid"],
        "kind": noun.entry if noun else record["of"],
        "record": record["record"],
        "field": record.get("field", ""),
        "values": record["values"],
    }
