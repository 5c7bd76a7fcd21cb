"""Which tests are to notice a fault, and how long they may take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .faults import Fault

PACKAGE = "coach_tui"
BUDGET = 15.0
"""Seconds for the tests of one fault, as they took them when watched; a module's own tests are always run."""
Lines = dict[str, dict[int, list[str]]]


class Seen(NamedTuple):
    """What a run without faults showed: the tests with their seconds, and those that fail or are skipped.

    `lines` has by module which tests run a line, `early` the lines that run when the module is loaded,
    `loaded` the libraries that were imported on the way.
    """

    seconds: dict[str, float]
    failing: list[str]
    lines: Lines
    early: dict[str, set[int]]
    loaded: list[str]


class Job(NamedTuple):
    """A fault, the tests that are to notice it, and the seconds after which they are said to have no end."""

    module: str
    fault: Fault
    tests: list[str]
    limit: float


def job_of(module: str, fault: Fault, seen: Seen, tests: Sequence[str]) -> Job:
    """Takes the tests that run a fault's lines: the first file's, then the quickest while there is time.

    What runs when the module is loaded may be noticed by any test of the module.
    """
    lines = range(fault.first, fault.last + 1)
    there = {test for line in lines for test in seen.lines[module].get(line, ())}
    if not fault.first or not seen.early[module].isdisjoint(lines):
        there = {test for test in seen.seconds if _file(test) in tests}
    there -= set(seen.failing)
    chosen: list[str] = []
    total = 0.0
    for test in sorted(there, key=lambda test: (_file(test) != tests[0], seen.seconds[test], test)):
        if total + seen.seconds[test] <= BUDGET or _file(test) == tests[0]:
            total += seen.seconds[test]
            chosen.append(test)
    return Job(module, fault, chosen, 30 + 3 * total)


def _file(test: str) -> str:
    return test.partition("::")[0]
