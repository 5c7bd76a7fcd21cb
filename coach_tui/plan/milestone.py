"""Milestones: benchmarks on the timeline, and how they moved (domain rules §5)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.field_lists import Refs
from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import Day, KnownDay
from coach_tui.plan.fields import Choice, Ref, Text
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.objective import GIVEN_UP, TAKEN
from coach_tui.plan.own_words import agreed_field, agreed_to_field, words_field
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.snooze import snooze_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Move(Record):
    """One move of a milestone: when, from, to, who asked, why."""

    noun = "a move"

    on = KnownDay("on", Side.PAST, seen="client")
    from_ = KnownDay("from", Side.EITHER, seen="client")
    to = KnownDay("to", Side.EITHER, seen="client")
    by = Text("by", seen="client", names="somebody")
    reason = Text("reason", opens="client")


class Milestone(Record):
    """A benchmark with a date; keeps the first date and every move.

    One that was given up (dropped, or replaced by others) is closed without being done: it is not due.
    """

    table = "milestones"
    entry = "milestone"
    noun = "a milestone"

    title = Text("Title", required=True, seen="sponsor", opens="sponsor")
    due = KnownDay("Date", Side.EITHER, seen="sponsor")
    objective = Ref("Objective", "objectives", seen="sponsor")
    baseline = Day(
        "First date", Side.EITHER, hint="the date first planned; empty: the present one", seen="sponsor"
    )
    words = words_field()
    agreed_on = agreed_field()
    agreed_to = agreed_to_field()
    done_on = Day("Done on", Side.PAST, seen="sponsor")
    evidence = Text("Evidence", hint="what shows that it was reached", opens="client")
    after = Refs("Comes after", "milestones", seen="client")
    moves = Records("Moves", Move, hint="on | from | to | who asked | reason", seen="client", widget="told")
    closed_on = Day("Closed on", Side.PAST, seen="sponsor")
    closed_as = Choice("Closed as", GIVEN_UP, seen="sponsor")
    closed_reason = Text("Why closed", opens="client")
    replaced_by = Refs("Replaced by", "milestones", rare=True, seen="sponsor")
    visibility = visible_to("private hides it, client keeps it from the sponsor")
    accepted = accepted_field()
    snooze = snooze_field("Put off")

    @property
    def state(self) -> str:
        """What became of it: open, done, dropped or replaced (how: `coach_tui.plan.became`)."""
        if self.done_on is not None:
            return "done"
        if self.closed_on is None:
            return "open"
        return "replaced" if self.closed_as in TAKEN else self.closed_as or "dropped"

    @property
    def open(self) -> bool:
        """Whether it is still to be reached: neither done nor given up."""
        return self.done_on is None and self.closed_on is None

    @property
    def first_planned(self) -> date:
        """The date first planned: the baseline, else where the first move began, else the present date."""
        if self.baseline is not None:
            return self.baseline
        return date.fromisoformat(self.moves[0]["from"]) if self.moves else self.due

    @property
    def slip(self) -> int:
        """Days from the first planned date to the done date, or to the present date while it is open."""
        return ((self.done_on or self.due) - self.first_planned).days


def waited_for(uid: str, after: Mapping[str, Sequence[str]], gone: Collection[str]) -> list[str]:
    """The milestones (uids) that one comes after: those that are gone stand for what they came after.

    Args:
        uid: the one.
        after: what each comes after, by uid.
        gone: those that nothing waits for any more.
    """
    found, seen, waiting = [], {uid}, list(after.get(uid, ()))
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.add(one)
        if one in gone:
            waiting[:0] = after.get(one, ())
        else:
            found.append(one)
    return found
