"""Sessions booked, and clients of whom nothing was heard (domain rules §8)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.agenda import contact
from coach_tui.plan.attention.item import AHEAD, NOW, TODAY, WEEK, AttentionItem, day_ahead
from coach_tui.plan.contact import to_come

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date) -> list[AttentionItem]:
    """Sessions of today and of a week ahead, with what is to be prepared for the next ones."""
    items = []
    documents = sorted(
        plan.practice.documents("sessions", plan.engagement.uid),
        key=lambda raw: (raw["on"], raw.get("time", "")),
    )
    for number, raw in enumerate(documents, 1):
        if not to_come(raw, today.isoformat()) or raw["on"] > (today + AHEAD).isoformat():
            continue
        on = date.fromisoformat(raw["on"])
        contracted = plan.engagement.sessions
        of = f", {number} of {contracted:g}" if contracted else ""
        clock = f"{raw['time']} " if raw.get("time") else ""
        when = "" if on == today else f"{day_ahead(on, today)}  "
        text = f"{when}{clock}session{of}"
        if (on - today).days <= 1:
            from coach_tui.plan.prepare import in_short

            text = ": ".join(part for part in (text, in_short(plan, on)) if part)
        section = TODAY if on == today else WEEK
        item = AttentionItem("session", section, plan, text, on, uid=raw["uid"], at=raw.get("time", ""))
        items.append(item.kept_back(raw, today))
    return items


def find_stalled(plan: Plan, today: date) -> list[AttentionItem]:
    """Whether nothing was heard for longer than usual, and nothing is booked."""
    found = contact(plan, today)
    if not found.stalled:
        return []
    since = found.last or plan.engagement.start
    days, ago = found.days, (today - since).days
    what = f"no contact for {days} days" if found.last else f"no contact since the start, {days} days ago"
    what += ", time off left out" if days < ago else ""
    item = AttentionItem("stalled", NOW, plan, f"{what}, nothing booked", since, days_late=0)
    return [item.kept_back(plan.engagement.raw, today)]
