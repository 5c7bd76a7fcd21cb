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
    panel = MovesPanel(coach)
    panel.show(rows_of(told, coach.size.width - INDENT - 4, max(1, coach.size.height // 2 - 5)))
    answers = {str(number): _word(one) for number, one in enumerate(told.values[:MOST], 1)}
    if told.did:
        answers = {"1": SETTLED}
    try:
        key = await choose(coach, "Is it settled?" if told.did else "Which of them is right?", answers)
    finally:
        panel.close()
    coach.said(await coach.written(partial(decide, coach.desk, uid, int(key) - 1, {**seen.raw})))


def _word(said: Said) -> str:
    return "as it is" if said.stands else "take it"


def rows_of(told: Told, width: int, room: int) -> list[Row]:
    """All values, each under the number that takes it, in rows of so many cells; `room` rows for all texts.

    Of long texts that begin alike it is seen where they differ.
    """
    rows = [Row(None, [line], heading=True) for line in wrap(merge_words(told), width)]
    if told.did:
        return rows
    texts = [[line for part in one.words.split("\n") for line in wrap(part, width)] for one in told.values]
    each = max(1, (room - len(texts)) // max(1, len(texts)))
    skipped = _alike(texts) if max(map(len, texts)) > each else 0
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
