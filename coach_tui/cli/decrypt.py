"""`coach decrypt`: takes the encryption back, or shows what is in an encrypted file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.cli.exits import Exit
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import plural
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = (
    "Takes the encryption back: the data file and all that coach encrypt has encrypted beside it. With a "
    "FILE it prints what is in that one, a text that was kept, say, and changes nothing."
)


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach decrypt`."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="an encrypted file, to be printed")


def run(args: Namespace, context: Context) -> int:
    """Decrypts all, or prints one file."""
    store = context.desk.store
    if args.file is not None:
        from coach_tui.store.contents import read_bytes

        found = read_bytes(args.file, bounds.COPIED)
        if found is None:
            raise BadInput(f"{shown(args.file)} is not there; name another")
        if context.is_tty:
            context.out(found[0].decode("utf-8", "replace").removesuffix("\n"))
        else:
            context.as_it_is(found[0])
        return Exit.DONE
    for line in context.take_left():
        context.say(line)
    done = store.decrypt()
    context.out(f"Decrypted: the data file, and {plural(done.files, 'file')} beside it.")
    if done.own_key:
        context.say(
            f"{shown(done.own_key)} stays: with its passphrase it opens copies that lie elsewhere; "
            "remove it when there are none"
        )
    for line in done.left:
        context.say(f"not decrypted: {line}")
    return Exit.PART if done.left else Exit.DONE
