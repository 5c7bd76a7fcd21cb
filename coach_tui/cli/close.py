"""`coach close`: an engagement closes, with what came of its objectives."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.changes.closing import Ended, end_engagement
from coach_tui.cli.changed import as_json, as_line
from coach_tui.cli.exits import Exit
from coach_tui.cli.explained import explained
from coach_tui.cli.whose import add_client, open_plan_named
from coach_tui.plan.audience import OPTIONS
from coach_tui.plan.client import Engagement
from coach_tui.plan.dates import iso
from coach_tui.plan.ending import kept_at_closing, kept_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.left_open import left_open
from coach_tui.plan.practice import named
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_ahead

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry

NONE = "none"

HELP = (
    "Closes a client's engagement, with what came of its objectives, the outcome in words, and how long the "
    "data is kept; coach undo takes it back. Objectives that are not named go on; see coach renew."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach close`."""
    add_client(parser)
    parser.add_argument("--on", metavar="DATE", help="the day on which it closes; today when left out")
    parser.add_argument("--outcome", metavar="TEXT", help="what was reached; - reads standard input")
    parser.add_argument(
        "--visible", metavar="READER", choices=OPTIONS, help="who may read that: private, client, sponsor"
    )
    parser.add_argument(
        "--reached",
        metavar="OBJECTIVE",
        action="append",
        default=[],
        help="an objective that was reached: any unambiguous part of its title; may be repeated",
    )
    parser.add_argument(
        "--dropped",
        metavar="OBJECTIVE=WHY",
        action="append",
        default=[],
        help="an objective that was given up, and why; may be repeated",
    )
    parser.add_argument(
        "--replaced",
        metavar="OBJECTIVE=BY",
        action="append",
        default=[],
        help="an objective, and the title of another or of a new one that takes its place; may be repeated",
    )
    parser.add_argument(
        "--until",
        metavar="DATE",
        help="the day until which the client's data is kept; when left out, as the configuration proposes it "
        "(retention_years); none sets none",
    )
    parser.add_argument("--json", action="store_true", help="print what changed as JSON")


def run(args: Namespace, context: Context) -> int:
    """Closes it as one change and says how to take it back."""
    outcome = context.text(args.outcome)
    plan = open_plan_named(context.desk.practice(), args.client, args.plan)
    today = context.today
    terms = {"outcome": outcome, "visibility": args.visible}
    closes = str(Engagement.fields["closed_on"].parse(args.on or "", today) or today.isoformat())
    said = Ended(
        closed_on=closes,
        terms={key: value for key, value in terms.items() if value},
        kept_until=_kept_until(plan, closes, args, context),
        ends=_ends(plan, args),
    )
    reached = [one for one in plan.objectives if said.ends.get(one.uid, ("",))[0] == "reached"]
    said = said._replace(explained={one.uid: explained(one, context) for one in reached})
    entry = end_engagement(context.desk, plan.engagement.uid, said)
    now = context.desk.practice().plan(plan.client.uid, plan.engagement.uid) or plan
    kept, still = now.client.retention_on, left_open(now, today)
    if args.json:
        told = {"kept_until": kept.isoformat() if kept else None, "still_open": still}
        context.json({**as_json(entry, context.desk.practice()), **told})
    elif entry is not None:
        context.out(as_line(entry.what))
        context.out(kept_words(now, today, 0))
        for line in ["Still open as it ends:", *(f" {line}" for line in still)] if still else []:
            context.out(line)
    return Exit.DONE


def _kept_until(plan: Plan, closes: str, args: Namespace, context: Context) -> str:
    """The day (ISO) until which the data is to be kept, "" where it stays as it is: as said, else proposed.

    Raises:
        BadInput: what was said is no day ahead.
    """
    said = (args.until or "").strip()
    if said.lower() == NONE:
        return ""
    if said:
        return parse_ahead(said, context.today, Side.AHEAD).isoformat()
    years = context.settings.retention_years
    proposed = kept_at_closing(plan, date.fromisoformat(closes), context.today, years)
    return proposed if proposed != iso(plan.client.retention_on) else ""


def _ends(plan: Plan, args: Namespace) -> dict[str, tuple[str, ...]]:
    """What came of the objectives that are named.

    Raises:
        BadInput: none or several are meant, one is given up without a reason or replaced by nothing, or two
            things are said of one.
    """
    objectives = [one for one in plan.objectives if one.open]
    found: dict[str, tuple[str, ...]] = {}

    def say(title: str, *came: str) -> None:
        one = named(objectives, title, "objective")
        if one.uid in found:
            raise BadInput(f"{quote(one.title)} is named twice; say once what came of it")
        found[one.uid] = came

    for title in dict.fromkeys(args.reached):
        say(title, "reached", "")
    for title, why in _pairs(args.dropped, "--dropped: say why, as in “Leave on time=no longer wanted”"):
        say(title, "dropped", why)
    for title, by in _pairs(args.replaced, "--replaced: say by what, as in “Leave on time=Four days a week”"):
        say(title, "replaced", "", by)
    return found


def _pairs(texts: list[str], wanted: str) -> list[tuple[str, str]]:
    """The two sides of each text; raises BadInput where there are not two."""
    pairs = []
    for text in texts:
        left, _, right = text.partition("=")
        if not right.strip():
            raise BadInput(wanted)
        pairs.append((left.strip(), right.strip()))
    return pairs


def tell_closed(entry: Entry | None, context: Context) -> None:
    """Says what is open as a plan closed by another way than this command, and how long its data is kept."""
    for op in entry.ops if entry else ():
        before, after = op["before"], op["after"]
        if op["table"] != Engagement.table or not before or before.get("closed_on") or not after:
            continue
        if not after.get("closed_on"):
            continue
        practice = context.desk.practice()
        engagement = practice.find(Engagement.table, op["uid"])
        plan = practice.plan_of(engagement) if engagement is not None else None
        if plan is not None:
            for line in left_open(plan, context.today):
                context.say(f"still open as it ends: {line}")
            context.say(kept_words(plan, context.today, context.settings.retention_years))
