"""Ending what is selected (x): an objective is reached or dropped; a strategy finished, dropped or paused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach_tui.app.dialogues.callbacks import ask_reason, write_typed
from coach_tui.changes.records import edit
from coach_tui.plan.fields import quote
from coach_tui.plan.objective import Objective
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from coach_tui.app.coach import Coach

ENDS = {
    Objective: {"r": "reached", "d": "dropped", "p": "replaced"},
    Strategy: {"f": "finished", "d": "dropped", "p": "paused"},
}
"""Key → how it ends."""


def ask_ending(app: Coach, record: Objective | Strategy) -> None:
    """Ask how it ended and why; what ended goes on again at once."""
    noun = type(record)
    name = quote(record.title)

    def write(changes: dict[str, Any], typed: str, again: Any = None) -> None:
        before = {key: record.raw.get(key) for key in changes}
        work = lambda: edit(app.desk, noun, record.uid, changes, before)  # noqa: E731
        write_typed(app, f"why {name} ended", typed, work, again)

    if not (record.open if isinstance(record, Objective) else record.active):
        write(changes_of(record, "", "", ""), "")
        return

    def answered(key: str | None) -> None:
        if key is None:
            return
        how = ENDS[noun][key]

        def ask(reason: str = "", error: str = "") -> None:
            label = f"{name} is {how}. Why?"
            ask_reason(app, label, with_reason, needed=how == "dropped", value=reason, error=error)

        def with_reason(reason: str) -> None:
            write(changes_of(record, how, reason, app.today.isoformat()), reason, ask)

        ask()

    app.bottom.ask(f"{name} is", dict(ENDS[noun]), answered)


def changes_of(record: Objective | Strategy, how: str, reason: str, on: str) -> dict[str, Any]:
    """What is stored of an ending; "" for one that goes on again."""
    if isinstance(record, Objective):
        return {"closed_on": on or None, "closed_as": how or None, "closed_reason": reason or None}
    return {"status": how or "active", "status_reason": reason or None}
