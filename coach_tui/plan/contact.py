"""What coach and client do together: reviews, check-ins, sessions, promises, wins (domain rules §6, §10)."""

from __future__ import annotations

from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_lists import Refs, Texts
from coach_tui.plan.field_records import Group, Records, Values
from coach_tui.plan.field_times import Day, KnownDay
from coach_tui.plan.fields import Choice, Flag, Number, Ref, Text
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.progress import WORST_FIRST
from coach_tui.plan.record import Record
from coach_tui.plan.side import Side
from coach_tui.plan.snooze import snooze_field
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any


MINE = ("coach", "me")
"""Who has made a promise of the coach's own, as it is typed; every other word is somebody else."""
SAYS = ("done", "partly", "not yet")
"""What a client can say of a commitment on a form."""
WAITING = ("open", "moved")
"""Statuses of a commitment that still waits."""
SETTLED = ("done", "late", "partly", "dropped")
"""Statuses of a commitment of which it was said what came."""


class Feedback(Record):
    """The client's view of the coaching, four items from 0 to 10. It is no validated test."""

    noun = "feedback"

    heard = Number("heard", low=0, high=10, seen="client")
    topics = Number("right topics", low=0, high=10, seen="client")
    way = Number("useful way of working", low=0, high=10, seen="client")
    overall = Number("overall", low=0, high=10, seen="client")


class Outcome(Record):
    """What came of a commitment, as it was said at a review."""

    noun = "an outcome"

    text = Text("commitment", required=True, opens="client")
    status = Choice("came of it", ("done", "late", "partly", "moved", "dropped"), opens="client")
    until = Day("until", Side.EITHER, opens="client")
    reason = Text("why", opens="client")
    visibility = visible_to("private: it names what the client may not know of", widest="client")


class Level(Record):
    """The GAS level of an objective, as it was found at a review."""

    noun = "a level"

    objective = Text("objective", required=True, opens="client")
    level = Number("level", low=-2, high=2, whole=True, required=True, opens="client")
    visibility = visible_to("private: it names what the client may not know of", widest="client")


class PlanChange(Record):
    """One thing that a review changed in the plan, and why."""

    noun = "a change"

    what = Text("what", required=True, opens="client")
    from_ = Text("from", opens="client")
    to = Text("to", opens="client")
    reason = Text("why", opens="client")
    visibility = visible_to("private: it names what the client may not know of", widest="client")


class Considered(Record):
    """What the data suggested at a review, the figures it rested on, and what was decided."""

    noun = "a suggestion"

    proposal = Text("suggestion", required=True)
    figures = Text("figures")
    decision = Choice("decision", ("accepted", "changed", "declined"), default="declined")
    reason = Text("why")


class Said(Record):
    """What the client says came of a commitment, on a form before the review."""

    noun = "an answer"

    text = Text("commitment", required=True, seen="client")
    says = Choice("says", SAYS, required=True, seen="client")
    note = Text("note", seen="client")


class Review(Record):
    """The regular evaluation of the plan with the client; without `held_on` it is a date agreed."""

    table = "reviews"
    entry = "review"
    noun = "a review"
    title_key = "held_on"

    due = Day("Due", Side.EITHER, seen="sponsor")
    held_on = Day("Held on", Side.PAST, hint="empty: a date agreed for the next one", seen="sponsor")
    reflection = Text("Reflection", lines=True, hint="what the client says happened", seen="client")
    feedback = Group(
        "Feedback", Feedback, section="Feedback on the coaching, 0 to 10 (no validated test)", seen="client"
    )
    said = Records(
        "Client says of promises", Said, hint="commitment | done, partly, not yet | note", rare=True,
        seen="client",
    )  # fmt: skip
    received_on = Day(
        "Reflection received", Side.PAST, hint="the day the client's form came back", rare=True, seen="client"
    )
    forms = Texts(
        "From forms", unique=True, hint="the ids of the forms that came back", rare=True, names="code"
    )
    decisions = Text(
        "Decisions", lines=True, section="Outcome", hint="what changes in the plan, and why", opens="sponsor"
    )
    outcomes = Records(
        "What was promised",
        Outcome,
        hint="commitment | what came of it | until | why | visibility",
        rare=True,
        opens="client",
    )
    levels = Records("GAS levels", Level, hint="objective | −2 to +2 | visibility", rare=True, opens="client")
    changes = Records(
        "What it changed",
        PlanChange,
        hint="what | from | to | why | visibility",
        rare=True,
        opens="client",
    )
    considered = Records(
        "What the data said", Considered, hint="suggestion | figures | decision | why", rare=True
    )
    status = Choice(
        "Plan was", WORST_FIRST, hint="the status computed on that day", rare=True, opens="sponsor"
    )
    empty = Flag(
        "Nothing said",
        default=False,
        rare=True,
        hint="yes: it was held and nothing was answered; it counts as no evaluation",
        seen="sponsor",
    )
    visibility = visible_to("who may read decisions and changes; empty: private")
    accepted = accepted_field()

    @property
    def name(self) -> str:
        """“Review of” the day it was held or is due."""
        day = self.held_on or self.due
        return f"Review of {day_words(day)}" if day else "Review"

    @property
    def day(self) -> date:
        """The day it was held, else the day it is due: it has one of them."""
        day = self.held_on or self.due
        assert day is not None
        return day

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """It has a day: held or due."""
        if not stored.get("due") and not stored.get("held_on"):
            raise BadInput("held_on: a review needs the day it was held or is due")


class Checkin(Record):
    """A quick dated note between reviews."""

    table = "checkins"
    entry = "checkin"
    noun = "a check-in"
    title_key = "on"

    on = KnownDay("On", Side.PAST, seen="client")
    measures = Values("Measures", hint="one a line: name = value", seen="client")
    done = Refs("Practised", "strategies", repeats=True, seen="client")
    engagement = Number("Engagement", low=1, high=5, whole=True, hint="1 to 5", opens="client")
    mood = Text("Mood", hint="a word or two", opens="client")
    note = Text("Note", lines=True, opens="client")
    visibility = visible_to("client: the note, mood and engagement may be read", widest="client")
    form = Text("From form", hint="the id of the form that the client filled in", rare=True, names="code")

    @property
    def name(self) -> str:
        """“Check-in of” its day."""
        return f"Check-in of {day_words(self.on)}"


class Commitment(Record):
    """What client or coach promised to do until next time."""

    table = "commitments"
    entry = "commitment"
    noun = "a commitment"
    title_key = "text"

    text = Text("Commitment", required=True, seen="client", opens="sponsor")
    owner = Text("Who", default="client", seen="client", opens="sponsor", names="somebody")
    made_on = Day("Made on", Side.PAST, seen="client")
    due = Day("Until", Side.EITHER, seen="client", opens="sponsor")
    status = Choice(
        "Status",
        ("open", "done", "late", "partly", "moved", "dropped"),
        default="open",
        seen="client",
        opens="sponsor",
    )
    settled_on = Day(
        "Settled on", Side.PAST, hint="the day it was kept or dropped", seen="client", opens="sponsor"
    )
    reason = Text("Why", hint="why it was late, moved or dropped", opens="client")
    carried = Number(
        "Carried forward", low=0, high=1000, whole=True, hint="how many times it was moved on", seen="client"
    )
    visibility = visible_to("private hides it, sponsor opens it; empty: client")
    snooze = snooze_field("Put off")

    @property
    def open(self) -> bool:
        """Whether it still waits: open, or moved to a later date."""
        return self.status in WAITING

    @property
    def mine(self) -> bool:
        """Whether the coach made it: “coach”, or “me” as a coach types it."""
        return fold(self.owner) in MINE

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """What is settled has a status that says so, and was not settled before it was made."""
        check_settled(stored)


class Win(Record):
    """A small victory worth celebrating."""

    table = "wins"
    entry = "win"
    noun = "a win"
    title_key = "text"

    on = KnownDay("On", Side.PAST, seen="client", opens="sponsor")
    text = Text("Win", required=True, seen="client", opens="sponsor")
    objective = Ref("Objective", "objectives", seen="client", opens="sponsor")
    milestone = Ref("Milestone", "milestones", seen="client", opens="sponsor")
    visibility = visible_to("private hides it, sponsor opens it; empty: client")


def check_settled(stored: Mapping[str, Any]) -> None:
    """Refuses a day on which a commitment was settled where it still waits, or before it was made.

    Raises:
        BadInput: with what to do.
    """
    day, status = stored.get("settled_on"), stored.get("status") or "open"
    if not day:
        return
    if status in WAITING:
        raise BadInput(f"settled_on: the promise is {status}; say what came of it, or leave this empty")
    if day < (stored.get("made_on") or ""):
        raise BadInput(f"settled_on: {day_words(day)} is before it was made, {day_words(stored['made_on'])}")
