"""Evaluation (5): the next review, then reviews, commitments, check-ins, sessions and wins."""

from __future__ import annotations

from datetime import date
from typing import Any

from coach_tui.app.dialogues.booking import book_with
from coach_tui.app.dialogues.questions import choose
from coach_tui.app.pages.review import next_review_page
from coach_tui.app.places.record_place import record_key
from coach_tui.app.places.review_reader import ReviewReader
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.drawing import Cell, Span
from coach_tui.app.widgets.rows import Column, Row
from coach_tui.plan.agenda import NextReview, next_review, review_words
from coach_tui.plan.client_words import words_waiting
from coach_tui.plan.contact import Checkin, Commitment, Review, Win
from coach_tui.plan.continued import carried_over
from coach_tui.plan.dates import relative, short
from coach_tui.plan.due import words
from coach_tui.plan.field_lists import counted
from coach_tui.plan.fields import plain_number
from coach_tui.plan.package import package_of, package_words
from coach_tui.plan.practice import Plan
from coach_tui.plan.record import Record
from coach_tui.plan.session import HELD, Session, unanswered
from coach_tui.plan.session_words import state_words, with_others
from coach_tui.plan.with_review import hours_reviewed

NEXT = "next:review"
MARKS = {
    "done": ("✓", "good"),
    "late": ("~", "warn"),
    "partly": ("~", "warn"),
    "moved": ("→", "warn"),
    "dropped": ("×", "dim"),
    "open": ("·", ""),
}


MARKS_OF_SESSION = {
    "booked": ("·", "accent"),
    "held": ("✓", "good"),
    "cancelled": ("×", "dim"),
    "no_show": ("×", "warn"),
}
"""State of a session → mark and style."""


NOTHING = "nothing was said"


def _said_in(review: Review) -> str:
    """What a review says in the first place."""
    return review.reflection or review.decisions or "no reflection"


class Evaluation(ReviewReader):
    """What has been done together, and what comes next."""

    title = "Evaluation"
    keys = ("review", "add", "book", "edit", "done", "close", "move", "delete")
    columns = (Column(15), Column(None), Column(13, "right", drop=1))
    empty_text = "Nothing yet: {review} holds the first review, {checkin} checks in."

    def make_rows(self) -> list[Row]:
        """The next review on top, then what is open, then the past, newest first."""
        plan = self.plan
        if plan is None:
            return []
        rows = [Row(None, ["Next review"], heading=True), self._next(plan)]
        rows += self._commitments(plan)
        rows += self._reviews(plan)
        rows += self._checkins(plan)
        rows += self._sessions(plan)
        rows += self._wins(plan)
        return rows

    def _next(self, plan: Plan) -> Row:
        app = self.coach
        review = next_review(plan, app.today, app.settings.grace_days)
        if review.on is None:
            return Row(
                NEXT,
                ["none planned", ("no rhythm is set: edit the engagement (9)", "warn"), ""],
                mark=("~", "warn"),
            )
        day = short(review.on, app.today)
        if review.put_off_until:
            why = plan.engagement.snooze.get("reason", "")
            return Row(NEXT, [day, (f"put off until {short(review.put_off_until, app.today)}: {why}", "dim")])
        if review.nags:
            late = [(words(review.nags), "bad"), *self._received(plan)]
            return Row(NEXT, [day, late, ("r  hold it", "accent")], mark=("!", "bad"))
        if not plan.engagement.open:
            return Row(NEXT, ["–", ("the engagement is closed", "dim"), ""])
        if review.quiet:
            return Row(NEXT, [day, ("the plan is paused", "dim"), ""])
        return Row(
            NEXT,
            [
                day,
                [(self._when(review), ""), *self._received(plan)],
                ("agreed" if review.agreed else "by the rhythm", "dim"),
            ],
        )

    def _when(self, review: NextReview) -> str:
        """How far off the next review is; one within its days of grace says the day it was due."""
        today = self.coach.today
        ahead = review.on is not None and review.on > today
        return relative(review.on, today) if review.on and ahead else review_words(review, today)

    def _received(self, plan: Plan) -> list[Span]:
        """That the client's words for the next review are in."""
        coming = words_waiting(plan)
        if coming is None:
            return []
        day = f" {short(coming.received_on, self.coach.today)}" if coming.received_on else ""
        return [("  client wrote", "good"), (day, "dim")]

    def _commitments(self, plan: Plan) -> list[Row]:
        found = sorted(plan.commitments, key=lambda c: (not c.open, c.due or date.max))
        rows = [Row(None, ["Commitments"], heading=True)] if found else []
        today = self.coach.today
        for commitment in found:
            over = commitment.open and carried_over(plan, commitment)
            late = commitment.open and not over and plan.late_by(commitment.due, today) > 0
            mark = ("!", "bad") if late else MARKS.get(commitment.status, ("·", ""))
            due = short(commitment.due, today) if commitment.due else "no date"
            said = [(commitment.text, "" if commitment.open else "dim"), (f"  {commitment.owner}", "dim")]
            state = "overdue" if late else "went on" if over else commitment.status
            rows.append(Row(record_key(commitment), [due, said, (state, mark[1] or "dim")], mark=mark))
        return rows

    def _reviews(self, plan: Plan) -> list[Row]:
        """The reviews held by themselves; those held in sessions stand with these."""
        in_sessions = {raw["uid"] for raw in hours_reviewed(plan).values()}
        spoken = {review.uid for review in plan.evaluations}
        found = [review for review in reversed(plan.held_reviews) if review.uid not in in_sessions]
        rows = [Row(None, ["Reviews held"], heading=True)] if found else []
        for review in found:
            overall = review.feedback.get("overall")
            score = f"overall {plain_number(overall)}" if overall is not None else ""
            said = _said_in(review) if review.uid in spoken else NOTHING
            day = short(review.day, self.coach.today)
            rows.append(Row(record_key(review), [day, said, (score, "dim")], search=review.decisions))
        return rows

    def _checkins(self, plan: Plan) -> list[Row]:
        found = list(reversed(plan.checkins))
        rows = [Row(None, ["Check-ins"], heading=True)] if found else []
        names = {m.uid: m.name for o in plan.objectives for m in o.measures}
        titles = {s.uid: s.title for s in plan.strategies}
        for checkin in found:
            parts = [f"{names[uid]} {plain_number(v)}" for uid, v in checkin.measures.items() if uid in names]
            parts += counted(titles[uid] for uid in checkin.done if uid in titles)
            parts += [text for text in (checkin.mood, checkin.note) if text]
            score = f"engagement {plain_number(checkin.engagement)}" if checkin.engagement else ""
            rows.append(
                Row(record_key(checkin), [self._day(checkin), " · ".join(parts) or "–", (score, "dim")])
            )
        return rows

    def _sessions(self, plan: Plan) -> list[Row]:
        found = list(reversed(plan.sessions))
        used = package_words(package_of(plan))
        rows = [Row(None, [f"Sessions: {used}"], heading=True)] if found else []
        reviewed = {uid: Review(raw) for uid, raw in hours_reviewed(plan).items()}
        spoken = {review.uid for review in plan.evaluations}
        for session in found:
            texts = [text for _, text, _ in session.note]
            state, (mark, style) = self._came_of(session)
            said = texts[0] if texts else "no note" if session.state == HELD else ""
            review = reviewed.get(session.uid)
            if review is not None:
                told = _said_in(review) if review.uid in spoken else f"{NOTHING} in the review"
                said = f"session · review: {texts[0] if texts else told}"
                texts += [told, review.decisions]
            minutes = f"{session.time} {plain_number(session.minutes or 0)} min".strip()
            cells: list[Cell] = [self._day(session), [(state, style), (said, "")], (minutes, "dim")]
            search = "\n".join([state, session.reason, *texts])
            rows.append(Row(record_key(session), cells, mark=(mark, style), search=search))
        return rows

    def _came_of(self, session: Session) -> tuple[str, tuple[str, str]]:
        """What came of a session where it was not held as usual, with what it is; and its mark."""
        asked = unanswered(session.raw, self.coach.today.isoformat())
        mark = ("!", "warn") if asked else MARKS_OF_SESSION[session.state]
        state = state_words(session, self.coach.today)
        words = [] if session.state == HELD else [state]
        words += [with_others(self.coach.practice, session)] if session.also else []
        words += [session.kind] if session.kind != "individual" and not session.also else []
        words += [session.reason] if session.reason else []
        return "".join(f"{word}  " for word in words), mark

    def _wins(self, plan: Plan) -> list[Row]:
        found = list(reversed(plan.wins))
        rows = [Row(None, ["Wins"], heading=True)] if found else []
        return rows + [
            Row(record_key(win), [self._day(win), win.text, ""], mark=("*", "good")) for win in found
        ]

    def _day(self, record: Checkin | Session | Win) -> str:
        return short(record.on, self.coach.today) if record.on else ""

    def make_detail(self, key: str) -> list[Line]:
        """The record in full; for the next review, what waits for it."""
        record, plan = self.record, self.plan
        if record is not None and plan is not None and (read := self.read_hour(plan, record)):
            return read
        if record is None and plan is not None:
            return next_review_page(plan, self.coach.today)
        return super().make_detail(key)

    def do_add(self) -> None:
        """Ask what to add."""
        if self.plan is not None:
            self.coach.talk(self._ask_what(self.plan))

    async def _ask_what(self, plan: Plan) -> None:
        today = self.coach.today.isoformat()
        begins: dict[str, tuple[type[Record], dict[str, Any]]] = {
            "r": (Review, {"held_on": today}),
            "c": (Checkin, {"on": today}),
            "o": (Commitment, {"made_on": today, "owner": "client"}),
            "s": (Session, {"on": today, "paid": plan.engagement.paid}),
            "w": (Win, {"on": today}),
        }
        answers = {key: noun.noun.partition(" ")[2] for key, (noun, _) in begins.items()}
        answers["t"] = "series"
        key = await choose(self.coach, "Add", answers, ahead=True)
        if key == "r":
            self.coach.run_command("review")
            return
        if key == "t":
            await book_with(self.coach, plan)
            return
        noun, start = begins[key]
        self.open_form(noun.table, engagement=plan.engagement.uid, start=start)

    def can_move(self) -> bool:
        """The next review moves too."""
        return self.key == NEXT or super().can_move()

    def shift(self, days: int | None) -> None:
        """Move the next review, or a session."""
        from coach_tui.app.dialogues.move import move_review

        plan = self.plan
        if self.key == NEXT and plan is not None:
            due = next_review(plan, self.coach.today).on
            self.coach.talk(move_review(self.coach, plan.engagement.uid, due, days))
        else:
            super().shift(days)
