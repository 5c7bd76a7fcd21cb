"""`python -m tests.mutants`: puts faults into the code and tells which of them no test notices."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from .equivalent import Equivalent
from .faults import Fault, draw, faults_in
from .forks import Forks, watched
from .jobs import PACKAGE, job_of
from .modules import MODULES
from .tally import Tally

HERE = Path(__file__).parents[2]
LIST = "tests/mutants/modules.py"
Tests = dict[str, tuple[str, ...]]


def main(argv: Sequence[str] | None = None) -> int:
    """Draws faults, runs the tests, tells what was found; 1 when too little is noticed, 2 for wrong use."""
    given = _arguments().parse_args(argv)
    root = Path(given.root).resolve()
    lines: dict[str, list[range]] = {}
    for name in given.modules or MODULES:
        module, wanted = _split(name)
        lines.setdefault(module, []).extend(wanted)
    tests = _declared(root, list(lines), given.tests)
    scratch = Path(tempfile.mkdtemp(prefix="coach-mutants-"))
    try:
        copy = _copied(root, scratch)
        tally = Tally(given.seed, given.threshold, sys.stdout)
        drawn = {module: _drawn(copy, module, lines[module], given.number, given.seed) for module in tests}
        forks = Forks(copy, scratch, given.jobs)
        try:
            _run(forks, tests, drawn, tally)
        finally:
            forks.stop()
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return tally.close()


def _split(name: str) -> tuple[str, list[range]]:
    """A module and its lines: `plan/rating.py`, `plan/rating.py:91` or `plan/rating.py:91-99`."""
    module, colon, wanted = name.removeprefix(f"{PACKAGE}/").partition(":")
    first, _, last = wanted.partition("-")
    if colon and not (first.isdecimal() and (last or first).isdecimal()):
        _refuse(f"{name}: lines are given as 91 or 91-99")
    return module, [range(int(first), int(last or first) + 1)] if colon else []


def _drawn(root: Path, module: str, lines: list[range], number: int, seed: str) -> list[Fault]:
    """The faults that are drawn, or all of some lines."""
    every = faults_in((root / PACKAGE / module).read_text("utf-8"))
    if lines:
        return [fault for fault in every if any(fault.line in some for some in lines)]
    return draw(every, number, f"{seed} {module}")


def _run(forks: Forks, tests: Tests, drawn: dict[str, list[Fault]], tally: Tally) -> None:
    os.chdir(forks.root)
    sys.path.insert(0, str(forks.root))
    os.environ["PYTHONPATH"] = str(forks.root)
    started = time.monotonic()
    every = {test for names in tests.values() for test in names}
    seen = watched(forks.root, list(tests), sorted(every), forks.scratch)
    tally.watched(len(seen.seconds), seen.failing, time.monotonic() - started)
    equivalent = Equivalent()
    for module, faults in drawn.items():
        jobs = []
        for fault in faults:
            if reason := equivalent.reason(module, fault):
                tally.equivalent(module, fault, reason)
            else:
                jobs.append(job_of(module, fault, seen, tests[module]))
        for job, outcome in forks.outcomes(jobs):
            tally.add(job, outcome)
        tally.module(module)


def _arguments() -> argparse.ArgumentParser:
    half = max(1, (os.cpu_count() or 2) // 2)
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", metavar="module[:line[-line]]",
        help="such as plan/rating.py; all of the list if none is named; with lines, all faults of those",
    )  # fmt: skip
    parser.add_argument("--seed", default="20261124", help="what is drawn depends on it alone (%(default)s)")
    parser.add_argument("--number", type=int, default=12, help="faults a module (%(default)s)")
    parser.add_argument("--threshold", type=float, default=95, help="percent to be noticed (%(default)s)")
    parser.add_argument("--jobs", type=int, default=half, help="processes at once (%(default)s)")
    parser.add_argument("--tests", nargs="+", default=[], help="tests for what is named, below tests/")
    parser.add_argument("--root", default=HERE, help="the tree that is copied (this one)")
    return parser


def _declared(root: Path, modules: Sequence[str], tests: Sequence[str]) -> Tests:
    """The modules and the tests of each, by their paths below the root; refuses what is not there."""
    found: Tests = {}
    for module in modules:
        names = tests or MODULES.get(module, ())
        if not (root / PACKAGE / module).is_file():
            _refuse(f"there is no {PACKAGE}/{module}; if it was moved, put its new name into {LIST}")
        if not names:
            _refuse(f"no tests are listed for {module}; put them into {LIST}, or name them with --tests")
        for name in names:
            if not (root / "tests" / name).is_file():
                _refuse(f"there is no tests/{name}, which {LIST} or --tests names for {module}")
        found[module] = tuple(f"tests/{name}" for name in names)
    return found


def _refuse(why: str) -> NoReturn:
    sys.stderr.write(f"mutants: {why}\n")
    raise SystemExit(2)


def _copied(root: Path, scratch: Path) -> Path:
    """A copy of the tree, without what was installed or built there."""
    unwanted = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info")
    return Path(shutil.copytree(root, scratch / "tree", ignore=unwanted, symlinks=True))


if __name__ == "__main__":
    raise SystemExit(main())
