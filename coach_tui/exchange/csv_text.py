"""CSV as spreadsheets and form tools write it: encoding, delimiter, rows, without formula guards."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from coach_tui import bounds
from coach_tui.exchange.recognise import check_is_table, check_is_text
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean, fold

_SEPARATORS = ";\t|,"
_LOOKED_AT = 20_000
"""Characters by which the separator is told."""
_MAC_LETTER = re.compile(
    rb"[a-zA-Z][\x80\x81\x84\x86-\x8b\x8d-\x90\x95\x98\x9b\x9d\x9f][a-z]"
    rb"|[a-z][\x81\x8d-\x90\x9d](?:[\s,;]|$)"
)
"""Letters of Mac Roman in words, as in J\x9frg, where Windows-1252 has nothing, signs, or capitals."""
_WINDOWS_LETTER = re.compile(rb"[a-zA-Z][\xdf-\xf6\xf8-\xff]|[\xc0-\xd6\xd8-\xdd][a-z]")
_FIRST_LINES = 20
"""Lines by which the separator is told, at most."""
_GUARDED = "=+-@\t\r＝＋－＠"


def decoded_text(data: bytes) -> str:
    """The text of a file in the encodings that mail and spreadsheets write.

    Raises:
        BadInput: it is no text.
    """
    check_is_text(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise BadInput("not text: it begins like UTF-16 and does not go on so") from None
    if b"\0" in data[:4000]:
        even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
        try:
            return data.decode("utf-16-le" if odd > even else "utf-16-be")
        except UnicodeDecodeError:
            raise BadInput("not text; save it as CSV or as plain text") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("mac_roman" if _is_mac_roman(data) else "cp1252", "replace")


def _is_mac_roman(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 are words in Mac Roman rather than in Windows-1252."""
    return bool(_MAC_LETTER.search(data)) and not _WINDOWS_LETTER.search(data)


def comparable(text: str) -> str:
    """Text to compare headings and words by: no case, accents, signs or double blanks."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())


def unguarded(cell: str) -> str:
    """A cell without what keeps spreadsheets from taking it for a formula, or a number for a number."""
    if cell.startswith('="') and cell.endswith('"') and cell.count('"') == 2:
        return cell[2:-1]
    rest = cell[1:]
    return rest if cell[:1] == "'" and rest.lstrip(" ")[:1] and rest.lstrip(" ")[0] in _GUARDED else cell


def _separator(text: str) -> str:
    """The sign between the columns: the one that parts most of the first lines into as many cells as others.

    The comma comes last: it stands in words as well. A title may stand above the headings.

    Raises:
        BadInput: there is none.
    """
    begin = text.lstrip("\n")[:_LOOKED_AT]
    parted = {sign: _parted(begin, sign) for sign in _SEPARATORS}
    best = max(parted, key=lambda sign: parted[sign])
    if parted[best] == (0, 0):
        raise BadInput(
            "no columns are found: the headings are parted by neither comma, semicolon, tab nor upright bar"
        )
    return best


def _parted(text: str, sign: str) -> tuple[float, int]:
    """The share of the first lines that a sign parts into the same number of cells, and that number."""
    reader = csv.reader(io.StringIO(text), delimiter=sign, skipinitialspace=True)
    try:
        widths = [len(row) for row in islice(reader, _FIRST_LINES) if row]
    except csv.Error:
        return 0, 0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0, 0
    width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
    return count / len(widths), width


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold something, with their line numbers.

    Raises:
        BadInput: it is no CSV.
    """
    check_is_table(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text, skipped = rest, 1
    sign = _separator(text)
    bounds.check_table(text, sign)
    reader = csv.reader(io.StringIO(text), delimiter=sign, skipinitialspace=True)
    found = []
    try:
        for row in reader:
            cells = [unguarded(clean(cell, lines=True)).strip() for cell in row]
            if any(cells):
                found.append((reader.line_num + skipped, cells))
    except csv.Error as error:
        raise BadInput(f"line {reader.line_num}: not valid CSV ({clean(str(error))[:80]})") from None
    if len(found) < 2:
        raise BadInput("it holds headings at most, and nothing below them")
    return found
