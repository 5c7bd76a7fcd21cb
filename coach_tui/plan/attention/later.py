"""What comes after the days that are announced: it asks for nothing yet."""

from __future__ import annotations

from datetime import timedelta

from coach_tui.plan.attention import milestones, promises, reviews, sessions
from coach_tui.plan.attention.item import AHEAD, LATER
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.practice import Plan
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.attention.item import AttentionItem
    from coach_tui.plan.practice import Practice

WEEKS = timedelta(weeks=6)
"""How far ahead is looked."""


def later(practice: Practice, today: date) -> list[AttentionItem]:
    """Milestones, reviews, sessions and promises of the weeks after the next seven days, by day.

    Of plans that run today alone, and without what is put off.
    """
    items: list[AttentionItem] = []
    for document in practice.tables.get("clients", {}).values():
        client = Client(document)
        for raw in practice.documents("engagements", client.uid):
            plan = Plan(practice, client, Engagement(raw))
            if not plan.engagement.state(today):
                items += _of(plan, today)
    for item in items:
        item.section = LATER
    return sorted(items, key=lambda item: (str(item.due), item.at, fold(item.client.name)))


def _of(plan: Plan, today: date) -> list[AttentionItem]:
    found = [
        *sessions.find(plan, today, WEEKS),
        *reviews.find(plan, today, 0, WEEKS),
        *milestones.find(plan, today, WEEKS),
        *promises.find(plan, today, WEEKS),
    ]
    return [item for item in found if item.due and item.due > today + AHEAD and not item.put_off]
