"""What two machines said of one thing, for somebody to decide; and what a merge did, to be acted on."""

from __future__ import annotations

from coach_tui.plan.attention.item import NOW, AttentionItem
from coach_tui.plan.fields import quote
from coach_tui.plan.merged import Merge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from coach_tui.plan.practice import Practice


def find(practice: Practice, today: date) -> list[AttentionItem]:
    """What merges have kept, with whose it is; none of a record that is gone.

    That is each field that two machines changed otherwise, and what a merge did that is to be acted on.
    """
    rows = practice.tables.get(Merge.table)
    if not rows:
        return []
    from coach_tui.plan.merged_words import merge_words, plan_of_merge, told_merge

    items = []
    for raw in rows.values():
        merge = Merge(raw)
        plan, told = plan_of_merge(practice, merge), told_merge(practice, merge, today)
        if plan is not None and told is not None:
            said = f"merged: {merge_words(told)}"
            kind = "refused" if told.did else "merged"
            brief = f"merged: {told.label}" + ("" if told.did else f", {quote(told.name)}")
            item = AttentionItem(kind, NOW, plan, said, uid=merge.uid, brief=brief)
            item.of = (merge.of, merge.record)
            items.append(item)
    return items
