"""A page that is read from top to bottom, with the keys that move in it."""

from __future__ import annotations

from textual.app import ComposeResult

from coach_tui.app.places.place import Place
from coach_tui.app.widgets.detail import Detail


class ReadingPage(Place):
    """One detail, as large as the screen."""

    of_plan = False

    def __init__(self) -> None:
        super().__init__()
        self.detail = Detail()

    def compose(self) -> ComposeResult:
        """The page alone."""
        yield self.detail

    def do_down(self) -> None:
        """Down a line."""
        self.detail.shift(1)

    def do_up(self) -> None:
        """Up a line."""
        self.detail.shift(-1)

    def do_page_down(self) -> None:
        """Down a page."""
        self.detail.page(1)

    def do_page_up(self) -> None:
        """Up a page."""
        self.detail.page(-1)

    def do_first(self) -> None:
        """To the top."""
        self.detail.page(-10_000)

    def do_last(self) -> None:
        """To the end."""
        self.detail.page(10_000)
