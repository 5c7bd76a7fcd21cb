"""`coach insights`: how a plan goes, or who of all clients needs a look."""

from __future__ import annotations

from coach_tui.cli.assessment_lines import item_rows
from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.cli.whose import add_client, check_whose, plan_named
from coach_tui.plan.became import became_words
from coach_tui.plan.dates import late_text, short
from coach_tui.plan.fields import plain_number
from coach_tui.plan.insight import insights
from coach_tui.plan.insight_words import (
    before_words,
    days_late,
    forecast_words,
    kind_words,
    now_words,
    of_planned,
    plain_day,
    score_words,
    share,
    signed,
)
from coach_tui.plan.package import called_off_words, package_words
from coach_tui.plan.revision_words import revision_words
from coach_tui.plan.standing import milestone_late
from coach_tui.plan.text import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from coach_tui.cli.context import Context
    from coach_tui.plan.engagement import Engaged
    from coach_tui.plan.insight import Insights, MeasureInsight, ObjectiveInsight
    from coach_tui.plan.practice import Plan, Practice

HELP = (
    "Prints a client's progress, status, forecast, goal attainment and engagement; without CLIENT, who of "
    "all clients is off track, stalled or falling, and why."
)
CHART_WIDTH, CHART_HEIGHT = 78, 10
"""Cells and lines of a chart on a terminal, at most."""


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach insights`."""
    add_client(parser, "any unambiguous part of a name; left out: all clients", optional=True)
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def run(args: Namespace, context: Context) -> int:
    """Prints how the plan of the client's current engagement goes, or how all of them go."""
    practice = context.desk.known()
    check_whose(args.client, args.plan)
    if args.client is None:
        return _all(practice, args.json, context)
    found = insights(plan_named(practice, args.client, args.plan), context.today)
    if args.json:
        context.json(found.as_json())
    else:
        context.out("\n".join(_lines(found, context)))
    return Exit.DONE


def _all(practice: Practice, as_json: bool, context: Context) -> int:
    """Every running plan, what is worst first, and what becomes of strategies."""
    from coach_tui.plan.across import across
    from coach_tui.plan.kinds import kinds

    views, counts = across(practice, context.today), kinds(practice)
    if as_json:
        context.json(
            {
                "date": context.today.isoformat(),
                "clients": [view.as_json() for view in views],
                "strategies": [count.as_json() for count in counts],
            }
        )
        return Exit.DONE
    if not views:
        context.out(
            "No plan is running; those that are paused or closed are left alone here"
            if practice.clients
            else "No plan is running; add a client in the app (coach) or with: coach import plan.toml"
        )
        return Exit.DONE
    rows: list[tuple[str, str, str]] = []
    for view in views:
        if not view.troubles:
            rows.append((view.client.name, view.status or "no open objective", ""))
        for number, trouble in enumerate(view.troubles):
            rows.append(("" if number else view.client.name, trouble.kind, trouble.reason))
    lines = columns(rows, context.width)
    if counts:
        lines += ["Strategies, by kind"]
        lines += columns([(one.kind, kind_words(one)) for one in counts], context.width, indent=1)
    context.out("\n".join(lines))
    return Exit.DONE


def _lines(found: Insights, context: Context) -> list[str]:
    today, width = context.today, context.width
    lines = [f"{found.plan.client.name}: {found.status or 'no open objective'}", "Objectives"]
    lines += columns([_objective(found.plan, one, today) for one in found.objectives], width, indent=1) or [
        " none yet"
    ]
    for one in found.objectives:
        for measure in one.measures:
            if measure.measure.kind == "numeric":
                lines += _measure(measure, today, context)
    lines += _changed(found, width)
    lines += _gas(found, width)
    lines += ["Engagement", *columns(_engagement(found.engagement, today), width, indent=1)]
    lines += _sessions(found, width)
    scored = [
        (trend.label, plain_number(trend.points[-1][1]), score_words(trend.score) if trend.score else "")
        for trend in found.feedback
    ]
    if scored:
        lines += ["Feedback on the coaching", *columns(scored, width, indent=1)]
    if found.practice:
        rows = [
            (
                one.strategy.title,
                of_planned(one.times, one.expected, one.in_pause),
                " ".join(str(week.done) for week in one.weeks),
            )
            for one in found.practice
        ]
        lines += ["Practice: the last four weeks, then week by week", *columns(rows, width, indent=1)]
    return lines + _assessed(found, context) + _rounds(found, width) + _timeline(found, width)


def _measure(one: MeasureInsight, today: date, context: Context) -> list[str]:
    """Where a measure stands and is heading; with a chart where somebody reads it on a terminal."""
    lines = [f"{one.name}: {now_words(one)}"]
    if one.before:
        lines.append(f" in the earlier plan: {before_words(one.before, today)}")
    if one.forecast:
        lines.append(f" forecast: {forecast_words(one.forecast, one.due, today)}")
    if context.width is not None and one.values:
        from coach_tui.exchange.chart import chart_of

        room = min(context.width, CHART_WIDTH) - 1
        chart = chart_of(one, today, CHART_HEIGHT).draw(room, context.ascii_only)
        lines += [" " + "".join(text for text, _ in row).rstrip() for row in chart]
    return lines


def _changed(found: Insights, width: int | None) -> list[str]:
    """What targets, measures and dates were before, and who asked for what they are now."""
    today = found.today
    rows = [
        ("" if number else one.objective.title, revision_words(revision, lambda day: plain_day(day, today)))
        for one in found.objectives
        for number, revision in enumerate(one.objective.revised)
    ]
    return ["Changed on the way", *columns(rows, width, indent=1)] if rows else []


def _objective(plan: Plan, one: ObjectiveInsight, today: date) -> tuple[str, str, str, str]:
    standing, forecast = one.standing, one.forecast
    counted = any(measure.measure.kind == "numeric" for measure in one.measures)
    arrives = (
        "" if counted or not one.objective.open else forecast.reason
    )  # a measure in numbers has lines of its own below
    own = ""
    status, on, why = one.own
    if status and (one.objective.open or status != standing.computed):
        since = f" since {short(on, today)}" if on else ""
        own = f" (the coach's{since}; computed: {standing.computed}): {why}"
    expected = f", {share(standing.expected)} expected" if standing.expected is not None else ""
    how = became_words(plan, one.objective) if one.objective.given_up else standing.status
    return one.objective.title, f"{share(standing.progress)}{expected}", f"{how}{own}", arrives


def _gas(found: Insights, width: int | None) -> list[str]:
    gas = found.gas
    rows = []
    for one in found.objectives:
        if one.gas is not None:
            start, now = (signed(level, 0) for level in one.gas)
            reached = one.objective.gas[one.gas[1] + 2] if one.gas[1] + 2 < len(one.objective.gas) else ""
            rows.append((one.objective.title, f"{start} at the start, {now} now", reached))
    score = " All together, 50 is expected: –, as no ladder has a weight"
    if gas.baseline is not None and gas.now is not None and gas.change is not None:
        score = (
            f" All together, 50 is expected: {gas.baseline:.2f} at the start, {gas.now:.2f} now,"
            f" {signed(gas.change, 2)}"
        )
    return ["Goal attainment", *columns(rows, width, indent=1), score] if rows else []


def _engagement(found: Engaged, today: date) -> list[tuple[str, str]]:
    contact = found.contact
    last = "none yet" if contact.last is None else f"{short(contact.last, today)}, {contact.ago}"
    stalled = ": stalled" if contact.stalled else ""
    booked = "nothing" if contact.booked is None else short(contact.booked, today)
    return [
        ("commitments kept", f"{found.kept} of {found.settled}"),
        ("reflections", f"{found.reflections} of {plural(found.reviews, 'review')}"),
        ("last contact", f"{last}{stalled}"),
        ("booked", booked),
    ]


def _sessions(found: Insights, width: int | None) -> list[str]:
    """How many of the sessions agreed are used, and how many were called off or moved."""
    sessions, off = found.sessions, called_off_words(found.sessions)
    if not (sessions.used or off):
        return []
    rows = [("used", package_words(sessions))] + ([("called off, moved", off)] if off else [])
    return ["Sessions", *columns(rows, width, indent=1)]


def _rounds(found: Insights, width: int | None) -> list[str]:
    rounds = found.rounds
    if rounds is None:
        return []
    rows = []
    for item in rounds.items:
        said = "too few answers to be shown"
        if item.then and item.now and item.change is not None:
            said = f"{item.then.mean:.1f} → {item.now.mean:.1f}, {signed(item.change)}"
        rows.append((item.item, said))
    return [f"360: {rounds.before.title} → {rounds.latest.title}", *columns(rows, width, indent=1)]


def _assessed(found: Insights, context: Context) -> list[str]:
    lines: list[str] = []
    for one in found.assessed:
        when = short(one.assessment.day, found.today)
        lines += [
            f"{one.assessment.title}: {when}",
            *columns(item_rows(one, context), context.width, indent=1),
        ]
    return lines


def _timeline(found: Insights, width: int | None) -> list[str]:
    today = found.today
    rows = []
    for one in found.timeline.milestones:
        planned = f"planned {short(one.first_planned, today)}"
        if one.done_on:
            said = f"done {short(one.done_on, today)}, {days_late(one.slip)}"
        elif one.closed_on:
            said = f"{became_words(found.plan, one)}, {short(one.closed_on, today)}"
        elif ended := found.plan.ended_with(one):
            said = ended
        elif late := milestone_late(found.plan, one, today):
            said = f"due {short(one.due, today)}, {late_text(late, (today - one.due).days)}"
        else:
            said = f"due {short(one.due, today)}" + (
                f", moved {signed(one.slip, 0)} day{'' if abs(one.slip) == 1 else 's'}" if one.slip else ""
            )
        rows.append((one.title, planned, said))
    return ["Planned and actual", *columns(rows, width, indent=1)] if rows else []
