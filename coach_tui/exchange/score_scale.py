"""The scale of scores: of a round, or found in what raters of one still to be begun have answered.

Numbers between 1 and 5 are of the scale that a round has (domain rules §3). Of others, the headings may tell
(“from 1 to 10”), or the words do; where nothing does, what is most likely is taken, and that is not certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.csv_text import comparable
from coach_tui.exchange.not_known_words import NOT_KNOWN, NOT_KNOWN_PATTERNS
from coach_tui.exchange.scale_words import SCALES
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    class Scored(Protocol):
        """What says which scores there are: a round, or a scale."""

        @property
        def low(self) -> int: ...
        @property
        def high(self) -> int: ...
        @property
        def words(self) -> Mapping[int, str]: ...


class Scale(NamedTuple):
    """The lowest and highest score, and what scores mean in words."""

    low: int = 1
    high: int = 5
    words: Mapping[int, str] = {}

    @property
    def anchors(self) -> list[str]:
        """The words from the lowest score to the highest, where each has one."""
        scores = range(self.low, self.high + 1)
        return [self.words[score] for score in scores] if set(scores) <= set(self.words) else []

    def __str__(self) -> str:
        words = ", ".join(quote(word) for word in self.anchors)
        return f"{self.low} to {self.high}" + (f", {words}" if words else "")


FIVE = Scale()
_MANY = 40
"""Answers in words by which it can be told that nobody has another word: one of a longer scale, say."""
_MOST = 0.75
"""The share of answers whose words must be of a scale; others are told one by one."""
WIDEST = 100
"""The highest score a scale found in a file may have."""
_NOT_KNOWN = re.compile("|".join(NOT_KNOWN_PATTERNS))
_PARTS = re.compile(r"\s*[/(),;:=]\s*|\s[-\u2013\u2014]\s")
_SHORT = re.compile(r"\b(n|ns|k|s|o)\s?/\s?(a|d|nc|r|o)\b", re.IGNORECASE)
"""Short words with a stroke in them, as “n/a”."""
_NOT_SURE = frozenset(["not sure", "unsure"])
"""What may stand beside a score that is meant."""
DASHES = frozenset("-\u2013\u2014\u2212.?")
_NUMBER = re.compile(r"[-+\u2212]?\d{1,6}(?:[.,]\d{1,6})?")
_NO_SCORE = re.compile(
    r"\s*(?:[-\u2013]?\s*\d|[/%+]|:\d|\.\d)"
    r"|\s*(?:[,;&|]|or|to|and|oder|bis|und|ou|et|\u00e0|o|y|a)\s*\d"
    r"|\s*(?:years?|months?|weeks?|days?|hours?|jahre?n?|monate?n?|wochen?|tage?n?|"
    r"ans?|ann\u00e9es?|mois|semaines?|jours?|a\u00f1os?|mes(?:es)?|semanas?|d\u00edas?)\b",
    re.IGNORECASE,
)
"""What behind a number tells that it is one of several, a span, a share, a date or a time."""
_IN_BRACKETS = re.compile(r"[^\d]*[(\[](\d{1,3})[)\]]\s*$|[(\[]([-+\u2212]?\d{1,3})[)\]]\s*[^\W\d]")
_STARS = re.compile(r"[\u2605\u2b50\ufe0f]+[\u2606\u2729\s]*")
_SHARE = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_CODE = re.compile(r"AO?0?(\d{1,2})")
"""The code of an answer, as LimeSurvey makes it: “A1” or “AO01” is the first that is offered."""
_RANGE = re.compile(
    r"(?<![\w.,/-])([01])\s*(?:\([^()\d]{1,40}\)\s*)?(?:-|\u2013|\u2014|\.{2,3}|to|bis|\u00e0|a|through)\s*"
    r"(\d{1,3})(?![\d/%]|[.,]\d)(?!\s*(?:days?|weeks?|months?|years?|tage|wochen|monate|jahre|jours|mois|"
    r"ans|d\u00edas|meses|a\u00f1os|minutes?|min|hours?|people|personen)\b)"
    r"|(?<![\w.,/-])([01])\s*=\s*[^\d=]{1,60}(?<![\w.,/-])(\d{1,3})\s*=",
    re.IGNORECASE,
)
_KNOWN = [[step.strip().split("|") for step in scale.split(" / ")] for scale in SCALES]


def is_unknown(text: str) -> bool:
    """Whether a cell says that its rater cannot tell, or nothing: “n/a (not seen)”, “6 = n/a” do as well."""
    said = text.strip()
    if not said or set(said) <= DASHES or _says_unknown(comparable(said)):
        return True
    pieces = [piece for part in _PARTS.split(_SHORT.sub(r"\1\2", said)) if (piece := comparable(part))]
    words = [piece for piece in pieces if not piece.isdecimal()]
    sure = len(words) == len(pieces) or not _NOT_SURE.intersection(words)
    return bool(words) and len(pieces) > 1 and sure and all(map(_says_unknown, words))


def _says_unknown(said: str) -> bool:
    return said in NOT_KNOWN or bool(_NOT_KNOWN.fullmatch(said))


def number_of(text: str) -> int | None:
    """The whole number that a score is: alone, beside its words, in stars, or as a code; else None."""
    said = text.strip()
    found = _NUMBER.match(said)
    if found is None:
        beside = _IN_BRACKETS.match(said)
        if beside:
            return int((beside[1] or beside[2]).replace("\u2212", "-"))
        if _STARS.fullmatch(said):
            return len(re.findall("[\u2605\u2b50]", said))
        return int(code[1]) if (code := _CODE.fullmatch(said)) else None
    value = float(found[0].replace("\u2212", "-").replace(",", "."))
    rest = said[found.end() :]
    if _NO_SCORE.match(rest) or value != int(value):
        return None
    return int(value)


def without_share(cells: list[str]) -> list[str]:
    """Cells in which “of the most there can be” is left out, where all say the same: “4/5” is 4."""
    most = {found[2] for cell in cells if (found := _SHARE.fullmatch(cell))}
    told = all(_SHARE.fullmatch(cell) for cell in cells if not is_unknown(cell))
    shares = told and len(most) == 1 and most <= {"4", "5", "6", "7", "10"}
    return [_SHARE.sub(r"\1", cell) for cell in cells] if shares else cells


def is_code(text: str) -> bool:
    """Whether a score is the code of an answer, which does not say whether the first is the lowest."""
    return bool(_CODE.fullmatch(text.strip()))


def score_of(text: str, scale: Scored) -> int | str | None:
    """A score; None for “n/a” in some form; a text that says why it is neither."""
    if text.strip() and is_unknown(text):
        return None
    if _NUMBER.match(text.strip()) is None:
        words = {comparable(word): score for score, word in scale.words.items()}
        found = words.get(comparable(text))
        if found is not None:
            return found
    value = number_of(text)
    if value is None:
        return f"{quote(text.strip())} is no score"
    if not scale.low <= value <= scale.high:
        return f"{quote(text.strip())} is outside {scale.low} to {scale.high}"
    return value


def score_and_words(said: str, scale: Scored, unknown: str = "") -> tuple[int | str | None, str]:
    """A score, as in `score_of`, and the words beside it: “4 but only in meetings”.

    `unknown` is what stands for n/a on the form.
    """
    first, _, rest = said.partition("\n")
    score = score_of(first, scale)
    word = re.match(r"[-+−]?\d+|n\s?/\s?a\b", first.strip(), re.IGNORECASE)
    if isinstance(score, str) and word and first.strip()[word.end() :].strip()[:1].isalpha():
        return score_of(word[0], scale), f"{first.strip()[word.end() :].strip()}\n{rest}".strip()
    if word and not isinstance(score, str):
        more = first.strip()[word.end() :].strip(" .,:;-–—()=]")
        words = {comparable(one) for one in scale.words.values()} | {comparable(unknown)}
        if more and comparable(more) not in words:
            rest = f"{more}\n{rest}"
    return score, rest.strip()


def scale_in_words(cells: Sequence[str], steps: int = 0) -> tuple[Scale, bool] | None:
    """The scale whose words cells hold, and whether no other one can be meant; None where none is known.

    A few of the cells may hold something else. `steps` is how many scores there are, where that is known.
    """
    said = [cell.strip() for cell in cells if not is_unknown(cell)]
    known = [one for one in _KNOWN if steps in (0, len(one))]
    fitting = _fitting(said, known) or _fitting(_without_odd(said), known)
    if not fitting:
        return None
    seen = {comparable(cell) for cell in said}
    whole = [one for one in fitting if _is_whole(one, seen)]
    many = len(said) >= _MANY
    if whole:
        longer = any(one.high == whole[0].high + 1 for one in fitting)
        return whole[0], many or not longer
    if steps and any(_is_whole(one, seen) for one in _fitting(said, _KNOWN)):
        return fitting[0], False
    first = fitting[0]
    placed = _placed(first, seen)
    gaps = many and len(placed) <= max(placed.values()) - min(placed.values())
    return first, not gaps and all(one.high == first.high and _placed(one, seen) == placed for one in fitting)


def _is_whole(scale: Scale, seen: set[str]) -> bool:
    """Whether each step of a scale was seen."""
    return set(map(comparable, scale.words.values())) <= seen


def _without_odd(said: Sequence[str]) -> list[str]:
    """What is said, without the few words that belong to no scale of which the others are."""
    known = {comparable(word) for steps in _KNOWN for step in steps for word in step}
    kept = [cell for cell in said if comparable(cell) in known]
    return kept if len(kept) >= _MOST * len(said) and len({comparable(one) for one in kept}) > 1 else []


def _fitting(said: Sequence[str], known: Sequence[Sequence[Sequence[str]]]) -> list[Scale]:
    seen: dict[str, str] = {}
    for cell in said:
        seen.setdefault(comparable(cell), cell)
    return [found for steps in known if (found := _fitted(steps, seen))] if seen else []


def _placed(scale: Scale, seen: set[str]) -> dict[str, int]:
    """Which scores the words seen have on a scale."""
    return {name: score for score, word in scale.words.items() if (name := comparable(word)) in seen}


def place_of(word: str) -> list[tuple[int, int]]:
    """Where a word stands on each known scale that has it: the number of the scale, and its step."""
    name = comparable(word)
    return [
        (number, step)
        for number, steps in enumerate(_KNOWN)
        for step, words in enumerate(steps, 1)
        if name in map(comparable, words)
    ]


def _fitted(steps: Sequence[Sequence[str]], seen: Mapping[str, str]) -> Scale | None:
    """A known scale in the words of a file, where each of them is another step of it."""
    words: dict[int, str] = {}
    for name, said in seen.items():
        score = next((n for n, step in enumerate(steps, 1) if name in map(comparable, step)), None)
        if score is None or score in words:
            return None
        words[score] = said[:80]
    return Scale(1, len(steps), {n: words.get(n) or step[0] for n, step in enumerate(steps, 1)})


def scale_in_text(text: str) -> Scale | None:
    """The scale that a heading names, as “(1-10)” and “from 0 to 10” do."""
    found = [(int(one[0] or one[2]), int(one[1] or one[3])) for one in _RANGE.findall(text)]
    found = [(low, high) for low, high in found if 2 < high <= WIDEST]
    return Scale(*found[0]) if len(set(found)) == 1 else None


def scale_of_numbers(values: Sequence[int]) -> tuple[Scale, bool]:
    """The scale that whole numbers are most likely of, and whether that is certain."""
    low, high = min(values), max(values)
    if low >= 1 and high <= 5:
        return FIVE, True
    if low < 0:
        widest = max(-low, high, 2)
        return Scale(-widest, widest), False
    if high > 10:
        return Scale(0, WIDEST if high > 20 else 20), False
    if low == 0:
        return (Scale(0, 10), True) if high > 7 else (Scale(0, 5 if high <= 5 else 10), False)
    return (Scale(0, 10), False) if high > 7 else (Scale(1, 7), False)


def scale_said(text: str) -> Scale:
    """The scale that somebody names: two numbers, as `1-10`, or its words from the lowest to the highest.

    Raises:
        BadInput: it is neither.
    """
    numbers = re.fullmatch(r"\s*([-\u2212]?\d{1,3})\s*(?:-|\u2013|to|\.\.|:)\s*([-\u2212]?\d{1,3})\s*", text)
    if numbers:
        low, high = (int(one.replace("\u2212", "-")) for one in numbers.groups())
        if low < high and low >= -WIDEST and high <= WIDEST:
            return Scale(low, high)
    words = [word.strip() for word in text.split(",")]
    if len(words) > 2 and all(words) and len({comparable(word) for word in words}) == len(words):
        return Scale(1, len(words), dict(enumerate(words, 1)))
    raise BadInput(
        f"--scale: {quote(text)} is no scale; write two numbers, such as 1-10, or its words from the lowest "
        "to the highest with commas between them"
    )
