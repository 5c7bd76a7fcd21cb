"""The coach's own editor, with the app out of its way meanwhile."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from typing import TypeVar, cast

from textual.app import SuspendNotSupported

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import selected_plan
from coach_tui.app.forms.widgets.editors import TextField
from coach_tui.app.forms.widgets.form import Form
from coach_tui.exchange.editor import edit_text
from coach_tui.exchange.plan_editing import edit_plan
from coach_tui.exchange.who_and_why import who_and_why
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.text import clean, typed_line

T = TypeVar("T")


def away(coach: Coach, work: Callable[[], T], complain: Callable[[str], object]) -> T | None:
    """Do what needs the terminal; nothing repaints meanwhile. What goes wrong is said in one line.

    Nothing is raised before the terminal is ours again: it would stay away for good.
    """
    result: T | None = None
    fault: Exception | None = None
    try:
        with coach.suspend(), coach.batch_update():
            try:
                result = work()
            except Exception as raised:
                fault = raised
    except SuspendNotSupported:
        complain("no editor can be opened from here")
    if isinstance(fault, CoachError):
        complain(str(fault))
    elif fault is not None:
        raise fault
    return result


def edit_field(coach: Coach, field: TextField) -> None:
    """The text of a form's field; it comes back into the form."""
    form, before = cast("Form", field.screen), str(field.field_value)
    told: list[str] = []
    began = partial(_began, coach, form, field.spec.key)
    edited = away(
        coach,
        lambda: [edit_text(coach.desk.store.path, os.environ, before, told.append, began)],
        form.complain,
    )
    form.in_editor = {}
    coach.drafts.store()
    if edited is None:
        return
    (text,) = edited
    if text is None:
        form.tell(told[0] if told else "the text is as it was")
    else:
        form.set_value(field.spec.key, text)


def _began(coach: Coach, form: Form, key: str, name: str) -> None:
    """From now on a dropped connection does not lose what stands in the editor."""
    form.in_editor = {"field": key, "file": name}
    coach.drafts.store()


def _ask_there(bent: str) -> tuple[str, str]:
    """Who asked for a change and why, asked in the terminal that the editor has left."""
    return who_and_why(_line, bent)


def _meant_there(doubt: str) -> bool:
    """Whether far values are meant, asked there as well: y says so, all else opens the editor again."""
    try:
        return input(f"{clean(doubt)}. Keep it? [y/N] ").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt, OSError):
        return False


def _line(question: str) -> str:
    """What is typed in answer to a question, there; ctrl+c means to go back to the app.

    Raises:
        CoachError: ctrl+c was pressed.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return typed_line(input(f"{clean(question)}: "))
    except KeyboardInterrupt:
        raise CoachError("left at the question, so nothing was changed") from None
    except (EOFError, OSError):
        return ""
    finally:
        signal.signal(signal.SIGINT, before)


async def edit_whole_plan(coach: Coach) -> None:
    """The selected client's plan as a plan file, taken in as one change."""
    plan = selected_plan(coach)
    if plan is None:
        raise BadInput("no plan is selected")
    coach.refuse_names()
    told: list[str] = []
    taken = away(
        coach,
        lambda: [
            edit_plan(
                coach.desk,
                plan,
                os.environ,
                again=True,
                say=told.append,
                ask=_ask_there,
                meant=_meant_there,
            )
        ],
        lambda line: coach.bottom.say(line, "bad"),
    )
    if taken is None:
        return
    (entry,) = taken
    await coach.written(coach.desk.practice)
    if entry is None:
        coach.bottom.say("; ".join(told) or "nothing changed")
    else:
        coach.say_done("; ".join(told) or coach.practice.shown(entry.what))
