"""What the client agreed to in a part of a plan, and whether it is that still (domain §9, I1 and I6)."""

from __future__ import annotations

from coach_tui.plan.dates import parse_iso
from coach_tui.plan.errors import BadInput
from coach_tui.plan.fields import LINE_LIMIT
from coach_tui.plan.milestone import Milestone
from coach_tui.plan.need import Need
from coach_tui.plan.objective import Objective
from coach_tui.plan.revision import measure_in_short
from coach_tui.plan.strategy import Strategy
from coach_tui.plan.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.record import Record

AGREED_TO = (Objective, Need, Strategy, Milestone)
"""The parts of a plan to which the client agrees."""
BY = "by "
Part = Objective | Need | Strategy | Milestone


def agreed_parts(part: Part) -> list[str]:
    """What a client agrees to in a part besides its date: its title, its measures, how often."""
    said = [part.title]
    if isinstance(part, Strategy):
        said.append(str(part.cadence or ""))
    elif isinstance(part, Objective):
        said += [f"{one.name} {measure_in_short(one.raw)}".strip() for one in part.measures]
    return [text for text in said if text]


def agreed_words(part: Part) -> str:
    """The same in a line, with the date (ISO): “Lead, stand-ups 0 → 12 a month, by 2027-01-29”."""
    due = part.due if isinstance(part, (Objective, Milestone)) else None
    said = ", ".join([*agreed_parts(part), *([f"{BY}{due.isoformat()}"] if due else [])])
    return clean(said)[:LINE_LIMIT].strip()


def agreed_said(text: str, write: Callable[[date], str]) -> str:
    """What was agreed to as it is read: its date is written as all are."""
    said, by, day = text.rpartition(BY)
    try:
        return f"{said}{by}{write(parse_iso(day))}" if by else text
    except BadInput:
        return text


def is_agreed(part: Part) -> bool:
    """Whether the client has agreed to a part as it is now; where nobody noted to what, they have."""
    return bool(part.agreed_on) and part.agreed_to in ("", agreed_words(part))


def with_agreed(noun: type[Record], before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes of a part (stored form) with what is agreed to, where the day of that is among them.

    `before` is the stored part, empty for a new one.
    """
    if noun not in AGREED_TO or not changes.keys() & {"agreed_on"} or changes.get("agreed_to"):
        return dict(changes)
    if not changes["agreed_on"]:
        return {**changes, **({"agreed_to": None} if before.get("agreed_to") else {})}
    after = {key: value for key, value in {**before, **changes}.items() if value is not None}
    part = noun(after)
    assert isinstance(part, AGREED_TO)
    return {**changes, "agreed_to": agreed_words(part)}
