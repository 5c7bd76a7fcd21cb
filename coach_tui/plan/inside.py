"""Names in scripts that have no bounds between words: inside a run of signs."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach_tui.plan.former import Former
    from coach_tui.plan.spans import Span

SIGNS = 12
"""So many signs of a name that stands inside a run are known once no record holds it."""
INSIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Scripts in which a name stands inside a run of signs: no spaces between words, or endings grow on it."""
SOMEBODY = "somebody"
"""What stands for somebody of whom no more is known."""


def inside_of(name: str) -> Iterator[str]:
    """The runs of signs by which a name is found inside a longer run, without a bound of words."""
    for run in INSIDE.findall(name):
        runs = {run}
        if 2 < len(run) < 5:  # family name and first name, written as one
            runs |= {run[1:], run[2:], run[:2]}
        yield from sorted(one for one in runs if len(one) > 1)


class Inside:
    """The names that may stand inside a run of signs, each with what stands for it."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, str]]] = {}
        """By its first sign each name, the longest first."""

    def __bool__(self) -> bool:
        return bool(self._names)

    def add(self, name: str, stand_in: str) -> None:
        """Find a name inside runs."""
        for run in inside_of(name):
            names = self._names.setdefault(run[0], [])
            if run not in [name for name, _ in names]:
                names.append((run, stand_in))
                names.sort(key=lambda pair: -len(pair[0]))

    def spans(self, text: str, formers: Sequence[Former]) -> Iterator[Span]:
        """Where in a text these names stand, and former ones."""
        for run in INSIDE.finditer(text) if self._names or formers else ():
            at = run.start()
            while at < run.end():
                length, stand_in = self._at(text, at, run.end(), formers)
                if length:
                    yield at, at + length, stand_in
                at += length or 1

    def _at(self, text: str, at: int, end: int, formers: Sequence[Former]) -> tuple[int, str]:
        """The longest name that begins with a sign inside a run: how many signs, and what stands for it."""
        for name, stand_in in self._names.get(text[at], ()):
            if text.startswith(name, at):
                return len(name), stand_in
        for former in formers:
            for length in range(min(SIGNS, end - at), 1, -1):
                if former.has_run(text[at : at + length]):
                    return length, SOMEBODY
        return 0, ""
