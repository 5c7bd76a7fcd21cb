"""How much of the package of sessions that was agreed is used, and by what (domain rules §10)."""

from __future__ import annotations

from coach_tui.plan.fields import plain_number
from coach_tui.plan.session import BOOKED, CANCELLED, HELD, NO_SHOW, is_coaching, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from coach_tui.plan.client import Engagement
    from coach_tui.plan.practice import Plan
    from coach_tui.plan.session import Session


class Package:
    """What is used of the sessions contracted (None: no number was agreed), and how many are booked.

    `late` and `missed` are the late cancellations and no-shows among what is used; `cancelled`, `no_shows`
    and `moved` are of all sessions, whether they count or not (`moved`: how many were moved at least once).
    """

    __slots__ = ("booked", "cancelled", "contracted", "held", "late", "missed", "moved", "no_shows")

    def __init__(self, engagement: Engagement, sessions: Sequence[Mapping[str, Any]]) -> None:
        counted = [raw for raw in sessions if is_used(engagement, raw)]
        self.contracted = engagement.sessions
        self.held = sum(state_of(raw) == HELD for raw in counted)
        self.late = sum(state_of(raw) == CANCELLED for raw in counted)
        self.missed = sum(state_of(raw) == NO_SHOW for raw in counted)
        self.cancelled = sum(state_of(raw) == CANCELLED for raw in sessions)
        self.no_shows = sum(state_of(raw) == NO_SHOW for raw in sessions)
        self.moved = sum(bool(raw.get("moves")) for raw in sessions)
        self.booked = sum(state_of(raw) == BOOKED and is_coaching(raw) for raw in sessions)

    @property
    def used(self) -> int:
        """How many of the sessions contracted are used."""
        return self.held + self.late + self.missed

    @property
    def left(self) -> float | None:
        """How many are left, less than none where there were more; None where no number was agreed."""
        return None if self.contracted is None else self.contracted - self.used

    def as_json(self) -> dict[str, Any]:
        """The package in the shape of `coach insights --json`."""
        return {
            "contracted": self.contracted,
            "used": self.used,
            "held": self.held,
            "late_cancellations": self.late,
            "no_shows": self.missed,
            "booked": self.booked,
            "all_cancelled": self.cancelled,
            "all_no_shows": self.no_shows,
            "moved": self.moved,
        }


def is_used(engagement: Engagement, session: Mapping[str, Any]) -> bool:
    """Whether a stored session is one of those contracted: held, or called off too late.

    What the client cancels late and what the client misses counts where the agreement says so
    (`late_counts`); what is cancelled in time, or by the coach, never does. The package is of coaching: a
    kind that is no coaching hour counts only where the session says that it is one.
    """
    if not is_coaching(session):
        return False
    state = state_of(session)
    if state == CANCELLED:
        return engagement.late_counts and bool(session.get("late")) and session.get("cancelled_by") != "coach"
    return state == HELD or (state == NO_SHOW and engagement.late_counts)


def package_of(plan: Plan) -> Package:
    """The package of a plan's engagement."""
    return Package(plan.engagement, plan.practice.documents("sessions", plan.engagement.uid))


def package_words(found: Package) -> str:
    """“6 of 12 used, 1 late cancellation counted”."""
    of = "" if found.contracted is None else f" of {plain_number(found.contracted)}"
    return ", ".join([f"{found.used}{of} used", *counted_words(found)])


def used_words(found: Package) -> str:
    """The same in short, “6 of 12 used”; "" where no number was agreed."""
    return "" if found.contracted is None else package_words(found).partition(",")[0]


def counted_words(found: Package) -> list[str]:
    """What counts though it was not held, a few words each."""
    several = ((found.late, "late cancellation"), (found.missed, "no-show"))
    return [f"{count} {what}{'' if count == 1 else 's'} counted" for count, what in several if count]


def called_off_words(found: Package) -> str:
    """“2 cancelled, 1 no-show, 1 moved”, of all sessions, whether they count or not; "" for none."""
    several = (
        (found.cancelled, "cancelled"),
        (found.no_shows, "no-show" if found.no_shows == 1 else "no-shows"),
        (found.moved, "moved"),
    )
    return ", ".join(f"{count} {what}" for count, what in several if count)


def number_of(plan: Plan, session: Session | None, day: str) -> int | None:
    """Which of the sessions contracted a session is, or would be on a day (ISO): 1 for the first.

    Those before it count that are used, or booked. None for one that is no coaching: it has no number.
    """
    engagement = plan.engagement
    if session is not None and not is_coaching(session.raw):
        return None
    at = (session.on.isoformat(), session.time, session.uid) if session else (day, "99", "")
    return 1 + sum(
        (raw["on"], raw.get("time", ""), raw["uid"]) < at
        for raw in plan.practice.documents("sessions", engagement.uid)
        if is_used(engagement, raw) or (state_of(raw) == BOOKED and is_coaching(raw))
    )


def number_words(plan: Plan, session: Session | None, day: str) -> str:
    """The same as “6 of 12”; "" where it has no number, or none was agreed."""
    number, contracted = number_of(plan, session, day), plan.engagement.sessions
    return f"{number} of {plain_number(contracted)}" if number and contracted else ""
