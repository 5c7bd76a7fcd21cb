"""Names with the endings that languages put on them: “Анной”, “Łukaszem”, “Annan” are Анна, Łukasz and Anna.

It knows the common endings of names in Slavic languages, German, Finnish, Estonian, Hungarian, Turkish and
Greek, not the grammar: rather a word too many than one too few. It is asked of words with a capital alone.
"""

from __future__ import annotations

from coach_tui.plan.people_words import COMMON, ENDED, FIELDS, JOBS, MAILBOXES, NEVER, PROVIDERS, ROLES
from coach_tui.plan.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def _endings(text: str) -> frozenset[str]:
    return frozenset(fold(ending) for ending in text.split())


_VOWELS = "aeiouyаеиоуыэюяєіαεηιουω"
_SOFT = "ь"
_AFTER_CONSONANT = _endings(
    # German, Slavic, Finnish, Hungarian, Turkish, then Cyrillic and Greek
    "en es ens a e u i y o em om im owi owie ovi ove ova ovou ovo ow owa owej uv ach ami ie iem in iny "
    "inu un "
    "illa ille ilta issa ista iin iksi iina at et ot nak nek ra re rol tol hoz hez ban ben bol nal nel ert "
    "da de dan den la le "
    "а у ом ем е ы и ю я ой ей ам ами ах ов ова ову овой овым ове ови еві ові ев ева еву евой евым ым ых "
    "ου ο ε α οσ"
)
_AFTER_VOWEL = _endings(
    "n t lla lle lta ssa sta hin na ksi ga lt st sse ni ya ye yi yu yla yle nin nun da de dan den "
    "val vel nak nek ra re rol tol hoz hez ban ben bol nal nel ie ovi м ν σ"
)
_FOR_THE_LAST = _endings(
    "a y i e ie ii u o ou om em owi ovi owie ove im ym ami ach ech ych ich in iny ina inu "
    "ej iej ego emu eho iego iemu "
    "а я у ю е ы и о ой ою ей ею ом ем ам ами ах ям ями ях ин ина ину иной иным ого ому его ему ая ую ый ий "
    "ым им ых их ії ою "
    "ο ου ε α η ασ ησ οσ ων ον"
)
"""Endings that stand in the place of a name's last vowel."""
_LONGEST = 4
_DERIVED = tuple(
    _endings(
        "ian ians ean eans er ers ern erin ling lings ite ites ism ist ists esque ish ic isch ische ischen "
        "ischer isches ischem ianer ianern ien iens ienne iennes iste istes ista istas ismo isme ismus"
    )
)
"""Endings that make a word of a name: “Globexian”, who is of Globex."""
_LONGEST_DERIVED = max(map(len, _DERIVED))
_RARE = 6
"""So many letters a name has of which such words are known: of shorter ones there are too many others."""
_PLAIN = COMMON | FIELDS | JOBS | MAILBOXES | NEVER | PROVIDERS | ROLES | ENDED


def stems(word: str) -> Iterator[str]:
    """What stays of a name, in folded form, where an ending takes the place of its own last letters."""
    if word[-1] in _VOWELS + _SOFT and len(word) > 2:
        yield word[:-1]
        if len(word) > 4 and word[-2] in _VOWELS:  # Толстой, Novotný; Мария keeps its и
            yield word[:-2]
    elif len(word) > 4 and word[-2] in "eеоo":  # Павел, Marek
        yield word[:-2] + word[-1]
    if len(word) > 4 and word[-2:] in ("οσ", "ησ", "ασ"):
        yield word[:-2]


def without_ending(word: str) -> Iterator[tuple[str, bool]]:
    """What a word of a text, in folded form, may be without its ending; and whether that is only a stem."""
    if len(word) < (4 if word.isascii() else 3) or word in COMMON or word in NEVER or word in ENDED:
        return
    for size in range(1, min(_LONGEST, len(word) - 2) + 1):
        base, ending = word[:-size], word[-size:]
        endings = _AFTER_VOWEL if base[-1] in _VOWELS else _AFTER_CONSONANT
        known = ending in endings or _doubled(base, ending)
        if known and (len(base) > 3 or (size > 1 and len(base) > 2)):
            yield base, False
        if ending in _FOR_THE_LAST and len(base) > (2 if base.isascii() else 1):
            yield base, True


def derived_from(word: str) -> Iterator[tuple[str, bool]]:
    """What rare names a word of a text, in folded form, may be derived from; and whether that is a stem."""
    if not word.endswith(_DERIVED) or word in _PLAIN or word.removesuffix("s") in _PLAIN:
        return
    for size in range(2, min(_LONGEST_DERIVED, len(word) - _RARE) + 1):
        base = word[:-size]
        if word[-size:] in _DERIVED and base not in _PLAIN:
            yield base, False
            yield base, True


def _doubled(base: str, ending: str) -> bool:
    """Whether it is the Hungarian “with”, as in “Péterrel”."""
    return len(ending) == 3 and ending[0] == base[-1] and ending[1:] in ("al", "el")
