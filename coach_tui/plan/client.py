"""The client, and the engagements with one (domain rules §1, §10)."""

from __future__ import annotations

from coach_tui.plan.audience import visibility as visible_to
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.field_earlier import Earlier
from coach_tui.plan.field_lists import Picks
from coach_tui.plan.field_records import Group, Records
from coach_tui.plan.field_times import Day, DaysOff, Every, KnownDay
from coach_tui.plan.fields import Flag, Number, Text
from coach_tui.plan.judgement import Override, accepted_field
from coach_tui.plan.pause import Pauses
from coach_tui.plan.record import Record
from coach_tui.plan.rhythm import EarlierEvery, Rhythms
from coach_tui.plan.side import Side
from coach_tui.plan.snooze import Snooze, snooze_field
from coach_tui.plan.time_off import covering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

SPONSOR_MAY_SEE = ("objectives", "milestones", "status", "revisions", "reviews", "sessions")


class Client(Record):
    """The person coached."""

    table = "clients"
    entry = "client"
    noun = "a client"
    title_key = "name"
    belongs = ""

    name_ = Text("Name", required=True, seen="sponsor", names="client")
    email = Text("E-mail", names="reach")
    phone = Text("Phone", names="reach")
    role = Text("Role", hint="what the client does, and where", seen="client", names="role")
    hours_per_week = Number(
        "Hours a week", low=0, high=168, hint="time the client has for the plan", seen="client"
    )
    days_off = DaysOff("Days off", hint="sat, sun, 24 dec, 24 dec – 3 jan", seen="client")
    notes = Text("Notes", lines=True, hint="private; may have to be disclosed on request", names="private")
    log_consent_on = Day(
        "Hours log consent",
        Side.PAST,
        hint="when the client agreed to be named in the coach's hours log",
        seen="client",
    )
    retention_on = Day("Keep until", Side.EITHER, hint="when the client's data is to be erased")
    accepted = accepted_field()
    snooze = snooze_field("Erasing put off")

    @property
    def first_name(self) -> str:
        """The first part of the name, where there is little room; with its number, where it has one."""
        first, _, rest = self.name.partition(" ")
        return self.name if rest.isdigit() else first


class Engagement(Record):
    """One run of coaching with a client; its plan hangs from it."""

    table = "engagements"
    entry = "engagement"
    noun = "an engagement"
    title_key = "type"
    belongs = "client"

    type = Text("Type", hint="leadership, career change, wellbeing, …", seen="sponsor")
    start = KnownDay("Start", Side.EITHER, seen="sponsor")
    end = Day("End", Side.EITHER, seen="sponsor")
    review_every = Every("Review every", hint="2 weeks, 1 month, …; empty: no reviews planned", seen="client")
    sessions = Number(
        "Sessions", low=0, high=1000, whole=True, hint="how many are contracted", seen="sponsor"
    )
    paid = Flag("Paid", default=True, hint="no: pro bono")
    late_counts = Flag(
        "Late counts",
        default=True,
        hint="yes: what is cancelled late or missed is one of the sessions",
        seen="sponsor",
    )
    agreed_on = Day("Agreed on", Side.PAST, section="Agreement", seen="sponsor")
    agreed_by = Text("Agreed by", seen="client", names="somebody")
    confidentiality = Text(
        "Confidentiality", lines=True, hint="the exceptions that were agreed", seen="client"
    )
    sponsor = Text("Sponsor", hint="who pays, if it is not the client", seen="sponsor", names="sponsor")
    sponsor_sees = Picks("Sponsor sees", SPONSOR_MAY_SEE, seen="sponsor")
    pauses = Pauses("Pauses", section="State")
    rhythms = Rhythms("Reviews before", EarlierEvery)
    snooze = Group("Review put off", Snooze)
    contact_snooze = snooze_field("Contact put off")
    end_snooze = snooze_field("End put off")
    pause_snooze = snooze_field("Moving after a pause put off")
    continues = Earlier("Continues", "engagements", names="code")
    closed_on = Day("Closed on", Side.PAST, seen="sponsor")
    outcome = Text("Outcome", lines=True, hint="what was reached, in a few lines", opens="sponsor")
    visibility = visible_to("who may read the outcome; empty: private")
    checklist = Records("Checklist decisions", Override, rare=True, hint=" | ".join(Override.fields))
    accepted = accepted_field()

    @classmethod
    def agree(cls, stored: Mapping[str, Any]) -> None:
        """The end is not before the start."""
        for key in ("end", "closed_on"):
            day, start = stored.get(key), stored.get("start")
            if day and start and day < start:
                raise BadInput(f"{key}: {day_words(day)} is before the start, {day_words(start)}")

    @property
    def name(self) -> str:
        """Its type and start."""
        return f"{self.type} since {day_words(self.start)}".strip()

    def pause_on(self, day: date) -> Mapping[str, Any] | None:
        """The pause (stored) that covers a day, its last day included; None where none does."""
        pauses = self.pauses
        return covering(pauses, day) if pauses else None

    def paused(self, day: date) -> bool:
        """Whether a pause covers a day."""
        return self.pause_on(day) is not None

    def ended(self, today: date) -> bool:
        """Whether its end has come while it is still open."""
        return self.open and self.end is not None and self.end <= today

    def state(self, today: date) -> str:
        """What every list calls it where it does not run: “closed”, “ended” (its end has come) or “paused”.

        "" while it runs. The end stops its clock (§11), and with it a pause.
        """
        if not self.open:
            return "closed"
        return "ended" if self.ended(today) else "paused" if self.paused(today) else ""

    def rests(self, today: date) -> bool:
        """Whether a pause covers the day as of which its rules judge."""
        return self.paused(self.clock(today))

    def clock(self, today: date) -> date:
        """The day as of which its rules judge: today, but no later than its end or closing (§11)."""
        last = self.last_day
        return today if last is None else min(today, last)

    @property
    def last_day(self) -> date | None:
        """The day on which it ends: its end, or that of its closing where it was closed before; None where
        neither is known.
        """
        end, closed_on = self.end, self.closed_on
        return closed_on if end is None else end if closed_on is None else min(end, closed_on)

    def reaches(self, day: date) -> bool:
        """Whether a day lies no later than its last one."""
        last = self.last_day
        return last is None or day <= last

    @property
    def open(self) -> bool:
        """Whether it is not closed."""
        return self.closed_on is None

    @property
    def client(self) -> str:
        """The uid of the client."""
        return self.raw.get("client") or ""
