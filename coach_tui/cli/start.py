"""Starting the app: the only place of the command line that knows of it."""

from __future__ import annotations

from coach_tui.plan.errors import BadInput
from coach_tui.store import keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from coach_tui.changes.desk import Desk
    from coach_tui.cli.context import Context


def need_terminal(context: Context) -> None:
    """Refuses to start the app where it cannot be seen or used.

    Raises:
        BadInput: when a stream is no terminal, or the terminal cannot draw.
    """
    if not (context.is_tty and context.can_ask):
        raise BadInput("the app needs a terminal; in a pipe use coach today")
    if context.env.get("TERM", "") in ("", "dumb", "unknown"):
        raise BadInput("the app needs a terminal that can draw (TERM is not set, or dumb); use coach today")


def theme_faults(context: Context) -> list[str]:
    """What is wrong with the coach's own themes; where there are none of these, nothing is looked at."""
    from coach_tui.store.paths import config_path

    if not context.settings.theme and not (config_path(context.env).parent / "themes").is_dir():
        return []
    from coach_tui.app.opening import theme_faults as found

    return found(context.settings, context.env)


def start(context: Context, desk: Desk | None = None, *, demo: Callable[[], None] | None = None) -> int:
    """Runs the app on the desk and returns its exit status. `demo` takes away what a demo has made.

    Data file and configuration are read first: what cannot be used is refused before anything is drawn.
    """
    need_terminal(context)
    desk = desk or context.desk
    desk.practice()
    keys.current().ask = None  # from here on the screen is the app's
    settings = context.settings
    asked = None
    if not settings.theme:
        from coach_tui.app.terminal import background

        asked = background.begin(context.env)
    try:
        from coach_tui.app.opening import run

        return run(desk, settings=settings, demo=demo, asked=asked)
    finally:
        if asked is not None:
            asked.end()
