"""Runs the tests in forked processes: once watched and without a fault, then once for each fault.

Every process begins without the program and imports it afresh, so that a fault in a constant is noticed as
well as one in a function; the libraries are there already. A fault lives in the memory of one process alone:
no file is changed.
"""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import NoReturn

from .faults import faulty
from .jobs import PACKAGE, Job, Seen
from .watch import Only, Watch

MEMORY = 3 << 30
"""Bytes that a process may take: a fault can make a program greedy."""
PYTEST = ("--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist")
KILLED, SURVIVED, ENDLESS, UNTESTED = "killed", "survived", "killed: no end", "survived: no test comes by"


def watched(root: Path, modules: Sequence[str], tests: Sequence[str], scratch: Path) -> Seen:
    """Runs all tests once, without a fault, and notes who runs what.

    Raises:
        SystemExit: pytest could not run them.
    """
    kept = scratch / "seen"
    log = scratch / "watched.log"

    def run() -> int:
        files = {module: str(root / PACKAGE / module) for module in modules}
        watch = Watch(list(files.values()))
        watch.start()
        status = _pytest(root, tests, watch, scratch / "watched")
        lines = {module: watch.lines[file] for module, file in files.items()}
        early = {module: watch.early[file] for module, file in files.items()}
        loaded = [name for name, module in list(sys.modules.items()) if _is_library(name, module, root)]
        kept.write_bytes(pickle.dumps((watch.seconds, watch.failing, lines, early, loaded)))
        return 0 if status in (0, 1) else status

    pid = _forked(run, log)
    try:
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except BaseException:
        _kill(pid)
        raise
    if status or not kept.is_file():
        told = log.read_text("utf-8", "replace")[-3000:]
        raise SystemExit(f"the tests cannot be run even without a fault (pytest: {status}):\n{told}")
    seen = Seen(*pickle.loads(kept.read_bytes()))
    for name in seen.loaded:
        with suppress(Exception):
            importlib.import_module(name)
    return seen


def _kill(pid: int) -> int:
    """Ends what is left of a process of ours and its group, and lets go of it; returns its exit status."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    try:
        return os.waitpid(pid, 0)[1]
    except ChildProcessError:
        return 0


def _is_library(name: str, module: ModuleType, root: Path) -> bool:
    file = getattr(module, "__file__", None) or ""
    return not file.startswith(str(root)) and not name.startswith((PACKAGE, "__main__", "tests."))


class Forks:
    """Runs so many jobs at a time, each in a process of its own that has a place of its own for its files."""

    def __init__(self, root: Path, scratch: Path, several: int) -> None:
        self.root = root
        self.scratch = scratch
        self.places = list(range(several))
        self.running: dict[int, tuple[Job, float, int]] = {}

    def outcomes(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, str]]:
        """How each job ended, in the order in which they do."""
        waiting = [job for job in jobs if job.tests]
        yield from ((job, UNTESTED) for job in jobs if not job.tests)
        while waiting or self.running:
            while waiting and self.places:
                self._start(waiting.pop(0))
            yield from self._ended()
            time.sleep(0.01)

    def stop(self) -> None:
        """Ends what still runs."""
        for pid in self.running:
            _kill(pid)
        self.running.clear()

    def _start(self, job: Job) -> None:
        place = self.places.pop()

        def run() -> int:
            return _noticed(self.root, job, self.scratch / f"run{place}")

        pid = _forked(run, self.scratch / f"run{place}.log")
        self.running[pid] = job, time.monotonic() + job.limit, place

    def _ended(self) -> Iterator[tuple[Job, str]]:
        for pid, (job, end, place) in list(self.running.items()):
            done = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            late = not done and time.monotonic() > end
            if not done and not late:
                continue
            status = _kill(pid)  # with what it has started
            del self.running[pid]
            self.places.append(place)
            yield job, ENDLESS if late else KILLED if status else SURVIVED


class _Finder(MetaPathFinder):
    """Finds one module of the program as it was changed; all others as they are."""

    def __init__(self, name: str, path: str, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = SourceFileLoader(fullname, self.path)
        loader.get_code = lambda _: self.code  # type: ignore[method-assign, assignment]
        return spec_from_file_location(fullname, self.path, loader=loader)


def _noticed(root: Path, job: Job, place: Path) -> int:
    """Runs a fault's tests; 0 when all of them pass."""
    path = root / PACKAGE / job.module
    code = compile(faulty(path.read_text("utf-8"), job.fault), str(path), "exec")
    parts = Path(job.module).with_suffix("").parts
    name = ".".join((PACKAGE, *(part for part in parts if part != "__init__")))
    sys.meta_path.insert(0, _Finder(name, str(path), code))
    files = {test.partition("::")[0] for test in job.tests}
    return _pytest(root, ["-x", *sorted(files)], Only(job.tests), place)


def _pytest(root: Path, arguments: Sequence[str], plugin: object, place: Path) -> int:
    import pytest

    for name in [name for name in sys.modules if name.partition(".")[0] == "tests"]:
        del sys.modules[name]  # those of the copy are to be imported
    options = [*PYTEST, "--rootdir", str(root), "--basetemp", str(place)]
    return int(pytest.main([*options, *arguments], [plugin]))


def _forked(run: Callable[[], int], log: Path) -> int:
    """Runs something in a process, and group, of its own; its output goes to a file."""
    return os.fork() or _child(run, log)


def _child(run: Callable[[], int], log: Path) -> NoReturn:
    status = 70
    try:
        os.setsid()
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream, there in ((0, os.open(os.devnull, os.O_RDONLY)), (1, output), (2, output)):
            os.dup2(there, stream)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        status = run()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)
