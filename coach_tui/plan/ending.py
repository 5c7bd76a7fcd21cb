"""How an engagement comes to its end: by its day, or by its sessions (domain rules §11)."""

from __future__ import annotations

from coach_tui.plan.contact import to_come
from coach_tui.plan.dates import relative, short
from coach_tui.plan.fields import plain_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.practice import Plan

END_DAYS = 21
"""Days before its end from which on it is said that an engagement ends (a setting)."""
ENDS = ("engagement_ending", "engagement_ended")
"""The kinds of Today's lines that say so."""
WEEKS_FROM = 14
"""Days ahead from which on whole weeks are said as weeks."""


class Ending:
    """An engagement that ends or has ended: its day (None: only its sessions tell), and its sessions.

    `ended`: the day has come. `used` of `contracted` sessions; `contracted` is None where none are agreed.
    """

    __slots__ = ("contracted", "ended", "on", "used")

    def __init__(self, on: date | None, ended: bool, used: int, contracted: float | None) -> None:
        self.on = on
        self.ended = ended
        self.used = used
        self.contracted = contracted

    def words(self, today: date) -> str:
        """“ends in 3 weeks, on Fri 18 Dec; one session left, 7 of 8 used”."""
        parts = [_when(self.on, today)] if self.on else []
        return "; ".join([*parts, *self._sessions()])

    def _sessions(self) -> list[str]:
        if self.contracted is None:
            return []
        left = self.contracted - self.used
        of = f"{self.used} of {plain_number(self.contracted)} used"
        if left < 0:
            return [f"{self.used} sessions used of {plain_number(self.contracted)}"]
        if left == 0:
            return ["its one session used" if self.used == 1 else f"all {self.used} sessions used"]
        if left == 1:
            return [f"one session left, {of}"]
        return [f"{plain_number(left)} sessions left, {of}"] if self.ended else []


def _when(on: date, today: date) -> str:
    """When it ends or ended; the words a coach would use for it."""
    days = (on - today).days
    if days <= 0:
        return "ends today" if days == 0 else f"ended {relative(on, today)}, on {short(on, today)}"
    said = f"in {days // 7} weeks" if days >= WEEKS_FROM and days % 7 == 0 else relative(on, today)
    return f"ends {said}, on {short(on, today)}"


def used_sessions(plan: Plan, today: date) -> int:
    """How many of the sessions contracted are used."""
    day = today.isoformat()
    return sum(not to_come(raw, day) for raw in plan.practice.documents("sessions", plan.engagement.uid))


def ending(plan: Plan, today: date, end_days: int = END_DAYS) -> Ending | None:
    """How an open engagement ends, once it is to be said: `end_days` before its day, or when one session is
    left of those contracted; None before, and of one that is closed.
    """
    engagement = plan.engagement
    if not engagement.open:
        return None
    contracted = engagement.sessions or None
    used = used_sessions(plan, today) if contracted else 0
    last = contracted is not None and used > 0 and contracted - used <= 1
    on = engagement.end
    near = on is not None and (on - today).days <= end_days
    if not near and not last:
        return None
    return Ending(on, engagement.ended(today), used, contracted)
