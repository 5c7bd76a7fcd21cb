"""Which assessment a form is for: one that waits for its answers, else a new one, of a set or as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.assessments import ask_assessment, asked_last, waiting_assessment
from coach_tui.exchange.item_sets import find_item_sets, load_item_set, name_of_set
from coach_tui.plan.assessment import INTAKE, SELF, Assessment
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import quote
from coach_tui.plan.text import slug

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from coach_tui.changes.desk import Desk
    from coach_tui.plan.practice import Plan

FIRST = {SELF: "wheel-of-life", INTAKE: "intake"}
"""The set of items that is asked first, where nothing else is said."""


def asked_for(desk: Desk, plan: Plan, kind: str, own: Path, name: str = "") -> tuple[Assessment, bool]:
    """The assessment of a kind that a form is for, and whether the client is asked for it only now.

    Args:
        desk: the desk.
        plan: whose it is.
        kind: one of `coach_tui.plan.assessment.KINDS`.
        own: where the coach's own sets of items lie.
        name: a set of items; "" for what was asked last, else what is usually asked first.

    Raises:
        BadInput: there is no such set, it cannot be read, or the engagement is closed.
    """
    values = set_named(own, kind, name) if name else {}
    waiting = waiting_assessment(plan, kind, values.get("title", ""))
    if waiting is not None:
        return waiting, False
    values = values or asked_last(plan, kind) or set_named(own, kind, FIRST[kind])
    uid = ask_assessment(desk, plan.engagement.uid, values)
    found = desk.practice().find(Assessment.table, uid)
    assert isinstance(found, Assessment)
    return found, True


def set_named(own: Path, kind: str, name: str) -> dict[str, Any]:
    """The fields of an assessment that a set of items gives, by any part of its name or that of its file.

    Raises:
        BadInput: there is none, or several; it names those that there are. Or it asks nothing.
    """
    sets = find_item_sets(own, kind)
    wanted = slug(name)
    called = {one: (one, slug(name_of_set(path))) for one, path in sets.items()}
    exact = [one for one, names in called.items() if wanted in names]
    inside = [one for one, names in called.items() if wanted and any(wanted in own for own in names)]
    fitting = [wanted] if wanted in sets else exact or inside
    if len(fitting) != 1:
        there = ", ".join(sets) or "none"
        raise BadInput(f"{quote(name)} is not one set of items for this; there are: {there}")
    values = {**load_item_set(sets[fitting[0]], Assessment), "kind": kind}
    if kind == INTAKE and not values.get("questions"):
        raise BadInput(f"the set {quote(fitting[0])} asks nothing; an intake needs questions = [...]")
    return values
