"""Planned against actual: how milestones ended, and how the open ones are likely to (domain rules §5, §8)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.insight import usual_slip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.milestone import Milestone
    from coach_tui.plan.practice import Plan


class Planned:
    """The closed milestones of a plan by how they ended, and the slip usual with this client.

    `late`, `early` and `on_time` count the closed ones of `count`; `usual` is the median slip in days over
    all the client's closed milestones and their number, None under three (domain rules §8).
    """

    __slots__ = ("_over", "count", "early", "late", "on_time", "usual")

    def __init__(self, plan: Plan) -> None:
        milestones = [milestone for milestone in plan.milestones if milestone.closed_on is None]
        slips = [milestone.slip for milestone in milestones if milestone.done_on]
        self.count = len(milestones)
        self.late = sum(1 for slip in slips if slip > 0)
        self.early = sum(1 for slip in slips if slip < 0)
        self.on_time = len(slips) - self.late - self.early
        self.usual = usual_slip(plan)
        self._over = not plan.engagement.open

    @property
    def closed(self) -> int:
        """How many are done."""
        return self.late + self.early + self.on_time

    def likely(self, milestone: Milestone, today: date) -> date | None:
        """The day on which an open milestone would end with the usual slip, counted from its first date.

        None where nothing is usual yet, where it is the present date, where it is past already, and where
        the engagement is closed.
        """
        if self.usual is None or self._over or not milestone.open:
            return None
        try:
            day = milestone.first_planned + timedelta(days=round(self.usual[0]))
        except OverflowError:
            return None
        return day if day != milestone.due and day >= today else None
