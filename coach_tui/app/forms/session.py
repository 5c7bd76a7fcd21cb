"""The page of a session: what is at hand, the note in its parts, what is promised, the next date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from coach_tui.app.checks import day_check
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.review_parts import ReviewParts
from coach_tui.app.forms.sections.coming import NextSession
from coach_tui.app.forms.sections.commitments import NewCommitments
from coach_tui.app.forms.sections.days import hour_day, reading_of
from coach_tui.app.forms.sections.promises import Promises, Settled
from coach_tui.app.forms.sections.ratings import Ratings
from coach_tui.app.forms.sections.section import Values, clipped, heading, said, unbroken, under
from coach_tui.app.forms.widgets.fields import DRAWN, TURN_KEY, FieldSpec
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes.reviews import Reviewed
from coach_tui.plan.agenda import next_review, review_words
from coach_tui.plan.client_words import says
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.practice import Plan
from coach_tui.plan.sent_since import sent_since
from coach_tui.plan.session import NOTE, Session
from coach_tui.plan.session_agenda import Hour
from coach_tui.plan.side import Side
from coach_tui.plan.when import parse_day
from coach_tui.plan.with_review import review_in

NOT_ASKED = (
    "accepted", "snooze", "state", "cancelled_by", "late", "reason", "closing", "review", "moves",
    "cancelled", "cancelled_late", "reasons",
)  # fmt: skip
"""Fields of a session that are not asked for in it."""
IS_REVIEW = "is_review"
"""The key under which a draft says whether the hour is the review."""
KEPT_UNHELD = (*NOTE, "shares")
"""What is kept of a page whose hour did not take place."""
LOGGED = ("on", "time", "minutes", "kind", "also", "absent", "coaching", "group_size", "paid")
"""What the hours log needs."""
REFLECTION = 400
"""Characters of the last reflection that are shown; the review has all of it."""
LAST_NOTE = 600
"""Characters of each part of the last note that are shown; Evaluation has all of it."""
WINS = 5


class SessionAnswers(NamedTuple):
    """What was answered, as `coach_tui.changes.sessions.hold_session` takes it."""

    values: dict[str, Any]
    settled: dict[str, Settled]
    ratings: dict[str, list[dict[str, Any]]]
    commitments: list[dict[str, Any]]
    following: list[dict[str, Any]]
    review: Reviewed | None


class SessionPage:
    """All that a session asks, on a plan as it is on a day."""

    def __init__(
        self,
        plan: Plan,
        today: date,
        day: date,
        raw: Mapping[str, Any] | None,
        start: Mapping[str, Any],
        *,
        reviewing: bool = False,
    ) -> None:
        """Make it; `day` is that of the session, `raw` is the stored one, None for a new one.

        With `reviewing` it is the review as well, and asks what that asks.
        """
        self.plan = plan
        self.today = today
        self.day = day
        self.group = bool(raw and raw.get("also"))
        self.hour = Hour(plan, day)
        self.form = RecordForm(Session, plan, today, raw, start, NOT_ASKED)
        until = "the new day; empty: the next session"
        self.promises = Promises(self.hour.promises, today, says(plan), until)
        self.ratings = Ratings(plan, self.hour.objectives, today)
        self.next = NextSession(plan, day, today, reviewing=reviewing, also=(raw or {}).get("also") or ())
        self.commitments = NewCommitments(self.next.until, today, "on")
        self.kept = review_in(plan, Session(raw)) if raw else None
        """The review that this hour was already, where it is noted anew."""
        self.reviewing = reviewing
        self.whole = ReviewParts(plan, today, ("held_on",), kept=self.kept)
        self.parts = self.whole if reviewing else None

    def specs(self, *, roomy: bool = False) -> list[FieldSpec]:
        """The fields in the order of the hour; what is at hand stands aside.

        Where it is `roomy` the parts of the note stand apart.
        """
        at_hand = [
            *self._review_due(),
            *self._last_notes(),
            *self._since(),
            *under("What was promised, and what came of it", self.promises.fields()),
            *under("Open objectives", self.ratings.fields()),
        ]
        for spec in at_hand:
            spec.aside = True
        return [
            *at_hand,
            heading("Note"),
            *self._note(roomy),
            *(self.parts.fields() if self.parts else ()),
            heading("Until next time"),
            *self.commitments.fields(),
            *self.next.fields(),
            heading(f"For the hours log; of the sessions {package_words(package_of(self.plan))}"),
            *self._logged(),
            *self.unasked(),
        ]

    def unasked(self) -> list[FieldSpec]:
        """Whether it is the review; and what was answered of one that it is not now, to be asked again."""
        specs = [FieldSpec(IS_REVIEW, IS_REVIEW, "switch", self.reviewing)]
        if self.parts is None:
            specs += [replace(spec, value=spec.tidy(None)) for spec in self._of_review()]
        for spec in specs:
            spec.unasked = True
        return specs

    def _of_review(self) -> list[FieldSpec]:
        return [spec for spec in self.whole.fields() if spec.kind not in DRAWN]

    def answered(self, values: Values) -> dict[str, Any]:
        """What the page holds, of the review's part only what was answered there."""
        began = {spec.key: spec for spec in (self._of_review() if self.parts else self.unasked())}
        return {
            key: value
            for key, value in values.items()
            if key not in began or began[key].tidy(value) != began[key].tidy(began[key].value)
        }

    def left_out(self, values: Values) -> int:
        """How many answers of a review are not taken, since the hour is none."""
        return sum(bool(values.get(spec.key)) for spec in self.unasked() if spec.key != IS_REVIEW)

    def noted(self, values: Values) -> dict[str, Any]:
        """What was written of the note, in stored form: all that is kept of an hour that was not held."""
        others = tuple(key for key in Session.fields if key not in KEPT_UNHELD)
        return RecordForm(Session, self.plan, self.today, self.form.raw, None, others).changes(values)

    def beside_note(self, values: Values) -> int:
        """How many answers were given that are no part of the note."""
        asked = [spec for spec in self.specs() if spec.kind not in DRAWN and spec.key not in KEPT_UNHELD]
        return sum(spec.tidy(values.get(spec.key, spec.value)) != spec.tidy(spec.value) for spec in asked)

    def _review_due(self) -> list[FieldSpec]:
        """That a review is due, and the key that makes this hour the review."""
        if self.parts is not None:
            return [said("This session is the review as well.", "r", "accent")]
        review = next_review(self.plan, self.today)
        if review.on is None or review.on > self.today or review.quiet:
            return []
        how = "hold it by itself (r)" if self.group else f"{TURN_KEY}: this hour is the review"
        words = f"Review {review_words(review, self.today)}. {how}"
        return [said(words, "!", "bad" if review.late else "warn")]

    def _last_notes(self) -> list[FieldSpec]:
        """What was noted in the last session, each part with who may read it."""
        before, noted = self.hour.before, self.hour.noted
        if before is None:
            return []
        if noted is None:
            return [said(f"Nothing was noted on {unbroken(before.on, self.today)}.", style="dim")]
        specs = []
        if before.uid != noted.uid:
            specs.append(said(f"Nothing was noted on {unbroken(before.on, self.today)}.", style="dim"))
        for key, text, shared in noted.note:
            who = "client may read" if shared else "private"
            if key == "way_forward":
                steps = [line.strip() for line in text.split("\n") if line.strip()]
                specs += [said(f"{step}  ({who})", "→") for step in steps]
            else:
                label = Session.fields[key].label
                specs.append(said(f"{label}: {clipped(text, LAST_NOTE)}  ({who})", "·"))
        return under(f"Noted on {unbroken(noted.on, self.today)}", specs)

    def _since(self) -> list[FieldSpec]:
        """What there is to begin with: wins, and what the client has written."""
        hour, today = self.hour, self.today
        sent = [
            said(f"{clipped(words, REFLECTION)}  {unbroken(on, today)}", "·")
            for on, words in sent_since(self.plan, hour, self.day, reviewing=self.parts is not None)
        ]
        if self.parts is not None:
            return [*self.parts.since([one.uid for one in hour.sent]), *sent]
        specs = []
        for win in hour.wins[-WINS:]:
            specs.append(said(f"{win.text}  {unbroken(win.on, today) if win.on else ''}", "*"))
        if len(hour.wins) > WINS:
            specs.append(said(f"and {len(hour.wins) - WINS} wins more", style="dim"))
        specs += sent
        if hour.reflection:
            told = clipped(hour.reflection, REFLECTION)
            on = unbroken(hour.reflected_on, today) if hour.reflected_on else ""
            specs.append(said(f"“{told}”  {on}", style="dim"))
        specs = specs or [said("no win and no reflection yet", style="dim")]
        return under(f"Since {unbroken(hour.since, today)}" if hour.since else "Since the start", specs)

    def _note(self, roomy: bool) -> list[FieldSpec]:
        """The parts of the note, and what of it the client may read."""
        parts: list[FieldSpec] = []
        for key in NOTE:
            if roomy and parts:
                parts.append(said(" "))
            (part,) = self.form.specs_of(key)
            part.least, part.most = 2, 12
            parts.append(part)
        (shares,) = self.form.specs_of("shares")
        shares.kind = "kept"
        return [*parts, shares]

    def _logged(self) -> list[FieldSpec]:
        specs = [spec for key in LOGGED for spec in self.form.specs_of(key)]
        specs[0].check = day_check(self.today, Side.PAST)
        specs[0].reading = reading_of("on", self.today, Side.PAST)
        return specs

    def so_far(self, values: Values, began: datetime, now: datetime) -> list[Span]:
        """When it began and for how long it has gone on, the next date, and what was settled."""
        minutes = int((now - began).total_seconds() // 60)
        gone = f", {minutes} min ago" if minutes > 0 else ""
        settled = self.promises.so_far(values)
        past = hour_day(values, "on", self.today) < self.today
        return [
            ("held then" if past else f"began {began:%H:%M}{gone}", ""),
            (" · next ", ""),
            *self.next.so_far(values),
            *([(" · ", ""), self.parts.so_far(values)] if self.parts else []),
            *([(f" · {settled}", "")] if settled else []),
        ]

    def read(self, values: Values) -> SessionAnswers:
        """What was answered.

        Raises:
            BadInput: an answer that cannot be taken; it begins with the key of its field.
        """
        held = {"on": parse_day(on, self.today, Side.PAST).isoformat()} if (on := str(values["on"])) else {}
        return SessionAnswers(
            self.form.changes({**values, **held}),
            self.promises.read(values),
            self.ratings.read(values),
            self.commitments.read(values),
            self.next.read(values),
            self.parts.read(values) if self.parts else None,
        )
