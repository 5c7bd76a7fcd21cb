"""Needs: strengths, weaknesses, gaps and values found by the assessment (domain rules §3)."""

from __future__ import annotations

from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.field_times import Day
from coach_tui.plan.fields import Choice, Number, Text, plain_number, quote
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.own_words import agreed_field, agreed_to_field, words_field
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from coach_tui.plan.practice import Practice

LEVELS_TO, IMPORTANCE_TO = 5, 3
"""The highest level and importance, unless a need says that its levels go further."""


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
    found_on = Day("Found on", Side.PAST, hint="when the assessment showed it", seen="client")
    current = Number(
        "Current level", low=0, high=10, hint="for a gap: where the client stands, 1 to 5", seen="client"
    )
    target = Number("Target level", low=0, high=10, hint="where it is to be, 1 to 5", seen="client")
    scale = Number(
        "Levels go to",
        low=1,
        high=10,
        whole=True,
        hint="empty: 5; with 10 levels are 0 to 10",
        seen="client",
    )
    importance = Number("Importance", low=0, high=10, hint="1 to 3: how much it matters", seen="client")
    objectives = Refs("Served by", "objectives", seen="client")
    words = words_field()
    agreed_on = agreed_field()
    agreed_to = agreed_to_field()
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

    @property
    def top(self) -> float:
        """The highest level that it may have."""
        return LEVELS_TO if self.scale is None else self.scale

    def check_levels(self, keys: Collection[str]) -> None:
        """Checks those of its figures that somebody types now; what stands in a file is left as it is.

        Raises:
            BadInput: a level is outside 1 (0, where levels go beyond 5) to the highest, or the importance
                outside 1 to 3.
        """
        for fault in self.off_scale(keys):
            raise BadInput(fault)

    def off_scale(self, keys: Collection[str] = ("current", "target", "importance")) -> Iterator[str]:
        """What is wrong with those of its figures, a line each, that begins with the field's key."""
        lowest = 0 if self.top > LEVELS_TO else 1
        for key in ("current", "target"):
            value = self.raw.get(key)
            if value is not None and (key in keys or "scale" in keys) and not lowest <= value <= self.top:
                reach = f"{lowest} to {plain_number(self.top)}"
                more = "" if self.top > LEVELS_TO else "; or say 10 under “Levels go to”"
                yield f"{key}: {plain_number(value)} is no level; write {reach}{more}"
        value = self.importance
        if "importance" in keys and value is not None and not 1 <= value <= IMPORTANCE_TO:
            yield f"importance: {plain_number(value)} is outside 1 to {IMPORTANCE_TO}"


def off_scale(practice: Practice, uids: Collection[str] | None = None) -> list[str]:
    """Which needs (of these uids, else of all) have a figure outside its scale, a line each."""
    found = []
    if uids is None:
        needs = [Need(raw) for raw in practice.tables.get("needs", {}).values()]
    else:
        needs = [one for uid in uids if isinstance(one := practice.find("needs", uid), Need)]
    for need in needs:
        for line in off_scale_of([need]):
            plan = practice.plan_of(need)
            found.append(f"{plan.client.name}: {line}" if plan is not None else line)
    return found


def off_scale_of(needs: Iterable[Need]) -> list[str]:
    """Which figures of needs lie outside their scale, a line each: “need “Delegating”, current: 9 …”."""
    return [f"need {quote(need.name)}, {fault}" for need in needs for fault in need.off_scale()]
