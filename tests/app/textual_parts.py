"""The one file of the tests that knows private parts of Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from textual.strip import Strip

__all__ = [
    "ChopsUpdate",
    "LayoutUpdate",
    "bound_ids",
    "key_of",
    "painted",
    "strips_of",
    "widgets_have_looked",
]


def key_of(sign: str) -> str:
    """The name of the key that writes a sign."""
    return _character_to_key(sign)


async def widgets_have_looked(pilot: Pilot[Any]) -> None:
    """Wait until every widget has come to what was put into its queue before."""
    await pilot._wait_for_screen()


def strips_of(app: App[Any]) -> list[Strip]:
    """What is on the screen, line by line."""
    app.screen._refresh_layout()
    return app.screen._compositor.render_strips(app.size)


def painted(app: App[Any]) -> bool:
    """Whether what changes is painted, and nothing holds it back."""
    return app._batch_count == 0


def bound_ids(app: App[Any]) -> set[str | None]:
    """The ids of the app's bindings."""
    return {binding.id for found in app._bindings.key_to_bindings.values() for binding in found}
