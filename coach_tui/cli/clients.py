"""`coach clients`: who is coached, and how it stands."""

from __future__ import annotations

from coach_tui.cli.exits import Exit
from coach_tui.cli.table import columns
from coach_tui.plan.agenda import next_review, review_words
from coach_tui.plan.dates import iso, short
from coach_tui.plan.earlier import days_words, listed_engagements
from coach_tui.plan.ending import ending
from coach_tui.plan.package import package_of
from coach_tui.plan.practice import Plan
from coach_tui.plan.standing import plan_status, plan_status_words
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date
    from typing import Any

    from coach_tui.cli.context import Context
    from coach_tui.plan.agenda import NextReview
    from coach_tui.plan.client import Client, Engagement
    from coach_tui.plan.practice import Practice

HELP = (
    "Lists the clients with the state of their plan and the next review; below each the earlier plans, as "
    "--plan of other commands takes them."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach clients`."""
    parser.add_argument("--json", action="store_true", help="print them as JSON")
    parser.add_argument("--names", action="store_true", help="print the names only, one a line")


def run(args: Namespace, context: Context) -> int:
    """Prints the list, by name."""
    practice = context.desk.known()
    people = practice.clients
    if args.names:
        if people:
            context.out("\n".join(clean(client.name) for client in people))
    elif args.json:
        context.json({"clients": [_as_json(practice, client, context) for client in people]})
    elif not people:
        context.out("No clients yet; add one in the app (coach) or with: coach import plan.toml")
    else:
        rows = [row for client in people for row in _rows(practice, client, context)]
        context.out("\n".join(columns(rows, context.width)))
    return Exit.DONE


def _rows(practice: Practice, client: Client, context: Context) -> list[tuple[str, str, str, str]]:
    """The client with the current plan, then each other one with the number that --plan takes."""
    plan = practice.plan(client.uid)
    if plan is None:
        return [(client.name, "no engagement", "", "")]
    today = context.today
    review = next_review(plan, today, context.settings.grace_days)
    end = ending(plan, today, context.settings.end_days)
    said = end.words(today) if end else _review(review, today)
    first = (client.name, _state(plan, today), plan.engagement.type, said)
    return [first, *_others(practice, client, today)]


def _others(practice: Practice, client: Client, today: date) -> list[tuple[str, str, str, str]]:
    rows = []
    for number, one in enumerate(listed_engagements(practice, client.uid)[1:], 2):
        state = _state(Plan(practice, client, one), today)
        rows.append((f"  --plan {number}", state, one.type, days_words(one)))
    return rows


def _state(plan: Plan, today: date) -> str:
    """Closed, paused, or the status of the plan."""
    state = plan.engagement.state(today)
    return state if state in ("closed", "paused") else plan_status_words(plan, today)


def _review(review: NextReview, today: date) -> str:
    if review.on is None or (review.quiet and review.put_off_until is None):
        return ""
    if review.put_off_until is not None:
        return f"review put off until {short(review.put_off_until, today)}"
    return f"review {review_words(review, today)}"


def _as_json(practice: Practice, client: Client, context: Context) -> dict[str, Any]:
    plan = practice.plan(client.uid)
    found: dict[str, Any] = {
        "client": client.name,
        "id": client.uid,
        "role": client.role or None,
        "engagement": None,
    }
    if plan is not None:
        today = context.today
        review = next_review(plan, today, context.settings.grace_days)
        engagement = plan.engagement
        found["engagement"] = {
            **_dates(engagement),
            "paused": engagement.state(today) == "paused",
            "ended": engagement.ended(today),
            "status": plan_status(plan, today) or None,
            "next_review": iso(review.on) if engagement.open else None,
            "days_late": review.nags.days_late if review.nags else 0,
            "cycles_missed": review.nags.missed if review.nags else 0,
            "sessions": package_of(plan).as_json(),
        }
    numbered = enumerate(listed_engagements(practice, client.uid), 1)
    found["plans"] = [{"number": number, **_dates(one)} for number, one in numbered]
    return found


def _dates(engagement: Engagement) -> dict[str, Any]:
    return {
        "id": engagement.uid,
        "type": engagement.type or None,
        "start": iso(engagement.start),
        "end": iso(engagement.end),
        "closed_on": iso(engagement.closed_on),
    }
