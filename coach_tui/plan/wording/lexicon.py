"""Words and what they do in a goal: each language's list maps every word to one kind, a single letter.

The kinds are the alphabet of `coach_tui.plan.wording.grammar`, which is the same for all languages:

    time        D date  m month  y month or verb  w weekday  p day or longer  h hour or shorter
                c time of day  W 24, 48 or 72 hours  H holiday, season, birthday  J event (meeting, review)
                Y year  T age  t tomorrow, today  b before, until, within  g by  i in, on, during, for
                k next  j this  z end, start  r every day, on Mondays  e daily (report)
                d each, all, per  x times, once, twice  < from  ~ to (à 5 jours, auf 5 Tage)
                I before, until something  Z before or until the something (bis zum)
                @ instead of, →
    amount      N number  % number with its unit  = mark on a scale (7/10, B2)  O ordinal  u unit
                L what numbers label (step, phase)  # such a label with its number
                0 no  1 without
    doing       V brings something about  v does something  F is complete in itself  K stops
                B be, become, feel  E effort  U want, plan, will  s a deed as a noun (delivery)
    things      G exam, book, website  R role  A abstract (skills, balance)  M name
    vague       C comparative, improve  S state (fit, confident)  Q some, several  q regularly
                f soon, someday  X if possible, hopefully
    small       a a, an  l the, my  o of  & and  > to  : with, about  ; so that, because  P I, we
                ! not a sign of anything
    n           any other word; "." and "," divide
"""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SIGNS = {
    **dict.fromkeys("‘’ʼ´`′＇", "'"),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\u3000\t", " "),
    "ª": "a",
    "º": "o",
}
_TYPED = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
"""How German is typed without its letters."""
_LONGEST, _MOST = 40, 20_000
"""Letters of a word that is remembered with its kind, and how many are."""
_SHORTEST = 3
"""Letters of the shortest stem or ending."""


class _Plain(dict[int, str]):
    """For str.translate: each character without accent and in lower case, always one for one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = _SIGNS.get(char)
        if plain is None:
            plain = unicodedata.normalize("NFD", char)[0].lower()
            plain = plain if len(plain) == 1 else char
        if code < 0x3000:
            self[code] = plain
        return plain


_PLAIN = _Plain()


def unaccented(text: str) -> str:
    """The text in lower case and without accents, character for character, as the lists are matched."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


class Lexicon:
    """The words of one language. `stem*` and `*ending` stand for many; `a_lot_of` is a phrase."""

    def __init__(self, kinds: Mapping[str, str], regular: Mapping[str, str] | None = None) -> None:
        self._kinds: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        """By first word, the longest first: the words that follow it, and the kind of all of them."""
        self._longest = _SHORTEST
        for kind, words in kinds.items():
            for word in words.split():
                for spelled in _spellings(word):
                    self._add(unaccented(spelled), kind)
        for kind, verbs in (regular or {}).items():
            for form in english_verbs(verbs):
                self._add(form, kind)
        for group in self.phrases.values():
            group.sort(key=lambda phrase: -len(phrase[0]))

    def _add(self, word: str, kind: str) -> None:
        word = word.replace("-", "_")
        if "_" in word.strip("_"):
            first, *rest = word.split("_")
            self.phrases.setdefault(first, []).append((tuple(rest), kind))
            return
        stem = word.strip("*")
        self._longest = max(self._longest, len(stem))
        table = self._stems if word.endswith("*") else self._endings if word.startswith("*") else self._kinds
        table.setdefault(stem, kind)

    def kind(self, word: str) -> str:
        """What a word does; "n" for one that is not listed. Whole words come before stems and endings."""
        known = self._kinds.get(word)
        if known is None:
            known = self._guess(word)
            if len(word) <= _LONGEST and len(self._kinds) < _MOST:
                self._kinds[word] = known
        return known

    def _guess(self, word: str) -> str:
        most = min(len(word), self._longest)
        for length in range(most, _SHORTEST - 1, -1):
            if kind := self._stems.get(word[:length]):
                return kind
        for length in range(most, _SHORTEST - 1, -1):
            if kind := self._endings.get(word[-length:]):
                return kind
        return "n"

    def phrase(self, words: Sequence[str], at: int) -> tuple[int, str] | None:
        """The longest phrase that begins at a word: how many words it has, and its kind."""
        for rest, kind in self.phrases.get(words[at], ()):
            if tuple(words[at + 1 : at + 1 + len(rest)]) == rest:
                return 1 + len(rest), kind
        return None


def _spellings(word: str) -> Iterator[str]:
    yield word
    typed = word
    for letter, as_typed in _TYPED:
        typed = typed.replace(letter, as_typed)
    if typed != word:
        yield typed


def english_verbs(words: str) -> Iterator[str]:
    """Regular English verbs in all their forms: plan → plan plans planned planning."""
    return (form for word in words.split() for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    verb, joint, rest = word.partition("_")
    if verb.endswith("e"):
        forms = [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    elif verb[-1] == "y" and verb[-2] not in "aeiou":
        forms = [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    elif verb.endswith(("s", "x", "ch", "sh")):
        forms = [verb, f"{verb}es", f"{verb}ed", f"{verb}ing"]
    else:
        forms = [verb + end for end in ("", "s", "ed", "ing")]
        if len(verb) < 6 and verb[-1] in "bdgmnpt" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
            forms += [f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"]
    return (f"{form}{joint}{rest}" for form in forms)
