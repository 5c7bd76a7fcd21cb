"""How an engagement comes to its end: by its day, or by its sessions (domain rules §11)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.dates import add_months, day_words, relative, short
from coach_tui.plan.double import STANDS
from coach_tui.plan.fields import plain_number
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.session import HELD, NO_SHOW, state_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    from coach_tui.plan.client import Client, Engagement
    from coach_tui.plan.package import Package
    from coach_tui.plan.practice import Plan, Practice

END_DAYS = 21
"""Days before its end from which on it is said that an engagement ends (a setting)."""
ENDS = ("engagement_ending", "engagement_ended")
"""The kinds of Today's lines that say so."""
WEEKS_FROM = 14
"""Days ahead from which on whole weeks are said as weeks."""


class Ending:
    """An engagement that ends or has ended: its day (None: only its sessions tell), and its sessions.

    `ended`: the day has come. `package` is what is used of the sessions.
    """

    __slots__ = ("ended", "on", "package")

    def __init__(self, on: date | None, ended: bool, package: Package) -> None:
        self.on = on
        self.ended = ended
        self.package = package

    def words(self, today: date) -> str:
        """“ends in 3 weeks, on Fri 18 Dec; one session left, 7 of 8 used”."""
        parts = [_when(self.on, today)] if self.on else []
        return "; ".join([*parts, *self._sessions()])

    def brief(self, today: date) -> str:
        """The same in few words: “ended Fri 18 Dec; 2 sessions left”."""
        if self.on is None:
            return self.words(today)
        tense = "ended" if self.on < today else "ends"
        day = "today" if self.on == today else short(self.on, today)
        return "; ".join([f"{tense} {day}", *(one.split(", ")[0] for one in self._sessions())])

    def _sessions(self) -> list[str]:
        left, used = self.package.left, package_words(self.package)
        if left is None or not self.package.contracted:
            return []
        if left < 0:
            return [used]
        if left == 0:
            return ["its one session used" if self.package.used == 1 else f"all sessions used, {used}"]
        if left == 1:
            return [f"one session left, {used}"]
        return [f"{plain_number(left)} sessions left, {used}"] if self.ended else []


def _when(on: date, today: date) -> str:
    """When it ends or ended; the words a coach would use for it."""
    days = (on - today).days
    if days <= 0:
        return "ends today" if days == 0 else f"ended {relative(on, today)}, on {short(on, today)}"
    said = f"in {days // 7} weeks" if days >= WEEKS_FROM and days % 7 == 0 else relative(on, today)
    return f"ends {said}, on {short(on, today)}"


def erase_on(practice: Practice, client: Client) -> date | None:
    """The day from which on a client's data is to be erased; None where none is set, and while an engagement
    runs that came after a closed one, whose day it was.
    """
    engagements = practice.documents("engagements", client.uid)
    closed = {bool(raw.get("closed_on")) for raw in engagements}
    return None if len(closed) > 1 else client.retention_on


def kept_at_closing(plan: Plan, last: date, today: date, years: int) -> str:
    """The day (ISO) until which a client's data is kept once a plan closes on its last day: as it stands,
    else `years` after that.

    One that stands there since an engagement before this was closed is proposed anew, unless it is later; one
    that has come stands no more. "" where nothing stands there and nothing is proposed (0 years, or a day
    that has come).
    """
    kept, proposed = plan.client.retention_on, _years_after(last, years, today)
    if kept is not None and plan.engagement.open and _closed_before(plan):
        kept = max((day for day in (kept, proposed) if day is not None and day > today), default=None)
    day = kept or proposed
    return day.isoformat() if day else ""


def _years_after(last: date, years: int, today: date) -> date | None:
    """The day so many years after a closing; None for 0, and where it has come."""
    day = add_months(last, 12 * years) if years else None
    return day if day is not None and day > today else None


def _closed_before(plan: Plan) -> bool:
    """Whether another engagement of a plan's client is closed."""
    others = plan.practice.documents("engagements", plan.client.uid)
    return any(raw.get("closed_on") for raw in others if raw["uid"] != plan.engagement.uid)


def was_proposed(kept: date | None, closed: date | None) -> bool:
    """Whether the day until which data is kept is one that was proposed as an engagement closed: whole years
    after that.
    """
    if kept is None or closed is None:
        return False
    return kept > closed and add_months(closed, 12 * (kept.year - closed.year)) == kept


def kept_words(plan: Plan, today: date, years: int) -> str:
    """Until when the data of a plan that is closed is kept, and what is proposed where no day says it, or one
    of before.

    `years` is how long is usual (0: nothing is proposed).
    """
    kept, proposed = plan.client.retention_on, _years_after(plan.engagement.closed_on or today, years, today)
    if kept is None:
        usual = f"; {day_words(proposed, today)} is proposed" if proposed else ""
        return f"No day says until when the data is kept{usual}; coach edit sets one (retention_on)."
    anew = proposed is not None and proposed > kept and _closed_before(plan)
    usual = (
        f", as an earlier end has it; {day_words(proposed, today)} is proposed" if proposed and anew else ""
    )
    return f"The data is kept until {day_words(kept, today)}{usual}; coach edit changes that."


def ending(plan: Plan, today: date, end_days: int = END_DAYS) -> Ending | None:
    """How an open engagement ends, once it is to be said: `end_days` before its day, or when one session is
    left of those contracted; None before, of one that is closed, and in a pause, as long as it has not ended.
    """
    engagement = plan.engagement
    if engagement.state(today) in ("closed", "paused"):
        return None
    on = engagement.end
    near = on is not None and (on - today).days <= end_days
    if not near and not engagement.sessions:
        return None
    package = package_of(plan)
    last = bool(package.contracted) and package.used > 0 and package.left is not None and package.left <= 1
    return Ending(on, engagement.ended(today), package) if near or last else None


def closes_too_early(plan: Plan, day: date, today: date) -> str:
    """Why a plan cannot have closed on a day: a session, review or check-in of a later one, the last of them,
    in words; "" where nothing speaks against it.
    """
    found = [(one.on, "a session was held") for one in plan.sessions if one.state in (HELD, NO_SHOW)]
    found += [(one.day, "a review was held") for one in plan.held_reviews]
    found += [(one.on, "there is a check-in") for one in plan.checkins]
    last, what = max(found, default=(day, ""))
    return f"{what} on {day_words(last, today)}; choose that day or a later one" if last > day else ""


def runs_into(practice: Practice, client: str, one: Engagement) -> Engagement | None:
    """Another engagement with a client (uid) that runs on a day on which one does, but for a day on which
    either closes; None where there is none.
    """
    for other in practice.engagements(client):
        ends = [each.closed_on or date.max for each in (one, other)]
        if other.uid != one.uid and one.start < ends[1] and other.start < ends[0]:
            return other
    return None


def booked_after(practice: Practice, uids: Collection[str], today: date) -> list[str]:
    """Which of some sessions (uids) are booked, or held, after the end of their engagement.

    A line for each client. The end is the day agreed, or that on which it was closed where that is before it.
    """
    found: dict[str, list[str]] = {}
    for raw in practice.tables.get("sessions", {}).values():
        if raw["uid"] in uids and state_of(raw) in STANDS:
            found.setdefault(raw["plan"], []).append(raw["on"])
    lines = []
    for raw in practice.tables.get("engagements", {}).values():
        end = min((raw[key] for key in ("end", "closed_on") if raw.get(key)), default="")
        after = sorted(on for on in found.get(raw["uid"], ()) if end and on > end)
        if end and after:
            more = f" and {len(after) - 1} more" if after[1:] else ""
            lie = "lie" if after[1:] else "lies"
            day, last = (short(date.fromisoformat(on), today) for on in (after[0], end))
            lines.append(f"{day}{more} {lie} after the engagement's end, {last}")
    return lines
