"""A list of records: add, edit, delete, open, done, move. What the places of a plan share."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from coach_tui.app.moving import move_milestone, move_review, move_session
from coach_tui.app.place import ListPlace
from coach_tui.app.recording import open_form
from coach_tui.changes.daily import settle, toggle_practice
from coach_tui.changes.milestones import toggle_done
from coach_tui.changes.records import delete
from coach_tui.plan.contact import Commitment, Review, Session
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from coach_tui.plan.practice import Plan

DATED = ("milestones", "sessions", "reviews")
FINISHED = ("milestones", "strategies", "commitments")


def record_key(record: Record) -> str:
    """The key of a record's row."""
    return f"{record.table}:{record.uid}"


class RecordPlace(ListPlace):
    """Rows whose keys are “table:uid”."""

    adds: ClassVar[type[Record] | None] = None
    """What `a` adds."""
    no_client = (
        "There is no client yet.\nPress 9 and then a to begin a plan: a name and one objective are enough."
    )

    @property
    def plan(self) -> Plan | None:
        """The plan shown."""
        return self.coach.plan

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        table, _, uid = self.key.partition(":")
        return self.coach.practice.find(table, uid) if table in NOUNS else None

    def empty_now(self) -> str:
        """What belongs here, and the key that adds the first."""
        return self.empty_text if self.plan else self.no_client

    def _is(self, tables: tuple[str, ...]) -> bool:
        record = self.record
        return record is not None and record.table in tables

    # What can be done

    def can_add(self) -> bool:
        """A plan is needed to add to."""
        return self.plan is not None

    def do_add(self) -> None:
        """Add one of what this place holds."""
        if self.adds is not None and self.plan is not None:
            open_form(
                self.coach, self.adds.table, engagement=self.plan.engagement.uid, start=self.start_values()
            )

    def start_values(self) -> dict[str, object]:
        """What the form of a new record begins with."""
        return {}

    def can_edit(self) -> bool:
        """A record must be selected."""
        return self.record is not None

    def do_edit(self) -> None:
        """Edit the record."""
        record = self.record
        if record is not None:
            open_form(self.coach, record.table, record.uid)

    def can_open(self) -> bool:
        """Something must be selected."""
        return bool(self.key)

    def do_open(self) -> None:
        """The detail where it is not in view, else the form."""
        if not self.open_detail():
            self.do_edit()

    def can_delete(self) -> bool:
        """A record must be selected."""
        return self.record is not None

    def do_delete(self) -> None:
        """Delete the record; it can be taken back."""
        record = self.record
        if record is not None:
            noun = type(record)
            self.remove_class("turned")
            self.coach.write(lambda: delete(self.coach.desk, noun, record.uid), self.coach.said)

    def can_done(self) -> bool:
        """Only some things are done."""
        return self._is(FINISHED)

    def do_done(self) -> None:
        """Done, or not done after all."""
        record, desk = self.record, self.coach.desk
        if isinstance(record, Milestone):
            finishing = not record.done_on
            self.coach.write(
                lambda: toggle_done(desk, record.uid),
                lambda entry: self._finished(record, finishing, entry),
            )
        elif isinstance(record, Strategy):
            self.coach.write(lambda: toggle_practice(desk, record.uid), self.coach.said)
        elif isinstance(record, Commitment):
            status = "open" if record.status == "done" else "done"
            self.coach.write(lambda: settle(desk, record.uid, status), self.coach.said)

    def _finished(self, record: Milestone, finishing: bool, entry: object) -> None:
        app = self.coach
        if finishing:
            keys = f"{app.key_of('win')} notes it as a win · {app.key_of('undo')} takes it back"
            app.bottom.say(f"finished {quote(record.title)} · {keys}", "good")
        else:
            app.bottom.say(f"opened {quote(record.title)} again · {app.key_of('undo')} takes it back", "good")

    def can_move(self) -> bool:
        """Only dated things move."""
        return self._is(DATED)

    def do_move(self) -> None:
        """Move its date."""
        record = self.record
        if isinstance(record, Milestone):
            move_milestone(self.coach, record.uid)
        elif isinstance(record, Session):
            move_session(self.coach, record)
        elif isinstance(record, Review) and not record.held_on:
            move_review(self.coach, record.plan, record.due)

    def _shift(self, days: int) -> None:
        record = self.record
        if isinstance(record, Milestone):
            move_milestone(self.coach, record.uid, days)

    def _is_milestone(self) -> bool:
        return self._is(("milestones",))

    can_later = can_earlier = can_week_later = can_week_earlier = _is_milestone

    def do_later(self) -> None:
        """A day later."""
        self._shift(1)

    def do_earlier(self) -> None:
        """A day earlier."""
        self._shift(-1)

    def do_week_later(self) -> None:
        """A week later."""
        self._shift(7)

    def do_week_earlier(self) -> None:
        """A week earlier."""
        self._shift(-7)
