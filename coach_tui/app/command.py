"""A command: one declaration gives key, footer text, palette entry, help line, id, and where it is done."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from textual.widget import Widget

    from coach_tui.app.coach import Coach

    Does = Callable[[Coach], Coroutine[Any, Any, None] | None]
    Made = Callable[[], Widget]

GO, DO, MOVE, SEE = "Go", "Do", "Move", "See"


class Command(NamedTuple):
    """Something the coach can ask for.

    `id` names it for remapping, `keys` are Textual key names separated by commas, `label` is the word in
    the footer, `help` the sentence in help and palette.

    It is done by the place that is shown where that has a method `do_<id>`, else by `does`; one that has a
    `place` shows that, made when it is first asked for. A `page` is a place that leads back to the one it was
    asked for from.
    """

    id: str
    keys: str
    label: str
    help: str
    group: str = DO
    palette: bool = True
    does: Does | None = None
    place: Made | None = None
    page: bool = False
