"""Lists of both sides as one: which entries stand in them, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.whereabouts import Step, stepped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_DAYS = ("on", "since", "until")
"""The day by which the entries of a list are in order."""


def joined_order(base: Sequence[Step], found: Mapping[Step, Any]) -> list[Step]:
    """The order of what both sides have made of a list: as it was, new ones behind it, by their days.

    It hangs on what stands in the list alone, and not on who was merged with whom first.
    """
    at = {step: number for number, step in enumerate(base)}
    steps = sorted(found, key=lambda step: (at.get(step, len(at)), step.name, step.number))
    if all(isinstance(entry, dict) and any(key in entry for key in _DAYS) for entry in found.values()):
        steps.sort(key=lambda step: _day(found[step]))
    return steps


def _day(entry: Mapping[str, Any]) -> str:
    return str(next((entry[key] for key in _DAYS if key in entry), ""))


def counted_together(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any] | None:
    """Plain values of both sides, each as often as either says; None where both only put them in order."""
    steps = [stepped(list(values), None) for values in (base, ours, theirs)]
    counts = [_counts(one) for one in steps]
    if counts[0] == counts[1] == counts[2]:
        return None
    kept: dict[Step, Any] = {}
    values = {step: value for one in steps for step, value in one.items()}
    for name in {step.name for step in values}:
        was, here, there = (one.get(name, 0) for one in counts)
        now = here if there == was else there if here == was else max(here, there)
        kept |= {Step(name, number): values[Step(name, number)] for number in range(now)}
    return [kept[step] for step in joined_order(list(steps[0]), kept)]


def _counts(steps: Mapping[Step, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in steps:
        found[step.name] = found.get(step.name, 0) + 1
    return found
