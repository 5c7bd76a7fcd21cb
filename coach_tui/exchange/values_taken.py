"""The values that a plan brings with it and that are far from anything before: asked about, or told."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coach_tui.plan.contact import Checkin
from coach_tui.plan.dates import day_words
from coach_tui.plan.errors import BadInput
from coach_tui.plan.unlikely import Stood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from coach_tui.changes.desk import Change
    from coach_tui.plan.practice import Practice
    from coach_tui.store.journal import Entry

    Stored = Mapping[str, Any] | None
    Look = Callable[[Change], None]
    """Looks at a change before it is stored."""
    Meant = Callable[[str], bool]
    """Asks whoever is there whether far values, told in a line, are meant."""

MOST = 3
"""So many far values are told in a question."""
TOLD = 10
"""So many are told of what was taken in."""
LOOK = ": look at it"
"""What is said behind one that is in the file."""


class _OnlyLooked(Exception):
    """A change was made to be looked at, and is not stored."""


def far_off_in(entry: Entry | None, practice: Practice) -> list[str]:
    """A line for each new or changed value that is far off, with its day; the practice is as it is after."""
    ops = entry.ops if entry else ()
    return _far_off(((op["table"], op["before"], op["after"]) for op in ops), practice)


def told_of(far: Sequence[str]) -> list[str]:
    """The lines about far values for whoever reads them: the first ones, and how many more there are."""
    more = len(far) - TOLD
    return [*far[:TOLD], *([f"and {more} more values that are far from anything before"] if more > 0 else [])]


def check_meant(take: Callable[[Look], object], meant: Meant | None) -> None:
    """Asks about the far values in what is to be taken in, before it is.

    Args:
        take: takes it in, and lets the change be looked at before that is stored.
        meant: asks; None where it is said already that they are.

    Raises:
        BadInput: they are not meant.
        CoachError: what `take` raises.
    """
    if meant is None:
        return
    found: list[str] = []

    def only_look(change: Change) -> None:
        found.extend(_far_off_so_far(change))
        raise _OnlyLooked

    with suppress(_OnlyLooked):
        take(only_look)
    _ask(found, meant)


def looking(meant: Meant | None) -> Look | None:
    """What asks about the far values in a change that is taken in and is turned back where that is refused.

    That is for where the asking takes no time: nobody is there to be asked, or it was said already.
    """
    return None if meant is None else lambda change: _ask(_far_off_so_far(change), meant)


def _far_off_so_far(change: Change) -> list[str]:
    so_far = change.transaction.so_far
    return _far_off(((table, before, after) for table, _, before, after in so_far), change.practice)


def _ask(found: Sequence[str], meant: Meant) -> None:
    """Asks whether far values are meant; BadInput where they are not."""
    said = [line.removesuffix(LOOK) for line in found]
    more = f"; and {len(said) - MOST} more" if len(said) > MOST else ""
    if said and not meant(f"{'; '.join(said[:MOST])}{more}"):
        raise BadInput(f"{said[0]}: write the value that is meant; nothing was taken in")


def _far_off(ops: Iterable[tuple[str, Stored, Stored]], practice: Practice) -> list[str]:
    """A line for each new value that is far from what stood and was not doubted itself, in order of days."""
    new: dict[str, list[tuple[Checkin, dict[str, float]]]] = {}
    for table, before, after in ops:
        if table != Checkin.table or after is None:
            continue
        checkin, old = Checkin(after), (before or {}).get("measures") or {}
        values = {uid: value for uid, value in checkin.measures.items() if old.get(uid) != value}
        if values:
            new.setdefault(checkin.plan, []).append((checkin, values))
    found: list[str] = []
    for given in new.values():
        plan = practice.plan_of(given[0][0])
        if plan is None:
            continue
        stood = Stood(plan, {checkin.uid: values for checkin, values in given})
        for checkin, values in sorted(given, key=lambda one: one[0].on):
            said = stood.take(checkin.uid, values, checkin.on)
            found += [f"{line}, on {day_words(checkin.on)}{LOOK}" for line in said]
    return found
