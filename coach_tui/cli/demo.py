"""`coach demo`: the app on made-up clients."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui.changes.desk import Desk
from coach_tui.cli.exits import Exit
from coach_tui.cli.start import need_terminal, start
from coach_tui.plan.errors import BadInput
from coach_tui.store.names import quoted, shown

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from coach_tui.cli.context import Context

PREFIX = "coach-demo-"
HELP = "Opens the app on made-up clients in a file of their own, which is gone afterwards."


def arguments(parser: ArgumentParser) -> None:
    """Adds the arguments of `coach demo`."""
    parser.add_argument(
        "--only-data", metavar="PATH", help="write the made-up clients to a data file, and open nothing"
    )


def run(args: Namespace, context: Context) -> int:
    """Fills a file with made-up clients and opens it."""
    from coach_tui.demo import build

    if args.only_data is not None:
        path = Path(args.only_data)
        if not args.only_data or os.path.lexists(path):
            raise BadInput(f"{shown(args.only_data) or 'the path'} exists already; name a new file")
        with _whole_or_none(path):
            build(Desk(path, context.clock))
        context.wrote()
        context.out(f"Made-up clients are in {shown(path)}; look at them with: coach --data {quoted(path)}")
        return Exit.DONE
    need_terminal(context)
    with made_up_folder() as folder:
        desk = Desk(Path(folder) / "coach.json", context.clock)
        build(desk)
        return start(context, desk, demo=lambda: _remove(folder))


@contextmanager
def made_up_folder() -> Iterator[str]:
    """A folder that is gone afterwards, whatever ends the process; one that was killed goes with the next.

    Its name tells whose it is.
    """
    from tempfile import gettempdir, mkdtemp

    from coach_tui.store import processes

    for name in os.listdir(gettempdir()):  # noqa: PTH208
        mark = name.removeprefix(PREFIX).partition(".")[0]
        path = os.path.join(gettempdir(), name)  # noqa: PTH118
        if name.startswith(PREFIX) and not processes.lives(mark) and os.lstat(path).st_uid == os.getuid():
            _remove(path)

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    folder = ""
    before = {number: signal.signal(number, leave) for number in processes.endings() - {signal.SIGINT}}
    try:
        folder = mkdtemp(prefix=f"{PREFIX}{processes.mark()}.")
        yield folder
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _remove(folder)


@contextmanager
def _whole_or_none(path: Path) -> Iterator[None]:
    """Where making a data file fails in the middle, nothing of it stays; what lay there before does."""
    from coach_tui.store import backups, durable
    from coach_tui.store.beside import sidecar

    target = os.path.realpath(path)

    def lying() -> set[str]:
        made = [target, sidecar(target, "lock"), *(name for name, _, _ in backups.listing(target))]
        return {name for name in made if os.path.lexists(name)}

    before = lying()
    try:
        yield
    except BaseException:
        for name in lying() - before:
            durable.remove(name)
        with suppress(OSError):  # there is none, or others lie in it
            os.rmdir(backups.folder_of(target))  # noqa: PTH106
        raise


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
