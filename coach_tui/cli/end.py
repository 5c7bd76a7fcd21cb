"""`coach end`: how an objective, a milestone or a strategy ended, and what took its place; or it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.endings import ENDS, end, go_on
from coach_tui.changes.explaining import end_explained
from coach_tui.changes.replacing import replace
from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.explained import explained
from coach_tui.cli.whose import add_client, open_plan_named
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.placing import parts_named
from coach_tui.plan.practice import named
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry

    Ending = Objective | Milestone | Strategy

HELP = (
    "Says how an objective, a milestone or a strategy ended, as x does in the app: an objective was reached; "
    "it or a milestone was dropped (with --why), merged into another, split into several or replaced by a "
    "new one (--into); a strategy was finished, dropped or paused. “on” lets what has ended go on. What is "
    "still open and hung from an objective goes over to what takes its place; --place says to which part."
)
ON = "on"
TAKEN = ("merged", "split", "replaced")
HOW = ("reached", "dropped", *TAKEN, "finished", "paused", ON)
ALLOWED: dict[type[Ending], tuple[str, ...]] = {
    Objective: ("reached", "dropped", *TAKEN, ON),
    Milestone: ("dropped", *TAKEN, ON),
    Strategy: (*ENDS[Strategy], ON),
}
"""How each ends."""


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach end`."""
    add_client(parser)
    parser.add_argument("title", metavar="TITLE", help="which: any unambiguous part of its title")
    parser.add_argument("how", metavar="HOW", choices=HOW, help=", ".join(HOW))
    parser.add_argument(
        "--into",
        metavar="TITLE",
        action="append",
        default=[],
        help="what takes its place: of merged one that is open, else a new title (of a milestone “title | "
        "date”); may be repeated",
    )
    parser.add_argument(
        "--place",
        metavar="TITLE=PART",
        action="append",
        default=[],
        help="to which part of a split objective an open milestone or a strategy goes; may be repeated",
    )
    parser.add_argument("--why", metavar="TEXT", help="why; - reads it")
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Ends it as one change and says how to take it back."""
    why = (context.text(args.why) or "").strip()
    plan = open_plan_named(context.desk.practice(), args.client, args.plan)
    record = _meant(plan, args.title, args.how)
    if args.how not in TAKEN and (args.into or args.place):
        raise BadInput("--into and --place go with merged, split and replaced")
    if args.how == ON:
        entry = go_on(context.desk, type(record), record.uid)
    elif args.how in TAKEN:
        entry = _replaced(args, plan, record, why, context)
    elif args.how == "dropped" and not why:
        raise BadInput(f"say why {quote(record.name)} is dropped: --why TEXT")
    elif args.how == "reached":
        entry = end_explained(context.desk, record.uid, why, None, explained(record, context))
    else:
        entry = end(context.desk, type(record), record.uid, args.how, why)
    if args.json:
        context.json(as_json(entry, context.desk.practice()))
    else:
        context.out(as_line(entry.what) if entry else "Nothing changed, it is so already.")
    return Exit.DONE


def _meant(plan: Plan, title: str, how: str) -> Ending:
    """What is meant.

    Raises:
        BadInput: none or several are meant, it does not end so, or it has ended, or has not.
    """
    fits: list[Ending] = [
        *(one for one in plan.objectives if one.open is not (how == ON)),
        *(one for one in plan.milestones if (one.closed_on is None) is not (how == ON)),
        *(one for one in plan.strategies if one.active is not (how == ON)),
    ]
    state = "has ended" if how == ON else "is open"
    record: Ending = named(fits, title, f"objective, milestone or strategy that {state}")
    if how not in ALLOWED[type(record)]:
        raise BadInput(f"{quote(record.name)} is {record.noun}, which is {', '.join(ALLOWED[type(record)])}")
    if isinstance(record, Milestone) and record.done_on:
        raise BadInput(f"{quote(record.name)} is done; open it again in the app (4, space) before it ends")
    return record


def _replaced(args: Namespace, plan: Plan, record: Ending, why: str, context: Context) -> Entry | None:
    """Puts others in its place."""
    noun: type[Objective | Milestone] = Objective if isinstance(record, Objective) else Milestone
    there: list[Objective | Milestone] = [*(plan.objectives if noun is Objective else plan.milestones)]
    if not args.into:
        raise BadInput(f"say what takes its place: --into TITLE{' (twice or more)' * (args.how == 'split')}")
    if args.how == "merged":
        others = [one for one in there if one.open and one.uid != record.uid]
        if len(args.into) > 1 or args.place:
            raise BadInput("it is merged into one; name it with --into, once, and without --place")
        uid = named(others, args.into[0], noun.entry).uid
        return replace(context.desk, noun, record.uid, [uid], why)
    taken = [one.title for one in there]
    least = 2 if args.how == "split" else 1
    parts = parts_named(noun, taken, least, context.today, ";".join(args.into))
    placed = _placed(args.place, plan, record, [part["title"] for part in parts])
    return replace(context.desk, noun, record.uid, parts, why, placed)


def _placed(given: list[str], plan: Plan, record: Ending, parts: list[str]) -> dict[str, list[int]]:
    """To which part what hangs from it goes, by uid.

    Raises:
        BadInput: none or several are meant, or there is no such part.
    """
    hung: list[Milestone | Strategy] = [
        *(one for one in plan.milestones if one.objective == record.uid and one.open),
        *(one for one in plan.strategies if record.uid in one.objectives),
    ]
    found: dict[str, list[int]] = {}
    for text in given:
        title, equals, part = text.rpartition("=")
        fits = [n for n, one in enumerate(parts) if part.strip() and part.strip().lower() in one.lower()]
        if not equals or len(fits) != 1:
            raise BadInput(f"--place takes TITLE=PART with one of {', '.join(map(quote, parts))}")
        one = named(hung, title.strip(), "milestone or strategy of this objective")
        found.setdefault(one.uid, []).extend(fits)
    return found
