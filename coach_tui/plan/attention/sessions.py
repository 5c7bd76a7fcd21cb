"""Sessions booked, and clients of whom nothing was heard (domain rules §8)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.agenda import contact
from coach_tui.plan.attention.item import AHEAD, NOW, TODAY, WEEK, AttentionItem, day_ahead
from coach_tui.plan.dates import days_text, short
from coach_tui.plan.package import counted_words, number_of, package_of
from coach_tui.plan.session import Session, to_come, unanswered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date) -> list[AttentionItem]:
    """Sessions of today and a week ahead, with what is to be prepared; past ones that wait for an answer."""
    items = []
    day, limit = today.isoformat(), (today + AHEAD).isoformat()
    documents = plan.practice.documents("sessions", plan.engagement.uid)
    near = [raw for raw in documents if raw["on"] <= limit and (to_come(raw, day) or unanswered(raw, day))]
    near.sort(key=lambda raw: (raw["on"], raw.get("time", "")))
    for raw in near:
        if unanswered(raw, day):
            items.append(_unanswered(plan, raw, today).kept_back(raw, today))
            continue
        on = date.fromisoformat(raw["on"])
        of = _which(plan, raw)
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


def _unanswered(plan: Plan, raw: Mapping[str, Any], today: date) -> AttentionItem:
    """The question what came of a session whose day is past."""
    on = date.fromisoformat(raw["on"])
    clock = f" {raw['time']}" if raw.get("time") else ""
    text = f"session of {short(on, today)}{clock}: held?"
    return AttentionItem("session", NOW, plan, text, on, days_late=(today - on).days, uid=raw["uid"])


def _which(plan: Plan, raw: Mapping[str, Any]) -> str:
    """“, 6 of 12”, with what counts though it was not held; nothing where no number was agreed."""
    contracted = plan.engagement.sessions
    if not contracted:
        return ""
    number = f"{number_of(plan, Session(raw), raw['on'])} of {contracted:g}"
    return "".join(f", {part}" for part in (number, *counted_words(package_of(plan))))


def find_stalled(plan: Plan, today: date) -> list[AttentionItem]:
    """Whether nothing was heard for longer than usual, and nothing is booked."""
    found = contact(plan, today)
    if not found.stalled:
        return []
    since = found.last or plan.engagement.start
    days = days_text(found.days)
    what = f"no contact for {days}" if found.last else f"no contact since the start, {days} ago"
    what += ", time off left out" if found.days < (plan.engagement.clock(today) - since).days else ""
    item = AttentionItem("stalled", NOW, plan, f"{what}, nothing booked", since, days_late=0)
    return [item.kept_back(plan.engagement.raw, today)]
