"""The formats that `coach import` reads, each in a module of its own, and which of them something is.

A module says what its format is called (`NAME`) and which options it takes (`OPTIONS`), whether something
given is one (`recognises`), and takes it in (`take`): reads within bounds, shows what was taken for what,
asks, and stores it as one change. The first one that recognises it has it; a plan file comes last.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from coach_tui.plan.errors import BadInput

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any, Protocol

    from coach_tui.cli.context import Context
    from coach_tui.cli.given import Given
    from coach_tui.store.journal import Entry

    Taken = tuple[Entry | None, dict[str, Any]]
    """The change, None where there was nothing to do, and what programs are told beside it."""

    class Format(Protocol):
        """What each of the modules holds."""

        NAME: str
        OPTIONS: frozenset[str]

        def recognises(self, given: Given, args: Namespace) -> bool: ...
        def take(self, given: Given, args: Namespace, context: Context) -> Taken: ...


MODULES = (
    "import_360",
    "calendar_in",
    "import_reply",
    "import_clients",
    "import_export",
    "import_words",
    "import_plan",
)
"""The modules in the order in which they are asked: what an option or a name tells comes first."""
WHERE = {
    "--replace": "plan files and whole exports",
    "--by": "plan files, whole exports and calendars",
    "--why": "plan files, whole exports and calendars",
    "--yes": "plan files, calendars, client lists, replies and answers to a round",
    "--column": "tables (CSV): a list of clients, or answers to a round with --as 360",
    "--dates": "lists of clients",
    "--on": "replies",
    "--client": "replies, and answers to a round with --as 360",
    "--plan": "replies, and answers to a round with --as 360",
    "--as": "files that hold a reply or the answers to a round",
    "--round": "--as 360",
    "--group-column": "--as 360",
    "--group": "--as 360",
    "--scale": "--as 360",
}
"""Where each option that is about what a file holds belongs."""


def format_of(given: Given, args: Namespace) -> Format:
    """The format of something given.

    Raises:
        BadInput: it cannot be read, or an option does not go with it.
    """
    for name in MODULES:
        found = cast("Format", import_module(f"coach_tui.cli.{name}"))
        if found.recognises(given, args):
            check_options(args, found.NAME, found.OPTIONS)
            return found
    raise BadInput("nothing that coach import reads")


def check_options(args: Namespace, name: str, allowed: frozenset[str]) -> None:
    """Refuses options that mean nothing for a format.

    Raises:
        BadInput: with the first of them, and what it goes with.
    """
    for option, where in WHERE.items():
        if option not in allowed and getattr(args, _place(option)):
            raise BadInput(f"{option} goes with {where}; this is {name}")


def _place(option: str) -> str:
    return "kind" if option == "--as" else option.lstrip("-").replace("-", "_")
