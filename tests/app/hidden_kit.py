"""What the tests of hidden names share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coach_tui.changes.desk import Desk
from coach_tui.changes.records import edit
from tests.app.app_kit import Keyboard

Again = Callable[[], Desk]
OTHER = '[client]\nname = "Zoë Adler"\n[engagement]\nstart = 2026-09-01\n[[objective]]\ntitle = "Sleep"\n'
HIDDEN = "names are hidden; i shows them"


async def command(k: Keyboard, name: str) -> None:
    """Do a command of the app."""
    k.app.run_command(name)
    await k.settle()


def uid_of(desk: Desk, table: str, **values: Any) -> str:
    """The one record of a table that has these values."""
    found = [
        str(raw["uid"])
        for raw in desk.practice().tables[table].values()
        if all(raw.get(key) == value for key, value in values.items())
    ]
    assert len(found) == 1, (table, values)
    return found[0]


def plan_uid(desk: Desk) -> str:
    """The engagement of the example."""
    return uid_of(desk, "engagements", type="leadership")


def name_in(desk: Desk, noun: type[Any], old: str, new: str) -> str:
    """Put a name into the title of a record of the example."""
    uid = uid_of(desk, noun.table, title=old)
    edit(desk, noun, uid, {"title": new})
    return uid
