"""What every rule looks at: one plan's documents, gathered once, and the finding it may make of them."""

from __future__ import annotations

from coach_tui.plan.objective import Objective
from coach_tui.plan.silent import evaluations
from coach_tui.plan.standing import reached

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import Plan

    Document = Mapping[str, Any]

HIGH, MEDIUM, HINT = "high", "medium", "hint"
LEVELS = (HIGH, MEDIUM, HINT)
"""Most serious first."""

VAGUENESS = "vagueness"
CLIENT_INPUT = "client input"
TRACKING = "tracking"
FLEXIBILITY = "flexibility"
PRACTICE = "practice"
MISTAKES = (VAGUENESS, CLIENT_INPUT, TRACKING, FLEXIBILITY, PRACTICE)

MOST_OBJECTIVES = 3
"""Open objectives from which on more are a hint (a setting)."""
ASSESSMENT_MONTHS = 6
"""Months after which an assessment says how it was (a setting)."""
REVIEW_MONTHS = 3
"""Months from which on reviews are too far apart (a setting)."""


class Finding:
    """One weakness of a plan: which rule, where, and why it matters.

    `table` and `uid` name the record that mends it (`uid` is "" where that is still to be made) and `field`
    the key of its field; `subject` is the title of what the finding is about, `about` the uid of that, `item`
    the part of it that is meant where it has several. `accepted` is what the coach decided about it, `lapsed`
    a decision whose day has passed (`coach_tui.plan.judgement.Accepted`, stored), each None without one.
    """

    __slots__ = (
        "about",
        "accepted",
        "field",
        "id",
        "item",
        "lapsed",
        "level",
        "mistake",
        "reason",
        "subject",
        "table",
        "uid",
    )

    def __init__(
        self,
        rule: str,
        mistake: str,
        level: str,
        table: str,
        uid: str,
        field: str,
        subject: str,
        reason: str,
        *,
        about: str = "",
        item: str = "",
    ) -> None:
        self.id = rule
        self.mistake = mistake
        self.level = level
        self.table = table
        self.uid = uid
        self.field = field
        self.subject = subject
        self.reason = reason
        self.about = about or uid
        self.item = item
        self.accepted: Document | None = None
        self.lapsed: Document | None = None

    @property
    def key(self) -> str:
        """What stays the same from day to day, and no two findings share: rule, subject and field."""
        return f"{self.id} {self.about} {self.field} {self.item}".rstrip()

    @property
    def accepted_until(self) -> str | None:
        """The ISO day until which it is accepted, or None."""
        return self.accepted["until"] if self.accepted else None

    def __repr__(self) -> str:
        return f"<Finding {self.id} {self.subject!r}: {self.reason}>"

    def as_json(self) -> dict[str, Any]:
        """The finding in the shape of `coach health --json`."""
        return {
            "id": self.id,
            "mistake": self.mistake,
            "level": self.level,
            "field": self.field,
            "reason": self.reason,
            "accepted_until": self.accepted_until,
            "accepted_reason": self.accepted["reason"] if self.accepted else None,
            "lapsed_on": self.lapsed["until"] if self.lapsed else None,
            "subject": self.subject,
            "table": self.table,
            "record_id": self.uid or None,
            "about": self.about,
            "item": self.item or None,
        }


class Look:
    """One plan on one day. What has ended is left out, and what hangs from it; ISO days compare as text."""

    __slots__ = (
        "assessment_months",
        "checkins",
        "client",
        "commitments",
        "day",
        "engagement",
        "grace_days",
        "held",
        "milestones",
        "most_objectives",
        "needs",
        "objectives",
        "open_objectives",
        "plan",
        "practised",
        "quiet",
        "review_months",
        "reviews",
        "sessions",
        "start",
        "strategies",
        "today",
        "updated",
        "wins",
    )

    def __init__(
        self,
        plan: Plan,
        today: date,
        *,
        quiet: bool = False,
        grace_days: int = 0,
        most_objectives: int = MOST_OBJECTIVES,
        assessment_months: int = ASSESSMENT_MONTHS,
        review_months: int = REVIEW_MONTHS,
    ) -> None:
        uid = plan.engagement.uid
        documents = plan.practice.documents
        self.plan = plan
        self.today = today
        self.day = today.isoformat()
        self.quiet = quiet
        """Whether nobody is to be nagged: the plan is paused."""
        self.grace_days = grace_days
        self.most_objectives = most_objectives
        self.assessment_months = assessment_months
        self.review_months = review_months
        self.client: Document = plan.client.raw
        self.engagement: Document = plan.engagement.raw
        self.start: str = plan.engagement.start.isoformat()
        self._take_what_goes_on()
        self.needs = documents("needs", uid)
        self.reviews = documents("reviews", uid)
        self.held = evaluations(plan)
        self.checkins = documents("checkins", uid)
        self.commitments = documents("commitments", uid)
        self.sessions = documents("sessions", uid)
        self.wins = documents("wins", uid)
        self.updated: dict[str, str] = {}
        """The day of the latest value by measure uid."""
        self.practised: dict[str, str] = {}
        """The day of the latest practice by strategy uid."""
        for raw in self.checkins:
            on = raw["on"]
            for latest, uids in ((self.updated, raw.get("measures")), (self.practised, raw.get("done"))):
                for of in uids or ():
                    if on > latest.get(of, ""):
                        latest[of] = on

    def _take_what_goes_on(self) -> None:
        """Objectives still to be reached, and what does not hang from those that have ended alone.

        What is reached and still open needs no more practice either.

        What was achieved, dropped or replaced speaks against nothing (domain rules §9).
        """
        uid, documents = self.engagement["uid"], self.plan.practice.documents
        objectives = documents("objectives", uid)
        ended = {raw["uid"] for raw in objectives if raw.get("closed_on")}
        self.open_objectives = [raw for raw in objectives if raw["uid"] not in ended]
        """Those that nobody has ended, also where their figures say that they are achieved."""
        self.objectives = [
            raw for raw in self.open_objectives if not reached(self.plan, Objective(raw), self.today)
        ]
        """Those that are still to be reached."""
        settled = {raw["uid"] for raw in objectives} - {raw["uid"] for raw in self.objectives}
        self.strategies = [
            raw
            for raw in documents("strategies", uid)
            if raw.get("status", "active") == "active" and not _only_for(raw, settled)
        ]
        """The active ones."""
        self.milestones = [
            raw
            for raw in documents("milestones", uid)
            if raw.get("done_on") or not (raw.get("closed_on") or raw.get("objective") in ended)
        ]
        """Those that are done, or still to be reached."""

    def decided(self) -> dict[str, Document]:
        """The documents, by uid, with findings that the coach has accepted at some time."""
        uid = self.engagement["uid"]
        rest = (self.plan.practice.documents(table, uid) for table in ("objectives", "strategies", "rounds"))
        milestones = self.plan.practice.documents("milestones", uid)
        parts = (self.needs, milestones, self.reviews, self.sessions, *rest)
        found: dict[str, Document] = {raw["uid"]: raw for part in parts for raw in part if "accepted" in raw}
        return found | {raw["uid"]: raw for raw in (self.client, self.engagement) if "accepted" in raw}


def _only_for(strategy: Document, ended: set[str]) -> bool:
    """Whether a strategy serves objectives that have ended, and nothing else."""
    serves = strategy.get("objectives") or ()
    return bool(serves) and ended.issuperset(serves) and not strategy.get("needs")
