"""A list of records: add, edit, delete, open, done, move. What the places of a plan share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from coach_tui.app.places.place import ListPlace
from coach_tui.app.places.sharing import DOWN
from coach_tui.app.widgets.detail import Line
from coach_tui.app.widgets.pointed import PointedRows
from coach_tui.app.widgets.row import STACKED, Row
from coach_tui.plan.record import Record
from coach_tui.plan.schema import NOUNS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from coach_tui.app.coach import Coach
    from coach_tui.plan.practice import Plan

DATED = ("milestones", "objectives", "sessions", "reviews", "commitments")
MARKED = ("milestones", "objectives", "strategies", "commitments", "sessions")
"""What several of can be dealt with at once."""
FINISHED = ("milestones", "strategies", "commitments", "sessions")
ENDED = ("objectives", "milestones", "strategies", "commitments", "sessions", "assessments")


def record_key(record: Record) -> str:
    """The key of a record's row."""
    return f"{record.table}:{record.uid}"


class RecordPlace(ListPlace):
    """Rows whose keys are “table:uid”."""

    adds: ClassVar[type[Record] | None] = None
    """What `a` adds."""
    no_client = (
        "There is no client yet.\n"
        "Press {clients} and then {add} to begin a plan: a name and one objective are enough."
    )

    @property
    def plan(self) -> Plan | None:
        """The plan shown."""
        return self.coach.plan

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        table, _, uid = self.key.partition(":")
        side = self.plan.engagement.uid if self.plan is not None else ""
        return self.coach.practice.find(table, uid, side) if table in NOUNS else None

    def with_room(self, make: Callable[[bool], list[Row]]) -> list[Row]:
        """Rows with what stands under each, where all of it has room and leaves a page its own; else without.

        `make` makes them with or without; what stands under a row is part of its page, told at once of all.
        """
        rows = make(True)
        room = self.room_of(rows)
        beside = room.cells < self.app.size.width
        fits = room.wraps == STACKED and (beside or room.lines < self.lines - DOWN)
        return rows if fits else make(False)

    def make_detail(self, key: str) -> list[Line]:
        """Everything that is known of the record."""
        from coach_tui.app.pages.record import page

        record = self.record
        return page(self.coach.practice, self.plan, record, self.coach.today) if record else []

    def empty_now(self) -> str:
        """What belongs here, and the key that adds the first."""
        return self.empty_text if self.plan else self.no_client

    def label_of(self, command: str) -> str:
        """What a key does to the record."""
        if self.together(command) is not None or (command == "close_up" and self.marked):
            from coach_tui.app.places.marked import word

            return word(command, [*self.marked.values()])
        from coach_tui.app.places.labels import does

        own = does(command, self.record)
        if command == "before":
            own = "" if getattr(self.record, "continues", "") else "latest plan"
        return own or super().label_of(command)

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
            self.open_form(self.adds.table, engagement=self.plan.engagement.uid, start=self.start_values())

    def start_values(self) -> dict[str, object]:
        """What the form of a new record begins with."""
        return {}

    def _on_record(self) -> bool:
        return self.record is not None

    can_edit = can_delete = _on_record

    def do_edit(self) -> None:
        """Edit the record."""
        from coach_tui.app.pages.hour import review_read

        record = self.record
        if record is None:
            return
        review = review_read(self.coach.practice.plan_of(record), record)
        if review is not None and review.uid != record.uid:
            self.coach.talk(self._edit_part(record, review))
        else:
            self.open_form(record.table, record.uid, engagement=record.plan)

    async def _edit_part(self, session: Record, review: Record) -> None:
        """Edit either of the two that an hour was."""
        from coach_tui.app.dialogues.questions import choose
        from coach_tui.app.dialogues.record import edit_record

        part = await choose(self.coach, "Edit", {"s": "the session", "r": "the review"})
        chosen = session if part == "s" else review
        await edit_record(self.coach, chosen.table, chosen.uid)

    def can_open(self) -> bool:
        """Something must be selected."""
        return bool(self.key)

    def do_open(self) -> None:
        """The page of what is selected; from there on to where that stands."""
        if not self.open_detail():
            self.go_on()

    def go_on(self) -> None:
        """From the page on to where what it is about stands; here it stands here."""
        app = self.coach
        edits = f"{app.key_of('edit')} edits it · " if app.can("edit") else ""
        app.bottom.say("this is its page", hint=f"{edits}{app.key_of('back')} goes back")

    def do_delete(self) -> None:
        """Delete the record; it can be taken back."""
        from coach_tui.app.dialogues.record_keys import delete_record

        record = self.record
        if record is not None:
            self.remove_class("turned")
            self.coach.talk(delete_record(self.coach, record))

    def can_before(self) -> bool:
        """Something goes on from an earlier plan, or went on in a later one."""
        return self._other_plan() is not None

    def do_before(self) -> None:
        """To the earlier one; from the earliest back to the latest."""
        other = self._other_plan()
        plan = self.coach.practice.plan_of(other) if other is not None else None
        if other is not None and plan is not None:
            self.coach.choose_client(plan.client.uid, plan.engagement.uid)
            self.coach.go(self.coach.place_id, other.uid, chosen=True)

    def _other_plan(self) -> Record | None:
        from coach_tui.plan.continued import CONTINUED, came_from, latest_of

        record, practice = self.record, self.coach.practice
        if not isinstance(record, CONTINUED) or record.table not in ("objectives", "strategies"):
            return None
        return came_from(practice, record) or latest_of(practice, record)

    def record_of(self, key: str) -> Record | None:
        """The record of a row, by its key."""
        table, _, uid = key.partition(":")
        return self.coach.practice.stored.find(table, uid) if table in NOUNS else None

    def off_field(self, key: str) -> str:
        """The field in which the record of a row is put off."""
        return "snooze"

    # Rows that are marked

    def can_mark(self) -> bool:
        """What is moved, put off, settled, done or deleted."""
        return not self.turned and getattr(self.record_of(self.key), "table", "") in MARKED

    @property
    def marked(self) -> dict[str, Record]:
        """The records of the rows that are marked and shown, by key; what a filter hides is left alone."""
        if self.turned or not (self.list.marked and self.list.active):
            return {}
        keys = [row.key for row in self.list.rows if row.key and row.key in self.list.marked]
        return {key: one for key in keys if (one := self.record_of(key)) is not None}

    def deletes(self, record: Record) -> bool:
        """Whether the place deletes such a record."""
        return True

    def together(self, command: str) -> bool | None:
        """Whether each of the rows that are marked takes it."""
        if not self.list.marked:
            return None
        from coach_tui.app.dialogues.questions import STEPS
        from coach_tui.app.places.marked import TOGETHER

        if command not in (*TOGETHER, *STEPS) or not self.marked:
            return None
        return self._left_out(command) is None

    def _left_out(self, command: str) -> Record | None:
        from coach_tui.app.places.marked import left_out

        found = [*self.marked.values()]
        kept = (one for one in found if command == "delete" and not self.deletes(one))
        return left_out(command, found) or next(kept, None)

    @property
    def footer(self) -> Sequence[str]:
        """While rows are marked, what is done to them."""
        if not self.marked:
            return super().footer
        from coach_tui.app.places.marked import TOGETHER

        return (*TOGETHER, "mark", "close_up")

    def do_mark(self) -> None:
        """Mark the row, and say what can be done to all that are."""
        from coach_tui.app.places.marked import TOGETHER

        self.list.mark()
        app, count = self.coach, len(self.marked)
        behind = len(self.list.marked) - count
        said = f"{count or 'none'} marked" + (f", {behind} not shown" if behind else "")
        words = [(key, self.label_of(key) or app.commands[key].label) for key in TOGETHER if app.can(key)]
        words = [*words, ("close_up", "none")] if count else []
        app.bottom.say(said, hint=" · ".join(f"{app.key_of(key)} {word}" for key, word in words))
        app.selection_moved()

    def on_pointed_rows_mark_asked(self, event: PointedRows.MarkAsked) -> None:
        """A click on a row's mark marks it, where it can be marked."""
        event.stop()
        if self.coach.can("mark"):
            self.coach.run_command("mark")

    def instead(self, command: str) -> Callable[[Coach], Coroutine[Any, Any, None]] | None:
        """What is done to all rows that are marked; where one does not take it, that is said."""
        if self.together(command) is None:
            return None
        from coach_tui.app.dialogues.several import act_on, refuse

        found = self.marked
        fields = {one.uid: self.off_field(key) for key, one in found.items()}
        other = self._left_out(command)

        async def act(coach: Coach) -> None:
            if other is not None:
                refuse(coach, command, other, fields[other.uid], self.label_of(command))
            await act_on(command, [*found.values()], fields, coach)
            self.list.unmark(found)

        return act

    def can_done(self) -> bool:
        """Only some things are done."""
        return self._is(FINISHED)

    def do_done(self) -> None:
        """Done, or not done after all."""
        from coach_tui.app.dialogues.record_keys import finish

        record = self.record
        if record is not None:
            self.coach.talk(finish(self.coach, record))

    def can_close(self) -> bool:
        """What ends before the plan does; promises and forms out are dropped, sessions cancelled."""
        return self._is(ENDED) and not getattr(self.record, "answered", False)

    def do_close(self) -> None:
        """End it, with how and why; or let it go on again."""
        from coach_tui.app.dialogues.assessment import drop_asked
        from coach_tui.app.dialogues.ending import ask_ending
        from coach_tui.app.dialogues.promise import end_promise
        from coach_tui.app.dialogues.session_states import ask_called_off
        from coach_tui.plan.assessment import Assessment
        from coach_tui.plan.contact import Commitment
        from coach_tui.plan.milestone import Milestone
        from coach_tui.plan.objective import Objective
        from coach_tui.plan.session import Session
        from coach_tui.plan.strategy import Strategy

        record = self.record
        if isinstance(record, (Objective, Milestone, Strategy)):
            self.coach.talk(ask_ending(self.coach, record))
        elif isinstance(record, Commitment):
            self.coach.talk(end_promise(self.coach, record))
        elif isinstance(record, Session):
            self.coach.talk(ask_called_off(self.coach, record))
        elif isinstance(record, Assessment):
            self.coach.talk(drop_asked(self.coach, record))

    def can_move(self) -> bool:
        """Only dated things move; a review that was held does not, nor does a promise that is settled."""
        record = self.record
        over = getattr(record, "held_on", None) or (
            self._is(("commitments",)) and not getattr(record, "open", True)
        )
        return self._is(DATED) and not over

    def do_move(self) -> None:
        """Move its date."""
        self.shift(None)

    def shift(self, days: int | None) -> None:
        """Move its date by so many days, or to a day that is asked for."""
        from coach_tui.app.dialogues.record_keys import move_record

        record = self.record
        if record is not None:
            self.coach.talk(move_record(self.coach, record, days))

    def _moves_by_days(self) -> bool:
        return self.can_move()

    can_later = can_earlier = can_week_later = can_week_earlier = _moves_by_days

    def do_later(self) -> None:
        self.shift(1)

    def do_earlier(self) -> None:
        self.shift(-1)

    def do_week_later(self) -> None:
        self.shift(7)

    def do_week_earlier(self) -> None:
        self.shift(-7)
