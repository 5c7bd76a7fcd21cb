"""The other calendar: read what was changed there, accept it, and write the plans' dates into it.

The folder is the one that the configuration names as `vdir`. Reading and writing are off the event loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.calendar import accept
from coach_tui.exchange.vdir import Written, read_folder, write_folder
from coach_tui.settings import minutes_before

if TYPE_CHECKING:
    from coach_tui.app.app import CoachApp
    from coach_tui.app.places.calendar_changes import CalendarChanges
    from coach_tui.exchange.ics import Read
    from coach_tui.plan.calendar_changes import Proposal
    from coach_tui.plan.errors import CoachError

PLACE = "calendar_changes"


def _folder(app: CoachApp) -> str:
    """The folder, or "" with a word to the coach."""
    if app.demo:
        app.bottom.say("the demo leaves your calendar alone", "bad")
        return ""
    if not app.settings.vdir:
        app.bottom.say('no calendar is set: vdir = "~/calendars/coaching" in config.toml, say', "bad")
        return ""
    return configured(app)


def configured(app: CoachApp) -> str:
    """The folder that the configuration names, "" for none; the demo has none."""
    from os import environ

    from coach_tui.store.paths import expanded

    named = "" if app.demo else app.settings.vdir
    return str(expanded(named, environ)) if named else ""


def _failed(app: CoachApp, error: CoachError) -> None:
    app.bottom.say(f"the calendar's folder (vdir) {error}", "bad")


def _place(app: CoachApp) -> CalendarChanges:
    from coach_tui.app.places.calendar_changes import CalendarChanges

    place = app.places.get(PLACE)
    assert isinstance(place, CalendarChanges)
    return place


def show_changes(app: CoachApp) -> None:
    """Read the calendar, then show what was changed in it."""
    folder = _folder(app)
    if not folder:
        return

    def shown(read: Read) -> None:
        app.calendar_read = read
        app.go(PLACE)

    app.write(lambda: read_folder(folder), shown, lambda error: _failed(app, error))


def accept_change(app: CoachApp, proposal: Proposal, others: list[Proposal]) -> None:
    """Accept a change; ask first whether what comes after it moves along, unless that was moved there too."""
    moving = {other.item.record for other in others}
    follow = [uid for uid, _, _ in proposal.after if uid not in moving]

    def take(together: bool) -> None:
        uids = {proposal.item.uid} if together else set()
        app.write(lambda: accept(app.desk, [proposal], with_dependents=uids), app.said)

    if proposal.done or not follow or len(follow) < len(proposal.after):
        take(False)
        return

    def answered(answer: str | None) -> None:
        if answer is not None:
            take(answer == "d")

    answers = {"o": "only this", "d": f"with {len(follow)} after it"}
    app.bottom.ask(f"Accept {proposal.change(app.today)}", answers, answered)


def write_calendar(app: CoachApp) -> None:
    """Bring the calendar to what the plans say; what was moved there and not accepted stays."""
    folder = _folder(app)
    if not folder:
        return
    settings = app.settings
    put_back = _place(app).put_back if PLACE in app.places else set()

    def work() -> Written:
        return write_folder(
            folder,
            app.desk.practice(),
            app.today,
            names=settings.calendar_names,
            alarm=minutes_before(settings.calendar_alarm),
            put_back=put_back,
        )

    def told(done: Written) -> None:
        said = f"calendar written: {done.new} new, {done.changed} changed, {done.removed} removed"
        if done.waiting:
            said += f" · {len(done.waiting)} moved there, not accepted"
        elif done.said:
            said += f" · {len(done.said)} left alone"
        app.bottom.say(said, "good")
        if PLACE in app.places:
            place = _place(app)
            place.passed.clear()
            if app.place_id == PLACE:
                show_changes(app)

    app.write(work, told, lambda error: _failed(app, error))
