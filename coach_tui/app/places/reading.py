"""A page that is read from top to bottom, with the keys that move in it; it shows what it is given."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

from textual.app import ComposeResult

from coach_tui.app.places.place import Place
from coach_tui.app.widgets.detail import Detail, Line

Given = TypeVar("Given")


class ReadingPage(Place, Generic[Given]):
    """One detail, as large as the screen. What it was given was made with names, whose they may be."""

    of_plan = False
    names_people = True
    covered = False
    """Whether it stands empty while names are hidden."""
    given: Given | None = None
    """What it shows, None before it was given anything."""
    _seen: object = None

    def __init__(self) -> None:
        super().__init__()
        self.detail = Detail()

    def take(self, given: object) -> None:
        """Show this."""
        self.given = cast("Given", given)

    def lines(self, given: Given) -> list[Line]:
        """The page."""
        raise NotImplementedError

    def load(self) -> None:
        """Show it; the page stays where it is while it shows the same."""
        same = self._seen is self.given and not self.covered
        self._seen, self.covered = self.given, False
        self.detail.show(self.lines(self.given) if self.given is not None else [], keep_place=same)

    def cover(self) -> None:
        """Show nothing of it."""
        self.covered = True
        self.detail.show([Line("", "Names are hidden.")])

    def compose(self) -> ComposeResult:
        """The page alone."""
        yield self.detail

    def step(self, rows: int, pages: int = 0) -> None:
        """Through the page."""
        self.detail.shift(rows, pages)
