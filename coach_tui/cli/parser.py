"""The argument parser of one command; its errors are one line each."""

from __future__ import annotations

from argparse import ArgumentParser, HelpFormatter
from functools import partial

from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from typing import NoReturn


class Parser(ArgumentParser):
    """An argparse parser that raises BadInput where argparse would print and exit."""

    def parse(self, words: Sequence[str]) -> Namespace:
        """Reads a command's arguments; one that may be left out may also stand behind options.

        argparse settles that it was left out as soon as an option follows the argument before it.

        Raises:
            BadInput: an argument is missing, unknown or not what it may be.
        """
        found, left = self.parse_known_args(words)
        for action in self._actions:
            optional = not action.option_strings and action.nargs == "?" and not action.choices
            if optional and left and _is_word(left[0]) and getattr(found, action.dest) == action.default:
                setattr(found, action.dest, left.pop(0))
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found

    def error(self, message: str) -> NoReturn:
        """Raises BadInput with a line that names the command's help."""
        said = clean(message)
        said = f"{said[:200]}…" if len(said) > 200 else said
        raise BadInput(f"{said}; {self.prog} --help shows how")


def _is_word(text: str) -> bool:
    """Whether an argument is no option: a number may have a minus."""
    return text[:1] != "-" or text[1:2].isdigit() or text == "-" or " " in text


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
