"""What is said of a record while it is typed: an objective's five letters, how a strategy fits the client."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coach_tui.app.widgets.drawing import Span
from coach_tui.plan.fields import plain_number
from coach_tui.plan.fit import conflicts_with_days_off
from coach_tui.plan.practice import Plan
from coach_tui.plan.smart import Smart
from coach_tui.plan.standing import asked_of

MARKS: dict[bool | None, tuple[str, str]] = {True: ("✓", "good"), False: ("!", "bad"), None: ("~", "warn")}
"""State of a letter → mark and style; None: something smaller is missing."""


def smart_spans(found: Smart) -> list[Span]:
    """“S✓ M! A~ R✓ T✓  From what to what?”"""
    spans: list[Span] = []
    for letter in found.letters:
        mark, style = MARKS[letter.ok]
        spans += [(letter.name, "bold"), (f"{mark} ", style)]
    spans.append(
        (f" {found.question or 'all that makes it SMART is there'}", "" if found.question else "dim")
    )
    return spans


def strategy_fit(typed: Mapping[str, Any], plan: Plan | None, today: date) -> list[Span]:
    """How a strategy (stored, as typed) fits the client: days off, hours against what there is (§4)."""
    if plan is None:
        return []
    active = typed.get("status", "active") == "active"
    against = conflicts_with_days_off(typed, plan.client.days_off, today) if active else {}
    if against:
        return [("! ", "warn"), ("; ".join(against.values()), "")]
    have = plan.client.hours_per_week
    if have is None:
        return []
    others = (one.raw for one in asked_of(plan) if one.uid != typed.get("uid"))
    hours = sum(raw.get("hours_per_week", 0) for raw in (*others, *([typed] if active else [])))
    over = hours > have + 1e-9
    said = f"{plain_number(round(hours, 2))} of the client's {plain_number(have)} hours a week are taken"
    return [("! " if over else "", "warn"), (said, "" if over else "dim")]
