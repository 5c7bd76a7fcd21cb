"""`coach health`: what is wrong with the plans, and the checklist."""

from __future__ import annotations

from coach_tui.cli import deciding
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.cli.whose import add_client, check_whose, plan_named
from coach_tui.plan.checklist import both
from coach_tui.plan.dates import day_words
from coach_tui.plan.need import off_scale_of
from coach_tui.plan.text import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from coach_tui.cli.context import Context
    from coach_tui.plan.checklist import CheckItem
    from coach_tui.plan.health import Finding
    from coach_tui.plan.practice import Plan, Practice

HELP = (
    "Prints what is missing or wrong in the plans, most serious first, and the six-item checklist. A finding "
    "can be accepted with a reason until a day, an item of the checklist decided with a reason; undo takes "
    "either back."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach health`."""
    add_client(parser, "this client only: any part of a name", optional=True)
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    deciding.arguments(parser)


def run(args: Namespace, context: Context) -> int:
    """Prints findings and checklist of every plan, or of one client's."""
    check_whose(args.client, args.plan)
    practice = context.desk.known()
    if deciding.wanted(args):
        return _decided(args, plan_named(practice, args.client, args.plan), context)
    plans = _plans(practice) if args.client is None else [plan_named(practice, args.client, args.plan)]
    limits = context.settings.limits
    judged = [(plan, *both(plan, context.today, **limits)) for plan in plans]
    # A closed plan has nothing to tell but that its data has been kept too long.
    judged = [one for one in judged if args.client is not None or one[0].engagement.open or one[1]]
    if args.json:
        clients = [
            {
                "client": plan.client.name,
                "client_id": plan.client.uid,
                "findings": [finding.as_json() for finding in found],
                "checklist": [item.as_json() for item in items],
                "off_scale": off_scale_of(plan.needs),
            }
            for plan, found, items in judged
        ]
        context.json({"clients": clients})
    elif not judged:
        context.out("No plans yet; add a client in the app (coach) or with: coach import plan.toml")
    elif args.client is None:
        rows = [_summary(*one) for one in judged]
        context.out("\n".join(columns(rows, context.width)))
    else:
        for plan, found, items in judged:
            context.out("\n".join(_in_full(plan, found, items, context)))
    return Exit.DONE


def _decided(args: Namespace, plan: Plan, context: Context) -> int:
    """Decides, and says what was decided."""
    entry = deciding.decide(args, plan, context)
    if args.json:
        from coach_tui.cli.changed import as_json

        context.json(as_json(entry, context.desk.practice()))
    else:
        from coach_tui.cli.changed import as_line

        context.out(as_line(entry.what) if entry else "nothing changed")
    return Exit.DONE


def _plans(practice: Practice) -> list[Plan]:
    return [plan for client in practice.clients if (plan := practice.plan(client.uid))]


def _summary(plan: Plan, found: list[Finding], items: list[CheckItem]) -> tuple[str, str, str, str]:
    """One line a client: how much there is, and the worst of it."""
    done = sum(1 for item in items if item.done)
    waiting = [finding for finding in found if not finding.accepted]
    worst = f"{waiting[0].level}: {waiting[0].reason}" if waiting else ""
    return plan.client.name, f"{done} of {len(items)}", plural(len(waiting), "finding"), worst


def _in_full(plan: Plan, found: list[Finding], items: list[CheckItem], context: Context) -> list[str]:
    lines = [plan.client.name, *(["Findings"] if found else ["No findings"])]
    rows = [
        (finding.level, finding.id, finding.mistake, _reason(finding, context.today)) for finding in found
    ]
    lines += columns(rows, context.width, indent=1)
    if off := off_scale_of(plan.needs):
        lines += ["Off the scale", *(f" {line}" for line in off)]
    lines.append("Checklist")
    return lines + columns(
        [(f"[{'x' if i.done else ' '}] {i.item}", _evidence(i, context.today)) for i in items], None, indent=1
    )


def _reason(finding: Finding, today: date) -> str:
    accepted = ""
    if finding.accepted:
        accepted = (
            f" (accepted until {day_words(finding.accepted['until'], today)}: {finding.accepted['reason']})"
        )
    elif finding.lapsed:
        accepted = (
            f" (was accepted until {day_words(finding.lapsed['until'], today)}: {finding.lapsed['reason']})"
        )
    subject = f"{finding.subject}: " if finding.subject else ""
    return f"{subject}{finding.reason}{accepted}"


def _evidence(item: CheckItem, today: date) -> str:
    if item.override is None:
        return item.evidence
    on = f" on {day_words(item.decided_on, today)}" if item.decided_on else ""
    derived = "done" if item.derived else "not done"
    return f"decided by the coach{on}: {item.override}; derived: {derived}, {item.evidence}"
