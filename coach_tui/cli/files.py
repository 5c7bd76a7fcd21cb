"""Files that a person names: their text, and written privately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.store.names import advice, shown

if TYPE_CHECKING:
    from coach_tui.cli.context import Context


def as_text(data: bytes) -> str:
    """The text that bytes are, UTF-8 with or without BOM.

    Raises:
        BadInput: they are no UTF-8.
    """
    try:
        return str(data, "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(f"line {line}: not UTF-8 text; convert it first") from None


def named_folder(name: str) -> str:
    """The path of a folder to write into, its links followed, whether it is there yet or not.

    Raises:
        BadInput: something else is there.
    """
    import os

    folder = os.path.realpath(name)
    if os.path.lexists(folder) and not os.path.isdir(folder):  # noqa: PTH112
        raise BadInput(f"{shown(name)} is no folder; name another one")
    return folder


def make_folder(folder: str, name: str) -> None:
    """Makes a folder that only its owner may read, where it is not there yet; `name` is what was typed.

    Raises:
        BadInput: it cannot be made.
    """
    from coach_tui.store import durable

    try:
        durable.make_folder(folder)
    except OSError as error:
        raise BadInput(f"{shown(name)} cannot be made: {advice(error)}") from None


def write_file(context: Context, name: str, made: str | bytes, *, force: bool) -> None:
    """Writes the file that was asked for, which only its owner may read (`coach_tui.exchange.outfile`)."""
    from coach_tui.exchange.outfile import write_private

    data = made.encode("utf-8", "replace") if isinstance(made, str) else made
    write_private(name, data, force=force, never=context.path)
    context.wrote()
