"""What was found: printed as it is found, and the score at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from .faults import Fault
from .forks import ENDLESS, KILLED
from .jobs import Job

MADE, NOTICED, MISSED, SAME = "made", "killed", "survived", "equivalent"


class Tally:
    """Counts faults by module and prints the survivors."""

    def __init__(self, seed: str, threshold: float, out: TextIO) -> None:
        self.seed = seed
        self.threshold = threshold
        self.out = out
        self.counts: dict[str, Counter[str]] = {}
        self.endless: list[str] = []
        self.survivors: list[str] = []
        self.same: list[str] = []

    def _say(self, line: str = "") -> None:
        self.out.write(f"{line}\n")
        self.out.flush()

    def watched(self, tests: int, failing: Sequence[str], seconds: float) -> None:
        """Tells how many tests there are, and which cannot notice anything."""
        self._say(f"{tests} tests watched without a fault in {seconds:.0f} s")
        for test in failing:
            self._say(f"left out, since it fails or is skipped without a fault: {test}")
        self._say(f"{'module':32} {MADE:>5} {NOTICED:>7} {MISSED:>9} {SAME:>11}")

    def equivalent(self, module: str, fault: Fault, reason: str) -> None:
        """A fault that is none."""
        self._count(module, SAME)
        self.same.append(f"{_place(module, fault)}    {reason}")

    def add(self, job: Job, outcome: str) -> None:
        """How the tests of a fault ended."""
        noticed = outcome in (KILLED, ENDLESS)
        self._count(job.module, NOTICED if noticed else MISSED)
        if outcome != KILLED:
            entry = f"{_place(job.module, job.fault)}    {outcome}"
            (self.endless if noticed else self.survivors).append(entry)

    def _count(self, module: str, what: str) -> None:
        counts = self.counts.setdefault(module, Counter())
        counts[what] += 1
        counts[MADE] += 1

    def module(self, module: str) -> None:
        """Prints the row of a module."""
        self._row(module, self.counts.get(module, Counter()))

    def _row(self, name: str, counts: Counter[str]) -> None:
        self._say(f"{name:32} {counts[MADE]:5} {counts[NOTICED]:7} {counts[MISSED]:9} {counts[SAME]:11}")

    def close(self) -> int:
        """Prints the sum, what is not simply noticed and the score; 1 when that is under the threshold."""
        total: Counter[str] = Counter()
        for counts in self.counts.values():
            total.update(counts)
        self._row("all", total)
        for heading, entries in (
            ("equivalent", self.same),
            ("no end", self.endless),
            ("survived", self.survivors),
        ):
            if entries:
                self._say(f"\n{heading}:")
                for entry in entries:
                    self._say(entry)
        real = total[MADE] - total[SAME]
        score = 100 * total[NOTICED] / real if real else 100.0
        self._say(
            f"\n{total[NOTICED]} of {real} faults noticed: {score:.1f} % "
            f"(at least {self.threshold:g} % wanted, seed {self.seed})"
        )
        return 0 if score >= self.threshold else 1


def _place(module: str, fault: Fault) -> str:
    return f"{module}:{fault.line}: {fault.within}\n    {fault.text}\n    {fault.change}\n"
