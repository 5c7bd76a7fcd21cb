"""Text is data: what may be stored and shown of anything a person or a file brings in."""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REPLACEMENT = "\ufffd"
MARKS_IN_A_ROW = 4

_ZWJ = "\u200d"
_ZWNJ = "\u200c"
_EMOJI = "\ufe0f"  # variation selector 16: asks for the wide, coloured form
_BREAKS = "\n\r\v\f\x85\u2028\u2029"

# Letters that do not decompose, as people without that keyboard type them.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
_SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u2032\u00b4\uff07`", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
)
"""Apostrophes and hyphens as telephones and spreadsheets write them, and as they are typed."""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789")]
)
_SLUG_LENGTH = 64
_REMEMBERED = 0x20000  # look-ups are kept for code points below: all common text, and no more

# What terminals and Textual draw otherwise than unicodedata says: fillers and conjoining Hangul, skin tones
# (drawn into the emoji before), and symbols that became wide with Unicode 16.
_NO_CELL = frozenset(("Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"))
_ZERO = ((0x1160, 0x11FF), (0x3164, 0x3164), (0xD7B0, 0xD7FB), (0xFFA0, 0xFFA0), (0x1F3FB, 0x1F3FF))
_WIDE = ((0x2630, 0x2637), (0x268A, 0x268F), (0x4DC0, 0x4DFF), (0x1D300, 0x1D356), (0x1D360, 0x1D376))


class _Safe(dict[int, str]):
    """For str.translate: what each character becomes; worked out once a character, then looked up."""

    def __init__(self, line_break: str, tab: str) -> None:
        super().__init__({ord(char): line_break for char in _BREAKS})
        self[9] = tab

    def __missing__(self, code: int) -> str:
        safe = _safe(chr(code), code)
        if code < _REMEMBERED:
            self[code] = safe
        return safe


def _safe(char: str, code: int) -> str:
    """What one character other than a tab or line break becomes."""
    category = unicodedata.category(char)
    if category == "Cc":
        if code < 0x20:
            return chr(0x2400 + code)
        return "\u2421" if code == 0x7F else f"\\x{code:02x}"
    if category == "Cf":
        return char if char in (_ZWJ, _ZWNJ) else ""
    if category in ("Cn", "Cs"):  # noncharacters are unassigned as well
        return REPLACEMENT
    return char


_ONE_LINE = _Safe(" ", " ")
_LINES = _Safe("\n", "    ")


_NO_MARKS: set[str] = set()
"""Characters seen to be neither marks nor joiners."""
_MOST_WITHOUT_MARKS = 5000


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _limit_marks(text: str) -> str:
    """Keep at most four combining marks, and four joiners, in a row; a joiner does not end the row."""
    unsure = set(text) - _NO_MARKS
    if not unsure:
        return text
    stacked = {char for char in unsure if char in (_ZWJ, _ZWNJ) or _is_mark(char)}
    if not stacked:
        if len(_NO_MARKS) < _MOST_WITHOUT_MARKS:
            _NO_MARKS.update(unsure)
        return text
    kept = []
    marks = joiners = 0
    for char in text:
        if char not in stacked:
            marks = joiners = 0
        elif char in (_ZWJ, _ZWNJ):
            joiners += 1
            if joiners > MARKS_IN_A_ROW:
                continue
        else:
            marks += 1
            if marks > MARKS_IN_A_ROW:
                continue
        kept.append(char)
    return "".join(kept)


def clean(text: str, *, lines: bool = False) -> str:
    r"""Return text that no terminal, file or reader can be harmed by (platform: "Text is hostile").

    Control characters are made visible (U+2400 pictures, `\x9b` for C1), every kind of line break
    becomes a space, or `\n` with `lines`, a tab one space, or four with `lines`. Bidi controls and other
    format characters are dropped except ZWJ and ZWNJ; surrogates, noncharacters and unassigned become U+FFFD.
    The result is NFC with at most four combining marks in a row, and cleaning it again changes nothing.
    Plain ASCII comes back as it is, at once.
    """
    if text.isascii() and (text.replace("\n", "") if lines else text).isprintable():
        return text
    text = text.replace("\r\n", "\n").translate(_LINES if lines else _ONE_LINE)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _limit_marks(unicodedata.normalize("NFC", text)))


def typed_line(line: str) -> str:
    """A line that was typed at a prompt of the shell, cleaned; keys that are no text leave nothing in it."""
    import re

    keys = r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O[A-Za-z])?|[\x00-\x08\x0e-\x1f\x7f-\x9f]"
    return clean(re.sub(keys, "", line)).strip()


class _Widths(dict[str, int]):
    """Cells of one character: 0, 1 or 2; worked out once a character, then looked up."""

    def __missing__(self, char: str) -> int:
        code = ord(char)
        if unicodedata.category(char) in _NO_CELL or _within(code, _ZERO):
            width = 0
        elif unicodedata.east_asian_width(char) in "WF" or _within(code, _WIDE):
            width = 2
        else:
            width = 1
        if code < _REMEMBERED:
            self[char] = width
        return width


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


_WIDTHS = _Widths()


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is drawn as one, each with its cells: marks and joined emoji stay together."""
    cluster = ""
    size = 0
    joined = False
    for char in text:
        width = _WIDTHS[char]
        if cluster and width and not joined:
            yield cluster, size
            cluster, size = char, width
        else:
            if char == _EMOJI and size == 1 and _has_emoji_form(cluster[-1]):
                size = 2
            elif not cluster:
                size = width
            cluster += char
        joined = char == _ZWJ
    if cluster:
        yield cluster, size


def _has_emoji_form(char: str) -> bool:
    """Whether a narrow character is drawn wide when variation selector 16 follows."""
    return char in "#*0123456789©®‼⁉ℹ〰〽" or unicodedata.category(char) in ("So", "Sm")


def cells(text: str) -> int:
    """Return the width of one line of text in terminal cells: wide 2, combining 0, joined emoji as one."""
    if text.isascii() and text.isprintable():
        return len(text)
    if _ZWJ not in text and _EMOJI not in text:
        return sum(map(_WIDTHS.__getitem__, text))
    return sum(width for _, width in _clusters(text))


def fit(text: str, width: int, *, align: str = "left", ellipsis: str = "…") -> str:
    """Cut or pad one line of text to exactly `width` cells ("" when width is 0 or less).

    `align` is "left", "right" or "center" (ValueError otherwise); what is cut ends in `ellipsis`, if that
    itself fits. Wide characters and clusters are never split: a cell left over is a space.
    """
    if align not in ("left", "right", "center"):
        raise ValueError(f"align is left, right or center, not {align!r}")
    if width <= 0:
        return ""
    used = cells(text)
    if used > width and used == len(text) and text.isascii() and ellipsis == "…":
        return text[: width - 1] + ellipsis
    if used > width:
        mark = ellipsis if cells(ellipsis) <= width else ""
        used = cells(mark)
        kept = []
        for cluster, size in _clusters(text):
            if used + size > width:
                break
            kept.append(cluster)
            used += size
        text = "".join(kept) + mark
    space = width - used
    left = {"left": 0, "right": space, "center": space // 2}[align]
    return " " * left + text + " " * (space - left)


UNSPACED = ((0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF01, 0xFF60), (0x20000, 0x3FFFD))
"""Signs of scripts that put no blanks between words, so that a row may end behind nearly each of them."""
_NOT_FIRST = frozenset(
    "、。，．：；？！）］｝〉》」』】〕゛゜ゝゞ々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ・…‥％"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔")


def _may_end(before: str, after: str) -> bool:
    """Whether a row may end between two neighbouring signs neither of which is a blank."""
    here, there = _within(ord(before), UNSPACED), _within(ord(after), UNSPACED)
    if not (here or there) or before in _NOT_LAST or after in _NOT_FIRST:
        return False
    return (here or before.isalnum()) and (there or after.isalnum())


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands in one row, each piece behind so many blanks."""
    blanks = 0
    for word in text.replace("\n", " ").split(" "):
        if word.isascii():
            if word:
                yield blanks, word
            blanks = 1 if word else blanks + 1
            continue
        piece = ""
        for cluster, _ in _clusters(word):
            if piece and _may_end(piece[-1], cluster[0]):
                yield blanks, piece
                blanks, piece = 0, ""
            piece += cluster
        yield blanks, piece
        blanks = 1


def wrap(
    text: str, width: int, first: int | None = None, *, most: int | None = None, whole: bool = False
) -> list[str]:
    """The rows of a text, at least one: `first` cells in the first of them, `width` in the others.

    A row ends between words, or between the signs of a script without blanks. A word that is longer than a
    row is broken, unless words are to stay `whole`. Blanks at the end of a row go, others stay. Of at `most`
    so many rows the last takes what is left, however long it is.

    >>> wrap("Ask the night shift", 10)
    ['Ask the', 'night', 'shift']
    """
    rows: list[str] = []
    row, room = "", width if first is None else first
    for blanks, piece in _pieces(text):
        grown = row + " " * blanks + piece if row else piece
        if cells(grown) <= room:
            row = grown
            continue
        if row:
            rows.append(row)
            room = width
        while not whole and cells(piece) > room:
            head = at_hyphen(fit(piece, room, ellipsis="").rstrip(" ")) or next(_clusters(piece))[0]
            rows.append(head)
            piece, room = piece[len(head) :], width
        row = piece
    rows = [*rows, row] if row or not rows else rows
    if most is None or len(rows) <= most:
        return rows
    text, at = text.replace("\n", " "), 0
    for row in rows[: most - 1]:
        at = text.index(row, at) + len(row)
    return [*rows[: most - 1], text[at:].strip(" ")]


def at_hyphen(head: str) -> str:
    """The beginning of a word that is to be broken: up to the last hyphen in it, where it has one.

    A path is not read by its hyphens, and would take more rows.

    >>> at_hyphen("Maximiliane-Theodo")
    'Maximiliane-'
    """
    return head[: head.rfind("-") + 1] if "-" in head[1:] and "/" not in head else head


_LAST_WITH_ACCENTS = "\u0530"
"""Latin, Greek and Cyrillic lie before it."""


def fold(text: str) -> str:
    """Return a form for searching in which case, accents and kinds of apostrophes make no difference.

    >>> fold("Élan’s")
    "elan's"
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    text = text.translate(_SIGNS)
    for _ in range(2):  # case folding can bring out new marks and compatibility forms
        text = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    kept: list[str] = []
    accents = False
    for char in unicodedata.normalize("NFKD", text):
        if unicodedata.combining(char):
            if accents:
                continue  # an accent of Latin, Greek or Cyrillic; elsewhere a mark makes another letter
        elif unicodedata.category(char) == "Cf" or "\ufe00" <= char <= "\ufe0f":
            continue
        else:
            accents = char < _LAST_WITH_ACCENTS
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def either(words: Iterable[str]) -> str:
    """Words of which one is meant: “a”, “a or b”, “a, b or c”."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def listed(words: Iterable[str]) -> str:
    """Words that all are meant: “a”, “a and b”, “a, b and c”."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def plural(count: int, noun: str) -> str:
    """A count with its noun: “1 client”, “3 clients”."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def times(count: int) -> str:
    """How often: “once”, “twice”, “3 times”."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def slug(text: str) -> str:
    """Return a file name without suffix: ASCII letters and digits in lower case, single hyphens, 1-64 long.

    Never empty, never a dot name or a name that Windows reserves. What has no ASCII form at all is
    "unnamed" and a checksum, so that two such names still differ.
    """
    words = "".join(char if char.isascii() and char.isalnum() else " " for char in fold(text)).split()
    name = "-".join(words)[:_SLUG_LENGTH].strip("-")
    if name in _RESERVED:
        return f"{name}-1"
    if name:
        return name
    if not any(char.isalnum() for char in text):
        return "unnamed"
    import zlib

    return f"unnamed-{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def without_secrets(text: str) -> str:
    """Return a text for a message without the secret keys, of age or SSH, that somebody gave as a name."""
    if "SECRET-KEY-" not in text.upper() and "PRIVATE KEY-----" not in text:
        return text
    import re

    text = re.sub(r"(?i)(AGE-(?:PLUGIN-)?[A-Z0-9-]*SECRET-KEY-)[A-Z0-9]+", r"\1…", text)
    return re.sub(r"(?s)-----BEGIN [^-]*PRIVATE KEY-----.*?(?:-----END [^-]*-----|$)", "…PRIVATE KEY…", text)
