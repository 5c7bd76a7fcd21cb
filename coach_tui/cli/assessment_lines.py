"""A client's assessment as lines of the shell: a bar an item, what has changed, and the answers in words."""

from __future__ import annotations

from coach_tui.cli.table import columns
from coach_tui.plan.dates import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach_tui.cli.context import Context
    from coach_tui.plan.assessed import Assessed, OwnScore


def assessment_lines(found: Assessed, context: Context) -> list[str]:
    """When it was asked and answered, its items, and what was said in words."""
    asked, today = found.assessment, context.today
    if asked.answered_on is None:
        when = f"asked {short(asked.asked_on, today)}, not answered yet"
        return [f"{asked.title}  {asked.kind}, {when}"]
    scale = f", scale {asked.low} to {asked.high}" if asked.items else ""
    lines = [f"{asked.title}  {asked.kind}, answered {short(asked.answered_on, today)}{scale}"]
    lines += columns(item_rows(found), context.width, indent=1)
    if found.before is not None:
        lines.append(f" Change since {short(found.before.day, today)}")
    lines += [f" {one.item}: {one.remark}" for one in found.items if one.remark]
    for topic, said in found.words:
        first, *rest = (said or "–").split("\n")
        lines += [f" {topic}", f"   {first}", *(f"   {line}" for line in rest)]
    return lines


def item_rows(found: Assessed) -> list[tuple[str, str, str]]:
    """The items of an assessment: its words, the score, and the change since the time before."""
    return [(one.item, "–" if one.score is None else str(one.score), _change(one)) for one in found.items]


def _change(one: OwnScore) -> str:
    if one.change is None:
        return ""
    return f"was {one.before}, {one.change:+d}" if one.change else "as before"
