"""The remote's history begun anew: one commit of the practice as it stands, and nothing from before it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from coach_tui.sync.address import path_of
from coach_tui.sync.git import Failed, Overtaken
from coach_tui.sync.gone import SUBJECT, digests_in, said
from coach_tui.sync.motion import TRIES, Busy
from coach_tui.sync.repository import ANEW

if TYPE_CHECKING:
    from coach_tui.sync.motion import Sync

_NAMED = 2_000
"""How many of the commits that go it names, so that other machines find what theirs goes on from."""
_EACH = 1_000
"""How many of them are named one by one; of the older ones there is one here and there."""


def begin_anew(sync: Sync, *, synced: bool = False) -> str:
    """Begin the history anew, here and at the remote; what every machine has is merged first.

    With `synced` that was done just now, and needs no other look at the remote. The other machines follow at
    their next sync: the new commit names those it goes on from. Returns what is to be told of what the remote
    itself has to let go of, "" where it has.

    Raises:
        what `Sync.run` does.
    """
    sync.relock = True
    for number in range(TRIES):
        if number or not synced:
            sync.run()
        with sync.place.alone(), contextlib.suppress(Overtaken):
            if _begun(sync):
                return _forget_there(sync)
    raise Busy


def _begun(sync: Sync) -> bool:
    """Put one commit in the place of the history; False where somebody else has sent one meanwhile."""
    repository = sync.repository
    tip = repository.tip  # one that is newer at the remote overtakes what is sent
    if tip is None or not sync.stands_for(tip):
        return False
    before = to_name([*repository.history(tip), *repository.goes_on_from(tip)])
    gone = {one for _, text in repository.messages(tip) for one in digests_in(text)}
    lines = [f"{SUBJECT}, begun anew", "", *(f"{ANEW}{one}" for one in before), said(gone)]
    message = "\n".join(lines).strip()
    commit = sync.shelf.again(tip, message)
    repository.push(commit, over=tip)
    sync.stand_on(commit, tip)
    repository.forget_history()
    return True


def to_name(before: list[str]) -> list[str]:
    """Of what a history held, and what it went on from itself (newest first), the commits that are named.

    Whoever has not synced through several such beginnings has one of them yet, or one before it.
    """
    if len(before) <= _NAMED:
        return before
    older = before[_EACH:]
    room = _NAMED - _EACH
    # the oldest stays: whoever has any of them has that one
    return before[:_EACH] + [older[(number * len(older)) // room - 1] for number in range(1, room + 1)]


def _forget_there(sync: Sync) -> str:
    """Have a remote that is a folder of this machine let go of the commits nothing leads to any more."""
    path = path_of(sync.repository.remote)
    if path is not None and path.is_dir():
        try:
            sync.repository.git.at(path).run("gc", "--quiet", "--prune=now")
        except Failed:
            return "the remote keeps its older objects until it is cleaned: git gc --prune=now there"
        return ""
    return (
        "the server keeps the older objects until it cleans up by itself: run git gc --prune=now there, or "
        "ask who keeps it"
    )
