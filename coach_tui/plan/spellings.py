"""How a name may be written in a text: whole, in its parts, as one word, with an initial beside it."""

from __future__ import annotations

import re
import unicodedata

from coach_tui.plan.people_words import COMMON, NEVER, ROLES
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

JOINED = 6
"""From so many letters on a whole name is found written as one word too, as in “annaberg”."""
_MARKS = "\u200c\u200d" + "".join(
    char
    for low, high in (
        (0x300, 0x1E00),
        (0x20D0, 0x2100),
        (0xA66F, 0xAC00),
        (0xFE00, 0xFE30),
        (0x11000, 0x11E00),
    )
    for char in map(chr, range(low, high))
    if unicodedata.category(char)[0] == "M"
)
"""Signs that belong to the letter before them, and joiners."""
WORD = re.compile(rf"(?:[^\W\d_][{_MARKS}]*)+|\d+")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
    "|(?<=[0-9\u2e80-\u9fff\uac00-\ud7ff])[\u200c\u200d]+"  # joiners, where they join nothing
)
"""Signs that take no room and belong to no letter, such as a soft hyphen."""
_LETTERS = map(chr, (*range(0xC0, 0x530), *range(0x1E00, 0x1F00)))
_CAPITALS = "".join(char for char in _LETTERS if char.isupper())
INNER_CAPITAL = re.compile(rf"(?<=[^\W\d_A-Z])[A-Z{_CAPITALS}]")
"""Where a word may begin inside another, as in “BergAnna”; wrong only about what is all in capitals."""
_APOSTROPHE = "['\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\u00b4\uff07`]"
_WITH_APOSTROPHE = re.compile(rf"[^\W\d_]+(?:{_APOSTROPHE}[^\W\d_]+)+")
_SHORT = 4
"""What has fewer letters without the apostrophe counts only with a capital."""
_SPELT_OUT = str.maketrans(
    dict(zip("äöüåøÄÖÜ", ("ae", "oe", "ue", "aa", "oe", "Ae", "Oe", "Ue"), strict=True))
)


def as_read(text: str) -> str:
    """A text without what nobody sees in it: “Anna” with a soft hyphen inside is Anna."""
    return text if text.isascii() else unicodedata.normalize("NFC", _UNSEEN.sub("", text))


class Spelling:
    """One way to write a name: its words in folded form, and whether they count only with capitals."""

    __slots__ = ("capital", "words")

    def __init__(self, words: tuple[str, ...], capital: bool) -> None:
        self.words = words
        self.capital = capital


def spellings(name: str, *, loose: bool = False) -> Iterator[Spelling]:
    """All ways to write a name in words; `loose` for a text that need not be one (see `People.add`)."""
    for written in sorted({name, name.translate(_SPELT_OUT)}):
        yield from _spellings(written, loose)


def _spellings(name: str, loose: bool) -> Iterator[Spelling]:
    written = WORD.findall(as_read(name))
    words = tuple(fold(word) for word in written)
    yield from _with_apostrophe(name, loose)
    parts = [
        (word, as_written)
        for word, as_written in zip(words, written, strict=True)
        if not (word.isdigit() or word in NEVER or (loose and word in ROLES))
    ]
    if not parts:
        return
    capitals = any(as_written[0].isupper() for _, as_written in parts)
    used = []
    for word, as_written in parts:
        small = capitals and as_written[0].islower()  # the “van” of “van Dyck”
        if len(word) < 2 or (loose and small):
            continue
        cased = as_written.lower() != as_written.upper()
        unsure = small or len(word) < 3 or word in COMMON
        yield Spelling((word,), cased and unsure)
        used.append(word)
    if len(words) > 1:
        yield Spelling(words, False)
        yield from _as_one(words, used, loose)


def _with_apostrophe(name: str, loose: bool) -> Iterator[Spelling]:
    """A part of a name with an apostrophe in it: “O'Dowd” is also O’Dowd, whole, and ODowd."""
    for found in _WITH_APOSTROPHE.findall(as_read(name)):
        parts = re.split(_APOSTROPHE, found)
        if len(parts[-1]) < 2 or (loose and not parts[-1][0].isupper()):  # “Anna's boss”
            continue
        words = tuple(map(fold, parts))
        joined = "".join(words)
        yield Spelling(words, False)
        yield Spelling((joined,), len(joined) < _SHORT or joined in COMMON)
        yield Spelling((fold(found),), False)  # one of the signs for it is a letter


def _as_one(words: tuple[str, ...], used: list[str], loose: bool) -> Iterator[Spelling]:
    """Several words of a name as one, and the last before the others."""
    pairs = {(used[at - 1], used[at]) for at in range(1, len(used))}
    if not loose:
        yield Spelling((words[-1], *words[:-1]), False)
        pairs = {(one, other) for one in used for other in used if one is not other}
    joined = {"".join(words), *map("".join, pairs)}
    for one in sorted(joined - COMMON):
        if len(one) >= JOINED:
            yield Spelling((one,), False)


_INITIAL_BEFORE = re.compile(r"(?<!\w)(?:[^\W\d_](?:\.[ -]?|[ ]))+$")
_INITIAL_BEHIND = re.compile(r" ([^\W\d_])(?:(?=\.(?:$|\s+[^\W\d_a-z]))|\.|(?=[,;:!?)\]]|$))")


def initial_before(text: str, start: int) -> int:
    """Where a name begins that has initials before it, as in “A. Berg” and “A.-M. Berg”."""
    found = _INITIAL_BEFORE.search(text[max(0, start - 12) : start])
    if found is None:
        return start
    letters = [char for char in found[0] if char.isalpha()]
    said = found[0] == "I "  # “Then I Anna”
    return start if said or not all(map(str.isupper, letters)) else start - len(found[0])


def initial_behind(text: str, end: int) -> int:
    """Where a name ends that has an initial behind it, as in “Anna B.”."""
    found = _INITIAL_BEHIND.match(text, end)
    return found.end() if found is not None and found[1].isupper() else end


def inner_capital(word: str) -> int:
    """Where in a word another begins with a capital, as in “BergAnna”; 0 for nowhere."""
    if word.islower() or word.isupper() or word[1:].islower():
        return 0
    return next((at for at in range(1, len(word)) if word[at - 1].islower() and word[at].isupper()), 0)
