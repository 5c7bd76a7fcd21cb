"""A cue and its response as one sentence: “If the senior doctor walks in, then I give the bed count.”"""

from __future__ import annotations

from coach_tui.plan.text import fold

_OPENS = {
    "en": (
        "if when whenever once as while until unless after before at in on by upon during every each monday "
        "tuesday wednesday thursday friday saturday sunday"
    ),
    "de": (
        "wenn falls sobald sooft immer als bevor nachdem nach vor beim bei am an um im in zu jeden jede "
        "jedes montag dienstag mittwoch donnerstag freitag samstag sonntag montags dienstags"
    ),
    "fr": (
        "si s quand lorsque lorsqu des chaque apres avant a au aux en pendant tous toutes lundi mardi "
        "mercredi jeudi"
    ),
    "es": "si cuando cada al a en tras despues antes durante todos todas lunes martes miercoles jueves",
}
"""Words that begin when something is done, by language; others are a moment that wants its “if”."""
_IF = {"en": "If", "de": "Wenn", "fr": "Si", "es": "Si"}
_THEN = {"en": "then", "de": "dann", "fr": "alors", "es": "entonces"}
_WHO = ("ich", "wir")
"""Whoever stands behind “dann” at once would turn the words of the sentence round."""
_BEGUN = ("then", "dann", "alors", "entonces")


def if_then(cue: str, response: str) -> str:
    """The sentence, in the language of its words; of one part alone that part.

    >>> if_then("the bell rings", "I breathe once")
    'If the bell rings, then I breathe once.'
    >>> if_then("After lunch", "I walk round the block.")
    'After lunch, I walk round the block.'
    """
    from coach_tui.plan.wording.language import language_of

    cue, response = " ".join(cue.split()).rstrip(" ,;:…."), " ".join(response.split())
    language = language_of(f"{cue}, {response}")
    first, moments = _first(cue), _OPENS[language].split()
    plain = not any("a" <= char <= "z" for char in fold(cue))  # letters of none of these languages
    if cue and first not in moments and not plain:
        cue, first = f"{_IF[language]} {cue}", fold(_IF[language])
    if cue and response and first == fold(_IF[language]) and _first(response) not in _BEGUN:
        colon = ":" if _first(response) in _WHO else ""
        response = f"{_THEN[language]}{colon} {response}"
    said = ", ".join(part for part in (cue, response) if part)
    return said[:1].upper() + said[1:] + ("" if not said or said[-1] in ".!?…" else ".")


def _first(text: str) -> str:
    """The first word, folded, without what is joined to it by an apostrophe."""
    return fold(text.replace("’", "'").split("'")[0]).split(" ")[0].strip(",;:") if text else ""
