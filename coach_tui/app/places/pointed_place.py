"""What the mouse does in a place where none of its parts does something by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.widget import Widget

from coach_tui.app.widgets.drawing import NOTCH

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach


class PointedPlace(Widget):
    """The mouse's part of a place."""

    @property
    def left_alone(self) -> bool:
        """Whether a click does nothing in it, because something else is asked."""
        bottom = cast("Coach", self.app).bottom
        return bottom.active and not bottom.browsing

    def wheeled(self, lines: int) -> None:
        """The wheel turned by so many lines over a part that does not scroll by itself."""

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Further down."""
        event.stop()
        self.wheeled(NOTCH)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Further up."""
        event.stop()
        self.wheeled(-NOTCH)
