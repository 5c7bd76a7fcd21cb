"""Syncing: asked for by its word, or by itself at the start and on leaving."""

from __future__ import annotations

from contextlib import suppress
from os import environ
from typing import TYPE_CHECKING

from coach_tui.app.dialogues.moves_panel import MovesPanel
from coach_tui.app.dialogues.questions import agrees, ask_line
from coach_tui.app.widgets.rows import Row
from coach_tui.plan.errors import BadInput, ChangedMeanwhile, CoachError
from coach_tui.plan.text import wrap

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.sync.outcome import Outcome


async def ask_sync(coach: Coach) -> None:
    """Sync now; a remote is asked for where none was named, and whether to join what was begun apart."""
    from coach_tui.sync.motion import Apart

    if coach.demo:
        raise BadInput("the demo is not synced")
    remote = ""
    if not coach.syncing.named:
        hint = "git@server:practice.git, or a path"
        remote = await ask_line(coach, f"Sync with ({hint})", check=_no_remote)
    try:
        outcome = await coach.syncing.run(remote=remote)
    except Apart as apart:
        from coach_tui.sync.whose import whose

        coach.refuse_names()  # those of the remote are none that are known here
        if not await _agrees(coach, whose(apart.here, apart.there)):
            coach.bottom.say("nothing was joined")
            return
        outcome = await coach.syncing.run(join=True)
    _say(coach, outcome)


async def _agrees(coach: Coach, lines: list[str]) -> bool:
    """Show what is whose, and ask whether it is to be joined."""
    panel = MovesPanel(coach)
    rows = [Row(None, ["This data file and the remote were begun apart"], heading=True)]
    rows += [Row(None, [row]) for line in lines for row in wrap(line, coach.size.width - 6)]
    panel.show(rows)
    try:
        return await agrees(coach, "Join them?", "join", "leave it")
    finally:
        panel.close()


async def sync_at_start(coach: Coach) -> None:
    """Sync where the configuration says so; that the remote is away is no fault."""
    if not coach.settings.sync_at_start or not coach.syncing.named:
        return
    try:
        outcome = await coach.syncing.run(seconds=coach.settings.sync_seconds)
    except ChangedMeanwhile as error:
        if not coach.bottom.active:
            coach.bottom.say(f"not synced: {error}")
        return
    if not coach.bottom.active:
        _say(coach, outcome)


async def sync_on_leaving(coach: Coach) -> None:
    """Sync before leaving, where the configuration says so; what keeps it from that keeps nobody here."""
    if coach.syncing.going:  # asked to leave once more
        coach.syncing.stop()
        return
    if coach.settings.sync_on_leaving and coach.syncing.named:
        with suppress(CoachError):
            await coach.syncing.run(seconds=coach.settings.sync_seconds)


def _no_remote(text: str) -> str | None:
    from coach_tui.sync.beginning import address_of

    try:
        address_of(text, environ)
    except BadInput as error:
        return str(error)
    return None


def _say(coach: Coach, outcome: Outcome) -> None:
    from coach_tui.sync.outcome import line_of

    coach.bottom.say(line_of(outcome, app=True), "good")
