"""Forms in a conversation: shown, waited for, and shown again with what was typed where it is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.unsaved import Unsaved
from coach_tui.app.drafts import Gone, told_by
from coach_tui.app.forms.widgets.fields import FieldSpec
from coach_tui.app.forms.widgets.form import Form
from coach_tui.app.talking import Left
from coach_tui.plan.errors import CoachError
from coach_tui.store.journal import Entry


class Again(Exception):
    """The form is needed once more, with other values in it than were typed."""

    def __init__(self, values: Mapping[str, Any], error: str = "", field: str = "") -> None:
        super().__init__(error)
        self.values = values
        self.field = field
        """Where to begin."""


async def fill_in(coach: Coach, form: Form, *, error: str = "", field: str = "") -> dict[str, Any]:
    """Show a form and wait until it is saved; `error` is said in it first, `field` is where to begin.

    Raises:
        Left: it was left.
    """
    filled: asyncio.Future[dict[str, Any] | None] = asyncio.get_running_loop().create_future()
    coach.push_screen(form, filled.set_result)
    if error:
        form.call_after_refresh(complain, form, error)
    elif field:
        form.call_after_refresh(begin_in, form, field)
    values = await filled
    if values is None:
        raise Left
    return values


async def until_taken(
    coach: Coach,
    unsaved: Unsaved,
    make: Callable[[], Form],
    take: Callable[[dict[str, Any]], Awaitable[object]],
    values: Mapping[str, Any] | None = None,
    *,
    field: str = "",
) -> None:
    """Show a form until what it holds is taken.

    Args:
        coach: the app.
        unsaved: keeps what is typed.
        make: makes the form, for the plan as it is then.
        take: does what the values are for. What it refuses, and a question of its own that is left, bring
            the form back with what was typed, once the coach is at nothing else; an error that begins with
            the key of a field is said there.
        values: what was typed before.
        field: the field to begin in.

    Raises:
        Left: the form was left.
    """
    error, hidden = "", coach.practice.tells()
    while True:
        await coach.free(error)
        form = make()
        if error and not hidden and coach.practice.tells():
            unsaved.keep_from_sight(form.draft()["title"], values or {})
        if values:
            form.load_values(values)
        try:
            values = await fill_in(coach, form, error=error, field=field)
        except Left:
            unsaved.left()
            raise
        error = field = ""
        try:
            await take(values)
            return
        except Left:
            continue
        except Again as again:
            values, error, field = again.values, str(again), again.field
        except CoachError as refused:
            error = str(refused)


async def ask_in_form(
    coach: Coach,
    title: str,
    specs: list[FieldSpec],
    about: Mapping[str, Any],
    verb: Callable[[dict[str, Any]], Entry | None],
    values: Mapping[str, Any] | None = None,
    draft: str = "",
) -> None:
    """Ask in a form until what it holds is done, or it is left.

    Args:
        coach: the app.
        title: the heading of the form.
        specs: its fields.
        about: what a draft says it belongs to; by its `form` it is opened again
            (`coach_tui.app.dialogues.drafts`), and what stands under `asks` has to be the same then.
        verb: what is done with the values off the event loop; it raises BadInput where they are not enough.
        values: what was typed before; else what was kept of a form that was about the same.
        draft: the key of the draft that they come from.

    Raises:
        Gone: the draft's values would stand beside other questions by now.
        Left: the form was left.
    """
    if not draft and (kept := coach.drafts.latest(about)):
        draft, values = str(kept["draft_key"]), kept["values"]
        coach.refuse_names(values)
    if draft and told_by(draft).get("asks") != about.get("asks"):
        raise Gone
    unsaved = Unsaved(coach, about, draft)
    make = partial(Form, title, specs, draft_key=unsaved.key)
    await until_taken(coach, unsaved, make, partial(_take, coach, unsaved, title, verb), values)


async def _take(
    coach: Coach,
    unsaved: Unsaved,
    title: str,
    verb: Callable[[dict[str, Any]], Entry | None],
    values: dict[str, Any],
) -> None:
    coach.said(await unsaved.written(title, values, partial(verb, values)))


def complain(form: Form, error: str) -> None:
    """Say in a form why it was not taken, at the field that the error begins with."""
    key, colon, what = error.partition(": ")
    if colon and form.asks(key):
        form.focus_field(key)
        form.call_after_refresh(form.complain, what)
    else:
        form.complain(error)


def begin_in(form: Form, key: str) -> None:
    """Go to the field of a form that holds a record's field; of several the first that is empty."""
    values = form.values()
    parts = [name for name in values if name == key or name.startswith((f"{key}.", f"{key}+"))]
    parts = [name for name in parts if form.asks(name)]
    empty = [name for name in parts if values[name] in ("", [])]
    if parts:
        form.focus_field((empty or parts)[0])
