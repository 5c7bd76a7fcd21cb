"""The practice on several machines, as the app syncs it: in a thread of its own, which blocks no key."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from coach_tui.plan.errors import ChangedMeanwhile

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach
    from coach_tui.sync.motion import Sync
    from coach_tui.sync.outcome import Outcome


class Syncing:
    """The one sync that may be under way; it has a desk of its own, so that writing goes on meanwhile."""

    def __init__(self, coach: Coach) -> None:
        self._coach = coach
        self._going: Sync | None = None

    @property
    def going(self) -> bool:
        """Whether one is under way."""
        return self._going is not None

    @property
    def named(self) -> bool:
        """Whether a remote was named for this data file; one look at the disk."""
        from coach_tui.sync.place import Place

        return not self._coach.demo and Place(self._coach.desk.store.path).there

    async def run(self, *, seconds: float | None = None, join: bool = False, remote: str = "") -> Outcome:
        """Sync, then show what is in the file now; `remote` is named first, where it is given.

        Raises:
            CoachError: as `Sync.run` does.
        """
        from coach_tui.changes.desk import Desk
        from coach_tui.sync.setting_up import sync_of

        if self._going is not None:
            raise ChangedMeanwhile("a sync is under way already: wait for it")
        coach = self._coach
        loop = asyncio.get_running_loop()

        def say(doing: str) -> None:
            loop.call_soon_threadsafe(self._progress, doing)

        desk = Desk(coach.desk.store.path, coach.desk.clock)
        sync = sync_of(desk, coach.settings, os.environ, seconds=seconds, say=say)
        sync.join = join
        self._going = sync
        try:
            outcome = await asyncio.to_thread(_begun, sync, remote)
        finally:
            self._going = None
        for client in outcome.erased_here:
            coach.forget_client(client)
        await coach.written(_nothing)
        return outcome

    def stop(self) -> None:
        """Give up what is under way: nothing is lost, and the next one goes on from there."""
        if self._going is not None:
            self._going.repository.git.stop()

    def _progress(self, doing: str) -> None:
        if self._going is not None and not self._coach.bottom.active:
            self._coach.bottom.say(f"syncing: {doing}…")


def _begun(sync: Sync, remote: str) -> Outcome:
    from coach_tui.sync.beginning import address_of, begin, or_as_before

    was: str | bool = False
    if remote:
        was = sync.place.there and sync.repository.remote
        sync.afresh = True
        begin(sync.place, sync.repository, address_of(remote, os.environ), sync.desk.store)
    with or_as_before(sync.repository, was):
        return sync.run()


def _nothing() -> None:
    """No verb: what another program has written is shown."""
