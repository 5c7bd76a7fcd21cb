"""How people write a number, how often, or what came of a promise; what is not clear is never guessed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import plain_number, quote
from coach_tui.plan.text import clean, fold
from coach_tui.plan.units import contradicts, is_in, tells_a_value

if TYPE_CHECKING:
    from coach_tui.exchange.form_question import Question

MOST_TIMES = 70
"""How many times something can be done in seven days."""
_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:[ '’]\d{3})+(?!\d)(?:[.,]\d+)?|\d[\d.,]*\d|\d)")
_END = re.compile(r"[\s,;:.()]")
_BOX = re.compile(r"[\[(]\s*([^\[\]()\s]?)\s*[\])]\s*(done|partly|not\s+yet|agreed)\b", re.IGNORECASE)
_SIGNS = str.maketrans({"☐": "[ ]", "□": "[ ]", "☑": "[x]", "☒": "[x]", "✓": "[x]", "✔": "[x]"})
_OUTCOMES = {
    "done": "done yes ja erledigt fait hecho oui si completed finished",
    "partly": "partly partially teilweise partiellement half some",
    "not yet": "not no open nein nicht noch non pas todavia",
}
_AGREES = {
    True: "agreed agree yes ja einverstanden stimmt oui daccord accord si acuerdo ok okay yep",
    False: "no not nein nicht non pas",
}
_BUT = re.compile(r"(?i)\b(?:but|aber|mais|pero|if|when|once|unless|wenn|si|cuando)\b")
"""Words behind which something else is agreed than what was asked."""
_TIMES = {
    "no": 0, "none": 0, "never": 0, "not": 0, "nein": 0, "nie": 0, "once": 1, "yes": 1, "ja": 1,
    "twice": 2, "daily": 7,
}  # fmt: skip


def ticked(said: str) -> str:
    """An outcome's answer without the boxes left empty; "" where nothing else stands there."""
    said = said.translate(_SIGNS)
    rest = _BOX.sub(lambda box: box[0] if box[1] else " ", said)
    return rest.strip(" []()_.:\n\t")


def number(text: str, question: Question) -> tuple[float, str]:
    """A number, and what else was said with it.

    Raises:
        BadInput: it is none, could be read in two ways, or is outside what can be.
    """
    first, _, more = text.strip().partition("\n")
    first = first.strip().strip("[]()_").strip()
    found = _NUMBER.match(first)
    if found is None:
        raise BadInput(f"{quote(text)} is no number, for {quote(question.name)}")
    figure = found[0].replace("−", "-").replace("'", "").replace("’", "").replace(" ", "")
    rest = first[found.end() :].strip()
    if question.kind == "scale":
        assert question.field is not None
        high = plain_number(question.field.high)  # type: ignore[attr-defined]
        rest = re.sub(rf"^(?:/|of|out of|von|sur|de)\s*{high}\b", "", rest).strip()
    elif question.unit and fold(rest).startswith(fold(question.unit)):
        rest = rest[len(question.unit) :].strip()
    elif question.kind == "number" and is_in(word := _END.split(rest)[0], question.unit, question.name):
        rest = rest[len(word) :].strip()
    if question.kind == "number" and _otherwise(found[0], first[found.end() :], question):
        raise BadInput(f"{quote(text)} can be read in two ways, for {quote(question.name)}")
    if re.match(r"(?:[-–—/]|to|bis|or|oder|à|a)\s*\d|[%‰]?\d", rest):
        raise BadInput(f"{quote(text)} can be read in two ways, for {quote(question.name)}")
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", figure) or figure.count(".") + figure.count(",") > 1:
        raise BadInput(f"{quote(text)} can be read in two ways, for {quote(question.name)}")
    assert question.field is not None
    try:
        value = question.field.parse(figure.replace(",", "."), date.min)
    except BadInput as error:
        said = str(error).partition(": ")[2]
        raise BadInput(f"{said}, for {quote(question.name)}") from None
    remark = f"{rest}\n{more}".strip().lstrip(".,;:–—-=() ").strip()
    return value, " ".join(remark.split())


def _otherwise(figure: str, behind: str, question: Question) -> bool:
    """Whether what stands behind a figure makes it another number, as in “5k”, or “90 min” of hours."""
    word = _END.split(behind.lstrip())[0]
    text = f"{figure}{behind[: len(behind) - len(behind.lstrip())]}{word}"
    return tells_a_value(text) and contradicts(text, question.unit, question.name)


def times(text: str, question: Question) -> tuple[int, str]:
    """How many times something was done, and what else was said with it.

    Raises:
        BadInput: it says no number of times, several, or more than there can be.
    """
    first, _, more = text.strip().partition("\n")
    first = first.strip(" []()_")
    found = re.match(r"(\d{1,4})\s*(?:x|×|times?|mal|fois|veces)?(?![\w.,]*\d)", first, re.IGNORECASE)
    if found is not None:
        times, rest = int(found[1]), first[found.end() :]
    else:
        word = re.match(r"[^\W\d_]+", first)
        known = _TIMES.get(fold(word[0])) if word else None
        if re.match(r"every ?day|jeden tag", fold(first)):
            known, word = 7, re.match(r"\w+ ?\w+", first)
        if known is None or word is None:
            raise BadInput(f"{quote(text)} is no number of times, for {quote(question.name)}")
        times, rest = known, first[word.end() :]
    if re.match(r"\s*(?:[-–—/]|to|bis|or|oder)\s*\d", rest):
        raise BadInput(f"{quote(text)} can be read in two ways, for {quote(question.name)}")
    if times > MOST_TIMES:
        raise BadInput(f"{quote(text)} is outside 0 to {MOST_TIMES}, for {quote(question.name)}")
    return times, " ".join(f"{rest}\n{more}".strip(" .,;:–—-=()\n").split())


def _ticked(text: str, question: Question) -> tuple[str, str]:
    """The box that is ticked in an answer, "" for none, and the words beside the boxes.

    Raises:
        BadInput: more than one is.
    """
    said = text.translate(_SIGNS)
    ticks = {" ".join(box[2].lower().split()) for box in _BOX.finditer(said) if box[1]}
    if len(ticks) > 1:
        raise BadInput(f"{quote(question.name)}: {' and '.join(sorted(ticks))} are both ticked")
    return "".join(ticks), " ".join(_BOX.sub(" ", said).split()).strip(" []()_.,;:–—-")


def outcome(text: str, question: Question) -> tuple[str, str]:
    """What the client says came of a promise, and the words beside it."""
    ticked, rest = _ticked(text, question)
    if ticked:
        return ticked, rest
    word = re.match(r"[^\W\d_]+", rest)
    for says, known in _OUTCOMES.items():
        if word and fold(word[0]) in known.split():
            left = (
                re.sub(r"(?i)^yet\b", "", rest[word.end() :].strip())
                if says == "not yet"
                else rest[word.end() :]
            )
            return says, clean(left).strip(" .,;:–—-()")
    raise BadInput(f"{quote(rest)} is not done, partly or not yet, for {quote(question.name)}")


def agreement(text: str, question: Question) -> tuple[bool | None, str]:
    """Whether the client agrees, None where they do not say; and their words.

    “Yes, but …” agrees to something else: it is kept as words.

    Raises:
        BadInput: both boxes are ticked.
    """
    ticked, rest = _ticked(text, question)
    if ticked:
        return ticked == "agreed", rest
    word = re.match(r"[^\W\d_]+", rest)
    for agrees, known in _AGREES.items():
        if word and fold(word[0]) in known.split() and not _BUT.search(rest[word.end() :][:12]):
            left = re.sub(r"(?i)^\s*yet\b", "", rest[word.end() :]) if not agrees else rest[word.end() :]
            return agrees, rest if not agrees and left.strip(" .,;:–—-!") else left.strip(" .,;:–—-!")
    return None, rest
