"""`coach doctor`: is the data file sound, and what lies beside it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from coach_tui.cli.exits import Exit
from coach_tui.cli.start import theme_faults
from coach_tui.plan.errors import DataFileError
from coach_tui.plan.schema import NOUNS
from coach_tui.plan.text import plural
from coach_tui.store.names import shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach_tui.cli.context import Context

HELP = "Checks the data file in full, its backups and who may read them, and themes of your own."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach doctor`."""
    parser.add_argument(
        "--mend", action="store_true", help="close files to other users, and remove what cut-off writes left"
    )
    parser.add_argument("--check", action="store_true", help="exit with 1 when there is anything to tell")


def run(args: Namespace, context: Context) -> int:
    """Prints the findings; the exit status is 3 when the file cannot be read."""
    store = context.desk.store
    if args.mend:
        _mend(context)
    findings = (
        context.take_left()
        + store.doctor()
        + _synced(context)
        + _own_keys(context)
        + _at_one_time(context)
        + _off_scale(context)
    )
    findings += theme_faults(context)
    context.out("\n".join(findings) if findings else _sound(context))
    if told := _for_whom(context):
        context.out(told)
    try:
        store.read()
        store.backups()
    except DataFileError:
        return Exit.DATA_FILE
    return Exit.FOUND if args.check and findings else Exit.DONE


def _at_one_time(context: Context) -> list[str]:
    """Which sessions are at one time, of one client or of several, as far as the file can be read."""
    from coach_tui.plan.double import met_words

    try:
        return met_words(context.desk.practice(), context.today)
    except DataFileError:
        return []


def _off_scale(context: Context) -> list[str]:
    """Which needs have a level or importance that nobody could type, as far as the file can be read."""
    from coach_tui.plan.need import off_scale

    try:
        return off_scale(context.desk.practice())
    except DataFileError:
        return []


def _own_keys(context: Context) -> list[str]:
    """Which of the keys that open the data file others can get at."""
    from coach_tui.store.doctor import permissions_fault

    return [line for path in context.identities() if (line := permissions_fault(path))]


def _synced(context: Context) -> list[str]:
    """What was synced of an encrypted data file before it was, or for others."""
    from coach_tui.store import keys
    from coach_tui.store.beside import sidecar

    target = os.path.realpath(context.path)
    if not keys.is_data_locked(target) or not os.path.isdir(sidecar(target, "sync")):  # noqa: PTH112
        return []
    from coach_tui.sync.older import older_told

    try:
        told = keys.recipients_inside(context.desk.practice().tables)
    except DataFileError:
        return []
    return [line for line in [older_told(context.desk.store, context.env, told or ())] if line]


def _for_whom(context: Context) -> str:
    """For whom the data file is locked; "" where it is plain, or cannot be opened."""
    from coach_tui.store import keys, own_key

    if not keys.is_data_locked(os.path.realpath(context.path)):
        return ""
    try:
        told = keys.recipients_inside(context.desk.practice().tables)
    except DataFileError:
        return ""
    own = own_key.recipient_of(os.path.realpath(context.path))
    return f"Encrypted for: {', '.join(own_key.shown(one, own) for one in told)}" if told else ""


def _sound(context: Context) -> str:
    tables = context.desk.practice().tables
    records = sum(len(tables.get(table, ())) for table in NOUNS)
    clients = len(tables["clients"])
    return f"{shown(context.path)} is sound: {plural(clients, 'client')}, {plural(records, 'record')}"


def _mend(context: Context) -> None:
    """Closes data file, backups and lock to others, and removes what dead writers left."""
    from coach_tui.store import backups, durable
    from coach_tui.store.remains import half_made, private_paths

    target = os.path.realpath(context.path)
    for name in [*private_paths(target), *(path for path, _, _ in backups.listing(target))]:
        try:
            mode = os.stat(name).st_mode  # noqa: PTH116
            if mode & 0o077:
                os.chmod(name, mode & 0o700)  # noqa: PTH101
                context.wrote()
                context.out(f"{shown(name)}: closed to other users")
        except OSError:
            continue  # the examination that follows says what is wrong with it
    for name in half_made(target):
        durable.remove(name)
        context.out(f"{shown(name)}: removed")
