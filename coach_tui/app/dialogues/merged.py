"""What two machines said of one thing, both seen at once: a number takes one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach_tui.app.coach import Coach
from coach_tui.app.dialogues.moves_panel import MovesPanel
from coach_tui.app.dialogues.questions import choose
from coach_tui.app.widgets.rows import Row
from coach_tui.changes.merged import decide
from coach_tui.plan.errors import BadInput
from coach_tui.plan.merged import Merge
from coach_tui.plan.merged_words import SETTLED, Told, merge_words, told_merge
from coach_tui.plan.text import wrap

if TYPE_CHECKING:
    from coach_tui.plan.merged_words import Said

INDENT = 4
MOST = 9
"""How many values have a key."""
MORE = "v"
"""The key that goes on to the rows that had no room."""


async def ask_merged(coach: Coach, uid: str) -> None:
    """Show what was said of one thing (a merge, by its uid), and let one of the values stand.

    Raises:
        BadInput: it was decided meanwhile, or what it is about is gone.
        Left: nothing was chosen.
    """
    seen = coach.practice.stored.find(Merge.table, uid)
    merge = coach.practice.find(Merge.table, uid)
    told = told_merge(coach.practice, merge, coach.today) if isinstance(merge, Merge) else None
    if seen is None or told is None:
        raise BadInput("this is decided already, or what it is about is gone")
    answers = {str(number): _word(one) for number, one in enumerate(told.values[:MOST], 1)}
    if told.did:
        answers = {"1": SETTLED}
    key = await _chosen(coach, told, answers)
    coach.said(await coach.written(partial(decide, coach.desk, uid, int(key) - 1, {**seen.raw})))


async def _chosen(coach: Coach, told: Told, answers: dict[str, str]) -> str:
    """Show the values and ask for one; where they have no room at once, a key goes through the rest."""
    width, room = coach.size.width - INDENT - 4, max(1, coach.size.height // 2 - 5)
    texts = _texts(told, width)
    each = _each(texts, room)
    longest = 0 if told.did else max(map(len, texts), default=0)
    if longest > each:
        answers = {**answers, MORE: "the rest"}
    question = "Is it settled?" if told.did else "Which of them is right?"
    panel = MovesPanel(coach)
    start: int | None = None
    try:
        while True:
            panel.show(rows_of(told, width, room, start))
            key = await choose(coach, question, answers)
            if key != MORE:
                return key
            at = _alike(texts) if start is None else start
            start = at + each if at + each < longest else 0
    finally:
        panel.close()


def _texts(told: Told, width: int) -> list[list[str]]:
    """Each value in rows of so many cells."""
    return [[line for part in one.words.split("\n") for line in wrap(part, width)] for one in told.values]


def _each(texts: list[list[str]], room: int) -> int:
    """How many rows each of the texts has, of all the room there is."""
    return max(1, (room - len(texts)) // max(1, len(texts)))


def _word(said: Said) -> str:
    return "as it is" if said.stands else "take it"


def rows_of(told: Told, width: int, room: int, start: int | None = None) -> list[Row]:
    """All values, each under the number that takes it, in rows of so many cells; `room` rows for all texts.

    Of long texts the rows from `start` on are seen; where that is not said, those in which they first differ.
    """
    rows = [Row(None, [line], heading=True) for line in wrap(merge_words(told), width)]
    if told.did:
        return rows
    texts = _texts(told, width)
    each = _each(texts, room)
    skipped = (_alike(texts) if max(map(len, texts)) > each else 0) if start is None else start
    for number, (one, lines) in enumerate(zip(told.values, texts, strict=True), 1):
        where = "  ".join(part for part in (one.where, "(stands)" if one.stands else "") if part)
        rows.append(Row(None, [[(f"{number}  ", "bold"), (where or "not known when", "dim")]]))
        shown = lines[skipped : skipped + each]
        if skipped and shown:
            shown[0] = f"… {shown[0]}"
        if len(lines) > skipped + each:
            shown[-1] = f"{shown[-1]} …"
        rows += [Row(None, [" " * INDENT + line]) for line in shown or ["…"]]
    return rows


def _alike(texts: list[list[str]]) -> int:
    """How many rows all of the texts have alike at their beginning."""
    count = 0
    for several in zip(*texts, strict=False):
        if len(set(several)) > 1:
            break
        count += 1
    return count
