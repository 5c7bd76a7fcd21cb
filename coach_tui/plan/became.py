"""What became of an objective or a milestone whose place others took: merged, split, replaced (domain §5)."""

from __future__ import annotations

from coach_tui.plan.fields import quote
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.objective import TAKEN, Objective
from coach_tui.plan.text import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.record import Record

JOINT = {"merged": "merged into", "split": "split into", "replaced": "replaced by"}
"""What became of it → the words before those that took its place."""


def became(plan: Plan, record: Objective | Milestone) -> str:
    """What became of a record of a plan, in a word: its state, and of one that is replaced how that was.

    Where it was not noted, as in a plan of before: it was merged into one that was there earlier, or into
    which others went as well, and split into several.
    """
    if record.state != "replaced":
        return record.state
    if record.closed_as in TAKEN[:-1]:
        return str(record.closed_as)
    all_of = plan.part(type(record))
    if len(record.replaced_by) > 1:
        return "split"
    others = [
        one for one in all_of if record.uid != one.uid and set(one.replaced_by) & set(record.replaced_by)
    ]
    there = any(
        isinstance(one, Objective) and one.start and record.closed_on and one.start < record.closed_on
        for one in all_of
        if one.uid in record.replaced_by
    )
    return "merged" if others or there else "replaced"


def became_words(plan: Plan, record: Objective | Milestone) -> str:
    """The same with what took its place: “merged into Lead”, “split into Ask, Listen”, “dropped”."""
    names = {one.uid: one.name for one in plan.part(type(record))}
    there = [names[uid] for uid in record.replaced_by if uid in names]
    return went_words(plan, record, there) or became(plan, record)


def left_without(plan: Plan, record: Record) -> str:
    """Whose place a record of a plan took that is deleted, and nothing takes then; in words, "" for none."""
    if not isinstance(record, (Objective, Milestone)):
        return ""
    alone = [one for one in plan.part(type(record)) if one.replaced_by == [record.uid]]
    if not alone:
        return ""
    return f"; nothing stands in the place of {listed(quote(one.name) for one in alone)} any more"


def went_words(plan: Plan, record: Objective | Milestone, names: Sequence[str]) -> str:
    """The same with those names alone, as a reader may know them; "" where there are none."""
    how = became(plan, record)
    return f"{JOINT[how]} {', '.join(names)}" if names and how in JOINT else ""
