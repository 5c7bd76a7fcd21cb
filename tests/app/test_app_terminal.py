"""What stands between Textual and the terminal, as the app sets it up."""

from __future__ import annotations

from coach_tui.changes.desk import Desk
from tests.app.app_kit import opened


async def test_nothing_is_animated(example: Desk) -> None:
    async with opened(example) as k:
        assert k.app.animation_level == "none"
