"""Adding and editing records: a form, the verb it ends in, and what is asked when two hands clash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coach_tui.app.record_form import RecordForm
from coach_tui.app.widgets.fields import FieldSpec
from coach_tui.app.widgets.form import Form
from coach_tui.changes.clients import begin_plan, edit_client, start_engagement
from coach_tui.changes.records import add, edit
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.fields import Text, quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.schema import NOUNS

if TYPE_CHECKING:
    from coach_tui.app.app import CoachApp
    from coach_tui.plan.record import Record
    from coach_tui.store.transaction import Clash

ON_NEW: dict[str, tuple[str, ...]] = {
    "objectives": ("status", "status_reason", "closed_on", "closed_as", "closed_reason", "gas_now"),
    "strategies": ("status", "status_reason"),
    "milestones": ("baseline", "done_on", "moves", "evidence"),
    "engagements": ("closed_on", "outcome", "pause", "snooze"),
    "commitments": ("status", "reason", "carried"),
}
"""Fields that a new record does not ask for yet: they say what becomes of it later."""


def open_form(
    app: CoachApp,
    table: str,
    uid: str = "",
    *,
    engagement: str = "",
    start: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    error: str = "",
    show: bool = False,
) -> None:
    """Open the form of a record (uid; "" for a new one), with values typed before where given.

    `engagement` is where a new record goes; for a new engagement it is the client's uid. With `show`, the
    new record is selected afterwards.
    """
    noun = NOUNS.get(table)
    record = app.practice.find(table, uid) if noun and uid else None
    if noun is None or (uid and record is None):
        app.bottom.say("what was open here no longer exists; it was deleted meanwhile", "bad")
        return
    RecordDialogue(app, noun, record, engagement, start).open(values, error)


class RecordDialogue:
    """One form on one record, until it is saved or left."""

    def __init__(
        self,
        app: CoachApp,
        noun: type[Record],
        record: Record | None,
        engagement: str,
        start: Mapping[str, Any] | None,
    ) -> None:
        self.app = app
        self.noun = noun
        self.record = record
        self.engagement = engagement or (record.plan if record else "")
        self.begun: dict[str, Any] = dict(record.raw) if record else {}
        plan = None
        if noun.table not in ("clients", "engagements"):
            found = app.practice.find("engagements", self.engagement)
            plan = found and app.practice.plan(found.raw["client"], found.uid)
        leave_out = () if record else ON_NEW.get(noun.table, ())
        self.form = RecordForm(
            noun, plan or None, app.today, record.raw if record else None, start, leave_out
        )

    @property
    def draft_key(self) -> str:
        """What a draft needs to find its form again."""
        uid = self.record.uid if self.record else ""
        return json.dumps(
            {"form": "record", "table": self.noun.table, "uid": uid, "engagement": self.engagement}
        )

    def specs(self) -> list[FieldSpec]:
        """The fields; a new client's form also begins the plan."""
        specs = self.form.specs()
        if self.noun is Client and self.record is None:
            first, rest = specs[:1], specs[1:]
            title = FieldSpec(
                "plan.objective",
                "First objective",
                "line",
                "",
                "what the client wants to reach; more can follow",
            )
            engagement = RecordForm(
                Engagement,
                None,
                self.app.today,
                None,
                {"start": self.app.today.isoformat(), "review_every": "2 weeks"},
                ON_NEW["engagements"],
            )
            more = [
                spec
                for spec in engagement.specs()
                if spec.key in ("type", "start", "review_every", "sessions")
            ]
            for spec in more:
                spec.key = f"engagement.{spec.key}"
                spec.required = False
            return [
                *first,
                title,
                FieldSpec("section.plan", "Plan", "heading"),
                *more,
                FieldSpec("section.client", "Client", "heading"),
                *rest,
            ]
        return specs

    def open(self, values: Mapping[str, Any] | None = None, error: str = "") -> None:
        """Show the form."""
        screen = Form(self.form.title, self.specs(), draft_key=self.draft_key)
        if values:
            screen.load_values(values)
        self.app.push_screen(screen, self._left)
        if error:
            self.app.call_later(screen.complain, error)

    def _left(self, values: dict[str, Any] | None) -> None:
        if values is None:
            return
        try:
            self._save(values)
        except BadInput as error:
            self.open(values, str(error))

    def _save(self, values: dict[str, Any]) -> None:
        app, noun, today = self.app, self.noun, self.app.today
        changes = self.form.changes(values)

        def failed(error: CoachError) -> None:
            clashes = getattr(error, "clashes", None)
            if clashes:
                self._settle(error, changes, values)  # type: ignore[arg-type]
            else:
                self.open(values, str(error))

        if self.record is not None:
            if not changes:
                app.bottom.say("nothing changed")
                return
            self._edit(changes, self.begun, failed)
        elif noun is Client:
            more = {
                key: stored
                for key in ("type", "start", "review_every", "sessions")
                if (stored := Engagement.fields[key].parse(values.get(f"engagement.{key}", ""), today))
                is not None
            }
            title = Text("First objective")
            title.key = "objective"
            objective = {"title": title.check(values.get("plan.objective", ""))}
            app.write(lambda: begin_plan(app.desk, changes, more, objective), self._begun, failed)
        elif noun is Engagement:
            client = self.engagement
            app.write(lambda: start_engagement(app.desk, client, changes), self._added, failed)
        else:
            app.write(lambda: add(app.desk, noun, self.engagement, changes), self._added, failed)

    def _edit(self, changes: dict[str, Any], begun: Mapping[str, Any], failed: Any) -> None:
        app, noun = self.app, self.noun
        uid = self.record.uid if self.record else ""
        if noun is Client:
            app.write(lambda: edit_client(app.desk, uid, changes, begun), app.said, failed)
        else:
            app.write(lambda: edit(app.desk, noun, uid, changes, begun), app.said, failed)

    def _begun(self, client: str) -> None:
        self.app.choose_client(client)
        name = self.app.practice.client(client)
        self.app.go("objectives" if self.app.plan and self.app.plan.objectives else "clients", client)
        who = self.app.client_name(name) if name else ""
        self.app.bottom.say(f"began a plan with {who} · {self.app.key_of('undo')} takes it back", "good")

    def _added(self, uid: str) -> None:
        app = self.app
        app.place.show_record(uid)
        app.show_lines()
        record = app.practice.find(self.noun.table, uid)
        name = quote(record.name) if record and self.noun is not Engagement else ""
        app.bottom.say(
            f"added {self.noun.noun} {name} · {app.key_of('undo')} takes it back".replace("  ", " "), "good"
        )

    # Two hands on one record

    def _settle(self, clash: Clash, changes: dict[str, Any], values: dict[str, Any]) -> None:
        """Ask for each field that somebody else has changed too; then save with the answers."""
        waiting = list(clash.clashes.items())
        begun = dict(self.begun)

        def ask_next() -> None:
            if not waiting:
                kept = {key: value for key, value in changes.items() if value != begun.get(key)}
                if not kept:
                    self.app.bottom.say("kept what was there")
                    return
                self._edit(kept, begun, lambda error: self._again(error, values))
                return
            key, (theirs, mine) = waiting[0]
            field = self.noun.fields[key]
            there, here = field.show(theirs) or "empty", field.show(mine) or "empty"
            answers = {"m": "mine", "t": "theirs"}
            if isinstance(field, Text) and field.lines:
                answers["b"] = "both"
            question = f"{field.label} was changed elsewhere to {quote(there)}; yours is {quote(here)}"
            self.app.bottom.ask(question, answers, answered)

        def answered(answer: str | None) -> None:
            if answer is None:
                self.open(values, "nothing was saved; somebody else had changed this too")
                return
            key, (theirs, mine) = waiting.pop(0)
            begun[key] = theirs
            if answer == "t":
                changes[key] = theirs
            elif answer == "b":
                changes[key] = f"{theirs or ''}\n{mine or ''}".strip("\n")
            ask_next()

        ask_next()

    def _again(self, error: CoachError, values: dict[str, Any]) -> None:
        self.open(values, str(error))


def new_objective_start(app: CoachApp) -> dict[str, Any]:
    """What a new objective's form begins with."""
    plan = app.plan
    start = plan.engagement.raw["start"] if plan else app.today.isoformat()
    return {"start": start, "owner": Objective.fields["owner"].default}
