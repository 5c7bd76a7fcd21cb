"""Objectives and how they are measured (domain rules §2, §7, §8)."""

from __future__ import annotations

from datetime import date

from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.field_lists import Refs, Texts
from coach_tui.plan.field_records import Records
from coach_tui.plan.field_times import Day, Every, KnownDay
from coach_tui.plan.fields import Choice, Number, Text
from coach_tui.plan.judgement import accepted_field
from coach_tui.plan.own_words import agreed_to_field
from coach_tui.plan.record import Record
from coach_tui.plan.rhythm import EarlierEvery, Rhythms
from coach_tui.plan.side import Side

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

BEGINS_WITH = {"owner": "client"}
"""What the form of a new one proposes; nobody is put in where it is emptied, or no form asks."""
TAKEN = ("merged", "split", "replaced")
"""How others take the place of one: it goes into one that is there, into several, or a new one follows it."""
GIVEN_UP = ("dropped", *TAKEN)
CLOSED_AS = ("reached", *GIVEN_UP)
GAS_LEVELS = (-2, -1, 0, 1, 2)
GAS_WORDS = ("much less than expected", "less", "expected", "more", "much more")
STATUSES = ("achieved", "on track", "needs attention", "off track", "overdue")


class Confidence(Record):
    """How sure the client is to reach it, 0 to 10, on a day. Below 7 asks for problem-solving."""

    noun = "a confidence rating"

    on = KnownDay("on", Side.PAST, seen="client")
    value = Number("confidence", low=0, high=10, required=True, seen="client")
    note = Text("note", opens="client")
    solving = Text("what would help", hint="what would make it more certain", seen="client")


class MeasureItem(Record):
    """One line of a checklist."""

    noun = "a checklist item"

    text = Text("text", required=True, seen="client")
    done_on = Day("done", Side.PAST, seen="client")


class Measure(Record):
    """How an objective is measured.

    numeric: from a baseline to a target in a unit. checklist: items done of all. milestones and gas
    take their figures from the objective's milestones and its GAS ladder.
    """

    noun = "a measure"
    title_key = "name"

    kind = Choice("Kind", ("numeric", "checklist", "milestones", "gas"), default="numeric", seen="client")
    name_ = Text("Name", required=True, hint="stand-ups led, hours worked, …", seen="client")
    unit = Text("Unit", hint="per month, hours/week, kg, …", seen="client")
    baseline = Number("Baseline", hint="where it stands at the start", seen="client")
    target = Number("Target", hint="where it is to be; lower than the baseline is fine", seen="client")
    every = Every("Updated every", hint="how often a new value is due", seen="client")
    weight = Number(
        "Measure's weight",
        hint="1 unless one of several matters more",
        low=0,
        high=1000,
        default=1,
        seen="client",
    )
    items = Records("Items", MeasureItem, hint="one a line; “item | date” once it is done", seen="client")
    rhythms = Rhythms("Updated before", EarlierEvery, rare=True)

    @property
    def complete(self) -> bool:
        """Whether it can be measured (health rule V1): a numeric one needs unit, baseline and a target
        that differs; a checklist needs items."""
        if self.kind == "numeric":
            return bool(
                self.unit
                and self.baseline is not None
                and self.target is not None
                and self.baseline != self.target
            )
        return bool(self.items) if self.kind == "checklist" else True


class Was(Text):
    """What something was, or came to be, in words; a number or a day is taken as it is written."""

    def check(self, value: Any) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            number = Number(self.label)
            number.key = self.key
            return number.text(number.check(value))
        return super().check(value.isoformat()[:10] if isinstance(value, date) else value)


class Revision(Record):
    """One change of an objective's target, measure or date: when, what, from, to, who asked, why (§5).

    `what` is written by `coach_tui.plan.revision`, such as “target of “stand-ups””; an empty `from` is
    something new, an empty `to` something taken away. An empty reason is "no reason given".
    """

    noun = "a revision"
    title_key = "what"

    on = KnownDay("on", Side.PAST, seen="sponsor")
    what = Text("what", required=True, seen="sponsor")
    from_ = Was("from", seen="sponsor")
    to = Was("to", seen="sponsor")
    by = Text("by", seen="client", opens="sponsor", names="somebody")
    reason = Text("reason", opens="sponsor")


class Objective(Record):
    """What the client wants to reach: activity, support, quantity, time.

    It keeps every revision of its target, measure and date; what it was first, or on an earlier day, is
    worked out of them (`coach_tui.plan.revision`).
    """

    table = "objectives"
    entry = "objective"
    noun = "an objective"

    title = Text("Title", required=True, seen="sponsor", opens="sponsor")
    activity = Text(
        "Activity", lines=True, hint="what the client will do or have done", seen="sponsor", opens="sponsor"
    )
    reality = Text(
        "Where it stands now",
        lines=True,
        hint="what is so today, in the client's own words",
        seen="client",
    )
    support = Text("Support", hint="with whose help, in which context", seen="client")
    measure = Records("Measures", Measure, single=True, section="Measure", seen="client", widget="measures")
    start = Day("Start", Side.EITHER, section="Time", seen="sponsor")
    due = Day("Target date", Side.EITHER, seen="sponsor")
    weight = Number(
        "Objective's weight", low=0, high=1000, default=1, hint="1 unless one matters more", seen="client"
    )
    owner = Text("Owner", section="Client", hint="who does it", seen="client", names="somebody")
    why = Text("Why", lines=True, hint="the reason, in the client's own words", seen="client")
    why_by = Choice(
        "Words are", ("client", "coach"), default="client", hint="whose words the reason is in", seen="client"
    )
    agreed_on = Day("Agreed on", Side.PAST, hint="when the client said yes to this wording", seen="client")
    agreed_to = agreed_to_field()
    confidence = Records(
        "Confidence",
        Confidence,
        section="Confidence",
        hint="on | 0-10 | note | what would help",
        seen="client",
        widget="confidence",
    )
    gas = Texts(
        "GAS ladder",
        count=5,
        section="GAS ladder",
        hint="five levels, from −2 to +2, one a line",
        seen="client",
        widget="ladder",
    )
    gas_baseline = Number("Level at start", low=-2, high=2, whole=True, default=-1, seen="client")
    gas_now = Number("Level now", low=-2, high=2, whole=True, seen="client")
    status = Choice(
        "Coach's status",
        STATUSES,
        section="State",
        hint="only where it differs from the computed one",
        seen="sponsor",
    )
    status_reason = Text("Why this status", opens="client")
    status_on = Day("Status since", Side.PAST, hint="empty: the day on which it was set here", seen="sponsor")
    continues = Earlier("Continues", "objectives", names="code")
    closed_on = Day("Closed on", Side.PAST, seen="sponsor")
    closed_as = Choice("Closed as", CLOSED_AS, seen="sponsor")
    closed_reason = Text("Why closed", opens="client")
    replaced_by = Refs("Replaced by", "objectives", rare=True, seen="sponsor")
    revisions = Records(
        "Changed",
        Revision,
        rare=True,
        hint="on | what | from | to | who asked | why",
        section="What was changed",
        seen="sponsor",
        widget="told",
    )
    visibility = visible_to("private hides it, client keeps it from the sponsor")
    accepted = accepted_field()

    @property
    def open(self) -> bool:
        """Whether it is still worked on."""
        return self.closed_on is None

    @property
    def state(self) -> str:
        """What became of it: open, reached, dropped or replaced (how: `coach_tui.plan.became`)."""
        if self.open:
            return "open"
        return "replaced" if self.closed_as in TAKEN else self.closed_as or "reached"

    @property
    def given_up(self) -> bool:
        """Whether it ended without being reached: dropped, or replaced by another."""
        return self.state in GIVEN_UP

    @property
    def revised(self) -> list[Revision]:
        """Its revisions, oldest first; those of one day in the order in which they were made."""
        return sorted((Revision(raw) for raw in self.revisions), key=lambda one: one.on)

    @property
    def measures(self) -> list[Measure]:
        """Its measures, in order."""
        return [Measure(raw) for raw in self.measure]

    @property
    def confidences(self) -> list[Confidence]:
        """Its confidence ratings, oldest first."""
        return sorted((Confidence(raw) for raw in self.confidence), key=lambda rating: rating.on)

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """A status of the coach's own carries its reason; measures have different names."""
        if stored.get("status") and not stored.get("status_reason"):
            raise BadInput("status_reason: is needed where the coach sets the status")
        names = [measure["name"] for measure in stored.get("measure") or ()]
        if len(set(names)) < len(names):
            raise BadInput("measure: two measures have the same name; rename one")
