"""CSV as spreadsheets and form tools write it: encoding, delimiter, rows, without formula guards."""

from __future__ import annotations

import csv
import io
import re

from coach_tui.exchange.recognise import check_is_text
from coach_tui.plan.errors import BadInput
from coach_tui.plan.text import clean, fold

_LOOKED_AT = 65_536
"""Signs of a text by which it is told what parts its columns, at most."""
_FIRST_LINES = 10
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
        return data.decode("cp1252", "replace")


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
    """What parts the columns: what nearly all of the first lines have most often; "" where nothing does."""
    plain = re.sub(r'"[^"]*"', "", text[:_LOOKED_AT]).split("\n")
    lines = [line for line in plain if line.strip(" ")][:_FIRST_LINES]
    found = {sign: sorted(line.count(sign) for line in lines) for sign in ",;\t"}
    middle = {sign: counts[(len(counts) - 1) // 2] for sign, counts in found.items() if counts}
    best = max(middle, key=lambda sign: (middle[sign], found[sign][-1]), default="")
    return best if best and found[best][-1] else ""


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The rows that hold something, with their line numbers.

    Raises:
        BadInput: it is no CSV.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        text, skipped = rest, 1
    sign = _separator(text)
    if not sign:
        raise BadInput("no columns are found: the headings are parted by neither comma, semicolon nor tab")
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
