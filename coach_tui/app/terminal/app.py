"""An app as this terminal needs it: keys in turn, few bytes out, and an end without a word of anybody's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import ModalScreen, Screen

from coach_tui.app.terminal.base import BaseApp
from coach_tui.app.terminal.private import IN_TURN, ChopsUpdate, LayoutUpdate
from coach_tui.app.terminal.quiet import QuietScreen
from coach_tui.app.terminal.sparing import Sparing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.filter import LineFilter

    from coach_tui.app.terminal.typeahead import KeysByQueue
    from coach_tui.app.widgets.drawing import LineDrawn


class TerminalApp(BaseApp):
    """What differs from Textual's own app, and nothing of coaching."""

    own_filters: Sequence[LineFilter] | None = None
    """What changes colours, where it is not to be what Textual would take."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: KeysByQueue | None = None

    def get_default_screen(self) -> Screen[Any]:
        """A screen on which a change of focus repaints little."""
        return QuietScreen(id="_default")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What changes the colours of everything that is drawn."""
        return super().get_line_filters() if self.own_filters is None else self.own_filters

    def get_driver_class(self) -> type[Driver]:
        """The terminal, asleep while nobody types, and not outlived; else Textual's own."""
        try:
            from coach_tui.app.terminal.driver import TerminalDriver
        except ImportError:
            return super().get_driver_class()
        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        """Keys one after the other, however fast they come."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            if getattr(event, "key", "") == "ctrl+z" and self.takes_text:
                self.to_the_shell()  # the commands' keys do not come so far
                return
            from coach_tui.app.terminal.typeahead import KeysByQueue, deliver

            if IN_TURN:
                await deliver(self, event)
                return
            if self._keys is None:
                self._keys = KeysByQueue(self, super().on_event)
            self._keys.take(event)
        else:
            if isinstance(event, events.MouseDown):
                self.bottom.pointed = True
            await super().on_event(event)

    def on_line_drawn_key_clicked(self, event: LineDrawn.KeyClicked) -> None:
        """A key that was clicked on is pressed."""
        from coach_tui.app.widgets.keys import key_event

        event.stop()
        self.post_message(key_event(event.key))

    def on_line_drawn_text_clicked(self, event: LineDrawn.TextClicked) -> None:
        """What can be said was clicked on: it is typed."""
        event.stop()
        self.bottom.put_in(event.text)

    def instead_of(self, update: RenderableType) -> Any:
        """Write what differs from what the terminal shows."""
        # an update of the compositor is told from what Rich draws by its class
        if isinstance(update, (ChopsUpdate, LayoutUpdate)) and self.terminal_shows.sure:
            return Sparing(update, self.terminal_shows)
        self.terminal_shows.forget()
        return update

    @property
    def takes_text(self) -> bool:
        """Whether keys are text now: in a form, or where something is asked."""
        return isinstance(self.screen, ModalScreen)

    def to_the_shell(self) -> bool:
        """Stop until the shell's fg; False where there is no shell: it would be stopped for ever."""
        jobs = os.getpgrp() != os.getsid(0)  # a job has a group of its own
        if jobs and not self.is_headless:
            self.action_suspend_process()
            return True
        return False

    def on_mount(self) -> None:
        """Back from the shell, or from an editor, nothing of the screen is there any more."""
        self.app_resume_signal.subscribe(self, lambda _: self.draw_anew())

    def draw_anew(self) -> None:
        """Write the whole screen again, over what something else has left on the terminal."""
        self.terminal_shows.forget()
        self.screen.refresh()

    def panic(self, *renderables: RenderableType) -> None:
        """Leave with one line that holds no client data; never a screen of local variables."""
        self.store_drafts()
        self.crash_line = self.note_crash()
        super().panic()
