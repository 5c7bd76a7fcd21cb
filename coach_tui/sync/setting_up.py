"""What a sync needs, from the desk, the configuration and the environment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.store.paths import config_path, expanded
from coach_tui.store.remains import REPORTS
from coach_tui.sync.git import Git
from coach_tui.sync.motion import Sync
from coach_tui.sync.own import OwnFiles
from coach_tui.sync.place import Place
from coach_tui.sync.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach_tui.changes.desk import Desk
    from coach_tui.settings import Settings


def sync_of(
    desk: Desk,
    settings: Settings,
    env: Mapping[str, str],
    *,
    can_ask: bool = False,
    seconds: float | None = None,
    say: Callable[[str], object] = str,
) -> Sync:
    """A sync of the data file on this desk; whether a remote was named, its `place` tells."""
    place = Place(desk.store.path)
    config = config_path(env)
    reports = Path(place.target).parent / REPORTS if settings.sync_reports else None
    calendar = str(expanded(settings.vdir, env)) if settings.vdir else ""
    repository = Repository(Git(place.repository, env, seconds=seconds, can_ask=can_ask))
    return Sync(desk, place, repository, OwnFiles(config, reports), calendar, config, say)
