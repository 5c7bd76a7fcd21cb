"""Needs: strengths, weaknesses, gaps and values found by the assessment (domain rules §3)."""

from __future__ import annotations

from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.fields import Choice, Number, Text
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.record import Record


class Need(Record):
    """A strength, weakness, skill gap or value, and where it was found."""

    table = "needs"
    entry = "need"
    noun = "a need"

    title = Text("Title", required=True, seen="client", opens="sponsor")
    kind = Choice(
        "Kind",
        ("gap", "weakness", "strength", "value"),
        default="gap",
        required=True,
        seen="client",
        opens="sponsor",
    )
    source = Text("Source", hint="self, manager, peer, report, 360, test, …")
    current = Number(
        "Current level", low=0, high=10, hint="for a gap: where the client stands, 1 to 5", seen="client"
    )
    target = Number("Target level", low=0, high=10, seen="client")
    importance = Number("Importance", low=0, high=10, hint="1 to 3: how much it matters", seen="client")
    objectives = Refs("Served by", "objectives", seen="client")
    note = Text("Note", lines=True, opens="client")
    item = Text("Item of a round", hint="the words of a 360 that this need answers")
    not_now = Text("Not now, because", hint="why nothing is done about it at present", seen="client")
    visibility = visible_to("private hides it, client opens the note, sponsor the title")
    accepted = accepted_field()

    @property
    def gap(self) -> float | None:
        """Target − current level, or None where one is missing."""
        return None if self.current is None or self.target is None else self.target - self.current

    @property
    def priority(self) -> float | None:
        """Gap × importance (an unstated importance counts 1), or None without a gap."""
        return None if self.gap is None else self.gap * (1 if self.importance is None else self.importance)
