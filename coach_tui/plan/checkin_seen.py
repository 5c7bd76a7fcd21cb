"""What is seen while a check-in's line is typed: what stood last, what can be said, what it will note."""

from __future__ import annotations

import re

from coach_tui.plan.fields import plain_number
from coach_tui.plan.insight_words import plain_day, way
from coach_tui.plan.practice import fitting
from coach_tui.plan.quick import measures_due, parse_checkin, strategies_practised, typable
from coach_tui.plan.unlikely import far_off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Any

    from coach_tui.plan.practice import AnyRecord, Plan

LEAST = 3
"""Letters that a sign for a strategy, or for a measure, has at least."""
_WORD = re.compile(r"[^\W\d]\w*")


class Sayable:
    """What can be said of one thing: how it is typed, what it is called, what stood last and since when.

    `told` are the last values on the way to the target, in the fullest words first; `begins` is how it begins
    on the line, before its figure.
    """

    __slots__ = ("begins", "name", "sign", "told", "when")

    def __init__(
        self, sign: str, name: str, told: Sequence[str] = (), when: str = "", begins: str = ""
    ) -> None:
        self.sign = sign
        self.begins = begins or sign
        self.name = name
        self.told = tuple(told)
        self.when = when


def values_sayable(plan: Plan, today: date) -> list[Sayable]:
    """The measures, the one that a bare number is for first, and the engagement."""
    due = measures_due(plan, today)
    found: list[Sayable] = []
    for measure in due:
        values = plan.values(measure.uid)
        begins = f"{_sign(measure, due)}="
        when = plain_day(values[-1][0], today) if values else ""
        told = way(measure, [value for _, value in values])
        found.append(Sayable(begins if found else "7", measure.name, told, when, begins))
    last = _engaged(plan)
    told, when = ([plain_number(last[1])], plain_day(last[0], today)) if last else ([], "")
    return [*found, Sayable("e1–e5", "engagement", told, when, "e")]


def _engaged(plan: Plan) -> tuple[date, float] | None:
    """The last engagement of a check-in, and its day."""
    rated = [(one.on, one.engagement) for one in plan.checkins if one.engagement is not None]
    return max(rated, key=lambda rating: rating[0], default=None)


def practices_sayable(plan: Plan) -> list[Sayable]:
    """The strategies that can be practised, each with the fewest letters that mean it alone."""
    active = strategies_practised(plan)
    return [Sayable(f"+{_sign(one, active)}", one.title) for one in active]


def _sign(one: AnyRecord, among: list[AnyRecord]) -> str:
    """The beginning of a word of its name that means none of the others; else as much as can be typed."""
    for begun in _beginnings(one.name):
        if [found.uid for found in fitting(among, begun)] == [one.uid]:
            return begun.lower()
    return typable(one.name)


def _beginnings(name: str) -> Iterator[str]:
    """The beginnings of a name's words, the shortest first; of its first word before those of the others."""
    for word in _WORD.finditer(name):
        for size in range(LEAST, len(word[0]) + 1):
            yield word[0][:size]


def will_note(plan: Plan, line: str, today: date) -> tuple[list[str], list[str]]:
    """What a line will note, in words (“stand-ups led 7 (−1)”, “practised Sing”), and what is asked first.

    Raises:
        BadInput: a part cannot be taken, as it stands.
    """
    values, win = parse_checkin(plan, line, today)
    noted = [*_values(plan, values, today), *_words(plan, values, win)]
    return noted, far_off(plan, values.get("measures", {}), today)


def _values(plan: Plan, values: dict[str, Any], today: date) -> Iterator[str]:
    measures = {measure.uid: measure for measure in measures_due(plan, today)}
    for uid, value in values.get("measures", {}).items():
        last = plan.last_value(uid, today)
        yield f"{measures[uid].name} {_beside_last(value, last[1] if last else None)}"
    if "engagement" in values:
        last = _engaged(plan)
        yield f"engagement {_beside_last(values['engagement'], last[1] if last else None)}"


def _beside_last(value: float, last: float | None) -> str:
    """A value, with what it has changed."""
    change = 0 if last is None else round(value - last, 9)
    sign = "+" if change > 0 else "−"
    return f"{plain_number(value)} ({sign}{plain_number(abs(change))})" if change else plain_number(value)


def _words(plan: Plan, values: dict[str, Any], win: str) -> Iterator[str]:
    if "mood" in values:
        yield f"mood {values['mood']}"
    done = values.get("done", [])
    for strategy in plan.strategies:
        if times := done.count(strategy.uid):
            yield f"practised {strategy.title}" + (f" {times} times" if times > 1 else "")
    if win:
        yield f"win: {win}"
    if "note" in values:
        yield f"note: {values['note']}"
