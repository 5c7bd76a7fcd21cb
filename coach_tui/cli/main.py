"""`coach`: finds the command and runs it. Only the command that was asked for is imported."""

from __future__ import annotations

import os
import sys

from coach_tui.cli.commands import COMMANDS as COMMANDS
from coach_tui.cli.commands import overview as overview
from coach_tui.cli.context import Context
from coach_tui.cli.exits import Exit, error_line, noted, status_of
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence
    from typing import Any, NoReturn, Protocol, TextIO

    from coach_tui.cli.keeping import Keeper
    from coach_tui.cli.parser import Parser

    class Command(Protocol):
        """What a command's module holds."""

        HELP: str

        def arguments(self, parser: ArgumentParser) -> None:
            """Adds the command's own arguments."""

        def run(self, args: Namespace | Switches, context: Context) -> int:
            """Does it; returns the exit status."""


class Switches:
    """What argparse would give for a command line of switches alone."""

    def __init__(self, given: Mapping[str, bool]) -> None:
        for flag, value in given.items():
            setattr(self, flag.removeprefix("--"), value)


_DATED = ("--due", "--from", "--on", "--to", "--today", "--until")
"""The options that take a day."""


def entry(keeper: Keeper | None = None) -> int:
    """The whole program: real arguments and streams, on which no library warns; a closed one is empty.

    `keeper` hears what is printed, and keeps it for the next time.
    """
    if not sys.warnoptions:
        import warnings

        warnings.simplefilter("ignore")
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w"))  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        _substitute(stream)
    streams: Any = (sys.stdout, sys.stderr) if keeper is None else (keeper.stdout, keeper.stderr)
    status: int = Exit.INTERRUPTED
    try:
        status = main(sys.argv[1:], os.environ, sys.stdin, *streams)
    except KeyboardInterrupt:  # once more, while the first was being told
        return status
    finally:
        if keeper is not None:
            keeper.keep(status)
    if "threading" not in sys.modules:  # nothing else goes on
        _leave(status)
    return status


def _leave(status: int) -> NoReturn:
    """Ends the process without taking apart what was read: with many clients a quarter of all the time."""
    import atexit

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue  # nobody takes it: that was told before
    os._exit(status)


def _substitute(stream: TextIO) -> None:
    """Writes what the terminal's encoding does not have as something as wide; the app writes there, too."""
    if not hasattr(stream, "reconfigure"):
        return
    errors = "replace"
    if not (stream.encoding or "").lower().startswith("utf"):
        import codecs

        from coach_tui.plan.substitutes import NEAREST, nearest

        codecs.register_error(NEAREST, nearest)
        errors = NEAREST
    stream.reconfigure(errors=errors)


def main(
    argv: Sequence[str],
    env: Mapping[str, str] | None = None,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Runs one command line and returns its exit status; whatever happens, at most one line of error."""
    os.umask(0o077)
    streams = (stdin or sys.stdin, stdout or sys.stdout, stderr or sys.stderr)
    context = Context(os.environ if env is None else env, *streams)
    status: int = Exit.DONE
    try:
        status = _run(list(argv), context)
        for line in context.at_one_time():
            context.say(line)
    except (Exception, KeyboardInterrupt) as error:
        context.flush()
        made = context.written and not context.several
        status = status_of(error, made=made)
        if line := error_line(error, made=made, written=context.written):
            context.say(line)
        return status
    context.flush()
    if half_done := context.half_done:
        context.say(noted(half_done) if context.written else half_done)
    for line in context.take_left():
        context.say(line)
    if context.doubt:
        context.say(noted(context.doubt))
    if upgraded := context.take_upgraded():
        context.say(noted(upgraded))
    if context.output_fault:
        context.say(noted(context.output_fault) if context.written else context.output_fault)
        if status == Exit.DONE and not context.written:
            status = Exit.DATA_FILE
    return status


def _run(argv: list[str], context: Context) -> int:
    argv = _joined(argv)
    given, name, rest = _split(argv)
    if name is None:
        if "help" in given:
            context.out(overview())
            return Exit.DONE
        if "version" in given:
            from coach_tui import __version__

            context.out(f"coach-tui {__version__}")
            return Exit.DONE
        from coach_tui.cli.start import start

        _take(context, given.get("--data"), given.get("--today"))
        return start(context)
    if name not in COMMANDS:
        raise BadInput(_unknown(name))
    command = _module(name)
    flags = getattr(command, "FLAGS", ())
    if flags and "help" not in given and all(word in flags for word in rest):
        # The quickest commands do without argparse, where nothing but their own switches is given.
        _take(context, given.get("--data"), given.get("--today"))
        return command.run(Switches({flag: flag in rest for flag in flags}), context)
    parser = parser_of(name, context.help_width)
    if "help" in given or _wants_help(rest):
        context.out(parser.format_help().rstrip())
        return Exit.DONE
    args = parser.parse(rest)
    _take(context, args.data or given.get("--data"), args.today or given.get("--today"))
    return command.run(args, context)


def _take(context: Context, data: str | None, today: str | None) -> None:
    context._data = data
    context._today = today
    context.use_keys()


def _split(argv: list[str]) -> tuple[dict[str, str], str | None, list[str]]:
    """The options before the command, the command's name, and everything after it.

    Raises:
        BadInput: for an option that is not known there, or that lacks its value.
    """
    given: dict[str, str] = {}
    while argv:
        word, *argv = argv
        option, equals, value = word.partition("=")
        if option in ("--data", "--today"):
            if not equals:
                if not argv:
                    raise BadInput(f"{option} needs a value; coach --help shows how")
                value, *argv = argv
            given[option] = value
        elif word in ("-h", "--help"):
            given["help"] = word
        elif word == "--version":
            given["version"] = word
        elif word.startswith("-"):
            raise BadInput(f"{clean(word)[:40]} is not known; coach --help lists what is")
        else:
            return given, word, argv
    return given, None, []


def _joined(argv: list[str]) -> list[str]:
    """Ties a day such as -1w to the option before it, which argparse would take for another option."""
    result: list[str] = []
    for word in argv:
        if result and result[-1] in _DATED and word[:1] == "-" and word[1:2].isdigit():
            result[-1] += f"={word}"
        else:
            result.append(word)
    return result


def _wants_help(rest: list[str]) -> bool:
    options = rest[: rest.index("--")] if "--" in rest else rest
    return "-h" in options or "--help" in options


def _module(name: str) -> Command:
    from importlib import import_module

    command: Command = import_module(f"coach_tui.cli.{COMMANDS[name][0]}")
    return command


def parser_of(name: str, width: int = 80) -> Parser:
    """The argument parser of a command; its help is `width` cells wide."""
    from coach_tui.cli.parser import build_parser

    command = _module(name)
    return build_parser(name, command.HELP, command.arguments, width)


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), COMMANDS, n=1, cutoff=0.5)
    shown = clean(name)
    shown = f"{shown[:30]}…" if len(shown) > 30 else shown
    hint = f"did you mean {near[0]}?" if near else "coach --help lists them"
    return f"there is no command “{shown}”; {hint}"
