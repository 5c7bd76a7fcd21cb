"""Asking afterwards who wanted a change of an objective or a milestone, and why (health rules F1, F4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.questions import ask_reason, ask_who
from coach_tui.app.dialogues.unsaved import Unsaved, ask_and_write
from coach_tui.app.widgets.drawing import cut_asked
from coach_tui.changes.explaining import KEPT_IN, explain, without_reason
from coach_tui.plan.dates import short
from coach_tui.plan.errors import BadInput
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision import unexplained
from coach_tui.plan.revision_words import changed_words
from coach_tui.store.journal import Entry

if TYPE_CHECKING:
    from coach_tui.changes.explaining import Explained

ROOM_FOR_CHANGE = 46
"""Cells that a change has in a question."""


async def ask_explanation(coach: Coach, record: Objective | Milestone) -> None:
    """Ask who wanted each change that has no reason, the latest first, and why; each is one change.

    Raises:
        BadInput: all of them have one.
    """
    found = without_reason(record)
    if not found:
        raise BadInput("every change of it has its reason by now")
    for place in reversed(found):
        await _ask_one(coach, record, place)


async def ask_whys(coach: Coach, record: Objective) -> list[Explained]:
    """Ask who wanted each change of an objective that has no reason, and why; Enter leaves either out."""
    found: list[Explained] = []
    for place in unexplained(record):
        said, stored = _change(coach, record, place)
        by = await _who(coach, said, stored)
        found.append((stored, by, await ask_reason(coach, f"{said}. Why?")))
    return found


async def ask_whys_of(
    coach: Coach, unsaved: Unsaved, title: str, values: Mapping[str, Any], reached: Iterable[str]
) -> dict[str, list[Explained]]:
    """The same of all objectives (uids) that a form says were reached, by uid; it is kept meanwhile.

    Raises:
        Left: a question was left, which brings the form back.
    """
    found: dict[str, list[Explained]] = {}
    for uid in reached:
        record = coach.practice.find("objectives", uid)
        if isinstance(record, Objective) and unexplained(record):
            unsaved.keep(title, values)
            found[uid] = await ask_whys(coach, record)
    return found


async def _ask_one(coach: Coach, record: Objective | Milestone, place: int) -> None:
    noun = type(record)
    said, stored = _change(coach, record, place)
    by = await _who(coach, said, stored)
    ask = partial(ask_reason, coach, f"{said}. Why?", needed=True)
    verb = partial(_explain, coach, noun, record.uid, stored, by)
    coach.said(await ask_and_write(coach, "why it was changed", ask, verb, of=record.plan))


def _explain(
    coach: Coach,
    noun: type[Objective | Milestone],
    uid: str,
    one: dict[str, Any],
    by: str,
    reason: str,
) -> Entry | None:
    return explain(coach.desk, noun, uid, one, by=by, reason=reason)


def _change(coach: Coach, record: Objective | Milestone, place: int) -> tuple[str, dict[str, Any]]:
    """A revision or move in few words, and as it is stored."""
    key = KEPT_IN[type(record)]
    shown, stored = (one.raw[key][place] for one in (record, coach.practice.original(record)))
    ends = (shown.get("from", ""), shown.get("to", ""))
    said = changed_words(shown.get("what", "date"), *ends, lambda day: short(day, coach.today))
    return cut_asked(said[:1].upper() + said[1:], ROOM_FOR_CHANGE, coach.ascii_only), stored


async def _who(coach: Coach, said: str, stored: dict[str, Any]) -> str:
    """Who asked for it, where that is not known yet."""
    return "" if stored.get("by") else (await ask_who(coach, said))[0]
