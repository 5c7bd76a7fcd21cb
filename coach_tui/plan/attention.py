"""What needs the coach now, across all clients, most urgent first (product page: Today)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.agenda import contact, next_review
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.dates import relative, short
from coach_tui.plan.due import words
from coach_tui.plan.fields import quote
from coach_tui.plan.judgement import is_accepted
from coach_tui.plan.practice import Plan
from coach_tui.plan.session import to_come
from coach_tui.plan.snooze import HOLDERS, came_back, snooze_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from coach_tui.plan.practice import Practice
    from coach_tui.plan.snooze import Snooze

AHEAD = timedelta(days=7)
"""How far ahead dates are announced."""
BEHIND = timedelta(days=6)
"""How long a win is shown: this week's."""

ROUND_DAYS = timedelta(days=21)
"""How long a round of feedback is open before it is to be closed."""

NOW, TODAY, WEEK, WON, OFF = "Now", "Today", "This week", "Won", "Put off"
SECTIONS = (NOW, TODAY, WEEK, WON)

EACH = 4
"""How many lines one client takes at most while others wait too."""
WINS = 3
"""How many lines are kept for wins, whatever else there is."""


class AttentionItem:
    """One line: what kind, whose, why in words, and the record that deals with it.

    `put_off` is set while somebody has put it off, `came_back` when the date of that has come.
    """

    __slots__ = (
        "came_back", "client", "days_late", "due", "kind", "missed",
        "plan", "put_off", "reason", "section", "uid",
    )  # fmt: skip

    def __init__(
        self,
        kind: str,
        section: str,
        plan: Plan,
        reason: str,
        due: date | None = None,
        *,
        days_late: int = 0,
        missed: int = 0,
        uid: str = "",
    ) -> None:
        self.kind = kind
        self.section = section
        self.plan = plan
        self.client = plan.client
        self.reason = reason
        self.due = due
        self.days_late = days_late
        self.missed = missed
        self.uid = uid
        self.put_off: Snooze | None = None
        self.came_back: Snooze | None = None

    @property
    def holder(self) -> tuple[str, str, str] | None:
        """Where it can be put off: table, uid and field; None for what never is."""
        if self.kind not in HOLDERS:
            return None
        table, key = HOLDERS[self.kind]
        uid = {"engagements": self.plan.engagement.uid, "clients": self.client.uid}.get(table, self.uid)
        return table, uid, key

    def kept_back(self, raw: Mapping[str, Any], today: date) -> AttentionItem:
        """The item itself, in the last section while the document that holds it says that it is put off."""
        key = HOLDERS[self.kind][1]
        if raw.get(key):
            self.put_off = snooze_of(raw, key, today)
            self.came_back = came_back(raw, key, today)
            if self.put_off:
                self.section = OFF
        return self

    def as_json(self) -> dict[str, Any]:
        """The item in the shape of `coach today --json`."""
        return {
            "kind": self.kind,
            "client": self.client.name,
            "client_id": self.client.uid,
            "reason": self.reason,
            "due": self.due.isoformat() if self.due else None,
            "days_late": self.days_late,
            "cycles_missed": self.missed,
            **({"put_off": dict(self.put_off.raw)} if self.put_off else {}),
        }


URGENCY = (
    "review_overdue",
    "milestone_overdue",
    "stalled",
    "retention_due",
    "session",
    "review_due",
    "milestone_due",
    "round_open",
    "win",
)


def attention(practice: Practice, today: date, *, grace_days: int = 0) -> list[AttentionItem]:
    """Everything that needs the coach, section by section, most urgent first; not what is put off.

    A plan that is paused or closed never appears, but for the date until which its data may be kept. What
    the coach has accepted as a finding of health is not brought up here either.
    """
    return survey(practice, today, grace_days=grace_days)[0]


def survey(
    practice: Practice, today: date, *, grace_days: int = 0
) -> tuple[list[AttentionItem], list[AttentionItem]]:
    """What needs the coach (as `attention` gives it), and what is put off, the first to come back first."""
    items: list[AttentionItem] = []
    for document in practice.tables.get("clients", {}).values():
        client = Client(document)
        engagements = practice.documents("engagements", client.uid)
        running = [Engagement(raw) for raw in engagements if not raw.get("closed_on")]
        for engagement in running:
            if not engagement.paused(today):
                items += plan_items(Plan(practice, client, engagement), today, grace_days)
        if document.get("retention_on", "9") <= today.isoformat() and engagements:
            if is_accepted(document, "P4", "retention_on", today.isoformat()):
                continue
            plan = Plan(practice, client, Engagement(engagements[-1]))
            due = client.retention_on or today
            said = f"data was to be erased {relative(due, today)}" if due < today else "data to erase today"
            item = AttentionItem("retention_due", NOW, plan, said, due, days_late=(today - due).days)
            items.append(item.kept_back(document, today))
    waiting = [item for item in items if item.put_off]
    if waiting:
        items = [item for item in items if not item.put_off]
        waiting.sort(key=lambda item: (item.put_off.until if item.put_off else date.min, item.client.name))
    items.sort(key=_order)
    return items, waiting


def calm(items: list[AttentionItem], limit: int) -> list[AttentionItem]:
    """The items that a list of so many lines shows, in their order; the others wait behind one line.

    While several clients wait, none takes more than four lines, so that the worst of each is seen. The
    last three lines are for this week's wins, as far as there are any.
    """
    if len(items) <= limit and not _crowded(items):
        return items
    room = limit - min(WINS, sum(1 for item in items if item.kind == "win"), limit // 4)
    each = EACH if _crowded(items) else limit
    taken: dict[str, int] = {}
    shown: list[AttentionItem] = []
    for item in items:
        count = taken.get(item.client.uid, 0)
        if item.kind == "win":
            if len(shown) < limit:
                shown.append(item)
        elif len(shown) < room and count < each:
            taken[item.client.uid] = count + 1
            shown.append(item)
    return shown


def _crowded(items: list[AttentionItem]) -> bool:
    """Whether one client has more than its share of lines while others wait too."""
    taken: dict[str, int] = {}
    for item in items:
        if item.kind != "win":
            taken[item.client.uid] = taken.get(item.client.uid, 0) + 1
    return len(taken) > 1 and max(taken.values()) > EACH


def _order(item: AttentionItem) -> tuple[int, int, int, str, str]:
    late = -item.days_late
    day = (item.due or date.max).toordinal()
    if item.kind == "win":
        day = -day
    rank = URGENCY.index(item.kind)
    by_day = day if item.section in (WEEK, WON) else 0
    return (SECTIONS.index(item.section), by_day, rank, f"{late + 10_000_000:08}", item.client.name)


def plan_items(plan: Plan, today: date, grace_days: int = 0) -> list[AttentionItem]:
    """What one running plan asks for."""
    return [
        *_review(plan, today, grace_days),
        *_milestones(plan, today),
        *_sessions(plan, today),
        *_stalled(plan, today),
        *_rounds(plan, today),
        *_wins(plan, today),
    ]


def _review(plan: Plan, today: date, grace_days: int) -> list[AttentionItem]:
    review = next_review(plan, today, grace_days)
    if review.on is None or (review.quiet and not review.put_off_until):
        return []
    if review.put_off_until:
        item = AttentionItem("review_due", OFF, plan, f"review of {short(review.on, today)}", review.on)
    elif review.late:
        if is_accepted(plan.engagement.raw, "T1", "held_on", today.isoformat()):
            return []
        text = f"review {words(review.late)}"
        late = review.late
        item = AttentionItem(
            "review_overdue", NOW, plan, text, review.on, days_late=late.days_late, missed=late.missed
        )
    elif review.on <= today:
        due = "due today" if review.on == today else f"was due {_was(review.on, today)}"  # days of grace
        item = AttentionItem("review_due", TODAY, plan, f"review {due}", review.on)
    elif review.on <= today + AHEAD:
        item = AttentionItem("review_due", WEEK, plan, f"{_day(review.on, today)}  review", review.on)
    else:
        return []
    return [item.kept_back(plan.engagement.raw, today)]


def _milestones(plan: Plan, today: date) -> list[AttentionItem]:
    items = []
    limit = (today + AHEAD).isoformat()
    for raw in plan.practice.documents("milestones", plan.engagement.uid):
        if raw.get("done_on") or raw["due"] > limit:
            continue
        due = date.fromisoformat(raw["due"])
        title = quote(raw["title"])
        if due < today:
            late = (today - due).days
            text = f"{title} was due {_was(due, today)}"
            item = AttentionItem("milestone_overdue", NOW, plan, text, due, days_late=late, uid=raw["uid"])
        elif due == today:
            item = AttentionItem("milestone_due", TODAY, plan, f"{title} is due today", due, uid=raw["uid"])
        else:
            text = f"{_day(due, today)}  {raw['title']}"
            item = AttentionItem("milestone_due", WEEK, plan, text, due, uid=raw["uid"])
        items.append(item.kept_back(raw, today))
    return items


def _was(due: date, today: date) -> str:
    """How a missed date is said: the weekday within a week, else how long ago."""
    late = (today - due).days
    if late == 1:
        return "yesterday"
    return f"on {due:%A}" if late < 7 else relative(due, today)


def _day(day: date, today: date) -> str:
    return "tomorrow" if (day - today).days == 1 else f"{day:%a} {day.day:2}"


def _sessions(plan: Plan, today: date) -> list[AttentionItem]:
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
        when = "" if on == today else f"{_day(on, today)}  "
        text = f"{when}{clock}session{of}"
        if (on - today).days <= 1:
            from coach_tui.plan.prepare import in_short

            text = ": ".join(part for part in (text, in_short(plan, on)) if part)
        item = AttentionItem("session", TODAY if on == today else WEEK, plan, text, on, uid=raw["uid"])
        items.append(item.kept_back(raw, today))
    return items


def _stalled(plan: Plan, today: date) -> list[AttentionItem]:
    found = contact(plan, today)
    if not found.stalled:
        return []
    since = found.last or plan.engagement.start
    days = (today - since).days
    what = f"no contact for {days} days" if found.last else f"no contact since the start, {days} days ago"
    item = AttentionItem("stalled", NOW, plan, f"{what}, nothing booked", since, days_late=0)
    return [item.kept_back(plan.engagement.raw, today)]


def _rounds(plan: Plan, today: date) -> list[AttentionItem]:
    """Rounds that are open: now, when everybody has answered or they have been open for long."""
    rounds = [
        raw for raw in plan.practice.documents("rounds", plan.engagement.uid) if not raw.get("closed_on")
    ]
    if not rounds:
        return []
    from coach_tui.plan.rating import counts
    from coach_tui.plan.round import Round

    items = []
    for raw in rounds:
        asked = Round(raw)
        count = counts(plan, asked)
        since = asked.opened_on or plan.engagement.start
        due = since + ROUND_DAYS
        late = max(0, (today - due).days)
        told = f"{count.answered} of {count.invited} answered" if count.invited else "nobody invited yet"
        text = f"{quote(raw['title'])}: {told}, open since {short(since, today)}"
        if count.complete:
            text = f"{quote(raw['title'])}: all {count.answered} have answered, close it"
        section = NOW if count.complete or late else WEEK
        item = AttentionItem("round_open", section, plan, text, due, days_late=late, uid=raw["uid"])
        items.append(item.kept_back(raw, today))
    return items


def _wins(plan: Plan, today: date) -> list[AttentionItem]:
    since = (today - BEHIND).isoformat()
    return [
        AttentionItem(
            "win",
            WON,
            plan,
            raw["text"],
            date.fromisoformat(raw["on"]),
            uid=raw["uid"],
        )
        for raw in plan.practice.documents("wins", plan.engagement.uid)
        if since <= raw["on"] <= today.isoformat()
    ]
