"""Judges a goal's wording, for S, M and T; A and R depend on the person (domain rules §2)."""

from __future__ import annotations

from coach_tui.plan.text import clean
from coach_tui.plan.wording import grammar, questions
from coach_tui.plan.wording.language import LANGUAGES, language_of
from coach_tui.plan.wording.tokens import Tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from coach_tui.plan.wording.lexicon import Lexicon

LETTERS = ("specific", "measurable", "achievable", "relevant", "time_bound")
VAGUE = {
    "C": ("comparative", "measure", "measurable"),
    "E": ("effort", "activity", "specific"),
    "S": ("state", "activity", "specific"),
    "q": ("frequency", "cadence", "time_bound"),
    "Q": ("quantity", "measure", "measurable"),
    "f": ("time", "due", "time_bound"),
    "X": ("escape", "confidence", "achievable"),
}
"""What is vague by the kind of its word: its name, the field that answers it, its letter."""
ANSWERS = {"measure": "measurable", "due": "time_bound", "cadence": "time_bound", "activity": "specific"}
"""The letter that a filled field answers, so that it is not asked for."""

_READ_OF = 10_000
"""Characters that are judged: more than anybody writes of a goal."""

_lexicons: dict[str, Lexicon] = {}


class Hint:
    """A vague word and the question that mends it; `field` is the field that would answer it."""

    __slots__ = ("field", "kind", "letter", "question", "word")

    def __init__(self, word: str, sign: str, asked: str = "en") -> None:
        self.word = word
        self.kind, self.field, self.letter = VAGUE[sign]
        self.question = questions.VAGUE[asked][sign]

    def __repr__(self) -> str:
        return f"<Hint {self.word!r}: {self.question}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hint) and (self.word, self.kind) == (other.word, other.kind)

    def __hash__(self) -> int:
        return hash((self.word, self.kind))

    def as_json(self) -> dict[str, str]:
        """The hint for `coach lint --json`."""
        return {"word": self.word, "kind": self.kind, "question": self.question}


class JudgedLetter:
    """One letter of SMART: ok is None where wording alone cannot tell; `question` is None when ok."""

    __slots__ = ("found", "ok", "question")

    def __init__(self, ok: bool | None, found: list[str], question: str | None) -> None:
        self.ok = ok
        self.found = found
        self.question = question

    def __repr__(self) -> str:
        return f"<JudgedLetter {self.ok} {self.found}>"

    def as_json(self) -> dict[str, Any]:
        """The letter for `coach lint --json`."""
        return {"ok": self.ok, "found": self.found, "question": self.question}


class Judgement:
    """What a goal's wording tells.

    `text` is the goal as it may be shown; `verdict` "smart" or "vague"; `letters` by name, in order;
    `question` the one to ask next.
    """

    __slots__ = ("hints", "language", "letters", "question", "text", "verdict")

    def __init__(
        self, text: str, language: str, letters: dict[str, JudgedLetter], hints: list[Hint], question: str
    ) -> None:
        self.text = text
        self.language = language
        self.letters = letters
        self.hints = hints
        self.question = question
        smart = all(letters[name].ok for name in ("specific", "measurable", "time_bound"))
        self.verdict = "smart" if smart else "vague"

    def __repr__(self) -> str:
        told = "".join(name[0] if letter.ok else "-" for name, letter in self.letters.items())
        return f"<Judgement {self.language} {self.verdict} {told}>"

    def as_json(self) -> dict[str, Any]:
        """The judgement in the shape of `coach lint --json`."""
        return {
            "text": self.text,
            "language": self.language,
            "verdict": self.verdict,
            "letters": {name: letter.as_json() for name, letter in self.letters.items()},
            "hints": [hint.as_json() for hint in self.hints],
            "question": self.question,
        }


def judge(
    text: str, *, answered: Collection[str] = (), language: str | None = None, ask_in: str = "en"
) -> Judgement:
    """Judges a goal by its words alone; never raises on any text.

    Args:
        text: the goal, in English, French, German or Spanish; what stands behind its first 10,000
            characters is not judged.
        answered: fields of the objective that are filled ("measure", "due", "cadence", "activity",
            "confidence"): what they answer is neither hinted at nor asked for. The letters do not change.
        language: one of LANGUAGES; told from the text where it is None.
        ask_in: the language of the questions; "" for the goal's own.

    Raises:
        ValueError: for another language.
    """
    text = clean(text)
    look = _Reading(text[:_READ_OF], language or language_of(text))
    look.ask_in = asked = ask_in or look.language
    own = questions.LETTERS[asked]
    hints = [hint for hint in look.hints() if hint.field not in answered]
    letters = {
        name: JudgedLetter(ok, found, None if ok else own[name])
        for name, (ok, found) in zip(
            LETTERS,
            (look.specific, look.measurable, (None, []), (None, []), look.time_bound),
            strict=True,
        )
    }
    return Judgement(text, look.language, letters, hints, _question(letters, hints, answered, own))


def vague_words(text: str, *, answered: Collection[str] = (), language: str | None = None) -> list[Hint]:
    """The hints of `judge` alone."""
    return judge(text, answered=answered, language=language).hints


def _question(
    letters: dict[str, JudgedLetter], hints: list[Hint], answered: Collection[str], own: Mapping[str, str]
) -> str:
    """The one to ask: what mends the first vague word of a letter that is open, else that letter's own."""
    settled = {ANSWERS[field] for field in answered if field in ANSWERS}
    for name in ("specific", "measurable", "time_bound"):
        letter = letters[name]
        if letter.ok or name in settled:
            continue
        for hint in hints:
            if hint.letter == name or (name == "specific" and not letters[hint.letter].ok):
                return hint.question
        return own[name]
    return hints[0].question if hints else own["achievable"]


def _lexicon(language: str) -> Lexicon:
    """The words of a language, read in when first asked for."""
    known = _lexicons.get(language)
    if known is None:
        if language not in LANGUAGES:
            raise ValueError(f"language is one of {', '.join(LANGUAGES)}, not {language!r}")
        from importlib import import_module

        from coach_tui.plan.wording.lexicon import Lexicon

        name = {"en": "english", "fr": "french", "de": "german", "es": "spanish"}[language]
        words = import_module(f"coach_tui.plan.wording.{name}")
        known = _lexicons[language] = Lexicon(words.KINDS, getattr(words, "REGULAR", None))
    return known


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Reading:
    """One reading of a text: where it tells time, amount and deed, and what is vague about it."""

    def __init__(self, text: str, language: str) -> None:
        self.language = language
        self.ask_in = "en"
        self._tokens = tokens = Tokens(text, _lexicon(language), language)
        kinds = tokens.kinds
        self._recurring = list(grammar.recurrences(kinds))
        rest = grammar.without(kinds, self._recurring)
        self._dated = list(grammar.deadlines(rest))
        rest = grammar.without(rest, self._dated)
        self._kinds = kinds
        said = grammar.core(kinds)
        self._vague = grammar.vague(said)
        self._amounts = list(grammar.amounts(kinds, rest, strict=self._vague))
        self._amounts += grammar.counted_recurrences(kinds, self._recurring)
        self._events = list(
            grammar.completion_events(rest, head_last=language == "en", verb_last=language == "de")
        )

        self.time_bound = self._letter(self._recurring + self._dated)
        counted = self._amounts + self._events
        if counted or (not self._vague and grammar.says_something(rest)):
            # But feeling better every day is not measured by the days.
            counted = counted + self._recurring + list(grammar.clocks(kinds))
        self.measurable = self._letter(counted)
        loose = self._vague or "q" in said or "Q" in said
        deeds = counted or ([] if loose else list(grammar.deeds(rest)))
        self.specific = self._letter(deeds)

    def _letter(self, spans: list[tuple[int, int]]) -> tuple[bool, list[str]]:
        words: list[str] = []
        for start, end in _merged(spans):
            while end > start + 1 and self._kinds[end - 1] in ",.&":
                end -= 1
            said = self._tokens.text(start, end)
            if said not in words:
                words.append(said)
        return bool(words), words

    def hints(self) -> list[Hint]:
        """What is vague: each word once, where nothing in the text answers it."""
        silent = set()
        if self._amounts:
            silent.add("C")
        if self.measurable[0]:
            silent.update("ESC")
        if self.time_bound[0]:
            silent.add("f")
        if self._recurring:
            silent.add("q")
        hints: list[Hint] = []
        for at, kind in enumerate(self._kinds):
            if kind in VAGUE and kind not in silent:
                hint = Hint(self._tokens.text(at, at + 1), kind, self.ask_in)
                if hint not in hints:
                    hints.append(hint)
        return hints
