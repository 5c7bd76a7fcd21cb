"""What is done at once, without a question: copy (y), hide names (i), undo (u), redo, go to the shell."""

from __future__ import annotations

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.drafts import ask_about_drafts
from coach_tui.app.widgets.drawing import cut
from coach_tui.changes import undo as verbs
from coach_tui.plan.fields import quote
from coach_tui.store.journal import Entry

SHOWN = 24
"""Cells of the text that the message quotes."""


def copy_selection(coach: Coach) -> None:
    """Copy what is selected, and say what that was."""
    text = coach.place.copy_text()
    if not text:
        coach.bottom.say("nothing is selected that could be copied")
        return
    coach.copy_to_clipboard(text)
    lines = text.count("\n") + 1
    first = cut(text.partition("\n")[0].strip(), SHOWN, coach.ascii_only)
    more = f" and {lines - 1} more line{'s' if lines > 2 else ''}" if lines > 1 else ""
    coach.bottom.say(f"copied {quote(first)}{more}, as far as the terminal allows it", "good")


async def hide_names(coach: Coach) -> None:
    """Hide names, or show them; that lasts until it is asked for again, over a restart too."""
    hidden = not coach.practice.tells()
    coach.bottom.say("names are hidden" if hidden else "names are shown")
    await coach.hide_names(hidden)
    if coach.drafts.withheld and not hidden:
        coach.drafts.withheld = False
        await ask_about_drafts(coach)


async def show_names(coach: Coach) -> None:
    """Show names again, where they are hidden."""
    if coach.practice.tells():
        await hide_names(coach)
    else:
        coach.bottom.say("names are shown already")


async def keep_names_hidden(coach: Coach) -> None:
    """Hide names; whoever says so by its name while they are hidden means just that."""
    if coach.practice.tells():
        coach.bottom.say("names are hidden already", hint=f"{coach.key_of('hide_names')} shows them")
    else:
        await hide_names(coach)


async def undo(coach: Coach) -> None:
    """Take the last change back; the cursor goes to a row that comes back with it."""
    before = coach.place.listed
    entry = await coach.written(lambda: verbs.undo(coach.desk))
    _go_to_new(coach, entry, before)
    coach.say_done(f"took back: {coach.practice.shown(entry.what)}", f"{coach.key_of('redo')} makes it again")


def _go_to_new(coach: Coach, entry: Entry, before: set[str]) -> None:
    """Put the cursor on the first record of a change that has a row now and had none."""
    new = coach.place.listed - before
    uid = next((op["uid"] for op in entry.ops if op["uid"] in new), "")
    if uid:
        coach.place.show_record(uid)


async def redo(coach: Coach) -> None:
    """Make again what was taken back."""
    before = coach.place.listed
    entry = await coach.written(lambda: verbs.redo(coach.desk))
    _go_to_new(coach, entry, before)
    coach.say_done(f"made again: {coach.practice.shown(entry.what)}")


def to_the_shell(coach: Coach) -> None:
    """Leave the terminal to the shell until its fg."""
    if not coach.to_the_shell():
        coach.bottom.say("there is no shell to go back to; q leaves")
