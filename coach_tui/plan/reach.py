"""What somebody is reached by: the words and numbers in it that tell who it is.

An address names its owner before the @ and often the employer behind it; a field for a number may hold two of
them, an extension, or whom to ask for.
"""

from __future__ import annotations

import re

from coach_tui.plan.people_words import COMMON, MAILBOXES, NEVER, PROVIDERS, ROLES
from coach_tui.plan.spellings import JOINED, WORD, Spelling, spellings
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

EMAIL = re.compile(r"[^\s@<>()\[\]{},;:\"'“”„|]+@[^\s@<>()\[\]{},;:\"'“”„|]*[^\W_]")
_DATE = re.compile(
    r"(?<!\d[-./])\b"
    r"(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./]) ?\d{1,2}\2 ?(?:\d{4}|\d{2}))\b(?![-./]\d)"
)
_RUN = re.compile(r"(?<![\w-])[+(]?\d(?:[ \u00a0\u202f()/.\u2010-\u2015-]{0,3}\d){5,}(?![\w-])")
_FIGURE = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|(?:0|[1-9]\d*)\.\d+|(?:(?:19|20)\d\d\D*)+")
"""A large number, a fraction, years: no telephone has such a form."""
_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r"[,;|\n]|\s/\s|\s(?=\+)|[^\W\d_]+")
"""What may stand between two numbers in one field."""
_YEAR = re.compile(r"(?:19|20)\d\d")
KNOWN_BY = 7
"""By so many digits at its end a number is known."""
LEAST = 6
"""So many digits a number has, or the part of it that is known; fewer are an extension or a short number."""
_CALLED = ("ext", "extension", "x", "durchwahl", "dw", "apparat", "poste", "tel", "phone", "no", "nr")
"""What stands before a short number."""


class Numbers:
    """The telephone numbers that are known, and how any other looks."""

    def __init__(self) -> None:
        self._ends: set[str] = set()
        self._whole: set[str] = set()

    def add(self, digits: str) -> None:
        """Know a number by its digits."""
        self._ends.add(digits[-KNOWN_BY:])
        self._whole.add(digits)

    def __contains__(self, digits: str) -> bool:
        """Whether these digits are a number that is known, or at least six in a row of one."""
        return digits[-KNOWN_BY:] in self._ends or any(digits in whole for whole in self._whole)


def runs(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """What may be a telephone number: from where to where, its digits, whether it looks like one."""
    for match in _RUN.finditer(text):
        yield (*match.span(), digits_of(match[0]), False)
    bare = _DATE.sub(lambda match: "x" * len(match[0]), text)
    for match in _RUN.finditer(bare):
        yield (*match.span(), digits_of(match[0]), _is_number(match[0]))


def digits_of(text: str) -> str:
    """The digits in a text, one after the other."""
    return "".join(_DIGITS.findall(text))


def _is_number(run: str) -> bool:
    """Whether digits, and what may stand between them, are a telephone number by their looks."""
    groups = _DIGITS.findall(run)
    digits = "".join(groups)
    if run.startswith("+") or digits.startswith("00"):
        return len(digits) >= 7
    if _FIGURE.fullmatch(run):
        return False
    if run[0] in "(0":
        return True
    if len(groups) == 1:
        return len(digits) >= 9
    return len(digits) >= 7 and len({len(group) for group in groups}) > 1 and max(map(len, groups)) >= 3


def numbers_in(text: str) -> Iterator[str]:
    """The digits of each number in a field, the short ones as well."""
    pieces = {digits_of(piece) for piece in _BETWEEN.split(EMAIL.sub(" ", text))}
    yield from sorted(piece for piece in pieces if len(piece) > 2)


def short_number(digits: str) -> Iterator[Spelling]:
    """How a short number or an extension may be written: behind a word for it, from four digits on alone."""
    for word in _CALLED:
        yield Spelling((word, digits), False)
    if len(digits) > 3 and not _YEAR.fullmatch(digits):
        yield Spelling((digits,), False)


def words_of_address(text: str) -> Iterator[Spelling]:
    """The words of what somebody is reached by, other than numbers, that would tell who it is."""
    for address in EMAIL.findall(text):
        local, _, domain = address.rpartition("@")
        yield from _parts(local.partition("+")[0], MAILBOXES)
        yield from _parts(_own_word(domain), PROVIDERS | MAILBOXES)
    rest = EMAIL.sub(" ", text)
    words = tuple(fold(word) for word in WORD.findall(rest))
    if any(not word.isdigit() and word not in NEVER and word not in MAILBOXES for word in words):
        yield Spelling(words, False)


def names_in_address(text: str) -> Iterator[Spelling]:
    """Whom to ask for, as somebody wrote it beside a number."""
    named = with_capital(EMAIL.sub(" ", text), MAILBOXES)
    yield from (one for one in spellings(named, loose=True) if len(one.words) == 1)


def with_capital(text: str, plain: frozenset[str] = frozenset()) -> str:
    """The words with a capital, or of a script that has none, but for plain ones."""
    words = (word for word in WORD.findall(text) if word[0].isalpha() and not word[0].islower())
    return " ".join(word for word in words if fold(word) not in plain)


def _parts(text: str, plain: frozenset[str]) -> Iterator[Spelling]:
    """The words of one side of an address: all together, and with a capital each by itself."""
    written = [fold(word) for word in WORD.findall(text)]
    words = [word for word in written if not word.isdigit() and len(word) > 1]
    told = [word for word in words if word not in plain and word not in NEVER and word not in ROLES]
    if not told:
        return
    for whole in {tuple(written), tuple(words)}:
        yield Spelling(whole, len(whole) == 1 and (len(whole[0]) < 4 or whole[0] in COMMON))
    for joined in _joined(words, [word for word in written if not word.isdigit()]):
        yield Spelling((joined,), False)
    for word in told:
        if len(word) > 2:
            yield Spelling((word,), True)


def _joined(*lists: list[str]) -> list[str]:
    """Each list of several words as one: “linkedin.com/in/abergen” is a.bergen@…."""
    found = {"".join(words) for words in lists if len(words) > 1}
    return sorted(one for one in found - COMMON if len(one) >= JOINED)


def _own_word(domain: str) -> str:
    """The part of a domain that its owner chose: “bergconsult” of mail.bergconsult.co.uk."""
    labels = domain.split(".")[:-1] or [domain]
    if len(labels) > 1 and fold(labels[-1]) in ("co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"):
        labels.pop()
    return labels[-1]
