"""One line of what needs the coach, and the kinds there are, most urgent first (product page: Today)."""

from __future__ import annotations

from datetime import timedelta

from coach_tui.plan.dates import short
from coach_tui.plan.snooze import CLOCKS, HOLDERS, came_back, snooze_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.snooze import Snooze

AHEAD = timedelta(days=7)
"""How far ahead dates are announced."""

NOW, TODAY, WEEK, WON, OFF, LATER = "Now", "Today", "This week", "Won", "Put off", "Later"
SECTIONS = (NOW, TODAY, WEEK, WON)

OWN_OVERDUE = "promise_overdue.mine"
"""The rank of what the coach has promised and not kept: before all else of a client but the review."""
OWN_DUE = "promise_due.mine"
"""The rank of what the coach has promised for today or a day to come: before the client's of that day."""
URGENCY = (
    "review_overdue",
    OWN_OVERDUE,
    "pause_over",
    "milestone_overdue",
    "stalled",
    "engagement_ended",
    "retention_due",
    "refused",
    "merged",
    "promise_overdue",
    "session",
    "review_due",
    "milestone_due",
    OWN_DUE,
    "promise_due",
    "round_open",
    "assessment_open",
    "engagement_ending",
    "win",
)
"""The ranks of the kinds, most urgent first."""
TABLES = {
    "milestone_overdue": "milestones",
    "milestone_due": "milestones",
    "promise_overdue": "commitments",
    "promise_due": "commitments",
    "session": "sessions",
    "round_open": "rounds",
    "assessment_open": "assessments",
    "win": "wins",
}
"""The table of the record that an item of a kind is about; of others it is the plan."""
OF_MERGES = ("merged", "refused")
"""Kinds about what a merge has kept: two values of one field, or what it did that is to be acted on."""
WEIGHTS = {
    "review_overdue": "late",
    "milestone_overdue": "late",
    "promise_overdue": "late",
    "stalled": "warn",
    "pause_over": "warn",
    "engagement_ended": "warn",
    "retention_due": "warn",
    "refused": "warn",
    "merged": "warn",
    "win": "won",
}
"""How heavy a kind is, in a word; else it is open."""


class AttentionItem:
    """One line: what kind, whose, why in words, and the record that deals with it.

    `rank` is one of `URGENCY`: the kind, where nothing else is said. `at` is the time of day (HH:MM, "" for
    none) that orders what falls on one day; `owner` is who has made a promise. `put_off` is set while
    somebody has put it off, `came_back` when the date of that has come.
    """

    __slots__ = (
        "at", "brief", "came_back", "client", "days_late", "due", "kind", "missed", "of", "others", "owner",
        "plan", "put_off", "rank", "reason", "section", "uid",
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
        rank: str = "",
        at: str = "",
        owner: str = "",
        brief: str = "",
        others: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.rank = rank or kind
        self.at = at
        self.owner = owner
        self.others = list(others)
        """The names of the other clients in a session."""
        self.section = section
        self.plan = plan
        self.client = plan.client
        self.reason = reason
        self.brief = brief or reason
        """The reason in fewer words, where a line has no room for it."""
        self.due = due
        self.days_late = days_late
        self.missed = missed
        self.uid = uid
        self.of = ("", "")
        """Table and uid of the record that a merge has kept something of."""
        self.put_off: Snooze | None = None
        self.came_back: Snooze | None = None

    @property
    def met_today(self) -> bool:
        """Whether it is an hour with a client today."""
        return self.kind == "session" and self.section == TODAY

    @property
    def about(self) -> tuple[str, str]:
        """Table and uid of the record that deals with it; the uid "" where it has still to be made."""
        if self.kind in OF_MERGES:
            return self.of
        if self.kind in TABLES:
            return TABLES[self.kind], self.uid
        if self.kind.startswith("review"):
            return "reviews", self.uid
        if self.kind == "stalled":
            return "sessions", ""
        if self.kind == "retention_due":
            return "clients", self.client.uid
        return "engagements", self.plan.engagement.uid

    @property
    def weight(self) -> str:
        """How heavy it is: late, warn, won or open."""
        return WEIGHTS.get(self.kind, "open")

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
            off = self.plan.off(CLOCKS.get(self.kind, "other"))
            self.put_off = snooze_of(raw, key, today, off)
            self.came_back = came_back(raw, key, today, off)
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
            **({"id": self.uid, "time": self.at or None} if self.kind == "session" else {}),
            **({"id": self.uid} if self.kind in OF_MERGES else {}),
            **({"owner": self.owner} if self.owner else {}),
            **({"with": self.others} if self.others else {}),
            **({"put_off": dict(self.put_off.raw)} if self.put_off else {}),
        }


def day_ahead(day: date, today: date) -> str:
    """How a day of the days ahead is said: “tomorrow”, else the weekday and the day of the month.

    One that is not of those that are announced has its month, too.
    """
    if day > today + AHEAD:
        return short(day, today)
    return "tomorrow" if (day - today).days == 1 else f"{day:%a} {day.day:2}"
