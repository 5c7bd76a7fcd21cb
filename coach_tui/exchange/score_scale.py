"""The scale of scores: of a round, or found in what raters of one still to be begun have answered.

Numbers between 1 and 5 are of the scale that a round has (domain rules §3). Of others, the headings may tell
(“from 1 to 10”), or the words do; where nothing does, what is most likely is taken, and that is not certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coach_tui.exchange.csv_text import comparable
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
WIDEST = 100
"""The highest score a scale found in a file may have."""
_NOT_KNOWN = frozenset(
    [
        *("na", "n a", "not applicable", "not enough information", "cannot say", "can t say", "don t know"),
        *("no opinion", "no answer", "not observed", "unable to rate", "i don t know", "do not know"),
        *("unable to say", "unsure", "not sure", "k a", "keine angabe", "weiss nicht", "weiss ich nicht"),
        *("kann ich nicht beurteilen", "nicht beurteilbar", "keine antwort", "ne sait pas", "je ne sais pas"),
        *("sans opinion", "non applicable", "pas d avis", "ne se prononce pas", "sans objet", "no se"),
        *("no aplica", "no sabe", "no sabe no contesta", "ns nc", "sin opinion", "no lo se", "no procede"),
    ]
)
DASHES = frozenset("-\u2013\u2014\u2212.")
_NUMBER = re.compile(r"[-+\u2212]?\d{1,6}(?:[.,]\d{1,6})?")
_NO_SCORE = re.compile(
    r"\s*(?:[-\u2013]?\s*\d|[/%:+]|\.\d)|\s*(?:years?|months?|weeks?|days?|hours?|jahre?n?|monate?n?|wochen?|tage?n?|"
    r"ans?|ann\u00e9es?|mois|semaines?|jours?|a\u00f1os?|mes(?:es)?|semanas?|d\u00edas?)\b",
    re.IGNORECASE,
)
"""What behind a number tells that it is a span, a share, a date or a time."""
_IN_BRACKETS = re.compile(r"[^\d]*[(\[](\d{1,3})[)\]]\s*$")
_RANGE = re.compile(
    r"(?<![\w.,/-])([01])\s*(?:\([^()\d]{1,40}\)\s*)?(?:-|\u2013|\u2014|\.{2,3}|to|bis|\u00e0|a|through)\s*"
    r"(\d{1,3})(?![\d/%]|[.,]\d)(?!\s*(?:days?|weeks?|months?|years?|tage|wochen|monate|jahre|jours|mois|"
    r"ans|d\u00edas|meses|a\u00f1os|minutes?|min|hours?|people|personen)\b)"
    r"|(?<![\w.,/-])([01])\s*=\s*[^\d=]{1,60}(?<![\w.,/-])(\d{1,3})\s*=",
    re.IGNORECASE,
)
_KNOWN = [[step.strip().split("|") for step in scale.split(" / ")] for scale in SCALES]


def is_unknown(text: str) -> bool:
    """Whether a cell says that its rater cannot tell, or nothing."""
    said = text.strip()
    return not said or comparable(said) in _NOT_KNOWN or set(said) <= DASHES


def number_of(text: str) -> int | None:
    """The whole number that a score is, alone or before or behind its words; None where it is none."""
    said = text.strip()
    found = _NUMBER.match(said)
    if found is None:
        behind = _IN_BRACKETS.match(said)
        return int(behind[1]) if behind else None
    value = float(found[0].replace("\u2212", "-").replace(",", "."))
    rest = said[found.end() :]
    if _NO_SCORE.match(rest) or value != int(value):
        return None
    return int(value)


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


def scale_in_words(cells: Sequence[str]) -> tuple[Scale, bool] | None:
    """The scale whose words cells hold, and whether no other one can be meant; None where none is known."""
    seen: dict[str, str] = {}
    for cell in cells:
        if not is_unknown(cell):
            seen.setdefault(comparable(cell), cell.strip())
    fitting = [found for steps in _KNOWN if (found := _fitted(steps, seen))] if seen else []
    if not fitting:
        return None
    whole = [
        one for one in fitting if _placed(one, seen)[1].keys() == set(map(comparable, one.words.values()))
    ]
    if whole:
        return whole[0], True
    first = fitting[0]
    sure = all(_placed(one, seen) == _placed(first, seen) for one in fitting)
    return fitting[0], sure


def _placed(scale: Scale, seen: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """How long a scale is, and which scores the words seen have on it."""
    return scale.high, {
        name: score for score, word in scale.words.items() if (name := comparable(word)) in seen
    }


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
