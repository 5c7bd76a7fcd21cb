"""The page of the end of an engagement: what was reached, what to ask first, and how it is left (§11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from coach_tui.app.checks import day_check, text_fault
from coach_tui.app.forms.record_fields import AskedGroup
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.sections.days import reading_of
from coach_tui.app.forms.sections.levels import Levels
from coach_tui.app.forms.sections.new_values import NewValues
from coach_tui.app.forms.sections.outcomes import Outcomes
from coach_tui.app.forms.sections.promises import Promises
from coach_tui.app.forms.sections.section import Values, at_field, heading, said, unbroken, under
from coach_tui.app.forms.sections.unsaid import Unsaid
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes.called_off import booked_alone_after
from coach_tui.changes.closing import Ended
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Review
from coach_tui.plan.dates import MONTHS, short
from coach_tui.plan.ending import closes_too_early, ending, kept_at_closing
from coach_tui.plan.errors import BadInput
from coach_tui.plan.left_open import parts_open
from coach_tui.plan.practice import Plan
from coach_tui.plan.session_agenda import parse_moment
from coach_tui.plan.side import Side
from coach_tui.plan.text import listed

CLOSED, UNTIL, ROUND, MEETING, REPORT, NEXT = (
    "closed_on", "retention_on", "round", "meeting", "report", "next",
)  # fmt: skip
"""Keys of the fields that are no record's."""
TERMS = ("outcome", "visibility")
THREE_WAY = "three-way"
MANY = 4
"""Sessions booked after the end that are told one by one."""
REPORTS = (("", "none now"), ("c", "for the client"), ("s", "for the sponsor"), ("o", "for yourself"))
"""For whom the final report is, by the letter that the report asks for."""


class EndPage:
    """All that is asked at the end, on a plan as it is on a day.

    `rounds` are the rounds that may be asked for, by kind, with what they ask; `years` is how long data is
    proposed to be kept, 0 for no proposal.
    """

    def __init__(self, plan: Plan, today: date, years: int, rounds: Mapping[str, Mapping[str, Any]]) -> None:
        self.plan = plan
        self.today = today
        self.rounds = rounds
        engagement = plan.engagement
        self.ending = ending(plan, today, end_days=0)
        ahead = engagement.end is not None and engagement.end > today
        self.closes = "" if ahead else today.isoformat()
        """The day of closing that is proposed: none while the end is still ahead."""
        left_out = tuple(key for key in Engagement.fields if key not in TERMS)
        self.terms = RecordForm(Engagement, plan, today, engagement.raw, None, left_out)
        left_out = tuple(key for key in Review.fields if key != "feedback")
        self.review = RecordForm(Review, plan, today, None, None, left_out)
        self.years = years
        self.kept = kept_at_closing(plan, today, today, 0)
        self.until = kept_at_closing(plan, today, today, years)
        """The day that is proposed, as of the day of closing."""
        self.outcomes = Outcomes(plan, today)
        self.unsaid = Unsaid(plan, today)
        self.levels = Levels(plan)
        self.new_values = NewValues(plan, today)
        self.promises = Promises([one for one in plan.commitments if one.open], today)

    def specs(self) -> list[FieldSpec]:
        """The fields in the order of the last talk."""
        feedback = self.review.asked["feedback"]
        assert isinstance(feedback, AskedGroup)
        return [
            *self._where(),
            *under("What came of sessions that are past", self.unsaid.fields()),
            *under("What became of each objective", self.outcomes.fields()),
            *under("Last values", self.new_values.fields()),
            *under("Last level of each ladder", self.levels.fields()),
            *under("What goes on", self._goes_on()),
            *under(feedback.field.section, list(feedback.by_part(None).values())),
            heading("What was reached, in words"),
            *(spec for key in TERMS for spec in self.terms.specs_of(key)),
            heading("What to ask first"),
            *self._asked_first(),
            heading("How it is left"),
            *self._left(),
        ]

    def _where(self) -> list[FieldSpec]:
        """How the engagement stands: its days, its sessions."""
        engagement, today = self.plan.engagement, self.today
        lines = [f"Since {short(engagement.start, today)}"]
        if self.ending is not None:
            lines.append(self.ending.words(today))
        elif engagement.end is not None:
            lines.append(f"ends on {short(engagement.end, today)}")
        booked = [unbroken(one.on, today) for one in booked_alone_after(self.plan, today.isoformat())]
        booked = [*booked[:MANY], f"{len(booked) - MANY} more"] if booked[MANY:] else booked
        told = "Closing it cancels what is booked after that day: "
        return [
            said(" · ".join(lines), style="dim"),
            *([said(told + listed(booked), "~", "warn")] if booked else []),
        ]

    def _goes_on(self) -> list[FieldSpec]:
        """What else is open: promises, to be settled where that is so; the rest as lines."""
        lines = [said(line, "·") for line in parts_open(self.plan, self.today)]
        mine = any(one.mine for one in self.promises.commitments)
        told = "A promise of yours that stays open is told on Today on its day."
        return [*self.promises.fields(), *([said(told, style="dim")] if mine else []), *lines]

    def _asked_first(self) -> list[FieldSpec]:
        rounds = [("", "none"), *((kind, f"begin a {name}") for kind, name in _NAMES.items())]
        rounds = [one for one in rounds if not one[0] or one[0] in self.rounds]
        return [
            FieldSpec(
                ROUND,
                "Closing round",
                "choice",
                "",
                "asks what the last round asked; 2 shows it; answers count after the closing too",
                rounds,
            ),
            FieldSpec(
                MEETING,
                "Three-way meeting",
                "line",
                "",
                "with the sponsor: 8.12. 10:00, fri, +2w 9:30; it is booked",
                check=lambda text: text_fault(self._moment, text) if text.strip() else None,
                reading=self._moment_read,
            ),
            final_report(),
        ]

    def _left(self) -> list[FieldSpec]:
        closed = FieldSpec(
            CLOSED,
            "Closed on",
            "line",
            self.closes,
            "empty: it stays open for what is to be asked first",
            check=self._closing_fault,
            short=True,
            reading=reading_of(CLOSED, self.today, Side.PAST),
        )
        renew = FieldSpec(
            NEXT,
            "Next engagement",
            "switch",
            False,
            "asks for it once this is closed",
        )
        kept = replace(kept_until(self.until, self.today), follows=self._kept_then)
        return [closed, kept, renew]

    def _closing_fault(self, text: str) -> str | None:
        """What is wrong with the day of closing that is typed, None for nothing."""
        fault = day_check(self.today, Side.PAST)(text)
        if fault is not None or not text.strip():
            return fault
        day = date.fromisoformat(Engagement.fields[CLOSED].parse(text, self.today))
        return closes_too_early(self.plan, day, self.today) or None

    def _kept_then(self, values: Values) -> str | None:
        """The day (ISO) that is proposed for another day of closing; None where that changes nothing, and
        once something else was typed.
        """
        try:
            closed = Engagement.fields[CLOSED].parse(str(values[CLOSED]), self.today)
        except BadInput:
            return None
        last = date.fromisoformat(closed) if closed else self.today
        before, day = self.until, kept_at_closing(self.plan, last, self.today, self.years)
        if values[UNTIL] != before or day == before:
            return None
        self.until = day
        return day

    def so_far(self, values: Values) -> list[Span]:
        """How many objectives go on, and whether it closes."""
        left = self.outcomes.going_on(values)
        open_ones = (
            f"{left} objective{'s go' if left != 1 else ' goes'} on" if left else "no objective goes on"
        )
        typed = str(values.get(CLOSED, "")).strip()
        closes = "closes" if typed else "stays open"
        return [(open_ones, ""), (f" · {closes}", ""), (self._cancels(typed) if typed else "", "warn")]

    def _cancels(self, typed: str) -> str:
        """What is booked after the day that is typed, and is cancelled by the closing."""
        try:
            day = Engagement.fields[CLOSED].parse(typed, self.today)
        except BadInput:
            return ""
        found = booked_alone_after(self.plan, str(day))
        if not found:
            return ""
        more = f" and {len(found) - 1} more" if found[1:] else ""
        return f" · cancels the session of {short(found[0].on, self.today)}{more}"

    def read(self, values: Values) -> Ended:
        """What was answered.

        Raises:
            BadInput: an answer that cannot be taken; it begins with the key of its field.
        """
        with at_field(CLOSED):
            closed = Engagement.fields[CLOSED].parse(str(values[CLOSED]), self.today) or ""
        with at_field(UNTIL):
            until = Client.fields[UNTIL].parse(str(values[UNTIL]), self.today) or ""
        with at_field(MEETING):
            moment = self._moment(str(values[MEETING])) if str(values[MEETING]).strip() else None
        kind = str(values[ROUND])
        return Ended(
            closed,
            self.terms.changes(values),
            until if until != self.kept and (closed or until != self.until) else "",
            self.outcomes.read(values),
            self.review.changes(values),
            self.new_values.read(values),
            self.levels.read(values),
            [dict(self._round(kind))] if kind else [],
            {"on": moment[0], "time": moment[1] or None, "kind": THREE_WAY} if moment else None,
            self.unsaid.read(values),
            self.promises.read(values),
        )

    def _moment(self, text: str) -> tuple[str, str]:
        on, clock = parse_moment(text, self.today)
        if on < self.today.isoformat():
            raise BadInput(f"{on} is past; choose today or a later day")
        return on, clock

    def _moment_read(self, values: Values) -> str:
        """The day and time that are typed, as they are meant; "" for none."""
        text = str(values.get(MEETING) or "")
        try:
            on, clock = self._moment(text) if text.strip() else ("", "")
        except BadInput:
            return ""
        return f"{short(date.fromisoformat(on), self.today)} {clock}".strip() if on else ""

    def _round(self, kind: str) -> Mapping[str, Any]:
        today = self.today
        title = f"Closing {_NAMES[kind]}, {MONTHS[today.month - 1]} {today.year}"
        return {**self.rounds[kind], "kind": kind, "title": title}


_NAMES = {"360": "360", "pulse": "pulse"}
_BUT_UNTIL = tuple(key for key in Client.fields if key != UNTIL)


def final_report() -> FieldSpec:
    """Asks for whom the final report is."""
    return FieldSpec(REPORT, "Final report", "choice", "", "shown once this is saved", REPORTS)


def kept_until(until: str, today: date) -> FieldSpec:
    """Asks how long the client's data is kept; `until` is the day (ISO) that stands there, "" for none."""
    form = RecordForm(Client, None, today, {UNTIL: until} if until else {}, None, _BUT_UNTIL)
    (spec,) = form.specs_of(UNTIL)
    return spec
