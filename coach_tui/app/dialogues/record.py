"""Adding and editing records: a form, the verb it ends in, and what is asked when two hands clash."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coach_tui.app.dialogues.wins import offer_best
from coach_tui.app.drafts import Unsaved, told_by
from coach_tui.app.forms.record_form import RecordForm
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.widgets.drawing import Span
from coach_tui.changes.clients import begin_plan, edit_client, start_engagement
from coach_tui.changes.plans import begin_from_template
from coach_tui.changes.records import add, edit
from coach_tui.exchange.templates import find_templates, load_template, own_folder
from coach_tui.plan.client import Client, Engagement
from coach_tui.plan.contact import Checkin
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.fields import Text, quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.strategy import Strategy
from coach_tui.store.paths import config_path

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.record import Record
    from coach_tui.store.journal import Entry
    from coach_tui.store.transaction import Clash

T = TypeVar("T")

ON_NEW: dict[str, tuple[str, ...]] = {
    "objectives": (
        "status",
        "status_reason",
        "status_on",
        "closed_on",
        "closed_as",
        "closed_reason",
        "gas_now",
    ),
    "strategies": ("status", "status_reason"),
    "milestones": ("baseline", "done_on", "moves", "evidence"),
    "engagements": ("closed_on", "outcome", "pause", "snooze"),
    "commitments": ("status", "reason", "carried"),
}
"""Fields that a new record does not ask for yet: they say what becomes of it later."""


def open_form(
    app: Coach,
    table: str,
    uid: str = "",
    *,
    engagement: str = "",
    start: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    draft: str = "",
    field: str = "",
) -> bool:
    """Open the form of a record (uid; "" for a new one), with values typed before where given.

    `engagement` is where a new record goes; for a new engagement it is the client's uid. `draft` is the key
    of the draft that the values come from, `field` the key of the field to begin in. False when what it is
    about is gone.
    """
    noun = NOUNS.get(table)
    record = app.practice.find(table, uid) if noun and uid else None
    owner = {"clients": "", "engagements": "clients"}.get(table, "engagements")
    place = engagement or (record.plan if record else "")
    gone = (uid and record is None) or (not uid and owner and not app.practice.find(owner, place))
    if noun is None or gone:
        app.bottom.say("what was open here no longer exists; it was deleted meanwhile", "bad")
        return False
    RecordDialogue(app, noun, record, engagement, start, draft).open(values, field=field)
    return True


def complain(screen: Form, error: str) -> None:
    """Say in a form why it was not saved, at the field that the error begins with."""
    key, colon, what = error.partition(": ")
    if colon and key in screen.values():
        screen.focus_field(key)
        screen.call_after_refresh(screen.complain, what)
    else:
        screen.complain(error)


def begin_in(screen: Form, key: str) -> None:
    """Go to the field of a form that holds a record's field; of several the first that is empty."""
    values = screen.values()
    parts = [name for name in values if name == key or name.startswith((f"{key}.", f"{key}+"))]
    empty = [name for name in parts if values[name] in ("", [])]
    if parts:
        screen.focus_field((empty or parts)[0])


class RecordDialogue:
    """One form on one record, until it is saved or left."""

    def __init__(
        self,
        app: Coach,
        noun: type[Record],
        record: Record | None,
        engagement: str,
        start: Mapping[str, Any] | None,
        draft: str = "",
    ) -> None:
        self.app = app
        self.noun = noun
        self.record = record
        self.engagement = engagement or (record.plan if record else "")
        # what the form starts from: for a draft, what it started from when it was typed
        begun = told_by(draft).get("begun")
        self.begun: dict[str, Any] = dict(begun or record.raw) if record else {}
        plan = None
        if noun.table not in ("clients", "engagements"):
            found = app.practice.find("engagements", self.engagement)
            plan = found and app.practice.plan(found.raw["client"], found.uid)
        leave_out = () if record else ON_NEW.get(noun.table, ())
        if record is None and noun is Milestone and plan:
            still_open = [objective.uid for objective in plan.objectives if objective.open]
            start = {**({"objective": still_open[0]} if len(still_open) == 1 else {}), **(start or {})}
        self.form = RecordForm(
            noun, plan or None, app.today, self.begun if record else None, start, leave_out
        )
        uid = record.uid if record else ""
        about = {"form": "record", "table": noun.table, "uid": uid, "engagement": self.engagement}
        self.unsaved = Unsaved(app, {**about, "begun": self.begun or None}, draft)

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
            templates = [("", "blank"), *((name, name) for name in find_templates(own_templates()))]
            template = FieldSpec(
                "plan.template",
                "Template",
                "choice",
                "",
                "a plan to begin from; dates move to the start",
                templates,
            )
            return [
                *first,
                title,
                template,
                FieldSpec("section.plan", "Plan", "heading"),
                *more,
                FieldSpec("section.client", "Client", "heading"),
                *rest,
            ]
        return specs

    def open(self, values: Mapping[str, Any] | None = None, error: str = "", field: str = "") -> None:
        """Show the form."""
        screen = self.make_screen(self.specs())
        if values:
            screen.load_values(values)
        self.app.push_screen(screen, self._left)
        if error:
            screen.call_after_refresh(complain, screen, error)
        elif field:
            screen.call_after_refresh(begin_in, screen, field)

    def make_screen(self, specs: list[FieldSpec]) -> Form:
        """The form itself."""
        live = {Objective: self._judged, Strategy: self._fitting}.get(self.noun)
        return Form(self.form.title, specs, live=live, draft_key=self.unsaved.key)

    def _judged(self, values: dict[str, Any]) -> list[Span]:
        """The five letters of the objective as it is typed, and the one question."""
        from coach_tui.app.pages.judgement_line import smart_spans
        from coach_tui.plan.smart import smart

        uid = self.record.uid if self.record else ""
        typed = Objective({**self.form.as_typed(values), "uid": uid})
        return smart_spans(smart(typed, self.form.plan if uid else None))

    def _fitting(self, values: dict[str, Any]) -> list[Span]:
        """How the strategy fits the client's days and hours as it is typed."""
        from coach_tui.app.pages.judgement_line import fit_spans

        uid = self.record.uid if self.record else ""
        return fit_spans({**self.form.as_typed(values), "uid": uid}, self.form.plan, self.app.today)

    def _left(self, values: dict[str, Any] | None) -> None:
        if values is None:
            self.unsaved.forget()
            return
        try:
            self._save(values)
        except BadInput as error:
            self.open(values, str(error))

    def _save(self, values: dict[str, Any]) -> None:
        app, noun, today = self.app, self.noun, self.app.today
        changes = self.form.changes(values)
        if self.record is not None:
            if not changes:
                self.unsaved.forget()
                app.bottom.say("nothing changed")
                return
            if noun is Milestone and changes.get("due"):
                self._ask_why(changes, values)
            else:
                self._edit(changes, self.begun, values)
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
            chosen = find_templates(own_templates()).get(values.get("plan.template", ""))
            if chosen is not None:
                template, first = load_template(chosen), objective["title"]
                self._write(
                    values,
                    lambda: begin_from_template(app.desk, template, changes, more, first),
                    self._begun,
                )
                return
            self._write(values, lambda: begin_plan(app.desk, changes, more, objective), self._begun)
        elif noun is Engagement:
            client = self.engagement
            self._write(values, lambda: start_engagement(app.desk, client, changes), self._added)
        else:
            self._write(values, lambda: add(app.desk, noun, self.engagement, changes), self._added)

    def _write(
        self,
        values: dict[str, Any],
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[CoachError], object] | None = None,
    ) -> None:
        """Do it; when it is refused the form comes back with what was typed."""
        again = failed or (lambda error: self.open(values, str(error)))
        self.unsaved.write(self.form.title, values, work, then, again)

    def _ask_why(self, changes: dict[str, Any], values: dict[str, Any]) -> None:
        """A date that was changed is a move: it has a reason. Escape goes back to the form."""

        def answered(reason: str | None) -> None:
            if reason is None:
                self.open(values)
            else:
                self._edit(changes, self.begun, values, reason.strip())

        self.unsaved.keep(self.form.title, values)
        self.app.bottom.prompt(f"Moved to {changes['due']}. Why?", callback=answered)

    def _edit(
        self, changes: dict[str, Any], begun: Mapping[str, Any], values: dict[str, Any], why: str = ""
    ) -> None:
        app, noun = self.app, self.noun
        uid = self.record.uid if self.record else ""

        def work() -> Entry | None:
            if noun is Client:
                return edit_client(app.desk, uid, changes, begun)
            return edit(app.desk, noun, uid, changes, begun, why)

        def failed(error: CoachError) -> None:
            if getattr(error, "clashes", None):
                self._settle(error, changes, begun, values)  # type: ignore[arg-type]
            else:
                self.open(values, str(error))

        self._write(values, work, app.said, failed)

    def _begun(self, client: str) -> None:
        self.app.choose_client(client)
        name = self.app.practice.client(client)
        if self.app.plan and self.app.plan.objectives:
            self.app.go_to_plan("objectives")
        else:
            self.app.go("clients", client)
        who = self.app.client_name(name) if name else ""
        self.app.bottom.say(f"began a plan with {who} · {self.app.key_of('undo')} takes it back", "good")

    def _added(self, uid: str) -> None:
        app = self.app
        app.place.show_record(uid)
        app.show_lines()
        record = app.practice.find(self.noun.table, uid)
        name = quote(record.name) if record and self.noun is not Engagement else ""
        told = offer_best(app, uid) if self.noun is Checkin else ""
        hint = told or f"{app.key_of('undo')} takes it back"
        app.say_done(f"added {self.noun.noun} {name}".strip(), hint)

    # Two hands on one record

    def _settle(
        self, clash: Clash, changes: dict[str, Any], begun: Mapping[str, Any], values: dict[str, Any]
    ) -> None:
        """Ask for each field that somebody else has changed too; then save with the answers."""
        waiting = list(clash.clashes.items())
        changes, begun = dict(changes), dict(begun)

        def ask_next() -> None:
            if not waiting:
                kept = {key: value for key, value in changes.items() if value != begun.get(key)}
                if not kept:
                    self.unsaved.forget()
                    self.app.bottom.say("kept what was there")
                    return
                self._edit(kept, begun, values)
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


def own_templates() -> Path:
    """The folder of the coach's own templates."""
    return own_folder(config_path(os.environ))


def new_objective_start(app: Coach) -> dict[str, Any]:
    """What a new objective's form begins with."""
    plan = app.plan
    start = plan.engagement.raw["start"] if plan else app.today.isoformat()
    return {"start": start, "owner": Objective.fields["owner"].default}
