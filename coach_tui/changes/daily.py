"""The quick things of a day: check in, log practice, note a win, settle a commitment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach_tui.changes.links import check_values
from coach_tui.changes.records import insert_checked, plan_at
from coach_tui.plan.contact import SETTLED, Checkin, Commitment, Win
from coach_tui.plan.dates import day_words, iso
from coach_tui.plan.errors import BadInput, ChangedMeanwhile
from coach_tui.plan.field_lists import counted
from coach_tui.plan.fields import quote
from coach_tui.plan.side import Side
from coach_tui.plan.strategy import Strategy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from coach_tui.changes.desk import Change, Desk
    from coach_tui.plan.practice import Plan
    from coach_tui.store.journal import Entry


def check_in(
    desk: Desk, engagement: str, values: Mapping[str, Any], win: str = "", *, asked: Iterable[str] = ()
) -> Entry | None:
    """Adds a check-in to the plan of an engagement (uid), dated today unless `on` says otherwise.

    Args:
        desk: the desk.
        engagement: the engagement's uid.
        values: fields of a Checkin; measures by measure uid, practice by strategy uid.
        win: a win noted along with it.
        asked: measures (uids) that were asked about while they took a value, and are given one though they
            take none now.

    Raises:
        BadInput: a value is refused, a measure takes none, the day is in the future or before the start, or
            nothing was said.
    """
    with desk.change("checked in") as change:
        plan = plan_at(change, engagement)
        stored = Checkin.check({"on": desk.today, **values})
        check_day(desk, plan, stored["on"])
        check_values(plan, stored.get("measures") or (), asked)
        said = [part for part in (_said(plan, stored), f"won {quote(win)}" if win else "") if part]
        if not said:
            raise BadInput("nothing to note; give a value, practice, engagement, mood or a note")
        change.about(plan.client.uid)
        change.describe(f"checked in with {plan.client.name}: {', '.join(said)}")
        if len(stored) > 1:
            insert_checked(change, plan, Checkin, stored, asked)
        if win:
            insert_checked(change, plan, Win, {"on": stored["on"], "text": win})
    return change.entry


def check_day(desk: Desk, plan: Plan, day: str) -> None:
    """Refuses a day (ISO) in the future or before the plan began.

    Raises:
        BadInput: with the bound that was crossed.
    """
    Side.PAST.check(day, desk.today, "on")
    check_begun(plan, day)


def check_begun(plan: Plan, day: str) -> None:
    """Refuses a day (ISO) before the plan began.

    Raises:
        BadInput: with the day on which it began.
    """
    start = plan.engagement.start.isoformat()
    if day < start:
        raise BadInput(f"on: {day_words(day)} is before the engagement began, {day_words(start)}")


def _said(plan: Plan, stored: Mapping[str, Any]) -> str:
    """What a check-in says, in a few words."""
    names = {measure.uid: measure.name for objective in plan.objectives for measure in objective.measures}
    parts = [f"{names[uid]} {value:g}" for uid, value in (stored.get("measures") or {}).items()]
    practised = list(stored.get("done") or ())
    parts += counted(record.name for record in plan.strategies for _ in range(practised.count(record.uid)))
    if stored.get("engagement"):
        parts.append(f"engagement {stored['engagement']}")
    parts += [word for word in ("mood", "note") if stored.get(word)]
    return ", ".join(parts)


def toggle_practice(desk: Desk, strategy: str, *, done: bool | None = None) -> Entry | None:
    """Logs a strategy (uid) as practised today, or takes today's log back.

    With `done`, it becomes just that; where it is so already, nothing changes.
    """
    with desk.change("logged practice") as change:
        record = change.record(Strategy, strategy)
        plan = plan_at(change, record.plan)
        change.about(plan.client.uid)
        logged = [one for one in plan.checkins if one.on == desk.today and strategy in one.done]
        if done is not None and done == bool(logged):
            return None
        for checkin in logged:
            left = {**checkin.raw, "done": [uid for uid in checkin.done if uid != strategy]}
            if any(left.get(key) for key in Checkin.fields if key != "on"):
                change.update(Checkin, checkin.uid, {"done": left["done"] or None})
            else:
                change.delete(Checkin, checkin.uid)
        if logged:
            change.describe(f"took back today's practice of {quote(record.name)}")
        else:
            change.describe(f"logged practice of {quote(record.name)}")
            insert_checked(change, plan, Checkin, {"on": desk.today, "done": [strategy]})
    return change.entry


def note_win(
    desk: Desk,
    engagement: str,
    text: str,
    on: str | None = None,
    *,
    milestone: str = "",
    objective: str = "",
    visibility: str = "",
) -> Entry | None:
    """Notes a win in the plan of an engagement (uid), today unless `on` (ISO) says otherwise.

    `milestone` and `objective` are the uids of what it belongs to; `visibility` its widest reader.
    """
    with desk.change("noted a win") as change:
        plan = plan_at(change, engagement)
        change.about(plan.client.uid)
        refers = {
            "milestone": milestone or None,
            "objective": objective or None,
            "visibility": visibility or None,
        }
        stored = Win.check({"on": on or desk.today, "text": text, **refers})
        check_day(desk, plan, stored["on"])
        insert_checked(change, plan, Win, stored)
        change.describe(f"noted a win, {quote(text)}")
    return change.entry


def settle(
    desk: Desk, commitment: str, status: str, reason: str = "", due: str | None = None, *, seen: str = ""
) -> Entry | None:
    """Says what came of a commitment (uid); moved to a new day (ISO), it counts as carried forward.

    `seen` is the status that the coach saw. Open again, it has no reason any more.

    Raises:
        BadInput: it is dropped without a reason, moved to a day that is past, or gone.
        ChangedMeanwhile: it was settled otherwise meanwhile.
    """
    with desk.change("settled a commitment", why=reason) as change:
        record = change.record(Commitment, commitment)
        check_seen(record, seen)
        if status == "dropped" and not reason.strip():
            raise BadInput("reason: say why it was dropped")
        if due:
            Side.AHEAD.check(due, desk.today, "due")
        change.about(plan_at(change, record.plan).client.uid)
        settle_in(change, record, status, reason, due)
        to = f", to {day_words(due, desk.today)}" if due else ""
        change.describe(f"marked {quote(record.name)} as {status}{to}")
    return change.entry


def check_seen(record: Commitment, seen: str) -> None:
    """Refuses to settle a commitment that was settled otherwise since the coach saw it ("": it was not seen).

    Raises:
        ChangedMeanwhile: with what it is marked as.
    """
    if seen and record.status != seen:
        raise ChangedMeanwhile(
            f"{quote(record.text)} was marked {record.status} elsewhere meanwhile; look at it again"
        )


def settle_in(
    change: Change, record: Commitment, status: str, reason: str = "", due: str | None = None, on: str = ""
) -> None:
    """Settles a commitment inside a change, on a day (ISO; "": today)."""
    values: dict[str, Any] = {"status": status}
    if on and status in SETTLED:
        values["settled_on"] = max(on, iso(record.made_on) or "")
    if reason or status == "open":
        values["reason"] = reason or None
    if status == "moved":
        values["carried"] = int(record.carried or 0) + 1
        if due:
            values["due"] = due
    if record.snooze:
        values["snooze"] = None
    change.update(Commitment, record.uid, Commitment.check(values, whole=False))
