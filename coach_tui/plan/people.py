"""People in a text: names, addresses and numbers are found and replaced, so that nobody can be told by it.

A name is found whole and in its single parts, at the bounds of words, whatever its case and accents: “anna”,
“ANNA BERG”, “Bergs”, “BergAnna”, “A. Berg” and “anna-berg.pdf” are Anna Berg, with a capital also with the
endings of languages (`coach_tui.plan.inflection`); “A.B.” are her initials (`coach_tui.plan.initials`), and
“Steffi” is Stefanie (`coach_tui.plan.short_forms`). What is a word of the language as well
(`coach_tui.plan.people_words`) counts only where it has a capital. An e-mail address or a telephone number is
found by how it looks, whoever's it is; dates and figures stay.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from coach_tui.plan.fields import LINE_LIMIT
from coach_tui.plan.inflection import derived_from, stems, without_ending
from coach_tui.plan.initials import Initials, dotted
from coach_tui.plan.inside import INSIDE, SOMEBODY, Inside
from coach_tui.plan.particles import particles_of, with_particles
from coach_tui.plan.people_words import COMMON, MONTHS, NEVER, PARTICLES, ROLES
from coach_tui.plan.reach import (
    EMAIL,
    LEAST,
    Numbers,
    names_in_address,
    numbers_in,
    runs,
    short_number,
    words_of_address,
)
from coach_tui.plan.roles import firms_in_role, names_in_role
from coach_tui.plan.short_forms import ShortForms
from coach_tui.plan.spans import CUT, in_date, is_cut, of_both, replace
from coach_tui.plan.spellings import (
    INNER_CAPITAL,
    WORD,
    Spelling,
    as_read,
    initial_before,
    initial_behind,
    inner_capital,
    spellings,
)
from coach_tui.plan.text import fold
from coach_tui.plan.whose import OF_GROUP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.former import Former
    from coach_tui.plan.spans import Span, Token

ADDRESS, NUMBER = "an address", "a number"
"""What stands for an address, and for a telephone number."""

_ASCII_WORD = re.compile(r"[a-z]+|\d+")
_PAIR = re.compile(r"\b(?=([^\W\d_a-z][^\W\d_]{2,})[ -]([^\W\d_a-z][^\W\d_]{2,})\b)")
"""Two words that may be one name: “Anna Maria” is Annamaria."""
_DIGITS = re.compile(r"\d+")


class People:
    """Those to be found, each with what stands for them.

    Where two have the same name, or a part of it, what stands for who was added first stands for both; for
    two clients it is “a client”.
    """

    def __init__(self) -> None:
        self._phrases: dict[tuple[str, ...], tuple[str, bool]] = {}
        """Names and parts of names: what stands for each, and whether it counts only with a capital."""
        self._longest: dict[str, int] = {}
        """How many words the longest name has that begins with a word."""
        self._inside = Inside()
        self._numbers = Numbers()
        self._former: list[Former] = []
        self._words: dict[str, str] = {}
        """Names of one word, as they are in folded form, that may have endings."""
        self._stems: dict[str, str] = {}
        """The same without the last letters of their own."""
        self._firms: dict[str, str] = {}
        """Words of firms of which words may be derived, and no more."""
        self._initials = Initials()
        self._short = ShortForms()
        self._particles: dict[str, frozenset[str]] = {}
        """By words of names the small words that belong before them."""
        self._nobody: set[str] = set()
        """Words of which it is known that they are no part of a name."""
        self._replaced: dict[str, str] = {}
        self._sorted: list[str] = []
        """The first words of all names in their order, once it is asked for."""

    # Who is to be found

    def add(self, name: str, stand_in: str, *, loose: bool = False) -> None:
        """Find a name in texts; `loose` for a text that need not be one, such as “HR” or “the board”.

        Of such a one, words without a capital are no names, and those of roles and companies neither; nor is
        what is told of a group in place of who asked.
        """
        if name in OF_GROUP:
            return
        self._forget()
        for spelling in spellings(name, loose=loose):
            self._phrase(spelling, stand_in)
            if len(spelling.words) == 1 and not spelling.capital:
                self._inflect(spelling.words[0], stand_in)
        self._initials.add(name, stand_in, loose=loose)
        if not loose:
            self._short.add(name, stand_in)
        for word, particles in particles_of(name, loose=loose):
            for one in (word, f"{word}s"):
                self._particles[one] = particles | self._particles.get(one, frozenset())
        self._inside.add(as_read(name), stand_in)

    def add_former(self, former: Former) -> None:
        """Find the names that no record holds any more (`coach_tui.plan.former`) as well."""
        self._forget()
        self._former.append(former)

    def _forget(self) -> None:
        self._replaced.clear()
        self._nobody.clear()

    def _inflect(self, word: str, stand_in: str) -> None:
        self._words[word] = of_both(self._words.get(word, stand_in), stand_in)
        for stem in stems(word):
            self._stems[stem] = of_both(self._stems.get(stem, stand_in), stand_in)

    def _phrase(self, spelling: Spelling, stand_in: str) -> None:
        words = spelling.words
        for ending in ("", "s"):  # “Annas Plan” is German for “Anna's plan”
            key = (*words[:-1], words[-1] + ending)
            asks = spelling.capital or (len(key) == 1 and key[0] in COMMON)
            had = self._phrases.get(key)
            self._phrases[key] = (of_both(had[0], stand_in), had[1] and asks) if had else (stand_in, asks)
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def add_address(self, text: str) -> None:
        """Find what somebody is reached by, where it does not look like it: any text, a short number."""
        self._forget()
        text = as_read(text)
        for spelling in words_of_address(text):
            self._phrase(spelling, ADDRESS)
        for spelling in names_in_address(text):
            self._phrase(spelling, SOMEBODY)
        for digits in numbers_in(text):
            if len(digits) >= LEAST:
                self._numbers.add(digits)
            for spelling in short_number(digits) if len(digits) < LEAST else ():
                self._phrase(spelling, NUMBER)

    def add_role(self, text: str) -> None:
        """Find the firm that a role names."""
        self._forget()
        text = as_read(text)
        for spelling in names_in_role(text):
            self._phrase(spelling, SOMEBODY)
        for word in firms_in_role(text):
            self._firms.setdefault(word, SOMEBODY)

    # A text without them

    def without(self, text: str) -> str:
        """The text with what stands for each of them in the place of names, addresses and numbers.

        Where nobody is in it, the very text is given back.
        """
        known = self._replaced.get(text)
        if known is not None:
            return known
        whole = as_read(text)
        if not self._perhaps(whole):
            return text
        spans = [
            *self._addresses(whole),
            *self._inside.spans(whole, self._former),
            *self._initials.spans(whole),
        ]
        spans += [*self._names(whole, spans)]
        if not spans:
            return text
        found = self._replaced[text] = replace(whole, spans)
        return found

    def _perhaps(self, text: str) -> bool:
        """Whether anybody may be in a text: quick, and never wrong where it says no."""
        plain = text.isascii()
        words = set(_ASCII_WORD.findall(text.lower()) if plain else map(fold, WORD.findall(text)))
        if not (self._longest.keys().isdisjoint(words) and self._initials.folded.isdisjoint(words)):
            return True
        if (self._inside or self._former) and not plain and INSIDE.search(text):
            return True
        for word in words - self._nobody:
            if self._inflected(word) or self._was_name(word, True):
                return True
            self._nobody.add(word)
        return (
            "@" in text
            or CUT in text
            or len(text) >= LINE_LIMIT
            or sum(map(len, _DIGITS.findall(text))) >= 6
            or ("." in text and any(True for _ in dotted(text)))
            or INNER_CAPITAL.search(text) is not None
            or any(self._is_one(fold("".join(pair.groups()))) for pair in _PAIR.finditer(text))
        )

    def _addresses(self, text: str) -> Iterator[Span]:
        for match in EMAIL.finditer(text):
            yield (*match.span(), ADDRESS)
        for start, end, digits, looks in runs(text):
            if looks or digits in self._numbers or any(one.has_number(digits) for one in self._former):
                yield start, end, NUMBER

    def _tokens(self, text: str, taken: list[Span]) -> Iterator[Token]:
        """The words that are not taken; “AnnaNotes” is two, unless it is a name."""
        for match in WORD.finditer(text):
            if any(start < match.end() and match.start() < end for start, end, _ in taken):
                continue
            word, start = fold(match[0]), match.start()
            at = inner_capital(match[0])
            known = (word,) in self._phrases or (at and self._was_name(word, True))
            while at and not known:
                yield fold(text[start : start + at]), start, start + at
                start += at
                at = inner_capital(text[start : match.end()])
            yield fold(text[start : match.end()]), start, match.end()

    def _names(self, text: str, taken: list[Span]) -> Iterator[Span]:
        tokens = list(self._tokens(text, taken))
        at = 0
        while at < len(tokens):
            length, stand_in = (
                self._name_at(text, tokens, at)
                or self._former_at(text, tokens, at)
                or self._initials.at(text, tokens[at])
                or self._with_ending_at(text, tokens[at])
                or self._begun_at(text, tokens[at])
            )
            if length:
                start, end = self._begins(text, tokens, at), tokens[at + length - 1][2]
                yield initial_before(text, start), initial_behind(text, end), stand_in
            at += length or 1

    def _begins(self, text: str, tokens: list[Token], at: int) -> int:
        """Where a name begins that was found at a word: before the small words that belong to it."""
        own = self._particles.get(tokens[at][0], frozenset())
        if not at or not (own or self._former):
            return tokens[at][1]
        was = self._was_name(tokens[at][0], True)
        return with_particles(
            text,
            tokens,
            at,
            lambda word: word in own or (was and word in PARTICLES and self._was_name(word, True)),
        )

    def _name_at(self, text: str, tokens: list[Token], at: int) -> tuple[int, str] | None:
        """The longest name that begins with a word: how many words it has, and what stands for it."""
        word = tokens[at][0]
        for length in range(min(self._longest.get(word, 0), len(tokens) - at), 0, -1):
            found = self._phrases.get(tuple(token[0] for token in tokens[at : at + length]))
            if length == 1 and (as_two := self._in_two(text, tokens, at)):
                return as_two
            if found is None:
                continue
            stand_in, capital = found
            if capital and not all(text[token[1]].isupper() for token in tokens[at : at + length]):
                continue
            if length == 1 and word in MONTHS and in_date(text, tokens, at):
                continue
            return length, stand_in
        return self._in_two(text, tokens, at)

    def _is_one(self, word: str) -> bool:
        return (word,) in self._phrases or self._was_name(word, True)

    def _in_two(self, text: str, tokens: list[Token], at: int) -> tuple[int, str] | None:
        """A name that is written in two words, each with a capital."""
        pair = _PAIR.match(text, tokens[at][1])
        word = fold("".join(pair.groups())) if pair and at + 1 < len(tokens) else ""
        known = word and self._is_one(word)
        return (2, self._phrases.get((word,), (SOMEBODY, True))[0]) if known else None

    def _was_name(self, word: str, capital: bool) -> bool:
        return any(former.has_word(word, capital) for former in self._former)

    def _former_at(self, text: str, tokens: list[Token], at: int) -> tuple[int, str] | None:
        """A word that was a name; one with a capital that was cut may have been, and is taken for one."""
        word, start, end = tokens[at]
        if not self._former or (word in MONTHS and in_date(text, tokens, at)):
            return None
        capital = text[start].isupper()
        perhaps = capital and len(word) > 1 and word not in COMMON | NEVER and is_cut(text, end)
        return (1, SOMEBODY) if perhaps or self._was_name(word, capital) else None

    def _inflected(self, word: str) -> str:
        """What stands for the name that a word with a capital is, ended or shorter; "" for none."""
        for base, stem in without_ending(word):
            if found := (self._stems if stem else self._words).get(base):
                return found
        for base, stem in derived_from(word):
            if found := (self._stems if stem else self._words).get(base) or self._firms.get(base):
                return found
        return self._short.of(word)

    def _with_ending_at(self, text: str, token: Token) -> tuple[int, str] | None:
        found = self._inflected(token[0]) if text[token[1]].isupper() else ""
        return (1, found) if found else None

    def _begun_at(self, text: str, token: Token) -> tuple[int, str]:
        """The name that a word is the beginning of, where a text was cut behind it; else no words."""
        word, start, end = token
        small = not text[start].isupper() and (len(word) < 3 or word in COMMON)
        if not is_cut(text, end) or len(word) < 2 or small:
            return 0, ""
        if len(self._sorted) != len(self._longest):
            self._sorted = sorted(self._longest)
        at = bisect_left(self._sorted, word)
        if at == len(self._sorted) or not self._sorted[at].startswith(word):
            return 0, ""
        whole = self._sorted[at]
        names = (stand_in for words, (stand_in, _) in self._phrases.items() if words[0] == whole)
        return 1, next(names)


def names_nobody(text: str) -> bool:
    """Whether a text says only in what part somebody acts, such as “coach” or “client and team”."""
    return text in OF_GROUP or all(
        word.isdigit() or word in NEVER or word in ROLES for word in map(fold, WORD.findall(text))
    )
