"""What `coach health` decides: a finding accepted until a day, an item of the checklist called done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.explaining import KEPT_IN, explain, may_be_explained
from coach_tui.changes.judgement import accept_finding, decide_item, leave_item, take_back_acceptance
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.health import findings
from coach_tui.plan.judgement import ITEMS
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.practice import named
from coach_tui.plan.revision_words import asked_by
from coach_tui.plan.side import Side
from coach_tui.plan.text import fold
from coach_tui.plan.when import parse_ahead

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context
    from coach_tui.plan.health import Finding
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry

STATES = {"done": True, "open": False, "derived": None}


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments with which `coach health` changes something."""
    group = parser.add_argument_group("decide")
    group.add_argument("--accept", metavar="RULE", help="leave a finding, such as V2, as it is until a day")
    group.add_argument("--take-back", metavar="RULE", help="a finding that was accepted counts again")
    group.add_argument("--about", metavar="TEXT", help="which, where a rule has several: part of its subject")
    group.add_argument("--until", metavar="DATE", help="the last day on which it is accepted")
    group.add_argument(
        "--mark",
        metavar="ITEM=STATE",
        help="call an item of the checklist done or open, whatever the plan shows; derived takes that back",
    )
    group.add_argument(
        "--explain",
        metavar="TITLE",
        help="say afterwards why an objective was changed or a milestone moved: the last time without one",
    )
    group.add_argument(
        "--by", metavar="WHO", help="who asked for it, for --explain: client, sponsor, me, a name"
    )
    group.add_argument("--reason", metavar="TEXT", help="why, for --accept, --mark and --explain; - reads it")


def wanted(args: Namespace) -> bool:
    """Whether something is to be decided.

    Raises:
        BadInput: when arguments do not go together, or one is missing.
    """
    asked = [name for name in ("accept", "take_back", "mark", "explain") if getattr(args, name) is not None]
    if not asked:
        if args.about or args.until or args.reason or args.by:
            raise BadInput(
                "--about, --until, --reason and --by go with --accept, --take-back, --mark, --explain"
            )
        return False
    if len(asked) > 1:
        raise BadInput("--accept, --take-back, --mark and --explain: one at a time")
    if args.client is None:
        raise BadInput("whose plan? name a client: coach health CLIENT …")
    if args.explain is not None and not args.reason:
        raise BadInput("--explain needs --reason TEXT")
    if args.accept is not None and (not args.until or not args.reason):
        raise BadInput("--accept needs --until DATE and --reason TEXT")
    return True


def decide(args: Namespace, plan: Plan, context: Context) -> Entry | None:
    """Does what was asked; returns the journal entry.

    Raises:
        BadInput: no finding or item is meant, or several are; the day or the reason is refused.
    """
    desk, engagement = context.desk, plan.engagement.uid
    if args.mark is not None:
        item, state = _marked(args.mark)
        if state is None:
            return leave_item(desk, engagement, item)
        if not args.reason:
            raise BadInput("--mark needs --reason TEXT")
        return decide_item(desk, engagement, item, state, context.text(args.reason) or "")
    if args.explain is not None:
        return _explain(args, plan, context)
    found = findings(plan, context.today, **context.settings.limits)
    if args.take_back is not None:
        taken = [finding for finding in found if finding.accepted]
        return take_back_acceptance(desk, engagement, _meant(taken, args.take_back, args.about))
    finding = _meant(found, args.accept, args.about)
    until = parse_ahead(args.until, context.today, Side.AHEAD).isoformat()
    return accept_finding(desk, engagement, finding, until, context.text(args.reason) or "")


def _explain(args: Namespace, plan: Plan, context: Context) -> Entry | None:
    """Writes into the latest change without a reason who asked for it, and why."""
    kept: list[Objective | Milestone] = [*plan.objectives, *plan.milestones]
    waiting = [one for one in kept if may_be_explained(one)]
    if not waiting:
        raise BadInput("every change of an objective or milestone has its reason")
    record = named(waiting, args.explain, "objective or milestone that was changed without a reason")
    one = record.raw[KEPT_IN[type(record)]][may_be_explained(record)[-1]]
    why = context.text(args.reason) or ""
    return explain(context.desk, type(record), record.uid, one, by=asked_by(args.by or ""), reason=why)


def _meant(found: list[Finding], rule: str, about: str | None) -> Finding:
    """The finding that a rule and part of a subject (or an id) mean."""
    fits = [finding for finding in found if finding.id == rule.strip().upper()]
    if about is not None:
        fits = [f for f in fits if about in (f.about, f.uid) or fold(about).strip() in fold(f.subject)]
    if len(fits) == 1:
        return fits[0]
    if not fits:
        there = ", ".join(dict.fromkeys(finding.id for finding in found)) or "none"
        which = f" about {quote(about)}" if about is not None else ""
        raise BadInput(f"there is no such finding, {quote(rule)}{which}; there are: {there}")
    names = ", ".join(quote(finding.subject) for finding in fits[:5])
    raise BadInput(f"{fits[0].id} has {len(fits)} findings ({names}); say which with --about")


def _marked(text: str) -> tuple[str, bool | None]:
    item, equals, state = text.rpartition("=")
    if not equals or state.strip().lower() not in STATES:
        raise BadInput(f"--mark takes ITEM=done, ITEM=open or ITEM=derived, not {quote(text)}")
    fits = [one for one in ITEMS if fold(item).strip() in fold(one)] if item.strip() else []
    if len(fits) != 1:
        raise BadInput(f"{quote(item)} is not one item of the checklist; they are: {', '.join(ITEMS)}")
    return fits[0], STATES[state.strip().lower()]
