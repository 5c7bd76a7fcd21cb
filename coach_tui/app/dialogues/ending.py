"""Ending what is selected (x): reached, dropped, merged, split, replaced, finished, paused; or it goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coach_tui.app.checks import text_fault
from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.explaining import ask_whys
from coach_tui.app.dialogues.placing import ask_places
from coach_tui.app.dialogues.questions import ask_line, ask_reason, choose
from coach_tui.app.dialogues.unsaved import ask_and_write
from coach_tui.app.drafts import Gone
from coach_tui.changes.endings import end, go_on
from coach_tui.changes.explaining import end_explained
from coach_tui.changes.replacing import replace
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import Objective
from coach_tui.plan.placing import parts_named
from coach_tui.plan.practice import named
from coach_tui.plan.revision import unexplained
from coach_tui.plan.strategy import Strategy
from coach_tui.store.journal import Entry

if TYPE_CHECKING:
    from coach_tui.changes.explaining import Explained
    from coach_tui.plan.practice import AnyRecord

GIVEN_UP = {"d": "dropped", "m": "merged", "s": "split", "p": "replaced"}
ENDS: dict[type[Objective | Milestone | Strategy], dict[str, str]] = {
    Objective: {"r": "reached", **GIVEN_UP},
    Milestone: GIVEN_UP,
    Strategy: {"f": "finished", "d": "dropped", "p": "paused"},
}
"""Key → how it ends."""
LEAST_PARTS = 2


async def ask_ending(coach: Coach, record: Objective | Milestone | Strategy) -> None:
    """Ask how it ended, what takes its place, and why; what ended goes on again at once.

    Raises:
        BadInput: a milestone that is done does not end, or there is none to merge it with.
    """
    noun, uid, seen = type(record), record.uid, coach.practice.original(record).raw
    if isinstance(record, Milestone) and record.done_on:
        raise BadInput(f"{quote(record.title)} is done; {coach.key_of('done')} opens it again")
    if not (record.active if isinstance(record, Strategy) else record.open):
        coach.said(await coach.written(partial(go_on, coach.desk, noun, uid, seen)))
        return
    name, ends = quote(record.title), ENDS[noun]
    how = ends[await choose(coach, f"{name} is", ends, ahead=True)]
    reached = how == "reached" and isinstance(record, Objective) and unexplained(record)
    if how not in ("merged", "split", "replaced") and not reached:
        await ask_why_ended(coach, record, how)
        return
    verb: Callable[[str], Entry | None] = partial(_end, coach, noun, uid, how, seen)
    said = f"{name} is {how}"
    if not isinstance(record, Strategy) and how in ("merged", "split", "replaced"):
        successors, said = await _successors(coach, record, how)
        verb = partial(replace, coach.desk, type(record), uid, successors)
        if how == "split" and isinstance(record, Objective):
            titles = [one["title"] for one in successors if not isinstance(one, str)]
            verb = partial(verb, placed=await ask_places(coach, record, titles))
    if reached and isinstance(record, Objective):
        verb = partial(_reach, coach, uid, seen, await ask_whys(coach, record))
    ask = partial(ask_reason, coach, f"{said}. Why?")
    coach.said(await ask_and_write(coach, _title(coach, record), ask, verb, of=record.plan))


async def ask_why_ended(
    coach: Coach, record: Objective | Milestone | Strategy, how: str, text: str = "", draft: str = ""
) -> None:
    """Ask why it ended so, with what was typed before, and end it.

    Raises:
        Gone: it ended meanwhile.
    """
    if not (record.active if isinstance(record, Strategy) else record.open):
        raise Gone
    noun, uid, seen = type(record), record.uid, coach.practice.original(record).raw
    ask = partial(ask_reason, coach, f"{quote(record.title)} is {how}. Why?", needed=how == "dropped")
    verb = partial(_end, coach, noun, uid, how, seen)
    about = {"what": "ended", "table": noun.table, "uid": uid, "how": how}
    title = _title(coach, record)
    entry = await ask_and_write(coach, title, ask, verb, value=text, of=record.plan, about=about, draft=draft)
    coach.said(entry)


def _title(coach: Coach, record: Objective | Milestone | Strategy) -> str:
    return f"why {quote(coach.practice.original(record).title)} ended"


def _end(
    coach: Coach,
    noun: type[Objective | Milestone | Strategy],
    uid: str,
    how: str,
    seen: Mapping[str, Any],
    reason: str,
) -> Entry | None:
    return end(coach.desk, noun, uid, how, reason, seen)


def _reach(
    coach: Coach, uid: str, seen: Mapping[str, Any], told: Sequence[Explained], reason: str
) -> Entry | None:
    return end_explained(coach.desk, uid, reason, seen, told)


async def _successors(
    coach: Coach, record: Objective | Milestone, how: str
) -> tuple[list[str | dict[str, Any]], str]:
    """What takes its place, and that in words.

    Raises:
        BadInput: there is no other to merge it with.
    """
    noun = type(record)
    plan = coach.practice.plan_of(record)
    others = [one for one in plan.part(noun) if one.open and one.uid != record.uid] if plan else []
    name = quote(record.title)
    if how == "merged":
        if not others:
            raise BadInput(f"there is no other {noun.entry} that is open to merge it with")
        meant = partial(_meant, others, noun.entry)
        text = await ask_line(
            coach,
            f"Merge {name} into",
            check=partial(text_fault, meant),
            suggestions=partial(_suggested, meant),
            hint=f"which? {' · '.join(one.title for one in others)}",
        )
        other = meant(text)
        return [other.uid], f"Merged into {quote(other.title)}"
    taken = [one.title for one in plan.part(noun)] if plan else []
    least = LEAST_PARTS if how == "split" else 1
    read = partial(parts_named, noun, taken, least, coach.today)
    dated = " | date" if noun is Milestone else ""
    hint = f"title{dated}; title{dated}" if how == "split" else f"the title of a new one{dated}"
    text = await ask_line(
        coach,
        f"Split {name} into" if how == "split" else f"In place of {name}",
        check=partial(text_fault, read),
        hint=hint,
    )
    parts = read(text)
    return [*parts], f"{how.capitalize()} {'into' if how == 'split' else 'by'} {_in_words(parts)}"


def _meant(others: list[AnyRecord], noun: str, text: str) -> AnyRecord:
    """The one that a part of a title means; the only one there is where nothing is typed.

    Raises:
        BadInput: none or several are meant.
    """
    if text.strip():
        return named(others, text, noun)
    if len(others) > 1:
        raise BadInput(f"which? {', '.join(one.name for one in others[:5])}: a part of its title")
    return others[0]


def _suggested(meant: Callable[[str], Objective | Milestone], text: str) -> list[str]:
    """What Enter takes; nothing while several may be meant."""
    try:
        return [meant(text).title]
    except BadInput:
        return []


def _in_words(parts: list[dict[str, Any]]) -> str:
    return quote(parts[0]["title"]) if len(parts) == 1 else f"{len(parts)} new ones"
