"""Which days do not count, to be shaded in a calendar or on an axis, and why in a word (domain rules §11)."""

from __future__ import annotations

from coach_tui.plan.client import Engagement
from coach_tui.plan.time_off import NEVER, covering, day_off, of_days_off, of_pauses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Plan, Practice
    from coach_tui.plan.time_off import TimeOff

HOLIDAY, PAUSED, DAY_OFF = "your holiday", "paused", "day off"


class Shaded:
    """The days off of one client, pauses and the coach's holidays included; of nobody, the holidays alone."""

    __slots__ = ("_client", "_pauses", "holidays")

    def __init__(self, practice: Practice, client: Client | None = None) -> None:
        self.holidays = practice.time_off
        self._client = client
        found = practice.documents("engagements", client.uid) if client is not None else ()
        self._pauses = [pause for raw in found for pause in Engagement(raw).pauses]

    def why(self, day: date) -> str:
        """Why a day does not count, in a word or several: “paused, day off”; "" where it does."""
        reasons = [HOLIDAY] if day in self.holidays else []
        if covering(self._pauses, day):
            reasons.append(PAUSED)
        if self._client is not None and day_off(self._client.days_off, day):
            reasons.append(DAY_OFF)
        return ", ".join(reasons)

    def pauses_between(self, first: date, last: date) -> list[dict[str, Any]]:
        """The pauses (since, until; no reason) that have a day in common with a stretch of days."""
        return [
            {"since": pause["since"], "until": pause.get("until")}
            for pause in self._pauses
            if pause["since"] <= last.isoformat() and first.isoformat() <= (pause.get("until") or "9")
        ]


def shaded_on_axis(plan: Plan, today: date, *, weekdays: bool) -> TimeOff:
    """The days that a plan's time axis shades: pauses as far as they are known, holidays, days off.

    `weekdays` says whether single weekdays can be seen on it.
    """
    off = of_pauses(plan.engagement.pauses).known(today) if plan.engagement.pauses else NEVER
    days = of_days_off(plan.client.days_off) if plan.client.days_off else NEVER
    return off.joined(plan.practice.time_off).joined(days if weekdays else days.dated)
