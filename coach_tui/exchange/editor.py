"""Text in the person's own editor: in a private file that is removed afterwards, or kept if all else fails.

The file lies in a private folder beside the data file and is named after this process, never after the
client, since editors show the name in lists of processes and in the terminal's title.
"""
# ruff: noqa: PTH118

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach_tui import bounds
from coach_tui.exchange.texts import lock_away, open_folder, remove_beside
from coach_tui.plan.errors import BadInput, ChangedMeanwhile, CoachError, DataFileError
from coach_tui.plan.text import clean
from coach_tui.store import durable, keys, processes
from coach_tui.store.names import fault, quoted, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import TypeVar

    Result = TypeVar("Result")

FALLBACK = "vi"
AT_ONCE = 0.5
"""Seconds within which nobody has read a text and closed it: an editor that is back by then did not wait."""


def command_of(env: Mapping[str, str]) -> list[str]:
    """The editor as a command: $VISUAL, else $EDITOR, else vi.

    Raises:
        BadInput: when the variable cannot be read as a command.
    """
    import shlex

    said = env.get("VISUAL") or env.get("EDITOR") or FALLBACK
    try:
        words = shlex.split(said)
    except ValueError:
        words = []
    if not words:
        raise BadInput("$VISUAL or $EDITOR is no command; set it to your editor, such as EDITOR=nano")
    return words


class Sheet:
    """One text in a file of its own, for an editor."""

    def __init__(self, data: Path, heading: str, body: str, kind: str = "toml") -> None:
        self._data = data
        self._folder = open_folder(data)
        self._heading = heading
        self._written = self._text("", body)
        self._began = self._written
        self._make(kind)

    def _make(self, kind: str) -> None:
        """Writes the file; beside one with the same text that was given up it gets a number."""
        import zlib

        mark = f"plan.{processes.mark()}.{zlib.crc32(self._written.encode()):08x}"
        for number in range(1, 1000):
            self._mark = f"{mark}-{number}" if number > 1 else mark
            self.path = os.path.join(self._folder, f"{self._mark}.{kind}")
            try:
                durable.make_private_folder(self._folder)
                durable.write_new(self.path, self._written.encode())
            except FileExistsError:
                continue
            except OSError as error:
                raise fault(self.path, "written", error) from None
            return

    def _text(self, fault_line: str, body: str) -> str:
        """The text under two lines of comment, always two, so that line numbers stay right; a text without
        a heading stands alone."""
        if not self._heading:
            return body
        said = f"# {fault_line}" if fault_line else f"# {self._heading}"
        advice = (
            "Mend it and save; close it without a change to give up."
            if fault_line
            else "Save and close to take it in; close it without a change to leave all as it is."
        )
        return f"{said}\n# {advice}\n{body}"

    def edit(self, command: list[str]) -> str | None:
        """Runs the editor; returns the text, or None when it is as it was before.

        Raises:
            BadInput: the editor cannot be run or fails, or the text is no text.
        """
        _run([*command, self.path])
        try:
            data = bounds.file_bytes(self.path, bounds.PLAN)
        except bounds.Unfit as error:
            raise BadInput(f"what the editor saved {error}; shorten it") from None
        except OSError as error:
            raise BadInput(f"{shown(self.path)} cannot be read back: {error.strerror}") from None
        try:
            text = str(data, "utf-8-sig")
        except UnicodeDecodeError:
            raise BadInput("the editor saved something else than UTF-8 text; save it as UTF-8") from None
        return None if text == self._written else text

    def complain(self, line: str, text: str) -> None:
        """Puts the fault on top of the text, for the next time it is opened."""
        lines = text.split("\n")
        comments = next((n for n, one in enumerate(lines[:2]) if not one.startswith("#")), 2)
        body = "\n".join(lines[comments:])
        self._written = self._text(clean(line), body)
        fresh = durable.temporary(self.path)
        durable.write_new(fresh, self._written.encode())
        os.replace(fresh, self.path)  # noqa: PTH105

    @property
    def changed(self) -> bool:
        """Whether the file holds something that was typed."""
        try:
            text = bounds.file_bytes(self.path, bounds.PLAN)
        except bounds.Unfit:
            return os.path.isfile(self.path)  # noqa: PTH113
        except OSError:
            return False
        return bool(text.strip()) and text != self._began.encode()

    def remove(self) -> None:
        """Removes the file and what the editor left beside it."""
        remove_beside(self._folder, self._mark)

    def kept(self) -> str:
        """Where the text is from now on that was typed and not taken in, for a message."""
        if keys.is_data_locked(os.path.realpath(self._data)):
            kept = lock_away(self._data, self.path)
            return f"{shown(kept)}, encrypted (coach decrypt {quoted(kept)} shows it)"
        return shown(self.path)


def edit_until_taken(
    sheet: Sheet,
    command: list[str],
    take: Callable[[str], Result],
    *,
    again: bool,
    say: Callable[[str], object],
    empty: bool = False,
) -> Result | None:
    """Opens the editor until the text is taken; returns what `take` does, or None when nothing was changed.

    An emptied text is taken with `empty` alone; else it means to give up, as it does for other programs. With
    `again` (a person is there) a fault is put on top of the text and the editor opens again. Otherwise,
    and when the fault is not in the text, the text stays in its file, which the error names. `say` is told
    where a text is kept that was given up.

    Raises:
        CoachError: what `take` raised, with the place of the text.
    """
    began = time.monotonic()
    with _text_kept(sheet):
        while (text := sheet.edit(command)) is not None:
            if not empty and not text.strip():
                say("the text was emptied; nothing was changed")
                sheet.remove()
                return None
            try:
                result = take(text)
            except BadInput as error:
                if not again:
                    raise
                sheet.complain(str(error), text)
                continue
            sheet.remove()
            return result
    if sheet.changed:
        say(f"given up; your text is kept in {sheet.kept()}")
    elif time.monotonic() - began < AT_ONCE:  # it may still be open: what is typed later is found, and told
        say("the editor came back at once; if it does not wait, set $EDITOR to one that does: code --wait")
    else:
        sheet.remove()
    return None


@contextmanager
def _text_kept(sheet: Sheet) -> Iterator[None]:
    """Keeps what was typed when something fails, and says where; a file in which nothing was typed goes."""
    try:
        yield
    except CoachError as error:
        if not sheet.changed:
            sheet.remove()
            raise
        kinds = (BadInput, ChangedMeanwhile, DataFileError)
        kind = next((kind for kind in kinds if isinstance(error, kind)), CoachError)
        raise kind(f"{error}; your text is kept in {sheet.kept()}") from None
    except BaseException:
        if not sheet.changed:
            sheet.remove()
        raise


def edit_text(
    data: Path,
    env: Mapping[str, str],
    text: str,
    say: Callable[[str], object],
    began: Callable[[str], object] = lambda name: None,
) -> str | None:
    """One long text in the editor, "" when it was emptied; None when it was left as it was.

    `say` is told of an editor that did not wait; `began`, before it opens, the name of the text's file, by
    which `text_left` finds it should nobody come back.

    Raises:
        CoachError: the editor cannot be run, or saved something that is no text; the text is kept.
    """
    command = command_of(env)
    sheet = Sheet(data, "", text, "txt")
    began(os.path.basename(sheet.path))  # noqa: PTH119
    ending = "" if text.endswith("\n") else "\n"
    edited = edit_until_taken(sheet, command, lambda new: new, again=False, say=say, empty=True)
    return edited.removesuffix(ending) if edited is not None else None


def _run(command: list[str]) -> None:
    """Runs the editor on this terminal. ctrl+c is the editor's affair meanwhile."""
    import signal
    import subprocess

    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        status = subprocess.run(command, check=False).returncode
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "it is no command"
        raise BadInput(
            f"the editor {shown(command[0])} cannot be run: {said}; set $EDITOR to another"
        ) from None
    finally:
        signal.signal(signal.SIGINT, before)
    if status:
        raise BadInput(f"the editor {shown(command[0])} ended with status {status}; nothing was changed")
