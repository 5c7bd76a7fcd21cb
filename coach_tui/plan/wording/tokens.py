"""A goal's text as words, each with its kind: what the grammar reads is one letter a word."""

from __future__ import annotations

import re

from coach_tui.plan.wording.lexicon import unaccented
from coach_tui.plan.wording.neighbours import settled_kinds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.plan.wording.lexicon import Lexicon

_DATE = r"""
    \d{4}-\d{1,2}-\d{1,2}(?!\d)                                # 2027-06-30
    | \d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)(?!\d)             # 30/6/2027
    | \d{1,2}\.\ ?\d{1,2}\.(?!\d)                              # 30.06.
    | (?<![\w-])[qht][1-4](?:\ ?[/-]?\ ?\d{4}|\ ?['/]\ ?\d\d)?(?!\w)  # Q2, H1 2027
    | (?<!\w)[1-4]q(?!\w)
    | (?<!\w)fy'?\ ?\d\d(?:\d\d)?(?!\w)
    | (?<!\w)kw\ ?\d\d?(?!\d)
"""
_CLOCK = r"""
    \d{1,2}(?::\d\d|h[0-5]\d)(?:\ ?(?:[ap]\.m\.?|[ap]m\b|uhr\b|h\b))?
    | \d{1,2}\ ?(?:[ap]\.m\.?|[ap]m\b|uhr\b|o'clock\b)
"""
_ARROWS = r"\u2190-\u21ff\u2794\u2798-\u27af\u27b1-\u27be\u27f0-\u27ff\u2900-\u297f\u2b00-\u2b11►▶▸"
_TOKEN = re.compile(
    rf"""
      (?P<D> {_DATE} )
    | (?P<W> (?:24|48|72)\ ?(?:h|hours?|hrs?|heures|stunden|std|horas)\b )
    | (?P<slash> (?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/]) )
    | (?P<c> {_CLOCK} )
    | (?P<grade> (?<!\w)[a-d][+-](?![\w+]) | (?<=\ba\ )[b-d](?!\w) )                  # a B+, a C in maths
    | (?P<money> [$€£¥]\ ?\d[\d.,]{{0,20}}(?:\ ?(?:k|m|bn|million|thousand)\b)? | \d[\d.,]{{0,20}}\ ?[$€£¥] )
    | (?P<number> (?:\d{{1,3}}(?:[ .,']\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)? ) (?P<unit> \ ?%|[a-z]+(?![a-z]))?
    | (?P<word> [a-z]\d(?!\w) | [^\W\d_]+(?:'[^\W\d_]+)*'? )
    | (?P<arrow> [-=–—]{{1,3}}> | (?<=[^\W_])\ ?>{{1,3}}(?=\ ?[\w<~]) | [{_ARROWS}] )
    | (?P<end> [.!?;:\n•]+ | \ -\  )
    | (?P<comma> [,()\[\]"“”«»„] )
    | (?P<sign> [/&+\#%$€£²] )
    """,
    re.VERBOSE,
)
_KINDS = {
    "D": "D",
    "W": "W",
    "slash": "/",
    "c": "c",
    "grade": "=",
    "money": "%",
    "end": ".",
    "comma": ",",
    "arrow": "@",
}
_ORDINAL = frozenset(("st", "nd", "rd", "th", "er", "ere", "e", "eme", "o", "a", "ro", "do", "to", "nde"))
_SAYINGS = frozenset(("24/7", "50/50"))
_TIMES = frozenset(("x", "mal"))
_PARTICIPLES = ("ing", "ed", "driven")
"""How the end of a compound adjective ends: high-performing, customer-focused."""
_NOUNS_OF_VERBS = ("ung", "ungen")
_PREFIXES = """
    ab an auf aus bei dar durch ein fertig fort her hin los mit nach nieder um vor weg weiter zu zuruck
    zusammen
"""
_MADE_OF_VERB = re.compile(
    rf"(?P<prefix>{'|'.join(_PREFIXES.split())}|)(?:ge(?=\w{{3,}}t$|\w{{3,}}en$)|zu(?=\w{{3,}}n$))"
)
"""What German puts into a verb: ge-tilg-t, auf-ge-räum-t, ein-zu-reichen."""
_DAYS = (["w"], ["r"])
_ELIDED = ("l'", "d'", "j'", "m'", "t's", "s'", "n'", "c'", "qu'", "jusqu'", "lorsqu'", "t'")


class Tokens:
    """The words of a text. `kinds` has one letter for each, and `text` gives back the words of a range."""

    __slots__ = ("_ends", "_starts", "_text", "kinds", "words")

    def __init__(self, text: str, lexicon: Lexicon, language: str) -> None:
        compounds, capitals = language == "en", language == "de"
        self._text = text
        self.words: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        kinds = self._read(unaccented(text), lexicon, language)
        self.kinds = settled_kinds(
            "".join(self._joined(kinds, lexicon)), compounds=compounds, attributive=compounds or capitals
        )

    def text(self, start: int, end: int) -> str:
        """The original text of the words from start up to end."""
        return self._text[self._starts[start] : self._ends[end - 1]]

    def _read(self, folded: str, lexicon: Lexicon, language: str) -> list[str]:
        """The words of the text, and the kind of each."""
        kinds: list[str] = []
        cased = _tells_names(self._text) if language != "de" else self._text != self._text.upper()
        for match in _TOKEN.finditer(folded):
            word, (start, end) = match.group(), match.span()
            if match.lastgroup != "word":
                self._put(word, start, end)
                kinds.append(_kind_of_sign(match, lexicon))
                continue
            head = _elided(word) if language == "fr" else ""
            if head:
                self._put(head, start, start + len(head))
                kinds.append(lexicon.kind(head))
                word, start = word[len(head) :], start + len(head)
            kind = _kind_of_word(word, lexicon)
            capital = self._text[start].isupper() and bool(kinds) and kinds[-1] != "."
            if language == "de":
                kind = _german(word, kind, capital and cased, lexicon)
            elif language == "en" and folded[start - 1 : start] == "-" and word.endswith(_PARTICIPLES):
                kind = "S"
            elif kind == "n" and capital and cased:
                kind = "M"
            self._put(word, start, end)
            kinds.append(kind)
        return kinds

    def _put(self, word: str, start: int, end: int) -> None:
        self.words.append(word)
        self._starts.append(start)
        self._ends.append(end)

    def _joined(self, kinds: list[str], lexicon: Lexicon) -> list[str]:
        """Makes one word of each phrase that the lexicon knows."""
        if not lexicon.phrases.keys() & set(self.words):
            return kinds
        words, starts, ends, joined = [], [], [], []
        at = 0
        while at < len(self.words):
            found = lexicon.phrase(self.words, at)
            count, kind = found or (1, kinds[at])
            behind = at + count
            if kind == "E" and self.words[behind - 1] == "on" and kinds[behind : behind + 1] in _DAYS:
                count, kind = 1, kinds[at]  # leave work on Fridays
            words.append(" ".join(self.words[at : at + count]))
            starts.append(self._starts[at])
            ends.append(self._ends[at + count - 1])
            joined.append(kind)
            at += count
        self.words, self._starts, self._ends = words, starts, ends
        return joined


def _tells_names(text: str) -> bool:
    """Whether a capital letter marks a name: not in Titles Like This, nor where ALL ARE."""
    words = text.split()
    return 3 * sum(word[0].isupper() for word in words) <= len(words) + 3


def _elided(word: str) -> str:
    """What was elided before a French word, as in l'équipe; "" where nothing was."""
    head = word[: word.find("'") + 1]
    return head if head in _ELIDED and len(head) < len(word) else ""


def _german(word: str, kind: str, noun: bool, lexicon: Lexicon) -> str:
    """The kind of a German word that is made from a verb: Bewertung is none, getilgt and einzureichen are."""
    if kind in "VvE":
        return "n" if word.endswith(_NOUNS_OF_VERBS) or (noun and not word.endswith("n")) else kind
    if kind == "n" and not noun and (made := _MADE_OF_VERB.match(word)):
        verb = lexicon.kind(made["prefix"] + word[made.end() :])
        return verb if verb in "VvC" else kind
    return kind


def _kind_of_word(word: str, lexicon: Lexicon) -> str:
    kind = lexicon.kind(word)
    if kind == "n" and word.endswith(("'s", "'")):
        return lexicon.kind(word[: word.index("'")])
    return kind


def _kind_of_sign(match: re.Match[str], lexicon: Lexicon) -> str:
    """The kind of what is no word: a date, a number, a mark."""
    group, text = match.lastgroup or "", match.group()
    if group in ("number", "unit"):
        return _number(match["number"], match["unit"])
    if group == "sign":
        return lexicon.kind(text)
    return "!" if text in _SAYINGS else _KINDS[group]


def _number(digits: str, unit: str | None) -> str:
    if unit in _ORDINAL:
        return "O"
    if unit in _TIMES:
        return "x"
    if unit is None and len(digits) == 4 and digits.isdecimal() and "1990" <= digits <= "2099":
        return "Y"
    return "%" if unit else "N"
