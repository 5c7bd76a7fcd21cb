"""Sessions booked, and clients of whom nothing was heard (domain rules §8)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.agenda import contact
from coach_tui.plan.attention.item import AHEAD, NOW, TODAY, WEEK, AttentionItem, day_ahead
from coach_tui.plan.dates import TIME_OFF_OUT, days_text, short
from coach_tui.plan.group import is_lead, others_there
from coach_tui.plan.package import counted_words, number_words, package_of
from coach_tui.plan.session import BOOKED, Session, session_called, state_of, unanswered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import timedelta
    from typing import Any

    from coach_tui.plan.practice import Plan


def find(plan: Plan, today: date, ahead: timedelta = AHEAD) -> list[AttentionItem]:
    """Sessions of today and a week ahead, with what is to be prepared; past ones that wait for an answer.

    One of today is there though it was put off until a later day, as before it was moved to today.
    """
    items = []
    day, limit = today.isoformat(), (today + ahead).isoformat()
    for raw in _waiting(plan, limit):
        if unanswered(raw, day):
            items.append(_unanswered(plan, raw, today).kept_back(raw, today))
            continue
        on = date.fromisoformat(raw["on"])
        of = _which(plan, raw)
        clock = f"{raw['time']} " if raw.get("time") else ""
        when = "" if on == today else f"{day_ahead(on, today)}  "
        others = [client.name for client in others_there(plan.practice, raw)]
        text = f"{when}{clock}{_what(raw, others)}{of}"
        if (on - today).days <= 1:
            from coach_tui.plan.prepare import in_short

            text = ": ".join(part for part in (text, in_short(plan, on)) if part)
        section = TODAY if on == today else WEEK
        at = raw.get("time", "")
        brief = f"{when}{clock}group session{of}" if others else ""
        item = AttentionItem(
            "session", section, plan, text, on, uid=raw["uid"], at=at, others=others, brief=brief
        )
        items.append(item if item.met_today else item.kept_back(raw, today))
    return items


def find_today(plan: Plan, today: date) -> list[AttentionItem]:
    """Sessions of this very day alone, as a plan has them that is paused, at its end or closed."""
    return [item for item in find(plan, today) if item.due == today]


def find_unsaid(plans: Iterable[Plan], today: date) -> list[AttentionItem]:
    """One line for all past sessions in a client's closed plans of which nobody has said what came.

    It asks about the first, and says how many more there are, until all are said.
    """
    found = [
        _unanswered(plan, raw, today).kept_back(raw, today)
        for plan in plans
        for raw in _waiting(plan, today.isoformat())
        if unanswered(raw, today.isoformat())
    ]
    asked = [item for item in found if not item.put_off]
    if len(asked) > 1:
        asked[0].reason += f" And {len(asked) - 1} more"
    return [*asked[:1], *(item for item in found if item.put_off)]


def _waiting(plan: Plan, limit: str) -> list[Mapping[str, Any]]:
    """The stored sessions of a plan that are booked up to a day (ISO), by day and time.

    One of several clients is there with the first of them alone.
    """
    practice = plan.practice
    booked = [
        raw
        for raw in practice.documents("sessions", plan.engagement.uid)
        if raw["on"] <= limit and state_of(raw) == BOOKED and is_lead(practice, raw)
    ]
    booked.sort(key=lambda raw: (raw["on"], raw.get("time", "")))
    return booked


def _unanswered(plan: Plan, raw: Mapping[str, Any], today: date) -> AttentionItem:
    """The question what came of a session whose day is past."""
    on = date.fromisoformat(raw["on"])
    clock = f" {raw['time']}" if raw.get("time") else ""
    others = [client.name for client in others_there(plan.practice, raw)]
    text = f"{_what(raw, others)} of {short(on, today)}{clock}: held?"
    late = (today - on).days
    brief = f"group session of {short(on, today)}{clock}: held?" if others else ""
    return AttentionItem(
        "session",
        NOW,
        plan,
        text,
        on,
        days_late=late,
        uid=raw["uid"],
        others=others,
        brief=brief,
        at=raw.get("time", ""),
    )


def _what(raw: Mapping[str, Any], others: list[str]) -> str:
    """What kind of session it is, and with whom else: “group session with Ben Ott, Cleo Marsh”."""
    called = session_called(raw.get("kind", "individual"))
    return f"{called} with {', '.join(others)}" if others else called


def _which(plan: Plan, raw: Mapping[str, Any]) -> str:
    """“, 6 of 12”, with what counts though it was not held; nothing where it has no number."""
    number = number_words(plan, Session(raw), raw["on"])
    return "".join(f", {part}" for part in (number, *counted_words(package_of(plan)))) if number else ""


def find_stalled(plan: Plan, today: date) -> list[AttentionItem]:
    """Whether nothing was heard for longer than usual, and nothing is booked."""
    found = contact(plan, today)
    if not found.stalled:
        return []
    days = days_text(found.days)
    what = f"no contact for {days}" if found.last else f"no contact since the start, {days} ago"
    text = f"{what}{TIME_OFF_OUT if found.left_out else ''}, nothing booked"
    brief = (
        f"silent {days} that count, none booked" if found.left_out else f"silent for {days}, nothing booked"
    )
    item = AttentionItem("stalled", NOW, plan, text, found.since, days_late=0, brief=brief)
    return [item.kept_back(plan.engagement.raw, today)]
