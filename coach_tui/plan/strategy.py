"""Strategies: what the client practises, learns and meets for (domain rules §4)."""

from __future__ import annotations

from datetime import timedelta

from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.field_times import Day, Often
from coach_tui.plan.fields import Choice, Number, Text
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.own_words import agreed_field, agreed_to_field, words_field
from coach_tui.plan.pause import Pauses
from coach_tui.plan.record import Record
from coach_tui.plan.rhythm import Rhythm, Rhythms
from coach_tui.plan.side import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.rhythm import Stretch


ENDED = ("finished", "dropped")
"""Statuses of a strategy that has come to its end."""


class Strategy(Record):
    """An actionable practice, training or progress meeting."""

    table = "strategies"
    entry = "strategy"
    noun = "a strategy"

    title = Text("Title", required=True, seen="client", opens="sponsor")
    kind = Choice(
        "Kind",
        ("practice", "meeting", "training", "other"),
        default="practice",
        seen="client",
        opens="sponsor",
    )
    objectives = Refs("For objectives", "objectives", seen="client", opens="sponsor")
    needs = Refs("For needs", "needs", seen="client")
    cadence = Often("How often", hint="once, 3 per week, every mon, thu, …", seen="client", opens="sponsor")
    rhythms = Rhythms("Before that")
    hours_per_week = Number("Hours a week", low=0, high=168, seen="client")
    words = words_field()
    agreed_on = agreed_field()
    agreed_to = agreed_to_field()
    cue = Text("Cue", section="If–then", hint="if … : the moment that sets it off", seen="client")
    response = Text("Response", hint="then … : what the client does at that moment", seen="client")
    obstacle = Text("Obstacle plan", hint="if this gets in the way, then …", seen="client")
    confidence = Number(
        "Confidence",
        low=0,
        high=10,
        section="Fit",
        hint="0 to 10; below 7, change the strategy",
        seen="client",
    )
    link = Text("Resource", hint="a book, course or page", seen="client")
    start = Day("Start", Side.EITHER, seen="client")
    status = Choice(
        "Status",
        ("active", "paused", "finished", "dropped"),
        default="active",
        section="State",
        seen="client",
        opens="sponsor",
    )
    status_reason = Text("Why", opens="client")
    ended_on = Day(
        "Ended on", Side.PAST, hint="when it was finished or dropped", seen="client", opens="sponsor"
    )
    pauses = Pauses("Pauses")
    continues = Earlier("Continues", "strategies", names="code")
    visibility = visible_to("private hides it, sponsor opens its title")
    accepted = accepted_field()

    @property
    def active(self) -> bool:
        """Whether it is being done at present."""
        return self.status == "active"

    @property
    def practised(self) -> bool:
        """Whether the client does it alone, so that a cue helps and a day not logged was missed.

        A meeting and a training are fixed in a calendar: no log is kept of them that could tell.
        """
        return self.kind in ("practice", "other")

    def stretches(self, start: date, today: date) -> list[Stretch]:
        """Its rhythms with the days on which each was in force, from a day up to today, in their order."""
        found: list[Stretch] = []
        for raw in self.rhythms:
            one = Rhythm(raw)
            if start <= one.until:
                found.append((one.cadence, start, min(one.until, today)))
                start = one.until + timedelta(days=1)
            if start > today:
                return found
        return [*found, (self.cadence, start, today)] if start <= today else found

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """A strategy is dropped with a reason, and one that goes on has not ended."""
        status = stored.get("status") or "active"
        if stored.get("ended_on") and status not in ENDED:
            raise BadInput(f"ended_on: it is {status}; say that it is finished or dropped, or empty this")
        if stored.get("status") == "dropped" and not stored.get("status_reason"):
            raise BadInput("status_reason: say why it was dropped")
