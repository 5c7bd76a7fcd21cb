"""Practices that many tests begin with, made once and put beside each of them as files."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coach_tui import demo
from coach_tui.changes.desk import Desk
from coach_tui.changes.plans import take_in
from coach_tui.exchange.planfile import read_toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coach_tui.clock import Clock

EXAMPLE = Path(__file__).parent / "data" / "plan-example.toml"
_kept: dict[tuple[Callable[[Desk], object], type[Clock], date], dict[str, bytes]] = {}


def put_demo(desk: Desk) -> None:
    """Have the demo's practice in a data file that is not there yet, as `demo.build` makes it."""
    _put(desk, demo.build)


def put_example(desk: Desk) -> None:
    """Have the example plan in a data file that is not there yet."""
    _put(desk, _with_example)


def _with_example(desk: Desk) -> None:
    take_in(desk, read_toml(EXAMPLE.read_text("utf-8")))


def _put(desk: Desk, make: Callable[[Desk], object]) -> None:
    path = Path(desk.store.path)
    assert not path.exists()
    assert desk.clock.fixed is not None
    for name, data in _made(make, type(desk.clock), desk.clock.fixed).items():
        beside = path.parent / name.replace("coach.json", path.name)
        beside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.touch(0o600)
        beside.write_bytes(data)


def _made(make: Callable[[Desk], object], kind: type[Clock], today: date) -> dict[str, bytes]:
    """The files of a practice that was made on a day, with what they hold."""
    key = (make, kind, today)
    if key not in _kept:
        folder = Path(tempfile.mkdtemp(prefix="coach-kept-"))
        make(Desk(folder / "coach.json", kind(today)))
        files = [path for path in folder.rglob("*") if path.is_file()]
        _kept[key] = {str(path.relative_to(folder)): path.read_bytes() for path in files}
        shutil.rmtree(folder)
    return _kept[key]
