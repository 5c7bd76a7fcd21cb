"""The questions for those who are called back, until all wait for them as in `questions`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.questions import selected_plan
from coach_tui.app.drafts import Unsaved
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput, CoachError
from coach_tui.plan.text import fold
from coach_tui.plan.when import FORMATS, parse_day

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


def ask_client(app: Coach, label: str, then: Callable[[Client], object]) -> None:
    """Ask for a client by two or three letters of the name; Enter alone takes the one selected.

    While names are hidden the number that stands for a client names it too.
    """
    here = app.practice.client(app.place.client_here)
    numbers = {fold(app.client_name(client)): client for client in app.practice.clients}
    numbers = numbers if app.names_hidden else {}
    if not app.practice.tables.get("clients"):
        app.bottom.say("there is no client yet: 9 and then a adds the first", "bad")
        return

    def suggestions(text: str) -> list[str]:
        if not text.strip():
            return [app.client_name(here)] if here else []
        if app.names_hidden:
            return []
        wanted = fold(text)
        names = [client.name for client in app.practice.clients if wanted in fold(client.name)]
        return sorted(names, key=lambda name: not _begins(name, wanted))

    def meant(text: str) -> Client:
        """The client that Enter takes: the one the letters begin a name of, if that is only one."""
        if not text.strip() and here:
            return here
        if fold(text.strip()) in numbers:
            return numbers[fold(text.strip())]
        begin = (
            [c for c in app.practice.clients if _begins(c.name, fold(text.strip()))] if text.strip() else []
        )
        return begin[0] if len(begin) == 1 else app.practice.client_named(text)

    def check(text: str) -> str | None:
        try:
            meant(text)
        except BadInput as error:
            return "nobody, or more than one; write more of it" if app.names_hidden else str(error)
        return None

    def answered(text: str | None) -> None:
        if text is not None:
            then(meant(text))

    app.bottom.prompt(label, check=check, suggestions=suggestions, callback=answered)


def _begins(name: str, wanted: str) -> bool:
    """Whether a name, or a part of it, begins with these letters."""
    return any(part.startswith(wanted) for part in (fold(name), *fold(name).split()))


def plan_of(app: Coach, client: Client) -> Plan | None:
    """The client's running plan, or None with a word to the coach."""
    plan = app.practice.plan(client.uid)
    if plan is None or not plan.engagement.open:
        app.bottom.say("no engagement is open with this client: 9, then n starts one", "bad")
        return None
    return plan


def with_open_plan(app: Coach, label: str, begin: Callable[[Plan], object]) -> None:
    """Begin with the running plan that is selected, or ask with whose."""
    plan = selected_plan(app)
    if plan is not None and plan.engagement.open:
        begin(plan)
        return

    def with_client(client: Client) -> None:
        chosen = plan_of(app, client)
        if chosen is not None:
            begin(chosen)

    ask_client(app, label, with_client)


def write_typed(
    app: Coach,
    title: str,
    text: str,
    work: Callable[[], Entry | None],
    again: Callable[[str, str], object] | None = None,
    then: Callable[[Entry | None], object] | None = None,
) -> None:
    """Do a verb with a line that was typed; when the file cannot be written, the line is not lost.

    Where it is refused, `again` asks anew with the line and the error; `then` is called once it is done.
    """
    unsaved = Unsaved(app, {"form": "line"})

    def failed(error: CoachError) -> None:
        if isinstance(error, BadInput):
            unsaved.forget()
            if again is not None and not app.bottom.active and len(app.screen_stack) == 1:
                again(text, str(error))
            else:
                app.bottom.say(str(error), "bad")
            return

        def answered(answer: str | None) -> None:
            if answer == "t":
                attempt()
            elif answer == "x":
                unsaved.forget()
            else:
                unsaved.store()
                app.bottom.say("kept; it is shown again at the next start")

        app.bottom.ask(str(error), {"t": "try again", "x": "throw away", "esc": "later"}, answered)

    def attempt() -> None:
        unsaved.write(title, {"text": text}, work, then or app.said, failed)

    attempt()


def ask_day(
    app: Coach,
    label: str,
    then: Callable[[str], object],
    *,
    value: str = "",
    empty: bool = False,
    base: date | None = None,
    after: date | None = None,
    left: Callable[[], object] | None = None,
) -> None:
    """Ask for a day (`then` gets it as ISO; "" where none is allowed); `left` is called on Escape.

    What begins with + or - is counted from `base`, else from today; the day meant is shown at once. Where
    `after` is given, the day must be later.
    """

    def read(text: str) -> date:
        counted = base is not None and text.strip()[:1] in ("+", "-")
        return parse_day(text, base if counted and base else app.today)

    def suggestions(text: str) -> list[str]:
        try:
            return [read(text).isoformat()] if text.strip() else []
        except BadInput:
            return []

    def check(text: str) -> str | None:
        try:
            if text.strip() or not empty:
                day = read(text)
                if after is not None and day <= after:
                    return (
                        f"{short(day, app.today)} is too early: choose a day after {short(after, app.today)}"
                    )
        except BadInput as error:
            return str(error)
        return None

    def answered(text: str | None) -> None:
        if text is not None:
            then(read(text).isoformat() if text.strip() else "")
        elif left is not None:
            left()

    hint = FORMATS if base is None else f"24 dec, fri, or +1w from {short(base, app.today)}"
    app.bottom.prompt(
        label, value, check=check, callback=answered, suggestions=suggestions, hint=hint, select=True
    )


def ask_reason(
    app: Coach,
    label: str,
    then: Callable[[str], object],
    *,
    needed: bool = False,
    over: Callable[[], object] | None = None,
    value: str = "",
    error: str = "",
) -> None:
    """Ask for a reason in a few words; `over` is called first when it is answered or left."""

    def check(text: str) -> str | None:
        return "say why, in a few words" if needed and not text.strip() else None

    def answered(text: str | None) -> None:
        if over is not None:
            over()
        if text is not None:
            then(text.strip())

    app.bottom.prompt(label, value, check=check, callback=answered, error=error)
