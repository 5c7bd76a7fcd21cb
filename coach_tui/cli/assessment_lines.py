"""A client's assessment as lines of the shell: a bar an item, what has changed, and the answers in words."""

from __future__ import annotations

from coach_tui.cli.table import columns
from coach_tui.exchange.bars import bar
from coach_tui.plan.assessment import unanswered_words
from coach_tui.plan.compare import signed_level
from coach_tui.plan.dates import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.cli.context import Context
    from coach_tui.plan.assessed import Assessed, OwnScore
    from coach_tui.plan.assessment import Assessment

BAR = 20
"""Cells of a bar."""


def assessment_lines(found: Assessed, context: Context) -> list[str]:
    """When it was asked and answered, its items, and what was said in words."""
    asked, today = found.assessment, context.today
    if asked.answered_on is None:
        return [f"{asked.title}  {asked.kind}, {unanswered_words(asked, today)}"]
    scale = f", scale {asked.low} to {asked.high}" if asked.items else ""
    lines = [f"{asked.title}  {asked.kind}, answered {short(asked.answered_on, today)}{scale}"]
    lines += columns(item_rows(found, context), context.width, indent=1)
    if found.before is not None:
        first = f"; at first: {short(found.first.day, today)}" if found.first is not None else ""
        lines.append(f" Change since {short(found.before.day, today)}{first}")
    lines += [f" {one.item}: {one.remark}" for one in found.items if one.remark]
    for topic, said in found.words:
        first, *rest = (said or "–").split("\n")
        lines += [f" {topic}", f"   {first}", *(f"   {line}" for line in rest)]
    return lines


def item_rows(found: Assessed, context: Context) -> list[tuple[str, ...]]:
    """The items of an assessment: its words, the score, and the change since the time before.

    Where somebody reads it on a terminal there is a bar, with a mark where the item stood before.
    """
    rows = []
    for one in found.items:
        score = "–" if one.score is None else str(one.score)
        drawn = (_bar(found.assessment, one, context.ascii_only),) if context.width is not None else ()
        rows.append((one.item, *drawn, score, _change(one)))
    return rows


def _bar(asked: Assessment, one: OwnScore, ascii_only: bool) -> str:
    span = asked.high - asked.low
    share, before = (
        None if score is None else (score - asked.low) / span for score in (one.score, one.before)
    )
    return "".join(text for text, _ in bar(share, before, BAR, ascii_only))


def _change(one: OwnScore) -> str:
    at_first = "" if one.first in (None, one.before) or one.score is None else f"; {one.first} at first"
    if one.change is None:
        return at_first.removeprefix("; ")
    return (f"was {one.before}, {signed_level(one.change)}" if one.change else "as before") + at_first
