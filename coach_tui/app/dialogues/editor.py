"""The coach's own editor, with the app out of its way meanwhile."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from textual.app import SuspendNotSupported

from coach_tui.app.dialogues.questions import selected_plan
from coach_tui.exchange.editor import edit_text
from coach_tui.exchange.plan_editing import edit_plan
from coach_tui.plan.errors import CoachError

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.app.forms.widgets.form import Form

T = TypeVar("T")


def away(app: Coach, work: Callable[[], T], complain: Callable[[str], object]) -> T | None:
    """Do what needs the terminal; nothing repaints meanwhile. What goes wrong is said in one line."""
    result: T | None = None
    try:
        with app.suspend(), app.batch_update():
            result = work()
    except SuspendNotSupported:
        complain("no editor can be opened from here")
    except CoachError as error:
        complain(str(error))
    return result


def edit_field(app: Coach, event: Form.EditRequested) -> None:
    """The text of a form's field; it comes back into the form."""
    form = event.form
    edited = away(app, lambda: [edit_text(app.desk.store.path, os.environ, event.text)], form.complain)
    if edited is None:
        return
    (text,) = edited
    if text is None:
        form.tell("the text is as it was")
    else:
        form.set_value(event.key, text)


def edit_whole_plan(app: Coach) -> None:
    """The selected client's plan as a plan file, taken in as one change."""
    plan = selected_plan(app)
    if plan is None:
        app.bottom.say("no plan is selected", "bad")
        return
    told: list[str] = []

    def work() -> str:
        entry = edit_plan(app.desk, plan, os.environ, again=True, say=told.append)
        return app.entry_text(entry) if entry else ""

    said = away(app, work, lambda line: app.bottom.say(line, "bad"))
    if said is None:
        return

    def show(_: object) -> None:
        undo = f" · {app.key_of('undo')} takes it back" if said else ""
        app.bottom.say(told[0] if told else f"{said or 'nothing changed'}{undo}", "good" if said else "info")

    app.write(app.desk.practice, show)
