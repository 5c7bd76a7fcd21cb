"""Vagueness: objectives and strategies that leave open what, how much, by when (domain rules §9, V1–V5)."""

from __future__ import annotations

from coach_tui.plan.dates import relative
from coach_tui.plan.fields import quote
from coach_tui.plan.mistakes.look import HIGH, HINT, MEDIUM, VAGUENESS, Finding
from coach_tui.plan.strategy import Strategy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach_tui.plan.mistakes.look import Document, Look
    from coach_tui.plan.wording import Hint


def find(look: Look) -> Iterator[Finding]:
    """The vague spots of a plan."""
    for raw in look.objectives:
        about = ("objectives", raw["uid"])
        title = raw["title"]
        if said := _unmeasured(look, raw):
            yield Finding("V1", VAGUENESS, HIGH, *about, "measure", title, said)
        if said := _undated(look, raw):
            yield Finding("V2", VAGUENESS, HIGH, *about, "due", title, said)
        if not raw.get("owner"):
            yield Finding("V3", VAGUENESS, HIGH, *about, "owner", title, "Nobody owns it: say who does it.")
        if not raw.get("activity"):
            said = "The activity is empty: say what the client will do that others could see."
            yield Finding("V3", VAGUENESS, HIGH, *about, "activity", title, said)
        field, said = _vague_word(look, raw)
        if field:
            yield Finding("V4", VAGUENESS, HINT, *about, field, title, said)
    for raw in look.strategies:
        field, said = _loose(raw)
        if field:
            yield Finding("V5", VAGUENESS, MEDIUM, "strategies", raw["uid"], field, raw["title"], said)


def _unmeasured(look: Look, raw: Document) -> str:
    """Why nobody can tell when an objective is reached; "" when one can. A GAS ladder measures too."""
    measures = raw.get("measure") or ()
    if not measures:
        return "" if raw.get("gas") else "It has no measure, so nobody can tell when it is reached."
    for measure in measures:
        kind = measure.get("kind", "numeric")
        name = quote(measure["name"])
        if kind == "numeric":
            missing = [part for part in ("unit", "baseline", "target") if measure.get(part) is None]
            if missing:
                return f"{name} has no {' and no '.join(missing)}: how far it has come cannot be told."
            if measure["baseline"] == measure["target"]:
                return f"The target of {name} is where it already stands: there is nothing to reach."
        elif kind == "checklist" and not measure.get("items"):
            return f"The checklist {name} is empty: write down what has to be done."
        elif kind == "gas" and not raw.get("gas"):
            return f"The GAS ladder for {name} is not written: its five levels come before the work."
        elif kind == "milestones" and not any(one.get("objective") == raw["uid"] for one in look.milestones):
            return f"{name} follows the milestones and there is none: set the first."
    if all(measure.get("weight", 1) == 0 for measure in measures):
        return "Its measures weigh 0, so none of them counts: give one a weight."
    return ""


def _undated(look: Look, raw: Document) -> str:
    """What is wrong with an objective's target date; "" when it is sound."""
    due = raw.get("due")
    if not due:
        return "It has no target date, so it can neither be planned for nor be late."
    start = raw.get("start") or look.start
    if due <= start:
        return f"The target date, {due}, is not after the start, {start}."
    day = type(look.today).fromisoformat(due)
    if look.plan.off("progress").elapsed(day, look.today) > 0 and not look.quiet:
        passed = relative(day, look.today)
        return f"The target date passed ({passed}) and it is still open: close it or agree a new date."
    return ""


def _vague_word(look: Look, raw: Document) -> tuple[str, str]:
    """The field that would answer the first vague word of an objective, and what to ask; "" for none."""
    filled = {field for field in ("due", "activity", "confidence") if raw.get(field)}
    if raw.get("measure") or raw.get("gas"):
        filled.add("measure")
    if any(
        other.get("cadence") for other in look.strategies if raw["uid"] in (other.get("objectives") or ())
    ):
        filled.add("cadence")
    if len(filled) == len(_ANSWERING):  # most often so: then the words need not be looked at
        return "", ""
    for text in (raw["title"], raw.get("activity") or ""):
        for hint in _hints(text):
            if hint.field not in filled:
                return _ANSWERING[hint.field], f"{quote(hint.word)} is vague: ask “{hint.question}”."
    return "", ""


_ANSWERING = {
    "measure": "measure",
    "due": "due",
    "activity": "activity",
    "confidence": "confidence",
    "cadence": "title",  # the strategy to hold it may not be there yet
}
"""What may answer a vague word, and the objective's field to go to."""

_remembered: dict[str, list[Hint]] = {}
_MOST_REMEMBERED = 5_000
_LONGEST = 2_000
"""Characters that are looked at: a goal has fewer."""


def forget_texts() -> None:
    """Forget the texts looked at so far, where somebody's are to be erased."""
    _remembered.clear()


def _hints(text: str) -> list[Hint]:
    """The vague words of a text; remembered, since health is asked for again with every change."""
    known = _remembered.get(text)
    if known is None:
        from coach_tui.plan.wording import vague_words

        if len(_remembered) >= _MOST_REMEMBERED:
            _remembered.clear()
        known = _remembered[text] = vague_words(text[:_LONGEST])
    return known


def _loose(raw: Document) -> tuple[str, str]:
    """The field that a strategy lacks and why it matters; "" for none.

    A meeting or a training is fixed by its rhythm; what the client is to practise needs a cue as well.
    """
    if not raw.get("cadence"):
        return "cadence", "It does not say how often: without a rhythm it is left to chance."
    if not raw.get("cue") and Strategy(raw).practised:
        return "cue", "No cue sets it off: tied to a moment (“if …, then …”) it is done far more often."
    return "", ""
