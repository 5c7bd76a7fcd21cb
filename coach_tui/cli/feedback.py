"""`coach feedback`: what may be seen of a client's rounds of feedback, and the client's own assessments."""

from __future__ import annotations

from coach_tui.cli.assessment_lines import assessment_lines
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.cli.whose import add_client, plan_named, round_named
from coach_tui.plan.assessed import assessed
from coach_tui.plan.dates import short
from coach_tui.plan.insight_words import signed
from coach_tui.plan.rating import OTHERS, Results, counts, results
from coach_tui.plan.round import GROUPS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from coach_tui.cli.context import Context
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.rating import Figure, ItemResult
    from coach_tui.plan.round import Round

HELP = (
    "Prints the results of a client's 360 and pulse rounds. A group with too few answers is shown nowhere, "
    "and of a round that is open there are counts alone. The client's own assessments stand below."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach feedback`."""
    add_client(parser)
    parser.add_argument("--round", metavar="NAME", help="this round only: any part of its title")
    parser.add_argument(
        "--close", action="store_true", help="close the round first: it is frozen, and its results are shown"
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Prints every round, or one."""
    practice = context.desk.known()
    plan = plan_named(practice, args.client, args.plan)
    one = (
        round_named(plan, args.round, want_open=args.close) if args.round is not None or args.close else None
    )
    if args.close and one is not None:
        from coach_tui.changes.rounds import close_round

        close_round(context.desk, one.uid)
        found = context.desk.practice().plan(plan.client.uid, plan.engagement.uid)
        assert found is not None
        plan = found
    rounds = [asked for asked in plan.rounds if one is None or asked.uid == one.uid]
    own = [] if one is not None else [assessed(plan, asked) for asked in plan.assessments]
    if args.json:
        told = [results(plan, asked).as_json(counts(plan, asked)) for asked in rounds]
        whose = {"client": plan.client.name, "client_id": plan.client.uid}
        context.json({**whose, "rounds": told, "assessments": [one.as_json() for one in own]})
    elif not rounds and not own:
        context.out(
            f"{plan.client.name}: no round yet; begin one in the app (place 2) or with coach import --as 360"
        )
    else:
        parts = [
            _open(plan, asked, context) if asked.open else _closed(plan, asked, context) for asked in rounds
        ]
        parts += [assessment_lines(asked, context) for asked in own]
        context.out("\n\n".join("\n".join(part) for part in parts))
    return Exit.DONE


def _day(day: date | None, context: Context) -> str:
    return short(day, context.today) if day else "some day"


def _open(plan: Plan, asked: Round, context: Context) -> list[str]:
    count = counts(plan, asked)
    since = f"open since {_day(asked.opened_on, context)}" if asked.opened_on else "open"
    lines = [f"{asked.title}  {asked.kind}, {since}, {count.answered} of {count.invited} answered"]
    rows = [
        (group, f"{count.groups[group][0]} of {count.groups[group][1]}")
        for group in GROUPS
        if count.groups[group][1]
    ]
    lines += columns(rows, None, indent=1)
    lines += [f" ! {warning}" for warning in count.warnings()]
    return [*lines, " Results are shown once it is closed: coach feedback --close"]


def _closed(plan: Plan, asked: Round, context: Context) -> list[str]:
    found = results(plan, asked)
    closed = f"closed {_day(asked.closed_on, context)}"
    lines = [f"{asked.title}  {asked.kind}, {closed}, scale {asked.low} to {asked.high}"]
    if not found.shown:
        lines.append(" Too few have answered for anything to be shown.")
    seen = [group for group in OTHERS if any(one.groups[group] for one in found.items)]
    heads = ("", "self", "others", "n", "gap", *seen, "reading")
    rows = [heads, *[_row(one, seen) for one in found.items]]
    lines += columns(rows, context.width, indent=1)
    lines += _changes(found)
    if found.comments:
        lines.append(" Comments")
    topic = ""
    for comment in found.comments:
        if comment.topic != topic:
            topic = comment.topic
            lines.append(f"  {topic}")
        first, *rest = comment.text.split("\n")
        lines += [f"   {comment.group}: {first}", *[f"     {line}" for line in rest]]
    return lines


def _row(one: ItemResult, seen: list[str]) -> tuple[str, ...]:
    others = one.others
    return (
        one.item,
        "–" if one.own is None else str(one.own),
        _figure(others),
        str(others.n) if others else "–",
        "–" if one.gap is None else signed(one.gap),
        *[f"{_figure(figure)} ({figure.n})" if (figure := one.groups[group]) else "–" for group in seen],
        one.reading,
    )


def _figure(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    spread = f" [{figure.spread[0]}…{figure.spread[1]}]" if figure.spread else ""
    return f"{figure.mean:.1f}{spread}"


def _changes(found: Results) -> list[str]:
    rows = [
        (one.item, *[f"{name} {signed(value)}" for name, value in one.change.items()])
        for one in found.items
        if one.change
    ]
    if not rows or found.before is None:
        return []
    width = max(map(len, rows))
    return [
        f" Change since {found.before.title}",
        *columns([(*row, *[""] * (width - len(row))) for row in rows], None, indent=2),
    ]
