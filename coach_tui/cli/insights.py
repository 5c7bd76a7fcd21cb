"""`coach insights`: how a plan goes."""

from __future__ import annotations

from coach_tui.cli.exits import Exit
from coach_tui.cli.find import plan_named
from coach_tui.cli.table import columns
from coach_tui.plan.dates import relative, short
from coach_tui.plan.insight import insights

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from coach_tui.cli.context import Context
    from coach_tui.plan.engagement import Engaged
    from coach_tui.plan.insight import Insights, ObjectiveInsight

HELP = "Prints a client's progress, status, forecast, goal attainment and engagement."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach insights`."""
    parser.add_argument("client", metavar="CLIENT", help="any unambiguous part of a name")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Prints how the plan of the client's current engagement goes."""
    plan = plan_named(context.desk.practice(), args.client)
    found = insights(plan, context.today)
    if args.json:
        context.json(found.as_json())
    else:
        context.out("\n".join(_lines(found, context.today, context.width)))
    return Exit.DONE


def _lines(found: Insights, today: date, width: int | None) -> list[str]:
    lines = [f"{found.plan.client.name}: {found.status or 'no open objective'}", "Objectives"]
    lines += columns([_objective(one, today) for one in found.objectives], width, indent=1) or [" none yet"]
    gas = found.gas
    if gas.baseline is not None and gas.now is not None and gas.change is not None:
        lines.append(f"GAS T score: {gas.baseline:.2f} at the start, {gas.now:.2f} now, {gas.change:+.2f}")
    lines += ["Engagement", *columns(_engagement(found.engagement, today), width, indent=1)]
    if found.practice:
        rows = [
            (one.strategy.title, f"{one.times} times in four weeks, {one.expected:.3g} expected")
            for one in found.practice
        ]
        lines += ["Practice", *columns(rows, width, indent=1)]
    return lines


def _objective(one: ObjectiveInsight, today: date) -> tuple[str, str, str, str]:
    standing, forecast = one.standing, one.forecast
    arrives = (
        f"forecast {short(forecast.date, today)}, {forecast.reason}" if forecast.date else forecast.reason
    )
    own = f" (the coach's; computed: {standing.computed})" if one.objective.status else ""
    expected = f", {_percent(standing.expected)} expected" if standing.expected is not None else ""
    return one.objective.title, f"{_percent(standing.progress)}{expected}", f"{standing.status}{own}", arrives


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f}%"


def _engagement(found: Engaged, today: date) -> list[tuple[str, str]]:
    contact = found.contact
    last = (
        "none yet"
        if contact.last is None
        else f"{short(contact.last, today)}, {relative(contact.last, today)}"
    )
    booked = "nothing" if contact.booked is None else short(contact.booked, today)
    feedback = ", ".join(f"{score.key} {score.value:g}" for score in found.feedback) or "none yet"
    return [
        ("commitments kept", f"{found.kept} of {found.settled}"),
        ("reflections", f"{found.reflections} of {found.reviews} reviews"),
        ("last contact", last),
        ("booked", booked),
        ("feedback", feedback),
    ]
