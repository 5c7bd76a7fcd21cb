"""The argument parser of one command; its errors are one line each."""

from __future__ import annotations

from argparse import ArgumentParser, HelpFormatter
from functools import partial

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn


class Parser(ArgumentParser):
    """An argparse parser that raises BadInput where argparse would print and exit."""

    def error(self, message: str) -> NoReturn:
        said = clean(message)
        said = f"{said[:200]}…" if len(said) > 200 else said
        raise BadInput(f"{said}; {self.prog} --help shows how")


def build_parser(
    name: str, line: str, arguments: Callable[[ArgumentParser], None], width: int = 80
) -> Parser:
    """The parser of a command: its own arguments, then those that every command takes.

    `width` is how many cells wide its help may be, within reason. Told it, argparse need not import what asks
    the terminal.
    """
    layout = partial(HelpFormatter, width=min(max(width, 40), 100) - 2, max_help_position=26)
    parser = Parser(
        prog=f"coach {name}", description=line, add_help=False, allow_abbrev=False, formatter_class=layout
    )
    arguments(parser)
    general = parser.add_argument_group("for every command")
    general.add_argument("--data", metavar="FILE", help="the data file")
    general.add_argument("--today", metavar="DATE", help="the date taken as today")
    general.add_argument("-h", "--help", action="store_true", help="show this and stop")
    return parser
