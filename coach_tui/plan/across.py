"""All clients at once: whose plan is off track, stalled or falling, and why (domain rules §6, §8).

Sorted by what is worst and how long it has been so, never by anybody's scores: people are not compared.
"""

from __future__ import annotations

from coach_tui.plan.agenda import contact
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.dates import TIME_OFF_OUT, days_text, every_text, relative
from coach_tui.plan.feedback import FALL, latest_feedback
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.insight import said_engagement
from coach_tui.plan.insight_words import share
from coach_tui.plan.practice import Plan
from coach_tui.plan.progress import NEEDS_ATTENTION, OFF_TRACK, OVERDUE
from coach_tui.plan.standing import plan_status, standing
from coach_tui.plan.text import fold
from coach_tui.plan.trend import median

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.objective import Objective
    from coach_tui.plan.practice import Practice
    from coach_tui.plan.standing import Standing

STALLED, FALLING, LOW = "stalled", "falling", "low feedback"
WORST_FIRST = (OVERDUE, OFF_TRACK, STALLED, FALLING, LOW, NEEDS_ATTENTION)
LEAST_BEFORE = 2
"""Earlier check-ins from which on an engagement can be said to fall."""


class Trouble:
    """One thing that is not well: its kind, why in words, for how many days, and the record (uid)."""

    __slots__ = ("days", "kind", "reason", "uid")

    def __init__(self, kind: str, reason: str, days: int = 0, uid: str = "") -> None:
        self.kind = kind
        self.reason = reason
        self.days = days
        self.uid = uid

    def as_json(self) -> dict[str, Any]:
        """The trouble in the shape of `coach insights --json`."""
        return {"kind": self.kind, "reason": self.reason, "days": self.days, "id": self.uid or None}


class ClientView:
    """One running plan: its status and what is not well with it, the worst first."""

    __slots__ = ("plan", "status", "troubles")

    def __init__(self, plan: Plan, status: str, troubles: list[Trouble]) -> None:
        self.plan = plan
        self.status = status
        """That of the plan (`coach_tui.plan.standing.plan_status`)."""
        self.troubles = sorted(troubles, key=lambda one: (WORST_FIRST.index(one.kind), -one.days))

    @property
    def client(self) -> Client:
        """Whose plan it is."""
        return self.plan.client

    def as_json(self) -> dict[str, Any]:
        """The client in the shape of `coach insights --json`."""
        return {
            "client": self.client.name,
            "client_id": self.client.uid,
            "status": self.status,
            "troubles": [trouble.as_json() for trouble in self.troubles],
        }


def across(practice: Practice, today: date) -> list[ClientView]:
    """Everybody whose plan is running, what is worst first; paused and closed plans are left alone.

    One whose end has come stands as it did then.
    """
    found = []
    for document in practice.tables.get("clients", {}).values():
        client = Client(document)
        for raw in practice.documents("engagements", client.uid):
            engagement = Engagement(raw)
            if engagement.state(today) not in ("closed", "paused"):
                found.append(_view(Plan(practice, client, engagement), today))
    found.sort(key=_order)
    return found


def _order(view: ClientView) -> tuple[int, int, str, str]:
    name = fold(view.client.name)
    if not view.troubles:
        return len(WORST_FIRST), 0, name, view.plan.engagement.uid
    worst = view.troubles[0]
    return WORST_FIRST.index(worst.kind), -worst.days, name, view.plan.engagement.uid


def _view(plan: Plan, today: date) -> ClientView:
    today = plan.engagement.clock(today)
    stands = [(one, standing(plan, one, today)) for one in plan.objectives if one.open]
    troubles = [found for one, stand in stands for found in [_objective(plan, one, stand, today)] if found]
    return ClientView(
        plan, plan_status(plan, today), [*troubles, *_contact(plan, today), *_falling(plan, today)]
    )


def _objective(plan: Plan, one: Objective, stand: Standing, today: date) -> Trouble | None:
    if stand.status not in (OVERDUE, OFF_TRACK, NEEDS_ATTENTION):
        return None
    title, due = quote(one.title), one.due
    days = 0
    if stand.status == OVERDUE and due is not None and due < today:
        days = plan.off("progress").elapsed(due, today)
        said = f"{title} was due {relative(due, today)}, {share(stand.progress)} reached"
    else:
        of = f" of {share(stand.expected)} expected" if stand.expected is not None else ""
        said = f"{title} at {share(stand.progress)}{of}"
    if one.status:
        said += f"; by your own word: {one.status_reason}"
    return Trouble(stand.status, said, days, one.uid)


def _contact(plan: Plan, today: date) -> list[Trouble]:
    found = contact(plan, today)
    if not found.stalled:
        return []
    days = found.days
    usual = f", usually {every_text(found.usual_gap)}" if found.usual_gap else ""
    what = "no contact" if found.last else "no contact since the start,"
    off = TIME_OFF_OUT if found.left_out else ""
    return [Trouble(STALLED, f"{what} for {days_text(days)}{off}{usual}; nothing is booked", days)]


def _falling(plan: Plan, today: date) -> list[Trouble]:
    scores = latest_feedback(plan)
    troubles = []
    falling = [score for score in scores if score.falling]
    low = [score for score in scores if score.low and not score.falling]
    if falling:
        said = ", ".join(
            f"{score.label} {plain_number(score.usual or 0)} → {plain_number(score.value)}"
            for score in falling
        )
        troubles.append(Trouble(FALLING, f"feedback: {said}"))
    if low:
        said = ", ".join(f"{score.label} {plain_number(score.value)}" for score in low)
        troubles.append(Trouble(LOW, f"feedback: {said}"))
    *earlier, last = [value for day, value in said_engagement(plan) if day <= today] or [0.0]
    usual = median(earlier)
    if usual is not None and len(earlier) >= LEAST_BEFORE and last <= usual - FALL:
        troubles.append(
            Trouble(
                FALLING,
                f"engagement {plain_number(last)} in the last check-in (usually {plain_number(usual)})",
            )
        )
    return troubles
