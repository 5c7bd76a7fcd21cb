"""A screen on which a change of focus repaints the two widgets concerned and nothing else."""

from __future__ import annotations

from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget


class QuietScreen(Screen[ScreenResultType]):
    """A screen whose change of focus does not repaint all of it, as Textual's own does."""

    AUTO_FOCUS = ""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class QuietModal(ModalScreen[ScreenResultType]):
    """The same for a dialogue; it covers what is below, so that nothing of that is drawn."""

    AUTO_FOCUS = ""

    DEFAULT_CSS = """
    QuietModal {
        background: $background;
        overflow: hidden hidden;
        &:ansi { background: ansi_default; }
    }
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
