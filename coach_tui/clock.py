"""The one clock. Nothing else asks what day it is; `--today` sets it."""

from __future__ import annotations

from datetime import date, datetime, timedelta


class Clock:
    """Tells the day and the time; with a fixed day, only the time of day is the real one."""

    def __init__(self, fixed: date | None = None) -> None:
        self.fixed = fixed

    def today(self) -> date:
        """The day taken as today."""
        return self.fixed or datetime.now().astimezone().date()

    def now(self) -> datetime:
        """The present moment with its time zone, on the day taken as today."""
        now = datetime.now().astimezone()
        return now if self.fixed is None else now + timedelta(days=(self.fixed - now.date()).days)
