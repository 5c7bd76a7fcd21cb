"""What happens outside: another program writes the file, or a new day begins."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.app.work import Work


class Outside:
    """Looks when the coach comes back or presses a key, and at midnight; never on a timer in between.

    `changed` is called when a new day has begun, `later` calls something after so many seconds.
    """

    def __init__(
        self,
        coach: Coach,
        work: Work,
        changed: Callable[[], object],
        later: Callable[[float, Callable[[], object]], object],
    ) -> None:
        self._coach = coach
        self._work = work
        self._changed = changed
        self._later = later

    def look_around(self) -> None:
        """Notice a change made outside, and a new day: one stat."""
        today = self._coach.desk.today
        if today != self._coach.today:
            self._coach.today = today
            self._changed()
        if self._work.outdated:
            self._coach.talk(self._work.read_again())

    def beside(self) -> list[str]:
        """What there is to tell of what lies beside the data file, a line each."""
        from coach_tui.store.remains import conflicts_told

        store = self._coach.desk.store
        return [line for line in (store.half_done, conflicts_told(os.path.realpath(store.path))) if line]

    def wait_for_midnight(self) -> None:
        """Look around when the day ends, and every day after."""
        now = self._coach.desk.clock.now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        self._later(max(1.0, (midnight - now).total_seconds()), self.midnight)

    def midnight(self) -> None:
        """The day has ended."""
        self.look_around()
        self.wait_for_midnight()
