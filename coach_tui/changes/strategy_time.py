"""What strategies, reviews and values keep of their time: earlier rhythms, pauses in step (domain §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.plan.errors import BadInput
from coach_tui.plan.pause import pauses_after
from coach_tui.plan.rhythm import rhythms_after
from coach_tui.plan.strategy import ENDED
from coach_tui.plan.time_off import covering

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from coach_tui.plan.client import Engagement
    from coach_tui.plan.objective import Objective
    from coach_tui.plan.strategy import Strategy

    Pauses = list[dict[str, Any]]

PAUSED, ACTIVE = "paused", "active"


def kept_time(strategy: Strategy, changes: Mapping[str, Any], begun: date, today: date) -> dict[str, Any]:
    """Changes of a strategy (stored form) with what follows from them.

    One that is finished or dropped has ended today, where no other day is said. Another rhythm holds from
    today on; the old one is kept with yesterday as its last day, unless the changes say themselves which
    rhythms there were.

    Args:
        strategy: the strategy before.
        changes: stored values by key; None empties one.
        begun: the day from which a strategy without a start counts.
        today: the day of the change.
    """
    found = dict(changes)
    start = changes.get("start") or (strategy.start or begun).isoformat()
    if "cadence" in changes and not _told(strategy.raw, changes, "rhythms"):
        before, now = str(strategy.cadence or ""), changes["cadence"] or ""
        rhythms = rhythms_after(strategy.rhythms, before, now, start, today)
        if rhythms != strategy.rhythms:
            found["rhythms"] = rhythms or None
    if "status" in changes and "ended_on" not in changes:
        ended = (changes["status"] or ACTIVE) in ENDED
        if ended is not (strategy.status in ENDED):
            found["ended_on"] = today.isoformat() if ended else None
    return _in_step(strategy.raw, found, today)


def kept_reviews(engagement: Engagement, changes: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Changes of an engagement (stored form) with the rhythm that its reviews had before.

    Another one holds from today on.

    Args:
        engagement: the engagement before.
        changes: stored values by key; None empties one.
        today: the day of the change.
    """
    if "review_every" not in changes or _told(engagement.raw, changes, "rhythms"):
        return dict(changes)
    before, now = str(engagement.review_every or ""), changes["review_every"] or ""
    start = changes.get("start") or engagement.start.isoformat()
    rhythms = rhythms_after(engagement.rhythms, before, now, start, today, "every")
    return {**changes, **({"rhythms": rhythms or None} if rhythms != engagement.rhythms else {})}


def kept_values(objective: Objective, changes: Mapping[str, Any], begun: date, today: date) -> dict[str, Any]:
    """Changes of an objective (stored form) with the rhythms that the values of its measures had before.

    Another one holds from today on; those that the changes leave out stay.

    Args:
        objective: the objective before.
        changes: stored values by key; None empties one.
        begun: the day from which an objective without a start counts.
        today: the day of the change.
    """
    before = {one["uid"]: one for one in objective.measure if one.get("uid")}
    start = changes.get("start") or (objective.start or begun).isoformat()
    measures = []
    for one in changes.get("measure") or ():
        old = before.get(one.get("uid"), {})
        rhythms = one.get("rhythms") or old.get("rhythms") or []
        if old and not _told(old, {**one, "rhythms": rhythms}, "rhythms"):
            rhythms = rhythms_after(
                rhythms, old.get("every") or "", one.get("every") or "", start, today, "every"
            )
        bare = {key: value for key, value in one.items() if key != "rhythms"}
        measures.append({**bare, **({"rhythms": rhythms} if rhythms else {})})
    return {**changes, **({"measure": measures} if measures else {})}


def begun_in_step(stored: Mapping[str, Any], today: date) -> dict[str, Any]:
    """A new strategy (stored form): one that is paused pauses since today, where nothing else is said."""
    return _in_step({}, dict(stored), today)


def _told(before: Mapping[str, Any], changes: Mapping[str, Any], key: str) -> bool:
    """Whether the changes say a field themselves, and not as it was."""
    return key in changes and (changes[key] or None) != (before.get(key) or None)


def _in_step(before: Mapping[str, Any], changes: dict[str, Any], today: date) -> dict[str, Any]:
    """The changes with status and pauses in step: a strategy is paused while a pause without an end is open.

    What was changed leads: a new status opens a pause today, or ends it yesterday; new pauses set the status.

    Raises:
        BadInput: a pause that is still to come has no last day.
    """
    was: str = before.get("status") or ACTIVE
    now: str = changes.get("status", was) or ACTIVE
    pauses: Pauses = list(changes.get("pauses", before.get("pauses")) or ())
    open_one = next((pause for pause in pauses if not pause.get("until")), None)
    if open_one and open_one["since"] > today.isoformat():
        raise BadInput("pauses: say until when, since the pause is still to come")
    if (now == PAUSED) is bool(open_one):
        return changes
    if now == was and _told(before, changes, "pauses"):
        return {**changes, "status": PAUSED if open_one else ACTIVE}
    if open_one:
        return {**changes, "pauses": pauses_after(pauses, open_one, today) or None}
    return {**changes, "pauses": _opened(pauses, changes.get("status_reason") or "", today)}


def _opened(pauses: Pauses, reason: str, today: date) -> Pauses:
    """The pauses with one that is open from today on: the one that covers today, or a new one.

    Nothing follows one that has no end: pauses that were still to come are a part of it, and their reason
    is its own where it has none.
    """
    day = today.isoformat()
    past = [one for one in pauses if one["since"] <= day]
    coming = [one for one in pauses if one["since"] > day]
    there = covering(past, today)
    opened = {key: one for key, one in (there or {"since": day, "reason": reason}).items() if key != "until"}
    said = opened.pop("reason", "") or next((one["reason"] for one in coming if one.get("reason")), "")
    return [*(one for one in past if one is not there), {**opened, **({"reason": said} if said else {})}]
