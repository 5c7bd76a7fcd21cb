"""How large, deep and many what comes from outside may be: one place, asked before anything parses it.

Who sends a file, or puts one where it is read, chooses what is in it. These bounds are far above what people
and their programs write, and low enough that no reader takes more than two seconds of one processor and
300 MB for any file. They were measured on text that was made to be slow. A size is looked at without reading
more, the rest by counting: no parser is handed what it could choke on.
"""

# ruff: noqa: PTH116

from __future__ import annotations

import errno
import os
import stat
from functools import wraps

from coach_tui.plan.errors import BadInput, CoachError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sized
    from typing import ParamSpec, TypeVar

    Given = ParamSpec("Given")
    Read = TypeVar("Read")

OWN = 1_000_000
"""Bytes of a small file of the coach's own: configuration, theme, set of items, template of a report."""
TYPED = 1_000_000
"""Bytes of a text on standard input that becomes a note, say."""
GOALS, GOAL_LINES = 300_000, 8_000
"""Bytes and number of goals whose wording is judged at once."""
PLAN = 4_000_000
"""Bytes of a plan file, and of what comes back from an editor."""
EXPORT = 16_000_000
"""Bytes of a whole export."""
RECORDS, RELATED, PAIRS = 40_000, 1_000, 2_000_000
"""Records of an export, or of one kind in a plan; of one kind in a plan that are compared with one another;
and how often that is done in all."""
TABLE = 5_000_000
"""Bytes of a table (CSV)."""
LINES, COLUMNS, CELLS = 100_000, 1_000, 100_000
"""Lines, columns and cells of a table."""
CLIENTS = 2_000
"""Clients of a list."""
ANSWERS, SINGLE, ITEMS = 500, 20_000, 300
"""People whose answers to a round a file holds; rows of one answer each; what it asks about."""
MAIL = 20_000_000
"""Bytes of a saved mail, with all that is attached."""
MAIL_LINES, PARTS, HEADER, ANY_HEADER = 400_000, 200, 5_000, 20_000
"""Lines and parts of a mail; bytes of a header that is read, and of one in which somebody is looked for."""
LETTER = 1_000_000
"""Bytes of a reply's text, of all texts of a mail together."""
REPLY_LINES = 5_000
"""Lines of a reply, with all that is quoted in it."""
PAGE = 500_000
"""Characters of the HTML of a mail."""
CALENDAR = 12_000_000
"""Bytes of a calendar file."""
ENTRIES, ENTRY = 100_000, 64_000
"""Signs that part something in all entries of ours in a calendar file; bytes of one entry."""
ANSWERS_PACKED = 10_000_000
"""Bytes to which all packed answers of a file may unfold."""
DATA = 24_000_000
"""Bytes of a data file and of a copy of it: no change lets it grow beyond."""
COPIED = 200_000_000
"""Bytes of whatever stands in the data file's place and is put aside."""
DRAFTS = 4_000_000
"""Bytes of what was typed and not saved."""
LOOKED = 32_000_000
"""Bytes of a file in which somebody is looked for, and of all that is packed in it."""
PACKED, LOOKING = 10_000, 1.2
"""Files in an archive that are looked into; seconds of work after which no more of a file is."""
GIVEN = MAIL
"""Bytes of whatever file is named to be taken in, before it is known of which kind it is."""

DEEPEST = 50
"""So deep lists and tables may lie in one another, and so many parts a key with dots may have."""
NESTS, VALUES = 300_000, 1_000_000
"""Lists and objects of a JSON text, and values in all."""
DATA_DEEPEST, DATA_NESTS, DATA_VALUES = 80, 450_000, 1_300_000
"""The same of a data file, in which most stands twice: in its table and in the journal."""
MARKS = 400_000
"""Signs of a TOML text that begin, part or end something."""
PATIENCE = 2.0
"""Seconds that a pipe is waited for into which nobody writes."""
_READ = rb"content-type|content-disposition|content-transfer-encoding|from|date"
"""Headers that are read."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_STRUCTURE = bytes(set(range(256)) - set(b'"[]{},'))
_UNTEXTUAL = frozenset(["punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"])
"""Charsets of Python's that are no mail's: some take the square of a text's length."""


class Unfit(OSError):
    """What has the name is not read: it is no file, or too large; the text says which, with the verb."""


def file_bytes(path: str | os.PathLike[str], limit: int, *, pipes: bool = False) -> bytes:
    """What a file holds; what is no file, or larger than it may be, is neither read nor waited for.

    With `pipes` one that somebody writes into is read as well, such as what a shell makes of `<(…)`.

    Raises:
        Unfit: it is none, or too large.
        OSError: it cannot be read.
        ValueError: no file can have that name.
    """
    _check_file(os.stat(path).st_mode, pipes)  # before opening: to open a device can already do something
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        _check_file(about.st_mode, pipes)
        first = b"" if stat.S_ISREG(about.st_mode) else _awaited(descriptor)
        data = first + file.read(limit + 1) if about.st_size <= limit else None
    if data is None or len(data) > limit:
        raise Unfit(too_large(limit))
    return data


def _check_file(mode: int, pipes: bool) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode) and not (pipes and stat.S_ISFIFO(mode)):
        raise Unfit("is no file")


def _awaited(descriptor: int) -> bytes:
    """Waits a little for somebody who writes into a pipe, and may take their time; what was read by it."""
    import select

    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    first = b""
    if not waiting.poll(PATIENCE * 1000):
        try:
            first = os.read(descriptor, 1)
        except BlockingIOError:
            pass  # somebody has it open for writing
        else:
            if not first:
                raise Unfit("is a pipe into which nobody writes")
    os.set_blocking(descriptor, True)
    return first


def too_large(limit: int) -> str:
    """What is said of a file that has more bytes than it may."""
    size = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1000} kB"
    return f"is larger than {size}"


def check_size(given: Sized, limit: int, advice: str) -> None:
    """Refuses what is longer than it may be.

    Raises:
        BadInput: with what to do.
    """
    if len(given) > limit:
        raise BadInput(f"it {too_large(limit)}; {advice}")


def check_count(given: Sized, limit: int, what: str) -> None:
    """Refuses more of something (clients, say) than one file may hold.

    Raises:
        BadInput: with how many that are.
    """
    if len(given) > limit:
        raise BadInput(f"it holds {len(given):,} {what}, and {limit:,} at most can be read; give it in parts")


def check_json(
    text: str | bytes, *, deepest: int = DEEPEST, nests: int = NESTS, values: int = VALUES
) -> None:
    """Refuses JSON that is nested too deep, or holds too much.

    Raises:
        BadInput: with the reason.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if data.count(b'"') > 4 * values:
        raise BadInput(f"it holds more than {values:,} values")
    marks = data.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _STRUCTURE)
    outside = b"".join(marks.split(b'"')[::2])
    brackets = outside.translate(None, b",")
    if len(brackets) > 2 * nests:
        raise BadInput(f"it holds more than {nests:,} lists and tables")
    if len(outside) > values + len(brackets):
        raise BadInput(f"it holds more than {values:,} values")
    if _depth(brackets) > deepest:
        raise BadInput(f"it is nested too deeply (more than {deepest} levels)")


def check_data(data: bytes) -> None:
    """Refuses a data file that holds too much, or is nested too deep (`check_json`)."""
    check_json(data, deepest=DATA_DEEPEST, nests=DATA_NESTS, values=DATA_VALUES)


def outgrown(data: bytes) -> bool:
    """Whether a data file that is to be written could not be read again."""
    if len(data) < DATA // 3:  # so few bytes hold no more than may be
        return False
    opened, commas = data.count(b"{") + data.count(b"["), data.count(b",")
    if len(data) <= DATA and opened < DATA_NESTS and opened + commas < DATA_VALUES:
        return False  # counting what stands in texts as well; how deep it lies was asked of each record
    try:
        check_data(data)
    except BadInput:
        return True
    return len(data) > DATA


def _depth(brackets: bytes) -> int:
    """How deep brackets lie in one another."""
    from itertools import accumulate

    return max(accumulate(1 if one in b"[{" else -1 for one in brackets), default=0)


def check_toml(text: str, limit: int) -> None:
    """Refuses a TOML text that is too large, or that its parser would take long for.

    Raises:
        BadInput: with the reason.
    """
    if len(text) > limit:
        raise BadInput(f"it {too_large(limit)}")
    if sum(map(text.count, "=,.[{\n\"'")) > MARKS:
        raise BadInput(f"it holds more than {MARKS:,} values")
    if any(_key_parts(line) > DEEPEST for line in text.split("\n") if line.count(".") >= DEEPEST):
        raise BadInput(f"a key of more than {DEEPEST} parts")


def _key_parts(line: str) -> int:
    """How many parts the longest key with dots has that may stand in a line."""
    longest = running = 0
    for part in map(str.strip, line.split(".")):
        is_key = part and (_PLAIN.issuperset(part) or part[0] == part[-1] in "\"'")
        running = running + 1 if is_key else 0
        longest = max(longest, running)
    return longest


def check_table(text: str, sign: str) -> None:
    """Refuses a table (lines parted by line breaks, cells by `sign`) with more than people fill in.

    Raises:
        BadInput: with the reason.
    """
    for found, most, what in (
        (text.count("\n"), LINES, "lines"),
        (text.partition("\n")[0].count(sign), COLUMNS, "columns"),
        (text.count(sign), CELLS, "cells"),
    ):
        if found > most:
            raise BadInput(f"it has more than {most:,} {what}; give it in parts")


def check_reply(text: str) -> None:
    """Refuses a reply of more lines than people write and quote, before whose they are is looked at.

    Raises:
        BadInput: with what to do.
    """
    if len(text.splitlines()) > REPLY_LINES:
        raise BadInput(
            f"it has more than {REPLY_LINES:,} lines; save the reply alone, without what is quoted below it"
        )


def is_large_mail(data: bytes) -> bool:
    """Whether a saved mail has more than one of use has."""
    return len(data) > MAIL or data.count(b"\n") > MAIL_LINES


def is_strange_mail(data: bytes, *, every_header: bool = False) -> bool:
    """Whether a mail has more parts, or a longer header with what goes on below it, than programs write."""
    import re

    name, most = (rb"[\w-]+", ANY_HEADER) if every_header else (_READ, HEADER)
    header = re.compile(rb"(?im)^(?:%b):(?:.*(?:\n[ \t])?)*" % name)
    too_long = any(len(found[0]) > most for found in header.finditer(data))
    return too_long or len(re.findall(rb"(?m)^--", data)) > 5 * PARTS


def check_entries(entries: Iterable[bytes]) -> list[bytes]:
    """The entries of a calendar that are to be parsed.

    Raises:
        BadInput: one of them, or all together, hold more than any calendar program writes.
    """
    found = list(entries)
    if any(len(entry) > ENTRY for entry in found):
        raise BadInput(f"holds an entry of ours that {too_large(ENTRY)}")
    if sum(entry.count(sign) for entry in found for sign in (b"\n", b",", b";", b":", b'"')) > ENTRIES:
        raise BadInput("holds more entries of ours than can be read")
    return found


def are_entries(data: bytes) -> bool:
    """Whether a whole file holds no more than may be parsed as entries."""
    try:
        return bool(check_entries([data]))
    except BadInput:
        return False


def text_in(data: bytes, charset: str, errors: str = "strict") -> str:
    """The text that bytes of a mail are in a charset.

    Raises:
        LookupError: nobody knows it, or it is none for mails.
        ValueError: the bytes are none of it.
    """
    return data.decode(charset_named(charset), errors)


def charset_named(charset: str) -> str:
    """A charset of mails as Python calls it.

    Raises:
        LookupError: nobody knows it, or it is none for mails.
    """
    import codecs

    found = codecs.lookup(charset)
    if found.name.replace("-", "_") in _UNTEXTUAL or not getattr(found, "_is_text_encoding", True):
        raise LookupError
    return found.name


def reader(what: str) -> Callable[[Callable[Given, Read]], Callable[Given, Read]]:
    """What marks a function that reads something from outside; `what` begins the line about it.

    Whatever fails in it that nobody foresaw is the fault of what is read: one line, without a word of it, and
    the end of nothing. So it is raised as BadInput.
    """

    def marked(read: Callable[Given, Read]) -> Callable[Given, Read]:
        @wraps(read)
        def safely(*given: Given.args, **named: Given.kwargs) -> Read:
            try:
                return read(*given, **named)
            except CoachError:
                raise
            except Exception as error:
                raise BadInput(f"{what} cannot be read ({type(error).__name__})".lstrip()) from None

        return safely

    return marked
