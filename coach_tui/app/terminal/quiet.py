"""Screens that paint no more than they must.

Textual's own paint all of themselves when the focus moves, and three or four times when they come to the
front: laid out, resized, styled, refreshed. Over a slow line each of these is a page.
"""

from __future__ import annotations

import asyncio
from contextlib import ExitStack

from textual import events
from textual.await_complete import AwaitComplete
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget

from coach_tui.app.terminal.private import QUIET_FOCUS


class QuietScreen(Screen[ScreenResultType]):
    """A screen that repaints only the widgets concerned when the focus moves, and once when it comes up."""

    AUTO_FOCUS = ""

    if QUIET_FOCUS:
        focused: Reactive[Widget | None] = Reactive(None, repaint=False)
        """As Textual's, but a change does not repaint the whole screen."""

    _held: ExitStack | None = None
    _seen = False
    _leaving = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Hold back painting until what was set off by coming to the front is done."""
        if not self._seen:
            # All that stands on it was styled a moment ago, when it was put there.
            event.refresh_styles = False
        self._seen = True
        if self._hold():
            # once for the layout, once for what children do when they learn their size
            self.call_after_refresh(self.call_after_refresh, self._raise)

    def on_screen_suspend(self) -> None:
        """Never leave the terminal held; while this screen is going, its end comes soon enough."""
        if not self._leaving:
            self._drop()

    def on_unmount(self) -> None:
        """Never leave the terminal held."""
        if self._leaving:
            # the app is waiting for this end; what it does then is to be painted with the rest
            self.app.call_later(self._gone)
        else:
            self._drop()

    def _hold(self) -> bool:
        if self._held is not None:
            return False
        self._held = ExitStack()
        self._held.enter_context(self.app.batch_update())
        return True

    def _raise(self) -> None:
        if self._held is not None and not self._leaving:
            self._drop()
            self.refresh()

    def _gone(self) -> None:
        self._drop()
        if self.app.screen_stack:
            self.app.screen.refresh()

    def _drop(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.close()


class QuietModal(QuietScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """The same for a dialogue; it covers what is below, so that nothing of that is drawn."""

    DEFAULT_CSS = """
    QuietModal {
        background: $background;
        overflow: hidden hidden;
        &:ansi { background: ansi_default; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.gone = asyncio.Event()
        """Whether it was left, and what is below can be used again."""

    def on_unmount(self) -> None:
        """It is gone."""
        self.gone.set()

    @property
    def ready(self) -> bool:
        """Whether it can be typed into: it is there, and not going."""
        return self.is_mounted and not self._leaving

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave; what is below is painted once, when this screen is gone."""
        if not self.app.is_screen_installed(self):
            self._leaving = True
            self._hold()
        return super().dismiss(result)
