"""Plugins for pytest: which test runs which line, and only the tests that are wanted, in the order wanted."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Generator, Sequence
from types import FrameType
from typing import Any

import pytest

from .jobs import Lines


class Watch:
    """Notes for each test the lines of some files that it runs, in any thread."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = frozenset(files)
        self.here: set[tuple[str, int]] = set()
        self.lines: Lines = {file: {} for file in files}
        self.early: dict[str, set[int]] = {file: set() for file in files}
        self.seconds: dict[str, float] = {}
        self.failing: list[str] = []

    def start(self) -> None:
        """Begins to watch."""
        threading.settrace(self._entered)
        sys.settrace(self._entered)

    def _entered(self, frame: FrameType, _event: str, _arg: Any) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename in self.files else None

    def _line(self, frame: FrameType, event: str, _arg: Any) -> Callable[..., Any]:
        if event == "line":
            self.here.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line

    def pytest_collection_finish(self) -> None:
        """What has run until here runs before any test."""
        for file, line in self.here:
            self.early[file].add(line)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """A test with what is set up for it."""
        self.here.clear()
        sys.settrace(self._entered)
        result = yield
        for file, line in self.here:
            self.lines[file].setdefault(line, []).append(item.nodeid)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How long it took, and whether it passed."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if report.failed or report.skipped:
            self.failing.append(report.nodeid)


class Only:
    """Leaves only some of the tests that were found, in the order given."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self.places = {nodeid: place for place, nodeid in enumerate(wanted)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Called with everything that was found."""
        items[:] = [item for item in items if item.nodeid in self.places]
        items.sort(key=lambda item: self.places[item.nodeid])
