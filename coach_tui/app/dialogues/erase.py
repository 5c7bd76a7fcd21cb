"""Erasing a client for good, and how long data is kept: what is asked in the bottom line."""

from __future__ import annotations

import os
from functools import partial

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_day, ask_line, ask_reason, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.changes.erase import check_typed, keep_until, other_files, still_named
from coach_tui.exchange.erasing import ErasedAll, erase_everywhere
from coach_tui.plan.client import Client
from coach_tui.plan.side import Side
from coach_tui.store.names import shown
from coach_tui.store.paths import config_path


async def ask_erase(coach: Coach, client: Client) -> None:
    """Erase a client for good, once the whole name was typed."""
    coach.refuse_names()
    apart = [os.path.basename(path) for path in other_files(coach.desk, client)]  # noqa: PTH119
    note = f", not from {shown(', '.join(apart))}" if apart else ""
    label = f"Erase for good, no undo{note}; whole name"
    typed = await ask_line(coach, label, check=partial(_not_whole, client))
    done = await coach.written(lambda: _erase(coach, client.uid, typed))
    coach.forget_client(client.uid)
    said = f"erased for good: {done.erased.records} records, out of {done.erased.backups} backups too"
    said += f", {done.dates} dates out of your calendar" if done.dates else ""
    said += f", out of {done.erased.reworded} of your holidays" if done.erased.reworded else ""
    others = still_named(coach.practice, client.name)
    if others:
        said += f"; still named in what is kept about {', '.join(others)}"
    if done.left:
        said += f"; not reached, and still named in {', '.join(map(shown, done.left))}"
    if done.unsure:
        said += f"; not reached: {', '.join(done.unsure)}"
    if done.synced:
        said += f"; not reached: {done.synced}"
    coach.bottom.say(said, "bad" if done.left or done.unsure or done.synced else "good")


def _not_whole(client: Client, text: str) -> str | None:
    return "type the whole name" if text_fault(partial(check_typed, client), text) else None


def _erase(coach: Coach, uid: str, typed: str) -> ErasedAll:
    from coach_tui.app.dialogues.other_calendar import configured

    return erase_everywhere(coach.desk, uid, typed, configured(coach), config_path(os.environ))


async def ask_retention(coach: Coach, client: Client) -> None:
    """The day to keep the data until has come: a new day with a reason, or erase."""
    question = f"{client.name}: the day to erase the data has come"
    if await choose(coach, question, {"n": "new day", "x": "erase"}) == "n":
        await ask_keep_until(coach, client)
    else:
        await ask_erase(coach, client)


async def ask_keep_until(coach: Coach, client: Client) -> None:
    """A new day until which the data is kept, and why."""
    day = await ask_day(coach, f"Keep {client.name}'s data until", Side.AHEAD, after=coach.today)
    ask = partial(ask_reason, coach, "Why is it kept so long?", needed=True)
    verb = partial(keep_until, coach.desk, client.uid, day)
    coach.said(await ask_and_write(coach, "keeping data", ask, verb, of=client.uid))
