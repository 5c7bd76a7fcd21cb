"""What needs the coach now, across all clients, most urgent first (product page: Today)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.attention import (
    assessments,
    ends,
    merged,
    milestones,
    pauses,
    promises,
    retention,
    reviews,
    rounds,
    sessions,
    won,
)
from coach_tui.plan.attention.item import SECTIONS, URGENCY, WEEK, WON
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.ending import END_DAYS
from coach_tui.plan.practice import Plan
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.attention.item import AttentionItem
    from coach_tui.plan.practice import Practice

UNTIMED = "~"
"""What sorts after every time of day."""


def attention(
    practice: Practice, today: date, *, grace_days: int = 0, end_days: int = END_DAYS
) -> list[AttentionItem]:
    """Everything that needs the coach, section by section, most urgent first; not what is put off.

    A plan that is closed never appears, but with its sessions of today and the rounds that are still open,
    while no other plan runs for the date until which the data may be kept and with what the coach has
    promised and not settled, and in one line for all of a client's past sessions of which nobody has said
    whether they were held, as the log asks; one that is paused appears with its sessions of today
    alone. What the coach has accepted as a finding of health is not brought up here either.
    """
    return survey(practice, today, grace_days=grace_days, end_days=end_days)[0]


def survey(
    practice: Practice, today: date, *, grace_days: int = 0, end_days: int = END_DAYS
) -> tuple[list[AttentionItem], list[AttentionItem]]:
    """What needs the coach (as `attention` gives it), and what is put off, the first to come back first."""
    items: list[AttentionItem] = merged.find(practice, today)
    for document in practice.tables.get("clients", {}).values():
        client = Client(document)
        engagements = practice.documents("engagements", client.uid)
        running = [Engagement(raw) for raw in engagements if not raw.get("closed_on")]
        for engagement in running:
            items += plan_items(Plan(practice, client, engagement), today, grace_days, end_days)
        closed = [Plan(practice, client, Engagement(raw)) for raw in engagements if raw.get("closed_on")]
        items += sessions.find_unsaid(closed, today)
        for plan in closed:
            items += [*sessions.find_today(plan, today), *rounds.find(plan, today)]
        if closed and not running:
            items += promises.find_kept(closed[-1], today)
        if engagements:
            items += retention.find(practice, client, Engagement(engagements[-1]), today)
    waiting = [item for item in items if item.put_off]
    if waiting:
        items = [item for item in items if not item.put_off]
        waiting.sort(
            key=lambda item: (item.put_off.until if item.put_off else date.min, fold(item.client.name))
        )
    items.sort(key=_order)
    return items, waiting


def _order(item: AttentionItem) -> tuple[int, int, int, int, str, str]:
    """By section; ahead and of wins by day; then by rank, how late, the time of day and the client."""
    day = (item.due or date.max).toordinal()
    by_day = {WEEK: day, WON: -day}.get(item.section, 0)
    section, rank = SECTIONS.index(item.section), URGENCY.index(item.rank)
    return (section, by_day, rank, -item.days_late, item.at or UNTIMED, fold(item.client.name))


def plan_items(plan: Plan, today: date, grace_days: int = 0, end_days: int = END_DAYS) -> list[AttentionItem]:
    """What one running plan asks for.

    Once its end has come, that it is still open, and nothing else but an appointment of this very day; in a
    pause that appointment alone.
    """
    ending = ends.find(plan, today, end_days)
    if plan.engagement.state(today):
        return [*ending, *sessions.find_today(plan, today)]
    return [
        *ending,
        *reviews.find(plan, today, grace_days),
        *pauses.find(plan, today),
        *milestones.find(plan, today),
        *promises.find(plan, today),
        *sessions.find(plan, today),
        *sessions.find_stalled(plan, today),
        *rounds.find(plan, today),
        *assessments.find(plan, today),
        *won.find(plan, today),
    ]
