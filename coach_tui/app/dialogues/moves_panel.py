"""What is about to move, in a list over the bottom of the place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from coach_tui.app.coach import Coach
from coach_tui.app.widgets.rows import Column, Row, RowList
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.moves import Shift
from coach_tui.plan.record import Record


class MovesList(RowList):
    """What is about to move, over the bottom of the place."""

    DEFAULT_CSS = """
    MovesList {
        layer: over;
        dock: bottom;
        height: auto;
        max-height: 50%;
        margin: 0 0 2 0;
        background: $surface;
    }
    """


class MovesPanel:
    """The list while it is shown."""

    def __init__(self, coach: Coach) -> None:
        self.coach = coach
        self._list: MovesList | None = None

    @property
    def shown(self) -> bool:
        """Whether something is seen already."""
        return self._list is not None

    def show(self, rows: Sequence[Row]) -> None:
        """The list over the bottom of the place; what there is no room for is counted."""
        room = max(3, self.coach.size.height // 2 - 2)  # half the screen, less the two lines below
        if len(rows) > room:
            left = rows[room - 1 :]
            moves = sum(1 for row in left if len(row.cells) > 1)
            warnings = len(left) - moves
            said = f"and {moves} more" + (f", {warnings} more warnings" if warnings else "")
            rows = [*rows[: room - 1], Row(None, [(said, "dim")])]
        if self._list is None:
            self._list = MovesList((Column(None, min=20), Column(33), Column(5)))
            self._list.set_rows([*rows])
            self.coach.mount_over(self._list)
        else:
            self._list.set_rows([*rows])

    def refuse(self, said: str, error: BadInput) -> None:
        """Say, in short, that it does not go so far, and why; what was seen before stays."""
        self.show([Row(None, [said], heading=True), Row(None, [(f"  ! {error}", "bad")])])

    def close(self) -> None:
        """Take the list away."""
        if self._list is not None:
            self._list.remove()
            self._list = None


def shift_rows(
    by_key: Mapping[str, Sequence[Shift]],
    head: str,
    noun: str,
    today: date,
    called: Callable[[Record], str] = attrgetter("name"),
) -> list[Row]:
    """What moves, with which answer (key), each with what speaks against it; `head` above, and the count."""
    moving: dict[str, dict[str, Shift]] = {}
    for key, shifts in by_key.items():
        for shift in shifts:
            moving.setdefault(shift.record.uid, {})[key] = shift
    count = f"{'up to ' if len(by_key) > 1 else ''}{len(moving)} {noun}{'s' if len(moving) > 1 else ''}"
    rows = [Row(None, [head, count], heading=True)]
    first, *others = moving.values()
    others.sort(key=lambda found: next(iter(found.values())).was or date.max)
    for found in (first, *others):
        shift = next(iter(found.values()))
        days = (f"{short(shift.was, today)} → " if shift.was else "") + short(shift.to, today)
        rows.append(Row(None, [called(shift.record), days, (" ".join(found), "accent")]))
        against: dict[str, list[str]] = {}
        for key, one in found.items():
            for warning in one.warnings:
                against.setdefault(warning, []).append(key)
        for warning, keys in against.items():
            which = f"  ({' '.join(keys)})" if len(keys) < len(found) else ""
            rows.append(Row(None, [(f"  ! {warning}{which}", "warn")]))
    return rows
