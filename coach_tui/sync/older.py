"""What older commits of an encrypted practice still tell, here and at the remote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.errors import CoachError
from coach_tui.store import locked
from coach_tui.store.names import shown
from coach_tui.sync.git import Git
from coach_tui.sync.place import Place
from coach_tui.sync.repository import Repository
from coach_tui.sync.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach_tui.store.data_file import DataFile

OPENED = (
    "the remote's older commits still open with a key that was taken away: coach sync --anew lets go of them"
)


def older_told(file: DataFile, env: Mapping[str, str], recipients: tuple[str, ...]) -> str:
    """Say of a data file that is locked for these what was synced of it before it was; "" for nothing.

    Nobody is asked for a passphrase, and the remote is not looked at: another machine may have mended it.
    """
    place = Place(file.path)
    repository = Repository(Git(place.repository, env))
    try:
        if not place.there or not locked.keys_of(recipients):
            return ""
        if repository.holds_plain():
            return (
                f"what was synced before is plain text in {shown(place.folder)}, and at the remote "
                "unless another machine has encrypted it there: coach sync --anew encrypts it, or coach sync "
                "where that is done"
            )
        here = repository.here()
        shelf = Shelf(repository, file)
        shelf.recipients = recipients
        return OPENED if here and shelf.opens_for_others(here) else ""
    except CoachError:
        return ""  # git is not here, or refuses: sync says so
