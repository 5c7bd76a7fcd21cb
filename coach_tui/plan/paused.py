"""What a client is not asked to practise now, because the plan or the strategy pauses (domain rules §11)."""

from __future__ import annotations

from datetime import date, timedelta

from coach_tui.plan.dates import short
from coach_tui.plan.time_off import covering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from coach_tui.plan.practice import Plan
    from coach_tui.plan.strategy import Strategy
    from coach_tui.plan.time_off import Stored

ASKED = ("cue", "response", "obstacle")
"""What a strategy asks of the client, beside its rhythm."""


def paused_until(plan: Plan, strategy: Strategy, today: date) -> str | None:
    """The last day (ISO) of the pause in which a strategy is; "" for one without an end, None for none.

    Of two pauses it is the end of the later one; one that goes on from day to day with another is one.
    """
    return _last_day([*plan.engagement.pauses, *strategy.pauses], today)


def _last_day(pauses: Iterable[Stored], day: date) -> str | None:
    """The last day (ISO) of the pause that covers a day; "" for one without an end, None for none."""
    pauses, found = [*pauses], None
    while (now := covering(pauses, day)) is not None:
        found = now.get("until") or ""
        if not found:
            return ""
        day = date.fromisoformat(found) + timedelta(days=1)
    return found


def pauses_said(pauses: Iterable[Stored], first: date, last: date) -> list[str]:
    """Pauses (stored) that go on on a day, or begin up to a last one, in words to be said behind “pauses”.

    “until Sun 6 Dec” · “for now” · “from Thu 26 Nov until Sun 6 Dec”. One that goes on from day to day with
    another is one.
    """
    pauses, said = [*pauses], []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        until = _last_day(pauses, day)
        if until is None or (number and covering(pauses, day - timedelta(days=1)) is not None):
            continue
        parts = [f"from {short(day, first)}"] if number else []
        parts += [f"until {short(date.fromisoformat(until), first)}"] if until else []
        said.append(" ".join(parts) or "for now")
    return said


def say_paused(plan: Plan, rows: Iterable[dict[str, Any]], today: date) -> None:
    """Says in the rows of a report, in place, which strategies pause, until when, and what is asked then.

    Nothing that a strategy asks for is in the row of one that pauses.
    """
    strategies = {one.uid: one for one in plan.strategies}
    for row in rows:
        until = paused_until(plan, strategies[row["id"]], today)
        if until is None or row["status"] not in ("active", "paused"):
            continue
        said = f"paused until {short(date.fromisoformat(until), today)}" if until else "paused for now"
        row["cadence"] = f"{said}, then {row['cadence']}" if until and row["cadence"] else said
        row |= dict.fromkeys((key for key in ASKED if key in row), "")
