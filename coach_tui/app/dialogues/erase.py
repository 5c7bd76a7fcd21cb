"""Erasing a client for good, and how long data is kept: what is asked in the bottom line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.callbacks import ask_day, ask_reason, write_typed
from coach_tui.app.drafts import Unsaved
from coach_tui.changes.clients import close_engagement
from coach_tui.changes.erase import check_typed, erase_client, keep_until, still_named
from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.plan.client import Client
    from coach_tui.plan.practice import Plan
    from coach_tui.store.erase import Erased


def ask_erase(app: Coach, client: Client) -> None:
    """Erase a client for good, once the whole name was typed."""
    if app.names_hidden:
        app.bottom.say(f"names are hidden; {app.key_of('hide_names')} shows them")
        return

    def check(text: str) -> str | None:
        try:
            check_typed(client, text)
        except BadInput:
            return "type the whole name"
        return None

    def answered(text: str | None) -> None:
        if text is not None:
            app.write(lambda: _erase(app, client.uid, text), done)

    def done(found: tuple[Erased, str]) -> None:
        erased, calendar = found
        app.forget_client(client.uid)
        said = f"erased for good: {erased.records} records, out of {erased.backups} backups too{calendar}"
        others = still_named(app.practice, client.name)
        if others:
            said += f"; still named in what is kept about {', '.join(others)}"
        app.bottom.say(said, "good")

    label = "Erase for good, no undo; whole name"
    app.bottom.prompt(label, check=check, callback=answered)


def _erase(app: Coach, uid: str, typed: str) -> tuple[Erased, str]:
    """Erase a client, and take their dates out of the coach's calendar; what is to be said of that."""
    from coach_tui.app.dialogues.other_calendar import configured
    from coach_tui.exchange.vdir import remove_client

    erased = erase_client(app.desk, uid, typed)
    folder = configured(app)
    try:
        gone = remove_client(folder, uid) if folder else 0
    except BadInput as error:
        return erased, f"; your calendar's folder (vdir) {error}: their dates are still in it"
    return erased, f", {gone} dates out of your calendar" if gone else ""


def ask_retention(app: Coach, client: Client) -> None:
    """The day to keep the data until has come: a new day with a reason, or erase."""

    def answered(key: str | None) -> None:
        if key == "n":
            ask_keep_until(app, client)
        elif key == "x":
            ask_erase(app, client)

    who = app.client_name(client)
    app.bottom.ask(f"{who}: the day to erase the data has come", {"n": "new day", "x": "erase"}, answered)


def ask_keep_until(app: Coach, client: Client) -> None:
    """A new day until which the data is kept, and why."""

    def with_day(day: str) -> None:
        if day <= app.today.isoformat():
            app.bottom.say("choose a day after today", "bad")
            return

        def with_reason(reason: str) -> None:
            work = lambda: keep_until(app.desk, client.uid, day, reason)  # noqa: E731
            write_typed(app, "keeping data", reason, work, ask)

        def ask(reason: str = "", error: str = "") -> None:
            ask_reason(app, "Why is it kept so long?", with_reason, needed=True, value=reason, error=error)

        ask()

    ask_day(app, f"Keep {app.client_name(client)}'s data until", with_day)


def ask_close(app: Coach, plan: Plan) -> None:
    """Ask for the outcome, and how long to keep the data where nothing says so; then close: one change."""
    engagement, client, years = plan.engagement.uid, plan.client, app.settings.retention_years
    unsaved = Unsaved(app, {"form": "line"})
    doing = "closing an engagement"

    def close(outcome: str, until: str) -> None:
        unsaved.forget()
        work = lambda: close_engagement(app.desk, engagement, outcome, until=until)  # noqa: E731
        write_typed(app, doing, outcome, work, ask)

    def with_outcome(text: str | None) -> None:
        if text is None:
            return
        if not years or client.raw.get("retention_on"):
            close(text, "")
            return
        unsaved.keep(doing, {"text": text})
        ask_day(
            app,
            f"Keep {app.client_name(client)}'s data until (empty: no day)",
            lambda day: close(text, day),
            value=_years_on(app.today, years).isoformat(),
            empty=True,
            after=app.today,
            left=unsaved.forget,
        )

    def ask(text: str = "", error: str = "") -> None:
        label = "Close the engagement today. What was reached?"
        app.bottom.prompt(label, text, callback=with_outcome, error=error)

    ask()


def _years_on(day: date, years: int) -> date:
    """The same day so many years on; for 29 February the 28th where there is none."""
    year = min(day.year + years, 9000)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
